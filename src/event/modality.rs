//! Whether a verb tells what happened, what is planned, or what did not happen.

use std::collections::BTreeSet;

use crate::event::Status;
use crate::event::sentence::View;
use crate::event::trigger::{Shape, Triggers};

/// How a verb stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Manner {
    pub(super) status: Status,
    /// "was signed", "signed by": the subject is what it was done to.
    pub(super) passive: bool,
    /// "the treaty signed by": said of a thing, and only the one after "by" did it.
    pub(super) reduced: bool,
    /// First token of the verb group: "has" of "has sent".
    pub(super) start: usize,
    /// "has signed": done, the day left open.
    pub(super) perfect: bool,
    /// "is sending": under way.
    pub(super) progressive: bool,
}

const BE: &[&str] = &["is", "are", "was", "were", "be", "been", "being", "am"];
const HAVE: &[&str] = &["has", "have", "had", "having"];

/// The manner of the verb at `at`; `None` when it is no report of a happening (a bare infinitive,
/// a habit).
pub(super) fn manner(
    triggers: &Triggers,
    view: &View<'_>,
    at: usize,
    shape: Shape,
    headline: bool,
) -> Option<Manner> {
    let words = &triggers.words;
    let listed = |list: &BTreeSet<String>, word: &str| list.contains(word);
    let mut start = at;
    let (mut be, mut have, mut to, mut did) = (false, false, false, false);
    let mut status = Status::Asserted;
    while start > view.tokens.start {
        let word = view.word(start - 1);
        if BE.contains(&word) {
            be = true;
        } else if HAVE.contains(&word) {
            have = true;
        } else if word == "to" {
            to = true;
        } else if matches!(word, "did" | "does" | "do") {
            did = true;
        } else if matches!(word, "will" | "shall" | "'ll" | "won't") {
            status = if word == "won't" { Status::Denied } else { worse(status, Status::Planned) };
        } else if matches!(
            word,
            "would" | "could" | "might" | "may" | "should" | "can" | "must" | "cannot"
        ) {
            status = worse(status, Status::Hypothetical);
        } else if matches!(word, "not" | "never") || word.ends_with("n't") {
            status = Status::Denied;
        } else if !is_adverb(word) {
            break;
        }
        start -= 1;
        if at - start > 7 {
            break;
        }
    }
    // "it denied having sent", "refused to sign", "plans to visit", "agreed to send".
    let lead = (start.saturating_sub(4).max(view.tokens.start)..start).rev();
    let lead: Vec<&str> = lead.map(|it| view.word(it)).take_while(|it| *it != ",").collect();
    let gerund = shape == Shape::Gerund || matches!(view.word(start), "having" | "being");
    if to || gerund {
        if lead.iter().any(|it| listed(&words.denied, it)) {
            status = Status::Denied;
        } else if to && status == Status::Asserted {
            // "plans to visit", "was invited to visit"; "the last to visit" tells of no plan.
            if !lead.iter().any(|it| listed(&words.planned, it)) && !is_future_be(view, start) {
                return None;
            }
            status = Status::Planned;
        } else if gerund && lead.iter().take(2).any(|it| listed(&words.planned, it)) {
            status = worse(status, Status::Planned);
        }
    }
    if status == Status::Asserted && (opens_condition(view, start) || is_habit(view, at)) {
        status = Status::Hypothetical;
    }
    if is_denied_clause(view, start) {
        status = Status::Denied;
    }
    if is_attribute(view, at, shape) {
        return None;
    }
    let adverb = usize::from(is_adverb(view.word(at + 1)));
    let by_follows = view.word(at + 1 + adverb) == "by";
    let reported = match shape {
        Shape::Past { past, participle } => {
            if be || (have && participle) {
                true
            } else if to {
                return None;
            } else {
                past || by_follows
            }
        }
        Shape::Base => to || did || status != Status::Asserted || headline,
        Shape::Third => headline,
        Shape::Gerund => !to,
        Shape::Noun => true,
    };
    let participle = matches!(shape, Shape::Past { participle: true, .. });
    let reduced = participle && !be && !have && by_follows;
    reported.then_some(Manner {
        status,
        passive: participle && be || reduced,
        reduced,
        start,
        perfect: have,
        progressive: shape == Shape::Gerund && be,
    })
}

/// "their dispatched soldiers", "a message of greeting": the word says of what kind a thing is.
fn is_attribute(view: &View<'_>, at: usize, shape: Shape) -> bool {
    let Some(before) = at.checked_sub(1).filter(|it| *it >= view.tokens.start) else {
        return false;
    };
    let word = view.word(before);
    let owner =
        matches!(word, "'s" | "his" | "her" | "its" | "their" | "the" | "a" | "an" | "our" | "my");
    let plain = view.word(at + 1).chars().all(char::is_alphabetic) && !view.word(at + 1).is_empty();
    match shape {
        Shape::Past { .. } => owner && plain,
        Shape::Gerund => owner || word == "of",
        _ => false,
    }
}

