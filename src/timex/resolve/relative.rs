//! Dates counted from the document or from what was told before.

use chrono::{Datelike, Weekday};

use crate::date::{Date, When};
use crate::source::Span;
use crate::timex::TimexType;
use crate::timex::lexicon::{Class, class_of};
use crate::timex::meaning::{Amount, Meaning, Origin, Part, Point, Unit, Year};
use crate::timex::reasoning::{Direction, LostBy, Missing, Reasoning, Sense, Toward, Why};
use crate::timex::reckon::{add_days, in_year, period_of, shifted};
use crate::timex::resolve::{Answer, Teller, Told};
use crate::timex::tense::Tense;
use crate::timex::value::{self, Calendar};

/// The day that a period ends on.
#[derive(Debug, Clone, Copy)]
struct End {
    point: Point,
    /// Where it stands.
    span: Span,
    /// Whether the words say that it lies behind.
    over: bool,
}

impl Teller<'_> {
    /// "last week", "this month", "the following day", "the quarter".
    pub(super) fn period(&mut self, unit: Unit, offset: i32, from: Origin) -> Answer {
        self.reasoning.sense = Sense::Period(unit, offset);
        if unit == Unit::Quarter
            && from == Origin::Text
            && let Some(quarter) = self.told_quarter()
        {
            self.reasoning.sense = Sense::Period(unit, 0);
            return Answer::of(Calendar::Date(quarter));
        }
        if unit == Unit::Week
            && offset == 0
            && let Some(answer) = self.ended_week()
        {
            return answer;
        }
        if unit == Unit::Century
            && offset == 0
            && self.anchor.narrative
            && let Some(told) = self.told
            && let Some(year) = told.calendar.date().year()
            && self.is_turn()
        {
            let century = self.turn_of_century(year);
            self.count_on(told, Why::History);
            return Answer::of(Calendar::Date(Date::Century(century)));
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

    /// The same period of the year before, which results are compared with.
    fn year_before(&mut self, reported: Date) -> Answer {
        self.anchor_on(reported, Why::Reported);
        let before = match reported {
            Date::Quarter(year, quarter) => Date::Quarter(year - 1, quarter),
            other => Date::Year(other.first_day().year() - 1),
        };
        Answer::of(Calendar::Date(before))
    }

    /// The quarter told last, or the one that ends on the day said: "the quarter ended July 31".
    fn told_quarter(&mut self) -> Option<Date> {
        // The months of a fiscal quarter may lie in two of the calendar: it is the one of most of them.
        const HALF: i64 = 45;
        let told = self.reported.quarter().map(|(year, quarter)| Date::Quarter(year, quarter));
        let near = self.reported.is_near(self.span.start);
        let Some(ended) = self.ended().filter(|_| told.is_none() || !near) else {
            return told.inspect(|it| self.anchor_on(*it, Why::Reported));
        };
        let end = self.end_day(ended)?;
        self.anchor_on(end.date(), Why::Ends(ended.span));
        let middle = add_days(end.last_day(), -HALF);
        Some(Date::Quarter(middle.year(), (middle.month0() / 3 + 1) as u8))
    }

    /// Whether the expression is "the turn of the century".
    fn is_turn(&self) -> bool {
        let mut words = self.text.slice(self.span).split_whitespace();
        words.any(|it| it.eq_ignore_ascii_case("turn"))
    }

    /// The century that turned when a year was told last: the nearer turn, unless "by" or "until" says that
    /// it was still to come.
    fn turn_of_century(&self, year: i32) -> i32 {
        let before = self.text.token_at(self.span.start).checked_sub(1);
        let before = before.map_or(Class::Other, |it| class_of(self.text.word(it)));
        let (century, past) = (year.div_euclid(100), year.rem_euclid(100));
        let ahead = match before {
            Class::By | Class::Until => past * 3 > 100 - past,
            _ => past > 50,
        };
        century + i32::from(ahead)
    }

    /// The day that a period ends on: "ended" says that it lies behind, "ending" leaves that to the
    /// sentence, as the day itself does.
    fn end_day(&mut self, ended: End) -> Option<Calendar> {
        if !ended.over {
            // How the day itself follows is told where it stands.
            let sense = self.reasoning.sense;
            let day = self.point(&ended.point).calendar;
            self.reasoning = Reasoning { sense, ..Reasoning::default() };
            return day;
        }
        let dct = self.anchor.dct;
        let year = match ended.point.year {
            Year::Given(year) => Some(year),
            _ => dct.and_then(Date::year),
        }?;
        let latest = |it: &Calendar| dct.is_none_or(|dct| it.first_day() <= dct.last_day());
        let part = ended.point.part;
        [year, year - 1].into_iter().filter_map(|it| in_year(part, it)).find(latest)
    }

    /// The day that the expression's period ends on, where the next expression says so: "the quarter
    /// ended July 31".
    fn ended(&self) -> Option<End> {
        let next = self.ahead.first()?;
        let Meaning::Point(point @ Point { part: Part::Day(..), .. }) = next.meaning else {
            return None;
        };
        let words = self.text.slice(Span::new(self.span.end, next.span.start)).trim();
        let over = matches!(words, "ended" | "that ended" | "which ended");
        (over || words == "ending").then_some(End { point, span: next.span, over })
    }

    /// "the week ending March 10".
    fn ended_week(&mut self) -> Option<Answer> {
        let ended = self.ended()?;
        let end = self.end_day(ended)?;
        self.anchor_on(end.date(), Why::Ends(ended.span));
        period_of(end, Unit::Week, 0).map(Answer::of)
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
        // "this weekend" is the coming one, but for what is told on the first days after the last.
        let over = day.weekday().num_days_from_monday() < 2
            && matches!(tense, Tense::Past | Tense::PastPerfect);
        let words = self.text.slice(self.span).to_ascii_lowercase();
        let named = words.contains("coming") || words.starts_with("this") && !over;
        let (monday, toward) = match ahead {
            true if named || tense == Tense::Future => (this, Toward::Forward),
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

    /// "Monday of last week", "a week ago Tuesday".
    pub(super) fn weekday_of(&mut self, weekday: Weekday, weeks: i32) -> Answer {
        self.reasoning.sense = Sense::OfWeek(weekday, weeks);
        let Some(day) = self.dct_day(Why::Writing) else {
            return self.open(format!("XXXX-WXX-{}", weekday.number_from_monday()), Missing::Day);
        };
        let monday = add_days(day.week(Weekday::Mon).first_day(), i64::from(weeks) * 7);
        let day = add_days(monday, i64::from(weekday.num_days_from_monday()));
        Answer::of(Calendar::day(day))
    }

    /// "the past three years".
    pub(super) fn stretch(&mut self, amount: Amount, unit: Unit, back: bool) -> Answer {
        self.reasoning.sense = Sense::Stretch { back };
        let mut answer = Answer::plain(TimexType::Duration, value::duration(amount, unit));
        if let Amount::Exact(count) = amount
            && let Some(dct) = self.anchor.dct
            && let Some(other) = shifted(dct, count, unit, back)
            && let Some(here) = shifted(dct, 0, unit, back)
        {
            self.anchor_on(dct, Why::Writing);
            answer.when = Some(When::between(other.date(), here.date()));
        }
        answer
    }

    /// "three weeks from Sunday", "two days after Christmas".
    pub(super) fn counted(
        &mut self,
        (count, unit, back): (u32, Unit, bool),
        day: &Meaning,
    ) -> Answer {
        let from = self.answer(day).calendar.map(Calendar::date);
        let days = match unit {
            Unit::Week => Some(7 * count),
            Unit::Fortnight => Some(14 * count),
            _ => None,
        };
        let signed = if back { -i64::from(count) } else { i64::from(count) };
        self.reasoning = Reasoning { sense: Sense::Count(unit, signed), ..Reasoning::default() };
        // From a day a week on is a day again.
        let (count, fine) = days.map_or((count, unit), |it| (it, Unit::Day));
        let calendar = from.and_then(|it| shifted(it, count, fine, back));
        let (Some(from), Some(calendar)) = (from, calendar) else {
            return self.open(open_value(fine), Missing::Origin);
        };
        self.anchor_on(from, Why::Named(self.base()));
        Answer::of(calendar)
    }

    /// The words of the day that the expression counts from.
    fn base(&self) -> Span {
        let first = self.text.token_at(self.span.start);
        let joint = |at: &usize| {
            matches!(class_of(self.text.word(*at)), Class::From | Class::Before | Class::After)
        };
        let end = self.text.token_at(self.span.end);
        let tokens = self.text.tokens();
        let Some(joint) = (first..end).find(joint) else { return self.span };
        // "the Friday after next"
        if class_of(self.text.word(joint + 1)) == Class::Next && joint + 2 == end {
            return tokens[first].span().join(tokens[joint.saturating_sub(1)].span());
        }
        Span::new(tokens[joint + 1].span().start, self.span.end)
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
        // "48 hours later" is two days later; 36 hours after a day may be one of two.
        let (count, unit) = match unit {
            Unit::Hour if count.is_multiple_of(24) => (count / 24, Unit::Day),
            unit => (count, unit),
        };
        if unit == Unit::Year
            && count == 1
            && back
            && let Some(reported) = self.compared()
        {
            return self.year_before(reported);
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
