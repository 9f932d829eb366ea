//! Writes an item that an author can edit: an event with its present values, all of it commented out.
//!
//! An item that set the present values would hold them against better rules, would be shown to
//! readers as an edit, and would be at odds with one that sets them already. One that sets nothing
//! is an error. So every line is a comment until the author takes its `# ` away; what is left is
//! valid YAML with each of the lines or without.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use serde::Serialize;

use crate::actor::ActorId;
use crate::config::Picture;
use crate::config::yaml::scalar;
use crate::event::{Dated, Event, Role, Status};
use crate::overrides::Known;
use crate::overrides::add::ADDED;
use crate::overrides::find::telling;
use crate::overrides::quote;

/// So many days apart two events may be one that is told with different dates.
const NEAR_DAYS: i64 = 7;

/// So many events are offered to be merged.
const MOST_OFFERED: usize = 5;

/// Where the reason of an item goes.
const NOTE: &str = "  # note: Why it is so, for the readers.\n";

/// What stands around an event for which an item is written.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    /// All events that an item may name, the one itself among them.
    pub events: &'a [&'a Event],
    /// The reading text of every document, by its id.
    pub documents: &'a BTreeMap<&'a str, &'a str>,
    /// What an item may name.
    pub known: &'a Known,
    /// Whom an actor stands for: its side or its state, or only itself.
    pub party: &'a dyn Fn(&ActorId) -> ActorId,
}

/// The item for an event, as lines of a YAML file, of which each is a comment: explanations begin
/// with `##`, what can be used with `#`.
///
/// Whoever takes `# ` away from all of the latter has an item that sets what is so already.
#[must_use]
pub fn offer(event: &Event, around: &Around<'_>) -> String {
    let mut lines = vec![format!("## {} ({})", event.title, event.id)];
    if let Some(edit) = event.edits.first().filter(|_| is_added(event)) {
        lines.push(format!("## It was added in {}:{}: correct it there.", edit.file, edit.line));
        return lines.iter().map(|it| format!("{it}\n")).collect();
    }
    for edit in &event.edits {
        lines.push(format!("## Corrected already in {}:{}: {}", edit.file, edit.line, edit.what));
    }
    let what = "## To correct it: take the first \"# \" off the line that begins with \"# -\", off \"set:\",";
    lines.push(what.to_owned());
    lines.push(
        "## and off each line that you change, twice where there are two. The other lines can go."
            .to_owned(),
    );
    let mut item = vec![target(event, around)];
    item.push("  set:".to_owned());
    item.extend(fields(event, around.known).into_iter().map(|it| format!("    {it}")));
    item.push(NOTE.trim_end().to_owned());
    item.push("  # hide: true    # leaves the event out; then without \"set:\"".to_owned());
    item.push("  # pin: true     # marks it as a key event".to_owned());
    lines.extend(item.into_iter().map(|it| format!("# {it}")));
    let merges = merges(event, around);
    if !merges.is_empty() {
        lines
            .push("## To make one event of it and of others: keep those that are the same.".into());
        lines.push("# # - merge:".to_owned());
        lines.push(format!("# #     - {}", name(event, around)));
        lines.extend(merges.into_iter().map(|it| format!("# #     - {it}")));
    }
    // A title or a reason of several lines would end the comment.
    lines.iter().map(|it| format!("{}\n", it.replace(['\n', '\r'], " "))).collect()
}

/// An item that corrects one thing of an event, with its present value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// What it corrects, as a heading.
    pub what: &'static str,
    /// The item, as lines of a YAML file.
    pub yaml: String,
}

/// What [`parts`] are about, with the keys that belong to it.
const PARTS: [(&str, &[&str]); 6] = [
    ("Its date", &["date"]),
    ("Its type", &["type", "subtype"]),
    ("Its title", &["title"]),
    ("Its place", &["place"]),
    ("Who takes part", &["actors", "from", "to"]),
    ("Whether it happened", &["status"]),
];

