//! Lists the files below a folder and reads them, in an order that does not depend on the disk.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::Diagnostic;
use crate::disk::MANIFEST;

/// A file below a folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Found {
    /// Its path below the folder, with `/`.
    pub(super) below: String,
    /// The file as the author names it, with `/`.
    pub(super) name: String,
    /// Where it is.
    pub(super) path: PathBuf,
}

/// The files below a folder in the order of their paths. A folder that is not there has none.
///
/// Links are followed; a loop of links, a folder that cannot be listed and whatever is neither
/// file nor folder are warned about.
pub(super) fn list(folder: &Path, diagnostics: &mut Vec<Diagnostic>) -> Vec<Found> {
    if is_missing(folder) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut wrong = Vec::new();
    let walk = WalkDir::new(folder).follow_links(true);
    for entry in walk.into_iter().filter_entry(|it| it.depth() == 0 || !is_passed_over(it)) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) if entry.file_type().is_file() => {
                match entry.path().strip_prefix(folder).ok().and_then(Path::to_str) {
                    Some(below) => found.push(Found {
                        below: slashed(below),
                        name: name(entry.path()),
                        path: entry.into_path(),
                    }),
                    None => wrong.push(
                        Diagnostic::warning("read/name", "this file's name is not Unicode")
                            .in_file(name(entry.path()))
                            .with_help("rename it: until then it is left out"),
                    ),
                }
            }
            Ok(entry) => wrong.push(
                Diagnostic::warning("read/kind", "this is neither a file nor a folder")
                    .in_file(name(entry.path())),
            ),
            Err(error) => wrong.push(unlisted(folder, &error)),
        }
    }
    // By their paths, which is another order than that of a walk.
    found.sort_unstable();
    wrong.sort_by(|a: &Diagnostic, b| a.sort_key().cmp(&b.sort_key()));
    diagnostics.append(&mut wrong);
    found
}

/// Whether nothing has this name, not even a link to nowhere.
pub(super) fn is_missing(path: &Path) -> bool {
    path.symlink_metadata().is_err_and(|it| it.kind() == io::ErrorKind::NotFound)
}

fn unlisted(folder: &Path, error: &walkdir::Error) -> Diagnostic {
    let path = name(error.path().unwrap_or(folder));
    match (error.loop_ancestor(), error.io_error()) {
        (Some(ancestor), _) => Diagnostic::warning(
            "read/loop",
            format!("this link leads back to `{}`, which holds it", name(ancestor)),
        )
        .in_file(path)
        .with_help("remove the link: the files are read where they stand"),
        (None, Some(cause)) => unread(path, cause),
        (None, None) => {
            Diagnostic::warning("read/unreadable", "this could not be read").in_file(path)
        }
    }
}

/// A warning for a file that cannot be read.
pub(super) fn unread(file: String, cause: &io::Error) -> Diagnostic {
    let why = match cause.kind() {
        io::ErrorKind::NotFound => "it is not there any more, or a link leads nowhere".to_owned(),
        io::ErrorKind::PermissionDenied => "it may not be read (permission denied)".to_owned(),
        _ if is_circle(cause) => "it is a link that leads round in a circle".to_owned(),
        _ => cause.to_string(),
    };
    Diagnostic::warning("read/unreadable", format!("this is left out: {why}")).in_file(file)
}

#[cfg(unix)]
fn is_circle(cause: &io::Error) -> bool {
    cause.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error())
}

#[cfg(not(unix))]
fn is_circle(_: &io::Error) -> bool {
    false
}

/// Hidden files, what editors leave behind, and a site that relata published below the content: it
/// would read its own pages.
fn is_passed_over(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let site = entry.file_type().is_dir() && entry.path().join(MANIFEST).exists();
    site || name.starts_with('.')
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
}

/// The bytes of a file, or a warning when it cannot be read or is larger than `largest`.
pub(super) fn bytes(found: &Found, largest: u64) -> Result<Vec<u8>, Diagnostic> {
    let unread = |cause: io::Error| unread(found.name.clone(), &cause);
    let file = File::open(&found.path).map_err(unread)?;
    let size = file.metadata().map_err(unread)?.len();
    let mut bytes = Vec::with_capacity(usize::try_from(size.min(largest)).unwrap_or_default());
    // A file may grow while it is read.
    let read = file.take(largest + 1).read_to_end(&mut bytes).map_err(unread)?;
    if size > largest || read as u64 > largest {
        return Err(Diagnostic::warning(
            "read/too-large",
            format!("this is left out: it is larger than {} MiB", largest >> 20),
        )
        .in_file(&*found.name)
        .with_help("split it into smaller files"));
    }
    Ok(bytes)
}

/// A path as the author writes it, with `/`.
pub(super) fn name(path: &Path) -> String {
    slashed(&path.to_string_lossy())
}

fn slashed(path: &str) -> String {
    if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() }
}
