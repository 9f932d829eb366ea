//! Where a clause begins and ends, which verb tells it, who did it: by the words alone.

use std::ops::Range;

use crate::config::lexicon::{Telling, Words};
use crate::event::wording::is_plural_name;
use crate::event::wording::line::Word;

/// The part of a sentence between marks and joints that a trigger stands in.
pub(super) fn bounds(words: &Words, line: &[Word], trigger: usize) -> Range<usize> {
    let telling = &words.telling;
    let breaks = |at: usize| {
        line[at].mark == Some(';')
            || line[at].mark == Some(',')
                && line.get(at + 1).is_some_and(|it| matches!(it.lower.as_str(), "and" | "but"))
                && line.get(at + 2).is_some_and(|it| !is_past(words, it))
                && has_verb(words, &line[at + 2..])
    };
    let end = (trigger..line.len()).find(|it| breaks(*it)).map_or(line.len(), |it| it + 1);
    // A list has no verb before its last part.
    let start = (0..trigger).rev().find(|it| breaks(*it) && has_verb(words, &line[..=*it]));
    let mut start = start.map_or(0, |it| it + 1);
    while start < trigger && telling.linking.contains(&line[start].lower) {
        start += 1;
    }
    let mut end = end;
    // Openings go, up to the one that the trigger stands in.
    while let Some(comma) = (start..trigger).find(|it| line[*it].mark == Some(',')) {
        let word = &line[start].lower;
        let opens = telling.openings.contains(word)
            || telling.subordinate.contains(word)
            || ["ly", "ing"].iter().any(|it| word.ends_with(it))
            || word.ends_with("ed") && !line[start].is_name()
            || words.pasts.contains(word)
            || is_past(words, &line[start]);
        if !opens {
            break;
        }
        start = comma + 1;
    }
    while start < trigger
        && (telling.linking.contains(&line[start].lower)
            || telling.subordinate.contains(&line[start].lower))
    {
        if telling.subordinate.contains(&line[start].lower) {
            let comma = (trigger..end).find(|it| line[*it].mark == Some(','));
            end = comma.map_or(end, |it| it + 1);
        }
        start += 1;
    }
    // "She resigned after police searched her home": the clause of the second verb is told by itself.
    let parts = |at: usize| {
        matches!(line[at].lower.as_str(), "after" | "before" | "because" | "while")
            && at + 1 < trigger
            && has_verb(words, &line[start..at])
            && !has_verb(words, &line[at + 1..trigger])
    };
    if is_past(words, &line[trigger]) && (start + 1..trigger).any(parts) {
        start = (start + 1..trigger).rev().find(|&it| parts(it)).map_or(start, |it| it + 1);
    }
    start..end
}

/// Whether one of some words is a verb.
pub(super) fn has_verb(words: &Words, line: &[Word]) -> bool {
    line.iter().any(|it| is_past(words, it) || is_helper(words, it))
}

/// Whether a word has the form of a past tense.
pub(super) fn is_past(words: &Words, word: &Word) -> bool {
    let lower = word.lower.as_str();
    word.text == word.lower && words.is_past(lower) && !words.telling.breaks.contains(lower)
}

/// Whether a word helps a verb: "was", "not".
pub(super) fn is_helper(words: &Words, word: &Word) -> bool {
    words.telling.helpers.contains(&word.lower)
}

/// Whether a word is a verb in the present.
pub(super) fn is_finite(words: &Words, word: &Word) -> bool {
    word.text == word.lower && words.telling.finite.contains(&word.lower)
}

/// Whether a past form stands before the noun that it describes: "the announced pact", "for newly opened mines".
fn is_attribute(words: &Words, line: &[Word], at: usize) -> bool {
    let leads = |at: usize| {
        let lower = line[at].lower.as_str();
        let bound = words.telling.articles.contains(lower)
            || matches!(lower, "of" | "by" | "for" | "from" | "with" | "previously" | "newly");
        bound && line[at].mark.is_none()
    };
    let adverb = at > 1 && line[at - 1].lower.ends_with("ly");
    let describes = words.modifiers.contains(&line[at].lower);
    line[at].mark.is_none() && (describes || at > 0 && leads(at - 1) || adverb && leads(at - 2))
}

/// What stands between a subject and its verb and is told by neither.
pub(super) fn helps(words: &Words, word: &Word) -> bool {
    (is_helper(words, word)
        || words.telling.adverbs.contains(&word.lower)
        || is_weighty(&words.telling, word)
        || is_adverb(word))
        && word.mark != Some(',')
}

