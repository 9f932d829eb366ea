//! What two reports have in common beside type, day and names: the words of their sentences.
//!
//! A single name, or two states, do many things of a type on one day. What is one happening is then told
//! with some of the same words; what shares none is another.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::event::{Mention, Status};
use crate::merge::Wording;

/// How many letters of a word tell it from others, whatever its ending.
pub(super) const STEM: usize = 5;

/// Shorter words are seldom of what happened.
const SHORT: usize = 4;

/// With fewer words than these, a sentence says too little to differ.
const FEW: usize = 3;

/// One of so many words is the same, where one name is all that two reports share.
const LEAST: usize = 4;

/// So many words of a happening are kept.
const MOST: usize = 128;

/// The words with which a happening is told, and where.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    stems: Arc<BTreeSet<Box<str>>>,
    /// Where each document tells it first, and how it opens there.
    told: Arc<BTreeMap<usize, (usize, Opening)>>,
}

/// What the beginning of a sentence says of what stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Opening {
    Plain,
    /// It may tell of another happening, or of the one again: "earlier".
    Open,
    /// It tells of another: "meanwhile".
    Another,
}

impl Opening {
    fn of(wording: &Wording, quote: &str) -> Self {
        let text = quote.trim_start_matches(|it: char| !it.is_alphanumeric());
        let opens = |it: &String| {
            let start = text.get(..it.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(it))
                && begins_clause(wording, &text[it.len()..])
        };
        match (wording.beside.iter().any(opens), wording.back.iter().any(opens)) {
            (true, _) => Self::Another,
            (false, true) => Self::Open,
            (false, false) => Self::Plain,
        }
    }
}

/// Whether a comma or who does it comes first: ", she", " the council", but not " reports said", " this week".
fn begins_clause(wording: &Wording, text: &str) -> bool {
    let first = text.strip_prefix(char::is_whitespace).and_then(|it| words(it).next());
    let subject = first
        .is_some_and(|(_, it)| it.starts_with(char::is_uppercase) || wording.subjects.contains(it));
    text.starts_with(',') || subject
}

impl Words {
    /// Those of a report's sentence that are neither its date, nor a name of who takes part, nor of any happening
    /// of its type. A plan is told in other words than what came of it.
    pub(super) fn of(mention: &Mention, wording: &Wording) -> Self {
        let evidence = &mention.evidence;
        let mut stems = BTreeSet::new();
        if mention.status == Status::Asserted {
            let apart = |at: usize| {
                let named = evidence.names.iter().chain(&evidence.date);
                named.into_iter().any(|it| (it.start..it.end).contains(&(evidence.span.start + at)))
            };
            let of_type = wording.of_types.get(mention.kind.as_str());
            for (at, word) in words(&evidence.quote) {
                let lower = word.to_lowercase();
                let year = word.bytes().all(|it| it.is_ascii_digit());
                let short = word.chars().count() < SHORT;
                if year || short || wording.grammar.contains(&lower) || apart(at) {
                    continue;
                }
                let stem = stem(&lower);
                if !of_type.is_some_and(|it| it.contains(&stem)) {
                    stems.insert(stem.into());
                }
            }
        }
        let told = (mention.sentence, Opening::of(wording, &evidence.quote));
        Self { stems: Arc::new(stems), told: Arc::new(BTreeMap::from([(mention.document, told)])) }
    }

    /// Adds those of another report of the happening.
    pub(super) fn take_in(&mut self, other: &Self) {
        if self.stems.len() < MOST && !other.stems.is_subset(&self.stems) {
            let room = MOST - self.stems.len();
            let new: Vec<_> = other.stems.difference(&self.stems).take(room).cloned().collect();
            Arc::make_mut(&mut self.stems).extend(new);
        }
        let told = Arc::make_mut(&mut self.told);
        for (document, &first) in &*other.told {
            let known = told.entry(*document).or_insert(first);
            *known = first.min(*known);
        }
    }

    /// Whether a fourth of the words of the shorter are those of the other or, if `any`, at least one is. One
    /// document need not tell anything twice, and some words say nothing.
    pub(super) fn are_alike(&self, other: &Self, any: bool) -> bool {
        self.are_together(other) || self.share(other, any)
    }

    /// Whether two documents tell them with no word that is the same, though with few.
    pub(super) fn are_strange(&self, other: &Self) -> bool {
        let fewer = self.stems.len().min(other.stems.len());
        fewer > 1 && self.stems.is_disjoint(&other.stems) && !self.are_together(other)
    }

    /// Whether some of the words are the same, in whatever document they stand.
    pub(super) fn share(&self, other: &Self, any: bool) -> bool {
        let fewer = self.stems.len().min(other.stems.len());
        if fewer < FEW {
            return true;
        }
        let shared = self.stems.intersection(&other.stems).count();
        if any { shared > 0 } else { shared * LEAST >= fewer }
    }

    /// Whether one document tells the one as another than the other: "Meanwhile, she received her envoy"; if
    /// they `differ` besides, also "Earlier, she received her envoy".
    pub(super) fn are_apart(&self, other: &Self, differ: bool) -> bool {
        let parts = if differ { Opening::Open } else { Opening::Another };
        self.both(other).any(|(one, two)| {
            let (before, after) = if one.0 < two.0 { (one, two) } else { (two, one) };
            before.0 < after.0 && after.1 >= parts && before.1 < parts
        })
    }

    fn are_together(&self, other: &Self) -> bool {
        self.both(other).next().is_some()
    }

    /// Where the documents that tell both tell each.
    fn both<'a>(
        &'a self,
        other: &'a Self,
    ) -> impl Iterator<Item = ((usize, Opening), (usize, Opening))> + 'a {
        let (few, many) =
            if self.told.len() <= other.told.len() { (self, other) } else { (other, self) };
        few.told.iter().filter_map(|(document, one)| Some((*one, *many.told.get(document)?)))
    }
}

/// What tells a word in small letters from others, whatever its ending.
pub(super) fn stem(word: &str) -> String {
    word.chars().take(STEM).collect()
}

/// The words of a text, each with the byte at which it begins.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let start = text.as_ptr() as usize;
    text.split(|it: char| !it.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .map(move |it| (it.as_ptr() as usize - start, it))
}
