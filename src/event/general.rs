//! Dated happenings beyond the lexicon: what a clause tells of a date in the past, where no report of its
//! sentence is of that date.
//!
//! Where the author sets two sides, the timeline asks what they did to each other, which the lexicon names;
//! otherwise every dated clause is worth a line. The type is that of a trigger whose parties the clause does
//! not name, else `statement` after a verb of saying, else `other`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::actor::{ActorId, NameForm};
use crate::config::lexicon::{EventType, Frame};
use crate::date::{Date, When};
use crate::event::doubt::is_doubtful;
use crate::event::extract::{Reading, Scene, join};
use crate::event::frame::{Parts, general_parts, goal, nominal_parts, noun_parts};
use crate::event::hits::{Named, is_commemorated, named_by};
use crate::event::modality::{HAVE, Manner, is_cancelling, manner};
use crate::event::nature::{is_mishap, victims};
use crate::event::reference::Discourse;
use crate::event::report::{dated, subtype_of};
use crate::event::sentence::{Group, View};
use crate::event::trigger::Shape;
use crate::event::when::{
    in_relative_clause, is_date_of, is_finer, is_of_plan, known_of, names_a_thing, steps_of,
};
use crate::event::{Evidence, Mention, Role, Status, TypeId};
use crate::source::Span;
use crate::timex::Known;

/// How sure a clause of the date itself is.
const SURE: f64 = 0.6;

/// Whether dated clauses are told at all.
pub(super) fn applies(reading: &Reading<'_>) -> bool {
    reading.registry.sides().is_none()
}

/// Of what was found besides the reports, what they do not tell: another type of happening of a date, one
/// of the type by other people, or another sentence's of no type. The surest comes first, of several the first told.
pub(super) fn not_told(mut found: Vec<Mention>, reports: &[Mention]) -> Vec<Mention> {
    let days = |it: &Mention| it.dated.when().map(|it| (it.first_day(), it.last_day()));
    let kind = |it: &Mention| it.kind.as_str().to_owned();
    let told = || reports.iter().filter(|it| !it.weak);
    let mut sentences: BTreeSet<_> =
        told().filter_map(|it| Some((days(it)?, it.sentence))).collect();
    let mut kinds: BTreeMap<_, Parties> = BTreeMap::new();
    for it in told() {
        if let Some(when) = days(it) {
            kinds.entry((when, kind(it))).or_default().take_in(it);
        }
    }
    found.sort_by(|a, b| b.evidence.confidence.total_cmp(&a.evidence.confidence));
    // "wrote to her" is the message that it was read as, and not a statement besides.
    let words: BTreeSet<_> = told().map(|it| it.evidence.trigger).collect();
    found.retain(|it| {
        it.evidence.rule != "statement/dated" || !words.contains(&it.evidence.trigger)
    });
    found.retain(|it| {
        days(it).is_some_and(|when| {
            let other = sentences.insert((when, it.sentence));
            let new = kinds.entry((when, kind(it))).or_default().take_in(it);
            if it.evidence.rule == "other/dated" { other } else { new }
        })
    });
    found
}

/// Those who take part in what is told of one type and day.
#[derive(Default)]
struct Parties {
    known: BTreeSet<ActorId>,
    /// Whether something is told of nobody who is named.
    unnamed: bool,
}

impl Parties {
    /// Adds those of a report; whether it is another happening: the first, or one of other people only.
    fn take_in(&mut self, mention: &Mention) -> bool {
        let people = || mention.participants.iter().map(|it| &it.actor);
        let first = self.known.is_empty() && !self.unnamed;
        let named = people().next().is_some();
        let others = named && !self.unnamed && !people().any(|it| self.known.contains(it));
        self.unnamed |= !named;
        self.known.extend(people().cloned());
        first || others
    }
}

