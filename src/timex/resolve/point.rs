//! Points of the calendar: which year a date without one is of, which Monday "Monday" is.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::date::{Certainty, Date, When};
use crate::source::Span;
use crate::text::TokenKind;
use crate::timex::absolute::valid;
use crate::timex::lexicon::{Class, class_of};
use crate::timex::meaning::{Expr, Lean, Origin, Part, Partial, Point, Year};
use crate::timex::reasoning::{
    Cue, Direction, Lost, LostBy, Missing, Order, Remark, Sense, Toward, Why,
};
use crate::timex::reckon::{add_days, day_of_month, in_year, unspecified};
use crate::timex::resolve::{Answer, Teller};
use crate::timex::tense::Tense;
use crate::timex::value::Calendar;

/// Within how many days of the document's date a reading counts as next to it.
const NEAR: i64 = 10;
/// Within how many bytes a date in full lends its year to one without.
const BESIDE: usize = 60;
/// How far what lies ahead seems in a sentence that looks back, for a choice among years: news
/// leaves the year out of what is near, and what was eleven months ago needs it.
const AHEAD_IN_PAST: i64 = 10;
/// The same where the sentence does not say.
const AHEAD: i64 = 3;
/// How far what lies behind seems where the sentence does not look forward.
const BEHIND: i64 = 2;
/// The same where it does.
const BEHIND_IN_FUTURE: i64 = 6;

/// The most adjectives between the article and a day that names a thing.
const ADJECTIVES: usize = 2;
/// For how many days a day that names a thing is surely the one just past.
const RECENT: i64 = 100;

/// The days of the year that are told in full, each with its year where that is always the same.
pub(super) fn days_in_full(exprs: &[Expr]) -> BTreeMap<(u32, u32), Option<(i32, Span)>> {
    let mut days = BTreeMap::new();
    for expr in exprs {
        let Some(Partial { year: Some(year), month: Some(month), day: Some(day), .. }) =
            expr.calendar().filter(|it| !it.ambiguous_day_month)
        else {
            continue;
        };
        let told = days.entry((month, day)).or_insert(Some((year, expr.span)));
        if told.is_some_and(|(other, _)| other != year) {
            *told = None;
        }
    }
    days
}

