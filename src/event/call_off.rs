//! Plans that their own text calls off: "will visit on 3 July. The trip was later cancelled."

use crate::event::extract::Reading;
use crate::event::modality::{
    BE, HAVE, is_adverb, is_cancelling, is_denied_clause, is_of_nobody, opens_condition,
};
use crate::event::sentence::View;
use crate::event::trigger::Triggers;
use crate::event::{Mention, Status};

/// Takes for denied what was planned and is said not to be.
pub(super) fn call_off(triggers: &Triggers, reading: &Reading<'_>, mentions: &mut [Mention]) {
    /// How many sentences on a plan may still be meant by "the trip".
    const AHEAD: usize = 2;
    for mention in mentions.iter_mut().filter(|it| it.status == Status::Planned) {
        let plan = |at: usize, view: &View<'_>| is_plan(triggers, mention.kind.as_str(), view, at);
        let own = View::new(reading.text, mention.sentence);
        let trigger = own.text.token_at(mention.evidence.trigger.start);
        let here =
            (trigger + 1..own.tokens.end).filter(|&it| own.clause(it) != own.clause(trigger));
        let here = here.into_iter().any(|it| says_off(&own, it, true, &plan));
        let sentences = reading.text.sentences();
        let later = mention.sentence + 1..(mention.sentence + 1 + AHEAD).min(sentences.len());
        let later = later.into_iter().any(|index| {
            let view = View::new(reading.text, index);
            view.tokens.clone().any(|it| says_off(&view, it, false, &plan))
        });
        if here || later || is_thwarted(triggers, &own, trigger) {
            mention.status = Status::Denied;
        }
    }
}

/// Whether a word stands for what was planned: "it", "the plan", "the trip" of a visit.
fn is_plan(triggers: &Triggers, kind: &str, view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    // "scrapped this tax" is of the tax.
    if word == "it" || word == "this" && !is_before_noun(view, at) {
        return true;
    }
    let named = matches!(word, "plan" | "plans" | "event" | "engagement" | "idea")
        || triggers.hinted(word).any(|it| it.0.id == kind);
    let before = at.saturating_sub(3).max(view.tokens.start)..at;
    let meant = |it: usize| {
        matches!(view.word(it), "the" | "this" | "that" | "his" | "her" | "their" | "its" | "both")
    };
    named && before.into_iter().any(meant)
}

/// "this tax", and not "this was", "this,".
fn is_before_noun(view: &View<'_>, at: usize) -> bool {
    let next = view.word(at + 1);
    let verb = BE.contains(&next) || HAVE.contains(&next) || is_adverb(next);
    let link = matches!(
        next,
        "and" | "but" | "because" | "after" | "when" | "on" | "in" | "at" | "for" | "to"
    );
    next.starts_with(char::is_alphabetic) && !verb && !link
}

/// Whether a word says of a plan that it will not be: "the trip has been called off", "called off the trip";
/// in the sentence of the plan also "but cancelled".
fn says_off(
    view: &View<'_>,
    at: usize,
    same: bool,
    plan: &dyn Fn(usize, &View<'_>) -> bool,
) -> bool {
    let changed = view.word(at) == "changed"
        && matches!(view.word(at + 1), "his" | "her" | "their" | "its")
        && matches!(view.word(at + 2), "mind" | "minds");
    if changed {
        // "changed his mind about the tax", "Voters changed their minds"
        let about = view.word(at + 3) == "about";
        let subject = at.checked_sub(1).filter(|it| *it >= view.tokens.start);
        let who = |it: usize| matches!(view.word(it), "he" | "she" | "they" | "it" | "but" | "and");
        let same_one = same || subject.is_some_and(|it| who(it) || is_adverb(view.word(it)));
        return if about { (at + 4..at + 7).any(|it| plan(it, view)) } else { same_one };
    }
    // "Rumours that it was cancelled", "sad if it was cancelled", "Few called it off"
    let few = matches!(view.word(view.tokens.start), "few" | "rumours" | "rumors");
    if !is_cancelling(view, at)
        || is_of_nobody(view, at)
        || few
        || opens_condition(view, at)
        || is_denied_clause(view, at)
    {
        return false;
    }
    let mut first = at;
    let (mut passive, mut denied) = (false, false);
    while first > view.tokens.start {
        let word = view.word(first - 1);
        passive |= BE.contains(&word);
        denied |= matches!(word, "not" | "never") || word.ends_with("n't");
        if !(BE.contains(&word) || HAVE.contains(&word) || denied || is_adverb(word))
            || first + 5 < at
        {
            break;
        }
        first -= 1;
    }
    let before = first.checked_sub(1).filter(|it| *it >= view.tokens.start);
    let elided = same && before.is_some_and(|it| matches!(view.word(it), "but" | "and" | "then"));
    if denied {
        return false;
    }
    if passive {
        return elided || before.is_some_and(|it| plan(it, view));
    }
    let next = at + 1 + usize::from(view.word(at) == "called");
    let ends = elided && !view.word(next).starts_with(|it: char| it.is_alphabetic());
    ends || (next..next + 4).any(|it| plan(it, view))
}

/// "was to meet him on 3 May but fell ill": of a plan in the past something else came.
fn is_thwarted(triggers: &Triggers, view: &View<'_>, trigger: usize) -> bool {
    const LEAD: usize = 6;
    const REACH: usize = 4;
    let words = &triggers.words;
    let past = |it: usize| {
        let word = view.word(it);
        words.is_past_or_eed(word)
            && !words.saying.contains(word)
            && !BE.contains(&word)
            && word != "had"
    };
    let lead = trigger.saturating_sub(LEAD).max(view.tokens.start)..trigger;
    let planned = |it: usize| {
        matches!(
            view.word(it),
            "was" | "were" | "had" | "planned" | "intended" | "wanted" | "hoped"
        )
    };
    let to = trigger.checked_sub(1).is_some_and(|it| view.word(it) == "to");
    let but = (trigger..view.tokens.end).find(|&it| view.word(it) == "but");
    to && lead.into_iter().any(planned)
        && but.is_some_and(|but| (but + 1..but + 1 + REACH).any(past))
}
