//! Reads classified tokens: the ground that every family of rules stands on.

use chrono::Weekday;

use crate::text::{Text, Token, TokenKind};
use crate::timex::days::Days;
use crate::timex::lexicon::{Class, class_of};
use crate::timex::meaning::{Amount, Meaning, Modifier, Point, Unit};

/// A match of a rule that began at some token.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// The token after the last one matched.
    pub(super) end: usize,
    pub(super) rule: &'static str,
    pub(super) meaning: Meaning,
    pub(super) modifier: Option<Modifier>,
    /// Of a range: the token after its first date, and the token that its second begins with.
    pub(super) ends: Option<(usize, usize)>,
}

impl Found {
    pub(super) fn new(end: usize, rule: &'static str, meaning: Meaning) -> Self {
        Self { end, rule, meaning, modifier: None, ends: None }
    }

    pub(super) fn point(end: usize, rule: &'static str, point: Point) -> Self {
        Self::new(end, rule, Meaning::Point(point))
    }

    /// A range whose first date ends before one token and whose second begins with another.
    pub(super) fn range(
        end: usize,
        rule: &'static str,
        (from, first_end): (Point, usize),
        (to, second_start): (Point, usize),
    ) -> Self {
        let ends = Some((first_end, second_start));
        Self { ends, ..Self::new(end, rule, Meaning::Range(from, to)) }
    }
}

/// The tokens of one sentence with their classes.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    text: &'a Text<'a>,
    classes: &'a [Class],
    pub(super) start: usize,
    pub(super) end: usize,
    ancient: bool,
    pub(super) days: &'a Days,
}

/// One class a token of the text.
pub(super) fn classify(text: &Text<'_>) -> Vec<Class> {
    let content = text.content();
    text.tokens().iter().map(|token| class(content, token)).collect()
}

fn class(content: &str, token: &Token) -> Class {
    let word = token.span().of(content);
    match token.kind {
        TokenKind::Word => class_of(word),
        TokenKind::Number => {
            word.parse().map_or(Class::Other, |value| Class::Number(value, word.len() as u8))
        }
        TokenKind::Mixed => mixed(word),
        TokenKind::Mark => match word.as_bytes() {
            [b'`'] => Class::Mark(b'\''),
            [mark] => Class::Mark(*mark),
            _ => match word {
                "–" | "—" | "‐" | "‑" | "−" => Class::Mark(b'-'),
                "’" | "‘" => Class::Mark(b'\''),
                _ => Class::Mark(0),
            },
        },
    }
}

/// `19th`, `1990s`, `3pm`, `FY89`, `Juche113`.
fn mixed(word: &str) -> Class {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 {
        let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
        let Ok(value) = word[letters..].parse::<u32>() else { return Class::Other };
        let given = word.len() - letters;
        return match &word[..letters] {
            "FY" if given == 4 => Class::FiscalYear(value),
            "FY" if given == 2 => Class::FiscalYear(century_of(value) + value),
            "Q" if given == 1 && (1..=4).contains(&value) => Class::QuarterCode(value as u8),
            "H" if given == 1 && (1..=2).contains(&value) => Class::HalfCode(value as u8),
            it if it.eq_ignore_ascii_case("juche") && given <= 3 => {
                Class::JucheYear(value.saturating_add(1911))
            }
            _ => Class::Other,
        };
    }
    let Ok(value) = word[..digits].parse::<u32>() else { return Class::Other };
    let rest = &word[digits..];
    let is = |suffix: &str| rest.eq_ignore_ascii_case(suffix);
    // Older books write "22d" and "23d"; "2d" and "3d" are what has so many dimensions.
    let older = rest == "d" && matches!(value, 22 | 23);
    if is("th") || is("st") || is("nd") || is("rd") || older {
        return Class::Ordinal(value);
    }
    if rest == "s" && digits == 4 && value % 10 == 0 && (1000..2100).contains(&value) {
        return Class::Decade(value / 10);
    }
    if rest == "s" && digits == 3 && value % 10 == 0 {
        return Class::Decade(value / 10);
    }
    if rest == "s" && digits == 2 && value % 10 == 0 && value >= 20 {
        return Class::Decade(190 + value / 10);
    }
    if digits == 2
        && let Some(Ok(hour @ 0..=24)) = rest.strip_prefix('T').map(str::parse::<u8>)
    {
        return Class::DayHour(value as u8, hour);
    }
    if (is("am") || is("pm")) && (1..=12).contains(&value) {
        let hour = value % 12 + if is("pm") { 12 } else { 0 };
        return Class::Hour(hour as u8);
    }
    Class::Other
}

