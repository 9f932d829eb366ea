//! Reads Rust source as far as the architecture test needs it: paths, macros and nested modules,
//! each with its line. Comments, strings and characters are passed over.

use std::iter::Peekable;
use std::vec::IntoIter;

/// A path as it is used, groups and `self` opened: `use a::{b, c::D}` is `a::b` and `a::c::D`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Path {
    /// The line that it begins in.
    pub(crate) line: usize,
    /// Its segments; `super` and `self` have been followed to `crate`.
    pub(crate) segments: Vec<String>,
    /// Whether it is re-exported: `pub use` in any form.
    pub(crate) reexported: bool,
}

/// What stands in a file.
#[derive(Debug, Default)]
pub(crate) struct File {
    /// Every path of two segments or more.
    pub(crate) paths: Vec<Path>,
    /// The macros that are called, by name, with their lines.
    pub(crate) macros: Vec<(usize, String)>,
}

/// Reads a file of the module with this path (`["date", "edtf"]`; none for the root).
pub(crate) fn read(source: &str, module: &[String]) -> File {
    let mut reading = Reading {
        tokens: tokens(source).into_iter().peekable(),
        modules: module.iter().map(|it| (it.clone(), 0)).collect(),
        depth: 0,
        file: File::default(),
    };
    reading.all();
    reading.file
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Word(String),
    /// `::`
    Path,
    Sign(char),
}

struct Reading {
    tokens: Peekable<IntoIter<(usize, Token)>>,
    /// The modules around, each with the depth of braces at which it ends.
    modules: Vec<(String, usize)>,
    depth: usize,
    file: File,
}

impl Reading {
    fn all(&mut self) {
        let mut public = false;
        let mut reexported = false;
        while let Some((line, token)) = self.tokens.next() {
            match token {
                Token::Sign('{') => self.depth += 1,
                Token::Sign('}') => {
                    self.depth = self.depth.saturating_sub(1);
                    let depth = self.depth;
                    self.modules.retain(|(_, ends)| *ends == 0 || depth >= *ends);
                }
                Token::Sign(';') => (public, reexported) = (false, false),
                // The parentheses of `pub(crate)`.
                Token::Sign('(' | ')') if public => {}
                Token::Sign(_) => public = false,
                // Before any name, `::` only says that a crate is meant.
                Token::Path => {}
                Token::Word(word) => match word.as_str() {
                    "pub" => public = true,
                    "crate" | "super" | "self" if self.next_is(&Token::Sign(')')) => {}
                    "use" => {
                        reexported = public;
                        public = false;
                    }
                    "mod" => {
                        public = false;
                        self.module();
                    }
                    _ => {
                        public = false;
                        if self.next_is(&Token::Sign('!')) {
                            self.file.macros.push((line, word));
                        } else if self.next_is(&Token::Path) {
                            self.path(line, vec![word], reexported);
                        }
                    }
                },
            }
        }
    }

    fn next_is(&mut self, token: &Token) -> bool {
        self.tokens.peek().is_some_and(|it| it.1 == *token)
    }

    /// A module within the file, from its name to its opening brace.
    fn module(&mut self) {
        let Some((_, Token::Word(name))) = self.tokens.next() else { return };
        if self.next_is(&Token::Sign('{')) {
            self.tokens.next();
            self.depth += 1;
            self.modules.push((name, self.depth));
        }
    }

    /// What follows the first words of a path.
    fn path(&mut self, line: usize, mut segments: Vec<String>, reexported: bool) {
        while self.next_is(&Token::Path) {
            self.tokens.next();
            match self.tokens.next() {
                Some((_, Token::Word(word))) => segments.push(word),
                Some((_, Token::Sign('*'))) => segments.push("*".to_owned()),
                Some((_, Token::Sign('{'))) => return self.group(&segments, reexported),
                // `Vec::<u8>`: what is in the brackets is read on its own.
                Some(_) | None => break,
            }
        }
        self.found(line, segments, reexported);
    }

    /// The paths of a group, after its opening brace.
    fn group(&mut self, before: &[String], reexported: bool) {
        while let Some((line, token)) = self.tokens.next() {
            match token {
                Token::Sign('}') => return,
                Token::Sign('{') => self.group(before, reexported),
                Token::Word(word) if word == "as" => {
                    self.tokens.next();
                }
                Token::Word(word) if word == "self" => {
                    self.found(line, before.to_vec(), reexported);
                }
                Token::Word(word) => self.path(line, [before, &[word]].concat(), reexported),
                Token::Sign('*') => {
                    self.found(line, [before, &["*".to_owned()]].concat(), reexported);
                }
                Token::Sign(_) | Token::Path => {}
            }
        }
    }

    fn found(&mut self, line: usize, segments: Vec<String>, reexported: bool) {
        let here = self.modules.len();
        let ups = segments.iter().take_while(|it| *it == "super").count();
        let segments = match segments.first().map(String::as_str) {
            Some("super") => self.within(here.saturating_sub(ups), &segments[ups..]),
            Some("self") => self.within(here, &segments[1..]),
            _ => segments,
        };
        self.file.paths.push(Path { line, segments, reexported });
    }

    fn within(&self, modules: usize, rest: &[String]) -> Vec<String> {
        let around = self.modules[..modules].iter().map(|it| it.0.clone());
        ["crate".to_owned()].into_iter().chain(around).chain(rest.iter().cloned()).collect()
    }
}

/// The words and signs of a source, with their one-based lines.
fn tokens(source: &str) -> Vec<(usize, Token)> {
    let mut tokens = Vec::new();
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let line = 1 + source[..source.len() - rest.len()].matches('\n').count();
        let length = if let Some(length) = passed_over(rest) {
            length
        } else if rest.starts_with("::") {
            tokens.push((line, Token::Path));
            2
        } else if first.is_alphanumeric() || first == '_' {
            let end = rest.find(|it: char| !(it.is_alphanumeric() || it == '_'));
            let word = &rest[..end.unwrap_or(rest.len())];
            tokens.push((line, Token::Word(word.to_owned())));
            word.len()
        } else {
            if !first.is_whitespace() {
                tokens.push((line, Token::Sign(first)));
            }
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    tokens
}

/// How long the comment, string, character or lifetime is that a text begins with.
fn passed_over(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    if text.starts_with("/*") {
        return Some(text.find("*/").map_or(text.len(), |it| it + 2));
    }
    let prefix = ["br", "b", "c", "r"].into_iter().find(|it| text.starts_with(it));
    let prefix = prefix.map_or(0, str::len);
    let hashes = text[prefix..].bytes().take_while(|it| *it == b'#').count();
    if text[..prefix].ends_with('r') && bytes.get(prefix + hashes) == Some(&b'"') {
        let open = prefix + hashes + 1;
        let close = format!("\"{}", "#".repeat(hashes));
        return Some(text[open..].find(&close).map_or(text.len(), |it| open + it + close.len()));
    }
    match bytes.get(prefix) {
        Some(b'"') if hashes == 0 => Some(quoted(text, prefix, b'"')),
        Some(b'\'') if hashes == 0 => {
            let inside: Vec<char> = text[prefix + 1..].chars().take(2).collect();
            match inside.as_slice() {
                ['\\', _] | [_, '\''] => Some(quoted(text, prefix, b'\'')),
                _ => Some(prefix + 1),
            }
        }
        _ => None,
    }
}

/// The length up to the closing mark of what opens at `open`.
fn quoted(text: &str, open: usize, mark: u8) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(open + 1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            byte if byte == mark => return at + 1,
            _ => {}
        }
    }
    text.len()
}
