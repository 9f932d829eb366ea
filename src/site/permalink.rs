//! Where every page stands. An id becomes a folder of plain letters, so that the address survives
//! any host and any file system; two ids that would share one are told apart by a number.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use rayon::prelude::*;

use crate::config::slug;

/// The longest name of a folder, in bytes; file systems allow 255.
const LONGEST: usize = 120;

/// The pages of one folder of the site, by id.
#[derive(Debug, Default)]
pub(crate) struct Permalinks {
    paths: BTreeMap<String, String>,
}

impl Permalinks {
    /// Paths for `ids` below `folder`: `events` and `x` give `events/x/index.html`.
    pub(crate) fn new<'a>(folder: &str, ids: impl IntoIterator<Item = &'a str>) -> Self {
        let ids: BTreeSet<&str> = ids.into_iter().collect();
        let ids: Vec<(&str, String)> =
            ids.into_iter().collect::<Vec<_>>().into_par_iter().map(|it| (it, plain(it))).collect();
        let mut taken = HashSet::with_capacity(ids.len());
        let mut paths = Vec::with_capacity(ids.len());
        for (id, plain) in ids {
            let mut path = format!("{folder}/{plain}/index.html");
            let mut number = 2;
            while !taken.insert(path.clone()) {
                path = format!("{folder}/{plain}-{number}/index.html");
                number += 1;
            }
            paths.push((id.to_owned(), path));
        }
        Self { paths: paths.into_iter().collect() }
    }

    /// The path of an id's page.
    pub(crate) fn get(&self, id: &str) -> Option<&str> {
        self.paths.get(id).map(String::as_str)
    }

    /// The paths of all pages.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        self.paths.values().map(String::as_str)
    }

    /// Whether a page stands there.
    pub(crate) fn holds(&self, path: &str) -> bool {
        self.paths.values().any(|it| it == path)
    }
}

/// The folder of an id: lower-case ASCII words; `/` and `#` of document ids nest.
pub(crate) fn plain(id: &str) -> String {
    let parts: Vec<String> = id
        .split(['/', '#'])
        .filter(|it| !it.is_empty())
        .map(|part| {
            let mut name = slug(part);
            name.truncate(LONGEST);
            let name = name.trim_end_matches('-');
            if name.is_empty() { "unnamed".to_owned() } else { name.to_owned() }
        })
        .collect();
    if parts.is_empty() { "unnamed".to_owned() } else { parts.join("/") }
}

/// The way from a page back to the site's root: `../../` for `events/x/index.html`.
pub(crate) fn root_of(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_become_plain_folders_and_stay_apart() {
        let links = Permalinks::new("documents", ["mail/Ada's letter", "mail/adas letter", "a#12"]);
        assert_eq!(links.get("mail/Ada's letter"), Some("documents/mail/adas-letter/index.html"));
        assert_eq!(links.get("mail/adas letter"), Some("documents/mail/adas-letter-2/index.html"));
        assert_eq!(links.get("a#12"), Some("documents/a/12/index.html"));
    }

    #[test]
    fn nothing_leaves_the_site() {
        assert_eq!(plain("../../etc/passwd"), "unnamed/unnamed/etc/passwd");
        assert_eq!(plain(""), "unnamed");
        assert!(plain(&"x".repeat(500)).len() <= LONGEST);
    }

    #[test]
    fn the_root_is_found_from_any_depth() {
        assert_eq!(root_of("index.html"), "");
        assert_eq!(root_of("events/x/index.html"), "../../");
    }
}
