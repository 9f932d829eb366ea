//! Turns what expressions say into dates, against the document's date and the dates told before.

mod happening;
mod point;
mod relative;
mod reported;
mod story;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use crate::date::{Certainty, Date, When};
use crate::source::Span;
use crate::text::Text;
use crate::timex::meaning::{
    Amount, Clock, Expr, Meaning, Modifier, Part, Partial, Point, Reference, Year,
};
use crate::timex::reasoning::{
    Anchoring, Cue, Known, Missing, Reasoning, Remark, Sense, Toward, Why,
};
use crate::timex::reckon::{in_year, unspecified};
use crate::timex::relative::FROM_HAPPENING;
use crate::timex::resolve::point::days_in_full;
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
        in_full: days_in_full(exprs),
        day_first,
        told: None,
        told_day: None,
        full: None,
        reported: Reported::default(),
        thread: Thread::default(),
        dated: Vec::new(),
        ahead: exprs,
        extent: None,
        span: Span::default(),
        reasoning: Reasoning::default(),
    };
    let mut timexes = Vec::with_capacity(exprs.len());
    for (index, expr) in exprs.iter().enumerate() {
        teller.ahead = &exprs[index + 1..];
        match (&expr.meaning, expr.ends) {
            (Meaning::Range(from, to), Some(ends)) => {
                timexes.extend(teller.ends_of(expr, (from, to), ends));
            }
            _ => timexes.extend(teller.resolve(expr)),
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
    /// Each day of the year that the text tells in full, with its year and place; none where it
    /// tells it of several years.
    in_full: BTreeMap<(u32, u32), Option<(i32, Span)>>,
    day_first: Option<bool>,
    told: Option<Told>,
    /// The day told last: "the next day" counts from it even where a month was told since.
    told_day: Option<Told>,
    /// A date of a year before the document's that was told in full, with its place.
    full: Option<(Date, Span)>,
    /// The quarter or the year that results are told of.
    reported: Reported,
    /// Where a history goes on after an aside.
    thread: Thread,
    /// What was told with a date so far, in order.
    dated: Vec<Told>,
    /// The expressions that are still to come.
    ahead: &'a [Expr],
    /// Where the expression ends if words after it belong to it, in bytes.
    extent: Option<usize>,
    span: Span,
    /// Why the expression has its value, as far as it is resolved.
    reasoning: Reasoning,
}

/// What an expression told.
#[derive(Debug, Clone, Copy)]
struct Told {
    calendar: Calendar,
    span: Span,
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
    /// `None` where it counts from a happening of which the text has told no date.
    fn resolve(&mut self, expr: &Expr) -> Option<Timex> {
        self.span = expr.span;
        self.take_up(expr);
        let happening = match expr.meaning {
            Meaning::Length(Amount::Exact(count), unit)
            | Meaning::Shift { amount: Amount::Exact(count), unit, .. }
                if expr.modifier.is_none()
                    && matches!(expr.rule, "length/amount" | FROM_HAPPENING) =>
            {
                self.shift_from_happening(count, unit)
            }
            _ => None,
        };
        if happening.is_none() && expr.rule == FROM_HAPPENING {
            return None;
        }
        let mut answer = happening.unwrap_or_else(|| self.answer(&expr.meaning));
        let end = self.extent.take().unwrap_or(expr.span.end);
        let span = Span { end, ..expr.span };
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
        let results = matches!(answer.calendar, Some(Calendar::Date(Date::Quarter(..))))
            && self.tells_results()
            && self.tense().0 == Tense::Past;
        let told = (expr.span.end, results);
        self.reported.note(&expr.meaning, answer.calendar, self.anchor.dct, told);
        if let Some(calendar) = answer.calendar.filter(|_| !compares(&expr.meaning)) {
            self.dated.push(Told { calendar, span });
            self.note(expr, Told { calendar, span }, answer.when);
        }
        let anniversary = match expr.meaning {
            Meaning::Anniversary(count) => count,
            _ => None,
        };
        let counted = end > expr.span.end;
        Some(Timex {
            span,
            kind: answer.kind,
            value: answer.value,
            when: answer.when,
            rule: if counted { FROM_HAPPENING } else { expr.rule },
            known: if counted { Some(Known::Implied) } else { expr.meaning.known() },
            reasoning: self.reasoned(expr),
            anniversary,
            range: None,
        })
    }

    /// Why the expression has the value that it was just given.
    fn reasoned(&mut self, expr: &Expr) -> Reasoning {
        let mut reasoning = std::mem::take(&mut self.reasoning);
        reasoning.remarks.extend(expr.modifier.map(Remark::Modified));
        reasoning
    }

    /// The two ends of a range.
    fn ends_of(
        &mut self,
        expr: &Expr,
        (from, to): (&Point, &Point),
        ends: (Span, Span),
    ) -> [Timex; 2] {
        self.span = expr.span;
        self.take_up(expr);
        let start = self.point(from);
        let mut began = self.reasoned(expr);
        let end = self.end_of(to, &start, ends.0);
        let ended = self.reasoned(expr);
        let start = match (from.year, to.year, start.calendar, end.calendar) {
            // "Oct. 30-Nov. 2, 2023": a start that the shared year puts after the end is a year earlier.
            (Year::Given(year), Year::Given(same), Some(a), Some(b))
                if year == same && a.first_day() > b.last_day() =>
            {
                began.remarks.push(Remark::YearBefore);
                in_year(from.part, year - 1).map_or(start, Answer::of)
            }
            _ => start,
        };
        let when = match (start.calendar, end.calendar) {
            (Some(a), Some(b)) => Some(When::between(a.date(), b.date())),
            _ => None,
        };
        if let Some(calendar) = start.calendar {
            self.dated.push(Told { calendar, span: ends.0 });
        }
        if let Some(calendar) = end.calendar {
            self.dated.push(Told { calendar, span: ends.1 });
            self.note(expr, Told { calendar, span: ends.1 }, when);
        }
        let timex = |span, answer: Answer, known, reasoning| Timex {
            span,
            kind: answer.kind,
            value: answer.value,
            when: answer.when,
            rule: expr.rule,
            known,
            reasoning,
            anniversary: None,
            range: Some(Range { span: expr.span, when }),
        };
        [
            timex(ends.0, start, Some(from.known()), began),
            timex(ends.1, end, Some(to.known()), ended),
        ]
    }

    /// The end of a range that begins so: where it says no year, the first such date after that.
    fn end_of(&mut self, to: &Point, start: &Answer, began: Span) -> Answer {
        let (Year::Missing, Some(first)) = (to.year, start.calendar) else {
            return self.point(to);
        };
        self.reasoning.sense = Sense::NoYear;
        self.anchor_on(first.date(), Why::Begins(began));
        let year = first.first_day().year();
        [year, year + 1]
            .into_iter()
            .filter_map(|year| in_year(to.part, year))
            .find(|it| it.last_day() >= first.first_day())
            .map(Answer::of)
            .unwrap_or_else(|| self.open(unspecified(to.part), Missing::SuchDay))
    }

    fn answer(&mut self, meaning: &Meaning) -> Answer {
        match meaning {
            Meaning::Point(point) => self.point(point),
            Meaning::Range(_, to) => self.point(to),
            Meaning::Period { unit, offset, from } => self.period(*unit, *offset, *from),
            Meaning::Shift { amount, unit, back, from } => self.shift(*amount, *unit, *back, *from),
            Meaning::WeekdayOf { weekday, weeks } => self.weekday_of(*weekday, *weeks),
            Meaning::Counted { count, unit, back, from } => {
                self.counted((*count, *unit, *back), from)
            }
            Meaning::Length(amount, unit) => {
                self.reasoning.sense = Sense::Length;
                Answer::plain(TimexType::Duration, value::duration(*amount, *unit))
            }
            Meaning::Stretch { amount, unit, back } => self.stretch(*amount, *unit, *back),
            Meaning::Recurring(what) => {
                self.reasoning.sense = Sense::Recurring;
                Answer::plain(TimexType::Set, value::recurring(*what))
            }
            Meaning::Time(clock, day) => self.time(*clock, day.as_deref()),
            Meaning::Reference(reference) => self.reference(*reference),
            Meaning::Anniversary(count) => self.anniversary(*count),
        }
    }

    /// Notes what the answer is counted from.
    fn anchor_on(&mut self, date: Date, why: Why) {
        self.reasoning.anchor = Some(Anchoring { date, why });
    }

    /// The document's date as the origin, noted as what the answer is counted from.
    fn dct(&mut self, why: Why) -> Option<Date> {
        let dct = self.anchor.dct?;
        self.anchor_on(dct, why);
        Some(dct)
    }

    fn dct_day(&mut self, why: Why) -> Option<NaiveDate> {
        self.dct(why)?.as_day()
    }

    /// The date told last, or the document's where nothing was told.
    fn origin(&mut self, why: fn(Span) -> Why) -> Option<Calendar> {
        match self.told {
            Some(told) => Some(self.count_on(told, why)),
            None => self.dct(Why::NothingTold).map(Calendar::Date),
        }
    }

    /// A date told before as the origin.
    fn count_on(&mut self, told: Told, why: fn(Span) -> Why) -> Calendar {
        self.anchor_on(told.calendar.date(), why(told.span));
        told.calendar
    }

    /// The answer where something is missing for a date.
    fn open(&mut self, value: impl Into<String>, missing: Missing) -> Answer {
        self.reasoning.anchor = None;
        self.reasoning.direction = None;
        self.reasoning.missing = Some(missing);
        Answer::plain(TimexType::Date, value)
    }

    fn reference(&mut self, reference: Reference) -> Answer {
        self.reasoning.sense = Sense::Reference(reference);
        let value = match reference {
            Reference::Present => "PRESENT_REF",
            Reference::Past => "PAST_REF",
            Reference::Future => "FUTURE_REF",
            // What it limits lies beside that date and not on it, so it is none for a timeline.
            Reference::Told => match self.told {
                Some(told) => {
                    let value = self.count_on(told, Why::Said).timex();
                    return Answer::plain(TimexType::Date, value);
                }
                None => "PAST_REF",
            },
        };
        Answer::plain(TimexType::Date, value)
    }

    fn anniversary(&mut self, count: Option<u32>) -> Answer {
        let value = count.map_or_else(|| "PXY".to_owned(), |it| format!("P{it}Y"));
        self.reasoning.sense = Sense::Anniversary;
        Answer::plain(TimexType::Duration, value)
    }

    fn time(&mut self, clock: Clock, day: Option<&Meaning>) -> Answer {
        let day = match day {
            // "the night of 5-6 March" lasts into the second day.
            Some(Meaning::Range(first, next)) => {
                let day = self.point(first);
                let next = day.calendar.and_then(|it| in_year(next.part, it.first_day().year()));
                let both =
                    |first: Calendar, next: Calendar| When::between(first.date(), next.date());
                Answer { when: day.calendar.zip(next).map(|(a, b)| both(a, b)), ..day }
            }
            Some(day) => self.answer(day),
            None => {
                self.reasoning.sense = Sense::Hour;
                match self.day_of_clock(clock) {
                    Some(day) => Answer::of(day),
                    None => self.open("XXXX-XX-XX", Missing::Day),
                }
            }
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
            return self.day_of_story(clock);
        }
        self.dct_day(Why::News).map(Calendar::day)
    }

    /// Whether it is "Monday's" of something that has happened.
    fn owns_what_was(&self) -> bool {
        tense::owns_what_was(self.text, self.text.token_at(self.span.start))
    }

    /// Whether the sentence tells results of a company.
    fn tells_results(&self) -> bool {
        reported::tells_results(self.text, self.text.token_at(self.span.start))
    }

    /// What a comparison with another year compares with: a quarter or a year of results.
    fn compared(&self) -> Option<Date> {
        self.reported.compared(self.span.start, self.tells_results())
    }

    /// The word of limit before the expression: "by", "until", "as soon as".
    fn limit(&self) -> Option<Cue> {
        let token = tense::limit(self.text, self.text.token_at(self.span.start))?;
        Some(Cue::Limit(self.text.tokens().get(token)?.span()))
    }

    /// Whether the expression says when something began that goes on, or when it ended.
    fn lies_behind(&self) -> bool {
        tense::behind(self.text, self.text.token_at(self.span.start)).is_some()
    }

    /// "were to": a form of "be" looks forward only with the "to" that follows it.
    fn with_its_infinitive(&self, word: Span, tense: Tense) -> Span {
        let next = self.text.tokens().get(self.text.token_at(word.end)).map(|it| it.span());
        let to = next.filter(|it| tense == Tense::Future && self.text.slice(*it) == "to");
        to.filter(|_| matches!(self.text.slice(word), "was" | "were" | "is" | "are"))
            .map_or(word, |it| word.join(it))
    }

    /// Which way the sentence looks, and what says so.
    fn tense(&self) -> (Tense, Cue) {
        let at = self.text.token_at(self.span.start);
        let tense::Cue { tense, token } = match tense::behind(self.text, at) {
            Some(behind) => tense::Cue { tense: Tense::Past, token: Some(behind) },
            None => tense::around(self.text, at),
        };
        let looks = if tense == Tense::Future { Toward::Forward } else { Toward::Back };
        let word = token.filter(|_| tense != Tense::Unknown);
        let cue = match word.and_then(|it| self.text.tokens().get(it)) {
            Some(token) => {
                Cue::Tense { word: self.with_its_infinitive(token.span(), tense), looks }
            }
            None => Cue::Default,
        };
        (tense, cue)
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
    fn a_day_that_names_a_thing_is_sure_only_while_it_is_recent() {
        check(
            "2024-05-15",
            "Since the deadly Sept. 11 attacks much has changed.",
            &["2023-09-11?"],
        );
        check("2023-10-15", "Since the Sept. 11 attacks much has changed.", &["2023-09-11"]);
        check("2024-05-15", "They kept to the Oct. 4 agreement.", &["2023-10-04?"]);
        check("2024-05-15", "On Sept. 11 much changed.", &["2023-09-11"]);
        let again = "It was robbed on 9 May 1996. The May 9 robbery was big.";
        check("2024-05-15", again, &["1996-05-09", "1996-05-09"]);
        let twice = "It was robbed on 9 May 1996 and 9 May 1997. The May 9 robbery was big.";
        check("2024-05-15", twice, &["1996-05-09", "1997-05-09", "2024-05-09"]);
    }

    #[test]
    fn what_edtf_lacks_becomes_an_interval() {
        check("2024-05-15", "It rained last week.", &["2024-05-06/2024-05-12"]);
        check("2024-05-15", "It rained from 12 to 17 June 2023.", &["2023-06-12", "2023-06-17"]);
        check("2024-05-15", "The second half of 2023 was wet.", &["2023-07/2023-12"]);
        check("2024-05-15", "The winter 2011 was wet.", &["2011-24"]);
        check("2024-05-15", "The winter of 1942-43 was wet.", &["1942-12/1943-02"]);
        check("2024-05-15", "On the night of March 5-6 it rained.", &["2024-03-05/2024-03-06"]);
        check("2024-05-15", "Around 2015 the mine closed.", &["2015~"]);
    }

    #[test]
    fn an_anniversary_has_a_number_and_no_date() {
        let found = tag(&Anchor::default(), &Text::new("It was her 70th birthday."));
        assert_eq!((found[0].anniversary, found[0].when), (Some(70), None));
    }
}
