//! Whether a clause is told as somebody's word or fancy, and not as a fact.
//!
//! "the claim that they met", "it was rumoured that", "in the novel, ...". What a verb itself says of its
//! standing, as in "might have met", is `modality`.

use crate::config::lexicon::Words;
use crate::event::modality::{BE, is_adverb};
use crate::event::sentence::View;

/// Whether what a word names is hearsay or fiction.
pub(super) fn is_doubtful(words: &Words, view: &View<'_>, at: usize) -> bool {
    is_hearsay(words, view, at)
        || is_fiction(words, view, at)
        || *view.rumour.get_or_init(|| is_of_rumour(words, view))
        || is_rumoured_after(words, view, at)
        || is_unsure(words, view, at)
}

/// "a claim that Berg met Prado", "it was alleged that he met her", "he claims Berg met Prado": of what is said
/// in a clause the nearest word of saying or of hearsay before it decides.
fn is_hearsay(words: &Words, view: &View<'_>, at: usize) -> bool {
    /// From a word of hearsay to "that": "claimed on 3 May 2019 that".
    const BACK: usize = 6;
    /// From the end of a subject to its verb.
    const NEAR: usize = 3;
    // "there is no doubt that they met": they did.
    let sure = |it: usize| {
        let doubts = view.word(it).starts_with("doubt");
        let low = it.saturating_sub(2).max(view.tokens.start);
        doubts
            && (low..it).any(|it| {
                let word = view.word(it);
                matches!(word, "no" | "not" | "never" | "without" | "beyond" | "little" | "nobody")
                    || word.ends_with("n't")
            })
    };
    let hearsay = |it: usize| words.hearsay.contains(view.word(it)) && !sure(it);
    let clause = view.clause(at);
    let inside = (view.tokens.start..at).rev().take_while(|&it| view.clause(it) == clause);
    let opener = inside.last().filter(|&it| matches!(view.word(it), "that" | "how"));
    if let Some(opener) = opener {
        let before = (opener.saturating_sub(BACK).max(view.tokens.start)..opener).rev();
        let mut before = before.take_while(|&it| !matches!(view.word(it), ";" | ":" | "that"));
        let decides = |it: &usize| hearsay(*it) || words.saying.contains(view.word(*it));
        if before.find(decides).is_some_and(hearsay)
            || is_untrue(view, opener)
            || is_refuted(view, opener, at)
        {
            return true;
        }
    }
    let subject = view.groups.iter().rev().find(|it| it.tokens.end <= at);
    let joined = |at: usize| matches!(view.word(at), "and" | "," | "then" | "but");
    let subject = subject.filter(|it| {
        let near = at - it.tokens.end <= NEAR && !(it.tokens.end..at).any(joined);
        near && !it.possessive && it.preposition.is_none()
    });
    subject.is_some_and(|it| {
        let first = it.tokens.start;
        let article =
            first > view.tokens.start && matches!(view.word(first - 1), "the" | "a" | "an");
        let verb = first.checked_sub(1 + usize::from(article));
        // "the suspect Ada Berg" is a noun.
        let noun = |it: usize| {
            matches!(view.word(it - 1), "the" | "a" | "an" | "one" | "another" | "chief" | "prime")
        };
        verb.is_some_and(|it| it > view.tokens.start && hearsay(it) && !noun(it))
    })
}

/// "it is not true that", "it is false that", "it is unlikely that"
fn is_untrue(view: &View<'_>, opener: usize) -> bool {
    let word = |back: usize| {
        let at = opener.checked_sub(back).filter(|it| *it >= view.tokens.start);
        at.map_or("", |it| view.word(it))
    };
    match word(1) {
        "true" | "certain" | "clear" | "known" => word(2) == "not" || word(2).ends_with("n't"),
        "false" | "untrue" | "unlikely" | "doubtful" | "possible" | "conceivable" | "likely" => {
            BE.contains(&word(2))
                || is_adverb(word(2))
                || matches!(
                    word(2),
                    "seems" | "seemed" | "appears" | "appeared" | "looks" | "looked"
                )
        }
        _ => false,
    }
}

