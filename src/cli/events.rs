//! `relata events`: the merged events for other programs, or as a table.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use crate::cli::{Common, Run, analyse, exit_code, only_corrections_are_wrong, tell};
use crate::date::Date;
use crate::diagnostic::{Diagnostic, has_errors};
use crate::exchange::{Events, Filter, Merged};
use crate::pipeline;

const EXAMPLES: &str = "\
Examples:
  relata events
  relata events --type message/birthday --from 2020
  relata events --actor \"Ada Berg\" --until 2019-06 --format csv > events.csv
  relata events --format json | jq '.events[].date'

Dates are years, months or days: 2024, 2024-10, 2024-10-07.";

/// Print the merged events as a table, JSON or CSV
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// How to print them
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
    /// Only of this type, or type/subtype
    #[arg(long = "type", value_name = "TYPE")]
    kind: Option<String>,
    /// Only with this actor: an id, a name or an alias
    #[arg(long, value_name = "ACTOR")]
    actor: Option<String>,
    /// Nothing that ended before this date
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// Nothing that began after this date
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
    /// Only at this place: an id, a name or an alias
    #[arg(long, value_name = "PLACE")]
    place: Option<String>,
    /// Only with evidence from this document
    #[arg(long, value_name = "ID")]
    document: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// Lines for people
    Table,
    /// `{"version":1,"events":[…]}`
    Json,
    /// Comma-separated values with a heading (RFC 4180)
    Csv,
}

pub(super) fn run(arguments: &Arguments, common: &Common) -> io::Result<ExitCode> {
    let Run { inputs, analysis, mut diagnostics } = analyse(common);
    let filter = Filter {
        kind: arguments.kind.clone(),
        actor: arguments.actor.clone(),
        from: arguments.from,
        until: arguments.until,
        place: arguments.place.clone(),
        document: arguments.document.clone(),
        happened_only: !analysis.config.settings.show_planned,
    };
    let unknown = filter.unknown(&analysis.timeline).into_iter().map(|(noun, asked, nearest)| {
        Diagnostic::warning("events/unknown", format!("no event has the {noun} `{asked}`"))
            .with_help_maybe(nearest)
    });
    diagnostics.extend(unknown);
    let events = pipeline::events(&analysis, &filter);
    tell(&diagnostics, common)?;
    // Half of the corrections would make events that nobody meant: other programs get none, and who reads is told.
    if has_errors(&diagnostics) {
        let table = matches!(arguments.format, Format::Table);
        if !table || !only_corrections_are_wrong(&diagnostics, &inputs) {
            return Ok(exit_code(&diagnostics));
        }
        writeln!(anstream::stderr(), "The events without what is wrong:")?;
    }
    let mut out = io::BufWriter::new(anstream::stdout().lock());
    match arguments.format {
        Format::Json => write!(out, "{}", events.json())?,
        Format::Csv => write!(out, "{}", events.csv())?,
        Format::Table => table(&events, &mut out)?,
    }
    out.flush()?;
    Ok(exit_code(&diagnostics))
}

fn date(event: &Merged) -> String {
    event.happening.date.map(|it| it.to_string()).unwrap_or_default()
}

fn table(events: &Events, out: &mut impl Write) -> io::Result<()> {
    let width = |of: &dyn Fn(&Merged) -> String| {
        events.events.iter().map(|it| of(it).chars().count()).max().unwrap_or(0)
    };
    let kind = |it: &Merged| match &it.happening.subtype {
        Some(subtype) => format!("{}/{subtype}", it.happening.kind),
        None => it.happening.kind.clone(),
    };
    let when = |it: &Merged| if it.happening.date.is_some() { date(it) } else { "?".to_owned() };
    let (dates, kinds) = (width(&when), width(&kind));
    for it in &events.events {
        writeln!(out, "{:dates$}  {:kinds$}  {}", when(it), kind(it), it.title)?;
        writeln!(out, "{:dates$}  {:kinds$}  {}", "", "", it.id)?;
    }
    Ok(())
}
