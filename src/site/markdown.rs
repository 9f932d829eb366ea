//! The author's Markdown to HTML: the introduction, the footer, the editor's notes.
//!
//! Raw HTML becomes text unless the author allows it, and a link may only lead to the web, to an
//! address of mail, or into the site itself. What would break the promises of a page, as a picture of
//! another host does, is told with its place.

use percent_encoding::percent_decode_str;
use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use quick_xml::escape::escape;

use crate::config::is_web_address;
use crate::diagnostic::{Diagnostic, Location};

/// Without footnotes: the texts of one page would give the same ids.
fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH
}

/// Markdown as HTML for a page whose way to the site's root is `root`.
///
/// Headings go down by one: the page has its own first heading.
pub(crate) fn html_of(markdown: &str, root: &str, raw_html: bool) -> String {
    let mut parser = Parser::new_ext(markdown, options());
    let mut events = Vec::new();
    while let Some(event) = parser.next() {
        events.push(match event {
            Event::Html(text) | Event::InlineHtml(text) if !raw_html => Event::Text(text),
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                Event::Start(Tag::Link { link_type, dest_url: target(dest_url, root), title, id })
            }
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                let shown = alternative(&mut parser);
                Event::InlineHtml(image(&target(dest_url, root), &title, &shown).into())
            }
            // How a column stands would be a style of its own, which the policy forbids.
            Event::Start(Tag::Table(columns)) => {
                Event::Start(Tag::Table(vec![Alignment::None; columns.len()]))
            }
            Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                Event::Start(Tag::Heading { level: lower(level), id, classes, attrs })
            }
            Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lower(level))),
            // Elements without an end are written as HTML has them.
            Event::HardBreak => Event::InlineHtml("<br>\n".into()),
            Event::Rule => Event::Html("<hr>\n".into()),
            other => other,
        });
    }
    let mut out = String::with_capacity(markdown.len() * 2);
    html::push_html(&mut out, events.into_iter());
    out
}

/// What a picture says to those who cannot see it, up to its end.
fn alternative(parser: &mut Parser<'_>) -> String {
    let (mut words, mut within) = (String::new(), 1);
    for event in parser.by_ref() {
        match event {
            Event::Start(Tag::Image { .. }) => within += 1,
            Event::End(TagEnd::Image) => within -= 1,
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
        if within == 0 {
            break;
        }
    }
    words
}

fn image(address: &str, title: &str, shown: &str) -> String {
    let title = match title {
        "" => String::new(),
        title => format!(" title=\"{}\"", escape(title)),
    };
    format!("<img src=\"{}\" alt=\"{}\"{title}>", escape(address), escape(shown))
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

/// Where a link leads to.
enum Leads {
    /// To the web or to an address of mail.
    Out(String),
    /// To a place of the same page.
    Here,
    /// Into the site, as a path from its root.
    Within(String),
    /// By a scheme that no page of the site uses.
    Nowhere,
}

fn leads(url: &str) -> Leads {
    let scheme = url.split(['/', '?', '#']).next().filter(|it| it.contains(':'));
    match scheme {
        None if url.is_empty() || url.starts_with('#') => Leads::Here,
        None => match url.strip_prefix("//") {
            Some(host) => Leads::Out(format!("https://{host}")),
            None => {
                let path = url.trim_start_matches('/');
                let end = path.find(['?', '#']).unwrap_or(path.len());
                let (path, rest) = path.split_at(end);
                let folder = path.is_empty() || path.ends_with('/');
                let index = if folder { "index.html" } else { "" };
                Leads::Within(format!("{path}{index}{rest}"))
            }
        },
        Some(_) if is_web_address(url) => Leads::Out(url.to_owned()),
        Some(_) if url.to_ascii_lowercase().starts_with("mailto:") => Leads::Out(url.to_owned()),
        Some(_) => Leads::Nowhere,
    }
}

/// Where a link of the author's leads from a page with this `root`.
fn target<'a>(url: CowStr<'a>, root: &str) -> CowStr<'a> {
    match leads(&url) {
        Leads::Here => url,
        Leads::Out(address) => address.into(),
        Leads::Within(path) => format!("{root}{path}").into(),
        Leads::Nowhere => CowStr::Borrowed("#"),
    }
}

/// What the check of links asks of a site.
pub(crate) trait Places {
    /// Whether there is a file at this path.
    fn has(&self, path: &str) -> bool;

    /// Whether an element of the page at this path has this id; so of a file that is no page.
    fn has_element(&self, path: &str, id: &str) -> bool;
}

