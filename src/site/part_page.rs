//! The page of a part of a long list.

use tera::Context;

use crate::config::is_web_address;
use crate::site::book::Book;
use crate::site::event_page;
use crate::site::listing::{GroupView, group_view};
use crate::site::part::Listed;
use crate::site::sheet::{insert_all, spine_of};
use crate::site::source_page::{self, DocumentView, document_view};
use crate::site::spine::MonthView;
use crate::site::view::{EventView, LinkView};

/// Gives part.html what a part shows; says the template, the page's title and description.
pub(crate) fn fill(
    book: &Book<'_>,
    root: &str,
    at: usize,
    context: &mut Context,
) -> (&'static str, String, String) {
    let part = &book.parts.all()[at];
    context.insert("up", &part.up);
    context.insert("count", &part.count);
    for list in ["months", "events", "documents", "groups"] {
        context.insert(list, &Vec::<GroupView>::new());
    }
    context.insert("phase_head", &None::<GroupView>);
    context.insert("parted", "");
    let [previous, next] = book
        .parts
        .beside(at)
        .map(|it| it.map(|it| LinkView { name: it.title.clone(), url: it.url.clone() }));
    context.insert("previous", &previous);
    context.insert("next", &next);
    match &part.listed {
        Listed::Spine(period, shown) => {
            let period = std::slice::from_ref(&book.periods[*period]);
            let shown = |it: usize| shown.binary_search(&it).is_ok();
            let year = spine_of(book, root, period, &shown).into_iter().next();
            context.insert("phase_head", &year.as_ref().and_then(|it| it.phase_head.clone()));
            let months: Vec<MonthView> = year.map(|it| it.months).unwrap_or_default();
            context.insert("months", &months);
        }
        Listed::Events(events) => {
            let events: Vec<&EventView> = events.iter().map(|it| book.view(*it)).collect();
            context.insert("events", &events);
        }
        Listed::Documents(documents) => {
            let documents: Vec<DocumentView> =
                documents.iter().map(|it| document_view(book, *it)).collect();
            context.insert("documents", &documents);
        }
        Listed::Groups(groups) => {
            let groups: Vec<GroupView> =
                groups.iter().map(|it| group_view(book, &book.groups[*it])).collect();
            context.insert("groups", &groups);
        }
        Listed::Sources(which, nth) => {
            context.insert("parted", "sources");
            insert_all(context, &event_page::sources(book, *which, *nth));
        }
        Listed::Proofs(document, nth) => {
            let original = book.content.documents[*document].document.url.clone();
            context.insert("original", &original.filter(|it| is_web_address(it)));
            context.insert("parted", "proofs");
            insert_all(context, &source_page::told(book, *document, *nth));
        }
    }
    ("part.html", part.title.clone(), part.count.clone())
}
