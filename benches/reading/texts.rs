//! What is read: running text of our own and, where it lies beside the repository, a year of a news
//! agency.

use std::fmt;
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use relata::document;

use crate::demo;
use crate::notation::{self, Part};

/// The articles beside the repository.
const AGENCY: &str = "../shared/corpora/kcna-2012.jsonl";

/// How much of each is read.
const MEGABYTE: usize = 1_000_000;

/// Texts of one origin, of about a megabyte.
pub(crate) struct Texts {
    name: &'static str,
    /// What they are, for people.
    origin: String,
    pub(crate) texts: Vec<String>,
    pub(crate) bytes: usize,
}

impl fmt::Display for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

static ALL: LazyLock<Vec<Texts>> = LazyLock::new(|| {
    let running = Texts::new("running", "paragraphs of content/ and tests/corpus/", running());
    let agency = agency().map(|it| Texts::new("agency", AGENCY, it));
    std::iter::once(running).chain(agency).collect()
});

/// All texts that are there.
pub(crate) fn all() -> &'static [Texts] {
    &ALL
}

/// Says what is read.
pub(crate) fn tell() {
    for it in all() {
        println!("{}: {} bytes in {} texts: {}", it.name, it.bytes, it.texts.len(), it.origin);
    }
    if all().len() == 1 {
        println!("skipped: {AGENCY} is not there");
    }
}

impl Texts {
    fn new(name: &'static str, origin: &str, texts: Vec<String>) -> Self {
        let bytes = texts.iter().map(String::len).sum();
        Self { name, origin: origin.to_owned(), texts, bytes }
    }
}

/// Articles of paragraphs of the demo, every fourth of which is a sentence about time.
fn running() -> Vec<String> {
    let documents = demo::inputs().documents;
    let documents: Vec<_> = documents.iter().flat_map(|it| document::read(it).value).collect();
    let mut paragraphs: Vec<&str> = documents
        .iter()
        .flat_map(|it| it.blocks.iter().map(|block| block.span.of(&it.content).trim()))
        .filter(|it| it.len() > 80)
        .collect();
    let corpora = sentences();
    let stride = 4;
    let mut texts = Vec::new();
    let mut bytes = 0;
    for article in 0.. {
        if bytes >= MEGABYTE {
            break;
        }
        // Each article begins elsewhere, so that none is like another.
        paragraphs.rotate_left(7);
        let mut parts: Vec<&str> = paragraphs.iter().copied().take(9).collect();
        for at in 1..=parts.len() / stride {
            parts.insert(at * stride, &corpora[(article * stride + at) % corpora.len()]);
        }
        let text = parts.join("\n\n");
        bytes += text.len();
        texts.push(text);
    }
    texts
}

/// The sentences of the corpus of time expressions.
fn sentences() -> Vec<String> {
    let folder = fs::read_dir("tests/corpus/timex").unwrap();
    let mut files: Vec<PathBuf> = folder.map(|it| it.unwrap().path()).collect();
    files.sort();
    let parts = files.iter().flat_map(|it| notation::parse(&fs::read_to_string(it).unwrap()));
    let text = |part| match part {
        Part::Bullet(bullet) => Some(bullet.text),
        Part::Prose(_) => None,
    };
    parts.filter_map(text).collect()
}

/// Every so many-th article of the corpus beside the repository.
fn agency() -> Option<Vec<String>> {
    let lines = fs::read_to_string(AGENCY).ok()?;
    let step = lines.len() / MEGABYTE + 1;
    let read = |line| document::parse_line(line).unwrap().text;
    Some(lines.lines().step_by(step).map(read).collect())
}
