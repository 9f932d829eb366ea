//! Five documents of two invented heads of government, in the shapes of the wild: every event that
//! they tell of, and nothing else. Under other names they tell the same.

use std::collections::BTreeMap;

use relata::config::ConfigSources;
use relata::diagnostic::{Diagnostic, Severity};
use relata::document;
use relata::pipeline::{self, Analysis, Inputs, Silent};
use relata::source::Source;

const SITE: &str = "\
title: Norway and Brazil
relationship:
  sides: [Norway, Brazil]
";

const ACTORS: &str = "\
- name: Ada Berg
  side: Norway
  born: 1961-02-03
- name: Joao Prado
  side: Brazil
  born: 1952-06-10
";

/// The five documents: path below documents/ and text.
const STORIES: [(&str, &str); 5] = [
    ("greeting.txt", GREETING),
    ("seventy.txt", SEVENTY),
    ("news.txt", NEWS),
    ("anniversary.txt", ANNIVERSARY),
    ("new-year.txt", NEW_YEAR),
];

/// A state agency's page: the time of saving on top, a date in digits, a dateline, a list of other
/// stories.
const GREETING: &str = "\
May 4, 2026May 4, 2026
NTN NTN.example (En)

Esteemed Prime Minister Ada Berg Congratulates Brazilian President

Date: 11/06/2024 | Source: NTN.example (En) | Read original version at source

Oslo, June 11 (NTN) -- The esteemed Ada Berg sent a message of greeting to Joao Prado, president of the Federative Republic of Brazil, on Monday.

The message said:

My dear friend Joao Prado,

Please accept my warm congratulations on your birthday.

Under your guidance Brazil has gone from strength to strength, and its people rightly honour you for a lifetime of service.

I think back with joy to the days when we lifted the old Norway-Brazil ties to a new height by proclaiming in one voice with you the comprehensive strategic partnership between the two countries in Oslo on last March 19.

The talks that we shall hold in years to come will make that friendship stronger still.

I wish you health and new success. -0-

www.ntn.example

More From NTN.example (En)

New Ferries Built at Western Yards

New Ferries Built at Western Yards

Oslo, May 4 (NTN) -- The shipyards of the west coast have launched three ferries this spring, and the workers at the

May 4, 2026

Oslo, May 4 (NTN) -- The shipyards of the west coast have launched three ferries this spring, and the workers at the

Book Fair Held in Brazil

Book Fair Held in Brazil

Oslo, May 3 (NTN) -- Ada Berg sent a message to the book fair that opened in Brazil, which showed new novels and

May 3, 2026

Oslo, May 3 (NTN) -- Ada Berg sent a message to the book fair that opened in Brazil, which showed new novels and

About Us | Contact | Terms of Use
";

/// A page that says neither when it was written nor by whom.
const SEVENTY: &str = "\
Ada Berg, prime minister of the Kingdom of Norway, sent a congratulatory message to Joao Prado, president of the Federative Republic of Brazil, on Friday.
Extending her cordial congratulations to Prado on his 70th birthday, Ada Berg said in the message:
For many years you have carried the burden of office, and your country thanks you for it with its trust.
Today Brazil stands firm before every storm. Nobody who knows you is surprised.
It gladdens me that our two nations have helped each other as never before under the agreement made at our first meeting in Recife in 2019, and that they stand together for peace.
I hope that our friendship will do more for both peoples yet, and I wish you good health and great success in your work.
More From Fjord Times
The Brazilian vice-president at a press conference on April 8 spoke of the harvest and of the price of coffee in the
April 14, 2026
The Brazilian vice-president at a press conference on April 8 spoke of the harvest and of the price of coffee in the
Ada Berg received letters of congratulation from many lands on the occasion of her
April 14, 2026
Ada Berg received letters of congratulation from many lands on the occasion of her
A stamp exhibition was opened in Bergen on April 12 to recall the first steam ship that crossed the
April 13, 2026
A stamp exhibition was opened in Bergen on April 12 to recall the first steam ship that crossed the
";

