//! What an author has on disk, as values: settings, overrides, documents, templates, assets.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::config::ConfigSources;
use crate::diagnostic::{Diagnostic, Reported, Severity, did_you_mean};
use crate::disk::files::{self, Found};
use crate::disk::seen::{Files, Now, Seen};
use crate::document;
use crate::source::Source;

/// The largest file that is read, in bytes.
pub const LARGEST_FILE: u64 = document::LARGEST as u64;

/// What may stand at the top of the content folder.
const TOP: &[&str] = &[
    "site.yaml",
    "actors.yaml",
    "places.yaml",
    "lexicon.yaml",
    "overrides.yaml",
    "overrides",
    "documents",
    "assets",
];

/// The files of a site's author, each kind in the order of its paths.
#[derive(Debug, Clone, Default)]
pub struct Content {
    /// site.yaml, actors.yaml, places.yaml and lexicon.yaml.
    pub config: ConfigSources,
    /// overrides.yaml, then overrides/*.yaml in the order of their names.
    pub overrides: Vec<Source>,
    /// The files below documents/.
    pub documents: Vec<document::Input>,
    /// The author's templates, by name below templates/.
    pub templates: Vec<(String, String)>,
    /// The files below the assets/ of content and templates, by path below assets/.
    pub assets: Vec<(String, Arc<Vec<u8>>)>,
}

/// Whether a file stands at a path, whether or not it is part of the content.
#[must_use]
pub fn is_file(path: &str) -> bool {
    Path::new(path).is_file()
}

/// Reads a content folder and a templates folder, of which the second may be missing.
///
/// A document or an asset that cannot be read is left out with a warning. Settings, overrides and
/// templates that cannot be read are errors: a site built without them would say something else.
#[must_use]
pub fn read(content: &Path, templates: &Path) -> Reported<Content> {
    read_kept(content, templates, &mut Seen::default(), None)
}

/// The same, where only the documents and the assets are opened that have changed since they were
/// seen.
#[must_use]
pub fn read_again(content: &Path, templates: &Path, seen: &mut Seen) -> Reported<Content> {
    read_kept(content, templates, seen, Some(Now::now()))
}

fn read_kept(
    content: &Path,
    templates: &Path,
    seen: &mut Seen,
    now: Option<Now>,
) -> Reported<Content> {
    let mut all = Vec::new();
    let config = read_settings(content).into_value(&mut all);
    if !content.is_dir() {
        return Reported { value: Content::default(), diagnostics: all };
    }
    note_unknown(content, &mut all);
    let mut overrides: Vec<Source> =
        setting(content, "overrides.yaml", &mut all).into_iter().collect();
    for found in needed(&content.join("overrides"), &mut all) {
        let name = found.below.to_ascii_lowercase();
        if found.below.ends_with(".yaml") {
            overrides.extend(yaml(&found, &mut all));
        } else if name.ends_with(".yml") || name.ends_with(".yaml") {
            all.push(
                Diagnostic::warning("read/unknown-file", "no overrides are read from this file")
                    .in_file(&*found.name)
                    .with_help("rename it: its name must end in `.yaml`"),
            );
        } else {
            all.push(not_read(&found, "only `.yaml` files are read here"));
        }
    }
    let documents = documents(&content.join("documents"), (&mut seen.documents, now), &mut all);
    let (theirs, templates): (Vec<_>, Vec<_>) =
        needed(templates, &mut all).into_iter().partition(|it| it.below.starts_with("assets/"));
    let templates = templates.iter().filter_map(|it| template(it, &mut all)).collect();
    let ours = files::list(&content.join("assets"), &mut all);
    let assets = assets(ours, theirs, (&mut seen.assets, now), &mut all);
    let value = Content { config, overrides, documents, templates, assets };
    Reported { value, diagnostics: all }
}

