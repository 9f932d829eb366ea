//! Items as written to items with a meaning: one target, one thing to do.

use crate::config::{Located, is_web_address, yaml};
use crate::diagnostic::{Diagnostic, Reported};
use crate::overrides::Overrides;
use crate::overrides::written::{Addition, Aim, Item, Quoted, Set, Target};
use crate::source::Source;

/// One item: what it does, and the editor's note.
#[derive(Debug, Clone)]
pub(super) struct Override {
    pub(super) action: Action,
    pub(super) note: Option<String>,
}

/// What an item does.
#[derive(Debug, Clone)]
pub(super) enum Action {
    /// Changes one event.
    Change { target: Placed, set: Box<Set>, hide: bool, pin: bool },
    /// Changes what is known of a document.
    Document { id: String, set: Box<Set>, hide: bool },
    /// Makes one event of several: the first.
    Merge(Vec<Placed>),
    /// Makes an event of its own of some of an event's evidence.
    Split { target: Placed, evidence: Vec<Quoted> },
    /// Leaves events out.
    Hide(Vec<Placed>),
    /// Keeps events in view.
    Pin(Vec<Placed>),
    /// Adds an event.
    Add(Box<Addition>),
}

/// A target with its path within the item, which is where its place is known by.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub(super) target: Target,
    pub(super) path: String,
}

impl Placed {
    fn new(target: Target, path: impl Into<String>) -> Self {
        Self { target, path: path.into() }
    }

    fn list(targets: Vec<Target>, path: &str) -> Vec<Self> {
        let place = |(at, it)| Self::new(it, format!("{path}[{at}]"));
        targets.into_iter().enumerate().map(place).collect()
    }
}

