//! The period that a company reports on, which "a year earlier" compares with.

use crate::date::Date;
use crate::text::Text;
use crate::timex::meaning::{Amount, Meaning, Origin, Part, Point, Unit, Year};
use crate::timex::value::Calendar;

/// Within how many bytes a period told before is what "a year earlier" compares with, where the
/// sentence does not tell results.
const COMPARED: usize = 400;
/// Within how many tokens of the expression the sentence is asked what it tells.
const REACH: usize = 40;

/// What the results of a company are told with.
const RESULTS: &[&str] = &[
    "earned", "earnings", "profit", "profits", "loss", "losses", "net", "income", "revenue",
    "revenues", "sales", "turnover",
];

/// The period told last that is not itself what another is compared with.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Reported {
    /// The quarter told last.
    quarter: Option<(i32, u8)>,
    /// The year, where the months or the year so far were told since the quarter.
    year: Option<i32>,
    /// Where it was told.
    at: usize,
}

impl Reported {
    /// Takes note of what an expression tells; `results` says that its sentence tells results in
    /// the past.
    pub(super) fn note(
        &mut self,
        meaning: &Meaning,
        calendar: Option<Calendar>,
        dct: Option<Date>,
        (at, results): (usize, bool),
    ) {
        if compares(meaning) {
            return;
        }
        let ahead = |first| dct.is_some_and(|it| first > it.last_day());
        match (meaning, calendar) {
            // Results are of a quarter that is over; the one that runs is only looked forward to,
            // unless it is a quarter of a fiscal year that a report opens with.
            (_, Some(Calendar::Date(date @ Date::Quarter(year, quarter))))
                if !ahead(date.last_day()) || results && self.quarter.is_none() =>
            {
                *self = Self { quarter: Some((year, quarter)), year: None, at };
            }
            (_, Some(Calendar::Half(year, _))) => (self.year, self.at) = (Some(year), at),
            (Meaning::Length(Amount::Exact(6 | 9), Unit::Month), _)
            | (Meaning::Length(Amount::Exact(1), Unit::Year | Unit::FiscalYear), _)
                if self.quarter.is_some() =>
            {
                (self.year, self.at) = (dct.and_then(Date::year), at);
            }
            _ => {}
        }
    }

    /// The quarter told last.
    pub(super) fn quarter(&self) -> Option<(i32, u8)> {
        self.quarter
    }

    /// Whether a period was told just before.
    pub(super) fn is_near(&self, from: usize) -> bool {
        from.saturating_sub(self.at) < COMPARED
    }

    /// What a comparison at `from` compares with: a quarter or a year. What tells results compares
    /// with those told last, however far behind they stand.
    pub(super) fn compared(&self, from: usize, results: bool) -> Option<Date> {
        let near = results || self.is_near(from);
        let quarter = self.quarter.map(|(year, quarter)| Date::Quarter(year, quarter));
        self.year.map(Date::Year).or(quarter).filter(|_| near)
    }
}

/// Whether the sentence tells results of a company near the token.
pub(super) fn tells_results(text: &Text<'_>, at: usize) -> bool {
    let offset = text.tokens().get(at).map_or(0, |it| it.span().start);
    let Some(sentence) = text.sentence_at(offset) else { return false };
    let tokens = &text.sentences()[sentence].tokens;
    let mut near = at.saturating_sub(REACH).max(tokens.start)..tokens.end.min(at + REACH);
    near.any(|it| RESULTS.iter().any(|word| word.eq_ignore_ascii_case(text.word(it))))
}

/// "a year earlier" and "the 1988 period" only compare: what follows does not count from them.
pub(super) fn compares(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Shift { unit: Unit::Year, amount: Amount::Exact(1), back, .. } => *back,
        Meaning::Point(Point { part: Part::ToldQuarter, .. }) => true,
        Meaning::Point(Point { part: Part::Quarter(_), year, .. }) => {
            matches!(year, Year::Shift(-1, _))
        }
        Meaning::Point(point) => point.year == Year::Shift(-1, Origin::Text),
        _ => false,
    }
}
