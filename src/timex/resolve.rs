//! Turns what expressions say into dates, against the document's date and the dates told before.

mod point;
mod relative;
mod reported;
mod story;

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::date::{Certainty, Date, When};
use crate::source::Span;
use crate::text::Text;
use crate::timex::meaning::{
    Amount, Clock, Expr, Meaning, Modifier, Part, Partial, Point, Reference, Unit, Year,
};
use crate::timex::reckon::{add_days, in_year, shifted, unspecified};
use crate::timex::resolve::reported::{Reported, compares};
use crate::timex::resolve::story::Thread;
use crate::timex::tense::{self, Tense};
use crate::timex::value::{self, Calendar};
use crate::timex::{Anchor, Range, Timex, TimexType};

/// Resolves expressions of a text in order: one [`Timex`] for each, two for the ends of a range.
#[must_use]
pub fn resolve(anchor: &Anchor, text: &Text<'_>, exprs: &[Expr]) -> Vec<Timex> {
    let day_first = anchor.day_first.or_else(|| order_of_digits(text, exprs));
    let mut teller = Teller {
        anchor,
        text,
        named: exprs.iter().filter_map(month_and_day).collect(),
        day_first,
        told: None,
        told_day: None,
        full: None,
        reported: Reported::default(),
        thread: Thread::default(),
        span: Span::default(),
        steps: Vec::new(),
        anchored: None,
    };
    let mut timexes = Vec::with_capacity(exprs.len());
    for expr in exprs {
        match (&expr.meaning, expr.ends) {
            (Meaning::Range(from, to), Some(ends)) => {
                timexes.extend(teller.ends_of(expr, (from, to), ends));
            }
            _ => timexes.push(teller.resolve(expr)),
        }
    }
    timexes
}

/// Whether the dates in digits that can be read in one way only put the day first.
fn order_of_digits(text: &Text<'_>, exprs: &[Expr]) -> Option<bool> {
    exprs.iter().find_map(|expr| {
        let Meaning::Point(Point { part: Part::Day(month, day), .. }) = expr.meaning else {
            return None;
        };
        let in_digits =
            matches!(expr.rule, "numeric/slashed" | "numeric/dashed" | "numeric/dotted");
        if !in_digits || month == day {
            return None;
        }
        let first: String =
            text.slice(expr.span).chars().take_while(char::is_ascii_digit).collect();
        (first.len() <= 2).then(|| first.parse() == Ok(day))
    })
}

fn month_and_day(expr: &Expr) -> Option<(u32, u32)> {
    match expr.meaning {
        Meaning::Point(Point { part: Part::Day(month, day), .. }) => Some((month, day)),
        _ => None,
    }
}

/// What was told so far, and the expression that is being resolved.
struct Teller<'a> {
    anchor: &'a Anchor,
    text: &'a Text<'a>,
    /// Every month and day that the text names together.
    named: BTreeSet<(u32, u32)>,
    day_first: Option<bool>,
    told: Option<Calendar>,
    /// The day told last: "the next day" counts from it even where a month was told since.
    told_day: Option<Calendar>,
    /// A date of a year before the document's that was told in full, with its place.
    full: Option<(Date, Span)>,
    /// The quarter or the year that results are told of.
    reported: Reported,
    /// Where a history goes on after an aside.
    thread: Thread,
    span: Span,
    steps: Vec<String>,
    anchored: Option<Date>,
}

/// The answer for one meaning: type, value, calendar.
struct Answer {
    kind: TimexType,
    value: String,
    when: Option<When>,
    calendar: Option<Calendar>,
}

impl Answer {
    fn of(calendar: Calendar) -> Self {
        Self {
            kind: TimexType::Date,
            value: calendar.timex(),
            when: Some(calendar.when()),
            calendar: Some(calendar),
        }
    }

    fn plain(kind: TimexType, value: impl Into<String>) -> Self {
        Self { kind, value: value.into(), when: None, calendar: None }
    }
}

