//! The thread of a history: which date the next one leans on.
//!
//! A history goes on from the date told last. What it tells aside — in brackets, in the pluperfect, of a
//! year long before or after in the middle of a sentence — holds for the rest of that sentence and
//! no further. A heading with a date begins a thread of its own.

use chrono::{Datelike, NaiveDate};

use crate::date::{Bound, Date, When};
use crate::source::Span;
use crate::text::TokenKind;
use crate::timex::lexicon::{Class, class_of};
use crate::timex::meaning::{
    Clock, DayPart, Expr, Lean, Meaning, Modifier, Part, Partial, Point, Season,
};
use crate::timex::reasoning::{Cue, Direction, Toward, Why};
use crate::timex::reckon::{add_days, day_of_month, in_year};
use crate::timex::resolve::{Answer, Teller, Told};
use crate::timex::value::Calendar;

/// The most tokens of a heading.
const HEADING: usize = 10;
/// Within how many tokens of its beginning a sentence says when it plays.
const OPENING: usize = 6;
/// From so many days back or on a date with a year in mid-sentence is told aside.
const LONG_BEFORE: i64 = 300;
/// The same for what lies ahead.
const LONG_AFTER: i64 = 400;
/// Within how many days a jump ahead is near: what counts on need not be told along with it.
const NEAR: i64 = 60;
/// How many times nearer to the thread a date must be to correct a jump ahead without its year.
const NEARER: i64 = 15;
/// How many expressions are looked at for where the text goes on.
const LOOK: usize = 14;
/// Within how many days a history goes on from where it was left.
const NEXT: i64 = 100;
/// How many days before what a history began with a date may lie that leads up to it.
const SLACK: i64 = 31;
/// What another year than the one told of costs a reading, in days.
const OTHER_YEAR: i64 = 60;

/// Where the thread stood before the sentence went aside.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Thread {
    sentence: Option<usize>,
    /// What was told, and the day told, before the aside.
    main: Option<(Option<Told>, Option<Told>)>,
    /// Where the aside ended, in bytes.
    aside: usize,
    /// Whether what was told last was a night, so that a morning after it is of the next day.
    night: bool,
    /// Whether what was told last was the end of a year.
    late: bool,
    /// The day or month that the history told last, in its main thread.
    fine: Option<Stretch>,
    /// That day or month, where the history has gone back from it to tell of bare years.
    left: Option<Stretch>,
}

/// What a history told as finely as a month, from its first to its last day.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    told: Told,
    first: NaiveDate,
}

/// Which way the words before a date point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Back,
    On,
    Either,
}

/// The most tokens of an aside.
const LONGEST_ASIDE: usize = 80;

