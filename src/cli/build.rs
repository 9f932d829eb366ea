//! `relata build`: content and templates to a published site.

use std::io::{self, Write};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Args;

use crate::cli::draw::counted;
use crate::cli::{Common, Run, analyse, exit_code, tell};
use crate::diagnostic::has_errors;
use crate::disk::{self, Published};
use crate::pipeline::{self, Applied, Counts};

const EXAMPLES: &str = "\
Examples:
  relata build
  relata build --content my-documents --out docs

With --verbose each of your overrides is listed with what it did, and what is left out for want of `base_url`.

When something is wrong, all of it is told with its file and line, and the site that was published \
before stays as it is.";

/// Whoever looks on the pages for what a site without an address lacks finds nothing that tells why.
const WITHOUT_ADDRESS: &str = "\
Left out   how to cite the pages, feeds and sitemap.xml, which need permanent links:
             set `base_url` in site.yaml to where the site will stand";

/// Publish content/ as a static site in public/
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {}

pub(super) fn run(_: &Arguments, common: &Common) -> io::Result<ExitCode> {
    let started = Instant::now();
    let Run { inputs, analysis, mut diagnostics } = analyse(common);
    let mut published = None;
    if !has_errors(&diagnostics) {
        let files = pipeline::render(&analysis, &inputs).into_value(&mut diagnostics);
        if !has_errors(&diagnostics) {
            match disk::publish(&files, common.out()) {
                Ok(done) => published = Some((files.len(), done)),
                Err(wrong) => diagnostics.extend(wrong),
            }
        }
    }
    tell(&diagnostics, common)?;
    match published {
        Some((files, done)) if !common.quiet => {
            let summary = summary(&analysis.counts, files, done, started.elapsed());
            let mut out = anstream::stdout().lock();
            write!(out, "{summary}")?;
            if common.verbose {
                list_overrides(&pipeline::applied(&analysis), &mut out)?;
                if analysis.config.settings.base_url.is_none() {
                    writeln!(out, "{WITHOUT_ADDRESS}")?;
                }
            }
            writeln!(out, "Open {}", common.out().join("index.html").display())?;
            out.flush()?;
        }
        None if !common.quiet => {
            writeln!(anstream::stderr(), "Nothing was published.")?;
        }
        _ => {}
    }
    Ok(exit_code(&diagnostics))
}

/// What each override did, with its note.
fn list_overrides(all: &[Applied], out: &mut impl Write) -> io::Result<()> {
    for Applied { file, line, done, note } in all {
        writeln!(out, "Override   {file}:{line}")?;
        for (id, what) in done {
            writeln!(out, "             {id}: {what}")?;
        }
        if let Some(note) = note {
            let note: Vec<&str> = note.split_whitespace().collect();
            writeln!(out, "             note: {}", note.join(" "))?;
        }
    }
    Ok(())
}

/// What was read, found and written, a line each.
fn summary(counts: &Counts, files: usize, done: Published, took: Duration) -> String {
    let Counts {
        documents,
        documents_undated,
        mentions,
        events,
        merged,
        undated,
        planned,
        overridden,
    } = *counts;
    let written = match (done.written, done.removed) {
        (0, 0) => "nothing changed".to_owned(),
        (written, 0) => format!("{written} new or changed"),
        (written, removed) => format!("{written} new or changed, {removed} removed"),
    };
    format!(
        "Read       {}, {documents_undated} of unknown date\n\
         Found      {} in {}: {merged} merged of several reports, {undated} undated\n\
         Kept apart {planned} planned\n\
         Overridden {}\n\
         Published  {} ({written}) in {:.1} s\n",
        counted(documents, "document"),
        counted(events, "event"),
        counted(mentions, "report"),
        counted(overridden, "time"),
        counted(files, "file"),
        took.as_secs_f64(),
    )
}
