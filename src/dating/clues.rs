//! Collects what a document holds that bears on its date: header dates, the dateline, weekdays,
//! years told, anniversaries, dates of other articles and of saving.

use chrono::{NaiveDate, Weekday};

use crate::date::Date;
use crate::dating::{Born, Known, Order, anniversary, closing, stated};
use crate::document::{
    Block, Document, Label, Zone, dateline, headers, is_date_line, opening_date,
};
use crate::source::Span;
use crate::text::Text;
use crate::timex::{Amount, Expr, Meaning, Origin, Partial, Unit, Year};

/// Everything that bears on the date of a document. Collected once, for the date and for the genre.
pub struct Clues<'a> {
    pub(super) document: &'a Document,
    /// Dates of the masthead, in order.
    pub(super) headers: Vec<HeaderDate>,
    /// The first dateline.
    pub(super) dateline: Option<DatelineDate>,
    /// "5 days ago" in the masthead: how many days before the page was saved.
    pub(super) days_ago: Option<(i64, Span)>,
    /// Weekdays that the body tells without more, with their sentences, in order.
    pub(super) weekdays: Vec<(Weekday, usize)>,
    /// Calendar dates of the body.
    pub(super) told: Vec<Told>,
    /// Whole dates of lists and footers, and dates of saving.
    pub(super) beside: Vec<(NaiveDate, Span)>,
    /// Whole dates that end the document: a footer in brackets, the date under a letter.
    pub(super) closing: Vec<(NaiveDate, Span)>,
    /// Whole dates of captions and of other lines above the text that are more than a date.
    pub(super) captions: Vec<Told>,
    /// A date line below the first sentences, as pages have it that begin with a summary.
    pub(super) lone: Option<HeaderDate>,
    /// The year of a notice of copyright that names the agency of the dateline.
    pub(super) copyright: Option<(i32, Span)>,
    /// Years that follow from anniversaries and from "ten years ago".
    pub(super) years: Vec<YearClue>,
    /// Whether the document, without its boilerplate, tells of an anniversary: then the dates that it tells are
    /// of long ago.
    pub(super) commemorates: bool,
    /// Birthdays of persons whose day of birth is known.
    pub(super) birthdays: Vec<Birthday>,
    /// Whether the body says "last year".
    pub(super) last_year: bool,
    /// Whether dates in digits are written day first, if the document shows it.
    pub(super) day_first: Option<bool>,
    /// The order of day and month where the document does not show it, and why.
    pub(super) order: Option<(Order, &'a str)>,
    /// The day on which somebody saved the page, as it was told with the document or at its end.
    pub(super) saved: Option<NaiveDate>,
    /// Whether the body is a chronicle, whose entries have dates of their own.
    pub(super) chronicle: bool,
}

/// So many blocks from the text's first one on, a line still belongs to its head.
const NEAR: usize = 3;

/// A date of the masthead.
#[derive(Debug, Clone)]
pub(super) struct HeaderDate {
    /// The label before it; `None` for a bare date line.
    pub(super) label: Option<Label>,
    /// What it says.
    pub(super) partial: Partial,
    /// Where it stands, with its label.
    pub(super) span: Span,
    /// Whether it is a part of the headline.
    pub(super) in_title: bool,
}

/// The date of a dateline.
#[derive(Debug, Clone)]
pub(super) struct DatelineDate {
    pub(super) partial: Partial,
    pub(super) span: Span,
    /// The sentence that the dateline opens.
    pub(super) sentence: Option<usize>,
}

/// Whether the document itself says a word, and not only what stands around it on its page.
pub(super) fn says(document: &Document, word: &str) -> bool {
    let own = |it: &&Block| it.zone != Zone::Boilerplate;
    document.blocks.iter().filter(own).any(|it| it.span.of(&document.content).contains(word))
}

/// A calendar date of the body.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub(super) partial: Partial,
    pub(super) span: Span,
    pub(super) sentence: usize,
}

/// A year in which the document must have been written, and why.
#[derive(Debug, Clone)]
pub(super) struct YearClue {
    pub(super) year: i32,
    /// The very day in it that the clue is about, and the words that tell it.
    pub(super) day: Option<(NaiveDate, Span)>,
    /// The year of a whole date of the text that it is counted from: that may as well be the year in
    /// which the text was written.
    pub(super) told: Option<i32>,
    pub(super) reason: String,
    /// Whether it needs no weekday to agree with it.
    pub(super) sure: bool,
}

/// A birthday of a person whose day of birth is known.
#[derive(Debug, Clone)]
pub(super) struct Birthday {
    pub(super) born: NaiveDate,
    /// Which one, if it is counted.
    pub(super) ordinal: Option<u32>,
    pub(super) span: Span,
    pub(super) sentence: usize,
}