impl Teller<'_> {
    pub(super) fn point(&mut self, point: &Point) -> Answer {
        match point.part {
            Part::Decade(decade) => return Answer::of(Calendar::Date(Date::Decade(decade))),
            Part::Century(century) if century < 0 => {
                return Answer::of(Calendar::CenturyBefore(-century));
            }
            Part::Century(century) => return Answer::of(Calendar::Date(Date::Century(century))),
            Part::Either(a, b) => return self.either(point, a, b),
            Part::Whole if point.year == Year::Missing => {
                if let Some(weekday) = point.weekday {
                    return self.weekday(weekday, point.lean);
                }
            }
            _ => {}
        }
        let year = match point.year {
            Year::Given(year) => Some(year),
            Year::Shift(offset, from) => {
                // In a history "the year" is the one told of.
                let from =
                    if self.anchor.narrative && self.told.is_some() { Origin::Text } else { from };
                self.reasoning.sense = Sense::OtherYear(offset);
                let origin = match from {
                    Origin::Document => self.dct(Why::Writing).and_then(Date::year),
                    Origin::Text => self.origin(Why::Said).and_then(|it| it.date().year()),
                };
                origin.map(|it| it + offset)
            }
            Year::Missing => return self.year_missing(point),
        };
        let compared = (point.part == Part::ToldQuarter).then(|| self.compared()).flatten();
        let part = match compared {
            Some(told @ Date::Quarter(of, quarter)) => {
                if let Year::Given(year) = point.year {
                    self.reasoning.sense = Sense::OtherYear(year - of);
                    self.anchor_on(told, Why::Reported);
                }
                Part::Quarter(quarter)
            }
            _ => point.part,
        };
        match year {
            Some(year) => match in_year(part, year) {
                Some(calendar) => {
                    self.check_weekday(point, calendar);
                    Answer::of(calendar)
                }
                None => self.open(unspecified(point.part), Missing::SuchDay),
            },
            None => self.open(unspecified(point.part), Missing::Year),
        }
    }

    fn check_weekday(&mut self, point: &Point, calendar: Calendar) {
        if let (Some(weekday), Calendar::Date(Date::Day(day))) = (point.weekday, calendar)
            && day.weekday() != weekday
        {
            self.reasoning.remarks.push(Remark::OtherWeekday(Date::Day(day), weekday));
        }
    }

    /// `08/10/2024`: day first or month first.
    pub(super) fn either(&mut self, point: &Point, a: u32, b: u32) -> Answer {
        let Year::Given(year) = point.year else { return self.open("XXXX-XX-XX", Missing::Year) };
        let (month_first, day_first) = (Date::day(year, a, b), Date::day(year, b, a));
        let near = |date: Option<Date>| {
            let (day, dct) = (date?.as_day()?, self.anchor.dct?.as_day()?);
            Some((day - dct).num_days().abs())
        };
        let (is_day_first, order) = match self.day_first {
            Some(day_first) => (day_first, Order::Written),
            None => match (near(month_first), near(day_first)) {
                (Some(m), Some(d)) if m <= NEAR && d > NEAR => (false, Order::Near),
                (Some(m), Some(d)) if d <= NEAR && m > NEAR => (true, Order::Near),
                _ if self.names(b, a) => (true, Order::Named),
                _ if self.names(a, b) => (false, Order::Named),
                _ => (true, Order::Custom),
            },
        };
        let (choice, other) =
            if is_day_first { (day_first, month_first) } else { (month_first, day_first) };
        self.reasoning.sense = Sense::Digits { day_first: is_day_first, order };
        let Some(date) = choice else { return self.open("XXXX-XX-XX", Missing::SuchDay) };
        if let Some(other) = other.filter(|it| *it != date) {
            self.lose(Calendar::Date(other), LostBy::Order);
        }
        let mut answer = Answer::of(Calendar::Date(date));
        if order == Order::Custom {
            answer.when = Some(When::Date(date, Certainty::Uncertain));
        }
        answer
    }

    /// Whether the text names a month and a day in words.
    fn names(&self, month: u32, day: u32) -> bool {
        self.named.contains(&(month, day))
    }

    /// A weekday without a date.
    pub(super) fn weekday(&mut self, weekday: Weekday, lean: Lean) -> Answer {
        let lean = self.lean(lean);
        let told = match lean {
            Lean::After | Lean::Before | Lean::Same => true,
            Lean::Bare => self.anchor.narrative,
            _ => false,
        };
        self.reasoning.sense = Sense::Weekday(weekday);
        let origin = self.origin_for(lean, told);
        let day = origin.and_then(|it| it.date().as_day());
        let Some(day) = day else {
            return self.open(format!("XXXX-WXX-{}", weekday.number_from_monday()), Missing::Day);
        };
        let ahead = i64::from(
            (weekday.num_days_from_monday() + 7 - day.weekday().num_days_from_monday()) % 7,
        );
        let behind = (7 - ahead) % 7;
        let (days, cue) = match lean {
            Lean::Last | Lean::Before => (if behind == 0 { -7 } else { -behind }, Cue::Own),
            Lean::Next | Lean::After => (if ahead == 0 { 7 } else { ahead }, Cue::Own),
            Lean::This => {
                let from_monday = i64::from(weekday.num_days_from_monday())
                    - i64::from(day.weekday().num_days_from_monday());
                (from_monday, Cue::Own)
            }
            Lean::Same => (-behind, Cue::Own),
            Lean::Bare if told => (ahead, Cue::Story),
            Lean::Bare => match (self.tense(), self.limit()) {
                ((Tense::Future, cue), _) if !self.owns_what_was() => (ahead, cue),
                ((tense, _), Some(limit)) if tense != Tense::PastPerfect => (ahead, limit),
                ((Tense::Future, _), _) => (-behind, Cue::Owned),
                ((_, cue), _) => (-behind, cue),
            },
        };
        let toward = match days {
            0 => Toward::Here,
            days if days < 0 => Toward::Back,
            _ => Toward::Forward,
        };
        self.reasoning.direction = Some(Direction { toward, cue });
        match (cue, toward) {
            (Cue::Own | Cue::Story, _) | (_, Toward::Here) => {}
            (_, Toward::Back) => self.lose(Calendar::day(add_days(day, ahead)), LostBy::Ahead),
            (_, Toward::Forward) => {
                self.lose(Calendar::day(add_days(day, -behind)), LostBy::Behind);
            }
        }
        Answer::of(Calendar::day(add_days(day, days)))
    }

    /// Notes what the expression might have meant as well.
    pub(super) fn lose(&mut self, calendar: Calendar, why: LostBy) {
        self.reasoning.lost.push(Lost { when: calendar.when(), why });
    }

    /// What a point counts from that lacks its date or year.
    fn origin_for(&mut self, lean: Lean, told: bool) -> Option<Calendar> {
        match lean {
            Lean::Bare if told => self.origin(Why::History),
            _ if told => self.origin(Why::Said),
            Lean::Bare => self.dct(Why::News).map(Calendar::Date),
            _ => self.dct(Why::Writing).map(Calendar::Date),
        }
    }

    /// The candidate nearest to the document, as the sentence looks.
    fn nearest(
        &mut self,
        candidates: &[Calendar],
        first: NaiveDate,
        last: NaiveDate,
    ) -> Option<Calendar> {
        let (tense, cue) = self.tense();
        let (ahead, behind) = match tense {
            Tense::Past | Tense::PastPerfect => (AHEAD_IN_PAST, BEHIND),
            Tense::Unknown => (AHEAD, BEHIND),
            Tense::Future | Tense::Vowed => (BEHIND, BEHIND_IN_FUTURE),
        };
        let far = |it: &&Calendar| {
            let days = (it.first_day() - last).num_days();
            if days > 0 { days * ahead } else { (first - it.last_day()).num_days().max(0) * behind }
        };
        let is_ahead = |it: &Calendar| it.first_day() > last;
        let open = |it: &&Calendar| !self.lies_behind() || !is_ahead(it);
        let choice = candidates.iter().filter(open).min_by_key(far).copied()?;
        let is_behind = |it: &Calendar| it.last_day() < first;
        let (toward, rival) = match (is_ahead(&choice), is_behind(&choice)) {
            (true, _) => (Toward::Forward, candidates.iter().rev().find(|it| is_behind(it))),
            (_, true) => (Toward::Back, candidates.iter().find(|it| is_ahead(it))),
            _ => (Toward::Here, None),
        };
        let looks = match cue {
            Cue::Tense { looks, .. } => looks,
            _ => Toward::Back,
        };
        let why = match toward {
            _ if looks != toward => LostBy::Distance,
            Toward::Forward => LostBy::Behind,
            _ => LostBy::Ahead,
        };
        if let Some(rival) = rival {
            self.lose(*rival, why);
        }
        self.reasoning.direction = Some(Direction { toward, cue });
        Some(choice)
    }

    /// A date without its year, close behind one told in full in the same sentence.
    fn beside(&mut self, point: &Point) -> Option<Answer> {
        let beside = self.full.filter(|(_, it)| {
            let near = self.span.start - it.end < BESIDE;
            let sentence = |span: Span| self.text.sentence_at(span.start);
            point.lean == Lean::Bare && near && sentence(*it) == sentence(self.span)
        });
        let beside = beside.and_then(|(date, _)| match point.part {
            Part::DayOfMonth(day) => Some((date, day_of_month(date, 0, day)?)),
            part => Some((date, in_year(part, date.year()?)?)),
        });
        let (date, calendar) = beside?;
        if let Some((_, span)) = self.full {
            self.anchor_on(date, Why::Beside(span));
        }
        self.check_weekday(point, calendar);
        Some(Answer::of(calendar))
    }

    /// A day that names a thing, "the Sept. 11 attacks", which the text tells in full elsewhere.
    fn elsewhere(&mut self, point: &Point) -> Option<Answer> {
        let Part::Day(month, day) = point.part else { return None };
        let (year, span) = (*self.in_full.get(&(month, day))?)?;
        let date = Date::day(year, month, day).filter(|_| self.names_thing(point))?;
        self.anchor_on(date, Why::Elsewhere(span));
        let calendar = Calendar::Date(date);
        self.check_weekday(point, calendar);
        Some(Answer::of(calendar))
    }

    /// Whether a day stands between an article and a noun: "the May 10 elections".
    fn names_thing(&self, point: &Point) -> bool {
        let tokens = self.text.tokens();
        let is_the =
            |at: usize| tokens.get(at).is_some() && self.text.word(at).eq_ignore_ascii_case("the");
        let (first, next) =
            (self.text.token_at(self.span.start), self.text.token_at(self.span.end));
        // "the deadly Oct. 7 attack"
        let plain = |at: &usize| {
            tokens[*at].kind == TokenKind::Word
                && !tokens[*at].capital
                && class_of(self.text.word(*at)) == Class::Other
        };
        let between = (0..first).rev().take(ADJECTIVES).take_while(plain).count();
        let articled = is_the(first) || (first - between).checked_sub(1).is_some_and(is_the);
        let noun = tokens.get(next).is_some_and(|it| it.kind == TokenKind::Word && it.spaced);
        let day = matches!(point.part, Part::Day(..)) && point.lean == Lean::Bare;
        day && articled && noun && may_be_noun(class_of(self.text.word(next)))
    }

    /// The part in the years (or months) around the origin, those first that fit the weekday said.
    fn candidates(&mut self, point: &Point, origin: Date, year: i32) -> Vec<Calendar> {
        let around = match point.part {
            Part::DayOfMonth(day) => [-1, 0, 1].map(|it| day_of_month(origin, it, day)),
            part => [year - 1, year, year + 1].map(|it| in_year(part, it)),
        };
        let fits = |it: &Calendar| match (point.weekday, it) {
            (Some(weekday), Calendar::Date(Date::Day(day))) => day.weekday() == weekday,
            _ => true,
        };
        let candidates: Vec<_> = around.into_iter().flatten().filter(|it| fits(it)).collect();
        if candidates.is_empty() {
            self.reasoning.remarks.push(Remark::NoSuchWeekday);
            return around.into_iter().flatten().collect();
        }
        if let Some(weekday) = point.weekday.filter(|_| candidates.len() < around.len()) {
            self.reasoning.remarks.push(Remark::ByWeekday(weekday));
        }
        candidates
    }

    /// A month, a day, a season or a quarter without its year.
    fn year_missing(&mut self, point: &Point) -> Answer {
        let open = unspecified(point.part);
        let point = &Point { lean: self.lean(point.lean), ..*point };
        self.reasoning.sense = match point.part {
            Part::DayOfMonth(_) => Sense::NoMonth,
            _ => Sense::NoYear,
        };
        let told = match point.lean {
            Lean::After | Lean::Before | Lean::Same => true,
            Lean::Bare => self.anchor.narrative && self.told.is_some(),
            _ => false,
        };
        if point.lean == Lean::Bare {
            self.resume(Some(point.part));
        }
        if let Some(answer) = self.winter(point).or_else(|| self.elsewhere(point)) {
            return answer;
        }
        if let Part::Day(month, day) = point.part
            && !valid(month, day)
        {
            return self.open(open, Missing::SuchDay);
        }
        if !self.anchor.narrative
            && let Some(answer) = self.beside(point)
        {
            return answer;
        }
        let origin = self.origin_for(point.lean, told);
        let Some(origin) = origin else { return self.open(open, Missing::Year) };
        let Some(year) = origin.date().year() else { return self.open(open, Missing::Year) };
        let Some(calendar) = self.choose(point, (origin, year), told) else {
            return self.open(open, Missing::Year);
        };
        let mut answer = Answer::of(calendar);
        if let Some(remark) = self.unsure(point, origin, calendar)
            && point.lean == Lean::Bare
            && !told
            && let Some(When::Date(date, _)) = answer.when
        {
            self.reasoning.remarks.push(remark);
            answer.when = Some(When::Date(date, Certainty::Uncertain));
        }
        answer
    }

    /// Why the year of a date is not sure that news tells without one.
    fn unsure(&self, point: &Point, origin: Calendar, choice: Calendar) -> Option<Remark> {
        if matches!(origin, Calendar::Date(Date::Year(_))) {
            return Some(Remark::YearUnsure);
        }
        let past = (origin.first_day() - choice.last_day()).num_days() > RECENT;
        (past && self.names_thing(point)).then_some(Remark::Names)
    }

    /// Which of the years around the origin it is, by what the words say, the sentence or the history.
    fn choose(
        &mut self,
        point: &Point,
        (origin, year): (Calendar, i32),
        told: bool,
    ) -> Option<Calendar> {
        let candidates = self.candidates(point, origin.date(), year);
        let (first, last) = (origin.first_day(), origin.last_day());
        let before = || candidates.iter().rev().find(|it| it.last_day() < first).copied();
        let month =
            origin.date().month_of_year().filter(|_| matches!(point.part, Part::DayOfMonth(_)));
        let at_home = |it: &&Calendar| {
            let date = it.date();
            date.year() == Some(year) && (month.is_none() || date.month_of_year() == month)
        };
        let same = || candidates.iter().find(at_home).copied();
        let (choice, toward) = match point.lean {
            Lean::Last | Lean::Before => (before(), Toward::Back),
            Lean::Next | Lean::After => {
                (candidates.iter().find(|it| it.first_day() > last).copied(), Toward::Forward)
            }
            Lean::Bare if !told => (self.nearest(&candidates, first, last), Toward::Here),
            Lean::Bare => {
                let choice = self.follow(point.part, origin, &candidates);
                let other = choice.and_then(|it| it.date().year()).map(|it| it.cmp(&year));
                let toward = match other {
                    Some(std::cmp::Ordering::Greater) => Toward::Forward,
                    Some(std::cmp::Ordering::Less) => Toward::Back,
                    _ => Toward::Here,
                };
                (choice, toward)
            }
            Lean::This | Lean::Same => (same(), Toward::Here),
        };
        let calendar = choice.or_else(same)?;
        if point.lean != Lean::Bare {
            self.reasoning.direction = Some(Direction { toward, cue: Cue::Own });
        } else if told {
            self.reasoning.direction = Some(Direction { toward, cue: Cue::Story });
            let next = candidates.iter().find(|it| it.first_day() > last);
            if let Some(next) = next.filter(|_| calendar.last_day() < first) {
                self.lose(*next, LostBy::Year);
            }
        }
        Some(calendar)
    }
}

/// Whether a word after a day may be what is named by it: "attacks", "agreement", "election", "fall".
fn may_be_noun(class: Class) -> bool {
    matches!(
        class,
        Class::Other
            | Class::Season(_)
            | Class::Month(_)
            | Class::Election
            | Class::Plan
            | Class::Wish
            | Class::Vow
    )
}
