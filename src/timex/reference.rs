//! References without a date: `now`, `recently`, `in the near future`.

use crate::timex::cursor::{Cursor, Found};
use crate::timex::lexicon::Class;
use crate::timex::meaning::{Meaning, Reference, Unit};

pub(super) const RULES: &[&str] =
    &["reference/present", "reference/past", "reference/future", "reference/then"];

pub(super) fn parse(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let present =
        |end| Some(Found::new(end, "reference/present", Meaning::Reference(Reference::Present)));
    let past = |end| Some(Found::new(end, "reference/past", Meaning::Reference(Reference::Past)));
    let future =
        |end| Some(Found::new(end, "reference/future", Meaning::Reference(Reference::Future)));
    match c.class(at) {
        Class::Then if is_limited(c, at) => {
            Some(Found::new(at + 1, "reference/then", Meaning::Reference(Reference::Told)))
        }
        // "every now and then"
        Class::Now if c.before(at) == Class::Every => None,
        Class::Now => present(at + 1),
        Class::Right if c.is(at + 1, Class::Now) => present(at + 2),
        Class::Currently => present(at + 1),
        Class::Current if !matches!(c.class(at + 1), Class::Unit(_)) => present(at + 1),
        Class::These if c.is(at + 1, Class::Units(Unit::Day)) => present(at + 2),
        Class::At if c.is(at + 1, Class::Present) && !c.is(at + 2, Class::Other) => None,
        Class::The if c.is(at + 1, Class::Past) && is_noun(c, at + 2) => past(at + 2),
        Class::The if c.is(at + 1, Class::Present) && is_noun(c, at + 2) => present(at + 2),
        Class::The if c.is(at + 1, Class::Future) && is_noun(c, at + 2) => future(at + 2),
        Class::The if c.is(at + 1, Class::Near) && c.is(at + 2, Class::Future) => future(at + 3),
        Class::Recently => past(at + 1),
        // "as soon as", "soon after the war"
        Class::Soon
            if !c.word(at.wrapping_sub(1)).eq_ignore_ascii_case("as")
                && !c.is(at + 1, Class::After) =>
        {
            future(at + 1)
        }
        Class::More if matches!(c.class(at + 1), Class::Recently) => past(at + 2),
        _ => None,
    }
}

/// "until then", "by then", but not "before then-president", "and then". "Since then" only says that
/// time has passed: annotators of TIMEX3 leave it.
fn is_limited(c: &Cursor<'_>, at: usize) -> bool {
    matches!(c.before(at), Class::Until | Class::By | Class::Before | Class::From)
        && (c.spaced(at + 1) || !c.mark(at + 1, b'-'))
}

/// "one day" and "some day" of a sentence that looks forward; "in a year or two" likewise.
pub(super) fn is_hoped(c: &Cursor<'_>, at: usize, end: usize) -> bool {
    const REACH: usize = 8;
    let ahead = |it: usize| {
        matches!(c.class(it), Class::Will | Class::Month(5)) && !c.capital(it)
            || c.is(it, Class::Modal) && !matches!(c.word(it), "would" | "cannot")
    };
    // A verb of its own between them governs the phrase: "one day she told us that it will close".
    let other = |it: &usize| tells_what_was(c, *it);
    let before = (at.saturating_sub(REACH).max(c.start)..at).rev().take_while(|it| !other(it));
    let after = (end..(end + REACH).min(c.end)).take_while(|it| !other(it));
    before.chain(after).any(ahead)
}

/// Whether a token is a verb that tells what was; "built" of "will be built" is none.
fn tells_what_was(c: &Cursor<'_>, at: usize) -> bool {
    let word = c.word(at);
    let past = match c.class(at) {
        Class::Was | Class::Had => return true,
        Class::PastVerb => true,
        class => class == Class::Other && word.len() > 4 && word.ends_with("ed") && !c.capital(at),
    };
    // "one day, she said, it may rain"
    let aside = c.mark(at + 1, b',');
    past && !aside && !matches!(c.before(at), Class::Be | Class::Been | Class::Have)
}

/// Whether the phrase ends here: "the past." but not "the past president" or "the past week".
fn is_noun(c: &Cursor<'_>, at: usize) -> bool {
    const FUNCTION: &[&str] = &[
        "is", "as", "with", "but", "when", "it", "they", "he", "she", "we", "you", "because", "if",
        "into", "without", "there", "many", "such", "have", "which", "who", "where", "also",
        "through", "not",
    ];
    match c.class(at) {
        Class::Unit(_)
        | Class::Units(_)
        | Class::Number(..)
        | Class::Cardinal(_)
        | Class::Few
        | Class::Several
        | Class::Couple
        | Class::Season(_)
        | Class::Ordinal(_) => false,
        Class::Other => at >= c.end || FUNCTION.contains(&c.word(at)),
        _ => true,
    }
}