/// What is wrong with the links and pictures of a text that stands at `at`.
pub(crate) fn check(markdown: &str, at: &Location, places: &dyn Places) -> Vec<Diagnostic> {
    let told = |event: Event<'_>| {
        let (picture, url) = match event {
            Event::Start(Tag::Link { dest_url, .. }) => (false, dest_url),
            Event::Start(Tag::Image { dest_url, .. }) => (true, dest_url),
            _ => return None,
        };
        let found = match leads(&url) {
            Leads::Out(_) if picture => {
                let message = format!("the picture `{url}` is on another host");
                Diagnostic::error("markdown/remote-picture", message)
                    .with_note("every reader’s browser would ask that host for it, and the pages forbid that")
                    .with_help("put a copy into assets/ and write `assets/` and its name")
            }
            Leads::Within(path) => {
                let (path, fragment) = path.split_once('#').unwrap_or((&path, ""));
                let path = path.split('?').next().unwrap_or_default();
                let path = percent_decode_str(path).decode_utf8_lossy();
                let fragment = percent_decode_str(fragment).decode_utf8_lossy();
                let help = match places.has(&path) {
                    true if picture || is_whole(&fragment) => return None,
                    true if places.has_element(&path, &fragment) => return None,
                    true => {
                        "the page is there, but has no such place: copy the address of a heading from the page, or write it without `#`"
                    }
                    false => {
                        "write the path of a file from the site’s root, such as `about/index.html`"
                    }
                };
                let what = if picture { "picture" } else { "link" };
                let message = format!("the {what} `{url}` leads to nothing");
                Diagnostic::warning("markdown/dead-link", message).with_help(help)
            }
            Leads::Nowhere => {
                Diagnostic::warning("markdown/dead-link", format!("the link `{url}` leads nowhere"))
                    .with_help("links lead to the web, to an address of mail or into the site")
            }
            Leads::Here | Leads::Out(_) => return None,
        };
        Some(found.at_location(at.clone()))
    };
    Parser::new_ext(markdown, options()).filter_map(told).collect()
}

/// Whether a fragment stands for the page as a whole: browsers go to its top, or look for words
/// (`#:~:text=`).
fn is_whole(fragment: &str) -> bool {
    fragment.is_empty() || fragment.eq_ignore_ascii_case("top") || fragment.starts_with(":~:")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One page with one place.
    struct One;

    impl Places for One {
        fn has(&self, path: &str) -> bool {
            path == "a b/index.html"
        }

        fn has_element(&self, path: &str, id: &str) -> bool {
            self.has(path) && id == "c d"
        }
    }

    #[track_caller]
    fn check_html(markdown: &str, html: &str) {
        assert_eq!(html_of(markdown, "../", false).trim(), html);
    }

    #[test]
    fn markup_is_kept_and_raw_html_is_shown_as_text() {
        check_html("a *b*", "<p>a <em>b</em></p>");
        check_html("# A", "<h2>A</h2>");
        check_html("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;");
        assert_eq!(html_of("<b>x</b>", "", true).trim(), "<p><b>x</b></p>");
    }

    #[test]
    fn elements_without_an_end_are_written_as_html_has_them() {
        check_html("a  \nb", "<p>a<br>\nb</p>");
        check_html("---", "<hr>");
        check_html(
            "![a *b*](assets/x.png \"c\")",
            "<p><img src=\"../assets/x.png\" alt=\"a b\" title=\"c\"></p>",
        );
        let table = html_of("|a|\n|-:|\n|b|", "", false);
        assert!(table.contains("<td>b</td>") && !table.contains("style"), "{table}");
    }

    #[test]
    fn links_lead_to_the_web_or_into_the_site() {
        check_html("[a](about/index.html)", "<p><a href=\"../about/index.html\">a</a></p>");
        check_html("[a](/about/#data)", "<p><a href=\"../about/index.html#data\">a</a></p>");
        check_html("[a](https://a.org)", "<p><a href=\"https://a.org\">a</a></p>");
        check_html("[a](//a.org/b)", "<p><a href=\"https://a.org/b\">a</a></p>");
        check_html("[a](javascript:alert(1))", "<p><a href=\"#\">a</a></p>");
    }

    #[test]
    fn what_leads_nowhere_is_told() {
        let of = |markdown: &str| {
            let told = check(markdown, &Location::file("site.yaml"), &One);
            told.into_iter().map(|it| it.code).collect::<Vec<_>>()
        };
        assert_eq!(
            of("[a](a%20b/) [a](/a%20b/index.html#c%20d) [a](#d) [a](https://a.org#e)"),
            [""; 0]
        );
        assert_eq!(of("[a](a%20b/#) [a](a%20b/#top) [a](a%20b/?b#c%20d)"), [""; 0]);
        assert_eq!(of("[a](a%20b/#c)"), ["markdown/dead-link"]);
        assert_eq!(of("[a](b.html)"), ["markdown/dead-link"]);
        assert_eq!(of("![a](b.png)"), ["markdown/dead-link"]);
        assert_eq!(of("[a](ftp://a.org)"), ["markdown/dead-link"]);
        assert_eq!(of("![a](https://a.org/b.png)"), ["markdown/remote-picture"]);
        assert_eq!(of("![a](//a.org/b.png)"), ["markdown/remote-picture"]);
    }
}
