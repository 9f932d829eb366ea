//! The author's key figures, as the home page shows them: each with where it comes from.

use serde::Serialize;

use crate::site::book::Book;

/// A key figure.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FigureView {
    value: String,
    label: String,
    /// What its source is called.
    source: String,
    /// The path of the document's page from the site's root.
    document: Option<String>,
    /// The address of a web page, where the source is no document of the site.
    url: Option<String>,
}

/// The key figures in the author's order.
pub(crate) fn figures(book: &Book<'_>) -> Vec<FigureView> {
    let figures = book.content.config.settings.figures.iter().map(|it| {
        let document = it.document.as_deref().and_then(|it| book.document_link(it));
        let said = it.source.clone().filter(|it| !it.trim().is_empty());
        let source = said
            .or_else(|| document.as_ref().map(|it| it.name.clone()))
            .or_else(|| it.url.as_deref().map(|it| host(it).to_owned()));
        FigureView {
            value: it.value.clone(),
            label: it.label.clone(),
            source: source.unwrap_or_default(),
            url: it.url.clone().filter(|_| document.is_none()),
            document: document.map(|it| it.url),
        }
    });
    figures.collect()
}

/// The host of an address, which names a page that has no other name.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |it| it.1);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}
