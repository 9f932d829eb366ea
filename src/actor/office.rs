//! Offices: who is meant by "the Norwegian president", and the noun phrases that begin with a state's name
//! and end in an office, its holder or a body.

use std::collections::{BTreeMap, BTreeSet};

use crate::actor::discover::{Covered, Discovered, Look};
use crate::actor::find::Found;
use crate::actor::registry::Registry;
use crate::actor::{ActorId, NameForm, NameMention, Role};
use crate::config::ActorKind;
use crate::date::Date;
use crate::source::Span;

/// A noun phrase that begins with the name of a state or its people.
pub(super) enum Phrase {
    /// It ends in a person's name: the tokens of the office and of the name.
    Person { office: String, name: (usize, usize) },
    /// It ends in a noun of office or of an organisation: "the Finnish president".
    Office { title: String, end: usize },
}

/// An office that stands for whoever holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tenure {
    span: Span,
    title: String,
    state: ActorId,
}

impl Look<'_> {
    /// Lets the names of states take in what follows them: an office stands for its holder, a person's name for
    /// the person.
    pub(super) fn offices(&self, known: &mut Vec<NameMention>, found: &mut Discovered) {
        let mut absorbed = Covered::default();
        for mention in known.iter_mut() {
            if absorbed.overlaps(mention.span) {
                continue;
            }
            let state = mention.actor.as_ref().and_then(|it| self.registry.actor(it));
            let Some(state) = state.filter(|it| it.kind == ActorKind::State).cloned() else {
                continue;
            };
            if mention.form == NameForm::Name || mention.form == NameForm::Demonym {
                let phrase = self.phrase_after(mention).filter(|it| self.is_told(mention.span, it));
                match phrase {
                    Some(Phrase::Person { office, name }) => {
                        let span = self.span(name.0, name.1);
                        let whole = mention.span.join(span);
                        absorbed.add(Span::new(mention.span.end, whole.end));
                        let id = self.person(found, span, &office, Some(&state));
                        found.mentions.push(NameMention {
                            span: whole,
                            actor: Some(id),
                            place: None,
                            form: NameForm::Name,
                        });
                        mention.span = Span::new(whole.start, whole.start);
                    }
                    Some(Phrase::Office { title, end }) => {
                        mention.span.end = self.span(end - 1, end).end;
                        mention.place = None;
                        mention.form = NameForm::Office;
                        let holder = self.registry.holder(&title, &state.id, None);
                        mention.actor = holder.or_else(|| mention.actor.clone());
                        found.offices.push(Tenure { span: mention.span, title, state: state.id });
                    }
                    None => {}
                }
            }
        }
        known.retain(|it| !it.span.is_empty() && !absorbed.contains(it.span));
    }

    /// Whether a phrase is no accident of title case: "Norwegian Minister Hosts Reception" introduces nobody,
    /// since the text names no "Hosts Reception" elsewhere.
    fn is_told(&self, state: Span, phrase: &Phrase) -> bool {
        let Phrase::Person { name, .. } = phrase else { return true };
        let Some(sentence) = self.text.sentence_at(state.start) else { return true };
        let tokens = &self.text.sentences()[sentence].tokens;
        if !self.is_heading(tokens.start, tokens.end) {
            return true;
        }
        let words = &self.lower[name.0..name.1];
        let known = || self.registry.actor_named(self.text.slice(self.span(name.0, name.1)));
        let last = &self.lower[name.1 - 1];
        let here = tokens.clone().filter(|it| self.lower[*it] == *last).count();
        words.len() == 1 || self.capitals_of(last) > here || known().is_some()
    }

    /// What follows the name of a state: [modifiers] office [name], or an organisation's noun.
    fn phrase_after(&self, mention: &NameMention) -> Option<Phrase> {
        let words = &self.registry.words;
        let tokens = self.text.tokens();
        let sentence = self.text.sentence_at(mention.span.start)?;
        let limit = self.text.sentences()[sentence].tokens.end;
        let mut at = self.text.token_at(mention.span.end);
        // "Norway's foreign minister" and "Norwegian foreign minister", but not "Norway, minister".
        if at < limit && matches!(self.text.word(at), "'s" | "’s") {
            at += 1;
        } else if mention.form == NameForm::Name && mention.actor.is_none() {
            return None;
        }
        if let Some(end) = self.people_of_body(mention, at, limit) {
            return Some(Phrase::Office { title: String::new(), end });
        }
        let first = at;
        let mut office: Option<(usize, usize)> = None;
        let mut organisation = None;
        while at < limit && at < first + 9 {
            let word = self.lower[at].as_str();
            let pair = at + 1 < limit && tokens[at + 1].spaced;
            let both = if pair { format!("{word} {}", self.lower[at + 1]) } else { String::new() };
            if words.offices.contains(&both) {
                office = Some((office.map_or(at, |it| it.0), at + 2));
                at += 2;
            } else if words.organisations.contains(&both) {
                organisation = Some(at + 2);
                at += 2;
            } else if words.offices.contains(word) {
                office = Some((office.map_or(at, |it| it.0), at + 1));
                at += 1;
            } else if words.organisations.contains(word) {
                organisation = Some(at + 1);
                at += 1;
            } else if words.modifiers.contains(word)
                || (matches!(word, "and" | "-") && office.is_some())
                || (office.is_none() && word == "-")
            {
                at += 1;
            } else {
                break;
            }
        }
        if let Some((start, end)) = office {
            // Only what stands right after the office is its holder's name.
            let after = if at == end { self.after_post(end, limit) } else { end };
            let after = if after == end { self.after_domain(end, limit) } else { after };
            let name = if at == end { self.name_at(after, limit) } else { None };
            let title = self.lower[start..end].join(" ");
            if let Some(name) = name {
                return Some(Phrase::Person { office: title, name });
            }
            if organisation.is_none_or(|it| it < end) {
                return Some(Phrase::Office { title, end });
            }
        }
        // "the Norwegian Ministry of Fisheries": what it is of is part of it.
        let whole = |end: usize| {
            if self.is_ministry(end - 1) { self.after_domain(end, limit) } else { end }
        };
        let organisation =
            organisation.map(whole).or_else(|| self.body_of_people(mention, at, limit));
        organisation.map(|end| Phrase::Office { title: String::new(), end })
    }

    /// "a delegation of Norwegian miners": the noun after the people's name, behind a body that it is made of.
    fn people_of_body(&self, mention: &NameMention, at: usize, limit: usize) -> Option<usize> {
        let start = self.text.token_at(mention.span.start);
        let words = &self.registry.words;
        let body = start > 1
            && self.lower[start - 1] == "of"
            && words.organisations.contains(&self.lower[start - 2]);
        let word = self.lower.get(at).filter(|_| at < limit)?;
        let plural = word.len() > 3 && word.ends_with('s') && !self.text.tokens()[at].capital;
        (mention.form == NameForm::Demonym && body && plural).then_some(at + 1)
    }

    /// "a Norwegian salmon company": one word may stand between a people's name and a body's noun.
    fn body_of_people(&self, mention: &NameMention, at: usize, limit: usize) -> Option<usize> {
        let words = &self.registry.words;
        let (word, noun) =
            (self.lower.get(at)?, self.lower.get(at + 1).filter(|_| at + 1 < limit)?);
        let plain = word.len() > 4
            && word.chars().all(char::is_alphabetic)
            && !self.text.tokens()[at].capital
            && !(word.ends_with("ed") || words.pasts.contains(word) || words.saying.contains(word));
        let body = words.organisations.contains(noun);
        (mention.form == NameForm::Demonym && plain && body).then_some(at + 2)
    }

    fn is_ministry(&self, at: usize) -> bool {
        matches!(self.lower[at].as_str(), "ministry" | "department" | "committee" | "agency")
    }

    /// The token after "of Foreign Trade" in "Minister of Foreign Trade Bo Lind"; else the same token.
    pub(super) fn after_domain(&self, at: usize, limit: usize) -> usize {
        const LONGEST: usize = 14;
        if !matches!(self.lower.get(at).map(String::as_str), Some("of" | "for")) {
            return at;
        }
        let the = usize::from(self.lower.get(at + 1).is_some_and(|it| it == "the"));
        let first = at + 1 + the;
        let domain = |it: usize| {
            let capital = it < limit && self.text.tokens()[it].capital;
            capital && self.registry.words.domains.contains(&self.lower[it])
        };
        let mut end = first;
        while end < limit.min(first + LONGEST) {
            let joins = matches!(self.lower[end].as_str(), "and" | "&" | "," | "-");
            if !(domain(end) || joins && end > first && domain(end + 1)) {
                break;
            }
            end += 1;
        }
        if end > first { end } else { self.after_body(first, limit).unwrap_or(at) }
    }

    /// The token after the name of the body that an office is of: "Director of the Harbour Court Bo Lind".
    fn after_body(&self, first: usize, limit: usize) -> Option<usize> {
        const LONGEST: usize = 7;
        let capital = |it: &usize| {
            self.text.tokens()[*it].capital
                || matches!(self.text.word(*it), "'" | "’" | "'s" | "’s")
        };
        let run = (first..limit.min(first + LONGEST)).take_while(capital);
        let body = |it: &usize| self.registry.words.organisations.contains(&self.lower[*it]);
        run.filter(body).last().map(|it| it + 1)
    }

    /// The token after "to Norway" in "ambassador to Norway Bo Lind"; else the same token.
    fn after_post(&self, at: usize, limit: usize) -> usize {
        if !matches!(self.lower.get(at).map(String::as_str), Some("to" | "of")) {
            return at;
        }
        let the = usize::from(self.lower.get(at + 1).is_some_and(|it| it == "the"));
        let state = at + 1 + the;
        // A state's name has up to four words.
        (state + 1..(state + 5).min(limit))
            .rev()
            .find(|&end| {
                let name = self.text.slice(self.span(state, end));
                self.registry.actor_named(name).is_some_and(|it| it.kind == ActorKind::State)
            })
            .unwrap_or(at)
    }
}

