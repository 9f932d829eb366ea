//! `relata extract`: documents as JSON lines in, what was found in each out, in the same order.

use std::io::{self, BufRead, Read, Write};
use std::process::ExitCode;

use clap::Args;
use rayon::prelude::*;

use crate::cli::{Common, exit_code, reader, tell};
use crate::diagnostic::has_errors;
use crate::disk;
use crate::exchange::Refused;
use crate::pipeline::{Reader, extract_one};

const EXAMPLES: &str = "\
Examples:
  echo '{\"id\":\"a\",\"text\":\"They met on 7 October 2024.\"}' | relata extract
  relata extract --content my-site < documents.jsonl > found.jsonl
  relata extract --explain < documents.jsonl      with \"why\": the reasons of each time

A line holds \"text\", and may hold \"id\", \"title\", \"outlet\", \"url\", \"published\" and \"format\" \
(text, markdown or html). Offsets in the output are Unicode code points of \"text\". A line that \
cannot be read gives {\"line\":…,\"error\":…}, or {\"id\":…,\"error\":…} where it has an id, and the rest goes on. The settings of the content \
folder are used if there is one.";

/// Read documents as JSON lines from standard input and print what is found in each
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Say of each time how its value follows, as "why"
    #[arg(long)]
    explain: bool,
}

/// How much is read before it is worked on: all cores have something to do, and memory is bounded.
const CHUNK: usize = 4 << 20;

pub(super) fn run(arguments: &Arguments, common: &Common) -> io::Result<ExitCode> {
    let mut diagnostics = Vec::new();
    let reader = reader(common).into_value(&mut diagnostics);
    tell(&diagnostics, common)?;
    if has_errors(&diagnostics) {
        return Ok(exit_code(&diagnostics));
    }
    stream((&reader, arguments.explain), io::stdin().lock(), io::stdout().lock())?;
    Ok(ExitCode::SUCCESS)
}

/// Answers every line with a line. What has come in is answered before more is waited for.
fn stream(reader: (&Reader, bool), input: impl Read, output: impl Write) -> io::Result<()> {
    let mut input = io::BufReader::with_capacity(CHUNK, input);
    let mut output = io::BufWriter::new(output);
    let mut number = 0;
    loop {
        let mut lines = Vec::new();
        while lines.is_empty() || input.buffer().contains(&b'\n') {
            let Some(line) = next_line(&mut input)? else { break };
            number += 1;
            lines.push((number, line));
        }
        if lines.is_empty() {
            return output.flush();
        }
        let answers: Vec<Option<Vec<u8>>> =
            lines.par_iter().map(|(number, line)| answer(reader, *number, line)).collect();
        for answer in answers.into_iter().flatten() {
            output.write_all(&answer)?;
            output.write_all(b"\n")?;
        }
        output.flush()?;
    }
}

/// The next line without its ending, or as much of it as is read of one line; `None` at the end.
fn next_line(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    let read = input.by_ref().take(disk::LARGEST_FILE + 1).read_until(b'\n', &mut line)?;
    if read == 0 {
        return Ok(None);
    }
    if line.pop_if(|it| *it == b'\n').is_none() && read as u64 > disk::LARGEST_FILE {
        input.skip_until(b'\n')?;
    }
    Ok(Some(line))
}

/// The answer to one line; none to an empty one.
fn answer((reader, explain): (&Reader, bool), number: usize, line: &[u8]) -> Option<Vec<u8>> {
    let refuse = |error: &str| Refused { id: None, line: Some(number), error: error.to_owned() };
    let found = if line.len() as u64 > disk::LARGEST_FILE {
        Err(refuse("the line is too long"))
    } else {
        match std::str::from_utf8(line) {
            Ok(line) if line.trim().is_empty() => return None,
            // Some programs put a byte order mark before the first line.
            Ok(line) if number == 1 => {
                let line = line.strip_prefix('\u{feff}').unwrap_or(line);
                extract_one(reader, number, line, explain)
            }
            Ok(line) => extract_one(reader, number, line, explain),
            Err(_) => Err(refuse("the line is not UTF-8")),
        }
    };
    let json = match &found {
        Ok(extracted) => serde_json::to_vec(extracted),
        Err(refused) => serde_json::to_vec(refused),
    };
    json.ok()
}
