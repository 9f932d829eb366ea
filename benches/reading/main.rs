//! How fast documents are read, and how often memory is asked for: `cargo bench`.
//!
//! Every function reads about a megabyte on one thread, so that the allocations that are printed
//! are those of a megabyte. docs/BENCHMARKS.md says what each measures.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark reads its texts, tells where they are from, and fails by a panic"
)]

#[path = "../../tests/support/demo.rs"]
mod demo;
#[path = "../../tests/support/notation.rs"]
#[allow(dead_code, reason = "the benchmark needs the sentences and not their answers")]
mod notation;
mod texts;

use divan::counter::BytesCount;
use divan::{AllocProfiler, Bencher, black_box};

use relata::config::{Config, ConfigSources};
use relata::date::Date;
use relata::dating;
use relata::document::{self, Document};
use relata::pipeline::{Reader, extract_one};
use relata::source::Span;
use relata::text::Text;
use relata::timex::{self, Anchor};

use texts::Texts;

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    texts::tell();
    divan::main();
}

fn anchor() -> Anchor {
    Anchor { dct: Date::day(2024, 5, 15), ..Anchor::default() }
}

/// Text to tokens and sentences.
#[divan::bench(args = texts::all())]
fn split(bencher: Bencher<'_, '_>, texts: &Texts) {
    let read = || texts.texts.iter().map(|it| Text::new(it).sentences().len()).sum::<usize>();
    bencher.counter(BytesCount::new(texts.bytes)).bench_local(read);
}

/// Tokens to time expressions.
#[divan::bench(args = texts::all())]
fn find(bencher: Bencher<'_, '_>, texts: &Texts) {
    let split: Vec<Text<'_>> = texts.texts.iter().map(|it| Text::new(it)).collect();
    let read = || split.iter().map(|it| timex::find(it).len()).sum::<usize>();
    bencher.counter(BytesCount::new(texts.bytes)).bench_local(read);
}

/// Time expressions to values and dates.
#[divan::bench(args = texts::all())]
fn resolve(bencher: Bencher<'_, '_>, texts: &Texts) {
    let split: Vec<Text<'_>> = texts.texts.iter().map(|it| Text::new(it)).collect();
    let found: Vec<_> = split.iter().map(|it| (it, timex::find(it))).collect();
    let anchor = anchor();
    let read = || {
        let resolved = found.iter().map(|(text, exprs)| timex::resolve(&anchor, text, exprs));
        resolved.map(|it| it.len()).sum::<usize>()
    };
    bencher.counter(BytesCount::new(texts.bytes)).bench_local(read);
}

/// Text to resolved time expressions: the three above.
#[divan::bench(args = texts::all())]
fn tag(bencher: Bencher<'_, '_>, texts: &Texts) {
    let anchor = anchor();
    let read = || {
        let tagged = texts.texts.iter().map(|it| timex::tag(&anchor, &Text::new(it)));
        tagged.map(|it| it.len()).sum::<usize>()
    };
    bencher.counter(BytesCount::new(texts.bytes)).bench_local(read);
}

/// Plain text to a document: its blocks, its masthead, what is boilerplate.
#[divan::bench(args = texts::all())]
fn document(bencher: Bencher<'_, '_>, texts: &Texts) {
    bencher.counter(BytesCount::new(texts.bytes)).bench_local(|| documents(texts));
}

/// Documents with their time expressions to publication dates.
#[divan::bench(args = texts::all())]
fn date(bencher: Bencher<'_, '_>, texts: &Texts) {
    let documents = documents(texts);
    let split: Vec<(&Document, Text<'_>)> = documents.iter().map(|it| (it, blocks(it))).collect();
    let found: Vec<_> = split.iter().map(|(it, text)| (it, text, timex::find(text))).collect();
    let read = || {
        for (document, text, exprs) in &found {
            black_box(dating::date(&dating::Clues::collect(
                document,
                text,
                exprs,
                &dating::Known::default(),
            )));
        }
    };
    bencher.counter(BytesCount::new(texts.bytes)).bench_local(read);
}

/// A line of JSON to everything that is found in it: `relata extract` on one thread.
#[divan::bench(args = texts::all())]
fn extract(bencher: Bencher<'_, '_>, texts: &Texts) {
    let config = Config::read(&ConfigSources::default()).value;
    let reader = Reader::new(&config).value;
    let line = |text: &String| serde_json::json!({ "text": text }).to_string();
    let lines: Vec<String> = texts.texts.iter().map(line).collect();
    let read = || {
        for (number, line) in lines.iter().enumerate() {
            let found = extract_one(&reader, number, line, false).map(|it| serde_json::to_vec(&it));
            assert!(black_box(found).is_ok(), "line {number} is a document");
        }
    };
    bencher.counter(BytesCount::new(texts.bytes)).bench_local(read);
}

fn documents(texts: &Texts) -> Vec<Document> {
    let read = |(number, text): (usize, &String)| {
        let line = document::Line { text: text.clone(), ..document::Line::default() };
        document::from_line(line, number.to_string(), "benchmark").value
    };
    texts.texts.iter().enumerate().map(read).collect()
}

fn blocks(document: &Document) -> Text<'_> {
    let spans: Vec<Span> = document.blocks.iter().map(|it| it.span).collect();
    Text::with_blocks(&document.content, &spans)
}
