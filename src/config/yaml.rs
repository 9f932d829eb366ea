//! YAML in, with file, line and column for every mistake.
//!
//! `serde_yaml` says what is wrong; `saphyr-parser` says where each node stands. Reading goes on
//! after a mistake, so that an author sees all of them at once. Anchors and aliases are refused:
//! no settings file needs them, and they let a small file grow without bound.

mod cure;

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser};
use serde::de::DeserializeOwned;
use serde_yaml::Value;

use crate::config::Located;
use crate::diagnostic::{Diagnostic, Location, Reported, did_you_mean};
use crate::source::{Source, Span};

/// How deep nodes may stand within each other; settings are at most five deep.
const DEEPEST: usize = 32;

/// How many mistakes of one item are told before it is given up.
const MOST_MISTAKES: usize = 20;

/// A node of a YAML file: where it stands and what is in it.
#[derive(Debug, Clone)]
struct Node {
    span: Span,
    inside: Inside,
}

#[derive(Debug, Clone)]
enum Inside {
    Scalar,
    List(Vec<Node>),
    Map(Vec<(String, Span, Node)>),
}

/// Reads a file that holds one mapping. An empty file gives the default.
#[must_use]
pub fn read_struct<T: DeserializeOwned + Default>(source: &Source) -> Reported<T> {
    match parse(source) {
        Err(diagnostics) => Reported { value: T::default(), diagnostics },
        Ok(None) => Reported::clean(T::default()),
        Ok(Some((node, value))) => {
            if !value.is_mapping() {
                let wrong =
                    Diagnostic::error("yaml/shape", "this file should hold `key: value` lines")
                        .at(source, first_line(source, node.span));
                return Reported { value: T::default(), diagnostics: vec![wrong] };
            }
            let mut diagnostics = Vec::new();
            let value = typed(source, &node, value, &mut diagnostics).unwrap_or_default();
            Reported { value, diagnostics }
        }
    }
}

/// Reads a file that holds a list. Items with a mistake are left out of the value.
#[must_use]
pub fn read_list<T: DeserializeOwned>(source: &Source) -> Reported<Vec<Located<T>>> {
    let (node, value) = match parse(source) {
        Err(diagnostics) => return Reported { value: Vec::new(), diagnostics },
        Ok(None) => return Reported::clean(Vec::new()),
        Ok(Some(parsed)) => parsed,
    };
    let (Inside::List(nodes), Value::Sequence(values)) = (&node.inside, value) else {
        let wrong = Diagnostic::error("yaml/shape", "this file should hold a list")
            .at(source, first_line(source, node.span))
            .with_help("begin each item with `- `");
        return Reported { value: Vec::new(), diagnostics: vec![wrong] };
    };
    let mut diagnostics = Vec::new();
    let mut items = Vec::new();
    for (node, value) in nodes.iter().zip(values) {
        let before = diagnostics.len();
        let item = typed(source, node, value, &mut diagnostics);
        if let Some(value) = item.filter(|_| diagnostics.len() == before) {
            let mut keys = BTreeMap::new();
            collect_keys(source, node, String::new(), &mut keys);
            let location = Location::of(source, first_line(source, node.span));
            items.push(Located { value, location, keys });
        }
    }
    Reported { value: items, diagnostics }
}

/// Where every value of a file stands, by its path: `relationship.sides[0]`.
#[must_use]
pub fn keys(source: &Source) -> BTreeMap<String, Location> {
    let mut keys = BTreeMap::new();
    if let Ok(Some(node)) = tree(source) {
        collect_keys(source, &node, String::new(), &mut keys);
    }
    keys
}

/// A text as a scalar of YAML, also within `[ ]` and `{ }`: as it is where that is sure to be read
/// as the same text, else in quotation marks.
///
/// ```
/// use relata::config::yaml::scalar;
/// assert_eq!(scalar("Ada Berg"), "Ada Berg");
/// assert_eq!(scalar("notes: 3"), "\"notes: 3\"");
/// assert_eq!(scalar("no"), "\"no\"");
/// ```
#[must_use]
pub fn scalar(text: &str) -> String {
    const WORDS: [&str; 9] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let mut letters = text.chars();
    let plain = letters.next().is_some_and(char::is_alphabetic)
        && letters.all(|it| it.is_alphanumeric() || " -_/.'’".contains(it))
        && !text.ends_with(' ')
        && !WORDS.contains(&text.to_ascii_lowercase().as_str());
    if plain {
        return text.to_owned();
    }
    // A string of JSON is one of YAML.
    serde_json::to_string(text).unwrap_or_default()
}

