//! Writes files for the author: a new site, imported documents, schemas. Nothing of the author's is ever overwritten.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::disk::files;

/// What is done with a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// Nothing is written, and each such file is an error.
    Refuse,
    /// It is written anew: it was made by relata.
    Replace,
}

/// Writes files by their paths below a folder, which is made if it is not there.
///
/// # Errors
/// With [`Existing::Refuse`] when any of the files is there: nothing has been written then. And when something cannot be
/// written.
pub fn create(
    folder: &Path,
    files: &[(String, Vec<u8>)],
    existing: Existing,
) -> Result<(), Vec<Diagnostic>> {
    if existing == Existing::Refuse {
        let there = files.iter().map(|it| folder.join(&it.0)).filter(|it| !files::is_missing(it));
        let wrong: Vec<_> = there.map(|it| in_the_way(&it)).collect();
        if !wrong.is_empty() {
            return Err(wrong);
        }
    }
    for (below, bytes) in files {
        let path = folder.join(below);
        write(&path, bytes, existing).map_err(|it| vec![it])?;
    }
    Ok(())
}

/// Which of these paths below a folder are there already.
#[must_use]
pub fn existing<'a>(folder: &Path, below: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    below.into_iter().filter(|it| !files::is_missing(&folder.join(it))).collect()
}

/// What is at a path below a folder; `None` if there is nothing that can be read.
#[must_use]
pub fn held(folder: &Path, below: &str) -> Option<Vec<u8>> {
    fs::read(folder.join(below)).ok()
}

fn write(path: &Path, bytes: &[u8], existing: Existing) -> Result<(), Diagnostic> {
    let failed = |cause: io::Error| match cause.kind() {
        io::ErrorKind::AlreadyExists => in_the_way(path),
        _ => Diagnostic::error("create/write", format!("this cannot be written: {cause}"))
            .in_file(files::name(path)),
    };
    if let Some(folder) = path.parent().filter(|it| !it.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let mut options = fs::File::options();
    options.write(true);
    match existing {
        // Somebody may have made it since it was looked for.
        Existing::Refuse => options.create_new(true),
        Existing::Replace => options.create(true).truncate(true),
    };
    options.open(path).and_then(|mut it| it.write_all(bytes)).map_err(failed)
}

fn in_the_way(path: &Path) -> Diagnostic {
    Diagnostic::error("create/exists", "this is there already, and nothing is overwritten")
        .in_file(files::name(path))
        .with_help("move it away or rename it, or name another folder")
}
