//! Tells the workshop when a file of the author's has changed.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::serve::Options;
use crate::serve::workshop::Order;

/// Watches the content folder and the templates folder, whether or not they are there yet.
pub(super) struct Watch {
    watcher: RecommendedWatcher,
    /// The folders, and whether all that is below each is watched.
    folders: [(PathBuf, bool); 2],
}

impl Watch {
    /// # Errors
    /// When this machine cannot watch files.
    pub(super) fn new(options: &Options, orders: Sender<Order>) -> io::Result<Self> {
        let changed = move |event: notify::Result<Event>| {
            // What could not be told may have been anything.
            if event.map_or(true, |it| is_change(&it)) {
                // Nobody is left to hear it when the server stops.
                let _gone = orders.send(Order::Changed);
            }
        };
        let mut watcher = notify::recommended_watcher(changed).map_err(io::Error::other)?;
        let folders = [&options.content, &options.templates].map(|it| (it.clone(), false));
        for (folder, _) in &folders {
            // From above it is seen when a folder is made, or made anew.
            let above = above(folder);
            if above.is_dir() {
                watcher.watch(above, RecursiveMode::NonRecursive).map_err(io::Error::other)?;
            }
        }
        let mut watch = Self { watcher, folders };
        watch.follow();
        Ok(watch)
    }

    /// Watches what is there now, and was not when this was asked before.
    pub(super) fn follow(&mut self) {
        for (folder, watched) in &mut self.folders {
            let there = folder.is_dir();
            if there && !*watched {
                // A folder that cannot be watched is not followed: a change elsewhere brings it.
                *watched = self.watcher.watch(folder, RecursiveMode::Recursive).is_ok();
            } else if !there {
                *watched = false;
            }
        }
    }
}

/// The folder that something stands in.
fn above(path: &Path) -> &Path {
    path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Whether something is another than it was: to be read changes nothing.
fn is_change(event: &Event) -> bool {
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    }
}
