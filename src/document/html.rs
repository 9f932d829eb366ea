//! Reads saved web pages: title, outlet and text of the article.
//!
//! The article is found by the rules of the browsers' reading mode (`dom_smoothie`, after
//! Mozilla's Readability). Where these find nothing, the whole body is read. Scripts, styles and
//! navigation never are.

use dom_query::{Document as Page, NodeRef};
use dom_smoothie::Readability;

use crate::diagnostic::Reported;
use crate::document::draft::Draft;
use crate::document::page_date::{
    saved, shown_date, state_linked_data, state_meta, state_time_elements,
};
use crate::document::{Document, Format, Origin, nesting};
use crate::source::Span;

/// Pages with more nodes, or nested deeper, are read as they are: reading mode is slow on them.
const MOST_NODES: usize = 100_000;
pub(super) const DEEPEST: usize = 256;

/// What is never read.
const NEVER: &str = "script, style, noscript, template, nav, figcaption, iframe, svg, form, button, select, object, [hidden], [aria-hidden=true]";

pub(super) fn read(file: &str, id: &str, text: &str) -> Reported<Document> {
    Reported::clean(draft(file, id, text).finish())
}

pub(super) fn draft(file: &str, id: &str, text: &str) -> Draft {
    let mut draft = Draft::new(id, file, Format::Html);
    let page = Page::from(nesting::bounded(text).as_ref());
    draft.saved = saved(text);
    state_linked_data(&page, &mut draft);
    state_meta(&page, &mut draft);
    let (title, main) = article(&page);
    draft.title = draft.title.take().or(title);
    let body = main.unwrap_or_else(|| {
        page.select(NEVER).remove();
        let mut body = Body::default();
        body.read(&page.root());
        body
    });
    state_time_elements(&page, &mut draft);
    if let Some(title) = &draft.title {
        draft.outlet = draft.outlet.take().or_else(|| outlet_after(title, &page));
    }
    let mut whole = Body::default();
    if let Some(title) = &draft.title
        && !body.begins_with(title)
    {
        whole.block(title);
    }
    if let Some(line) = shown_date(&page).filter(|it| !body.content.contains(it)) {
        whole.block(&line);
    }
    whole.append(&body);
    draft.content = whole.content;
    draft.blocks = whole.blocks;
    draft.origin = Origin::Composed;
    draft
}

/// The paragraphs of a piece of HTML that is no page, such as an item of a feed. Plain text is one.
#[must_use]
pub fn paragraphs(html: &str) -> Vec<String> {
    let page = Page::from(nesting::bounded(html).as_ref());
    page.select(NEVER).remove();
    let mut body = Body::default();
    body.read(&page.root());
    body.blocks.iter().map(|it| it.of(&body.content).to_owned()).collect()
}

/// Title and text of the article, if reading mode finds one of some length.
fn article(page: &Page) -> (Option<String>, Option<Body>) {
    const SHORTEST: usize = 140;
    if is_too_much(page) {
        return (page_title(page), None);
    }
    let reading = Readability::with_document(page.clone(), None, None);
    let Some(found) = reading.ok().and_then(|mut it| it.parse().ok()) else {
        return (page_title(page), None);
    };
    let content = Page::from(found.content.as_ref());
    content.select(NEVER).remove();
    let mut body = Body::default();
    body.read(&content.root());
    let title = sole_heading(page).or_else(|| filled(&found.title)).or_else(|| page_title(page));
    (title, (body.content.len() >= SHORTEST).then_some(body))
}

fn is_too_much(page: &Page) -> bool {
    let mut stack = vec![(page.root(), 0)];
    let mut count = 0;
    while let Some((node, depth)) = stack.pop() {
        count += 1;
        if depth > DEEPEST || count > MOST_NODES {
            return true;
        }
        stack.extend(node.children_it(false).map(|it| (it, depth + 1)));
    }
    false
}

/// The text of the page's `<h1>`, if it has just one.
fn sole_heading(page: &Page) -> Option<String> {
    let found = page.select("h1");
    if found.length() == 1 { filled(&found.text()) } else { None }
}

fn page_title(page: &Page) -> Option<String> {
    let first = |selector: &str| {
        let found = page.select(selector);
        found.iter().next().and_then(|it| filled(&it.text()))
    };
    first("h1").or_else(|| first("title"))
}

