//! What an earlier run made of settings and documents, so that the next one makes only what has
//! changed.
//!
//! Nothing is decided here, and nothing is guessed: what is taken from memory was made of equal
//! values, so that with an empty memory the outcome is the same.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::actor::{Actor, Registry, Touched};
use crate::config::{Config, ConfigSources, Lexicon};
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Reported};
use crate::document::{self, Document};
use crate::event::Edit;
use crate::overrides::{self, Overrides};
use crate::pipeline::cast::{Known, cast};
use crate::pipeline::happenings::{Happenings, Made};
use crate::pipeline::{Analysed, Progress, Reader};
use crate::timeline::Cast;

/// What earlier runs made, by what they made it of. It holds what the last run needed, and no more.
#[derive(Debug, Default)]
pub struct Memory {
    /// Whether nothing is kept, since no run comes after.
    forgets: bool,
    configured: Option<(ConfigSources, Arc<Configured>)>,
    /// By the path of the file.
    files: HashMap<String, (document::Input, Arc<File>)>,
    /// Whom each document introduces, by its id.
    introduced: HashMap<String, (Arc<Document>, Arc<Vec<Actor>>)>,
    acquainted: Option<(Vec<Actor>, Arc<Reader>)>,
    /// By the id of the document.
    analysed: HashMap<String, (Key, Arc<Analysed>)>,
    cast: Option<Spoken>,
    happenings: Happenings,
    /// What may be named, by the cast that it is of.
    known: Option<(Arc<Cast>, overrides::Known)>,
}

/// A cast, and what it was made of.
#[derive(Debug)]
struct Spoken {
    registry: Arc<Registry>,
    documents: Vec<Arc<Analysed>>,
    cast: Arc<Cast>,
}

/// The settings and the reader that follows from them.
#[derive(Debug)]
pub(super) struct Configured {
    pub(super) config: Arc<Config>,
    pub(super) reader: Arc<Reader>,
    /// What is wrong with the settings.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// What a file held.
#[derive(Debug)]
struct File {
    documents: Vec<Arc<Document>>,
    diagnostics: Vec<Diagnostic>,
}

/// What the analysis of a document follows from, beside the reader.
#[derive(Debug, PartialEq)]
struct Key {
    document: Arc<Document>,
    published: Option<Date>,
    edits: Vec<Edit>,
}

impl Memory {
    /// For a run that none comes after.
    pub(super) fn none() -> Self {
        Self { forgets: true, ..Self::default() }
    }

    /// The settings and their reader.
    pub(super) fn configured(&mut self, sources: &ConfigSources) -> Arc<Configured> {
        if let Some((_, known)) = self.configured.as_ref().filter(|it| it.0 == *sources) {
            return Arc::clone(known);
        }
        // Whatever was made with other settings is of no use.
        let files = std::mem::take(&mut self.files);
        *self = Self { forgets: self.forgets, files, ..Self::default() };
        let mut diagnostics = Vec::new();
        let config = Config::read(sources).into_value(&mut diagnostics);
        let reader = Reader::new(&config).into_value(&mut diagnostics);
        let (config, reader) = (Arc::new(config), Arc::new(reader));
        let made = Arc::new(Configured { config, reader, diagnostics });
        self.configured = Some((sources.clone(), Arc::clone(&made)));
        made
    }

    /// The documents of all files, in the order of the files.
    pub(super) fn read(
        &mut self,
        inputs: &[document::Input],
        progress: &dyn Progress,
        all: &mut Vec<Diagnostic>,
    ) -> Vec<Arc<Document>> {
        let done = AtomicUsize::new(0);
        let read: Vec<(bool, Arc<File>)> = inputs
            .par_iter()
            .map(|input| {
                let file = match self.files.get(&input.path).filter(|it| it.0 == *input) {
                    Some((_, known)) => (true, Arc::clone(known)),
                    None => (false, Arc::new(File::of(input))),
                };
                let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                progress.step("reading", done, inputs.len());
                file
            })
            .collect();
        let mut documents = Vec::new();
        for (input, (known, file)) in inputs.iter().zip(read) {
            all.extend(file.diagnostics.iter().cloned());
            documents.extend(file.documents.iter().map(Arc::clone));
            if !known && !self.forgets {
                self.files.insert(input.path.clone(), (input.clone(), file));
            }
        }
        if self.files.len() != inputs.len() {
            let paths: HashSet<&str> = inputs.iter().map(|it| it.path.as_str()).collect();
            self.files.retain(|path, _| paths.contains(path.as_str()));
        }
        documents
    }

