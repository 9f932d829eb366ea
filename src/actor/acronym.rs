//! Which organisation an abbreviation stands for: "the International Tide Board (ITB)", and then "the ITB";
//! without the brackets too, where the first letters of one name only fit.

use std::collections::BTreeMap;

use crate::actor::discover::{Discovered, Look};
use crate::actor::{Actor, ActorId};
use crate::config::ActorKind;

/// The shortest abbreviation that its letters alone explain.
const SHORTEST: usize = 3;

impl Look<'_> {
    /// The abbreviations of the organisations that were found.
    pub(super) fn acronyms(&self, found: &Discovered) -> BTreeMap<String, ActorId> {
        let organisation = |it: &&Actor| it.kind == ActorKind::Organisation;
        let mut by_letters: BTreeMap<String, Vec<&ActorId>> = BTreeMap::new();
        for actor in found.actors.iter().filter(organisation) {
            let letters = initials(&actor.name);
            if letters.chars().count() >= SHORTEST {
                by_letters.entry(letters).or_default().push(&actor.id);
            }
        }
        let only = by_letters.into_iter().filter(|it| it.1.len() == 1);
        let mut acronyms: BTreeMap<String, ActorId> =
            only.map(|(letters, ids)| (letters, ids[0].clone())).collect();
        for mention in &found.mentions {
            let actor = mention.actor.as_ref().and_then(|it| found.actor(it));
            let Some(actor) = actor.filter(organisation) else { continue };
            let open = self.text.token_at(mention.span.end);
            let bracketed = open + 2 < self.lower.len()
                && self.text.word(open) == "("
                && self.text.word(open + 2) == ")"
                && is_acronym(self.text.word(open + 1));
            if bracketed {
                acronyms.insert(self.text.word(open + 1).to_owned(), actor.id.clone());
            }
        }
        acronyms
    }
}

fn is_acronym(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().all(char::is_uppercase)
}

/// The first letters of the capitalised words of a name.
fn initials(name: &str) -> String {
    let first = |word: &str| word.chars().next().filter(|it| it.is_uppercase());
    name.split([' ', '-']).filter_map(first).collect()
}
