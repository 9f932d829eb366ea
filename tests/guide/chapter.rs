//! Runs a chapter of the guide.
//!
//! What is to be done with a block is said by a comment before it, which readers do not see:
//!
//! | comment | the block after it |
//! |---|---|
//! | `file: PATH` | is written to this file |
//! | `add to: PATH` | is written to the end of this file |
//! | `in: PATH` | stands in this file, which a command has written |
//! | `exit: CODE` | its commands end with this code, and not with 0 |
//! | `not run: REASON` | is shown only |
//!
//! A block of `console` has commands, each after `$ `, with what they print on a terminal: `relata`, and of the shell
//! `cd` and `> FILE`. Every other block needs a comment. The comment `table: FILE TYPE` is followed by a table of the
//! keys of a type, up to `/table`; `keys: FILE` by a table whose keys are those of front matter or of JSON lines.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::tables;

/// A chapter as it must be, and what is wrong beyond that.
pub(crate) struct Run {
    /// The chapter with what its commands print.
    pub(crate) text: String,
    /// What cannot be mended by writing it down.
    pub(crate) wrong: Vec<String>,
    /// The commands that are shown only.
    pub(crate) not_run: Vec<String>,
}

struct Chapter<'a> {
    name: &'a str,
    room: TempDir,
    folder: PathBuf,
    out: Vec<String>,
    wrong: Vec<String>,
    not_run: Vec<String>,
}

/// Runs a chapter in a folder of its own.
pub(crate) fn run(name: &str, text: &str) -> Run {
    let room = tempfile::tempdir().unwrap();
    let folder = room.path().to_owned();
    let mut chapter =
        Chapter { name, room, folder, out: Vec::new(), wrong: Vec::new(), not_run: Vec::new() };
    let mut lines = text.lines().enumerate();
    let mut marker: Option<(&str, &str)> = None;
    // The paragraph before a block: it has to name the file that the block is.
    let (mut before, mut ended) = (String::new(), false);
    while let Some((at, line)) = lines.next() {
        chapter.out.push(line.to_owned());
        if let Some(said) = line.strip_prefix("<!-- ").and_then(|it| it.strip_suffix(" -->")) {
            let (word, of) = said.split_once(": ").unwrap_or((said, ""));
            match word {
                "table" => {
                    chapter.table(at, of, text);
                    let _old = lines.by_ref().take_while(|it| it.1 != "<!-- /table -->").count();
                    chapter.out.push("<!-- /table -->".to_owned());
                }
                "keys" => chapter.keys(at, of, text),
                _ => marker = Some((word, of)),
            }
        } else if let Some(language) = line.strip_prefix("```") {
            let block: Vec<&str> =
                lines.by_ref().map(|it| it.1).take_while(|it| *it != "```").collect();
            chapter.block(at, marker.take(), language, &block, &before);
            chapter.out.push("```".to_owned());
            before.clear();
        } else if line.is_empty() {
            ended = true;
        } else {
            if std::mem::take(&mut ended) {
                before.clear();
            }
            before = format!("{before} {line}");
        }
    }
    let Chapter { out, wrong, not_run, .. } = chapter;
    Run { text: out.join("\n") + "\n", wrong, not_run }
}

