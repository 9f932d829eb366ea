//! Who and where, each with the words of the evidence that it is read from.

use std::io::{self, Write};

use crate::cli::explain::field;
use crate::event::{Evidence, Participant};
use crate::pipeline::{self, Analysis};

/// Who takes part, a line each.
pub(super) fn participants(
    out: &mut impl Write,
    participants: &[Participant],
    (evidence, analysis): (&[Evidence], &Analysis),
) -> io::Result<()> {
    for it in participants {
        let role = format!("{:?}", it.role).to_lowercase();
        let name = analysis.cast.actor_name(&it.actor);
        let words = pipeline::words_for_actor(analysis, evidence, &it.actor);
        field(out, &role, &format!("{name} ({}){}", it.actor, from(&name, &words)))?;
    }
    Ok(())
}

/// The place, in a line.
pub(super) fn place(out: &mut impl Write, event: (&str, &[String])) -> io::Result<()> {
    let (name, words) = event;
    field(out, "place", &format!("{name}{}", from(name, words)))
}

/// `, from “Norwegian”`: the words, where the name is not among them.
fn from(name: &str, words: &[String]) -> String {
    if words.is_empty() || words.iter().any(|it| it.contains(name)) {
        return String::new();
    }
    let words: Vec<String> = words.iter().map(|it| format!("“{it}”")).collect();
    format!(", from {}", words.join(", "))
}
