//! The author's corrections: YAML items laid over events and documents, every one of which must hit.
//!
//! [`read`] turns the files into [`Overrides`] and tells what cannot be meant. What they say of
//! documents is asked for before dating ([`Overrides::document`]); what they say of events is laid
//! over them by [`apply`]. No item is passed over in silence: one that hits nothing, or that says
//! the opposite of another, is an error with its place. How reports are merged by rule and how
//! pages look is not known here.
//!
//! ```
//! use relata::overrides;
//! use relata::source::Source;
//! let yaml = "- document: talks\n  set: { published: 2025 }\n";
//! let read = overrides::read(&[Source::new("overrides.yaml", yaml)]);
//! let edit = read.value.document("talks").unwrap();
//! assert_eq!(edit.published.unwrap().to_string(), "2025");
//! ```

#![allow(clippy::result_large_err, reason = "a diagnostic is made once a mistake")]

mod add;
mod apply;
mod change;
mod document;
mod find;
mod former;
mod known;
mod merging;
mod offer;
mod quote;
mod read;
mod schema;
mod split;
mod written;

use crate::config::Located;
use crate::source::Span;

pub use apply::{Applied, Scene, apply};
pub use document::DocumentEdit;
pub use known::Known;
pub use offer::{Around, Part, is_added, offer, parts};
pub use read::read;
pub use schema::schema;

use read::{Action, Override, Placed};

/// Every place of a text where words stand, however its spaces and quotation marks are set.
#[must_use]
pub fn find_words(text: &str, words: &str) -> Vec<Span> {
    quote::find(text, words)
}

/// The items of overrides.yaml and overrides/*.yaml, in order.
#[derive(Debug, Clone, Default)]
pub struct Overrides {
    items: Vec<Located<Override>>,
}

impl Overrides {
    /// How many items there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// What the items name: each event with the item that names it.
    fn targets(&self) -> impl Iterator<Item = (&Located<Override>, &Placed)> {
        self.items.iter().flat_map(|item| {
            let targets: &[Placed] = match &item.value.action {
                Action::Change { target, .. } | Action::Split { target, .. } => {
                    std::slice::from_ref(target)
                }
                Action::Merge(all) | Action::Hide(all) | Action::Pin(all) => all,
                Action::Document { .. } | Action::Add(_) => &[],
            };
            targets.iter().map(move |it| (item, it))
        })
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}
