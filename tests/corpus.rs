//! The corpora under `tests/corpus/` are the specification: every bullet must be found as marked.
//!
//! With `RELATA_BLESS=1` the files are rewritten with what was found, to be reviewed as a diff.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "a test reads its corpora and the variable that rewrites them"
)]

#[path = "support/notation.rs"]
mod notation;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use relata::actor::{NameMention, Registry};
use relata::config::{Config, ConfigSources};
use relata::date::Date;
use relata::document::{self, Line};
use relata::event::{Mention, Role, Status};
use relata::pipeline::{Reader, named_days};
use relata::source::Source;
use relata::text::Text;
use relata::timex::{self, Anchor, Days, Sense, Timex, Why};

use notation::{Bullet, Mark, Part};

/// The files of a corpus, in order of their names.
fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(folder);
    let mut files: Vec<_> = fs::read_dir(&folder)
        .expect("the corpus is there")
        .map(|entry| entry.expect("a corpus can be listed").path())
        .filter(|path| path.extension().is_some_and(|it| it == "md"))
        .collect();
    files.sort();
    files
}

fn read(path: &Path) -> Vec<Part> {
    notation::parse(&fs::read_to_string(path).expect("a corpus can be read"))
}

/// Runs one file: every bullet alone, under the circumstances last stated before it.
#[track_caller]
fn check<C: Default>(
    path: &Path,
    state: impl Fn(&str, &mut C),
    find: impl Fn(&C, &str) -> Vec<Mark>,
) -> Vec<String> {
    let mut circumstances = C::default();
    let (mut failures, mut blessed) = (Vec::new(), String::new());
    for part in read(path) {
        match part {
            Part::Prose(line) => {
                state(&line, &mut circumstances);
                blessed.push_str(&line);
            }
            Part::Bullet(Bullet { line, text, marks }) => {
                let found = find(&circumstances, &text);
                blessed.push_str(&notation::write_bullet(&text, &found));
                if found != marks {
                    let expected = notation::write_bullet(&text, &marks);
                    let found = notation::write_bullet(&text, &found);
                    failures.push(format!("{}:{line}\n  {expected}\n  {found}", path.display()));
                }
            }
        }
        blessed.push('\n');
    }
    if std::env::var_os("RELATA_BLESS").is_some() {
        fs::write(path, blessed).expect("a corpus can be written");
        return Vec::new();
    }
    failures
}

/// "The document creation time is 2024-05-15, a Wednesday." and its siblings.
fn state_anchor(line: &str, anchor: &mut Anchor) {
    if let Some(rest) = line.strip_prefix("The document creation time is ") {
        let date = rest.split([',', '.', ' ']).next().unwrap_or_default();
        anchor.dct = date.parse::<Date>().ok();
        assert!(anchor.dct.is_some() || rest.starts_with("not known"), "not a date: {line}");
        if let Some((_, weekday)) = rest.trim_end_matches('.').split_once(", a ") {
            let day = anchor.dct.and_then(Date::as_day).expect("a weekday belongs to a day");
            assert_eq!(day.format("%A").to_string(), weekday, "{line}");
        }
    }
    match line {
        "The text is news." => anchor.narrative = false,
        "The text is a narrative." => anchor.narrative = true,
        "Dates in digits are written day first." => anchor.day_first = Some(true),
        "Dates in digits are written month first." => anchor.day_first = Some(false),
        "How dates in digits are written is not known." => anchor.day_first = None,
        _ => {}
    }
}

fn timexes(anchor: &Anchor, content: &str) -> Vec<Mark> {
    let mark = |it: &Timex| Mark {
        start: it.span.start,
        end: it.span.end,
        answer: format!("{} {}", it.value, it.rule),
    };
    static DAYS: LazyLock<Days> =
        LazyLock::new(|| named_days(&Config::read(&ConfigSources::default()).value));
    let text = Text::new(content);
    timex::resolve(anchor, &text, &timex::find_with(&DAYS, &text)).iter().map(mark).collect()
}

#[test]
fn time_expressions_are_found_as_marked() {
    let failures: Vec<_> =
        files("timex").iter().flat_map(|path| check(path, state_anchor, timexes)).collect();
    assert!(failures.is_empty(), "expected, then found:\n{}", failures.join("\n"));
}

/// What stands open in a date, so that something has to decide.
fn is_open(it: &Timex) -> bool {
    let why = it.reasoning.anchor.map(|it| it.why);
    let said = matches!(why, Some(Why::Beside(_) | Why::Elsewhere(_) | Why::Begins(_)));
    let sense = it.reasoning.sense;
    !said && matches!(sense, Sense::Weekday(_) | Sense::NoYear | Sense::NoMonth)
}

