//! `relata explain`: how the dates, actors, types and merges of an event or a document came about.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;

use crate::cli::{Common, Run, analyse, exit_code, tell};
use crate::date::When;
use crate::diagnostic::{Diagnostic, did_you_mean, has_errors};
use crate::event::{Dated, Event, Evidence, Participant};
use crate::pipeline::{Analysed, Analysis};

const EXAMPLES: &str = "\
Examples:
  relata explain 2024-10-07-message-ada-berg-bo-lind     an event, by its id
  relata explain letters/1998-05-02                      a document, by its id
  relata explain content/documents/letters/1998-05-02.txt

`relata events` lists the ids of the events.";

/// Show how the dates, actors, types and merges of an event or a document came about
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The id of an event or a document, or a document's file
    #[arg(value_name = "ID|FILE")]
    asked: String,
}

pub(super) fn run(arguments: &Arguments, common: &Common) -> io::Result<ExitCode> {
    let Run { analysis, diagnostics, .. } = analyse(common);
    if has_errors(&diagnostics) {
        tell(&diagnostics, common)?;
        return Ok(exit_code(&diagnostics));
    }
    let asked = arguments.asked.as_str();
    let events = || {
        let happened = analysis.timeline.events.iter().map(|it| &it.event);
        happened.chain(&analysis.timeline.planned)
    };
    let event = events()
        .find(|it| it.id == asked)
        .or_else(|| events().find(|it| it.former_ids.iter().any(|it| it == asked)));
    let documents: Vec<&Analysed> =
        analysis.documents.iter().filter(|it| is_asked(it, asked)).collect();
    if event.is_none() && documents.is_empty() {
        let ids = analysis.documents.iter().map(|it| it.document.id.as_str());
        let nearest = did_you_mean(asked, events().map(|it| it.id.as_str()).chain(ids));
        let message = format!("no event and no document has the id `{asked}`");
        let unknown = Diagnostic::error("explain/unknown", message)
            .with_help("`relata events` lists the ids of the events")
            .with_help_maybe(nearest);
        tell(&[diagnostics.as_slice(), &[unknown]].concat(), common)?;
        return Ok(ExitCode::FAILURE);
    }
    let mut out = io::BufWriter::new(anstream::stdout().lock());
    if let Some(event) = event {
        explain_event(event, &analysis, &mut out)?;
    }
    for document in documents {
        explain_document(document, &analysis, &mut out)?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Whether a document is meant: by its id, its file, or the file that it is a line of.
fn is_asked(it: &Analysed, asked: &str) -> bool {
    let (id, file) = (it.document.id.as_str(), it.document.file.as_str());
    let asked = asked.trim_start_matches("./");
    id == asked || file == asked || id.rsplit_once('#').is_some_and(|it| it.0 == asked)
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
    participants(out, &event.participants, analysis)?;
    if let Some(place) = &event.place {
        field(out, "place", &analysis.cast.place_name(place))?;
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
    for (heading, sentences) in
        [("Merged because", &event.merged), ("Sources differ", &event.conflicts)]
    {
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
    writeln!(out)
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

fn explain_document(it: &Analysed, analysis: &Analysis, out: &mut impl Write) -> io::Result<()> {
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
    for timex in timexes {
        let text = timex.span.of(&document.content);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(out, "  “{text}” {} ({})", timex.value, timex.rule)?;
        for step in &timex.steps(&document.content, published.from()) {
            writeln!(out, "    - {step}")?;
        }
    }
    writeln!(out, "\nReports")?;
    for mention in mentions {
        let status = format!("{:?}", mention.status).to_lowercase();
        writeln!(out, "  {}, {status}", kind(mention.kind.as_str(), mention.subtype.as_ref()))?;
        participants(out, &mention.participants, analysis)?;
        if let Some(place) = &mention.place {
            field(out, "place", &analysis.cast.place_name(place))?;
        }
        dated(out, &mention.dated)?;
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
             as happened or planned, and both sides take part in it"
        )?;
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

fn participants(
    out: &mut impl Write,
    participants: &[Participant],
    analysis: &Analysis,
) -> io::Result<()> {
    for it in participants {
        let role = format!("{:?}", it.role).to_lowercase();
        let name = analysis.cast.actor_name(&it.actor);
        field(out, &role, &format!("{name} ({})", it.actor))?;
    }
    Ok(())
}

fn field(out: &mut impl Write, name: &str, value: &str) -> io::Result<()> {
    writeln!(out, "  {name:14} {value}")
}

fn list(out: &mut impl Write, sentences: &[String]) -> io::Result<()> {
    sentences.iter().try_for_each(|it| writeln!(out, "    - {it}"))
}