/// Gives an office to the one person whom the text itself introduces with it: "the Norwegian ambassador",
/// where it tells of "Ada Berg, Norwegian ambassador".
pub(super) fn give_offices(known: &mut [NameMention], found: &Discovered) {
    let mut holders: BTreeMap<(&ActorId, &str), Vec<&ActorId>> = BTreeMap::new();
    for actor in &found.actors {
        for role in &actor.roles {
            if let Some(state) = &actor.state {
                holders.entry((state, role.title.as_str())).or_default().push(&actor.id);
            }
        }
    }
    let mut places: BTreeMap<Span, usize> = BTreeMap::new();
    for (place, mention) in known.iter().enumerate() {
        places.entry(mention.span).or_insert(place);
    }
    for office in found.offices.iter().filter(|it| !it.title.is_empty()) {
        let held = holders.get(&(&office.state, office.title.as_str()));
        let Some([holder]) = held.map(Vec::as_slice) else { continue };
        let state = |it: &&mut NameMention| it.actor.as_ref() == Some(&office.state);
        let mention = places.get(&office.span).and_then(|it| known.get_mut(*it));
        if let Some(mention) = mention.filter(state) {
            mention.actor = Some((*holder).clone());
        }
    }
}

impl Registry {
    /// Gives the offices of a text to those who held them when the text was published: a later or
    /// an earlier holder is never meant, and where nobody is listed for the time it is the state.
    pub fn settle(&self, found: &mut Found, published: Option<Date>) {
        if published.is_none() {
            return;
        }
        let introduced: BTreeSet<&ActorId> = found.actors.iter().map(|it| &it.id).collect();
        for office in &found.offices {
            // Mentions are in order and none overlap.
            let at = found.mentions.partition_point(|it| it.span.start < office.span.start);
            let mention = found
                .mentions
                .get_mut(at)
                .filter(|it| it.span == office.span && it.form == NameForm::Office);
            // Whom the text itself introduces with the office is meant.
            let own = |id: &ActorId| introduced.contains(id);
            if let Some(mention) = mention.filter(|it| !it.actor.as_ref().is_some_and(own)) {
                let holder = self.holder(&office.title, &office.state, published);
                mention.actor = Some(holder.unwrap_or_else(|| office.state.clone()));
            }
        }
    }

