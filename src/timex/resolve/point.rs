//! Points of the calendar: which year a date without one is of, which Monday "Monday" is.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::date::{Certainty, Date, When, weekday_name};
use crate::source::Span;
use crate::timex::meaning::{Lean, Origin, Part, Point, Year};
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
                let origin = match from {
                    Origin::Document => self.dct().and_then(Date::year),
                    Origin::Text => self.origin().and_then(|it| it.date().year()),
                };
                if let Some(origin) = origin {
                    let words = self.words();
                    self.say(format!("“{words}” counts years from {origin}: {}.", origin + offset));
                }
                origin.map(|it| it + offset)
            }
            Year::Missing => return self.year_missing(point),
        };
        let part = match (point.part, self.reported.compared(self.span.start)) {
            (Part::ToldQuarter, Some(Date::Quarter(_, quarter))) => Part::Quarter(quarter),
            (part, _) => part,
        };
        match year {
            Some(year) => match in_year(part, year) {
                Some(calendar) => {
                    self.check_weekday(point, calendar);
                    Answer::of(calendar)
                }
                None => self.open(unspecified(point.part), "a year that has such a day"),
            },
            None => self.open(unspecified(point.part), "the year"),
        }
    }

    fn check_weekday(&mut self, point: &Point, calendar: Calendar) {
        if let (Some(weekday), Calendar::Date(Date::Day(day))) = (point.weekday, calendar)
            && day.weekday() != weekday
        {
            self.say(format!(
                "{} was not a {}; the date is kept, not the weekday.",
                Date::Day(day).english(),
                weekday_name(weekday)
            ));
        }
    }

    /// `08/10/2024`: day first or month first.
    pub(super) fn either(&mut self, point: &Point, a: u32, b: u32) -> Answer {
        let Year::Given(year) = point.year else { return self.open("XXXX-XX-XX", "the year") };
        let (month_first, day_first) = (Date::day(year, a, b), Date::day(year, b, a));
        let words = self.words();
        let near = |date: Option<Date>| {
            let (day, dct) = (date?.as_day()?, self.anchor.dct?.as_day()?);
            Some((day - dct).num_days().abs())
        };
        let why_written = "as the document writes its dates";
        let why_near = "which is next to the document's own date";
        let why_named = "which the document names elsewhere";
        let (choice, why) = match self.day_first {
            Some(true) => (day_first, why_written),
            Some(false) => (month_first, why_written),
            None => match (near(month_first), near(day_first)) {
                (Some(m), Some(d)) if m <= NEAR && d > NEAR => (month_first, why_near),
                (Some(m), Some(d)) if d <= NEAR && m > NEAR => (day_first, why_near),
                _ if self.names(b, a) => (day_first, why_named),
                _ if self.names(a, b) => (month_first, why_named),
                _ => (day_first, "as most of the world writes; nothing in the document decides"),
            },
        };
        let Some(date) = choice else { return self.open("XXXX-XX-XX", "a day that exists") };
        let order = if choice == day_first { "day" } else { "month" };
        self.say(format!("“{words}” is read {order} first, {why}: {}.", date.english()));
        let mut answer = Answer::of(Calendar::Date(date));
        if why.starts_with("as most") {
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
        let origin = if told { self.origin() } else { self.dct().map(Calendar::Date) };
        let day = origin.and_then(|it| it.date().as_day());
        let Some(day) = day else {
            return self.open(
                format!("XXXX-WXX-{}", weekday.number_from_monday()),
                "the day of the document",
            );
        };
        let ahead = i64::from(
            (weekday.num_days_from_monday() + 7 - day.weekday().num_days_from_monday()) % 7,
        );
        let behind = (7 - ahead) % 7;
        let name = weekday_name(weekday);
        let (days, how) = match lean {
            Lean::Last | Lean::Before => {
                (if behind == 0 { -7 } else { -behind }, format!("is the {name} before"))
            }
            Lean::Next | Lean::After => {
                (if ahead == 0 { 7 } else { ahead }, format!("is the {name} after"))
            }
            Lean::This => {
                let from_monday = i64::from(weekday.num_days_from_monday())
                    - i64::from(day.weekday().num_days_from_monday());
                (from_monday, format!("is the {name} in the week of"))
            }
            Lean::Same => (-behind, format!("is the {name} told before:")),
            Lean::Bare if told => (ahead, format!("follows what was told: the first {name} from")),
            Lean::Bare => match self.tense() {
                Tense::Future if !self.owns_what_was() => {
                    (ahead, format!("looks forward in this sentence: the next {name} from"))
                }
                tense if tense != Tense::PastPerfect && self.limit() => {
                    (ahead, format!("is a limit that lies ahead: the next {name} from"))
                }
                _ => (-behind, format!("without a date looks back in news: the last {name} up to")),
            },
        };
        let answer = add_days(day, days);
        let words = self.words();
        let joint = if how.contains(": the ") { " is" } else { ":" };
        let (day, date) = (Date::Day(day).english(), Date::Day(answer).english());
        self.say(format!("“{words}” {how} {day}{joint} {date}."));
        Answer::of(Calendar::day(answer))
    }

    /// The candidate nearest to the document, as the sentence looks.
    fn nearest(
        &self,
        candidates: &[Calendar],
        first: NaiveDate,
        last: NaiveDate,
    ) -> (Option<Calendar>, &'static str) {
        let tense = self.tense();
        let (ahead, behind) = match tense {
            Tense::Past | Tense::PastPerfect => (AHEAD_IN_PAST, BEHIND),
            Tense::Unknown => (AHEAD, BEHIND),
            Tense::Future | Tense::Vowed => (BEHIND, BEHIND_IN_FUTURE),
        };
        let far = |it: &&Calendar| {
            let days = (it.first_day() - last).num_days();
            if days > 0 { days * ahead } else { (first - it.last_day()).num_days().max(0) * behind }
        };
        let choice = candidates.iter().min_by_key(far).copied();
        let how = match (choice.is_some_and(|it| it.first_day() > last), tense) {
            (true, Tense::Future | Tense::Vowed) => "looks forward in this sentence from",
            (true, _) => "without a year is the one nearest to",
            (false, _) => "without a year looks back in news from",
        };
        (choice, how)
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
        let (words, date) = (self.words(), date.english());
        self.anchored = self.full.map(|(it, _)| it);
        self.say(format!("“{words}” completes what the same sentence tells in full, {date}."));
        self.check_weekday(point, calendar);
        Some(Answer::of(calendar))
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
            self.say(
                "No year near has that weekday on that day; the weekday is set aside.".to_owned(),
            );
            return around.into_iter().flatten().collect();
        }
        candidates
    }

    /// A month, a day, a season or a quarter without its year.
    fn year_missing(&mut self, point: &Point) -> Answer {
        let open = unspecified(point.part);
        let point = &Point { lean: self.lean(point.lean), ..*point };
        let told = match point.lean {
            Lean::After | Lean::Before | Lean::Same => true,
            Lean::Bare => self.anchor.narrative && self.told.is_some(),
            _ => false,
        };
        if let Some(answer) = self.winter(point) {
            return answer;
        }
        if !self.anchor.narrative
            && let Some(answer) = self.beside(point)
        {
            return answer;
        }
        let origin = if told { self.origin() } else { self.dct().map(Calendar::Date) };
        let Some(origin) = origin else { return self.open(open, "the year") };
        let Some(year) = origin.date().year() else { return self.open(open, "the year") };
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
        let (choice, how) = match point.lean {
            Lean::Last | Lean::Before => (before(), "is the last one before"),
            Lean::Next | Lean::After => (
                candidates.iter().find(|it| it.first_day() > last).copied(),
                "is the first one after",
            ),
            Lean::This | Lean::Same => (same(), "is that of the year of"),
            Lean::Bare if told => {
                (self.follow(origin, &candidates), "leans on the date told before,")
            }
            Lean::Bare => self.nearest(&candidates, first, last),
        };
        match choice.or_else(same) {
            Some(calendar) => {
                let words = self.words();
                let (from, to) = (origin.english(), calendar.english());
                self.say(match origin == calendar {
                    true => format!("“{words}” without a year is the document's own date, {to}."),
                    false if how.ends_with(',') => format!("“{words}” {how} {from}, and is {to}."),
                    false => format!("“{words}” {how} {from} and is {to}."),
                });
                let mut answer = Answer::of(calendar);
                if matches!(origin, Calendar::Date(Date::Year(_)))
                    && point.lean == Lean::Bare
                    && !told
                    && let Some(When::Date(date, _)) = answer.when
                {
                    self.say(
                        "The document's date is only a year, so the year here is not sure."
                            .to_owned(),
                    );
                    answer.when = Some(When::Date(date, Certainty::Uncertain));
                }
                answer
            }
            None => self.open(open, "the year"),
        }
    }
}
