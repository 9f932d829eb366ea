//! `relata explain`: how the dates, actors, types and merges of an event or a document came about.

mod expression;
mod names;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;

use crate::cli::explain::expression::{Line, explain_line};
use crate::cli::explain::names::{participants, place};
use crate::cli::{Common, Run, analyse, exit_code, only_corrections_are_wrong, reader, tell};
use crate::date::When;
use crate::diagnostic::{Diagnostic, Reported, did_you_mean, has_errors, near_id};
use crate::disk;
use crate::document::{Input, Places};
use crate::event::{Dated, Event, Evidence};
use crate::pipeline::{self, Analysed, Analysis};

pub(super) use crate::cli::explain::expression::split_line;

const EXAMPLES: &str = "\
Examples:
  relata explain 2024-10-07-message-ada-berg-bo-lind     an event, by its id
  relata explain letters/1998-05-02                      a document, by its id
  relata explain content/documents/letters/1998-05-02.txt
  relata explain letters/1998-05-02:12                   the time expressions of line 12
  relata explain content/documents/talks.md:12:30        the one at column 30 of it
  relata explain --missing \"met in Oslo\"               why these words gave no event, or which one
  relata explain --text \"He came on Monday.\" --published 2024-10-08
  relata explain --text - < letter.txt

`relata events` lists the ids of the events.";

/// Show how the dates, actors, types and merges of an event or a document came about, or how the
/// dates of a line or of any text follow
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The id of an event or a document, or a document's file; with a line, and a column, of it
    #[arg(value_name = "ID|FILE[:LINE[:COLUMN]]", required_unless_present_any = ["text", "missing"])]
    asked: Option<String>,
    /// Explain the time expressions of this text instead; `-` reads it from standard input
    #[arg(long, value_name = "TEXT", conflicts_with = "asked")]
    text: Option<String>,
    /// Tell of the sentences with these words of a document which event they gave, or why none
    #[arg(long, value_name = "WORDS", conflicts_with_all = ["asked", "text"])]
    missing: Option<String>,
    /// The day, month or year that the text was published
    #[arg(long, value_name = "DATE", requires = "text", conflicts_with = "asked")]
    published: Option<String>,
}

pub(super) fn run(arguments: &Arguments, common: &Common) -> io::Result<ExitCode> {
    if let Some(words) = &arguments.missing {
        return explain_missing(words, common);
    }
    match (&arguments.text, &arguments.asked) {
        (Some(text), _) => explain_text(text, arguments.published.as_deref(), common),
        (None, asked) => explain_asked(asked.as_deref().unwrap_or_default(), common),
    }
}

