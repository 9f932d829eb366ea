//! Who was there, told in a sentence of its own: "Present at the reception were Ada Berg and Bo Lind", "The
//! delegation was met by Ada Berg". It adds to what the sentences before it tell, and is no event itself.

use std::ops::Range;

use crate::actor::{ActorId, NameForm};
use crate::config::lexicon::{EventType, Trait, Words};
use crate::event::extract::{Reading, join};
use crate::event::modality::is_adverb;
use crate::event::sentence::{Group, View};
use crate::event::trigger::Triggers;
use crate::event::{Mention, Role, Status};

/// How many sentences back the occasion was told.
const REACH: usize = 3;

/// Adds those whom a sentence says to have been there to the occasion told before it. Says whether the sentence
/// told nothing else.
pub(super) fn attend(
    triggers: &Triggers,
    reading: &Reading<'_>,
    view: &View<'_>,
    told: &mut [Mention],
    besides: &mut [Mention],
) -> bool {
    let Some(presence) = presence(triggers, view) else { return false };
    let meets = presence.meets;
    let fits = |it: &&mut Mention| {
        let fits = triggers.named(it.kind.as_str()).is_some_and(|it| presence.fits(triggers, it));
        fits && it.sentence < view.index && it.status == Status::Asserted
    };
    // Both are in the order of the sentences.
    let near = |it: &&mut Mention| it.sentence + REACH >= view.index;
    let (told, besides) = (told.iter_mut().rev(), besides.iter_mut().rev());
    let mut occasions: Vec<&mut Mention> =
        told.take_while(near).chain(besides.take_while(near)).filter(fits).collect();
    let Some(last) = occasions.iter().map(|it| it.sentence).max() else { return false };
    for occasion in occasions.iter_mut().filter(|it| it.sentence == last) {
        let joint = occasion.participants.iter().any(|it| it.role == Role::Participant);
        let role = if joint && !meets { Role::Participant } else { Role::Target };
        for actor in persons(reading, view, &presence.persons) {
            join(&mut occasion.participants, &actor, role);
        }
    }
    meets
}

/// Adds those who do again what was told with a date: "The agreement was signed on Monday. Ada Berg and Bo Lind
/// signed the agreement." They act for those who were told before.
pub(super) fn do_again(
    triggers: &Triggers,
    reading: &Reading<'_>,
    again: &Mention,
    told: &mut [Mention],
) {
    const NEAR: usize = 6;
    let kind = triggers.named(again.kind.as_str());
    let treaty =
        kind.is_some_and(|it| it.made_at.is_some() || it.triggers.iter().any(|it| it.parties));
    let undated = again.dated.when().is_none() && again.status == Status::Asserted;
    let persons = again.participants.iter().all(|it| reading.is_person(&it.actor));
    if !(treaty && undated && again.definite && persons && again.participants.len() > 1) {
        return;
    }
    let near = |it: &&mut Mention| it.sentence + NEAR >= again.sentence;
    let occasion = told.iter_mut().rev().take_while(near).find(|it| {
        it.kind == again.kind
            && it.dated.when().is_some()
            && it.status == Status::Asserted
            && it.sentence < again.sentence
    });
    let Some(occasion) = occasion else { return };
    let states: Vec<ActorId> =
        occasion.participants.iter().filter_map(|it| reading.state_of(&it.actor)).collect();
    let stranger = |id: &ActorId| reading.state_of(id).is_some_and(|it| !states.contains(&it));
    if again.participants.iter().any(|it| stranger(&it.actor)) {
        return;
    }
    for it in &again.participants {
        join(&mut occasion.participants, &it.actor, it.role);
    }
}

/// What a sentence says of who was there.
struct Presence {
    /// Where its words name those who were there.
    persons: Range<usize>,
    /// The noun by which it calls the occasion: "the ceremony"; nothing for "it", or where it names none.
    occasion: Option<String>,
    /// Whether it tells of a courtesy to guests.
    meets: bool,
}

impl Presence {
    /// Whether happenings of a type have guests, and go by the noun that the sentence uses.
    fn fits(&self, triggers: &Triggers, kind: &EventType) -> bool {
        let has = |it: Trait| kind.traits.contains(&it);
        if self.meets {
            return has(Trait::Journey);
        }
        let called = self.occasion.as_ref().is_none_or(|noun| {
            triggers.words.occasions.contains(noun)
                || kind.hints.contains(noun)
                || kind.triggers.iter().any(|it| it.nouns.contains(noun))
                || kind.subtypes.iter().any(|it| it.words.contains(noun))
        });
        has(Trait::Official) && !has(Trait::Frequent) && called
    }
}

/// The persons that some words name.
fn persons(reading: &Reading<'_>, view: &View<'_>, range: &Range<usize>) -> Vec<ActorId> {
    // "the widow of Ada Berg", "Ada Berg's husband", "an aide to Ada Berg" name somebody else.
    let own = |it: &Group| {
        let under = it.preposition.as_deref();
        !it.possessive && under.is_none_or(|it| matches!(it, "by" | "including" | "with"))
    };
    let named =
        |it: &&Group| it.form != NameForm::Reference && own(it) && range.contains(&it.tokens.start);
    let all = view.groups.iter().filter(named).flat_map(|it| it.actors.iter().cloned());
    all.filter(|it| reading.is_person(it)).collect()
}

