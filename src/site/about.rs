//! The page about the site: what was done with how many documents, and what an editor changed.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Context;

use crate::config::capitalised;
use crate::site::book::Book;
use crate::site::event_page::EditView;
use crate::site::part::{DOCUMENTS, List, UNDATED};
use crate::site::source_page::{DocumentView, document_view};
use crate::site::view::{EventView, grouped};
use crate::site::{event_page, export};

/// The most undated events, and documents without a date, that the page about the site lists.
const LISTED_IN_ABOUT: usize = 50;

/// What the page shows.
pub(crate) fn fill(book: &Book<'_>, root: &str, context: &mut Context) {
    #[derive(Serialize)]
    struct EditedView {
        event: EventView,
        edits: Vec<EditView>,
    }
    #[derive(Serialize)]
    struct EditedDocument {
        document: DocumentView,
        edits: Vec<EditView>,
    }
    #[derive(Serialize)]
    struct LeftOutView {
        url: Option<String>,
        title: String,
        edits: Vec<EditView>,
    }
    let content = book.content;
    let events = &content.timeline.events;
    let mut ways: BTreeMap<String, usize> = BTreeMap::new();
    for card in content.documents.iter().filter(|it| it.published.is_some()) {
        *ways.entry(capitalised(card.published_by)).or_default() += 1;
    }
    let mut ways: Vec<(String, usize)> = ways.into_iter().collect();
    ways.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let unknown: Vec<DocumentView> = (0..content.documents.len())
        .filter(|it| content.documents[*it].published.is_none())
        .take(LISTED_IN_ABOUT + 1)
        .map(|it| document_view(book, it))
        .collect();
    let edited: Vec<EditedView> = book
        .all()
        .into_iter()
        .filter(|it| !book.event(*it).edits.is_empty())
        .map(|it| EditedView {
            event: book.view(it).clone(),
            edits: event_page::edits(book, &book.event(it).edits, root),
        })
        .collect();
    let edited_documents: Vec<EditedDocument> = (0..content.documents.len())
        .filter(|it| !content.documents[*it].edits.is_empty())
        .map(|it| EditedDocument {
            document: document_view(book, it),
            edits: event_page::edits(book, content.documents[it].edits, root),
        })
        .collect();
    let left_out: Vec<LeftOutView> = content
        .left_out
        .iter()
        .map(|it| LeftOutView {
            url: it.document.as_ref().and_then(|it| book.document_link(it)).map(|it| it.url),
            title: it.title.clone(),
            edits: event_page::edits(book, &it.edits, root),
        })
        .collect();
    let undated = &book.undated;
    let merged = events.iter().filter(|it| it.event.evidence.len() > 1).count();
    let disputed = events.iter().filter(|it| !it.event.conflicts.is_empty()).count();
    let inferred = book.events.iter().filter(|it| it.inferred).count();
    context.insert(
        "facts",
        &[
            (book.words.get("n_documents"), grouped(content.documents.len())),
            (book.words.get("n_reports"), grouped(content.mentions)),
            (book.words.get("n_events"), grouped(events.len())),
            (book.words.get("n_merged"), grouped(merged)),
            (book.words.get("n_inferred"), grouped(inferred)),
            (book.words.get("n_undated"), grouped(undated.len())),
            (book.words.get("n_differ"), grouped(disputed)),
            (book.words.get("n_planned"), grouped(book.planned.len())),
            (book.words.get("n_edited"), grouped(edited.len())),
            (book.words.get("n_documents_edited"), grouped(edited_documents.len())),
        ],
    );
    context.insert("ways", &ways);
    let listed = undated.iter().filter(|_| undated.len() <= LISTED_IN_ABOUT);
    let listed: Vec<&EventView> = listed.map(|it| &book.events[*it]).collect();
    context.insert("has_undated", &!undated.is_empty());
    context.insert("undated", &listed);
    let all = book.words.count("events", undated.len());
    context.insert("undated_all", &book.words.with("undated_all", &[("events", &all)]));
    context.insert("undated_url", UNDATED);
    let split = book.parts.of_time(DOCUMENTS, List::Documents, 0);
    context.insert("unknown_url", split.map_or(DOCUMENTS, |it| it.url.as_str()));
    context.insert("unknown_more", &(unknown.len() > LISTED_IN_ABOUT));
    context.insert("unknown", &unknown);
    context.insert("edited", &edited);
    context.insert("left_out", &left_out);
    context.insert("edited_documents", &edited_documents);
    context.insert("formats", &export::formats(book));
    context.insert("embed", &event_page::permalink(book, "embed/index.html"));
}
