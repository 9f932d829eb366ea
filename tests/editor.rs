//! What an editor adds to the site, from content to pages, in memory: the phases of a relationship and
//! key figures.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use relata::config::ConfigSources;
use relata::diagnostic::{Diagnostic, has_errors};
use relata::document::Input;
use relata::pipeline::{Inputs, Silent, analyse, render};
use relata::source::Source;

const SIDES: &str = "relationship: { sides: [Norway, Sweden] }\n";

/// What is wrong with a site of two documents: `file:line:column message (help)`.
fn build(site: &str) -> (BTreeMap<String, String>, Vec<String>) {
    let document = |path: &str, text: &str| Input {
        path: path.to_owned(),
        file: format!("content/documents/{path}"),
        bytes: text.as_bytes().to_vec().into(),
    };
    let inputs = Inputs {
        config: ConfigSources {
            site: Some(Source::new("site.yaml", format!("{SIDES}{site}"))),
            ..ConfigSources::default()
        },
        documents: vec![
            document(
                "a.txt",
                "OSLO, May 14, 2019 -- Norwegian Foreign Minister Ada Berg met Swedish Foreign Minister Bo Lind in Oslo on 13 May 2019.\n",
            ),
            document(
                "b.txt",
                "OSLO, June 4, 2023 -- Swedish Foreign Minister Bo Lind visited Norway on 3 June 2023.\n\nSweden sanctioned Norway on 1 February 2023.\n",
            ),
        ],
        ..Inputs::default()
    };
    let analysed = analyse(&inputs, &Silent);
    if has_errors(&analysed.diagnostics) {
        return (BTreeMap::new(), analysed.diagnostics.iter().map(told).collect());
    }
    let rendered = render(&analysed.value, &inputs);
    let told = analysed.diagnostics.iter().chain(&rendered.diagnostics).map(told).collect();
    let text = |(path, bytes): (String, Vec<u8>)| Some((path, String::from_utf8(bytes).ok()?));
    (rendered.value.into_iter().filter_map(text).collect(), told)
}

fn told(it: &Diagnostic) -> String {
    let at = it.location.as_ref().unwrap();
    format!(
        "{}:{}:{} {} ({})",
        at.file,
        at.line,
        at.column,
        it.message,
        it.help.as_deref().unwrap_or_default()
    )
}

#[track_caller]
fn refused(site: &str, expected: &[&str]) {
    assert_eq!(build(site).1, expected);
}

#[track_caller]
fn pages(site: &str) -> BTreeMap<String, String> {
    let (pages, told) = build(site);
    assert_eq!(told, Vec::<String>::new());
    pages
}

/// Where each of these stands in a page, one after the other.
#[track_caller]
fn in_order(page: &str, parts: &[&str]) {
    let mut rest = page;
    for part in parts {
        let at = rest.find(part);
        assert!(at.is_some(), "`{part}` is not there, or not after the parts before it");
        rest = &rest[at.unwrap() + part.len()..];
    }
}

const PHASES: &str = "phases:\n  - { name: Sanctions & <more>, from: 2023, note: A *cold* year. }\n  - { name: Talks, until: 2023-02 }\n";

#[test]
fn phases_head_and_colour_their_part() {
    let pages = pages(PHASES);
    let home = &pages["index.html"];
    // The newest is first: the later phase heads the year, above its name.
    in_order(
        home,
        &[
            "id=\"phase-2\"",
            "<strong>Sanctions &amp; &lt;more&gt;</strong> <small>since 2023</small>",
            "<em>cold</em>",
            "class=\"year hue-2\" id=\"y2023\"",
            "class=\"month hue-2\"",
            "hue-2\" data-phase=\"2\"",
            "id=\"phase-1\"",
            "<strong>Talks</strong> <small>until February 2023</small>",
            "class=\"year hue-1\" id=\"y2019\"",
        ],
    );
    assert!(pages["years/2019/index.html"].contains("id=\"phase-1\""));
    assert!(pages["years/2023/index.html"].contains("id=\"phase-2\""));
    assert!(!pages["years/2023/index.html"].contains("id=\"phase-1\""));
}

