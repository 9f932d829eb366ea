//! Puts the reasoning of a time expression into English, a sentence a step.
//!
//! The order is always the same: what the words are, what they count from and why, which way and
//! what decided it, what else they might have meant, what is missing, what else there is to say.

use crate::date::{Date, Precision, When, weekday_name};
use crate::source::Span;
use crate::timex::Timex;
use crate::timex::meaning::{Modifier, Reference, Unit};
use crate::timex::reasoning::{
    Anchoring, Cue, Direction, Lost, LostBy, Missing, Order, Remark, Sense, Toward, Why,
};

/// The words by which an expression says itself which date it means.
const OWN: &[&str] = &[
    "last",
    "past",
    "previous",
    "preceding",
    "before",
    "next",
    "coming",
    "following",
    "after",
    "later",
    "this",
    "that",
    "same",
];

impl Timex {
    /// How the value follows from the words, for people: at least one sentence.
    ///
    /// `text` is what the expression was found in, and `from` where the document's own date was
    /// found: "its masthead".
    #[must_use]
    pub fn steps(&self, text: &str, from: Option<&str>) -> Vec<String> {
        Telling { timex: self, text, from }.steps()
    }
}

/// One expression that is explained.
struct Telling<'a> {
    timex: &'a Timex,
    text: &'a str,
    from: Option<&'a str>,
}