/// What the clauses of a sentence tell of its dates. `heading` is a date that stands alone above it.
pub(super) fn clauses(
    scene: &Scene<'_>,
    heading: Option<usize>,
    discourse: &Discourse,
) -> Vec<Mention> {
    let (reading, view) = (scene.reading, scene.view);
    // "A. Name | 5 March 2024", "5 March 2024 - Updated 09:28": a line of furniture.
    const SHORT: usize = 14;
    let label =
        |it: usize| matches!(view.word(it), "updated" | "published" | "posted" | "modified");
    let furniture = view.tokens.clone().any(|it| view.word(it) == "|")
        || view.tokens.len() <= SHORT && view.tokens.clone().any(label) && view.groups.is_empty();
    if scene.headline || furniture || view.first_or_second_person() || is_open(view) {
        return Vec::new();
    }
    let within = reading
        .times_in(view.span())
        .filter(|(_, it)| !reading.is_of_dateline(it) && is_date_of(view, it))
        .map(|(index, it)| (index, view.text.tokens_in(it.span).start));
    let above = heading.map(|it| (it, view.tokens.start));
    // A sentence with more dates is a list.
    const MOST: usize = 12;
    let dated = above.into_iter().chain(within).take(MOST);
    let found: Vec<Mention> =
        dated.filter_map(|(timex, at)| clause(scene, timex, at, discourse)).collect();
    let finest = |it: &&Mention| !found.iter().any(|other| tells_finer(other, it));
    found.iter().filter(finest).cloned().collect()
}

/// Whether one clause tells the date of the same word more finely: "last year in October".
fn tells_finer(finer: &Mention, coarser: &Mention) -> bool {
    let dates = finer.dated.when().zip(coarser.dated.when());
    finer.evidence.trigger == coarser.evidence.trigger
        && dates.is_some_and(|(finer, coarser)| is_finer(finer, coarser))
}

/// Whether a sentence leaves open what happened: a question, "Had he come".
fn is_open(view: &View<'_>) -> bool {
    view.asks()
        || matches!(view.word(view.tokens.start), "had" | "were" | "was" | "did" | "should" | "if")
}

/// Whether a sentence is a date and nothing else: the heading of what follows.
pub(super) fn heading(scene: &Scene<'_>) -> Option<usize> {
    let (reading, view) = (scene.reading, scene.view);
    let (at, timex) = reading.times_in(view.span()).next()?;
    let words = |range: Span| {
        let text = view.text.slice(range);
        text.chars().filter(|it| it.is_alphanumeric()).count()
    };
    (words(view.span()) == words(timex.span) && timex.happens().is_some()).then_some(at)
}

/// What happened at a date, if a verb of its clause, else of its sentence, tells that in the past, or the
/// date belongs to what a noun names.
fn clause(scene: &Scene<'_>, timex: usize, at: usize, discourse: &Discourse) -> Option<Mention> {
    let (reading, view) = (scene.reading, scene.view);
    let date = dated(reading, timex);
    let when = date.when().filter(|it| is_past(*it, reading))?;
    let tokens = view.text.tokens_in(reading.timexes[timex].span);
    if is_frame(scene, timex, when, &tokens) || is_doubtful(&scene.triggers.words, view, at) {
        return None;
    }
    let verb = governing(scene, at);
    let names = naming(scene, timex, at, &tokens, verb.as_ref().map(|it| it.0));
    let (head, near, mut parts) = match (&verb, &names) {
        (Some((verb, manner, near)), _) => (*verb, *near, general_parts(scene, *verb, manner)),
        (None, Some((noun, _, beside)))
            if *beside && !is_verb(scene, *noun) && !denies(view, *noun, view.tokens.end) =>
        {
            (*noun, true, Parts::default())
        }
        _ => return None,
    };
    let (kind, subtype, rule) = kind(scene, at, head, names.as_ref());
    let parts_of_noun = names.as_ref().filter(|it| it.1.rule == rule);
    if !take_noun(scene, (head, at), parts_of_noun, &mut parts) {
        if rule == "statement/dated" {
            keep_speaker(scene, head, &mut parts);
        } else {
            add_others(scene, head, &mut parts);
        }
        if let Some((noun, _, _)) = parts_of_noun {
            parties_of(scene, *noun, &mut parts, discourse);
        }
    }
    // "The weather was fine" tells of no happening, unless of somebody.
    let copula = matches!(view.word(head), "was" | "were" | "had" | "been");
    if copula && rule == "other/dated" && parts.participants.is_empty() {
        return None;
    }
    let expression = &reading.timexes[timex];
    let words = view.text.slice(expression.extent());
    let reason = if near { "it stands in its clause" } else { "it stands in its sentence" };
    let mut steps = vec![format!("“{words}” dates it: {reason}.")];
    steps.extend(steps_of(reading, timex));
    let trigger = names.filter(|_| !rule.ends_with("/dated")).map_or(head, |it| it.0);
    let motion = scene.triggers.named(kind.as_str()).map(frame_of) == Some(Frame::Motion);
    if motion && let Some((place, spans)) = goal(scene, trigger) {
        parts.place = Some(place);
        parts.names.extend(spans);
        parts.names.sort();
        parts.names.dedup();
    }
    Some(Mention {
        document: 0,
        sentence: view.index,
        kind,
        subtype,
        dated: date,
        participants: parts.participants,
        place: parts.place,
        status: Status::Asserted,
        ordinal: None,
        object: None,
        reported: reading.published.map(Date::last_day),
        weak: false,
        definite: false,
        ends: false,
        evidence: Evidence {
            date: Some(expression.extent()),
            known: known_of(reading, timex),
            names: parts.names,
            when: Some(when),
            steps,
            rule,
            confidence: if near { SURE } else { SURE - 0.1 },
            ..scene.evidence(trigger)
        },
    })
}

