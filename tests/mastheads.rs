//! Mastheads as outlets of many kinds write them, each with the day of publication or none; and what
//! documents tell of each other's dates.

use relata::config::ConfigSources;
use relata::dating::{self, Clues, History, Known, Provenance};
use relata::document::{self, Format, Line, from_line};
use relata::pipeline::{self, Analysis, Inputs, Silent};
use relata::source::{Source, Span};
use relata::text::Text;
use relata::timex;

const BODY: &str = "The two kings met in the port city and spoke for two hours about the bridge and the ferry.\n\nThey will meet again, both of them said.";

fn published(line: Line) -> (Option<String>, Vec<String>) {
    let document = from_line(line, "x".to_owned(), "-").value;
    let blocks: Vec<Span> = document.blocks.iter().map(|it| it.span).collect();
    let text = Text::with_blocks(&document.content, &blocks);
    let history = History::new(&relata::config::World::builtin());
    let known = Known { history: Some(&history), ..Known::default() };
    let found = dating::date(&Clues::collect(&document, &text, &timex::find(&text), &known));
    (found.date.map(|it| it.to_string()), found.steps)
}

/// `{}` in a page stands for its paragraphs.
#[track_caller]
fn check(page: &str, expected: Option<&str>) {
    let text = page.replace("{}", BODY);
    let (date, steps) = published(Line { text, ..Line::default() });
    assert_eq!(date.as_deref(), expected, "{page}\n{steps:?}");
}

#[track_caller]
fn check_page(html: &str, expected: Option<&str>) {
    let paragraphs = BODY.replace("\n\n", "</p><p>");
    let text = html.replace("{}", &format!("<p>{paragraphs}</p>"));
    let (date, steps) = published(Line { text, format: Some(Format::Html), ..Line::default() });
    assert_eq!(date.as_deref(), expected, "{html}\n{steps:?}");
}

#[test]
fn agencies() {
    check("Kings Meet\n(Wire) 10:31, July 20, 2000\n\n{}", Some("2000-07-20"));
    check(
        "Kings Meet\nUpdated: 10:31, July 20, 2000\n\nOslo, July 20 (Wire) -- {}",
        Some("2000-07-20"),
    );
    check("Kings Meet\nSource: Wire| 2011-08-24 09:14:22|Editor: Doe\n\n{}", Some("2011-08-24"));
    check("Kings Meet\nAll News 09:14 August 24, 2011\n\n{}", Some("2011-08-24"));
    check("MOSS, August 24, 2011 /WIRE/. {}", Some("2011-08-24"));
    check(
        "MOSS, August 24. /WIRE/. The kings met on Wednesday, August 24, 2011. {}",
        Some("2011-08-24"),
    );
    check("MOSS, August 24. /WIRE/. {}", None);
    check("MOSS (Wire) - The kings met on Thursday. {}", None);
    check("OSLO: Aug 24, 2011: {}", Some("2011-08-24"));
    check("[OSLO, 24 August 2011] {}", Some("2011-08-24"));
    check("24 August 2011, Oslo – {}", Some("2011-08-24"));
    check("Kings Meet\nWire/24/08/2011/09:14\n\n{}", Some("2011-08-24"));
    check("Juche 100 (2011), August 24\n\nKings Meet in Port City\n\n{}", Some("2011-08-24"));
}

