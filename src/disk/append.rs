//! Adds lines to a file of the author's, and changes nothing that stands there.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::disk::files;

/// What adding lines to a file did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Appended {
    /// The lines were added; the first of them is this one, counted from 1.
    At(usize),
    /// The same lines stand there already, from this one on.
    There(usize),
}

/// Adds lines to the end of a file, after an empty one; makes the file if it is missing. Lines that
/// stand in it already are not added again. The line endings are those of the file.
///
/// # Errors
/// When the file cannot be read or written.
pub fn append(path: &Path, lines: &str) -> Result<Appended, Diagnostic> {
    let failed = |cause: io::Error| {
        Diagnostic::error("write/append", format!("this could not be written: {cause}"))
            .in_file(files::name(path))
            .with_help("nothing was added; `--print` prints the lines")
    };
    let before = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(cause) => return Err(failed(cause)),
    };
    let ending = if before.windows(2).any(|it| it == b"\r\n") { "\r\n" } else { "\n" };
    let lines = lines.replace('\n', ending);
    let line_of = |end: usize| before[..end].iter().filter(|it| **it == b'\n').count() + 1;
    let there = before.windows(lines.len().max(1)).position(|it| it == lines.as_bytes());
    if let Some(at) = there {
        return Ok(Appended::There(line_of(at)));
    }
    let gap = match before.as_slice() {
        [] => String::new(),
        [.., b'\n'] => ending.to_owned(),
        _ => ending.repeat(2),
    };
    let mut file = OpenOptions::new().append(true).create(true).open(path).map_err(failed)?;
    file.write_all(format!("{gap}{lines}").as_bytes()).map_err(failed)?;
    file.sync_all().map_err(failed)?;
    Ok(Appended::At(line_of(before.len()) + gap.matches('\n').count()))
}
