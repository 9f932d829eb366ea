//! Finds what an item names: an event by its id or by words that tell it, a document, words in it.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Located;
use crate::diagnostic::{Diagnostic, Location, did_you_mean, near_id};
use crate::event::{Event, Evidence};
use crate::overrides::quote;
use crate::overrides::read::{Override, Placed};
use crate::overrides::written::{Quoted, Target};
use crate::source::Span;

/// The most events of a document that a note names.
const MOST_NAMED: usize = 5;

/// The index of the event that an item's target means.
pub(super) fn event(
    events: &[Event],
    documents: &BTreeMap<&str, &str>,
    item: &Located<Override>,
    placed: &Placed,
) -> Result<usize, Diagnostic> {
    match &placed.target {
        Target::Id(id) => by_id(events, id, item.at(&placed.path))
            .map_err(|error| error.with_help_maybe(not_an_id(id, documents))),
        Target::Words(quoted) => by_words(events, documents, quoted, item, &placed.path),
    }
}

fn by_id(events: &[Event], id: &str, at: &Location) -> Result<usize, Diagnostic> {
    let now = events.iter().position(|it| it.id == id);
    let once = || events.iter().position(|it| it.former_ids.iter().any(|it| it == id));
    now.or_else(once).ok_or_else(|| {
        let help = near_id(id, events.iter().map(|it| it.id.as_str()).collect::<Vec<_>>());
        let help = help.unwrap_or_else(|| "`relata events` lists the ids".to_owned());
        Diagnostic::error("override/unknown-event", format!("no event has the id `{id}`"))
            .at_location(at.clone())
            .with_help(help)
    })
}

/// What was meant by what is no event's id.
fn not_an_id(id: &str, documents: &BTreeMap<&str, &str>) -> Option<String> {
    documents.contains_key(id).then(|| {
        format!(
            "`{id}` is a document: write `document: {id}`, or name an event by its words: `{{ document: {id}, quote: … }}`"
        )
    })
}

fn by_words(
    events: &[Event],
    documents: &BTreeMap<&str, &str>,
    quoted: &Quoted,
    item: &Located<Override>,
    path: &str,
) -> Result<usize, Diagnostic> {
    let spans = words(documents, quoted, item, path)?;
    let at = item.at(&format!("{path}.quote")).clone();
    match telling(events, &quoted.document, &spans).as_slice() {
        [] => {}
        [one] => return Ok(*one),
        many => {
            let ids: Vec<_> = many.iter().map(|it| format!("`{}`", events[*it].id)).collect();
            let message = format!("these words tell {} events", many.len());
            return Err(Diagnostic::error("override/ambiguous", message)
                .at_location(at)
                .with_note(format!("they are {}", ids.join(", ")))
                .with_help("quote only the words around the verb of the one that is meant, or name it by its id"));
        }
    }
    Err(no_event(events, quoted, at))
}

/// The events that are told at any of these places of a document, by index: words that tell several name none.
///
/// Words with the verb of a sentence name one of several events that the sentence tells.
pub(super) fn telling<'a>(
    events: impl IntoIterator<Item = &'a Event>,
    document: &str,
    spans: &[Span],
) -> Vec<usize> {
    let evidence = |it: &'a Event| it.evidence.iter().filter(|it| it.document == document);
    let of_document: Vec<(usize, &Event)> =
        events.into_iter().enumerate().filter(|(_, it)| evidence(it).next().is_some()).collect();
    let told = |fits: &dyn Fn(&Evidence) -> bool| -> Vec<usize> {
        of_document.iter().filter(|(_, it)| evidence(it).any(fits)).map(|it| it.0).collect()
    };
    let mut all = BTreeSet::new();
    for span in spans {
        let by_trigger = told(&|it| it.trigger.overlaps(*span));
        let found =
            if by_trigger.is_empty() { told(&|it| it.span.overlaps(*span)) } else { by_trigger };
        all.extend(found);
    }
    all.into_iter().collect()
}