impl Teller<'_> {
    fn resolve(&mut self, expr: &Expr) -> Timex {
        self.span = expr.span;
        self.anchored = None;
        self.take_up(expr);
        let mut answer = self.answer(&expr.meaning);
        // "at about 4 a.m." blurs the hour, not the day.
        if expr.modifier == Some(Modifier::Approximate)
            && !matches!(expr.meaning, Meaning::Time(..))
            && let Some(When::Date(_, certainty @ Certainty::Sure)) = &mut answer.when
        {
            *certainty = Certainty::Approximate;
        }
        if let Some(Partial { year: Some(year), month: Some(_), .. }) = expr.calendar() {
            let past = self.anchor.dct.and_then(Date::year).is_some_and(|dct| year < dct);
            let date = answer.calendar.filter(|_| past).map(Calendar::date);
            self.full = date.map(|it| (it, expr.span));
        }
        self.reported.note(&expr.meaning, answer.calendar, self.anchor.dct, expr.span.end);
        if let Some(calendar) = answer.calendar.filter(|_| !compares(&expr.meaning)) {
            self.note(expr, calendar, answer.when);
        }
        let anniversary = match expr.meaning {
            Meaning::Anniversary(count) => count,
            _ => None,
        };
        Timex {
            span: expr.span,
            kind: answer.kind,
            value: answer.value,
            when: answer.when,
            rule: expr.rule,
            steps: std::mem::take(&mut self.steps),
            anchored: self.anchored,
            anniversary,
            range: None,
        }
    }

    /// The two ends of a range.
    fn ends_of(
        &mut self,
        expr: &Expr,
        (from, to): (&Point, &Point),
        ends: (Span, Span),
    ) -> [Timex; 2] {
        self.span = expr.span;
        self.anchored = None;
        self.take_up(expr);
        let (start, end, when) = self.range(from, to);
        let steps = std::mem::take(&mut self.steps);
        let range = Some(Range { span: expr.span, when });
        if let Some(calendar) = end.calendar {
            self.note(expr, calendar, when);
        }
        let timex = |span, answer: Answer| Timex {
            span,
            kind: answer.kind,
            value: answer.value,
            when: answer.when,
            rule: expr.rule,
            steps: steps.clone(),
            anchored: self.anchored,
            anniversary: None,
            range,
        };
        [timex(ends.0, start), timex(ends.1, end)]
    }

    fn answer(&mut self, meaning: &Meaning) -> Answer {
        match meaning {
            Meaning::Point(point) => self.point(point),
            Meaning::Range(_, to) => self.point(to),
            Meaning::Period { unit, offset, from } => self.period(*unit, *offset, *from),
            Meaning::Shift { amount, unit, back, from } => self.shift(*amount, *unit, *back, *from),
            Meaning::WeekdayOf { weekday, weeks } => self.weekday_of(*weekday, *weeks),
            Meaning::Length(amount, unit) => {
                Answer::plain(TimexType::Duration, value::duration(*amount, *unit))
            }
            Meaning::Stretch { amount, unit, back } => self.stretch(*amount, *unit, *back),
            Meaning::Recurring(what) => Answer::plain(TimexType::Set, value::recurring(*what)),
            Meaning::Time(clock, day) => self.time(*clock, day.as_deref()),
            Meaning::Reference(reference) => self.reference(*reference),
            Meaning::Anniversary(count) => self.anniversary(*count),
        }
    }

    fn words(&self) -> String {
        self.text.slice(self.span).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn say(&mut self, step: String) {
        self.steps.push(step);
    }

    /// The document's date as the origin, noted as what the answer leans on.
    fn dct(&mut self) -> Option<Date> {
        self.anchored = self.anchor.dct;
        self.anchor.dct
    }

    fn dct_day(&mut self) -> Option<NaiveDate> {
        self.dct()?.as_day()
    }

    /// The date told last, or the document's where nothing was told.
    fn origin(&mut self) -> Option<Calendar> {
        match self.told {
            Some(told) => {
                self.anchored = Some(told.date());
                Some(told)
            }
            None => self.dct().map(Calendar::Date),
        }
    }

    fn open(&mut self, value: impl Into<String>, missing: &str) -> Answer {
        let step = format!("“{}” needs {missing}, which is not known.", self.words());
        self.anchored = None;
        if !self.steps.contains(&step) {
            self.say(step);
        }
        Answer::plain(TimexType::Date, value)
    }

    fn reference(&mut self, reference: Reference) -> Answer {
        let value = match reference {
            Reference::Present => "PRESENT_REF",
            Reference::Past => "PAST_REF",
            Reference::Future => "FUTURE_REF",
        };
        Answer::plain(TimexType::Date, value)
    }

    fn anniversary(&mut self, count: Option<u32>) -> Answer {
        let value = count.map_or_else(|| "PXY".to_owned(), |it| format!("P{it}Y"));
        self.say(
            "An anniversary counts the years since; it is not the date of what is told.".to_owned(),
        );
        Answer::plain(TimexType::Duration, value)
    }

    fn time(&mut self, clock: Clock, day: Option<&Meaning>) -> Answer {
        let day = match day {
            Some(day) => self.answer(day),
            None => match self.day_of_clock(clock) {
                Some(day) => Answer::of(day),
                _ => self.open("XXXX-XX-XX", "the day of the document"),
            },
        };
        Answer {
            kind: TimexType::Time,
            value: format!("{}{}", day.value, value::clock(clock)),
            ..day
        }
    }

    /// The day that a time of day without one belongs to.
    fn day_of_clock(&mut self, clock: Clock) -> Option<Calendar> {
        if self.anchor.narrative {
            self.anchored = self.told_day.map(Calendar::date);
            return self.day_of_story(clock);
        }
        self.dct_day().map(Calendar::day)
    }

    fn range(&mut self, from: &Point, to: &Point) -> (Answer, Answer, Option<When>) {
        let start = self.point(from);
        let end = match (to.year, start.calendar) {
            (Year::Missing, Some(first)) => {
                // The end is the first such date after the start.
                let year = first.first_day().year();
                let first_day = first.first_day();
                [year, year + 1]
                    .into_iter()
                    .filter_map(|year| in_year(to.part, year))
                    .find(|it| it.last_day() >= first_day)
                    .map(Answer::of)
                    .unwrap_or_else(|| Answer::plain(TimexType::Date, unspecified(to.part)))
            }
            _ => self.point(to),
        };
        let start = match (from.year, to.year, start.calendar, end.calendar) {
            // "Oct. 30-Nov. 2, 2023": a start that the shared year puts after the end is a year earlier.
            (Year::Given(year), Year::Given(same), Some(a), Some(b))
                if year == same && a.first_day() > b.last_day() =>
            {
                in_year(from.part, year - 1).map_or(start, Answer::of)
            }
            _ => start,
        };
        let when = match (start.calendar, end.calendar) {
            (Some(a), Some(b)) => Some(When::between(a.date(), b.date())),
            _ => None,
        };
        (start, end, when)
    }

    fn weekday_of(&mut self, weekday: Weekday, weeks: i32) -> Answer {
        let Some(day) = self.dct_day() else {
            return self.open(
                format!("XXXX-WXX-{}", weekday.number_from_monday()),
                "the day of the document",
            );
        };
        let monday = add_days(day.week(Weekday::Mon).first_day(), i64::from(weeks) * 7);
        let day = add_days(monday, i64::from(weekday.num_days_from_monday()));
        self.tell(Calendar::day(day), "counts weeks from that of the document")
    }

    /// A step that names the anchor and the answer.
    fn tell(&mut self, calendar: Calendar, how: &str) -> Answer {
        let words = self.words();
        let anchor = self.anchored.map_or_else(String::new, |it| format!(" ({})", it.english()));
        self.say(format!("“{words}” {how}{anchor} and is {}.", calendar.english()));
        Answer::of(calendar)
    }

    fn stretch(&mut self, amount: Amount, unit: Unit, back: bool) -> Answer {
        let mut answer = Answer::plain(TimexType::Duration, value::duration(amount, unit));
        if let Amount::Exact(count) = amount
            && let Some(dct) = self.dct()
            && let Some(other) = shifted(dct, count, unit, back)
            && let Some(here) = shifted(dct, 0, unit, back)
        {
            answer.when = Some(When::between(other.date(), here.date()));
            let words = self.words();
            let side = if back { "ends" } else { "begins" };
            self.say(format!("“{words}” {side} with the document ({}).", dct.english()));
        }
        answer
    }

    /// Whether "by", "until" or "as soon as" stands before.
    fn limit(&self) -> bool {
        tense::limit(self.text, self.text.token_at(self.span.start)).is_some()
    }

    /// Whether it is "Monday's" of something that has happened.
    fn owns_what_was(&self) -> bool {
        tense::owns_what_was(self.text, self.text.token_at(self.span.start))
    }

    fn tense(&self) -> Tense {
        let token = self.text.token_at(self.span.start);
        match tense::since(self.text, token) {
            Some(_) => Tense::Past,
            None => tense::around(self.text, token).tense,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timex::tag;

    #[track_caller]
    fn check(dct: &str, content: &str, expected: &[&str]) {
        let anchor = Anchor { dct: dct.parse().ok(), ..Anchor::default() };
        let found = tag(&anchor, &Text::new(content));
        let dates: Vec<_> =
            found.iter().map(|it| it.when.map_or("-".to_owned(), |it| it.to_string())).collect();
        assert_eq!(dates, expected, "{content}");
    }

    #[test]
    fn answers_are_as_fine_as_what_is_known() {
        check("2025", "On December 4 last year they met.", &["2024-12-04"]);
        check("2025", "They met on Monday, and on March 8.", &["-", "2025-03-08?"]);
        check("2025-10", "They met last month and on March 8.", &["2025-09", "2025-03-08"]);
        check("", "They met on March 8, then on 9 April 2019.", &["-", "2019-04-09"]);
        check("2025-10-07", "It lasted three days.", &["-"]);
    }

    #[test]
    fn what_edtf_lacks_becomes_an_interval() {
        check("2024-05-15", "It rained last week.", &["2024-05-06/2024-05-12"]);
        check("2024-05-15", "It rained from 12 to 17 June 2023.", &["2023-06-12", "2023-06-17"]);
        check("2024-05-15", "The second half of 2023 was wet.", &["2023-07/2023-12"]);
        check("2024-05-15", "The winter 2011 was wet.", &["2011-24"]);
        check("2024-05-15", "Around 2015 the mine closed.", &["2015~"]);
    }

    #[test]
    fn a_step_says_how_the_date_follows() {
        let anchor = Anchor { dct: Date::day(2024, 10, 8), ..Anchor::default() };
        let found = tag(&anchor, &Text::new("He sent it on Monday, her 70th birthday."));
        assert_eq!(
            found[0].steps,
            ["“Monday” without a date looks back in news: the last Monday up to 8 October 2024 \
              is 7 October 2024."]
        );
        assert_eq!(found[0].anchored, anchor.dct);
        assert_eq!((found[1].anniversary, found[1].when), (Some(70), None));
    }
}