/// Reads one of the lists that come with relata, which a test holds to be right.
pub(super) fn read_trusted<T: DeserializeOwned>(source: &Source) -> Vec<T> {
    let read = serde_yaml::from_str(source.text());
    debug_assert!(read.is_ok(), "{}: {:?}", source.name(), read.as_ref().err());
    read.unwrap_or_default()
}

/// The tree of nodes and the value of a file; `None` when there is nothing in it but comments.
fn parse(source: &Source) -> Result<Option<(Node, Value)>, Vec<Diagnostic>> {
    let node = tree(source)?;
    let Some(node) = node else { return Ok(None) };
    let mut doubled = Vec::new();
    find_doubled(source, &node, &mut doubled);
    if !doubled.is_empty() {
        return Err(doubled);
    }
    match serde_yaml::from_str::<Value>(source.text()) {
        Ok(Value::Null) => Ok(None),
        Ok(value) => Ok(Some((node, value))),
        Err(error) => {
            let at = error.location().map_or(0, |it| it.index()).min(source.text().len());
            Err(vec![cure::mistake(source, at, &error.to_string())])
        }
    }
}

/// The nodes with their places.
fn tree(source: &Source) -> Result<Option<Node>, Vec<Diagnostic>> {
    if let Some(at) = tab_indent(source.text()) {
        return Err(vec![
            Diagnostic::error("yaml/tab", "a tab stands in the indentation")
                .at(source, Span::new(at, at + 1))
                .with_help("indent with spaces, never with tabs"),
        ]);
    }
    let mut parser = Parser::new_from_str(source.text());
    let mut open: Vec<(Node, Option<(String, Span)>)> = Vec::new();
    let mut root = None;
    while let Some(next) = parser.next_event() {
        let (event, span) = next.map_err(|error| vec![cure::scan_error(source, &error)])?;
        let at = |mark: saphyr_parser::Marker| source.offset(mark.line(), mark.col() + 1);
        let span = Span::new(at(span.start), at(span.end).max(at(span.start)));
        let (node, scalar) = match event {
            Event::Alias(_) => return Err(vec![no_anchors(source, span)]),
            Event::Scalar(text, _, anchor, _) => {
                if anchor > 0 {
                    return Err(vec![no_anchors(source, span)]);
                }
                (Node { span, inside: Inside::Scalar }, Some(text.into_owned()))
            }
            Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _) if anchor > 0 => {
                return Err(vec![no_anchors(source, span)]);
            }
            Event::SequenceStart(..) => {
                open.push((Node { span, inside: Inside::List(Vec::new()) }, None));
                continue;
            }
            Event::MappingStart(..) => {
                open.push((Node { span, inside: Inside::Map(Vec::new()) }, None));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let Some((mut node, _)) = open.pop() else { continue };
                node.span.end = span.end.max(node.span.start);
                (node, None)
            }
            Event::DocumentStart(_) if root.is_some() => {
                return Err(vec![
                    Diagnostic::error("yaml/documents", "a second YAML document begins here")
                        .at(source, span)
                        .with_help("remove the `---` line"),
                ]);
            }
            _ => continue,
        };
        if open.len() > DEEPEST {
            return Err(vec![
                Diagnostic::error("yaml/deep", format!("nodes stand more than {DEEPEST} deep"))
                    .at(source, span),
            ]);
        }
        match open.last_mut() {
            None => root = Some(node),
            Some((Node { inside: Inside::List(items), .. }, _)) => items.push(node),
            Some((Node { inside: Inside::Map(pairs), .. }, key)) => match key.take() {
                Some((key, key_span)) => pairs.push((key, key_span, node)),
                None => *key = Some((scalar.unwrap_or_default(), span)),
            },
            Some(_) => {}
        }
    }
    Ok(root)
}

/// The first tab in a line's indentation.
fn tab_indent(text: &str) -> Option<usize> {
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line[..indent].find('\t').filter(|_| !line.trim().is_empty()) {
            return Some(offset + tab);
        }
        offset += line.len();
    }
    None
}

