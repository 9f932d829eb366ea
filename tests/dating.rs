//! When documents were published: one short document a case, with what must be found.

use std::time::{Duration, Instant};

use chrono::NaiveDate;
use relata::config::{Genre, World};
use relata::date::Date;
use relata::dating::{self, Born, Clues, History, Known, Provenance, Published};
use relata::document::{Document, Format, Line, from_line};
use relata::source::Span;
use relata::text::Text;
use relata::timex;

const BODY: &str = "The two kings met in the port city and spoke for two hours about the bridge and the ferry.\n\nThey will meet again, both of them said.";

fn document(text: &str) -> Document {
    let line = Line { text: text.to_owned(), ..Line::default() };
    from_line(line, "x".to_owned(), "-").value
}

/// The date of a document in which the queen was born on 4 May 1950.
fn published(document: &Document) -> Published {
    let blocks: Vec<Span> = document.blocks.iter().map(|it| it.span).collect();
    let text = Text::with_blocks(&document.content, &blocks);
    let exprs = timex::find(&text);
    let day = NaiveDate::from_ymd_opt(1950, 5, 4).unwrap_or_default();
    let queens = document.content.match_indices("Queen Ada");
    let born: Vec<Born> =
        queens.map(|(at, it)| Born { span: Span::new(at, at + it.len()), day }).collect();
    let history = History::new(&World::builtin());
    let known = Known { born: &born, history: Some(&history), order: None };
    dating::date(&Clues::collect(document, &text, &exprs, &known))
}

#[track_caller]
fn check(text: &str, expected: &str, by: Provenance) {
    let found = published(&document(text));
    let date = found.date.map(|it| it.to_string());
    assert_eq!((date.as_deref(), found.by), (Some(expected), by), "{:?}", found.steps);
    assert!(!found.steps.is_empty() && found.candidates.is_empty());
    if let (Some(span), Some(quote)) = (found.span, found.quote) {
        let words = text[span.range()].split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(words, quote, "the quote stands in the text");
    }
}

#[track_caller]
fn check_unknown(text: &str, candidates: &[&str]) {
    let found = published(&document(text));
    assert_eq!((found.date, found.by), (None, Provenance::Unknown), "{:?}", found.steps);
    let dates: Vec<String> = found.candidates.iter().map(|it| it.date.to_string()).collect();
    assert_eq!(dates, candidates, "{:?}", found.candidates);
    assert!(!found.steps.is_empty());
}

#[test]
fn headers() {
    for (head, expected) in [
        ("Posted July. 19, 2000 07:52,\n\n", "2000-07-19"),
        ("By JANE DOE | updated 8/24/2011 3:14 AM ET\n\n", "2011-08-24"),
        ("Last updated 28/03/2024 21:15 GMT\n\n", "2024-03-28"),
        ("Wed 24 Aug 2011 10.14 EDT\n", "2011-08-24"),
        ("Issued on: 24/04/2019 - 03:12\nModified: 25/04/2019 - 03:12\n", "2019-04-24"),
        ("April 24, 20193:12 AM ET\n", "2019-04-24"),
        ("(Daily) 09:12, April 24, 2019\n", "2019-04-24"),
        ("Last Modified: Wed Apr 24 09:14:00 2019\n", "2019-04-24"),
        ("OSLO, Norway | Wed Apr 24, 2019 6:22am EDT\n", "2019-04-24"),
        ("First Published: 14:12 IST(24/4/2019)\n", "2019-04-24"),
        ("Wire | Apr 24, 2019, 09.12 AM IST\n", "2019-04-24"),
        ("April 24, 2019|By JOHN DOE\n", "2019-04-24"),
        ("Page last updated at 09:14 GMT, Wednesday, 24 April 2019 10:14 UK\n", "2019-04-24"),
        ("2019.04.24 09:12\n", "2019-04-24"),
        ("Posted : 2019-04-24 17:10 Updated : 2019-04-25 19:30\n", "2019-04-24"),
        ("April 25, 2019 / 3:12 AM / 2 years ago\n", "2019-04-25"),
        ("25.04.2019\n", "2019-04-25"),
        ("Date\n\n25 April 2019\n\n", "2019-04-25"),
        ("Source: Agency / 2019-04-25\n\n", "2019-04-25"),
        ("By JANE DOE APRIL 25, 2019\n\n", "2019-04-25"),
        ("Press Release\n\nFor immediate release\nApril 25, 2019\n\n", "2019-04-25"),
        ("Published 3:12 p.m. ET April 25, 2019\nUpdated April 26, 2019\n\n", "2019-04-25"),
    ] {
        check(&format!("Kings Meet in Port City\n{head}{BODY}"), expected, Provenance::Masthead);
    }
}

