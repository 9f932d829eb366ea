//! Whether a capital stands for a government or only tells where something is.

use crate::actor::NameForm;
use crate::event::frame::Frames;
use crate::event::sentence::Group;

/// Words that stand between a subject and its verb and are no noun.
const NO_NOUN: &[&str] = &[
    "also",
    "today",
    "yesterday",
    "later",
    "then",
    "soon",
    "never",
    "once",
    "twice",
    "first",
    "again",
    "still",
    "which",
    "that",
    "with",
    "from",
    "itself",
    "will",
    "would",
    "could",
    "should",
    "might",
];

impl Frames<'_> {
    /// "the Oslo Declaration", "Oslo residents voted": a seat that is part of another name, or says only where
    /// those are whom the sentence tells of.
    pub(super) fn names_a_thing(&self, group: &Group) -> bool {
        if group.form != NameForm::Seat || group.place.is_none() {
            return false;
        }
        let view = self.scene.view;
        let next = group.tokens.end;
        let token = view.text.tokens().get(next);
        let name = view.tokens.contains(&next)
            && token.is_some_and(|it| it.capital && it.spaced)
            && !self.groups().iter().any(|it| it.tokens.contains(&next));
        name || self.qualifies(next)
    }

    /// Whether a noun of two words at most, and then a verb, stands at a token: "stock exchange fell".
    fn qualifies(&self, at: usize) -> bool {
        const MOST: usize = 2;
        let (view, words) = (self.scene.view, &self.scene.triggers.words);
        let verb = |it: usize| words.is_past_or_eed(view.word(it));
        let plain = |it: usize| {
            let word = view.word(it);
            word.len() > 3
                && word.chars().all(char::is_alphabetic)
                && !view.text.tokens()[it].capital
                && !verb(it)
                && !words.saying.contains(word)
                && !word.ends_with("ly")
                && !NO_NOUN.contains(&word)
        };
        let nouns =
            (at..at + MOST).take_while(|&it| view.tokens.contains(&it) && plain(it)).count();
        nouns > 0 && verb(at + nouns)
    }
}
