//! Which of a sentence's dates is the date of a happening.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::date::When;
use crate::event::extract::Reading;
use crate::event::modality::is_cancelling;
use crate::event::sentence::{View, is_preposition};
use crate::timex::{Known, Timex, TimexType};

/// The date of a happening, as an index into the document's timexes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) timex: usize,
    pub(super) reason: &'static str,
}

/// What is farther than this belongs to something else.
const FARTHEST: usize = 28;

/// The date expression that belongs to the word at `at`, among those of its sentence.
pub(super) fn choose(
    reading: &Reading<'_>,
    view: &View<'_>,
    at: usize,
    triggers: &BTreeSet<usize>,
    is_saying: &dyn Fn(&str) -> bool,
) -> Option<Choice> {
    let mut best: Option<(usize, Choice)> = None;
    for (index, timex) in reading.times_in(view.span()) {
        if reading.is_of_dateline(timex) || !may_date(view, timex) {
            continue;
        }
        let tokens = view.text.tokens_in(timex.span);
        if is_of_another(view, &tokens, at) || is_of_aim(reading, view, timex, at) {
            continue;
        }
        let opens = opens(reading, view, tokens.start) || opens_with_occasion(view, &tokens);
        let (cost, reason) = cost(view, &tokens, at, opens, triggers, is_saying);
        if cost <= FARTHEST && best.as_ref().is_none_or(|it| cost < it.0) {
            best = Some((cost, Choice { timex: index, reason }));
        }
    }
    best.map(|it| finer(reading, view, it.1))
}

/// "Five years later, on 6 July, they met": another date of the same clause that lies within the one chosen
/// says more.
fn finer(reading: &Reading<'_>, view: &View<'_>, choice: Choice) -> Choice {
    let chosen = &reading.timexes[choice.timex];
    let Some(when) = chosen.happens().filter(|_| chosen.known == Some(Known::Implied)) else {
        return choice;
    };
    let clause = |it: &Timex| view.clause(view.text.tokens_in(it.span).start);
    let finer = reading.times_in(view.span()).find(|(_, it)| {
        let within = it.happens().is_some_and(|it| is_finer(it, when));
        within && may_date(view, it) && clause(it) == clause(chosen)
    });
    match finer {
        Some((timex, _)) => Choice { timex, reason: "it says the day more closely" },
        None => choice,
    }
}

/// Whether a date lies within a coarser one.
pub(super) fn is_finer(finer: When, coarser: When) -> bool {
    finer.days() < coarser.days() && coarser.covers(finer)
}

/// Whether a sentence tells a date of its own, whatever it is the date of.
pub(super) fn tells_date(reading: &Reading<'_>, view: &View<'_>) -> bool {
    let mut here = reading.times_in(view.span());
    here.any(|(_, it)| !reading.is_of_dateline(it) && may_date(view, it))
}

/// A timex and, of a range, its other end.
fn ends<'a>(reading: &Reading<'a>, timex: usize) -> impl Iterator<Item = &'a Timex> {
    let it = &reading.timexes[timex];
    let near = timex.saturating_sub(1)..(timex + 2).min(reading.timexes.len());
    let same = move |other: &&Timex| match it.range {
        Some(range) => other.range.is_some_and(|it| it.span == range.span),
        None => other.span == it.span,
    };
    reading.timexes[near].iter().filter(same)
}

/// How the date of a timex follows from its words.
pub(super) fn steps_of(reading: &Reading<'_>, timex: usize) -> Vec<String> {
    let content = reading.text.content();
    ends(reading, timex).flat_map(|it| it.steps(content, reading.published_from)).collect()
}

/// How much of the date of a timex stands in its words.
pub(super) fn known_of(reading: &Reading<'_>, timex: usize) -> Option<Known> {
    ends(reading, timex).map(|it| it.known).min().flatten()
}

/// Whether a token stands among the first of its sentence, a dateline not counted.
fn opens(reading: &Reading<'_>, view: &View<'_>, token: usize) -> bool {
    let start = view.span().start;
    let head = reading.dateline_from(start).filter(|it| it.start <= start);
    let first = head.map_or(view.tokens.start, |it| view.text.token_at(it.end));
    token <= first + 2
}

