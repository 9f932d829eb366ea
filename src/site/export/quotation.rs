//! One source's own words for an event, for formats that have room for one.

use crate::config::{Publish, is_web_address};
use crate::event::{Event, Evidence};
use crate::site::book::{Book, title_of};

/// What is quoted of an event's best evidence.
pub(super) struct Quotation {
    /// The words; nothing where the author does not publish them.
    pub(super) words: Option<String>,
    /// "Outlet, Headline", as far as they are known.
    pub(super) source: String,
    /// Where the original stands on the web.
    pub(super) original: Option<String>,
}

/// The first evidence whose words are published, else the first; `None` where the editor named none.
pub(super) fn quotation(book: &Book<'_>, event: &Event) -> Option<Quotation> {
    let told = &event.evidence;
    let evidence = told.iter().find(|it| is_shown(book, it)).or(told.first())?;
    let card = book.card(&evidence.document);
    let title = card.map_or_else(|| evidence.document.clone(), title_of);
    let outlet = card.and_then(|it| it.document.outlet.as_deref());
    Some(Quotation {
        words: is_shown(book, evidence).then(|| evidence.quote.clone()),
        source: outlet.map_or_else(|| title.clone(), |it| format!("{it}, {title}")),
        original: card.and_then(|it| it.document.url.clone()).filter(|it| is_web_address(it)),
    })
}

fn is_shown(book: &Book<'_>, evidence: &Evidence) -> bool {
    book.card(&evidence.document).is_none_or(|it| it.publish != Publish::None)
}

/// The quotation as HTML, everything in it escaped.
pub(super) fn html(quotation: &Quotation) -> String {
    let mut html = String::new();
    if let Some(words) = &quotation.words {
        html.push_str(&format!("<blockquote><p>{}</p></blockquote>", escape(words)));
    }
    let source = escape(&quotation.source);
    match &quotation.original {
        Some(url) => html.push_str(&format!("<p><a href=\"{}\">{source}</a></p>", escape(url))),
        None => html.push_str(&format!("<p>{source}</p>")),
    }
    html
}

/// Text as HTML takes it, in an element or an attribute.
pub(super) fn escape(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}