impl Telling<'_> {
    fn steps(&self) -> Vec<String> {
        let reasoning = &self.timex.reasoning;
        let mut steps = self.opening();
        steps.extend(self.order());
        steps.extend(reasoning.anchor.map(|it| self.anchor(it)));
        match reasoning.direction {
            Some(direction) => steps.push(self.direction(direction)),
            None if reasoning.anchor.is_some() => {
                steps.extend(self.answer().map(|it| format!("That makes it {it}.")));
            }
            None => {}
        }
        steps.extend(reasoning.lost.iter().map(|it| self.lost(it)));
        steps.extend(reasoning.missing.map(|it| missing(it).to_owned()));
        steps.extend(reasoning.remarks.iter().filter_map(|it| self.remark(*it)));
        steps
    }

    /// The words of a span in quotation marks, with single spaces.
    fn quoted(&self, span: Span) -> String {
        let words: Vec<&str> = span.of(self.text).split_whitespace().collect();
        format!("“{}”", words.join(" "))
    }

    /// Words, and the date that they told where they do not say it so.
    fn told(&self, span: Span, date: Date) -> String {
        let (quoted, date) = (self.quoted(span), date.english());
        if quoted.contains(&date) { quoted } else { format!("{quoted} ({date})") }
    }

    /// The date in English; `None` where there is none.
    fn answer(&self) -> Option<String> {
        let when = self.timex.when?;
        let value = &self.timex.value;
        let week = value.len() == 8 && value.as_bytes()[5] == b'W';
        Some(match week {
            true => format!("the week of {}", Date::Day(when.first_day()).english()),
            false => when.english(),
        })
    }

    /// What the words are; of the end of a range, first which range.
    fn opening(&self) -> Vec<String> {
        let Timex { span, range, .. } = self.timex;
        let quoted = self.quoted(*span);
        let Some(range) = range else { return vec![self.sense(&quoted)] };
        let end = if range.span.start == span.start { "begins" } else { "ends" };
        let whole = self.quoted(range.span);
        vec![format!("{quoted} {end} the range {whole}."), self.sense("It")]
    }

    fn sense(&self, it: &str) -> String {
        match self.timex.reasoning.sense {
            Sense::Stated => self.stated(it),
            Sense::Digits { .. } => format!("{it} may be read day first or month first."),
            Sense::NoYear => format!("{it} says no year."),
            Sense::NoMonth => format!("{it} says neither month nor year."),
            Sense::Weekday(_) => format!("{it} is a weekday without a date."),
            Sense::OtherYear(offset) => {
                let of = if self.timex.value.len() == 4 { "is" } else { "is of" };
                format!("{it} {of} {}.", moved("year", i64::from(offset)))
            }
            Sense::Period(Unit::Weekend, 0) => format!("{it} is a weekend without a date."),
            Sense::Period(unit, offset) => {
                format!("{it} is {}.", moved(unit_name(unit), i64::from(offset)))
            }
            Sense::Count(unit, count) => {
                let way = if count < 0 { "back" } else { "on" };
                let exact = unit >= Unit::Day || self.timex.when.is_some();
                let rest = if exact { "" } else { ", too few for another date" };
                format!("{it} counts {} {way}{rest}.", counted(unit, count.unsigned_abs()))
            }
            Sense::OfWeek(weekday, weeks) => {
                let week = moved("week", i64::from(weeks));
                format!("{it} is the {} of {week}.", weekday_name(weekday))
            }
            Sense::Vague => format!("{it} says no number, so it is no date."),
            Sense::Stretch { back } => {
                let end = if back { "ends" } else { "begins" };
                format!("{it} is a length of time that {end} with the document.")
            }
            Sense::Length => format!("{it} is a length of time, not a date."),
            Sense::Recurring => format!("{it} recurs, so it is no single date."),
            Sense::Hour => format!("{it} is a time of day without a day."),
            Sense::Reference(reference) => {
                let to = match reference {
                    Reference::Present => "the present without a date",
                    Reference::Past => "the past without a date",
                    Reference::Future => "the future without a date",
                    Reference::Told => "what was told before",
                };
                format!("{it} points to {to}.")
            }
            Sense::Anniversary => {
                format!("{it} counts the years since; it is not the date of what is told.")
            }
        }
    }

    /// What a date is that says all itself.
    fn stated(&self, it: &str) -> String {
        let Some(when) = self.timex.when else { return format!("{it} is written as a date.") };
        let what = match when {
            When::Interval(_) => "names its year",
            When::Date(date, _) => match date.precision() {
                Precision::Century => "names a century",
                Precision::Decade => "names a decade",
                Precision::Year => "names a year",
                Precision::Day => "is a full date",
                Precision::Month => "names a month and its year",
                _ => "names its year",
            },
        };
        let date = self.answer().filter(|date| !it.contains(date.as_str()));
        let date = date.map_or_else(String::new, |it| format!(": {it}"));
        format!("{it} {what}{date}.")
    }

    /// Why day or month was taken to stand first.
    fn order(&self) -> Option<String> {
        let Sense::Digits { day_first, order } = self.timex.reasoning.sense else { return None };
        let first = if day_first { "day" } else { "month" };
        let why = match order {
            Order::Written => "as the dates of the document are written",
            Order::Near => "which is next to the document’s own date",
            Order::Named => "a day that the document names elsewhere",
            Order::Custom => "as most of the world writes; nothing in the document decides",
        };
        let answer = self.answer().map_or_else(String::new, |it| format!(": {it}"));
        Some(format!("It is read {first} first, {why}{answer}."))
    }

    /// What was counted from, and why from that.
    fn anchor(&self, Anchoring { date, why }: Anchoring) -> String {
        let from = self.from.map_or_else(String::new, |it| format!(" (from {it})"));
        let own = || format!("the document’s own date, {}{from}", date.english());
        match why {
            Why::News => format!("It counts from {}, as dates in news do.", own()),
            Why::Writing => format!("It counts from {}, the time of writing.", own()),
            Why::NothingTold => {
                format!("It counts from {}, since no date was told before that it fits.", own())
            }
            Why::History(span) => {
                let told = self.told(span, date);
                format!("It counts from the date told before, {told}, as dates in a history do.")
            }
            Why::Said(span) => match self.own_word() {
                Some(word) => format!(
                    "It counts from the date told before, {}, as {word} says.",
                    self.told(span, date)
                ),
                None => {
                    format!("It counts from the date told before, {}.", self.told(span, date))
                }
            },
            Why::Beside(span) => format!(
                "It completes the date that the same sentence tells in full, {}.",
                self.told(span, date)
            ),
            Why::Elsewhere(span) => format!(
                "It names a thing by its day, which the text tells in full elsewhere, {}.",
                self.told(span, date)
            ),
            Why::Named(span) => {
                format!("It counts from the day that it names, {}.", self.told(span, date))
            }
            Why::Begins(span) => format!(
                "It is the first such date after the beginning of the range, {}.",
                self.told(span, date)
            ),
            Why::Ends(span) => format!("It ends with {}.", self.told(span, date)),
            Why::Happening(span) => format!(
                "It counts from {}, to which the text dates what it names: {}.",
                date.english(),
                self.quoted(span)
            ),
            Why::Reported => {
                format!("It counts from the period that the text reports on, {}.", date.english())
            }
        }
    }

    /// The word by which the expression itself says which date it means.
    fn own_word(&self) -> Option<String> {
        let words = self.timex.span.of(self.text);
        let mut each = words.split(|it: char| !it.is_alphabetic());
        let word = each.find(|it| OWN.contains(&it.to_ascii_lowercase().as_str()))?;
        Some(format!("“{word}”"))
    }

    /// Which way, what decided it, and where that leads.
    fn direction(&self, Direction { toward, cue }: Direction) -> String {
        let answer = self.answer().unwrap_or_else(|| self.timex.value.clone());
        let it = match self.timex.reasoning.sense {
            Sense::Weekday(weekday) => weekday_name(weekday),
            Sense::Period(Unit::Weekend, _) => "weekend",
            _ => "one",
        };
        let weekday = matches!(self.timex.reasoning.sense, Sense::Weekday(_));
        let which = match toward {
            Toward::Back if weekday => format!("the last {it} up to then, {answer}"),
            Toward::Back => format!("the {it} before, {answer}"),
            Toward::Here => format!("that very one, {answer}"),
            Toward::Forward => format!("the first {it} from then on, {answer}"),
        };
        match (cue, toward) {
            (Cue::Own, _) => self.own_direction(toward, it, &answer),
            (Cue::Story, Toward::Here) => {
                format!("A history stays in the year that it tells of: {answer}.")
            }
            (Cue::Story, _) => format!("A history goes on from what it told: {which}."),
            (Cue::Limit(word), _) => {
                format!("{} sets a limit, which lies ahead: {which}.", self.quoted(word))
            }
            (Cue::Default, Toward::Back) => {
                format!("No word of the sentence looks forward, and news looks back: {which}.")
            }
            (_, Toward::Here) if weekday => {
                format!("The day that it counts from is itself a {it}: {answer}.")
            }
            (_, Toward::Here) => format!("The date that it counts from lies in it: {answer}."),
            (Cue::Owned, _) => format!("What it owns has been: {which}."),
            (Cue::Default, Toward::Forward) => {
                format!("No word of the sentence says which way, and the next is near: {which}.")
            }
            (Cue::Tense { word, looks }, _) if looks == toward => {
                let way = if looks == Toward::Back { "back" } else { "forward" };
                format!("{} looks {way}: {which}.", self.quoted(word))
            }
            (Cue::Tense { word, .. }, Toward::Back) => format!(
                "{} looks forward, but what has just been is much nearer: {which}.",
                self.quoted(word)
            ),
            (Cue::Tense { word, .. }, Toward::Forward) => {
                format!("{} looks back, but what comes is much nearer: {which}.", self.quoted(word))
            }
        }
    }

    /// What the expression says itself.
    fn own_direction(&self, toward: Toward, it: &str, answer: &str) -> String {
        let word = self.own_word().unwrap_or_else(|| self.quoted(self.timex.span));
        let which = match toward {
            Toward::Back => format!("the {it} before"),
            Toward::Here if it == "one" => "that of the same year".to_owned(),
            Toward::Here => format!("that very {it}"),
            Toward::Forward => format!("the {it} after"),
        };
        format!("{word} says which: {which}, {answer}.")
    }

    /// What it might have meant as well, and why it does not.
    fn lost(&self, Lost { when, why }: &Lost) -> String {
        let cue = self.timex.reasoning.direction.map(|it| it.cue);
        let word = match cue {
            Some(Cue::Tense { word, .. } | Cue::Limit(word)) => Some(self.quoted(word)),
            _ => None,
        };
        let why = match (why, word) {
            (LostBy::Ahead, Some(word)) => format!("which lies ahead while {word} looks back"),
            (LostBy::Ahead, None) => "which lies ahead".to_owned(),
            (LostBy::Behind, Some(word)) => {
                format!("which lies behind while {word} looks forward")
            }
            (LostBy::Behind, None) => "which lies behind".to_owned(),
            (LostBy::Distance, _) => "which is farther away".to_owned(),
            (LostBy::Order, _) => "the other order of day and month".to_owned(),
            (LostBy::Year, _) => "which is of another year".to_owned(),
        };
        format!("It is not {}, {why}.", when.english())
    }

    fn remark(&self, remark: Remark) -> Option<String> {
        Some(match remark {
            Remark::OtherWeekday(date, weekday) => format!(
                "{} was not a {}; the date is kept, not the weekday.",
                date.english(),
                weekday_name(weekday)
            ),
            Remark::NoSuchWeekday => {
                "No year near has that weekday on that day; the weekday is set aside.".to_owned()
            }
            Remark::ByWeekday(weekday) => {
                format!("It can only be of a year in which it is a {}.", weekday_name(weekday))
            }
            Remark::YearUnsure => {
                "The document’s date is only a year, so the year here is not sure.".to_owned()
            }
            Remark::Names => {
                "A day that names a thing may be long ago, so the year here is not sure.".to_owned()
            }
            Remark::YearBefore => {
                "It would lie after the end of the range, so it is of the year before.".to_owned()
            }
            Remark::Modified(modifier) => {
                self.timex.when?;
                match modifier {
                    Modifier::Start => "Only the beginning of it is meant.",
                    Modifier::Mid => "Only the middle of it is meant.",
                    Modifier::End => "Only the end of it is meant.",
                    Modifier::Approximate => "The date is approximate, as the words say.",
                    Modifier::More | Modifier::Less => return None,
                }
                .to_owned()
            }
        })
    }
}