/// Whether a word ends as adverbs do.
fn is_adverb(word: &Word) -> bool {
    word.lower.len() > 4 && word.lower.ends_with("ly") && word.text == word.lower
}

/// Whether an adverb may change what is told: "nearly", "allegedly".
pub(super) fn is_weighty(telling: &Telling, word: &Word) -> bool {
    let opens = word.mark == Some(',') && word.lower.ends_with("edly");
    matches!(word.lower.as_str(), "almost" | "only")
        || (opens || is_adverb(word)) && !telling.manners.contains(&word.lower)
}

/// Whether a past form is a participle behind its noun: another verb follows that the noun is the subject of.
pub(super) fn is_reduced(words: &Words, line: &[Word], at: usize, end: usize) -> bool {
    let helped = at > 0 && is_helper(words, &line[at - 1]);
    let next = line.get(at + 1).map_or("", |it| it.lower.as_str());
    let ends = |it: &Word| it.mark.is_some() || words.telling.breaks.contains(&it.lower);
    if helped || line[at].mark.is_some() || !is_past(words, &line[at]) {
        return false;
    }
    if line[at].lower == "dated" && line.get(at + 1).is_some_and(|it| it.dated) {
        return true;
    }
    let figure =
        line.get(at + 2).is_some_and(|it| it.lower.contains(|it: char| it.is_ascii_digit()));
    let by = next == "by" && !figure && (line[at].lower.ends_with("ed") || next == "led");
    let joint = words.telling.joints.contains(next) || next == "of";
    if by || joint && words.telling.participles.contains(&line[at].lower) {
        return true;
    }
    let verb = |it: &Word| {
        is_finite(words, it)
            || is_helper(words, it)
            || is_past(words, it) && words.saying.contains(next)
    };
    if line.get(at + 1).is_some_and(verb) {
        return true;
    }
    let tense = words.telling.preterites.contains(&line[at].lower);
    if !tense && at + 1 < end.min(line.len()) && is_own_verb(words, line, at + 1) {
        return true;
    }
    if !joint && words.saying.contains(&line[at].lower) {
        return false;
    }
    if !joint {
        let object =
            line.get(at + 1).is_none_or(|it| it.is_name() || words.telling.articles.contains(next));
        let mut after = line[at + 1..end.max(at + 1)].iter().take_while(|it| !ends(it));
        return !object
            && after.any(|it| {
                is_finite(words, it) || matches!(it.lower.as_str(), "was" | "were" | "is" | "are")
            });
    }
    let after =
        line[at + 1..end.max(at + 1)].iter().take_while(|it| !ends(it) && it.lower != "and");
    let helped = after.clone().any(|it| {
        matches!(
            it.lower.as_str(),
            "was" | "were" | "is" | "are" | "has" | "had" | "have" | "did" | "will"
        )
    });
    // "the ship built in Lund sank"
    let last = at + 1 + after.count();
    let other = |it: &Word| {
        words.telling.subordinate.contains(&it.lower) || words.telling.pronouns.contains(&it.lower)
    };
    let same = |it: &usize| !other(&line[*it]) || line[*it].lower == "as";
    helped
        || !words.telling.preterites.contains(&line[at].lower)
            && (at + 1..end.min(last + 1)).take_while(same).any(|it| is_own_verb(words, line, it))
}

/// Whether a past form is the verb of its clause, and no participle behind or before a noun: "sank", "left the
/// harbour", but not "built in Lund".
pub(super) fn is_own_verb(words: &Words, line: &[Word], at: usize) -> bool {
    let telling = &words.telling;
    let before = at.checked_sub(1).map_or("", |it| line[it].lower.as_str());
    let object = line.get(at + 1).is_some_and(|it| {
        let begins = it.is_name() || it.lower == "that" || telling.articles.contains(&it.lower);
        line[at].mark.is_none() && begins
    });
    let tense = telling.preterites.contains(&line[at].lower);
    (tense || object && is_past(words, &line[at]))
        && !is_attribute(words, line, at)
        && !telling.joints.contains(before)
        && before != "and"
}