impl Teller<'_> {
    /// A new sentence of a history goes on where the last one left its main thread, and so does the
    /// clause after an aside.
    pub(super) fn take_up(&mut self, expr: &Expr) {
        if !self.anchor.narrative {
            return;
        }
        let sentence = self.text.sentence_at(self.span.start);
        let goes_on = sentence == self.thread.sentence && !self.is_past_aside(expr);
        self.thread.sentence = sentence;
        if goes_on {
            return;
        }
        if let Some((told, day)) = self.thread.main.take() {
            (self.told, self.told_day) = (told, day);
        }
    }

    /// Whether the clause or bracket of an aside was closed since.
    fn is_past_aside(&self, expr: &Expr) -> bool {
        let bare = matches!(&expr.meaning, Meaning::Point(it) if it.lean == Lean::Bare)
            || matches!(expr.meaning, Meaning::Time(..));
        let at = self.text.token_at(self.span.start);
        // What was told long ago has been closed since, and a sentence without an end is not read at
        // each of its dates.
        let since = self.text.token_at(self.thread.aside)..at;
        if since.len() > LONGEST_ASIDE {
            return true;
        }
        since.clone().any(|it| self.text.word(it) == ")")
            || bare && since.clone().any(|it| matches!(self.text.word(it), "," | ";"))
    }

    /// Notes what was told, as the date that the next one leans on.
    pub(super) fn note(&mut self, expr: &Expr, told: Told, when: Option<When>) {
        let calendar = told.calendar;
        let heading = self.anchor.narrative && self.is_heading();
        let calendar = match self.start_of(expr, when) {
            Some(start) if self.anchor.narrative && (heading || self.is_within(start)) => start,
            _ => calendar,
        };
        if self.anchor.narrative {
            if heading || !self.is_aside(expr, calendar) && !self.is_jump(expr, calendar) {
                self.thread.main = None;
                self.keep(Told { calendar, ..told }, when);
            } else if self.thread.main.is_none() && self.told.is_some() {
                self.thread.main = Some((self.told, self.told_day));
            }
            self.thread.aside = expr.span.end;
        }
        self.thread.night =
            matches!(expr.meaning, Meaning::Time(Clock::Part(DayPart::Night), Some(_)));
        self.thread.late = expr.modifier == Some(Modifier::End);
        self.told = Some(Told { calendar, ..told });
        if matches!(calendar, Calendar::Date(Date::Day(_))) {
            self.told_day = self.told;
        }
    }

    /// Keeps what the main thread told as finely as a month, and what it went back from.
    fn keep(&mut self, told: Told, when: Option<When>) {
        let date = told.calendar.date();
        if is_fine(told.calendar) {
            let began = when.map_or(told.calendar.first_day(), |it| it.first_day());
            let first = began.min(told.calendar.first_day());
            self.thread.fine = Some(Stretch { told, first });
            self.thread.left = None;
        } else if let (Date::Year(year), Some(fine)) = (date, self.thread.fine) {
            let back = year < fine.first.year();
            self.thread.left = back.then_some(fine);
        }
    }

    /// Where a history went back from a day to tell of bare years, and a date without a year goes
    /// on from that day, the thread is there again.
    pub(super) fn resume(&mut self, part: Option<Part>) {
        let (Some(left), Some(told)) = (self.thread.left, self.told) else { return };
        if !self.anchor.narrative || self.thread.main.is_some() {
            return;
        }
        let place = |span: Span| {
            let sentence = self.text.sentence_at(span.start);
            let block = sentence.and_then(|it| self.text.sentences().get(it)).map(|it| it.block);
            (sentence, block)
        };
        let (here, there, before) = (place(self.span), place(told.span), place(left.told.span));
        let close = told.calendar.date().year() == Some(left.first.year() - 1);
        let apart = here.1 != there.1 || here.1 == before.1 && here.0 != there.0;
        if !close && !apart {
            return;
        }
        let (from, last) = (left.first, left.told.calendar.last_day());
        let year = last.year();
        let next = match part {
            // "two days later" has no date to count from but that.
            None => Some(last),
            Some(Part::DayOfMonth(day)) => [0, 1]
                .into_iter()
                .filter_map(|it| day_of_month(left.told.calendar.date(), it, day))
                .map(Calendar::first_day)
                .find(|it| *it >= from),
            Some(part) => [year, year + 1]
                .into_iter()
                .filter_map(|it| in_year(part, it))
                .find(|it| it.last_day() >= add_days(from, if close { -SLACK } else { 0 }))
                .map(Calendar::first_day),
        };
        if next.is_some_and(|it| (it - last).num_days() <= NEXT) {
            self.told = Some(left.told);
            self.thread.left = None;
        }
    }

    /// Whether a date lies ahead of what the text goes on with: a glance at what came of it.
    fn is_jump(&self, expr: &Expr, calendar: Calendar) -> bool {
        let main = self.thread.main.and_then(|it| it.0);
        let Some(from) = main.or(self.told).map(|it| it.calendar) else { return false };
        let days = (calendar.first_day() - from.last_day()).num_days();
        if days <= 0 || matches!(expr.meaning, Meaning::Range(..)) {
            return false;
        }
        let here = self.text.sentence_at(self.span.start);
        for next in self.ahead.iter().take(LOOK) {
            if self.text.sentence_at(next.span.start) == here {
                continue;
            }
            let Some(Partial { year, month: Some(month), day, .. }) = next.calendar() else {
                // A bare day is of the month told last, and a year begins something else.
                if next.calendar().is_some_and(|it| it.year.is_some() || it.day.is_some()) {
                    return false;
                }
                // What counts on from a far jump is told along with it.
                let counts = matches!(next.meaning, Meaning::Point(_) | Meaning::Period { .. });
                if days > NEAR && counts {
                    return false;
                }
                continue;
            };
            let stated = matches!(expr.calendar(), Some(Partial { year: Some(_), .. }));
            let part = day.map_or(Part::Month(month), |day| Part::Day(month, day));
            let (start, end) = (from.first_day(), calendar.first_day());
            let lies = |it: Calendar| it.last_day() < end && it.last_day() >= start;
            return match year {
                Some(year) => in_year(part, year).is_some_and(lies),
                // A year that is said holds for what follows without one.
                None if stated || !is_fine(from) || !is_fine(calendar) => false,
                None => in_year(part, start.year()).is_some_and(|it| {
                    let near = (it.first_day() - from.last_day()).num_days();
                    let far = (add_days(it.first_day(), 365) - end).num_days();
                    lies(it) && near * NEARER < far
                }),
            };
        }
        false
    }

    /// Where a range of more than one year begins.
    fn start_of(&self, expr: &Expr, when: Option<When>) -> Option<Calendar> {
        let (Meaning::Range(..), Some(When::Interval(it))) = (&expr.meaning, when) else {
            return None;
        };
        let (Bound::At(start, _), Bound::At(end, _)) = (it.start(), it.end()) else { return None };
        (start.year() != end.year() || self.is_heading()).then_some(Calendar::Date(start))
    }

    /// Whether nothing was told yet, or the same year.
    fn is_within(&self, start: Calendar) -> bool {
        self.told.is_none_or(|it| it.calendar.date().year() == start.date().year())
    }

    /// Whether the sentence is a line of its own with little but the date, and no full stop.
    fn is_heading(&self) -> bool {
        let sentences = self.text.sentences();
        let Some(index) = self.text.sentence_at(self.span.start) else { return false };
        let Some(sentence) = sentences.get(index) else { return false };
        let alone = |other: Option<usize>| {
            other.and_then(|it| sentences.get(it)).is_none_or(|it| it.block != sentence.block)
        };
        let last = self.text.word(sentence.tokens.end - 1);
        sentence.tokens.len() <= HEADING
            && !matches!(last, "." | "!" | "?" | ":" | ";" | ",")
            && alone(index.checked_sub(1))
            && alone(Some(index + 1))
    }

    /// Whether a date is told by the way, so that the history does not go on from it.
    fn is_aside(&self, expr: &Expr, calendar: Calendar) -> bool {
        let Some(Told { calendar: told, .. }) = self.told else { return self.bracketed() };
        if self.bracketed() {
            return true;
        }
        // What leans on an aside is one, until the thread is reached again.
        if let Some((Some(main), _)) = self.thread.main
            && expr.calendar().is_none_or(|it| it.year.is_none())
            && calendar.last_day() < main.calendar.first_day()
        {
            return true;
        }
        // Within an aside what is told is weighed against the thread, not against the aside.
        let told = match self.thread.main {
            Some((Some(main), _)) => main.calendar,
            _ => told,
        };
        let own_year = matches!(expr.calendar(), Some(Partial { year: Some(_), .. }))
            || matches!(expr.meaning, Meaning::Range(..) | Meaning::Point(_));
        let back = (told.first_day() - calendar.last_day()).num_days();
        let ahead = (calendar.first_day() - told.last_day()).num_days();
        if back > 0 && self.way() == Way::Back {
            return true;
        }
        let inside = self.place_in_sentence() > OPENING;
        own_year && inside && (back > LONG_BEFORE || ahead > LONG_AFTER && self.subordinate())
    }

    /// The number of tokens before the expression in its sentence.
    fn place_in_sentence(&self) -> usize {
        self.before().count()
    }

    /// The tokens of the sentence before the expression, the nearest first.
    fn before(&self) -> impl Iterator<Item = usize> + use<> {
        let at = self.text.token_at(self.span.start);
        let start = self
            .text
            .sentence_at(self.span.start)
            .and_then(|it| self.text.sentences().get(it))
            .map_or(at, |it| it.tokens.start);
        // No clause is longer, and a list without an end is not read at each member.
        (start.max(at.saturating_sub(80))..at).rev()
    }

    /// Whether a bracket opens before the expression and does not close.
    fn bracketed(&self) -> bool {
        let mut closed = 0;
        for at in self.before() {
            match self.text.word(at) {
                ")" | "]" => closed += 1,
                "(" | "[" if closed == 0 => return true,
                "(" | "[" => closed -= 1,
                _ => {}
            }
        }
        false
    }

    /// Whether a relative clause or what is still to come stands before in the same clause.
    fn subordinate(&self) -> bool {
        let clause = self.before().map(|at| self.text.word(at));
        let mut clause = clause.take_while(|it| !matches!(*it, "," | ";" | ":"));
        clause.any(|word| {
            matches!(
                word,
                "who" | "which" | "where" | "whose" | "until" | "till" | "would" | "later" | "now"
            )
        })
    }

    /// Which way the words of the same clause point: "had" and "since" back, "until" and "would" on.
    fn way(&self) -> Way {
        for (distance, at) in self.before().enumerate() {
            let word = self.text.word(at);
            match class_of(word) {
                Class::Since if distance < 3 => return Way::Back,
                Class::Until | Class::By if distance < 3 => return Way::On,
                Class::For if distance == 0 => return Way::On,
                _ => {}
            }
            match word {
                "had" | "having" | "hadn't" => return Way::Back,
                "would" | "will" | "was" | "were" => return Way::On,
                "and" | ";" | "but" | "when" => return Way::Either,
                _ => {}
            }
            let token = self.text.tokens().get(at);
            if token.is_some_and(|it| it.kind == TokenKind::Mark) && word == "," && distance > 2 {
                let verb = self.before().take(distance).any(|it| is_verb(self.text.word(it)));
                if verb {
                    return Way::Either;
                }
            }
        }
        Way::Either
    }

    /// The year of a date without one: that in which the thread goes on.
    pub(super) fn follow(
        &self,
        part: Part,
        told: Calendar,
        candidates: &[Calendar],
    ) -> Option<Calendar> {
        // Days of a month follow one another more strictly than months.
        let strict = if matches!(part, Part::DayOfMonth(_)) { 4 } else { 2 };
        let told = match told.date() {
            Date::Year(year) if self.thread.late => Calendar::Date(Date::Month(year, 12)),
            _ => told,
        };
        let (first, last) = (told.first_day(), told.last_day());
        let year = told.date().year();
        let coarse = matches!(told.date(), Date::Year(_) | Date::Decade(_) | Date::Century(_));
        if coarse {
            return candidates.iter().find(|it| it.date().year() == year).copied();
        }
        let way = self.way();
        let cost = |it: &&Calendar| {
            let ahead = (it.first_day() - last).num_days().max(0);
            let back = (first - it.last_day()).num_days().max(0);
            let other = if it.date().year() == year { 0 } else { OTHER_YEAR };
            match way {
                Way::Back => ahead * 2 + back / 2 + other,
                Way::On => ahead + other + (back * 4 + other) * i64::from(back > 0),
                Way::Either => ahead + other + (back * strict + other) * i64::from(back > 0),
            }
        };
        candidates.iter().min_by_key(cost).copied()
    }

    /// "that winter", "the following winter": counted with the year in which it begins.
    pub(super) fn winter(&mut self, point: &Point) -> Option<Answer> {
        let before = self.told.filter(|_| self.anchor.narrative)?;
        let told = before.calendar;
        if point.part != Part::Season(Season::Winter) {
            return None;
        }
        let year = told.date().year()?;
        let (first, last) = (told.first_day(), told.last_day());
        let winters = (year - 2..=year + 1).map(Calendar::Winter);
        let winter = match point.lean {
            Lean::Before | Lean::Last => winters.rev().find(|it| it.last_day() < first)?,
            Lean::After | Lean::Next => winters.into_iter().find(|it| it.first_day() > last)?,
            _ if matches!(told.date(), Date::Year(_)) => Calendar::Winter(year),
            _ => winters.into_iter().find(|it| it.last_day() >= first)?,
        };
        self.count_on(before, if point.lean == Lean::Bare { Why::History } else { Why::Said });
        let cue = if point.lean == Lean::Bare { Cue::Story } else { Cue::Own };
        let toward = match (winter.last_day() < first, winter.first_day() > last) {
            (true, _) => Toward::Back,
            (_, true) => Toward::Forward,
            _ => Toward::Here,
        };
        self.reasoning.direction = Some(Direction { toward, cue });
        Some(Answer::of(winter))
    }

    /// The day of an hour without one: that told last, or the next after a night.
    pub(super) fn day_of_story(&mut self, clock: Clock) -> Option<Calendar> {
        let day = self.count_on(self.told_day?, Why::History);
        let morning = match clock {
            Clock::At(hour, ..) => hour <= 12,
            Clock::Part(part) => matches!(part, DayPart::Morning | DayPart::Afternoon),
        };
        Some(match (day, morning && self.thread.night) {
            (Calendar::Date(Date::Day(it)), true) => Calendar::day(add_days(it, 1)),
            _ => day,
        })
    }

    /// "last", "next" and "this" of a history count from what it tells.
    pub(super) fn lean(&self, lean: Lean) -> Lean {
        match lean {
            _ if !self.anchor.narrative || self.told.is_none() => lean,
            Lean::Last => Lean::Before,
            Lean::Next => Lean::After,
            Lean::This => Lean::Same,
            other => other,
        }
    }
}

fn is_verb(word: &str) -> bool {
    matches!(class_of(word), Class::PastVerb) || word.len() > 4 && word.ends_with("ed")
}

fn is_fine(calendar: Calendar) -> bool {
    (calendar.last_day() - calendar.first_day()).num_days() < 32
}