/// Whether a date frames what is told and is not the date of something: a limit ("by 2024"), the year of
/// writing ("this year").
fn is_frame(scene: &Scene<'_>, timex: usize, when: When, tokens: &Range<usize>) -> bool {
    /// What lasts longer is a year.
    const MOST_DAYS: i64 = 301;
    let (reading, view) = (scene.reading, scene.view);
    if names_a_thing(view, &reading.timexes[timex]) {
        return true;
    }
    let before = tokens.start.checked_sub(1).map_or("", |it| view.word(it));
    if is_of_plan(view, tokens) && view.tokens.clone().any(|it| is_cancelling(view, it)) {
        return true;
    }
    let implied = known_of(reading, timex) != Some(Known::Stated);
    let year = when.days() > MOST_DAYS;
    let current = reading.published.is_some_and(|it| when.covers(When::on(it)));
    matches!(before, "by" | "until" | "till") || implied && year && current
}

/// The type of what a clause tells, its subtype and the rule: that of the trigger next to the date, of a
/// verb of saying a statement, else any other.
fn kind(
    scene: &Scene<'_>,
    at: usize,
    head: usize,
    names: Option<&(usize, Named<'_>, bool)>,
) -> (TypeId, Option<String>, String) {
    let said = is_said(scene, head);
    // "The treaty expired", "They fell short of an agreement": nothing was agreed.
    let ended = |it: &(usize, Named<'_>, bool)| {
        it.0 != head && it.1.kind.made_at.is_some() && is_ended(scene, head)
    };
    let names = names.filter(|it| !ended(it));
    let distance = |it: usize| it.abs_diff(at);
    match names {
        Some((noun, named, _)) if !said || distance(*noun) < distance(head) => {
            let subtype = named.subtype.map(str::to_owned);
            let subtype =
                subtype.or_else(|| subtype_of(named.kind, &|it| it.near, scene.view, Some(*noun)));
            (TypeId::new(named.kind.id.as_str()), subtype, named.rule.clone())
        }
        _ if said => (TypeId::new("statement"), None, "statement/dated".to_owned()),
        _ => (TypeId::new("other"), None, "other/dated".to_owned()),
    }
}

/// How the parties of a type take part in it as a rule: as those of its nouns do.
fn frame_of(kind: &EventType) -> Frame {
    let noun = kind.triggers.iter().find(|it| !it.nouns.is_empty());
    noun.or(kind.triggers.first()).map_or(Frame::Directed, |it| it.frame)
}

/// The word of the lexicon that stands nearest to a date in its clause, and whether nothing but a
/// preposition stands between: "the treaty of 1965", "the 1961 treaty", "their talks in June".
///
/// A verb behind the one that governs the date is not asked, nor what another date parts from this one.
fn naming<'a>(
    scene: &Scene<'a>,
    timex: usize,
    at: usize,
    date: &Range<usize>,
    verb: Option<usize>,
) -> Option<(usize, Named<'a>, bool)> {
    const REACH: usize = 16;
    const BESIDE: usize = 2;
    let view = scene.view;
    let low = date.start.saturating_sub(REACH).max(view.tokens.start);
    let near = low..(date.end + REACH).min(view.tokens.end);
    let gap = |it: usize| if it < date.start { date.start - it - 1 } else { it - date.end };
    let beside = [timex.checked_sub(1), Some(timex + 1)].into_iter().flatten();
    let others: Vec<usize> = beside
        .filter_map(|it| scene.reading.timexes.get(it))
        .map(|it| view.text.tokens_in(it.span).start)
        .collect();
    let own = |it: usize| {
        let between = if it < date.start { it..date.start } else { date.end..it };
        let nearer = |verb: usize| verb.abs_diff(at) < it.abs_diff(at);
        let other = verb.is_some_and(nearer) && is_past_form(scene, it);
        !other && !others.iter().any(|other| between.contains(other))
    };
    // "The anniversary of his visit in 2001": the year is that of the visit, a day before it is not.
    // An anniversary is a year off, or more: a date of these days is that on which it was marked.
    let recent = is_recent(scene.reading, timex);
    let remembered = |it: usize| (it > at || recent) && is_commemorated(view, it);
    // "left in 1938 and returned in 1951": the verb behind "and" has a date of its own.
    let joined = |it: usize| {
        let before = verb.is_some_and(|verb| verb < date.start) && it > date.end;
        before && is_past_form(scene, it) && (date.end..it).any(|it| view.word(it) == "and")
    };
    let own = |it: usize| own(it) && !joined(it);
    near.filter(|it| !date.contains(it) && view.clause(*it) == view.clause(at) && own(*it))
        .filter(|it| !remembered(*it))
        .filter_map(|it| Some((it, named_by(scene, it)?, gap(it) <= BESIDE)))
        .min_by_key(|it| (!it.2 || is_past_form(scene, it.0), Some(it.0) != verb, gap(it.0)))
}

