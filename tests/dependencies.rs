//! What relata is built from: licences, crates that are not taken, and none without a reason.
//!
//! deny.toml says the same to `cargo deny check bans licenses sources`, for those who have it.

#![allow(clippy::disallowed_methods, reason = "this test reads Cargo.toml and Cargo.lock")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use serde::Deserialize;

/// Licences under which code may be linked into a program that is MIT OR Apache-2.0. The copyleft
/// of the MPL, which is that of the CSS parser, ends with the file.
const LICENCES: [&str; 10] = [
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Zlib",
];

/// Crates that are not taken, and why.
const BANNED: [(&str, &str); 9] = [
    ("serde_yml", "unsound, RUSTSEC-2025-0068"),
    ("serde_yaml", "archived; yaml_serde is its maintained fork"),
    ("yaml-rust", "unmaintained, RUSTSEC-2024-0320"),
    ("openssl", "nothing is fetched"),
    ("openssl-sys", "nothing is fetched"),
    ("reqwest", "nothing is fetched"),
    ("bincode", "unmaintained, RUSTSEC-2025-0141"),
    ("tl", "unmaintained"),
    ("lazy_static", "nothing is global"),
];

/// Crates of which two versions are there, because others have not agreed on one.
const DOUBLED: [&str; 3] = ["getrandom", "r-efi", "syn"];

/// What `cargo metadata` tells, as far as it is asked. A crate for it would switch on features of
/// serde_json, and the program that is tested would not be the one that is built.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    license: Option<String>,
    source: Option<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    /// The ids of the crates that it needs.
    dependencies: Vec<String>,
    features: Vec<String>,
}

/// What is built on this machine. The network is not asked.
fn metadata() -> Metadata {
    let rustc = Command::new("rustc").arg("-vV").output().unwrap();
    let version = String::from_utf8(rustc.stdout).unwrap();
    let host = version.lines().find_map(|it| it.strip_prefix("host: ")).unwrap();
    let cargo = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--locked", "--offline"])
        .args(["--filter-platform", host])
        .output()
        .unwrap();
    serde_json::from_slice(&cargo.stdout).unwrap()
}

/// The versions of every crate, whatever the platform, by name.
fn locked() -> BTreeMap<String, BTreeSet<String>> {
    let lock = fs::read_to_string("Cargo.lock").unwrap();
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in lock.split("[[package]]").skip(1) {
        let value = |key: &str| {
            let line = package.lines().find_map(|it| it.strip_prefix(key)).unwrap();
            line.trim_matches([' ', '=', '"']).to_owned()
        };
        all.entry(value("name")).or_default().insert(value("version"));
    }
    all
}

/// A crate of the tree: the features that are on, and what it needs.
fn node<'a>(metadata: &'a Metadata, name: &str) -> &'a Node {
    let package = metadata.packages.iter().find(|it| it.name == name).unwrap();
    metadata.resolve.nodes.iter().find(|it| it.id == package.id).unwrap()
}

#[test]
fn every_licence_is_on_the_list() {
    for package in metadata().packages {
        let licence = package.license.as_deref().unwrap_or("none");
        assert!(
            is_allowed(licence),
            "{} {} is licensed {licence}: take another crate, or add it to LICENCES and deny.toml",
            package.name,
            package.version,
        );
    }
}

/// Whether an SPDX expression can be met with the licences of the list.
fn is_allowed(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = expression.split_whitespace().collect();
    let mut rest = words.as_slice();
    any_of(&mut rest) && rest.is_empty()
}

fn any_of(words: &mut &[&str]) -> bool {
    let mut met = all_of(words);
    while let ["OR", rest @ ..] = words {
        *words = rest;
        met |= all_of(words);
    }
    met
}

fn all_of(words: &mut &[&str]) -> bool {
    let mut met = one(words);
    while let ["AND", rest @ ..] = words {
        *words = rest;
        met &= one(words);
    }
    met
}

fn one(words: &mut &[&str]) -> bool {
    match words {
        ["(", rest @ ..] => {
            *words = rest;
            let met = any_of(words);
            *words = words.strip_prefix(&[")"]).unwrap_or(&["unclosed"]);
            met
        }
        // An exception only adds a permission.
        [licence, "WITH", _, rest @ ..] | [licence, rest @ ..] => {
            *words = rest;
            LICENCES.contains(licence)
        }
        [] => false,
    }
}

#[test]
fn licence_expressions_are_read() {
    for (expression, allowed) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("MIT/Apache-2.0", true),
        ("GPL-3.0 OR MIT", true),
        ("(MIT OR GPL-3.0) AND BSD-3-Clause", true),
        ("MIT AND GPL-3.0", false),
        ("(MIT OR Apache-2.0) AND GPL-3.0", false),
        ("Apache-2.0 WITH LLVM-exception", true),
        ("(MIT", false),
        ("", false),
    ] {
        assert_eq!(is_allowed(expression), allowed, "{expression}");
    }
}

#[test]
fn no_crate_is_banned() {
    let locked = locked();
    for (name, why) in BANNED {
        assert!(!locked.contains_key(name), "{name}: {why}");
    }
}

#[test]
fn every_doubled_crate_is_known() {
    let locked = locked();
    let doubled: Vec<&str> =
        locked.iter().filter(|it| it.1.len() > 1).map(|it| it.0.as_str()).collect();
    assert_eq!(doubled, DOUBLED, "the crates of several versions: DOUBLED and deny.toml list them");
}

#[test]
fn chrono_has_no_clock() {
    let metadata = metadata();
    let chrono = node(&metadata, "chrono");
    for feature in ["clock", "now"] {
        let on = chrono.features.iter().any(|it| it == feature);
        assert!(!on, "chrono's `{feature}` is on: no rule may know what day it is today");
    }
}

#[test]
fn templates_bring_no_calendar() {
    let metadata = metadata();
    let nodes = &metadata.resolve.nodes;
    let (tera, chrono) = (node(&metadata, "tera"), node(&metadata, "chrono"));
    let mut seen = BTreeSet::from([&tera.id]);
    let mut next = vec![&tera.id];
    while let Some(id) = next.pop() {
        let needs = nodes.iter().filter(|it| it.id == *id).flat_map(|it| &it.dependencies);
        next.extend(needs.filter(|it| seen.insert(it)));
    }
    assert!(seen.len() > 5, "tera needs something");
    assert!(!seen.contains(&chrono.id), "dates are put into words in Rust, not in templates");
}

#[test]
fn every_crate_comes_from_the_registry_and_has_its_reason() {
    let manifest = fs::read_to_string("Cargo.toml").unwrap();
    let mut section = "";
    let mut count = 0;
    for (number, line) in (1..).zip(manifest.lines()) {
        if line.starts_with('[') {
            section = line;
        } else if section.ends_with("dependencies]") && line.contains('=') {
            count += 1;
            let (_, reason) = line.rsplit_once('#').unwrap_or_default();
            assert!(reason.len() > 5, "Cargo.toml:{number}: say what the crate is for: {line}");
        }
    }
    assert!(count > 10, "dependencies stand in lines of their own");
    let registry = "registry+https://github.com/rust-lang/crates.io-index";
    for package in metadata().packages.iter().filter(|it| it.name != "relata") {
        assert_eq!(package.source.as_deref(), Some(registry), "{}", package.name);
    }
}
