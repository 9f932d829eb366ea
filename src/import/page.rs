//! Saved pages: taken as they are, since they say themselves what they are, and every quotation stands in them.

use crate::config::slug;
use crate::diagnostic::Location;
use crate::import::{Given, Made, stem};

/// A page under a plain name, in the folder that it was in.
pub(super) fn convert(given: &Given) -> Made {
    let mut path = String::new();
    if let Some((folders, _)) = given.below.rsplit_once('/') {
        for it in folders.split('/').map(slug).filter(|it| !it.is_empty()) {
            path.push_str(&it);
            path.push('/');
        }
    }
    let name = slug(stem(&given.below));
    path.push_str(if name.is_empty() { "page" } else { &name });
    path.push_str(".html");
    Made { path, bytes: given.bytes.clone(), from: Location::file(given.name.as_str()) }
}

/// Whether a file is part of a saved page: it lies in the folder that a browser made beside the page, whose name is the
/// page's with `_files`, `.files` or the like in other languages.
pub(super) fn is_asset(below: &str, given: &[Given]) -> bool {
    let folders = below.match_indices('/').map(|(at, _)| &below[..at]);
    let mut beside = folders.filter_map(|folder| {
        let (parent, name) = folder.rsplit_once('/').map_or(("", folder), |it| it);
        Some((parent, name)).filter(|it| !it.1.is_empty())
    });
    beside.any(|(parent, name)| {
        given.iter().any(|page| {
            let (folder, file) =
                page.below.rsplit_once('/').map_or(("", page.below.as_str()), |it| it);
            let Some((stem, extension)) = file.rsplit_once('.') else { return false };
            let rest = name.strip_prefix(stem);
            folder == parent
                && matches!(extension.to_ascii_lowercase().as_str(), "html" | "htm")
                && rest.is_some_and(|it| it.starts_with(['_', '.', '-']))
        })
    })
}
