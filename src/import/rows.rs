//! Tables of events: a spreadsheet as CSV, or TimelineJS as CSV or JSON. A row is a document, and a claim to check.
//!
//! A row's words become a document, so that what the table claims can be shown, like any other document. Its date and title
//! are the table's word and become overrides: where a rule reads an event in these words, the date is set; where none
//! does, the event is added, with the words as its evidence.

use serde_json::Value;

use crate::date::{Certainty, Date, EdtfError, When};
use crate::diagnostic::{Diagnostic, Location, Reported, did_you_mean};
use crate::document::{paragraphs, quoted};
use crate::import::{Entry, Made, csl, filled, place, stem};
use crate::source::Source;

/// What a row of a table claims to have happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Happening {
    /// The path of the document of its words, below documents/.
    pub path: String,
    /// Where the row stands.
    pub from: Location,
    date: When,
    words: String,
    title: Option<String>,
    kind: Option<String>,
    subtype: Option<String>,
    place: Option<String>,
    actors: Vec<String>,
    agents: Vec<String>,
    targets: Vec<String>,
}

/// What rules read in the document of a row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Seen {
    /// The events.
    pub events: Vec<Read>,
    /// Who is named, by ids.
    pub actors: Vec<String>,
}

/// An event that rules read in the document of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// When.
    pub when: Option<When>,
    /// The words that tell it.
    pub words: String,
    /// Whether another document tells of it too.
    pub elsewhere: bool,
}

impl Happening {
    /// The item of overrides.yaml that makes the claim hold; `None` where rules read it as it is claimed.
    ///
    /// # Errors
    /// Why there can be none.
    pub fn item(&self, document: &str, seen: &Seen) -> Result<Option<String>, String> {
        if seen.events.iter().any(|it| it.when == Some(self.date)) {
            return Ok(None);
        }
        let words =
            |words: &str| format!("{{ document: {}, quote: {} }}", quoted(document), quoted(words));
        match seen.events.as_slice() {
            [] => {}
            [Read { elsewhere: true, when, .. }] => {
                let when = when.map_or("without a date".to_owned(), |it| format!("on {it}"));
                return Err(format!(
                    "this row says {}, and is read as an event that another document tells of too, {when}",
                    self.date,
                ));
            }
            [Read { words: told, .. }] => {
                let set = format!("  set: {{ date: {} }}", quoted(&self.date.to_string()));
                return Ok(Some(format!("- at: {}\n{set}\n", words(told))));
            }
            several => {
                return Err(format!(
                    "{} events are read in this row, none of them on {}: which is meant?",
                    several.len(),
                    self.date,
                ));
            }
        }
        let listed = !(self.actors.is_empty() && self.agents.is_empty() && self.targets.is_empty());
        let actors = if listed { &self.actors } else { &seen.actors };
        if !listed && actors.is_empty() {
            return Err(
                "nothing tells who takes part, and no event is made: write names into the column `actors`"
                    .to_owned(),
            );
        }
        let kind = self.kind.as_deref().unwrap_or("other");
        let mut item = format!(
            "- add:\n    date: {}\n    type: {}\n",
            quoted(&self.date.to_string()),
            quoted(kind)
        );
        for (key, value) in
            [("subtype", &self.subtype), ("title", &self.title), ("place", &self.place)]
        {
            item.extend(value.iter().map(|it| format!("    {key}: {}\n", quoted(it))));
        }
        for (key, names) in [("actors", actors), ("from", &self.agents), ("to", &self.targets)] {
            if !names.is_empty() {
                let names: Vec<String> = names.iter().map(|it| quoted(it)).collect();
                item.push_str(&format!("    {key}: [{}]\n", names.join(", ")));
            }
        }
        item.push_str(&format!("    evidence:\n      - {}\n", words(&self.words)));
        Ok(Some(item))
    }
}

/// A row, by the names of its columns in small letters.
struct Row {
    from: Location,
    cells: Vec<(String, String)>,
}

impl Row {
    fn get(&self, names: &[&str]) -> Option<String> {
        let found = names
            .iter()
            .find_map(|name| self.cells.iter().find(|it| it.0 == *name && !it.1.trim().is_empty()));
        found.map(|it| it.1.trim().to_owned())
    }

