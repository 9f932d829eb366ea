//! Reads saved web pages: the article, and what the page states about itself.
//!
//! The article is found by the rules of the browsers' reading mode (`dom_smoothie`, after
//! Mozilla's Readability). Where these find nothing, the whole body is read. Scripts, styles and
//! navigation never are.

use dom_query::{Document as Page, NodeRef, Selection};
use dom_smoothie::Readability;
use serde_json::Value;

use crate::diagnostic::Reported;
use crate::document::draft::Draft;
use crate::document::shape::is_date_line;
use crate::document::{Document, Format, Origin, StatedBy, headers, nesting};
use crate::source::Span;

/// Pages with more nodes, or nested deeper, are read as they are: reading mode is slow on them.
const MOST_NODES: usize = 100_000;
const DEEPEST: usize = 256;

/// `<meta>` names and properties with the day of publication, the most telling first.
const META_DATES: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "date.published",
    "published_time",
    "published-date",
    "publish-date",
    "publish_date",
    "publishdate",
    "publication_date",
    "publicationdate",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "citation_publication_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "article.published",
    "article_date_original",
    "article:post_date",
    "shareaholic:article_published_time",
    "dcsext.articlefirstpublished",
    "rnews:datepublished",
    "prism.publicationdate",
    "bt:pubdate",
    "pub_date",
    "displaydate",
    "originalpublicationdate",
    "date",
];

/// What is never read.
const NEVER: &str = "script, style, noscript, template, nav, figcaption, iframe, svg, form, button, select, object, [hidden], [aria-hidden=true]";

/// Where pages show the day of publication outside of the article.
const SHOWN_DATES: &str = "[class*=date], [class*=Date], [class*=time], [class*=publish], [class*=byline], [id*=date], [itemprop=datePublished]";

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

