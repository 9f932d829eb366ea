//! Who was there, told in a sentence of its own: "Present at the reception were Ada Berg and Bo Lind", "The
//! delegation was met by Ada Berg". It adds to what the sentences before it tell, and is no event itself.

use crate::actor::{ActorId, NameForm};
use crate::event::extract::{Reading, join};
use crate::event::sentence::{Group, View};
use crate::event::{Mention, Role, Status};

/// How many sentences back the occasion was told.
const REACH: usize = 3;

/// The types of happening that one does not attend.
const UNATTENDED: &[&str] = &["statement", "message", "other", "clash", "sanction"];

/// Adds those whom a sentence says to have been there to the occasion told before it. Says whether the sentence
/// told nothing else.
pub(super) fn attend(
    reading: &Reading<'_>,
    view: &View<'_>,
    told: &mut [Mention],
    besides: &mut [Mention],
) -> bool {
    let (attends, meets) = (tells_of_presence(view), meets_guests(view));
    if !attends && !meets {
        return false;
    }
    let fits = |it: &&mut Mention| {
        let kind = it.kind.as_str();
        let attended = if meets { kind == "visit" } else { !UNATTENDED.contains(&kind) };
        attended && it.sentence < view.index && it.status == Status::Asserted
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
        for actor in present(reading, view) {
            join(&mut occasion.participants, &actor, role);
        }
    }
    meets
}

/// Adds those who do again what was told with a date: "The agreement was signed on Monday. Ada Berg and Bo Lind
/// signed the agreement." They act for those who were told before.
pub(super) fn do_again(reading: &Reading<'_>, again: &Mention, told: &mut [Mention]) {
    const NEAR: usize = 6;
    let treaty = matches!(again.kind.as_str(), "agreement" | "ratification");
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

/// The persons of a sentence.
fn present(reading: &Reading<'_>, view: &View<'_>) -> Vec<ActorId> {
    let named = |it: &&Group| it.form != NameForm::Reference;
    let all = view.groups.iter().filter(named).flat_map(|it| it.actors.iter().cloned());
    all.filter(|it| reading.is_person(it)).collect()
}

/// "Present there were …", "Ada Berg was present", "It was attended by …".
fn tells_of_presence(view: &View<'_>) -> bool {
    let first = view.word(view.tokens.start);
    let was = |it: usize| matches!(view.word(it), "was" | "were");
    let inverted = matches!(first, "present" | "attending" | "participating" | "among")
        && view.tokens.clone().any(was);
    let present = |it: usize| {
        was(it)
            && (view.word(it + 1) == "present"
                || view.phrase(it + 1, "on hand").is_some()
                || view.phrase(it + 1, "also present").is_some()
                || view.phrase(it + 1, "attended by").is_some())
    };
    let joined = |it: usize| {
        matches!(view.word(it), "attended" | "joined") && matches!(view.word(it + 1), "it" | "them")
            || view.phrase(it, "took part in it").is_some()
            || view.phrase(it, "took part in the").is_some()
    };
    inverted || view.tokens.clone().any(|it| present(it) || joined(it))
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
