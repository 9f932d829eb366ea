//! Where sentences end.

use crate::source::Span;
use crate::text::{Sentence, Token, TokenKind};

/// Words whose full stop does not end a sentence when a capital follows.
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "messrs", "dr", "prof", "gen", "lt", "col", "maj", "capt", "sgt", "adm",
    "gov", "sen", "rep", "rev", "hon", "pres", "st", "no", "nos", "vs", "vol", "art", "sec", "fig",
    "ft", "mt", "cmdr", "supt", "insp", "amb", "min",
];

/// Words whose full stop may or may not end a sentence: it does only before a likely start.
const ABBREVIATIONS: &[&str] = &[
    "inc", "corp", "co", "ltd", "bros", "jr", "sr", "etc", "al", "cf", "c", "ca", "approx", "dept",
    "univ", "ave", "blvd", "est",
];

/// Months and days, whose full stop may or may not end one as well.
const CALENDAR: &[&str] = &[
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon",
    "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
];

/// Words that often begin a sentence and seldom follow an abbreviation within one.
const STARTERS: &[&str] = &[
    "the", "a", "an", "he", "she", "it", "they", "we", "i", "in", "on", "at", "but", "and", "this",
    "that", "these", "those", "his", "her", "its", "their", "when", "while", "after", "before",
    "as", "if", "for", "there", "however", "mr", "mrs", "ms",
];

/// Months in full, which some datelines write with a full stop: "May. 12".
const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The most tokens of a sentence: three times the longest that state media write.
const LONGEST: usize = 400;

/// Paragraphs of a text without known blocks: runs of lines divided by blank lines.
pub(super) fn paragraphs(content: &str) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut offset = 0;
    let mut open = false;
    for line in content.split_inclusive('\n') {
        let span = Span::new(offset, offset + line.len());
        offset = span.end;
        if line.trim().is_empty() {
            open = false;
        } else if open {
            if let Some(last) = spans.last_mut() {
                last.end = span.end;
            }
        } else {
            spans.push(span);
            open = true;
        }
    }
    spans
}

/// Adds the sentences of one block, whose tokens are those from `first` on.
pub(super) fn split(
    content: &str,
    tokens: &[Token],
    first: usize,
    block: usize,
    sentences: &mut Vec<Sentence>,
) {
    let mut start = first;
    let mut at = first;
    while at < tokens.len() {
        let mut end = at + 1;
        if ends_sentence(content, tokens, start, at) {
            while end < tokens.len() && is_closing(content, tokens, end) {
                end += 1;
            }
            end += usize::from(is_stray_comma(content, tokens, end));
            push(tokens, start, end, block, sentences);
            start = end;
        }
        at = end;
    }
    push(tokens, start, tokens.len(), block, sentences);
}

/// Adds a sentence. One that is longer than any sentence (a list, a table, a text without full
/// stops) is cut, so that what looks at pairs of words stays cheap.
fn push(tokens: &[Token], start: usize, end: usize, block: usize, into: &mut Vec<Sentence>) {
    let mut start = start;
    while start < end {
        let stop = end.min(start + LONGEST);
        let span = tokens[start].span().join(tokens[stop - 1].span());
        into.push(Sentence { span, tokens: start..stop, block });
        start = stop;
    }
}

fn ends_sentence(content: &str, tokens: &[Token], start: usize, at: usize) -> bool {
    if tokens[at].kind != TokenKind::Mark {
        return false;
    }
    match tokens[at].span().of(content) {
        "!" | "?" | "…" => next_begins(content, tokens, at + 1),
        "." => stop_ends(content, tokens, start, at),
        _ => false,
    }
}

/// Whether the full stop at `at` ends the sentence that began at `start`.
fn stop_ends(content: &str, tokens: &[Token], start: usize, at: usize) -> bool {
    if !next_begins(content, tokens, at + 1) {
        return false;
    }
    let Some(before) = at.checked_sub(1).filter(|&it| it >= start && !tokens[at].spaced) else {
        return true;
    };
    let word = tokens[before].span().of(content);
    let next = next_word(content, tokens, at + 1);
    let starter = || next.is_some_and(|it| contains(STARTERS, it));
    if contains(TITLES, word) {
        // "No. 5" goes on; "They said no. The" does not.
        return starter() && !tokens[before].capital;
    }
    if contains(ABBREVIATIONS, word) || contains(CALENDAR, word) {
        return starter();
    }
    if tokens[before].capital && contains(MONTHS, word) && is_day(content, tokens, at + 1) {
        return false;
    }
    let initial = tokens[before].kind == TokenKind::Word && word.chars().count() == 1;
    if initial && tokens[before].capital {
        // "U.S. The" ends, "J. Smith" and "U.S. President" do not.
        return starter() && before > start && tokens[before - 1].span().of(content) == ".";
    }
    if initial && before > start + 1 && tokens[before - 1].span().of(content) == "." {
        // "10 p.m. Wednesday" does not end.
        return starter();
    }
    true
}

