//! Turns what expressions say into dates, against the document's date and the dates told before.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::date::{Certainty, Date, When};
use crate::source::Span;
use crate::text::Text;
use crate::timex::meaning::{
    Amount, Clock, Expr, Lean, Meaning, Modifier, Origin, Part, Partial, Point, Reference, Unit,
    Year,
};
use crate::timex::reckon::{add_days, day_of_month, in_year, period_of, shifted, unspecified};
use crate::timex::tense::{self, Tense};
use crate::timex::value::{self, Calendar};
use crate::timex::{Anchor, Timex, TimexType};

/// Resolves expressions of a text in order: one [`Timex`] for each, in the same order.
#[must_use]
pub fn resolve(anchor: &Anchor, text: &Text<'_>, exprs: &[Expr]) -> Vec<Timex> {
    let day_first = anchor.day_first.or_else(|| order_of_digits(text, exprs));
    let mut teller = Teller {
        anchor,
        text,
        day_first,
        told: None,
        year: None,
        quarter: None,
        span: Span::default(),
        steps: Vec::new(),
        anchored: None,
    };
    exprs.iter().map(|expr| teller.resolve(expr)).collect()
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

/// What was told so far, and the expression that is being resolved.
struct Teller<'a> {
    anchor: &'a Anchor,
    text: &'a Text<'a>,
    day_first: Option<bool>,
    told: Option<Calendar>,
    /// A year before the document's that was told in full, with the sentence that tells it.
    year: Option<(i32, usize)>,
    /// The quarter told last, with the place where it was told.
    quarter: Option<(i32, u8, usize)>,
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
        let mut answer = self.answer(&expr.meaning);
        if expr.modifier == Some(Modifier::Approximate)
            && let Some(When::Date(_, certainty @ Certainty::Sure)) = &mut answer.when
        {
            *certainty = Certainty::Approximate;
        }
        if let Some(Partial { year: Some(year), month: Some(_), .. }) = expr.calendar() {
            let past = self.anchor.dct.and_then(Date::year).is_some_and(|dct| year < dct);
            let sentence = self.text.sentence_at(expr.span.start);
            self.year = sentence.filter(|_| past).map(|it| (year, it));
        }
        if let Some(calendar) = answer.calendar.filter(|_| !compares_years(&expr.meaning)) {
            self.told = Some(calendar);
            if let Calendar::Date(Date::Quarter(year, quarter)) = calendar {
                self.quarter = Some((year, quarter, expr.span.end));
            }
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
        }
    }

    fn answer(&mut self, meaning: &Meaning) -> Answer {
        match meaning {
            Meaning::Point(point) => self.point(point),
            Meaning::Range(from, to) => self.range(from, to),
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
    fn origin(&mut self, from: Origin) -> Option<Calendar> {
        let told = match from {
            Origin::Text => self.told,
            Origin::Document if self.anchor.narrative => self.told,
            Origin::Document => None,
        };
        match told {
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
            None => match self.origin(Origin::Document) {
                Some(Calendar::Date(Date::Day(day))) => Answer::of(Calendar::day(day)),
                _ => self.open("XXXX-XX-XX", "the day of the document"),
            },
        };
        Answer {
            kind: TimexType::Time,
            value: format!("{}{}", day.value, value::clock(clock)),
            ..day
        }
    }

    fn range(&mut self, from: &Point, to: &Point) -> Answer {
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
                    .unwrap_or_else(|| Answer::plain(TimexType::Date, ""))
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
        Answer {
            kind: TimexType::Date,
            value: format!("{}/{}", start.value, end.value),
            when,
            calendar: end.calendar.filter(|_| when.is_some()),
        }
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

    /// "last week", "this month", "the following day", "the quarter".
    fn period(&mut self, unit: Unit, offset: i32, from: Origin) -> Answer {
        if unit == Unit::Quarter
            && offset == 0
            && from == Origin::Text
            && let Some((year, quarter, _)) = self.quarter
        {
            return Answer::of(Calendar::Date(Date::Quarter(year, quarter)));
        }
        let narrative = self.anchor.narrative;
        let origin = match (from, unit) {
            (Origin::Document, _) if !narrative || unit != Unit::Day && offset != 0 => {
                self.dct().map(Calendar::Date)
            }
            _ => self.origin(from),
        };
        let origin = match (origin, from) {
            // A date told too coarsely cannot be counted from.
            (Some(told), Origin::Text) if period_of(told, unit, offset).is_none() => {
                self.dct().map(Calendar::Date)
            }
            (origin, _) => origin,
        };
        let how = match (from, self.told.is_some()) {
            (Origin::Text, true) => "counts from the date told before",
            _ => "counts from the document",
        };
        if unit == Unit::Weekend && offset == 0 {
            return self.weekend(origin);
        }
        match origin.and_then(|it| period_of(it, unit, offset)) {
            Some(calendar) => self.tell(calendar, how),
            None => {
                let value = match unit {
                    Unit::Day => "XXXX-XX-XX",
                    Unit::Week => "XXXX-WXX",
                    Unit::Weekend => "XXXX-WXX-WE",
                    Unit::Month => "XXXX-XX",
                    Unit::Quarter => "XXXX-QX",
                    _ => "XXXX",
                };
                self.open(value, "a date to count from")
            }
        }
    }

    /// "the weekend": the last one, or the coming one where the sentence looks forward.
    fn weekend(&mut self, origin: Option<Calendar>) -> Answer {
        let Some(Calendar::Date(Date::Day(day))) = origin else {
            return self.open("XXXX-WXX-WE", "a date to count from");
        };
        let past = self.tense() != Tense::Future && day.weekday().num_days_from_monday() < 5;
        let monday = day.week(Weekday::Mon).first_day();
        let monday = if past { add_days(monday, -7) } else { monday };
        self.tell(Calendar::Weekend(monday), "is the one next to the document")
    }

    /// Whether "by", "until" or "as soon as" stands before.
    fn limit(&self) -> bool {
        tense::is_limit(self.text, self.text.token_at(self.span.start))
    }

    fn tense(&self) -> Tense {
        tense::around(self.text, self.text.token_at(self.span.start))
    }

    /// "two weeks ago", "a year earlier", "three days later".
    fn shift(&mut self, amount: Amount, unit: Unit, back: bool, from: Origin) -> Answer {
        let count = match amount {
            Amount::Exact(count) => count,
            Amount::Tenths(_) | Amount::Some => {
                return Answer::plain(
                    TimexType::Date,
                    if back { "PAST_REF" } else { "FUTURE_REF" },
                );
            }
        };
        if unit == Unit::Year
            && count == 1
            && back
            && let Some((year, quarter, at)) = self.quarter
            && self.span.start - at < 400
        {
            self.anchored = Some(Date::Quarter(year, quarter));
            return self.tell(
                Calendar::Date(Date::Quarter(year - 1, quarter)),
                "compares with the quarter told before",
            );
        }
        let origin = self.origin(from);
        let shifted_from = |it: Calendar| shifted(it.date(), count, unit, back);
        let mut answer = origin.and_then(shifted_from);
        if answer.is_none() && from == Origin::Text {
            answer = self.dct().and_then(|it| shifted(it, count, unit, back));
        }
        match answer {
            Some(calendar) => {
                let how = match from {
                    Origin::Text if self.told.is_some() => "counts from the date told before",
                    _ => "counts from the document",
                };
                self.tell(calendar, how)
            }
            None if unit < Unit::Day => {
                Answer::plain(TimexType::Date, if back { "PAST_REF" } else { "FUTURE_REF" })
            }
            None => {
                let value = match unit {
                    Unit::Day => "XXXX-XX-XX",
                    Unit::Week => "XXXX-WXX",
                    Unit::Month => "XXXX-XX",
                    _ => "XXXX",
                };
                self.open(value, "a date to count from")
            }
        }
    }

    fn point(&mut self, point: &Point) -> Answer {
        match point.part {
            Part::Decade(decade) => return Answer::of(Calendar::Date(Date::Decade(decade))),
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
                let origin = match from {
                    Origin::Document => self.dct().and_then(Date::year),
                    Origin::Text => self.origin(from).and_then(|it| it.date().year()),
                };
                if let Some(origin) = origin {
                    let words = self.words();
                    self.say(format!("“{words}” counts years from {origin}: {}.", origin + offset));
                }
                origin.map(|it| it + offset)
            }
            Year::Missing => return self.year_missing(point),
        };
        match year {
            Some(year) => match in_year(point.part, year) {
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
                english_weekday(weekday)
            ));
        }
    }

    /// `08/10/2024`: day first or month first.
    fn either(&mut self, point: &Point, a: u32, b: u32) -> Answer {
        let Year::Given(year) = point.year else { return self.open("XXXX-XX-XX", "the year") };
        let (month_first, day_first) = (Date::day(year, a, b), Date::day(year, b, a));
        let words = self.words();
        let near = |date: Option<Date>| {
            let (day, dct) = (date?.as_day()?, self.anchor.dct?.as_day()?);
            Some((day - dct).num_days().abs())
        };
        let (choice, why) = match self.day_first {
            Some(true) => (day_first, "as the other dates of the document are written"),
            Some(false) => (month_first, "as the other dates of the document are written"),
            None => match (near(month_first), near(day_first)) {
                (Some(m), Some(d)) if m <= 10 && d > 10 => {
                    (month_first, "which is next to the document's own date")
                }
                (Some(m), Some(d)) if d <= 10 && m > 10 => {
                    (day_first, "which is next to the document's own date")
                }
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

    /// A weekday without a date.
    fn weekday(&mut self, weekday: Weekday, lean: Lean) -> Answer {
        let told = match lean {
            Lean::After | Lean::Before | Lean::Same => true,
            Lean::Bare => self.anchor.narrative,
            _ => false,
        };
        let origin = if told { self.origin(Origin::Text) } else { self.dct().map(Calendar::Date) };
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
        let name = english_weekday(weekday);
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
                Tense::Future => {
                    (ahead, format!("looks forward in this sentence: the next {name} from"))
                }
                _ if self.limit() => {
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
            Tense::Past => (AHEAD_IN_PAST, BEHIND),
            Tense::Unknown => (AHEAD, BEHIND),
            Tense::Future => (BEHIND, BEHIND_IN_FUTURE),
        };
        let far = |it: &&Calendar| {
            let days = (it.first_day() - last).num_days();
            if days > 0 { days * ahead } else { (first - it.last_day()).num_days().max(0) * behind }
        };
        let choice = candidates.iter().min_by_key(far).copied();
        let how = match (choice.is_some_and(|it| it.first_day() > last), tense) {
            (true, Tense::Future) => "looks forward in this sentence from",
            (true, _) => "without a year is the one nearest to",
            (false, _) => "without a year looks back in news from",
        };
        (choice, how)
    }

    /// A month, a day, a season or a quarter without its year.
    fn year_missing(&mut self, point: &Point) -> Answer {
        let open = unspecified(point.part);
        let told = match point.lean {
            Lean::After | Lean::Before | Lean::Same => true,
            Lean::Bare => self.anchor.narrative && self.told.is_some(),
            _ => false,
        };
        let sentence = self.text.sentence_at(self.span.start);
        let beside = self.year.filter(|(_, it)| point.lean == Lean::Bare && Some(*it) == sentence);
        if let Some((year, _)) = beside
            && let Some(calendar) = in_year(point.part, year)
        {
            let words = self.words();
            self.anchored = Some(Date::Year(year));
            self.say(format!("“{words}” is of the year told in the same sentence, {year}."));
            self.check_weekday(point, calendar);
            return Answer::of(calendar);
        }
        let origin = if told { self.origin(Origin::Text) } else { self.dct().map(Calendar::Date) };
        let Some(origin) = origin else { return self.open(open, "the year") };
        let Some(year) = origin.date().year() else { return self.open(open, "the year") };
        let around = match point.part {
            Part::DayOfMonth(day) => [-1, 0, 1].map(|it| day_of_month(origin.date(), it, day)),
            part => [year - 1, year, year + 1].map(|it| in_year(part, it)),
        };
        let fits = |it: &Calendar| match (point.weekday, it) {
            (Some(weekday), Calendar::Date(Date::Day(day))) => day.weekday() == weekday,
            _ => true,
        };
        let mut candidates: Vec<Calendar> =
            around.into_iter().flatten().filter(|it| fits(it)).collect();
        if candidates.is_empty() {
            candidates = around.into_iter().flatten().collect();
            self.say(
                "No year near has that weekday on that day; the weekday is set aside.".to_owned(),
            );
        }
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
            Lean::Bare if told => (same(), "leans on the date told before,"),
            Lean::Bare => self.nearest(&candidates, first, last),
        };
        match choice.or_else(same) {
            Some(calendar) => {
                let words = self.words();
                let (from, to) = (origin.english(), calendar.english());
                self.say(match origin == calendar {
                    true => format!("“{words}” without a year is the document's own date, {to}."),
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

/// How far what lies ahead seems in a sentence that looks back, for a choice among years: news
/// leaves the year out of what is near, and what was eleven months ago needs it.
const AHEAD_IN_PAST: i64 = 10;
/// The same where the sentence does not say.
const AHEAD: i64 = 3;
/// How far what lies behind seems where the sentence does not look forward.
const BEHIND: i64 = 2;
/// The same where it does.
const BEHIND_IN_FUTURE: i64 = 6;

fn english_weekday(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

/// "a year earlier" only compares: what follows does not count from it.
fn compares_years(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Shift { unit: Unit::Year, amount: Amount::Exact(1), back, .. } => *back,
        Meaning::Point(point) => point.year == Year::Shift(-1, Origin::Text),
        _ => false,
    }
}
