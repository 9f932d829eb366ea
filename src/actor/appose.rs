//! "Ada Berg, foreign minister of Norway": an office that is said of the name before it.

use crate::actor::discover::{Covered, Discovered, Look};
use crate::actor::introduce::HONORIFICS;
use crate::actor::{NameForm, NameMention};
use crate::config::ActorKind;
use crate::text::TokenKind;

impl Look<'_> {
    /// "Ada Berg, foreign minister of Norway": a name, a comma, an office, "of", a state.
    pub(super) fn apposed(&self, known: &[NameMention], found: &mut Discovered) {
        let tokens = self.text.tokens();
        let words = &self.registry.words;
        let states: Vec<NameMention> = known
            .iter()
            .filter(|it| {
                let actor = it.actor.as_ref().and_then(|it| self.registry.actor(it));
                actor.is_some_and(|it| it.kind == ActorKind::State)
            })
            .cloned()
            .collect();
        let mut covered = Covered::by(known.iter().chain(&found.mentions));
        for mention in states {
            let at = self.text.token_at(mention.span.start);
            let Some(sentence) = self.text.sentence_at(mention.span.start) else { continue };
            let start = self.text.sentences()[sentence].tokens.start;
            // "Ada Berg, ambassador to Brazil": she is there for another state.
            let article = usize::from(at > start && self.lower[at - 1] == "the");
            if at > start + article && self.lower[at - 1 - article] == "to" {
                continue;
            }
            // Walk back over "of the", the office, a comma, to the name.
            let mut comma = at;
            let mut office = None;
            while comma > start && at - comma < 12 {
                comma -= 1;
                if self.text.word(comma) == "," {
                    break;
                }
                // "Ada Berg, met the president of Brazil": what she does, not what she is.
                let word = self.lower[comma].as_str();
                let is = matches!(word, "was" | "were" | "became" | "had" | "been");
                if !is && (words.pasts.contains(word) || words.saying.contains(word)) {
                    office = None;
                    break;
                }
                if words.offices.contains(&self.lower[comma]) {
                    office =
                        Some(office.map_or((comma, comma + 1), |it: (usize, usize)| (comma, it.1)));
                }
            }
            let Some(office) = office.filter(|_| comma > start && self.text.word(comma) == ",")
            else {
                continue;
            };
            let mut first = comma;
            while first > start && comma - first < 4 {
                let token = &tokens[first - 1];
                // A hyphen is part of a name only between two of its letters, never a dash.
                let dash = self.text.word(first - 1) == "-"
                    && !token.spaced
                    && first < comma
                    && !tokens[first].spaced;
                let part = token.kind == TokenKind::Word && token.capital
                    || dash
                    || (first < comma && self.text.word(first) == "-" && !tokens[first].spaced);
                let before = &self.lower[first - 1];
                if !part || words.offices.contains(before) || HONORIFICS.contains(&before.as_str())
                {
                    break;
                }
                first -= 1;
            }
            let count = tokens[first..comma].iter().filter(|it| it.kind == TokenKind::Word).count();
            let span = if count >= 2 { self.span(first, comma) } else { continue };
            if covered.overlaps(span) {
                continue;
            }
            let title = self.lower[office.0..office.1].join(" ");
            let state = mention.actor.as_ref().and_then(|it| self.registry.actor(it));
            let id = self.person(found, span, &title, state);
            covered.add(span);
            found.mentions.push(NameMention {
                span,
                actor: Some(id),
                place: None,
                form: NameForm::Name,
            });
        }
    }
}
