//! The tables of what an author may write, from the JSON Schemas, which are made from the types that read the files.

use std::fs;

use relata::schema;
use serde_json::Value;

/// The type of a whole file whose keys stand at its top.
const WHOLE: &str = "file";

/// The schema of a file.
fn schema_of(file: &str) -> Option<Value> {
    let file = schema::FILES.iter().find(|it| it.name == file)?;
    serde_json::from_str(&file.json()).ok()
}

/// Every type with keys, and the first file that has it.
pub(crate) fn all() -> Vec<(&'static str, String)> {
    let mut all: Vec<(&str, String)> = Vec::new();
    for file in schema::FILES {
        let schema = schema_of(file.name).unwrap();
        if schema["properties"].is_object() {
            all.push((file.name, WHOLE.to_owned()));
        }
        for (name, it) in schema["definitions"].as_object().unwrap() {
            if it["properties"].is_object() && all.iter().all(|known| known.1 != *name) {
                all.push((file.name, name.clone()));
            }
        }
    }
    all
}

/// The table of `FILE TYPE`: keys, values, defaults, meanings. Those that must be given stand first.
pub(crate) fn table(of: &str, chapter: &str) -> Option<String> {
    let (file, name) = of.split_once(' ')?;
    let schema = schema_of(file)?;
    let of = if name == WHOLE { &schema } else { &schema["definitions"][name] };
    let needed = |key: &String| {
        of["required"].as_array().is_some_and(|it| it.contains(&Value::from(key.as_str())))
    };
    let mut keys: Vec<(&String, &Value)> = of["properties"].as_object()?.iter().collect();
    keys.sort_by_key(|it| !needed(it.0));
    let mut rows =
        vec!["| key | value | default | meaning |".to_owned(), "|---|---|---|---|".to_owned()];
    for (key, it) in keys {
        let default = match &it["default"] {
            _ if needed(key) => "has to be given".to_owned(),
            Value::Null => "–".to_owned(),
            Value::String(text) if text.is_empty() => "empty".to_owned(),
            Value::String(text) => format!("`{text}`"),
            other => format!("`{other}`"),
        };
        let (value, meaning) = (value(it, &schema, chapter), meaning(it, &schema));
        let row = format!("| `{key}` | {value} | {default} | {meaning} |");
        rows.push(row.replace("taken | place", "taken \\| place"));
    }
    Some(rows.join("\n"))
}

/// The schema that this one refers to, and its name.
fn referred<'a>(it: &'a Value, schema: &'a Value) -> Option<(&'a str, &'a Value)> {
    let inner = |them: &'a Value| them.as_array()?.iter().find(|it| it["$ref"].is_string());
    let reference = it["$ref"]
        .as_str()
        .or_else(|| inner(&it["allOf"]).or_else(|| inner(&it["anyOf"]))?["$ref"].as_str())?;
    let name = reference.rsplit('/').next()?;
    Some((name, &schema["definitions"][name]))
}

/// The words that may stand there, with what each means, if it says so.
fn choices(it: &Value) -> Vec<(&str, &str)> {
    let consts = it["oneOf"].as_array().into_iter().flatten();
    let consts = consts.filter_map(|it| {
        Some((it["const"].as_str()?, it["description"].as_str().unwrap_or_default()))
    });
    let plain =
        it["enum"].as_array().into_iter().flatten().filter_map(Value::as_str).map(|it| (it, ""));
    consts.chain(plain).collect()
}

/// What may stand there, in a few words.
fn value(it: &Value, schema: &Value, chapter: &str) -> String {
    if let Some((name, of)) = referred(it, schema) {
        let known = match name {
            "Date" => Some("a date"),
            "When" => Some("a date or a span"),
            "Yearly" => Some("a date of every year"),
            "Names" => Some("a name or a list"),
            "Target" => Some("an event"),
            "Aim" => Some("`true`, an event or a list"),
            _ => None,
        };
        let words: Vec<String> = choices(of).iter().map(|it| format!("`{}`", it.0)).collect();
        return match known {
            Some(known) => known.to_owned(),
            None if words.is_empty() => link(name, chapter),
            None => words.join(", "),
        };
    }
    let kinds: Vec<&str> = match &it["type"] {
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect(),
    };
    let said = |kind: &str| match kind {
        "string" => "text".to_owned(),
        "integer" | "number" => "number".to_owned(),
        "boolean" => "`true` or `false`".to_owned(),
        "array" => match value(&it["items"], schema, chapter).as_str() {
            "text" => "a list of texts".to_owned(),
            items if items.starts_with('`') => format!("a list of {items}"),
            items => format!("a list: {items}"),
        },
        "object" => "words, each with one of its own".to_owned(),
        other => panic!("what is `{other}`?"),
    };
    let said: Vec<String> = kinds.into_iter().filter(|it| *it != "null").map(said).collect();
    assert!(!said.is_empty(), "{it}");
    said.join(" or ")
}

/// The heading above the table of a type, as a link.
fn link(name: &str, chapter: &str) -> String {
    let heading = chapter.split(&format!(" {name} -->")).next().unwrap_or_default();
    let heading = heading.lines().rfind(|it| it.starts_with('#')).unwrap_or_default();
    let words = heading.trim_start_matches(['#', ' ']);
    let mut letters = words.chars();
    let first = letters.next().map(|it| it.to_lowercase().to_string()).unwrap_or_default();
    format!("[{first}{}](#{})", letters.as_str(), anchor(heading))
}

/// The name by which a link finds a heading.
pub(crate) fn anchor(heading: &str) -> String {
    let words = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = words.chars().filter(|it| it.is_alphanumeric() || [' ', '-', '_'].contains(it));
    kept.collect::<String>().replace(' ', "-")
}

fn meaning(it: &Value, schema: &Value) -> String {
    let of = referred(it, schema).or_else(|| referred(&it["items"], schema)).map(|it| it.1);
    let description = it["description"].as_str().or_else(|| of?["description"].as_str());
    let mut text = description.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(!text.is_empty(), "nothing says what this is for: {it}");
    for (word, meaning) in of.into_iter().flat_map(choices).filter(|it| !it.1.is_empty()) {
        text += &format!(" `{word}`: {meaning}");
    }
    text
}

/// The keys of documents that no schema has: those of front matter and of JSON lines, from their sources.
pub(crate) fn keys(of: &str) -> Vec<String> {
    let source = |name: &str| fs::read_to_string(format!("src/document/{name}.rs")).unwrap();
    match of {
        "front matter" => {
            let source = source("markdown");
            let list = source.split("const KEYS").nth(1).unwrap().split(';').nth(1).unwrap();
            list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
        }
        "JSON lines" => {
            let source = source("jsonl");
            let body =
                source.split("pub struct Line {").nth(1).unwrap().split("\n}").next().unwrap();
            let fields = body.lines().filter_map(|it| it.trim().strip_prefix("pub "));
            fields.map(|it| it.split(':').next().unwrap().to_owned()).collect()
        }
        _ => Vec::new(),
    }
}
