//! Reads what a saved web page states of its dates: JSON-LD, `<meta>` and `<time>` elements, the line
//! that shows the date to readers, and the mark of an archive.
//!
//! The dates are kept as written; `dating` weighs them.

use dom_query::{Document as Page, NodeRef, Selection};
use serde_json::Value;

use crate::document::draft::Draft;
use crate::document::html::{DEEPEST, filled};
use crate::document::shape::is_date_line;
use crate::document::{StatedBy, headers};

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

/// Where pages show the day of publication outside of the article.
const SHOWN_DATES: &str = "[class*=date], [class*=Date], [class*=time], [class*=publish], [class*=byline], [id*=date], [itemprop=datePublished]";

/// JSON-LD: any object that has a `datePublished`, an article before a page or a list.
pub(super) fn state_linked_data(page: &Page, draft: &mut Draft) {
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
pub(super) fn saved(text: &str) -> Option<String> {
    const MARKS: [&str; 2] = ["FILE ARCHIVED ON ", "saved date: "];
    let (_, rest) = MARKS.iter().find_map(|it| text.split_once(it))?;
    let line: String = rest.chars().take(40).collect();
    let line = line.split(['\n', '<']).next().unwrap_or_default();
    let end = line.find(" AND ").or_else(|| line.find(" GMT")).unwrap_or(line.len());
    filled(&line[..end])
}

/// `<meta>` and `<link>` elements: dates, title, outlet, address.
pub(super) fn state_meta(page: &Page, draft: &mut Draft) {
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
pub(super) fn state_time_elements(page: &Page, draft: &mut Draft) {
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
pub(super) fn shown_date(page: &Page) -> Option<String> {
    page.select(SHOWN_DATES).iter().find_map(|element| {
        let line = filled(&element.text()).filter(|it| it.len() <= 80)?;
        let dated = is_date_line(&line) || !headers(&line).is_empty();
        (dated && is_own(&element)).then_some(line)
    })
}
