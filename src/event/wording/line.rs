//! The words of a report as titles need them: without quotation marks, brackets and dates, each with the mark
//! that follows it, and only those of the sentence that the trigger stands in.

use std::ops::Range;

use crate::config::lexicon::Telling;
use crate::date::{MONTHS, WEEKDAYS};
use crate::event::Evidence;

/// A word and the mark after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// As written, without marks.
    pub(super) text: String,
    /// In small letters.
    pub(super) lower: String,
    /// `,`, `;` (also for a colon or a dash) or `.`; nothing for a space.
    pub(super) mark: Option<char>,
    /// Where it begins in the document's reading text.
    pub(super) start: usize,
    /// Where it stands in the quote.
    at: Range<usize>,
    /// Whether it is of a date, or a date that was left out stood behind it.
    pub(super) dated: bool,
}

impl Word {
    /// Whether it begins with a capital or a figure.
    pub(super) fn is_name(&self) -> bool {
        self.text.starts_with(|it: char| it.is_uppercase() || it.is_ascii_digit())
    }
}

/// The words of the trigger's sentence, and which of them is the trigger.
pub(super) fn line(words: &Telling, evidence: &Evidence) -> Option<(Vec<Word>, usize)> {
    let quote = &evidence.quote;
    let within = |at: usize| at.saturating_sub(evidence.span.start).min(quote.len());
    let trigger = within(evidence.trigger.start)..within(evidence.trigger.end);
    let mut all = split(words, quote);
    let at = all.iter().position(|it| it.at.end > trigger.start)?;
    let start = all[..at].iter().rposition(|it| it.mark == Some('.')).map_or(0, |it| it + 1);
    let end =
        all[at..].iter().position(|it| it.mark == Some('.')).map_or(all.len(), |it| at + it + 1);
    all.truncate(end);
    all.drain(..start);
    let mut at = at - start;
    // "Oslo, June 11 (NTN) --": a dateline ends with a dash.
    const DATELINE: usize = 9;
    let dash = all[..at].iter().take(DATELINE).rposition(|it| it.mark == Some('-'));
    if let Some(dash) = dash.filter(|it| all[..*it].iter().all(Word::is_name)) {
        all.drain(..=dash);
        at -= dash + 1;
    }
    for word in &mut all {
        word.mark = word.mark.map(|it| if it == '-' { ';' } else { it });
    }
    let date = evidence.date.map(|it| within(it.start)..within(it.end));
    for word in &mut all {
        let of_date =
            date.as_ref().is_some_and(|it| word.at.start < it.end && it.start < word.at.end);
        word.start += evidence.span.start;
        word.dated = of_date || is_of_a_date(&word.text);
    }
    let (all, at) = without_dates(words, all, at);
    Some(without_relative(words, all, at))
}

/// The words without a relative clause between commas that the trigger does not stand in: "Berg, who won the cup,
/// died". Of one that tells of somebody else the title is that clause: "Berg, whose house burned, left" tells that
/// Berg's house burned. With them the trigger's new index.
fn without_relative(words: &Telling, mut all: Vec<Word>, trigger: usize) -> (Vec<Word>, usize) {
    let comma = |it: &usize| all[*it].mark == Some(',');
    let opens = |it: &usize| {
        all.get(it + 1).is_some_and(|it| matches!(it.lower.as_str(), "who" | "which" | "whose"))
    };
    let Some(open) = (0..all.len()).find(|it| comma(it) && opens(it)) else {
        return (all, trigger);
    };
    let Some(close) = (open + 1..all.len()).find(comma) else { return (all, trigger) };
    // The sentence goes on with its own verb.
    let goes_on = all.get(close + 1).is_some_and(|it| {
        let lower = it.lower.as_str();
        words.presents.contains_key(lower) || words.helpers.contains(lower) || lower.ends_with("ed")
    });
    let within = (open + 1..=close).contains(&trigger);
    let whose = all[open + 1].lower == "whose";
    if !goes_on || within && !(whose && trigger > open + 1) {
        return (all, trigger);
    }
    if within {
        all.truncate(close + 1);
        all.remove(open + 1);
        let owner = &mut all[open];
        owner.text.push_str("'s");
        owner.lower.push_str("'s");
        owner.mark = None;
        return (all, trigger - 1);
    }
    all[open].mark = None;
    all.drain(open + 1..=close);
    (all, if trigger > close { trigger - (close - open) } else { trigger })
}

