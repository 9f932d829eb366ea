//! References without a date: `now`, `recently`, `in the near future`.

use crate::timex::cursor::{Cursor, Found};
use crate::timex::lexicon::Class;
use crate::timex::meaning::{Meaning, Reference, Unit};

pub(super) const RULES: &[&str] = &["reference/present", "reference/past", "reference/future"];

pub(super) fn parse(c: &Cursor<'_>, at: usize) -> Option<Found> {
    let present =
        |end| Some(Found::new(end, "reference/present", Meaning::Reference(Reference::Present)));
    let past = |end| Some(Found::new(end, "reference/past", Meaning::Reference(Reference::Past)));
    let future =
        |end| Some(Found::new(end, "reference/future", Meaning::Reference(Reference::Future)));
    match c.class(at) {
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
        Class::Soon if !c.word(at.wrapping_sub(1)).eq_ignore_ascii_case("as") => future(at + 1),
        Class::More if matches!(c.class(at + 1), Class::Recently) => past(at + 2),
        _ => None,
    }
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
