//! Dates counted from the document or from what was told before.

use chrono::{Datelike, Weekday};

use crate::date::Date;
use crate::timex::TimexType;
use crate::timex::meaning::{Amount, Origin, Unit};
use crate::timex::reckon::{add_days, period_of, shifted};
use crate::timex::resolve::{Answer, Teller};
use crate::timex::tense::Tense;
use crate::timex::value::Calendar;

impl Teller<'_> {
    /// "last week", "this month", "the following day", "the quarter".
    pub(super) fn period(&mut self, unit: Unit, offset: i32, from: Origin) -> Answer {
        if unit == Unit::Quarter
            && from == Origin::Text
            && let Some((year, quarter)) = self.reported.quarter()
        {
            return Answer::of(Calendar::Date(Date::Quarter(year, quarter)));
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
        let (origin, how) = self.count_from(from, |it| period_of(it, unit, offset).is_some());
        if unit == Unit::Weekend && offset == 0 {
            return self.weekend(origin);
        }
        match origin.and_then(|it| period_of(it, unit, offset)) {
            Some(calendar) => self.tell(calendar, how),
            None => self.open(open_value(unit), "a date to count from"),
        }
    }

    /// The date to count from, the finest told last that serves, and how to say so.
    fn count_from(
        &mut self,
        from: Origin,
        serves: impl Fn(Calendar) -> bool,
    ) -> (Option<Calendar>, &'static str) {
        // A day told earlier serves only while what was told since agrees with it.
        let agrees = |day: &Calendar| self.told.is_none_or(|it| it.when().covers(day.when()));
        let told = [self.told, self.told_day.filter(agrees)];
        let told = told.into_iter().flatten().find(|it| serves(*it));
        if let (Origin::Text, Some(told)) = (from, told) {
            self.anchored = Some(told.date());
            return (Some(told), "counts from the date told before");
        }
        // A history counts from what it tells, and from the document only where it tells nothing.
        let history = self.anchor.narrative && from == Origin::Text && self.told.is_some();
        let document = if history { None } else { self.dct().map(Calendar::Date) };
        (document, "counts from the document")
    }

    /// "the weekend": the last one, or the coming one where the sentence looks forward.
    fn weekend(&mut self, origin: Option<Calendar>) -> Answer {
        let Some(Calendar::Date(Date::Day(day))) = origin else {
            return self.open(open_value(Unit::Weekend), "a date to count from");
        };
        let past = self.tense() != Tense::Future && day.weekday().num_days_from_monday() < 5;
        let monday = day.week(Weekday::Mon).first_day();
        let monday = if past { add_days(monday, -7) } else { monday };
        self.tell(Calendar::Weekend(monday), "is the one next to the document")
    }

    /// "two weeks ago", "a year earlier", "three days later".
    pub(super) fn shift(&mut self, amount: Amount, unit: Unit, back: bool, from: Origin) -> Answer {
        let vague = if back { "PAST_REF" } else { "FUTURE_REF" };
        let Amount::Exact(count) = amount else {
            return Answer::plain(TimexType::Date, vague);
        };
        if unit == Unit::Year
            && count == 1
            && back
            && let Some(reported) = self.reported.compared(self.span.start)
        {
            self.anchored = Some(reported);
            let before = match reported {
                Date::Quarter(year, quarter) => Date::Quarter(year - 1, quarter),
                other => Date::Year(other.first_day().year() - 1),
            };
            return self.tell(Calendar::Date(before), "compares with the period told before");
        }
        let (origin, how) =
            self.count_from(from, |it| shifted(it.date(), count, unit, back).is_some());
        match origin.and_then(|it| shifted(it.date(), count, unit, back)) {
            Some(calendar) => self.tell(calendar, how),
            None if unit < Unit::Day => Answer::plain(TimexType::Date, vague),
            None => self.open(open_value(unit), "a date to count from"),
        }
    }
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
