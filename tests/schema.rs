//! The JSON Schemas of the author's files say what the program says: every key, every kind of value.

#![allow(clippy::disallowed_methods, reason = "these tests read files and run the program")]
#![allow(clippy::unwrap_used, reason = "a test that cannot read its files has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Output};
use std::sync::LazyLock;

use relata::config::yaml::{read_list, read_struct};
use relata::config::{ActorEntry, Lexicon, PlaceEntry, Settings};
use relata::diagnostic::{Diagnostic, Severity};
use relata::overrides;
use relata::schema::FILES;
use relata::source::Source;
use serde_json::{Map, Value, json};

/// A schema, as it is and compiled.
struct Schema {
    name: &'static str,
    json: Value,
    compiled: (boon::Schemas, boon::SchemaIndex),
}

impl Schema {
    fn of(name: &str) -> Self {
        let file = FILES.iter().find(|it| it.name == name).unwrap();
        let json: Value = serde_json::from_str(&file.json()).unwrap();
        let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
        compiler.add_resource("schema.json", json.clone()).unwrap();
        let index = compiler.compile("schema.json", &mut schemas).unwrap();
        Self { name: file.name, json, compiled: (schemas, index) }
    }

    fn judge(&self, value: &Value) -> Result<(), String> {
        let (schemas, index) = &self.compiled;
        schemas.validate(value, *index).map_err(|it| it.to_string())
    }

    /// A node behind the reference that it may be.
    fn resolve<'a>(&'a self, node: &'a Value) -> &'a Value {
        match node["$ref"].as_str() {
            Some(path) => self.json.pointer(path.trim_start_matches('#')).unwrap(),
            None => node,
        }
    }
}

/// The mistakes that the program finds in a file by itself: what values mean together is told by a build only.
fn mistakes(name: &str, text: &str) -> Vec<Diagnostic> {
    static BUILTIN: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);
    let source = Source::new("file.yaml", text);
    let found = match name {
        "site" => read_struct::<Settings>(&source).diagnostics,
        "actors" => read_list::<ActorEntry>(&source).diagnostics,
        "places" => read_list::<PlaceEntry>(&source).diagnostics,
        "lexicon" => BUILTIN.clone().extended(Some(&source)).diagnostics,
        _ => overrides::read(&[source]).diagnostics,
    };
    found.into_iter().filter(|it| it.severity == Severity::Error).collect()
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

#[track_caller]
fn valid(name: &str, text: &str) {
    assert_eq!(Schema::of(name).judge(&yaml(text)), Ok(()), "{name}.yaml:\n{text}");
}

#[test]
fn the_demo_and_the_readme_are_valid() {
    for file in FILES {
        let text = fs::read_to_string(format!("content/{}.yaml", file.name)).unwrap();
        valid(file.name, &text);
    }
    let readme = fs::read_to_string("README.md").unwrap();
    let mut seen = BTreeSet::new();
    for block in readme.split("```yaml\n").skip(1).map(|it| it.split("```").next().unwrap()) {
        let named =
            block.lines().next().and_then(|it| it.strip_prefix("# ")?.strip_suffix(".yaml"));
        // The guide's blocks name their file in the sentence before.
        let name = named.unwrap_or_else(|| match block {
            it if it.starts_with("title:") || it.contains("/site.schema.json") => "site",
            it if it.starts_with("- name:") => "actors",
            it if it.starts_with("- at:") => "overrides",
            other => panic!("README.md shows YAML of no known file:\n{other}"),
        });
        valid(name, block);
        seen.insert(name.to_owned());
    }
    assert_eq!(seen.len(), FILES.len(), "README.md has an example of each: {seen:?}");
}

/// Whether schema and program agree that a file is right, or that it is wrong.
#[track_caller]
fn agree(name: &str, text: &str, right: bool) {
    let (told, found) = (Schema::of(name).judge(&yaml(text)), mistakes(name, text));
    assert_eq!(told.is_ok(), right, "the schema of {name}.yaml on:\n{text}\n{told:?}");
    assert_eq!(found.is_empty(), right, "the program on {name}.yaml:\n{text}\n{found:#?}");
}

