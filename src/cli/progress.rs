//! Draws how far a long stage is, on a terminal and only when it takes a while.

use std::io::{IsTerminal, stderr};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::pipeline::Progress;

/// What is done sooner is not worth a bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar on the terminal that goes away when it is dropped.
pub(super) struct Bar {
    started: Instant,
    shown: bool,
    bar: Mutex<Option<(&'static str, ProgressBar)>>,
}

impl Bar {
    pub(super) fn new(quiet: bool) -> Self {
        let shown = !quiet && stderr().is_terminal();
        Self { started: Instant::now(), shown, bar: Mutex::new(None) }
    }
}

impl Progress for Bar {
    fn step(&self, stage: &'static str, done: usize, total: usize) {
        if !self.shown || self.started.elapsed() < PATIENCE {
            return;
        }
        let mut bar = self.bar.lock().unwrap_or_else(PoisonError::into_inner);
        if bar.as_ref().is_none_or(|(of, _)| *of != stage) {
            if let Some((_, old)) = bar.take() {
                old.finish_and_clear();
            }
            let style =
                ProgressStyle::with_template("{msg:>12} [{bar:32}] {human_pos}/{human_len}")
                    .unwrap_or_else(|_| ProgressStyle::default_bar())
                    .progress_chars("=> ");
            let new = ProgressBar::new(total as u64).with_style(style).with_message(stage);
            *bar = Some((stage, new));
        }
        if let Some((_, bar)) = bar.as_ref() {
            // Threads finish in any order: the bar only grows.
            bar.set_position(bar.position().max(done as u64));
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        let bar = self.bar.get_mut().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, bar)) = bar.take() {
            bar.finish_and_clear();
        }
    }
}
