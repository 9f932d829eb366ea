//! The templates: the built-in ones, with the author's in place of those of the same name.
//!
//! A mistake in a template is told with its file, line and column, whether it is found when the
//! template is read or only when a page is rendered.

use std::collections::BTreeMap;

use tera::{Context, ErrorKind, Tera};

use crate::diagnostic::{Diagnostic, Location};
use crate::site::words::Words;
use crate::source::{Source, Span};

macro_rules! built_in {
    ($($name:literal),+ $(,)?) => {
        [$(($name, include_str!(concat!("../../templates/", $name)))),+]
    };
}

/// The built-in templates by name.
const BUILT_IN: &[(&str, &str)] = &built_in![
    "404.html",
    "about.html",
    "actor.html",
    "base.html",
    "charts.html",
    "citation.html",
    "components.html",
    "document.html",
    "documents.html",
    "embed.html",
    "embedding.html",
    "event.html",
    "filter.html",
    "groups.html",
    "home.html",
    "icons.html",
    "listing.html",
    "part.html",
    "sources.html",
    "map.html",
    "outlet.html",
    "place.html",
    "planned.html",
    "policy.html",
    "redirect.html",
    "relationship.html",
    "rhythm.html",
    "series.html",
    "type.html",
    "views.html",
    "year.html",
    "years.html",
];

/// The built-in files below assets/.
const ASSETS: &[(&str, &[u8])] = &[
    ("assets/relata.css", include_bytes!("../../templates/assets/relata.css")),
    ("assets/relata.js", include_bytes!("../../templates/assets/relata.js")),
    ("assets/icon.svg", include_bytes!("../../templates/assets/icon.svg")),
];

/// The templates that pages are rendered with.
#[derive(Debug, Clone)]
pub struct Templates {
    tera: Tera,
    sources: Vec<Source>,
    /// The author's files of words, by name below templates/.
    words: Vec<(String, String)>,
}

/// A mistake in a template, with the place that it was found at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Failure {
    message: String,
    location: Option<Location>,
}

impl Templates {
    /// The built-in templates with the author's, given by name below templates/, on top.
    ///
    /// # Errors
    /// Every template of the author's that is not one, with file, line and column.
    pub fn new(own: &[(String, String)]) -> Result<Self, Vec<Diagnostic>> {
        let mut sources: BTreeMap<&str, Source> = BTreeMap::new();
        for (name, text) in BUILT_IN {
            sources.insert(name, source(name, text));
        }
        let words: Vec<(String, String)> = own
            .iter()
            .filter(|(name, _)| name.starts_with("words/") && name.ends_with(".yaml"))
            .cloned()
            .collect();
        let markup = |name: &str| name.ends_with(".html") || name.ends_with(".xml");
        let mut own: BTreeMap<&str, &str> = own
            .iter()
            .filter(|(name, _)| markup(name))
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .collect();
        sources.extend(own.iter().map(|(name, text)| (*name, source(name, text))));
        let mut mistakes = Vec::new();
        loop {
            let mut tera = Tera::new();
            let Err(error) = tera.add_raw_templates(sources.iter().map(|it| (it.0, it.1.text())))
            else {
                let sources = sources.into_values().collect();
                return if mistakes.is_empty() {
                    Ok(Self { tera, sources, words })
                } else {
                    Err(mistakes)
                };
            };
            // Where the author's template is wrong the built-in one takes its place, so that the
            // others can be read and every mistake is told at once.
            let read: Vec<Source> = sources.values().cloned().collect();
            let mut mended = false;
            for failure in failures(&error, &read) {
                let name = failure.location.as_ref().map(|it| name_of(&it.file).to_owned());
                mistakes.push(failure.diagnostic());
                let Some(name) = name.filter(|it| own.remove(it.as_str()).is_some()) else {
                    continue;
                };
                mended = true;
                match BUILT_IN.iter().find(|it| it.0 == name) {
                    Some((name, text)) => drop(sources.insert(name, source(name, text))),
                    None => drop(sources.remove(name.as_str())),
                }
            }
            if !mended {
                return Err(mistakes);
            }
        }
    }