    fn list(&self, names: &[&str]) -> Vec<String> {
        let whole = self.get(names).unwrap_or_default();
        whole.split(';').filter_map(|it| filled(Some(it))).collect()
    }

    /// When it was, or what is wrong with what is written.
    fn date(&self) -> Result<When, String> {
        if let Some(written) = self.get(&["date", "start date", "when"]) {
            let of_stamp =
                || Date::of_timestamp(&written).map(|it| When::Date(it, Certainty::Sure));
            return written.parse().ok().or_else(of_stamp).ok_or_else(|| {
                format!("`{written}` is not a date: write `2024`, `2024-10`, `2024-10-07` or `2023-09-12/2023-09-17`")
            });
        }
        let start = self.parts("")?.ok_or("this row has no date")?;
        let text = match self.parts("end ")? {
            Some(end) if end != start => format!("{start}/{end}"),
            _ => start.clone(),
        };
        text.parse().map_err(|it: EdtfError| it.to_string())
    }

    /// Year, month and day in columns of their own.
    fn parts(&self, before: &str) -> Result<Option<String>, String> {
        let part = |name: &str| self.get(&[&format!("{before}{name}")]);
        let Some(year) = part("year") else { return Ok(None) };
        let number =
            |it: &str| it.parse::<i32>().map_err(|_| format!("`{it}` is no number of a date"));
        let number_of = number(&year)?;
        let sign = if number_of < 0 { "-" } else { "" };
        let mut text = format!("{sign}{:04}", number_of.unsigned_abs());
        for name in ["month", "day"] {
            let Some(it) = part(name) else { break };
            text.push_str(&format!("-{:02}", number(&it)?));
        }
        Ok(Some(text))
    }
}

/// The documents of a table as CSV, with what their rows claim.
pub(super) fn table(source: &Source) -> Reported<Vec<(Made, Happening)>> {
    let text = source.text();
    let head = text.lines().next().unwrap_or_default();
    let count = |it: &u8| head.bytes().filter(|byte| byte == it).count();
    let delimiter = [b',', b';', b'\t'].into_iter().max_by_key(count).unwrap_or(b',');
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let mut diagnostics = Vec::new();
    let names: Vec<String> = match reader.headers() {
        Ok(names) => names.iter().map(|it| it.trim().to_lowercase()).collect(),
        Err(_) => Vec::new(),
    };
    let has = |any: &[&str]| names.iter().any(|it| any.contains(&it.as_str()));
    if !has(&["date", "start date", "when", "year"]) || !has(&[TITLES, TEXTS].concat()) {
        let wrong = Diagnostic::error(
            "import/table",
            "the first line does not name the columns that are needed",
        )
        .at_location(place(source, 0))
        .with_help("name them `date` (or `year`, `month`, `day`) and `title` or `text`");
        return Reported { value: Vec::new(), diagnostics: vec![wrong] };
    }
    let known = [DATES, TITLES, TEXTS, OTHERS, ADDRESSES, CREDITS].concat();
    for name in names.iter().filter(|it| !it.is_empty() && !known.contains(&it.as_str())) {
        let warning =
            Diagnostic::warning("import/column", format!("the column `{name}` is not read"));
        let nearest = did_you_mean(name, known.iter().copied());
        diagnostics.push(warning.at_location(place(source, 0)).with_help_maybe(nearest));
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) => {
                let at = record
                    .position()
                    .map_or(0, |it| usize::try_from(it.byte()).unwrap_or_default());
                let blank = text[at.min(text.len())..].len()
                    - text[at.min(text.len())..].trim_start().len();
                let cells = names.iter().cloned().zip(record.iter().map(str::to_owned)).collect();
                rows.push(Row { from: place(source, at + blank), cells });
            }
            Err(error) => diagnostics.push(
                Diagnostic::warning("import/table", format!("a row cannot be read: {error}"))
                    .in_file(source.name()),
            ),
        }
    }
    let value = converted(source, rows, &mut diagnostics);
    Reported { value, diagnostics }
}

