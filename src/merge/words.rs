//! What two reports have in common beside type, day and names: the words of their sentences.
//!
//! A single name, or two states, do many things of a type on one day. What is one happening is then told
//! with some of the same words; what shares none is another.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::event::{Mention, Status};

/// How many letters of a word tell it from others, whatever its ending.
pub(super) const STEM: usize = 5;

/// Shorter words are seldom of what happened.
const SHORT: usize = 4;

/// With fewer words than these, a sentence says too little to differ.
const FEW: usize = 3;

/// One of so many words is the same, where one name is all that two reports share.
const LEAST: usize = 4;

/// So many words of a happening, and so many documents that tell of it, are kept.
const MOST: usize = 128;

/// Words of grammar, and of reporting, that stand in any sentence.
const GRAMMAR: &str = "about according after again against along also among been before being between both could \
    during each ever every from have having here into just like made make many more most much \
    only other over said same says should since some such than that their them then there \
    these they this those through told took under until upon very were what when where which \
    while whom whose will with within without would year years your";

/// What opens a sentence that tells of another happening than those before it.
const ANOTHER: &[&str] = &[
    "meanwhile",
    "separately",
    "elsewhere",
    "earlier",
    "the same day",
    "on the same day",
    "on that same day",
];

/// The words with which a happening is told, and where.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    stems: Rc<BTreeSet<Box<str>>>,
    documents: Rc<BTreeSet<usize>>,
    /// The sentence that told it first.
    sentence: usize,
    /// Whether that is told as another than what stands before it: "meanwhile".
    another: bool,
}

impl Words {
    /// Those of a report's sentence that are neither its date nor a name of who takes part. A plan is told in
    /// other words than what came of it.
    pub(super) fn of(mention: &Mention) -> Self {
        let evidence = &mention.evidence;
        let mut stems = BTreeSet::new();
        if mention.status == Status::Asserted {
            let apart = |at: usize| {
                let named = evidence.names.iter().chain(&evidence.date);
                named.into_iter().any(|it| (it.start..it.end).contains(&(evidence.span.start + at)))
            };
            for (at, word) in words(&evidence.quote) {
                let lower = word.to_lowercase();
                let year = word.bytes().all(|it| it.is_ascii_digit());
                if !year && word.chars().count() >= SHORT && !is_grammar(&lower) && !apart(at) {
                    stems.insert(lower.chars().take(STEM).collect());
                }
            }
        }
        let documents = Rc::new(BTreeSet::from([mention.document]));
        let opening = evidence.quote.trim_start_matches(|it: char| !it.is_alphanumeric());
        let opens = |it: &str| {
            let start = opening.get(..it.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(it))
        };
        let another = ANOTHER.iter().any(|it| opens(it));
        Self { stems: Rc::new(stems), documents, sentence: mention.sentence, another }
    }

    /// Those of two reports of one happening.
    pub(super) fn with(&self, other: &Self) -> Self {
        Self {
            stems: all(&self.stems, &other.stems),
            documents: all(&self.documents, &other.documents),
            ..*self
        }
    }

    /// Whether a fourth of the words of the shorter are those of the other or, if `any`, at least one is. One
    /// document need not tell anything twice, and some words say nothing.
    pub(super) fn are_alike(&self, other: &Self, any: bool) -> bool {
        self.are_together(other) || self.share(other, any)
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

    /// Whether one document tells the one as another than the other: "Meanwhile, she received her envoy".
    pub(super) fn are_apart(&self, other: &Self) -> bool {
        let after = |one: &Self, before: &Self| {
            one.another && !before.another && one.sentence > before.sentence
        };
        (after(self, other) || after(other, self)) && self.are_together(other)
    }

    fn are_together(&self, other: &Self) -> bool {
        !self.documents.is_disjoint(&other.documents)
    }
}

/// Both together, as far as they are kept.
fn all<T: Ord + Clone>(one: &Rc<BTreeSet<T>>, other: &Rc<BTreeSet<T>>) -> Rc<BTreeSet<T>> {
    if one.len() >= MOST || other.is_subset(one) {
        return Rc::clone(one);
    }
    Rc::new(one.union(other).take(MOST).cloned().collect())
}

fn is_grammar(word: &str) -> bool {
    GRAMMAR.split(' ').any(|it| it == word)
}

/// The words of a text, each with the byte at which it begins.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let start = text.as_ptr() as usize;
    text.split(|it: char| !it.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .map(move |it| (it.as_ptr() as usize - start, it))
}
