//! Keeps the elements of a page from standing too deep within each other.
//!
//! A parser of HTML looks up through the open elements at nearly every tag, so that fifty thousand
//! nested `<div>`s take minutes. Like browsers, which stop at about as many (Blink's
//! `kMaximumHTMLParserDOMTreeDepth` is 512), we let go of the tags below that depth and keep their
//! text. Nothing here understands HTML beyond where a tag begins and ends.

use std::borrow::Cow;

/// How many elements may stand within each other.
const DEEPEST: usize = 512;

/// Elements that have no end, or whose end is seldom written: they do not count.
const UNCOUNTED: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead",
    "tbody", "tfoot", "colgroup", "rt", "rp", "html", "head", "body",
];

/// Elements whose text is no markup.
const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp", "iframe", "noembed"];

/// The page without the tags that stand too deep; a space stands for each of them.
pub(super) fn bounded(html: &str) -> Cow<'_, str> {
    let mut kept: Option<String> = None;
    // Up to where the page has been copied, once something was left out of it.
    let (mut copied, mut at, mut depth) = (0, 0, 0_usize);
    while let Some(open) = html[at..].find('<').map(|it| it + at) {
        let Some(tag) = tag(html, open) else {
            at = open + 1;
            continue;
        };
        at = tag.end;
        if tag.name.is_empty() || is_one_of(UNCOUNTED, tag.name) {
            continue;
        }
        if !tag.closing && is_one_of(RAW, tag.name) {
            at = raw_end(html, tag.end, tag.name);
            continue;
        }
        let deep = if tag.closing { depth > DEEPEST } else { depth >= DEEPEST };
        depth = if tag.closing { depth.saturating_sub(1) } else { depth + 1 };
        if deep {
            let kept = kept.get_or_insert_with(|| String::with_capacity(html.len()));
            kept.push_str(&html[copied..open]);
            kept.push(' ');
            copied = tag.end;
        }
    }
    match kept {
        None => Cow::Borrowed(html),
        Some(mut kept) => {
            kept.push_str(&html[copied..]);
            Cow::Owned(kept)
        }
    }
}

struct Tag<'a> {
    /// Empty for a comment and the like.
    name: &'a str,
    closing: bool,
    end: usize,
}

/// The tag or comment that begins at a `<`.
fn tag(html: &str, open: usize) -> Option<Tag<'_>> {
    let rest = &html[open + 1..];
    let until = |mark: &str| rest.find(mark).map_or(html.len(), |it| open + 1 + it + mark.len());
    if rest.starts_with("!--") {
        return Some(Tag { name: "", closing: false, end: until("-->") });
    }
    if rest.starts_with(['!', '?']) {
        return Some(Tag { name: "", closing: false, end: until(">") });
    }
    let closing = rest.starts_with('/');
    let begin = open + 1 + usize::from(closing);
    let length = html[begin..]
        .find(|it: char| it.is_ascii_whitespace() || matches!(it, '>' | '/'))
        .unwrap_or(html.len() - begin);
    let name = &html[begin..begin + length];
    if !name.starts_with(|it: char| it.is_ascii_alphabetic()) {
        return None;
    }
    // A `>` within a quoted value ends nothing.
    let (mut quote, mut before) = (None, b' ');
    let bytes = html.as_bytes();
    let mut end = begin + length;
    while end < bytes.len() {
        let byte = bytes[end];
        match quote {
            Some(mark) if byte == mark => quote = None,
            Some(_) => {}
            None if byte == b'>' => break,
            None if matches!(byte, b'"' | b'\'') && before == b'=' => quote = Some(byte),
            None => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
        end += 1;
    }
    Some(Tag { name, closing, end: (end + 1).min(html.len()) })
}

/// Where the text of a raw element ends: at its end tag, or with the page.
fn raw_end(html: &str, from: usize, name: &str) -> usize {
    let ends = |at: &usize| {
        html.get(at + 2..at + 2 + name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name))
    };
    let mut found = html[from..].match_indices("</").map(|it| from + it.0);
    found.find(ends).unwrap_or(html.len())
}

fn is_one_of(list: &[&str], name: &str) -> bool {
    list.iter().any(|it| it.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn untouched(html: &str) {
        assert!(matches!(bounded(html), Cow::Borrowed(it) if it == html));
    }

    #[test]
    fn pages_of_common_depth_stay_as_they_are() {
        untouched("");
        untouched("a < b, <, </, <!-- <div> --");
        untouched(&"<p>One<br><li>two".repeat(2_000));
        untouched(&"<div title='a>b'><!-- <div> --></div>".repeat(2_000));
        untouched(&format!("<script>{}</script>", "'<div>'".repeat(2_000)));
    }

    #[test]
    fn the_text_of_what_stands_too_deep_is_kept() {
        let html = format!("{}<i class=\"a > b\">text</i>é", "<div>".repeat(600));
        let found = bounded(&html);
        assert_eq!(found.matches("<div>").count(), DEEPEST);
        assert!(found.ends_with(" text é"), "{found}");
        let html = format!("{}a{}b", "<div>".repeat(600), "</div>".repeat(600));
        let found = bounded(&html);
        assert_eq!(found.matches("<div>").count(), found.matches("</div>").count());
    }
}