/// Whether a date lies less than a year before the document.
fn is_recent(reading: &Reading<'_>, timex: usize) -> bool {
    const MOST_DAYS: i64 = 300;
    let when = dated(reading, timex).when();
    when.zip(reading.published).is_some_and(|(when, published)| {
        (published.first_day() - when.first_day()).num_days() < MOST_DAYS
    })
}

/// Whether a date can be that of something that has happened: it does not lie after the document, and is
/// no longer than a year.
pub(super) fn is_past(when: When, reading: &Reading<'_>) -> bool {
    const LONGEST: i64 = 367;
    let late = reading.published.is_some_and(|it| when.first_day() > it.last_day());
    when.days() <= LONGEST && !late
}

/// The asserted past verb nearest to a date in its clause, else in its sentence; with its manner, and
/// whether it is of the same clause.
fn governing(scene: &Scene<'_>, at: usize) -> Option<(usize, Manner, bool)> {
    let view = scene.view;
    let clause = view.clause(at);
    let mut verbs: Vec<(usize, Manner)> = view
        .tokens
        .clone()
        .filter(|&it| !view.groups.iter().any(|group| group.tokens.contains(&it)))
        .filter_map(|it| Some((it, past(scene, it)?)))
        .collect();
    let opens = opens_clause(view, at);
    verbs.sort_by_key(|it| (view.clause(it.0) != clause, (it.0 > at) != opens, it.0.abs_diff(at)));
    let (verb, manner) = verbs.into_iter().next()?;
    // "Born in Linz in 1932, she fled": the date is that of the participle, which has no subject.
    let comma = (view.tokens.start..verb).find(|&it| view.word(it) == ",");
    if is_past_form(scene, view.tokens.start) && comma.is_some_and(|it| at < it) {
        return None;
    }
    let near = view.clause(verb) == clause;
    let happened = !is_unfulfilled(scene, verb, at)
        && !denies(view, verb, verb)
        && (near || !is_to_come(scene, at))
        && !is_other_day(scene, verb, at);
    happened.then_some((verb, manner, near))
}

