//! Counting from what the text itself has dated: "three days after the summit".
//!
//! A happening is known again by its noun, or by the verb that belongs to it: "the arrest" and "was
//! arrested". What is not known again stays what it was, a length of time.

use crate::source::Span;
use crate::text::TokenKind;
use crate::timex::meaning::Unit;
use crate::timex::reasoning::{Sense, Why};
use crate::timex::reckon::shifted;
use crate::timex::resolve::{Answer, Teller, Told};

/// How many dates back a happening is looked for.
const REACH: usize = 40;
/// How many tokens from its date a happening may stand in the same sentence.
const LONGEST: usize = 80;
/// The most words of a noun phrase that names a happening.
const PHRASE: usize = 5;

/// Nouns, each with the verbs and nouns that tell the same without its stem. Verbs of many senses ("left",
/// "found", "lost") tell no happening by themselves.
const ALIKE: &[(&str, &[&str])] = &[
    ("death", &["died", "dies"]),
    ("birth", &["born"]),
    ("fall", &["fell"]),
    ("wedding", &["married", "marriage"]),
    ("shooting", &["shot"]),
    ("sinking", &["sank", "sunk"]),
    ("coronation", &["crowned"]),
    ("departure", &["sailed"]),
    ("execution", &["hanged", "beheaded", "shot"]),
    ("murder", &["killed"]),
    ("outbreak", &["broke"]),
    ("trial", &["tried"]),
    ("theft", &["stolen", "stole"]),
    ("flight", &["fled"]),
    ("crash", &["crashed"]),
];

/// Words that tell the beginning of something.
const BEGINS: &[&str] =
    &["began", "begins", "started", "starts", "opened", "opens", "broke", "outbreak"];

/// What a noun or a verb ends in beyond its stem, the longest first.
const ENDINGS: &[&str] = &[
    "ations", "ation", "ments", "ated", "ates", "ment", "ings", "ions", "ures", "ing", "ion",
    "ure", "als", "age", "ed", "es", "al", "e", "s", "y",
];

impl Teller<'_> {
    /// The date so many units after (or before) a happening that was told with a date.
    pub(super) fn shift_from_happening(&mut self, count: u32, unit: Unit) -> Option<Answer> {
        // News tells a length so, and dates much else with the same nouns.
        if unit < Unit::Day || !self.anchor.narrative || self.is_stretch() {
            return None;
        }
        let named = self.named_happening()?;
        let (word, told) = self.known_again(&named)?;
        let calendar = shifted(told.calendar.date(), count, unit, named.back)?;
        let signed = if named.back { -i64::from(count) } else { i64::from(count) };
        self.reasoning.sense = Sense::Count(unit, signed);
        self.anchor_on(told.calendar.date(), Why::Happening(word));
        self.extent = Some(named.end);
        Some(Answer::of(calendar))
    }

    /// Whether the word before an amount makes a stretch of it: "for three years after the invasion", "in
    /// the two years before the war".
    fn is_stretch(&self) -> bool {
        let before = self.text.token_at(self.span.start).checked_sub(1);
        before.is_some_and(|it| {
            let word = self.text.word(it);
            let lists = ["for", "in", "within", "the", "of", "over", "during", "than", "first"];
            lists
                .iter()
                .chain(&["last", "next", "these", "those", "his", "her", "their"])
                .any(|it| word.eq_ignore_ascii_case(it))
        })
    }

    /// Whether what is told of a noun is not the end that a count goes out from: "after the war" counts
    /// from where it ended, "before the war" from where it began.
    fn is_other_end(&self, noun: usize, back: bool) -> bool {
        const NEAR: usize = 5;
        let ends: &[&str] = match back {
            false => BEGINS,
            true => &["ended", "ends", "closed", "closes", "finished", "over"],
        };
        let last = (noun + NEAR).min(self.text.tokens().len());
        (noun.saturating_sub(NEAR)..last).any(|it| ends.contains(&self.text.word(it)))
    }

    /// The happening that the words after the expression name: "after the second landing of".
    fn named_happening(&self) -> Option<Named> {
        let tokens = self.text.tokens();
        let word = |at: usize| tokens.get(at).map_or("", |_| self.text.word(at));
        let at = self.text.token_at(self.span.end);
        let back = match word(at) {
            "after" | "following" => false,
            "before" => true,
            _ => return None,
        };
        let start = at
            + 1
            + usize::from(matches!(
                word(at + 1),
                "the" | "his" | "her" | "its" | "their" | "this" | "that"
            ));
        let names = |at: &usize| {
            let token = tokens.get(*at);
            token.is_some_and(|it| it.kind == TokenKind::Word) && !ends_phrase(word(*at))
        };
        let whose = matches!(word(at + 1), "his" | "her");
        let end = (start..start + PHRASE).take_while(names).last()? + 1;
        // "the day after the shooting martial law was declared": the noun of an action is the head.
        let end = (start..end).find(|it| is_action(word(*it))).map_or(end, |it| it + 1);
        let of = (word(end) == "of").then(|| {
            let start = end + 1 + usize::from(matches!(word(end + 1), "the" | "his" | "her"));
            (start..start + PHRASE).take_while(names).last()
        });
        // "the death of 12 men" names nobody who could be known again.
        let of = match of {
            Some(None) => return None,
            Some(Some(of)) => Some(of),
            None => None,
        };
        let last = tokens.get(of.unwrap_or(end - 1))?.span().end;
        let free = self.ahead.first().is_none_or(|next| next.span.start >= last);
        free.then_some(Named { back, whose, head: end - 1, of, end: last })
    }

    /// The word that told the happening with a date, and that date; the last such.
    fn known_again(&self, named: &Named) -> Option<(Span, Told)> {
        let tokens = self.text.tokens();
        let head = self.text.word(named.head);
        let here = self.text.token_at(self.span.start);
        let end = self.text.token_at(named.end);
        // "after the hearings had opened" says itself which end is meant.
        let says =
            (end..(end + 2).min(tokens.len())).any(|it| BEGINS.contains(&self.text.word(it)));
        self.dated.iter().rev().take(REACH).find_map(|told| {
            let sentence = self.text.sentence_at(told.span.start)?;
            let sentence = self.text.sentences().get(sentence)?.tokens.clone();
            // A sentence without an end is not read at each of its dates.
            let at = self.text.token_at(told.span.start);
            let sentence = sentence.start.max(at.saturating_sub(LONGEST))
                ..sentence.end.min(here).min(at + LONGEST);
            let of = named.of.map(|it| self.text.word(it));
            if of.is_some_and(|of| !sentence.clone().any(|it| self.text.word(it) == of)) {
                return None;
            }
            let is_told = |at: &usize| {
                let within = |it: &Told| {
                    it.span.start <= tokens[*at].span().start
                        && tokens[*at].span().end <= it.span.end
                };
                let his = !named.whose || *at > sentence.start && self.names_one(*at - 1);
                his && is_alike(head, self.text.word(*at))
                    && (says || !self.is_other_end(*at, named.back))
                    && !self.dated.iter().rev().take(REACH * 2).any(within)
            };
            let at = sentence.clone().rev().find(is_told)?;
            let span = tokens[at].span();
            let far = |it: &&Told| {
                it.span.start.saturating_sub(span.end) + span.start.saturating_sub(it.span.end)
            };
            let bounds = tokens[sentence.start].span().start..tokens[sentence.end - 1].span().end;
            let beside = self.dated.iter().rev().take(REACH);
            let beside = beside.filter(|it| bounds.contains(&it.span.start)).min_by_key(far)?;
            Some((span, *beside))
        })
    }
}