fn no_anchors(source: &Source, span: Span) -> Diagnostic {
    Diagnostic::error("yaml/anchor", "anchors (`&name`) and aliases (`*name`) are not read here")
        .at(source, span)
        .with_help("write the value out, or put it in quotation marks if it begins with `&` or `*`")
}

fn find_doubled(source: &Source, node: &Node, into: &mut Vec<Diagnostic>) {
    match &node.inside {
        Inside::Scalar => {}
        Inside::List(items) => items.iter().for_each(|it| find_doubled(source, it, into)),
        Inside::Map(pairs) => {
            let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
            for (key, span, value) in pairs {
                if let Some(first) = seen.insert(key, *span) {
                    let (line, _) = source.line_column(first.start);
                    into.push(
                        Diagnostic::error(
                            "yaml/duplicate-key",
                            format!("`{key}` stands here twice"),
                        )
                        .at(source, *span)
                        .with_note(format!("the first is on line {line}"))
                        .with_help("remove one of them"),
                    );
                }
                find_doubled(source, value, into);
            }
        }
    }
}

/// The value as a type. Each mistake is reported, taken out, and the rest is tried again.
fn typed<T: DeserializeOwned>(
    source: &Source,
    node: &Node,
    mut value: Value,
    into: &mut Vec<Diagnostic>,
) -> Option<T> {
    let mut taken: Vec<Vec<Step>> = Vec::new();
    for _ in 0..MOST_MISTAKES {
        let error = match serde_path_to_error::deserialize::<_, T>(value.clone()) {
            Ok(typed) => return Some(typed),
            Err(error) => error,
        };
        let path: Vec<Step> = error.path().iter().filter_map(Step::of).collect();
        let message = error.inner().to_string();
        // What was wrong and taken out is not missing as well.
        if let Some(key) =
            message.strip_prefix("missing field `").and_then(|it| it.split('`').next())
            && taken.iter().any(|it| it.split_last() == Some((&Step::Key(key.to_owned()), &path)))
        {
            return None;
        }
        let (diagnostic, wrong) = explain(source, node, &path, &message);
        into.push(diagnostic);
        let wrong = wrong.filter(|path| take_out(&mut value, path))?;
        taken.push(wrong);
    }
    None
}

/// One step from a node to a node within it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Key(String),
    Index(usize),
}

impl Step {
    fn of(segment: &serde_path_to_error::Segment) -> Option<Self> {
        use serde_path_to_error::Segment;
        match segment {
            Segment::Map { key } => Some(Self::Key(key.clone())),
            Segment::Seq { index } => Some(Self::Index(*index)),
            Segment::Enum { .. } | Segment::Unknown => None,
        }
    }
}

/// What an author may call a key that has another name here, with that name.
const OTHER_WORDS: &[(&str, &str)] = &[
    ("participants", "actors"),
    ("participant", "actors"),
    ("who", "actors"),
    ("agent", "from"),
    ("agents", "from"),
    ("target", "to"),
    ("targets", "to"),
    ("when", "date"),
    ("where", "place"),
    ("location", "place"),
    ("kind", "type"),
    ("headline", "title"),
    ("reason", "note"),
    ("comment", "note"),
    ("source", "outlet"),
    ("publisher", "outlet"),
    ("link", "url"),
];

