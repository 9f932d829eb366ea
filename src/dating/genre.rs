//! Whether a document tells time from the day of publication, or from the date told last.

use crate::config::Genre;
use crate::date::Date;
use crate::dating::clues::Clues;
use crate::document::{Document, Zone};
use crate::timex::{Amount, Expr, Lean, Meaning, Origin, Part, Point, Year};

/// How many sentences the lead has, the headline among them.
const LEAD: usize = 5;
/// From so many dates of years gone by on, a history shows itself against a weekday in the lead.
const MANY: usize = 7;
/// From so many dates of years gone by on, a text can be a history.
const FEW: usize = 4;

/// News or narrative, and why, as a short sentence.
///
/// Reports show themselves by a dateline, and by words that count
/// from the day of writing ("on Monday", "last week", "today"). Histories show themselves by dates with
/// their years, long before the day of publication where that is known, which follow each other. Where no
/// day of publication is known, nothing could be counted from it, and one date with its year is enough.
#[must_use]
pub fn genre(clues: &Clues<'_>, exprs: &[Expr], published: Option<Date>) -> (Genre, String) {
    let document = clues.document;
    if clues.chronicle {
        return (Genre::Narrative, "Its entries have dates of their own.".to_owned());
    }
    if clues.dateline.is_some() {
        return (Genre::News, "It begins with a dateline.".to_owned());
    }
    let signs = Signs::of(document, exprs, published);
    if signs.tells_history(MANY) {
        return (Genre::Narrative, signs.english());
    }
    if let Some((_, sentence)) = clues.weekdays.first()
        && *sentence < LEAD
    {
        return (Genre::News, "Its first sentences tell of a weekday.".to_owned());
    }
    if signs.tells_history(FEW) && signs.years >= 2 {
        return (Genre::Narrative, signs.english());
    }
    if tells_years(clues) {
        return (Genre::Narrative, signs.english());
    }
    if published.is_none() && signs.deictic == 0 && opens_with_year(clues) {
        return (Genre::Narrative, signs.english());
    }
    if !clues.headers.is_empty() {
        return (Genre::News, "Its masthead gives a date.".to_owned());
    }
    (Genre::News, "Nothing says that it is a history.".to_owned())
}

/// How the body tells its dates, each kind counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Signs {
    /// With a year that lies well before the day of publication.
    past: usize,
    /// With a year next to the day of publication.
    recent: usize,
    /// Days and months without a year, and what counts from a date told before.
    told: usize,
    /// Counted from the day of writing.
    deictic: usize,
    /// Different years.
    years: usize,
}

impl Signs {
    fn of(document: &Document, exprs: &[Expr], published: Option<Date>) -> Self {
        let published = published.and_then(Date::year);
        let body = document.blocks.iter().filter(|it| it.zone == Zone::Body);
        let body: Vec<_> = body.map(|it| it.span).collect();
        let within = |it: &&Expr| {
            let next = body.partition_point(|block| block.end < it.span.end);
            body.get(next).is_some_and(|block| block.start <= it.span.start)
        };
        let (mut signs, mut years) = (Self::default(), std::collections::BTreeSet::new());
        for expr in exprs.iter().filter(within) {
            match sign(expr) {
                Some(Sign::Year(year)) => {
                    years.insert(year);
                    let recent = published.is_some_and(|it| year + 1 >= it);
                    signs.recent += usize::from(recent);
                    signs.past += usize::from(!recent);
                }
                Some(Sign::Told) => signs.told += 1,
                Some(Sign::Deictic) => signs.deictic += 1,
                None => {}
            }
        }
        signs.years = years.len();
        signs
    }

    /// Whether at least so many dates lie in years gone by, and few count from the day of writing.
    fn tells_history(self, dates: usize) -> bool {
        let all = self.past + self.recent + self.told + self.deictic;
        self.past >= dates && self.recent * 2 <= self.past && self.deictic * 8 <= all
    }

    fn english(self) -> String {
        let dates = self.past + self.recent;
        format!(
            "It tells of {} year{} in {dates} date{}; {} count from the day of writing.",
            self.years,
            if self.years == 1 { "" } else { "s" },
            if dates == 1 { "" } else { "s" },
            if self.deictic == 0 { "none".to_owned() } else { self.deictic.to_string() }
        )
    }
}

/// What an expression says of how its text tells time.
enum Sign {
    Year(i32),
    Told,
    Deictic,
}

fn sign(expr: &Expr) -> Option<Sign> {
    match &expr.meaning {
        Meaning::Point(point) => of_point(point),
        Meaning::Range(from, to) => match (from.year, to.year) {
            (Year::Given(year), _) | (_, Year::Given(year)) => Some(Sign::Year(year)),
            _ => of_point(from),
        },
        Meaning::Time(_, Some(day)) => match day.as_ref() {
            Meaning::Point(point) => of_point(point),
            Meaning::Period { from, .. } => Some(counted(*from)),
            _ => None,
        },
        Meaning::Period { offset: 0, .. } if expr.rule == "relative/the-period" => None,
        Meaning::Period { from, .. } => Some(counted(*from)),
        Meaning::Shift { from, amount: Amount::Exact(_), .. } => Some(counted(*from)),
        Meaning::WeekdayOf { .. } => Some(Sign::Deictic),
        _ => None,
    }
}

fn of_point(point: &Point) -> Option<Sign> {
    match (point.year, point.part) {
        (Year::Given(year), _) => Some(Sign::Year(year)),
        (Year::Shift(_, from), _) => Some(counted(from)),
        (Year::Missing, Part::Decade(decade)) => Some(Sign::Year(decade * 10)),
        (Year::Missing, Part::Century(_)) => None,
        (Year::Missing, _) => match point.lean {
            Lean::Last | Lean::This | Lean::Next => Some(Sign::Deictic),
            Lean::Bare if point.part == Part::Whole => Some(Sign::Deictic),
            _ => Some(Sign::Told),
        },
    }
}

fn counted(from: Origin) -> Sign {
    match from {
        Origin::Document => Sign::Deictic,
        Origin::Text => Sign::Told,
    }
}

/// Whether the first date of the body has its year, and nothing is told of a weekday or in a masthead.
fn opens_with_year(clues: &Clues<'_>) -> bool {
    let opens = clues.told.first().is_some_and(|it| it.partial.year.is_some());
    opens && clues.weekdays.is_empty() && clues.headers.is_empty()
}

/// Whether the body begins with a year and goes on through others, mostly forward.
fn tells_years(clues: &Clues<'_>) -> bool {
    let mut years: Vec<i32> = clues.told.iter().filter_map(|it| it.partial.year).collect();
    let opens = clues.told.first();
    let opens = opens.is_some_and(|it| it.partial.year.is_some() && it.sentence < LEAD);
    years.dedup();
    let forward = years.windows(2).filter(|it| it[0] < it[1]).count();
    opens && years.len() >= 4 && forward * 2 >= years.len() && clues.weekdays.len() <= 1
}