    /// The reader that knows everybody whom the documents introduce.
    pub(super) fn acquainted(
        &mut self,
        reader: &Reader,
        documents: &[Arc<Document>],
    ) -> Arc<Reader> {
        let introduced: Vec<(bool, Arc<Vec<Actor>>)> = documents
            .par_iter()
            .map(|it| match self.introduced.get(&it.id).filter(|known| same(&known.0, it)) {
                Some((_, known)) => (true, Arc::clone(known)),
                None => (false, Arc::new(reader.introduced(it))),
            })
            .collect();
        let mut others = self.introduced.len() != documents.len();
        for (it, (known, actors)) in documents.iter().zip(&introduced) {
            if !known && !self.forgets {
                let entry = (Arc::clone(it), Arc::clone(actors));
                let before = self.introduced.insert(it.id.clone(), entry);
                others |= before.is_none_or(|it| it.1 != *actors);
            }
        }
        if self.introduced.len() != documents.len() {
            let ids: HashSet<&str> = documents.iter().map(|it| it.id.as_str()).collect();
            self.introduced.retain(|id, _| ids.contains(id.as_str()));
        }
        if let Some((_, known)) = self.acquainted.as_ref().filter(|_| !others) {
            return Arc::clone(known);
        }
        let strangers = reader.registry.strangers(introduced.iter().flat_map(|it| it.1.iter()));
        if let Some((_, known)) = self.acquainted.as_ref().filter(|it| it.0 == strangers) {
            return Arc::clone(known);
        }
        let made = Arc::new(reader.acquainted(&strangers));
        // Whoever came or went may be named anywhere: what may mean them is read anew.
        match &self.acquainted {
            Some((_, before)) => {
                let touched = Touched::between(&before.registry, &made.registry);
                let same: HashSet<String> = self
                    .analysed
                    .par_iter()
                    .filter(|(_, (key, _))| !touched.touches(&key.document.content))
                    .map(|it| it.0.clone())
                    .collect();
                self.analysed.retain(|id, _| same.contains(id));
            }
            None => self.analysed.clear(),
        }
        self.acquainted = Some((strangers, Arc::clone(&made)));
        made
    }

    /// Everything that the documents say, each for itself, in their order.
    pub(super) fn analyse(
        &mut self,
        reader: &Reader,
        documents: Vec<Arc<Document>>,
        overrides: &Overrides,
        progress: &dyn Progress,
    ) -> Vec<Arc<Analysed>> {
        let done = AtomicUsize::new(0);
        let total = documents.len();
        let made: Vec<(Option<Key>, Arc<Analysed>)> = documents
            .into_par_iter()
            .map(|document| {
                let edit = overrides.document(&document.id).unwrap_or_default();
                let key = Key { document, published: edit.published, edits: edit.edits };
                let known = self.analysed.get(&key.document.id).filter(|it| it.0.is(&key));
                let made = match known {
                    Some((_, known)) => (None, Arc::clone(known)),
                    None => {
                        let read = reader.read(Arc::clone(&key.document), key.published);
                        let analysed = Analysed { edits: key.edits.clone(), ..read };
                        (Some(key), Arc::new(analysed))
                    }
                };
                progress.step("extracting", done.fetch_add(1, Ordering::Relaxed) + 1, total);
                made
            })
            .collect();
        let mut analysed = Vec::with_capacity(total);
        for (key, made) in made {
            if let Some(key) = key.filter(|_| !self.forgets) {
                self.analysed.insert(key.document.id.clone(), (key, Arc::clone(&made)));
            }
            analysed.push(made);
        }
        if self.analysed.len() != total {
            let ids: HashSet<&str> = analysed.iter().map(|it| it.document.id.as_str()).collect();
            self.analysed.retain(|id, _| ids.contains(id.as_str()));
        }
        analysed
    }

    /// Everybody and every place of all documents.
    pub(super) fn cast(
        &mut self,
        registry: &Arc<Registry>,
        documents: &[Arc<Analysed>],
    ) -> Arc<Cast> {
        let before = self.cast.take();
        let same = |it: &Spoken| {
            let pairs = || it.documents.iter().zip(documents);
            Arc::ptr_eq(&it.registry, registry)
                && it.documents.len() == documents.len()
                && pairs().all(|(one, other)| Arc::ptr_eq(one, other) || says_same(one, other))
        };
        let cast = match before {
            Some(before) if same(&before) => before.cast,
            before => {
                let made = cast(registry, documents);
                let before = before.map(|it| it.cast).filter(|it| **it == made);
                before.unwrap_or_else(|| Arc::new(made))
            }
        };
        if !self.forgets {
            let (registry, documents) = (Arc::clone(registry), documents.to_vec());
            self.cast = Some(Spoken { registry, documents, cast: Arc::clone(&cast) });
        }
        cast
    }

    /// What all documents tell, merged.
    pub(super) fn happenings(
        &mut self,
        documents: &[Arc<Analysed>],
        cast: (&Arc<Cast>, &Known<'_>),
    ) -> Vec<Arc<Made>> {
        let made = self.happenings.of(documents, cast);
        if self.forgets {
            self.happenings = Happenings::default();
        }
        made
    }

    /// What an author may name.
    pub(super) fn known(&mut self, cast: &Arc<Cast>, lexicon: &Lexicon) -> overrides::Known {
        if let Some((_, known)) = self.known.as_ref().filter(|it| Arc::ptr_eq(&it.0, cast)) {
            return known.clone();
        }
        let made = overrides::Known::new(cast.actors.values(), cast.places.values(), lexicon);
        if !self.forgets {
            self.known = Some((Arc::clone(cast), made.clone()));
        }
        made
    }
}

/// Whether a cast hears the same of two documents.
fn says_same(one: &Analysed, other: &Analysed) -> bool {
    one.document.id == other.document.id
        && one.document.outlet == other.document.outlet
        && one.published.date == other.published.date
        && one.found.actors == other.found.actors
        && one.found.places == other.found.places
}

impl File {
    fn of(input: &document::Input) -> Self {
        let Reported { value, diagnostics } = document::read(input);
        Self { documents: value.into_iter().map(Arc::new).collect(), diagnostics }
    }
}

impl Key {
    fn is(&self, other: &Self) -> bool {
        same(&self.document, &other.document)
            && self.published == other.published
            && self.edits == other.edits
    }
}

/// Whether two are equal; one and the same is without a look at it.
fn same(one: &Arc<Document>, other: &Arc<Document>) -> bool {
    Arc::ptr_eq(one, other) || one == other
}
