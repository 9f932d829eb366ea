//! `relata check`: all that is wrong, undated or in doubt, the most useful first.

mod report;
mod stubs;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use crate::cli::{Common, Run, analyse, exit_code, tell};
use crate::diagnostic::{Diagnostic, Severity, has_errors};
use crate::disk::{self, Appended};
use crate::pipeline;

use report::Report;

const EXAMPLES: &str = "\
Examples:
  relata check
  relata check --fix                    add whom nobody listed to actors.yaml
  relata check --strict                 for a build server: warnings fail too
  relata check --format json | jq '.groups'

What it tells, the most useful first: errors and warnings; documents and events without a date; sources
that differ; people whom nobody listed; events that were nearly made one; overrides that name an old id
or change nothing; aliases that no document has; links to nowhere; documents that gave no event.

A document or an event that is listed as undated can be given its date in overrides.yaml:
  - document: letters/undated
    set: { published: 1998 }
`relata override ID` writes such lines for an event.

The exit code is 1 when there are errors, or with --strict warnings; what is in doubt does not count.";

/// Tell all that is wrong, undated or in doubt, and publish nothing
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// How to tell it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Add the people whom nobody listed to actors.yaml, as comments where it is not sure who they are
    #[arg(long)]
    fix: bool,
    /// Fail on warnings as well as on errors
    #[arg(long)]
    strict: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

pub(super) fn run(arguments: &Arguments, common: &Common) -> io::Result<ExitCode> {
    let Run { inputs, analysis, mut diagnostics } = analyse(common);
    if !has_errors(&diagnostics) {
        pipeline::render(&analysis, &inputs).into_value(&mut diagnostics);
    }
    diagnostics.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    let actors = inputs.config.actors.as_ref().map_or("", |it| it.text());
    let report = Report::of(&analysis, &diagnostics, actors);
    match arguments.format {
        Format::Json => {
            let mut out = io::stdout().lock();
            serde_json::to_writer_pretty(&mut out, &report)?;
            writeln!(out)?;
        }
        Format::Text => {
            tell(&diagnostics, &Common { verbose: !common.quiet, ..common.clone() })?;
            if !common.quiet {
                report.print(common.verbose, &mut anstream::stdout().lock())?;
            }
        }
    }
    if arguments.fix && !has_errors(&diagnostics) {
        match fix(&report, actors, common) {
            // What was asked for as JSON stays JSON.
            Ok(said) if arguments.format == Format::Json => {
                write!(anstream::stderr(), "{said}")?;
            }
            Ok(said) => write!(anstream::stdout(), "{said}")?,
            Err(error) => {
                tell(&[*error], common)?;
                return Ok(ExitCode::FAILURE);
            }
        }
    }
    let warned = diagnostics.iter().any(|it| it.severity == Severity::Warning);
    if arguments.strict && warned && !has_errors(&diagnostics) {
        writeln!(anstream::stderr(), "With --strict the warnings make this fail.")?;
        return Ok(ExitCode::FAILURE);
    }
    Ok(exit_code(&diagnostics))
}

/// Adds the stubs of those whom nobody listed, and says what was written.
fn fix(report: &Report<'_>, actors: &str, common: &Common) -> Result<String, Box<Diagnostic>> {
    let path = common.content.join("actors.yaml");
    let stubs = stubs::stubs(&report.unlisted_actors);
    if stubs.is_empty() {
        return Ok("Nothing to fix: whoever acts in an event stands in actors.yaml.\n".to_owned());
    }
    let lines: String = stubs.iter().map(|it| it.lines.as_str()).collect();
    if !stubs::fits(actors, &lines) {
        let error = Diagnostic::error("check/fix", "nothing can be added to the end of this file");
        let help = "write it as a list whose items begin with `- `, at the beginning of a line";
        return Err(Box::new(error.in_file(path.display().to_string()).with_help(help)));
    }
    let appended = disk::append(&path, &lines).map_err(Box::new)?;
    let (Appended::At(line) | Appended::There(line)) = appended;
    let mut said = format!("Added to {} from line {line} on:\n", path.display());
    for it in &stubs {
        let how = if it.sure { "" } else { " (as a comment: look whether it is right)" };
        said += &format!("  {}{how}\n", it.name);
    }
    Ok(said)
}
