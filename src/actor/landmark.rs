//! Places that nobody listed: "the Eastgate Cosmodrome" is one by the form of its name.

use crate::actor::discover::{Discovered, Look};
use crate::actor::{NameForm, NameMention, Place, PlaceId};
use crate::config::slug;
use crate::text::TokenKind;

impl Look<'_> {
    /// "the Eastgate Cosmodrome": capitalised words that end in a noun of place.
    pub(super) fn places(&self, known: &mut Vec<NameMention>, found: &mut Discovered) {
        let tokens = self.text.tokens();
        for at in 1..tokens.len() {
            let token = &tokens[at];
            if !(token.capital && self.registry.words.place_nouns.contains(&self.lower[at])) {
                continue;
            }
            let mut first = at;
            while first > 0 && at - first < 5 {
                let before = &tokens[first - 1];
                let possessive = matches!(self.text.word(first - 1), "'s" | "’s");
                let part = before.kind == TokenKind::Word && before.capital && tokens[first].spaced;
                if !part && !possessive {
                    break;
                }
                first -= 1;
            }
            while first < at
                && matches!(self.lower[first].as_str(), "the" | "at" | "in" | "a" | "'s" | "’s")
            {
                first += 1;
            }
            if first == at {
                continue;
            }
            let span = self.span(first, at + 1);
            let taken = |it: &NameMention| it.span.overlaps(span) && it.span.len() >= span.len();
            if known.iter().chain(&found.mentions).any(taken) {
                continue;
            }
            // A person's name within it ("Ada Berg Square") is no actor here.
            known.retain(|it| !span.contains(it.span));
            found.mentions.retain(|it| !span.contains(it.span));
            let name = self.text.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
            let id = PlaceId::new(slug(&name));
            if self.registry.place(&id).is_none() && !found.places.iter().any(|it| it.id == id) {
                found.places.push(Place {
                    id: id.clone(),
                    name,
                    aliases: Vec::new(),
                    state: None,
                    coordinates: None,
                    country: false,
                });
            }
            found.mentions.push(NameMention {
                span,
                actor: None,
                place: Some(id),
                form: NameForm::Name,
            });
        }
    }
}
