//! The clause of a trigger, and its parts as a title tells them.

use std::ops::Range;

use crate::config::lexicon::Words;
use crate::event::wording::grammar::{
    bounds, first_verb, has_verb, helps, is_finite, is_helper, is_open_plural, is_own_verb,
    is_past, is_plural, is_reduced, is_weighty, main_verb, rest_end, subject,
};
use crate::event::wording::line::{Word, joined};
use crate::event::wording::tense::present;
use crate::event::wording::{Who, is_plural_name};
use crate::source::Span;

/// What a title can be made of: the clause of the trigger.
pub(super) struct Clause<'a> {
    words: &'a Words,
    line: &'a [Word],
    /// The verb that tells it.
    verb: usize,
    /// Who did it, without the verb's helpers.
    subject: Vec<&'a Word>,
    /// What helps the verb: "was", "has been".
    helpers: Range<usize>,
    /// What follows the verb in its clause.
    pub(super) rest: Range<usize>,
    /// Where the clause ends.
    end: usize,
    /// Whether the verb is a participle between commas: "the mill, built in May, is new".
    beside: bool,
}

impl<'a> Clause<'a> {
    /// The clause that a trigger stands in: its own verb or, for a noun or a participle, the verb before it.
    pub(super) fn of(words: &'a Words, line: &'a [Word], trigger: usize) -> Option<Self> {
        let bounds = bounds(words, line, trigger);
        let verb = main_verb(words, line, &bounds, trigger)?;
        let first = first_verb(words, line, &bounds, verb);
        let helped = (bounds.start..verb).rev().take_while(|it| helps(words, &line[*it])).count();
        let helpers = verb - helped..verb;
        // "came and left": the subject stands before the first verb.
        let joined = first < helpers.start
            && line[first..helpers.start].last().is_some_and(|it| {
                matches!(it.lower.as_str(), "and" | "but") || it.mark == Some(',')
            });
        let before = if joined { first } else { helpers.start };
        let before =
            before - (bounds.start..before).rev().take_while(|it| helps(words, &line[*it])).count();
        let subject = subject(words, line, bounds.start..before)?;
        let rest = verb + 1..rest_end(words, line, verb, bounds.end);
        let commas = line[bounds.start..verb].iter().filter(|it| it.mark == Some(',')).count();
        let beside = commas == 1
            && line[verb - 1].mark == Some(',')
            && (words.telling.participles.contains(&line[verb].lower)
                || line[verb].mark.is_some()
                || line.get(verb + 1).is_none_or(|it| words.telling.joints.contains(&it.lower)));
        // ", said the bank on Friday": who spoke stands behind.
        let inverted = commas == 1
            && line[verb - 1].mark == Some(',')
            && words.saying.contains(&line[verb].lower)
            && line
                .get(verb + 1)
                .is_some_and(|it| it.is_name() || words.telling.articles.contains(&it.lower));
        // "prices rose, figures showed": the other clause tells what happened.
        let beside_all = rest.is_empty()
            && line[verb - 1].mark.is_none()
            && subject.len() < helpers.start - bounds.start
            && line[bounds.start..helpers.start].iter().any(|it| it.mark == Some(','))
            && subject.first().is_some_and(|it| it.start > line[bounds.start].start);
        // "Reportedly, the mill burned": what stands alone is no part of the clause, but changes what it tells.
        let doubtful = line
            .split_inclusive(|it| it.mark.is_some())
            .any(|it| it.len() == 1 && is_weighty(&words.telling, &it[0]));
        if inverted || beside_all || doubtful {
            return None;
        }
        let end = bounds.end;
        let rest = match is_reduced(words, line, verb, end) {
            true => {
                rest.start
                    ..rest
                        .clone()
                        .find(|it| {
                            is_finite(words, &line[*it])
                                || is_helper(words, &line[*it]) && !line[*it].dated
                                || is_own_verb(words, line, *it)
                                || words.saying.contains(&line[*it].lower)
                        })
                        .unwrap_or(rest.end)
            }
            false => rest,
        };
        Some(Self { words, line, verb, subject, helpers, rest, end, beside })
    }