impl<'a> Clues<'a> {
    /// Collects them. `exprs` are the time expressions of the whole reading text.
    #[must_use]
    pub fn collect(
        document: &'a Document,
        text: &Text<'_>,
        exprs: &[Expr],
        known: &Known<'a>,
    ) -> Self {
        let mut clues = Self {
            document,
            headers: Vec::new(),
            dateline: None,
            days_ago: None,
            weekdays: Vec::new(),
            told: Vec::new(),
            beside: Vec::new(),
            closing: Vec::new(),
            captions: Vec::new(),
            lone: None,
            copyright: None,
            years: Vec::new(),
            commemorates: false,
            birthdays: Vec::new(),
            last_year: false,
            day_first: day_first(&document.content, exprs),
            order: known.order,
            saved: document.saved.as_deref().and_then(saved_day),
            chronicle: is_chronicle(document),
        };
        let is_body = |it: &Block| it.zone == Zone::Body;
        let first_body = document.blocks.iter().position(is_body);
        let last_body = document.blocks.iter().rposition(is_body).unwrap_or_default();
        let agency = first_body.and_then(|it| {
            let line = document.blocks[it].span.of(&document.content);
            dateline(line)?.agency.map(|it| it.of(line))
        });
        let mut next = 0;
        for (index, block) in document.blocks.iter().enumerate() {
            while exprs.get(next).is_some_and(|it| it.span.start < block.span.start) {
                next += 1;
            }
            let count = exprs[next..].iter().take_while(|it| it.span.end <= block.span.end).count();
            let within = &exprs[next..next + count];
            let leads = first_body.is_none_or(|it| index < it);
            if Some(index) == first_body {
                clues.add_opening(block.span, within, text);
            }
            if block.zone != Zone::Masthead && clues.add_saved(block.span, within) {
                continue;
            }
            if !leads {
                // What comes after furniture may belong to another article.
                let follows = Some(index) > first_body && index <= last_body + 1;
                clues.add_closing(block.span, within, follows, agency);
            }
            match block.zone {
                Zone::Masthead => clues.add_header(block.span, within, text),
                Zone::Boilerplate if leads && clues.add_furnished(block.span, within) => {}
                Zone::Boilerplate => clues.add_beside(block.span, within, leads),
                Zone::Body => {
                    let heads =
                        first_body.is_some_and(|it| index <= it + NEAR) && index < last_body;
                    clues.add_body(block.span, within, text, heads);
                }
            }
        }
        clues.take_lone();
        clues.add_birthdays(text, exprs, known.born);
        let latest = clues.latest_year().unwrap_or(i32::MIN);
        let years = anniversary::years(text, exprs, document);
        // What a text tells of was: an anniversary before it is another one.
        clues.years.extend(years.into_iter().filter(|it| it.year >= latest));
        if let Some(history) = known.history {
            let years = anniversary::remembered(text, exprs, document, history, &clues.told);
            clues.years.extend(years.into_iter().filter(|it| it.year >= latest));
        }
        clues.commemorates = says(document, "nniversar");
        clues
    }

    /// What the document says of its own publication: in words anywhere, by form where a line
    /// `follows` the text.
    fn add_closing(&mut self, block: Span, exprs: &[Expr], follows: bool, agency: Option<&str>) {
        let line = block.of(&self.document.content);
        let said = closing::statement(line, block.start, exprs, self.day_first);
        let formed = || closing::signature(line, block.start, exprs, self.day_first);
        let known = |it: &(NaiveDate, Span)| !self.closing.contains(it);
        let found = said.or_else(|| formed().filter(|_| follows && !self.chronicle)).filter(known);
        self.closing.extend(found);
        let year = agency.and_then(|it| closing::copyright(line, it));
        let year =
            year.map(|(it, at)| (it, Span::new(block.start + at.start, block.start + at.end)));
        self.copyright = self.copyright.or(year);
    }

    /// "Retrieved 30 August 2011" in the text or under it.
    fn add_saved(&mut self, block: Span, exprs: &[Expr]) -> bool {
        const LONGEST: usize = 160;
        if exprs.is_empty() || block.len() > LONGEST {
            return false;
        }
        let labels = headers(block.of(&self.document.content));
        if labels.first().is_none_or(|it| it.label != Label::Saved) {
            return false;
        }
        let day = exprs.iter().find_map(|it| whole_day(it, self.day_first));
        self.saved = self.saved.or(day);
        day.is_some()
    }

