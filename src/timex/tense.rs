//! Whether a sentence looks back or forward from where an expression stands.
//!
//! No tagger says which words are verbs; auxiliaries, irregular forms and endings do, read as groups:
//! "will be held" looks forward although "held" alone looks back.

use std::ops::Range;

use crate::text::{Text, TokenKind};
use crate::timex::lexicon::{Class, class_of};
use crate::timex::words::{FIXTURES, GO, NO_INFINITIVE, NO_PAST, ON_THE_WAY, POLLS};

/// The direction in which a sentence looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    /// What was over before something else: "had called".
    PastPerfect,
    Future,
    /// What somebody said that he would do: a day may be that of saying it.
    Vowed,
    Unknown,
}

/// A direction, and the token that tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cue {
    pub(super) tense: Tense,
    pub(super) token: Option<usize>,
}

/// No verb governs a date from further away, and a list without an end is not read at each member.
const REACH: usize = 100;

/// The tense of the verb that governs the token: the nearest before it, or after it where the
/// expression opens its clause.
pub(super) fn around(text: &Text<'_>, at: usize) -> Cue {
    let offset = text.tokens().get(at).map_or(0, |it| it.span().start);
    let nothing = Cue { tense: Tense::Unknown, token: None };
    let Some(sentence) = text.sentence_at(offset) else { return nothing };
    let clause = Clause { text, tokens: between_semicolons(text, sentence, at) };
    let before = || clause.before(at);
    let after = || clause.after(at);
    let cue = match clause.opens(at) {
        true => after().or_else(before),
        false => before().or_else(after),
    };
    cue.unwrap_or(nothing)
}

/// The tokens of a sentence around one of them, up to the semicolons beside it.
fn between_semicolons(text: &Text<'_>, sentence: usize, at: usize) -> Range<usize> {
    let tokens = &text.sentences()[sentence].tokens;
    let ends = |it: &usize| text.word(*it) == ";";
    let near = at.saturating_sub(REACH).max(tokens.start)..(at + REACH).min(tokens.end);
    let start = (near.start..at).rev().find(ends).map_or(tokens.start, |it| it + 1);
    let end = (at..near.end).find(ends).unwrap_or(tokens.end);
    start..end
}

/// The word of limit right before the token: "by", "until", "as soon as".
pub(super) fn limit(text: &Text<'_>, at: usize) -> Option<usize> {
    let word = |back: usize| at.checked_sub(back).map_or("", |it| text.word(it));
    match class_of(word(1)) {
        Class::By | Class::Until => Some(at - 1),
        _ if word(1) == "as" && matches!(word(2), "soon" | "early") && word(3) == "as" => {
            Some(at - 2)
        }
        _ => None,
    }
}

/// "since" or "ended" right before the token: what began or ended then lies behind.
pub(super) fn behind(text: &Text<'_>, at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    let word = text.word(before);
    (class_of(word) == Class::Since || word == "ended").then_some(before)
}

/// Whether the token's expression owns what is no fixture: "Monday's ruling" has been, "Monday's vote"
/// may come.
pub(super) fn owns_what_was(text: &Text<'_>, at: usize) -> bool {
    let is_word = |it: usize| text.tokens().get(it).is_some_and(|it| it.kind == TokenKind::Word);
    if !is_word(at + 1) || class_of(text.word(at + 1)) != Class::Possessive {
        return false;
    }
    let mut nouns = (at + 2..at + 6).take_while(|it| is_word(*it)).map(|it| text.word(it));
    !nouns.any(|it| FIXTURES.contains(&it))
}

/// The tokens of a sentence.
struct Clause<'a> {
    text: &'a Text<'a>,
    tokens: Range<usize>,
}

