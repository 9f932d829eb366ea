//! Persons and places that nobody listed, from how news introduces them.
//!
//! "Swedish Foreign Minister Bo Lind", "Ada Berg, foreign minister of Norway": an office with a
//! state and a name makes an actor. "the Eastgate Cosmodrome": a capitalised name with a noun of
//! place makes a place. Nothing else does.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::actor::find::{Found, is_month_or_day};
use crate::actor::introduce::HONORIFICS;
use crate::actor::registry::Registry;
use crate::actor::spelling::Spellings;
use crate::actor::{Actor, ActorId, Known, NameForm, NameMention, Place, PlaceId, Role};
use crate::config::lexicon::Words;
use crate::config::{ActorKind, slug};
use crate::date::Date;
use crate::source::Span;
use crate::text::{Text, TokenKind};

/// The words that introduce, as sets.
#[derive(Debug, Clone, Default)]
pub(super) struct Vocabulary {
    pub(super) offices: BTreeSet<String>,
    pub(super) modifiers: BTreeSet<String>,
    place_nouns: BTreeSet<String>,
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
            place_nouns: set(&words.place_nouns),
            organisations: set(&words.organisation_nouns),
            saying: set(&words.saying),
            pasts: set(&words.pasts),
            things: set(&words.things),
        }
    }
}

/// A noun phrase that begins with the name of a state or its people.
enum Phrase {
    /// It ends in a person's name: the tokens of the office and of the name.
    Person { office: String, name: (usize, usize) },
    /// It ends in a noun of office or of an organisation: "the Finnish president".
    Office { title: String, end: usize },
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

/// A state itself, or that of an organisation.
fn state_of(actor: &Actor) -> Option<ActorId> {
    if actor.kind == ActorKind::State { Some(actor.id.clone()) } else { actor.state.clone() }
}

/// An office that stands for whoever holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tenure {
    span: Span,
    title: String,
    state: ActorId,
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
    let look = Look { registry, text, lower: &lower, states: RefCell::default() };
    let mut absorbed: Vec<Span> = Vec::new();
    for mention in known.iter_mut() {
        if absorbed.iter().any(|it| it.overlaps(mention.span)) {
            continue;
        }
        let state = mention.actor.as_ref().and_then(|it| registry.actor(it));
        let Some(state) = state.filter(|it| it.kind == ActorKind::State).cloned() else { continue };
        if mention.form == NameForm::Name || mention.form == NameForm::Demonym {
            match look.phrase_after(mention) {
                Some(Phrase::Person { office, name }) => {
                    let span = look.span(name.0, name.1);
                    let whole = mention.span.join(span);
                    absorbed.push(Span::new(mention.span.end, whole.end));
                    let id = look.person(&mut found, span, &office, Some(&state));
                    found.mentions.push(NameMention {
                        span: whole,
                        actor: Some(id),
                        place: None,
                        form: NameForm::Name,
                    });
                    mention.span = Span::new(whole.start, whole.start);
                }
                Some(Phrase::Office { title, end }) => {
                    mention.span.end = look.span(end - 1, end).end;
                    mention.place = None;
                    mention.form = NameForm::Office;
                    let holder = registry.holder(&title, &state.id, None);
                    mention.actor = holder.or_else(|| mention.actor.clone());
                    found.offices.push(Tenure { span: mention.span, title, state: state.id });
                }
                None => {}
            }
        }
    }
    known.retain(|it| !it.span.is_empty() && !absorbed.iter().any(|gone| gone.contains(it.span)));
    look.apposed(known, &mut found);
    look.introduced(known, &mut found);
    look.places(known, &mut found);
    look.acting(known, &mut found);
    look.surnames(known, &mut found);
    give_offices(known, &found);
    found
}