/// The diagnostic for a message of serde's, and the path of what to take out to go on.
fn explain(
    source: &Source,
    root: &Node,
    path: &[Step],
    message: &str,
) -> (Diagnostic, Option<Vec<Step>>) {
    let names = quoted(message);
    if message.starts_with("unknown field") {
        let key = names.first().copied().unwrap_or_default();
        let mut parent = path;
        if parent.last() == Some(&Step::Key(key.to_owned())) {
            parent = &parent[..parent.len() - 1];
        }
        let full = [parent, &[Step::Key(key.to_owned())]].concat();
        let span = key_span(root, &full).unwrap_or(root.span);
        let known = names.get(1..).unwrap_or_default();
        let other = OTHER_WORDS.iter().find(|it| it.0 == key && known.contains(&it.1));
        let help = other
            .map(|it| format!("write `{}`", it.1))
            .or_else(|| did_you_mean(key, known.iter().copied()))
            .unwrap_or_else(|| format!("the keys here are {}", list(known)));
        let diagnostic =
            Diagnostic::error("yaml/unknown-key", format!("there is no key `{key}` here"))
                .at(source, span)
                .with_help(help);
        return (diagnostic, Some(full));
    }
    let here = find(root, path).map_or(root.span, |it| it.span);
    if message.starts_with("missing field") {
        let key = names.first().copied().unwrap_or_default();
        let diagnostic = Diagnostic::error("yaml/missing-key", format!("`{key}` is missing"))
            .at(source, first_line(source, here))
            .with_help(format!("add a line `{key}: …`"));
        return (diagnostic, None);
    }
    let name = path.iter().rev().find_map(|it| match it {
        Step::Key(key) => Some(key.as_str()),
        Step::Index(_) => None,
    });
    let diagnostic = if message.starts_with("unknown variant") {
        let (written, known) = names.split_first().map_or(("", &[][..]), |(a, b)| (*a, b));
        let text = match name {
            Some(name) => format!("`{name}` cannot be `{written}`"),
            None => format!("`{written}` is not known here"),
        };
        let help = did_you_mean(written, known.iter().copied())
            .unwrap_or_else(|| format!("it is one of {}", list(known)));
        Diagnostic::error("yaml/value", text).with_help(help)
    } else {
        let stripped =
            message.strip_prefix("invalid type: ").or(message.strip_prefix("invalid value: "));
        let text = match (stripped, name) {
            (Some(message), Some(name)) => {
                let (found, expected) = message.split_once(", expected ").unwrap_or((message, ""));
                let expected = plain_expected(expected);
                format!("`{name}` should be {expected}, and is {}", plain_type(found))
            }
            (Some(message), None) => {
                let (found, expected) = message.split_once(", expected ").unwrap_or((message, ""));
                let expected = match expected.strip_prefix("struct ") {
                    Some(_) => "`key: value` lines",
                    None => plain_expected(expected),
                };
                format!("this item should be {expected}, and is {}", plain_type(found))
            }
            // A value type of ours says all itself.
            (None, _) => message.to_owned(),
        };
        Diagnostic::error("yaml/value", text)
    };
    let text_wanted = diagnostic.message.contains(" should be text, and is the number `");
    let number = diagnostic.message.rsplit('`').nth(1).unwrap_or_default().to_owned();
    let help = text_wanted.then(|| format!("put it in quotation marks: \"{number}\""));
    let diagnostic = diagnostic.with_help_maybe(help);
    (diagnostic.at(source, first_line(source, here)), Some(path.to_vec()))
}

/// serde's name of what was found, in an author's words.
fn plain_type(found: &str) -> String {
    match found {
        "unit value" => "empty".to_owned(),
        "map" => "a mapping".to_owned(),
        "sequence" => "a list".to_owned(),
        other => other
            .replace("string ", "the text ")
            .replace("integer ", "the number ")
            .replace("boolean ", ""),
    }
}

/// serde's name of what was expected, in an author's words.
fn plain_expected(expected: &str) -> &str {
    match expected {
        "a string" => "text",
        "a Value::Tagged enum" => "one word",
        "a boolean" => "`true` or `false`",
        "a sequence" => "a list",
        "u8" | "u16" | "u32" | "u64" | "usize" | "i32" | "i64" => "a whole number",
        "f64" => "a number",
        other => other.strip_prefix("struct ").map_or(other, |_| "a mapping of keys to values"),
    }
}

/// What stands between backticks in a message.
fn quoted(message: &str) -> Vec<&str> {
    message.split('`').skip(1).step_by(2).collect()
}

fn list(names: &[&str]) -> String {
    names.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ")
}

fn find<'a>(root: &'a Node, path: &[Step]) -> Option<&'a Node> {
    path.iter().try_fold(root, |node, step| match (&node.inside, step) {
        (Inside::Map(pairs), Step::Key(key)) => {
            pairs.iter().find(|(it, _, _)| it == key).map(|(_, _, value)| value)
        }
        (Inside::List(items), Step::Index(index)) => items.get(*index),
        _ => None,
    })
}

fn key_span(root: &Node, path: &[Step]) -> Option<Span> {
    let (Step::Key(key), parent) = path.split_last()? else { return None };
    match &find(root, parent)?.inside {
        Inside::Map(pairs) => pairs.iter().find(|(it, _, _)| it == key).map(|(_, span, _)| *span),
        _ => None,
    }
}