/// Explains a text that is no document of the content.
fn explain_text(text: &str, published: Option<&str>, common: &Common) -> io::Result<ExitCode> {
    let Reported { value: reader, mut diagnostics } = reader(common);
    let text = if text == "-" { io::read_to_string(io::stdin().lock())? } else { text.to_owned() };
    let read = pipeline::read_text(&reader, text, published.map(str::to_owned));
    let read = read.map_err(|fault| {
        diagnostics.push(Diagnostic::error("explain/published", format!("--published: {fault}")));
    });
    tell(&diagnostics, common)?;
    let Ok(read) = read else { return Ok(ExitCode::FAILURE) };
    if has_errors(&diagnostics) {
        return Ok(exit_code(&diagnostics));
    }
    let mut out = io::BufWriter::new(anstream::stdout().lock());
    // Without a line that is asked for there is none without an expression.
    let _all = explain_line(&read, None, None, &mut out)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Tells what became of the sentences that have some words.
fn explain_missing(words: &str, common: &Common) -> io::Result<ExitCode> {
    const MOST: usize = 10;
    let Run { inputs, analysis, mut diagnostics } = analyse(common);
    let answers = pipeline::missing(&analysis, words);
    if answers.is_empty()
        && (!has_errors(&diagnostics) || only_corrections_are_wrong(&diagnostics, &inputs))
    {
        let message = format!("no document has the words “{words}”");
        let error = Diagnostic::error("explain/no-words", message);
        diagnostics.push(error.with_help(
            "copy a few words that follow one another in the document, as they stand there",
        ));
    }
    if has_errors(&diagnostics) {
        tell(&diagnostics, common)?;
        if !only_corrections_are_wrong(&diagnostics, &inputs) {
            return Ok(exit_code(&diagnostics));
        }
    }
    let mut out = io::BufWriter::new(anstream::stdout().lock());
    for it in answers.iter().take(MOST) {
        let document = &it.document.document;
        let file = inputs.documents.iter().find(|of| of.file == document.file);
        let (line, ..) = Places::new(document, file).of(it.sentence);
        let text = it.sentence.of(&document.content);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        // A line of a JSON Lines file is a document, and has lines of its own.
        let name = if document.id.contains('#') { &document.id } else { &document.file };
        writeln!(out, "{name}:{line}")?;
        writeln!(out, "  “{text}”")?;
        list(&mut out, &it.told)?;
    }
    if answers.len() > MOST {
        let more = answers.len() - MOST;
        writeln!(out, "… and {more} more sentences: ask for more words of the one that is meant")?;
    }
    out.flush()?;
    Ok(exit_code(&diagnostics))
}

/// Explains an event, a document, or the expressions of a line of one.
fn explain_asked(asked: &str, common: &Common) -> io::Result<ExitCode> {
    let Run { inputs, analysis, diagnostics } = analyse(common);
    let told = has_errors(&diagnostics);
    if told {
        tell(&diagnostics, common)?;
        if !only_corrections_are_wrong(&diagnostics, &inputs) {
            return Ok(exit_code(&diagnostics));
        }
    }
    let events = || analysis.timeline.told();
    let event = events()
        .find(|it| it.id == asked)
        .or_else(|| events().find(|it| it.former_ids.iter().any(|it| it == asked)));
    let documents = documents(&analysis, asked);
    let refuse = |error: Diagnostic| {
        let before = if told { &[] } else { diagnostics.as_slice() };
        tell(&[before, &[error]].concat(), common)?;
        Ok(ExitCode::FAILURE)
    };
    let file = |it: &Analysed| inputs.documents.iter().find(|of| of.file == it.document.file);
    let mut out = io::BufWriter::new(anstream::stdout().lock());
    if event.is_none() && documents.is_empty() {
        let of_line = split_line(asked).and_then(|(name, line)| of_name(&analysis, name, line));
        if let Some(lines) = of_line {
            if lines.is_empty() {
                let message = format!("no document stands at `{asked}`");
                return refuse(Diagnostic::error("explain/no-expression", message));
            }
            for (document, line) in lines {
                if let Err(error) = explain_line(document, file(document), line, &mut out)? {
                    out.flush()?;
                    return refuse(error);
                }
            }
            out.flush()?;
            return Ok(exit_code(&diagnostics));
        }
        let ids = analysis.documents.iter().map(|it| it.document.id.as_str());
        let name = split_line(asked).map_or(asked, |it| it.0);
        let nearest = left_out(&analysis, asked)
            .or_else(|| near_id(asked, events().map(|it| it.id.as_str()).collect::<Vec<_>>()))
            .or_else(|| did_you_mean(name, ids));
        if disk::is_file(name) {
            let message = format!("`{name}` is no document of this content");
            return refuse(Diagnostic::error("explain/not-content", message).with_help(format!(
                "name a file below `{}`, or give its text with `--text - < {name}`",
                common.content.join("documents").display()
            )));
        }
        let message = format!("no event, no document and no file has the name `{name}`");
        return refuse(
            Diagnostic::error("explain/unknown", message)
                .with_help("`relata events` lists the ids of the events")
                .with_help_maybe(nearest),
        );
    }
    if let Some(event) = event {
        explain_event(event, &analysis, &mut out)?;
    }
    for document in documents {
        explain_document(document, file(document), &analysis, &mut out)?;
    }
    out.flush()?;
    Ok(exit_code(&diagnostics))
}

/// Where the author left out the event with an id.
pub(super) fn left_out(analysis: &Analysis, id: &str) -> Option<String> {
    let event = analysis.left_out.iter().find(|it| it.id == id)?;
    let edit = event.edits.last()?;
    Some(format!("it is left out by {}:{}", edit.file, edit.line))
}

/// The documents that are meant by an id, by a file as a user may name it (from here, below the
/// content folder, below documents/, in full), or by the file that they are lines of.
pub(super) fn documents<'a>(analysis: &'a Analysis, asked: &str) -> Vec<&'a Analysed> {
    let asked = asked.trim_start_matches("./");
    let all = || analysis.documents.iter().map(|it| &**it);
    let of_file = |id: &str| id.rsplit_once('#').is_some_and(|it| it.0 == asked);
    let exact: Vec<_> =
        all().filter(|it| it.document.id == asked || it.document.file == asked).collect();
    if !exact.is_empty() {
        return exact;
    }
    let below = |long: &str, short: &str| {
        long.strip_suffix(short).is_some_and(|it| it.ends_with('/')) && !short.is_empty()
    };
    all()
        .filter(|it| {
            let file = it.document.file.trim_start_matches("./");
            file == asked || below(file, asked) || below(asked, file) || of_file(&it.document.id)
        })
        .collect()
}

