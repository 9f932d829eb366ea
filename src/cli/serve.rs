//! `relata serve`: the site while it is written.

use std::io::{self, Write};
use std::net::{IpAddr, Ipv4Addr};
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

use clap::Args;

use crate::cli::draw::{counted, draw};
use crate::cli::{Common, as_inputs, tell};
use crate::diagnostic::{Diagnostic, Reported};
use crate::disk;
use crate::pipeline::Inputs;
use crate::serve::{self, Options, Outcome, Round, Shell};

const EXAMPLES: &str = "\
Examples:
  relata serve                 show content/ at http://127.0.0.1:8000/
  relata serve --open          and open it in the browser
  relata serve --port 4000     at another port
  relata serve --host 0.0.0.0  to other machines as well

The site is made in memory: public/ is not touched. When a document, a setting, a correction or a \
template changes, it is made again, and the page in the browser is reloaded where it was. What is \
wrong stands at the foot of the page and here, with its file and line; meanwhile the site before is \
shown. Ctrl-C stops it.";

/// Show the site while you write, and reload it at each change
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The port; without it 8000, or one that is free
    #[arg(long, short, value_name = "PORT")]
    port: Option<u16>,
    /// The address to listen at; only this machine can reach the one that is shown, and any other lets everybody who can
    /// reach it read the site, drafts included
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
}

pub(super) fn run(arguments: &Arguments, common: &Common) -> io::Result<ExitCode> {
    let Arguments { port, host, open } = *arguments;
    let (content, templates) = (common.content.clone(), common.templates.clone());
    let options = Options { content, templates, host, port };
    serve::serve(&options, &Terminal { common, open, seen: Mutex::default() })?;
    if !common.quiet {
        writeln!(anstream::stderr(), "Stopped.")?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What the server tells, on the terminal.
struct Terminal<'a> {
    common: &'a Common,
    open: bool,
    seen: Mutex<disk::Seen>,
}

impl Shell for Terminal<'_> {
    fn read(&self) -> Reported<Inputs> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let (content, templates) = (&self.common.content, &self.common.templates);
        disk::read_again(content, templates, &mut seen).map(as_inputs)
    }

    fn listens(&self, address: &str) {
        // A terminal that is gone does not keep the site from being shown.
        let _unheard = writeln!(anstream::stdout(), "Serving {address} (Ctrl-C stops it)");
        if self.open
            && let Err(error) = open::that_detached(address)
        {
            let _unheard = writeln!(anstream::stderr(), "no browser could be opened: {error}");
        }
    }

    fn built(&self, round: &Round<'_>) {
        let _unheard = tell(round.diagnostics, self.common);
        if self.common.quiet {
            return;
        }
        let seconds = round.took.as_secs_f64();
        let line = match round.outcome {
            Outcome::Shown => {
                let events = counted(round.counts.events, "event");
                let documents = counted(round.counts.documents, "document");
                format!("Built {events} from {documents} in {seconds:.2} s")
            }
            Outcome::Before => {
                "Not built: the site before is shown until this is mended".to_owned()
            }
            Outcome::Nothing => "Not built: nothing is shown until this is mended".to_owned(),
            Outcome::Spoilt => "Some pages are not shown until this is mended".to_owned(),
        };
        let _unheard = writeln!(anstream::stderr(), "{line}");
    }

    #[allow(clippy::exit, reason = "an analysis cannot be interrupted, and leaves nothing behind")]
    fn leave(&self) {
        if !self.common.quiet {
            let _unheard = writeln!(anstream::stderr(), "Stopped.");
        }
        std::process::exit(0);
    }

    fn draw(&self, diagnostic: &Diagnostic) -> String {
        anstream::adapter::strip_str(draw(diagnostic).trim_end()).to_string()
    }
}
