//! The day of what a report tells without one, where its text goes back to it: "Norway received a gift. The gift
//! was handed to its consul on 12 April."

use std::ops::Range;

use crate::date::When;
use crate::document::Zone;
use crate::event::extract::Reading;
use crate::event::report::dated;
use crate::event::sentence::{View, is_preposition};
use crate::event::trigger::Triggers;
use crate::event::when::{is_date_of, known_of, steps_of};
use crate::event::{Dated, Mention, Participant, Status};

/// How many sentences on the text may come back to what it told.
const AHEAD: usize = 2;

/// Gives reports that have only the day of the document the day that the text tells afterwards. What the telling
/// sentence says of the same people is then no happening of its own.
pub(super) fn date_afterwards(
    triggers: &Triggers,
    reading: &Reading<'_>,
    mentions: &mut Vec<Mention>,
    besides: &mut Vec<Mention>,
) {
    let mut telling: Vec<(usize, Vec<Participant>)> = Vec::new();
    let vague = |it: &&mut Mention| {
        it.evidence.of_report && !it.evidence.headline && it.status == Status::Asserted
    };
    for mention in mentions.iter_mut().filter(vague) {
        let own = View::new(reading.text, mention.sentence);
        let body = |it: &usize| zone_of(reading, *it) == Zone::Body;
        let after = mention.sentence + 1..reading.text.sentences().len();
        let found = after.filter(body).take(AHEAD).find_map(|it| {
            let view = View::new(reading.text, it);
            told_of(triggers, reading, mention, &own, &view).map(|timex| (it, timex))
        });
        let Some((sentence, timex)) = found else { continue };
        telling.push((sentence, mention.participants.clone()));
        let words = reading.text.slice(reading.timexes[timex].extent());
        mention.dated = dated(reading, timex);
        mention.evidence.when = mention.dated.when();
        mention.evidence.known = known_of(reading, timex);
        mention.evidence.of_report = false;
        mention.evidence.confidence += 0.1;
        mention.evidence.steps = vec![format!(
            "Its sentence gives no date; “{words}” in a sentence after it tells when it was."
        )];
        mention.evidence.steps.extend(steps_of(reading, timex));
    }
    let of_its_own = |it: &Mention| {
        let known =
            |who: &[Participant], one: &Participant| who.iter().any(|it| it.actor == one.actor);
        !telling.iter().any(|(sentence, who)| {
            it.sentence == *sentence && it.participants.iter().all(|one| known(who, one))
        })
    };
    mentions.retain(of_its_own);
    besides.retain(of_its_own);
}

fn zone_of(reading: &Reading<'_>, sentence: usize) -> Zone {
    let block = reading.text.sentences()[sentence].block;
    reading.zones.get(block).copied().unwrap_or(Zone::Body)
}

/// The day that a sentence tells of what was told before.
fn told_of(
    triggers: &Triggers,
    reading: &Reading<'_>,
    mention: &Mention,
    own: &View<'_>,
    view: &View<'_>,
) -> Option<usize> {
    let words = &triggers.words;
    let open = |at: usize| {
        let word = view.word(at);
        words.planned.contains(word)
            || words.hypothetical.contains(word)
            || words.denied.contains(word)
            || words.hearsay.contains(word)
    };
    // "on 3 May" leaves nothing open.
    let date = |at: usize| {
        let place = view.text.tokens()[at].span();
        reading.times_in(view.span()).any(|(_, it)| it.span.overlaps(place))
    };
    if view.tokens.clone().any(|it| open(it) && !date(it)) {
        return None;
    }
    let done = view.tokens.clone().find_map(|at| {
        let ends = words.carried_out.iter().filter_map(|it| view.phrase(at, it));
        ends.max().map(|end| at..end)
    })?;
    if !speaks_of(triggers, mention, own, view, &done) {
        return None;
    }
    let clause = view.clause(done.start);
    let mut days = reading.times_in(view.span()).filter(|(_, it)| {
        let at = view.text.token_at(it.span.start);
        is_date_of(view, it) && view.clause(at) == clause && !reading.is_of_dateline(it)
    });
    // One day, or the days of one range.
    let ((index, timex), None) = (days.next()?, days.next()) else { return None };
    let published = reading.published.map(When::on)?;
    let fits = timex
        .happens()
        .is_some_and(|it| it.days() <= LONGEST && it.last_day() <= published.last_day());
    let of_report = matches!(mention.dated, Dated::On(it) if Some(it) == timex.happens());
    (fits && !of_report).then_some(index)
}

/// So many days a gathering lasts.
const LONGEST: i64 = 14;

/// Whether the verb is said of what was told: "the gift" after "received a gift", "the ceremony" or "a donating
/// ceremony" after "donated", "they" in the next sentence.
fn speaks_of(
    triggers: &Triggers,
    mention: &Mention,
    own: &View<'_>,
    view: &View<'_>,
    done: &Range<usize>,
) -> bool {
    const BEFORE: usize = 10;
    const BEHIND: usize = 3;
    let low = done.start.saturating_sub(BEFORE).max(view.tokens.start);
    let high = (done.end + BEHIND).min(view.tokens.end);
    let trigger = own.text.token_at(mention.evidence.trigger.start);
    let fits = |at: &usize| {
        let noun = view.word(*at);
        let before = at.checked_sub(1).map_or("", |it| view.word(it));
        match before {
            "the" | "this" => {
                noun.len() > 2
                    && (triggers.words.occasions.contains(noun)
                        || is_object(mention, own, trigger, noun))
            }
            // "a donating ceremony", "the opening ceremony"
            _ => {
                let stem = before.strip_suffix("ing").filter(|it| it.len() > 3);
                triggers.words.occasions.contains(noun)
                    && stem.is_some_and(|it| own.word(trigger).starts_with(it))
            }
        }
    };
    // Of what stands under "of" something else is said: "the head of the gift shop".
    let subject = |at: &usize| {
        let under = at.checked_sub(2).map_or("", |it| view.word(it));
        !matches!(under, "of" | "at" | "from" | "before" | "after")
    };
    let mut nouns = (low..done.start).chain(done.end..high).filter(fits).filter(subject);
    let pronoun = matches!(view.word(view.tokens.start), "it" | "they");
    nouns.next().is_some()
        || pronoun && view.index == mention.sentence + 1 && done.start <= view.tokens.start + 3
}

/// Whether a noun is what was given, sent, opened, in the report: its object, where the lexicon knows it, else
/// the first word of the plain kind near the verb.
fn is_object(mention: &Mention, own: &View<'_>, trigger: usize, noun: &str) -> bool {
    const NEAR: usize = 3;
    if let Some(object) = &mention.object {
        let object = object.to_lowercase();
        return object.split(|it: char| !it.is_alphanumeric()).any(|word| word == noun);
    }
    let after = trigger + 1..(trigger + 1 + NEAR).min(own.tokens.end);
    let mut after = after.take_while(|&it| !is_preposition(own.word(it)));
    own.word(trigger) == noun || after.any(|it| own.word(it) == noun)
}
