//! `relata import`: other programs' files to documents.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use crate::cli::draw::counted;
use crate::cli::progress::Bar;
use crate::cli::{Common, exit_code, inputs, tell};
use crate::config::slug;
use crate::diagnostic::{Diagnostic, Severity, has_errors};
use crate::disk::{self, Existing};
use crate::document;
use crate::event::Dated;
use crate::import::{Happening, Imported, Read, Seen, import_beside};
use crate::pipeline::{self, Analysis, Inputs};
use crate::source::Source;

const EXAMPLES: &str = "\
Examples:
  relata import feed.xml                     an RSS or Atom feed: a document for each item
  relata import events.csv                   a table of events, also of TimelineJS: a document and an event for each row
  relata import saved-pages/                 a folder of saved pages; what belongs to a page is left out
  relata import library.json                 a Zotero export as `CSL JSON`: a document for each item
  relata import feed.xml --dry-run           only tell what would be written
  relata import feed.xml --to content/documents/news

A document that is there already stays as it is, so that a feed may be imported again. What could not be read is told \
with its file and line.";

/// Bring in a feed, saved pages, a Zotero export or a table of events
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
    let folder = arguments.to.clone().unwrap_or_else(|| common.content.join("documents"));
    let there = |path: &str| disk::held(&folder, path);
    let Imported { documents: made, happenings } =
        import_beside(&given, &there).into_value(&mut diagnostics);
    let there = disk::existing(&folder, made.iter().map(|it| it.path.as_str()));
    let kept = there.len();
    let mut new: Vec<(String, Vec<u8>)> = made
        .iter()
        .filter(|it| !there.contains(&it.path.as_str()))
        .map(|it| (it.path.clone(), it.bytes.clone()))
        .collect();
    // A row that was imported before has been claimed before.
    let claims: Vec<&Happening> =
        happenings.iter().filter(|it| !there.contains(&it.path.as_str())).collect();
    let mut overrides = None;
    if !claims.is_empty() {
        match claimed(&claims, &mut new, (&folder, &arguments.path), common, &mut diagnostics) {
            Some(it) => overrides = it,
            None => new.clear(),
        }
    }
    let mut files: Vec<(PathBuf, Vec<u8>)> =
        new.iter().map(|(path, bytes)| (folder.join(path), bytes.clone())).collect();
    let documents = files.len();
    files.extend(overrides.map(|(path, yaml)| (path, yaml.into_bytes())));
    if !arguments.dry_run {
        let named = files.iter().map(|it| (it.0.to_string_lossy().into_owned(), it.1.clone()));
        if let Err(wrong) =
            disk::create(Path::new(""), &named.collect::<Vec<_>>(), Existing::Refuse)
        {
            diagnostics.extend(wrong);
        }
    }
    tell(&diagnostics, common)?;
    if common.quiet {
        return Ok(exit_code(&diagnostics));
    }
    let mut out = anstream::stdout().lock();
    if arguments.dry_run || common.verbose {
        for (path, _) in &files {
            writeln!(out, "{}", path.display())?;
        }
    }
    let done = if arguments.dry_run { "Would write" } else { "Wrote" };
    writeln!(out, "{done} {} to {}", counted(documents, "document"), folder.display())?;
    if let Some((path, yaml)) = files.get(documents) {
        let items = yaml.split(|it| *it == b'\n').filter(|it| it.starts_with(b"- ")).count();
        writeln!(out, "{done} {} to {}", counted(items, "override"), path.display())?;
    }
    if kept > 0 {
        let stay = if kept == 1 { "stays as it is" } else { "stay as they are" };
        writeln!(out, "{} there already: {stay}", counted(kept, "document"))?;
    }
    if !arguments.dry_run && documents > 0 {
        writeln!(out, "Next: `relata build`, then `relata check` for what is undated")?;
    }
    out.flush()?;
    Ok(exit_code(&diagnostics))
}

