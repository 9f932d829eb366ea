//! The JSON Schema of overrides.yaml, made from the types that read it.
//!
//! The types say which keys there are and what they hold. What each is for, what cannot be left empty and what an item
//! needs is said here.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use crate::config::schema::of_file;
use crate::overrides::written::{Aim, Item, Names, Quoted, Target};

/// What each key of an item is for.
const ITEM: &[(&str, &str)] = &[
    ("event", "The event with this id. `relata events` lists the ids."),
    ("at", "The event that is told with these words of a document."),
    (
        "document",
        "The document with this id: its path below documents/ without the extension; for JSON lines, `path#line`.",
    ),
    ("set", "What to set of the event or document."),
    ("merge", "Events that are one. The first gives its name."),
    (
        "split",
        "The event from which the words in `evidence` are taken, to make an event of their own.",
    ),
    ("evidence", "The words that tell of the other event: beside `split`."),
    ("hide", "Events to leave out; or `true`, beside `at`, `event` or `document`."),
    ("add", "A new event that no rule finds."),
    ("pin", "Key events, which are marked and kept in view; or `true`, beside `at` or `event`."),
    ("note", "The editor's note. It is published with the event."),
];

/// What each key of `set` is for.
const SET: &[(&str, &str)] = &[
    ("date", "When the event was."),
    ("type", "The id of the event's type: `meeting`, or one of lexicon.yaml."),
    ("subtype", "The finer kind of the event; `null` removes it."),
    ("title", "The line that tells the event, or the headline of a document."),
    ("place", "Where the event was: a place or country; `null` removes it."),
    ("actors", "Who took part alike."),
    ("from", "Who acted."),
    ("to", "Toward whom."),
    ("status", "Whether it happened."),
    ("object", "What the event is about; `null` removes it."),
    ("image", "A picture of the event; `null` removes it."),
    ("published", "When the document was published."),
    ("outlet", "Who published the document."),
    ("url", "Where the document's original is."),
    ("publish", "How much of the document's text is published."),
    ("genre", "How the document's relative dates are anchored."),
    ("sources", "Whose facts the document's are."),
    ("saved", "When somebody saved the document's page."),
];

/// What the keys of `add` are for, where that is not what they are for in `set`.
const ADDITION: &[(&str, &str)] = &[
    ("evidence", "The words that tell of the event. They must stand in the documents."),
    ("subtype", "The finer kind of the event."),
    ("title", "The line that tells the event."),
    ("place", "Where the event was: a place or country."),
    ("object", "What the event is about."),
    ("image", "A picture of the event."),
];

/// What the keys of a quotation are for.
const QUOTED: &[(&str, &str)] = &[
    ("document", "The id of a document: its path below documents/ without the extension."),
    ("quote", "Words that stand in the document. Spaces and quotation marks need not agree."),
];

/// Where `null` takes something away.
const REMOVABLE: [&str; 4] = ["subtype", "place", "object", "image"];

/// The schema of overrides.yaml and of every file of overrides/.
#[must_use]
pub fn schema() -> Schema {
    let mut schema = of_file::<Vec<Item>>("The corrections of a timeline (overrides.yaml)");
    if let Some(types) = schema.get_mut("definitions").and_then(Value::as_object_mut) {
        describe(types, "Item", ITEM);
        describe(types, "Set", SET);
        describe(types, "Addition", SET);
        describe(types, "Addition", ADDITION);
        describe(types, "Quoted", QUOTED);
        for (key, _) in ITEM {
            filled(types, "Item", key);
        }
        for (key, _) in SET.iter().filter(|it| !REMOVABLE.contains(&it.0)) {
            filled(types, "Set", key);
        }
        let filled = [("Set", "title"), ("Addition", "title"), ("Set", "outlet"), ("Item", "note")];
        for (name, key) in filled {
            if let Some(it) = property(types, name, key) {
                it.insert("pattern".to_owned(), "\\S".into());
            }
        }
        if let Some(it) = property(types, "Set", "url") {
            it.insert(
                "pattern".to_owned(),
                "^[hH][tT][tT][pP][sS]?://[\\[\\p{L}\\p{N}]\\S*$".into(),
            );
        }
        // An empty list is read, and refused by the build.
        if let Some(it) = property(types, "Addition", "evidence") {
            it.insert("type".to_owned(), json!(["array", "null"]));
        }
        for (key, least) in [("merge", 2), ("evidence", 1)] {
            if let Some(it) = property(types, "Item", key) {
                it.insert("minItems".to_owned(), least.into());
            }
        }
        if let Some(Value::Object(item)) = types.get_mut("Item") {
            item.extend(needs());
        }
    }
    schema
}

