//! A run that remembers the one before gives what a fresh run gives, whatever was edited between.

#![allow(clippy::disallowed_methods, reason = "how much is tried is asked of the environment")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::Arc;

use relata::config::ConfigSources;
use relata::document::Input;
use relata::pipeline::{self, Inputs, Memory, Silent};
use relata::source::Source;

/// How many sequences of edits are tried; `RELATA_SEQUENCES=200` tries more.
const SEQUENCES: u64 = 20;

const SIDES: &[&str] = &["[Norway, Sweden]", "[Sweden, Finland]", "[]"];
const ACTORS: &[&str] = &[
    "- { name: Ada Berg, side: Norway }\n- { name: Bo Lind, side: Sweden }\n",
    "- { name: Bo Lind, side: Sweden, aliases: [Bo M. Lind] }\n",
    "- { name: Ada Berg, side: Sweden }\n- { name: Nordic Rail, kind: organisation, side: Norway }\n",
    "",
];
const OVERRIDES: &[&str] = &[
    "",
    "- document: a\n  set: { published: 2023-02-03, outlet: The Harbour News }\n",
    "- document: b\n  set: { genre: narrative }\n  note: A history.\n",
    "- add: { date: 2024-01-02, type: visit, from: Norway, to: Sweden, evidence: [{ document: c, quote: met }] }\n",
    "- pin: [2024-05-13-meeting-ada-berg-bo-lind]\n",
    "- event: [\n",
];
const TEMPLATES: &[Option<(&str, &str)>] =
    &[None, Some(("404.html", "<p>{{ t.not_found }}</p>")), Some(("404.html", "{{ nobody"))];
/// Sentences that introduce people, name them, date things by the day of publication and by others.
const SENTENCES: &[&str] = &[
    "Norwegian Foreign Minister Ada Berg met Swedish Foreign Minister Bo Lind in Oslo on Monday.",
    "Ada Berg met Bo Lind in Stockholm on 13 May 2024.",
    "Swedish Transport Minister Eva Holm visited Norway on May 20, 2024.",
    "Holm met Ada Berg in Bergen on Tuesday.",
    "Eva Holm will visit Oslo in June 2024.",
    "Norway and Sweden signed an agreement on rail freight in May 2024.",
    "Finnish President Kai Salo sent a message of greeting to Bo Lind on his birthday.",
    "The meeting took place on 3 February.",
    "Swedish Foreign Minister Sergio Holmen visited Norway on May 21, 2024.",
    "Sergyo Holmen met Ada Berg in Bergen on 22 May 2024.",
    "The Swedish Foreign Minister met Ada Berg in Oslo on 23 May 2024.",
    "Norwegian Trade Minister José Holm-Dahl met Bo Lind in Oslo on 24 May 2024.",
    "Jose Holm Dahl visited Sweden on 25 May 2024.",
    "Holmen visited Norway in July 2024, and Dahl welcomed him.",
    "The Norwegian Trade Minister sent Bo Lind a letter on 26 May 2024.",
    "It rained.",
];
const HEADS: &[&str] = &[
    "OSLO, May 14, 2024 (The Harbour News) -- ",
    "",
    "STOCKHOLM, May 21 (The Harbour News) -- ",
    "03/02/2024\n\n",
];