#[test]
fn every_time_expression_is_explained() {
    for path in files("timex") {
        let mut anchor = Anchor::default();
        for part in read(&path) {
            let content = match part {
                Part::Prose(line) => {
                    state_anchor(&line, &mut anchor);
                    continue;
                }
                Part::Bullet(bullet) => bullet.text,
            };
            for it in timex::tag(&anchor, &Text::new(&content)) {
                let steps = it.steps(&content, Some("its masthead"));
                let told = format!("{}: {content}\n  {}: {steps:#?}", path.display(), it.rule);
                assert!(!steps.is_empty(), "{told}");
                assert!(steps.iter().all(|step| step.ends_with('.') && step.len() > 9), "{told}");
                if let Some(anchor) = it.reasoning.anchor {
                    let date = anchor.date.english();
                    assert!(steps.iter().any(|step| step.contains(&date)), "no {date} in {told}");
                }
                if it.when.is_some() && is_open(&it) {
                    assert!(it.reasoning.direction.is_some(), "{told}");
                }
                assert!(it.reasoning.lost.len() <= 3, "{told}");
                assert!(it.known.is_some() || it.when.is_none(), "{told}");
            }
        }
    }
}

#[test]
fn every_rule_has_an_example_and_every_file_a_negative_one() {
    let mut shown = BTreeSet::new();
    for path in files("timex") {
        let bullets: Vec<_> = read(&path)
            .into_iter()
            .filter_map(|part| match part {
                Part::Bullet(bullet) => Some(bullet),
                Part::Prose(_) => None,
            })
            .collect();
        let negative = bullets.iter().any(|it| it.marks.is_empty());
        assert!(negative, "{} says of nothing that it is no time", path.display());
        let rules = bullets.into_iter().flat_map(|it| it.marks).map(|it| it.answer);
        shown.extend(rules.filter_map(|it| it.split_once(' ').map(|(_, rule)| rule.to_owned())));
    }
    let known: BTreeSet<_> = timex::rules().into_iter().map(str::to_owned).collect();
    let without: Vec<_> = known.difference(&shown).collect();
    let unknown: Vec<_> = shown.difference(&known).collect();
    assert!(without.is_empty(), "rules without an example: {without:?}");
    assert!(unknown.is_empty(), "examples of rules that do not exist: {unknown:?}");
}

/// Those whom the corpus of events speaks of: invented, but for their countries.
const ACTORS: &str = "\
- { name: Ada Berg, side: Norway, born: 1961-02-03 }
- { name: Joao Prado, side: Brazil, born: 1952-06-10 }
- { name: Liv Dahl, side: Norway }
- { name: Tomas Reyes, side: Brazil }
- { name: Nordlys Energy, kind: organisation, side: Norway }
- { name: Verde Mining, kind: organisation, side: Brazil }
- { name: Fjord Rovers, kind: organisation, side: Norway }
";

/// What holds for the events of a text.
#[derive(Default)]
struct Told {
    anchor: Anchor,
    /// Whether the author has set no two sides, so that every dated clause is told.
    apart: bool,
}

/// "No sides are set." and "The sides are Norway and Brazil.", beside what `state_anchor` knows.
fn state_told(line: &str, told: &mut Told) {
    match line {
        "No sides are set." => told.apart = true,
        "The sides are Norway and Brazil." => told.apart = false,
        _ => state_anchor(line, &mut told.anchor),
    }
}

fn cast(sides: &str) -> Config {
    let sources = ConfigSources {
        site: Some(Source::new("site.yaml", sides)),
        actors: Some(Source::new("actors.yaml", ACTORS)),
        ..ConfigSources::default()
    };
    let config = Config::read(&sources);
    assert_eq!(config.diagnostics, Vec::new());
    config.value
}

fn reader(sides: &str) -> Reader {
    let config = cast(sides);
    let reader = Reader::new(&config);
    assert_eq!(reader.diagnostics, Vec::new());
    reader.value
}

/// What could become an event, a mark for each sentence: what is denied or supposed never does.
fn mentions(reader: &Reader, anchor: &Anchor, content: &str) -> Vec<Mark> {
    let line = Line {
        text: content.to_owned(),
        published: anchor.dct.map(|it| it.to_string()),
        ..Line::default()
    };
    let document = document::from_line(line, "x".to_owned(), "-").value;
    assert_eq!(document.content, content);
    let read = reader.read(document.into(), None);
    let mut marks: Vec<Mark> = Vec::new();
    for it in read.mentions.iter().filter(|it| it.status <= Status::Planned) {
        let span = it.evidence.span;
        match marks.last_mut().filter(|it| it.start == span.start) {
            Some(mark) => mark.answer = format!("{}; {}", mark.answer, answer(it)),
            None => marks.push(Mark { start: span.start, end: span.end, answer: answer(it) }),
        }
    }
    marks
}

