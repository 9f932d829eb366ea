//! How often reading time asks for memory: once for a list, never for a token.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use allocation_counter::measure;

use relata::date::Date;
use relata::text::Text;
use relata::timex::{self, Anchor};

/// Fifteen tokens, none of which tells a time, and most words of which look as if they might.
const PLAIN: &str = "The men of the north may march over a second bridge, said Ada Berg. ";

/// Two expressions.
const DATED: &str = "She came on Monday and left three days later, as the men of the north did. ";

/// How often splitting and tagging a text allocate.
#[track_caller]
fn allocations(sentence: &str, times: usize, expected: usize) -> (u64, u64) {
    let text = sentence.repeat(times);
    let split = measure(|| drop(Text::new(&text))).count_total;
    let anchor = Anchor { dct: Date::day(2024, 5, 15), ..Anchor::default() };
    let text = Text::new(&text);
    let mut found = 0;
    let tag = measure(|| found = timex::tag(&anchor, &text).len()).count_total;
    assert_eq!(found, expected * times);
    (split, tag)
}

#[test]
fn no_token_allocates() {
    let (split, tag) = allocations(PLAIN, 2000, 0);
    assert!(split <= 16, "{split} allocations to split 30,000 tokens");
    assert!(tag <= 4, "{tag} allocations to find nothing in 30,000 tokens");
}

#[test]
fn twice_the_text_allocates_once_more_a_list() {
    let (split, tag) = allocations(PLAIN, 1000, 0);
    let (split_twice, tag_twice) = allocations(PLAIN, 2000, 0);
    assert!(split_twice <= split + 2, "{split_twice} allocations, {split} for half the text");
    assert!(tag_twice <= tag, "{tag_twice} allocations, {tag} for half the text");
}

#[test]
fn what_is_found_allocates_for_itself_alone() {
    let (_, tag) = allocations(DATED, 500, 2);
    assert!(tag <= 20 * 1000, "{tag} allocations for 1,000 expressions");
}

#[test]
fn finding_allocates_for_its_list_alone() {
    let text = DATED.repeat(500);
    let text = Text::new(&text);
    let find = measure(|| drop(timex::find(&text))).count_total;
    assert!(find <= 16, "{find} allocations to find 1,000 expressions");
}