#[test]
fn day_or_month_first() {
    use Provenance::Masthead;
    let by_dateline = "Kings Meet in Port City\nDate: 08/10/2024\n\nOslo, October 8 (Wire) -- ";
    check(&format!("{by_dateline}{BODY}"), "2024-10-08", Masthead);
    let by_dateline = "Kings Meet in Port City\nDate: 08/10/2024\n\nOslo, August 10 (Wire) -- ";
    check(&format!("{by_dateline}{BODY}"), "2024-08-10", Masthead);
    let by_other = "Kings Meet in Port City\nPublished: 08/10/2024\nUpdated: 15/10/2024\n\n";
    check(&format!("{by_other}{BODY}"), "2024-10-08", Masthead);
    let by_weekday = "Kings Meet in Port City\nTuesday, 08/10/2024\n\n";
    check(&format!("{by_weekday}{BODY}"), "2024-10-08", Masthead);
    let open = format!("Kings Meet in Port City\n08/10/2024\n\n{BODY}");
    check_unknown(&open, &["2024-08-10", "2024-10-08"]);
}

#[test]
fn the_time_of_saving_is_not_the_date() {
    use Provenance::Masthead;
    check(
        &format!("March 2, 2026Mar 2, 2026\nKings Meet\n\nDate: 24/10/2024\n\n{BODY}"),
        "2024-10-24",
        Masthead,
    );
    check(&format!("Kings Meet\nFebruary 3, 2023\n2024-10-15\n\n{BODY}"), "2023-02-03", Masthead);
    check(&format!("Kings Meet\n5 days ago\n2024-10-15\n\n{BODY}"), "2024-10-10", Masthead);
    check(
        &format!("---\ntitle: Kings Meet\ndate: 2016-11-15\nscraped_at: 2026-03-02\n---\n{BODY}"),
        "2016-11-15",
        Masthead,
    );
}

#[test]
fn datelines() {
    use Provenance::Dateline;
    check(&format!("OSLO, May 4, 2020 (Wire) -- {BODY}"), "2020-05-04", Dateline);
    check(&format!("(Oslo, May 4, 2020) {BODY}"), "2020-05-04", Dateline);
    check(&format!("OSLO (Daily / Wire - 04th May, 2020) {BODY}"), "2020-05-04", Dateline);
    check(&format!("Oslo, May 4 Juche 109 (2020) (Wire) -- {BODY}"), "2020-05-04", Dateline);
    let footer = "www.example.org (Juche109.5.4.)";
    check(&format!("Oslo, May 4 (Wire) -- {BODY} -0-\n\n{footer}"), "2020-05-04", Dateline);
    let list = "Latest News\nFerry sinks Mon, May 4, 2020, 02:01 PM";
    check(
        &format!("Oslo, May 4 (Wire) The kings met on Monday.\n\n{BODY}\n\n{list}"),
        "2020-05-04",
        Dateline,
    );
}

