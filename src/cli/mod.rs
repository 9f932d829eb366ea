//! The command line: arguments, progress, printing, exit codes. One file a command.
//!
//! Nothing is decided here that is not about the terminal: the stages are called, and what they
//! report is drawn. Standard output is for what was asked for, standard error for what there is to
//! say about it. The clock and the environment are read here and nowhere else.

#![allow(clippy::disallowed_methods, reason = "the clock belongs to the shell")]

mod build;
mod check;
mod draw;
mod events;
mod explain;
mod extract;
mod import;
mod init;
mod manual;
mod overriding;
mod progress;
mod schema;
mod serve;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::config::{Config, ConfigSources};
use crate::diagnostic::{Diagnostic, Reported, Severity, has_errors};
use crate::disk::{self, Content, Existing};
use crate::pipeline::{self, Analysis, Inputs, Reader};

use progress::Bar;

/// The content folder when no other is named.
const CONTENT: &str = "content";

const ABOUT: &str = "\
Turns documents about two sides of a relationship into a timeline of dated events, each with the \
words and the document that prove it, and publishes it as a static site.";

/// The common path, for who has asked for nothing.
const BEGINNING: &str = "\
relata turns a folder of documents about two sides into a timeline, published as a static site.

  relata init my-site     make a new site that builds at once
  cd my-site
  relata build            publish content/ as the site public/
  relata check            tell what is undated, in doubt or wrong
  relata explain ID       show why an event has its date

Put your documents (.md .txt .html .jsonl) into content/documents, and your corrections into
content/overrides.yaml. `relata help` lists all commands, `relata help COMMAND` has examples.
";

const EXAMPLES: &str = "\
Examples:
  relata init my-site                   make a new site that builds at once
  relata import feed.xml                bring in feeds, saved pages, Zotero exports, tables
  relata build                          publish content/ as the site public/
  relata serve                          show it while you write, and reload it at each change
  relata check                          tell all that is wrong, undated or in doubt
  relata explain 2024-10-07-message-…   show how the date of an event follows
  relata explain letters/1998-05-02     show what was read in a document
  relata explain letters/1998-05-02:12  show how the dates of a line follow
  relata override 2024-10-07-message-…  lines for overrides.yaml that correct an event
  relata events --format csv            the timeline as a table for other programs

What an author writes and where: see README.md.";

/// The arguments of the program.
#[derive(Debug, Parser)]
#[command(name = "relata", version, about = ABOUT, after_help = EXAMPLES)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    common: Common,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Arguments),
    Import(import::Arguments),
    Build(build::Arguments),
    Serve(serve::Arguments),
    Check(check::Arguments),
    Explain(explain::Arguments),
    Override(overriding::Arguments),
    Events(events::Arguments),
    Extract(extract::Arguments),
    Schema(schema::Arguments),
    Completions(manual::Completions),
    Man(manual::Manual),
}