#[test]
fn newspapers() {
    check("Kings Meet\nBy JANE DOE  AUG. 24, 2011\n\n{}", Some("2011-08-24"));
    check("Kings Meet\nPUBLISHED : WEDNESDAY, 24 AUG 2011, 09:14AM\n\n{}", Some("2011-08-24"));
    check("Kings Meet\nFirst published on Wed 24 Aug 2011 10.14 BST\n\n{}", Some("2011-08-24"));
    check(
        "Kings Meet\nJane Doe in Oslo\nWed 24 Aug 2011 12.14 BST\nLast modified on Thu 25 Aug 2011 00.10 BST\n\n{}",
        Some("2011-08-24"),
    );
    check(
        "Kings Meet\nUpdated August 24, 2011 at 9:14 a.m. EDT|Published August 23, 2011 at 7:00 p.m. EDT\n\n{}",
        Some("2011-08-23"),
    );
    check("Kings Meet\nPublishedAug 24, 2011\n\n{}", Some("2011-08-24"));
    check(
        "Kings Meet\nWire\nAug 24, 201110:14 AM GMT+2Updated 12 years ago\n\n{}",
        Some("2011-08-24"),
    );
    check(
        "A Daily (Oslo)\nAugust 24, 2011 Wednesday\nFinal Edition\nKings Meet\nLENGTH: 412 words\n\n{}\n\nLOAD-DATE: August 25, 2011",
        Some("2011-08-24"),
    );
    check("Kings Meet\nJane Doe\n412 words, 19 July 2000\n\n{}", Some("2000-07-19"));
    check(
        "Kings Meet\n\n{}\n\nThis article was first published on 24 August 2011.",
        Some("2011-08-24"),
    );
    check("Kings Meet\n\n{}\n\nThe book was published on 24 August 2011.", None);
    check("Kings Meet\n\n{}\n\n(c) 24 August 2011 A Daily", None);
    for told in [
        "Published by a small press on 24 August 2011, the memoir sold well.",
        "Published by a small press on 24 August 2011. The memoir sold well.",
        "Posted by his regiment to Malta on 24 August 1941, he learnt to fly.",
        "This report was published on 24 August 2011 by the council.",
    ] {
        check(&format!("Kings Meet\n\n{{}}\n\n{told}"), None);
    }
    for stated in [
        "Published on 24 August 2011 in Culture",
        "Published by A Daily on 24 August 2011 at 9:14 a.m.",
        "This story was published on 24 August 2011. Read more here.",
        "A version of this article appears in print on August 24, 2011, on page A6 of the city edition with the headline: Kings Meet.",
    ] {
        check(&format!("Kings Meet\n\n{{}}\n\n{stated}"), Some("2011-08-24"));
    }
}

#[test]
fn governments_blogs_and_mail() {
    check(
        "Kings Meet\nMedia Note\nOffice of the Speaker\nOslo\nAugust 24, 2011\n\n{}",
        Some("2011-08-24"),
    );
    check("Kings Meet in Port City (August 24, 2011)\n\n{}", Some("2011-08-24"));
    check("Kings Meet in Port City, Aug. 24, 2011\n\n{}", Some("2011-08-24"));
    check("2011-08-24 Kings Meet in Port City\n\n{}", Some("2011-08-24"));
    check("August 24, 1911: The First Bridge\n\nIn May 2011 the bridge was shut. {}", None);
    check("Kings Meet\nSubmitted by jane on Wed, 08/24/2011 - 09:14\n\n{}", Some("2011-08-24"));
    check("Kings Meet\nAugust\u{a0}24th,\u{a0}2011\n\n{}", Some("2011-08-24"));
    check(
        "From: Jane <jane@example.org>\nSent: Wednesday, August 24, 2011 9:14 AM\nSubject: Kings Meet\n\n{}",
        Some("2011-08-24"),
    );
    check("Kings Meet\nhttps://example.org/2011/aug/24/kings\n\n{}", Some("2011-08-24"));
    check("Kings Meet\n\nwas signed on July 4, 1972.\n\n{}", None);
}

#[test]
fn what_stands_under_a_text() {
    let day = Some("2011-08-24");
    for line in [
        "(A Daily, August 24, 2011)",
        "24 August 2011, A Daily",
        "Oslo, August 24, 2011",
        "Source: A Wire, 24 August 2011",
        "Filed: 24 August 2011",
        "Posted by Jane at 9:14 AM on August 24, 2011",
        "This entry was posted on Wednesday, August 24th, 2011 at 9:14 am and is filed under Kings. You can follow it.",
        "A version of this article appeared in print on Aug. 24, 2011, on page A4 of the Oslo edition.",
    ] {
        check(&format!("Kings Meet\n\n{{}}\n{line}"), day);
    }
    // What a site says of itself, of others, or of what was at some time.
    for line in [
        "Last update: August 24, 2011",
        "Photo taken on August 24, 2011",
        "Related\nQueen Sails Away\nPublished: August 24, 2011",
        "The bridge was shut on August 24, 2011.",
        "Posted by Jane on August 24, 2011\nPosted by Tom on August 30, 2011",
    ] {
        check(&format!("Kings Meet\n\n{{}}\n{line}"), None);
    }
}

