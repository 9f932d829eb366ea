//! The JSON Schemas of the settings, made from the types that read them, for editors that complete and check YAML.
//!
//! They are of draft 7, which every editor's YAML support knows. What a key is for is its doc comment.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value;

use crate::config::holiday::Yearly;
use crate::config::lexicon::Written;
use crate::config::{ActorEntry, PlaceEntry, Settings};
use crate::date::{MONTHS, WEEKDAYS};

/// The schema of site.yaml.
#[must_use]
pub fn site() -> Schema {
    of_settings::<Settings>("The settings of a timeline (site.yaml)")
}

/// The schema of actors.yaml.
#[must_use]
pub fn actors() -> Schema {
    of_settings::<Vec<ActorEntry>>("The actors of a timeline (actors.yaml)")
}

/// The schema of places.yaml.
#[must_use]
pub fn places() -> Schema {
    of_settings::<Vec<PlaceEntry>>("The places of a timeline (places.yaml)")
}

/// The schema of lexicon.yaml.
#[must_use]
pub fn lexicon() -> Schema {
    of_settings::<Written>("The words and types of events of a timeline (lexicon.yaml)")
}

/// The schema of a file of settings: a key of a list or of keys with defaults may stand there without a value.
fn of_settings<T: JsonSchema>(title: &str) -> Schema {
    let mut schema = of_file::<T>(title);
    let root = schema.get("type").cloned();
    RecursiveTransform(|it: &mut Schema| {
        let kind = it.get("type").and_then(Value::as_str).map(str::to_owned);
        let needs = it.get("required").is_some();
        if let Some(kind) = kind.filter(|it| it == "array" || it == "object" && !needs) {
            it.insert("type".to_owned(), vec![kind, "null".to_owned()].into());
        }
    })
    .transform(&mut schema);
    if let Some(root) = root {
        schema.insert("type".to_owned(), root);
    }
    schema
}

/// The schema of a file that is read as this type.
pub(crate) fn of_file<T: JsonSchema>(title: &str) -> Schema {
    let generator = SchemaSettings::draft07().into_generator();
    let mut schema = generator.into_root_schema_for::<T>();
    schema.insert("title".to_owned(), title.into());
    schema.remove("description");
    // "Nothing" is no value that an editor should fill in; and a word that stands twice in a list does no harm.
    RecursiveTransform(|it: &mut Schema| {
        it.remove("uniqueItems");
        if it.get("default").is_some_and(|it| it.is_null() || it.is_array() || it.is_object()) {
            it.remove("default");
        }
    })
    .transform(&mut schema);
    schema
}

/// A text or a whole number.
pub(super) fn text_or_number(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": ["string", "integer"] })
}

impl JsonSchema for Yearly {
    fn schema_name() -> Cow<'static, str> {
        "Yearly".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        const DAY: &str = r"(0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|[12]\d)";
        const DAYS: &str = r"( *[+-]? *0*(\d|[1-6]\d|70))?";
        let any = |words: &[&str]| {
            let each: Vec<String> = words.iter().map(|it| any_case(it)).collect();
            format!("({})", each.join("|"))
        };
        let nth = any(&["1st", "first", "2nd", "second", "3rd", "third", "4th", "fourth", "last"]);
        let easter = any(&["orthodox easter", "easter"]);
        let (weekday, month, of) = (any(&WEEKDAYS), any(&MONTHS), any_case("of"));
        json_schema!({
            "type": "string",
            "description": "A date of every year: `05-09`, `easter-2`, `orthodox easter`, `4th Thursday of November`.",
            "pattern": format!(r"^\s*({DAY}|{easter}{DAYS}|{nth}\s+{weekday}\s+{of}\s+{month})\s*$"),
        })
    }
}

/// A pattern for a word in capitals or small letters: patterns of JSON Schema have no switch for it.
fn any_case(word: &str) -> String {
    let letter = |it: char| {
        let both = (it.to_ascii_uppercase(), it.to_ascii_lowercase());
        if it.is_ascii_alphabetic() { format!("[{}{}]", both.0, both.1) } else { it.to_string() }
    };
    word.chars().map(letter).collect()
}