/// Gives an office to the one person whom the text itself introduces with it: "the Norwegian ambassador",
/// where it tells of "Ada Berg, Norwegian ambassador".
fn give_offices(known: &mut [NameMention], found: &Discovered) {
    let mut holders: BTreeMap<(&ActorId, &str), Vec<&ActorId>> = BTreeMap::new();
    for actor in &found.actors {
        for role in &actor.roles {
            if let Some(state) = &actor.state {
                holders.entry((state, role.title.as_str())).or_default().push(&actor.id);
            }
        }
    }
    for office in found.offices.iter().filter(|it| !it.title.is_empty()) {
        let held = holders.get(&(&office.state, office.title.as_str()));
        let Some([holder]) = held.map(Vec::as_slice) else { continue };
        let state = |it: &&mut NameMention| it.actor.as_ref() == Some(&office.state);
        let mention = known.iter_mut().find(|it| it.span == office.span);
        if let Some(mention) = mention.filter(state) {
            mention.actor = Some((*holder).clone());
        }
    }
}

impl Registry {
    /// Gives the offices of a text to those who held them when the text was published: a later or
    /// an earlier holder is never meant, and where nobody is listed for the time it is the state.
    pub fn settle(&self, found: &mut Found, published: Option<Date>) {
        if published.is_none() {
            return;
        }
        let introduced: BTreeSet<&ActorId> = found.actors.iter().map(|it| &it.id).collect();
        for office in &found.offices {
            // Mentions are in order and none overlap.
            let at = found.mentions.partition_point(|it| it.span.start < office.span.start);
            let mention = found
                .mentions
                .get_mut(at)
                .filter(|it| it.span == office.span && it.form == NameForm::Office);
            // Whom the text itself introduces with the office is meant.
            let own = |id: &ActorId| introduced.contains(id);
            if let Some(mention) = mention.filter(|it| !it.actor.as_ref().is_some_and(own)) {
                let holder = self.holder(&office.title, &office.state, published);
                mention.actor = Some(holder.unwrap_or_else(|| office.state.clone()));
            }
        }
    }

    /// The person who alone holds an office of a state, at a time if one is known.
    fn holder(&self, title: &str, state: &ActorId, at: Option<Date>) -> Option<ActorId> {
        if title.is_empty() {
            return None;
        }
        let of_state = |it: &Role| {
            it.of.as_ref().and_then(|of| self.actor_named(of)).is_some_and(|it| it.id == *state)
        };
        let then = |it: &Role| {
            let from = |at: Date| it.from.is_none_or(|it| it.first_day() <= at.last_day());
            let until = |at: Date| it.until.is_none_or(|it| at.first_day() <= it.last_day());
            at.is_none_or(|at| from(at) && until(at))
        };
        let mut holders = self.actors().filter(|it| {
            it.roles
                .iter()
                .any(|role| role.title.eq_ignore_ascii_case(title) && of_state(role) && then(role))
        });
        let first = holders.next()?;
        holders.next().is_none().then(|| first.id.clone())
    }
}

