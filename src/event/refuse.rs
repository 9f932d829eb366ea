//! Why a word that can name a happening made no report: what a reader is told who misses one.

use std::fmt;

use crate::event::extract::Scene;
use crate::event::hits::{hits, unfit};
use crate::event::report::rule;
use crate::event::trigger::Form;
use crate::source::Span;

/// A word that can name a happening, and why it named none where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The word.
    pub trigger: Span,
    /// The rule that knows it, such as `message/send`.
    pub rule: String,
    /// Why it made no report.
    pub why: Unmet,
}

/// The condition that was not met. Those that are looked at later come later.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unmet {
    /// It is part of a name or of a time.
    Name,
    /// It counts only before other words: "take place".
    Phrase(String),
    /// Words after it take it back, as the lexicon's `unless` says.
    Excepted,
    /// It is no noun here, or a happening is only remembered.
    Noun,
    /// Its verb does not say that something happened or will: an order, a wish, the present.
    Manner,
    /// It is what nature or chance does, not somebody.
    Act,
    /// It counts only with one of these as its object.
    Object(Vec<String>),
    /// It gives a reason for something else.
    Reason,
    /// Too few of those who take part, or no place to go to, are known by name.
    Parties,
    /// It is the wording of a message, or what a speaker recalls, and has no date of its own.
    Recalled,
}

impl fmt::Display for Unmet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name => f.write_str("it is part of a name or of a time here"),
            Self::Phrase(then) => write!(f, "it counts only before “{then}”"),
            Self::Excepted => f.write_str("the words after it take it back (`unless`)"),
            Self::Noun => f.write_str("it is no noun here, or only remembers what happened"),
            Self::Manner => f.write_str("its verb does not say that it happened or will happen"),
            Self::Act => f.write_str("nature or chance does it here, not somebody"),
            Self::Object(objects) => write!(f, "it counts only with one of {}", objects.join(", ")),
            Self::Reason => f.write_str("it is given as a reason for something else"),
            Self::Parties => f.write_str(
                "too few of those who take part are known here by name (list them in actors.yaml)",
            ),
            Self::Recalled => f.write_str(
                "it is the wording of a message or recalled by a speaker, without a date",
            ),
        }
    }
}

/// The words of a sentence that can name a happening and named none, with why: first those that
/// `mention` refused.
pub(super) fn refusals(scene: &Scene<'_>, refused: Vec<(usize, &Form, Unmet)>) -> Vec<Refusal> {
    let refused = refused.into_iter().chain(unfit(scene, &hits(scene)));
    let refusal = |(at, form, why): (usize, &Form, Unmet)| Refusal {
        trigger: scene.view.text.tokens()[at].span(),
        rule: rule(scene, form),
        why,
    };
    let mut all: Vec<Refusal> = refused.map(refusal).collect();
    all.sort_by_key(|it| it.trigger);
    all
}