#[test]
fn lines_between_headline_and_text() {
    let day = Some("2011-08-24");
    check(
        "Kings Meet\nThe two kings spoke at last, for two hours.\nAugust 24, 2011\nThe Castle, Oslo\n\n{}",
        day,
    );
    check(
        "Kings Meet\nThe two kings spoke at last, for two hours.\nAugust 24, 1911\n{}\nIn 1950 they went.",
        None,
    );
    check("A Wire, August 24, 2011 Adjust font size:\n\n{}", day);
    check("Kings Meet\n2011年8月24日\n\n{}", day);
    let cut = "The kings on Wednesday opened the bridge between both of their lands and then went to see the ferry";
    check(
        &format!("Kings Meet By The Sea\nJane Doe Published August 24, 2011 | 09:14 PM\n{cut}"),
        day,
    );
}

#[test]
fn the_day_of_the_visitor() {
    check("24.3 C\nWednesday, August 24, 2011\n\nKings Meet in Port City\n\n{}", None);
    check("Wed 24 Aug 2011\n\nLatest\n7h ago\n\nKings Meet in Port City\n\n{}", None);
    check(
        "Wednesday, August 24, 2011\nKings Meet in Port City\nComments\n\n{}",
        Some("2011-08-24"),
    );
}

#[test]
fn captions_and_notices_of_copyright_tell_the_year() {
    let day = Some("2011-08-24");
    let caption =
        "The kings wave from the bridge as they meet in Moss, August 24, 2011. (Wire/J. Doe)";
    let line = "MOSS, Aug. 24 (Wire) -- The kings met here on Wednesday.";
    check(&format!("{caption}\n\n{line} {{}}"), day);
    check(&format!("{}\n\n{line} {{}}", caption.replace("2011", "2012")), None);
    check(
        &format!(
            "Kings Meet in Port City\n\n{caption} The kings met here Wednesday. (Wire/J. Doe)\n"
        ),
        day,
    );
    check(&format!("{line} {{}}\n\n© Wire 2011"), day);
    // Another year than the weekday's, another holder, and no weekday that could agree.
    check(&format!("{line} {{}}\n\n© Wire 2013"), None);
    check(&format!("{line} {{}}\n\n© 2011 A Daily"), None);
    check("MOSS, Aug. 24 (Wire) -- The kings met here. {}\n\n© Wire 2011", None);
}

#[test]
fn a_year_that_the_text_calls_its_own() {
    let day = Some("2011-08-24");
    let told =
        |words: &str| format!("MOSS, Aug. 24 (Wire) -- The kings spoke of the ferry {words}. {{}}");
    check(&told("of this year 2011"), day);
    check(&told("that was built last year (2010)"), day);
    check(&told("that was built last year, after 2010"), None);
}

#[test]
fn times_of_saving() {
    check("Kings Meet\n3 hours ago\n\n{}\n\nRetrieved 30 August 2011", Some("2011-08-30"));
    check(
        "Kings Meet\nPublished 6 days ago\n\n{}\n\nArchived from the original on 30 August 2011.",
        Some("2011-08-24"),
    );
    check("Kings Meet\n\n{}\n\nRetrieved 30 August 2011", None);
    let ago = |url: Option<&str>, at: Option<&str>| {
        let text = format!("Kings Meet\n6 days ago\n\n{BODY}");
        let (url, scraped_at) = (url.map(str::to_owned), at.map(str::to_owned));
        published(Line { text, url, scraped_at, ..Line::default() }).0
    };
    let kept = "https://web.archive.org/web/20110830123456/https://example.org/kings";
    assert_eq!(ago(Some(kept), None).as_deref(), Some("2011-08-24"));
    assert_eq!(ago(None, Some("2011-08-30T10:00:00Z")).as_deref(), Some("2011-08-24"));
    assert_eq!(ago(None, None), None);
    let text = format!("Kings Meet\n\n{BODY}");
    let scraped_at = Some("2011-08-30".to_owned());
    assert_eq!(published(Line { text, scraped_at, ..Line::default() }).0, None);
}