/// A newspaper's own report.
const NEWS: &str = " date 2025-06-10 Berg of Norway calls Brazil's Prado a 'true friend' in birthday message
Published: 10 June. 2025, 14:20
-
- LIV DAHL
- [email protected]
Norwegian Prime Minister Ada Berg sent a birthday message to Brazilian President Joao Prado on Tuesday, calling him “a true friend of the north” and pointing to the warm ties of Oslo and Brasilia.
According to the Norwegian Telegraph (NTN), Berg praised Prado's patience and Brazil's place in the world.
“With a steady hand you have led your country through hard years, and the world listens to it,” Berg wrote.
She was sure that the partnership, which she said was “in full bloom,” would go on.
Referring to her meeting with Prado last month during Portugal's Liberty Day celebrations, Berg repeated that Norway stands by the fund for the forests.
“We will keep our word, and we will pay our share,” she wrote.
Berg closed with the hope that the oceans between them would grow smaller.
This article was first written in Norwegian and translated by an editor.
BY LIV DAHL [[email protected]]
To write comments, please log in to one of the accounts.
";

/// An essay for an anniversary: months, years, and \"last year\" in a page without a date.
const ANNIVERSARY: &str = "\
In May 2019, the esteemed Ada Berg had the first meeting and talks with Brazilian President Joao Prado.
Her first visit to Brazil was a beginning that nobody has forgotten, and it gave the ties of the two countries a new direction.
The meeting and talks that Ada Berg held with President Prado showed the world that the two countries mean to grow closer and to work for peace.
She paid an official goodwill visit to the Federative Republic of Brazil again in August 2023 to strengthen the friendly ties of the two countries.
Above all, the news of her visit to the Maruda Cosmodrome together with Prado was read around the world.
As they met again in Oslo in 2024, the top leaders of the two countries discussed how to put the bilateral ties on a comprehensive strategic partnership and were of one mind.
On December 4 last year, ratification instruments of the Treaty on Comprehensive Strategic Partnership between Norway and the Federative Republic of Brazil were exchanged.
Since the historic Norway-Brazil Oslo summit the ties have become closer in every field.
The two countries have kept in touch through many visits, and their trade has grown.
More From Fjord Times
A spokesman for the Danish Defence Ministry denied that ships of his country had been seen near a
May 08, 2026
A spokesman for the Danish Defence Ministry denied that ships of his country had been seen near a
Ada Berg, prime minister of the Kingdom of Norway, received a message of greeting from
May 08, 2026
Ada Berg, prime minister of the Kingdom of Norway, received a message of greeting from
There recently took place a meeting of the council of northern fishermen in Tromso. It was attended by
May 07, 2026
There recently took place a meeting of the council of northern fishermen in Tromso. It was attended by
";

/// An agency's story whose dateline has no year; the page's own list of news does.
const NEW_YEAR: &str = "\
Norway's prime minister receives New Year's message from Prado, thanking her for 'brave' rescue crews

 

by SWN |

Copenhagen, Dec 26 (SWN) Brazilian President Joao Prado has sent a message of greeting to mark New Year's Day to Norwegian Prime Minister Ada Berg, thanking her for the \"brave\" crews who helped when the rivers rose, the Norwegian state broadcaster said on Friday.


Berg received the message on December 17, in which Prado extended \"heartfelt congratulations\" on the occasion of the new year, reports the Daily, quoting the Norwegian Telegraph (NTN).


\"The past year meant much to Oslo and Brasilia,\" Prado said, referring to the crews in the flooded valleys.


Prado also recalled the comprehensive strategic partnership treaty the two countries have signed, adding, \"This has helped our trade and our schools.


\"I am sure that we will work together in the year to come as well,\" Prado also said.


Prado's promise to go on working with Berg came amid talks on a fund for the forests, suggesting the two countries may stay close.


The NTN report came a week after the message was delivered.


--SWN

