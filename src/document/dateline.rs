//! How a report begins: "OSLO, October 8 (Agency) --", "4 May 2020 – The king".
//!
//! A judgement from form alone. What the date in it means is decided by `dating`.

use crate::document::shape::{month, runs};
use crate::source::Span;

/// The head of a news report: "OSLO, October 8 (Agency) --".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dateline {
    /// From the place to the dash, the agency or the date, whichever is last.
    pub span: Span,
    /// The words in brackets, usually the agency.
    pub agency: Option<Span>,
    /// Whether a month stands in it.
    pub dated: bool,
}

/// The dateline that a paragraph begins with, if it does.
///
/// A place in capitals or capitalized words, then a date, an agency in brackets, or both; a dash
/// if there is only one of them. "Oslo (and others) …" and "In March 2019 …" are none.
///
/// ```
/// use relata::document::dateline;
/// let line = dateline("OSLO, May 4 (Wire) -- Talks began.").unwrap();
/// assert_eq!(line.span.end, "OSLO, May 4 (Wire) --".len());
/// assert!(dateline("On May 4 talks began.").is_none());
/// ```
#[must_use]
pub fn dateline(paragraph: &str) -> Option<Dateline> {
    let head = head_of(paragraph);
    if let Some(inner) = head.strip_prefix(['(', '[']) {
        return in_brackets(inner);
    }
    let marks = [date_in(head).map(|it| it.0), head.find('('), head.find(" /").map(|it| it + 1)];
    let first = marks.into_iter().flatten().min()?;
    // "May 4 (Wire) -- The king" has no place, but date, agency and dash.
    let nowhere = first == 0;
    let place = if nowhere { Place { capitals: false } } else { place(&head[..first])? };
    let mut line = Signs { end: first, agency: None, dated: false, dash: false };
    while line.take(head) {}
    let sure =
        usize::from(line.dated) + usize::from(line.agency.is_some()) + usize::from(line.dash);
    // Without a second sign, only a place in capitals says that a report begins.
    let follows = head[line.end..].trim_start().starts_with(|it: char| {
        it.is_uppercase() || it.is_numeric() || matches!(it, '"' | '“' | '\'' | '‘' | '[')
    });
    let enough =
        if nowhere { sure == 3 } else { sure >= 2 || place.capitals && line.dated && follows };
    let span = Span::new(0, line.end);
    enough.then_some(Dateline { span, agency: line.agency, dated: line.dated })
}

/// The whole date that a paragraph begins with, set apart from what it tells: "4 May 2020 – The king",
/// "4 May 2020, Oslo – The king".
///
/// ```
/// use relata::document::opening_date;
/// let date = |it: &str| opening_date(it).map(|span| span.of(it).to_owned());
/// assert_eq!(date("4 May 2020, Oslo – The king came."), Some("4 May 2020".to_owned()));
/// assert_eq!(date("May 4, 2020 was a Monday."), None);
/// ```
#[must_use]
pub fn opening_date(paragraph: &str) -> Option<Span> {
    let head = head_of(paragraph);
    let (start, end) = date_in(head).filter(|it| it.0 == 0)?;
    if !runs(&head[..end]).last()?.of(head).chars().all(|it| it.is_ascii_digit()) {
        return None;
    }
    let year = runs(&head[..end]).last().is_some_and(|it| it.len() == 4);
    let rest = &head[end..];
    let dash = |it: &str| dash_at(it).is_some();
    let placed = rest.strip_prefix([',', ' ']).and_then(|it| {
        let at = it.find([':', '–', '—']).or_else(|| it.find(" - "))?;
        place(it[..at].trim().trim_matches(['(', ')']))
    });
    (year && (dash(rest) || placed.is_some())).then(|| Span::new(start, end))
}

