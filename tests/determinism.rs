//! The same content gives the same bytes: built twice, listed in any order, on any number of
//! threads. What is committed in public/ is such a build.

#![allow(clippy::disallowed_methods, reason = "this test looks into the published folder")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/demo.rs"]
mod demo;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use relata::disk::{self, MANIFEST};
use relata::pipeline::{self, Inputs, Silent};

/// Everything that a build gives: the files, and what there is to say about them.
fn build(inputs: &Inputs) -> (Vec<(String, Vec<u8>)>, String) {
    let mut diagnostics = Vec::new();
    let analysis = pipeline::analyse(inputs, &Silent).into_value(&mut diagnostics);
    let files = pipeline::render(&analysis, inputs).into_value(&mut diagnostics);
    assert!(files.len() > 50, "the demo has pages");
    (files, format!("{diagnostics:#?}"))
}

fn build_on(threads: usize, inputs: &Inputs) -> (Vec<(String, Vec<u8>)>, String) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| build(inputs))
}

#[track_caller]
fn check(one: &(Vec<(String, Vec<u8>)>, String), other: &(Vec<(String, Vec<u8>)>, String)) {
    let names = |it: &[(String, Vec<u8>)]| it.iter().map(|it| it.0.clone()).collect::<Vec<_>>();
    assert_eq!(names(&one.0), names(&other.0));
    for ((name, one), (_, other)) in one.0.iter().zip(&other.0) {
        assert!(one == other, "{name} is not the same");
    }
    assert_eq!(one.1, other.1);
}

#[test]
fn a_second_build_is_the_first() {
    let inputs = demo::inputs();
    check(&build(&inputs), &build(&inputs));
}

#[test]
fn the_order_in_which_files_are_listed_does_not_matter() {
    let inputs = demo::inputs();
    let mut reversed = inputs.clone();
    reversed.documents.reverse();
    reversed.templates.reverse();
    reversed.assets.reverse();
    check(&build(&inputs), &build(&reversed));
}

#[test]
fn the_number_of_threads_does_not_matter() {
    let inputs = demo::inputs();
    let alone = build_on(1, &inputs);
    for threads in [2, 7] {
        check(&alone, &build_on(threads, &inputs));
    }
}

#[test]
fn the_committed_site_is_a_fresh_build() {
    const CURE: &str = "run `cargo run -- build` and commit public/";
    let public = Path::new("public");
    if !public.exists() {
        // A packaged source has no public/.
        println!("there is no public/ to compare with: {CURE}");
        return;
    }
    let fresh = tempfile::tempdir().unwrap();
    disk::publish(&build(&demo::inputs()).0, &fresh.path().join("public")).unwrap();
    let (fresh, committed) = (tree(&fresh.path().join("public")), tree(public));
    assert!(fresh.contains_key(MANIFEST));
    let names = |it: &BTreeMap<String, Vec<u8>>| it.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&fresh), names(&committed), "{CURE}");
    for (name, bytes) in fresh {
        assert!(committed[&name] == bytes, "public/{name} is not what a build gives: {CURE}");
    }
}

/// Every file below a folder.
fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = walkdir::WalkDir::new(root).into_iter().map(Result::unwrap);
    files
        .filter(|it| it.file_type().is_file())
        .map(|it| {
            let below = it.path().strip_prefix(root).unwrap().to_str().unwrap();
            (below.replace('\\', "/"), fs::read(it.path()).unwrap())
        })
        .collect()
}