#[test]
fn the_year_of_a_dateline_follows_from_what_is_told() {
    use Provenance::Dateline;
    let told = "The kings met on Friday, on the 75th anniversary of the peace of 1945.";
    check(&format!("Oslo, May 8 (Wire) -- {told}\n\n{BODY}"), "2020-05-08", Dateline);
    let told = "The kings met on Monday, for the first time since 2008, twelve years ago.";
    check(&format!("Oslo, May 4 (Wire) -- {told}\n\n{BODY}"), "2020-05-04", Dateline);
    let told = "The kings met on Monday. The last war ended in 1911.";
    check_unknown(&format!("Oslo, May 4 (Wire) -- {told}\n\n{BODY}"), &["1911"]);
    check_unknown(&format!("Oslo, May 4 (Wire) -- {BODY}"), &[]);
}

#[test]
fn birthdays_tell_the_year() {
    use Provenance::Inferred;
    check(
        "The king sent a message to Queen Ada on Monday.\nHe wished her well on her 70th birthday, the court said.",
        "2020-05-04",
        Inferred,
    );
    // The 4th of May 2020 was no Friday, nor was a day next to it.
    check_unknown(
        "The king sent a message to Queen Ada on Friday.\nHe wished her well on her 70th birthday, the court said.",
        &[],
    );
    check_unknown("The king sent a message to Queen Ada on Monday for her birthday, we hear.", &[]);
}

#[test]
fn anniversaries_of_a_birth_tell_the_year() {
    use Provenance::Dateline;
    let told = "The kings met on Monday, on the 70th birth anniversary of Queen Ada.";
    check(&format!("Oslo, May 4 (Wire) -- {told}\n\n{BODY}"), "2020-05-04", Dateline);
    let told = "The kings met on Monday, on the 70th anniversary of the birth of Queen Ada.";
    check(&format!("Oslo, May 4 (Wire) -- {told}\n\n{BODY}"), "2020-05-04", Dateline);
    let told = "The kings met on Monday, on the 70th anniversary of the reign of Queen Ada.";
    check_unknown(&format!("Oslo, May 4 (Wire) -- {told}\n\n{BODY}"), &[]);
}

#[test]
fn unknown_stays_unknown() {
    let history = "In May 2019 the kings first met.\nThey met again in the port city in 2020, and the ferry was theirs.\nOn 4 June last year the papers were exchanged.";
    check_unknown(history, &["2021"]);
    let list = "More From A Daily\nA teaser of some other story that is cut\nMarch 14, 2026";
    check_unknown(&format!("{history}\n{list}"), &["2021", "2026"]);
    let chronicle = "May 1, 2020\nBridge opens\nThe bridge was opened on Friday by the two kings, who met on it.\n\
        May 9, 2020\nBridge closes\nThe bridge was closed again on Saturday after a storm that nobody saw coming.\n\
        May 20, 2020\nBridge falls\nThe bridge fell on Wednesday, as had been feared for more than a week.";
    check_unknown(chronicle, &[]);
}

#[test]
fn metadata_comes_first() {
    let of = |published: &str| {
        let text = format!("Kings Meet\nMay 9, 2020\n\n{BODY}");
        let line = Line { text, published: Some(published.to_owned()), ..Line::default() };
        brief(from_line(line, "x".to_owned(), "-").value)
    };
    let found = of("2020-05-04T23:00:00Z");
    assert_eq!((found.0.as_deref(), found.1), (Some("2020-05-04"), Provenance::Input));
    let found = of("2020-05");
    assert_eq!((found.0.as_deref(), found.1), (Some("2020-05"), Provenance::Input));
    let found = of("some day");
    assert_eq!((found.0.as_deref(), found.1), (Some("2020-05-09"), Provenance::Masthead));
}

fn brief(document: Document) -> (Option<String>, Provenance) {
    let found = published(&document);
    (found.date.map(|it| it.to_string()), found.by)
}

