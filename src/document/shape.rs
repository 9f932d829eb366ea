//! What a line looks like, whatever it says: a date line, a by-line, the start of a report, prose.
//!
//! These are judgements from form alone. Which part of a document a line belongs to is decided by
//! `boilerplate` and `masthead`, and what a date line means by `dating`.

use crate::source::Span;

/// Names of months, as they begin: enough of each to tell it from other words.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const MONTHS_IN_FULL: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// What may stand beside the numbers and names of a date: hours, zones, little words.
const BESIDE_DATES: &[&str] = &[
    "a", "m", "p", "am", "pm", "t", "z", "utc", "gmt", "bst", "cet", "cest", "est", "edt", "et",
    "cst", "cdt", "ct", "mst", "mdt", "mt", "pst", "pdt", "pt", "msk", "kst", "jst", "ist", "sgt",
    "hkt", "aest", "aedt", "wib", "local", "time", "at", "on", "of", "the", "th", "st", "nd", "rd",
    "hrs", "hours", "h", "noon", "midnight",
];

/// Words that mark a distance from now, as pages show it: "5 days ago".
const AGO: &[&str] = &[
    "second", "seconds", "minute", "minutes", "min", "mins", "hour", "hours", "day", "days",
    "week", "weeks", "month", "months", "year", "years",
];

/// The number of the month that a word names, in full or cut ("Sept", "Oct").
pub(super) fn month(word: &str) -> Option<u32> {
    let head = word.get(..3)?;
    let index = MONTHS.iter().position(|it| it.eq_ignore_ascii_case(head))?;
    let cut = word.len() == 3 || word.eq_ignore_ascii_case("sept");
    (cut || MONTHS_IN_FULL[index].eq_ignore_ascii_case(word)).then(|| index as u32 + 1)
}

fn is_weekday(word: &str) -> bool {
    let is = |name: &str| name.eq_ignore_ascii_case(word);
    WEEKDAYS.iter().any(|it| is(it) || is(&it[..3]))
        || ["tues", "wednes", "thur", "thurs"].into_iter().any(is)
}

/// Runs of letters and runs of digits, each with its place: "2026Mar" is two.
pub(super) fn runs(text: &str) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut before = None;
    for (at, it) in text.char_indices() {
        let kind = if it.is_ascii_digit() {
            Some(true)
        } else if it.is_alphabetic() {
            Some(false)
        } else {
            None
        };
        let end = at + it.len_utf8();
        match (kind, before, spans.last_mut()) {
            (Some(kind), Some(last), Some(span)) if kind == last => span.end = end,
            (Some(_), ..) => spans.push(Span::new(at, end)),
            (None, ..) => {}
        }
        before = kind;
    }
    spans
}

/// Whether a line is a date and nothing else, save for hours, time zones and a weekday.
///
/// ```
/// use relata::document::is_date_line;
/// assert!(is_date_line("Thu, Dec 25, 2025, 02:01 PM"));
/// assert!(is_date_line("5 days ago"));
/// assert!(!is_date_line("March 5 was cold"));
/// assert!(!is_date_line("2019"));
/// ```
#[must_use]
pub fn is_date_line(line: &str) -> bool {
    if line.len() > 120 || line.contains('%') {
        return false;
    }
    let words: Vec<&str> = runs(line).into_iter().map(|it| it.of(line)).collect();
    if words.is_empty() || words.len() > 20 {
        return false;
    }
    if let [.., unit, "ago"] | [.., unit, "Ago"] = words.as_slice() {
        let unit = unit.to_ascii_lowercase();
        return AGO.contains(&unit.as_str()) && words.len() <= 4;
    }
    let (mut months, mut numbers, mut years) = (0, 0, 0);
    for word in &words {
        let number = word.starts_with(|it: char| it.is_ascii_digit());
        if number {
            numbers += 1;
            years += usize::from(word.len() == 4 || word.len() == 8);
        } else if month(word).is_some() {
            months += 1;
        } else if !is_weekday(word) && !BESIDE_DATES.iter().any(|it| it.eq_ignore_ascii_case(word))
        {
            return false;
        }
    }
    let named = months > 0 && numbers > 0;
    let numeric = months == 0
        && years > 0
        && (numbers >= 3 || words.len() == 1 && numbers == 1 && words[0].len() == 8);
    named || numeric
}

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

/// Whether a line ends as sentences do.
pub(super) fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end();
    let line = line.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '*', '_']);
    line.ends_with(['.', '!', '?', '…', ':', ';']) && !line.ends_with("...")
        || line.ends_with("....")
}

/// Words of a line, divided by white space.
pub(super) fn words(line: &str) -> usize {
    line.split_whitespace().filter(|it| it.chars().any(char::is_alphanumeric)).count()
}

/// Whether a block reads as running prose: a report's first paragraph, or whole sentences.
pub(super) fn is_prose(block: &str) -> bool {
    if dateline(block).is_some_and(|it| words(&block[it.span.end..]) >= 5) {
        return true;
    }
    let count = words(block);
    if block.contains('。') && block.chars().filter(|it| !it.is_ascii()).count() >= 20 {
        return true;
    }
    (count >= 8 && ends_sentence(block))
        || count >= 40
        || (count >= 5 && block.trim_end().ends_with('.') && has_lower_majority(block))
}

/// Whether most words after the first begin in lower case, as in sentences and not in headlines.
fn has_lower_majority(block: &str) -> bool {
    let lower = |it: &&str| it.starts_with(char::is_lowercase);
    let count = block.split_whitespace().skip(1).filter(lower).count();
    count * 2 > words(block)
}

/// Whether a line names an author: "By A. Reporter", "- A. REPORTER", "(@handle)", an address.
pub(super) fn is_byline(line: &str) -> bool {
    let text = line.trim().trim_start_matches(['-', '–', '*', '•', '·']).trim();
    if text.is_empty() {
        return true;
    }
    let count = words(text);
    let by = ["by ", "by: ", "from ", "written by ", "reported by ", "edited by ", "author: "];
    let begins = |it: &str| text.get(..it.len()).is_some_and(|head| head.eq_ignore_ascii_case(it));
    let named = by.into_iter().any(begins) && count <= 14 && (count < 6 || !ends_sentence(text));
    let handle = text.starts_with("(@") || text.starts_with('@') && count <= 3;
    named || handle || (is_address(text) && count <= 6)
}

/// Whether a mail address stands in a line, or what pages show in its place.
pub(super) fn is_address(text: &str) -> bool {
    text.contains("[email protected]")
        || text.contains('@')
            && text.split_whitespace().any(|it| {
                it.split_once('@')
                    .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
            })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn date_lines() {
        for line in [
            "March 21, 2026Mar 21, 2026",
            "2024-10-15 10:35:31.706492",
            "07 Oct. 2025, 13:49",
            "8/24/2011 3:14 AM ET",
            "24/08/2011",
            "Sunday, March 24, 2024",
            "2024-10-07T09:30:00Z",
        ] {
            assert!(is_date_line(line), "{line}");
        }
        for line in ["Mar 5 talks", "2019", "10,500 dead", "12 May Street 5 fire", "", "Marching 5"]
        {
            assert!(!is_date_line(line), "{line}");
        }
    }

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

    #[test]
    fn by_lines() {
        for line in ["By Staff", "by WIRE |", "- [email protected]", "(@AReporter)", "-"] {
            assert!(is_byline(line), "{line}");
        }
        assert!(!is_byline("By noon the talks had ended and both left."));
    }
}
