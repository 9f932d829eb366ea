//! `relata check`: all that is wrong, undated or in doubt.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::cli::draw::{counted, tally};
use crate::cli::{Common, Run, analyse, exit_code, tell};
use crate::config::ActorKind;
use crate::diagnostic::{Diagnostic, has_errors};
use crate::event::Dated;
use crate::pipeline::{self, Analysis, Counts};

const EXAMPLES: &str = "\
Examples:
  relata check
  relata check --format json

A document or an event that is listed as undated can be given its date in overrides.yaml:
  - document: letters/undated
    set: { published: 1998 }

The exit code is 1 when there are errors.";

/// Tell all that is wrong, undated or in doubt, and publish nothing
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// How to tell it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

/// What `--format json` gives.
#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    counts: Counts,
    diagnostics: Vec<&'a Diagnostic>,
    undated_documents: Vec<Undated>,
    undated_events: Vec<Undated>,
    unlisted_actors: Vec<Unlisted>,
}

/// A person whom the documents introduce and actors.yaml does not list.
#[derive(Serialize)]
struct Unlisted {
    name: String,
    /// What it is, if it is no person.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<ActorKind>,
    /// In how many events.
    events: usize,
    side: Option<String>,
    roles: Vec<UnlistedRole>,
}

/// An office, as it was told.
#[derive(Serialize)]
struct UnlistedRole {
    title: String,
    of: Option<String>,
}

/// A document or an event without a date.
#[derive(Serialize)]
struct Undated {
    id: String,
    title: Option<String>,
    candidates: Vec<Candidate>,
}

/// A date that is possible, and what speaks for it.
#[derive(Serialize)]
struct Candidate {
    date: String,
    reason: String,
}

pub(super) fn run(arguments: &Arguments, common: &Common) -> io::Result<ExitCode> {
    let Run { inputs, analysis, mut diagnostics } = analyse(common);
    if !has_errors(&diagnostics) {
        // Templates are tried as well; what they give is let go.
        drop(pipeline::render(&analysis, &inputs).into_value(&mut diagnostics));
    }
    diagnostics.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    let report = Report {
        version: 1,
        counts: analysis.counts,
        diagnostics: diagnostics.iter().collect(),
        undated_documents: undated_documents(&analysis),
        undated_events: undated_events(&analysis),
        unlisted_actors: unlisted(&analysis),
    };
    match arguments.format {
        Format::Json => {
            let mut out = io::stdout().lock();
            serde_json::to_writer_pretty(&mut out, &report)?;
            writeln!(out)?;
        }
        Format::Text => {
            tell(&diagnostics, &Common { verbose: !common.quiet, ..common.clone() })?;
            if !common.quiet {
                print(&report, &mut anstream::stdout().lock())?;
            }
        }
    }
    Ok(exit_code(&diagnostics))
}

fn undated_documents(analysis: &Analysis) -> Vec<Undated> {
    let undated = analysis.documents.iter().filter(|it| it.published.date.is_none());
    let candidates = |it: &crate::dating::Published| {
        let each = it.candidates.iter();
        each.map(|it| Candidate { date: it.date.to_string(), reason: it.reason.clone() }).collect()
    };
    undated
        .map(|it| Undated {
            id: it.document.id.clone(),
            title: it.document.title.clone(),
            candidates: candidates(&it.published),
        })
        .collect()
}

/// Who acts in events without being listed, most often first.
fn unlisted(analysis: &Analysis) -> Vec<Unlisted> {
    let cast = &analysis.cast;
    let mut acts: BTreeMap<_, usize> = BTreeMap::new();
    for told in &analysis.timeline.events {
        let all: BTreeSet<_> = told.event.participants.iter().map(|it| &it.actor).collect();
        for actor in all {
            *acts.entry(actor).or_default() += 1;
        }
    }
    let mut found: Vec<Unlisted> = acts
        .into_iter()
        .filter_map(|(id, events)| {
            let actor = cast.actors.get(id).filter(|it| it.is_unlisted())?;
            let roles = actor.roles.iter();
            Some(Unlisted {
                name: actor.name.clone(),
                kind: Some(actor.kind).filter(|it| *it != ActorKind::Person),
                events,
                side: actor.state.as_ref().map(|it| cast.actor_name(it)),
                roles: roles
                    .map(|it| UnlistedRole { title: it.title.clone(), of: it.of.clone() })
                    .collect(),
            })
        })
        .collect();
    found.sort_by(|a, b| b.events.cmp(&a.events).then_with(|| a.name.cmp(&b.name)));
    found
}

/// The unlisted, to paste into actors.yaml. JSON's strings are strings of YAML.
fn print_unlisted(all: &[Unlisted], out: &mut impl Write) -> io::Result<()> {
    if all.is_empty() {
        return Ok(());
    }
    writeln!(out, "{} to paste into actors.yaml:", counted(all.len(), "unlisted actor"))?;
    for it in all {
        writeln!(out, "# in {}", counted(it.events, "event"))?;
        writeln!(out, "- name: {}", serde_json::to_string(&it.name)?)?;
        if let Some(kind) = it.kind {
            writeln!(out, "  kind: {}", serde_json::to_string(&kind)?)?;
        }
        if let Some(side) = &it.side {
            writeln!(out, "  side: {}", serde_json::to_string(side)?)?;
        }
        if !it.roles.is_empty() {
            writeln!(out, "  roles:")?;
        }
        for role in &it.roles {
            writeln!(out, "    - title: {}", serde_json::to_string(&role.title)?)?;
            if let Some(of) = &role.of {
                writeln!(out, "      of: {}", serde_json::to_string(of)?)?;
            }
        }
    }
    writeln!(out)
}

fn undated_events(analysis: &Analysis) -> Vec<Undated> {
    let events = analysis.timeline.events.iter().map(|it| &it.event);
    events
        .filter_map(|it| match &it.dated {
            Dated::On(_) => None,
            Dated::Undated(candidates) => Some(Undated {
                id: it.id.clone(),
                title: Some(it.title.clone()),
                candidates: candidates
                    .iter()
                    .map(|(date, reason)| Candidate {
                        date: date.to_string(),
                        reason: reason.clone(),
                    })
                    .collect(),
            }),
        })
        .collect()
}

fn print(report: &Report<'_>, out: &mut impl Write) -> io::Result<()> {
    for (noun, undated) in
        [("document", &report.undated_documents), ("event", &report.undated_events)]
    {
        if undated.is_empty() {
            continue;
        }
        writeln!(out, "{} without a date:", counted(undated.len(), noun))?;
        for it in undated {
            match &it.title {
                Some(title) => writeln!(out, "  {} ({title})", it.id)?,
                None => writeln!(out, "  {}", it.id)?,
            }
            for Candidate { date, reason } in &it.candidates {
                writeln!(out, "    perhaps {date}: {reason}")?;
            }
        }
        writeln!(out)?;
    }
    print_unlisted(&report.unlisted_actors, out)?;
    let Counts { documents, events, planned, .. } = report.counts;
    let found = tally(&report.diagnostics.iter().map(|it| (*it).clone()).collect::<Vec<_>>());
    writeln!(
        out,
        "{}, {}, {planned} planned; {}",
        counted(documents, "document"),
        counted(events, "event"),
        found.as_deref().unwrap_or("no errors, no warnings"),
    )?;
    out.flush()
}
