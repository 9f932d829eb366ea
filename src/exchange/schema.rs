//! The JSON Schema of events.json, made from the types that write it.
//!
//! It names what must be there and of which kind it is. It does not forbid more: a reader of version
//! 1 passes over fields that it does not know, so that some can be added.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::date::{Date, When};
use crate::exchange::Events;

/// A date of EDTF as `Date` writes it: century, decade, year, season or quarter, month, day.
const DATE: &str = r"(\d{2}XX|\d{3}X|-?\d{4}(-\d{2}(-\d{2})?)?)";

/// The JSON Schema (draft 2020-12) of events.json, with the address that it is published under.
#[must_use]
pub fn schema(id: Option<&str>) -> String {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<Events>();
    schema.insert("title".to_owned(), "The events of a timeline".into());
    if let Some(id) = id {
        schema.insert("$id".to_owned(), id.into());
    }
    // A schema is a value, which always has a JSON form.
    let mut json = serde_json::to_string_pretty(&schema).unwrap_or_default();
    json.push('\n');
    json
}

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "A date in the Extended Date/Time Format (EDTF), as finely as it is known.",
            "pattern": format!("^{DATE}$"),
        })
    }
}

impl JsonSchema for When {
    fn schema_name() -> Cow<'static, str> {
        "When".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let doubt = "[?~%]?";
        let end = format!(r"({DATE}{doubt}|\.\.)?");
        json_schema!({
            "type": "string",
            "description": "A date or an interval in the Extended Date/Time Format (EDTF), levels 0 and 1: \
                            `?` is uncertain, `~` approximate, `%` both; `..` is an open end.",
            "pattern": format!("^({DATE}{doubt}|{end}/{end})$"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_says_where_it_stands() {
        let json: serde_json::Value =
            serde_json::from_str(&schema(Some("https://example.org/s"))).unwrap();
        assert_eq!(json["$id"], "https://example.org/s");
        assert!(schema(None).contains("2020-12") && !schema(None).contains("$id"));
    }
}
