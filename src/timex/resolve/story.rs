//! The thread of a history: which date the next one leans on.
//!
//! A history goes on from the date told last. What it tells aside — in brackets, in the pluperfect, of a
//! year long before or after in the middle of a sentence — holds for the rest of that sentence and
//! no further. A heading with a date begins a thread of its own.

use crate::date::{Bound, Date, When};
use crate::text::TokenKind;
use crate::timex::lexicon::{Class, class_of};
use crate::timex::meaning::{
    Clock, DayPart, Expr, Lean, Meaning, Modifier, Part, Partial, Point, Season,
};
use crate::timex::reasoning::{Cue, Direction, Toward, Why};
use crate::timex::reckon::add_days;
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
}

/// Which way the words before a date point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Back,
    On,
    Either,
}

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
        let since = self.text.token_at(self.thread.aside)..at;
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
            if heading || !self.is_aside(expr, calendar) {
                self.thread.main = None;
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
    pub(super) fn follow(&self, told: Calendar, candidates: &[Calendar]) -> Option<Calendar> {
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
                Way::Either => ahead + other + (back * 2 + other) * i64::from(back > 0),
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
