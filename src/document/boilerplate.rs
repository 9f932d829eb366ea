//! Marks what is on a page but not of the document: navigation, lists of other articles, share and
//! comment lines, notices, end marks.
//!
//! All rules go by form and by words that pages of any outlet use; no outlet is named here.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::document::Zone;
use crate::document::shape::{ends_sentence, is_address, is_byline, is_date_line, is_prose, words};
use crate::source::Span;

/// Headings of lists of other articles, in lower case.
const LIST_HEADINGS: &[&str] = &[
    "latest news",
    "latest",
    "latest stories",
    "latest articles",
    "latest headlines",
    "related",
    "related news",
    "related articles",
    "related stories",
    "related topics",
    "related content",
    "related posts",
    "related links",
    "related reading",
    "most read",
    "most popular",
    "most viewed",
    "most commented",
    "popular",
    "popular news",
    "trending",
    "trending now",
    "trending news",
    "trending stories",
    "see also",
    "also read",
    "read also",
    "read more",
    "read next",
    "up next",
    "more articles",
    "more news",
    "more stories",
    "more",
    "more headlines",
    "recommended",
    "recommended for you",
    "recommended stories",
    "recommended articles",
    "you may also like",
    "you might also like",
    "you may like",
    "other news",
    "other articles",
    "other stories",
    "top stories",
    "top news",
    "editor's picks",
    "editors' picks",
    "editor’s picks",
    "don't miss",
    "don’t miss",
    "in other news",
    "further reading",
    "what to read next",
    "around the web",
    "from the web",
    "sponsored content",
    "comments",
    "tags",
    "recent posts",
    "recent news",
];

/// How headings of lists begin when the name of an outlet or a topic follows.
const LIST_OPENINGS: &[&str] = &[
    "more from ",
    "more on ",
    "more in ",
    "more stories from ",
    "more news from ",
    "latest from ",
    "read more on ",
    "also in ",
];

/// How a line about one other article begins.
const POINTERS: &[&str] = &[
    "RELATED ",
    "Related: ",
    "RELATED: ",
    "Related | ",
    "READ ALSO",
    "Read also",
    "ALSO READ",
    "Also read",
    "READ MORE",
    "Read more",
    "SEE ALSO",
    "See also",
    "WATCH:",
    "Watch:",
    "WATCH |",
    "LISTEN:",
    "Read original",
    "Click here",
    "CLICK HERE",
];

/// What lines of a page's furniture hold, in lower case.
const FURNITURE: &[&str] = &[
    "all rights reserved",
    "©",
    "(c) 20",
    "copyright 20",
    "sign up for",
    "sign up to",
    "sign up here",
    "subscribe now",
    "subscribe to our",
    "subscribe for",
    "to our newsletter",
    "our newsletters",
    "to this newsletter",
    "privacy policy",
    "terms of use",
    "terms of service",
    "terms and conditions",
    "cookie policy",
    "accept cookies",
    "share this",
    "share on",
    "share via",
    "follow us",
    "like us on",
    "join our",
    "download our app",
    "log in to",
    "please log in",
    "write comments",
    "leave a comment",
    "post a comment",
    "leave a reply",
    "comments are closed",
    "standards board policy",
    "generative ai",
    "machine translation",
    "translated by ai",
    "ai-assisted translation",
    "automatically translated",
    "this article was originally written in",
    "by entering your email",
    "enter your email",
    "skip to content",
    "skip to main",
    "skip to navigation",
    "back to top",
    "view settings",
    "font size",
    "site colours",
    "site colors",
    "print this",
    "email this",
    "contributed to this report",
    "contributed reporting",
    "support our journalism",
    "become a member",
    "reuse this content",
    "find your embassy",
    "toggle navigation",
    "advertisement",
    "story continues below",
    "article continues below",
    "opt-out at any time",
    "loading...",
];

/// Lines of furniture by themselves, in lower case.
const ALONE: &[&str] = &[
    "menu",
    "search",
    "home",
    "share",
    "tweet",
    "print",
    "email",
    "e-mail",
    "facebook",
    "twitter",
    "whatsapp",
    "telegram",
    "linkedin",
    "subscribe",
    "subscribed",
    "sign in",
    "sign up",
    "log in",
    "login",
    "register",
    "advertisement",
    "images",
    "close",
    "next",
    "previous",
    "comment",
    "comments",
    "save",
    "copy link",
    "listen",
    "download",
    "contact us",
    "about us",
    "navigation",
    "view all",
    "show more",
    "load more",
    "continue reading",
    "end",
    "ends",
];

