//! The promises of reading and publishing, on real folders.

#![allow(clippy::disallowed_methods, reason = "these tests set up folders and look into them")]
#![allow(clippy::unwrap_used, reason = "a test that cannot set up its folders has failed")]

use std::fs;
use std::path::{Path, PathBuf};

use relata::diagnostic::{Diagnostic, Severity};
use relata::disk::{LARGEST_FILE, MANIFEST, Published, publish, read};
use tempfile::TempDir;

/// A folder to play in.
struct Room(TempDir);

impl Room {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, below: &str) -> PathBuf {
        self.0.path().join(below)
    }

    fn write(&self, below: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(below);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn out(&self) -> PathBuf {
        self.path("public")
    }

    /// Everything below a folder, with its text; folders end in `/`.
    fn tree(&self, below: &str) -> Vec<(String, String)> {
        let root = self.path(below);
        walkdir::WalkDir::new(&root)
            .min_depth(1)
            .sort_by_file_name()
            .into_iter()
            .map(|it| {
                let it = it.unwrap();
                let name = it.path().strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
                match it.file_type().is_file() {
                    true => (name, fs::read_to_string(it.path()).unwrap_or_default()),
                    false => (format!("{name}/"), String::new()),
                }
            })
            .collect()
    }

    fn names(&self, below: &str) -> Vec<String> {
        self.tree(below).into_iter().map(|it| it.0).collect()
    }

    #[track_caller]
    fn check_read(&self, expected: &[&str]) -> relata::disk::Content {
        let read = read(&self.path("content"), &self.path("templates"));
        let root = format!("{}/", self.0.path().display());
        let told: Vec<_> = read.diagnostics.iter().map(|it| line(it).replace(&root, "")).collect();
        assert_eq!(told, expected);
        read.value
    }
}

/// `severity file: message (help)`.
fn line(it: &Diagnostic) -> String {
    let severity = match it.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let file = it.location.as_ref().map(|it| format!("{}: ", it.file)).unwrap_or_default();
    let help = it.help.as_ref().map(|it| format!(" ({it})")).unwrap_or_default();
    format!("{severity} {file}{}{help}", it.message)
}

fn site(files: &[(&str, &str)]) -> Vec<(String, Vec<u8>)> {
    files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
}

#[track_caller]
fn refused(files: &[(String, Vec<u8>)], out: &Path) -> Vec<&'static str> {
    publish(files, out).unwrap_err().iter().map(|it| it.code).collect()
}

#[test]
fn a_content_folder_is_read_in_the_order_of_its_paths() {
    let room = Room::new();
    room.write("content/site.yaml", "\u{feff}title: A\n");
    room.write("content/overrides.yaml", "[]\n");
    room.write("content/overrides/b.yaml", "[]\n");
    room.write("content/overrides/a.yaml", "[]\n");
    for path in ["b.md", "a/z.txt", "a.txt", "A.HTML", "k.jsonl", ".hidden.md", "old.md~"] {
        room.write(&format!("content/documents/{path}"), path);
    }
    room.write("content/documents/.git/x.md", "no");
    room.write("content/assets/logo.svg", "ours");
    room.write("templates/assets/logo.svg", "theirs");
    room.write("templates/assets/css/site.css", "css");
    room.write("templates/event.html", "{{ event }}");
    let read = room.check_read(&[
        "warning content/assets/logo.svg: this takes the place of `templates/assets/logo.svg` (give one of them another name)",
    ]);
    assert_eq!(read.config.site.unwrap().text(), "title: A\n");
    let names: Vec<_> =
        read.overrides.iter().map(|it| it.name().rsplit('/').next().unwrap()).collect();
    assert_eq!(names, ["overrides.yaml", "a.yaml", "b.yaml"]);
    let paths: Vec<_> = read.documents.iter().map(|it| it.path.as_str()).collect();
    assert_eq!(paths, ["A.HTML", "a.txt", "a/z.txt", "b.md", "k.jsonl"]);
    assert_eq!(read.templates, [("event.html".to_owned(), "{{ event }}".to_owned())]);
    let assets: Vec<_> = read.assets.iter().map(|it| (it.0.as_str(), it.1.as_slice())).collect();
    assert_eq!(assets, [("css/site.css", &b"css"[..]), ("logo.svg", b"ours")]);
}