#[test]
fn what_is_right_and_what_is_wrong_is_so_to_both() {
    agree("site", "title: Norway and Sweden\nrelationship: { sides: [Norway, Sweden] }\n", true);
    agree("site", "titel: Norway and Sweden\n", false);
    agree("site", "title: 2024\n", false);
    agree("site", "publish: everything\n", false);
    agree("site", "relationship: [Norway, Sweden]\n", false);
    agree("site", "phases: [{ name: Neighbours, from: 2019-04, until: 2021 }]\n", true);
    agree("site", "phases: [{ name: Neighbours, from: 2019-04/2020 }]\n", false);
    agree("site", "figures: [{ value: 54, label: agreements, source: Ministry }]\n", true);
    agree("site", "figures: [{ value: 5.4, label: agreements, source: Ministry }]\n", false);
    agree("site", "folders: [{ outlet: Our Chronicle }]\n", false);
    agree("actors", "- { name: Ada Berg, born: 1974-10-07, roles: [{ title: minister }] }\n", true);
    agree("actors", "- { name: Ada Berg, born: 1974-02-30 }\n", false);
    agree("actors", "- { id: ada-berg }\n", false);
    agree("actors", "- { name: Ada Berg, kind: robot }\n", false);
    agree("actors", "name: Ada Berg\n", false);
    for (date, right) in [
        ("05-17", true),
        ("02-29", true),
        ("02-30", false),
        ("17 May", false),
        ("easter-2", true),
        ("Orthodox Easter + 1", true),
        ("easter+99", false),
        ("4th Thursday of November", true),
        ("LAST monday OF may", true),
        ("5th Monday of May", false),
    ] {
        let text = format!(
            "- {{ name: Norway, kind: state, holidays: [{{ name: A, date: \"{date}\" }}] }}\n"
        );
        agree("actors", &text, right);
    }
    agree("places", "- { name: Voksenåsen, latitude: 59.97, longitude: 10 }\n", true);
    agree("places", "- { name: Voksenåsen, latitude: \"59.97\" }\n", false);
    agree("lexicon", "types: [{ id: lawsuit, triggers: [{ id: sue, verbs: [sue] }] }]\n", true);
    agree("lexicon", "types: [{ id: lawsuit, triggers: [{ verbs: [sue] }] }]\n", false);
    agree("lexicon", "words: { offices: [reeve, reeve] }\n", true);
    agree("lexicon", "words: { office: [reeve] }\n", false);
}

#[test]
fn what_an_override_needs_is_so_to_both() {
    const RIGHT: &[&str] = &[
        "{ event: a, set: { date: 2024~ } }",
        "{ event: a, set: { place: null } }",
        "{ at: { document: d, quote: q }, hide: true }",
        "{ document: d, set: { published: 1998 } }",
        "{ document: d, hide: true }",
        "{ event: a, note: Seen by the editor. }",
        "{ merge: [a, { document: d, quote: q }] }",
        "{ split: a, evidence: [{ document: d, quote: q }] }",
        "{ hide: [a, b] }",
        "{ pin: { document: d, quote: q } }",
        "{ add: { date: 2024, type: visit, from: Bo Lind, evidence: [{ document: d, quote: q }] } }",
    ];
    const WRONG: &[&str] = &[
        "{ evnt: a }",
        "{ event: 7, note: n }",
        "{ note: n }",
        "{ event: a, document: d, note: n }",
        "{ event: a, set: { date: null } }",
        "{ event: a, set: { title: } }",
        "{ event: a, set: { when: 2024 } }",
        "{ merge: [a] }",
        "{ merge: a }",
        "{ merge: [a, b], hide: c }",
        "{ split: a }",
        "{ event: a, evidence: [{ document: d, quote: q }] }",
        "{ hide: false }",
        "{ hide: [] }",
        "{ pin: true }",
        "{ document: d, pin: true }",
        "{ document: d, hide: e }",
        "{ at: d, note: n }",
        "{ add: { type: visit, evidence: [] } }",
        "{ add: { date: 2024-13, type: visit, evidence: [{ document: d, quote: q }] } }",
    ];
    for item in RIGHT {
        agree("overrides", &format!("- {item}\n"), true);
    }
    for item in WRONG {
        agree("overrides", &format!("- {item}\n"), false);
    }
}

#[test]
fn dates_are_read_as_the_schema_says() {
    const PARTS: &[&str] = &[
        "2024",
        "-0044",
        "0000",
        "19XX",
        "199X",
        "-19XX",
        "2024-04",
        "2024-13",
        "2024-21",
        "2024-25",
        "2024-33",
        "2024-37",
        "2024-XX",
        "2024-XX-XX",
        "2024-04-XX",
        "2024-XX-04",
        "2024-13-XX",
        "2024-02-29",
        "2023-02-29",
        "1900-02-29",
        "2000-02-29",
        "2024-04-31",
        "2024-4-3",
        "24",
        "20244",
        "2024-04-03-02",
        "7 May 2024",
        "2024-04-03T10:00",
        "..",
        "",
        " 2024 ",
        "x",
        "2024-00",
    ];
    let schema = Schema::of("overrides");
    let check = |date: &str| {
        let item = json!([{ "event": "a", "set": { "date": date } }]);
        let found = mistakes("overrides", &item.to_string());
        // A pattern cannot compare two dates.
        if found.iter().any(|it| it.message.contains("ends before it begins")) {
            return;
        }
        assert_eq!(schema.judge(&item).is_ok(), found.is_empty(), "`{date}`: {found:?}");
    };
    for one in PARTS {
        for doubt in ["", "?", "~", "%", "?~"] {
            check(&format!("{one}{doubt}"));
        }
        for other in PARTS {
            check(&format!("{one}/{other}"));
            check(&format!("{one}~ / {other}?"));
        }
    }
}

