//! The day of what a report tells without one, where its text goes back to it: "Norway received a gift. The gift
//! was handed to its consul on 12 April." In doubt the report keeps the day of the document.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::config::lexicon::{EventType, Quad, Trait};
use crate::date::When;
use crate::document::Zone;
use crate::event::extract::Reading;
use crate::event::modality::is_adverb;
use crate::event::report::dated;
use crate::event::sentence::{View, is_preposition};
use crate::event::trigger::Triggers;
use crate::event::when::{is_date_of, known_of, steps_of};
use crate::event::{Dated, Mention, Status};
use crate::source::Span;

/// How many sentences on the text may come back to what it told.
const AHEAD: usize = 2;

/// So many days a gathering lasts.
const LONGEST: i64 = 14;

/// What is older than so many days is no news.
const RECENT: i64 = 60;

/// The reports that got their day from a later sentence, by sentence and trigger.
pub(super) type Afterwards = BTreeSet<(usize, Span)>;

/// Gives reports that have only the day of the document the day that the text tells afterwards. The words that
/// go back to them are then no report of their own.
pub(super) fn date_afterwards(
    triggers: &Triggers,
    reading: &Reading<'_>,
    mentions: &mut Vec<Mention>,
    besides: &mut Vec<Mention>,
) -> Afterwards {
    let mut again: Vec<(usize, Span)> = Vec::new();
    let mut dated_so = Afterwards::new();
    let vague = |it: &&mut Mention| {
        it.evidence.of_report && !it.evidence.headline && it.status == Status::Asserted
    };
    for mention in mentions.iter_mut().filter(vague) {
        let own = View::new(reading.text, mention.sentence);
        let body = |it: &usize| reading.zone(*it) == Zone::Body;
        let after = mention.sentence + 1..reading.text.sentences().len();
        let Some(kind) = triggers.named(mention.kind.as_str()) else { continue };
        let found = after.filter(body).take(AHEAD).find_map(|it| {
            let view = View::new(reading.text, it);
            let retold = Retold { triggers, reading, kind, mention, own: &own, view: &view };
            retold.find().map(|(timex, words)| (it, timex, words))
        });
        let Some((sentence, timex, words)) = found else { continue };
        again.push((sentence, words));
        dated_so.insert((mention.sentence, mention.evidence.trigger));
        let date = reading.text.slice(reading.timexes[timex].extent());
        mention.dated = dated(reading, timex);
        mention.evidence.when = mention.dated.when();
        mention.evidence.known = known_of(reading, timex);
        mention.evidence.of_report = false;
        mention.evidence.confidence += 0.1;
        mention.evidence.steps = vec![format!(
            "Its sentence gives no date; “{date}” in a sentence after it tells when it was."
        )];
        mention.evidence.steps.extend(steps_of(reading, timex));
    }
    let of_its_own = |it: &Mention| {
        !again.iter().any(|(sentence, words)| {
            it.sentence == *sentence && words.contains(it.evidence.trigger)
        })
    };
    mentions.retain(of_its_own);
    besides.retain(of_its_own);
    dated_so
}

/// A sentence that may go back to what was told.
struct Retold<'a> {
    triggers: &'a Triggers,
    reading: &'a Reading<'a>,
    kind: &'a EventType,
    mention: &'a Mention,
    /// The sentence of the report.
    own: &'a View<'a>,
    view: &'a View<'a>,
}