/// The arguments that all commands have.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Common options")]
struct Common {
    /// The folder with your documents and settings
    #[arg(long, global = true, value_name = "DIR", default_value = CONTENT)]
    content: PathBuf,
    /// The folder with templates of your own; it may be missing
    #[arg(long, global = true, value_name = "DIR", default_value = "templates")]
    templates: PathBuf,
    /// The folder that the site is published in, or that files are written to [default: public]
    #[arg(long, global = true, value_name = "DIR")]
    out: Option<PathBuf>,
    /// When to use colours; NO_COLOR and CLICOLOR are heeded too
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Color,
    /// Tell errors and warnings only
    #[arg(long, short, global = true)]
    quiet: bool,
    /// Tell notes as well
    #[arg(long, short, global = true, conflicts_with = "quiet")]
    verbose: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Color {
    /// On a terminal that can
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Common {
    /// The folder that the site is published in.
    fn out(&self) -> &Path {
        self.out.as_deref().unwrap_or(Path::new("public"))
    }
}

/// Runs the program with its arguments, of which the first is its name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let Arguments { command, common } = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // There is nobody left to tell that help or usage could not be printed.
            let _unheard = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    match common.color {
        Color::Auto => anstream::ColorChoice::Auto,
        Color::Always => anstream::ColorChoice::Always,
        Color::Never => anstream::ColorChoice::Never,
    }
    .write_global();
    let Some(command) = command else {
        // There is nobody left to tell that it could not be printed.
        let _unheard = write!(anstream::stdout(), "{BEGINNING}");
        return ExitCode::SUCCESS;
    };
    let done = match command {
        Command::Build(arguments) => build::run(&arguments, &common),
        Command::Serve(arguments) => serve::run(&arguments, &common),
        Command::Check(arguments) => check::run(&arguments, &common),
        Command::Explain(arguments) => explain::run(&arguments, &common),
        Command::Override(arguments) => overriding::run(&arguments, &common),
        Command::Events(arguments) => events::run(&arguments, &common),
        Command::Extract(arguments) => extract::run(&arguments, &common),
        Command::Init(arguments) => init::run(&arguments, &common),
        Command::Completions(arguments) => manual::complete(&arguments),
        Command::Man(arguments) => manual::man(&arguments, &common),
        Command::Import(arguments) => import::run(&arguments, &common),
        Command::Schema(arguments) => schema::run(&arguments, &common),
    };
    match done {
        Ok(code) => code,
        // Whoever reads has read enough, as in `relata events | head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let _unheard = writeln!(anstream::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// What was read, what it gave, and what there is to say about it.
struct Run {
    inputs: Inputs,
    analysis: Analysis,
    diagnostics: Vec<Diagnostic>,
}

/// Reads the author's folders and analyses what is in them.
fn analyse(common: &Common) -> Run {
    let mut diagnostics = Vec::new();
    let inputs = inputs(common).into_value(&mut diagnostics);
    let bar = Bar::new(common.quiet);
    let analysis = pipeline::analyse(&inputs, &bar).into_value(&mut diagnostics);
    Run { inputs, analysis, diagnostics }
}

/// What the author has in both folders.
fn inputs(common: &Common) -> Reported<Inputs> {
    disk::read(&common.content, &common.templates).map(as_inputs)
}

/// What was read, as a build takes it.
fn as_inputs(content: Content) -> Inputs {
    let Content { config, overrides, documents, templates, assets } = content;
    Inputs { config, overrides, documents, templates, assets }
}

/// Writes files that relata makes into a folder, and says so.
fn write_made(folder: &Path, files: &[(String, Vec<u8>)], common: &Common) -> io::Result<ExitCode> {
    if let Err(wrong) = disk::create(folder, files, Existing::Replace) {
        tell(&wrong, common)?;
        return Ok(exit_code(&wrong));
    }
    let mut out = anstream::stdout().lock();
    for (name, _) in files.iter().filter(|_| !common.quiet) {
        writeln!(out, "Wrote {}", folder.join(name).display())?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The reader of texts that come from elsewhere, with the settings of the content folder if there
/// is one.
fn reader(common: &Common) -> Reported<Reader> {
    let mut diagnostics = Vec::new();
    let sources = if common.content == Path::new(CONTENT) && !common.content.is_dir() {
        ConfigSources::default()
    } else {
        disk::read_settings(&common.content).into_value(&mut diagnostics)
    };
    let config = Config::read(&sources).into_value(&mut diagnostics);
    let value = Reader::new(&config).into_value(&mut diagnostics);
    Reported { value, diagnostics }
}

/// Draws diagnostics on standard error, errors first, and counts them. Notes are drawn only when
/// they are asked for.
fn tell(diagnostics: &[Diagnostic], common: &Common) -> io::Result<()> {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    let mut out = anstream::stderr().lock();
    for it in sorted.iter().filter(|it| common.verbose || it.severity != Severity::Note) {
        writeln!(out, "{}", draw::draw(it))?;
    }
    let notes = diagnostics.iter().any(|it| it.severity == Severity::Note);
    match draw::tally(diagnostics) {
        Some(tally) if notes && !common.verbose && !common.quiet => {
            writeln!(out, "{tally} (`--verbose` shows the notes)")
        }
        Some(tally) if !common.quiet || sorted.iter().any(|it| it.severity != Severity::Note) => {
            writeln!(out, "{tally}")
        }
        _ => Ok(()),
    }
}

/// Whether all that is wrong stands in the author's corrections. What the documents gave is shown all the same then: it is
/// what a correction is mended by.
fn only_corrections_are_wrong(diagnostics: &[Diagnostic], inputs: &Inputs) -> bool {
    let of_corrections = |file: &str| inputs.overrides.iter().any(|it| it.name() == file);
    let mut wrong = diagnostics.iter().filter(|it| it.severity == Severity::Error);
    wrong.all(|it| it.location.as_ref().is_some_and(|at| of_corrections(&at.file)))
}

/// Success, or failure where something is wrong that nothing can be published with.
fn exit_code(diagnostics: &[Diagnostic]) -> ExitCode {
    if has_errors(diagnostics) { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