/// Who was there, where a sentence asserts it of the occasion told before. In doubt it says nothing.
fn presence(triggers: &Triggers, view: &View<'_>) -> Option<Presence> {
    let words = &triggers.words;
    let open = |it: &str| {
        words.leaves_open(it) || matches!(it, "neither" | "nor" | "none" | "nobody" | "absent")
    };
    if view.tokens.clone().any(|it| open(view.word(it))) {
        return None;
    }
    if meets_guests(view) {
        return Some(Presence { persons: view.tokens.clone(), occasion: None, meets: true });
    }
    inverted(view)
        .or_else(|| attended_by(view))
        .map(|(from, occasion)| {
            let other = |it: &usize| is_of_another_clause(words, view.word(*it));
            let end = (from..view.tokens.end).find(other).unwrap_or(view.tokens.end);
            Presence { persons: from..end, occasion, meets: false }
        })
        .or_else(|| was_present(words, view))
}

/// Whether a word begins what is not told of the occasion: "who had come from Paris", "the agency said".
fn is_of_another_clause(words: &Words, word: &str) -> bool {
    let begins = words.telling.breaks.contains(word) || words.telling.subordinate.contains(word);
    // "as well as"
    begins && word != "as" || words.saying.contains(word)
}

/// "Present there were …", "Among those attending the ceremony were …": where the names begin, and the occasion.
fn inverted(view: &View<'_>) -> Option<(usize, Option<String>)> {
    const OPENINGS: &[&str] = &[
        "also present",
        "present",
        "on hand",
        "also attending",
        "attending",
        "participating in",
        "taking part in",
        "among those present",
        "among those attending",
        "among those who attended",
        "among those taking part",
        "among the guests",
        "among the participants",
    ];
    /// From the opening to the verb: "at the signing ceremony from both sides".
    const LONGEST: usize = 10;
    let at = OPENINGS.iter().find_map(|it| view.phrase(view.tokens.start, it))?;
    let verb = (at..at + LONGEST).find(|&it| matches!(view.word(it), "was" | "were"))?;
    // "there on invitation", "at the ceremony from the one side"
    let tail = |it: &usize| matches!(view.word(*it), "on" | "from" | "of" | "for" | "in" | "by");
    let end = (at + 1..verb).find(tail).unwrap_or(verb);
    let (_, noun) = occasion(view, at, end)?;
    Some((verb + 1, noun))
}

/// "It was attended by …", "The ceremony was attended by …".
fn attended_by(view: &View<'_>) -> Option<(usize, Option<String>)> {
    let start = view.tokens.start;
    let (at, noun) = occasion(view, start, next_end(view, start)).filter(|it| it.0 > start)?;
    let by = |it: &str| view.phrase(at + 1, it);
    let names = by("attended by").or_else(|| by("also attended by"))?;
    matches!(view.word(at), "was" | "were").then_some((names, noun))
}

/// "Ada Berg was present", "Ada Berg and Bo Lind attended the ceremony": nothing else is told.
fn was_present(words: &Words, view: &View<'_>) -> Option<Presence> {
    const VERBS: &[&str] = &[
        "was present",
        "were present",
        "was also present",
        "were also present",
        "was on hand",
        "were on hand",
        "attended",
        "also attended",
        "took part in",
        "also took part in",
        "participated in",
    ];
    let found = view
        .tokens
        .clone()
        .find_map(|at| VERBS.iter().find_map(|it| Some((at, view.phrase(at, it)?))));
    let (verb, after) = found?;
    let before = view.tokens.start..verb;
    let opens = words.telling.openings.contains(view.word(before.start));
    let other = before.clone().any(|it| is_of_another_clause(words, view.word(it)));
    let (end, noun) = occasion(view, after, next_end(view, after))?;
    // "was present." names no occasion, but "attended." lacks one.
    let told = end > after || view.phrase(after - 1, "present").is_some();
    let closes = end >= view.tokens.end || matches!(view.word(end), "." | "!" | "");
    // "Ada Berg rarely attended": adverbs between the name and the verb say something of their own.
    let adverb = verb.checked_sub(1).map_or("", |it| view.word(it));
    let seldom = is_adverb(adverb) && !matches!(adverb, "also" | "both" | "personally" | "then");
    let dated = !view.times.is_empty();
    let sole = !opens && !other && told && closes && !seldom && !dated;
    sole.then_some(Presence { persons: before, occasion: noun, meets: false })
}

/// Where the words for an occasion end, and its noun: "there", "at it", "at the ceremony"; no words name it too.
fn occasion(view: &View<'_>, at: usize, end: usize) -> Option<(usize, Option<String>)> {
    const LONGEST: usize = 4;
    if at >= end {
        return Some((end, None));
    }
    let at = if matches!(view.word(at), "at" | "in" | "on") { at + 1 } else { at };
    if matches!(view.word(at), "there" | "it") {
        return (at + 1 == end).then_some((end, None));
    }
    let named = matches!(view.word(at), "the" | "this") && at + 1 < end && end <= at + LONGEST;
    named.then(|| (end, Some(view.word(end - 1).to_owned())))
}

/// Where a verb or the end of the sentence comes.
fn next_end(view: &View<'_>, at: usize) -> usize {
    let ends = |it: &usize| matches!(view.word(*it), "was" | "were" | "." | "!" | "");
    (at..view.tokens.end).find(ends).unwrap_or(view.tokens.end)
}

/// "The delegation was greeted by Ada Berg", "They were seen off by Bo Lind": a courtesy of a visit.
fn meets_guests(view: &View<'_>) -> bool {
    let guests = view.groups.iter().find(|it| it.tokens.start <= view.tokens.start + 1);
    let Some(guests) = guests.filter(|it| it.form == NameForm::Reference && !it.possessive) else {
        return false;
    };
    let at = guests.tokens.end;
    let met = matches!(view.word(at + 1), "greeted" | "met" | "welcomed");
    let seen_off = view.phrase(at + 1, "seen off").is_some();
    matches!(view.word(at), "was" | "were")
        && (met && (at + 2..at + 6).any(|it| view.word(it) == "by") || seen_off)
}