impl Teller<'_> {
    /// Whether a word before a verb can be one person: "he", a name, "was".
    fn names_one(&self, at: usize) -> bool {
        let word = self.text.word(at);
        matches!(word, "he" | "she" | "was" | "his" | "her" | "who" | "He" | "She")
            || self.text.tokens().get(at).is_some_and(|it| it.capital)
    }
}

/// A happening that an expression counts from.
struct Named {
    back: bool,
    /// Whether it is his or hers.
    whose: bool,
    /// The token of its noun.
    head: usize,
    /// The token that says whose or of what it was.
    of: Option<usize>,
    /// Where the phrase ends, in bytes.
    end: usize,
}

/// Whether a word cannot belong to the phrase that names a happening.
fn ends_phrase(word: &str) -> bool {
    matches!(
        word,
        "of" | "in"
            | "at"
            | "on"
            | "by"
            | "to"
            | "from"
            | "with"
            | "for"
            | "and"
            | "or"
            | "but"
            | "when"
            | "where"
            | "which"
            | "who"
            | "that"
            | "as"
            | "had"
            | "was"
            | "were"
            | "is"
            | "has"
            | "have"
            | "he"
            | "she"
            | "it"
            | "they"
            | "his"
            | "her"
            | "its"
            | "their"
            | "the"
            | "a"
            | "an"
            | "there"
            | "would"
            | "did"
            | "began"
            | "ended"
            | "came"
    )
}

/// Whether a noun is that of an action by its form.
fn is_action(word: &str) -> bool {
    ALIKE.iter().any(|(it, _)| *it == word)
        || word.len() > 5
            && ["ing", "ion", "ment", "val", "ture"].iter().any(|it| word.ends_with(it))
}

/// Whether two words tell one happening: "arrest", "arrested".
fn is_alike(noun: &str, word: &str) -> bool {
    if noun.eq_ignore_ascii_case(word) {
        return true;
    }
    let listed = ALIKE.iter().find(|(it, _)| it.eq_ignore_ascii_case(noun));
    if listed.is_some_and(|(_, words)| words.contains(&word)) {
        return true;
    }
    let (a, b) = (stem(noun).as_bytes(), stem(word).as_bytes());
    let ([a @ .., x], [b @ .., y]) = (a, b) else { return false };
    // "invasion" and "invaded" differ in the last letter of the stem.
    let soft = |it: &u8| matches!(it.to_ascii_lowercase(), b's' | b'd');
    a.len() >= 3 && a.eq_ignore_ascii_case(b) && (x.eq_ignore_ascii_case(y) || soft(x) && soft(y))
}

fn stem(word: &str) -> &str {
    let ending = ENDINGS.iter().find_map(|it| word.strip_suffix(it));
    ending.filter(|it| it.len() >= 4).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::is_alike;

    #[test]
    fn a_happening_is_known_by_its_stem() {
        for (noun, word) in [
            ("arrest", "arrested"),
            ("landing", "landed"),
            ("invasion", "invaded"),
            ("arrival", "arrived"),
            ("assassination", "assassinated"),
            ("death", "died"),
            ("hearings", "Hearings"),
            ("marriage", "married"),
        ] {
            assert!(is_alike(noun, word), "{noun} {word}");
        }
        for (noun, word) in [("attack", "attached"), ("war", "was"), ("fire", "firm")] {
            assert!(!is_alike(noun, word), "{noun} {word}");
        }
    }
}