/// Words in one line, with their commas.
pub(super) fn joined(words: &[&Word]) -> String {
    let parts: Vec<String> = words
        .iter()
        .map(|it| if it.mark == Some(',') { format!("{},", it.text) } else { it.text.clone() })
        .collect();
    parts.join(" ").trim_end_matches(',').to_owned()
}

/// The words of a text, without what stands in brackets.
fn split(words: &Telling, text: &str) -> Vec<Word> {
    let mut all: Vec<Word> = Vec::new();
    let mut depth = 0_usize;
    let mut start = 0;
    for piece in text.split_inclusive(char::is_whitespace) {
        let at = start;
        start += piece.len();
        let piece = piece.trim_end();
        let opened = piece.matches('(').count();
        let outside = depth == 0 && !piece.starts_with('(');
        depth = (depth + opened).saturating_sub(piece.matches(')').count());
        let quoted = |it: char| matches!(it, '"' | '“' | '”' | '(' | ')' | '[' | ']' | '`');
        let bare = piece.trim_end_matches(|it: char| quoted(it) || ",.;:!?'’".contains(it));
        // "the workers' club"
        let owns = bare.ends_with('s')
            && piece[bare.len()..].starts_with(['\'', '’'])
            && !piece.starts_with(['\'', '‘']);
        let bare = if owns {
            &piece[..bare.len() + piece[bare.len()..].chars().next().map_or(0, char::len_utf8)]
        } else {
            bare
        };
        let tail = &piece[bare.len()..];
        let shortened = tail.starts_with('.') && is_short(words, bare);
        let dash = matches!(bare, "--" | "—" | "–" | "-" | "_");
        let mark = match tail {
            _ if dash => Some('-'),
            _ if tail.trim_start_matches('.').contains(['.', '!', '?']) => Some('.'),
            _ if tail.contains(['.', '!', '?']) && !shortened => Some('.'),
            _ if tail.contains([';', ':']) => Some(';'),
            _ if tail.contains(',') => Some(','),
            _ => None,
        };
        let text = bare.trim_start_matches(|it: char| quoted(it) || "'‘’".contains(it));
        // "U.S." keeps its stops, "Aug." does not.
        let stop = if shortened && bare.contains('.') { "." } else { "" };
        let text = format!("{}{stop}", text.replace(quoted, ""));
        // "OSLO, Norway (AP)_": a dateline too.
        let dash = dash || !outside && bare.ends_with('_');
        let mark = if dash { Some('-') } else { mark };
        if text.is_empty() || dash || !outside {
            if let (Some(last), Some(_)) = (all.last_mut(), mark) {
                last.mark = mark;
            }
            continue;
        }
        let lower = text.to_lowercase();
        all.push(Word { text, lower, mark, start: at, at: at..start, dated: false });
    }
    all
}

/// A shortened month, title or hour, an initial, "U.S.": its full stop ends no sentence.
fn is_short(words: &Telling, word: &str) -> bool {
    let mut letters = word.chars();
    let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    // "U.S", "anti-U.S".
    let last = word.rsplit('-').next().unwrap_or(word);
    let inner = last.contains('.')
        && last.starts_with(char::is_alphabetic)
        && last.split('.').all(|it| it.len() <= 2);
    initial || inner || words.shortened.contains(&word.to_lowercase())
}

/// Whether a word names a month or a weekday, whole or shortened.
fn is_of_a_date(word: &str) -> bool {
    let short = |it: &&str| matches!(word.len(), 3 | 4) && it.starts_with(word);
    let month = MONTHS.iter().any(|it| *it == word || short(it));
    let near = matches!(word, "yesterday" | "today" | "tomorrow" | "tonight");
    near || word != "May" && word != "March" && (month || WEEKDAYS.contains(&word))
}

/// Whether a word is the number of a year.
fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<u16>().is_ok_and(|it| (1000..2100).contains(&it))
}