fn filled(text: &str) -> Option<String> {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

/// JSON-LD: any object that has a `datePublished`, an article before a page or a list.
fn state_linked_data(page: &Page, draft: &mut Draft) {
    let mut found = Vec::new();
    for script in page.select("script[type='application/ld+json']").iter() {
        let text = script.text();
        let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
        match serde_json::from_str::<Value>(text) {
            Ok(value) => collect_dates(&value, 0, &mut found),
            // Pages leave line breaks and marks in their data that no JSON has.
            Err(_) => found.extend(quoted_after(text, "\"datePublished\"").map(|it| (false, it))),
        }
    }
    found.sort_by_key(|(is_article, _)| !is_article);
    if let Some((_, date)) = found.first() {
        draft.state(StatedBy::JsonLd, date);
    }
}

/// What is told about other works: their dates are not the page's.
const OF_OTHERS: [&str; 8] = [
    "itemListElement",
    "hasPart",
    "mentions",
    "comment",
    "review",
    "citation",
    "video",
    "isBasedOn",
];

fn collect_dates(value: &Value, depth: usize, found: &mut Vec<(bool, String)>) {
    const DEEPEST_OBJECT: usize = 8;
    if depth > DEEPEST_OBJECT {
        return;
    }
    match value {
        Value::Array(list) => list.iter().for_each(|it| collect_dates(it, depth + 1, found)),
        Value::Object(map) => {
            let kind = map.get("@type").map(Value::to_string).unwrap_or_default();
            if kind.contains("Comment") {
                return;
            }
            if let Some(date) = map.get("datePublished").and_then(Value::as_str) {
                let is_article =
                    ["Article", "Posting", "Report"].iter().any(|it| kind.contains(it));
                found.push((is_article, date.to_owned()));
            }
            let own = map.iter().filter(|(key, _)| !OF_OTHERS.contains(&key.as_str()));
            own.for_each(|(_, it)| collect_dates(it, depth + 1, found));
        }
        _ => {}
    }
}

/// The string after a key in what is nearly JSON.
fn quoted_after(text: &str, key: &str) -> Option<String> {
    let rest = text.split_once(key)?.1.trim_start().strip_prefix(':')?.trim_start();
    let value = rest.strip_prefix('"')?.split('"').next()?;
    Some(value.to_owned())
}

/// The date in the JSON of a `parsely-page` element.
fn parsely_date(content: &str) -> Option<String> {
    let value = serde_json::from_str::<Value>(content).ok()?;
    value.get("pub_date").and_then(Value::as_str).map(str::to_owned)
}

/// The time of saving that archives and browsers leave in a comment of the page.
fn saved(text: &str) -> Option<String> {
    const MARKS: [&str; 2] = ["FILE ARCHIVED ON ", "saved date: "];
    let (_, rest) = MARKS.iter().find_map(|it| text.split_once(it))?;
    let line: String = rest.chars().take(40).collect();
    let line = line.split(['\n', '<']).next().unwrap_or_default();
    let end = line.find(" AND ").or_else(|| line.find(" GMT")).unwrap_or(line.len());
    filled(&line[..end])
}

/// `<meta>` and `<link>` elements: dates, title, outlet, address.
fn state_meta(page: &Page, draft: &mut Draft) {
    let metas: Vec<(String, String)> = page
        .select("meta[content]")
        .iter()
        .filter_map(|it| {
            let name =
                it.attr("property").or_else(|| it.attr("name")).or_else(|| it.attr("itemprop"))?;
            let name = name.trim().to_lowercase();
            // Dublin Core is written `DC.date` and `dc:date`.
            let name = if name.starts_with("dc") { name.replace(':', ".") } else { name };
            Some((name, it.attr("content")?.trim().to_owned()))
        })
        .collect();
    let value = |names: &[&str]| {
        names.iter().find_map(|name| {
            let found = metas.iter().find(|(it, content)| it == name && !content.is_empty());
            found.map(|(_, content)| content.clone())
        })
    };
    if let Some(date) = value(META_DATES).or_else(|| parsely_date(&value(&["parsely-page"])?)) {
        draft.state(StatedBy::Meta, &date);
    }
    draft.title = value(&["og:title", "twitter:title"]).filter(|_| page.select("h1").length() != 1);
    draft.outlet = value(&["og:site_name", "application-name", "dc.publisher", "publisher"]);
    let canonical = page.select("link[rel=canonical]").attr("href").map(|it| it.to_string());
    draft.url = canonical.or_else(|| value(&["og:url"])).filter(|it| it.contains("://"));
}

/// `<time datetime>` of the article: the one said to be of publication, else the first.
fn state_time_elements(page: &Page, draft: &mut Draft) {
    let selectors = [
        ("[itemprop=datePublished][datetime]", "datetime"),
        ("[itemprop=datePublished][content]", "content"),
        ("time[pubdate][datetime]", "datetime"),
        ("time.published[datetime]", "datetime"),
        ("abbr.published[title]", "title"),
        ("article header time[datetime]", "datetime"),
        ("article time[datetime]", "datetime"),
        ("main time[datetime]", "datetime"),
    ];
    let own = |selector: &str, name: &str| {
        let found = page.select(selector);
        found.iter().find(|it| is_own(it) && !is_of_change(it)).and_then(|it| it.attr(name))
    };
    let found = selectors.iter().find_map(|(selector, name)| own(selector, name));
    let only = page.select("time[datetime]").length() == 1;
    let found = found.or_else(|| own("time[datetime]", "datetime").filter(|_| only));
    if let Some(date) = found {
        draft.state(StatedBy::TimeElement, &date);
    }
}

/// Whether an element tells when the page was changed.
fn is_of_change(element: &Selection<'_>) -> bool {
    let told = |name: &str| element.attr(name).map(|it| it.to_lowercase()).unwrap_or_default();
    let class = told("class");
    told("itemprop").contains("modified")
        || ["updated", "modified"].iter().any(|it| class.contains(it)) && !class.contains("publish")
}

/// Whether an element belongs to the article itself, not to a list of others or to a comment.
fn is_own(element: &Selection<'_>) -> bool {
    const FOREIGN: &[&str] = &["aside", "li", "footer", "nav", "figcaption"];
    const FOREIGN_CLASSES: &[&str] = &[
        "related",
        "more",
        "teaser",
        "sidebar",
        "recommend",
        "latest",
        "popular",
        "list",
        "comment",
        "caption",
    ];
    let foreign = |node: &NodeRef<'_>| {
        let told = |name: &str| node.attr(name).map(|it| it.to_lowercase()).unwrap_or_default();
        let (class, id) = (told("class"), told("id"));
        // The classes of the page itself tell what it may hold: "single has-sidebar comments-open".
        let whole = node.has_name("body") || node.has_name("html");
        FOREIGN.iter().any(|it| node.has_name(it))
            || !whole && FOREIGN_CLASSES.iter().any(|it| class.contains(it) || id.contains(it))
    };
    let Some(node) = element.nodes().first() else { return false };
    !foreign(node) && !node.ancestors_it(Some(DEEPEST)).any(|it| foreign(&it))
}

/// The first short line that is a date or a labelled date and does not belong to another article.
fn shown_date(page: &Page) -> Option<String> {
    page.select(SHOWN_DATES).iter().find_map(|element| {
        let line = filled(&element.text()).filter(|it| it.len() <= 80)?;
        let dated = is_date_line(&line) || !headers(&line).is_empty();
        (dated && is_own(&element)).then_some(line)
    })
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
