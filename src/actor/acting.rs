//! Names that nobody introduces: organisations by the form of their names, and persons and companies that
//! the text lets act ("Mia Holt said", "a meeting with Mia Holt", "Northwind sold").
//!
//! A name counts by what the whole text does with it, so that one capital letter is no actor. Headings in
//! title case are not asked, because everything in them begins with a capital.

use std::collections::{BTreeMap, BTreeSet};

use crate::actor::discover::{Discovered, Look, Taken};
use crate::actor::find::is_month_or_day;
use crate::actor::{Actor, ActorId, Known, NameForm, NameMention, Place, PlaceId};
use crate::config::{ActorKind, slug};
use crate::text::TokenKind;

/// The longest name, in words.
const LONGEST: usize = 5;

/// What a name is by its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    /// It ends in a noun of organisation, or begins with one and goes on with "of".
    Organisation,
    /// Two to four words, as persons have.
    Full,
    /// One word or an abbreviation.
    Single,
}

/// What a text does with a name.
#[derive(Debug, Default)]
struct Use {
    places: Vec<(usize, usize)>,
    /// How often it is the subject of a verb that tells of the past.
    acts: usize,
    /// How often something is done with it or by it.
    meets: usize,
    /// How often it stands where something is.
    located: usize,
    /// Whether an office stands before it: "President Lind" is no company.
    titled: bool,
    /// Whether an article stands before it, as before no person.
    article: bool,
    /// Whether what follows it is a place as well: "in Eastgate, Norway".
    placed: bool,
    /// Whether it stands within a sentence, where a capital is no matter of place.
    within: bool,
}

