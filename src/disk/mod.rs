//! Reads the author's folders and publishes the site: the only file access of relata.
//!
//! [`read`] turns a content folder and a templates folder into values; [`publish`] puts a finished
//! site in the place of the one before it, whole or not at all; [`append`] adds lines to a file of
//! the author's. What is in the files is nobody's
//! business here: nothing in this module knows what an event is.

#![allow(clippy::disallowed_methods, reason = "files are read and written here and nowhere else")]
#![allow(clippy::result_large_err, reason = "a diagnostic is made once a run, if at all")]

mod append;
mod create;
mod files;
mod given;
mod manifest;
mod publish;
mod read;
mod seen;

pub use append::{Appended, append};
pub use create::{Existing, create, existing, held};
pub use given::given;
pub use manifest::MANIFEST;
pub use publish::{Published, publish};
pub use read::{Content, LARGEST_FILE, is_file, read, read_again, read_settings};
pub use seen::Seen;
