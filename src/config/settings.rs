//! site.yaml: every setting with its default.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::config::figure::FigureEntry;
use crate::config::phase::PhaseEntry;

/// Every setting of a site. The [`Default`] is what holds when site.yaml does not say otherwise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// The name of the site.
    pub title: String,
    /// One sentence for search engines and link previews.
    pub description: String,
    /// Where the site will stand, for feeds and permanent links; ends with `/`.
    pub base_url: Option<String>,
    /// Who stands as the author in citations of the site, as it is to be written there.
    pub author: String,
    /// Language of the interface, as a BCP 47 tag; `en`, `ko` and `ru` are built in.
    pub language: String,
    /// The two sides.
    pub relationship: Relationship,
    /// Spans of time with a name, which the timeline is divided into.
    pub phases: Vec<PhaseEntry>,
    /// Key figures for the home page, each with its source.
    pub figures: Vec<FigureEntry>,
    /// How much of a document's text is published.
    pub publish: Publish,
    /// Settings for parts of documents/.
    pub folders: Vec<Folder>,
    /// How `08/10/2024` is read when a document does not show it.
    pub numeric_dates: NumericDates,
    /// Whether the timeline begins with the newest or the oldest.
    pub order: Order,
    /// How the timeline shows an event.
    pub layout: Layout,
    /// Markdown above the timeline.
    pub introduction: String,
    /// Markdown at the foot of every page.
    pub footer: String,
    /// Whether Markdown may carry raw HTML through.
    pub raw_html: bool,
    /// Whether planned happenings are published, on a page of their own and in the data.
    pub show_planned: bool,
}

/// The relationship that the timeline is about.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Relationship {
    /// Two names of built-in countries, or ids, names or aliases from actors.yaml. Without sides
    /// every event is kept.
    pub sides: Vec<String>,
    /// The colours of the two sides on light pages, such as `#1f4f8f`; those for dark pages follow from them.
    pub colours: Vec<String>,
}

/// Settings for the documents below a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Folder {
    /// The folder's path below documents/.
    pub path: String,
    /// The outlet of documents that do not name theirs.
    pub outlet: Option<String>,
    /// How much of their text is published.
    pub publish: Option<Publish>,
    /// How their relative dates are anchored.
    pub genre: Option<Genre>,
    /// How `08/10/2024` is read when a document does not show it.
    pub numeric_dates: Option<NumericDates>,
}

/// How much of a document is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Publish {
    /// The whole text.
    Full,
    /// The sentences that prove events.
    Excerpt,
    /// Nothing but its masthead.
    None,
}

/// How a document tells time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Genre {
    /// From the day of publication.
    News,
    /// From the date told last: histories, chronologies.
    Narrative,
}

/// How a numeric date is read when nothing in the document decides it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NumericDates {
    /// A date of publication stays open; one within a text is read day first and marked as uncertain.
    Undecided,
    /// `08/10/2024` is 8 October.
    DayFirst,
    /// `08/10/2024` is 10 August.
    MonthFirst,
}

/// The order of the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// The oldest event first.
    Oldest,
    /// The newest event first.
    Newest,
}

/// How the timeline shows events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// A card along the spine, on the side of who acts.
    Cards,
    /// A line of a list.
    Compact,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: "Timeline".to_owned(),
            description: String::new(),
            base_url: None,
            author: String::new(),
            language: "en".to_owned(),
            relationship: Relationship::default(),
            phases: Vec::new(),
            figures: Vec::new(),
            publish: Publish::Excerpt,
            folders: Vec::new(),
            numeric_dates: NumericDates::Undecided,
            order: Order::Newest,
            layout: Layout::Cards,
            introduction: String::new(),
            footer: String::new(),
            raw_html: false,
            show_planned: true,
        }
    }
}

impl Settings {
    /// The settings of the nearest folder above a document that sets something.
    pub fn folders_of<'a>(&'a self, document: &'a str) -> impl Iterator<Item = &'a Folder> {
        let mut folders: Vec<_> = self
            .folders
            .iter()
            .filter(|it| {
                let path = it.path.trim_matches('/');
                path.is_empty()
                    || document.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'))
            })
            .collect();
        folders.sort_by_key(|it| std::cmp::Reverse(it.path.trim_matches('/').len()));
        folders.into_iter()
    }

    /// How much of a document is published: what it says itself, its folder, the site.
    #[must_use]
    pub fn publish_of(&self, document: &str, itself: Option<Publish>) -> Publish {
        itself
            .or_else(|| self.folders_of(document).find_map(|it| it.publish))
            .unwrap_or(self.publish)
    }
}

/// Every folder that has documents below it, by the ids of the documents. A file of JSON lines is
/// no folder.
#[must_use]
pub fn folders_above<'a>(documents: &[&'a str]) -> BTreeSet<&'a str> {
    let slashes = |id: &'a str| id.match_indices('/').map(move |(at, _)| &id[..at]);
    documents.iter().flat_map(|it| slashes(it)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_folder_decides() {
        let folder = |path: &str, publish| Folder {
            path: path.to_owned(),
            outlet: None,
            publish: Some(publish),
            genre: None,
            numeric_dates: None,
        };
        let settings = Settings {
            folders: vec![folder("a", Publish::None), folder("a/b", Publish::Full)],
            ..Settings::default()
        };
        assert_eq!(settings.publish_of("a/b/c", None), Publish::Full);
        assert_eq!(settings.publish_of("a/c", None), Publish::None);
        assert_eq!(settings.publish_of("ab/c", None), Publish::Excerpt);
        assert_eq!(settings.publish_of("a/c", Some(Publish::Full)), Publish::Full);
    }
}
