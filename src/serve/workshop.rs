//! The thread that makes the site: it reads, analyses, and makes the pages that are asked for.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};
use std::time::{Duration, Instant};

use serde::Serialize;
use tokio::sync::{oneshot, watch};

use crate::diagnostic::{Diagnostic, Severity, has_errors};
use crate::overrides::Part;
use crate::pipeline::{self, Analysis, Counts, Inputs, Memory, Silent};
use crate::serve::http::{Problem, State};
use crate::serve::watch::Watch;
use crate::serve::{Options, Outcome, Round, Shell};
use crate::site::{Edition, Templates};

/// How long it is quiet after a change before the site is made: editors write in several steps.
const QUIET: Duration = Duration::from_millis(20);

/// After so long the site is made even if changes do not end.
const LONGEST: Duration = Duration::from_millis(500);

/// What the workshop is asked to do.
#[derive(Debug)]
pub(super) enum Order {
    /// Something of the author's has changed.
    Changed,
    /// Make the file at this path.
    File(String, oneshot::Sender<Made>),
    /// Say what corrects the event with this id.
    Correct(String, oneshot::Sender<Option<Correction>>),
    /// Stop.
    Stop,
}

/// What became of a file that was asked for.
#[derive(Debug)]
pub(super) enum Made {
    /// Its bytes, and the site that it is of.
    File { bytes: Vec<u8>, site: u64, is_page: bool, event: Option<String> },
    /// A template is wrong, or there is no site to show.
    Broken { site: u64 },
    /// There is none; the page for that, if there is one.
    Missing { page: Option<Vec<u8>>, site: u64 },
}

/// What an author can paste to correct an event.
#[derive(Debug, Serialize)]
pub(super) struct Correction {
    title: String,
    /// The file that it is to be pasted into.
    file: String,
    /// Where the author added the event, as `file:line`; then it is corrected there.
    added: Option<String>,
    /// What was corrected already: where, and what.
    already: Vec<(String, String)>,
    parts: Vec<Part>,
}

/// The author's templates, by name.
type Own = Vec<(String, String)>;

/// What the site is made with, and what was made last.
pub(super) struct Workshop<'a> {
    options: &'a Options,
    shell: &'a dyn Shell,
    news: watch::Sender<State>,
    watch: Watch,
    memory: Memory,
    /// What was read last, and what could not be.
    read: Option<(Arc<Inputs>, Vec<Diagnostic>)>,
    /// Whether there is a site to show.
    shows: bool,
    /// The templates of the site that was shown last, and the author's of them.
    templates: Option<(Own, Arc<Templates>)>,
}

/// What the author's files gave.
struct Draft {
    inputs: Arc<Inputs>,
    templates: Arc<Templates>,
    analysis: Analysis,
    diagnostics: Vec<Diagnostic>,
    started: Instant,
}

/// A site that is shown.
#[derive(Clone, Copy)]
struct Shown<'a> {
    edition: &'a Edition<'a>,
    analysis: &'a Analysis,
}

/// What an order leaves to do.
enum Task {
    Make,
    Stop,
}

/// Why nothing is waited for any more.
enum End {
    Stopped,
    /// There is another site to show.
    Another(Box<Draft>),
}

impl<'a> Workshop<'a> {
    pub(super) fn new(
        options: &'a Options,
        shell: &'a dyn Shell,
        news: watch::Sender<State>,
        watch: Watch,
    ) -> Self {
        Self {
            options,
            shell,
            news,
            watch,
            memory: Memory::default(),
            read: None,
            shows: false,
            templates: None,
        }
    }

    /// Works until it is told to stop.
    pub(super) fn work(mut self, orders: &Receiver<Order>) {
        let mut end = match self.attempt() {
            Some(draft) => End::Another(Box::new(draft)),
            None => self.wait(orders, None, &[]),
        };
        while let End::Another(draft) = end {
            end = self.show(&draft, orders);
            // Nobody waits until the memory of the site before is given back.
            rayon::spawn(move || drop(draft));
        }
    }

