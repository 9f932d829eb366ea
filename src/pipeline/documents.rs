//! The documents of all files, each with what its editor says of it.

use std::sync::Arc;

use crate::config::Config;
use crate::dating;
use crate::diagnostic::Diagnostic;
use crate::document::{self, Document, StatedBy};
use crate::overrides::{DocumentEdit, Overrides};
use crate::pipeline::{Inputs, LeftOut, Memory, Progress};

/// The documents of all files, in the order of their ids, with what settings and overrides say of
/// them; and those that the author leaves out. The second of two that share an id is left out as well.
pub(super) fn read_documents(
    inputs: &Inputs,
    config: &Config,
    overrides: &Overrides,
    memory: &mut Memory,
    progress: &dyn Progress,
    all: &mut Vec<Diagnostic>,
) -> (Vec<Arc<Document>>, Vec<LeftOut>) {
    let mut documents = memory.read(&inputs.documents, progress, all);
    documents.sort_by(|a, b| document::order(&a.id, &b.id));
    let mut kept: Vec<Arc<Document>> = Vec::with_capacity(documents.len());
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
        if document.outlet.is_none() && outlet.is_some() {
            Arc::make_mut(&mut document).outlet = outlet;
        }
        if let Some(edit) = overrides.document(&document.id) {
            if edit.hidden {
                let (id, title) = (document.id.clone(), document.title.clone());
                let title = edit.title.or(title).unwrap_or_else(|| id.clone());
                hidden.push(LeftOut { id, title, edits: edit.edits });
                continue;
            }
            all.extend(no_effect(&document, &edit));
            let document = Arc::make_mut(&mut document);
            document.title = edit.title.or(document.title.take());
            document.outlet = edit.outlet.or(document.outlet.take());
            document.url = edit.url.or(document.url.take());
            document.publish = edit.publish.or(document.publish);
            document.genre = edit.genre.or(document.genre);
            document.sources = edit.sources.unwrap_or(std::mem::take(&mut document.sources));
            document.saved = edit.saved.map(|it| it.to_string()).or(document.saved.take());
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