/// Whether what stands at `at` can begin a sentence: space, then no lower-case letter or mark.
fn next_begins(content: &str, tokens: &[Token], at: usize) -> bool {
    let mut at = at;
    while at < tokens.len() && is_closing(content, tokens, at) {
        at += 1;
    }
    at += usize::from(is_stray_comma(content, tokens, at));
    let Some(token) = tokens.get(at) else { return true };
    let word = token.span().of(content);
    match token.kind {
        // A scrape glues "…yesterday.The".
        TokenKind::Word => token.capital && (token.spaced || word.chars().count() > 1),
        TokenKind::Number | TokenKind::Mixed => token.spaced,
        TokenKind::Mark if word == "“" => true,
        TokenKind::Mark => token.spaced && !matches!(word, "," | ";" | ":" | ")" | "/"),
    }
}

/// Whether a day of a month stands there, with what closes a date behind it: "12 (", "12, 2024".
fn is_day(content: &str, tokens: &[Token], at: usize) -> bool {
    let number = |at: usize| {
        let token = tokens.get(at).filter(|it| it.kind == TokenKind::Number);
        token.and_then(|it| it.span().of(content).parse::<u32>().ok())
    };
    let mark = tokens.get(at + 1).map(|it| it.span().of(content));
    number(at).is_some_and(|it| (1..=31).contains(&it))
        && (matches!(mark, Some("," | "(" | ")" | "-" | "–" | "—"))
            || number(at + 1).is_some_and(|it| (1000..2100).contains(&it)))
}

/// A scrape that joined paragraphs by commas: "… on Friday., The delegation …".
fn is_stray_comma(content: &str, tokens: &[Token], at: usize) -> bool {
    let comma = tokens.get(at).is_some_and(|it| !it.spaced && it.span().of(content) == ",");
    let begins = || tokens.get(at + 1).is_some_and(|it| it.spaced && it.capital);
    let short = || {
        let word = at.checked_sub(2).map_or("", |it| tokens[it].span().of(content));
        // "the Day of the Sun., They met"
        let starts = next_word(content, tokens, at + 1).is_some_and(|it| contains(STARTERS, it));
        contains(CALENDAR, word) && !starts
            || contains(ABBREVIATIONS, word)
            || contains(TITLES, word)
            || word.chars().count() < 2
    };
    comma && begins() && !short()
}

/// A quotation mark or bracket that closes right after the end belongs to the sentence.
fn is_closing(content: &str, tokens: &[Token], at: usize) -> bool {
    let mark = tokens[at].span().of(content);
    !tokens[at].spaced && matches!(mark, "\"" | "”" | "’" | "'" | ")" | "]" | "»" | "." | "!" | "?")
}

fn next_word<'a>(content: &'a str, tokens: &[Token], at: usize) -> Option<&'a str> {
    let token = tokens[at..].iter().find(|it| it.kind != TokenKind::Mark)?;
    Some(token.span().of(content))
}

fn contains(list: &[&str], word: &str) -> bool {
    list.iter().any(|it| it.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use crate::text::Text;

    #[track_caller]
    fn check(content: &str, expected: &[&str]) {
        let text = Text::new(content);
        let found: Vec<_> = text.sentences().iter().map(|it| text.slice(it.span)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn full_stops_that_end_and_that_do_not() {
        check("He met Mr. Brown. They left.", &["He met Mr. Brown.", "They left."]);
        check("On Oct. 7 he left.", &["On Oct. 7 he left."]);
        check("It fell in Oct. The rest rose.", &["It fell in Oct.", "The rest rose."]);
        check("U.S. President Ford met J. Smith.", &["U.S. President Ford met J. Smith."]);
        check("It began at 10 p.m. Wednesday.", &["It began at 10 p.m. Wednesday."]);
        check("It ended at 10 p.m. They left.", &["It ended at 10 p.m.", "They left."]);
        check("It left the U.S. The rest stayed.", &["It left the U.S.", "The rest stayed."]);
        check("“Go!” he said. “Now.” She left.", &["“Go!” he said.", "“Now.”", "She left."]);
        check("It was 10.5 percent. No. 5 won.", &["It was 10.5 percent.", "No. 5 won."]);
        check("left on Friday.The next day", &["left on Friday.", "The next day"]);
        check(
            "“It rose.”US officials said.“We know.",
            &["“It rose.”", "US officials said.", "“We know."],
        );
        check("left on Friday., The next day", &["left on Friday.,", "The next day"]);
        check("left on April 20., The next day", &["left on April 20.,", "The next day"]);
        check("sold by Berg & Co., Ltd. of Oslo", &["sold by Berg & Co., Ltd. of Oslo"]);
    }

    #[test]
    fn what_never_ends_is_cut() {
        let content = "one, ".repeat(1000);
        let text = Text::new(&content);
        assert_eq!(text.sentences().len(), 5);
        assert_eq!(text.sentences().iter().map(|it| it.tokens.len()).sum::<usize>(), 2000);
    }

    #[test]
    fn paragraphs_end_sentences_and_wrapped_lines_do_not() {
        check("A headline\n\nIt rained\nall day.", &["A headline", "It rained\nall day."]);
    }
}
