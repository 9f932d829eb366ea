//! The names in one text.

use std::collections::BTreeMap;

use crate::actor::registry::Registry;
use crate::actor::{Actor, ActorId, NameForm, NameMention, Place, discover, office};
use crate::config::ActorKind;
use crate::date::{MONTHS, WEEKDAYS};
use crate::source::Span;
use crate::text::{Text, TokenKind};

/// The names of a text, and who and what the text itself introduced.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// In order of their place; none overlap.
    pub mentions: Vec<NameMention>,
    /// Whom the text introduces and nobody listed, by id.
    pub actors: Vec<Actor>,
    /// Places that the text names and nobody listed.
    pub places: Vec<Place>,
    /// Offices that stand for their holders.
    pub(super) offices: Vec<office::Tenure>,
}

impl Registry {
    /// Finds the names in a text.
    #[must_use]
    pub fn find(&self, text: &Text<'_>) -> Found {
        let mut mentions = self.known_names(text);
        let found = discover::discover(self, text, &mut mentions);
        mentions.extend(found.mentions);
        sort_out(&mut mentions);
        let persons = Persons::new(self, &found.actors, &mentions);
        persons.with_names_of_places(text, &mut mentions);
        let short = persons.short_names(text, &mentions);
        mentions.extend(short);
        sort_out(&mut mentions);
        let mut actors = found.actors;
        actors.sort_by(|a, b| a.id.cmp(&b.id));
        Found { mentions, actors, places: found.places, offices: found.offices }
    }

    fn known_names(&self, text: &Text<'_>) -> Vec<NameMention> {
        let Some(matcher) = self.matcher() else { return Vec::new() };
        let content = text.content();
        let mut mentions = Vec::new();
        for hit in matcher.find_iter(content) {
            let span = Span::new(hit.start(), hit.end());
            if !stands_alone(content, span) {
                continue;
            }
            let name = self.name(hit.pattern().as_usize());
            mentions.push(NameMention {
                span,
                actor: name.actor.clone(),
                place: name.place.clone(),
                form: name.form,
            });
        }
        mentions.retain(|it| !part_of_longer_name(text, it));
        mentions
    }
}

/// Whether a name is not the inside of a longer word. A scrape may glue the word before it on
/// ("ComradeAda Berg"), which counts when the name has several parts.
fn stands_alone(content: &str, span: Span) -> bool {
    let before = content[..span.start].chars().next_back();
    let after = content[span.end..].chars().next();
    let several = span.of(content).contains(' ');
    let left = before.is_none_or(|it| !it.is_alphanumeric() || (several && it.is_lowercase()));
    left && after.is_none_or(|it| !it.is_alphanumeric())
}

/// "New Mexico", "Northern Ireland", "Gulf of Mexico": a country's name within another name.
fn part_of_longer_name(text: &Text<'_>, mention: &NameMention) -> bool {
    const BEFORE: &[&str] = &[
        "New",
        "Northern",
        "Inner",
        "Outer",
        "Gulf",
        "Sea",
        "American",
        "Papua",
        "Equatorial",
        "British",
        "French",
        "Little",
        "East",
        "West",
        "Bank",
    ];
    let at = text.token_at(mention.span.start);
    let Some(before) = at.checked_sub(1) else { return false };
    let word = text.word(before);
    let of = word == "of" && before > 0 && matches!(text.word(before - 1), "Gulf" | "Sea" | "Bank");
    let single = !text.slice(mention.span).contains(' ');
    let glued = text.tokens()[at].spaced
        && BEFORE.contains(&word)
        && single
        && mention.form == NameForm::Name
        && mention.place.is_some();
    of || glued
}

/// Puts mentions in order and lets the longer of two that overlap stand.
fn sort_out(mentions: &mut Vec<NameMention>) {
    mentions.sort_by_key(|it| (it.span.start, std::cmp::Reverse(it.span.end)));
    let mut end = 0;
    mentions.retain(|it| {
        let free = it.span.start >= end;
        if free {
            end = it.span.end;
        }
        free
    });
}

/// The persons that a text names in full, to tell who a surname alone means.
struct Persons<'a> {
    /// Each full mention with the parts of the person's name.
    full: Vec<(Span, ActorId)>,
    /// The places in `full` of the persons for whom a word stands, in the order of the text.
    by_word: BTreeMap<&'a str, Vec<usize>>,
    /// Who is listed, for texts that never give the full name.
    registry: &'a Registry,
}

impl<'a> Persons<'a> {
    fn new(registry: &'a Registry, discovered: &'a [Actor], mentions: &[NameMention]) -> Self {
        let discovered: BTreeMap<&ActorId, &Actor> =
            discovered.iter().map(|it| (&it.id, it)).collect();
        let actor = |id: &ActorId| registry.actor(id).or_else(|| discovered.get(id).copied());
        let mut persons = Self { full: Vec::new(), by_word: BTreeMap::new(), registry };
        for mention in mentions.iter().filter(|it| it.form == NameForm::Name) {
            let actor = mention.actor.as_ref().and_then(actor);
            let Some(actor) = actor.filter(|it| it.kind == ActorKind::Person) else { continue };
            let parts = actor.name.split(' ').filter(|it| it.chars().count() > 1);
            let parts: Vec<&str> = parts.collect();
            for word in [parts.first(), parts.last()].into_iter().flatten() {
                let places = persons.by_word.entry(word).or_default();
                if stands_for(word, &parts) && places.last() != Some(&persons.full.len()) {
                    places.push(persons.full.len());
                }
            }
            persons.full.push((mention.span, actor.id.clone()));
        }
        persons
    }