#[test]
fn saved_pages() {
    check_page(
        "<script type='application/ld+json'>[{\"@type\":\"BreadcrumbList\"},{\"@type\":\"NewsArticle\",\"datePublished\":\"2011-08-24T09:14:00Z\",\"mentions\":[{\"@type\":\"NewsArticle\",\"datePublished\":\"2010-01-01\"}]}]</script><h1>Kings Meet</h1>{}",
        Some("2011-08-24"),
    );
    check_page(
        "<script type='application/ld+json'>{\"datePublished\": \"2011-08-24\", \"headline\": \"a\nb\"}</script><h1>Kings Meet</h1>{}",
        Some("2011-08-24"),
    );
    for name in [
        "DC.date.issued",
        "dcterms:issued",
        "sailthru.date",
        "parsely-pub-date",
        "og:article:published_time",
    ] {
        check_page(
            &format!("<meta name='{name}' content='2011-08-24 09:14'><h1>Kings Meet</h1>{{}}"),
            Some("2011-08-24"),
        );
    }
    check_page(
        "<meta name='parsely-page' content='{\"pub_date\":\"2011-08-24T09:00:00Z\"}'><h1>Kings Meet</h1>{}",
        Some("2011-08-24"),
    );
    check_page(
        "<article><h1>Kings Meet</h1><span itemprop='datePublished' content='2011-08-24'>a while</span>{}</article>",
        Some("2011-08-24"),
    );
    // The times of change, of comments and of other articles are not the page's.
    check_page(
        "<article><h1>Kings Meet</h1>{}<time class='updated' datetime='2011-08-25'></time><div class='comments'><time datetime='2011-08-26'>26 Aug</time></div></article>",
        None,
    );
    check_page(
        "<article><h1>Kings Meet</h1>{}</article><aside class='related'><time datetime='2011-08-26'>26 Aug</time></aside>",
        None,
    );
    check_page(
        "<article><h1>Kings Meet</h1><div class='date'>3 days ago</div>{}</article><!-- FILE ARCHIVED ON 09:12:30 Aug 30, 2011 AND RETRIEVED -->",
        Some("2011-08-27"),
    );
    check_page(
        "<article><h1>Kings Meet</h1><figure><figcaption>The kings on August 2, 2011. Photo: Wire</figcaption></figure>{}</article>",
        None,
    );
}

#[test]
fn metadata_that_disagrees_is_told() {
    let page = |meta: &str| {
        let text = format!(
            "<meta property='article:published_time' content='{meta}'><link rel=canonical href='https://example.org/2011/08/24/kings'><h1>Kings Meet</h1><p>{BODY}</p>"
        );
        published(Line { text, format: Some(Format::Html), ..Line::default() })
    };
    let (date, steps) = page("2011-09-30");
    assert_eq!(date.as_deref(), Some("2011-09-30"));
    assert!(steps.iter().any(|it| it.contains("which is another date")), "{steps:?}");
    let (date, steps) = page("2011-08");
    assert_eq!(date.as_deref(), Some("2011-08-24"));
    assert!(steps.iter().any(|it| it.contains("more exact")), "{steps:?}");
}

