//! The JSON Schema of events.json, made from the types that write it.
//!
//! It names what must be there and of which kind it is. It does not forbid more: a reader of version
//! 1 passes over fields that it does not know, so that some can be added.

use schemars::generate::SchemaSettings;

use crate::exchange::Events;

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