/// The documents of the JSON of TimelineJS, with what its slides claim; `None` when it is something else.
pub(super) fn timeline(source: &Source) -> Option<Reported<Vec<(Made, Happening)>>> {
    let text = source.text();
    let key = text.find("\"events\"").filter(|_| text.trim_start().starts_with('{'))?;
    let open = key + text[key..].find('[')?;
    let (slides, broken) = csl::items(text, open + 1);
    let mut diagnostics = Vec::new();
    if let Some((at, reason)) = broken {
        diagnostics.push(
            Diagnostic::error(
                "import/table",
                format!("the list cannot be read from here on: {reason}"),
            )
            .at_location(place(source, at)),
        );
    }
    let rows = slides.iter().map(|(at, it)| Row { from: place(source, *at), cells: cells(it) });
    let value = converted(source, rows.collect(), &mut diagnostics);
    Some(Reported { value, diagnostics })
}

/// A slide as a row.
fn cells(slide: &Value) -> Vec<(String, String)> {
    let mut cells = Vec::new();
    let mut add = |name: String, value: &Value| match value {
        Value::String(text) => cells.push((name, text.clone())),
        Value::Number(number) => cells.push((name, number.to_string())),
        _ => {}
    };
    for (before, date) in [("", "start_date"), ("end ", "end_date")] {
        for part in ["year", "month", "day"] {
            add(format!("{before}{part}"), &slide[date][part]);
        }
    }
    add("headline".to_owned(), &slide["text"]["headline"]);
    add("text".to_owned(), &slide["text"]["text"]);
    add("media".to_owned(), &slide["media"]["url"]);
    add("media credit".to_owned(), &slide["media"]["credit"]);
    cells
}

const DATES: &[&str] = &[
    "date",
    "start date",
    "when",
    "year",
    "month",
    "day",
    "end year",
    "end month",
    "end day",
    "time",
    "end time",
    "display date",
];
const OTHERS: &[&str] = &[
    "type",
    "subtype",
    "place",
    "location",
    "actors",
    "who",
    "from",
    "to",
    "group",
    "background",
    "media caption",
    "media thumbnail",
];
const ADDRESSES: &[&str] = &["url", "urls", "link", "source url", "source", "media"];
const CREDITS: &[&str] = &["credit", "media credit", "author"];
const TITLES: &[&str] = &["title", "headline", "event", "name"];
const TEXTS: &[&str] = &["text", "description", "summary"];

fn converted(
    source: &Source,
    rows: Vec<Row>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(Made, Happening)> {
    let mut found = Vec::new();
    for row in rows {
        let from = row.from.clone();
        let mut told = |message: String| {
            let warning = Diagnostic::warning("import/row", message);
            diagnostics.push(warning.at_location(from.clone()).with_note("the row is left out"));
        };
        let is_slide = row.cells.iter().any(|it| it.0 == "headline");
        let kind = row.get(&["type"]);
        if is_slide && kind.is_some() {
            told(format!("`{}` is no event", kind.unwrap_or_default()));
            continue;
        }
        match row.date().map(|date| claim(source, &row, date, kind)) {
            Ok(Some(it)) => found.push(it),
            Ok(None) => told("this row has neither a title nor a text".to_owned()),
            Err(why) => told(why),
        }
    }
    found
}

fn claim(
    source: &Source,
    row: &Row,
    date: When,
    kind: Option<String>,
) -> Option<(Made, Happening)> {
    let plain = |names: &[&str]| row.get(names).map(|it| paragraphs(&it)).unwrap_or_default();
    let title = filled(plain(TITLES).first().map(String::as_str));
    let mut text = plain(TEXTS);
    if text.is_empty() {
        text.extend(title.clone());
    }
    let words = text.first()?.clone();
    let address = row.get(ADDRESSES);
    let entry = Entry {
        title: title.clone(),
        url: address.filter(|it| it.starts_with("http") && !it.contains(char::is_whitespace)),
        named: match date {
            When::Date(date, _) => Some(date),
            When::Interval(_) => None,
        },
        sources: row.get(CREDITS).into_iter().collect(),
        paragraphs: text,
        ..Entry::default()
    };
    let made = entry.made(stem(source.name()), row.from.clone())?;
    let happening = Happening {
        path: made.path.clone(),
        from: row.from.clone(),
        date,
        words,
        title,
        kind,
        subtype: row.get(&["subtype"]),
        place: row.get(&["place", "location"]),
        actors: row.list(&["actors", "who"]),
        agents: row.list(&["from"]),
        targets: row.list(&["to"]),
    };
    Some((made, happening))
}
