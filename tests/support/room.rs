//! A folder with content, and the program run in it as a user would run it.

#![allow(dead_code, reason = "each test file uses what it needs")]

use std::fs;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A folder that goes away.
pub struct Room(pub TempDir);

/// What a run printed.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Room {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn write(&self, below: &str, text: &str) {
        let path = self.0.path().join(below);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn read(&self, below: &str) -> String {
        fs::read_to_string(self.0.path().join(below)).unwrap()
    }

    pub fn has(&self, below: &str) -> bool {
        self.0.path().join(below).exists()
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        let output = Command::new(env!("CARGO_BIN_EXE_relata"))
            .args(arguments)
            .current_dir(&self.0)
            .env("NO_COLOR", "1")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let (out, err) = (text(output.stdout), text(output.stderr));
        assert!(!err.contains("panicked"), "{err}");
        Ran { code: output.status.code().unwrap(), out, err }
    }
}