/// "(Oslo, May 4, 2020) The king …", without its first bracket.
fn in_brackets(inner: &str) -> Option<Dateline> {
    let close = inner.find([')', ']'])?;
    let (start, end) = date_in(&inner[..close])?;
    place(&inner[..start])?;
    let whole = inner[end..close].trim().is_empty();
    let dash = dash_at(&inner[close + 1..]).unwrap_or(0);
    let span = Span::new(0, close + 2 + dash);
    whole.then_some(Dateline { span, agency: None, dated: true })
}

/// What follows the place in a dateline, in any order, as far as it has been taken.
struct Signs {
    end: usize,
    agency: Option<Span>,
    dated: bool,
    dash: bool,
}

impl Signs {
    /// Takes the next sign; false if there is none.
    fn take(&mut self, head: &str) -> bool {
        let rest = &head[self.end..];
        if !(self.dash && self.dated)
            && let Some(length) = dash_at(rest)
        {
            self.end += length;
            self.dash = true;
            return true;
        }
        let next = rest.trim_start_matches([' ', ',', '.', '\u{a0}']);
        let at = head.len() - next.len();
        if let Some((0, length)) = date_in(next).filter(|_| !self.dated) {
            // After a dash the text has begun, unless a second dash follows the date.
            let goes_on = !self.dash || dash_at(&next[length..]).is_some();
            self.dated = goes_on;
            self.end = if goes_on { at + length } else { self.end };
            return goes_on;
        }
        if next.starts_with("Juche ") && self.dated {
            let year = next[6..].trim_start_matches(|it: char| it.is_ascii_digit());
            let bracket = year.trim_start().strip_prefix('(').and_then(|it| it.find(')'));
            let open = year.len() - year.trim_start().len();
            let length = bracket.map_or(0, |it| open + it + 2);
            self.end = at + next.len() - year.len() + length;
            return true;
        }
        self.take_agency(next, at)
    }

    /// "(Agency)", "/AGENCY/."
    fn take_agency(&mut self, next: &str, at: usize) -> bool {
        const LONGEST: usize = 60;
        let close = match next.chars().next() {
            Some('(') => ')',
            Some('/') => '/',
            _ => return false,
        };
        let Some(length) = next[1..].find(close).filter(|it| *it <= LONGEST) else { return false };
        let inner = &next[1..=length];
        if self.agency.is_some() || self.dash || !starts_upper(inner) {
            return false;
        }
        self.agency = Some(Span::new(at + 1, at + 1 + length));
        self.dated |= date_in(inner).is_some();
        let full_stop = usize::from(close == '/' && next[length + 2..].starts_with('.'));
        self.end = at + length + 2 + full_stop;
        true
    }
}

/// The first 160 bytes or so of a paragraph's first line.
fn head_of(paragraph: &str) -> &str {
    let line = paragraph.split('\n').next().unwrap_or_default();
    let mut end = line.len().min(160);
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    &line[..end]
}

/// Where the first date with a named month begins and ends.
fn date_in(head: &str) -> Option<(usize, usize)> {
    let runs = runs(head);
    let at =
        runs.iter().position(|it| month(it.of(head)).is_some() && starts_upper(it.of(head)))?;
    let number = |index: usize| {
        runs.get(index).filter(|it| it.of(head).starts_with(|c: char| c.is_ascii_digit()))
    };
    let near = |a: usize, b: usize| runs[b].start.saturating_sub(runs[a].end) <= 2;
    let is_day = |it: &Span| it.len() <= 2;
    let is_year = |it: &Span| it.len() == 4;
    if let Some(day) = number(at + 1).filter(|it| is_day(it) && near(at, at + 1)) {
        let year = number(at + 2).filter(|it| is_year(it) && near(at + 1, at + 2));
        return Some((runs[at].start, year.unwrap_or(day).end));
    }
    let suffix = |index: usize| matches!(runs[index].of(head), "th" | "st" | "nd" | "rd");
    let mut first = at.checked_sub(1)?;
    if suffix(first) {
        first = first.checked_sub(1)?;
    }
    let day = number(first).filter(|it| is_day(it))?;
    let year = number(at + 1).filter(|it| is_year(it) && near(at, at + 1));
    Some((day.start, year.map_or(runs[at].end, |it| it.end)))
}