pub(super) struct Look<'a> {
    pub(super) registry: &'a Registry,
    pub(super) text: &'a Text<'a>,
    pub(super) lower: &'a [String],
    /// Which words were asked for, and whether they name a state.
    states: RefCell<BTreeMap<&'a str, bool>>,
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

    /// What follows the name of a state: [modifiers] office [name], or an organisation's noun.
    fn phrase_after(&self, mention: &NameMention) -> Option<Phrase> {
        let words = &self.registry.words;
        let tokens = self.text.tokens();
        let sentence = self.text.sentence_at(mention.span.start)?;
        let limit = self.text.sentences()[sentence].tokens.end;
        let mut at = self.text.token_at(mention.span.end);
        // "Norway's foreign minister" and "Norwegian foreign minister", but not "Norway, minister".
        if at < limit && matches!(self.text.word(at), "'s" | "’s") {
            at += 1;
        } else if mention.form == NameForm::Name && mention.actor.is_none() {
            return None;
        }
        let first = at;
        let mut office: Option<(usize, usize)> = None;
        let mut organisation = None;
        while at < limit && at < first + 9 {
            let word = self.lower[at].as_str();
            let pair = at + 1 < limit && tokens[at + 1].spaced;
            let both = if pair { format!("{word} {}", self.lower[at + 1]) } else { String::new() };
            if words.offices.contains(&both) {
                office = Some((office.map_or(at, |it| it.0), at + 2));
                at += 2;
            } else if words.organisations.contains(&both) {
                organisation = Some(at + 2);
                at += 2;
            } else if words.offices.contains(word) {
                office = Some((office.map_or(at, |it| it.0), at + 1));
                at += 1;
            } else if words.organisations.contains(word) {
                organisation = Some(at + 1);
                at += 1;
            } else if words.modifiers.contains(word)
                || (matches!(word, "and" | "-") && office.is_some())
                || (office.is_none() && word == "-")
            {
                at += 1;
            } else {
                break;
            }
        }
        if let Some((start, end)) = office {
            // Only what stands right after the office is its holder's name.
            let after = if at == end { self.after_post(end, limit) } else { end };
            let name = if at == end { self.name_at(after, limit) } else { None };
            let title = self.lower[start..end].join(" ");
            if let Some(name) = name {
                return Some(Phrase::Person { office: title, name });
            }
            if organisation.is_none_or(|it| it < end) {
                return Some(Phrase::Office { title, end });
            }
        }
        organisation.map(|end| Phrase::Office { title: String::new(), end })
    }

    /// The token after "to Norway" in "ambassador to Norway Bo Lind"; else the same token.
    fn after_post(&self, at: usize, limit: usize) -> usize {
        if !matches!(self.lower.get(at).map(String::as_str), Some("to" | "of")) {
            return at;
        }
        let the = usize::from(self.lower.get(at + 1).is_some_and(|it| it == "the"));
        let state = at + 1 + the;
        // A state's name has up to four words.
        (state + 1..(state + 5).min(limit))
            .rev()
            .find(|&end| {
                let name = self.text.slice(self.span(state, end));
                self.registry.actor_named(name).is_some_and(|it| it.kind == ActorKind::State)
            })
            .unwrap_or(at)
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
        if let Some(place) = found.places_of.get(&id) {
            let earlier = &mut found.actors[*place];
            // A later introduction may tell the state that the first left out.
            if let (None, Some(state)) = (&earlier.state, state) {
                earlier.state = state_of(state);
                earlier.side = self.registry.side_of(state);
            }
        } else {
            let role = Role {
                title: office.to_owned(),
                of: state.map(|it| it.name.clone()),
                from: None,
                until: None,
            };
            found.add(Actor {
                id: id.clone(),
                name: written,
                kind: ActorKind::Person,
                side: state.and_then(|it| self.registry.side_of(it)),
                state: state.and_then(state_of),
                aliases: Vec::new(),
                born: None,
                roles: if office.is_empty() { Vec::new() } else { vec![role] },
                wikidata: None,
                known: Known::Discovered,
            });
        }
        id
    }

    /// "Ada Berg, foreign minister of Norway": a name, a comma, an office, "of", a state.
    fn apposed(&self, known: &[NameMention], found: &mut Discovered) {
        let tokens = self.text.tokens();
        let words = &self.registry.words;
        let states: Vec<NameMention> = known
            .iter()
            .filter(|it| {
                let actor = it.actor.as_ref().and_then(|it| self.registry.actor(it));
                actor.is_some_and(|it| it.kind == ActorKind::State)
            })
            .cloned()
            .collect();
        for mention in states {
            let at = self.text.token_at(mention.span.start);
            let Some(sentence) = self.text.sentence_at(mention.span.start) else { continue };
            let start = self.text.sentences()[sentence].tokens.start;
            // Walk back over "of the", the office, a comma, to the name.
            let mut comma = at;
            let mut office = None;
            while comma > start && at - comma < 12 {
                comma -= 1;
                if self.text.word(comma) == "," {
                    break;
                }
                // "Ada Berg, met the president of Brazil": what she does, not what she is.
                let word = self.lower[comma].as_str();
                let is = matches!(word, "was" | "were" | "became" | "had" | "been");
                if !is && (words.pasts.contains(word) || words.saying.contains(word)) {
                    office = None;
                    break;
                }
                if words.offices.contains(&self.lower[comma]) {
                    office =
                        Some(office.map_or((comma, comma + 1), |it: (usize, usize)| (comma, it.1)));
                }
            }
            let Some(office) = office.filter(|_| comma > start && self.text.word(comma) == ",")
            else {
                continue;
            };
            let mut first = comma;
            while first > start && comma - first < 4 {
                let token = &tokens[first - 1];
                // A hyphen is part of a name only between two of its letters, never a dash.
                let dash = self.text.word(first - 1) == "-"
                    && !token.spaced
                    && first < comma
                    && !tokens[first].spaced;
                let part = token.kind == TokenKind::Word && token.capital
                    || dash
                    || (first < comma && self.text.word(first) == "-" && !tokens[first].spaced);
                let before = &self.lower[first - 1];
                if !part || words.offices.contains(before) || HONORIFICS.contains(&before.as_str())
                {
                    break;
                }
                first -= 1;
            }
            let count = tokens[first..comma].iter().filter(|it| it.kind == TokenKind::Word).count();
            let span = if count >= 2 { self.span(first, comma) } else { continue };
            if known.iter().chain(&found.mentions).any(|it| it.span.overlaps(span)) {
                continue;
            }
            let title = self.lower[office.0..office.1].join(" ");
            let state = mention.actor.as_ref().and_then(|it| self.registry.actor(it));
            let id = self.person(found, span, &title, state);
            found.mentions.push(NameMention {
                span,
                actor: Some(id),
                place: None,
                form: NameForm::Name,
            });
        }
    }

    /// "the Eastgate Cosmodrome": capitalised words that end in a noun of place.
    fn places(&self, known: &mut Vec<NameMention>, found: &mut Discovered) {
        let tokens = self.text.tokens();
        for at in 1..tokens.len() {
            let token = &tokens[at];
            if !(token.capital && self.registry.words.place_nouns.contains(&self.lower[at])) {
                continue;
            }
            let mut first = at;
            while first > 0 && at - first < 5 {
                let before = &tokens[first - 1];
                let possessive = matches!(self.text.word(first - 1), "'s" | "’s");
                let part = before.kind == TokenKind::Word && before.capital && tokens[first].spaced;
                if !part && !possessive {
                    break;
                }
                first -= 1;
            }
            while first < at
                && matches!(self.lower[first].as_str(), "the" | "at" | "in" | "a" | "'s" | "’s")
            {
                first += 1;
            }
            if first == at {
                continue;
            }
            let span = self.span(first, at + 1);
            let taken = |it: &NameMention| it.span.overlaps(span) && it.span.len() >= span.len();
            if known.iter().chain(&found.mentions).any(taken) {
                continue;
            }
            // A person's name within it ("Ada Berg Square") is no actor here.
            known.retain(|it| !span.contains(it.span));
            found.mentions.retain(|it| !span.contains(it.span));
            let name = self.text.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
            let id = PlaceId::new(slug(&name));
            if self.registry.place(&id).is_none() && !found.places.iter().any(|it| it.id == id) {
                found.places.push(Place {
                    id: id.clone(),
                    name,
                    aliases: Vec::new(),
                    state: None,
                    coordinates: None,
                    country: false,
                });
            }
            found.mentions.push(NameMention {
                span,
                actor: None,
                place: Some(id),
                form: NameForm::Name,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, ConfigSources};
    use crate::source::Source;

    #[test]
    fn an_office_is_of_who_held_it_then() {
        let actors = "- {name: Ada Berg, side: Norway, roles: [{title: president, of: Norway, \
                      from: 2008, until: 2012}]}\n- {name: Bo Lind, side: Norway, roles: \
                      [{title: president, of: Norway, from: 2014}]}\n";
        let sources = ConfigSources {
            actors: Some(Source::new("actors.yaml", actors)),
            ..ConfigSources::default()
        };
        let registry = Registry::new(&Config::read(&sources).value).value;
        let text = Text::new("On Monday the Norwegian president came.");
        let who = |year: i32| {
            let mut found = registry.find(&text);
            registry.settle(&mut found, Date::day(year, 5, 1));
            found.mentions[0].actor.as_ref().map(|it| it.as_str().to_owned())
        };
        assert_eq!(who(2010).as_deref(), Some("ada-berg"));
        assert_eq!(who(2015).as_deref(), Some("bo-lind"));
        assert_eq!(who(2013).as_deref(), Some("norway"));
    }
}
