//! Who and where, each with the words of the evidence that it is read from.

use std::io::{self, Write};

use crate::actor::{NameMention, PlaceId};
use crate::cli::explain::field;
use crate::event::{Evidence, Participant};
use crate::pipeline::Analysis;

/// Who takes part, a line each.
pub(super) fn participants(
    out: &mut impl Write,
    participants: &[Participant],
    (evidence, analysis): (&[Evidence], &Analysis),
) -> io::Result<()> {
    for it in participants {
        let role = format!("{:?}", it.role).to_lowercase();
        let name = analysis.cast.actor_name(&it.actor);
        let is_it = |found: &NameMention| found.actor.as_ref() == Some(&it.actor);
        let words = words_of(&name, evidence, analysis, &is_it);
        field(out, &role, &format!("{name} ({}){words}", it.actor))?;
    }
    Ok(())
}

/// Where it was.
pub(super) fn place(
    out: &mut impl Write,
    place: &PlaceId,
    (evidence, analysis): (&[Evidence], &Analysis),
) -> io::Result<()> {
    let name = analysis.cast.place_name(place);
    let is_it = |found: &NameMention| found.place.as_ref() == Some(place);
    let words = words_of(&name, evidence, analysis, &is_it);
    field(out, "place", &format!("{name}{words}"))
}

/// The words of the evidence that a name is read from, where the name is not among them: `, from “DPRK”`.
fn words_of(
    name: &str,
    evidence: &[Evidence],
    analysis: &Analysis,
    is_it: &dyn Fn(&NameMention) -> bool,
) -> String {
    let mut words: Vec<String> = Vec::new();
    for proof in evidence {
        let document = analysis.documents.iter().find(|it| it.document.id == proof.document);
        let Some(document) = document else { continue };
        let within = |it: &&NameMention| {
            proof.span.start <= it.span.start && it.span.end <= proof.span.end && is_it(it)
        };
        for found in document.found.mentions.iter().filter(within) {
            let text = found.span.of(&document.document.content);
            let text = format!("“{}”", text.split_whitespace().collect::<Vec<_>>().join(" "));
            if !words.contains(&text) {
                words.push(text);
            }
        }
    }
    if words.is_empty() || words.iter().any(|it| it.contains(name)) {
        return String::new();
    }
    format!(", from {}", words.join(", "))
}