impl Clause<'_> {
    fn word(&self, at: usize) -> &str {
        if self.tokens.contains(&at) { self.text.word(at) } else { "" }
    }

    fn class(&self, at: usize) -> Class {
        let word = self.text.tokens().get(at).is_some_and(|it| it.kind == TokenKind::Word);
        if word && self.tokens.contains(&at) { class_of(self.text.word(at)) } else { Class::Other }
    }

    fn mark(&self, at: usize) -> bool {
        self.text.tokens().get(at).is_some_and(|it| it.kind == TokenKind::Mark)
    }

    fn capital(&self, at: usize) -> bool {
        self.text.tokens().get(at).is_some_and(|it| it.capital)
    }

    /// Whether an expression with its preposition begins a clause: "he said that on Monday …".
    fn opens(&self, at: usize) -> bool {
        let preposition = at.checked_sub(1).is_some_and(|it| {
            matches!(
                self.class(it),
                Class::On | Class::In | Class::By | Class::Until | Class::From | Class::At
            ) || ["starting", "beginning", "effective"]
                .iter()
                .any(|word| word.eq_ignore_ascii_case(self.word(it)))
        });
        let first = at - usize::from(preposition && at > self.tokens.start);
        let Some(before) = first.checked_sub(1).filter(|it| *it >= self.tokens.start) else {
            return true;
        };
        matches!(self.word(before), "that" | "and" | "but" | "while" | "“" | "\"" | ":" | ";" | "—")
    }

    fn before(&self, at: usize) -> Option<Cue> {
        // "the deadline is Friday"
        let is = at.checked_sub(1).filter(|it| self.class(*it) == Class::Is);
        if is.is_some() {
            return Some(Cue { tense: Tense::Future, token: is });
        }
        (self.tokens.start..at).rev().take(REACH).find_map(|it| self.cue(it))
    }

    fn after(&self, at: usize) -> Option<Cue> {
        (at..self.tokens.end).take(REACH).find_map(|it| self.cue(it))
    }

    /// What the verb group says that a token belongs to.
    fn cue(&self, at: usize) -> Option<Cue> {
        let token = Some(at);
        let told = |tense| Some(Cue { tense, token });
        match self.class(at) {
            Class::Will => told(Tense::Future),
            // "could have been", "would have": what did not come about.
            Class::Modal if self.is_have(at + 1) => told(Tense::Past),
            // "could not be reached", "neither could be found"
            Class::Modal if self.is_denied(at) => told(Tense::Past),
            Class::Modal if self.is_wish(at) => told(Tense::Future),
            Class::Modal => None,
            Class::Month(5) if !self.capital(at) => told(Tense::Future),
            // "the planned visit took place"
            Class::Plan
                if self.word(at).ends_with("ed")
                    && matches!(self.class(at.wrapping_sub(1)), Class::The | Class::A) =>
            {
                None
            }
            // "ahead of Monday's vote"
            Class::Other
                if self.word(at).eq_ignore_ascii_case("ahead")
                    && self.class(at + 1) == Class::Of =>
            {
                told(Tense::Future)
            }
            // "voters go to the polls on Sunday"
            Class::Other
                if GO.contains(&self.word(at))
                    && POLLS.contains(&self.word(at + 3))
                    && !self.is_bare_infinitive(at) =>
            {
                told(Tense::Future)
            }
            Class::Plan if self.is_noun_of_plan(at) => None,
            Class::Plan => told(Tense::Future),
            Class::Is | Class::Was if self.is_infinitive(self.past_adverbs(at + 1)) => {
                told(Tense::Future)
            }
            Class::Is if self.is_on_the_way(self.past_adverbs(at + 1)) => told(Tense::Future),
            Class::Was => {
                let next = self.past_adverbs(at + 1);
                if self.class(next) == Class::Plan {
                    told(Tense::Future)
                } else {
                    told(Tense::Past)
                }
            }
            Class::Had => told(Tense::PastPerfect),
            Class::Have if self.is_infinitive(at + 1) => told(Tense::Future),
            Class::Have => told(Tense::Past),
            Class::To if self.is_infinitive(at) => self.wished(at),
            Class::Arranged if !self.is_bare_infinitive(at) => told(Tense::Future),
            Class::PastVerb => self.participle(at),
            Class::Other | Class::Wish | Class::Vow if self.is_regular_past(at) => {
                self.participle(at)
            }
            Class::Other if self.text.word(at).ends_with("'ll") => told(Tense::Future),
            Class::Other if self.text.word(at).ends_with("’ll") => told(Tense::Future),
            _ => None,
        }
    }

    /// A past form: alone it looks back, in a group its auxiliary decides.
    fn participle(&self, at: usize) -> Option<Cue> {
        let told = |tense, token| Some(Cue { tense, token: Some(token) });
        let before = self.before_adverbs(at);
        match self.class(before) {
            Class::Will => told(Tense::Future, before),
            Class::Modal => self.cue(before),
            Class::To => self.wished(before),
            Class::Be => match self.before_adverbs(before) {
                auxiliary if self.class(auxiliary) == Class::To => self.wished(auxiliary),
                auxiliary => self.cue(auxiliary).or_else(|| told(Tense::Unknown, before)),
            },
            Class::Been | Class::Have => told(Tense::Past, at),
            Class::Had => told(Tense::PastPerfect, before),
            // "is set for Monday"
            Class::Is if self.word(at) == "set" && self.class(at + 1) == Class::For => {
                told(Tense::Future, at)
            }
            Class::Is => None,
            // "set to resume" looks forward.
            _ if self.word(at) == "set"
                && (self.is_infinitive(at + 1) || self.class(at + 1) == Class::For) =>
            {
                told(Tense::Future, at)
            }
            // "the planned", "an unspecified date": no verb.
            Class::The | Class::A | Class::This | Class::That
                if !matches!(self.class(at), Class::PastVerb) =>
            {
                None
            }
            _ if matches!(
                self.word(before),
                "its" | "his" | "her" | "their" | "still" | "newly"
            ) =>
            {
                match self.class(at) {
                    Class::PastVerb => told(Tense::Past, at),
                    _ => None,
                }
            }
            _ => told(Tense::Past, at),
        }
    }

    /// "signed a peace plan", "dashed her hopes": a noun looks nowhere, unless an infinitive follows it.
    fn is_noun_of_plan(&self, at: usize) -> bool {
        let next = self.past_adverbs(at + 1);
        if self.is_infinitive(next) {
            return false;
        }
        let before = self.class(at.wrapping_sub(1));
        let owner = matches!(before, Class::The | Class::A | Class::This | Class::Possessive)
            || matches!(
                self.word(at.wrapping_sub(1)),
                "its" | "his" | "her" | "their" | "our" | "my" | "your" | "no" | "any" | "new"
            );
        match self.word(at).to_ascii_lowercase().as_str() {
            "hopes" | "aims" | "starts" | "ends" => owner,
            // "They plan a trip", "will plan for it", "plans on leaving": a verb.
            "plan" | "plans" => {
                let verb = matches!(self.class(next), Class::The | Class::A)
                    || self.is_bare_infinitive(at)
                    || self.class(next) == Class::On && self.word(next + 1).ends_with("ing");
                owner || !verb
            }
            _ => false,
        }
    }

    /// What governs an infinitive: "agreed to buy" looks forward, "came to visit" back with its verb.
    fn wished(&self, to: usize) -> Option<Cue> {
        // "plans by the two companies to merge": the wish stands some words before.
        const NEAR: usize = 5;
        let wishes = |it: usize| matches!(self.class(it), Class::Plan | Class::Wish | Class::Vow);
        let first = to.saturating_sub(NEAR).max(self.tokens.start);
        let wish = (first..to).rev().take_while(|it| !self.mark(*it)).find(|it| wishes(*it));
        if let Some(wish) = wish {
            let vow = self.class(wish) == Class::Vow;
            let tense = if vow { Tense::Vowed } else { Tense::Future };
            return Some(Cue { tense, token: Some(wish) });
        }
        let be = to.checked_sub(1).filter(|it| matches!(self.class(*it), Class::Is | Class::Was));
        be.map(|it| Cue { tense: Tense::Future, token: Some(it) })
    }

    /// "to" before what may be a verb: not before a name, a number, an article.
    fn is_infinitive(&self, to: usize) -> bool {
        let next = self.past_adverbs(to + 1);
        let verb = match self.class(next) {
            Class::Other
            | Class::Be
            | Class::Have
            | Class::PastVerb
            | Class::Plan
            | Class::Wish => true,
            // "march" and "may" aside, "end", "start", "close", "open" are verbs too.
            Class::End | Class::Beginning | Class::Season(_) | Class::Arranged => true,
            _ => false,
        };
        let word = self.text.tokens().get(next).is_some_and(|it| it.kind == TokenKind::Word);
        self.class(to) == Class::To
            && verb
            && word
            && !self.capital(next)
            && !NO_INFINITIVE.contains(&self.word(next))
            && self.tokens.contains(&next)
    }

    /// "would", "could", "might" of what lies ahead; "could" and "can" of what is able need a plan.
    fn is_wish(&self, at: usize) -> bool {
        matches!(self.word(at), "would" | "could" | "should" | "might" | "must" | "can" | "cannot")
            && self.class(self.before_adverbs(at)) != Class::Wish
    }

    /// Whether "to" or "will" stands before what would else be a present form.
    fn is_bare_infinitive(&self, at: usize) -> bool {
        matches!(self.class(self.before_adverbs(at)), Class::To | Class::Will | Class::Modal)
    }

    /// Whether a "could" is one that was not.
    fn is_denied(&self, at: usize) -> bool {
        const REACH: usize = 12;
        const NO: &[&str] = &["not", "neither", "nor", "none", "nobody", "no"];
        let denies = |it: usize| NO.iter().any(|no| self.word(it).eq_ignore_ascii_case(no));
        matches!(self.word(at), "could" | "couldn't")
            && (self.word(at) == "couldn't"
                || denies(at + 1)
                || (at.saturating_sub(REACH)..at).any(denies))
    }

    fn is_have(&self, at: usize) -> bool {
        self.class(self.past_adverbs(at)) == Class::Have
    }

    /// "is meeting", "are travelling": said of what is arranged.
    fn is_on_the_way(&self, at: usize) -> bool {
        ON_THE_WAY.contains(&self.word(at))
    }

    /// The token after adverbs: "will also not be".
    fn past_adverbs(&self, at: usize) -> usize {
        let adverbs = (at..at + 3).take_while(|it| self.is_adverb(*it)).count();
        at + adverbs
    }

    /// The token before adverbs.
    fn before_adverbs(&self, at: usize) -> usize {
        let mut before = at.wrapping_sub(1);
        for _ in 0..3 {
            if !self.is_adverb(before) {
                break;
            }
            before = before.wrapping_sub(1);
        }
        before
    }

    fn is_adverb(&self, at: usize) -> bool {
        let word = self.word(at);
        matches!(
            word,
            "not" | "also" | "never" | "only" | "then" | "even" | "now" | "just" | "yet" | "n't"
        ) || word.len() > 4 && word.ends_with("ly") && !self.capital(at)
    }

    fn is_regular_past(&self, at: usize) -> bool {
        let word = self.word(at);
        let plain = word.len() > 4 && word.ends_with("ed") && !self.capital(at);
        plain && !NO_PAST.contains(&word)
    }
}
