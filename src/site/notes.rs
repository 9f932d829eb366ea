//! The texts that the author writes in Markdown, with where they stand.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Location};
use crate::event::Edit;
use crate::site::book::Book;
use crate::site::markdown;

/// What is wrong with their links and pictures. `is_there` knows the files of the site.
pub(crate) fn check(book: &Book<'_>, is_there: &dyn Fn(&str) -> bool) -> Vec<Diagnostic> {
    let config = book.content.config;
    let settings = &config.settings;
    let mut texts = vec![
        (settings.introduction.as_str(), config.settings_at("introduction")),
        (settings.footer.as_str(), config.settings_at("footer")),
    ];
    for (at, phase) in settings.phases.iter().enumerate() {
        let place = config.settings_at(&format!("phases[{at}].note"));
        texts.extend(phase.note.as_deref().map(|it| (it, place)));
    }
    let events = book.all().into_iter().flat_map(|it| &book.event(it).edits);
    let edits = events.chain(book.content.documents.iter().flat_map(|it| &it.edits));
    // The note of one item may stand at several events.
    let mut known = BTreeSet::new();
    for edit in edits.filter(|it| known.insert((&it.file, it.line))) {
        texts.extend(edit.note.as_deref().map(|it| (it, place(edit))));
    }
    texts.iter().flat_map(|(text, at)| markdown::check(text, at, is_there)).collect()
}

fn place(edit: &Edit) -> Location {
    Location { line: edit.line, column: 1, length: 1, ..Location::file(edit.file.clone()) }
}