/// `message/send birthday 2024-05-13 agent=ada-berg target=joao-prado place=oslo planned`.
fn answer(it: &Mention) -> String {
    let mut parts = vec![it.evidence.rule.clone()];
    parts.extend(it.subtype.clone());
    parts.push(it.dated.when().map_or("?".to_owned(), |it| it.to_string()));
    for (role, name) in
        [(Role::Agent, "agent"), (Role::Target, "target"), (Role::Participant, "participant")]
    {
        let of = it.participants.iter().filter(|it| it.role == role);
        let ids: Vec<&str> = of.map(|it| it.actor.as_str()).collect();
        if !ids.is_empty() {
            parts.push(format!("{name}={}", ids.join(",")));
        }
    }
    parts.extend(it.place.as_ref().map(|it| format!("place={it}")));
    parts.extend((it.status == Status::Planned).then(|| "planned".to_owned()));
    parts.extend(it.weak.then(|| "recalled".to_owned()));
    parts.join(" ")
}

#[test]
fn events_are_found_as_marked() {
    let (of_two, of_all) = (reader("relationship: { sides: [Norway, Brazil] }\n"), reader("{}\n"));
    let found = |told: &Told, content: &str| {
        mentions(if told.apart { &of_all } else { &of_two }, &told.anchor, content)
    };
    let failures: Vec<_> =
        files("event").iter().flat_map(|path| check(path, state_told, found)).collect();
    assert!(failures.is_empty(), "expected, then found:\n{}", failures.join("\n"));
}

/// Those whom a text has and nobody listed: `person mia-holt`, `organisation northwind`, `place eastgate`.
fn unlisted(registry: &Registry, content: &str) -> Vec<Mark> {
    let found = registry.find(&Text::new(content));
    let mark = |it: &NameMention| {
        let actor = found.actors.iter().find(|one| Some(&one.id) == it.actor.as_ref());
        let place = found.places.iter().find(|one| Some(&one.id) == it.place.as_ref());
        let actor = actor.map(|it| format!("{:?} {}", it.kind, it.id).to_lowercase());
        let answer = actor.or_else(|| Some(format!("place {}", place?.id)))?;
        Some(Mark { start: it.span.start, end: it.span.end, answer })
    };
    found.mentions.iter().filter_map(mark).collect()
}

#[test]
fn names_that_nobody_listed_are_found_as_marked() {
    let registry = Registry::new(&cast("{}\n")).value;
    let found = |(): &(), content: &str| unlisted(&registry, content);
    let failures: Vec<_> =
        files("actor").iter().flat_map(|path| check(path, |_, _| (), found)).collect();
    assert!(failures.is_empty(), "expected, then found:\n{}", failures.join("\n"));
}

#[test]
fn every_trigger_has_an_example_and_every_type_a_negative_one() {
    let mut shown = BTreeSet::new();
    for path in files("event") {
        let mut negative = false;
        for part in read(&path) {
            let Part::Bullet(bullet) = part else { continue };
            negative |= bullet.marks.is_empty();
            for answer in bullet.marks.iter().flat_map(|it| it.answer.split("; ")) {
                shown.extend(answer.split(' ').next().map(str::to_owned));
            }
        }
        assert!(negative, "{} says of nothing that it is no event", path.display());
    }
    let lexicon = Config::read(&ConfigSources::default()).value.lexicon;
    let known: BTreeSet<String> = lexicon
        .types
        .iter()
        .flat_map(|kind| kind.triggers.iter().map(move |it| format!("{}/{}", kind.id, it.id)))
        .collect();
    // What no trigger names, a hint of the type does, or only its date.
    let general = lexicon.types.iter().map(|kind| format!("{}/hint", kind.id));
    let general: BTreeSet<String> =
        general.chain(["other/dated", "statement/dated"].map(str::to_owned)).collect();
    let without: Vec<_> = known.difference(&shown).collect();
    let unknown: Vec<_> = shown.difference(&known).filter(|it| !general.contains(*it)).collect();
    assert!(without.is_empty(), "triggers without an example: {without:?}");
    assert!(unknown.is_empty(), "examples of triggers that do not exist: {unknown:?}");
}