#[test]
fn what_is_not_read_is_named() {
    let room = Room::new();
    room.write("content/actor.yaml", "[]");
    room.write("content/notes.txt", "x");
    room.write("content/places.yaml", b"- name: Z\xfcrich\n");
    for name in ["a.pdf", "b.docx", "c.png", "old/d.doc"] {
        room.write(&format!("content/documents/{name}"), "x");
    }
    let large = fs::File::create(room.path("content/documents/large.txt")).unwrap();
    large.set_len(LARGEST_FILE + 1).unwrap();
    room.check_read(&[
        "error content/places.yaml: line 1 is not UTF-8 (save the file as UTF-8)",
        "warning content/actor.yaml: no settings are read from this file (did you mean `actors.yaml`?)",
        "note content/notes.txt: this is not read (what is read here is site.yaml, actors.yaml, places.yaml, lexicon.yaml, overrides.yaml, overrides, documents, assets)",
        "warning content/documents: 4 files here are not read: a.pdf, b.docx, c.png, … (save them as text or as a page: relata reads `.md`, `.markdown`, `.txt`, `.html`, `.htm`, `.jsonl`)",
        "warning content/documents/large.txt: this is left out: it is larger than 32 MiB (split it into smaller files)",
    ]);
}

#[cfg(unix)]
#[test]
fn settings_overrides_and_templates_that_cannot_be_read_are_errors() {
    use std::os::unix::fs::symlink;
    let room = Room::new();
    room.write("content/documents/a.txt", "a");
    room.write("content/overrides/a.yml", "[]\n");
    fs::create_dir(room.path("content/actors.yaml")).unwrap();
    for name in ["site.yaml", "places.yaml", "lexicon.yaml", "overrides.yaml", "overrides/b.yaml"] {
        symlink("gone", room.path("content").join(name)).unwrap();
    }
    room.write("templates/assets/assets/a.css", "css");
    symlink("gone", room.path("templates/home.html")).unwrap();
    symlink("gone", room.path("templates/assets/b.css")).unwrap();
    let gone = "it is not there any more, or a link leads nowhere";
    let error = |name: &str| format!("error {name}: this cannot be read: {gone}");
    let read = room.check_read(
        &[
            error("content/site.yaml"),
            "error content/actors.yaml: this should be a file, and is none (put the settings in a file of this name, or remove this)".to_owned(),
            error("content/places.yaml"),
            error("content/lexicon.yaml"),
            error("content/overrides.yaml"),
            error("content/overrides/b.yaml"),
            "warning content/overrides/a.yml: no overrides are read from this file (rename it: its name must end in `.yaml`)".to_owned(),
            format!("warning templates/assets/b.css: this is left out: {gone}"),
            error("templates/home.html"),
        ]
        .each_ref()
        .map(String::as_str),
    );
    assert_eq!(read.assets, [("assets/a.css".to_owned(), b"css".to_vec().into())]);

    fs::remove_dir_all(room.path("content")).unwrap();
    fs::remove_dir_all(room.path("templates")).unwrap();
    room.write("content/documents/a.txt", "a");
    symlink("gone", room.path("content/overrides")).unwrap();
    room.write("templates", "a file");
    room.check_read(&[
        &error("content/overrides"),
        "error templates: this should be a folder, and is a file",
    ]);
}

#[cfg(unix)]
#[test]
fn loops_and_links_to_nowhere_are_warned_about() {
    use std::os::unix::fs::symlink;
    let room = Room::new();
    room.write("content/documents/a.txt", "a");
    symlink(room.path("content/documents"), room.path("content/documents/loop")).unwrap();
    symlink("gone.txt", room.path("content/documents/lost.txt")).unwrap();
    symlink("a.txt", room.path("content/documents/linked.txt")).unwrap();
    let read = room.check_read(&[
        "warning content/documents/loop: this link leads back to `content/documents`, which holds it (remove the link: the files are read where they stand)",
        "warning content/documents/lost.txt: this is left out: it is not there any more, or a link leads nowhere",
    ]);
    assert_eq!(read.documents.len(), 2);
}

#[test]
fn a_missing_folder_and_an_empty_one_say_what_to_do() {
    let room = Room::new();
    room.check_read(&[
        "error there is no folder `content` (`cd` into the folder of your site, or name the content folder with `--content`; `relata init` makes a new site)",
    ]);
    fs::create_dir(room.path("content")).unwrap();
    room.check_read(&[
        "warning content/documents: there are no documents: the site is empty (put `.md`, `.txt`, `.html` or `.jsonl` files here, in folders of any depth)",
    ]);
}

