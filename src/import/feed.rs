//! RSS and Atom feeds: an item is a document.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::date::Date;
use crate::diagnostic::{Diagnostic, Reported};
use crate::document::paragraphs;
use crate::import::{Entry, Made, filled, place, stem};
use crate::source::Source;

/// The documents of a feed. The bytes are those of the file: a feed says itself how it is encoded.
pub(super) fn convert(source: &Source, bytes: &[u8]) -> Reported<Vec<Made>> {
    let (starts, broken) = items(source.text());
    if let Some((at, reason)) = broken {
        let wrong = Diagnostic::error("import/feed", format!("this is not a feed: {reason}"))
            .at_location(place(source, at))
            .with_help("fetch the feed again: a browser shows it where it is whole");
        return Reported { value: Vec::new(), diagnostics: vec![wrong] };
    }
    let (title, entries) =
        match (atom_syndication::Feed::read_from(bytes), rss::Channel::read_from(bytes)) {
            (Ok(feed), _) => atom(&feed),
            (_, Ok(channel)) => channel_entries(&channel),
            (Err(_), Err(_)) => {
                let message = "this is XML, and neither an RSS nor an Atom feed";
                let wrong = Diagnostic::error("import/feed", message).in_file(source.name());
                return Reported { value: Vec::new(), diagnostics: vec![wrong] };
            }
        };
    let mut diagnostics = Vec::new();
    let mut made = Vec::new();
    let folder = title.as_deref().unwrap_or_else(|| stem(source.name()));
    for (index, (entry, undated)) in entries.into_iter().enumerate() {
        let from = place(source, starts.get(index).copied().unwrap_or_default());
        let told =
            |message: &str| Diagnostic::warning("import/item", message).at_location(from.clone());
        if let Some(why) = undated {
            diagnostics.push(told(&why).with_help(
                "its document is made without `published`: write it there if you know it",
            ));
        }
        match entry.made(folder, from.clone()) {
            Some(it) => made.push(it),
            None => {
                diagnostics.push(told("this item has neither a title nor a text, and is left out"))
            }
        }
    }
    Reported { value: made, diagnostics }
}

/// Where each item begins, and where the file stops being XML, with the reason.
fn items(text: &str) -> (Vec<usize>, Option<(usize, String)>) {
    let mut reader = Reader::from_str(text);
    let mut starts = Vec::new();
    loop {
        let before = usize::try_from(reader.buffer_position()).unwrap_or_default();
        match reader.read_event() {
            Ok(Event::Start(it)) if matches!(it.local_name().as_ref(), b"item" | b"entry") => {
                starts.push(before);
            }
            Ok(Event::Eof) => return (starts, None),
            Ok(_) => {}
            Err(error) => {
                let at = usize::try_from(reader.error_position()).unwrap_or_default();
                return (starts, Some((at, error.to_string())));
            }
        }
    }
}

/// What was read of an item, and why it has no date.
type Item = (Entry, Option<String>);

fn channel_entries(channel: &rss::Channel) -> (Option<String>, Vec<Item>) {
    let outlet = filled(Some(channel.title()));
    let items = channel.items().iter().map(|it| {
        let dublin = it.dublin_core_ext().and_then(|it| it.dates().first().cloned());
        let stated = it.pub_date().map(str::to_owned).or(dublin);
        let published = stated.as_deref().and_then(day);
        let why = match (published, stated) {
            (Some(_), _) => None,
            (None, Some(stated)) => Some(format!("`{}` is not a date", stated.trim())),
            (None, None) => Some("this item does not say when it was published".to_owned()),
        };
        let text = it.content().or(it.description()).unwrap_or_default();
        let source = it.source().and_then(|it| it.title());
        let entry = Entry {
            title: filled(it.title()),
            outlet: filled(source).or_else(|| outlet.clone()),
            url: filled(it.link()),
            published,
            paragraphs: paragraphs(text),
            ..Entry::default()
        };
        (entry, why)
    });
    (outlet.clone(), items.collect())
}

fn atom(feed: &atom_syndication::Feed) -> (Option<String>, Vec<Item>) {
    let outlet = filled(Some(feed.title().as_str()));
    let items = feed.entries().iter().map(|it| {
        let published = it.published().and_then(|it| Date::of_timestamp(&it.to_rfc3339()));
        // The day of a change is none of publication.
        let why = published.is_none().then(|| {
            format!(
                "this entry was updated on {}, and does not say when it was published",
                it.updated().date_naive()
            )
        });
        let content = it.content().and_then(|it| it.value());
        let text = content.or_else(|| it.summary().map(|it| it.as_str())).unwrap_or_default();
        let link = it.links().iter().find(|it| it.rel() == "alternate").or(it.links().first());
        let source = it.source().map(|it| it.title().as_str());
        let entry = Entry {
            title: filled(Some(it.title().as_str())),
            outlet: filled(source).or_else(|| outlet.clone()),
            url: filled(link.map(|it| it.href())),
            published,
            paragraphs: paragraphs(text),
            ..Entry::default()
        };
        (entry, why)
    });
    (outlet.clone(), items.collect())
}

/// The day of a date as mails or ISO 8601 write it, where it was written.
fn day(stated: &str) -> Option<Date> {
    let stated = stated.trim();
    let mail = chrono::DateTime::parse_from_rfc2822(stated).ok();
    let day = mail.and_then(|it| Date::of_timestamp(&it.to_rfc3339()));
    day.or_else(|| Date::of_timestamp(stated))
}