#[test]
fn remembered_anniversaries() {
    let told = "The king came on the 50th anniversary of Kenya's independence.";
    check(&format!("NAIROBI, Dec. 12 (Wire) -- {told} {{}}"), Some("2013-12-12"));
    check(&format!("NAIROBI, Dec. 30 (Wire) -- {told} {{}}"), None);
    // A weekday that contradicts.
    check(&format!("NAIROBI, Dec. 12 (Wire) -- On Sunday the queen left. {told} {{}}"), None);
    check(
        "On Thursday, the 50th anniversary of Kenya's independence, the kings met. {}",
        Some("2013-12-12"),
    );
    check(
        "The kings met on Thursday to mark the 50th anniversary of Kenya's independence. {}",
        None,
    );
    check("NAIROBI, Dec. 12 (Wire) -- It is the 50th anniversary of Kenya's bank. {}", None);
    check(
        "Kings Meet\n12 DEC, 09:14\n\nIt was the 50th anniversary of Kenya's independence. {}",
        Some("2013-12-12"),
    );
}

fn analysis(site: &str, files: &[(&str, &str)]) -> Analysis {
    let documents = files.iter().map(|(path, text)| document::Input {
        path: (*path).to_owned(),
        file: format!("content/documents/{path}"),
        bytes: text.as_bytes().to_vec().into(),
    });
    let site = Some(Source::new("content/site.yaml", site));
    let config = ConfigSources { site, ..ConfigSources::default() };
    let inputs = Inputs { config, documents: documents.collect(), ..Inputs::default() };
    pipeline::analyse(&inputs, &Silent).value
}

#[track_caller]
fn check_dated(analysis: &Analysis, id: &str, expected: Option<&str>, by: Provenance) {
    let found = analysis.documents.iter().find(|it| it.document.id == id);
    let published = found.map(|it| &it.published);
    let date = published.and_then(|it| it.date).map(|it| it.to_string());
    let by_found = published.map(|it| it.by);
    assert_eq!((date.as_deref(), by_found), (expected, Some(by)), "{published:?}");
}

#[test]
fn an_outlet_keeps_to_its_order_of_day_and_month() {
    use Provenance::{Masthead, Unknown};
    let of =
        |outlet: &str, date: &str| format!("Kings Meet\nDate: {date} | Source: {outlet}\n\n{BODY}");
    let (a, b) = (of("A Daily", "24/08/2011"), of("A Daily", "30/09/2011"));
    let (c, d) = (of("A Daily", "08/10/2011"), of("Another", "08/10/2011"));
    let files = [("a.txt", &*a), ("b.txt", &*b), ("c.txt", &*c), ("d.txt", &*d)];
    let found = analysis("title: Kings\n", &files);
    check_dated(&found, "c", Some("2011-10-08"), Masthead);
    check_dated(&found, "d", None, Unknown);
    let steps = found.documents.iter().find(|it| it.document.id == "c");
    let steps = steps.map(|it| it.published.steps.join(" ")).unwrap_or_default();
    assert!(steps.contains("read day first as in 2 other documents of A Daily"), "{steps}");
    // One that writes both has no habit; the settings decide before any habit.
    let e = of("A Daily", "08/24/2011");
    let mixed = [&files[..], &[("e.txt", &*e)]].concat();
    check_dated(&analysis("title: Kings\n", &mixed), "c", None, Unknown);
    let set = analysis("title: Kings\nnumeric_dates: month-first\n", &files);
    check_dated(&set, "c", Some("2011-08-10"), Masthead);
}

const LONG: &str = "The two kings met in the port city and spoke for two hours about the bridge and the ferry, which both of them had seen from the train. They walked along the harbour with the mayor, who showed them the new lighthouse and the old customs house. In the evening there was a dinner with songs from both shores, and the younger of the kings gave the older a model of the ferry made of silver and of birch.";

