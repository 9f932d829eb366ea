//! The stages in order: documents in, a timeline and its pages out.
//!
//! This page is the flow of relata and holds no rule of its own. Everything comes in as a value:
//! files, templates, overrides. Two runs over the same [`Inputs`] give the same bytes.

mod alone;
mod cast;
mod correct;
mod days;
mod documents;
mod doubts;
mod happenings;
mod memory;
mod missing;
mod named;
mod others;
mod reader;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use crate::actor::{ActorId, Found, PlaceId, Registry};
use crate::config::settings::Settings;
use crate::config::{Config, ConfigSources, Genre, Pictures};
use crate::dating::{self, Provenance, Published};
use crate::diagnostic::{Diagnostic, Reported, has_errors};
use crate::document::{self, Document};
use crate::event::{self, Event, Mention, Status};
use crate::exchange::{Cited, Events, Filter};
use crate::overrides;
use crate::site::{Card, Content, Edition, Templates};
use crate::source::Source;
use crate::timeline::{Cast, Timeline};
use crate::timex::Timex;

pub use alone::{extract_one, read_text};
pub use cast::{traits, wording};
pub use correct::{Applied, added_at, applied, correction, corrections};
pub use days::named_days;
pub use doubts::{Idle, Near, idle_aliases, nearly_merged, silent_documents};
pub use memory::Memory;
pub use missing::{Answer, fate, missing};
pub use named::{words_for_actor, words_for_place};
pub use reader::Reader;

use cast::{Known, count, nothing_found};
use correct::left_out;
use documents::read_documents;
use happenings::between;
use others::date_by_others;

/// Everything that a build reads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inputs {
    /// The author's settings.
    pub config: ConfigSources,
    /// overrides.yaml and overrides/*.yaml, in the order of their names.
    pub overrides: Vec<Source>,
    /// The files below documents/.
    pub documents: Vec<document::Input>,
    /// The author's templates, by name below templates/: they replace the built-in ones.
    pub templates: Vec<(String, String)>,
    /// The files below content/assets/ and templates/assets/, by path below assets/.
    pub assets: Vec<(String, Arc<Vec<u8>>)>,
}

/// A document with everything that was found in it.
#[derive(Debug, Clone)]
pub struct Analysed {
    /// The document.
    pub document: Arc<Document>,
    /// When it was published, and how that is known.
    pub published: Published,
    /// How it tells time, and why.
    pub genre: (Genre, String),
    /// Its time expressions.
    pub timexes: Vec<Timex>,
    /// The names in it, and whom and what it introduces.
    pub found: Found,
    /// What its sentences report.
    pub mentions: Vec<Mention>,
    /// What the editor changed of it.
    pub edits: Vec<event::Edit>,
}

/// Everything that the documents gave, before it is rendered.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// The settings that it was made with.
    pub config: Arc<Config>,
    /// Everybody who was known before reading.
    pub registry: Arc<Registry>,
    /// The documents, in the order of their ids.
    pub documents: Vec<Arc<Analysed>>,
    /// Everybody and every place that events may name.
    pub cast: Arc<Cast>,
    /// The finished model.
    pub timeline: Timeline,
    /// Plans that other documents called off.
    pub called_off: Vec<Event>,
    /// Events that the author leaves out: hidden, or set to what did not happen.
    pub left_out: Vec<Event>,
    /// Documents that the author leaves out.
    pub documents_left_out: Vec<LeftOut>,
    /// What was counted on the way.
    pub counts: Counts,
}

/// A document that the author leaves out, with all that it tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The document's id.
    pub id: String,
    /// Its headline, or its id where it has none.
    pub title: String,
    /// What the editor did, with the notes.
    pub edits: Vec<event::Edit>,
}

/// Numbers for the summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
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
    analyse_again(inputs, &mut Memory::none(), progress)
}

