//! The key figures that an author shows on the home page, each with its source.

use std::fmt;

use schemars::JsonSchema;
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::config::{Config, is_web_address, schema, unknown};
use crate::diagnostic::Diagnostic;

/// One item of `figures` in site.yaml.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FigureEntry {
    /// The figure, as it is shown: `11 billion` or `54`.
    #[serde(deserialize_with = "written")]
    #[schemars(schema_with = "schema::text_or_number")]
    pub value: String,
    /// What it counts.
    pub label: String,
    /// Who says so, in words.
    pub source: Option<String>,
    /// The web page that says so.
    pub url: Option<String>,
    /// The id of the document that says so.
    pub document: Option<String>,
}

/// A text or a whole number, as text.
fn written<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    struct Of;
    impl Visitor<'_> for Of {
        type Value = String;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a text or a whole number (a text in quotation marks is shown as it is)")
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<String, E> {
            Ok(text.to_owned())
        }

        fn visit_u64<E: Error>(self, number: u64) -> Result<String, E> {
            Ok(number.to_string())
        }

        fn visit_i64<E: Error>(self, number: i64) -> Result<String, E> {
            Ok(number.to_string())
        }
    }
    deserializer.deserialize_any(Of)
}

/// An error for each figure that says nothing, has no source or leads nowhere.
pub(super) fn check(config: &Config) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (index, it) in config.settings.figures.iter().enumerate() {
        let path = |key: &str| format!("figures[{index}].{key}");
        let has = |key: &str| config.settings_keys.contains_key(&path(key));
        let wrong = |key: &str, message: String| {
            let error = Diagnostic::error("config/figure", message);
            error.at_location(config.settings_at(&path(key)))
        };
        for (key, text) in [("value", &it.value), ("label", &it.label)] {
            if text.trim().is_empty() {
                let message = format!("this figure has no {key}");
                found.push(wrong(key, message).with_help("write it, or remove the figure"));
            }
        }
        let source = it.source.as_deref().filter(|it| !it.trim().is_empty());
        // What was written and could not be read has been told of already.
        let said = it.url.is_some() || it.document.is_some() || has("url") || has("document");
        if source.is_none() && !said {
            let message = format!("the figure `{}` has no source", it.value);
            found.push(
                wrong("value", message)
                    .with_help("add a `document` of this site, a `url` or a `source` in words"),
            );
        }
        if let Some(url) = it.url.as_deref().filter(|it| !is_web_address(it)) {
            let message = format!("`{url}` is not the address of a web page");
            found.push(
                wrong("url", message)
                    .with_help("write it whole, such as `https://example.org/report`"),
            );
        }
    }
    found
}

/// An error for each figure whose document is not there.
pub(super) fn check_documents(config: &Config, documents: &[&str]) -> Vec<Diagnostic> {
    const NAMED: &str = "a document is named by its path below documents/ without the extension";
    let written = config.settings.figures.iter().enumerate();
    let wrong = written.filter_map(|(index, it)| {
        let id = it.document.as_deref().filter(|it| !documents.contains(it))?;
        let at = config.settings_at(&format!("figures[{index}].document"));
        let found = unknown("config/figure", "document", id, &at, documents.iter().copied());
        Some(if found.help.is_some() { found } else { found.with_help(NAMED) })
    });
    wrong.collect()
}