/// Marks boilerplate among blocks that are otherwise taken for the text proper.
pub(super) fn mark(content: &str, spans: &[Span], zones: &mut [Zone]) {
    for (span, zone) in spans.iter().zip(zones.iter_mut()) {
        if is_furniture(span.of(content)) {
            *zone = Zone::Boilerplate;
        }
    }
    mark_lists(content, spans, zones);
    mark_tail(content, spans, zones);
}

/// Lists of other articles that stand after the text proper has begun.
fn mark_lists(content: &str, spans: &[Span], zones: &mut [Zone]) {
    let prose =
        |at: usize, zones: &[Zone]| zones[at] == Zone::Body && is_prose(spans[at].of(content));
    let Some(first) = (0..spans.len()).find(|at| prose(*at, zones)) else { return };
    let mut at = first + 1;
    while at < spans.len() {
        if is_list_heading(spans[at].of(content)) {
            let end = list_end(content, spans, at + 1);
            zones[at..end].fill(Zone::Boilerplate);
            at = end;
        }
        at += 1;
    }
}

/// Where a list ends: at whole paragraphs of prose, if it has no dates of its own; else never.
fn list_end(content: &str, spans: &[Span], start: usize) -> usize {
    let is_paragraph = |at: usize| {
        let text = spans[at].of(content);
        words(text) >= 25 && ends_sentence(text)
    };
    let first = (start..spans.len()).find(|at| is_paragraph(*at));
    let dated = |end: usize| {
        spans[start..end]
            .iter()
            .any(|it| is_date_line(it.of(content)) || ends_in_date(it.of(content)))
    };
    match first {
        // What follows a list of dated teasers is more of them.
        Some(end) if !dated(end) && end > start => end,
        _ => spans.len(),
    }
}

/// "A Headline Thu, Dec 25, 2025, 02:01 PM"
fn ends_in_date(text: &str) -> bool {
    let starts = text.match_indices(' ').map(|(at, _)| at + 1);
    starts.rev().take(8).any(|at| is_date_line(&text[at..]))
}

/// Short lines at the end, from the first line of furniture on, are furniture as well.
fn mark_tail(content: &str, spans: &[Span], zones: &mut [Zone]) {
    let last = (0..spans.len())
        .rev()
        .find(|at| zones[*at] == Zone::Body && is_prose(spans[*at].of(content)))
        .map_or(0, |it| it + 1);
    let first = (last..spans.len()).find(|at| zones[*at] == Zone::Boilerplate);
    if let Some(first) = first.filter(|_| last > 0) {
        zones[first..].fill(Zone::Boilerplate);
    }
}

/// The outlet that a heading "More from An Outlet" names.
pub(super) fn outlet_of_list(content: &str, spans: &[Span], zones: &[Zone]) -> Option<String> {
    spans.iter().zip(zones).filter(|(_, zone)| **zone == Zone::Boilerplate).find_map(|(span, _)| {
        let text = span.of(content);
        let name =
            text.get(10..).filter(|_| text.to_ascii_lowercase().starts_with("more from "))?;
        let name = name.trim_matches(|it: char| it.is_whitespace() || it == ':');
        (is_list_heading(text) && name.starts_with(char::is_uppercase)).then(|| name.to_owned())
    })
}

pub(super) fn is_list_heading(text: &str) -> bool {
    let plain = text.trim_matches(|it: char| {
        it.is_whitespace() || matches!(it, ':' | '»' | '>' | '*' | '#' | '=' | '-' | '|')
    });
    let begins =
        |it: &&str| plain.get(..it.len()).is_some_and(|head| head.eq_ignore_ascii_case(it));
    let opening = LIST_OPENINGS.iter().any(begins);
    LIST_HEADINGS.iter().any(|it| it.eq_ignore_ascii_case(plain))
        || opening && words(plain) <= 8 && !ends_sentence(plain)
}