impl Look<'_> {
    /// Finds the names that act.
    pub(super) fn acting(&self, known: &[NameMention], found: &mut Discovered) {
        let uses = self.uses(&self.taken(known, found));
        let plain: BTreeSet<&str> = (0..self.lower.len())
            .filter(|&it| !self.text.tokens()[it].capital && !self.is_of_address(it))
            .map(|it| self.lower[it].as_str())
            .collect();
        for ((form, name), it) in &uses {
            // "a letter to Mia Holt", and later "Holt thanked her".
            let short = |word: &str| {
                uses.get(&(Form::Single, word.to_owned())).is_some_and(|it| it.acts > 0)
            };
            let short = *form == Form::Full && it.meets > 0 && name.split(' ').any(short);
            let often = it.places.len() > 1 || has_joined_given_name(name) || short;
            let acts = it.acts > 0 || it.meets > 0 && often;
            match form {
                Form::Organisation => self.add_organisation(known, found, name, it),
                Form::Full if acts && !it.article => self.add_person(found, it),
                Form::Full if acts => self.add_organisation(known, found, name, it),
                _ => {}
            }
        }
        let acronyms = self.acronyms(found);
        for ((form, name), it) in &uses {
            if let (Form::Single, Some(id)) = (form, acronyms.get(name)) {
                // What stands in brackets behind the name is the name once more.
                let told = |it: &(usize, usize)| it.0 == 0 || self.text.word(it.0 - 1) != "(";
                let places = it.places.iter().copied().filter(told).collect();
                self.add_mentions(found, &Use { places, ..Use::default() }, Some(id), None);
                continue;
            }
            let lower = name.to_lowercase();
            let common = !it.within
                || it.titled
                || plain.contains(lower.as_str())
                || found.with_word(name).is_some()
                || self.registry.is_part_of_person(name);
            // "OpenTide": a capital within is no word's.
            let coined = name.chars().skip(1).any(char::is_uppercase)
                && name.chars().any(char::is_lowercase);
            let often = it.acts > 1 || it.acts > 0 && (it.places.len() > 2 || coined);
            match form {
                Form::Single if !common && often => self.add_organisation(known, found, name, it),
                Form::Organisation => {}
                _ if it.acts == 0
                    && it.located > usize::from(*form == Form::Single && !it.placed)
                    && !plain.contains(lower.as_str()) =>
                {
                    self.add_place(found, name, it);
                }
                _ => {}
            }
        }
    }

    /// The names of a text that are not known, each with what the text does with it.
    fn uses(&self, taken: &Taken<'_>) -> BTreeMap<(Form, String), Use> {
        let mut uses: BTreeMap<(Form, String), Use> = BTreeMap::new();
        for sentence in self.text.sentences() {
            let (start, limit) = (sentence.tokens.start, sentence.tokens.end);
            if self.is_heading(start, limit) {
                continue;
            }
            let mut at = start;
            while at < limit {
                let Some((form, end)) = self.name_from(at, start, limit, taken) else {
                    at += 1;
                    continue;
                };
                let name = self.text.slice(self.span(at, end));
                let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
                let it = uses.entry((form, name)).or_default();
                it.places.push((at, end));
                it.placed |= self.text.word(end) == "," && end + 1 < limit && taken.has(end + 1);
                it.within |= at > start && self.text.word(at - 1) != "\"";
                let before = at.checked_sub(1).filter(|it| *it >= start);
                let before = before.map_or("", |it| self.lower[it].as_str());
                it.titled |= self.registry.words.offices.contains(before);
                it.article |= matches!(before, "the" | "a" | "an");
                // "the mills in Eastgate were sold": the place is no subject.
                let within = matches!(before, "in" | "near" | "outside");
                it.acts += usize::from(!within && self.acts_after(end, limit, form));
                match before {
                    "met" | "told" if form == Form::Full => it.acts += 1,
                    "by" | "with" | "between" => it.meets += 1,
                    "to" if at > start + 1 && self.tells_past(at - 2, limit) => it.meets += 1,
                    // "wrote to Mia Holt and to Bo Lind"
                    "to" if at > start + 1 && self.lower[at - 2] == "and" => it.meets += 1,
                    "in" | "near" | "outside" if self.ends_phrase(end, limit) => it.located += 1,
                    _ => {}
                }
                at = end;
            }
        }
        uses
    }

    /// "Minister of Tides Mia Holt": where a domain that nobody lists ends, and the name begins, is not known.
    fn is_of_office(&self, at: usize, start: usize) -> bool {
        at > start + 1
            && matches!(self.lower[at - 1].as_str(), "of" | "for")
            && self.registry.words.offices.contains(&self.lower[at - 2])
            && self.text.tokens()[at - 2].capital
    }

    /// Whether a word is part of an address of the web: its small letters say nothing.
    fn is_of_address(&self, at: usize) -> bool {
        let tokens = self.text.tokens();
        let joint = |it: usize| matches!(self.text.word(it), "." | "/" | "@");
        let before = at > 0 && !tokens[at].spaced && joint(at - 1);
        let after = at + 2 < tokens.len()
            && joint(at + 1)
            && !tokens[at + 1].spaced
            && !tokens[at + 2].spaced
            && tokens[at + 2].kind == TokenKind::Word;
        before || after
    }

    /// The name that begins at a token, by its form.
    fn name_from(
        &self,
        at: usize,
        start: usize,
        limit: usize,
        taken: &Taken<'_>,
    ) -> Option<(Form, usize)> {
        let free = |it: usize| !taken.has(it);
        // "the Norwegian Ministry" is the state's.
        if !self.begins_name(at) || !free(at) || at > start && !free(at - 1) {
            return None;
        }
        // Part of a longer name: "May Day Works", "Down-with-Dust Union", "An Kum Ae"; but not "On Monday Mia
        // Holt left".
        let tokens = self.text.tokens();
        let clipped = at > start
            && (tokens[at - 1].kind == TokenKind::Word
                && tokens[at - 1].capital
                && !(is_month_or_day(self.text.word(at - 1))
                    && self.lower[at - 1].ends_with("day"))
                && !self.registry.words.offices.contains(&self.lower[at - 1])
                && !self.registry.words.modifiers.contains(&self.lower[at - 1])
                && at > start + 1
                || self.text.word(at - 1) == "-" && !tokens[at].spaced && !tokens[at - 1].spaced);
        if clipped {
            return None;
        }
        let end = self.run_end(at, limit, &free);
        let words = &self.registry.words;
        let body = |it: usize| words.organisations.contains(&self.lower[it]);
        let last = self.lower[end - 1].as_str();
        if let Some(end) = self.institution(at, end, limit, &free) {
            return Some((Form::Organisation, end));
        }
        if body(at) && end == at + 1 || body(at) && self.lower[at] == "ministry" {
            // "Ministry of Trade and Industry"
            let next = self.name_after_of(end, limit, &free)?;
            let whole = self.after_domain(end, limit);
            return Some((Form::Organisation, self.run_end(next, limit, &free).max(whole)));
        }
        let count = (at..end).filter(|&it| self.text.tokens()[it].kind == TokenKind::Word).count();
        if words.organisations.contains(last) {
            // "Central Committee": a body of any state and party.
            let generic = (at..end).all(|it| {
                let word = self.lower[it].as_str();
                words.organisations.contains(word)
                    || words.modifiers.contains(word)
                    || matches!(word, "central" | "political" | "joint" | "standing" | "general")
            });
            // "Central Committee of the Harbour Party" is one all the same.
            let next = self.name_after_of(end, limit, &free);
            if generic && next.is_none() {
                return None;
            }
            let end = next.map_or(end, |it| self.run_end(it, limit, &free));
            return (count > 1).then_some((Form::Organisation, end));
        }
        // Somebody's, a thing of that name, or the name of a place.
        let thing =
            (at..end).any(|it| self.is_no_person(it) || words.things.contains(&self.lower[it]));
        if thing || count > 4 || count > 2 && self.is_of_office(at, start) {
            return None;
        }
        let long = self.text.word(at).chars().count() > 2;
        match count {
            1 if long => Some((Form::Single, end)),
            2.. => Some((Form::Full, end)),
            _ => None,
        }
    }

    /// Where the name of an institution ends that says what it is for, or of whom two own it: "Centre for Tidal
    /// Studies", "Holt & Lind".
    fn institution(
        &self,
        at: usize,
        end: usize,
        limit: usize,
        free: &dyn Fn(usize) -> bool,
    ) -> Option<usize> {
        let capital = |it: usize| it < limit && self.text.tokens()[it].capital && free(it);
        let words = &self.registry.words;
        let last = self.lower[end - 1].as_str();
        if (at..end).any(|it| self.text.word(it) == "&") {
            return Some(end);
        }
        let body = words.organisations.contains(last)
            || words.place_nouns.contains(last)
            || matches!(
                last,
                "network" | "coalition" | "alliance" | "campaign" | "initiative" | "office"
            );
        if !body || self.lower.get(end).is_none_or(|it| it != "for") {
            return None;
        }
        let first = end + 1 + usize::from(self.lower.get(end + 1).is_some_and(|it| it == "the"));
        if !capital(first) || is_month_or_day(self.text.word(first)) {
            return None;
        }
        let mut end = self.run_end(first, limit, free);
        // "Institute for Peace and Security"
        if self.lower.get(end).is_some_and(|it| it == "and")
            && capital(end + 1)
            && words.domains.contains(&self.lower[end + 1])
        {
            end = self.run_end(end + 1, limit, free);
        }
        // "Institute for the Sea of Norway"
        let of_state = self.lower.get(end).is_some_and(|it| it == "of")
            && end + 1 < limit
            && self.known_state(end + 1);
        Some(if of_state { end + 2 } else { end })
    }

    /// Where a name goes on after "of" or "of the".
    fn name_after_of(
        &self,
        at: usize,
        limit: usize,
        free: &dyn Fn(usize) -> bool,
    ) -> Option<usize> {
        self.after_of(at, limit).filter(|&it| self.text.tokens()[it].capital && free(it))
    }

    /// What follows "of" or "of the".
    pub(super) fn after_of(&self, at: usize, limit: usize) -> Option<usize> {
        let word = |at: usize| self.lower.get(at).map_or("", String::as_str);
        let next = at + 1 + usize::from(word(at + 1) == "the");
        (word(at) == "of" && next < limit).then_some(next)
    }

    /// Where the capitalised words from a token on end.
    fn run_end(&self, at: usize, limit: usize, free: &dyn Fn(usize) -> bool) -> usize {
        let tokens = self.text.tokens();
        let mut end = at + 1;
        let mut marks = 0;
        while end < limit && end < at + LONGEST + marks && free(end) {
            let token = &tokens[end];
            let initials = self.text.word(end - 1) == "." && end > at + 1;
            let capital = token.kind == TokenKind::Word
                && token.capital
                && (token.spaced || initials)
                && self.text.word(end) != "'s"
                && !is_month_or_day(self.text.word(end));
            let initial = self.text.word(end) == "."
                && !token.spaced
                && self.text.word(end - 1).chars().count() == 1;
            let joined = end + 1 < limit
                && self.text.word(end) == "-"
                && !token.spaced
                && !tokens[end + 1].spaced
                && tokens[end + 1].kind == TokenKind::Word;
            // "Workers' Party": the possessive of a plural is part of the name.
            let owner = end + 1 < limit
                && matches!(self.text.word(end), "'" | "’" | "'s" | "’s")
                && !token.spaced
                && self.owns_body(end + 1, limit);
            // "Holt & Lind" is one firm.
            let firm = end + 1 < limit
                && self.text.word(end) == "&"
                && self.text.tokens()[end + 1].capital
                && free(end + 1);
            if joined || owner || firm {
                end += 2;
            } else if capital || initial {
                marks += usize::from(initial);
                end += 1;
            } else {
                break;
            }
        }
        end
    }

    /// Whether capitalised words from a token on end in a noun of organisation: "Army", "Revolutionary Party".
    fn owns_body(&self, at: usize, limit: usize) -> bool {
        let capital = |it: &usize| self.text.tokens()[*it].capital;
        (at..limit.min(at + 3))
            .take_while(capital)
            .any(|it| self.registry.words.organisations.contains(&self.lower[it]))
    }

    /// Whether a name may begin at a token: a capital that no grammar asks for.
    fn begins_name(&self, at: usize) -> bool {
        let token = &self.text.tokens()[at];
        token.kind == TokenKind::Word && token.capital && !self.begins_no_name(at)
    }

    /// Whether what a name does follows it: "Mia Holt said", "Mia Holt, who is 44, resigned", "Mia Holt and
    /// Bo Lind met", "Mia Holt on Monday left"; or what it is: "Mia Holt, keeper of the seal".
    fn acts_after(&self, end: usize, limit: usize, form: Form) -> bool {
        const APPOSED: usize = 24;
        const MIDDLE: usize = 4;
        let word = |at: usize| self.lower.get(at).filter(|_| at < limit).map_or("", String::as_str);
        let mut at = end;
        // Another name that acts with it.
        if word(at) == "and" {
            // "and his guest Bo Lind"
            let whose = usize::from(matches!(word(at + 1), "his" | "her" | "their")) * 2;
            let next = at + 1 + whose;
            if next < limit && self.begins_name(next) {
                at = self.run_end(next, limit, &|_| true);
            }
        }
        // "also said", "on Monday left", "today began"
        let between = |at: usize| {
            matches!(word(at), "also" | "later" | "then" | "who" | "on" | "today" | "yesterday")
                || word(at).ends_with("ly")
                || at < limit && is_month_or_day(self.text.word(at))
                || at < limit && self.text.tokens()[at].kind == TokenKind::Number
        };
        let verb = (at..at + MIDDLE).find(|&it| !between(it)).unwrap_or(at);
        if self.tells_past(verb, limit) {
            return true;
        }
        if word(end) != "," {
            return false;
        }
        let close = (end + 1..limit.min(end + APPOSED)).find(|&it| self.text.word(it) == ",");
        let what = word(end + 1).starts_with(char::is_alphabetic)
            && !self.text.tokens()[end + 1].capital
            && !matches!(word(end + 1), "and" | "but" | "or" | "in" | "on" | "at" | "which");
        let of = (end + 2..end + 7).any(|it| matches!(word(it), "of" | "for"));
        close.is_some_and(|it| it > end + 1 && self.tells_past(it + 1, limit))
            || form == Form::Full && what && of
    }

    /// Whether a word tells the past, as verbs do.
    fn tells_past(&self, at: usize, limit: usize) -> bool {
        let words = &self.registry.words;
        let word = self.lower.get(at).map_or("", String::as_str);
        at < limit
            && (words.saying.contains(word)
                || words.pasts.contains(word)
                || matches!(word, "has" | "have")
                || word.len() > 4 && word.ends_with("ed"))
    }

    /// Whether the phrase of a name ends with it: no noun follows that it only qualifies.
    fn ends_phrase(&self, end: usize, limit: usize) -> bool {
        if end >= limit || self.text.tokens()[end].kind == TokenKind::Mark {
            return self.text.word(end) != "'s" && self.text.word(end) != "-";
        }
        matches!(
            self.lower[end].as_str(),
            "in" | "on"
                | "and"
                | "at"
                | "for"
                | "to"
                | "with"
                | "after"
                | "before"
                | "when"
                | "where"
                | "during"
                | "by"
                | "from"
                | "as"
                | "until"
                | "that"
                | "was"
                | "were"
                | "last"
                | "this"
                | "earlier"
        )
    }

    fn add_organisation(
        &self,
        known: &[NameMention],
        found: &mut Discovered,
        name: &str,
        it: &Use,
    ) {
        let id = ActorId::new(slug(name));
        if self.registry.actor(&id).is_none() && found.actor(&id).is_none() {
            let state = it.places.iter().find_map(|it| self.state_after(known, it.1));
            found.add(Actor {
                id: id.clone(),
                name: name.to_owned(),
                kind: ActorKind::Organisation,
                side: state.and_then(|it| self.registry.side_of(it)),
                state: state.map(|it| it.id.clone()),
                aliases: Vec::new(),
                born: None,
                roles: Vec::new(),
                wikidata: None,
                image: None,
                known: Known::Discovered,
            });
        }
        self.add_mentions(found, it, Some(&id), None);
    }

    /// The state that the name of an organisation goes on to: "the Regional Committee of the Labour Party of Norway".
    fn state_after(&self, known: &[NameMention], end: usize) -> Option<&Actor> {
        const LONGEST: usize = 9;
        let limit = self.lower.len();
        let mut of = end;
        while of < end + LONGEST {
            let at = self.after_of(of, limit)?;
            let first = self.text.tokens()[at].span().start;
            let next = known.partition_point(|it| it.span.start < first);
            if let Some(name) = known.get(next).filter(|it| it.span.start == first) {
                let actor = self.registry.actor(name.actor.as_ref()?)?;
                // "the Society of Friends of Norway" is not Norway's.
                let words = &self.registry.words;
                let last = self.lower[of - 1].as_str();
                if last.ends_with('s')
                    && !words.organisations.contains(last)
                    && !words.domains.contains(last)
                {
                    return None;
                }
                return (name.form == NameForm::Name && actor.kind == ActorKind::State)
                    .then_some(actor);
            }
            let capital = |it: &usize| self.text.tokens()[*it].capital;
            of = at + (at..limit).take_while(capital).count();
        }
        None
    }

    fn add_person(&self, found: &mut Discovered, it: &Use) {
        let (first, end) = it.places[0];
        let id = self.person(found, self.span(first, end), "", None);
        self.add_mentions(found, it, Some(&id), None);
    }

    fn add_place(&self, found: &mut Discovered, name: &str, it: &Use) {
        let id = PlaceId::new(slug(name));
        if self.registry.place(&id).is_none() && !found.places.iter().any(|it| it.id == id) {
            found.places.push(Place {
                id: id.clone(),
                name: name.to_owned(),
                aliases: Vec::new(),
                state: None,
                coordinates: None,
                country: false,
            });
        }
        self.add_mentions(found, it, None, Some(&id));
    }

    fn add_mentions(
        &self,
        found: &mut Discovered,
        it: &Use,
        actor: Option<&ActorId>,
        place: Option<&PlaceId>,
    ) {
        found.mentions.extend(it.places.iter().map(|(first, end)| NameMention {
            span: self.span(*first, *end),
            actor: actor.cloned(),
            place: place.cloned(),
            form: NameForm::Name,
        }));
    }
}

/// "Yun Seo-jin": a part that is small after a hyphen is a given name, and no firm's.
fn has_joined_given_name(name: &str) -> bool {
    name.split(' ').skip(1).any(|word| {
        let Some((first, second)) = word.split_once('-') else { return false };
        let small = second.chars().all(char::is_lowercase) && !second.is_empty();
        small && first.chars().next().is_some_and(char::is_uppercase)
    })
}