/// The same, as an item for each thing that may be wrong: whoever pastes one has only its value to
/// change. None for an event of the author's own.
#[must_use]
pub fn parts(event: &Event, around: &Around<'_>) -> Vec<Part> {
    if is_added(event) {
        return Vec::new();
    }
    let target = target(event, around);
    let fields = fields(event, around.known);
    let mut parts = Vec::new();
    for (what, keys) in PARTS {
        let of = |line: &&String| keys.contains(&key(line));
        let mut lines: Vec<&str> = fields.iter().filter(of).map(String::as_str).collect();
        if let Some(first) = lines.first_mut() {
            // What is only proposed is taken out of its comment: to paste it is to accept it.
            *first = first.strip_prefix("# ").unwrap_or(first);
            let lines: String = lines.iter().map(|it| format!("    {it}\n")).collect();
            parts.push(Part { what, yaml: format!("{target}\n  set:\n{lines}{NOTE}") });
        }
    }
    let merges = merges(event, around);
    if !merges.is_empty() {
        let others: String = merges.iter().map(|it| format!("    - {it}\n")).collect();
        let yaml = format!("- merge:\n    - {}\n{others}{NOTE}", name(event, around));
        parts.push(Part { what: "It is the same as another one", yaml });
    }
    // What is hidden cannot be corrected elsewhere.
    if event.edits.is_empty() {
        parts.push(Part {
            what: "It does not belong here",
            yaml: format!("{target}\n  hide: true\n{NOTE}"),
        });
    }
    parts
}

/// The key of a line, which may be a comment.
fn key(line: &str) -> &str {
    line.trim_start_matches("# ").split(':').next().unwrap_or_default()
}

/// Whether an event is an author's own: no item can name it but the one that adds it.
#[must_use]
pub fn is_added(event: &Event) -> bool {
    event.evidence.iter().all(|it| it.rule == ADDED)
}

/// The line that says which event is meant.
fn target(event: &Event, around: &Around<'_>) -> String {
    match words(event, around) {
        Some(words) => format!("- at: {words}"),
        None => format!("- event: {}", event.id),
    }
}

/// An event as a list may name it.
fn name(event: &Event, around: &Around<'_>) -> String {
    words(event, around).unwrap_or_else(|| event.id.clone())
}

fn words(event: &Event, around: &Around<'_>) -> Option<String> {
    words_of(event, around.events, around.documents)
}

/// The fewest words of a document that name this event and no other, as a target.
pub(super) fn words_of(
    event: &Event,
    events: &[&Event],
    documents: &BTreeMap<&str, &str>,
) -> Option<String> {
    let named: Vec<&Event> = events.iter().copied().filter(|it| !is_added(it)).collect();
    event.evidence.iter().find_map(|it| {
        let text = documents.get(it.document.as_str())?;
        let alone = |quote: &str| {
            let found = telling(named.iter().copied(), &it.document, &quote::find(text, quote));
            matches!(found.as_slice(), [one] if named[*one].id == event.id)
        };
        let quote = quote::shortest(text, (it.span, it.trigger), &alone)?;
        Some(format!("{{ document: {}, quote: {} }}", scalar(&it.document), scalar(&quote)))
    })
}

/// The fields with their values. What has none is set to none, or is a comment that shows how.
fn fields(event: &Event, known: &Known) -> Vec<String> {
    let mut lines = dates(event);
    let types: Vec<&str> = known.types().filter(|it| *it != event.kind.as_str()).collect();
    lines.push(format!("type: {}{}", scalar(event.kind.as_str()), or(&types)));
    let subtypes = known.subtypes(event.kind.as_str()).iter().map(String::as_str);
    let others: Vec<&str> = subtypes.filter(|it| event.subtype.as_deref() != Some(*it)).collect();
    lines.push(format!("subtype: {}{}", or_null(event.subtype.as_deref()), or(&others)));
    lines.push(format!("title: {}", scalar(&event.title)));
    let place = event.place.as_ref().map(|it| known.place_written(it));
    lines.push(format!("place: {}", or_null(place)));
    for (key, role) in [("actors", Role::Participant), ("from", Role::Agent), ("to", Role::Target)]
    {
        let of = event.participants.iter().filter(|it| it.role == role);
        let names: Vec<String> = of.map(|it| scalar(known.actor_written(&it.actor))).collect();
        if !names.is_empty() {
            lines.push(format!("{key}: [{}]", names.join(", ")));
        }
    }
    let statuses = [
        (Status::Asserted, "asserted"),
        (Status::Planned, "planned"),
        (Status::Hypothetical, "hypothetical"),
        (Status::Denied, "denied"),
    ];
    let status = statuses.iter().find(|it| it.0 == event.status).map_or("", |it| it.1);
    let others: Vec<&str> = statuses.iter().map(|it| it.1).filter(|it| *it != status).collect();
    lines.push(format!("status: {status}{}", or(&others)));
    lines.push(format!("object: {}    # what it is about", or_null(event.object.as_deref())));
    lines.extend(picture(event.image.as_ref()));
    lines
}