/// A text on one line, if there is any.
pub(super) fn filled(text: &str) -> Option<String> {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

/// The outlet that the page's `<title>` names after the headline: "A Headline | A Daily".
fn outlet_after(title: &str, page: &Page) -> Option<String> {
    let whole = filled(&page.select("head title").text())?;
    let rest = whole.strip_prefix(title).map(str::trim_start);
    let marks = ['|', '-', '–', '—', '·', '»', ':', ' '];
    let marked = rest.filter(|it| it.starts_with(marks)).map(|it| it.trim_start_matches(marks));
    // Pages cut their headline short in the title, but not the bar after it.
    let name = marked.or_else(|| whole.rsplit_once(" | ").map(|it| it.1))?;
    let short = (1..=5).contains(&name.split_whitespace().count());
    (short && !name.contains('|')).then(|| name.to_owned())
}

/// The reading text of a page while it is put together.
#[derive(Default)]
struct Body {
    content: String,
    blocks: Vec<Span>,
    line: String,
}

impl Body {
    /// Adds what stands under a node. Walks without recursion: pages nest as deep as they like.
    fn read(&mut self, root: &NodeRef<'_>) {
        let mut stack = vec![(*root, false)];
        while let Some((node, left)) = stack.pop() {
            let name = node.node_name();
            let name = name.as_deref().unwrap_or_default();
            if left {
                self.flush();
                continue;
            }
            if node.is_text() {
                self.words(&node.text());
                continue;
            }
            if matches!(name, "script" | "style" | "head" | "nav" | "noscript") {
                continue;
            }
            if name == "br" {
                self.flush();
                continue;
            }
            if is_block(name) {
                self.flush();
                stack.push((node, true));
            }
            let mut children = node.children();
            children.reverse();
            stack.extend(children.into_iter().map(|it| (it, false)));
        }
        self.flush();
    }

    /// Adds words with their white space made single.
    fn words(&mut self, text: &str) {
        for it in text.chars() {
            if !it.is_whitespace() {
                self.line.push(it);
            } else if !self.line.is_empty() && !self.line.ends_with(' ') {
                self.line.push(' ');
            }
        }
    }

    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        self.block(line.trim());
    }

    fn block(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if !self.content.is_empty() {
            self.content.push_str("\n\n");
        }
        let start = self.content.len();
        self.content.push_str(text);
        self.blocks.push(Span::new(start, self.content.len()));
    }

    fn append(&mut self, other: &Body) {
        for block in &other.blocks {
            self.block(block.of(&other.content));
        }
    }

    fn begins_with(&self, title: &str) -> bool {
        self.blocks.iter().take(4).any(|it| it.of(&self.content) == title)
    }
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "html"
            | "li"
            | "main"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::StatedBy;

    #[test]
    fn metadata_is_stated_in_order_of_trust() {
        let page = r#"<html><head><title>Bridge | Daily</title>
            <script type="application/ld+json">{"@graph":[{"@type":"WebPage","datePublished":"2024-10-09"},
            {"@type":"NewsArticle","datePublished":"2024-10-08T01:00:00Z"}]}</script>
            <meta property="article:published_time" content="2024-10-08T01:00:00Z">
            <meta property="og:site_name" content="A Daily"><link rel="canonical" href="https://example.org/2024/10/08/bridge">
            </head><body><nav>Home</nav><h1>Bridge Opens</h1><time datetime="2024-10-08">8 Oct</time>
            <p>The bridge was opened.<br>By two kings.</p><script>x()</script></body></html>"#;
        let document = draft("a.html", "a", page).finish();
        let stated: Vec<_> = document.stated.iter().map(|it| (it.by, it.text.as_str())).collect();
        assert_eq!(
            stated,
            [
                (StatedBy::JsonLd, "2024-10-08T01:00:00Z"),
                (StatedBy::Meta, "2024-10-08T01:00:00Z"),
                (StatedBy::TimeElement, "2024-10-08"),
                (StatedBy::Url, "2024/10/08"),
            ]
        );
        assert_eq!(document.title.as_deref(), Some("Bridge Opens"));
        assert_eq!(document.outlet.as_deref(), Some("A Daily"));
        assert!(document.content.contains("The bridge was opened.\n\nBy two kings."));
        assert!(!document.content.contains("x()") && !document.content.contains("Home"));
    }

    #[test]
    fn a_page_nested_very_deep_is_read() {
        let page = format!("{}deep{}", "<div>".repeat(5000), "</div>".repeat(5000));
        assert!(draft("a.html", "a", &page).content.contains("deep"));
    }
}