/// The same, with what earlier runs made of what has not changed since.
#[must_use]
pub fn analyse_again(
    inputs: &Inputs,
    memory: &mut Memory,
    progress: &dyn Progress,
) -> Reported<Analysis> {
    let configured = memory.configured(&inputs.config);
    let config = Arc::clone(&configured.config);
    let mut all = configured.diagnostics.clone();
    let pictures = Pictures::of(&inputs.assets);
    all.extend(config.check_pictures(&pictures));
    let settled = !has_errors(&all);
    let overrides = overrides::read(&inputs.overrides).into_value(&mut all);
    let (documents, documents_left_out) =
        read_documents(inputs, &config, &overrides, memory, progress, &mut all);
    let reader = memory.acquainted(&configured.reader, &documents);
    let documents = memory.analyse(&reader, documents, &overrides, progress);
    let documents = date_by_others(&reader, documents);
    let cast = memory.cast(&reader.registry, &documents);
    let title = |event: &Event| {
        let (actor, place) =
            (|id: &ActorId| cast.actor_name(id), |id: &PlaceId| cast.place_name(id));
        event::make_title(&config.lexicon, event, &actor, &place)
    };
    let world = Known { cast: &cast, config: &config, wording: wording(&config.lexicon) };
    let made = memory.happenings(&documents, (&cast, &world));
    let (mut events, mut called_off) = between(&made, &cast);
    events.par_iter_mut().chain(&mut called_off).for_each(|it| it.title = title(it));
    let texts: BTreeMap<&str, &str> = documents.iter().map(|it| it.document.text()).collect();
    let known = memory.known(&cast, &config.lexicon).with_pictures(pictures);
    let scene =
        overrides::Scene { known: &known, documents: &texts, id: &event::make_id, title: &title };
    let mut edited = overrides::apply(&overrides, events, &scene);
    if !settled {
        // Whom a mistake in the settings hides is not missing: that would only lead astray.
        edited.diagnostics.clear();
    }
    let edited = edited.into_value(&mut all);
    let (mut planned, mut left_out) = (Vec::new(), edited.hidden);
    let mut events = Vec::with_capacity(edited.events.len());
    for event in edited.events {
        match event.status {
            Status::Asserted => events.push(event),
            Status::Planned => planned.push(event),
            Status::Hypothetical | Status::Denied => left_out.push(event),
        }
    }
    let timeline = Timeline::build(events, planned, &cast, &config.lexicon);
    let counts = Counts { overridden: overrides.len(), ..count(&documents, &timeline) };
    if timeline.events.is_empty() && !documents.is_empty() && !has_errors(&all) {
        all.push(nothing_found(counts.mentions, &cast));
    }
    let registry = Arc::clone(&reader.registry);
    let analysis = Analysis {
        config,
        registry,
        documents,
        cast,
        timeline,
        called_off,
        left_out,
        documents_left_out,
        counts,
    };
    Reported { value: analysis, diagnostics: all }
}

/// The pages of an analysis, in memory. Mistakes in the author's templates are errors.
#[must_use]
pub fn render(analysis: &Analysis, inputs: &Inputs) -> Reported<Vec<(String, Vec<u8>)>> {
    let templates = match Templates::new(&inputs.templates) {
        Ok(templates) => templates,
        Err(diagnostics) => return Reported { value: Vec::new(), diagnostics },
    };
    let shown = show(analysis, (inputs, &templates), |it, _| it.whole());
    let mut all = shown.diagnostics;
    let files = shown.value.into_value(&mut all).files;
    let value = files.into_iter().map(|it| (it.path, it.bytes)).collect();
    Reported { value, diagnostics: all }
}

/// Gives the site of an analysis, and what is wrong with it as a whole, to `then`, which may have its
/// files made one by one.
#[must_use]
pub fn show<T>(
    analysis: &Analysis,
    (inputs, templates): (&Inputs, &Templates),
    then: impl FnOnce(&Edition<'_>, &[Diagnostic]) -> T,
) -> Reported<T> {
    let settings = &analysis.config.settings;
    let cards: Vec<Card<'_>> = analysis.documents.par_iter().map(|it| it.card(settings)).collect();
    let content = Content {
        config: &analysis.config,
        timeline: &analysis.timeline,
        documents: &cards,
        left_out: &left_out(analysis),
        mentions: analysis.counts.mentions,
        assets: &inputs.assets,
    };
    let Reported { value: edition, diagnostics } = Edition::new(&content, templates);
    Reported { value: then(&edition, &diagnostics), diagnostics }
}

/// The events of an analysis as data: those that a filter admits.
#[must_use]
pub fn events(analysis: &Analysis, filter: &Filter) -> Events {
    let settings = &analysis.config.settings;
    let cited = analysis.documents.iter().map(|it| Cited {
        document: &it.document,
        published: it.published.date,
        inferred: it.published.by == Provenance::Inferred,
        publish: settings.publish_of(&it.document.id, it.document.publish),
    });
    Events::of(&analysis.timeline, &analysis.config, cited, filter)
}

impl Analysed {
    fn card(&self, settings: &Settings) -> Card<'_> {
        let published = &self.published;
        Card {
            document: &self.document,
            published: published.date,
            published_by: published.date.map_or("", |_| published.by.english()),
            inferred: published.by == Provenance::Inferred,
            quote: published.quote.as_deref(),
            steps: &published.steps,
            candidates: published.candidates.iter().map(dating::Candidate::english).collect(),
            publish: settings.publish_of(&self.document.id, self.document.publish),
            edits: &self.edits,
        }
    }
}
