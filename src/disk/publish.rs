//! Puts a finished site in the place of the one before it, whole or not at all.
//!
//! The new site is written into a folder beside the old one. Files that did not change are linked,
//! not written again, and files that are not relata's are carried over. Then the two folders
//! change places in one step, where the system can do that; elsewhere the old folder is moved away
//! first, and a run that was killed in between is mended by the next one. What fails before that
//! step leaves the old site as it was.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tempfile::TempDir;
use walkdir::WalkDir;

use crate::diagnostic::Diagnostic;
use crate::disk::files;
use crate::disk::manifest::{MANIFEST, Manifest};

/// What publishing did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Published {
    /// Files that are new or have other bytes than before.
    pub written: usize,
    /// Files that stayed as they were.
    pub unchanged: usize,
    /// Files of the old site that the new one does not have.
    pub removed: usize,
    /// Files that are not relata's and were left alone.
    pub kept: usize,
}

/// What stands in the output folder before a site is published.
#[derive(Debug, Default)]
struct Before {
    /// Files of the manifest that are there.
    ours: BTreeSet<String>,
    /// Files and links that are not relata's, by path.
    foreign: BTreeSet<String>,
    /// Folders that hold no file of relata's.
    folders: BTreeSet<String>,
}

/// Publishes files, by their paths below `out`, in the place of what relata published there before.
///
/// # Errors
/// When a path leads out of the folder, when the folder holds files and no manifest, when somebody
/// else's file stands where one of the site's belongs, and when something cannot be written. The
/// old site is then still there, whole.
pub fn publish(files: &[(String, Vec<u8>)], out: &Path) -> Result<Published, Vec<Diagnostic>> {
    check_paths(files)?;
    let place = Place::of(out).map_err(|it| vec![it])?;
    let _alone = Lock::take(&place).map_err(|it| vec![it])?;
    place.mend().map_err(|it| vec![it])?;
    let before = before(&place).map_err(|it| vec![it])?;
    check_collisions(files, &before, &place)?;
    replace(files, &before, &place).map_err(|it| vec![it])
}

/// The output folder with its parent and its name, links resolved.
struct Place {
    /// As the author wrote it.
    shown: String,
    out: PathBuf,
    parent: PathBuf,
    name: String,
}

impl Place {
    fn of(out: &Path) -> Result<Self, Diagnostic> {
        let shown = files::name(out);
        let failed = |cause: io::Error| failed("publish/folder", &shown, &cause);
        let out = match out.symlink_metadata() {
            // A link stays where it is: what it points at is replaced.
            Ok(_) => out.canonicalize().map_err(failed)?,
            Err(_) => {
                let parent = out.parent().filter(|it| !it.as_os_str().is_empty());
                let parent = parent.unwrap_or(Path::new("."));
                fs::create_dir_all(parent).map_err(failed)?;
                let name = out.file_name().ok_or_else(|| no_name(&shown))?;
                parent.canonicalize().map_err(failed)?.join(name)
            }
        };
        if out.exists() && !out.is_dir() {
            return Err(Diagnostic::error(
                "publish/not-a-folder",
                format!("`{shown}` is a file, and the site needs a folder"),
            )
            .with_help("name another folder with `--out`"));
        }
        let (Some(parent), Some(name)) = (out.parent(), out.file_name()) else {
            return Err(no_name(&shown));
        };
        let (parent, name) = (parent.to_owned(), name.to_string_lossy().into_owned());
        Ok(Self { shown, out, parent, name })
    }

    /// Where the old site waits while the new one takes its place, if that is not one step.
    fn aside(&self) -> PathBuf {
        self.parent.join(format!(".{}.relata-old", self.name))
    }

    fn new_prefix(&self) -> String {
        format!(".{}.relata-new-", self.name)
    }