    /// Capitalised words that are a part of a person's name and of no other mention.
    fn short_names(&self, text: &Text<'_>, mentions: &[NameMention]) -> Vec<NameMention> {
        let mut found = Vec::new();
        let mut next = 0;
        for (at, token) in text.tokens().iter().enumerate() {
            let span = token.span();
            while next < mentions.len() && mentions[next].span.end <= span.start {
                next += 1;
            }
            let taken = mentions.get(next).is_some_and(|it| it.span.overlaps(span));
            let name = token.kind == TokenKind::Word && token.capital && span.len() >= 2;
            if taken || !name || within_name(text, at) {
                continue;
            }
            if let Some(actor) = self.meant(text.word(at), span) {
                let form = NameForm::Short;
                found.push(NameMention { span, actor: Some(actor), place: None, form });
            }
        }
        found
    }

    /// "Recife thanked them", where the text tells of a Joao Recife: a person, unless a word before it says where.
    fn with_names_of_places(&self, text: &Text<'_>, mentions: &mut [NameMention]) {
        for it in mentions.iter_mut().filter(|it| it.actor.is_none() && it.place.is_some()) {
            let Some(full) = self.by_word.get(text.slice(it.span)) else { continue };
            let at = text.token_at(it.span.start);
            let before = at.checked_sub(1).map_or("", |it| text.word(it)).to_lowercase();
            let where_to = matches!(
                before.as_str(),
                "in" | "at" | "near" | "from" | "to" | "of" | "outside" | "inside" | "around"
            );
            let told = full.iter().any(|full| self.full[*full].0.start < it.span.start);
            if told && !where_to {
                it.actor = self.meant(text.slice(it.span), it.span);
                it.place = None;
                it.form = NameForm::Short;
            }
        }
    }

    /// Who is meant: the person of that name told last, else next, else the only one listed.
    fn meant(&self, word: &str, span: Span) -> Option<ActorId> {
        if let Some(full) = self.by_word.get(word) {
            // Those told before come first.
            let next = full.partition_point(|it| self.full[*it].0.start < span.start);
            let told = next.checked_sub(1).unwrap_or(next);
            if let Some(it) = full.get(told) {
                return Some(self.full[*it].1.clone());
            }
        }
        if word.len() < 4 {
            return None;
        }
        let mut same = self.registry.listed_with_word(word).filter(|it| {
            it.kind == ActorKind::Person && it.name.split(' ').next_back() == Some(word)
        });
        let first = same.next()?;
        same.next().is_none().then(|| first.id.clone())
    }
}

/// Whether a word stands for the whole of a name: its last word, or the first of a long or short one.
fn stands_for(word: &str, parts: &[&str]) -> bool {
    parts.last() == Some(&word)
        || (parts.len() > 2 || word.len() <= 4) && parts.first() == Some(&word)
}

/// Whether a capitalised word stands in the middle of another capitalised name: "Ada Maria Berg"
/// must not give its "Maria" to somebody else.
fn within_name(text: &Text<'_>, at: usize) -> bool {
    let tokens = text.tokens();
    let name_like = |it: usize| {
        tokens.get(it).is_some_and(|it| it.kind == TokenKind::Word && it.capital)
            && text.word(it).chars().count() > 1
    };
    let sentence_start =
        text.sentence_at(tokens[at].span().start).map(|it| text.sentences()[it].tokens.start);
    let after = name_like(at + 1) && tokens[at + 1].spaced && !is_month_or_day(text.word(at + 1));
    let before = at > 0
        && name_like(at - 1)
        && tokens[at].spaced
        && sentence_start != Some(at - 1)
        && !is_title(text.word(at - 1))
        && !is_date_before(text, at - 1);
    let hyphen = tokens.get(at + 1).is_some_and(|it| !it.spaced)
        && text.word(at + 1) == "-"
        && tokens.get(at + 2).is_some_and(|it| !it.spaced && it.kind == TokenKind::Word);
    after || before || hyphen
}

/// "On Wednesday Berg said": the day is no name of his.
fn is_date_before(text: &Text<'_>, at: usize) -> bool {
    let word = text.word(at);
    let opens = || {
        let before = at.checked_sub(1).map_or("", |it| text.word(it)).to_lowercase();
        matches!(before.as_str(), "in" | "on" | "since" | "last" | "this" | "by" | "until")
    };
    WEEKDAYS.contains(&word) || MONTHS.contains(&word) && opens()
}

fn is_title(word: &str) -> bool {
    matches!(
        word,
        "Mr" | "Mrs"
            | "Ms"
            | "Dr"
            | "President"
            | "Premier"
            | "Minister"
            | "Comrade"
            | "Chairman"
            | "Marshal"
            | "General"
            | "Leader"
            | "Secretary"
            | "Chancellor"
            | "King"
            | "Queen"
            | "Prince"
            | "Senator"
            | "Governor"
            | "Ambassador"
            | "When"
            | "As"
            | "After"
            | "Before"
            | "But"
            | "And"
            | "That"
            | "While"
            | "If"
            | "In"
            | "On"
    )
}

pub(super) fn is_month_or_day(word: &str) -> bool {
    MONTHS.contains(&word) || WEEKDAYS.contains(&word)
}
