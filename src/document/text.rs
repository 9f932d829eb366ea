//! Reads plain text: the reading text is the file.

use crate::diagnostic::Reported;
use crate::document::draft::Draft;
use crate::document::{Document, Format, blocks};

pub(super) fn read(file: &str, id: &str, text: String) -> Reported<Document> {
    Reported::clean(draft(file, id, text).finish())
}

pub(super) fn draft(file: &str, id: &str, text: String) -> Draft {
    let mut draft = Draft::new(id, file, Format::Text);
    draft.blocks = blocks::cut(&text);
    draft.content = text;
    draft
}