impl Chapter<'_> {
    fn wrong(&mut self, at: usize, what: impl AsRef<str>) {
        self.wrong.push(format!("docs/guide/{}:{}: {}", self.name, at + 1, what.as_ref()));
    }

    fn block(
        &mut self,
        at: usize,
        marker: Option<(&str, &str)>,
        language: &str,
        block: &[&str],
        before: &str,
    ) {
        let text = block.iter().map(|it| format!("{it}\n")).collect::<String>();
        match marker {
            Some(("not run", reason)) if !reason.is_empty() => {
                let commands = block.iter().filter_map(|it| it.strip_prefix("$ "));
                self.not_run.extend(commands.map(str::to_owned));
            }
            Some(("exit", code)) if language == "console" => {
                return self.console(at, code.parse().unwrap(), block);
            }
            None if language == "console" => return self.console(at, 0, block),
            Some((word @ ("file" | "add to" | "in"), path)) => {
                if !before.contains(&format!("`{path}`")) {
                    self.wrong(at, format!("the words before the block do not name `{path}`"));
                }
                let path = self.folder.join(path);
                if word == "in" {
                    let there = fs::read_to_string(&path).unwrap_or_default();
                    // Lines to be copied from a page are escaped there.
                    let copied = there.replace("&lt;", "<").replace("&gt;", ">");
                    if !copied.contains(text.trim_end()) {
                        let begins = there.chars().take(600).collect::<String>();
                        self.wrong(at, format!("this is not in the file:\n{begins}"));
                    }
                } else {
                    write(&path, &text, word == "add to");
                }
            }
            _ => self.wrong(at, "nothing says what this block is: see tests/guide/chapter.rs"),
        }
        self.out.extend(block.iter().map(|it| (*it).to_owned()));
    }

    /// Runs the commands of a block. The last one ends with this code, the others with 0.
    fn console(&mut self, at: usize, code: i32, block: &[&str]) {
        let commands = block.iter().enumerate().filter(|it| it.1.starts_with("$ "));
        let commands: Vec<(usize, &str)> = commands.map(|it| (at + 1 + it.0, *it.1)).collect();
        if commands.first().is_none_or(|it| it.0 != at + 1) {
            return self.wrong(at, "a block of `console` begins with a command");
        }
        let last = commands.len() - 1;
        for (number, (at, line)) in commands.into_iter().enumerate() {
            self.out.push(line.to_owned());
            let words = words(line.trim_start_matches("$ "));
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let (arguments, to) = match words.as_slice() {
                ["cd", folder] => {
                    self.folder = self.folder.join(folder).canonicalize().unwrap();
                    assert!(self.folder.starts_with(self.room.path().canonicalize().unwrap()));
                    continue;
                }
                ["relata", arguments @ .., ">", file] => (arguments, Some(*file)),
                ["relata", arguments @ ..] => (arguments, None),
                _ => {
                    self.wrong(at, "this is no command that the test can run");
                    continue;
                }
            };
            let (printed, ended) = relata(&self.folder, arguments, to);
            let expected = if number == last { code } else { 0 };
            if ended != expected {
                self.wrong(at, format!("ended with {ended}, and not with {expected}:\n{printed}"));
            }
            self.out.extend(printed.lines().map(|it| timeless(it.trim_end())));
        }
    }

    fn table(&mut self, at: usize, of: &str, chapter: &str) {
        match tables::table(of, chapter) {
            Some(table) => self.out.push(format!("\n{table}\n")),
            None => self.wrong(at, format!("there is no type `{of}`")),
        }
    }

    /// The table that follows has these keys, in any order.
    fn keys(&mut self, at: usize, of: &str, chapter: &str) {
        let rows = chapter.lines().skip(at + 1).skip_while(|it| !it.starts_with('|'));
        let rows = rows.skip(2).take_while(|it| it.starts_with("| `"));
        let mut shown: Vec<&str> = rows.map(|it| it.split('`').nth(1).unwrap()).collect();
        let known = tables::keys(of);
        let mut known: Vec<&str> = known.iter().map(String::as_str).collect();
        shown.sort_unstable();
        known.sort_unstable();
        if shown != known || known.is_empty() {
            self.wrong(at, format!("the table has {shown:?}, and the program {known:?}"));
        }
    }
}

fn write(path: &Path, text: &str, append: bool) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let mut options = OpenOptions::new();
    let mut file =
        options.create(true).write(true).append(append).truncate(!append).open(path).unwrap();
    file.write_all(text.as_bytes()).unwrap();
}

/// What a command prints on a terminal of 100 columns, and its exit code.
fn relata(folder: &Path, arguments: &[&str], to: Option<&str>) -> (String, i32) {
    let (mut reader, writer) = io::pipe().unwrap();
    let mut child = {
        // The pipe ends when nobody can write into it any more: neither end of it outlives this block.
        let mut command = Command::new(env!("CARGO_BIN_EXE_relata"));
        command.args(arguments).current_dir(folder).stdin(Stdio::null());
        command.env("NO_COLOR", "1").env("COLUMNS", "100").stderr(writer.try_clone().unwrap());
        let out = match to {
            Some(file) => Stdio::from(File::create(folder.join(file)).unwrap()),
            None => Stdio::from(writer.try_clone().unwrap()),
        };
        drop(writer);
        command.stdout(out).spawn().unwrap()
    };
    let mut printed = String::new();
    reader.read_to_string(&mut printed).unwrap();
    (printed, child.wait().unwrap().code().unwrap())
}

/// The words of a command, as a shell parts them.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for letter in line.chars() {
        match (quote, letter) {
            (Some(mark), it) if it == mark => quote = None,
            (None, '"' | '\'') => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            (None, ' ') => words.extend(word.take()),
            _ => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    words
}

/// The line without how long something took.
fn timeless(line: &str) -> String {
    let Some((before, took)) = line.rsplit_once(") in ") else { return line.to_owned() };
    match took.strip_suffix(" s").map(str::parse::<f64>) {
        Some(Ok(_)) => format!("{before}) in 0.1 s"),
        _ => line.to_owned(),
    }
}
