//! A site whose files are made when they are asked for.
//!
//! What a build writes is all of them; a server makes those that somebody looks at.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Reported};
use crate::site::book::Book;
use crate::site::sheet::Sheet;
use crate::site::templates::{Failure, Templates};
use crate::site::{Content, Page, Site, colours, export, filter, notes, told};

/// Where assets stand.
const ASSETS: &str = "assets/";

/// The files of assets/ that are made anew with each build, and that no file of the author's replaces.
const RESERVED: [&str; 2] = [filter::PATH, colours::PATH];

/// A site of which every file can be made.
pub struct Edition<'a> {
    book: Book<'a>,
    templates: &'a Templates,
    /// The pages that templates make, by path.
    sheets: HashMap<String, Sheet>,
    /// Data and feeds, by path; made when the first of them is asked for.
    exports: OnceLock<BTreeMap<String, Vec<u8>>>,
}

impl<'a> Edition<'a> {
    /// The site of a timeline. What is reported is wrong with it as a whole: with the words of the interface,
    /// with paths that two files want.
    #[must_use]
    pub fn new(content: &'a Content<'a>, templates: &'a Templates) -> Reported<Self> {
        let (words, mut diagnostics) = templates.words(&content.config.settings.language);
        let book = Book::new(content, words);
        let all = Sheet::all(&book);
        let mut sheets = HashMap::with_capacity(all.len());
        for sheet in all {
            let path = sheet.path(&book);
            if let Some(lost) = sheets.insert(path, sheet) {
                diagnostics.push(taken_twice(&lost.path(&book)));
            }
        }
        let names = content.assets.iter().map(|it| format!("{ASSETS}{}", it.0));
        diagnostics
            .extend(names.filter(|it| RESERVED.contains(&it.as_str())).map(|it| reserved(&it)));
        Reported { value: Self { book, templates, sheets, exports: OnceLock::new() }, diagnostics }
    }

    /// The paths of the pages, in their order. There are other files too: see [`Edition::file`].
    pub fn pages(&self) -> impl Iterator<Item = &str> {
        let mut pages: Vec<&str> = self.sheets.keys().map(String::as_str).collect();
        pages.sort_unstable();
        pages.into_iter()
    }

    /// The file at a path; `None` if there is none. Mistakes in the author's templates are errors.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<Reported<Vec<u8>>> {
        let Some(sheet) = self.sheets.get(path) else {
            let bytes = match path.strip_prefix(ASSETS) {
                Some(name) => self.asset(path, name),
                None => self.exports().get(path).cloned(),
            };
            return bytes.map(|value| Reported { value, diagnostics: Vec::new() });
        };
        Some(match sheet.render(&self.book, self.templates) {
            Ok(value) => Reported { value, diagnostics: Vec::new() },
            Err(failure) => {
                let diagnostics = told(vec![(path.to_owned(), failure)]);
                Reported { value: Vec::new(), diagnostics }
            }
        })
    }

    /// Whether a page of the site's own stands at a path.
    #[must_use]
    pub fn is_page(&self, path: &str) -> bool {
        self.sheets.contains_key(path)
    }

    /// Why the page at a path cannot be made, where an author's template is wrong.
    pub(crate) fn failure(&self, path: &str) -> Option<(String, Failure)> {
        let failure = self.sheets.get(path)?.render(&self.book, self.templates).err()?;
        Some((path.to_owned(), failure))
    }

    /// One diagnostic for each mistake, however many pages it spoils.
    pub(crate) fn told(failures: Vec<(String, Failure)>) -> Vec<Diagnostic> {
        told(failures)
    }

    /// The id of the event whose page stands at a path.
    #[must_use]
    pub fn event_at(&self, path: &str) -> Option<&str> {
        match self.sheets.get(path)? {
            Sheet::Event(which) => Some(self.book.event(*which).id.as_str()),
            _ => None,
        }
    }

    /// Every file, in the order of their paths.
    #[must_use]
    pub fn whole(&self) -> Reported<Site> {
        let mut sheets: Vec<(&String, &Sheet)> = self.sheets.iter().collect();
        sheets.sort_unstable_by_key(|it| it.0);
        let rendered: Vec<(&String, Result<Vec<u8>, Failure>)> = sheets
            .into_par_iter()
            .map(|(path, sheet)| (path, sheet.render(&self.book, self.templates)))
            .collect();
        let mut files = BTreeMap::new();
        let mut failures = Vec::new();
        for (path, result) in rendered {
            match result {
                Ok(bytes) => drop(files.insert(path.clone(), bytes)),
                Err(failure) => failures.push((path.clone(), failure)),
            }
        }
        files.extend(export::files(&self.book));
        files.extend(self.own_assets());
        let theirs = self.book.content.assets.iter();
        files.extend(theirs.map(|(name, bytes)| (format!("{ASSETS}{name}"), bytes.to_vec())));
        let mut diagnostics = notes::check(&self.book, &files);
        diagnostics.extend(told(failures));
        let files = files.into_iter().map(|(path, bytes)| Page { path, bytes }).collect();
        Reported { value: Site { files }, diagnostics }
    }

    fn exports(&self) -> &BTreeMap<String, Vec<u8>> {
        self.exports.get_or_init(|| export::files(&self.book).into_iter().collect())
    }

    /// An asset by its path and its name below assets/: the author's before one of the same name.
    fn asset(&self, path: &str, name: &str) -> Option<Vec<u8>> {
        let theirs = self.book.content.assets.iter().find(|it| it.0 == name);
        let is_it = |it: &(String, Vec<u8>)| it.0 == path;
        let own = || {
            let built_in = self.templates.assets().find(is_it);
            let made = || colours::file(self.book.content.config).filter(is_it);
            built_in.or_else(made).or_else(|| filter::file(&self.book).filter(is_it))
        };
        theirs.map(|it| it.1.to_vec()).or_else(|| own().map(|it| it.1))
    }

    /// The assets that are no files of the author's.
    fn own_assets(&self) -> impl Iterator<Item = (String, Vec<u8>)> {
        let made = colours::file(self.book.content.config).into_iter();
        made.chain(filter::file(&self.book)).chain(self.templates.assets())
    }
}

fn reserved(path: &str) -> Diagnostic {
    let message = "this name is taken by a file that the build makes";
    Diagnostic::error("site/reserved-name", message)
        .in_file(path)
        .with_help("give your file another name")
}

/// An error for a path that two pages want: one of them would be lost.
fn taken_twice(path: &str) -> Diagnostic {
    Diagnostic::error("site/path", format!("two pages would stand at {path}"))
        .with_help("give one of what they show another name or id")
}