fn is_furniture(text: &str) -> bool {
    const LONGEST: usize = 60;
    let count = words(text);
    let alone = text.trim_matches(|it: char| it.is_whitespace() || it.is_ascii_punctuation());
    if ALONE.iter().any(|it| it.eq_ignore_ascii_case(alone))
        || is_end_mark(text)
        || is_web_address(text)
    {
        return true;
    }
    let pointer = POINTERS.iter().any(|it| text.starts_with(it)) && count <= 30;
    let names = count <= LONGEST && names_furniture(text);
    let footer = count <= 12 && is_address(text);
    let counter = count <= 8 && has_counter(text);
    pointer || names || footer || counter || !is_byline(text) && is_breadcrumb(text)
}

/// Whether a line holds words of [`FURNITURE`], looked for all at once.
fn names_furniture(text: &str) -> bool {
    static FINDER: LazyLock<Option<AhoCorasick>> =
        LazyLock::new(|| AhoCorasick::builder().ascii_case_insensitive(true).build(FURNITURE).ok());
    FINDER.as_ref().is_some_and(|it| it.is_match(text))
}

/// "-0-", "--WIRE", "(END)", "###": how agencies end a report.
fn is_end_mark(text: &str) -> bool {
    let text = text.trim();
    let inner = text.trim_matches(|it: char| !it.is_alphanumeric());
    let short = text.len() <= 16 && words(text) <= 1;
    short
        && !inner.chars().any(char::is_lowercase)
        && (text.starts_with('-') || text.starts_with('#') || inner.is_empty() || inner == "END")
}

/// A web address with nothing beside it but something in brackets.
fn is_web_address(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    let web =
        first.starts_with("www.") || first.starts_with("http://") || first.starts_with("https://");
    let rest = text[first.len()..].trim();
    web && (rest.is_empty() || rest.starts_with('(') && rest.ends_with(')'))
}

/// "(0/250)": how many characters a comment has.
fn has_counter(text: &str) -> bool {
    let Some(open) = text.find("(0/") else { return false };
    text[open + 3..].starts_with(|it: char| it.is_ascii_digit())
}

/// "Home | World | Sport", "World > Asia": short labels with bars or arrows between them.
fn is_breadcrumb(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['|', '>', '»', '›', '/']).map(str::trim).collect();
    let full = parts.iter().filter(|it| !it.is_empty()).count();
    let labels =
        parts.iter().all(|it| words(it) <= 3 && !it.contains(|c: char| c.is_ascii_digit()));
    let home = text.starts_with("Home ") || text.starts_with("HOME ");
    labels
        && (full >= 3
            || full == 2 && text.contains(['>', '»', '›'])
            || full == 1 && parts.len() == 2)
        || home && words(text) <= 14 && !ends_sentence(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture() {
        for line in [
            "Home | World | Sport",
            "World > Asia > Islands",
            "-0-",
            "--WIRE",
            "www.example.org (Juche113.10.8.)",
            "Some Board Policy (0/250자)",
            "© 2024 A Company. All rights reserved.",
            "RELATED The other bridge is closed",
            "Sign up for our daily letter.",
        ] {
            assert!(is_furniture(line), "{line}");
        }
        for line in [
            "They signed up on Monday.",
            "He said that more would follow.",
            "The bridge (built 1950) is old.",
            "Norway/Sweden",
        ] {
            assert!(!is_furniture(line), "{line}");
        }
    }

    #[track_caller]
    fn zones_of(lines: &[&str]) -> Vec<bool> {
        let content = lines.join("\n");
        let spans = crate::document::blocks::cut(&content);
        let mut zones = vec![Zone::Body; spans.len()];
        mark(&content, &spans, &mut zones);
        zones.into_iter().map(|it| it == Zone::Boilerplate).collect()
    }

    #[test]
    fn a_list_of_teasers_runs_to_the_end() {
        let found = zones_of(&[
            "The two ministers met in the town hall on Friday and spoke for long.",
            "More From A Daily",
            "Another minister went fishing for three days and caught nothing at all, which nobody had foreseen, and he told the paper of it at very great length.",
            "March 14, 2026",
            "Another minister went fishing for three days and caught nothing at all, which nobody had foreseen, and he told the paper of it at very great length.",
        ]);
        assert_eq!(found, [false, true, true, true, true]);
    }

    #[test]
    fn a_list_in_the_middle_ends_with_the_next_paragraph() {
        let found = zones_of(&[
            "The two ministers met in the town hall on Friday and spoke for long.",
            "Related",
            "Minister goes fishing",
            "After the talks both of them went to the harbour, where the new ferry was waiting, and they were shown around by the captain and by his crew.",
        ]);
        assert_eq!(found, [false, true, true, false]);
    }
}