    /// Shows a site until there is another.
    fn show(&mut self, draft: &Draft, orders: &Receiver<Order>) -> End {
        let Draft { inputs, templates, analysis, .. } = draft;
        let shown = pipeline::show(analysis, (inputs, templates), |edition, wrong| {
            self.shows = self.tell_of(draft, wrong);
            if !self.shows {
                return self.wait(orders, None, &[]);
            }
            // Only templates of the author's can turn out to be wrong.
            let own = !inputs.templates.is_empty();
            let paths: Vec<String> = edition.pages().filter(|_| own).map(str::to_owned).collect();
            self.wait(orders, Some(Shown { edition, analysis }), &paths)
        });
        shown.value
    }

    /// The templates, read anew where the author has changed one.
    fn templates(&mut self, inputs: &Inputs) -> Result<Arc<Templates>, Vec<Diagnostic>> {
        if let Some((_, known)) = self.templates.as_ref().filter(|it| it.0 == inputs.templates) {
            return Ok(Arc::clone(known));
        }
        let made = Arc::new(Templates::new(&inputs.templates)?);
        self.templates = Some((inputs.templates.clone(), Arc::clone(&made)));
        Ok(made)
    }

    /// Makes what is asked for, and makes the site again when something changes. While nobody asks,
    /// each of the pages is made once, for what is wrong with it.
    fn wait(
        &mut self,
        orders: &Receiver<Order>,
        shown: Option<Shown<'_>>,
        pages: &[String],
    ) -> End {
        let mut unseen = pages.iter();
        let mut wrong = Vec::new();
        loop {
            let order = match orders.try_recv() {
                Ok(order) => order,
                Err(TryRecvError::Disconnected) => return End::Stopped,
                Err(TryRecvError::Empty) => match unseen.next() {
                    Some(path) => {
                        wrong.extend(shown.and_then(|it| it.edition.failure(path)));
                        if unseen.len() == 0 && !wrong.is_empty() {
                            let wrong = std::mem::take(&mut wrong);
                            self.tell_also(&Edition::told(wrong));
                        }
                        continue;
                    }
                    None => match orders.recv() {
                        Ok(order) => order,
                        Err(_) => return End::Stopped,
                    },
                },
            };
            match self.answer(order, shown) {
                None => {}
                Some(Task::Stop) => return End::Stopped,
                Some(Task::Make) => {
                    if !self.settle(orders, shown) {
                        return End::Stopped;
                    }
                    if let Some(draft) = self.attempt() {
                        return End::Another(Box::new(draft));
                    }
                }
            }
        }
    }

    /// Answers who asks for something, and says what else there is to do.
    fn answer(&self, order: Order, shown: Option<Shown<'_>>) -> Option<Task> {
        // Whoever asked may have gone away.
        match order {
            Order::File(path, reply) => {
                let _gone = reply.send(self.file(shown, &path));
                None
            }
            Order::Correct(id, reply) => {
                let _gone = reply.send(shown.and_then(|it| self.correction(it.analysis, &id)));
                None
            }
            Order::Changed => Some(Task::Make),
            Order::Stop => Some(Task::Stop),
        }
    }

