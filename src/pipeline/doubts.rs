//! What an author may want to look at, though nothing of it is wrong: sources that differ, events
//! that are nearly one, aliases that nobody uses, documents that gave nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use aho_corasick::AhoCorasick;

use crate::actor::ActorId;
use crate::config::Located;
use crate::diagnostic::Location;
use crate::event::Event;
use crate::pipeline::{Analysed, Analysis};
use crate::timeline::Cast;

/// So many days apart two events may be one that is told with different dates.
const NEAR_DAYS: i64 = 3;

/// Two events that are alike and were not made one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    /// The earlier, by its id.
    pub first: String,
    /// The later, by its id.
    pub second: String,
    /// Why they were kept apart.
    pub reason: String,
}

/// The pairs of events that were nearly merged: of one type, at most a few days apart, with those of
/// the one among those of the other, of whom there are two at least.
#[must_use]
pub fn nearly_merged(analysis: &Analysis) -> Vec<Near> {
    let events = analysis.timeline.events.iter().map(|it| &it.event);
    let mut by_kind: BTreeMap<&str, Vec<&Event>> = BTreeMap::new();
    for event in events {
        by_kind.entry(event.kind.as_str()).or_default().push(event);
    }
    let mut near = Vec::new();
    // Within a type they come in order of time.
    for alike in by_kind.values() {
        for (at, first) in alike.iter().enumerate() {
            let Some(when) = first.dated.when() else { continue };
            for second in &alike[at + 1..] {
                let then = second.dated.when();
                if then.is_none_or(|it| when.days_apart(it) > NEAR_DAYS) {
                    break;
                }
                if let Some(reason) = among(first, second).then(|| apart(first, second)).flatten() {
                    let (first, second) = (first.id.clone(), second.id.clone());
                    near.push(Near { first, second, reason });
                }
            }
        }
    }
    near
}

/// Whether those who take part in one take part in the other too, and there are two of them.
fn among(a: &Event, b: &Event) -> bool {
    let who = |it: &Event| -> BTreeSet<ActorId> {
        it.participants.iter().map(|it| it.actor.clone()).collect()
    };
    let (a, b) = (who(a), who(b));
    a.len().min(b.len()) > 1 && (a.is_subset(&b) || b.is_subset(&a))
}

/// Why two events were kept apart, as merging told one of them.
fn apart(a: &Event, b: &Event) -> Option<String> {
    let told = |one: &Event, other: &Event| {
        let names = |it: &&String| {
            other.evidence.iter().any(|of| {
                it.strip_prefix(of.document.as_str()).is_some_and(|it| it.starts_with(" ("))
            })
        };
        one.apart.iter().find(names).cloned()
    };
    let sentence = told(a, b).or_else(|| told(b, a))?;
    let reason = sentence.split_once(" tells of another: ").map_or(sentence.as_str(), |it| it.1);
    Some(reason.trim_end_matches('.').to_owned())
}

/// An alias of actors.yaml or places.yaml that no document has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idle {
    /// The alias.
    pub alias: String,
    /// Whose it is.
    pub name: String,
    /// Where it is written.
    pub location: Location,
}

/// The aliases that stand in no document.
#[must_use]
pub fn idle_aliases(analysis: &Analysis) -> Vec<Idle> {
    let actors =
        analysis.config.actors.iter().flat_map(|it| aliases(it, &it.value.name, &it.value.aliases));
    let places =
        analysis.config.places.iter().flat_map(|it| aliases(it, &it.value.name, &it.value.aliases));
    let all: Vec<Idle> = actors.chain(places).collect();
    let forms: Vec<(usize, String)> = all
        .iter()
        .enumerate()
        .flat_map(|(at, it)| spellings(&it.alias).into_iter().map(move |form| (at, form)))
        .collect();
    let matcher = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(forms.iter().map(|it| it.1.as_str()));
    let Ok(matcher) = matcher else { return Vec::new() };
    let mut used = BTreeSet::new();
    for it in &analysis.documents {
        let text = &it.document.content;
        for found in matcher.find_overlapping_iter(text.as_str()) {
            let letter = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
            let within = letter(text[..found.start()].chars().next_back())
                || letter(text[found.end()..].chars().next());
            if !within {
                used.insert(forms[found.pattern().as_usize()].0);
            }
        }
    }
    all.into_iter().enumerate().filter(|it| !used.contains(&it.0)).map(|it| it.1).collect()
}

fn aliases<'a, T>(
    item: &'a Located<T>,
    name: &'a str,
    aliases: &'a [String],
) -> impl Iterator<Item = Idle> + 'a {
    aliases.iter().enumerate().map(|(at, alias)| Idle {
        alias: alias.clone(),
        name: name.to_owned(),
        location: item.at(&format!("aliases[{at}]")).clone(),
    })
}

/// An alias with the hyphens and apostrophes that texts may have.
fn spellings(alias: &str) -> Vec<String> {
    let mut forms = vec![alias.to_owned(), alias.replace('-', " "), alias.replace('\'', "’")];
    forms.dedup();
    forms
}

/// The documents that gave no event, by id, with what was found in each: first those that name both
/// sides, where there are sides.
#[must_use]
pub fn silent_documents(analysis: &Analysis) -> Vec<(String, String)> {
    let all = analysis.timeline.told().chain(&analysis.called_off);
    let telling: BTreeSet<&str> =
        all.flat_map(|it| it.evidence.iter().chain(&it.plans)).map(|it| &*it.document).collect();
    let hidden: BTreeSet<&str> =
        analysis.left_out.iter().flat_map(|it| &it.evidence).map(|it| &*it.document).collect();
    let silent = analysis.documents.iter().filter(|it| !telling.contains(&*it.document.id));
    let (both, others): (Vec<_>, Vec<_>) =
        silent.partition(|it| names_both_sides(it, &analysis.cast));
    let why = |it: &Arc<Analysed>, both: bool| {
        let id = it.document.id.as_str();
        let why = match (it.mentions.len(), both) {
            _ if hidden.contains(id) => "an override leaves out what it tells",
            (0, true) => "it names both sides, but no happening was found in it",
            (0, false) => "no happening was found in it",
            (_, true) => {
                "it names both sides, but what it tells is not between them, did not happen, or is only recalled"
            }
            (_, false) if analysis.cast.sides.is_none() => {
                "what it tells did not happen, or is only recalled"
            }
            (_, false) => {
                "what it tells is not between the sides, did not happen, or is only recalled"
            }
        };
        (id.to_owned(), why.to_owned())
    };
    let both = both.into_iter().map(|it| why(it, true));
    both.chain(others.into_iter().map(|it| why(it, false))).collect()
}

/// Whether a document names somebody of each side.
fn names_both_sides(document: &Analysed, cast: &Cast) -> bool {
    let named = document.found.mentions.iter().filter_map(|it| it.actor.as_ref());
    let sides: BTreeSet<_> = named.filter_map(|it| cast.side_of.get(it)).collect();
    sides.len() > 1
}