/// The file of overrides that makes the claims of a table hold, if any is needed; `None` when nothing can be imported.
///
/// The documents are read together with what is there: where a rule reads what a row claims, nothing is added. What the
/// build would refuse is left out, and told with the row that it comes from.
fn claimed(
    claims: &[&Happening],
    new: &mut Vec<(String, Vec<u8>)>,
    (folder, table): (&Path, &Path),
    common: &Common,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Option<(PathBuf, String)>> {
    let documents = common.content.join("documents");
    let Ok(below) = folder.strip_prefix(&documents) else {
        let message = format!("a table of events goes below {}", documents.display());
        diagnostics.push(Diagnostic::error("import/to", message).with_help(
            "its documents and its overrides belong to one content folder: name a folder in there",
        ));
        return None;
    };
    let below = below.to_string_lossy().replace('\\', "/");
    let path_of = |it: &str| if below.is_empty() { it.to_owned() } else { format!("{below}/{it}") };
    // What came with earlier rows of the table stays as it is.
    let name = slug(&table.file_stem().unwrap_or_default().to_string_lossy());
    let file = |number: usize| {
        let number = if number == 1 { String::new() } else { format!("-{number}") };
        common.content.join("overrides").join(format!("{name}{number}.yaml"))
    };
    let file = (1..).map(file).find(|it| !disk::is_file(&it.to_string_lossy()))?;
    let mut wrong = Vec::new();
    let inputs = inputs(common).into_value(&mut wrong);
    let bar = Bar::new(common.quiet);
    let mut claims = claims.to_vec();
    loop {
        let mut inputs = inputs.clone();
        inputs.documents.extend(new.iter().map(|(path, bytes)| document::Input {
            path: path_of(path),
            file: folder.join(path).display().to_string(),
            bytes: bytes.clone().into(),
        }));
        let analysis = pipeline::analyse(&inputs, &bar).into_value(&mut wrong);
        if has_errors(&wrong) {
            diagnostics.extend(wrong.into_iter().filter(|it| it.severity == Severity::Error));
            return None;
        }
        let (items, out) = items(&claims, (inputs, &analysis), (&file, &path_of), &bar);
        if out.is_empty() {
            let intro =
                format!("# What {} says and no rule reads, row by row.\n\n", table.display());
            return Some((!items.is_empty()).then(|| (file, intro + &items)));
        }
        // A row that is mended is imported with the table again, as what is new. What the others are read as may
        // have followed from it.
        claims.retain(|it| !out.contains_key(it.path.as_str()));
        new.retain(|it| !out.contains_key(it.0.as_str()));
        diagnostics.extend(out.into_values());
    }
}

/// The items that make claims hold, and what is wrong with those that none can, by the path of the document.
fn items<'a>(
    claims: &[&'a Happening],
    (mut inputs, analysis): (Inputs, &Analysis),
    (file, path_of): (&Path, &dyn Fn(&str) -> String),
    bar: &Bar,
) -> (String, BTreeMap<&'a str, Diagnostic>) {
    let mut items: Vec<(&Happening, String)> = Vec::new();
    let mut out = BTreeMap::new();
    for claim in claims {
        let path = path_of(&claim.path);
        let id = path.rsplit_once('.').map_or(path.as_str(), |it| it.0);
        match claim.item(id, &seen(analysis, id)) {
            Ok(item) => items.extend(item.map(|it| (*claim, it))),
            Err(why) => drop(out.insert(claim.path.as_str(), left_out(claim, why))),
        }
    }
    let shown = file.display().to_string();
    let whole = items.iter().map(|it| it.1.as_str()).collect::<Vec<_>>().join("\n");
    inputs.overrides.push(Source::new(shown.as_str(), whole.as_str()));
    let refused = pipeline::analyse(&inputs, bar).diagnostics;
    let mut line = 1;
    for (claim, item) in &items {
        let lines = line..=line + item.matches('\n').count();
        line = *lines.end() + 1;
        let is_here = |it: &&Diagnostic| {
            let at = it.location.as_ref().filter(|at| at.file == shown);
            it.severity == Severity::Error && at.is_some_and(|at| lines.contains(&at.line))
        };
        if let Some(it) = refused.iter().find(is_here) {
            let why = format!("{}: no event is made of this row", it.message);
            let told = left_out(claim, why).with_help_maybe(it.help.clone());
            out.insert(claim.path.as_str(), told);
        }
    }
    (whole, out)
}

/// What rules read in a document.
fn seen(analysis: &Analysis, id: &str) -> Seen {
    let mut seen = Seen::default();
    for entry in &analysis.timeline.events {
        let mut told = entry.event.evidence.iter().filter(|it| it.document == id);
        if let Some(words) = told.next() {
            let when = match &entry.event.dated {
                Dated::On(when) => Some(*when),
                Dated::Undated(_) => None,
            };
            let elsewhere = entry.event.evidence.iter().any(|it| it.document != id);
            seen.events.push(Read { when, words: words.quote.clone(), elsewhere });
        }
    }
    let document = analysis.documents.iter().find(|it| it.document.id == id);
    for name in document.into_iter().flat_map(|it| &it.found.mentions) {
        // The name of a capital may be that of a place only.
        let actor = name.actor.as_ref().filter(|_| name.place.is_none());
        if let Some(id) = actor.map(|it| it.as_str().to_owned())
            && !seen.actors.contains(&id)
        {
            seen.actors.push(id);
        }
    }
    seen
}

fn left_out(claim: &Happening, why: String) -> Diagnostic {
    Diagnostic::warning("import/row", why)
        .at_location(claim.from.clone())
        .with_note("the row is left out: mend it, and import the table again")
}