/// Numbers that look random and are the same in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % end as u64).unwrap()
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    fn document(&mut self, path: &str) -> Input {
        let sentences = 1 + self.below(3);
        let mut text = (*self.pick(HEADS)).to_owned();
        for _ in 0..sentences {
            text.push_str(self.pick::<&str>(SENTENCES));
            text.push(' ');
        }
        if path.ends_with(".jsonl") {
            let line = serde_json::json!({ "text": text, "title": "Told" });
            text = format!("{line}\n{}\n", serde_json::json!({ "text": self.pick(SENTENCES) }));
        }
        let (path, file) = (path.to_owned(), format!("content/documents/{path}"));
        Input { path, file, bytes: text.into_bytes().into() }
    }

    fn edit(&mut self, inputs: &mut Inputs) {
        let documents = &mut inputs.documents;
        match self.below(9) {
            0..=2 if !documents.is_empty() => {
                let at = self.below(documents.len());
                documents[at] = self.document(&documents[at].path.clone());
            }
            3 => {
                let path = *self.pick(&["a.md", "b.txt", "c.md", "d/e.md", "f.jsonl", "a.txt"]);
                documents.retain(|it| it.path != path);
                documents.push(self.document(path));
            }
            4 if !documents.is_empty() => {
                let at = self.below(documents.len());
                documents.remove(at);
            }
            5 if !documents.is_empty() => {
                let at = self.below(documents.len());
                let to = format!("z{}.md", self.below(3));
                if documents.iter().all(|it| it.path != to) {
                    documents[at].path.clone_from(&to);
                    documents[at].file = format!("content/documents/{to}");
                }
            }
            6 => {
                let actors = self.pick(ACTORS);
                inputs.config.actors =
                    (!actors.is_empty()).then(|| Source::new("content/actors.yaml", *actors));
            }
            7 => {
                let overrides = *self.pick(OVERRIDES);
                inputs.overrides = vec![Source::new("content/overrides.yaml", overrides)];
            }
            8 => {
                let own = self.pick(TEMPLATES).iter();
                inputs.templates = own.map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
            }
            _ => {
                let site = format!("relationship: {{ sides: {} }}\n", self.pick(SIDES));
                inputs.config.site = Some(Source::new("content/site.yaml", site));
            }
        }
        inputs.documents.sort_by(|a, b| a.path.cmp(&b.path));
    }
}

/// Everything that a run gives: the files, and what there is to say about them.
fn run(inputs: &Inputs, memory: &mut Memory) -> (Vec<(String, Vec<u8>)>, String) {
    let mut told = Vec::new();
    let analysis = pipeline::analyse_again(inputs, memory, &Silent).into_value(&mut told);
    let files = pipeline::render(&analysis, inputs).into_value(&mut told);
    (files, format!("{told:#?}"))
}

#[test]
fn what_is_remembered_changes_nothing() {
    let asked = std::env::var("RELATA_SEQUENCES").ok().and_then(|it| it.parse().ok());
    for seed in 0..asked.unwrap_or(SEQUENCES) {
        let mut random = Random(seed);
        let mut inputs = Inputs {
            config: ConfigSources {
                site: Some(Source::new(
                    "content/site.yaml",
                    "relationship: { sides: [Norway, Sweden] }\n",
                )),
                actors: Some(Source::new("content/actors.yaml", ACTORS[0])),
                ..ConfigSources::default()
            },
            documents: ["a.md", "b.txt", "c.md"].map(|it| random.document(it)).to_vec(),
            ..Inputs::default()
        };
        let mut memory = Memory::default();
        for _ in 0..=random.below(6) {
            let _ = pipeline::analyse_again(&inputs, &mut memory, &Silent);
            random.edit(&mut inputs);
        }
        let (again, fresh) = (run(&inputs, &mut memory), run(&inputs, &mut Memory::default()));
        assert_eq!(again.1, fresh.1, "sequence {seed}");
        let names = |it: &[(String, Vec<u8>)]| it.iter().map(|it| it.0.clone()).collect::<Vec<_>>();
        assert_eq!(names(&again.0), names(&fresh.0), "sequence {seed}");
        for ((name, again), (_, fresh)) in again.0.iter().zip(&fresh.0) {
            assert!(again == fresh, "sequence {seed}: {name}");
        }
    }
}

#[test]
fn what_has_not_changed_is_not_made_again() {
    let mut random = Random(1);
    let mut inputs = Inputs {
        documents: (0..30).map(|it| random.document(&format!("{it:02}.md"))).collect(),
        ..Inputs::default()
    };
    let mut memory = Memory::default();
    let before = pipeline::analyse_again(&inputs, &mut memory, &Silent).value;
    Arc::make_mut(&mut inputs.documents[7].bytes).extend(b"It snowed.");
    let after = pipeline::analyse_again(&inputs, &mut memory, &Silent).value;
    let made: Vec<&str> = before
        .documents
        .iter()
        .zip(&after.documents)
        .filter(|(before, after)| !Arc::ptr_eq(&before.document, &after.document))
        .map(|(_, after)| after.document.id.as_str())
        .collect();
    assert_eq!(made, ["07"]);
}