struct Place {
    capitals: bool,
}

/// A place name as datelines have it: one to eight capitalized words with commas between them.
fn place(text: &str) -> Option<Place> {
    let text = text.trim().trim_end_matches([',', '-', '–', '—', ':']).trim();
    let words: Vec<&str> = text.split([' ', ',', '/']).filter(|it| !it.is_empty()).collect();
    let letters =
        |it: &&str| it.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'));
    let little = |it: &str| matches!(it, "of" | "the" | "de" | "am" | "on" | "and");
    let fits = !words.is_empty()
        && words.len() <= 10
        && text.len() <= 60
        && words.iter().all(|it| letters(it) && (starts_upper(it) || little(it)))
        && starts_upper(words[0])
        && !NO_PLACES.contains(&words[0].to_ascii_lowercase().as_str());
    let first: Vec<char> = words.first().map_or_else(Vec::new, |it| it.chars().collect());
    let spread = words.len() >= 3 && words.iter().take(3).all(|it| it.chars().count() == 1);
    fits.then_some(Place {
        capitals: spread || first.len() >= 3 && first.iter().all(|it| !it.is_lowercase()),
    })
}

/// Words that begin sentences and headers, not datelines.
const NO_PLACES: &[&str] = &[
    "on",
    "in",
    "at",
    "by",
    "the",
    "since",
    "until",
    "from",
    "after",
    "before",
    "last",
    "this",
    "next",
    "during",
    "date",
    "published",
    "posted",
    "updated",
    "update",
    "note",
    "time",
    "source",
    "he",
    "she",
    "it",
    "they",
    "a",
    "an",
    "and",
    "but",
    "as",
    "photo",
    "image",
    "file",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "born",
    "early",
    "late",
    "mid",
];

fn starts_upper(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Length of white space and dashes (or a colon) that a dateline ends with.
fn dash_at(rest: &str) -> Option<usize> {
    let text = rest.trim_start();
    let marks = text.trim_start_matches(['-', '–', '—', ':', '_']);
    let length = text.len() - marks.len();
    // One hyphen may join words; a dateline has it apart.
    let lone = text.starts_with('-') && length == 1 && !marks.starts_with(' ');
    (length > 0 && !lone).then_some(rest.len() - marks.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_dateline(paragraph: &str, expected: Option<&str>) {
        let found = dateline(paragraph).map(|it| it.span.of(paragraph));
        assert_eq!(found, expected);
    }

    #[test]
    fn datelines() {
        check_dateline("OSLO, May 4 (Wire) -- Talks", Some("OSLO, May 4 (Wire) --"));
        check_dateline("Oslo, May 4 (Wire) --Talks", Some("Oslo, May 4 (Wire) --"));
        check_dateline("Oslo, Dec 25 (WIRE) The king", Some("Oslo, Dec 25 (WIRE)"));
        check_dateline("OSLO, April 19 Norway's king", Some("OSLO, April 19"));
        check_dateline("OSLO (Wire) — The king", Some("OSLO (Wire) —"));
        check_dateline(
            "OSLO (Daily / Wire - 09th September, 2020) The king",
            Some("OSLO (Daily / Wire - 09th September, 2020)"),
        );
        check_dateline(
            "O S L O, North Norway, July 19 -- The king",
            Some("O S L O, North Norway, July 19 --"),
        );
        check_dateline(
            "BERGEN, Norway, March 3, 2025 — He",
            Some("BERGEN, Norway, March 3, 2025 —"),
        );
    }

    #[test]
    fn what_is_no_dateline() {
        check_dateline("On May 4 (a Monday) the king", None);
        check_dateline("In March 2019 the king", None);
        check_dateline("The king (left) met them", None);
        check_dateline("Norway (population 5 million) is", None);
        check_dateline("King Harald met May 5 with", None);
        check_dateline("(unclosed May 5", None);
    }
}
