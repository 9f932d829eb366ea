//! The list of what relata published, kept beside it: only what is on it is ever removed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The manifest's own name, at the root of the site.
pub const MANIFEST: &str = ".relata-manifest.json";

/// The version of the manifest's form.
const VERSION: u32 = 1;

/// Every published file with the SHA-256 of its bytes. Two builds of one site have the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    version: u32,
    /// Hexadecimal digests by path.
    pub(super) files: BTreeMap<String, String>,
}

impl Manifest {
    /// The manifest of a site.
    pub(super) fn of(files: &[(String, Vec<u8>)]) -> Self {
        let files = files.iter().map(|(path, bytes)| (path.clone(), digest(bytes))).collect();
        Self { version: VERSION, files }
    }

    /// The manifest that a file holds, or why it is none.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, String> {
        let manifest: Self = serde_json::from_slice(bytes).map_err(|it| it.to_string())?;
        if manifest.version == VERSION {
            return Ok(manifest);
        }
        Err(format!("its version is {}, and this relata writes {VERSION}", manifest.version))
    }

    /// The manifest as it is published, one file a line.
    pub(super) fn bytes(&self) -> Vec<u8> {
        // A map of strings to strings always has a JSON form.
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|it| format!("{it:02x}")).collect()
}