/// "each time they received him", "usually sends": no single happening.
fn is_habit(view: &View<'_>, at: usize) -> bool {
    let clause = view.clause(at);
    view.tokens.clone().filter(|&it| view.clause(it) == clause).any(|it| {
        let word = view.word(it);
        let after = view.word(it + 1);
        matches!((word, after), ("each" | "every", "time" | "year" | "month" | "week" | "day"))
            || matches!(
                word,
                "usually" | "often" | "always" | "annually" | "regularly" | "whenever"
            )
    })
}

/// "is to visit", "are to meet".
fn is_future_be(view: &View<'_>, start: usize) -> bool {
    matches!(view.word(start), "is" | "are" | "was" | "were") && view.word(start + 1) == "to"
}

/// "if", "whether", "unless" earlier in the clause.
fn opens_condition(view: &View<'_>, at: usize) -> bool {
    let clause = view.clause(at);
    (view.tokens.start..at)
        .rev()
        .take_while(|&it| view.clause(it) == clause)
        .any(|it| matches!(view.word(it), "if" | "whether" | "unless"))
}

/// "denied on Tuesday that it had sold arms", "rejected reports that", "denies it had sold arms".
fn is_denied_clause(view: &View<'_>, at: usize) -> bool {
    const BACK: usize = 6;
    let denies = |it: usize| {
        matches!(
            view.word(it),
            "denied" | "denies" | "deny" | "denying" | "rejected" | "rejects" | "dismissed"
        )
    };
    let pronoun = at.checked_sub(1).filter(|it| *it > view.tokens.start);
    let pronoun =
        pronoun.filter(|&it| matches!(view.word(it), "it" | "he" | "she" | "they" | "there"));
    if pronoun.is_some_and(|it| denies(it - 1)) {
        return true;
    }
    let clause = view.clause(at);
    let inside = (view.tokens.start..at).rev().take_while(|&it| view.clause(it) == clause);
    let Some(opener) = inside.last().filter(|&it| view.word(it) == "that") else { return false };
    (opener.saturating_sub(BACK).max(view.tokens.start)..opener).any(denies)
}

/// The later of the two in the order asserted, planned, hypothetical, denied.
fn worse(a: Status, b: Status) -> Status {
    a.max(b)
}

fn is_adverb(word: &str) -> bool {
    (word.ends_with("ly") && word.len() > 4 && word != "july" && word != "italy")
        || matches!(
            word,
            "also"
                | "again"
                | "already"
                | "then"
                | "later"
                | "both"
                | "now"
                | "just"
                | "once"
                | "soon"
                | "since"
                | "ever"
                | "still"
                | "yet"
                | "first"
                | "even"
                | "twice"
                | "together"
                | "each"
        )
}

/// Whether a nominal happening is told as one to come: "an upcoming visit", "invited to a summit".
pub(super) fn nominal_status(triggers: &Triggers, view: &View<'_>, at: usize) -> Status {
    let words = &triggers.words;
    let from = at.saturating_sub(8).max(view.tokens.start);
    let mut status = Status::Asserted;
    for (distance, it) in (from..at).rev().enumerate() {
        let word = view.word(it);
        if matches!(word, "," | ";" | "that" | "which" | "who") && distance > 1 {
            break;
        }
        let near = distance < 4;
        if near
            && matches!(
                word,
                "upcoming"
                    | "forthcoming"
                    | "next"
                    | "planned"
                    | "possible"
                    | "future"
                    | "proposed"
                    | "potential"
                    | "expected"
                    | "scheduled"
                    | "another"
            )
        {
            return Status::Planned;
        }
        if matches!(
            word,
            "will"
                | "would"
                | "may"
                | "might"
                | "could"
                | "should"
                | "invited"
                | "invitation"
                | "invites"
                | "propose"
                | "proposed"
                | "plans"
                | "planning"
                | "expected"
                | "preparing"
                | "possibility"
                | "prospect"
        ) {
            status = worse(status, Status::Planned);
        }
        if near && words.denied.contains(word) {
            return Status::Denied;
        }
    }
    let called_off = (at + 1..(at + 16).min(view.tokens.end)).any(|it| {
        let off = matches!(
            view.word(it),
            "cancelled" | "canceled" | "postponed" | "scrapped" | "averted"
        ) || view.word(it) == "called" && view.word(it + 1) == "off";
        off && BE.contains(&view.word(it - 1))
            || view.word(it) == "never" && view.clause(it) == view.clause(at)
    });
    if called_off {
        return Status::Denied;
    }
    for it in at + 1..(at + 4).min(view.tokens.end) {
        if matches!(view.word(it), "will" | "would" | "may" | "might" | "could" | "should") {
            status = worse(status, Status::Planned);
        }
    }
    status
}
