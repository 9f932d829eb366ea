//! `relata completions` and `relata man`: what shells and manuals know of the program, made from its arguments.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Args, Command, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;

use crate::cli::{Arguments as Program, Common, tell, write_made};
use crate::diagnostic::{Diagnostic, did_you_mean};

const COMPLETIONS: &str = "\
Where each shell looks for them:
  relata completions bash > ~/.local/share/bash-completion/completions/relata
  relata completions zsh > ~/.zfunc/_relata            with fpath+=~/.zfunc before compinit
  relata completions fish > ~/.config/fish/completions/relata.fish
  relata completions powershell >> $PROFILE
  relata completions elvish >> ~/.config/elvish/rc.elv";

/// Print what a shell needs to complete commands, options and values
#[derive(Debug, Args)]
#[command(after_help = COMPLETIONS)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

pub(super) fn complete(arguments: &Completions) -> io::Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Program::command(), "relata", &mut script);
    io::stdout().lock().write_all(&script)?;
    Ok(ExitCode::SUCCESS)
}

const PAGES: &str = "\
Examples:
  relata man | man -l -                        read the page of relata
  relata man build | man -l -                  read the page of a command
  relata man --out ~/.local/share/man/man1     write all of them where `man` looks";

/// Print the manual page, or that of a command
#[derive(Debug, Args)]
#[command(after_help = PAGES)]
pub(super) struct Manual {
    /// The command whose page is meant
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

pub(super) fn man(arguments: &Manual, common: &Common) -> io::Result<ExitCode> {
    let pages = pages()?;
    if let Some(folder) = common.out.as_ref().filter(|_| arguments.command.is_none()) {
        return write_made(folder, &pages, common);
    }
    let wanted = match &arguments.command {
        Some(command) => format!("relata-{command}.1"),
        None => "relata.1".to_owned(),
    };
    if let Some((_, page)) = pages.iter().find(|it| it.0 == wanted) {
        io::stdout().lock().write_all(page)?;
        return Ok(ExitCode::SUCCESS);
    }
    let asked = arguments.command.as_deref().unwrap_or_default();
    let names: Vec<&str> =
        pages.iter().filter_map(|it| it.0.strip_prefix("relata-")?.strip_suffix(".1")).collect();
    let unknown = Diagnostic::error("man/unknown", format!("there is no command `{asked}`"))
        .with_help(format!("the commands are {}", names.join(", ")))
        .with_help_maybe(did_you_mean(asked, names.iter().copied()));
    tell(&[unknown], common)?;
    Ok(ExitCode::from(2))
}

/// The pages by their file names: that of the program first, then one a command.
fn pages() -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut program = Program::command().disable_help_subcommand(true);
    program.build();
    let page = |command: Command, name: String| -> io::Result<(String, Vec<u8>)> {
        let mut page = Vec::new();
        Man::new(command).title(name.to_uppercase()).render(&mut page)?;
        Ok((format!("{name}.1"), page))
    };
    let commands: Vec<Command> =
        program.get_subcommands().filter(|it| !it.is_hide_set()).cloned().collect();
    let mut pages = vec![page(program, "relata".to_owned())?];
    for command in commands {
        let name = format!("relata-{}", command.get_name());
        pages.push(page(command, name)?);
    }
    Ok(pages)
}
