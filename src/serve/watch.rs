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
    /// The folders, and which folder is watched under the name of each, with all that is below it.
    folders: [(PathBuf, Option<Identity>); 2],
}

/// What tells a folder from another of its name.
type Identity = (u64, u64);

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
        let folders = [&options.content, &options.templates].map(|it| (it.clone(), None));
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
            let there = identity(folder);
            if *watched == there {
                continue;
            }
            // Another folder has come in its place: what was watched goes on under another name, or is gone.
            if watched.take().is_some() {
                let _gone = self.watcher.unwatch(folder);
            }
            // A folder that cannot be watched is not followed: a change elsewhere brings it.
            *watched =
                there.filter(|_| self.watcher.watch(folder, RecursiveMode::Recursive).is_ok());
        }
    }
}

/// Which folder stands at a path.
#[cfg(unix)]
fn identity(folder: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    folder.metadata().ok().filter(|it| it.is_dir()).map(|it| (it.dev(), it.ino()))
}

#[cfg(not(unix))]
fn identity(folder: &Path) -> Option<Identity> {
    folder.is_dir().then_some((0, 0))
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
