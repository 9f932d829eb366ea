//! From which words of the evidence an actor or a place was read.

use crate::actor::{ActorId, NameMention, PlaceId};
use crate::event::Evidence;
use crate::pipeline::Analysis;

/// The words that name an actor in evidence, each once.
#[must_use]
pub fn words_for_actor(analysis: &Analysis, evidence: &[Evidence], actor: &ActorId) -> Vec<String> {
    words(analysis, evidence, &|it| it.actor.as_ref() == Some(actor))
}

/// The words that name a place in evidence, each once.
#[must_use]
pub fn words_for_place(analysis: &Analysis, evidence: &[Evidence], place: &PlaceId) -> Vec<String> {
    words(analysis, evidence, &|it| it.place.as_ref() == Some(place))
}

fn words(
    analysis: &Analysis,
    evidence: &[Evidence],
    is_it: &dyn Fn(&NameMention) -> bool,
) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for proof in evidence {
        let document = analysis.documents.iter().find(|it| it.document.id == proof.document);
        let Some(document) = document else { continue };
        let within = |it: &&NameMention| {
            proof.span.start <= it.span.start && it.span.end <= proof.span.end && is_it(it)
        };
        for found in document.found.mentions.iter().filter(within) {
            let text = found.span.of(&document.document.content);
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if !words.contains(&text) {
                words.push(text);
            }
        }
    }
    words
}
