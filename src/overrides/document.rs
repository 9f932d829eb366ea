//! What the author sets of documents.

use std::collections::BTreeMap;

use crate::config::{Genre, Located, Publish};
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Location};
use crate::event::Edit;
use crate::overrides::Overrides;
use crate::overrides::find::unknown_document;
use crate::overrides::read::{Action, Override};
use crate::overrides::written::Set;

/// What the author says of one document, of all items together.
#[derive(Debug, Clone, Default)]
pub struct DocumentEdit {
    /// Its publication date.
    pub published: Option<Date>,
    /// Its headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Where the original stands.
    pub url: Option<String>,
    /// How much of it is published.
    pub publish: Option<Publish>,
    /// How its relative dates are anchored.
    pub genre: Option<Genre>,
    /// Whose facts these are.
    pub sources: Option<Vec<String>>,
    /// When somebody saved the page.
    pub saved: Option<Date>,
    /// Whether it is left out, with all that it tells.
    pub hidden: bool,
    /// What was changed, one item each, with the editor's notes.
    pub edits: Vec<Edit>,
    /// Where each field is set, by its name.
    pub places: BTreeMap<&'static str, Location>,
}

impl Overrides {
    /// What is set of a document; `None` when no item names it.
    #[must_use]
    pub fn document(&self, id: &str) -> Option<DocumentEdit> {
        let mut edit = DocumentEdit::default();
        for (item, _, set, hide) in self.of_documents().filter(|it| it.1 == id) {
            let said = set.of_document();
            for (field, _) in &said {
                edit.places.insert(field, item.at(&format!("set.{field}")).clone());
            }
            let Set { published, title, outlet, url, publish, genre, sources, saved, .. } =
                set.clone();
            edit.published = published.or(edit.published);
            edit.title = title.or(edit.title);
            edit.outlet = outlet.or(edit.outlet);
            edit.url = url.or(edit.url);
            edit.publish = publish.or(edit.publish);
            edit.genre = genre.or(edit.genre);
            edit.sources = sources.map(|it| it.0).or(edit.sources);
            edit.saved = saved.or(edit.saved);
            edit.hidden |= hide;
            let what = said.iter().map(|(field, value)| {
                let date = set.published.filter(|_| *field == "published").map(Date::english);
                format!("{field} set to {}", date.as_deref().unwrap_or(value))
            });
            let left_out = hide.then(|| "left out".to_owned());
            edit.edits.push(item.edit(what.chain(left_out).collect()));
        }
        (!edit.edits.is_empty()).then_some(edit)
    }

    /// An error for every item that names a document that is not there.
    #[must_use]
    pub fn check_documents(&self, ids: &[&str]) -> Vec<Diagnostic> {
        self.of_documents()
            .filter(|(_, id, ..)| !ids.contains(id))
            .map(|(item, id, ..)| unknown_document(id, item.at("document"), ids.iter().copied()))
            .collect()
    }

    /// The items about documents: each with the document's id, what it sets, and whether it leaves
    /// the document out.
    fn of_documents(&self) -> impl Iterator<Item = (&Located<Override>, &str, &Set, bool)> {
        self.items.iter().filter_map(|item| match &item.value.action {
            Action::Document { id, set, hide } => Some((item, id.as_str(), &**set, *hide)),
            _ => None,
        })
    }

    /// Two items that set the same field of one document to different values.
    pub(super) fn document_conflicts(&self) -> Vec<Diagnostic> {
        let mut first: BTreeMap<(&str, &str), (String, &Location)> = BTreeMap::new();
        let mut found = Vec::new();
        let hiding = |of: &str| self.of_documents().find(|it| it.3 && it.1 == of);
        for (item, id, set, hide) in self.of_documents() {
            if let Some((other, ..)) = hiding(id).filter(|_| !hide && !set.of_document().is_empty())
            {
                let message = format!("`{id}` is changed here and left out elsewhere");
                found.push(
                    Diagnostic::error("override/conflict", message)
                        .at_location(item.at("document").clone())
                        .with_note(elsewhere(other.at("document")))
                        .with_help("remove one of the two"),
                );
            }
            for (field, value) in set.of_document() {
                let here = item.at(&format!("set.{field}"));
                match first.get(&(id, field)) {
                    Some((other, there)) if *other != value => {
                        found.push(set_twice(field, id, &value, here, other, there));
                    }
                    Some(_) => {}
                    None => {
                        first.insert((id, field), (value, here));
                    }
                }
            }
        }
        found
    }
}

/// An error for a field that two items set differently.
pub(super) fn set_twice(
    field: &str,
    id: &str,
    value: &str,
    here: &Location,
    other: &str,
    there: &Location,
) -> Diagnostic {
    let message =
        format!("`{field}` of `{id}` is set to `{value}` here and to `{other}` elsewhere");
    Diagnostic::error("override/conflict", message)
        .at_location(here.clone())
        .with_note(elsewhere(there))
        .with_help("remove one of the two")
}

/// A note that shows the other place of a conflict.
pub(super) fn elsewhere(there: &Location) -> String {
    format!("the other is {}:{}:{}: {}", there.file, there.line, there.column, there.text.trim())
}

impl Located<Override> {
    /// The record of what this item did.
    pub(super) fn edit(&self, what: Vec<String>) -> Edit {
        let what = if what.is_empty() { "note added".to_owned() } else { what.join("; ") };
        Edit {
            what,
            note: self.value.note.clone(),
            file: self.location.file.clone(),
            line: self.location.line,
        }
    }
}
