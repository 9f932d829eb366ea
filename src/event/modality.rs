//! Whether a verb tells what happened, what is planned, or what did not happen.

use std::collections::BTreeSet;

use crate::config::lexicon::Words;
use crate::event::Status;
use crate::event::doubt::is_doubtful;
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

impl Manner {
    /// That of a noun, which has no verb.
    pub(super) fn of_noun(at: usize, status: Status) -> Self {
        Self {
            status,
            passive: false,
            reduced: false,
            start: at,
            perfect: false,
            progressive: false,
        }
    }
}

pub(super) const BE: &[&str] = &["is", "are", "was", "were", "be", "been", "being", "am"];
pub(super) const HAVE: &[&str] = &["has", "have", "had", "having"];

/// The words before a verb that belong to it: "had not", "is to be".
struct Helpers {
    /// The first of them.
    start: usize,
    be: bool,
    have: bool,
    to: bool,
    did: bool,
    status: Status,
}

fn helpers(words: &Words, view: &View<'_>, at: usize) -> Helpers {
    const MOST: usize = 7;
    let status = Status::Asserted;
    let mut it = Helpers { start: at, be: false, have: false, to: false, did: false, status };
    while it.start > view.tokens.start && at - it.start <= MOST {
        let word = view.word(it.start - 1);
        match word {
            word if BE.contains(&word) => it.be = true,
            word if HAVE.contains(&word) => it.have = true,
            "to" => it.to = true,
            "did" | "does" | "do" => it.did = true,
            "won't" => it.status = Status::Denied,
            "will" | "shall" | "'ll" => it.status = worse(it.status, Status::Planned),
            "would" | "could" | "might" | "should" | "can" | "must" | "cannot" => {
                it.status = worse(it.status, Status::Hypothetical);
            }
            "may" if !is_month(view, it.start - 1) => {
                it.status = worse(it.status, Status::Hypothetical);
            }
            // "nearly signed": it was not signed.
            "not" | "never" | "nearly" | "almost" => it.status = Status::Denied,
            word if word.ends_with("n't") => it.status = Status::Denied,
            // "may well have met"
            "well" => {}
            // "allegedly met"
            word if words.hearsay.contains(word) && is_adverb(word)
                || words.unsure.contains(word) =>
            {
                it.status = worse(it.status, Status::Hypothetical);
            }
            word if is_adverb(word) => {}
            _ => break,
        }
        it.start -= 1;
    }
    it
}

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
    let helpers = helpers(words, view, at);
    let Helpers { start, be, have, to, did, .. } = helpers;
    let mut status = governed(words, view, shape, &helpers)?;
    let open = || opens_condition(view, start) || is_habit(view, at);
    if status <= Status::Planned && is_doubtful(words, view, start)
        || status == Status::Asserted && open()
    {
        status = Status::Hypothetical;
    }
    if is_denied_clause(view, start) || is_of_nobody(view, start) {
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

/// The status of a verb after what governs it: "it denied having sent", "refused to sign", "plans to visit",
/// "is considering selling"; `None` for an infinitive that tells of no plan.
fn governed(words: &Words, view: &View<'_>, shape: Shape, helpers: &Helpers) -> Option<Status> {
    const REACH: usize = 4;
    let (start, to, mut status) = (helpers.start, helpers.to, helpers.status);
    let gerund = shape == Shape::Gerund || matches!(view.word(start), "having" | "being");
    if !(to || gerund) {
        return Some(status);
    }
    let lead = (start.saturating_sub(REACH).max(view.tokens.start)..start).rev();
    let lead: Vec<usize> = lead.take_while(|it| view.word(*it) != ",").collect();
    // "the treaty, to be signed in May,"
    if to && helpers.be && lead.is_empty() && start > view.tokens.start {
        return Some(worse(status, Status::Planned));
    }
    let any = |list: &BTreeSet<String>, most: usize| {
        lead.iter().take(most).any(|&it| list.contains(view.word(it)))
    };
    let out = |it: &usize| {
        view.word(*it) == "out"
            && *it > view.tokens.start
            && matches!(view.word(it - 1), "ruled" | "rules" | "ruling" | "rule")
    };
    if to && is_dropped(words, view, start) {
        return Some(Status::Denied);
    }
    if any(&words.denied, REACH) || gerund && lead.iter().take(2).any(out) {
        status = Status::Denied;
    } else if gerund && any(&words.hypothetical, 2) {
        status = worse(status, Status::Hypothetical);
    } else if to && start > view.tokens.start && words.realised.contains(view.word(start - 1)) {
        // "continued to send", "managed to sign"
        return Some(status);
    } else if to && status == Status::Asserted {
        // "plans to visit", "was invited to visit"; "the last to visit" tells of no plan.
        if !any(&words.planned, REACH) && !is_future_be(view, start) {
            return None;
        }
        status = Status::Planned;
    } else if gerund && any(&words.planned, 2) {
        status = worse(status, Status::Planned);
    }
    Some(status)
}

/// "dropped plans on Monday to visit", "ignored an invitation to visit": what was planned or offered is given up.
fn is_dropped(words: &Words, view: &View<'_>, start: usize) -> bool {
    /// From the noun to its infinitive: "plans on the third of May to".
    const BACK: usize = 8;
    /// From the verb to the noun: "turned down a second invitation".
    const NEAR: usize = 5;
    let before = |at: usize, most: usize| {
        let low = at.saturating_sub(most).max(view.tokens.start);
        (low..at).rev().take_while(|&it| !matches!(view.word(it), "," | ";" | "and" | "but"))
    };
    let offer = before(start, BACK).find(|&it| {
        matches!(
            view.word(it),
            "plan"
                | "plans"
                | "invitation"
                | "invitations"
                | "offer"
                | "offers"
                | "proposal"
                | "idea"
                | "intention"
        )
    });
    let given_up = |it: usize, noun: usize| {
        words.dropped.iter().any(|verb| view.phrase(it, verb).is_some_and(|end| end <= noun))
    };
    offer.is_some_and(|noun| before(noun, NEAR).any(|it| given_up(it, noun)))
}

/// Whether a word that may help a verb is the month: "on 3 May talks began".
fn is_month(view: &View<'_>, at: usize) -> bool {
    view.word(at) == "may" && at > view.tokens.start && view.text.tokens()[at].capital
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

/// "praised it for attacking": a gerund that gives the reason of what the sentence tells.
pub(super) fn is_reason(view: &View<'_>, shape: Shape, manner: &Manner) -> bool {
    let start = manner.start;
    let gerund = shape == Shape::Gerund || view.word(start) == "having";
    gerund && start > view.tokens.start && view.word(start - 1) == "for"
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

/// "if", "whether", "unless" earlier in the clause; "Had he come" at the head of the sentence.
pub(super) fn opens_condition(view: &View<'_>, at: usize) -> bool {
    let clause = view.clause(at);
    let first = view.tokens.start;
    let inverted = view.word(first) == "had"
        && view.clause(first) == clause
        && view.groups.iter().any(|it| it.tokens.start == first + 1);
    if inverted && at > first + 1 {
        return true;
    }
    (view.tokens.start..at)
        .rev()
        .take_while(|&it| view.clause(it) == clause)
        .any(|it| matches!(view.word(it), "if" | "whether" | "unless"))
}

/// "denied on Tuesday that it had sold arms", "rejected reports that", "denies it had sold arms".
pub(super) fn is_denied_clause(view: &View<'_>, at: usize) -> bool {
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

/// "No treaty was signed", "Neither Norway nor Brazil signed": the subject denies.
pub(super) fn is_of_nobody(view: &View<'_>, at: usize) -> bool {
    let clause = view.clause(at);
    let inside = (view.tokens.start..at).rev().take_while(|&it| view.clause(it) == clause);
    inside.last().is_some_and(|it| {
        // "No, they met", "no fewer than 40 met", "no sooner had they met than"
        let next = view.word(it + 1);
        matches!(view.word(it), "no" | "neither" | "nobody" | "none")
            && !matches!(next, "," | "fewer" | "less" | "sooner" | "doubt" | "later" | "other")
    })
}

/// The later of the two in the order asserted, planned, hypothetical, denied.
fn worse(a: Status, b: Status) -> Status {
    a.max(b)
}

pub(super) fn is_adverb(word: &str) -> bool {
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

/// Whether a nominal happening is told as one to come: "an upcoming visit", "invited to a summit"; as denied,
/// or as one that somebody only thinks of: "is considering talks", "rumours of a meeting".
pub(super) fn nominal_status(triggers: &Triggers, view: &View<'_>, at: usize) -> Status {
    const REACH: usize = 8;
    const NEAR: usize = 4;
    let words = &triggers.words;
    let from = at.saturating_sub(REACH).max(view.tokens.start);
    let mut status = Status::Asserted;
    let mut parted = false;
    let held = is_held(view, at);
    for (distance, it) in (from..at).rev().enumerate() {
        let word = view.word(it);
        if matches!(word, "," | ";" | "that" | "which" | "who") && distance > 1 {
            break;
        }
        let near = distance < NEAR;
        if near && !held && NEXT.contains(&word) {
            return Status::Planned;
        }
        // "rejected a treaty at a meeting": what stands before the preposition is not done to the meeting.
        parted |= CIRCUMSTANCE.contains(&word);
        if parted && !denies_all(view, it) && !TO_COME.contains(&word) {
            continue;
        }
        if TO_COME.contains(&word) && !is_month(view, it) {
            status = worse(status, Status::Planned);
        }
        let off = matches!(
            (word, view.word(it + 1)),
            ("called" | "calls" | "ruled" | "rules", "off" | "out")
        );
        if near && (words.denied.contains(word) || off) {
            return Status::Denied;
        }
        let about = distance == 0 || matches!(view.word(it + 1), "of" | "about");
        if near
            && (words.hypothetical.contains(word)
                && !is_end(view, it)
                && !MODALS.contains(&word)
                && !is_month(view, it)
                || words.hearsay.contains(word) && about)
        {
            status = worse(status, Status::Hypothetical);
        }
    }
    if is_called_off(view, at) || was_not_held(view, at) {
        return Status::Denied;
    }
    if is_doubtful(words, view, at) {
        return Status::Hypothetical;
    }
    if (at + 1..(at + NEAR).min(view.tokens.end))
        .any(|it| MODALS.contains(&view.word(it)) && !is_month(view, it))
    {
        status = worse(status, Status::Planned);
    }
    status
}

/// Prepositions under which a noun only tells when or where something was.
const CIRCUMSTANCE: &[&str] = &["at", "in", "during", "after", "following", "despite", "amid"];

/// Whether a word denies all that follows: "did not take part in the talks", "took no part in them".
fn denies_all(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    let verb = matches!(word, "refused" | "refuses" | "refuse" | "failed" | "declined");
    matches!(word, "not" | "never" | "without" | "neither" | "nor")
        || word.ends_with("n't")
        || verb
        || word == "no" && view.word(at + 1) == "part"
}

/// "The next talks took place in May": what a noun names is told as past.
fn is_held(view: &View<'_>, at: usize) -> bool {
    const REACH: usize = 8;
    let clause = view.clause(at);
    let own = (at + 1..(at + REACH).min(view.tokens.end)).filter(|&it| view.clause(it) == clause);
    own.into_iter().any(|it| {
        let next = view.word(it + 1);
        matches!((view.word(it), next), ("took", "place") | ("was" | "were", "held"))
    })
}

/// "brought talks to a close": nothing is near that is not "close to".
fn is_end(view: &View<'_>, at: usize) -> bool {
    matches!(view.word(at), "close" | "closer") && view.word(at + 1) != "to"
}

/// Words right before a noun that make it one of the future.
const NEXT: &[&str] = &[
    "upcoming",
    "forthcoming",
    "next",
    "planned",
    "possible",
    "future",
    "proposed",
    "potential",
    "expected",
    "scheduled",
    "another",
];

const MODALS: &[&str] = &["will", "would", "may", "might", "could", "should"];

/// Words before a noun under which it is still to come.
const TO_COME: &[&str] = &[
    "will",
    "would",
    "may",
    "might",
    "could",
    "should",
    "invited",
    "invitation",
    "invites",
    "propose",
    "proposed",
    "plans",
    "planning",
    "expected",
    "preparing",
    "possibility",
    "prospect",
];

/// "the visit has since been postponed", "the talks never took place": said of a noun in its own clause.
fn is_called_off(view: &View<'_>, at: usize) -> bool {
    const REACH: usize = 16;
    let own = (at + 1..(at + REACH).min(view.tokens.end))
        .filter(|&it| view.clause(it) == view.clause(at));
    own.into_iter().any(|it| {
        let off = is_cancelling(view, it);
        let helped = BE.contains(&view.word(it - 1))
            || it > view.tokens.start + 1
                && is_adverb(view.word(it - 1))
                && BE.contains(&view.word(it - 2));
        let never = view.word(it) == "never"
            && matches!(
                view.word(it + 1),
                "took"
                    | "happened"
                    | "occurred"
                    | "began"
                    | "came"
                    | "materialised"
                    | "materialized"
            );
        off && helped || never
    })
}

/// "The meeting that had been set for Friday did not take place": said of a noun behind all that is told of it.
fn was_not_held(view: &View<'_>, at: usize) -> bool {
    const REACH: usize = 16;
    let denied = |it: usize| {
        let place = view.word(it + 3) == "place";
        match (view.word(it), view.word(it + 1), view.word(it + 2)) {
            ("did", "not", "take") => place,
            ("did", "not", "happen" | "occur") | ("was" | "were", "not", "held") => true,
            _ => false,
        }
    };
    // "between Berg and Lind" goes on, "and the vote" does not.
    let goes_on = |it: &usize| match view.word(*it) {
        "," | ";" | "but" => false,
        "and" => view.text.tokens().get(it + 1).is_some_and(|it| it.capital),
        _ => true,
    };
    let behind = at + 1..(at + REACH).min(view.tokens.end);
    behind.take_while(goes_on).any(denied)
}

/// Whether a word says that something will not be: "cancelled", "called off".
pub(super) fn is_cancelling(view: &View<'_>, at: usize) -> bool {
    matches!(
        view.word(at),
        "cancelled" | "canceled" | "postponed" | "scrapped" | "shelved" | "abandoned" | "averted"
    ) || view.word(at) == "called" && view.word(at + 1) == "off"
}