    /// "4 May 2020 – The king …", unless later paragraphs begin so as well: then it is a chronicle.
    fn add_opening(&mut self, block: Span, exprs: &[Expr], text: &Text<'_>) {
        let content = self.document.content.as_str();
        let Some(date) = opening_date(block.of(content)) else { return };
        let opens =
            |it: &&Block| it.zone == Zone::Body && opening_date(it.span.of(content)).is_some();
        let first = exprs.first().filter(|it| it.span.start == block.start);
        let partial = first.and_then(|it| it.calendar());
        if let Some(partial) = partial.filter(|it| it.year.is_some() && it.day.is_some())
            && self.document.blocks.iter().filter(opens).count() == 1
        {
            let span = Span::new(block.start, block.start + date.end);
            let sentence = text.sentence_at(block.start);
            self.dateline = Some(DatelineDate { partial, span, sentence });
        }
    }

    fn add_beside(&mut self, block: Span, exprs: &[Expr], leads: bool) {
        let line = block.of(&self.document.content);
        for expr in exprs {
            let Some(day) = whole_day(expr, self.day_first) else { continue };
            let bracketed = line.contains('(') && line.split_whitespace().count() <= 4;
            if bracketed && !leads {
                if !self.closing.contains(&(day, expr.span)) {
                    self.closing.push((day, expr.span));
                }
            } else {
                self.beside.push((day, expr.span));
            }
        }
    }

    fn add_body(&mut self, block: Span, exprs: &[Expr], text: &Text<'_>, heads: bool) {
        let line = block.of(&self.document.content);
        let opening = dateline(line).filter(|it| it.dated && self.dateline.is_none());
        for expr in exprs {
            let sentence = text.sentence_at(expr.span.start).unwrap_or_default();
            self.last_year |= says_last_year(expr);
            let Some(partial) = expr.calendar() else { continue };
            let in_dateline = opening.is_some_and(|it| expr.span.end <= block.start + it.span.end);
            if in_dateline
                && partial.month.is_none()
                && let (Some(line), Some(year)) = (&mut self.dateline, partial.year)
            {
                // "May 4 Juche 108 (2019)" tells the year apart.
                line.partial.year = line.partial.year.or(Some(year));
                continue;
            }
            if in_dateline && partial.month.is_some() && partial.day.is_some() {
                let span = expr.span;
                self.dateline = self.dateline.take().or(Some(DatelineDate {
                    partial,
                    span,
                    sentence: text.sentence_at(block.start),
                }));
                continue;
            }
            if let (Some(weekday), None) = (partial.weekday, partial.day) {
                self.weekdays.push((weekday, sentence));
                continue;
            }
            let alone = is_date_line(line) && !self.chronicle;
            if alone && let Some(day) = whole_day(expr, self.day_first) {
                self.closing.push((day, expr.span));
                if heads {
                    let span = expr.span;
                    self.lone = Some(HeaderDate { label: None, partial, span, in_title: false });
                    continue;
                }
            }
            let told = Told { partial, span: expr.span, sentence };
            if partial.day.is_some() && is_caption(line) {
                self.captions.push(told.clone());
            }
            self.told.push(told);
        }
    }

    /// Birthdays of persons whose day of birth is known: of the one named last before the word, else
    /// of one named in the same sentence.
    fn add_birthdays(&mut self, text: &Text<'_>, exprs: &[Expr], born: &[Born]) {
        if born.is_empty() {
            return;
        }
        let mut born = born.to_vec();
        born.sort_by_key(|it| (it.span.end, it.span.start));
        for token in text.tokens() {
            let span = token.span();
            let is_word = text.slice(span).eq_ignore_ascii_case("birthday");
            if !(is_word || anniversary::is_of_birth(&self.document.content, span))
                || zone_at(self.document, span) == Zone::Boilerplate
            {
                continue;
            }
            let Some(sentence) = text.sentence_at(span.start) else { continue };
            let counted = exprs.get(exprs.partition_point(|it| it.span.end < span.end));
            let counted = counted.filter(|it| it.span.contains(span));
            let ordinal = counted.and_then(|it| match it.meaning {
                Meaning::Anniversary(count) => count,
                _ => None,
            });
            let said = || anniversary::ordinal_of(text, exprs, sentence, span);
            let ordinal = ordinal.or_else(|| said().filter(|_| !is_word));
            let whole = counted.map_or(span, |it| it.span);
            let next = born.partition_point(|it| it.span.end <= whole.start);
            let before = next.checked_sub(1).map(|it| born[it]);
            let after = born.get(next).copied();
            let after = after.filter(|it| text.sentence_at(it.span.start) == Some(sentence));
            if let Some(person) = before.or(after) {
                self.birthdays.push(Birthday { born: person.day, ordinal, span: whole, sentence });
            }
        }
    }

