//! Titles of dated clauses, which no pattern makes: from the sentence's own words, in the present and in one line.
//!
//! That every type's patterns keep to the same is held beside them, in src/event/title.rs.

use relata::config::ConfigSources;
use relata::document;
use relata::pipeline::{self, Inputs, Silent};
use relata::source::Source;

/// The longest title, in characters.
const LONGEST: usize = 90;

/// A sentence, and the titles of what it tells.
const TOLD: &[(&str, &[&str])] = &[
    ("The lighthouse burned down in March 1987.", &["The lighthouse burns down"]),
    ("The museum was closed on Monday.", &["The museum is closed"]),
    (
        "On 6 May, the harbour board, a body of nine members, raised the toll.",
        &["The harbour board raises the toll"],
    ),
    (
        "The ferry line Nordstar on 2 April opened a new route to Lund.",
        &["The ferry line Nordstar opens a new route to Lund"],
    ),
    ("After long talks, the council sold the mill on 12 March.", &["The council sells the mill"]),
    ("The keeper said on Monday that the lamp worked.", &["The keeper says that the lamp worked"]),
    (
        "The dean told reporters on Tuesday that the roof of the old school, built in haste, would \
         have to be mended before the winter and that nobody could say who was to pay for all that.",
        &["Statement by the dean"],
    ),
    ("Meanwhile, the orchard flooded on 4 April.", &["The orchard floods"]),
    (
        "The stable burned in 1931 and collapsed in 1978.",
        &["The stable burns", "The stable collapses"],
    ),
    ("The bells, cast in 1904, are kept in the tower.", &["The bells are cast"]),
    ("The beams found in May 2023 were old.", &["The beams are found"]),
    ("The mayor, who was born in 1961, left the party.", &["The mayor is born"]),
    (
        "The tower was damaged by a storm on 7 May and the bells were lost.",
        &["The tower is damaged by a storm"],
    ),
    (
        "Farmers and millers walked to the town hall on 8 May.",
        &["Farmers and millers walk to the town hall"],
    ),
    ("The guild has mended the gate since 2 May.", &["The guild mends the gate"]),
    ("Weavers swept the road on 9 May.", &["Weavers sweep the road"]),
    (
        "The orchestra of the Lund Society for Old Music and the Study of Northern Songs tuned its \
         instruments on 10 May in the great hall of the castle in honour of its first conductor.",
        &["The orchestra tunes its instruments in the great hall of the castle"],
    ),
    ("Yesterday the bakers of Lund began a fast.", &["The bakers of Lund begin a fast"]),
    (
        "The mine at Falun, according to the owner, was flooded on 3 May.",
        &["The mine at Falun is flooded"],
    ),
    (
        "The school on 1 May published a report titled \"Songs of the North\".",
        &["The school publishes a report"],
    ),
    ("Because of fog, the airport stayed shut on 5 May.", &["The airport stays shut"]),
    (
        "The price of flour rose 4.5 percent in April 2024, the millers' union said.",
        &["The price of flour rises 4.5 percent"],
    ),
    ("It was founded in 1911.", &["It is founded"]),
    (
        "The choir sang on 28 April to mark its anniversary, and the crowd cheered.",
        &["The choir sings to mark its anniversary"],
    ),
    (
        "The county in 2022 bought four boats, two lorries and a crane for the harbour.",
        &["The county buys four boats, two lorries and a crane for the harbour"],
    ),
    ("The band played on 2 May and sang on 4 May.", &["The band plays", "The band sings"]),
    ("LUND, Sweden (NTN)_ A well dried up on 2 May.", &["A well dries up"]),
    // A participle behind its noun is no verb of the clause.
    ("The ship built in Lund sank on 2 May.", &["The ship built in Lund sinks"]),
    ("The ships built in Lund sank on 2 May.", &["The ships built in Lund sink"]),
    ("The ship built in 1911 in Lund sank off the cape.", &["The ship is built in Lund"]),
    (
        "The minister accused of the murder resigned on 2 May.",
        &["The minister accused of the murder resigns"],
    ),
    (
        "The baker wounded in the raid left the clinic on 2 May.",
        &["The baker wounded in the raid leaves the clinic"],
    ),
    (
        "The boys taught by the monks won the cup on 2 May.",
        &["The boys taught by the monks win the cup"],
    ),
    (
        "Walls painted in red surrounded the mill in 1911.",
        &["Walls painted in red surround the mill"],
    ),
    ("The boat arrived in Lund on 2 May.", &["The boat arrives in Lund"]),
    (
        "The miller moved to a house built of stone on 2 May.",
        &["The miller moves to a house built of stone"],
    ),
    (
        "The council voted on 2 May to sell the mill damaged in the storm.",
        &["The council votes to sell the mill damaged in the storm"],
    ),
    ("The mayor called on the guild on 2 May.", &["The mayor calls on the guild"]),
    // An adverb that changes what is told stays, one of manner goes.
    ("The baker was wrongly convicted on 2 May.", &["The baker is wrongly convicted"]),
    ("The club narrowly missed the cup on 2 May.", &["The club narrowly misses the cup"]),
    ("The town hall was partly destroyed on 2 May.", &["The town hall is partly destroyed"]),
    (
        "The clerk falsely confessed to the theft on 2 May.",
        &["The clerk falsely confesses to the theft"],
    ),
    ("The mayor quickly left the hall on 2 May.", &["The mayor leaves the hall"]),
    // Where the parts are not clear, the report's own words.
    ("The songs she wrote in 1990 were lost.", &["The songs she wrote were lost"]),
    (
        "Walking to the mill after rain fell on 2 May, he sang.",
        &["Walking to the mill after rain fell, he sang"],
    ),
    (
        "A second man died after he was hit by a cart on 2 May.",
        &["A second man died after he was hit by a cart"],
    ),
    (
        "Cases of gout fell from 24 in 1990 to 10 in April.",
        &["Cases of gout fall from 24 to 10", "Cases of gout fall from 24 to 10"],
    ),
    ("The price rose to 5 crowns in April last year.", &["The price rises to 5 crowns"]),
    ("The mayor vetoed the budget on 2 May.", &["The mayor vetoes the budget"]),
];

/// The titles of what a document of a sentence tells, in order of time.
fn titles(sentence: &str) -> Vec<String> {
    let record = format!(
        "{{\"id\": \"a\", \"published\": \"2024-05-15\", \"text\": {}}}\n",
        serde_json::Value::from(sentence)
    );
    let inputs = Inputs {
        config: ConfigSources {
            site: Some(Source::new("content/site.yaml", "title: A town")),
            ..ConfigSources::default()
        },
        documents: vec![document::Input {
            path: "a.jsonl".to_owned(),
            file: "content/documents/a.jsonl".to_owned(),
            bytes: record.into_bytes().into(),
        }],
        ..Inputs::default()
    };
    let analysis = pipeline::analyse(&inputs, &Silent).value;
    analysis.timeline.events.into_iter().map(|it| it.event.title).collect()
}

#[test]
fn dated_clauses_have_titles_from_their_own_words() {
    let mut wrong = Vec::new();
    for (sentence, expected) in TOLD {
        let found = titles(sentence);
        if found != *expected {
            wrong.push(format!("{sentence}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_such_title_is_one_short_line_in_sentence_case() {
    for (sentence, _) in TOLD {
        for title in titles(sentence) {
            assert!((1..=LONGEST).contains(&title.chars().count()), "{title}");
            assert!(!title.chars().next().is_some_and(char::is_lowercase), "{title}");
            assert!(!title.ends_with(['.', ',', ' ']) && !title.contains('\n'), "{title}");
        }
    }
}