/// The words without the dates that stand for themselves, "on 3 May", "Monday": not that of a thing, "the
/// banquet of 1965". With them the trigger's new index.
fn without_dates(words: &Telling, mut all: Vec<Word>, trigger: usize) -> (Vec<Word>, usize) {
    const LONGEST: usize = 5;
    let before_number = |it: usize| all[it].lower.starts_with(|it: char| it.is_ascii_digit());
    let mut dated: Vec<bool> = all.iter().map(|it| it.dated).collect();
    // Twice, since what stands beside a date may be known for one only then.
    for _ in 0..2 {
        for at in 0..all.len() {
            let beside = at > 0 && dated[at - 1] && all[at - 1].mark.is_none_or(|it| it == ',')
                || at + 1 < all.len() && all[at + 1].dated && all[at].mark.is_none();
            // "in November last year"
            let year = at > 0 && dated[at - 1] && all[at].lower == "last";
            if year && all.get(at + 1).is_some_and(|it| it.lower == "year") {
                dated[at..=at + 1].fill(true);
            }
            dated[at] |= beside && before_number(at) && all[at].text.len() <= LONGEST;
            let leads =
                at > 0 && matches!(all[at - 1].lower.as_str(), "in" | "since" | "during" | "and");
            dated[at] |= leads
                && (is_year(&all[at].text) || matches!(all[at].text.as_str(), "May" | "March"));
        }
        // "in May and June": the joint goes too.
        for at in 1..all.len().saturating_sub(1) {
            let joint = matches!(all[at].lower.as_str(), "and" | "to" | "or");
            let day = all[at + 1].text.parse::<u8>().is_ok_and(|it| it <= 31)
                && all.get(at + 2).is_none_or(|it| {
                    all[at + 1].mark.is_some() || words.joints.contains(&it.lower)
                });
            let day = day && !is_year(&all[at - 1].text);
            dated[at] |= joint && dated[at - 1] && (dated[at + 1] || day);
            dated[at + 1] |= dated[at] && joint && day;
        }
    }
    dated[trigger] = false;
    for at in 1..all.len() {
        if dated[at - 1] && dated[at] && all[at - 1].mark == Some(',') {
            all[at - 1].mark = None;
        }
    }
    let mut gone = vec![false; all.len()];
    let mut at = 0;
    while at < all.len() {
        if !dated[at] {
            at += 1;
            continue;
        }
        let end = (at..all.len()).find(|it| !dated[*it]).unwrap_or(all.len());
        if let Some(start) = removable(words, &all, at..end, trigger) {
            gone[start..end].fill(true);
        }
        at = end;
    }
    let moved = gone[..trigger].iter().filter(|it| **it).count();
    for at in (1..all.len()).rev() {
        all[at - 1].dated |= gone[at];
        if gone[at] && all[at].mark.is_some() && all[at - 1].mark.is_none() {
            all[at - 1].mark = all[at].mark;
        }
    }
    let kept = all.into_iter().zip(gone).filter(|it| !it.1).map(|it| it.0).collect();
    (kept, trigger - moved)
}

/// Where what may go with a date begins, if it may go.
fn removable(words: &Telling, all: &[Word], date: Range<usize>, trigger: usize) -> Option<usize> {
    let lower = |it: usize| all.get(it).map_or("", |it| it.lower.as_str());
    let leads = |it: &str| words.before_dates.contains(it);
    let fresh = date.start == 0 || all[date.start - 1].mark.is_some();
    let ends = date.end == all.len() || all[date.end - 1].mark.is_some();
    let after = lower(date.end);
    let adverbial = ends
        || date.end == trigger
        || words.joints.contains(after)
        || words.presents.contains_key(after)
        || words.finite.contains(after)
        || matches!(after, "the" | "a" | "an" | "that" | "also")
        || ["ed", "ly"].iter().any(|it| after.ends_with(it));
    if leads(lower(date.start)) || fresh {
        return (adverbial || fresh).then_some(date.start);
    }
    let owns = |it: &str| it.ends_with("'s") || it.ends_with("’s");
    if owns(lower(date.end - 1)) {
        return None;
    }
    let mut start = date.start;
    while start > 0
        && start - 1 != trigger
        && leads(lower(start - 1))
        && all[start - 1].mark.is_none()
    {
        start -= 1;
    }
    // "a drop in third-quarter profit"
    let describes = !adverbial && lower(date.end - 1).contains('-');
    if start < date.start {
        return (!describes).then_some(start);
    }
    let held =
        words.holds_date.contains(lower(date.start - 1)) || lower(date.start - 1).ends_with("'s");
    // "said 2011 had been a good year"
    let year = date.len() == 1 && is_year(&all[date.start].text);
    (adverbial && !held && !year).then_some(date.start)
}