/// What an item may be: one target with what is done to it, or one thing that names its events itself.
fn needs() -> Map<String, Value> {
    const TARGETS: [&str; 3] = ["event", "at", "document"];
    const OWN: [&str; 5] = ["merge", "split", "add", "hide", "pin"];
    let none_of = |keys: Vec<&str>| -> Value {
        let each: Vec<Value> = keys.iter().map(|it| json!({ "required": [it] })).collect();
        json!({ "anyOf": each })
    };
    let targets = TARGETS.map(|it| {
        let besides = if it == "document" { vec!["pin"] } else { Vec::new() };
        let others = TARGETS.iter().chain(&OWN[..3]).copied().filter(|other| *other != it);
        let done = ["set", "hide", "pin", "note"].map(|it| json!({ "required": [it] }));
        json!({
            "required": [it],
            "properties": { "hide": { "const": true }, "pin": { "const": true } },
            "not": none_of(others.chain(besides).collect()),
            "anyOf": done,
        })
    });
    let own = OWN.map(|it| {
        let others = TARGETS.iter().chain(&OWN).copied().filter(|other| *other != it);
        let mut form = json!({ "required": [it], "not": none_of(others.chain(["set"]).collect()) });
        if it == "hide" || it == "pin" {
            form["properties"] = json!({ it: { "type": ["string", "array", "object"] } });
        }
        form
    });
    let forms: Vec<Value> = targets.into_iter().chain(own).collect();
    let needs = json!({
        "anyOf": forms,
        "dependencies": { "evidence": ["split"], "split": ["evidence"] },
    });
    needs.as_object().cloned().unwrap_or_default()
}

/// Puts descriptions to the keys of a type.
fn describe(types: &mut Map<String, Value>, name: &str, meanings: &[(&str, &str)]) {
    for (key, meaning) in meanings {
        let Some(property) = property(types, name, key) else { continue };
        // In draft 7 nothing may stand beside a reference.
        if let Some(reference) = property.remove("$ref") {
            property.insert("allOf".to_owned(), json!([{ "$ref": reference }]));
        }
        property.insert("description".to_owned(), (*meaning).into());
    }
}

/// Takes away that a key may be left without a value.
fn filled(types: &mut Map<String, Value>, name: &str, key: &str) {
    let Some(property) = property(types, name, key) else { return };
    if let Some(Value::Array(kinds)) = property.get_mut("type") {
        kinds.retain(|it| it != "null");
    }
    if let Some(Value::Array(choices)) = property.get_mut("anyOf") {
        choices.retain(|it| it["type"] != "null");
    }
}

fn property<'a>(
    types: &'a mut Map<String, Value>,
    name: &str,
    key: &str,
) -> Option<&'a mut Map<String, Value>> {
    types.get_mut(name)?.get_mut("properties")?.get_mut(key)?.as_object_mut()
}

impl JsonSchema for Target {
    fn schema_name() -> Cow<'static, str> {
        "Target".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let words = generator.subschema_for::<Quoted>();
        json_schema!({
            "description": "An event, by its id or by words of a document that tell it.",
            "anyOf": [{ "type": "string" }, words],
        })
    }
}

impl JsonSchema for Aim {
    fn schema_name() -> Cow<'static, str> {
        "Aim".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let target = generator.subschema_for::<Target>();
        json_schema!({
            "description": "`true` for the event beside it, or an event, or a list of events.",
            "anyOf": [{ "const": true }, target, { "type": "array", "items": target, "minItems": 1 }],
        })
    }
}

impl JsonSchema for Names {
    fn schema_name() -> Cow<'static, str> {
        "Names".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A name, or a list of names: ids, names or aliases.",
            "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }],
        })
    }
}
