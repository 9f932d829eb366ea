//! The stages in order: documents in, a timeline and its pages out.
//!
//! This page is the flow of relata and holds no rule of its own. Everything comes in as a value:
//! files, templates, overrides. Two runs over the same [`Inputs`] give the same bytes.

use crate::config::{Config, ConfigSources};
use crate::diagnostic::Reported;
use crate::document::Document;
use crate::event::Mention;
use crate::source::Source;
use crate::timeline::Timeline;
use crate::timex::Timex;

/// Everything that a build reads.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    /// The author's settings.
    pub config: ConfigSources,
    /// overrides.yaml and overrides/*.yaml, in the order of their names.
    pub overrides: Vec<Source>,
    /// The files below documents/.
    pub documents: Vec<crate::document::Input>,
    /// The author's templates, by name below templates/: they replace the built-in ones.
    pub templates: Vec<(String, String)>,
    /// The files below content/assets/ and templates/assets/, by path below assets/.
    pub assets: Vec<(String, Vec<u8>)>,
}

/// A document with everything that was found in it.
#[derive(Debug, Clone)]
pub struct Analysed {
    /// The document.
    pub document: Document,
    /// The time expressions of its body and masthead.
    pub timexes: Vec<Timex>,
    /// What its sentences report.
    pub mentions: Vec<Mention>,
}

/// Everything that the documents gave, before it is rendered.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// The settings that it was made with.
    pub config: Config,
    /// The documents, in the order of their ids.
    pub documents: Vec<Analysed>,
    /// The finished model.
    pub timeline: Timeline,
    /// What was counted on the way.
    pub counts: Counts,
}

/// Numbers for the summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Counts {
    /// Documents read.
    pub documents: usize,
    /// Documents whose publication date stays unknown.
    pub documents_undated: usize,
    /// Reports of happenings found in sentences.
    pub mentions: usize,
    /// Events after merging, overrides and the relationship's filter.
    pub events: usize,
    /// Events of them told by more than one report.
    pub merged: usize,
    /// Events of them without a date.
    pub undated: usize,
    /// Planned happenings, kept apart.
    pub planned: usize,
    /// Override items applied.
    pub overridden: usize,
}

/// Told how far a long stage is. The shell draws it; the core only counts.
pub trait Progress: Sync {
    /// `done` of `total` items of `stage` are ready.
    fn step(&self, stage: &'static str, done: usize, total: usize);
}

/// Tells nobody.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn step(&self, _stage: &'static str, _done: usize, _total: usize) {}
}

/// Reads, dates, extracts, merges, edits and orders: everything but the pages.
#[must_use]
pub fn analyse(inputs: &Inputs, progress: &dyn Progress) -> Reported<Analysis> {
    let mut diagnostics = Vec::new();
    let config = Config::read(&inputs.config).into_value(&mut diagnostics);
    progress.step("documents", 0, inputs.documents.len());
    let timeline = Timeline::default();
    let analysis = Analysis { config, documents: Vec::new(), timeline, counts: Counts::default() };
    Reported { value: analysis, diagnostics }
}
