//! `relata import`: other programs' files to documents.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::cli::draw::counted;
use crate::cli::{Common, exit_code, tell};
use crate::disk::{self, Existing};
use crate::import::import;

const EXAMPLES: &str = "\
Examples:
  relata import feed.xml                     an RSS or Atom feed: a document for each item
  relata import saved-pages/                 a folder of saved pages; what belongs to a page is left out
  relata import library.json                 a Zotero export as `CSL JSON`: a document for each item
  relata import feed.xml --dry-run           only tell what would be written
  relata import feed.xml --to content/documents/news

A document that is there already stays as it is, so that a feed may be imported again. What could not be read is told \
with its file and line.";

/// Bring in a feed, saved pages or a Zotero export as documents
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// A file, or a folder of saved pages
    #[arg(value_name = "FILE|FOLDER")]
    path: PathBuf,
    /// The folder that documents are written to [default: documents in the content folder]
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
    /// Tell what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(arguments: &Arguments, common: &Common) -> io::Result<ExitCode> {
    let mut diagnostics = Vec::new();
    let given = disk::given(&arguments.path).into_value(&mut diagnostics);
    let made = import(&given).into_value(&mut diagnostics);
    let folder = arguments.to.clone().unwrap_or_else(|| common.content.join("documents"));
    let there = disk::existing(&folder, made.iter().map(|it| it.path.as_str()));
    let kept = there.len();
    let new: Vec<(String, Vec<u8>)> = made
        .iter()
        .filter(|it| !there.contains(&it.path.as_str()))
        .map(|it| (it.path.clone(), it.bytes.clone()))
        .collect();
    if !arguments.dry_run
        && let Err(wrong) = disk::create(&folder, &new, Existing::Refuse)
    {
        diagnostics.extend(wrong);
    }
    tell(&diagnostics, common)?;
    if common.quiet {
        return Ok(exit_code(&diagnostics));
    }
    let mut out = anstream::stdout().lock();
    if arguments.dry_run || common.verbose {
        for (path, _) in &new {
            writeln!(out, "{}", folder.join(path).display())?;
        }
    }
    let done = if arguments.dry_run { "Would write" } else { "Wrote" };
    writeln!(out, "{done} {} to {}", counted(new.len(), "document"), folder.display())?;
    if kept > 0 {
        let stay = if kept == 1 { "stays as it is" } else { "stay as they are" };
        writeln!(out, "{} there already: {stay}", counted(kept, "document"))?;
    }
    if !arguments.dry_run && !new.is_empty() {
        writeln!(out, "Next: `relata build`, then `relata check` for what is undated")?;
    }
    out.flush()?;
    Ok(exit_code(&diagnostics))
}