/// Reads the author's corrections. Items that cannot be meant are errors and are left out.
#[must_use]
pub fn read(sources: &[Source]) -> Reported<Overrides> {
    let mut diagnostics = Vec::new();
    let mut items = Vec::new();
    for source in sources {
        let Reported { value, diagnostics: told } = yaml::read_list::<Item>(source);
        diagnostics.extend(told.into_iter().map(with_cure));
        for item in value {
            let empty = empty_keys(&item);
            if !empty.is_empty() {
                diagnostics.extend(empty);
                continue;
            }
            match meaning(&item) {
                Ok(value) => {
                    items.push(Located { value, location: item.location, keys: item.keys });
                }
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
        }
    }
    let overrides = Overrides { items };
    diagnostics.extend(overrides.document_conflicts());
    Reported { value: overrides, diagnostics }
}

/// A mistake of form with what to write instead, where the form of an item tells it.
fn with_cure(told: Diagnostic) -> Diagnostic {
    const OF_SET: [&str; 9] =
        ["date", "type", "title", "place", "actors", "from", "published", "status", "outlet"];
    let key = told.message.split('`').nth(1).unwrap_or_default().to_owned();
    let help = match told.code {
        "yaml/unknown-key" if OF_SET.contains(&key.as_str()) => {
            format!("`{key}` belongs within `set`: write `set: {{ {key}: … }}`, or indent it below `set:`")
        }
        "yaml/value" if told.message.starts_with("`at` should be ") => {
            "write `at: { document: …, quote: … }`".to_owned()
        }
        "yaml/value" if told.message.starts_with("`set` should be ") => {
            "write `set: { date: 2024-10-07 }`, or each key in a line of its own, without a hyphen".to_owned()
        }
        "yaml/value" if told.message.starts_with("`evidence` should be ") => {
            "write `evidence: [{ document: …, quote: … }]`".to_owned()
        }
        "yaml/value" if told.message.starts_with("this item should be ") => {
            "say what to do with an event, such as `- hide: ID`, or `- event: ID` and below it `set: { … }`".to_owned()
        }
        _ => return told,
    };
    told.with_help(help)
}

/// Keys that were written without a value: they would say nothing, and were meant to.
fn empty_keys(item: &Located<Item>) -> Vec<Diagnostic> {
    let it = &item.value;
    let mut missing = vec![
        ("event", it.event.is_none()),
        ("at", it.at.is_none()),
        ("document", it.document.is_none()),
        ("set", it.set.is_none()),
        ("merge", it.merge.is_none()),
        ("split", it.split.is_none()),
        ("evidence", it.evidence.is_none()),
        ("hide", it.hide.is_none()),
        ("add", it.add.is_none()),
        ("pin", it.pin.is_none()),
        ("note", it.note.is_none()),
    ];
    if let Some(set) = &it.set {
        missing.extend([
            ("set.date", set.date.is_none()),
            ("set.type", set.kind.is_none()),
            ("set.title", set.title.is_none()),
            ("set.actors", set.actors.is_none()),
            ("set.from", set.from.is_none()),
            ("set.to", set.to.is_none()),
            ("set.status", set.status.is_none()),
            ("set.published", set.published.is_none()),
            ("set.outlet", set.outlet.is_none()),
            ("set.url", set.url.is_none()),
            ("set.publish", set.publish.is_none()),
            ("set.genre", set.genre.is_none()),
            ("set.sources", set.sources.is_none()),
            ("set.saved", set.saved.is_none()),
        ]);
    }
    let blank = |it: Option<&String>| it.is_some_and(|it| it.trim().is_empty());
    missing.extend([
        ("set.title", blank(it.set.as_ref().and_then(|it| it.title.as_ref()))),
        ("add.title", blank(it.add.as_ref().and_then(|it| it.title.as_ref()))),
        ("set.outlet", blank(it.set.as_ref().and_then(|it| it.outlet.as_ref()))),
        ("note", blank(it.note.as_ref())),
    ]);
    missing
        .into_iter()
        .filter(|(path, missing)| *missing && item.keys.contains_key(*path))
        .map(|(path, _)| {
            let key = path.rsplit('.').next().unwrap_or(path);
            Diagnostic::error("override/empty", format!("`{key}` has no value"))
                .at_location(item.at(path).clone())
                .with_help("write a value after the colon, or remove the key")
        })
        .collect()
}

/// What an item does, or why that is not clear.
fn meaning(item: &Located<Item>) -> Result<Override, Diagnostic> {
    let Item { event, at, document, set, merge, split, evidence, hide, add, pin, note } =
        item.value.clone();
    for (key, aim) in [("hide", &hide), ("pin", &pin)] {
        if let Some(Aim::One(Target::Id(id))) = aim
            && ["yes", "on", "y", "True", "TRUE", "Yes"].contains(&id.as_str())
        {
            let error = Diagnostic::error("override/shape", format!("`{key}` cannot be `{id}`"));
            return Err(error
                .at_location(item.at(key).clone())
                .with_help(format!("write `{key}: true`")));
        }
    }
    let targets: Vec<&str> = present([
        ("event", event.is_some()),
        ("at", at.is_some()),
        ("document", document.is_some()),
    ]);
    let own: Vec<&str> = present([
        ("merge", merge.is_some()),
        ("split", split.is_some()),
        ("add", add.is_some()),
        ("hide", matches!(hide, Some(Aim::One(_) | Aim::Many(_)))),
        ("pin", matches!(pin, Some(Aim::One(_) | Aim::Many(_)))),
    ]);
    let beside: Vec<&str> = present([
        ("set", set.is_some()),
        ("hide", matches!(hide, Some(Aim::Beside))),
        ("pin", matches!(pin, Some(Aim::Beside))),
    ]);
    let wrong = |code, path: &str, message: String| {
        Diagnostic::error(code, message).at_location(item.at(path).clone())
    };
    let divide = |path: &str, other: &str| {
        wrong("override/shape", path, format!("`{other}` and `{path}` cannot stand in one item"))
            .with_help("make two items of them")
    };
    if let [first, second, ..] = targets.as_slice() {
        return Err(divide(second, first));
    }
    if let [first, second, ..] = own.as_slice() {
        return Err(divide(second, first));
    }
    if let ([first, ..], [other, ..]) =
        (own.as_slice(), [targets.as_slice(), beside.as_slice()].concat().as_slice())
    {
        let help = format!("`{first}` names its events itself: make two items of them");
        return Err(divide(other, first).with_help(help));
    }
    if evidence.is_some() && split.is_none() {
        let message = "`evidence` belongs to `split` or within `add`".to_owned();
        let help = "add `split: …`, the event that these words are taken from";
        return Err(wrong("override/shape", "evidence", message).with_help(help));
    }
    let action = match (merge, split, add, hide, pin) {
        (Some(targets), ..) if targets.len() < 2 => {
            let message = "`merge` needs two events or more".to_owned();
            let help = "name the others in the same list";
            return Err(wrong("override/shape", "merge", message).with_help(help));
        }
        (Some(targets), ..) => Action::Merge(Placed::list(targets, "merge")),
        (_, Some(target), ..) => match evidence {
            Some(evidence) if !evidence.is_empty() => {
                Action::Split { target: Placed::new(target, "split"), evidence }
            }
            _ => {
                let message = "`split` does not say what to split off".to_owned();
                let help =
                    "add `evidence: [{ document: …, quote: … }]` with the words of the other event";
                return Err(wrong("override/shape", "split", message).with_help(help));
            }
        },
        (_, _, Some(addition), ..) => Action::Add(Box::new(addition)),
        (_, _, _, Some(Aim::One(target)), _) => Action::Hide(vec![Placed::new(target, "hide")]),
        (_, _, _, Some(Aim::Many(targets)), _) => Action::Hide(Placed::list(targets, "hide")),
        (.., Some(Aim::One(target))) => Action::Pin(vec![Placed::new(target, "pin")]),
        (.., Some(Aim::Many(targets))) => Action::Pin(Placed::list(targets, "pin")),
        (_, _, _, hide, pin) => {
            let (hide, pin) = (hide.is_some(), pin.is_some());
            return change(
                item,
                [event.map(Target::Id), at.map(Target::Words)],
                document,
                hide,
                pin,
            );
        }
    };
    if matches!(&action, Action::Hide(it) | Action::Pin(it) if it.is_empty()) {
        return Err(wrong("override/shape", own[0], format!("`{}` names no event", own[0])));
    }
    Ok(Override { action, note })
}

/// The meaning of an item that names one event or one document.
fn change(
    item: &Located<Item>,
    [event, at]: [Option<Target>; 2],
    document: Option<String>,
    hide: bool,
    pin: bool,
) -> Result<Override, Diagnostic> {
    let wrong = |path: &str, message: &str, help: &str| {
        let error = Diagnostic::error("override/shape", message);
        error.at_location(item.at(path).clone()).with_help(help)
    };
    let set = item.value.set.clone().unwrap_or_default();
    let note = item.value.note.clone();
    if let Some(url) = set.url.as_ref().filter(|it| !is_web_address(it)) {
        let message = format!("`{url}` is not the address of a web page");
        return Err(wrong("set.url", &message, "write all of it, from `https://` on"));
    }
    let nothing = set.of_event().is_empty() && set.of_document().is_empty();
    if event.is_none() && at.is_none() && document.is_none() {
        return Err(wrong(
            "",
            "this item does not say what it is about",
            "add `event: …`, `at: { document: …, quote: … }` or `document: …`",
        ));
    }
    if nothing && !hide && !pin && note.is_none() {
        return Err(wrong(
            "",
            "this item changes nothing",
            "add `set: { … }`, `hide: true`, `pin: true` or a `note`",
        ));
    }
    if hide && !nothing {
        let help = "remove `set`, or `hide`";
        return Err(wrong("hide", "`hide` leaves out what `set` changes", help));
    }
    let (fits, other) = if document.is_some() {
        (set.of_document(), set.of_event())
    } else {
        (set.of_event(), set.of_document())
    };
    let stray = other.iter().map(|it| it.0).find(|field| !fits.iter().any(|it| it.0 == *field));
    if let Some(field) = stray {
        let (is, of) = if document.is_some() {
            ("an event", "a document")
        } else {
            ("a document", "an event")
        };
        let help = if document.is_some() {
            "of a document you may set `published`, `title`, `outlet`, `url`, `publish`, `genre`, `sources` and `saved`"
        } else {
            "of an event you may set `date`, `type`, `subtype`, `title`, `place`, `actors`, `from`, `to`, `status`, `object` and `image`"
        };
        let message = format!("`{field}` is a setting of {is}, not of {of}");
        return Err(wrong(&format!("set.{field}"), &message, help));
    }
    let set = Box::new(set);
    let action = match (document, event, at) {
        (Some(_), ..) if pin => {
            let help = "pin the events that it tells: `pin: { document: …, quote: … }`";
            return Err(wrong("pin", "a document cannot be pinned", help));
        }
        (Some(id), ..) => Action::Document { id, set, hide },
        (_, Some(target), _) => {
            Action::Change { target: Placed::new(target, "event"), set, hide, pin }
        }
        (_, _, Some(target)) => {
            Action::Change { target: Placed::new(target, "at"), set, hide, pin }
        }
        (None, None, None) => return Err(wrong("", "this item does not say what it is about", "")),
    };
    Ok(Override { action, note })
}

fn present<const N: usize>(keys: [(&'static str, bool); N]) -> Vec<&'static str> {
    keys.into_iter().filter(|it| it.1).map(|it| it.0).collect()
}
