//! Who is named in a sentence and takes no part in what it tells: the source of a report, the speaker behind
//! it, whom people come together to remember.

use std::borrow::Cow;
use std::ops::Range;

use crate::config::lexicon::Words;
use crate::event::modality::BE;
use crate::event::sentence::{Group, View};

/// A phrase beside what a sentence tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Aside {
    tokens: Range<usize>,
    /// Whether a place in it is not that of the happening either.
    elsewhere: bool,
}

impl View<'_> {
    /// The noun phrases that may take part in what the word at a token tells: those within the same aside, or
    /// within none.
    pub(super) fn groups_at(&self, at: usize) -> Cow<'_, [Group]> {
        let apart = |it: &&Aside| !it.tokens.contains(&at);
        let asides: Vec<&Aside> = self.asides.iter().filter(apart).collect();
        if asides.is_empty() {
            return Cow::Borrowed(&self.groups);
        }
        let beside = |group: &Group| {
            let within = |it: &&&Aside| it.tokens.contains(&group.tokens.start);
            let placed = matches!(group.preposition.as_deref(), Some("in" | "at" | "near"));
            asides.iter().filter(within).any(|it| it.elsewhere || !placed)
        };
        Cow::Owned(self.groups.iter().filter(|it| !beside(it)).cloned().collect())
    }
}

/// The asides of a sentence.
pub(super) fn asides(words: &Words, view: &View<'_>) -> Vec<Aside> {
    let mut found = Vec::new();
    for at in view.tokens.clone() {
        if view.word(at) == "according" && view.word(at + 1) == "to" {
            found.push(Aside { tokens: at..phrase_end(view, at), elsewhere: true });
        } else if words.saying.contains(view.word(at)) {
            found.extend(speech(words, view, at));
        } else if is_memory(view, at) {
            found.push(Aside { tokens: at..memory_end(words, view, at), elsewhere: false });
        }
    }
    found
}

/// Where the phrase that begins at a token ends: at a comma, or with the sentence.
fn phrase_end(view: &View<'_>, at: usize) -> usize {
    (at..view.tokens.end).find(|&it| matches!(view.word(it), "," | ";")).unwrap_or(view.tokens.end)
}

/// "The shelling killed three, the mayor Ada Berg said on Monday": who says it, behind what is said.
fn speech(words: &Words, view: &View<'_>, verb: usize) -> Option<Aside> {
    /// From the comma to the verb: "the governor of the northern province, Ada Berg".
    const SPEAKER: usize = 14;
    /// From the verb to the end: "said in a statement on the third of May".
    const REST: usize = 12;
    let acts = |it: usize| {
        words.is_past(view.word(it)) || BE.contains(&view.word(it)) || is_modal(view.word(it))
    };
    let low = verb.saturating_sub(SPEAKER).max(view.tokens.start + 1);
    let mark = (low..verb).rev().find(|&it| matches!(view.word(it), "," | "”" | "\""))?;
    let first = mark + 1;
    let opens = matches!(
        view.word(first),
        "who" | "which" | "whom" | "whose" | "that" | "and" | "but" | "as" | "where" | "when"
    );
    let told = (view.tokens.start..mark).any(acts);
    // "…, said the mayor": the speaker follows.
    let follows = first < verb || view.groups.iter().any(|it| it.tokens.start >= verb);
    let end = phrase_end(view, verb);
    let rest = verb + 1..end;
    let short = rest.len() <= REST && !rest.clone().any(|it| acts(it) || view.word(it) == "that");
    let plain = !opens && !(first..verb).any(acts);
    (plain && told && follows && short).then_some(Aside { tokens: first..end, elsewhere: true })
}

fn is_modal(word: &str) -> bool {
    matches!(
        word,
        "will" | "would" | "could" | "should" | "might" | "must" | "has" | "have" | "had"
    )
}

/// "to commemorate", "the centenary of the birth of", "in memory of"
fn is_memory(view: &View<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |it| view.word(it));
    match view.word(at) {
        // "the anniversary of their treaty" is of those who made it.
        "anniversary" | "centenary" | "bicentenary" => {
            let life = |it: usize| matches!(view.word(it), "birth" | "death");
            view.word(at + 1) == "of"
                && (life(at - usize::from(at > 0)) || (at + 2..at + 5).any(life))
        }
        "birthday" => view.word(at + 1) == "of",
        "memory" => before == "in" && view.word(at + 1) == "of",
        "commemorate" | "celebrate" | "remember" => before == "to",
        "commemorating" | "celebrating" => true,
        _ => false,
    }
}

/// Where it ends whom people remember: at a mark, before those with whom they do, or at the next verb.
fn memory_end(words: &Words, view: &View<'_>, at: usize) -> usize {
    let ends = |it: usize| {
        matches!(view.word(it), "," | ";" | "with" | "between")
            || view.word(it) == "and" && words.is_past(view.word(it + 1))
    };
    (at + 1..view.tokens.end).find(|&it| ends(it)).unwrap_or(view.tokens.end)
}
