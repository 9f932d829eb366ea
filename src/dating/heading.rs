//! Collects the dates of the masthead, and of lines that belong to it by their sense.

use crate::dating::clues::{Clues, HeaderDate, Told, days_ago, is_caption};
use crate::dating::written;
use crate::document::{Header, Label, headers, is_date_line};
use crate::source::Span;
use crate::text::Text;
use crate::timex::{Expr, Partial};

impl Clues<'_> {
    pub(super) fn add_header(&mut self, block: Span, exprs: &[Expr], text: &Text<'_>) {
        // The caption of the first picture may be taken for the headline.
        if is_caption(block.of(&self.document.content)) {
            let whole = |it: &Partial| it.year.is_some() && it.day.is_some();
            let told = exprs.iter().filter_map(|it| Some((it.calendar().filter(whole)?, it.span)));
            self.captions.extend(told.map(|(partial, span)| {
                let sentence = text.sentence_at(span.start).unwrap_or_default();
                Told { partial, span, sentence }
            }));
            return;
        }
        if self.document.title_span.is_some_and(|it| block.contains(it)) && exprs.len() < 2 {
            let line = block.of(&self.document.content);
            if headers(line).is_empty() {
                self.add_title_date(block, exprs);
                return;
            }
        }
        let line = block.of(&self.document.content);
        let labels = headers(line);
        // A date inside of a long line, or of the end of a sentence, is not the line's own date.
        let fragment = line.starts_with(char::is_lowercase) && line.trim_end().ends_with('.');
        let apart = is_date_line(line) || line.split_whitespace().count() <= 14 && !fragment;
        let mut weekday = None;
        for expr in exprs {
            if let Some(days) = days_ago(expr) {
                self.days_ago = self.days_ago.or(Some((days, expr.span)));
                continue;
            }
            let Some(mut partial) = expr.calendar() else { continue };
            if partial.month.is_none() || partial.day.is_none() {
                weekday = weekday.or(partial.weekday);
                // "Wed Aug 24 09:14:00 2011" tells the year after the hour.
                if let Some(last) = self.headers.last_mut().filter(|it| block.contains(it.span)) {
                    last.partial.year = last.partial.year.or(partial.year);
                }
                continue;
            }
            partial.weekday = partial.weekday.or(weekday);
            let within = |it: &Span| {
                block.start + it.start <= expr.span.start && expr.span.end <= block.start + it.end
            };
            let label = labels.iter().find(|it| within(&it.value));
            let span =
                label.map_or(expr.span, |it| Span::new(block.start + it.span.start, expr.span.end));
            if label.is_some() || apart {
                let label = label.map(|it| it.label);
                let of_dates = [Label::Published, Label::Updated, Label::Saved];
                let label = label.filter(|it| of_dates.contains(it));
                self.headers.push(HeaderDate { label, partial, span, in_title: false });
            } else {
                let sentence = text.sentence_at(expr.span.start).unwrap_or_default();
                self.captions.push(Told { partial, span: expr.span, sentence });
            }
        }
        if self
            .headers
            .last()
            .is_none_or(|it| it.span.start < block.start || it.partial.year.is_none())
            && let Some((partial, at)) = written::find(line).filter(|_| apart)
        {
            let of_date = |it: &&Header| it.value.start <= at.start && at.end <= it.value.end;
            let label = labels.iter().find(of_date);
            let start = label.map_or(at.start, |it| it.span.start);
            let span = Span::new(block.start + start, block.start + at.end);
            let label = label.map(|it| it.label);
            self.headers.push(HeaderDate { label, partial, span, in_title: false });
        }
    }

    /// A whole date that a headline begins or ends with, set apart: "Kings Meet (May 4, 2020)".
    fn add_title_date(&mut self, block: Span, exprs: &[Expr]) {
        let [expr] = exprs else { return };
        let content = self.document.content.as_str();
        let Some(partial) = expr.calendar().filter(|it| it.year.is_some() && it.day.is_some())
        else {
            return;
        };
        let before = content[block.start..expr.span.start].trim_end();
        let after = content[expr.span.end..block.end].trim_start();
        let ends = after.trim_matches([')', ']']).is_empty()
            && before.ends_with([',', '(', '[', '|', '-', '–', '—', ':', '/']);
        let digits = expr.span.of(content).starts_with(|it: char| it.is_ascii_digit());
        let begins = before.is_empty()
            && (after.starts_with([':', '|', '-', '–', '—', '/'])
                || digits && partial.month.is_some() && !expr.span.of(content).contains(' '));
        if ends || begins {
            self.headers.push(HeaderDate { label: None, partial, span: expr.span, in_title: true });
        }
    }

    /// "A Daily, May 4, 2020 Adjust font size:": a date of the masthead in a line of furniture. One
    /// that stands alone there is the time of saving.
    pub(super) fn add_furnished(&mut self, block: Span, exprs: &[Expr]) -> bool {
        let line = block.of(&self.document.content);
        let [expr] = exprs else { return false };
        let Some(partial) = expr.calendar().filter(|it| it.year.is_some() && it.day.is_some())
        else {
            return false;
        };
        let short =
            line.split_whitespace().count() <= 12 && line[expr.span.end - block.start..].len() > 4;
        let marked = headers(line).iter().any(|it| it.label != Label::Published);
        if !short || is_date_line(line) || marked || line.contains(['©', '•']) {
            return false;
        }
        self.headers.push(HeaderDate { label: None, partial, span: expr.span, in_title: false });
        true
    }

    /// Takes a lone date line under the first sentences for one of the masthead where there is no
    /// other, and the text tells of no later year.
    pub(super) fn take_lone(&mut self) {
        let Some(lone) = self.lone.take() else { return };
        let other =
            self.dateline.is_some() || self.headers.iter().any(|it| it.partial.year.is_some());
        let last = self.closing.iter().all(|(_, it)| *it == lone.span);
        if !other && last && self.latest_year() <= lone.partial.year {
            self.headers.push(lone);
        }
    }
}