#[test]
fn a_site_is_published_changed_and_published_again() {
    let room = Room::new();
    let first = site(&[("index.html", "one"), ("e/a.html", "a"), ("e/b.html", "b")]);
    let done = publish(&first, &room.out()).unwrap();
    assert_eq!(done, Published { written: 3, ..Published::default() });
    assert_eq!(room.names("public"), [MANIFEST, "e/", "e/a.html", "e/b.html", "index.html"]);
    assert_eq!(
        room.names(""),
        ["public/".to_owned()]
            .into_iter()
            .chain(room.names("public").into_iter().map(|it| format!("public/{it}")))
            .collect::<Vec<_>>()
    );

    let done = publish(&first, &room.out()).unwrap();
    assert_eq!(done, Published { unchanged: 3, ..Published::default() });

    let second = site(&[("index.html", "two"), ("e/a.html", "a")]);
    let done = publish(&second, &room.out()).unwrap();
    assert_eq!(done, Published { written: 1, unchanged: 1, removed: 1, kept: 0 });
    assert_eq!(room.names("public"), [MANIFEST, "e/", "e/a.html", "index.html"]);
    assert_eq!(fs::read_to_string(room.path("public/index.html")).unwrap(), "two");
}

#[test]
fn two_publications_of_one_site_are_the_same_bytes_and_a_file_that_stayed_is_not_touched() {
    let room = Room::new();
    let files = site(&[("b", "2"), ("a", "1")]);
    publish(&files, &room.path("one")).unwrap();
    let turned: Vec<_> = files.iter().rev().cloned().collect();
    publish(&turned, &room.path("two")).unwrap();
    assert_eq!(room.tree("one"), room.tree("two"));

    let stamp = |path: &str| fs::metadata(room.path(path)).unwrap().modified().unwrap();
    let before = stamp("one/a");
    std::thread::sleep(std::time::Duration::from_millis(20));
    publish(&site(&[("a", "1"), ("b", "3")]), &room.path("one")).unwrap();
    assert_eq!(stamp("one/a"), before);
}

#[test]
fn files_of_other_people_are_refused_without_a_manifest_and_kept_with_one() {
    let room = Room::new();
    room.write("public/thesis.doc", "years of work");
    assert_eq!(refused(&site(&[("index.html", "x")]), &room.out()), ["publish/foreign"]);
    assert_eq!(room.tree("public"), [("thesis.doc".to_owned(), "years of work".to_owned())]);

    fs::remove_file(room.path("public/thesis.doc")).unwrap();
    publish(&site(&[("index.html", "x"), ("old.html", "x")]), &room.out()).unwrap();
    room.write("public/.git/HEAD", "ref");
    room.write("public/CNAME", "example.org");
    fs::create_dir(room.path("public/empty")).unwrap();
    let done = publish(&site(&[("index.html", "y")]), &room.out()).unwrap();
    assert_eq!(done, Published { written: 1, unchanged: 0, removed: 1, kept: 2 });
    let names = room.names("public");
    assert_eq!(names, [".git/", ".git/HEAD", MANIFEST, "CNAME", "empty/", "index.html"]);

    let before = room.tree("public");
    assert_eq!(refused(&site(&[("CNAME", "other.org")]), &room.out()), ["publish/collision"]);
    assert_eq!(refused(&site(&[("CNAME/x", "x")]), &room.out()), ["publish/collision"]);
    assert_eq!(refused(&site(&[(".git", "x")]), &room.out()), ["publish/collision"]);
    assert_eq!(room.tree("public"), before);
    publish(&site(&[("CNAME", "example.org")]), &room.out()).unwrap();
}

#[test]
fn paths_that_lead_out_of_the_site_are_refused() {
    let room = Room::new();
    for path in ["../x", "/x", "a/../../x", "a//b", "", ".", "a\\b", MANIFEST] {
        assert_eq!(refused(&site(&[(path, "x")]), &room.out()), ["publish/path"], "{path}");
    }
    assert_eq!(refused(&site(&[("a", "x"), ("a", "y")]), &room.out()), ["publish/path"]);
    assert_eq!(refused(&site(&[("a", "x"), ("a/b", "y")]), &room.out()), ["publish/path"]);
    assert!(room.names("").is_empty());
}