fn dates(event: &Event) -> Vec<String> {
    match &event.dated {
        Dated::On(when) => vec![format!("date: {}", date(&when.to_string()))],
        Dated::Undated(candidates) if candidates.is_empty() => {
            vec!["# date: 2024-10-07    # it is not known; a month or a year will do".to_owned()]
        }
        Dated::Undated(candidates) => candidates
            .iter()
            .map(|(when, reason)| {
                format!("# date: {}    # perhaps: {reason}", date(&when.to_string()))
            })
            .collect(),
    }
}

/// A date is read as it is written: digits and marks that mean nothing else in YAML.
fn date(written: &str) -> String {
    let plain = written.starts_with(|it: char| it.is_ascii_digit())
        && written.chars().all(|it| it.is_ascii_digit() || "-/~?%.".contains(it));
    if plain { written.to_owned() } else { scalar(written) }
}

fn picture(picture: Option<&Picture>) -> Vec<String> {
    let Some(Picture { file, alt, credit, caption, url }) = picture else {
        return vec![
            "# image: { file: talks.jpg, alt: What it shows., credit: Whose it is. }    # a file in assets/"
                .to_owned(),
        ];
    };
    let mut lines = vec!["image:".to_owned()];
    let needed = [("file", Some(file)), ("alt", Some(alt)), ("credit", Some(credit))];
    for (key, value) in
        needed.into_iter().chain([("caption", caption.as_ref()), ("url", url.as_ref())])
    {
        lines.extend(value.map(|it| format!("  {key}: {}", scalar(it))));
    }
    lines
}

fn or_null(value: Option<&str>) -> String {
    value.map_or_else(|| "null".to_owned(), scalar)
}

/// What else may stand there.
fn or(others: &[&str]) -> String {
    if others.is_empty() { String::new() } else { format!("    # or {}", others.join(", ")) }
}

/// The events that may be the same, the most alike first: of one type, between the same parties, at
/// about the same time. Each with its date and title as a comment.
fn merges(event: &Event, around: &Around<'_>) -> Vec<String> {
    let parties = |it: &Event| -> BTreeSet<ActorId> {
        it.participants.iter().map(|it| (around.party)(&it.actor)).collect()
    };
    let of = parties(event);
    let mut alike: Vec<(usize, i64, &Event)> = around
        .events
        .iter()
        .filter(|it| it.id != event.id && it.kind == event.kind && parties(it) == of)
        .filter_map(|it| {
            let apart = days_apart(event, it)?;
            let other = it
                .participants
                .iter()
                .filter(|theirs| !event.participants.iter().any(|mine| mine.actor == theirs.actor));
            Some((other.count(), apart, *it))
        })
        .collect();
    alike.sort_by(|a, b| (a.0, a.1, &a.2.id).cmp(&(b.0, b.1, &b.2.id)));
    alike.truncate(MOST_OFFERED);
    alike
        .into_iter()
        .map(|(.., it)| {
            let date = it.dated.when().map_or("undated".to_owned(), |it| it.to_string());
            format!("{}    # {date}: {}", name(it, around), it.title)
        })
        .collect()
}

/// How many days lie between two events, 0 where one has no date; `None` if it is more than two tellings
/// of one thing differ by.
fn days_apart(a: &Event, b: &Event) -> Option<i64> {
    let (Some(a), Some(b)) = (a.dated.when(), b.dated.when()) else { return Some(0) };
    Some(a.days_apart(b)).filter(|it| *it <= NEAR_DAYS)
}