/// "On Monday the mill closed", "and in June it opened again": a date at the head of a clause belongs to the
/// verb after it, any other to the verb before it.
fn opens_clause(view: &View<'_>, at: usize) -> bool {
    const PHRASE: usize = 3;
    let clause = view.clause(at);
    let low = at.saturating_sub(PHRASE).max(view.tokens.start);
    let before = (low..at).rev().find(|&it| {
        view.clause(it) != clause || matches!(view.word(it), "," | "and" | "but" | "or")
    });
    let phrase = before.map_or(low, |it| it + 1)..at;
    let small = phrase.clone().all(|it| {
        matches!(
            view.word(it),
            "in" | "on"
                | "at"
                | "by"
                | "the"
                | "then"
                | "later"
                | "early"
                | "late"
                | "since"
                | "during"
                | "from"
                | "back"
                | "as"
                | "about"
                | "around"
        )
    });
    small && (before.is_some() || low == view.tokens.start)
}

/// "said it would open on 3 May", "failed to appear on 3 May", "claimed he left on 3 May": between a verb and
/// a date stands another verb, of what has not happened.
fn is_unfulfilled(scene: &Scene<'_>, verb: usize, at: usize) -> bool {
    let view = scene.view;
    let words = &scene.triggers.words;
    let listed = |list: &BTreeSet<String>| list.contains(view.word(verb));
    let modal = |it: usize| {
        matches!(
            view.word(it),
            "would" | "will" | "could" | "should" | "might" | "may" | "must" | "can" | "shall"
        )
    };
    let denied = listed(&words.denied) || view.word(verb) == "failed";
    let hoped = listed(&words.planned) || listed(&words.hearsay) || denied;
    let claimed = |it: usize| {
        let shape = Shape::Past { past: true, participle: false };
        let told = || manner(scene.triggers, view, it, shape, false);
        is_past_form(scene, it) && told().is_some_and(|it| it.status == Status::Hypothetical)
    };
    let said = |it: usize| view.word(it) == "to" && view.word(it + 1) == "have";
    let to = |it: usize| hoped && view.word(it) == "to" && it <= verb + 2;
    // "discussed games to be opened in May"
    let to_be = |it: usize| {
        view.word(it) == "to" && view.word(it + 1) == "be" && is_past_form(scene, it + 2)
    };
    let unfulfilled = |it| modal(it) || to(it) || said(it) || to_be(it) || claimed(it);
    verb < at && (verb + 1..at).any(unfulfilled)
}

/// "which was to open in 1999,": before a date its clause tells of what had still to come.
fn is_to_come(scene: &Scene<'_>, at: usize) -> bool {
    let view = scene.view;
    let clause = view.clause(at);
    let planned = |it: usize| {
        let word = view.word(it);
        let leads = matches!(word, "was" | "were" | "is" | "are")
            || scene.triggers.words.planned.contains(word);
        leads && view.word(it + 1) == "to" || matches!(word, "would" | "will" | "should")
    };
    (view.tokens.start..at).any(|it| view.clause(it) == clause && planned(it))
}

/// Whether a date is not that of a verb but of what its sentence measures or plans from: "ten years after her death
/// on 3 May", "The trip in May was called off", "said he had not come since May".
fn is_other_day(scene: &Scene<'_>, verb: usize, at: usize) -> bool {
    /// From "after" to the date: "after the death of her brother on".
    const REACH: usize = 8;
    let view = scene.view;
    let since = view.word(at) == "since" || at > view.tokens.start && view.word(at - 1) == "since";
    // "won for the first time since 2019" is of another day than that year; "has lived there since 2019" began then.
    let words = &scene.triggers.words;
    let clause = view.clause(at);
    let has = |it: usize| HAVE.contains(&view.word(it)) && view.clause(it) == clause;
    let lasts = view.word(verb) != "been" && (view.tokens.start..at).any(has);
    if since && verb < at && (!lasts || words.saying.contains(view.word(verb))) {
        return true;
    }
    let before = at < verb && view.clause(at) == view.clause(verb) && !opens_clause(view, at);
    if before && is_cancelling(view, verb) {
        return true;
    }
    let unit = |word: &str| {
        let one = word.strip_suffix('s').unwrap_or(word);
        matches!(one, "year" | "month" | "week" | "day" | "decade" | "hour" | "generation")
            || matches!(word, "century" | "centuries")
    };
    let low = at.saturating_sub(REACH).max(view.tokens.start + 1);
    let from = (low..at).rev().take_while(|&it| !matches!(view.word(it), "," | ";"));
    let from = from.into_iter().find(|&it| matches!(view.word(it), "after" | "before" | "since"));
    from.is_some_and(|it| {
        // "after 3 May" is a day; "after she died on 3 May" has a verb of its own.
        unit(view.word(it - 1)) && it + 2 < at && !(it..at).any(|it| is_past_form(scene, it))
    })
}