#[test]
fn phases_are_spans_of_the_strip_and_rows_of_its_table() {
    let pages = pages(PHASES);
    let home = &pages["index.html"];
    // The strip reaches from 2019 to 2023, 1826 days, and the phases overlap in two months of 2023.
    in_order(
        home,
        &[
            "<svg class=\"hue-1\" x=\"0.0%\" y=\"0\" width=\"83.2%\"",
            "<svg class=\"hue-2\" x=\"80.0%\" y=\"24\" width=\"20.0%\"",
            "<a href=\"#phase-1\">Talks</a>",
            "<a href=\"#phase-2\">Sanctions &amp; &lt;more&gt;</a>",
            "<th scope=\"col\">Phases</th>",
            "<th scope=\"row\">2019</th>",
            "<td>Talks</td>",
            "<th scope=\"row\">2023</th>",
            "<td>Talks; Sanctions &amp; &lt;more&gt;</td>",
        ],
    );
    assert!(pages["years/index.html"].contains("href=\"../years/2019/index.html#phase-1\""));
}

#[test]
fn a_site_without_phases_has_none() {
    let home = &pages("")["index.html"];
    assert!(!home.contains("phase") && !home.contains("class=\"spans\""));
}

#[test]
fn phases_that_cannot_be_are_errors() {
    refused(
        "phases:\n  - { name: Thaw, from: 2024, until: 2019-04 }\n  - name: Always\n  - { name: \"\", from: 2019 }\n",
        &[
            "site.yaml:3:38 `Thaw` ends before it begins (put the two the other way round, or correct one of them)",
            "site.yaml:4:11 `Always` neither begins nor ends (add `from`, `until` or both, such as `from: 2019-04`)",
            "site.yaml:5:13 this phase has no name (say in a few words what sets this time apart)",
        ],
    );
    refused(
        "phases:\n  - { name: Now, from: 2024-13, til: 2025 }\n",
        &[
            "site.yaml:3:24 the calendar has no `2024-13` ()",
            "site.yaml:3:33 there is no key `til` here (the keys here are `name`, `from`, `until`, `note`)",
        ],
    );
}

#[test]
fn figures_stand_on_the_home_page_with_their_sources() {
    let yaml = "figures:\n  - { value: 54, label: trains a <week>, document: a }\n  - { value: 2 million, label: tonnes, url: \"https://example.org/x?y=1\" }\n  - { value: 3, label: ministers, source: The ministry, document: b }\n  - { value: 4, label: more, source: A book }\n";
    let home = &pages(yaml)["index.html"];
    in_order(
        home,
        &[
            "<dt>trains a &lt;week&gt;</dt><dd><strong>54</strong>",
            "<a href=\"documents/a/index.html\">",
            "<strong>2 million</strong>",
            "<a href=\"https://example.org/x?y=1\" rel=\"external\">example.org</a>",
            "<a href=\"documents/b/index.html\">The ministry</a>",
            "<strong>4</strong>",
            "</span>A book</small>",
        ],
    );
}

#[test]
fn figures_without_a_source_are_errors() {
    refused(
        "figures:\n  - { value: 54, label: trains }\n  - { value: \"\", label: trains, document: c }\n  - { value: 1, label: x, url: example.org }\n",
        &[
            "site.yaml:3:14 the figure `54` has no source (add a `document` of this site, a `url` or a `source` in words)",
            "site.yaml:4:14 this figure has no value (write it, or remove the figure)",
            "site.yaml:5:32 `example.org` is not the address of a web page (write it whole, such as `https://example.org/report`)",
            "site.yaml:4:43 there is no document `c` (a document is named by its path below documents/ without the extension)",
        ],
    );
}
