//! Reads a file or a folder that an author names for `relata import`.

use std::path::Path;

use crate::diagnostic::{Diagnostic, Reported};
use crate::disk::files::{self, Found};
use crate::disk::read::LARGEST_FILE;
use crate::import::Given;

/// A file, or all files of a folder in the order of their paths. What cannot be read is left out with a warning; that
/// nothing is there at all is an error.
#[must_use]
pub fn given(path: &Path) -> Reported<Vec<Given>> {
    let mut all = Vec::new();
    if !path.exists() {
        let missing = Diagnostic::error("read/missing", "there is no such file or folder")
            .in_file(files::name(path))
            .with_help("name a file or a folder; put quotation marks around a name with spaces");
        return Reported { value: Vec::new(), diagnostics: vec![missing] };
    }
    let found = if path.is_dir() {
        files::list(path, &mut all)
    } else {
        let name = path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        vec![Found { below: name, name: files::name(path), path: path.to_owned() }]
    };
    let mut value = Vec::new();
    for it in found {
        match files::bytes(&it, LARGEST_FILE) {
            Ok(bytes) => value.push(Given { below: it.below, name: it.name, bytes }),
            Err(warning) => all.push(warning),
        }
    }
    Reported { value, diagnostics: all }
}
