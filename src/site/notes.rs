//! The texts that the author writes in Markdown, with where they stand.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::escape::escape;

use crate::diagnostic::{Diagnostic, Location};
use crate::event::Edit;
use crate::site::book::Book;
use crate::site::markdown::{self, Places};

/// What is wrong with their links and pictures.
pub(crate) fn check(book: &Book<'_>, files: &BTreeMap<String, Vec<u8>>) -> Vec<Diagnostic> {
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
    let edits = events.chain(book.content.documents.iter().flat_map(|it| it.edits));
    // The note of one item may stand at several events.
    let mut known = BTreeSet::new();
    for edit in edits.filter(|it| known.insert((&it.file, it.line))) {
        texts.extend(edit.note.as_deref().map(|it| (it, place(edit))));
    }
    texts.iter().flat_map(|(text, at)| markdown::check(text, at, &Written(files))).collect()
}

/// The files of the site, as they are written.
struct Written<'a>(&'a BTreeMap<String, Vec<u8>>);

impl Places for Written<'_> {
    fn has(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }

    fn has_element(&self, path: &str, id: &str) -> bool {
        // What another kind of file has at a fragment, such as a page of a PDF, is not known here.
        let Some(page) = self.0.get(path).filter(|_| path.ends_with(".html")) else { return true };
        let page = String::from_utf8_lossy(page);
        let (once, doubled) = (format!(" id={id}"), format!(" id=\"{}\"", escape(id)));
        // The author's own HTML may have an id in other quotation marks, or in none.
        let single = format!(" id='{}'", escape(id));
        let ends = |it: char| it.is_ascii_whitespace() || it == '>';
        page.contains(&doubled)
            || page.contains(&single)
            || page.match_indices(&once).any(|(at, it)| page[at + it.len()..].starts_with(ends))
    }
}

fn place(edit: &Edit) -> Location {
    Location { line: edit.line, column: 1, length: 1, ..Location::file(edit.file.clone()) }
}
