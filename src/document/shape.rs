//! What a line looks like, whatever it says: a date line, a by-line, prose.
//!
//! These are judgements from form alone. Which part of a document a line belongs to is decided by
//! `boilerplate` and `masthead`, and what a date line means by `dating`.

use crate::document::dateline::dateline;
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
pub(super) fn has_lower_majority(block: &str) -> bool {
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

    #[test]
    fn by_lines() {
        for line in ["By Staff", "by WIRE |", "- [email protected]", "(@AReporter)", "-"] {
            assert!(is_byline(line), "{line}");
        }
        assert!(!is_byline("By noon the talks had ended and both left."));
    }
}