/// A value of each kind, and some that only look like another.
fn probes() -> Vec<Value> {
    vec![
        Value::Null,
        json!(true),
        json!(false),
        json!(0),
        json!(7),
        json!(-3),
        json!(99_999),
        json!(2.5),
        json!(""),
        json!("text"),
        json!("7"),
        json!("2024-10-07"),
        json!("https://example.org/a"),
        json!("2024-13"),
        json!([]),
        json!(["text"]),
        json!([7]),
        json!([null]),
        json!([["text"]]),
        json!({}),
        json!({ "zzzz": 7 }),
    ]
}

/// What stands beside the key of an override, so that the item has a meaning.
fn beside(key: &str) -> Map<String, Value> {
    let words = json!({ "document": "d", "quote": "q" });
    let it = match key {
        "event" | "at" | "document" => json!({ "note": "n" }),
        "evidence" => json!({ "split": "a" }),
        "split" => json!({ "evidence": [words] }),
        "merge" | "add" => json!({}),
        "published" | "outlet" | "url" | "publish" | "genre" | "sources" | "saved" => {
            json!({ "document": "d" })
        }
        _ => json!({ "event": "a", "note": "n" }),
    };
    it.as_object().cloned().unwrap()
}

/// The walk through a schema: each node is tried with every probe in a file that is right else.
struct Walk<'a> {
    schema: &'a Schema,
    tried: usize,
    keys: usize,
}

type Wrap<'a> = &'a dyn Fn(Value) -> Value;

