//! Dates counted from the document or from what was told before.

use chrono::{Datelike, Weekday};

use crate::date::Date;
use crate::source::Span;
use crate::timex::TimexType;
use crate::timex::meaning::{Amount, Origin, Unit};
use crate::timex::reasoning::{Direction, LostBy, Missing, Sense, Toward, Why};
use crate::timex::reckon::{add_days, period_of, shifted};
use crate::timex::resolve::{Answer, Teller, Told};
use crate::timex::tense::Tense;
use crate::timex::value::Calendar;

impl Teller<'_> {
    /// "last week", "this month", "the following day", "the quarter".
    pub(super) fn period(&mut self, unit: Unit, offset: i32, from: Origin) -> Answer {
        self.reasoning.sense = Sense::Period(unit, offset);
        if unit == Unit::Quarter
            && from == Origin::Text
            && let Some((year, quarter)) = self.reported.quarter()
        {
            let quarter = Date::Quarter(year, quarter);
            self.reasoning.sense = Sense::Period(unit, 0);
            self.anchor_on(quarter, Why::Reported);
            return Answer::of(Calendar::Date(quarter));
        }
        if unit == Unit::Century
            && offset == 0
            && self.anchor.narrative
            && let Some(told) = self.told
            && let Some(year) = told.calendar.date().year()
            && self.is_turn()
        {
            self.count_on(told, Why::History);
            return Answer::of(Calendar::Date(Date::Century(turn_of_century(year))));
        }
        // In a history "this year" is the year that is told of.
        let told_of = self.anchor.narrative && self.told.is_some() && unit != Unit::Day;
        // The latest quarter of which there are results, where none was told, is the last that is over.
        let results = unit == Unit::Quarter && offset < 0;
        let from = if told_of {
            Origin::Text
        } else if results {
            Origin::Document
        } else {
            from
        };
        let why = if told_of { Why::History } else { Why::Said };
        let origin = self.count_from(from, why, |it| period_of(it, unit, offset).is_some());
        if unit == Unit::Weekend && offset == 0 {
            return self.weekend(origin);
        }
        match origin.and_then(|it| period_of(it, unit, offset)) {
            Some(calendar) => Answer::of(calendar),
            None => self.open(open_value(unit), Missing::Origin),
        }
    }

    /// Whether the expression is "the turn of the century".
    fn is_turn(&self) -> bool {
        let mut words = self.text.slice(self.span).split_whitespace();
        words.any(|it| it.eq_ignore_ascii_case("turn"))
    }

    /// The date to count from, the finest told last that serves.
    fn count_from(
        &mut self,
        from: Origin,
        why: fn(Span) -> Why,
        serves: impl Fn(Calendar) -> bool,
    ) -> Option<Calendar> {
        if from == Origin::Document {
            return self.dct(Why::Writing).map(Calendar::Date);
        }
        if self.told.is_some_and(|it| !serves(it.calendar)) {
            self.resume(None);
        }
        // A day told earlier serves only while what was told since agrees with it.
        let agrees =
            |day: &Told| self.told.is_none_or(|it| it.calendar.when().covers(day.calendar.when()));
        let told = [self.told, self.told_day.filter(agrees)];
        if let Some(told) = told.into_iter().flatten().find(|it| serves(it.calendar)) {
            return Some(self.count_on(told, why));
        }
        // A history counts from what it tells, and from the document only where it tells nothing.
        if self.anchor.narrative && self.told.is_some() {
            return None;
        }
        self.dct(Why::NothingTold).map(Calendar::Date)
    }

    /// "the weekend": the last one, or the coming one where the sentence looks forward.
    fn weekend(&mut self, origin: Option<Calendar>) -> Answer {
        let Some(Calendar::Date(Date::Day(day))) = origin else {
            return self.open(open_value(Unit::Weekend), Missing::Origin);
        };
        let (tense, cue) = self.tense();
        let this = day.week(Weekday::Mon).first_day();
        let last = add_days(this, -7);
        let ahead = day.weekday().num_days_from_monday() < 5;
        let (monday, toward) = match ahead {
            true if tense == Tense::Future => (this, Toward::Forward),
            true => (last, Toward::Back),
            false => (this, Toward::Here),
        };
        self.reasoning.direction = Some(Direction { toward, cue });
        match toward {
            Toward::Forward => self.lose(Calendar::Weekend(last), LostBy::Behind),
            Toward::Back => self.lose(Calendar::Weekend(this), LostBy::Ahead),
            Toward::Here => {}
        }
        Answer::of(Calendar::Weekend(monday))
    }

    /// "two weeks ago", "a year earlier", "three days later".
    pub(super) fn shift(&mut self, amount: Amount, unit: Unit, back: bool, from: Origin) -> Answer {
        let vague = if back { "PAST_REF" } else { "FUTURE_REF" };
        self.reasoning.sense = Sense::Vague;
        let Amount::Exact(count) = amount else {
            return Answer::plain(TimexType::Date, vague);
        };
        let signed = if back { -i64::from(count) } else { i64::from(count) };
        self.reasoning.sense = Sense::Count(unit, signed);
        if unit == Unit::Year
            && count == 1
            && back
            && let Some(reported) = self.reported.compared(self.span.start)
        {
            self.anchor_on(reported, Why::Reported);
            let before = match reported {
                Date::Quarter(year, quarter) => Date::Quarter(year - 1, quarter),
                other => Date::Year(other.first_day().year() - 1),
            };
            return Answer::of(Calendar::Date(before));
        }
        let origin =
            self.count_from(from, Why::Said, |it| shifted(it.date(), count, unit, back).is_some());
        match origin.and_then(|it| shifted(it.date(), count, unit, back)) {
            Some(calendar) => Answer::of(calendar),
            None if unit < Unit::Day => {
                self.reasoning.anchor = None;
                Answer::plain(TimexType::Date, vague)
            }
            None => self.open(open_value(unit), Missing::Origin),
        }
    }
}

/// The century that turned around a year: the next, unless the last turn is much nearer.
fn turn_of_century(year: i32) -> i32 {
    let (century, past) = (year.div_euclid(100), year.rem_euclid(100));
    if past * 3 <= 100 - past { century } else { century + 1 }
}

/// The value of a unit of which nothing is known.
fn open_value(unit: Unit) -> &'static str {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => "XXXX-XX-XX",
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        _ => "XXXX",
    }
}
