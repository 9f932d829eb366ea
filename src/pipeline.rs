//! The stages in order: documents in, a timeline and its pages out.
//!
//! This page is the flow of relata and holds no rule of its own. Everything comes in as a value:
//! files, templates, overrides. Two runs over the same [`Inputs`] give the same bytes.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use serde::Serialize;

use crate::actor::{Actor, ActorId, Found, Place, PlaceId, Registry};
use crate::config::settings::{NumericDates, Settings};
use crate::config::world::Country;
use crate::config::{ActorKind, Config, ConfigSources, Genre, Yearly};
use crate::date::Date;
use crate::dating::{
    self, Born, Copies, Dated, Habits, History, Known as Beside, Numeric, Order, Provenance,
    Published,
};
use crate::diagnostic::{Diagnostic, Reported, has_errors};
use crate::document::{self, Document, StatedBy, Zone};
use crate::event::{self, Event, Mention, Reading, Status, Triggers};
use crate::exchange::{Cited, Events, Extracted, Filter, Happening, Refused};
use crate::merge::{self, World};
use crate::overrides::{self, Overrides};
use crate::site::{self, Card, Content, Templates};
use crate::source::{Source, Span};
use crate::text::Text;
use crate::timeline::{self, Cast, Timeline};
use crate::timex::{self, Anchor, Days, Timex};

/// Everything that a build reads.
#[derive(Debug, Clone, Default)]
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
    pub assets: Vec<(String, Vec<u8>)>,
}

/// A document with everything that was found in it.
#[derive(Debug, Clone)]
pub struct Analysed {
    /// The document.
    pub document: Document,
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
    pub config: Config,
    /// Everybody who was known before reading.
    pub registry: Registry,
    /// The documents, in the order of their ids.
    pub documents: Vec<Analysed>,
    /// Everybody and every place that events may name.
    pub cast: Cast,
    /// The finished model.
    pub timeline: Timeline,
    /// What was counted on the way.
    pub counts: Counts,
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

/// What reading one document needs: made once, used for all.
#[derive(Debug, Clone)]
pub struct Reader {
    settings: Settings,
    registry: Registry,
    triggers: Triggers,
    days: Days,
    history: History,
}

impl Reader {
    /// The reader of a configuration.
    #[must_use]
    pub fn new(config: &Config) -> Reported<Self> {
        let settings = config.settings.clone();
        let triggers = Triggers::new(&config.lexicon);
        let days = named_days(config);
        let history = History::new(&config.world);
        Registry::new(config).map(|registry| Self { settings, registry, triggers, days, history })
    }

    /// This reader, knowing everybody whom the documents introduce: a person introduced in one is
    /// known in all.
    #[must_use]
    pub fn acquainted(self, documents: &[Document]) -> Self {
        let introduced: Vec<Vec<Actor>> = documents
            .par_iter()
            .map(|it| {
                let spans: Vec<Span> = it.blocks.iter().map(|it| it.span).collect();
                self.registry.find(&Text::with_blocks(&it.content, &spans)).actors
            })
            .collect();
        let registry = self.registry.extended(introduced.iter().flatten());
        Self { registry, ..self }
    }

    /// Everything that one document says: when it is of, who is named, what happened.
    #[must_use]
    pub fn read(&self, index: usize, document: Document, edited: Option<Date>) -> Analysed {
        self.read_as(
            index,
            document,
            edited.map_or(When::Find(None), |it| When::Known(overridden(it))),
        )
    }