    /// A page from its template.
    pub(crate) fn render(&self, template: &str, context: &Context) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::with_capacity(16 * 1024);
        match self.tera.render_to(template, context, &mut bytes) {
            Ok(()) => Ok(shown(bytes)),
            Err(error) => Err(failures(&error, &self.sources)
                .into_iter()
                .next()
                .unwrap_or_else(|| Failure { message: error.to_string(), location: None })),
        }
    }

    /// The words of the interface in a language, and what is wrong with them.
    pub(crate) fn words(&self, language: &str) -> (Words, Vec<Diagnostic>) {
        Words::new(language, &self.words)
    }

    /// The built-in files below assets/.
    pub(crate) fn assets(&self) -> impl Iterator<Item = (String, Vec<u8>)> {
        ASSETS.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec()))
    }
}

impl Failure {
    /// As it is told to the author.
    pub(crate) fn diagnostic(self) -> Diagnostic {
        let told = Diagnostic::error("template/mistake", self.message);
        match self.location {
            Some(location) => told.at_location(location),
            None => told,
        }
    }
}

/// A page without the characters that HTML forbids, and without those that turn the direction of all that
/// follows: a title that holds one would turn what stands beside it.
fn shown(page: Vec<u8>) -> Vec<u8> {
    let unwanted = |it: char| {
        matches!(it, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            || (it.is_control() && !matches!(it, '\t' | '\n' | '\r'))
    };
    match str::from_utf8(&page) {
        Ok(text) if text.contains(unwanted) => text.replace(unwanted, "").into_bytes(),
        _ => page,
    }
}

fn source(name: &str, text: &str) -> Source {
    Source::new(format!("templates/{name}"), text)
}

fn name_of(file: &str) -> &str {
    file.trim_start_matches("templates/")
}

/// The mistakes that an error of the template engine tells.
fn failures(error: &tera::Error, sources: &[Source]) -> Vec<Failure> {
    let at = |name: &str, line: usize, column: usize, length: usize| {
        let file = format!("templates/{name}");
        let Some(source) = sources.iter().find(|it| it.name() == file) else {
            return Location::file(file);
        };
        let start = source.offset(line, column);
        let end = (start..=source.text().len())
            .filter(|&it| source.text().is_char_boundary(it))
            .nth(length)
            .unwrap_or(start);
        Location::of(source, Span::new(start, end))
    };
    match error.kind() {
        ErrorKind::SyntaxError(it) | ErrorKind::RenderingError(it) => {
            let span = it.span();
            let same_line = span.end_line == span.start_line;
            let length = if same_line { span.end_col.saturating_sub(span.start_col) } else { 1 };
            let location = at(it.filename(), span.start_line, span.start_col + 1, length);
            vec![Failure { message: it.message().to_owned(), location: Some(location) }]
        }
        ErrorKind::MissingParent { current, parent } => vec![Failure {
            message: format!("it extends `{parent}`, which is not a template"),
            location: Some(Location::file(format!("templates/{current}"))),
        }],
        ErrorKind::CircularExtend { tpl, .. } => vec![Failure {
            message: "it extends itself, by way of others".to_owned(),
            location: Some(Location::file(format!("templates/{tpl}"))),
        }],
        ErrorKind::CircularInclude { tpl, .. } => vec![Failure {
            message: "it includes itself, by way of others".to_owned(),
            location: Some(Location::file(format!("templates/{tpl}"))),
        }],
        ErrorKind::Msg(report) => reported(report, &at),
        _ => vec![Failure { message: error.to_string(), location: None }],
    }
}

/// Takes apart a report in text, of "error: …" lines each followed by " --> file:line:column".
fn reported(report: &str, at: &dyn Fn(&str, usize, usize, usize) -> Location) -> Vec<Failure> {
    let mut found: Vec<Failure> = Vec::new();
    for line in report.lines() {
        if let Some(message) = line.strip_prefix("error: ") {
            found.push(Failure { message: message.to_owned(), location: None });
        } else if let Some((_, place)) = line.split_once("--> ") {
            let mut parts = place.rsplitn(3, ':');
            let column = parts.next().and_then(|it| it.trim().parse().ok());
            let row = parts.next().and_then(|it| it.parse().ok());
            if let (Some(column), Some(row), Some(name), Some(last)) =
                (column, row, parts.next(), found.last_mut())
            {
                last.location.get_or_insert_with(|| at(name, row, column, 1));
            }
        }
    }
    if found.is_empty() {
        found.push(Failure { message: report.to_owned(), location: None });
    }
    found
}