/// Whether a verb says that what was agreed ended or did not come about: "expired", "fell through".
fn is_ended(scene: &Scene<'_>, verb: usize) -> bool {
    let view = scene.view;
    let ended = |it: &String| view.phrase(verb, it).is_some();
    is_past_form(scene, verb) && scene.triggers.words.ended.iter().any(ended)
}

/// "Nobody came", "No rain fell": the clause of a word denies, up to a token.
fn denies(view: &View<'_>, at: usize, end: usize) -> bool {
    let clause = view.clause(at);
    (view.tokens.start..end).filter(|&it| view.clause(it) == clause).any(|it| {
        let word = view.word(it);
        matches!(
            word,
            "no" | "nobody"
                | "none"
                | "nothing"
                | "neither"
                | "nor"
                | "never"
                | "hardly"
                | "scarcely"
        ) && view.word(it + 1) != "longer"
    })
}

/// The manner of a verb that tells what happened, whatever it means.
fn past(scene: &Scene<'_>, at: usize) -> Option<Manner> {
    let view = scene.view;
    let word = view.word(at);
    if !is_past_form(scene, at) {
        return None;
    }
    // "was found", "had left", "did not come", "was to come": the verb is the second, and decides.
    let helps = matches!(word, "was" | "were" | "had" | "been" | "did");
    let follows = |it: usize| view.word(at + it);
    let planned = |word: &str| scene.triggers.words.planned.contains(word);
    let to = |it: usize| follows(it) == "to" && matches!(word, "was" | "were");
    if helps
        && (to(1)
            || planned(follows(1)) && to(2)
            || (1..=2).any(|it| matches!(follows(it), "not" | "never" | "been"))
            || (1..=3).any(|it| is_past_form(scene, at + it)))
    {
        return None;
    }
    // "Published by a small press": what begins a sentence has no subject.
    if at == view.tokens.start {
        return None;
    }
    let shape = Shape::Past { past: true, participle: !helps };
    let manner = manner(scene.triggers, view, at, shape, false)?;
    (manner.status == Status::Asserted).then_some(manner)
}

/// Whether a word has the form of a verb in the past.
fn is_past_form(scene: &Scene<'_>, at: usize) -> bool {
    scene.triggers.words.is_past(scene.view.word(at))
}

/// Whether a word that names a type is a verb here: "might have met", "did not visit".
fn is_verb(scene: &Scene<'_>, at: usize) -> bool {
    const LEADING: &[&str] =
        &["to", "not", "never", "would", "could", "might", "may", "should", "can", "must", "will"];
    let before = at.checked_sub(1).map_or("", |it| scene.view.word(it));
    is_past_form(scene, at) || LEADING.contains(&before) || before.ends_with("n't")
}

/// Whether a verb, or "according to" in its clause, tells that somebody said something.
fn is_said(scene: &Scene<'_>, verb: usize) -> bool {
    let view = scene.view;
    let saying = |it: &str| scene.triggers.words.saying.contains(it);
    let clause = view.clause(verb);
    saying(view.word(verb))
        || view.tokens.clone().any(|it| view.clause(it) == clause && view.word(it) == "according")
}

/// Leaves of the parties of a verb of saying who speaks and to whom: "the mill was sold, the bank said on
/// Friday" is no statement of the mill's. Nobody is left where the text does not name who speaks.
fn keep_speaker(scene: &Scene<'_>, verb: usize, parts: &mut Parts) {
    let view = scene.view;
    let breaks = |it: &usize| matches!(view.word(*it), "," | ";" | "”" | "\"");
    let start = (view.tokens.start..verb).rev().find(breaks).map_or(view.tokens.start, |it| it + 1);
    let speaks = |span: &Span| (start..verb).contains(&view.text.token_at(span.start));
    if !parts.names.iter().any(speaks) {
        parts.participants.clear();
        parts.names.clear();
    }
}