    /// The same, with what is known of the document's date beside it.
    fn read_as(&self, index: usize, document: Document, when: When<'_>) -> Analysed {
        let spans: Vec<Span> = document.blocks.iter().map(|it| it.span).collect();
        let zones: Vec<Zone> = document.blocks.iter().map(|it| it.zone).collect();
        let content = document.content.clone();
        let text = Text::with_blocks(&content, &spans);
        let exprs = timex::find_with(&self.days, &text);
        let found = self.registry.find(&text);
        let published = match when {
            When::Known(published) => published,
            When::Find(habit) => {
                let order = self.order(&document.id).or(habit);
                let born = self.born(&found);
                let beside = Beside { born: &born, history: Some(&self.history), order };
                dating::date(&document, &text, &exprs, &beside)
            }
        };
        let genre = self.genre(&document, &text, &exprs, published.date);
        let anchor = |dct| Anchor {
            dct,
            narrative: genre.0 == Genre::Narrative,
            day_first: self.day_first(&document.id),
        };
        let timexes = timex::resolve(&anchor(published.date), &text, &exprs);
        let otherwise: Vec<(String, Vec<Timex>)> = published
            .candidates
            .iter()
            .map(|it| (it.reason.clone(), timex::resolve(&anchor(Some(it.date)), &text, &exprs)))
            .collect();
        let mentions = event::extract(
            &self.triggers,
            &Reading {
                document: index,
                id: &document.id,
                text: &text,
                zones: &zones,
                names: &found.mentions,
                discovered: &found.actors,
                registry: &self.registry,
                timexes: &timexes,
                otherwise: &otherwise,
                published: published.date,
                published_from: published.from(),
                narrative: genre.0 == Genre::Narrative,
                title: document.title_span,
                datelines: &document::datelines(&document),
            },
        );
        Analysed { document, published, genre, timexes, found, mentions, edits: Vec::new() }
    }

    fn born(&self, found: &Found) -> Vec<Born> {
        let day = |id: &ActorId| self.registry.actor(id)?.born?.as_day();
        let named = found.mentions.iter();
        named.filter_map(|it| Some(Born { span: it.span, day: day(it.actor.as_ref()?)? })).collect()
    }

    fn genre(
        &self,
        document: &Document,
        text: &Text<'_>,
        exprs: &[timex::Expr],
        published: Option<Date>,
    ) -> (Genre, String) {
        let folder = self.settings.folders_of(&document.id).find_map(|it| it.genre);
        match document.genre.or(folder) {
            Some(genre) => (genre, "The author says so.".to_owned()),
            None => dating::genre(document, text, exprs, published),
        }
    }

    fn day_first(&self, document: &str) -> Option<bool> {
        self.order(document).map(|(order, _)| order == Order::DayFirst)
    }

