//! The JSON Schemas of the files that an author writes, for editors that complete and check YAML.
//!
//! They come from the types that read the files: a key that is in a schema is read, and a key that is read is in the
//! schema. What only a build can know (whether an actor exists, whether an interval ends before it begins) is not in them.
//!
//! ```
//! let names: Vec<&str> = relata::schema::FILES.iter().map(|it| it.name).collect();
//! assert_eq!(names, ["site", "actors", "places", "lexicon", "overrides"]);
//! ```

use schemars::Schema;

use crate::{config, overrides};

/// A file that an author writes and that has a schema.
#[derive(Debug, Clone, Copy)]
pub struct File {
    /// Its name without `.yaml`.
    pub name: &'static str,
    /// What is written in it.
    pub about: &'static str,
    make: fn() -> Schema,
}

/// Every file with a schema, in the order in which an author meets them.
pub const FILES: [File; 5] = [
    File {
        name: "site",
        about: "title, the two sides, and every other setting",
        make: config::schema::site,
    },
    File { name: "actors", about: "people, states, organisations", make: config::schema::actors },
    File {
        name: "places",
        about: "places that are neither countries nor known cities",
        make: config::schema::places,
    },
    File {
        name: "lexicon",
        about: "more words and types of events",
        make: config::schema::lexicon,
    },
    File {
        name: "overrides",
        about: "corrections; also of overrides/*.yaml",
        make: overrides::schema,
    },
];

impl File {
    /// The name of the file that holds the schema.
    #[must_use]
    pub fn schema_name(&self) -> String {
        format!("{}.schema.json", self.name)
    }

    /// The schema, as JSON that ends with a line.
    #[must_use]
    pub fn json(&self) -> String {
        // A schema is a value, which always has a JSON form.
        let mut json = serde_json::to_string_pretty(&(self.make)()).unwrap_or_default();
        json.push('\n');
        json
    }
}