    /// Mends what a killed run left: brings an old site back that was moved aside, and removes
    /// unfinished new ones. Only who holds the lock may do so: no other run is at work then.
    fn mend(&self) -> Result<(), Diagnostic> {
        let failed = |cause: io::Error| failed("publish/folder", &self.shown, &cause);
        let aside = self.aside();
        if aside.is_dir() {
            if self.out.exists() {
                remove(&aside).map_err(failed)?;
            } else {
                fs::rename(&aside, &self.out).map_err(failed)?;
            }
        }
        for entry in fs::read_dir(&self.parent).map_err(failed)?.flatten() {
            let unfinished = entry.file_name().to_string_lossy().starts_with(&self.new_prefix());
            if unfinished {
                remove(&entry.path()).map_err(failed)?;
            }
        }
        Ok(())
    }
}

fn no_name(shown: &str) -> Diagnostic {
    Diagnostic::error("publish/folder", format!("`{shown}` cannot be replaced by a site"))
        .with_help("name a folder below it with `--out`")
}

/// The right to publish into a folder, which one run has at a time, until it is dropped.
struct Lock {
    path: PathBuf,
    _file: fs::File,
}

impl Lock {
    /// Waits for its turn: a build is short, and the system frees the lock of one that is killed.
    fn take(place: &Place) -> Result<Self, Diagnostic> {
        let failed = |cause: io::Error| failed("publish/folder", &place.shown, &cause);
        let path = place.parent.join(format!(".{}.relata-lock", place.name));
        loop {
            let mut options = fs::File::options();
            let file = options.create(true).truncate(false).write(true).open(&path);
            let file = file.map_err(failed)?;
            match file.lock() {
                // Some file systems have no locks.
                Err(cause) if cause.kind() == io::ErrorKind::Unsupported => {}
                locked => locked.map_err(failed)?,
            }
            // The run before may have removed it in the meantime: the lock is another file then.
            if is_at(&file, &path) {
                return Ok(Self { path, _file: file });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Where nobody can tell that a locked file is gone, it stays.
        if cfg!(unix) {
            let _stays = fs::remove_file(&self.path);
        }
    }
}

/// Whether an open file is still the one at a path.
#[cfg(unix)]
fn is_at(file: &fs::File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let same = |one: &fs::Metadata, other: &fs::Metadata| {
        (one.dev(), one.ino()) == (other.dev(), other.ino())
    };
    file.metadata().is_ok_and(|it| path.metadata().is_ok_and(|other| same(&it, &other)))
}

/// Whether an open file is still the one at a path: nothing removes it here.
#[cfg(not(unix))]
fn is_at(_file: &fs::File, _path: &Path) -> bool {
    true
}

/// Removes a folder of relata's, also one that its owner may not write into.
fn remove(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let _as_it_was = fs::set_permissions(folder, fs::Permissions::from_mode(0o700));
    }
    fs::remove_dir_all(folder)
}

/// Refuses paths that lead out of the site, name nothing, or stand in each other's way.
fn check_paths(files: &[(String, Vec<u8>)]) -> Result<(), Vec<Diagnostic>> {
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for (path, _) in files {
        let parts = path.split('/');
        let leads_out = parts.clone().any(|it| matches!(it, "" | "." | ".."));
        if leads_out || path == MANIFEST || path.contains(['\\', '\0']) {
            wrong.push(Diagnostic::error(
                "publish/path",
                format!("`{path}` is not a path within the site"),
            ));
        } else if !seen.insert(path.as_str()) {
            wrong.push(Diagnostic::error("publish/path", format!("two files are `{path}`")));
        }
    }
    for path in &seen {
        for (at, _) in path.match_indices('/') {
            if seen.contains(&path[..at]) {
                wrong.push(Diagnostic::error(
                    "publish/path",
                    format!("`{}` is a file, and a folder for `{path}`", &path[..at]),
                ));
            }
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// What stands in the folder: what is relata's is what its manifest says.
fn before(place: &Place) -> Result<Before, Diagnostic> {
    let failed = |cause: io::Error| failed("publish/folder", &place.shown, &cause);
    let mut before = Before::default();
    if !place.out.is_dir() {
        return Ok(before);
    }
    let manifest = match fs::read(place.out.join(MANIFEST)) {
        Ok(bytes) => Some(Manifest::parse(&bytes).map_err(|why| {
            Diagnostic::error("publish/manifest", format!("this is not a manifest of relata's: {why}"))
                .in_file(format!("{}/{MANIFEST}", place.shown))
                .with_help("remove the folder if you are sure that relata made all of it, or name another one with `--out`")
        })?),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(failed(error)),
    };
    let Some(manifest) = manifest else {
        let Some(first) = fs::read_dir(&place.out).map_err(failed)?.flatten().next() else {
            return Ok(before);
        };
        return Err(Diagnostic::error(
            "publish/foreign",
            format!("`{}` holds files that relata did not publish", place.shown),
        )
        .with_note(format!("one of them is `{}`", first.file_name().to_string_lossy()))
        .with_help("name an empty or new folder with `--out`, or move these files away"));
    };
    let mut folders = BTreeSet::new();
    for entry in WalkDir::new(&place.out).min_depth(1).sort_by_file_name() {
        let entry = entry.map_err(|it| failed(it.into()))?;
        let below = entry.path().strip_prefix(&place.out).unwrap_or(entry.path());
        let Some(below) = below.to_str().map(|it| it.replace(std::path::MAIN_SEPARATOR, "/"))
        else {
            return Err(Diagnostic::error("publish/foreign", "this file's name is not Unicode")
                .in_file(files::name(entry.path()))
                .with_help("move it away: it cannot be carried over"));
        };
        if entry.file_type().is_dir() {
            folders.insert(below);
        } else if manifest.files.contains_key(&below) && entry.file_type().is_file() {
            before.ours.insert(below);
        } else if below != MANIFEST {
            before.foreign.insert(below);
        }
    }
    let of_ours: BTreeSet<&str> = before.ours.iter().flat_map(|it| folders_of(it)).collect();
    before.folders = folders.into_iter().filter(|it| !of_ours.contains(it.as_str())).collect();
    Ok(before)
}

/// The folders above a path, the nearest first.
fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').map(|(at, _)| &path[..at])
}

/// Refuses to write where somebody else's file stands, unless it is the very same.
fn check_collisions(
    files: &[(String, Vec<u8>)],
    before: &Before,
    place: &Place,
) -> Result<(), Vec<Diagnostic>> {
    let in_the_way = |path: &str, bytes: &[u8]| {
        let same = || fs::read(place.out.join(path)).is_ok_and(|it| it == bytes);
        if before.foreign.contains(path) && !same() {
            return Some(path.to_owned());
        }
        let below = format!("{path}/");
        let folder = before.foreign.range(below.clone()..).next();
        folders_of(path)
            .find(|it| before.foreign.contains(*it))
            .or_else(|| folder.map(String::as_str).filter(|it| it.starts_with(&below)))
            .map(str::to_owned)
    };
    let wrong: Vec<Diagnostic> = files
        .iter()
        .filter_map(|(path, bytes)| in_the_way(path, bytes).map(|it| (path, it)))
        .map(|(path, other)| {
            Diagnostic::error(
                "publish/collision",
                format!("the site has `{path}`, and this file is not relata's"),
            )
            .in_file(format!("{}/{other}", place.shown))
            .with_help("move it away, or put it into `assets` if it belongs to the site")
        })
        .collect();
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// Writes the new site beside the old one and lets them change places.
fn replace(
    files: &[(String, Vec<u8>)],
    before: &Before,
    place: &Place,
) -> Result<Published, Diagnostic> {
    let manifest = Manifest::of(files).bytes();
    let unchanged: BTreeSet<&str> = files
        .par_iter()
        .filter(|(path, bytes)| before.ours.contains(path) && holds(&place.out.join(path), bytes))
        .map(|(path, _)| path.as_str())
        .collect();
    let now: BTreeSet<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    let foreign: Vec<&str> =
        before.foreign.iter().map(String::as_str).filter(|it| !now.contains(it)).collect();
    let published = Published {
        written: files.len() - unchanged.len(),
        unchanged: unchanged.len(),
        removed: before.ours.iter().filter(|it| !now.contains(it.as_str())).count(),
        kept: foreign.len(),
    };
    let settled = published.written == 0 && published.removed == 0;
    if settled && holds(&place.out.join(MANIFEST), &manifest) {
        return Ok(published);
    }

    let new = beside(place)?;
    let write = |path: &str, bytes: &[u8]| {
        fs::write(new.path().join(path), bytes)
            .map_err(|it| failed("publish/write", &format!("{}/{path}", place.shown), &it))
    };
    let carry = |path: &str| {
        let (from, to) = (place.out.join(path), new.path().join(path));
        // Some file systems have no links.
        fs::hard_link(&from, &to)
            .or_else(|_| fs::copy(&from, &to).map(|_| ()))
            .map_err(|it| failed("publish/write", &format!("{}/{path}", place.shown), &it))
    };
    let folders: BTreeSet<&str> = now
        .iter()
        .copied()
        .chain(foreign.iter().copied())
        .flat_map(folders_of)
        .chain(before.folders.iter().map(String::as_str))
        .collect();
    for folder in folders {
        fs::create_dir_all(new.path().join(folder))
            .map_err(|it| failed("publish/write", &format!("{}/{folder}", place.shown), &it))?;
    }
    files.par_iter().try_for_each(|(path, bytes)| {
        if unchanged.contains(path.as_str()) { carry(path) } else { write(path, bytes) }
    })?;
    foreign.par_iter().try_for_each(|path| carry(path))?;
    write(MANIFEST, &manifest)?;
    swap(place, new)?;
    Ok(published)
}

/// Whether a file holds exactly these bytes.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    let fits = path.symlink_metadata().is_ok_and(|it| it.len() == bytes.len() as u64);
    fits && fs::read(path).is_ok_and(|it| it == bytes)
}

/// A new folder beside the output folder, which goes away again when it is dropped.
fn beside(place: &Place) -> Result<TempDir, Diagnostic> {
    let prefix = place.new_prefix();
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix);
    #[cfg(unix)]
    {
        // A published folder is for everybody to read, as far as the system's mask lets it.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o777));
    }
    let failed = |cause: io::Error| failed("publish/folder", &place.shown, &cause);
    builder.tempdir_in(&place.parent).map_err(failed)
}

/// Lets the new folder and the output folder change places, and removes the old one.
fn swap(place: &Place, new: TempDir) -> Result<(), Diagnostic> {
    let failed = |cause: io::Error| {
        failed("publish/swap", &place.shown, &cause).with_note("the old site is still there").with_help(
            "if it is a mount point or in use by another program, name a folder below it with `--out`",
        )
    };
    if !place.out.exists() {
        fs::rename(new.path(), &place.out).map_err(failed)?;
        let _gone = new.keep();
        return Ok(());
    }
    // Not before all is written: the old folder may be closed to writing.
    let old = place.out.metadata().map_err(failed)?;
    fs::set_permissions(new.path(), old.permissions()).map_err(failed)?;
    if exchange(new.path(), &place.out).is_ok() {
        // Here stands the old site now. All that is not relata's stands in both. What cannot be
        // removed now is removed by the next run.
        let _left = remove(&new.keep());
        return Ok(());
    }
    let aside = place.aside();
    fs::rename(&place.out, &aside).map_err(failed)?;
    if let Err(error) = fs::rename(new.path(), &place.out) {
        let back = fs::rename(&aside, &place.out);
        return Err(failed(back.err().unwrap_or(error)));
    }
    let _gone = new.keep();
    // What cannot be removed now is removed by the next run.
    let _left = remove(&aside);
    Ok(())
}

/// Lets two folders change places in one step.
#[cfg(target_os = "linux")]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

/// Lets two folders change places in one step.
#[cfg(not(target_os = "linux"))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// An error for something that could not be written, with what can be done about it.
fn failed(code: &'static str, path: &str, cause: &io::Error) -> Diagnostic {
    let help = match cause.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            Some("the disk is full: make room; what was published before is untouched".to_owned())
        }
        io::ErrorKind::PermissionDenied => {
            Some("you may not write there: name another folder with `--out`".to_owned())
        }
        _ => None,
    };
    Diagnostic::error(code, format!("`{path}` could not be published: {cause}"))
        .with_help_maybe(help)
}
