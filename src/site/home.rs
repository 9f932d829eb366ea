//! The home page, and the small one for frames in other sites' pages: the events that stand out most.

use std::collections::BTreeSet;

use serde::Serialize;
use tera::Context;

use crate::config::capitalised;
use crate::site::book::Book;
use crate::site::group::{Facet, Group};
use crate::site::markdown::html_of;
use crate::site::part::UNDATED;
use crate::site::sheet::spine_of;
use crate::site::spine::time_span;
use crate::site::strip::strip;
use crate::site::view::{EventView, grouped};
use crate::site::{cite, figure, filter, phase};

/// The most events that the home page shows all of.
const ALL_AT_HOME: usize = 150;
/// How many of the most salient it shows when there are more; pinned ones it shows all, up to
/// [`ALL_AT_HOME`].
const SALIENT_AT_HOME: usize = 60;
/// How many undated events it shows at most.
const UNDATED_AT_HOME: usize = 20;
/// How many events the page for other sites' pages shows at most.
const SALIENT_IN_EMBED: usize = 24;

/// How many events there are of a type, with its page.
#[derive(Serialize)]
struct TotalView<'a> {
    name: &'a str,
    url: &'a str,
    icon: &'a str,
    count: String,
}

/// The types of what happened, those with the most events first.
fn totals<'a>(book: &'a Book<'_>) -> Vec<TotalView<'a>> {
    let types = book.groups.iter().filter(|it| it.facet == Facet::Type);
    let mut counted: Vec<_> =
        types.filter_map(|it| Some((it, it.happened().count(), it.happened().next()?))).collect();
    counted.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.name.cmp(&b.0.name)));
    let view = |(group, count, first): (&'a Group, usize, usize)| TotalView {
        name: &group.name,
        url: &group.url,
        icon: &book.events[first].icon,
        count: grouped(count),
    };
    counted.into_iter().map(view).collect()
}

/// What the home page shows.
pub(crate) fn fill(book: &Book<'_>, root: &str, context: &mut Context) {
    let settings = &book.content.config.settings;
    let dated = &book.dated;
    let all = book.events.len() <= ALL_AT_HOME;
    let chosen: BTreeSet<usize> =
        if all { dated.iter().copied().collect() } else { salient(book, dated, SALIENT_AT_HOME) };
    let years = spine_of(book, root, &book.periods, &|it| chosen.contains(&it));
    let here: BTreeSet<String> = years.iter().map(|it| it.anchor.clone()).collect();
    let anchor = |slug: &str, url: String| {
        let anchor = format!("y{slug}");
        if here.contains(&anchor) { format!("#{anchor}") } else { format!("{root}{url}") }
    };
    let mut undated: Vec<&EventView> = book.undated.iter().map(|it| &book.events[*it]).collect();
    undated.sort_by_key(|it| !it.pinned);
    let shown = if all { undated.len() } else { undated.len().min(UNDATED_AT_HOME) };
    let introduction = Some(settings.introduction.trim()).filter(|it| !it.is_empty());
    let when = |at: Option<&usize>| book.content.timeline.events[*at?].event.dated.when();
    let ends = when(dated.first()).zip(when(dated.last()));
    context.insert("introduction", &introduction.map(|it| html_of(it, root, settings.raw_html)));
    context.insert("key_figures", &figure::figures(book));
    filter::fill(book, context);
    context.insert("citation", &cite::timeline(book));
    let heads = phase::heads(&years);
    let phase = |number: usize, url: String| match heads.contains(&number) {
        true => format!("#phase-{number}"),
        false => format!("{root}{url}#phase-{number}"),
    };
    context.insert("strip", &strip(book, &anchor, &phase));
    context.insert("totals", &totals(book));
    context.insert("years", &years);
    context.insert("all", &all);
    let events = |number: usize| book.words.count("events", number);
    let with = |key: &str, number| book.words.with(key, &[("events", &events(number))]);
    context.insert("chosen", &with("stand_out", chosen.len()));
    context.insert("undated", &undated[..shown]);
    context.insert("undated_note", &with("undated_note", undated.len()));
    context.insert("undated_all", &with("undated_all", undated.len()));
    context.insert("undated_more", &(shown < undated.len()));
    context.insert("undated_url", UNDATED);
    let planned = book.planned.len();
    let link = capitalised(&book.words.with("planned_link", &[("n", &grouped(planned))]));
    context.insert("planned_link", &Some(link).filter(|_| planned > 0));
    let counted = |key: &str, number: usize| (grouped(number), book.words.count(key, number));
    context.insert(
        "figures",
        &[
            counted("events_alone", book.events.len()),
            counted("documents_alone", book.content.documents.len()),
        ],
    );
    context.insert("span", &ends.map(|(first, last)| time_span(first, last, &book.words)));
}

/// The spine of the events that stand out most, for a frame in another site's page.
pub(crate) fn embed(book: &Book<'_>, root: &str, context: &mut Context) {
    let chosen = salient(book, &book.dated, SALIENT_IN_EMBED);
    context.insert("years", &spine_of(book, root, &book.periods, &|it| chosen.contains(&it)));
    let all = chosen.len() == book.events.len();
    let shown = book.words.count("events", chosen.len());
    let shown = book.words.with("stand_out", &[("events", &shown)]);
    context.insert("shown", &Some(shown).filter(|_| !all));
}

/// The events that stand out most, pinned ones before all.
fn salient(book: &Book<'_>, dated: &[usize], most: usize) -> BTreeSet<usize> {
    let entries = &book.content.timeline.events;
    let pinned = dated.iter().filter(|it| entries[**it].event.pinned).count();
    let most = most.max(pinned.min(ALL_AT_HOME));
    let mut order = dated.to_vec();
    order.sort_by(|a, b| {
        let (a, b) = (&entries[*a], &entries[*b]);
        let pinned = b.event.pinned.cmp(&a.event.pinned);
        pinned.then(b.salience.score.total_cmp(&a.salience.score)).then(a.event.id.cmp(&b.event.id))
    });
    order.into_iter().take(most).collect()
}