    /// Waits until nothing changes any more; pages are made meanwhile. `false` when it is to stop.
    fn settle(&self, orders: &Receiver<Order>, shown: Option<Shown<'_>>) -> bool {
        let last = Instant::now() + LONGEST;
        let mut until = Instant::now() + QUIET;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            // Whoever asks for page after page does not keep the site from being made.
            if left.is_zero() {
                return true;
            }
            match orders.recv_timeout(left) {
                Ok(order) => match self.answer(order, shown) {
                    Some(Task::Stop) => return false,
                    Some(Task::Make) => until = last.min(Instant::now() + QUIET),
                    None => {}
                },
                Err(RecvTimeoutError::Disconnected) => return false,
                Err(RecvTimeoutError::Timeout) => return true,
            }
        }
    }

    fn file(&self, shown: Option<Shown<'_>>, path: &str) -> Made {
        let site = self.news.borrow().site;
        let edition = shown.map(|it| it.edition);
        match edition.and_then(|it| it.file(path)) {
            Some(made) if has_errors(&made.diagnostics) => Made::Broken { site },
            Some(made) => {
                let event = edition.and_then(|it| it.event_at(path)).map(str::to_owned);
                let is_page = edition.is_some_and(|it| it.is_page(path));
                Made::File { bytes: made.value, site, is_page, event }
            }
            None if edition.is_none() => Made::Broken { site },
            None => {
                let page = edition.and_then(|it| it.file(MISSING)).map(|it| it.value);
                Made::Missing { page, site }
            }
        }
    }

    fn correction(&self, analysis: &Analysis, id: &str) -> Option<Correction> {
        let event = analysis.timeline.told().find(|it| it.id == id)?;
        let edits = event.edits.iter();
        Some(Correction {
            title: event.title.clone(),
            file: self.options.content.join("overrides.yaml").display().to_string(),
            added: pipeline::added_at(event),
            already: edits
                .map(|it| (format!("{}:{}", it.file, it.line), it.what.clone()))
                .collect(),
            parts: pipeline::corrections(analysis, event),
        })
    }

    /// Reads and analyses. `None` where nothing has changed, or where something is so wrong that the
    /// site before is to be shown; that is told.
    fn attempt(&mut self) -> Option<Draft> {
        let started = Instant::now();
        self.watch.follow();
        let mut diagnostics = Vec::new();
        let inputs = self.shell.read().into_value(&mut diagnostics);
        if self.read.as_ref().is_some_and(|it| *it.0 == inputs && it.1 == diagnostics) {
            return None;
        }
        let inputs = Arc::new(inputs);
        self.read = Some((Arc::clone(&inputs), diagnostics.clone()));
        let analysed = pipeline::analyse_again(&inputs, &mut self.memory, &Silent);
        let analysis = analysed.into_value(&mut diagnostics);
        let templates = self.templates(&inputs).map_err(|wrong| diagnostics.extend(wrong)).ok();
        match templates.filter(|_| !has_errors(&diagnostics)) {
            Some(templates) => Some(Draft { inputs, templates, analysis, diagnostics, started }),
            None => {
                let outcome = if self.shows { Outcome::Before } else { Outcome::Nothing };
                self.report(&diagnostics, (outcome, analysis.counts, started.elapsed()));
                None
            }
        }
    }

    /// Tells what became of a draft, with what is wrong with its site; whether that can be shown.
    fn tell_of(&self, draft: &Draft, more: &[Diagnostic]) -> bool {
        let diagnostics = [draft.diagnostics.as_slice(), more].concat();
        let whole = !has_errors(&diagnostics);
        let outcome = if whole { Outcome::Shown } else { Outcome::Nothing };
        self.report(&diagnostics, (outcome, draft.analysis.counts, draft.started.elapsed()));
        whole
    }

    fn report(
        &self,
        diagnostics: &[Diagnostic],
        (outcome, counts, took): (Outcome, Counts, Duration),
    ) {
        self.shell.built(&Round { outcome, diagnostics, counts, took });
        // Pages that nothing can be shown for are made anew too: they say so.
        self.tell(diagnostics, outcome != Outcome::Before);
    }

    /// Gives the pages that are open the news: what is wrong, and whether there is another site.
    fn tell(&self, diagnostics: &[Diagnostic], another: bool) {
        let problems: Vec<Problem> = self.problems(diagnostics);
        self.news.send_modify(|it| {
            it.news += 1;
            it.site += u64::from(another);
            it.problems = problems;
        });
    }

    /// Adds what the pages themselves turned out to have wrong.
    fn tell_also(&self, diagnostics: &[Diagnostic]) {
        let (outcome, counts, took) = (Outcome::Spoilt, Counts::default(), Duration::ZERO);
        self.shell.built(&Round { outcome, diagnostics, counts, took });
        let more = self.problems(diagnostics);
        self.news.send_modify(|it| {
            it.news += 1;
            it.problems.extend(more);
        });
    }

    fn problems(&self, diagnostics: &[Diagnostic]) -> Vec<Problem> {
        let mut told: Vec<&Diagnostic> =
            diagnostics.iter().filter(|it| it.severity != Severity::Note).collect();
        told.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
        told.dedup();
        let problem = |it: &Diagnostic| Problem {
            error: it.severity == Severity::Error,
            text: self.shell.draw(it),
        };
        told.into_iter().map(problem).collect()
    }
}

/// The page for what is not there.
const MISSING: &str = "404.html";