    /// The subject in words and whether it takes the verb of several, then what is left of a long one; with a
    /// name for a pronoun of which the text tells whose it is.
    pub(super) fn subjects(&self, who: Who<'_>, names: &[Span]) -> Vec<(String, bool)> {
        let telling = &self.words.telling;
        let Some(first) = self.subject.first() else { return Vec::new() };
        let hangs = self.words.pasts.contains(&first.lower)
            || first.lower.ends_with("ed") && self.hangs_on(0);
        if let Who::Named(who) = who {
            if telling.pronouns.contains(&first.lower) {
                let known = names.iter().any(|it| it.start == first.start);
                let who = who.filter(|_| self.subject.len() == 1 && known);
                return who.map(|it| (it.to_owned(), is_plural_name(it))).into_iter().collect();
            }
            let alone = self.subject.len() == 1 && telling.pointers.contains(&first.lower);
            if alone || telling.never_first.contains(&first.lower) {
                return Vec::new();
            }
        }
        let opens = telling.joints.contains(&first.lower)
            || telling.subordinate.contains(&first.lower)
            || first.lower == "according";
        let of_unknown_number = self.subject.len() == 1
            && first.start == self.line[0].start
            && self.told_of_several().is_none()
            && is_open_plural(self.words, first);
        if hangs || of_unknown_number || opens && first.lower != "that" {
            return Vec::new();
        }
        let shorter = (2..self.subject.len()).find(|&it| {
            let lower = self.subject[it].lower.as_str();
            let goes = telling.joints.contains(lower) && !matches!(lower, "for" | "from");
            goes && self.subject[it - 1].lower != "and"
                || is_past(self.words, self.subject[it]) && self.hangs_on(it)
        });
        // "a meeting of all circles for peace" is a meeting, but "the Society for Peace" is no society.
        let shortest = (2..self.subject.len()).find(|&it| {
            let parts = matches!(self.subject[it].lower.as_str(), "of" | "for" | "from");
            parts && !self.subject[it - 1].is_name()
        });
        let shortest = shortest.filter(|it| shorter.is_none_or(|shorter| *it < shorter));
        let all = [Some(self.subject.len()), shorter, shortest].into_iter().flatten();
        all.map(|it| &self.subject[..it])
            .map(|it| {
                (joined(it), self.told_of_several().unwrap_or_else(|| is_plural(self.words, it)))
            })
            .filter(|it| it.0.contains(char::is_alphabetic))
            .collect()
    }

    /// What the verb's helper shows of the number of those who do it.
    fn told_of_several(&self) -> Option<bool> {
        let near = self.helpers.start..=self.verb;
        self.line[near].iter().find_map(|it| match it.lower.as_str() {
            "were" | "are" | "have" => Some(true),
            "was" | "is" | "has" => Some(false),
            _ => None,
        })
    }

    /// Whether a past form of the subject is a participle behind its noun.
    fn hangs_on(&self, at: usize) -> bool {
        self.subject.get(at + 1).is_none_or(|it| self.words.telling.joints.contains(&it.lower))
    }

    /// Whether the verb tells that somebody said something.
    pub(super) fn is_said(&self) -> bool {
        let verb = &self.line[self.verb].lower;
        let gives = self.line.get(self.verb + 1).is_some_and(|it| it.lower == "to");
        self.words.saying.contains(verb) && !self.is_passive() && (!gives || verb.starts_with("sa"))
    }

    /// Whether the subject did not do what the verb tells.
    fn is_passive(&self) -> bool {
        let helps = |it: &Word| {
            matches!(it.lower.as_str(), "was" | "were" | "been" | "is" | "are" | "being" | "be")
        };
        self.line[self.helpers.clone()].iter().any(helps) || self.is_reduced()
    }

    /// The verb in the present, with what helps it; nothing where it did not happen.
    pub(super) fn verb_in_present(&self, plural: bool) -> Option<String> {
        let telling = &self.words.telling;
        let verb = &self.line[self.verb].lower;
        let helper = |of: &[&str]| {
            self.line[self.helpers.clone()].iter().any(|it| of.contains(&it.lower.as_str()))
        };
        let plain = ["was", "were", "is", "are", "has", "had", "have", "did"];
        if helper(&[
            "not", "never", "would", "will", "could", "should", "might", "may", "must", "can",
        ]) || is_helper(self.words, &self.line[self.verb]) && !plain.contains(&verb.as_str())
        {
            return None;
        }
        let adverbs: String = self.line[self.helpers.clone()]
            .iter()
            .filter(|it| is_weighty(telling, it))
            .map(|it| format!("{} ", it.lower))
            .collect();
        if self.is_passive() {
            return Some(format!("{} {adverbs}{verb}", if plural { "are" } else { "is" }));
        }
        let told = present(telling, verb, plural);
        let perfect = helper(&["has", "have", "had"]) && told == *verb;
        if perfect && !self.words.pasts.contains(verb) {
            return None;
        }
        Some(match (perfect, plural) {
            (true, true) => format!("have {adverbs}{verb}"),
            (true, false) => format!("has {adverbs}{verb}"),
            _ => format!("{adverbs}{told}"),
        })
    }

    /// Whether the verb is a participle behind its noun: "the drills held in May were loud".
    fn is_reduced(&self) -> bool {
        is_reduced(self.words, self.line, self.verb, self.end) || self.beside
    }