/// "At the talks on Tuesday, Norway signed": the day of the occasion that opens a sentence is that of what
/// follows.
fn opens_with_occasion(view: &View<'_>, tokens: &Range<usize>) -> bool {
    const LONGEST: usize = 6;
    let first = view.tokens.start;
    let occasion = matches!(view.word(first), "at" | "in" | "during" | "after" | "following");
    let short = tokens.start - first <= LONGEST;
    occasion && short && !(first..tokens.end).any(|it| view.word(it) == ",")
}

/// "accused Norway of breaking the treaty of 5 May": the date of a thing is that of a verb only if the thing is
/// its object, as in "signed the treaty of 5 May".
fn is_of_another(view: &View<'_>, tokens: &Range<usize>, at: usize) -> bool {
    const PARTS: &[&str] = &[
        "end",
        "beginning",
        "start",
        "middle",
        "half",
        "part",
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
        "morning",
        "afternoon",
        "evening",
        "night",
        "eve",
        "week",
        "weekend",
        "day",
        "days",
        "month",
        "months",
        "year",
        "quarter",
        "course",
    ];
    let Some(thing) = tokens.start.checked_sub(2).filter(|it| *it > at) else { return false };
    let named = view.word(tokens.start - 1) == "of" && !PARTS.contains(&view.word(thing));
    named && (at + 1..thing).any(|it| is_preposition(view.word(it)))
}

/// "turned down an offer to sign a treaty on 3 June", told in May: the day to come is that of the infinitive.
fn is_of_aim(reading: &Reading<'_>, view: &View<'_>, timex: &Timex, at: usize) -> bool {
    // "discussed games to be held in May": the month is that of the infinitive, whenever it is told.
    let date = view.text.tokens_in(timex.span).start;
    if (at + 1..date).any(|it| view.word(it) == "to" && view.word(it + 1) == "be") {
        return true;
    }
    let published = reading.published.map(When::on);
    let ahead =
        timex.happens().zip(published).is_some_and(|(it, of)| it.first_day() > of.last_day());
    ahead && (at + 1..date).any(|it| view.word(it) == "to" && view.is_lower(it + 1))
}

/// Whether an expression can be the date of what its clause tells, also as part of a name: "the 1961 treaty".
pub(super) fn is_date_of(view: &View<'_>, timex: &Timex) -> bool {
    may_date(view, timex) || timex.kind == TimexType::Date && timex.rule.starts_with("year/")
}

/// Whether an expression can be the date of a happening at all.
fn may_date(view: &View<'_>, timex: &Timex) -> bool {
    if matches!(timex.kind, TimexType::Duration | TimexType::Set) || timex.anniversary.is_some() {
        return false;
    }
    if timex.value.ends_with("_REF") {
        return false;
    }
    let tokens = view.text.tokens_in(timex.span);
    let before = |back: usize| tokens.start.checked_sub(back).map_or("", |it| view.word(it));
    if is_compared(view, tokens.start) || matches!((before(2), before(1)), (",", "due")) {
        return false;
    }
    // "to mark New Year's Day", "congratulations on Victory Day", "during the Victory Day parade".
    if timex.rule.starts_with("holiday") || timex.rule.starts_with("named") {
        let theme = (1..=4).any(|it| {
            matches!(
                before(it),
                "mark"
                    | "marks"
                    | "marking"
                    | "marked"
                    | "celebrate"
                    | "celebrating"
                    | "occasion"
                    | "greetings"
                    | "congratulations"
                    | "message"
                    | "greeting"
            )
        });
        return before(1) == "on" && !theme;
    }
    // "the 1961 treaty": the year of the treaty, not of what is told of it.
    let next = view.word(tokens.end);
    let bare_year = tokens.len() == 1 && timex.value.len() == 4;
    let article = matches!(before(1), "the" | "a" | "his" | "its" | "their" | "'s" | "of");
    let noun = next.len() > 3 && next.bytes().all(|it| it.is_ascii_lowercase());
    !(names_a_thing(view, timex) || bare_year && article && noun)
}

/// "compared with 18 million a year earlier", "against nine in May": the date of what something is measured by.
fn is_compared(view: &View<'_>, date: usize) -> bool {
    const REACH: usize = 9;
    let low = date.saturating_sub(REACH).max(view.tokens.start);
    let near = (low..date).rev().take_while(|&it| !matches!(view.word(it), "," | ";" | "and"));
    near.into_iter().any(|it| {
        matches!(
            (view.word(it), view.word(it + 1)),
            ("compared" | "comparison", "with" | "to") | ("up" | "down", "from")
        )
    })
}

