//! Finds copies of a document: the same text elsewhere, with a date.
//!
//! Texts are compared by the words of their bodies: all of them at once, then in rows of eight. Only
//! rows that undated documents have are kept, so that the work grows with the length of all texts, and
//! where nothing is undated nothing is done. After Broder, "On the resemblance and containment of
//! documents" (1997).

use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::date::Date;
use crate::dating::{Candidate, Provenance, Published, suggest, told};
use crate::document::{Document, Zone};

/// Words of a row.
const ROW: usize = 8;
/// The shortest text, in words, that is compared as a whole: shorter ones are formulas.
const SHORTEST_WHOLE: usize = 40;
/// The shortest text, in words, that is compared by its rows.
const SHORTEST: usize = 60;
/// A row of more undated documents than these is furniture.
const MOST_WITH_A_ROW: usize = 64;

/// A document as far as it is known when.
#[derive(Debug, Clone, Copy)]
pub struct Dated<'a> {
    /// The document.
    pub document: &'a Document,
    /// When it was published.
    pub published: &'a Published,
}

/// The dates that undated documents have from their copies.
#[derive(Debug, Clone, Default)]
pub struct Copies {
    found: HashMap<usize, Published>,
}

impl Copies {
    /// Looks for copies of the undated among all documents; the places in the list are their numbers.
    #[must_use]
    pub fn find(documents: &[Dated<'_>]) -> Self {
        let undated = |it: &Dated<'_>| it.published.date.is_none();
        let mut asked: Vec<(usize, Words)> = Vec::new();
        for (number, it) in documents.iter().enumerate().filter(|(_, it)| undated(it)) {
            let words = Words::of(it.document);
            if words.count >= SHORTEST_WHOLE {
                asked.push((number, words));
            }
        }
        if asked.is_empty() {
            return Self::default();
        }
        let index = Index::of(&asked);
        let mut twins: Vec<Vec<Twin>> = vec![Vec::new(); asked.len()];
        for (number, it) in documents.iter().enumerate() {
            let Some(Date::Day(_)) = it.published.date else { continue };
            let words = Words::of(it.document);
            for (at, whole) in index.like(&words, &asked) {
                twins[at].push(Twin { number, whole });
            }
        }
        let found = asked.iter().zip(&twins).filter_map(|((number, _), twins)| {
            Some((*number, dated_by(documents, *number, twins)?))
        });
        Self { found: found.collect() }
    }

    /// What the copies of a document say of its date, if it has any.
    pub fn take(&mut self, number: usize) -> Option<Published> {
        self.found.remove(&number)
    }
}

/// A copy, and whether every word of it is the same.
#[derive(Debug, Clone, Copy)]
struct Twin {
    number: usize,
    whole: bool,
}

/// The date that all copies agree on, save for a day; else candidates.
fn dated_by(documents: &[Dated<'_>], number: usize, twins: &[Twin]) -> Option<Published> {
    let asked = documents[number];
    let whole = twins.iter().any(|it| it.whole);
    let mut days: Vec<(chrono::NaiveDate, &str)> = Vec::new();
    for twin in twins.iter().filter(|it| it.whole || !whole) {
        let it = documents[twin.number];
        if let Some(day) = it.published.date.and_then(Date::as_day) {
            days.push((day, it.document.id.as_str()));
        }
    }
    days.sort_by_key(|it| it.0);
    let ((first, id), (last, _)) = (*days.first()?, *days.last()?);
    let mut published = asked.published.clone();
    let possible: Vec<chrono::NaiveDate> =
        published.candidates.iter().filter_map(|it| it.date.as_day()).collect();
    let fits = |day: chrono::NaiveDate| {
        possible.is_empty() || possible.iter().any(|it| (*it - day).num_days().abs() <= 1)
    };
    let text = if whole { "has the same text" } else { "has nearly the same text" };
    if (last - first).num_days() > 1 || !fits(first) {
        for (day, id) in days {
            let reason = format!("`{id}`, of this date, {text}");
            suggest(&mut published.candidates, Date::Day(day), reason);
        }
        return Some(published);
    }
    let others = match days.len() - 1 {
        0 => String::new(),
        1 => " So does another document.".to_owned(),
        count => format!(" So do {count} other documents."),
    };
    let date = Date::Day(first);
    published.steps.pop();
    published.steps.push(format!("`{id}`, of {}, {text}.{others}", told(date)));
    Some(Published {
        date: Some(date),
        by: Provenance::Twin,
        quote: None,
        span: None,
        candidates: Vec::<Candidate>::new(),
        ..published
    })
}

/// The words of a body, by their marks.
struct Words {
    count: usize,
    whole: u64,
    rows: Vec<u64>,
    /// Numbers, and names of days and months: these tell one year's text from the next year's.
    telling: BTreeSet<u64>,
}

impl Words {
    fn of(document: &Document) -> Self {
        let mut words: Vec<u64> = Vec::new();
        let mut telling = BTreeSet::new();
        let bodies = document.blocks.iter().filter(|it| it.zone == Zone::Body);
        for block in bodies {
            let text = block.span.of(&document.content);
            for word in text.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()) {
                let mark = mark_of_word(word);
                if word.starts_with(|it: char| it.is_ascii_digit()) || is_day_or_month(word) {
                    telling.insert(mark);
                }
                words.push(mark);
            }
        }
        let mut rows: Vec<u64> = words.windows(ROW).map(mark_of).collect();
        rows.sort_unstable();
        rows.dedup();
        Self { count: words.len(), whole: mark_of(&words), rows, telling }
    }
}

fn mark_of_word(word: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    for it in word.chars().flat_map(char::to_lowercase) {
        it.hash(&mut hasher);
    }
    hasher.finish()
}

fn mark_of(words: &[u64]) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

fn is_day_or_month(word: &str) -> bool {
    const FEWEST: usize = 3;
    word.len() >= FEWEST
        && word.starts_with(char::is_uppercase)
        && (crate::date::MONTHS.contains(&word) || word.ends_with("day"))
}

/// Which undated documents have a row, and which are one whole text.
struct Index {
    whole: HashMap<u64, Vec<usize>>,
    rows: HashMap<u64, Vec<usize>>,
}

impl Index {
    fn of(asked: &[(usize, Words)]) -> Self {
        let mut index = Self { whole: HashMap::new(), rows: HashMap::new() };
        for (at, (_, words)) in asked.iter().enumerate() {
            index.whole.entry(words.whole).or_default().push(at);
            for row in words.rows.iter().filter(|_| words.count >= SHORTEST) {
                index.rows.entry(*row).or_default().push(at);
            }
        }
        index.rows.retain(|_, it| it.len() <= MOST_WITH_A_ROW);
        index
    }

