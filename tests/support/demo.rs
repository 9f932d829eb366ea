//! The demo of content/ as a build is given it. Tests run in the project's own folder.

use std::path::Path;

use relata::disk::{self, Content};
use relata::pipeline::Inputs;

pub(crate) fn inputs() -> Inputs {
    let read = disk::read(Path::new("content"), Path::new("templates")).value;
    let Content { config, overrides, documents, templates, assets } = read;
    Inputs { config, overrides, documents, templates, assets }
}