/// Takes the parts of the noun that names the type, where it stands beside the date, or between the date and the
/// verb, and names somebody: "praised Berg's trip in 2001" is of Berg's trip.
fn take_noun(
    scene: &Scene<'_>,
    (verb, date): (usize, usize),
    names: Option<&(usize, Named<'_>, bool)>,
    parts: &mut Parts,
) -> bool {
    let between = |it: usize| (verb < it) == (it < date);
    let noun = names
        .filter(|(noun, _, beside)| (*beside || between(*noun)) && !is_past_form(scene, *noun));
    let own = noun.map(|(noun, named, _)| noun_parts(scene, *noun, frame_of(named.kind)));
    match own.filter(|it| !it.participants.is_empty()) {
        Some(own) => *parts = own,
        None => return false,
    }
    true
}

/// Who takes part in what a noun names: "goes back to the 1961 treaty between A and B" is of A and B; "the
/// treaty of 1965" is of those that the document is about, where the sentence names nobody.
fn parties_of(scene: &Scene<'_>, noun: usize, parts: &mut Parts, discourse: &Discourse) {
    let Some(own) = nominal_parts(scene, noun) else { return };
    if own.participants.len() > 1 {
        parts.participants = own.participants;
        parts.names.extend(own.names);
        parts.names.sort();
        parts.names.dedup();
    } else if parts.participants.is_empty() {
        for actor in discourse.parties_unnamed() {
            join(&mut parts.participants, &actor, Role::Participant);
        }
        parts.by_reference = true;
    }
}

/// Who else the clause names takes part; if it names nobody, who the sentence names.
pub(super) fn add_others(scene: &Scene<'_>, verb: usize, parts: &mut Parts) {
    let view = scene.view;
    let clause = view.clause(verb);
    if is_mishap(scene, verb) {
        victims(scene, verb, parts);
        struck(scene, verb, parts);
        return;
    }
    let named = view.groups_at(verb);
    let groups = || named.iter().filter(|it| !it.actors.is_empty());
    let near =
        groups().any(|it| view.clause(it.tokens.start) == clause) || in_relative_clause(view, verb);
    for group in groups().filter(|it| !near || view.clause(it.tokens.start) == clause) {
        // Where something was is no party to it.
        let place = group.place.is_some() && group.place == parts.place || is_where(group);
        if is_where(group) && group.preposition.is_none() && !group.possessive {
            parts.place = parts.place.take().or_else(|| group.place.clone());
        }
        for actor in group.actors.iter().filter(|_| !place) {
            join(&mut parts.participants, actor, Role::Participant);
            parts.names.push(group.span);
        }
    }
    struck(scene, verb, parts);
    visited(scene, verb, parts);
    parts.names.sort();
    parts.names.dedup();
}

/// Whether a capital is only where something was, and no government: "Oslo's new opera opened".
fn is_where(group: &Group) -> bool {
    let party = matches!(
        group.preposition.as_deref(),
        Some("between" | "with" | "by" | "against" | "toward" | "towards")
    );
    group.form == NameForm::Seat && group.place.is_some() && !party
}

/// "Floods hit Oslo": what nobody did to a capital was there.
fn struck(scene: &Scene<'_>, verb: usize, parts: &mut Parts) {
    if parts.participants.iter().any(|it| it.role == Role::Agent) {
        return;
    }
    let object = |it: &&Group| it.tokens.start > verb && it.preposition.is_none() && is_where(it);
    let Some(group) = scene.view.groups.iter().find(object) else { return };
    parts.participants.retain(|it| it.role != Role::Target || !group.actors.contains(&it.actor));
    parts.place = parts.place.take().or_else(|| group.place.clone());
}

/// "Brazilian ships arrived in Norway": what is another state's comes to the state of the place.
fn visited(scene: &Scene<'_>, verb: usize, parts: &mut Parts) {
    let (triggers, reading) = (scene.triggers, scene.reading);
    let forms = triggers.of(scene.view.word(verb));
    let moves = forms.iter().any(|it| triggers.frame(it) == Frame::Motion);
    let state = parts.place.as_ref().and_then(|it| reading.state_of_place(it)).filter(|_| moves);
    let own = |state: &ActorId| {
        parts.participants.iter().any(|it| reading.state_of(&it.actor).as_ref() == Some(state))
    };
    if let Some(state) = state.filter(|it| !parts.participants.is_empty() && !own(it)).cloned() {
        join(&mut parts.participants, &state, Role::Target);
    }
}