    /// The order of day and month that something beside the document gives, as whether day is first.
    pub(super) fn day_first_elsewhere(&self) -> Option<bool> {
        self.order.map(|(order, _)| order == Order::DayFirst)
    }

    /// The latest year that the body tells of.
    pub(super) fn latest_year(&self) -> Option<i32> {
        self.told
            .iter()
            .filter_map(|it| it.partial.year)
            .filter(|it| (1000..2100).contains(it))
            .max()
    }

    /// The earliest day on which the page can have been saved, as lists of other articles show it.
    pub(super) fn saved_by(&self) -> Option<NaiveDate> {
        self.saved.or_else(|| self.beside.iter().map(|(day, _)| *day).max())
    }

    /// The words at a span, on one line.
    pub(super) fn quote(&self, span: Span) -> String {
        span.of(&self.document.content).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Whether a paragraph ends with the credit of a picture: "… arrived. (Wire/A. Name)", "Photo: A. Name".
pub(super) fn is_caption(line: &str) -> bool {
    const LONGEST: usize = 60;
    // A paragraph may be long, and is asked for each of its dates: its end is enough.
    let line = line.trim_end();
    let mut tail = line.len().saturating_sub(LONGEST + 4);
    while !line.is_char_boundary(tail) {
        tail += 1;
    }
    let line = &line[tail..];
    let bracketed = line.strip_suffix(')').and_then(|it| it.rsplit_once('(')).map(|it| it.1);
    let credit = bracketed.or_else(|| line.rsplit(". ").next()).unwrap_or_default();
    let named = credit.contains('/')
        && credit.split('/').all(|it| it.trim().starts_with(char::is_uppercase));
    let photo =
        credit.starts_with("Photo") || credit.ends_with("Photo") || credit.ends_with("photo");
    credit.len() <= LONGEST && (named && bracketed.is_some() || photo)
}

/// The day that a time of saving says.
fn saved_day(text: &str) -> Option<NaiveDate> {
    stated::parse(text, None)?.as_day()
}

/// The zone that a span stands in.
pub(super) fn zone_at(document: &Document, span: Span) -> Zone {
    let after = document.blocks.partition_point(|it| it.span.start <= span.start);
    after.checked_sub(1).map_or(Zone::Boilerplate, |it| document.blocks[it].zone)
}

/// The one day that an expression says, if it says one.
pub(super) fn whole_day(expr: &Expr, day_first: Option<bool>) -> Option<NaiveDate> {
    let partial = expr.calendar().filter(|it| it.day.is_some())?;
    read(&partial, day_first).and_then(Date::as_day)
}

/// The reading of a whole date, if there is but one under the order of day and month given.
pub(super) fn read(partial: &Partial, day_first: Option<bool>) -> Option<Date> {
    let readings = partial.readings();
    match (readings.as_slice(), day_first) {
        ([one], _) | ([one, _], Some(false)) | ([_, one], Some(true)) => Some(*one),
        _ => None,
    }
}

/// Whether dates in digits are written day first, as those show that leave no choice: `24/08/2011`.
fn day_first(content: &str, exprs: &[Expr]) -> Option<bool> {
    exprs.iter().find_map(|it| {
        let numbers: Vec<u32> = it
            .span
            .of(content)
            .split(['/', '.'])
            .map_while(|it| it.get(..it.len().min(4))?.trim().parse().ok())
            .collect();
        match numbers.as_slice() {
            [day, month, ..] if (13..=31).contains(day) && (1..=12).contains(month) => Some(true),
            [month, day, ..] if (13..=31).contains(day) && (1..=12).contains(month) => Some(false),
            _ => None,
        }
    })
}

/// "last year", "on 4 December last year".
fn says_last_year(expr: &Expr) -> bool {
    match expr.meaning {
        Meaning::Period { unit: Unit::Year, offset: -1, from: Origin::Document } => true,
        Meaning::Point(point) => point.year == Year::Shift(-1, Origin::Document),
        _ => false,
    }
}

/// "5 days ago": how many days.
pub(super) fn days_ago(expr: &Expr) -> Option<i64> {
    let Meaning::Shift { amount: Amount::Exact(count), unit, back: true, .. } = expr.meaning else {
        return None;
    };
    match unit {
        Unit::Day => Some(i64::from(count)),
        Unit::Week => Some(i64::from(count) * 7),
        Unit::Hour if count < 24 => Some(0),
        Unit::Minute => Some(0),
        _ => None,
    }
}

fn is_chronicle(document: &Document) -> bool {
    let bodies = document.blocks.iter().filter(|it| it.zone == Zone::Body);
    bodies.filter(|it| is_date_line(it.span.of(&document.content))).count() >= 2
}