/// "Perhaps they met", "They probably met": said by who tells it.
fn is_unsure(words: &Words, view: &View<'_>, at: usize) -> bool {
    let unsure = view.unsure.get_or_init(|| {
        view.tokens.clone().filter(|&it| words.unsure.contains(view.word(it))).collect()
    });
    let joined = |it: usize| matches!(view.word(it), "and" | "or" | ";");
    unsure.iter().any(|&it| {
        let before = it < at && view.clause(it) == view.clause(at) && !(it..at).any(joined);
        // "perhaps 40 people", "probably the last" are of what follows, and so is "Perhaps surprisingly,".
        let aside = (it + 2..at).any(|at| view.word(at) == ",");
        let opens = it == view.tokens.start && !aside;
        let verb = at == it + 1 || BE.contains(&view.word(it + 1)) || opens;
        before && verb
    })
}

/// "Reports that they met are false"
fn is_refuted(view: &View<'_>, opener: usize, at: usize) -> bool {
    /// "Many of the reports" before "that".
    const HEAD: usize = 4;
    let subject = opener <= view.tokens.start + HEAD;
    subject
        && (at + 1..view.tokens.end).any(|it| {
            let refuted = matches!(
                view.word(it),
                "false" | "untrue" | "baseless" | "unfounded" | "wrong" | "invented" | "groundless"
            );
            let said = view.word(it - 1);
            refuted && (BE.contains(&said) || matches!(said, "proved" | "been" | "entirely"))
        })
}

/// "According to a rumour, they met", "Allegedly, they met"
fn is_of_rumour(words: &Words, view: &View<'_>) -> bool {
    const NEAR: usize = 5;
    let first = view.word(view.tokens.start);
    if words.hearsay.contains(first) && is_adverb(first) {
        return true;
    }
    view.tokens.clone().filter(|&it| view.word(it) == "according").any(|at| {
        (at + 1..at + NEAR)
            .take_while(|&it| view.word(it) != ",")
            .any(|it| words.hearsay.contains(view.word(it)))
    })
}

/// "They met, a rumour says", "They met, it was rumoured", "They met, rumour has it": the end of the sentence tells
/// whose word it is.
fn is_rumoured_after(words: &Words, view: &View<'_>, at: usize) -> bool {
    /// "according to one persistent rumour that went round" is longer, and has a rule of its own.
    const TAIL: usize = 6;
    let Some(comma) = (at..view.tokens.end).rev().find(|&it| view.word(it) == ",") else {
        return false;
    };
    if view.tokens.end > comma + TAIL + 2 {
        return false;
    }
    (comma + 1..view.tokens.end).any(|it| {
        let says = words.saying.contains(view.word(it + 1))
            || view.word(it + 1) == "has" && view.word(it + 2) == "it";
        let told = it >= comma + 3
            && BE.contains(&view.word(it - 1))
            && matches!(view.word(it - 2), "it" | "there");
        words.hearsay.contains(view.word(it)) && (says || told)
    })
}

/// "In the novel, they met", "The film tells how they met": the sentence tells what a work of fiction tells.
fn is_fiction(words: &Words, view: &View<'_>, at: usize) -> bool {
    /// From the first word to the noun: "in the 1956 science fiction film".
    const HEAD: usize = 6;
    /// From the noun to the comma: "film by the director Bo Lind,".
    const MAKER: usize = 9;
    let first = view.tokens.start;
    let work = |it: &usize| words.fiction.contains(view.word(*it));
    let near = first..(first + HEAD).min(at);
    let Some(noun) = near.into_iter().find(work) else { return false };
    // "Oslo's opera" is a house.
    let house = |it: usize| view.groups.iter().any(|of| of.place.is_some() && of.tokens.end == it);
    let owned = |it: usize| {
        matches!(view.word(it), "the" | "a" | "an" | "this" | "that" | "his" | "her" | "their")
            || view.word(it) == "'s" && !house(it)
    };
    let article = (first..noun).any(owned);
    // "in the film by Bo Lind,"
    let comma = (noun + 1..(noun + MAKER).min(at)).find(|&it| view.word(it) == ",");
    let made = |it: usize| it == noun + 1 || matches!(view.word(noun + 1), "by" | "of" | "from");
    let within =
        matches!(view.word(first), "in" | "throughout") && article && comma.is_some_and(made);
    let telling = (noun + 1..(noun + 4).min(at)).any(|it| {
        matches!(
            view.word(it),
            "tells" | "shows" | "depicts" | "imagines" | "portrays" | "follows" | "recounts"
        )
    });
    within || article && telling
}