/// The first verb of a clause, none of a relative clause, up to a verb.
pub(super) fn first_verb(
    words: &Words,
    line: &[Word],
    bounds: &Range<usize>,
    last: usize,
) -> usize {
    let mut at = bounds.start + 1;
    let mut relative = false;
    // "the mill, a house built of stone, burned": what is put in between has no verb.
    let closed = last > 0 && line[last - 1].mark == Some(',');
    let inside = |at: usize| closed && line[bounds.start..at].iter().any(|it| it.mark == Some(','));
    while at < last {
        let word = &line[at];
        if matches!(word.lower.as_str(), "who" | "which" | "whose" | "whom" | "that" | "where") {
            relative = true;
        } else if is_past(words, word) || is_helper(words, word) || is_finite(words, word) {
            let verb =
                (at..=last).find(|it| !is_helper(words, &line[*it]) && !helps(words, &line[*it]));
            let verb = verb.filter(|it| is_past(words, &line[*it]) || *it == last).unwrap_or(at);
            let prior = line[at - 1].lower.as_str();
            let noun = prior == "and" || is_attribute(words, line, at);
            if !relative && !noun && !inside(at) && !is_reduced(words, line, verb, bounds.end) {
                return verb;
            }
            if !noun {
                relative = false;
            }
            at = verb;
        }
        at += 1;
    }
    last
}

/// The verb that tells what a clause tells.
pub(super) fn main_verb(
    words: &Words,
    line: &[Word],
    bounds: &Range<usize>,
    trigger: usize,
) -> Option<usize> {
    let past = |it: usize| {
        is_past(words, &line[it]) && !is_attribute(words, line, it) || is_finite(words, &line[it])
    };
    let first = first_verb(words, line, bounds, trigger);
    if first < trigger {
        let before = &line[trigger - 1];
        let second = past(trigger)
            && (before.lower == "and" || before.lower == "but")
            && !line[first..trigger].iter().any(|it| it.lower == "that");
        return Some(if second { trigger } else { first });
    }
    if past(trigger) {
        // "the mill, which burned down": the noun before tells who.
        return (trigger > bounds.start).then_some(trigger);
    }
    let breaks = |it: usize| words.telling.breaks.contains(&line[it].lower);
    let near = (trigger..bounds.end).take_while(|it| !breaks(*it));
    near.into_iter().find(|it| *it > bounds.start && past(*it)).map(|at| {
        let next = (at..bounds.end).find(|it| !helps(words, &line[*it]));
        next.filter(|it| past(*it)).unwrap_or(at)
    })
}

/// Who did it: the words before a verb without openings, what is put between commas, and clauses of their own.
pub(super) fn subject<'a>(
    words: &Words,
    line: &'a [Word],
    range: Range<usize>,
) -> Option<Vec<&'a Word>> {
    let telling = &words.telling;
    let all = &line[range];
    let segments: Vec<&[Word]> = all.split_inclusive(|it| it.mark == Some(',')).collect();
    let last = segments.last()?;
    let closed = last.last()?.mark == Some(',');
    let has_and = last.iter().any(|it| it.lower == "and");
    let list = !closed && has_and && segments.iter().all(|it| it.len() <= LISTED);
    let relative = last
        .first()
        .is_some_and(|it| matches!(it.lower.as_str(), "which" | "who" | "that" | "where"));
    // "the book, which is long, tells of": what follows has a verb of its own.
    let asides = &segments[1..segments.len().max(2) - 1];
    if asides.iter().any(|it| matches!(it[0].lower.as_str(), "which" | "who")) && !closed {
        return None;
    }
    let closed = closed || last.iter().all(|it| telling.loose.contains(&it.lower));
    const LISTED: usize = 5;
    let chosen: &[Word] = match segments.len() {
        1 => last,
        _ if list => all,
        _ if closed || relative => segments[0],
        _ => last,
    };
    let mut chosen: Vec<&Word> = chosen.iter().collect();
    while chosen.first().is_some_and(|it| telling.linking.contains(&it.lower)) {
        chosen.remove(0);
    }
    while chosen.last().is_some_and(|it| telling.loose.contains(&it.lower)) {
        chosen.pop();
    }
    // A verb in it, unless of "who came", is that of another clause.
    let relative = |it: &Word| matches!(it.lower.as_str(), "who" | "which" | "that" | "where");
    let own = chosen.iter().position(|it| relative(it)).unwrap_or(chosen.len());
    let other = chosen[..own].iter().skip(1).any(|it| is_helper(words, it) || is_finite(words, it));
    // "In the statement the bank": without a comma a second noun begins.
    let begins = |at: usize| {
        let before = chosen[at - 1];
        matches!(chosen[at].text.as_str(), "the" | "a" | "an" | "its" | "his")
            && before.mark.is_none()
            && !before.lower.ends_with("ing")
            && !is_past(words, before)
            && !telling.joints.contains(&before.lower)
            && !matches!(
                before.lower.as_str(),
                "of" | "and" | "or" | "all" | "both" | "as" | "than" | "half"
            )
    };
    if let Some(second) = (1..chosen.len()).rev().find(|it| begins(*it)) {
        if !telling.joints.contains(&chosen[0].lower) {
            return None;
        }
        chosen.drain(..second);
    }
    // "talks she made public", "walking the yard": a clause of its own.
    let inner = chosen.iter().skip(1).any(|it| matches!(it.lower.as_str(), "he" | "she" | "they"))
        || chosen.len() > 1
            && chosen[0].lower.ends_with("ing")
            && (telling.articles.contains(&chosen[1].lower) || chosen[1].lower == "to")
        || chosen.last().is_some_and(|it| it.lower == "having");
    (!chosen.is_empty() && !other && !inner).then_some(chosen)
}

