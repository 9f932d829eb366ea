//! Whether a sentence looks back or forward from where an expression stands.

use crate::text::{Text, TokenKind};
use crate::timex::lexicon::{Class, class_of};

/// The direction in which a sentence looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    Unknown,
}

/// The tense of the verb nearest before the token, or else nearest after it.
pub(super) fn around(text: &Text<'_>, at: usize) -> Tense {
    // No verb governs a date from further away, and a list without an end is not read at each member.
    const REACH: usize = 100;
    let offset = text.tokens().get(at).map_or(0, |it| it.span().start);
    let Some(sentence) = text.sentence_at(offset) else { return Tense::Unknown };
    let range = text.sentences()[sentence].tokens.clone();
    let before = (range.start..at).rev().take(REACH).find_map(|it| cue(text, it));
    let after = || (at..range.end).take(REACH).find_map(|it| cue(text, it));
    before.or_else(after).unwrap_or(Tense::Unknown)
}

/// Whether a word of limit stands right before the token: "by", "until", "as soon as".
pub(super) fn is_limit(text: &Text<'_>, at: usize) -> bool {
    let word = |back: usize| at.checked_sub(back).map_or("", |it| text.word(it));
    match class_of(word(1)) {
        Class::By | Class::Until => true,
        _ => word(1) == "as" && matches!(word(2), "soon" | "early") && word(3) == "as",
    }
}

/// What one word says of the direction.
fn cue(text: &Text<'_>, at: usize) -> Option<Tense> {
    let token = text.tokens().get(at)?;
    if token.kind != TokenKind::Word {
        return None;
    }
    let word = text.word(at);
    match class_of(word) {
        Class::Will | Class::PlanVerb => Some(Tense::Future),
        // "set to resume" looks forward.
        Class::PastVerb if word == "set" && text.word(at + 1) == "to" => Some(Tense::Future),
        Class::PastVerb => Some(Tense::Past),
        Class::Month(5) if !token.capital => Some(Tense::Future),
        Class::Other if word.len() > 4 && word.ends_with("ed") && !token.capital => {
            Some(Tense::Past)
        }
        _ => None,
    }
}