    fn order(&self, document: &str) -> Option<(Order, &'static str)> {
        let folder = self.settings.folders_of(document).find_map(|it| it.numeric_dates);
        match folder.unwrap_or(self.settings.numeric_dates) {
            NumericDates::Undecided => None,
            NumericDates::DayFirst => Some((Order::DayFirst, "read day first as the settings say")),
            NumericDates::MonthFirst => {
                Some((Order::MonthFirst, "read month first as the settings say"))
            }
        }
    }
}

/// The built-in days with a name and the author's, with the names of the states that keep them.
#[must_use]
pub fn named_days(config: &Config) -> Days {
    let mut days = Days::default();
    let countries = &config.world.countries;
    let index = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
    let state = |name: &str| {
        let named = |it: &Country| {
            it.name == name || it.code == name || it.aliases.iter().any(|alias| alias == name)
        };
        countries.iter().position(named)
    };
    for (at, country) in countries.iter().enumerate() {
        let names = [&country.aliases, &country.demonyms, &country.people, &country.seats];
        for name in names.into_iter().flatten().chain([&country.name]) {
            days.add_state(name, index(at));
        }
    }
    for day in &config.world.holidays {
        let Some(at) = state(&day.country) else { continue };
        for name in day.aliases.iter().chain([&day.name]) {
            days.add(name, index(at), part(day.date));
        }
    }
    // A state that only the author knows has a place behind those that everybody knows.
    let mut own: Vec<(&str, u16)> = Vec::new();
    for (place, actor) in config.actors.iter().enumerate() {
        let actor = &actor.value;
        if actor.kind != ActorKind::State {
            continue;
        }
        let at = index(state(&actor.name).unwrap_or(countries.len() + place));
        let names = || actor.aliases.iter().chain([&actor.name]).chain(&actor.id);
        own.extend(names().map(|it| (it.as_str(), at)));
        for name in actor.aliases.iter().chain([&actor.name]) {
            days.add_state(name, at);
        }
        for day in &actor.holidays {
            for name in day.aliases.iter().chain([&day.name]) {
                days.add(name, at, part(day.date));
            }
        }
    }
    let sides = config.settings.relationship.sides.iter();
    let side = |name: &String| {
        let own = own.iter().find(|it| it.0 == name).map(|it| it.1);
        own.or_else(|| state(name).map(index))
    };
    days.set_home(sides.filter_map(side).collect());
    days
}

fn part(date: Yearly) -> timex::Part {
    use timex::{Feast, Part};
    match date {
        Yearly::Fixed(month, day) => Part::Day(month, day),
        Yearly::Easter(days) => Part::Feast(Feast::Easter(days)),
        Yearly::Orthodox(days) => Part::Feast(Feast::Orthodox(days)),
        Yearly::Nth(nth, weekday, month) => Part::Feast(Feast::Nth(nth, weekday, month)),
    }
}

/// What is known of a document's date before it is read.
enum When<'a> {
    /// When it was published.
    Known(Published),
    /// At most how its outlet writes dates in digits, and how that is known.
    Find(Option<(Order, &'a str)>),
}

/// A publication date that the author gives.
fn overridden(date: Date) -> Published {
    Published {
        date: Some(date),
        by: Provenance::Override,
        quote: None,
        span: None,
        steps: vec![format!("The editor says that it is of {}.", date.english())],
        numeric: Numeric::Absent,
        candidates: Vec::new(),
    }
}

/// Reads, dates, extracts, merges, edits and orders: everything but the pages.
#[must_use]
pub fn analyse(inputs: &Inputs, progress: &dyn Progress) -> Reported<Analysis> {
    let mut all = Vec::new();
    let config = Config::read(&inputs.config).into_value(&mut all);
    let reader = Reader::new(&config).into_value(&mut all);
    let settled = !has_errors(&all);
    let overrides = overrides::read(&inputs.overrides).into_value(&mut all);
    let documents = read_documents(inputs, &config, &overrides, progress, &mut all);
    let reader = reader.acquainted(&documents);
    let documents = analyse_documents(&reader, documents, &overrides, progress);
    let documents = date_by_others(&reader, documents);
    let mentions: Vec<Mention> = documents.iter().flat_map(|it| it.mentions.clone()).collect();
    let cast = cast(&reader.registry, &documents);
    let title = |event: &Event| {
        let (actor, place) =
            (|id: &ActorId| cast.actor_name(id), |id: &PlaceId| cast.place_name(id));
        event::make_title(&config.lexicon, event, &actor, &place)
    };
    let mut merged = merge::merge(&mentions, &Known { cast: &cast, config: &config });
    merged.events.append(&mut merged.planned);
    merge::number_ids(&mut merged.events, &event::make_id);
    for event in &mut merged.events {
        event.title = title(event);
    }
    let between = |events: Vec<Event>| -> Vec<Event> {
        events.into_iter().filter(|it| cast.is_between(it)).collect()
    };
    let texts: BTreeMap<&str, &str> = documents.iter().map(|it| it.document.text()).collect();
    let known = overrides::Known::new(cast.actors.values(), cast.places.values(), &config.lexicon);
    let scene =
        overrides::Scene { known: &known, documents: &texts, id: &event::make_id, title: &title };
    let mut edited = overrides::apply(&overrides, between(merged.events), &scene);
    if !settled {
        // Whom a mistake in the settings hides is not missing: that would only lead astray.
        edited.diagnostics.clear();
    }
    let edited = edited.into_value(&mut all);
    let (events, mut planned): (Vec<Event>, Vec<Event>) =
        edited.into_iter().partition(|it| it.status == Status::Asserted);
    planned.retain(|it| it.status == Status::Planned);
    let timeline = Timeline::build(events, planned, &cast, &config.lexicon);
    if timeline.events.is_empty() && !documents.is_empty() && !has_errors(&all) {
        all.push(nothing_found(mentions.len(), &cast));
    }
    let counts = Counts { overridden: overrides.len(), ..count(&documents, &mentions, &timeline) };
    let registry = reader.registry;
    let analysis = Analysis { config, registry, documents, cast, timeline, counts };
    Reported { value: analysis, diagnostics: all }
}

/// The pages of an analysis, in memory. Mistakes in the author's templates are errors.
#[must_use]
pub fn render(analysis: &Analysis, inputs: &Inputs) -> Reported<Vec<(String, Vec<u8>)>> {
    let templates = match Templates::new(&inputs.templates) {
        Ok(templates) => templates,
        Err(diagnostics) => return Reported { value: Vec::new(), diagnostics },
    };
    let settings = &analysis.config.settings;
    let cards: Vec<Card<'_>> = analysis.documents.iter().map(|it| it.card(settings)).collect();
    let content = Content {
        config: &analysis.config,
        timeline: &analysis.timeline,
        documents: &cards,
        mentions: analysis.counts.mentions,
        assets: &inputs.assets,
    };
    site::render(&content, &templates)
        .map(|site| site.files.into_iter().map(|it| (it.path, it.bytes)).collect())
}

/// The events of an analysis as data: those that a filter admits.
#[must_use]
pub fn events(analysis: &Analysis, filter: &Filter) -> Events {
    let settings = &analysis.config.settings;
    let cited = analysis.documents.iter().map(|it| Cited {
        document: &it.document,
        published: it.published.date,
        publish: settings.publish_of(&it.document.id, it.document.publish),
    });
    Events::of(&analysis.timeline, cited, filter)
}

impl Analysed {
    fn card(&self, settings: &Settings) -> Card<'_> {
        let published = &self.published;
        Card {
            document: &self.document,
            published: published.date,
            published_by: published.date.map_or("", |_| published.by.english()).to_owned(),
            inferred: published.by == Provenance::Inferred,
            quote: published.quote.clone(),
            steps: published.steps.clone(),
            candidates: published.candidates.iter().map(dating::Candidate::english).collect(),
            publish: settings.publish_of(&self.document.id, self.document.publish),
            edits: self.edits.clone(),
        }
    }
}

/// Reads one document of the exchange: a line of JSON in, what was found in it out, on request with
/// the reasons of its times.
///
/// # Errors
/// When the line is not a document. The number stands for the line where it gives no id.
pub fn extract_one(
    reader: &Reader,
    number: usize,
    line: &str,
    explain: bool,
) -> Result<Extracted, Refused> {
    let parsed = document::parse_line(line).map_err(|(id, error)| Refused {
        line: id.is_none().then_some(number),
        id,
        error,
    })?;
    let id = parsed.id.clone().unwrap_or_else(|| number.to_string());
    if let Some(fault) = parsed.published.as_deref().and_then(dating::fault) {
        let error = format!("`published`: {fault}");
        return Err(Refused { line: parsed.id.is_none().then_some(number), id: parsed.id, error });
    }
    let given = parsed.text.clone();
    let document = document::from_line(parsed, id.clone(), "stdin").value;
    let it = reader.read(0, document, None);
    let known = Alone { reader, found: &it.found };
    let merged = merge::merge(&it.mentions, &known);
    let side = |id: &ActorId| known.actor(id).and_then(|it| reader.registry.side_of(it));
    let state = |id: &PlaceId| known.state_of_place(id);
    let sides = reader.registry.sides();
    let events = merged.events.iter().chain(&merged.planned);
    let kept = events.filter(|it| timeline::is_between(it, sides, &side, &state));
    let actor = |id: &ActorId| known.actor(id).map_or_else(|| id.to_string(), |it| it.name.clone());
    let place = |id: &PlaceId| known.place(id).map_or_else(|| id.to_string(), |it| it.name.clone());
    let happenings =
        kept.map(|event| (Happening::named(event, &actor, &place), &event.evidence[0]));
    let about = (&it.document, given.as_str());
    let published = (&it.published, it.genre.0);
    Ok(Extracted::of(id, about, published, &it.timexes, happenings, explain))
}

/// Everything that a text alone says, published then.
///
/// # Errors
/// When that is no date: what is wrong with it.
pub fn read_text(
    reader: &Reader,
    text: String,
    published: Option<String>,
) -> Result<Analysed, String> {
    if let Some(fault) = published.as_deref().and_then(dating::fault) {
        return Err(fault);
    }
    let line = document::Line { text, published, ..document::Line::default() };
    let document = document::from_line(line, "text".to_owned(), "text").value;
    Ok(reader.read(0, document, None))
}

/// What merging the reports of one document may ask.
struct Alone<'a> {
    reader: &'a Reader,
    found: &'a Found,
}