Latest News
'Bread for one crown', Oslo mayor opens bakery Fri, Dec 26, 2025, 02:01 PM
Snow closes mountain road; ferry takes lorries Fri, Dec 26, 2025, 01:44 PM
Bergen orchestra returns home after long tour Fri, Dec 26, 2025, 01:34 PM
";

/// What must be found: date, type, participants (from → to, or & where they take part alike),
/// documents.
const EVENTS: &str = "\
2019-05 meeting/talks Ada Berg & Joao Prado @ Recife [anniversary seventy]
2022-06-10 message/birthday Ada Berg → Joao Prado [seventy]
2023-08 visit Ada Berg & Joao Prado @ Maruda Cosmodrome [anniversary]
2024-03-19 agreement/strategic-partnership Ada Berg & Joao Prado @ Oslo [anniversary greeting]
2024-06-10 message/birthday Ada Berg → Joao Prado [greeting]
2025-05 meeting Ada Berg & Joao Prado @ Portugal [news]
2025-06-10 message/birthday Ada Berg → Joao Prado [news]
2025-12-17 message/new-year Joao Prado → Ada Berg [new-year]
? ratification/exchange-of-instruments Norway & Brazil [anniversary]
";

const YEAR_SET: &str = "\
- document: anniversary
  set: { published: 2025 }
  note: The page has no date of its own.
";

fn analysis(renamed: &dyn Fn(&str) -> String, overrides: &str) -> (Analysis, Vec<Diagnostic>) {
    let source = |name: &str, text: &str| Source::new(name, renamed(text));
    let config = ConfigSources {
        site: Some(source("content/site.yaml", SITE)),
        actors: Some(source("content/actors.yaml", ACTORS)),
        ..ConfigSources::default()
    };
    let documents = STORIES.iter().map(|(path, text)| document::Input {
        path: (*path).to_owned(),
        file: format!("content/documents/{path}"),
        bytes: renamed(text).into_bytes().into(),
    });
    let inputs = Inputs {
        config,
        overrides: vec![source("content/overrides.yaml", overrides)],
        documents: documents.collect(),
        ..Inputs::default()
    };
    let read = pipeline::analyse(&inputs, &Silent);
    (read.value, read.diagnostics)
}

/// One line an event, as in [`EVENTS`].
fn table(analysis: &Analysis) -> Vec<String> {
    let cast = &analysis.cast;
    let lines = analysis.timeline.events.iter().map(|entry| {
        let event = &entry.event;
        let when = event.dated.when().map_or("?".to_owned(), |it| it.to_string());
        let subtype = event.subtype.as_ref().map(|it| format!("/{it}")).unwrap_or_default();
        let directed = event.participants.iter().any(|it| it.role == relata::event::Role::Target);
        let who: Vec<String> =
            event.participants.iter().map(|it| cast.actor_name(&it.actor)).collect();
        let who = who.join(if directed { " → " } else { " & " });
        let place = event.place.as_ref().map(|it| format!(" @ {}", cast.place_name(it)));
        let mut documents: Vec<&str> =
            event.evidence.iter().map(|it| it.document.as_str()).collect();
        documents.sort_unstable();
        documents.dedup();
        let (kind, place) = (&event.kind, place.unwrap_or_default());
        format!("{when} {kind}{subtype} {who}{place} [{}]", documents.join(" "))
    });
    let mut lines: Vec<String> = lines.collect();
    // What has no date stands at the end here, whatever the timeline makes of it.
    lines.sort_by_key(|it| (it.starts_with('?'), it.clone()));
    lines
}

