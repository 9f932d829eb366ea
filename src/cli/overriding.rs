//! `relata override`: lines for overrides.yaml that correct an event, with its present values.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;

use crate::cli::explain::{documents, left_out, split_line};
use crate::cli::{Common, Run, analyse, exit_code, only_corrections_are_wrong, tell};
use crate::diagnostic::{Diagnostic, did_you_mean, has_errors, near_id};
use crate::disk::{self, Appended};
use crate::document::Places;
use crate::event::Event;
use crate::pipeline::{self, Analysis, Inputs};

const EXAMPLES: &str = "\
Examples:
  relata override 2024-10-07-message-ada-berg-bo-lind    an event, by its id
  relata override 2024-10-07                             if only one event's id begins so
  relata override letters/1998-05-02:12                  the event that line 12 tells
  relata override content/documents/talks.md:12 --print

The lines are added to the end of overrides.yaml. All of them are comments, so that nothing changes
yet: take \"# \" off the ones that you need, write the right values, and build again. The event is
named by words that tell it, which go on naming it when its date or its id changes.

`relata events` lists the ids, `relata explain ID` tells how the values came about.";

/// Add lines to overrides.yaml that correct an event, ready to be edited
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The id of an event, the beginning of one, or a line of a document that tells it
    #[arg(value_name = "ID|FILE:LINE")]
    asked: String,
    /// Print the lines, and write nothing
    #[arg(long)]
    print: bool,
}

pub(super) fn run(arguments: &Arguments, common: &Common) -> io::Result<ExitCode> {
    let Run { inputs, analysis, mut diagnostics } = analyse(common);
    // What is printed helps to mend what is wrong; into a file that is wrong nothing is written.
    if has_errors(&diagnostics) {
        tell(&diagnostics, common)?;
        if !(arguments.print && only_corrections_are_wrong(&diagnostics, &inputs)) {
            return Ok(exit_code(&diagnostics));
        }
    }
    let event = match find(&analysis, &inputs, &arguments.asked) {
        Ok(event) => event,
        Err(error) => {
            tell(&[*error], common)?;
            return Ok(ExitCode::FAILURE);
        }
    };
    if let Some(place) = pipeline::added_at(event) {
        let error = Diagnostic::error("override/added", "you added this event yourself");
        tell(&[error.with_help(format!("correct it where it is added: {place}"))], common)?;
        return Ok(ExitCode::FAILURE);
    }
    let lines = pipeline::correction(&analysis, event);
    let mut out = anstream::stdout().lock();
    if arguments.print {
        write!(out, "{lines}")?;
        return Ok(exit_code(&diagnostics));
    }
    let path = common.content.join("overrides.yaml");
    match disk::append(&path, &lines) {
        Ok(done) if !common.quiet => {
            let (said, line) = match done {
                Appended::At(line) => ("Added lines", line),
                Appended::There(line) => ("These lines are there already", line),
            };
            writeln!(out, "{said}: {}:{line}, for “{}”.", path.display(), event.title)?;
            if event.edits.is_empty() {
                writeln!(out, "Take \"# \" off the ones that you change, then `relata build`.")?;
            } else {
                writeln!(out, "It is corrected already: the lines say where.")?;
            }
        }
        Ok(_) => {}
        Err(error) => {
            diagnostics.push(error);
            tell(&diagnostics, common)?;
        }
    }
    Ok(exit_code(&diagnostics))
}