/// "the June 15 joint declaration", "the historic Oct. 4 talks": the day is part of a name, unless its year
/// is told with it.
pub(super) fn names_a_thing(view: &View<'_>, timex: &Timex) -> bool {
    const REACH: usize = 2;
    let tokens = view.text.tokens_in(timex.span);
    let before = (1..=REACH).filter_map(|it| tokens.start.checked_sub(it)).map(|it| view.word(it));
    let mut before = before.take_while(|it| it.chars().all(char::is_alphabetic));
    let article = before.any(|it| matches!(it, "the" | "this" | "that" | "its" | "their"));
    let next = view.word(tokens.end);
    let noun = next.len() > 3
        && next.chars().all(char::is_alphabetic)
        && !matches!(
            next,
            "when" | "after" | "before" | "with" | "from" | "that" | "which" | "until"
        );
    let day = timex.value.len() == 10 && timex.known != Some(Known::Stated);
    let written = timex.rule.starts_with("absolute/") && tokens.len() <= 3;
    day && written && article && noun
}

/// Whether a word stands in a clause that "which" or "who" opens.
pub(super) fn in_relative_clause(view: &View<'_>, at: usize) -> bool {
    let clause = view.clause(at);
    let first = view.tokens.clone().find(|&it| view.clause(it) == clause);
    first.is_some_and(|it| matches!(view.word(it), "which" | "who" | "whom" | "whose"))
}

/// "planned for 3 May": the day of a plan.
pub(super) fn is_of_plan(view: &View<'_>, date: &Range<usize>) -> bool {
    let back = |it: usize| date.start.checked_sub(it).map_or("", |it| view.word(it));
    matches!(back(1), "for" | "on" | "in")
        && matches!(back(2), "planned" | "scheduled" | "slated" | "set" | "due")
}

fn cost(
    view: &View<'_>,
    tokens: &Range<usize>,
    at: usize,
    lead: bool,
    triggers: &BTreeSet<usize>,
    is_saying: &dyn Fn(&str) -> bool,
) -> (usize, &'static str) {
    let (low, high) = if tokens.start > at { (at + 1, tokens.start) } else { (tokens.end, at) };
    let high = high.max(low);
    let mut cost = high.saturating_sub(low) / 2;
    let mut reason = "it stands nearest to the verb";
    let same_clause = view.clause(tokens.start) == view.clause(at);
    // "On 20 June they mark the day on which they agreed": the relative clause has its own day, and it
    // keeps it: "Berg, who was born in 1961, resigned".
    let relative = in_relative_clause(view, at) || in_relative_clause(view, tokens.start);
    if !same_clause && relative {
        return (FARTHEST + 1, reason);
    }
    if lead && tokens.end <= at && triggers.range(tokens.end..at).next().is_none() {
        cost = 3;
        reason = "it opens the sentence";
    } else if !same_clause {
        cost += 9;
        reason = "it stands in a neighbouring clause";
    }
    // "cancelled a meeting planned for 3 May": the day of the plan.
    if is_of_plan(view, tokens) && is_cancelling(view, at) {
        return (FARTHEST + 1, reason);
    }
    // "…, the agency said on Thursday": the day of saying, unless nothing else was said of.
    let said = (tokens.start.saturating_sub(3).max(view.tokens.start)..tokens.start)
        .find(|&it| is_saying(view.word(it)) && it != at);
    if said.is_some() {
        cost += 25;
    } else if (low..high).any(|it| is_saying(view.word(it)) && !triggers.contains(&it)) {
        cost += 8;
    }
    // Another happening between them has the nearer claim.
    cost += triggers.range(low..high).count() * 6;
    if tokens.start < at && !lead {
        // "Recalling their talks last month, he thanked": the month is that of the talks.
        // "in July, when she visited and met": the clause is of that very day.
        let when = (tokens.end..at).find(|&it| view.clause(it) == view.clause(at));
        let of_that_day = when.is_some_and(|it| it <= tokens.end + 1 && view.word(it) == "when");
        // "held talks on Monday and signed a treaty": two verbs have one date.
        let joined = at > tokens.end
            && matches!(view.word(at - 1), "and" | "then" | "later")
            && triggers.range(tokens.end..at).next().is_none();
        let claimed =
            !of_that_day && !joined && triggers.range(view.tokens.start..at).next().is_some();
        const JOINED: usize = 12;
        cost += match (claimed, joined) {
            (true, _) => FARTHEST,
            (false, true) => JOINED,
            _ => 2,
        };
    }
    (cost, reason)
}