/// The century of a year of two digits: from 1930 to 2029.
pub(super) fn century_of(two_digits: u32) -> u32 {
    if two_digits < 30 { 2000 } else { 1900 }
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a Text<'a>, classes: &'a [Class], start: usize, end: usize) -> Self {
        Self { text, classes, start, end, ancient: false, days: Days::NONE }
    }

    /// The same tokens, in a text that tells of a year with its era or does not, and with named days.
    pub(super) fn with(self, ancient: bool, days: &'a Days) -> Self {
        Self { ancient, days, ..self }
    }

    /// The class of a token; `Other` outside of the sentence.
    pub(super) fn class(&self, at: usize) -> Class {
        if at < self.start || at >= self.end { Class::Other } else { self.classes[at] }
    }

    pub(super) fn word(&self, at: usize) -> &'a str {
        if at < self.start || at >= self.end { "" } else { self.text.word(at) }
    }

    pub(super) fn token(&self, at: usize) -> Option<&Token> {
        if at < self.start || at >= self.end { None } else { self.text.tokens().get(at) }
    }

    pub(super) fn is(&self, at: usize, class: Class) -> bool {
        self.class(at) == class
    }

    pub(super) fn mark(&self, at: usize, mark: u8) -> bool {
        self.class(at) == Class::Mark(mark)
    }

    /// Whether white space stands before the token.
    pub(super) fn spaced(&self, at: usize) -> bool {
        self.token(at).is_none_or(|it| it.spaced)
    }

    pub(super) fn capital(&self, at: usize) -> bool {
        self.token(at).is_some_and(|it| it.capital)
    }

    /// The token after an optional mark.
    pub(super) fn past(&self, at: usize, mark: u8) -> usize {
        at + usize::from(self.mark(at, mark))
    }

    /// The token after an optional word.
    pub(super) fn after(&self, at: usize, class: Class) -> usize {
        at + usize::from(self.is(at, class))
    }

    /// Two hyphened words: the token after the hyphen, or after nothing.
    pub(super) fn hyphen(&self, at: usize) -> usize {
        self.past(at, b'-')
    }

    /// The token, or the article before it.
    pub(super) fn back_over_the(&self, at: usize) -> usize {
        if self.before(at) == Class::The { at - 1 } else { at }
    }

    /// The class of the token before.
    pub(super) fn before(&self, at: usize) -> Class {
        at.checked_sub(1).map_or(Class::Other, |it| self.class(it))
    }

    /// Digits that are a number of their own: not part of `2.5`, `$20`, `5-3` or `A-20`.
    pub(super) fn lone_number(&self, at: usize) -> Option<(u32, u8)> {
        let Class::Number(value, digits) = self.class(at) else { return None };
        let glued_before = !self.spaced(at) && at > self.start;
        if glued_before && matches!(self.before(at), Class::Mark(b'.' | b',' | b'$' | b':' | b'#'))
        {
            return None;
        }
        Some((value, digits))
    }

    /// Whether `at` is a mark glued to digits on its right: the point of `2.5`, the comma of `2,000`.
    pub(super) fn digits_go_on(&self, at: usize) -> bool {
        matches!(self.class(at), Class::Mark(b'.' | b',' | b':' | b'%'))
            && !self.spaced(at)
            && !self.spaced(at + 1)
            && matches!(self.class(at + 1), Class::Number(..))
    }

    /// A month's name with its full stop: the month, whether it is written in full, and the end.
    pub(super) fn month(&self, at: usize) -> Option<(u32, bool, usize)> {
        match self.class(at) {
            Class::Month(month) if self.capital(at) => {
                let dotted = self.is_dotted_month(at);
                Some((u32::from(month), true, at + 1 + usize::from(dotted)))
            }
            Class::MonthShort(month) if self.capital(at) => {
                let dotted = self.mark(at + 1, b'.') && !self.spaced(at + 1);
                Some((u32::from(month), false, at + 1 + usize::from(dotted)))
            }
            _ => None,
        }
    }

    /// Whether a month's full name has a full stop as if it were cut short: "Seoul, May. 12 (Yonhap)".
    fn is_dotted_month(&self, at: usize) -> bool {
        let day = matches!(self.class(at + 2), Class::Number(1..=31, 1..=2));
        let closes = at + 3 >= self.end
            || matches!(self.class(at + 3), Class::Mark(b',' | b'(' | b')' | b'-'))
            || matches!(self.class(at + 3), Class::Number(1000..2100, 4));
        self.mark(at + 1, b'.') && !self.spaced(at + 1) && day && closes
    }

    /// Whether the clause ends before a token.
    pub(super) fn clause_ends(&self, at: usize) -> bool {
        at >= self.end || matches!(self.class(at), Class::Mark(b'.' | b',' | b';' | b')' | b'"'))
    }

    /// A weekday's name; a short one only with its full stop or a comma, or before a date.
    pub(super) fn weekday(&self, at: usize) -> Option<(Weekday, usize)> {
        match self.class(at) {
            Class::Weekday(day) if self.capital(at) => Some((weekday(day), at + 1)),
            Class::WeekdayShort(day) if self.capital(at) => {
                let dotted = self.mark(at + 1, b'.') && !self.spaced(at + 1);
                let end = at + 1 + usize::from(dotted);
                let next = self.past(end, b',');
                let dated = matches!(self.class(next), Class::Number(..) | Class::Ordinal(_))
                    || self.month(next).is_some();
                (dotted && day != 5 && day != 6 || dated).then_some((weekday(day), end))
            }
            _ => None,
        }
    }

    /// A day of a month in digits or as an ordinal.
    pub(super) fn day(&self, at: usize) -> Option<(u32, usize)> {
        let (day, end) = match self.class(at) {
            Class::Number(..) => {
                let (value, digits) = self.lone_number(at)?;
                (value, if digits <= 2 { at + 1 } else { return None })
            }
            Class::Ordinal(value) => match (value, self.class(at + 2)) {
                (20 | 30, Class::Ordinal(unit)) if self.mark(at + 1, b'-') && unit < 10 => {
                    (value + unit, at + 3)
                }
                _ => (value, at + 1),
            },
            // "the second of May"
            Class::Unit(Unit::Second)
                if at > 0 && self.is(at - 1, Class::The) && self.is(at + 1, Class::Of) =>
            {
                (2, at + 1)
            }
            Class::Cardinal(tens @ (20 | 30)) if self.mark(at + 1, b'-') => {
                match self.class(at + 2) {
                    Class::Ordinal(unit) if unit < 10 => (u32::from(tens) + unit, at + 3),
                    _ => return None,
                }
            }
            _ => return None,
        };
        (1..=31).contains(&day).then_some((day, end))
    }

    /// A year in full, as `'24`, or spelled out after a century's number.
    pub(super) fn year(&self, at: usize) -> Option<(i32, usize)> {
        if let Some(found) = self.year_of_era(at) {
            return Some(found);
        }
        match self.class(at) {
            Class::Number(value, 4)
                if (1000..2100).contains(&value) && !self.digits_go_on(at + 1) =>
            {
                self.lone_number(at).map(|_| (value as i32, at + 1))
            }
            Class::Mark(b'\'') => match self.class(at + 1) {
                Class::Number(value, 2) if !self.spaced(at + 1) => {
                    Some(((century_of(value) + value) as i32, at + 2))
                }
                _ => None,
            },
            Class::Cardinal(teens @ 16..=20) => {
                let (rest, end) = self.tens(self.hyphen(at + 1))?;
                let plausible = (10..100).contains(&rest) && (teens != 20 || rest < 30);
                plausible.then_some((i32::from(teens) * 100 + rest as i32, end))
            }
            Class::Cardinal(2) if self.is(at + 1, Class::Thousand) => {
                let next = self.after(at + 2, Class::And);
                match self.tens(next) {
                    Some((rest, end)) if rest < 50 => Some((2000 + rest as i32, end)),
                    _ => Some((2000, at + 2)),
                }
            }
            _ => None,
        }
    }

    /// A year with its era: `753 BC`, `AD 68`, `79 CE`.
    fn year_of_era(&self, at: usize) -> Option<(i32, usize)> {
        if let Some((false, next)) = self.era(at)
            && let Class::Number(value @ 1..2100, 1..=4) = self.class(next)
            && !self.digits_go_on(next + 1)
        {
            return Some((value as i32, next + 1));
        }
        let Class::Number(value @ 1..=9999, 1..=4) = self.class(at) else { return None };
        let (before, end) = self.era(at + 1)?;
        self.lone_number(at)?;
        let year = value as i32;
        Some((if before { 1 - year } else { year }, end))
    }

    /// The name of an era: `BC`, `B.C.`, `CE`; whether it is the one before ours.
    pub(super) fn era(&self, at: usize) -> Option<(bool, usize)> {
        let upper = |at: usize| self.word(at).bytes().all(|it| it.is_ascii_uppercase());
        if let Class::Era(before) = self.class(at) {
            return upper(at).then_some((before, at + 1));
        }
        let before = match self.word(at) {
            "B" => true,
            "A" => false,
            _ => return None,
        };
        let second = if before { "C" } else { "D" };
        let dotted = self.mark(at + 1, b'.') && self.word(at + 2) == second;
        let glued = dotted && !self.spaced(at + 1) && !self.spaced(at + 2);
        let stop = usize::from(self.mark(at + 3, b'.') && !self.spaced(at + 3));
        glued.then_some((before, at + 3 + stop))
    }

    /// Whether the text tells of a year with its era, so that short numbers may be years.
    pub(super) fn ancient(&self) -> bool {
        self.ancient
    }

    /// A spelled number under a hundred: "twenty-six", "twenty six", "nine".
    fn tens(&self, at: usize) -> Option<(u32, usize)> {
        let Class::Cardinal(first) = self.class(at) else { return None };
        if first >= 20 {
            let next = self.hyphen(at + 1);
            if let Class::Cardinal(unit @ 1..=9) = self.class(next) {
                return Some((u32::from(first + unit), next + 1));
            }
        }
        Some((u32::from(first), at + 1))
    }

    /// A spelled whole number: "forty", "a hundred and thirty", "two thousand".
    pub(super) fn spelled(&self, at: usize) -> Option<(u32, usize)> {
        let (head, end) = match self.class(at) {
            Class::A
                if matches!(
                    self.class(at + 1),
                    Class::Hundred | Class::Thousand | Class::Dozen
                ) =>
            {
                (1, at + 1)
            }
            Class::Cardinal(_) => self.tens(at)?,
            _ => return None,
        };
        match self.class(end) {
            Class::Hundred => {
                let next = self.after(end + 1, Class::And);
                Some(
                    self.tens(next)
                        .map_or((head * 100, end + 1), |(rest, end)| (head * 100 + rest, end)),
                )
            }
            Class::Thousand => Some((head * 1000, end + 1)),
            Class::Dozen => Some((head * 12, end + 1)),
            _ => Some((head, end)),
        }
    }

    /// A number before a unit: digits, words, "a few", "several".
    pub(super) fn amount(&self, at: usize) -> Option<(Amount, usize)> {
        let found = match self.class(at) {
            Class::Number(..) => self.digits(at)?,
            Class::A => match self.class(at + 1) {
                Class::Couple => (Amount::Exact(2), self.after(at + 2, Class::Of)),
                Class::Few => (Amount::Some, at + 2),
                Class::Many if self.is(at + 2, Class::A) => return None,
                Class::Hundred | Class::Thousand | Class::Dozen => {
                    let (value, end) = self.spelled(at)?;
                    (Amount::Exact(value), end)
                }
                Class::Half => (Amount::Tenths(5), self.hyphen(at + 2)),
                _ => (Amount::Exact(1), at + 1),
            },
            Class::Half if self.is(at + 1, Class::A) => (Amount::Tenths(5), at + 2),
            Class::Couple => (Amount::Exact(2), self.after(at + 1, Class::Of)),
            // "the third in as many days": the number was told before.
            Class::Many if at > 0 && self.word(at - 1).eq_ignore_ascii_case("as") => return None,
            Class::Few | Class::Several | Class::Many | Class::Some => (Amount::Some, at + 1),
            Class::Hundred | Class::Dozen | Class::Thousand => return None,
            Class::Cardinal(_) => {
                let (value, end) = self.spelled(at)?;
                (Amount::Exact(value), end)
            }
            _ => return None,
        };
        Some(self.and_a_half(found))
    }

    /// `14`, `2,000`, `2.5`, `1 1/2`.
    fn digits(&self, at: usize) -> Option<(Amount, usize)> {
        let (value, _) = self.lone_number(at)?;
        if self.digits_go_on(at + 1) {
            return match (self.class(at + 1), self.class(at + 2)) {
                (Class::Mark(b'.'), Class::Number(tenth, 1)) => {
                    Some((Amount::Tenths(value.checked_mul(10)? + tenth), at + 3))
                }
                (Class::Mark(b','), Class::Number(rest, 3)) => {
                    Some((Amount::Exact(value.checked_mul(1000)? + rest), at + 3))
                }
                _ => None,
            };
        }
        let halves = self.is(at + 1, Class::Number(1, 1))
            && self.mark(at + 2, b'/')
            && self.is(at + 3, Class::Number(2, 1));
        if halves {
            return Some((Amount::Tenths(value.checked_mul(10)? + 5), at + 4));
        }
        Some((Amount::Exact(value), at + 1))
    }

    /// `a quarter of a century`, `a quarter-century`: its years.
    pub(super) fn quarter_century(&self, at: usize) -> Option<(u32, usize)> {
        let start = self.after(at, Class::A);
        if !self.is(start, Class::Unit(Unit::Quarter)) {
            return None;
        }
        let of = self.after(self.after(start + 1, Class::Of), Class::A);
        let century = if of > start + 1 { of } else { self.hyphen(start + 1) };
        let joined = century > start + 1 && (start > at || of > start + 1);
        (joined && self.is(century, Class::Unit(Unit::Century))).then_some((25, century + 1))
    }

    /// "and a half" after a number.
    pub(super) fn and_a_half(&self, (amount, end): (Amount, usize)) -> (Amount, usize) {
        match amount {
            Amount::Exact(value) => {
                // "two-and-a-half years"
                let and = self.hyphen(end);
                let a = self.hyphen(and + 1);
                let half = self.hyphen(a + 1);
                if self.is(and, Class::And) && self.is(a, Class::A) && self.is(half, Class::Half) {
                    return (Amount::Tenths(value.saturating_mul(10).saturating_add(5)), half + 1);
                }
                (amount, end)
            }
            other => (other, end),
        }
    }

    /// An ordinal: `19th`, "nineteenth", "twenty-first"; "second" is one too.
    pub(super) fn ordinal(&self, at: usize) -> Option<(u32, usize)> {
        let unit = |class| match class {
            Class::Ordinal(value @ 1..=9) => Some(value),
            Class::Unit(Unit::Second) => Some(2),
            _ => None,
        };
        match self.class(at) {
            Class::Ordinal(value) => Some((value, at + 1)),
            Class::Unit(Unit::Second) => Some((2, at + 1)),
            Class::Cardinal(tens @ 20..=90) => {
                let next = self.hyphen(at + 1);
                unit(self.class(next)).map(|it| (u32::from(tens) + it, next + 1))
            }
            _ => None,
        }
    }
}

pub(super) fn weekday(from_monday: u8) -> Weekday {
    Weekday::try_from(from_monday % 7).unwrap_or(Weekday::Mon)
}