#[test]
fn an_undated_copy_takes_the_date_of_its_twin() {
    use Provenance::{Twin, Unknown};
    let original = format!("Kings Meet\nPublished: 24 August 2011\n\n{LONG}");
    let copy = format!("Two Kings by the Sea\n\n{LONG}");
    let near = format!("A Dinner\n\n{}", LONG.replace("silver and of birch", "silver"));
    let other_year = format!("A Dinner\n\n{LONG} That was in 1999.");
    let short = "Kings Meet\n\nThe two kings met in the port city and spoke for two hours.";
    let files = [
        ("a.txt", &*original),
        ("copy.txt", &*copy),
        ("near.txt", &*near),
        ("other.txt", &*other_year),
        ("short.txt", short),
    ];
    let found = analysis("title: Kings\n", &files);
    check_dated(&found, "copy", Some("2011-08-24"), Twin);
    check_dated(&found, "near", Some("2011-08-24"), Twin);
    check_dated(&found, "other", None, Unknown);
    check_dated(&found, "short", None, Unknown);
    let later = original.replace("24 August", "30 August");
    let two = [&files[..], &[("b.txt", &*later)]].concat();
    let found = analysis("title: Kings\n", &two);
    check_dated(&found, "copy", None, Unknown);
    let candidates = found.documents.iter().find(|it| it.document.id == "copy");
    assert_eq!(candidates.map(|it| it.published.candidates.len()), Some(2));
}

#[test]
fn an_undated_report_takes_the_year_of_other_reports_of_what_it_tells() {
    use Provenance::{Reports, Unknown};
    let site = "title: Isles\nrelationship: { sides: [Norway, Iceland] }\n";
    let told = "Norwegian Foreign Minister Ola Hansen met with Icelandic Foreign Minister Jon Palsson in Oslo on Wednesday. Norwegian Foreign Minister Ola Hansen signed an agreement with Icelandic Foreign Minister Jon Palsson on Wednesday.";
    let dated = format!("Ministers Meet\nPublished: 25 August 2011\n\nOSLO (Wire) -- {told}");
    let of = |day: &str, told: &str| format!("OSLO, {day} (Daily) -- {told}");
    let open = of("Aug. 25", told);
    let files = [("a.txt", &*dated), ("b.txt", &*open)];
    check_dated(&analysis(site, &files), "b", Some("2011-08-25"), Reports);
    // Another weekday, another day, and what returns every year.
    let weekday = of("Aug. 25", &told.replace("Wednesday", "Friday"));
    let day = of("Sept. 29", told);
    let yearly = of("Aug. 25", &format!("{told} It was the anniversary of the treaty."));
    for text in [weekday, day, yearly] {
        let files = [("a.txt", &*dated), ("b.txt", &*text)];
        check_dated(&analysis(site, &files), "b", None, Unknown);
    }
    // One happening alone makes a candidate.
    let one = of("Aug. 25", told.split(". Norw").next().unwrap_or(told));
    let found = analysis(site, &[("a.txt", &*dated), ("b.txt", &*one)]);
    check_dated(&found, "b", None, Unknown);
    let candidates = found.documents.iter().find(|it| it.document.id == "b");
    let candidates = candidates.map(|it| &it.published.candidates);
    assert!(candidates.is_some_and(|it| it.len() == 1), "{candidates:?}");
    // In two years the same day and weekday: neither is taken.
    let other = dated.replace("2011", "2016");
    let found = analysis(site, &[("a.txt", &*dated), ("b.txt", &*open), ("c.txt", &*other)]);
    check_dated(&found, "b", None, Unknown);
}

#[test]
fn anniversaries_of_years_that_the_text_tells() {
    let told = "The papers on Thursday told of the tenth anniversary of the king's trip to Norway in 2001.";
    check(&format!("OSLO, Aug. 4 (Wire) -- {told} {{}}"), Some("2011-08-04"));
    // In 2010 the Bank was celebrated, not founded: 2075 would be a Tuesday as well.
    let told =
        "He spoke on Tuesday of the feast for the 65th anniversary of the Bank of Norway in 2010.";
    check(&format!("OSLO, July 24 (Wire) -- {told} {{}}"), None);
    let told =
        "The queen on Sunday wrote of the 21st anniversary of the ferry, opened on May 5, 1991.";
    check(&format!("OSLO, May 6 (Wire) -- {told} {{}}"), Some("2012-05-06"));
}