impl Alone<'_> {
    fn actor(&self, id: &ActorId) -> Option<&Actor> {
        let found = || self.found.actors.iter().find(|it| it.id == *id);
        self.reader.registry.actor(id).or_else(found)
    }

    fn place(&self, id: &PlaceId) -> Option<&Place> {
        let found = || self.found.places.iter().find(|it| it.id == *id);
        self.reader.registry.place(id).or_else(found)
    }
}

impl World for Alone<'_> {
    fn state_of(&self, actor: &ActorId) -> Option<ActorId> {
        self.actor(actor)?.state.clone()
    }

    fn state_of_place(&self, place: &PlaceId) -> Option<ActorId> {
        self.place(place)?.state.clone()
    }

    fn is_country(&self, place: &PlaceId) -> bool {
        self.place(place).is_some_and(|it| it.country)
    }

    fn weight(&self, kind: &str) -> f64 {
        self.reader.triggers.weight(kind)
    }
}

/// The documents of all files, in the order of their ids. The second of two that share an id is
/// left out.
fn read_documents(
    inputs: &Inputs,
    config: &Config,
    overrides: &Overrides,
    progress: &dyn Progress,
    all: &mut Vec<Diagnostic>,
) -> Vec<Document> {
    let done = AtomicUsize::new(0);
    let total = inputs.documents.len();
    let read: Vec<Reported<Vec<Document>>> = inputs
        .documents
        .par_iter()
        .map(|input| {
            let read = document::read(input);
            progress.step("reading", done.fetch_add(1, Ordering::Relaxed) + 1, total);
            read
        })
        .collect();
    let mut documents: Vec<Document> = read.into_iter().flat_map(|it| it.into_value(all)).collect();
    documents.sort_by(|a, b| document::order(&a.id, &b.id));
    let mut kept: Vec<Document> = Vec::with_capacity(documents.len());
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
        document.outlet = document.outlet.take().or(outlet);
        if let Some(edit) = overrides.document(&document.id) {
            document.title = edit.title.or(document.title);
            document.outlet = edit.outlet.or(document.outlet);
            document.url = edit.url.or(document.url);
            document.publish = edit.publish.or(document.publish);
            document.genre = edit.genre.or(document.genre);
        }
        kept.push(document);
    }
    let ids: Vec<&str> = kept.iter().map(|it| it.id.as_str()).collect();
    all.extend(config.check_folders(&ids));
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