#[test]
fn a_manifest_that_is_not_ours_is_refused() {
    let room = Room::new();
    for text in ["", "{}", "[1]", r#"{"version":99,"files":{}}"#] {
        room.write(&format!("public/{MANIFEST}"), text);
        assert_eq!(refused(&site(&[("a", "x")]), &room.out()), ["publish/manifest"], "{text}");
    }
}

#[test]
fn a_build_that_fails_half_way_leaves_the_old_site_whole_and_nothing_beside_it() {
    let room = Room::new();
    publish(&site(&[("index.html", "old")]), &room.out()).unwrap();
    let before = room.tree("");
    // No file system takes a name of 300 bytes: the write fails after others were written.
    let files = site(&[("index.html", "new"), ("z/a.html", "a"), (&"n".repeat(300), "x")]);
    assert_eq!(refused(&files, &room.out()), ["publish/write"]);
    assert_eq!(room.tree(""), before);
}

#[test]
fn what_a_killed_run_left_is_mended() {
    let room = Room::new();
    let files = site(&[("index.html", "old")]);
    publish(&files, &room.out()).unwrap();
    // Killed while it wrote.
    room.write(".public.relata-new-abc123/index.html", "half");
    // Killed between the two renames, where the system cannot do them in one.
    fs::rename(room.out(), room.path(".public.relata-old")).unwrap();
    let done = publish(&files, &room.out()).unwrap();
    assert_eq!(done, Published { unchanged: 1, ..Published::default() });
    let names = room.names("");
    assert_eq!(names, ["public/", &format!("public/{MANIFEST}"), "public/index.html"]);
    // Killed before the old one was removed.
    room.write(".public.relata-old/index.html", "older");
    publish(&site(&[("index.html", "new")]), &room.out()).unwrap();
    assert_eq!(room.names("").len(), 3);
}

#[test]
fn a_file_is_not_a_folder_to_publish_into() {
    let room = Room::new();
    room.write("public", "a file");
    assert_eq!(refused(&site(&[("a", "x")]), &room.out()), ["publish/not-a-folder"]);
    assert_eq!(fs::read_to_string(room.out()).unwrap(), "a file");
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_stays_a_link_and_the_folder_is_open_to_readers() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let room = Room::new();
    fs::create_dir(room.path("real")).unwrap();
    symlink("real", room.out()).unwrap();
    publish(&site(&[("a", "1")]), &room.out()).unwrap();
    publish(&site(&[("a", "2")]), &room.out()).unwrap();
    assert!(fs::symlink_metadata(room.out()).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(room.path("real/a")).unwrap(), "2");

    publish(&site(&[("a", "1")]), &room.path("fresh")).unwrap();
    let mode = |path: &str| fs::metadata(room.path(path)).unwrap().permissions().mode() & 0o777;
    fs::create_dir(room.path("usual")).unwrap();
    assert_eq!(mode("fresh"), mode("usual"));
    fs::set_permissions(room.path("fresh"), fs::Permissions::from_mode(0o775)).unwrap();
    publish(&site(&[("a", "2")]), &room.path("fresh")).unwrap();
    assert_eq!(mode("fresh"), 0o775);
}

#[test]
fn of_two_builds_at_once_one_stands_whole() {
    let room = Room::new();
    let sites = ["one", "two"].map(|name| {
        let page = |it: usize| (format!("{name}/{it}.html"), format!("{name} {it}"));
        let mut files: Vec<_> = (0..20).map(page).collect();
        files.push(("index.html".to_owned(), name.to_owned()));
        files.push(("same.css".to_owned(), "body {}".to_owned()));
        files
    });
    std::thread::scope(|scope| {
        for files in &sites {
            let files: Vec<_> = files
                .iter()
                .map(|(path, text)| (path.clone(), text.clone().into_bytes()))
                .collect();
            let out = room.out();
            scope.spawn(move || {
                for _ in 0..20 {
                    publish(&files, &out).unwrap();
                }
            });
        }
    });
    let mut tree = room.tree("public");
    tree.retain(|(name, _)| !name.ends_with('/') && name != MANIFEST);
    let is_whole = |mut files: Vec<(String, String)>| {
        files.sort();
        let mut tree = tree.clone();
        tree.sort();
        files == tree
    };
    assert!(sites.into_iter().any(is_whole), "{tree:?}");
    let beside = fs::read_dir(room.path("")).unwrap().count();
    assert!(beside == 1 || cfg!(not(unix)), "nothing is left beside the site");
}