    /// The undated documents of which this is a copy, and whether it is one word for word.
    fn like(&self, words: &Words, asked: &[(usize, Words)]) -> Vec<(usize, bool)> {
        let whole = self.whole.get(&words.whole).map_or(&[][..], Vec::as_slice);
        let mut found: Vec<(usize, bool)> = whole.iter().map(|it| (*it, true)).collect();
        if words.count < SHORTEST {
            return found;
        }
        let mut shared: Vec<usize> = Vec::new();
        for at in words.rows.iter().filter_map(|it| self.rows.get(it)) {
            shared.extend(at);
        }
        shared.sort_unstable();
        for run in shared.chunk_by(|a, b| a == b) {
            let (at, count) = (run[0], run.len());
            if !whole.contains(&at) && is_near(words, &asked[at].1, count) {
                found.push((at, false));
            }
        }
        found
    }
}

/// Whether most of an undated text stands in another, or the other whole in it, with the same numbers
/// and days.
fn is_near(words: &Words, asked: &Words, shared: usize) -> bool {
    let (of_asked, of_other) = (asked.rows.len(), words.rows.len());
    let contained = shared * 100 >= of_asked * 85;
    let contains = shared * 100 >= of_other * 90 && shared * 100 >= of_asked * 60;
    let same = match contained {
        true => asked.telling.is_subset(&words.telling),
        false => words.telling.is_subset(&asked.telling),
    };
    (contained || contains) && same
}