/// Reads the settings of a content folder, and nothing else in it.
#[must_use]
pub fn read_settings(content: &Path) -> Reported<ConfigSources> {
    if !content.is_dir() {
        let message = format!("there is no folder `{}`", files::name(content));
        let help = "`cd` into the folder of your site, or name the content folder with `--content`; `relata init` makes a new site";
        let missing = Diagnostic::error("read/no-content", message).with_help(help);
        return Reported { value: ConfigSources::default(), diagnostics: vec![missing] };
    }
    let mut all = Vec::new();
    let value = ConfigSources {
        site: setting(content, "site.yaml", &mut all),
        actors: setting(content, "actors.yaml", &mut all),
        places: setting(content, "places.yaml", &mut all),
        lexicon: setting(content, "lexicon.yaml", &mut all),
    };
    Reported { value, diagnostics: all }
}

/// A YAML file at the top of the content folder, if it is there.
fn setting(content: &Path, name: &str, all: &mut Vec<Diagnostic>) -> Option<Source> {
    let path = content.join(name);
    let name = files::name(&path);
    if files::is_missing(&path) {
        return None;
    }
    match path.metadata() {
        Ok(it) if it.is_file() => yaml(&Found { below: String::new(), name, path }, all),
        Ok(_) => {
            all.push(
                Diagnostic::error("read/not-a-file", "this should be a file, and is none")
                    .in_file(name)
                    .with_help("put the settings in a file of this name, or remove this"),
            );
            None
        }
        Err(cause) => {
            all.push(fatal(files::unread(name, &cause)));
            None
        }
    }
}

/// The files below a folder without which the site would say something else: what cannot be listed
/// is an error, but for assets.
fn needed(folder: &Path, all: &mut Vec<Diagnostic>) -> Vec<Found> {
    if folder.is_file() {
        let message = "this should be a folder, and is a file";
        all.push(Diagnostic::error("read/not-a-folder", message).in_file(files::name(folder)));
        return Vec::new();
    }
    let assets = files::name(&folder.join("assets"));
    let is_asset = |it: &Diagnostic| {
        let file = it.location.as_ref().and_then(|it| it.file.strip_prefix(&assets));
        file.is_some_and(|it| it.is_empty() || it.starts_with('/'))
    };
    let mut found = Vec::new();
    let files = files::list(folder, &mut found);
    let told = found.into_iter();
    all.extend(told.map(|it| if it.code == "read/loop" || is_asset(&it) { it } else { fatal(it) }));
    files
}

/// The error that a warning is where nothing may be left out.
fn fatal(warning: Diagnostic) -> Diagnostic {
    let message = warning.message.replacen("this is left out:", "this cannot be read:", 1);
    Diagnostic { severity: Severity::Error, message, ..warning }
}

/// A note for whatever stands in the content folder and is not read.
fn note_unknown(content: &Path, all: &mut Vec<Diagnostic>) {
    let Ok(entries) = content.read_dir() else { return };
    let mut names: Vec<String> =
        entries.flatten().map(|it| it.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    for name in names {
        let settings = name.ends_with(".yaml") || name.ends_with(".yml");
        let kept = name.starts_with('.') || name.ends_with('~');
        if kept || TOP.contains(&name.as_str()) {
            continue;
        }
        let file = files::name(&content.join(&name));
        let guess = did_you_mean(&name, TOP.iter().copied());
        let guess = guess.filter(|_| settings || content.join(&name).is_dir());
        let help = guess.unwrap_or_else(|| format!("what is read here is {}", TOP.join(", ")));
        let diagnostic = if settings {
            Diagnostic::warning("read/unknown-file", "no settings are read from this file")
        } else {
            Diagnostic::note("read/unknown-file", "this is not read")
        };
        all.push(diagnostic.in_file(file).with_help(help));
    }
}

fn not_read(found: &Found, why: &str) -> Diagnostic {
    Diagnostic::note("read/unknown-file", "this is not read").in_file(&*found.name).with_help(why)
}

/// A YAML file's text; what cannot be read is an error.
fn yaml(found: &Found, all: &mut Vec<Diagnostic>) -> Option<Source> {
    text(found, all).map(|text| Source::new(found.name.as_str(), text))
}

fn template(found: &Found, all: &mut Vec<Diagnostic>) -> Option<(String, String)> {
    text(found, all).map(|text| (found.below.clone(), text))
}

/// UTF-8 text without a byte order mark.
fn text(found: &Found, all: &mut Vec<Diagnostic>) -> Option<String> {
    let bytes = match files::bytes(found, LARGEST_FILE) {
        Ok(bytes) => bytes,
        Err(warning) => {
            all.push(fatal(warning));
            return None;
        }
    };
    match String::from_utf8(bytes) {
        Ok(text) => Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)),
        Err(error) => {
            let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = before.iter().filter(|&&it| it == b'\n').count() + 1;
            all.push(
                Diagnostic::error("read/not-utf-8", format!("line {line} is not UTF-8"))
                    .in_file(&*found.name)
                    .with_help("save the file as UTF-8"),
            );
            None
        }
    }
}

