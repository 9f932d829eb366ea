//! The documents of all files, read and analysed, each with what its editor says of it.

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::config::Config;
use crate::dating;
use crate::diagnostic::{Diagnostic, Reported};
use crate::document::{self, Document, StatedBy};
use crate::overrides::{DocumentEdit, Overrides};
use crate::pipeline::{Analysed, Inputs, LeftOut, Progress, Reader};

/// The documents of all files, in the order of their ids, and those that the author leaves out. The
/// second of two that share an id is left out as well.
pub(super) fn read_documents(
    inputs: &Inputs,
    config: &Config,
    overrides: &Overrides,
    progress: &dyn Progress,
    all: &mut Vec<Diagnostic>,
) -> (Vec<Document>, Vec<LeftOut>) {
    let done = AtomicUsize::new(0);
    let total = inputs.documents.len();
    let read: Vec<Reported<Vec<Document>>> = inputs
        .documents
        .par_iter()
        .map(|input| {
            let read = document::read(input);
            progress.step("reading", done.fetch_add(1, Ordering::Relaxed) + 1, total);
            read
        })
        .collect();
    let mut documents: Vec<Document> = read.into_iter().flat_map(|it| it.into_value(all)).collect();
    documents.sort_by(|a, b| document::order(&a.id, &b.id));
    let mut kept: Vec<Document> = Vec::with_capacity(documents.len());
    let mut hidden: Vec<LeftOut> = Vec::new();
    for mut document in documents {
        if let Some(first) = kept.last().filter(|it| it.id == document.id) {
            all.push(
                Diagnostic::warning(
                    "document/same-id",
                    format!("two documents have the id `{}`; this one is left out", document.id),
                )
                .in_file(&document.file)
                .with_note(format!("the first is {}", first.file))
                .with_help("rename one of the files"),
            );
            continue;
        }
        all.extend(wrong_dates(&document));
        let outlet = config.settings.folders_of(&document.id).find_map(|it| it.outlet.clone());
        document.outlet = document.outlet.take().or(outlet);
        if let Some(edit) = overrides.document(&document.id) {
            if edit.hidden {
                let title = edit.title.or(document.title).unwrap_or_else(|| document.id.clone());
                hidden.push(LeftOut { id: document.id, title, edits: edit.edits });
                continue;
            }
            all.extend(no_effect(&document, &edit));
            document.title = edit.title.or(document.title);
            document.outlet = edit.outlet.or(document.outlet);
            document.url = edit.url.or(document.url);
            document.publish = edit.publish.or(document.publish);
            document.genre = edit.genre.or(document.genre);
            document.sources = edit.sources.unwrap_or(document.sources);
            document.saved = edit.saved.map(|it| it.to_string()).or(document.saved);
        }
        kept.push(document);
    }
    let ids: Vec<&str> = kept.iter().map(|it| it.id.as_str()).collect();
    all.extend(config.check_folders(&ids));
    all.extend(config.check_figures(&ids));
    let named: Vec<&str> = ids.iter().copied().chain(hidden.iter().map(|it| &*it.id)).collect();
    all.extend(overrides.check_documents(&named));
    (kept, hidden)
}

/// A note where all that the author sets of a document is what it says itself.
fn no_effect(document: &Document, edit: &DocumentEdit) -> Option<Diagnostic> {
    let said = |it: &Option<String>, own: Option<&String>| {
        it.as_ref().is_none_or(|it| own.is_some_and(|own| own == it))
    };
    let stated = document.stated.first().map(|it| &it.text);
    let same = said(&edit.title, document.title.as_ref())
        && said(&edit.outlet, document.outlet.as_ref())
        && said(&edit.url, document.url.as_ref())
        && said(&edit.published.map(|it| it.to_string()), stated)
        && said(&edit.saved.map(|it| it.to_string()), document.saved.as_ref())
        && edit.publish.is_none_or(|it| document.publish == Some(it))
        && edit.genre.is_none_or(|it| document.genre == Some(it))
        && edit.sources.as_ref().is_none_or(|it| *it == document.sources);
    let place = edit.places.values().next()?;
    same.then(|| {
        let message = format!("this sets nothing of `{}` that is not so without it", document.id);
        Diagnostic::note("override/no-effect", message)
            .at_location(place.clone())
            .with_help("keep it if it is to hold whatever the rules find; else remove it")
    })
}

/// What the author states as the date of a document and is no date: an error in front matter; the
/// rest of a JSON line is read.
fn wrong_dates(document: &Document) -> impl Iterator<Item = Diagnostic> {
    document.stated.iter().filter_map(|it| {
        let (place, fault) = (it.at.clone()?, dating::fault(&it.text)?);
        let diagnostic = match it.by {
            StatedBy::FrontMatter => Diagnostic::error("front-matter/value", fault),
            _ => Diagnostic::warning("document/published", fault)
                .with_note("the line is read without it"),
        };
        Some(diagnostic.at_location(place))
    })
}

pub(super) fn analyse_documents(
    reader: &Reader,
    documents: Vec<Document>,
    overrides: &Overrides,
    progress: &dyn Progress,
) -> Vec<Analysed> {
    let done = AtomicUsize::new(0);
    let total = documents.len();
    documents
        .into_par_iter()
        .enumerate()
        .map(|(index, document)| {
            let edit = overrides.document(&document.id).unwrap_or_default();
            let analysed = reader.read(index, document, edit.published);
            let analysed = Analysed { edits: edit.edits, ..analysed };
            progress.step("extracting", done.fetch_add(1, Ordering::Relaxed) + 1, total);
            analysed
        })
        .collect()
}