#[track_caller]
fn check(renamed: &dyn Fn(&str) -> String, overrides: &str, expected: &str) {
    let (analysis, diagnostics) = analysis(renamed, overrides);
    let errors: Vec<_> = diagnostics.iter().filter(|it| it.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let found = table(&analysis).join("\n");
    assert_eq!(found, expected.trim_end(), "found:\n{found}\n");
}

#[test]
fn five_documents_tell_of_these_events_and_no_others() {
    check(&str::to_owned, "", EVENTS);
}

#[test]
fn the_author_sets_the_year_that_the_page_keeps_to_itself() {
    let line = EVENTS.lines().next_back().unwrap_or_default();
    let (without, _) = EVENTS.split_once(line).unwrap_or_default();
    let dated = line.replace('?', "2024-12-04");
    let before = without.find("2025-05").unwrap_or_default();
    let expected = format!("{}{dated}\n{}", &without[..before], &without[before..]);
    check(&str::to_owned, YEAR_SET, &expected);
}

#[test]
fn without_the_year_both_years_that_fit_are_kept_as_candidates() {
    let (analysis, _) = analysis(&str::to_owned, "");
    let undated: Vec<_> =
        analysis.timeline.events.iter().filter(|it| it.event.dated.when().is_none()).collect();
    assert_eq!(undated.len(), 1, "{undated:?}");
    let relata::event::Dated::Undated(candidates) = &undated[0].event.dated else { return };
    let dates: Vec<String> = candidates.iter().map(|it| it.0.to_string()).collect();
    assert!(dates.contains(&"2024-12-04".to_owned()), "{candidates:?}");
}

#[test]
fn titles_say_what_happened() {
    let (analysis, _) = analysis(&str::to_owned, YEAR_SET);
    let titles: Vec<&str> =
        analysis.timeline.events.iter().map(|it| it.event.title.as_str()).collect();
    let expected = [
        "Ada Berg and Joao Prado hold talks in Recife",
        "Ada Berg sends Joao Prado birthday greetings",
        "Ada Berg and Joao Prado visit Maruda Cosmodrome",
        "Ada Berg and Joao Prado establish a strategic partnership in Oslo",
        "Ada Berg sends Joao Prado birthday greetings",
        "Joao Prado sends Ada Berg a New Year message",
    ];
    for title in expected {
        assert!(titles.contains(&title), "{title}: {titles:#?}");
    }
}

#[test]
fn every_quote_stands_in_its_document() {
    let (analysis, _) = analysis(&str::to_owned, "");
    let texts: BTreeMap<&str, &str> =
        analysis.documents.iter().map(|it| it.document.text()).collect();
    for entry in &analysis.timeline.events {
        for it in &entry.event.evidence {
            let text = texts[it.document.as_str()];
            assert_eq!(&text[it.span.range()], it.quote, "{}", entry.event.id);
            assert!(!it.quote.contains("2026"), "{}", it.quote);
        }
    }
}

#[test]
fn other_people_in_other_towns_have_the_same_events() {
    const NAMES: [(&str, &str); 8] = [
        ("Ada Berg", "Ruth Kamau"),
        ("Berg", "Kamau"),
        ("Joao Prado", "Diego Salas"),
        ("Prado", "Salas"),
        ("Recife", "Manaus"),
        ("Maruda", "Tucano"),
        ("Liberty Day", "Sailors' Day"),
        ("LIV DAHL", "NED BELL"),
    ];
    check_renamed(&NAMES);
}

#[test]
fn other_countries_have_the_same_events() {
    const NAMES: [(&str, &str); 13] = [
        ("Ada Berg", "Ruth Kamau"),
        ("Berg ", "Kamau "),
        ("Joao Prado", "Diego Salas"),
        ("Prado", "Salas"),
        ("Recife", "Cusco"),
        ("Maruda", "Tucano"),
        ("Oslo", "Nairobi"),
        ("Brasilia", "Lima"),
        ("Kingdom of Norway", "Republic of Kenya"),
        ("Federative Republic of Brazil", "Republic of Peru"),
        ("Norwegian", "Kenyan"),
        ("Brazilian", "Peruvian"),
        ("Portugal", "Japan"),
    ];
    let countries = [("Norway", "Kenya"), ("Brazil", "Peru")];
    check_renamed(&[&NAMES[..], &countries[..]].concat());
}

#[track_caller]
fn check_renamed(names: &[(&str, &str)]) {
    let renamed =
        |text: &str| names.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    check(&renamed, "", &renamed(EVENTS));
}
