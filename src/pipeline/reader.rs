//! Reads one document: when it is of, who is named in it, what happened.

use std::sync::Arc;

use crate::actor::{Actor, ActorId, Found, Registry};
use crate::config::lexicon::Lexicon;
use crate::config::settings::{NumericDates, Settings};
use crate::config::{Config, Genre};
use crate::date::Date;
use crate::dating::{self, Born, Clues, History, Known, Order, Published};
use crate::diagnostic::Reported;
use crate::document::{self, Document, Zone};
use crate::event::{self, Reading, Triggers};
use crate::merge::Wording;
use crate::pipeline::{Analysed, named_days, wording};
use crate::source::Span;
use crate::text::Text;
use crate::timex::{self, Anchor, Days, Timex};

/// What reading one document needs: made once, used for all.
#[derive(Debug, Clone)]
pub struct Reader {
    settings: Settings,
    pub(super) registry: Arc<Registry>,
    pub(super) triggers: Triggers,
    pub(super) lexicon: Lexicon,
    pub(super) wording: Wording,
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
        let lexicon = config.lexicon.clone();
        let wording = wording(&lexicon);
        let made = Registry::new(config);
        made.map(|registry| Self {
            settings,
            registry: Arc::new(registry),
            triggers,
            lexicon,
            wording,
            days,
            history,
        })
    }

    /// Whom a document introduces.
    pub(super) fn introduced(&self, document: &Document) -> Vec<Actor> {
        self.registry.find(&Text::with_blocks(&document.content, &spans(document))).actors
    }

    /// This reader, knowing those whom documents introduce ([`Registry::strangers`]): a person
    /// introduced in one is known in all.
    pub(super) fn acquainted(&self, strangers: &[Actor]) -> Self {
        let registry = Registry::clone(&self.registry).extended(strangers);
        Self { registry: Arc::new(registry), ..self.clone() }
    }

    /// Everything that one document says: when it is of, who is named, what happened.
    #[must_use]
    pub fn read(&self, document: Arc<Document>, edited: Option<Date>) -> Analysed {
        self.read_as(
            document,
            edited.map_or(When::Find(None), |it| When::Known(Published::by_editor(it))),
        )
    }

    /// The same, with what is known of the document's date beside it.
    pub(super) fn read_as(&self, document: Arc<Document>, when: When<'_>) -> Analysed {
        let zones: Vec<Zone> = document.blocks.iter().map(|it| it.zone).collect();
        let text = Text::with_blocks(&document.content, &spans(&document));
        let exprs = timex::find_with(&self.days, &text);
        let mut found = self.registry.find(&text);
        let born = self.born(&found);
        let habit = if let When::Find(habit) = when { habit } else { None };
        let order = self.order(&document.id).or(habit);
        let beside = Known { born: &born, history: Some(&self.history), order };
        let clues = Clues::collect(&document, &text, &exprs, &beside);
        let published = match when {
            When::Known(published) => published,
            When::Find(_) => dating::date(&clues),
        };
        self.registry.settle(&mut found, published.date);
        let genre = self.genre(&document, &clues, &exprs, published.date);
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
        drop(clues);
        let edits = Vec::new();
        Analysed { document, published, genre, timexes, found, mentions, edits }
    }

    fn born(&self, found: &Found) -> Vec<Born> {
        let day = |id: &ActorId| self.registry.actor(id)?.born?.as_day();
        let named = found.mentions.iter();
        named.filter_map(|it| Some(Born { span: it.span, day: day(it.actor.as_ref()?)? })).collect()
    }

    fn genre(
        &self,
        document: &Document,
        clues: &Clues<'_>,
        exprs: &[timex::Expr],
        published: Option<Date>,
    ) -> (Genre, String) {
        if let Some(genre) = document.genre {
            return (genre, "The document's own settings or an override set `genre`.".to_owned());
        }
        match self.settings.folders_of(&document.id).find_map(|it| it.genre) {
            Some(genre) => (genre, "Its folder's `genre` in site.yaml says so.".to_owned()),
            None => dating::genre(clues, exprs, published),
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

/// The blocks of a document, which no sentence runs out of.
pub(super) fn spans(document: &Document) -> Vec<Span> {
    document.blocks.iter().map(|it| it.span).collect()
}

/// What is known of a document's date before it is read.
pub(super) enum When<'a> {
    /// When it was published.
    Known(Published),
    /// At most how its outlet writes dates in digits, and how that is known.
    Find(Option<(Order, &'a str)>),
}