fn missing(missing: Missing) -> &'static str {
    match missing {
        Missing::Year => "It needs a year, which is not known.",
        Missing::Day => "It needs the day of the document, which is not known.",
        Missing::Origin => "It needs a date to count from, which is not known.",
        Missing::SuchDay => "The calendar has no such day.",
    }
}

/// "the month before", "the month itself", "the month 2 months on".
fn moved(unit: &str, offset: i64) -> String {
    match offset {
        0 => format!("the {unit} itself"),
        -1 => format!("the {unit} before"),
        1 => format!("the {unit} after"),
        offset if offset < 0 => format!("the {unit} {} {unit}s back", -offset),
        offset => format!("the {unit} {offset} {unit}s on"),
    }
}

/// "2 weeks", "1 century".
fn counted(unit: Unit, count: u64) -> String {
    match (count, unit) {
        (1, _) => format!("1 {}", unit_name(unit)),
        (_, Unit::Century) => format!("{count} centuries"),
        _ => format!("{count} {}s", unit_name(unit)),
    }
}

fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::While => "while",
        Unit::Second => "second",
        Unit::Minute => "minute",
        Unit::Hour => "hour",
        Unit::Day => "day",
        Unit::Night => "night",
        Unit::Weekend => "weekend",
        Unit::Week => "week",
        Unit::Fortnight => "fortnight",
        Unit::Month => "month",
        Unit::Quarter => "quarter",
        Unit::Season(_) => "season",
        Unit::Year => "year",
        Unit::FiscalYear => "fiscal year",
        Unit::Decade => "decade",
        Unit::Century => "century",
    }
}