/// An error for words that stand in a document and gave no event.
fn no_event(events: &[Event], quoted: &Quoted, at: Location) -> Diagnostic {
    let message = format!("`{}` has these words, but they gave no event", quoted.document);
    let of_document: Vec<_> = events
        .iter()
        .filter(|it| it.evidence.iter().any(|it| it.document == quoted.document))
        .map(|it| format!("`{}`", it.id))
        .collect();
    let error = Diagnostic::error("override/no-event", message).at_location(at);
    let error = match of_document.len() {
        0 => error.with_note("the document gave no event at all"),
        count if count <= MOST_NAMED => {
            error.with_note(format!("the document gave {}", of_document.join(", ")))
        }
        count => error.with_note(format!("the document gave {count} other events")),
    };
    let explain = format!("`relata explain {}` shows what was read in it", quoted.document);
    error.with_help(format!("{explain}; an event that no rule finds can be given with `add`"))
}

/// Every place where quoted words stand in their document.
pub(super) fn words(
    documents: &BTreeMap<&str, &str>,
    quoted: &Quoted,
    item: &Located<Override>,
    path: &str,
) -> Result<Vec<Span>, Diagnostic> {
    let Quoted { document, quote } = quoted;
    let Some(text) = documents.get(document.as_str()) else {
        let at = item.at(&format!("{path}.document"));
        return Err(unknown_document(document, at, documents.keys().copied()));
    };
    let found = quote::find(text, quote);
    if !found.is_empty() {
        return Ok(found);
    }
    let error = if quote.trim().is_empty() {
        Diagnostic::error("override/quote", "the quote has no words")
    } else {
        Diagnostic::error("override/quote", format!("`{document}` does not have these words"))
    };
    let error = error
        .at_location(item.at(&format!("{path}.quote")).clone())
        .with_help("quote word for word; a few words are enough");
    let marks = |it: char| "“”„«»\"‘’'".contains(it);
    let bare = quote.trim().trim_matches(marks);
    if bare != quote.trim() && !quote::find(text, bare).is_empty() {
        return Err(error.with_help(format!("leave the quotation marks out: `quote: {bare}`")));
    }
    if let Some(elsewhere) = documents.iter().find(|it| !quote::find(it.1, quote).is_empty()) {
        return Err(error.with_help(format!("these words stand in `{}`", elsewhere.0)));
    }
    let folded = quote::find(&text.to_lowercase(), &quote.to_lowercase());
    Err(match quote::beginning(text, quote) {
        Some(beginning) => error.with_note(format!("it has them as far as “{beginning}”")),
        None if !folded.is_empty() => error.with_note("it has them with other capitals"),
        None => error,
    })
}

/// An error for a document that is not there.
pub(super) fn unknown_document<'a>(
    id: &str,
    at: &Location,
    ids: impl Iterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let bare = id.trim_start_matches("content/").trim_start_matches("documents/");
    let stem = bare.rsplit_once('.').map_or(bare, |it| it.0);
    let meant = ids.clone().find(|it| *it == bare || *it == stem);
    let named_so = |it: &&str| it.rsplit('/').next() == stem.rsplit('/').next();
    let help = match meant {
        Some(meant) => {
            Some(format!("write `{meant}`: the path below documents/ without the extension"))
        }
        None => match ids.clone().find(named_so) {
            Some(elsewhere) => Some(format!("did you mean `{elsewhere}`?")),
            None => did_you_mean(id, ids),
        },
    };
    let mut letters = id.chars();
    let year =
        letters.by_ref().take(4).all(|it| it.is_ascii_digit()) && letters.next() == Some('-');
    let help = help.or_else(|| {
        (year && !id.contains('/'))
            .then(|| format!("an event is named with `event`: write `event: {id}`"))
    });
    Diagnostic::error("override/unknown-document", format!("there is no document `{id}`"))
        .at_location(at.clone())
        .with_help("a document's id is its path below documents/ without the extension")
        .with_help_maybe(help)
}
