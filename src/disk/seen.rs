//! What was read of files before, so that only those that have changed are opened again.

use std::collections::{HashMap, HashSet};
use std::fs::Metadata;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::disk::files::{self, Found};

/// Some disks tell the time of a change only to so long. What was read sooner after one may be changed
/// again without another time.
const COARSE: Duration = Duration::from_secs(2);

/// The time, to be compared with those of files and with nothing else.
pub(super) type Now = SystemTime;

/// The files of a content folder and a templates folder as they were when they were read last.
#[derive(Debug, Default)]
pub struct Seen {
    pub(super) documents: Files,
    pub(super) assets: Files,
}

/// What a file holds, or why it is not read.
pub(super) type Read = Result<Arc<Vec<u8>>, Diagnostic>;

/// Files as they were, by their path.
#[derive(Debug, Default)]
pub(super) struct Files(HashMap<PathBuf, File>);

#[derive(Debug)]
struct File {
    stamp: Stamp,
    bytes: Arc<Vec<u8>>,
}

/// What of a file differs when it was changed, replaced or written again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    length: u64,
    changed: SystemTime,
    /// Disk and number; that of another file, which was moved here, differs.
    file: (u64, u64),
}

impl Files {
    /// Reads files, or takes what they held before where they are the same. Others are forgotten.
    /// `now` is the time before the reading; without it nothing is kept.
    pub(super) fn read(&mut self, found: &[Found], largest: u64, now: Option<Now>) -> Vec<Read> {
        let read: Vec<(Option<Stamp>, Read)> = found
            .par_iter()
            .map(|found| {
                let Some(now) = now else {
                    return (None, files::bytes(found, largest).map(Arc::new));
                };
                let stamp = found.path.metadata().ok().and_then(|it| Stamp::of(&it));
                let known = self.0.get(&found.path).filter(|it| Some(&it.stamp) == stamp.as_ref());
                if let Some(known) = known {
                    return (None, Ok(Arc::clone(&known.bytes)));
                }
                let settled = stamp.filter(|it| it.changed + COARSE < now);
                (settled, files::bytes(found, largest).map(Arc::new))
            })
            .collect();
        for (found, (stamp, bytes)) in found.iter().zip(&read) {
            if let (Some(stamp), Ok(bytes)) = (stamp, bytes) {
                let file = File { stamp: *stamp, bytes: Arc::clone(bytes) };
                self.0.insert(found.path.clone(), file);
            }
        }
        if self.0.len() > found.len() {
            let paths: HashSet<&PathBuf> = found.iter().map(|it| &it.path).collect();
            self.0.retain(|path, _| paths.contains(path));
        }
        read.into_iter().map(|it| it.1).collect()
    }
}

impl Stamp {
    #[cfg(unix)]
    fn of(it: &Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        // Unlike the time of the last writing this one cannot be set by anybody.
        let seconds = Duration::from_secs(u64::try_from(it.ctime()).ok()?);
        let more = Duration::from_nanos(u64::try_from(it.ctime_nsec()).ok()?);
        let changed = SystemTime::UNIX_EPOCH + seconds + more;
        Some(Self { length: it.len(), changed, file: (it.dev(), it.ino()) })
    }

    #[cfg(not(unix))]
    fn of(it: &Metadata) -> Option<Self> {
        Some(Self { length: it.len(), changed: it.modified().ok()?, file: (0, 0) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(folder: &std::path::Path) -> Vec<Found> {
        files::list(folder, &mut Vec::new())
    }

    /// A file that was read right after it was written may be written again within the same tick of the
    /// disk's clock, with as many bytes.
    #[test]
    fn what_was_read_right_after_a_change_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.md");
        let mut seen = Files::default();
        let mut read = |now| -> Vec<u8> {
            let read = seen.read(&found(folder.path()), 100, Some(now));
            read[0].as_ref().unwrap().to_vec()
        };
        std::fs::write(&file, "one").unwrap();
        let now = SystemTime::now();
        assert_eq!(read(now), b"one");
        std::fs::write(&file, "two").unwrap();
        assert_eq!(read(now), b"two");
        // Long after, it counts as settled.
        let later = now + COARSE * 2;
        assert_eq!(read(later), b"two");
        assert_eq!(read(later), b"two");
        assert_eq!(seen.0.len(), 1);
    }

    #[test]
    fn whatever_changed_is_read_and_what_is_gone_is_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let mut seen = Files::default();
        let later = SystemTime::now() + COARSE * 2;
        let read = |seen: &mut Files| -> Vec<String> {
            let read = seen.read(&found(folder.path()), 100, Some(later));
            let text = |it: &Arc<Vec<u8>>| String::from_utf8(it.to_vec()).unwrap();
            read.iter().map(|it| text(it.as_ref().unwrap())).collect()
        };
        std::fs::write(path("a"), "one").unwrap();
        std::fs::write(path("b"), "two").unwrap();
        assert_eq!(read(&mut seen), ["one", "two"]);
        // As long as before, but another file: by its number, whatever its times are.
        std::fs::write(path("c"), "six").unwrap();
        std::fs::rename(path("c"), path("a")).unwrap();
        assert_eq!(read(&mut seen), ["six", "two"]);
        std::fs::write(path("b"), "three").unwrap();
        assert_eq!(read(&mut seen), ["six", "three"]);
        std::fs::remove_file(path("a")).unwrap();
        assert_eq!(read(&mut seen), ["three"]);
        assert_eq!(seen.0.len(), 1);
    }
}
