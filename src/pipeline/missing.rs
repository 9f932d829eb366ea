//! Why a sentence gave no event, or which one it gave.

use std::collections::BTreeSet;

use crate::actor::Side;
use crate::config::Genre;
use crate::document::{self, Zone};
use crate::event::{self, Event, Mention, Reading, Refusal, Status, Triggers};
use crate::overrides;
use crate::pipeline::reader::spans;
use crate::pipeline::{Analysed, Analysis};
use crate::source::Span;
use crate::text::Text;

/// A sentence that has the words that were asked for, and what became of it.
#[derive(Debug, Clone)]
pub struct Answer<'a> {
    /// The document.
    pub document: &'a Analysed,
    /// The sentence, in bytes of the reading text.
    pub sentence: Span,
    /// What became of it, one sentence each.
    pub told: Vec<String>,
}

/// Every sentence of the documents that has these words, with what became of it.
#[must_use]
pub fn missing<'a>(analysis: &'a Analysis, words: &str) -> Vec<Answer<'a>> {
    let triggers = Triggers::new(&analysis.config.lexicon);
    let mut answers = Vec::new();
    for document in &analysis.documents {
        let spans = overrides::find_words(&document.document.content, words);
        if !spans.is_empty() {
            answers.extend(of_document(analysis, &triggers, document, &spans));
        }
    }
    answers
}

fn of_document<'a>(
    analysis: &'a Analysis,
    triggers: &Triggers,
    analysed: &'a Analysed,
    asked: &[Span],
) -> Vec<Answer<'a>> {
    let Analysed { document, published, genre, timexes, found, mentions, .. } = analysed;
    let zones: Vec<Zone> = document.blocks.iter().map(|it| it.zone).collect();
    let text = Text::with_blocks(&document.content, &spans(document));
    let reading = Reading {
        id: &document.id,
        text: &text,
        zones: &zones,
        names: &found.mentions,
        discovered: &found.actors,
        registry: &analysis.registry,
        timexes,
        otherwise: &[],
        published: published.date,
        published_from: published.from(),
        narrative: genre.0 == Genre::Narrative,
        title: document.title_span,
        datelines: &document::datelines(document),
    };
    let refused = event::refused(triggers, &reading);
    let sentences =
        text.sentences().iter().filter(|it| asked.iter().any(|of| it.span.overlaps(*of)));
    sentences
        .map(|it| {
            let zone = zones.get(it.block).copied().unwrap_or(Zone::Body);
            let headline = document.title_span.is_some_and(|title| title.overlaps(it.span));
            let of = mentions.iter().filter(|of| it.span.contains(of.evidence.trigger));
            let mut told: Vec<String> = of
                .map(|mention| {
                    let word = mention.evidence.trigger.of(&document.content);
                    format!("“{word}” ({}): {}", mention.evidence.rule, fate(analysis, mention))
                })
                .collect();
            // That a common word begins no phrase here explains nothing.
            let refused = refused.iter().filter(|of| it.span.contains(of.trigger));
            let refused = refused.filter(|of| !matches!(of.why, event::Unmet::Phrase(_)));
            told.extend(refused.map(|Refusal { trigger, rule, why }| {
                format!("“{}” ({rule}) made no report: {why}.", trigger.of(&document.content))
            }));
            if told.is_empty() {
                told.push(silence(zone, headline).to_owned());
            }
            Answer { document: analysed, sentence: it.span, told }
        })
        .collect()
}

/// Why a sentence without any word that names a happening says nothing.
fn silence(zone: Zone, headline: bool) -> &'static str {
    match zone {
        Zone::Boilerplate => {
            "It is not read: it stands in what is taken for a menu, a list of other articles or a footer."
        }
        Zone::Masthead if !headline => "It is not read: it stands in the masthead of the document.",
        _ => {
            "No word of it is known to name a happening: lexicon.yaml can add one, or overrides.yaml an event with `add`."
        }
    }
}

/// What became of a report: the event that it is evidence of, or why it is none.
#[must_use]
pub fn fate(analysis: &Analysis, mention: &Mention) -> String {
    let Analysis { timeline, called_off, left_out, .. } = analysis;
    let of = |it: &event::Evidence| {
        it.document == mention.evidence.document && it.trigger == mention.evidence.trigger
    };
    let proves = |it: &&Event| it.evidence.iter().any(of);
    if let Some(event) = timeline.events.iter().map(|it| &it.event).find(proves) {
        return gave(event, "the event");
    }
    if let Some(event) = timeline.planned.iter().find(proves) {
        return gave(event, "the plan");
    }
    let planned = |it: &&Event| it.plans.iter().any(of);
    if let Some(event) = timeline.events.iter().map(|it| &it.event).find(planned) {
        return format!("it told of `{}` as planned, which then happened.", event.id);
    }
    if let Some(event) = left_out.iter().find(proves) {
        let at = event.edits.last().map(|it| format!("{}:{}", it.file, it.line));
        return format!("an override leaves it out: {}.", at.unwrap_or_default());
    }
    if called_off.iter().any(|it| proves(&it)) {
        return "it was planned, and another report calls it off.".to_owned();
    }
    match mention.status {
        Status::Denied => "no event: it says that this did not happen.".to_owned(),
        Status::Hypothetical => {
            "no event: it says only what may happen, or what somebody claims or considers."
                .to_owned()
        }
        _ => not_between(analysis, mention).unwrap_or_else(|| {
            if mention.weak {
                "no event: it only recalls or hints at what is told elsewhere, and nothing tells it."
            } else {
                "no event: another report of the same sentence tells it."
            }
            .to_owned()
        }),
    }
}

fn gave(event: &Event, what: &str) -> String {
    match event.evidence.len() {
        1 => format!("it gave {what} `{}`.", event.id),
        count => format!("it is one of {count} reports of {what} `{}`.", event.id),
    }
}

/// Why a report is not between the two sides, if it is not.
fn not_between(analysis: &Analysis, mention: &Mention) -> Option<String> {
    let cast = &analysis.cast;
    let sides = cast.sides.as_ref()?;
    let event = Event {
        participants: mention.participants.clone(),
        place: mention.place.clone(),
        ..Event::of(mention.kind.clone(), mention.dated.clone())
    };
    if cast.is_between(&event) {
        return None;
    }
    let present: BTreeSet<Side> =
        event.participants.iter().filter_map(|it| cast.side_of.get(&it.actor)).copied().collect();
    let absent = [Side::First, Side::Second].into_iter().zip(sides);
    let absent: Vec<String> = absent
        .filter(|(side, _)| !present.contains(side))
        .map(|(_, id)| cast.actor_name(id))
        .collect();
    let named: Vec<String> =
        event.participants.iter().map(|it| cast.actor_name(&it.actor)).collect();
    Some(format!(
        "no event: it is not between the sides. {} and nobody of {} takes part in it.",
        named.join(", "),
        absent.join(" or ")
    ))
}