fn documents(
    folder: &Path,
    (seen, now): (&mut Files, Option<Now>),
    all: &mut Vec<Diagnostic>,
) -> Vec<document::Input> {
    let (known, unknown): (Vec<_>, Vec<_>) = files::list(folder, all).into_iter().partition(|it| {
        let extension = it.path.extension().and_then(|it| it.to_str()).unwrap_or_default();
        document::EXTENSIONS.contains(&extension.to_ascii_lowercase().as_str())
    });
    if !unknown.is_empty() {
        all.push(not_documents(folder, &unknown));
    }
    if known.is_empty() {
        all.push(
            Diagnostic::warning("read/no-documents", "there are no documents: the site is empty")
                .in_file(files::name(folder))
                .with_help(
                    "put `.md`, `.txt`, `.html` or `.jsonl` files here, in folders of any depth",
                ),
        );
    }
    let read = seen.read(&known, LARGEST_FILE, now);
    let read = known.into_iter().zip(read).map(|(found, bytes)| {
        Ok(document::Input { path: found.below, file: found.name, bytes: bytes? })
    });
    keep(read, all)
}

/// How many of the files that are no documents are named.
const NAMED: usize = 3;

/// One warning for all files below documents/ that are of other kinds.
fn not_documents(folder: &Path, unknown: &[Found]) -> Diagnostic {
    let count = match unknown.len() {
        1 => "1 file here is".to_owned(),
        count => format!("{count} files here are"),
    };
    let named: Vec<&str> = unknown.iter().take(NAMED).map(|it| it.below.as_str()).collect();
    let more = if unknown.len() > NAMED { ", …" } else { "" };
    let message = format!("{count} not read: {}{more}", named.join(", "));
    let kinds = document::EXTENSIONS.map(|it| format!("`.{it}`")).join(", ");
    Diagnostic::warning("read/unknown-file", message)
        .in_file(files::name(folder))
        .with_help(format!("save them as text or as a page: relata reads {kinds}"))
}

/// The author's assets. Where both folders have a file of one name, the content's is taken.
fn assets(
    ours: Vec<Found>,
    theirs: Vec<Found>,
    (seen, now): (&mut Files, Option<Now>),
    all: &mut Vec<Diagnostic>,
) -> Vec<(String, Arc<Vec<u8>>)> {
    let mut by_path: BTreeMap<String, Found> = BTreeMap::new();
    for found in theirs {
        let below = found.below.strip_prefix("assets/").unwrap_or(&found.below).to_owned();
        by_path.insert(below, found);
    }
    for found in ours {
        if let Some(other) = by_path.insert(found.below.clone(), found.clone()) {
            all.push(
                Diagnostic::warning(
                    "read/two-assets",
                    format!("this takes the place of `{}`", other.name),
                )
                .in_file(found.name)
                .with_help("give one of them another name"),
            );
        }
    }
    let (paths, found): (Vec<String>, Vec<Found>) = by_path.into_iter().unzip();
    let read = seen.read(&found, LARGEST_FILE, now);
    keep(paths.into_iter().zip(read).map(|(path, bytes)| Ok((path, bytes?))), all)
}

/// What was read; what was not goes to the diagnostics.
fn keep<T>(read: impl Iterator<Item = Result<T, Diagnostic>>, all: &mut Vec<Diagnostic>) -> Vec<T> {
    read.filter_map(|it| it.map_err(|warning| all.push(warning)).ok()).collect()
}
