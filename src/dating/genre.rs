//! Whether a document tells time from the day of publication, or from the date told last.

use crate::config::Genre;
use crate::dating::Known;
use crate::dating::clues::Clues;
use crate::document::Document;
use crate::text::Text;
use crate::timex::Expr;

/// News or narrative, and why, as a short sentence.
///
/// The author's word comes first. Reports show themselves by a dateline, a date in the masthead or a
/// weekday in the lead; histories by years that follow each other.
#[must_use]
pub fn genre(document: &Document, text: &Text<'_>, exprs: &[Expr]) -> (Genre, String) {
    if let Some(genre) = document.genre {
        return (genre, "The front matter says so.".to_owned());
    }
    let clues = Clues::collect(document, text, exprs, &Known::default());
    if clues.chronicle {
        return (Genre::Narrative, "Its entries have dates of their own.".to_owned());
    }
    if clues.dateline.is_some() {
        return (Genre::News, "It begins with a dateline.".to_owned());
    }
    if let Some((_, sentence)) = clues.weekdays.first()
        && *sentence < LEAD
    {
        return (Genre::News, "Its first sentences tell of a weekday.".to_owned());
    }
    if !clues.headers.is_empty() && !tells_years(&clues) {
        return (Genre::News, "Its masthead gives a date.".to_owned());
    }
    let mut years: Vec<i32> = clues.told.iter().filter_map(|it| it.partial.year).collect();
    let opens =
        clues.told.first().is_some_and(|it| it.partial.year.is_some() && it.sentence < LEAD);
    years.dedup();
    let forward = years.windows(2).filter(|it| it[0] < it[1]).count();
    if opens && years.len() >= 3 && forward * 2 >= years.len() && clues.weekdays.len() <= 1 {
        return (Genre::Narrative, format!("It tells of {} years in turn.", years.len()));
    }
    (Genre::News, "Nothing says that it is a history.".to_owned())
}

/// How many sentences the lead has, the headline among them.
const LEAD: usize = 5;

/// Whether the body begins with a year and goes on through others, mostly forward.
fn tells_years(clues: &Clues<'_>) -> bool {
    let mut years: Vec<i32> = clues.told.iter().filter_map(|it| it.partial.year).collect();
    let opens = clues.told.first();
    let opens = opens.is_some_and(|it| it.partial.year.is_some() && it.sentence < LEAD);
    years.dedup();
    let forward = years.windows(2).filter(|it| it[0] < it[1]).count();
    opens && years.len() >= 3 && forward * 2 >= years.len() && clues.weekdays.len() <= 1
}