/// The documents that a line is asked of, with the line in each; `None` if none has the name. A line of a JSON Lines file is a
/// document; all of it is meant.
fn of_name<'a>(
    analysis: &'a Analysis,
    name: &str,
    line: Line,
) -> Option<Vec<(&'a Analysed, Option<Line>)>> {
    let found = documents(analysis, name);
    if found.is_empty() {
        return None;
    }
    let lines = name.to_ascii_lowercase().ends_with(".jsonl");
    let of_line = |it: &&Analysed| {
        it.document.id.rsplit_once('#').is_some_and(|it| it.1 == line.line.to_string())
    };
    Some(match lines {
        true => found.into_iter().filter(of_line).map(|it| (it, None)).collect(),
        false => found.into_iter().map(|it| (it, Some(line))).collect(),
    })
}

fn explain_event(event: &Event, analysis: &Analysis, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{}", event.title)?;
    field(out, "id", &event.id)?;
    for former in &event.former_ids {
        field(out, "earlier id", former)?;
    }
    field(out, "type", &kind(event.kind.as_str(), event.subtype.as_ref()))?;
    dated(out, &event.dated)?;
    field(out, "status", &format!("{:?}", event.status).to_lowercase())?;
    participants(out, &event.participants, (&event.evidence, analysis))?;
    if let Some(it) = &event.place {
        let words = pipeline::words_for_place(analysis, &event.evidence, it);
        place(out, (&analysis.cast.place_name(it), &words))?;
    }
    if let Some(object) = &event.object {
        field(out, "about", object)?;
    }
    if event.pinned {
        field(out, "pinned", "yes")?;
    }
    let (confidence, reasons) = &event.confidence;
    field(out, "confidence", &format!("{confidence:.2}"))?;
    list(out, reasons)?;
    explain_standing(event, analysis, out)?;
    for (heading, sentences) in [
        ("Merged because", &event.merged),
        ("Kept apart from", &event.apart),
        ("Sources differ", &event.conflicts),
    ] {
        if !sentences.is_empty() {
            writeln!(out, "\n{heading}")?;
            list(out, sentences)?;
        }
    }
    if !event.edits.is_empty() {
        writeln!(out, "\nEdited")?;
        for edit in &event.edits {
            writeln!(out, "  - {} ({}:{})", edit.what, edit.file, edit.line)?;
            if let Some(note) = &edit.note {
                writeln!(out, "    {note}")?;
            }
        }
    }
    writeln!(out, "\nEvidence")?;
    for evidence in &event.evidence {
        explain_evidence(evidence, out)?;
    }
    if !event.plans.is_empty() {
        writeln!(out, "\nPlanned before")?;
        for plan in &event.plans {
            explain_evidence(plan, out)?;
        }
    }
    writeln!(out)
}

/// How much an event stands out, and in which series it recurs.
fn explain_standing(event: &Event, analysis: &Analysis, out: &mut impl Write) -> io::Result<()> {
    let timeline = &analysis.timeline;
    let Some(entry) = timeline.events.iter().find(|it| it.event.id == event.id) else {
        return Ok(());
    };
    field(out, "salience", &format!("{:.1}", entry.salience.score))?;
    for (name, value) in &entry.salience.parts {
        writeln!(out, "    - {name}: {value:.1}")?;
    }
    if let Some(series) = entry.series.and_then(|it| timeline.series.get(it)) {
        field(out, "series", &format!("{} ({} events)", series.title, series.events.len()))?;
        if !series.gaps.is_empty() {
            let years: Vec<String> = series.gaps.iter().map(i32::to_string).collect();
            writeln!(out, "    - none in {}", years.join(", "))?;
        }
    }
    Ok(())
}

fn explain_evidence(evidence: &Evidence, out: &mut impl Write) -> io::Result<()> {
    let place = if evidence.headline { ", headline" } else { "" };
    writeln!(out, "  {}{place}", evidence.document)?;
    writeln!(out, "    “{}”", evidence.quote.split_whitespace().collect::<Vec<_>>().join(" "))?;
    let date = evidence.when.map_or("no date".to_owned(), told);
    writeln!(out, "    {} ({:.2}): {date}", evidence.rule, evidence.confidence)?;
    for step in &evidence.steps {
        writeln!(out, "      - {step}")?;
    }
    Ok(())
}

