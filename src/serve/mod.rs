//! The site while it is written: built in memory, shown on this machine, made again at each change.
//!
//! Nothing is decided here, and no file is opened: what a page says is what a build would write, byte for byte, but for
//! one line that reloads it. A thread of its own (`workshop`) analyses and makes pages;
//! `http` hands out what it made; `watch` tells it when something has changed.

#![allow(
    clippy::disallowed_methods,
    reason = "a server has to do with the machine that it runs on"
)]

mod http;
mod watch;
mod workshop;

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use tokio::net::TcpListener;
use tokio::sync::watch as signal;

use crate::diagnostic::{Diagnostic, Reported};
use crate::pipeline::{Counts, Inputs};

use watch::Watch;
use workshop::{Order, Workshop};

/// How long it is waited for what is being made, when it is to stop.
const PATIENCE: Duration = Duration::from_millis(300);

/// The port that is tried first when none is asked for.
const PORT: u16 = 8000;

/// What is served, and where.
#[derive(Debug, Clone)]
pub struct Options {
    /// The folder with documents and settings.
    pub content: PathBuf,
    /// The folder with templates of the author's; it may be missing.
    pub templates: PathBuf,
    /// The address of this machine that is listened at.
    pub host: IpAddr,
    /// The port; when it is `None`, 8000 or one that is free.
    pub port: Option<u16>,
}

/// What the server tells of itself. The terminal shows it; the page shows [`Shell::draw`].
pub trait Shell: Send + Sync {
    /// The author's files as they are now.
    fn read(&self) -> Reported<Inputs>;
    /// It listens at this address: `http://127.0.0.1:8000/`.
    fn listens(&self, address: &str);
    /// A site was made, in this time, or could not be.
    fn built(&self, round: &Round<'_>);
    /// It is to stop while it still works: ends the program, if that can be done.
    fn leave(&self) {}
    /// A diagnostic as text without colours.
    fn draw(&self, diagnostic: &Diagnostic) -> String;
}

/// What is shown after the site was made, or could not be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The new site.
    Shown,
    /// The site before: the new one cannot be made.
    Before,
    /// No site: there is none before, or the new one has errors as a whole.
    Nothing,
    /// The new site, but for some pages.
    Spoilt,
}

/// One time that the site was made.
#[derive(Debug, Clone, Copy)]
pub struct Round<'a> {
    /// What is shown now.
    pub outcome: Outcome,
    /// What there is to say.
    pub diagnostics: &'a [Diagnostic],
    /// What was read and found.
    pub counts: Counts,
    /// How long it took.
    pub took: Duration,
}

/// Serves until it is stopped with Ctrl-C.
///
/// # Errors
/// When the address cannot be listened at, or the content folder cannot be watched.
pub fn serve(options: &Options, shell: &dyn Shell) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let listener = runtime.block_on(listen(options))?;
    let address = listener.local_addr()?;
    let (orders, taken) = mpsc::channel();
    let (news, heard) =
        signal::channel(http::State { run: std::process::id(), ..http::State::default() });
    let watch = Watch::new(options, orders.clone())?;
    shell.listens(&format!("http://{address}/"));
    std::thread::scope(|threads| {
        let workshop = Workshop::new(options, shell, news, watch);
        let work = threads.spawn(move || workshop.work(&taken));
        let served = runtime.block_on(http::run(listener, orders.clone(), heard));
        let _gone = orders.send(Order::Stop);
        // What is being made is wanted by nobody any more, and nothing of it is on disk.
        let last = Instant::now() + PATIENCE;
        while !work.is_finished() && Instant::now() < last {
            std::thread::sleep(PATIENCE / 20);
        }
        if served.is_ok() && !work.is_finished() {
            shell.leave();
        }
        served
    })
}

/// A listener at the port that is asked for, or at the first choice, or at any that is free.
async fn listen(options: &Options) -> io::Result<TcpListener> {
    let at = |port| SocketAddr::new(options.host, port);
    match options.port {
        Some(port) => TcpListener::bind(at(port)).await.map_err(|error| match error.kind() {
            io::ErrorKind::AddrInUse => io::Error::other(format!(
                "port {port} is taken by another program: name another one, or leave `--port` out for one that is free"
            )),
            _ => error,
        }),
        None => match TcpListener::bind(at(PORT)).await {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
                TcpListener::bind(at(0)).await
            }
            bound => bound,
        },
    }
}