/// Whether a subject takes the verb of several.
pub(super) fn is_plural(words: &Words, subject: &[&Word]) -> bool {
    let telling = &words.telling;
    let joint = |it: &Word| telling.joints.contains(&it.lower) || it.lower == "of";
    let head_end = (0..subject.len()).find(|&it| {
        // "the boats built in Lund"
        let behind = it > 0 && is_past(words, subject[it]);
        joint(subject[it]) || behind && subject.get(it + 1).is_none_or(|it| joint(it))
    });
    let head = &subject[..head_end.unwrap_or(subject.len())];
    let Some(last) = head.last() else { return false };
    let first = head[0].lower.as_str();
    // "a judge and his clerk", and not "a book and photo exhibition"
    let and_another = || {
        let joins = head.iter().position(|it| it.lower == "and");
        joins.is_some_and(|joins| {
            let behind = &head[joins + 1..];
            // "a doctor and nurse", "a judge and the lawyers"
            behind.len() == 1
                || behind.first().is_some_and(|it| {
                    it.is_name()
                        || telling.articles.contains(&it.lower)
                        || telling.plurals.contains(&it.lower)
                })
        })
    };
    if matches!(first, "each" | "every" | "a" | "an" | "one") && !and_another() {
        return false;
    }
    let lower = last.lower.as_str();
    let common = last.text == last.lower || head.len() == 1 && subject.len() > 1;
    telling.plurals.contains(lower)
        || telling.plurals.contains(first)
        || head.iter().any(|it| it.lower == "and")
        || common
            && lower.ends_with('s')
            && !["ss", "us", "is", "'s", "ics"].iter().any(|it| lower.ends_with(it))
        || is_plural_name(&last.text) && head.len() <= 3
}

/// Whether a first word of a sentence may be a name or a noun in the plural: "Prices", "Athens".
pub(super) fn is_open_plural(words: &Words, word: &Word) -> bool {
    word.lower.ends_with('s')
        && !["ss", "us", "is", "as", "os"].iter().any(|it| word.lower.ends_with(it))
        && !is_plural(words, &[word])
}

/// Where what follows a verb ends: before a clause of its own, and at a comma that no list goes on after.
pub(super) fn rest_end(words: &Words, line: &[Word], verb: usize, end: usize) -> usize {
    const LISTED: usize = 4;
    if line[verb].mark.is_some() {
        return verb + 1;
    }
    let mut at = verb + 1;
    while at < end {
        let word = &line[at];
        let saying = words.saying.contains(&line[verb].lower);
        let said = word.lower == "that" && (saying || at == verb + 1);
        if words.telling.breaks.contains(&word.lower) && !said {
            return at;
        }
        // "opened in 1931 and closed in 1978", "and the bells were lost": another happening.
        let own = word.lower == "and" && !saying && {
            let after = line[at + 1..end].iter().take_while(|it| it.mark.is_none());
            let dated = line[verb..at].iter().any(|it| it.dated);
            dated && line.get(at + 1).is_some_and(|it| is_past(words, it))
                || after.clone().skip(1).any(|it| is_helper(words, it))
        };
        if own {
            return at;
        }
        if word.mark == Some(',') {
            let after = &line[at + 1..end];
            let next = after.iter().position(|it| it.mark.is_some() || it.lower == "and");
            let list = next.is_some_and(|it| {
                it < LISTED
                    && after[..it].iter().all(|it| !words.telling.joints.contains(&it.lower))
                    && after.iter().take(LISTED * 2 + 1).any(|it| it.lower == "and")
            });
            let second = after.first().is_some_and(|it| it.lower == "and");
            if !list || second {
                return at + 1;
            }
        } else if word.mark.is_some() {
            return at + 1;
        }
        at += 1;
    }
    end
}
