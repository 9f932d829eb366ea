//! `relata schema`: JSON Schemas of the author's files, for editors.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;

use crate::cli::{Common, tell, write_made};
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::schema::{FILES, File};

const EXAMPLES: &str = "\
Examples:
  relata schema                           list the files that have a schema
  relata schema overrides                 print the schema of overrides.yaml
  relata schema --out content/.schemas    write all of them into a folder

An editor that knows YAML completes and checks a file whose first line names its schema:
  # yaml-language-server: $schema=.schemas/site.schema.json

`relata init` writes such lines and the schemas. After an update of relata write the schemas anew.";

/// Print JSON Schemas of the YAML files, with which editors complete and check them
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The file: site, actors, places, lexicon or overrides
    #[arg(value_name = "FILE")]
    file: Option<String>,
}

pub(super) fn run(arguments: &Arguments, common: &Common) -> io::Result<ExitCode> {
    let chosen: Vec<File> = match &arguments.file {
        Some(asked) => match find(asked) {
            Ok(file) => vec![file],
            Err(unknown) => {
                tell(&[*unknown], common)?;
                return Ok(ExitCode::from(2));
            }
        },
        None => FILES.to_vec(),
    };
    if let Some(folder) = &common.out {
        let files: Vec<_> =
            chosen.iter().map(|it| (it.schema_name(), it.json().into_bytes())).collect();
        return write_made(folder, &files, common);
    }
    let mut out = anstream::stdout().lock();
    if arguments.file.is_some() {
        for it in chosen {
            write!(out, "{}", it.json())?;
        }
    } else {
        for it in chosen {
            writeln!(out, "{:<10} {}.yaml: {}", it.name, it.name, it.about)?;
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The file of a name; with `.yaml`, a folder before it or `.schema.json` it is meant as well.
fn find(asked: &str) -> Result<File, Box<Diagnostic>> {
    let name = asked.rsplit('/').next().unwrap_or(asked).split('.').next().unwrap_or_default();
    FILES.iter().find(|it| it.name == name).copied().ok_or_else(|| {
        let names = FILES.map(|it| it.name);
        let unknown =
            Diagnostic::error("schema/unknown", format!("there is no schema of `{asked}`"))
                .with_help(format!("there is one of each of {}", names.join(", ")))
                .with_help_maybe(did_you_mean(name, names));
        Box::new(unknown)
    })
}