fn analyse_documents(
    reader: &Reader,
    documents: Vec<Document>,
    overrides: &Overrides,
    progress: &dyn Progress,
) -> Vec<Analysed> {
    let done = AtomicUsize::new(0);
    let total = documents.len();
    documents
        .into_par_iter()
        .enumerate()
        .map(|(index, document)| {
            let edit = overrides.document(&document.id).unwrap_or_default();
            let analysed = reader.read(index, document, edit.published);
            let analysed = Analysed { edits: edit.edits, ..analysed };
            progress.step("extracting", done.fetch_add(1, Ordering::Relaxed) + 1, total);
            analysed
        })
        .collect()
}

/// Dates the undated by the other documents: by how their outlet writes dates in digits, then by
/// copies of them. Those that this dates are read again.
fn date_by_others(reader: &Reader, documents: Vec<Analysed>) -> Vec<Analysed> {
    let undated = |it: &Analysed| it.published.date.is_none();
    if !documents.iter().any(undated) {
        return documents;
    }
    let outlets = documents.iter().map(|it| (it.document.outlet.as_deref(), &it.published));
    let habits = Habits::learn(outlets);
    let again = |index: usize, it: Analysed, when: When<'_>| {
        let edits = it.edits;
        Analysed { edits, ..reader.read_as(index, it.document, when) }
    };
    let documents: Vec<Analysed> = documents
        .into_par_iter()
        .enumerate()
        .map(|(index, it)| {
            let habit = habits.of(it.document.outlet.as_deref(), &it.published);
            if habit.is_some() { again(index, it, When::Find(habit)) } else { it }
        })
        .collect();
    let dated: Vec<Dated<'_>> = documents
        .iter()
        .map(|it| Dated { document: &it.document, published: &it.published })
        .collect();
    let mut copies = Copies::find(&dated);
    let given: Vec<Option<Published>> = (0..documents.len()).map(|it| copies.take(it)).collect();
    documents
        .into_par_iter()
        .zip(given)
        .enumerate()
        .map(|(index, (it, given))| match given {
            Some(published) => again(index, it, When::Known(published)),
            None => it,
        })
        .collect()
}

