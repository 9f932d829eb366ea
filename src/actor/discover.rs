//! Whom and what a text names that nobody listed: the order in which its senses are asked, and what they
//! have in common.
//!
//! `office` reads "Swedish Foreign Minister Bo Lind", `appose` "Ada Berg, foreign minister of Norway",
//! `introduce` the offices without a state, `landmark` places, `acting` the names that only act.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use crate::actor::find::is_month_or_day;
use crate::actor::office::{Tenure, give_offices};
use crate::actor::registry::Registry;
use crate::actor::spelling::Spellings;
use crate::actor::{Actor, ActorId, Known, NameMention, Place, Role};
use crate::config::lexicon::Words;
use crate::config::{ActorKind, slug};
use crate::source::Span;
use crate::text::{Text, TokenKind};

/// The words that introduce, as sets.
#[derive(Debug, Clone, Default)]
pub(super) struct Vocabulary {
    pub(super) offices: BTreeSet<String>,
    pub(super) modifiers: BTreeSet<String>,
    pub(super) domains: BTreeSet<String>,
    pub(super) place_nouns: BTreeSet<String>,
    pub(super) organisations: BTreeSet<String>,
    pub(super) saying: BTreeSet<String>,
    pub(super) pasts: BTreeSet<String>,
    pub(super) things: BTreeSet<String>,
}

impl Vocabulary {
    pub(super) fn new(words: &Words) -> Self {
        let set = |list: &BTreeSet<String>| list.iter().map(|it| it.to_lowercase()).collect();
        Self {
            offices: set(&words.offices),
            modifiers: set(&words.modifiers),
            domains: set(&words.domains),
            place_nouns: set(&words.place_nouns),
            organisations: set(&words.organisation_nouns),
            saying: set(&words.saying),
            pasts: set(&words.pasts),
            things: set(&words.things),
        }
    }
}

/// What was found beyond the known names.
#[derive(Debug, Default)]
pub(super) struct Discovered {
    pub(super) mentions: Vec<NameMention>,
    pub(super) actors: Vec<Actor>,
    pub(super) places: Vec<Place>,
    pub(super) offices: Vec<Tenure>,
    /// Where in `actors` an id stands.
    places_of: BTreeMap<ActorId, usize>,
    spellings: Spellings,
}

impl Discovered {
    /// The actor with an id.
    pub(super) fn actor(&self, id: &ActorId) -> Option<&Actor> {
        self.actors.get(*self.places_of.get(id)?)
    }

    /// Adds one whom the text introduces.
    pub(super) fn add(&mut self, actor: Actor) {
        self.spellings.add(&actor);
        self.places_of.insert(actor.id.clone(), self.actors.len());
        self.actors.push(actor);
    }

    /// The first person of whose name a word is part.
    pub(super) fn with_word(&self, word: &str) -> Option<&Actor> {
        self.actor(self.spellings.with_word(word).first()?)
    }

    /// The first person whose name is another transliteration of one.
    fn transliterated(&self, name: &str) -> Option<&Actor> {
        let all = self.spellings.transliterated(name, |it| self.actor(it));
        all.into_iter().min_by_key(|it| self.places_of.get(&it.id))
    }
}

/// Where a text names somebody or somewhere already.
pub(super) struct Taken<'a> {
    text: &'a Text<'a>,
    spans: Vec<Span>,
}

impl Taken<'_> {
    /// Whether a token belongs to such a name.
    pub(super) fn has(&self, token: usize) -> bool {
        let span = self.text.tokens()[token].span();
        let next = self.spans.partition_point(|it| it.end <= span.start);
        self.spans.get(next).is_some_and(|it| it.overlaps(span))
    }
}

/// The parts of a text that names cover. They never overlap: those that do are one.
#[derive(Debug, Default)]
pub(super) struct Covered {
    /// Where each part begins and ends.
    parts: BTreeMap<usize, usize>,
}