    /// The person who alone holds an office of a state, at a time if one is known.
    fn holder(&self, title: &str, state: &ActorId, at: Option<Date>) -> Option<ActorId> {
        if title.is_empty() {
            return None;
        }
        let of_state = |it: &Role| {
            it.of.as_ref().and_then(|of| self.actor_named(of)).is_some_and(|it| it.id == *state)
        };
        let then = |it: &Role| {
            let from = |at: Date| it.from.is_none_or(|it| it.first_day() <= at.last_day());
            let until = |at: Date| it.until.is_none_or(|it| at.first_day() <= it.last_day());
            at.is_none_or(|at| from(at) && until(at))
        };
        let mut holders = self.actors().filter(|it| {
            it.roles
                .iter()
                .any(|role| role.title.eq_ignore_ascii_case(title) && of_state(role) && then(role))
        });
        let first = holders.next()?;
        holders.next().is_none().then(|| first.id.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, ConfigSources};
    use crate::source::Source;
    use crate::text::Text;

    #[test]
    fn an_office_is_of_who_held_it_then() {
        let actors = "- {name: Ada Berg, side: Norway, roles: [{title: president, of: Norway, \
                      from: 2008, until: 2012}]}\n- {name: Bo Lind, side: Norway, roles: \
                      [{title: president, of: Norway, from: 2014}]}\n";
        let sources = ConfigSources {
            actors: Some(Source::new("actors.yaml", actors)),
            ..ConfigSources::default()
        };
        let registry = Registry::new(&Config::read(&sources).value).value;
        let text = Text::new("On Monday the Norwegian president came.");
        let who = |year: i32| {
            let mut found = registry.find(&text);
            registry.settle(&mut found, Date::day(year, 5, 1));
            found.mentions[0].actor.as_ref().map(|it| it.as_str().to_owned())
        };
        assert_eq!(who(2010).as_deref(), Some("ada-berg"));
        assert_eq!(who(2015).as_deref(), Some("bo-lind"));
        assert_eq!(who(2013).as_deref(), Some("norway"));
    }
}