#[test]
fn a_saved_page_states_its_date() {
    let text = format!(
        "<html><head><script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"datePublished\":\"2020-05-04\"}}</script></head>\
         <body><article><h1>Kings Meet</h1><p>{BODY}</p></article></body></html>"
    );
    let line = Line { text, format: Some(Format::Html), ..Line::default() };
    let found = published(&from_line(line, "x".to_owned(), "-").value);
    assert_eq!(found.by, Provenance::JsonLd);
    assert_eq!(found.quote.as_deref(), Some("2020-05-04"));
}

#[test]
fn news_and_narrative() {
    for (text, expected) in [
        ("Oslo, May 4 (Wire) -- The kings met. In 1905 and in 1945 they had not.", Genre::News),
        ("The kings met on Monday. They had met in 2019 and in 2020.", Genre::News),
        (
            "In May 2017 the kings first met.\nThey met again in 2018, in the port city.\nIn 2019 they opened the bridge.\nIn 2020 it fell.",
            Genre::Narrative,
        ),
    ] {
        let document = document(text);
        let blocks: Vec<Span> = document.blocks.iter().map(|it| it.span).collect();
        let words = Text::with_blocks(&document.content, &blocks);
        let exprs = timex::find(&words);
        let clues = Clues::collect(&document, &words, &exprs, &Known::default());
        let (genre, why) = dating::genre(&clues, &exprs, None);
        assert_eq!(genre, expected, "{text}");
        assert!(why.ends_with('.'));
    }
}

/// A hundred thousand members: what reads the rest of the list at each of them takes minutes.
#[test]
#[allow(clippy::disallowed_methods, reason = "this test is about time")]
fn long_lists_are_read_in_a_time_that_grows_with_them() {
    let anchor = timex::Anchor {
        dct: NaiveDate::from_ymd_opt(2024, 10, 8).map(Date::Day),
        ..timex::Anchor::default()
    };
    let lists = [
        "Jan. 5, ",
        "January 5 and ",
        "January ",
        "1/2/2024 ",
        "on Monday ",
        "the ",
        "the first quarter ",
        "earlier this morning ",
        "between May 3 and ",
        "the quarter ended July 31 ",
        "the night of 3-4 May ",
        "the summit was on 5 May 1950, two days after the summit ",
    ];
    for list in lists {
        let content = list.repeat(100_000);
        let start = Instant::now();
        let found = timex::tag(&anchor, &Text::new(&content));
        let took = start.elapsed();
        assert!(took < Duration::from_secs(5), "{list}: {} in {took:?}", found.len());
    }
    let history = timex::Anchor { narrative: true, ..anchor };
    for list in ["at 14:30 UTC+9 ", "3, 4 and 5 May ", "last year "] {
        let content = list.repeat(40_000);
        let start = Instant::now();
        let found = timex::tag(&history, &Text::new(&content));
        let took = start.elapsed();
        assert!(took < Duration::from_secs(5), "{list}: {} in {took:?}", found.len());
    }
}

#[test]
#[allow(clippy::disallowed_methods, reason = "this test is about time")]
fn a_paragraph_of_many_dates_is_dated_in_a_time_that_grows_with_it() {
    for list in ["It fell on July 31 and rose. ", "the night of 3-4 May ", "Photo May 3 and "] {
        let document = document(&list.repeat(20_000));
        let start = Instant::now();
        let found = published(&document);
        let took = start.elapsed();
        assert!(took < Duration::from_secs(5), "{list}: {:?} in {took:?}", found.date);
    }
}

#[test]
fn words_without_letters_are_no_days() {
    for text in
        ["The 19th and 20th centuries were long.", "Rooms 3 and 4 burned.", "3 and 4", "and 4"]
    {
        let _found = timex::find(&Text::new(text));
    }
    for text in ["by the \u{301}", "on the 🙂 th", "on the", "until the —"] {
        assert!(timex::find(&Text::new(text)).is_empty(), "{text}");
    }
}
