//! The documents of all files, each with what its editor says of it.

use std::sync::Arc;

use crate::config::Config;
use crate::dating;
use crate::diagnostic::Diagnostic;
use crate::document::{self, Document, StatedBy};
use crate::overrides::Overrides;
use crate::pipeline::{Inputs, Memory, Progress};

/// The documents of all files, in the order of their ids, with what settings and overrides say of
/// them. The second of two that share an id is left out.
pub(super) fn read_documents(
    inputs: &Inputs,
    config: &Config,
    overrides: &Overrides,
    memory: &mut Memory,
    progress: &dyn Progress,
    all: &mut Vec<Diagnostic>,
) -> Vec<Arc<Document>> {
    let mut documents = memory.read(&inputs.documents, progress, all);
    documents.sort_by(|a, b| document::order(&a.id, &b.id));
    let mut kept: Vec<Arc<Document>> = Vec::with_capacity(documents.len());
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
            let document = Arc::make_mut(&mut document);
            document.title = edit.title.or(document.title.take());
            document.outlet = edit.outlet.or(document.outlet.take());
            document.url = edit.url.or(document.url.take());
            document.publish = edit.publish.or(document.publish);
            document.genre = edit.genre.or(document.genre);
        }
        kept.push(document);
    }
    let ids: Vec<&str> = kept.iter().map(|it| it.id.as_str()).collect();
    all.extend(config.check_folders(&ids));
    all.extend(config.check_figures(&ids));
    all.extend(overrides.check_documents(&ids));
    kept
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