impl Covered {
    /// What some names cover.
    pub(super) fn by<'n>(names: impl Iterator<Item = &'n NameMention>) -> Self {
        let mut covered = Self::default();
        names.for_each(|it| covered.add(it.span));
        covered
    }

    /// Adds what a name covers.
    pub(super) fn add(&mut self, span: Span) {
        let mut whole = span;
        while let Some(part) = self.overlapping(whole) {
            self.parts.remove(&part.start);
            whole = whole.join(part);
        }
        self.parts.insert(whole.start, whole.end);
    }

    /// Whether a span shares a byte with a part.
    pub(super) fn overlaps(&self, span: Span) -> bool {
        self.overlapping(span).is_some()
    }

    /// Whether a span lies wholly in one part.
    pub(super) fn contains(&self, span: Span) -> bool {
        self.parts.range(..=span.start).next_back().is_some_and(|it| span.end <= *it.1)
    }

    fn overlapping(&self, span: Span) -> Option<Span> {
        let (&start, &end) = self.parts.range(..span.end).next_back()?;
        Some(Span::new(start, end)).filter(|it| it.overlaps(span))
    }
}

/// A state itself, or that of an organisation.
fn state_of(actor: &Actor) -> Option<ActorId> {
    if actor.kind == ActorKind::State { Some(actor.id.clone()) } else { actor.state.clone() }
}

/// Looks around the known names of a text.
pub(super) fn discover(
    registry: &Registry,
    text: &Text<'_>,
    known: &mut Vec<NameMention>,
) -> Discovered {
    let mut found = Discovered::default();
    let lower: Vec<String> =
        (0..text.tokens().len()).map(|it| text.word(it).to_lowercase()).collect();
    let look = Look {
        registry,
        text,
        lower: &lower,
        states: RefCell::default(),
        capitals: OnceCell::new(),
    };
    look.offices(known, &mut found);
    look.apposed(known, &mut found);
    look.introduced(known, &mut found);
    look.places(known, &mut found);
    look.acting(known, &mut found);
    look.surnames(known, &mut found);
    give_offices(known, &found);
    found
}

pub(super) struct Look<'a> {
    pub(super) registry: &'a Registry,
    pub(super) text: &'a Text<'a>,
    pub(super) lower: &'a [String],
    /// Which words were asked for, and whether they name a state.
    states: RefCell<BTreeMap<&'a str, bool>>,
    /// How often each word stands with a capital.
    capitals: OnceCell<BTreeMap<&'a str, usize>>,
}

