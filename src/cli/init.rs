//! `relata init`: a new site that builds at once.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::cli::{Common, exit_code, tell};
use crate::diagnostic::Diagnostic;
use crate::disk::{self, Existing};
use crate::starter::Start;

const EXAMPLES: &str = "\
Examples:
  relata init my-site                                       asks for the two sides and the title
  relata init my-site --side Norway --side Sweden
  relata init my-site --side \"Ada Berg\" --side \"Nordic Rail\" --title \"Berg and the railway\"
  relata init my-site --no-sides --title \"A lighthouse\"     every event is kept

A side is a country, or anybody else: persons and companies are listed in actors.yaml. Nothing that is there is \
overwritten. Questions are asked on a terminal only.";

/// Make a new site that builds at once
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The folder of the site; it may be there already
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The name of the site
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// One of the two sides: a country, person or organisation; to be given twice
    #[arg(long = "side", value_name = "NAME", conflicts_with = "no_sides")]
    sides: Vec<String>,
    /// Have no sides: every event is kept
    #[arg(long)]
    no_sides: bool,
}

pub(super) fn run(arguments: &Arguments, common: &Common) -> io::Result<ExitCode> {
    let asking = io::stdin().is_terminal() && io::stderr().is_terminal();
    let start = if asking {
        start(arguments, Some((&mut io::stdin().lock(), &mut io::stderr().lock())))?
    } else {
        start(arguments, None)?
    };
    let wrong = match &start {
        Ok(start) => start.wrong(),
        Err(wrong) => Some(wrong.clone()),
    };
    let start = match (start, wrong) {
        (Ok(start), None) => start,
        (_, wrong) => {
            let usage = Diagnostic::error("init/sides", wrong.unwrap_or_default())
                .with_help("write `--side Norway --side Sweden`, or `--no-sides`");
            tell(&[usage], common)?;
            return Ok(ExitCode::from(2));
        }
    };
    if disk::is_file(&arguments.folder.to_string_lossy()) {
        let error = Diagnostic::error("init/file", "this is a file, and a site is a folder");
        let error = error.in_file(arguments.folder.display().to_string());
        tell(&[error.with_help("name a folder that is new or empty")], common)?;
        return Ok(ExitCode::FAILURE);
    }
    let files = start.files();
    if let Err(wrong) = disk::create(&arguments.folder, &files, Existing::Refuse) {
        tell(&wrong, common)?;
        if !common.quiet {
            writeln!(anstream::stderr(), "Nothing was written.")?;
        }
        return Ok(exit_code(&wrong));
    }
    if !common.quiet {
        let mut out = anstream::stdout().lock();
        write!(out, "{}", told(&start, &arguments.folder.display().to_string()))?;
        out.flush()?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What was made, and what to do next.
fn told(start: &Start, folder: &str) -> String {
    let mut text = format!("Made a new site in {folder}\n");
    for (name, is_person) in start.listed() {
        let kind = if is_person { "a person" } else { "an organisation" };
        text.push_str(&format!("{name} is listed in actors.yaml as {kind}\n"));
    }
    if start.sides.is_none() {
        text.push_str("It has no sides: every event is kept. Set two in content/site.yaml.\n");
    }
    let step = if folder == "." { String::new() } else { format!("  cd {}\n", shell_word(folder)) };
    text.push_str("\nNext:\n");
    text.push_str(&step);
    text.push_str(
        "  relata build        publish it, then open public/index.html\n\
         \n\
         Put your documents into content/documents (or `relata import` them), and remove example.md.\n\
         `relata check` tells what is undated, in doubt or wrong.\n",
    );
    text
}

/// A path as a shell reads it.
fn shell_word(path: &str) -> String {
    let plain = |it: char| it.is_alphanumeric() || "/._-~".contains(it);
    if path.chars().all(plain) {
        path.to_owned()
    } else {
        format!("'{}'", path.replace('\'', r"'\''"))
    }
}

/// Where questions are asked.
type Terminal<'a> = (&'a mut dyn BufRead, &'a mut dyn Write);

/// What the author says by arguments, and to questions where there is somebody to ask; or what is wrong with it.
fn start(
    arguments: &Arguments,
    mut terminal: Option<Terminal<'_>>,
) -> io::Result<Result<Start, String>> {
    let mut sides = arguments.sides.clone();
    if let (true, false, Some(terminal)) = (sides.is_empty(), arguments.no_sides, &mut terminal) {
        writeln!(
            terminal.1,
            "The two sides: countries, persons or organisations. Empty: every event is kept."
        )?;
        for question in ["First side", "Second side"] {
            let answer = ask(terminal, question)?;
            if answer.is_empty() {
                break;
            }
            sides.push(answer);
        }
    }
    let sides = match <[String; 2]>::try_from(sides) {
        Ok(sides) => Some(sides),
        Err(none) if none.is_empty() => None,
        Err(other) => {
            let count = if other.len() == 1 { "one was" } else { "more were" };
            return Ok(Err(format!("there are two sides or none, and {count} given")));
        }
    };
    let named = sides.as_ref().map(|[first, second]| format!("{first} and {second}"));
    let usual = named.unwrap_or_else(|| "Timeline".to_owned());
    let title = match (&arguments.title, &mut terminal) {
        (Some(title), _) => title.clone(),
        (None, Some(terminal)) => ask(terminal, &format!("Title [{usual}]"))?,
        (None, None) => String::new(),
    };
    let title = if title.trim().is_empty() { usual } else { title };
    Ok(Ok(Start { title, sides }))
}

fn ask((input, output): &mut Terminal<'_>, question: &str) -> io::Result<String> {
    write!(output, "{question}: ")?;
    output.flush()?;
    let mut answer = String::new();
    input.read_line(&mut answer)?;
    Ok(answer.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(answers: &str, given: &[&str], expected: Result<(&str, Option<[&str; 2]>), &str>) {
        let mut arguments = Arguments {
            folder: "x".into(),
            title: None,
            sides: given.iter().map(|it| (*it).to_owned()).collect(),
            no_sides: false,
        };
        arguments.no_sides = given == ["none"];
        if arguments.no_sides {
            arguments.sides.clear();
        }
        let mut asked = Vec::new();
        let found = start(&arguments, Some((&mut answers.as_bytes(), &mut asked))).unwrap();
        let expected = expected.map(|(title, sides)| Start {
            title: title.to_owned(),
            sides: sides.map(|it| it.map(str::to_owned)),
        });
        assert_eq!(found, expected.map_err(str::to_owned));
    }

    #[test]
    fn what_is_not_given_is_asked_for() {
        let both = Some(["Norway", "Sweden"]);
        check("Norway\nSweden\nOld friends\n", &[], Ok(("Old friends", both)));
        check("Norway\n Sweden \n\n", &[], Ok(("Norway and Sweden", both)));
        check("\nA lighthouse\n", &[], Ok(("A lighthouse", None)));
        check("", &[], Ok(("Timeline", None)));
        check("Old friends\n", &["Norway", "Sweden"], Ok(("Old friends", both)));
        check("\n", &["none"], Ok(("Timeline", None)));
        check("Norway\n\n", &[], Err("there are two sides or none, and one was given"));
    }
}