impl Walk<'_> {
    /// Whether both take a file; they must agree.
    fn takes(&mut self, file: &Value) -> bool {
        self.tried += 1;
        let text = file.to_string();
        let found = mistakes(self.schema.name, &text);
        let told = self.schema.judge(file);
        assert_eq!(
            told.is_ok(),
            found.is_empty(),
            "{}.yaml: {text}\nthe schema: {told:?}\nthe program: {found:#?}",
            self.schema.name,
        );
        told.is_ok()
    }

    fn node(&mut self, node: &Value, wrap: Wrap<'_>) {
        let node = self.schema.resolve(node);
        if let Some(word) = node.get("const") {
            assert!(self.takes(&wrap(word.clone())), "{word}");
        }
        for word in node["enum"].as_array().into_iter().flatten() {
            assert!(self.takes(&wrap(word.clone())), "{word}");
        }
        for choices in ["anyOf", "oneOf", "allOf"] {
            // Those of an item say what it needs, and are no values.
            let choices = node[choices].as_array().filter(|_| node.get("properties").is_none());
            for choice in choices.into_iter().flatten() {
                self.node(choice, wrap);
            }
        }
        if let Some(items) = node.get("items") {
            let least = node["minItems"].as_u64().unwrap_or(1);
            self.node(items, &|it| wrap((0..least).map(|_| it.clone()).collect()));
        }
        if let Some(values) = node.get("additionalProperties").filter(|it| it.is_object()) {
            self.node(values, &|it| wrap(json!({ "word": it })));
        }
        if let Some(properties) = node["properties"].as_object() {
            self.keys_of(node, properties, wrap);
        }
    }

    fn keys_of(&mut self, node: &Value, properties: &Map<String, Value>, wrap: Wrap<'_>) {
        let is_item = properties.contains_key("merge");
        let is_set = properties.contains_key("published") && self.schema.name == "overrides";
        let required: Vec<&str> =
            node["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let least: Map<String, Value> =
            required.iter().map(|it| ((*it).to_owned(), self.sample(&properties[*it]))).collect();
        self.names_of(properties, &least, wrap, is_item);
        for missing in &required {
            let mut without = least.clone();
            without.remove(*missing);
            assert!(!self.takes(&wrap(Value::Object(without))), "{missing} is needed");
        }
        for (key, inner) in properties {
            self.keys += 1;
            assert!(inner.to_string().contains("description"), "{key} has no description");
            let with = |value: Value| {
                let names_its_own = matches!(key.as_str(), "hide" | "pin") && value != true;
                let mut map = match is_item {
                    true if names_its_own => Map::new(),
                    true => beside(key),
                    false => least.clone(),
                };
                map.insert(key.clone(), value);
                if is_set {
                    let mut item = beside(key);
                    item.insert("set".to_owned(), Value::Object(map));
                    return json!([item]);
                }
                wrap(Value::Object(map))
            };
            let mut taken = self.takes(&with(self.sample(inner)));
            for probe in probes() {
                taken |= self.takes(&with(probe));
            }
            assert!(taken, "no value is right for `{key}`");
            self.node(inner, &with);
        }
    }

    /// The keys that the program names when it finds one that it does not know.
    fn names_of(
        &mut self,
        properties: &Map<String, Value>,
        least: &Map<String, Value>,
        wrap: Wrap<'_>,
        is_item: bool,
    ) {
        let mut map = if is_item { beside("event") } else { least.clone() };
        map.insert("zzzzzzzz".to_owned(), json!(7));
        let file = wrap(Value::Object(map));
        assert!(!self.takes(&file));
        let found = mistakes(self.schema.name, &file.to_string());
        let help = found.iter().find(|it| it.code == "yaml/unknown-key").unwrap();
        let help = help.help.as_deref().unwrap();
        let named: BTreeSet<&str> = help.split('`').skip(1).step_by(2).collect();
        let known: BTreeSet<&str> = properties.keys().map(String::as_str).collect();
        assert_eq!(named, known, "the keys of the program and of the schema");
    }

    /// A value that is right.
    fn sample(&self, node: &Value) -> Value {
        let node = self.schema.resolve(node);
        if let Some(word) = node.get("const").or_else(|| node["enum"].get(0)) {
            return word.clone();
        }
        if let Some(choice) = ["anyOf", "oneOf", "allOf"].iter().find_map(|it| node[*it].get(0)) {
            return self.sample(choice);
        }
        let kind = node["type"].as_str().or_else(|| node["type"][0].as_str()).unwrap_or_default();
        match kind {
            "string" if node["pattern"].as_str().is_some_and(|it| it.contains("[Ee]")) => {
                json!("05-09")
            }
            "string" if node.get("pattern").is_some() => json!("2024-10"),
            "string" => json!("text"),
            "integer" | "number" => json!(7),
            "boolean" => json!(true),
            "array" => {
                let least = node["minItems"].as_u64().unwrap_or(0);
                (0..least).map(|_| self.sample(&node["items"])).collect()
            }
            _ => {
                let required = node["required"].as_array().into_iter().flatten();
                let keys = required.filter_map(Value::as_str);
                let sampled = keys.map(|it| (it.to_owned(), self.sample(&node["properties"][it])));
                Value::Object(sampled.collect())
            }
        }
    }
}

#[test]
fn schema_and_program_agree_on_every_key() {
    for (file, keys) in FILES.iter().zip([30, 20, 6, 60, 30]) {
        let schema = Schema::of(file.name);
        let mut walk = Walk { schema: &schema, tried: 0, keys: 0 };
        walk.node(&schema.json, &|it| it);
        assert!(walk.keys >= keys, "{}: {} keys, {} tried", file.name, walk.keys, walk.tried);
    }
}

fn relata(arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_relata");
    Command::new(program).args(arguments).env("NO_COLOR", "1").output().unwrap()
}

#[test]
fn the_program_lists_prints_and_writes_them() {
    let listed = String::from_utf8(relata(&["schema"]).stdout).unwrap();
    assert_eq!(listed.lines().count(), FILES.len());
    let room = tempfile::tempdir().unwrap();
    let folder = room.path().join("a/schemas");
    let wrote = relata(&["schema", "--out", folder.to_str().unwrap()]);
    assert!(wrote.status.success());
    for file in FILES {
        assert!(listed.contains(&format!("{}.yaml", file.name)), "{listed}");
        for asked in [file.name.to_owned(), format!("content/{}.yaml", file.name)] {
            let printed = relata(&["schema", &asked]);
            assert_eq!(String::from_utf8(printed.stdout).unwrap(), file.json());
        }
        let written = fs::read_to_string(folder.join(file.schema_name())).unwrap();
        assert_eq!(written, file.json());
    }
    // They are made by relata: an update writes them anew.
    assert!(relata(&["schema", "--out", folder.to_str().unwrap()]).status.success());
    let unknown = relata(&["schema", "sites"]);
    let told = String::from_utf8(unknown.stderr).unwrap();
    assert_eq!((unknown.status.code(), unknown.stdout.len()), (Some(2), 0), "{told}");
    assert!(told.contains("did you mean `site`?"), "{told}");
}