fn explain_document(
    it: &Analysed,
    file: Option<&Input>,
    analysis: &Analysis,
    out: &mut impl Write,
) -> io::Result<()> {
    let Analysed { document, published, genre, timexes, mentions, .. } = it;
    writeln!(out, "{}", document.title.as_deref().unwrap_or("(no title)"))?;
    field(out, "id", &document.id)?;
    field(out, "file", &document.file)?;
    for (name, value) in [("outlet", &document.outlet), ("url", &document.url)] {
        if let Some(value) = value {
            field(out, name, value)?;
        }
    }
    let date = published.date.map_or("not known".to_owned(), |it| told(When::on(it)));
    field(out, "published", &date)?;
    if let Some(quote) = &published.quote {
        field(out, "from the words", &format!("“{quote}”"))?;
    }
    list(out, &published.steps)?;
    for candidate in &published.candidates {
        writeln!(out, "  perhaps {}: {}", candidate.date, candidate.reason)?;
    }
    let (genre, reason) = genre;
    field(out, "tells time as", &format!("{genre:?}: {reason}").to_lowercase())?;

    writeln!(out, "\nTime expressions")?;
    let places = Places::new(document, file);
    for timex in timexes {
        let (line, column, _) = places.of(timex.span);
        let text = timex.span.of(&document.content);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(out, "  {line}:{column} “{text}” {} ({})", timex.value, timex.rule)?;
        for step in &timex.steps(&document.content, published.from()) {
            writeln!(out, "    - {step}")?;
        }
    }
    if timexes.is_empty() {
        writeln!(out, "    none")?;
    }
    writeln!(out, "\nReports")?;
    if mentions.is_empty() {
        writeln!(out, "    none")?;
    }
    for mention in mentions {
        let status = format!("{:?}", mention.status).to_lowercase();
        writeln!(out, "  {}, {status}", kind(mention.kind.as_str(), mention.subtype.as_ref()))?;
        let evidence = std::slice::from_ref(&mention.evidence);
        participants(out, &mention.participants, (evidence, analysis))?;
        if let Some(it) = &mention.place {
            let words = pipeline::words_for_place(analysis, evidence, it);
            place(out, (&analysis.cast.place_name(it), &words))?;
        }
        dated(out, &mention.dated)?;
        field(out, "gave", &pipeline::fate(analysis, mention))?;
        explain_evidence(&mention.evidence, out)?;
    }
    let told: Vec<_> = analysis
        .timeline
        .events
        .iter()
        .filter(|it| it.event.evidence.iter().any(|it| it.document == document.id))
        .map(|it| it.event.id.clone())
        .collect();
    writeln!(out, "\nEvents of the timeline")?;
    list(out, &told)?;
    if told.is_empty() {
        writeln!(
            out,
            "    none: a report makes an event when it has a date (or waits for the document's), is told \
             as happened or planned{}; `relata explain --missing \"WORDS\"` tells what a sentence lacks",
            if analysis.cast.sides.is_some() { ", and both sides take part in it" } else { "" }
        )?;
    }
    let off = analysis.called_off.iter();
    let off = off.filter(|it| it.evidence.iter().any(|it| it.document == document.id));
    for plan in off {
        writeln!(out, "\nCalled off: {}", plan.title)?;
        list(out, &plan.merged)?;
    }
    writeln!(out)
}

fn kind(kind: &str, subtype: Option<&String>) -> String {
    subtype.map_or_else(|| kind.to_owned(), |it| format!("{kind}/{it}"))
}

fn told(when: When) -> String {
    format!("{when} ({})", when.english())
}

fn dated(out: &mut impl Write, dated: &Dated) -> io::Result<()> {
    match dated {
        Dated::On(when) => field(out, "date", &told(*when)),
        Dated::Undated(candidates) => {
            field(out, "date", "not known")?;
            for (when, reason) in candidates {
                writeln!(out, "  perhaps {when}: {reason}")?;
            }
            Ok(())
        }
    }
}

fn field(out: &mut impl Write, name: &str, value: &str) -> io::Result<()> {
    writeln!(out, "  {name:14} {value}")
}

fn list(out: &mut impl Write, sentences: &[String]) -> io::Result<()> {
    sentences.iter().try_for_each(|it| writeln!(out, "    - {it}"))
}