impl Retold<'_> {
    /// The day that the sentence tells, and the words from the noun to the verb with which it goes back.
    fn find(&self) -> Option<(usize, Span)> {
        let view = self.view;
        if view.asks() || view.tokens.clone().any(|it| self.is_open(it)) {
            return None;
        }
        let words = &self.triggers.words;
        let cooperates =
            matches!(self.kind.quad, Quad::VerbalCooperation | Quad::MaterialCooperation);
        let handed = view.tokens.clone().find_map(|it| self.verb(it, &words.handed));
        let told = if let Some(verb) = handed {
            let given = self.kind.quad == Quad::MaterialCooperation
                || self.kind.traits.contains(&Trait::Sent);
            let noun = self.object_after(&verb).or_else(|| self.subject(&verb, true))?;
            given.then_some((noun, verb))
        } else {
            let verb = view.tokens.clone().find_map(|it| self.verb(it, &words.carried_out))?;
            let noun = self.subject(&verb, false)?;
            cooperates.then_some((noun, verb))
        };
        let (noun, verb) = told?;
        let timex = self.day(&verb)?;
        let tokens = view.text.tokens();
        let (first, end) = (noun.min(verb.start), (noun + 1).max(verb.end));
        Some((timex, tokens[first].span().join(tokens[end - 1].span())))
    }

    /// Whether a word leaves open whether it came about; "on 3 May" does not.
    fn is_open(&self, at: usize) -> bool {
        let (words, word) = (&self.triggers.words, self.view.word(at));
        let open = words.planned.contains(word) || words.leaves_open(word);
        let place = self.view.text.tokens()[at].span();
        open && !self.reading.times_in(self.view.span()).any(|(_, it)| it.span.overlaps(place))
    }

    /// A verb of a list that begins at a token, the longest first.
    fn verb(&self, at: usize, list: &BTreeSet<String>) -> Option<Range<usize>> {
        list.iter().filter_map(|it| self.view.phrase(at, it)).max().map(|end| at..end)
    }

    /// "handed the gift over": the noun right behind the verb.
    fn object_after(&self, verb: &Range<usize>) -> Option<usize> {
        let noun = verb.start + 2;
        let the = matches!(self.view.word(verb.start + 1), "the" | "this");
        (the && self.is_object(noun)).then_some(noun)
    }

    /// The noun that the sentence begins with and of which the verb is said, in the plain past: "The gift was
    /// handed", "A donating ceremony took place".
    fn subject(&self, verb: &Range<usize>, handed: bool) -> Option<usize> {
        const LONGEST: usize = 4;
        let view = self.view;
        let first = view.tokens.start;
        let adverbs = (first..verb.start).rev().take_while(|&it| is_adverb(view.word(it))).count();
        let helper = verb.start.checked_sub(1 + adverbs).filter(|it| *it > first);
        let helped = helper.is_some_and(|it| matches!(view.word(it), "was" | "were"));
        // "took place" needs no helper, "held" and "handed" are said of what somebody holds and hands.
        let whole = !handed && (verb.len() > 1 || view.word(verb.start).ends_with("ed"));
        let end = if helped { helper? } else { verb.start - adverbs };
        if !(helped || whole) {
            return None;
        }
        if matches!(view.word(first), "it" | "they") {
            let next = view.index == self.mention.sentence + 1;
            return (handed && next && end == first + 1).then_some(first);
        }
        let article = matches!(view.word(first), "the" | "this" | "a" | "an");
        let phrase = first + 1..end.min(first + 1 + LONGEST);
        let noun = phrase.take_while(|&it| !is_preposition(view.word(it))).last()?;
        let behind = view.word(noun + 1);
        let parties = matches!(behind, "of" | "between" | "for" | "to");
        let definite = matches!(view.word(first), "the" | "this");
        let fits = definite && self.is_object(noun) || !handed && self.is_occasion(noun, definite);
        // A verb of its own between noun and verb: "The gift shown at the fair was handed".
        let plain = (noun + 1..end).all(|it| !self.triggers.words.is_past(view.word(it)));
        (article && fits && plain && !parties).then_some(noun)
    }

    /// Whether a noun is what was given, sent, opened, in the report: its object, where the lexicon knows it,
    /// else a word right behind its verb.
    fn is_object(&self, noun: usize) -> bool {
        const NEAR: usize = 3;
        let (own, noun) = (self.own, self.view.word(noun));
        if let Some(object) = &self.mention.object {
            let object = object.to_lowercase();
            return object.split(|it: char| !it.is_alphanumeric()).any(|word| word == noun);
        }
        let trigger = own.text.token_at(self.mention.evidence.trigger.start);
        let after = trigger + 1..(trigger + 1 + NEAR).min(own.tokens.end);
        let mut after = after.take_while(|&it| !is_preposition(own.word(it)));
        noun.len() > 2 && (own.word(trigger) == noun || after.any(|it| own.word(it) == noun))
    }

    /// "the talks" of a meeting, "the ceremony" right after a gift, "a donating ceremony" of what was donated.
    fn is_occasion(&self, noun: usize, definite: bool) -> bool {
        let word = self.view.word(noun);
        if !self.triggers.words.occasions.contains(word) {
            return false;
        }
        let of_type = self.triggers.hinted(word).any(|it| it.0.id == self.kind.id)
            || self.kind.triggers.iter().any(|it| it.nouns.iter().any(|it| it == word));
        let of_another = self.triggers.hinted(word).any(|it| it.0.id != self.kind.id);
        let own = self.own;
        let trigger = own.word(own.text.token_at(self.mention.evidence.trigger.start));
        let stem = self.view.word(noun - 1).strip_suffix("ing").filter(|it| it.len() > 3);
        let next = self.view.index == self.mention.sentence + 1;
        let given = self.kind.quad == Quad::MaterialCooperation
            || self.kind.triggers.iter().any(|it| it.parties);
        stem.is_some_and(|it| trigger.starts_with(it))
            || definite && (of_type || given && next && !of_another)
    }

    /// The one day, or range of days, of the verb's clause, shortly before the report.
    fn day(&self, verb: &Range<usize>) -> Option<usize> {
        let (view, reading) = (self.view, self.reading);
        let clause = view.clause(verb.start);
        let at = |it: Span| view.text.token_at(it.start);
        let mut days = reading.times_in(view.span()).filter(|(_, it)| {
            is_date_of(view, it)
                && view.clause(at(it.span)) == clause
                && !reading.is_of_dateline(it)
        });
        let ((index, timex), None) = (days.next()?, days.next()) else { return None };
        let before = at(timex.span).checked_sub(1).map_or("", |it| view.word(it));
        let beside = matches!(
            before,
            "before" | "since" | "until" | "by" | "after" | "of" | "from" | "for" | "than"
        );
        let published = reading.published.map(When::on)?;
        let when = timex.happens()?;
        let age = (published.first_day() - when.first_day()).num_days();
        let recent =
            when.days() <= LONGEST && when.last_day() <= published.last_day() && age <= RECENT;
        let of_report = matches!(self.mention.dated, Dated::On(it) if it == when);
        (recent && !beside && !of_report).then_some(index)
    }
}
