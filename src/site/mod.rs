//! Timeline to pages, in memory: permalinks, views, templates and exports.
//!
//! [`render`] is given the finished model and gives every file of the site. Dates, addresses and
//! counts are put into words here; templates only arrange them. Nothing is written to disk, and
//! no date is decided: what a page claims about an event stands in the model, with its evidence.

mod about;
mod book;
mod career;
mod chart;
mod cite;
mod cited;
mod colours;
mod edition;
mod event_page;
mod export;
mod figure;
mod filter;
mod group;
mod home;
mod listing;
mod map;
mod markdown;
mod notes;
mod part;
mod part_page;
mod permalink;
mod phase;
mod picture;
mod quote;
mod relation;
mod rhythm;
mod sheet;
mod source_page;
mod spine;
mod strip;
mod templates;
mod view;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::{Config, Publish};
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Reported};
use crate::document::Document;
use crate::event::Edit;
use crate::timeline::Timeline;

pub use edition::Edition;
pub use templates::Templates;

use templates::Failure;

/// Every file of the site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Site {
    /// The files, in the order of their paths, none twice.
    pub files: Vec<Page>,
}

/// One file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its path below the site's root, with `/`: `events/x/index.html`.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What a site is made of.
#[derive(Debug, Clone, Copy)]
pub struct Content<'a> {
    /// The author's settings, and the names of the event types.
    pub config: &'a Config,
    /// What happened.
    pub timeline: &'a Timeline,
    /// What it was read from; lists show them in this order.
    pub documents: &'a [Card<'a>],
    /// What the author leaves out.
    pub left_out: &'a [LeftOut],
    /// How many reports of happenings the documents held, before merging.
    pub mentions: usize,
    /// Files that are copied, by path below assets/. They replace built-in ones of the same path.
    pub assets: &'a [(String, Arc<Vec<u8>>)],
}

/// What the author leaves out: a document, or an event that a document tells.
#[derive(Debug, Clone)]
pub struct LeftOut {
    /// The id of the document that tells it; `None` where the document itself is left out.
    pub document: Option<String>,
    /// The document's headline.
    pub title: String,
    /// What the editor did, for readers.
    pub edits: Vec<Edit>,
}

/// What the site needs of a document: the document with how its publication date was found.
#[derive(Debug, Clone)]
pub struct Card<'a> {
    /// The document.
    pub document: &'a Document,
    /// When it was published, as far as is known.
    pub published: Option<Date>,
    /// Where that date comes from, in a few words for people: "its masthead".
    pub published_by: &'a str,
    /// Whether the date was inferred rather than stated.
    pub inferred: bool,
    /// The words that give the date, if words do.
    pub quote: Option<&'a str>,
    /// How the date follows, one step a sentence.
    pub steps: &'a [String],
    /// The dates that are possible where it is not known, each with what would make it so.
    pub candidates: Vec<String>,
    /// How much of the document is published.
    pub publish: Publish,
    /// What the editor changed of it.
    pub edits: &'a [Edit],
}

impl Card<'_> {
    /// Whether the document says itself when it was published.
    pub(crate) fn states_publication(&self) -> bool {
        self.published.is_some() && !self.inferred
    }
}

/// Renders every page, feed and export. The same content gives the same bytes.
#[must_use]
pub fn render<'a>(content: &'a Content<'a>, templates: &'a Templates) -> Reported<Site> {
    let mut diagnostics = Vec::new();
    let edition = Edition::new(content, templates).into_value(&mut diagnostics);
    let value = edition.whole().into_value(&mut diagnostics);
    Reported { value, diagnostics }
}

/// One diagnostic for each mistake in a template, however many pages it spoils.
fn told(failures: Vec<(String, Failure)>) -> Vec<Diagnostic> {
    let mut by_mistake: BTreeMap<Failure, Vec<String>> = BTreeMap::new();
    for (path, failure) in failures {
        by_mistake.entry(failure).or_default().push(path);
    }
    by_mistake
        .into_iter()
        .map(|(failure, pages)| {
            let first = pages.first().map(String::as_str).unwrap_or_default();
            let also = match pages.len() - 1 {
                0 => String::new(),
                1 => " and 1 other page".to_owned(),
                more => format!(" and {more} other pages"),
            };
            failure.diagnostic().with_note(format!("while rendering {first}{also}"))
        })
        .collect()
}