/// Everybody who is known, and everybody whom the documents introduce. The first introduction
/// stands; a later one may add the state.
fn cast(registry: &Registry, documents: &[Analysed]) -> Cast {
    let mut actors: BTreeMap<ActorId, Actor> =
        registry.actors().map(|it| (it.id.clone(), it.clone())).collect();
    let mut places: BTreeMap<PlaceId, Place> =
        registry.places().map(|it| (it.id.clone(), it.clone())).collect();
    for analysed in documents {
        for actor in &analysed.found.actors {
            let known = actors.entry(actor.id.clone()).or_insert_with(|| actor.clone());
            if known.state.is_none() {
                known.state.clone_from(&actor.state);
                known.side = actor.side;
            }
        }
        for place in &analysed.found.places {
            places.entry(place.id.clone()).or_insert_with(|| place.clone());
        }
    }
    let side_of =
        actors.values().filter_map(|it| Some((it.id.clone(), registry.side_of(it)?))).collect();
    let outlets = documents
        .iter()
        .filter_map(|it| Some((it.document.id.clone(), it.document.outlet.clone()?)))
        .collect();
    Cast { sides: registry.sides().cloned(), actors, places, side_of, outlets }
}

/// A warning that a site has no event, with what is most often the reason.
fn nothing_found(mentions: usize, cast: &Cast) -> Diagnostic {
    let found = match mentions {
        0 => "no report of a happening was found".to_owned(),
        1 => "one report of a happening was found, and no event was made of it".to_owned(),
        _ => format!("{mentions} reports of happenings were found, and no event was made of them"),
    };
    let warning = Diagnostic::warning("timeline/empty", format!("the timeline is empty: {found}"))
        .with_note("`relata explain DOCUMENT` shows what was read in a document");
    match &cast.sides {
        Some([first, second]) => warning.with_help(format!(
            "an event needs both {} and {}: list their people in actors.yaml, each with its side",
            cast.actor_name(first),
            cast.actor_name(second)
        )),
        None => warning.with_help("list the people of the documents in actors.yaml"),
    }
}

/// What merging may ask.
struct Known<'a> {
    cast: &'a Cast,
    config: &'a Config,
}

impl World for Known<'_> {
    fn state_of(&self, actor: &ActorId) -> Option<ActorId> {
        self.cast.actors.get(actor)?.state.clone()
    }

    fn state_of_place(&self, place: &PlaceId) -> Option<ActorId> {
        self.cast.places.get(place)?.state.clone()
    }

    fn is_country(&self, place: &PlaceId) -> bool {
        self.cast.places.get(place).is_some_and(|it| it.country)
    }

    fn weight(&self, kind: &str) -> f64 {
        self.config.lexicon.get(kind).map_or(0.0, |it| it.weight)
    }
}

fn count(documents: &[Analysed], mentions: &[Mention], timeline: &Timeline) -> Counts {
    let events = || timeline.events.iter().map(|it| &it.event);
    Counts {
        documents: documents.len(),
        documents_undated: documents.iter().filter(|it| it.published.date.is_none()).count(),
        mentions: mentions.len(),
        events: events().count(),
        merged: events().filter(|it| it.evidence.len() > 1).count(),
        undated: events().filter(|it| it.dated.when().is_none()).count(),
        planned: timeline.planned.len(),
        overridden: 0,
    }
}