/// The one event that is meant.
fn find<'a>(
    analysis: &'a Analysis,
    inputs: &Inputs,
    asked: &str,
) -> Result<&'a Event, Box<Diagnostic>> {
    let events: Vec<&Event> = analysis.timeline.told().collect();
    let exact = events.iter().find(|it| it.id == asked);
    let former = || events.iter().find(|it| it.former_ids.iter().any(|it| it == asked));
    if let Some(event) = exact.or_else(former) {
        return Ok(event);
    }
    if let Some((name, line)) = split_line(asked) {
        return of_line(analysis, inputs, &events, (asked, name, line.line));
    }
    let begun: Vec<&Event> =
        events.iter().copied().filter(|it| !asked.is_empty() && it.id.starts_with(asked)).collect();
    match begun.as_slice() {
        [one] => Ok(one),
        [] => {
            let nearest =
                near_id(asked, events.iter().map(|it| it.id.as_str()).collect::<Vec<_>>())
                    .or_else(|| left_out(analysis, asked));
            let error =
                Diagnostic::error("override/unknown", format!("no event has the id `{asked}`"));
            let error = error.with_help("`relata events` lists the ids").with_help_maybe(nearest);
            let document = documents(analysis, asked).first().map(|it| it.document.id.clone());
            Err(Box::new(error.with_help_maybe(document.map(|it| {
                format!("name a line of the document that tells the event: `{it}:LINE`")
            }))))
        }
        several => {
            let message = format!("the ids of {} events begin with `{asked}`", several.len());
            Err(Box::new(which("override/ambiguous", message, several)))
        }
    }
}

/// The event that a line of a document tells.
fn of_line<'a>(
    analysis: &Analysis,
    inputs: &Inputs,
    events: &[&'a Event],
    (asked, name, line): (&str, &str, usize),
) -> Result<&'a Event, Box<Diagnostic>> {
    let found = documents(analysis, name);
    let of_jsonl = |id: &str| id.rsplit_once('#').and_then(|it| it.1.parse::<usize>().ok());
    let mut told: Vec<&Event> = Vec::new();
    let mut elsewhere: Vec<usize> = Vec::new();
    for it in &found {
        let document = &it.document;
        let file = inputs.documents.iter().find(|of| of.file == document.file);
        let places = Places::new(document, file);
        for event in events {
            for evidence in event.evidence.iter().filter(|it| it.document == document.id) {
                let text = evidence.quote.trim_end();
                let end = evidence.span.start + text.char_indices().last().map_or(0, |it| it.0);
                let last = crate::source::Span::new(end, evidence.span.end);
                // A line of a JSON Lines file is a document.
                let lines = match of_jsonl(&document.id) {
                    Some(line) if found.len() > 1 => line..=line,
                    _ => places.of(evidence.span).0..=places.of(last).0,
                };
                elsewhere.push(*lines.start());
                if lines.contains(&line) && !told.iter().any(|it| it.id == event.id) {
                    told.push(event);
                }
            }
        }
    }
    match told.as_slice() {
        [one] => Ok(one),
        [] => {
            let message = match found.is_empty() {
                true => format!("there is no document `{name}`"),
                false => format!("no event is told at `{asked}`"),
            };
            let error = Diagnostic::error("override/no-event", message);
            elsewhere.sort_unstable();
            elsewhere.dedup();
            let lines: Vec<String> = elsewhere.iter().take(20).map(usize::to_string).collect();
            let ids = analysis.documents.iter().map(|it| it.document.id.as_str());
            Err(Box::new(match (found.is_empty(), lines.is_empty()) {
                (true, _) => error
                    .with_help("name a file below documents/, or a document's id, and a line of it")
                    .with_help_maybe(did_you_mean(name, ids)),
                (false, true) => error.with_help(format!(
                    "the document gave no event: `relata explain {name}` shows what was read in it"
                )),
                (false, false) => {
                    error.with_help(format!("these lines tell events: {}", lines.join(", ")))
                }
            }))
        }
        several => {
            let message = format!("{} events are told at `{asked}`", several.len());
            Err(Box::new(which("override/ambiguous", message, several)))
        }
    }
}

/// An error that names the events that may be meant.
fn which(code: &'static str, message: String, events: &[&Event]) -> Diagnostic {
    const MOST: usize = 10;
    let error = Diagnostic::error(code, message).with_help("name one of them by its id");
    let named = events.iter().take(MOST);
    named.fold(error, |error, it| error.with_note(format!("{}: {}", it.id, it.title)))
}
