//! What an earlier run made of settings and documents, so that the next one makes only what has
//! changed.
//!
//! Nothing is decided here, and nothing is guessed: what is taken from memory was made of equal
//! values, so that with an empty memory the outcome is the same.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::actor::{Actor, Touched};
use crate::config::{Config, ConfigSources};
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Reported};
use crate::document::{self, Document};
use crate::event::Edit;
use crate::overrides::Overrides;
use crate::pipeline::{Analysed, Progress, Reader};

/// What earlier runs made, by what they made it of. It holds what the last run needed, and no more.
#[derive(Debug, Default)]
pub struct Memory {
    /// Whether nothing is kept, since no run comes after.
    forgets: bool,
    configured: Option<(ConfigSources, Arc<Configured>)>,
    /// By the path of the file.
    files: BTreeMap<String, (document::Input, Arc<File>)>,
    /// Whom each document introduces, by its id.
    introduced: BTreeMap<String, (Arc<Document>, Arc<Vec<Actor>>)>,
    acquainted: Option<(Vec<Actor>, Arc<Reader>)>,
    /// By the id of the document.
    analysed: BTreeMap<String, (Key, Arc<Analysed>)>,
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
        let read: Vec<Arc<File>> = inputs
            .par_iter()
            .map(|input| {
                let known = self.files.get(&input.path).filter(|it| it.0 == *input);
                let file = known.map_or_else(|| Arc::new(File::of(input)), |it| Arc::clone(&it.1));
                let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                progress.step("reading", done, inputs.len());
                file
            })
            .collect();
        let paths: BTreeSet<&str> = inputs.iter().map(|it| it.path.as_str()).collect();
        self.files.retain(|path, _| paths.contains(path.as_str()));
        let mut documents = Vec::new();
        for (input, file) in inputs.iter().zip(read) {
            all.extend(file.diagnostics.iter().cloned());
            documents.extend(file.documents.iter().map(Arc::clone));
            let known = self.files.get(&input.path).is_some_and(|it| Arc::ptr_eq(&it.1, &file));
            if !known && !self.forgets {
                self.files.insert(input.path.clone(), (input.clone(), file));
            }
        }
        documents
    }

    /// The reader that knows everybody whom the documents introduce.
    pub(super) fn acquainted(
        &mut self,
        reader: &Reader,
        documents: &[Arc<Document>],
    ) -> Arc<Reader> {
        let introduced: Vec<Arc<Vec<Actor>>> = documents
            .par_iter()
            .map(|it| {
                let known = self.introduced.get(&it.id).filter(|known| same(&known.0, it));
                known.map_or_else(|| Arc::new(reader.introduced(it)), |it| Arc::clone(&it.1))
            })
            .collect();
        let strangers = reader.registry.strangers(introduced.iter().flat_map(|it| it.iter()));
        let by_id = documents.iter().zip(introduced).filter(|_| !self.forgets);
        self.introduced =
            by_id.map(|(it, actors)| (it.id.clone(), (Arc::clone(it), actors))).collect();
        if let Some((_, known)) = self.acquainted.as_ref().filter(|it| it.0 == strangers) {
            return Arc::clone(known);
        }
        let made = Arc::new(reader.acquainted(&strangers));
        // Whoever came or went may be named anywhere: what may mean them is read anew.
        match &self.acquainted {
            Some((_, before)) => {
                let touched = Touched::between(&before.registry, &made.registry);
                let same: BTreeSet<String> = self
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
        if self.forgets {
            return made.into_iter().map(|it| it.1).collect();
        }
        let mut earlier = std::mem::take(&mut self.analysed);
        let mut analysed = Vec::with_capacity(total);
        for (key, made) in made {
            let id = made.document.id.clone();
            let key = key.or_else(|| earlier.remove(&id).map(|it| it.0));
            self.analysed.extend(key.map(|key| (id, (key, Arc::clone(&made)))));
            analysed.push(made);
        }
        analysed
    }
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