/// Removes what stands at a path; false when nothing stands there.
fn take_out(value: &mut Value, path: &[Step]) -> bool {
    let Some((last, parent)) = path.split_last() else { return false };
    let parent = parent.iter().try_fold(value, |value, step| match (value, step) {
        (Value::Mapping(map), Step::Key(key)) => map.get_mut(key.as_str()),
        (Value::Sequence(list), Step::Index(index)) => list.get_mut(*index),
        _ => None,
    });
    match (parent, last) {
        (Some(Value::Mapping(map)), Step::Key(key)) => map.remove(key.as_str()).is_some(),
        (Some(Value::Sequence(list)), Step::Index(index)) if *index < list.len() => {
            list.remove(*index);
            true
        }
        _ => false,
    }
}

/// A span cut at the end of its first line, so that a whole item is not underlined.
fn first_line(source: &Source, span: Span) -> Span {
    let (line, start) = source.line_at(span.start);
    Span::new(span.start, span.end.min(start + line.len()).max(span.start))
}

/// The place of every value below a node, by its path: `set.date`, `merge[1]`.
fn collect_keys(source: &Source, node: &Node, path: String, into: &mut BTreeMap<String, Location>) {
    match &node.inside {
        Inside::Scalar => {}
        Inside::List(items) => {
            for (index, item) in items.iter().enumerate() {
                collect_keys(source, item, format!("{path}[{index}]"), into);
            }
        }
        Inside::Map(pairs) => {
            for (key, _, value) in pairs {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                collect_keys(source, value, path, into);
            }
        }
    }
    into.insert(path, Location::of(source, first_line(source, node.span)));
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::date::When;

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default, deny_unknown_fields)]
    struct Item {
        name: String,
        size: u32,
        date: Option<When>,
        inner: Option<Box<Item>>,
    }

    /// Every diagnostic as `line:column code message (help)`.
    #[track_caller]
    fn check(yaml: &str, expected: &[&str]) {
        let source = Source::new("x.yaml", yaml);
        let found: Vec<_> = read_list::<Item>(&source)
            .diagnostics
            .into_iter()
            .map(|it| {
                let at = it.location.unwrap();
                let help = it.help.map(|it| format!(" ({it})")).unwrap_or_default();
                format!("{}:{} {} {}{help}", at.line, at.column, it.code, it.message)
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn all_mistakes_are_told_with_their_places() {
        check("- name: a\n- name: b\n  size: 3\n", &[]);
        check("# only a comment\n", &[]);
        check(
            "- nme: a\n  size: big\n- inner:\n    date: 2023-02-30\n    color: red\n",
            &[
                "1:3 yaml/unknown-key there is no key `nme` here (did you mean `name`?)",
                "2:9 yaml/value `size` should be a whole number, and is the text \"big\"",
                "4:11 yaml/value the calendar has no `2023-02-30`",
                "5:5 yaml/unknown-key there is no key `color` here (the keys here are `name`, `size`, `date`, `inner`)",
            ],
        );
        check(
            "name: a\n",
            &["1:1 yaml/shape this file should hold a list (begin each item with `- `)"],
        );
        check(
            "- name: a\n  name: b\n",
            &["2:3 yaml/duplicate-key `name` stands here twice (remove one of them)"],
        );
        check(
            "- name: a\n\tsize: 3\n",
            &["2:1 yaml/tab a tab stands in the indentation (indent with spaces, never with tabs)"],
        );
        check(
            "- &a {name: a}\n- *a\n",
            &[
                "1:3 yaml/anchor anchors (`&name`) and aliases (`*name`) are not read here (write the value out, or put it in quotation marks if it begins with `&` or `*`)",
            ],
        );
    }

    #[test]
    fn broken_yaml_is_an_error_with_a_place() {
        for yaml in ["- [a", "- a: b: c", "- 'open", "}", "- {a: 1", "--- a\n--- b\n", "%"] {
            let read = read_list::<Item>(&Source::new("x.yaml", yaml));
            assert!(!read.diagnostics.is_empty(), "{yaml}");
            assert!(read.diagnostics.iter().all(|it| it.location.is_some()), "{yaml}");
        }
    }

    #[test]
    fn values_know_where_they_stand() {
        let source = Source::new("x.yaml", "- name: a\n  inner: {name: b}\n");
        let items = read_list::<Item>(&source).value;
        let at = items[0].at("inner.name");
        assert_eq!((at.line, at.column), (2, 17));
        assert_eq!(items[0].at("size").line, 1);
    }
}
