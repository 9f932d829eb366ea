//! The author's Markdown to HTML: the introduction, the footer, the editor's notes.
//!
//! Raw HTML becomes text unless the author allows it, and a link may only lead to the web, to an
//! address of mail, or into the site itself.

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

/// Markdown as HTML for a page whose way to the site's root is `root`.
///
/// Headings go down by one: the page has its own first heading.
pub(crate) fn html_of(markdown: &str, root: &str, raw_html: bool) -> String {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let events = Parser::new_ext(markdown, options).map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) if !raw_html => Event::Text(text),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Link { link_type, dest_url: target(dest_url, root), title, id })
        }
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Image { link_type, dest_url: target(dest_url, root), title, id })
        }
        Event::Start(Tag::Heading { level, id, classes, attrs }) => {
            Event::Start(Tag::Heading { level: lower(level), id, classes, attrs })
        }
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lower(level))),
        other => other,
    });
    let mut out = String::with_capacity(markdown.len() * 2);
    html::push_html(&mut out, events);
    out
}

/// The links and pictures that lead into the site, as they are written.
pub(super) fn links(markdown: &str) -> Vec<String> {
    let links = Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES);
    let into_site = |url: &CowStr<'_>| {
        let scheme = url.split(['/', '?', '#']).next().is_some_and(|it| it.contains(':'));
        !(scheme || url.is_empty() || url.starts_with(['#', '/']))
    };
    links
        .filter_map(|it| match it {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                into_site(&dest_url).then(|| dest_url.to_string())
            }
            _ => None,
        })
        .collect()
}

fn lower(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H2,
        HeadingLevel::H2 => HeadingLevel::H3,
        HeadingLevel::H3 => HeadingLevel::H4,
        HeadingLevel::H4 => HeadingLevel::H5,
        HeadingLevel::H5 | HeadingLevel::H6 => HeadingLevel::H6,
    }
}

/// Where a link of the author's leads from a page with this `root`.
fn target<'a>(url: CowStr<'a>, root: &str) -> CowStr<'a> {
    let scheme = url.split(['/', '?', '#']).next().filter(|it| it.contains(':'));
    match scheme {
        None if url.starts_with(['#', '/']) || url.is_empty() => url,
        None => format!("{root}{url}").into(),
        Some(_) if is_web(&url) || url.to_ascii_lowercase().starts_with("mailto:") => url,
        Some(_) => CowStr::Borrowed("#"),
    }
}

/// Whether an address leads to a page of the web.
pub(crate) fn is_web(url: &str) -> bool {
    let lower = url.trim_start().get(..8).unwrap_or(url).to_ascii_lowercase();
    lower.starts_with("https://") || lower.starts_with("http://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(markdown: &str, html: &str) {
        assert_eq!(html_of(markdown, "../", false).trim(), html);
    }

    #[test]
    fn markup_is_kept_and_raw_html_is_shown_as_text() {
        check("a *b*", "<p>a <em>b</em></p>");
        check("# A", "<h2>A</h2>");
        check("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;");
        assert_eq!(html_of("<b>x</b>", "", true).trim(), "<p><b>x</b></p>");
    }

    #[test]
    fn links_lead_to_the_web_or_into_the_site() {
        check("[a](about/index.html)", "<p><a href=\"../about/index.html\">a</a></p>");
        check("[a](https://a.org)", "<p><a href=\"https://a.org\">a</a></p>");
        check("[a](javascript:alert(1))", "<p><a href=\"#\">a</a></p>");
    }
}