    /// Where the line may end, the longest first: at the end of the clause, else before a part that may go.
    pub(super) fn ends(&self) -> Vec<usize> {
        let mut all = vec![self.rest.end];
        if self.is_said() {
            return all;
        }
        let telling = &self.words.telling;
        let passive = self.is_passive();
        if self.line.get(self.rest.start).is_some_and(|it| it.lower == "that") {
            return all;
        }
        // What makes the rest depend on something must not go alone.
        let bound = self.rest.clone().any(|it| {
            matches!(self.line[it].lower.as_str(), "unless" | "if" | "except" | "only" | "without")
        });
        let begins_object = |at: usize| !telling.joints.contains(&self.line[at].lower);
        for at in self.rest.clone().rev() {
            let lower = self.line[at].lower.as_str();
            // "as" belongs to its verb: "described it as".
            let joint = telling.joints.contains(lower) && lower != "as";
            let comma = at > self.rest.start && self.line[at - 1].mark == Some(',');
            let object =
                at > self.rest.start && begins_object(self.rest.start) || at > self.rest.start + 2;
            if !bound && (joint || comma) && (object || passive && at == self.rest.start) {
                all.push(at);
            }
        }
        all
    }

    /// The words after the verb up to an end; nothing if they break off.
    pub(super) fn told(&self, end: usize, plural: bool) -> Option<String> {
        let telling = &self.words.telling;
        let all = &self.line[self.rest.start..end];
        let kept = all.iter().rposition(|it| !telling.loose.contains(&it.lower));
        let rest = &all[..kept.map_or(0, |it| it + 1)];
        let shortened = end < self.rest.end;
        if shortened && rest.len() < all.len() && !rest.is_empty()
            || rest.is_empty() && end > self.rest.start
            || self.breaks_off(rest, end)
        {
            return None;
        }
        let mut text = String::new();
        for (at, word) in rest.iter().enumerate() {
            let after_and = at > 0 && rest[at - 1].lower == "and";
            let second = after_and && is_past(self.words, word) && self.takes_object(word);
            let told = if second { &present(telling, &word.lower, plural) } else { &word.text };
            text.push_str(told);
            text.push_str(if word.mark == Some(',') { ", " } else { " " });
        }
        Some(text.trim_end_matches([',', ' ']).to_owned())
    }

    /// Whether what a line would tell lacks something: what was said, the verb of what was said, what was taken.
    fn breaks_off(&self, rest: &[Word], end: usize) -> bool {
        let telling = &self.words.telling;
        let verb = self.line[self.verb].lower.as_str();
        let first = rest.first().map(|it| it.lower.as_str());
        let joint = |it: &str| telling.joints.contains(it);
        // "says that the mayor,", "held in Oslo that".
        let unsaid = match first {
            None => true,
            Some("this" | "so" | "it") => rest.len() == 1 || joint(&rest[1].lower),
            Some(it) => match rest.iter().position(|it| it.lower == "that") {
                Some(that) => !has_verb(self.words, &rest[that..]),
                None => joint(it) && self.words.saying.contains(verb),
            },
        };
        let helped = rest.len() > 1 && is_helper(self.words, &rest[rest.len() - 2]);
        let participle = rest.last().is_some_and(|it| is_past(self.words, it)) && !helped;
        let empty = matches!(
            verb,
            "was" | "were" | "had" | "is" | "are" | "became" | "made" | "took" | "gave"
        );
        let that = self.line.get(end).is_some_and(|it| it.lower == "that") && end == self.rest.end;
        let leading = rest.last().is_some_and(|it| {
            it.lower.ends_with("ing") && !it.is_name() && !telling.ing_nouns.contains(&it.lower)
        });
        // "from to", without their dates
        let emptied = rest.windows(2).any(|it| it[0].lower == "from" && it[1].lower == "to");
        let reflexive = rest.len() == 1 && first.is_some_and(|it| it.ends_with("self"));
        emptied
            || end < self.rest.end && reflexive
            || (self.is_said() || first == Some("that")) && unsaid
            || end < self.rest.end && (participle || leading)
            || that && first.is_none_or(joint)
            || first.is_none() && empty && !self.is_passive()
    }

    /// Whether a word like that of a verb stands before what it may govern: "and paid tribute", but not "and
    /// used cars", "and broken glass".
    fn takes_object(&self, word: &Word) -> bool {
        let telling = &self.words.telling;
        let describes = ["en", "wn", "rn"].iter().any(|it| word.lower.ends_with(it));
        if self.words.pasts.contains(&word.lower) && !describes {
            return true;
        }
        let next = self.line.iter().find(|it| it.start > word.start);
        next.is_none_or(|it| {
            it.is_name()
                || telling.joints.contains(&it.lower)
                || telling.articles.contains(&it.lower)
        })
    }
}