impl Look<'_> {
    /// The names that are known and found so far.
    pub(super) fn taken(&self, known: &[NameMention], found: &Discovered) -> Taken<'_> {
        let names = known.iter().chain(&found.mentions);
        let mut spans: Vec<Span> = names.map(|it| it.span).collect();
        spans.sort_by_key(|it| (it.start, it.end));
        Taken { text: self.text, spans }
    }

    pub(super) fn span(&self, first: usize, end: usize) -> Span {
        self.text.tokens()[first].span().join(self.text.tokens()[end - 1].span())
    }

    /// A person's name that begins at a token: two to four capitalised words.
    pub(super) fn name_at(&self, at: usize, limit: usize) -> Option<(usize, usize)> {
        const PARTICLES: &[&str] =
            &["bin", "al", "el", "de", "da", "van", "von", "der", "ibn", "ben"];
        let tokens = self.text.tokens();
        let mut end = at;
        let mut words = 0;
        while end < limit && words < 4 {
            let token = &tokens[end];
            let word = self.lower[end].as_str();
            let named = token.kind == TokenKind::Word
                && token.capital
                && !is_month_or_day(self.text.word(end));
            let particle = words > 0 && PARTICLES.contains(&word);
            let joined = words > 0 && end > at && !token.spaced && self.text.word(end - 1) == "-";
            if named && !self.known_state(end)
                || particle
                || (joined && token.kind == TokenKind::Word)
            {
                if !joined {
                    words += 1;
                }
                end += 1;
            } else if self.inner_mark(at, end, words) {
                end += 1;
            } else {
                break;
            }
        }
        while end > at && tokens[end - 1].kind == TokenKind::Mark {
            end -= 1;
        }
        // One capitalised word after an office is a surname; it may be short for a known name.
        let sure = words >= 2 || (words == 1 && self.text.word(at).chars().count() >= 3);
        let person = (at..end).all(|it| !self.is_of_a_body(it));
        (sure && person && end > at && self.text.word(at) != "'s").then_some((at, end))
    }

    /// Whether a word, or its singular, is a noun of a place or an organisation: no person's name.
    pub(super) fn is_of_a_body(&self, at: usize) -> bool {
        let words = &self.registry.words;
        let word = self.lower[at].as_str();
        let single = word.strip_suffix('s').unwrap_or(word);
        [word, single]
            .iter()
            .any(|it| words.place_nouns.contains(*it) || words.organisations.contains(*it))
    }

    /// A hyphen within a name, or the full stop of an initial.
    fn inner_mark(&self, first: usize, at: usize, words: usize) -> bool {
        let mark = self.text.word(at);
        let initial = at > first && self.text.word(at - 1).chars().count() == 1;
        !self.text.tokens()[at].spaced && ((mark == "-" && words > 0) || (mark == "." && initial))
    }

    /// How often a word stands with a capital, here or anywhere.
    pub(super) fn capitals_of(&self, word: &str) -> usize {
        let count = || {
            let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
            let tokens = self.text.tokens().iter().zip(self.lower);
            for (_, word) in tokens.filter(|it| it.0.capital) {
                *counts.entry(word.as_str()).or_default() += 1;
            }
            counts
        };
        self.capitals.get_or_init(count).get(word).copied().unwrap_or_default()
    }

    pub(super) fn known_state(&self, at: usize) -> bool {
        let word = self.text.word(at);
        let asked = || self.registry.actor_named(word);
        let is_state = || asked().is_some_and(|it| it.kind == ActorKind::State);
        *self.states.borrow_mut().entry(word).or_insert_with(is_state)
    }

    /// The person of a name: a listed one, one found before, or a new one with an office.
    pub(super) fn person(
        &self,
        found: &mut Discovered,
        name: Span,
        office: &str,
        state: Option<&Actor>,
    ) -> ActorId {
        let written = self.text.slice(name).split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(actor) = self.registry.actor_named(&written) {
            return actor.id.clone();
        }
        let id = ActorId::new(slug(&written));
        let surname = written.split(' ').count() == 1;
        if surname {
            // "President Lind": short for a listed or earlier person of that name.
            let same_state =
                |it: &&Actor| state.is_none() || it.state == state.map(|it| it.id.clone());
            let listed = || self.registry.listed_with_word(&written).find(same_state);
            if let Some(actor) = found.with_word(&written).or_else(listed) {
                return actor.id.clone();
            }
        }
        // Of those whom nobody introduces two names are two persons.
        let introduced = !office.is_empty() || state.is_some();
        let alike =
            || found.transliterated(&written).or_else(|| self.registry.transliterated(&written));
        if let Some(actor) = introduced.then(alike).flatten() {
            return actor.id.clone();
        }
        self.introduce(found, &id, written, office, state);
        id
    }

    /// Adds a person, or to what is known of the person what this introduction tells.
    fn introduce(
        &self,
        found: &mut Discovered,
        id: &ActorId,
        name: String,
        office: &str,
        state: Option<&Actor>,
    ) {
        if let Some(place) = found.places_of.get(id) {
            let earlier = &mut found.actors[*place];
            // A later introduction may tell the state that the first left out.
            if let (None, Some(state)) = (&earlier.state, state) {
                earlier.state = state_of(state);
                earlier.side = self.registry.side_of(state);
            }
            return;
        }
        let of = state.map(|it| it.name.clone());
        let role = Role { title: office.to_owned(), of, from: None, until: None };
        found.add(Actor {
            id: id.clone(),
            name,
            kind: ActorKind::Person,
            side: state.and_then(|it| self.registry.side_of(it)),
            state: state.and_then(state_of),
            aliases: Vec::new(),
            born: None,
            roles: if office.is_empty() { Vec::new() } else { vec![role] },
            wikidata: None,
            image: None,
            known: Known::Discovered,
        });
    }
}
