//! Persons as news introduces them without naming a state first: "spokesperson Mia Holt", "Bo Lind,
//! 44, the head of the union", "a delegation led by Bo Lind", "the club's manager, Bo Lind".
//!
//! Only a full name that stands beside an office, an honorific or a word of leading is a person;
//! a heading in title case introduces nobody, because everything in it begins with a capital.

use crate::actor::discover::{Covered, Discovered, Look};
use crate::actor::find::is_month_or_day;
use crate::actor::{Actor, Known, NameForm, NameMention};
use crate::config::ActorKind;
use crate::source::Span;
use crate::text::TokenKind;

pub(super) const HONORIFICS: &[&str] = &["mr", "mrs", "ms", "dr", "comrade", "sir", "madam"];

/// Capitalised words that begin a sentence and no name.
const NO_NAME: &[&str] = &[
    "the",
    "a",
    "an",
    "in",
    "on",
    "at",
    "as",
    "after",
    "before",
    "when",
    "while",
    "but",
    "and",
    "if",
    "for",
    "from",
    "by",
    "with",
    "to",
    "his",
    "her",
    "their",
    "its",
    "our",
    "this",
    "that",
    "these",
    "those",
    "however",
    "meanwhile",
    "also",
    "yesterday",
    "today",
    "earlier",
    "then",
    "who",
    "which",
    "he",
    "she",
    "it",
    "they",
    "we",
    "i",
    "you",
    "both",
    "all",
    "some",
    "of",
];

/// Whether all that is known of a name is that its last part is a place as well.
fn ends_like_a_place(known: &[NameMention], span: Span) -> bool {
    let first = known.partition_point(|it| it.span.end <= span.start);
    let mut within = known[first..].iter().take_while(|it| it.span.start < span.end).peekable();
    within.peek().is_some()
        && within.all(|it| {
            let last = it.span.start > span.start && it.span.end == span.end;
            last && it.actor.is_none() && it.place.is_some()
        })
}

impl Look<'_> {
    /// Finds the persons whom a text introduces beside an office.
    pub(super) fn introduced(&self, known: &[NameMention], found: &mut Discovered) {
        let mut covered = Covered::by(known.iter().chain(&found.mentions));
        for sentence in self.text.sentences() {
            let (start, end) = (sentence.tokens.start, sentence.tokens.end);
            if self.is_heading(start, end) {
                continue;
            }
            for at in start..end {
                let introduction = self
                    .titled(at, end)
                    .or_else(|| self.led(at, start, end))
                    .or_else(|| self.after_office(at, start, end))
                    .or_else(|| self.before_office(at, start, end))
                    .or_else(|| self.present(at, start, end));
                let Some((name, office, context)) = introduction else { continue };
                let span = self.span(name.0, name.1);
                // "President Joao Recife", where Recife is a city.
                let like_a_place = !office.is_empty() && ends_like_a_place(known, span);
                if covered.overlaps(span) && !like_a_place {
                    continue;
                }
                covered.add(span);
                let state = self.state_within(known, context);
                let id = self.person(found, span, &office, state);
                let form = NameForm::Name;
                found.mentions.push(NameMention { span, actor: Some(id), place: None, form });
            }
        }
    }

    /// "President Lind": who is only told by office and surname, when all full names are known.
    pub(super) fn surnames(&self, known: &[NameMention], found: &mut Discovered) {
        const SHORTEST: usize = 3;
        let taken = self.taken(known, found);
        for sentence in self.text.sentences() {
            let (start, end) = (sentence.tokens.start, sentence.tokens.end);
            if self.is_heading(start, end) {
                continue;
            }
            for at in start + 1..end {
                // "General Electric", "Chief Justice", "Head Office" are names and titles.
                let office = self.registry.words.offices.contains(&self.lower[at - 1])
                    && !matches!(self.lower[at - 1].as_str(), "general" | "chief" | "head")
                    && self.text.tokens()[at - 1].capital;
                let long = self.text.word(at).chars().count() >= SHORTEST;
                let more = at + 1 < end && self.is_name_word(at + 1);
                let name = self.is_name_word(at) && !self.is_no_person(at) && long && !more;
                let free = !taken.has(at) && !taken.has(at - 1);
                if !(office && name && free) {
                    continue;
                }
                let span = self.span(at, at + 1);
                let id = self.person(found, span, &self.office_that_ends(at - 1), None);
                let form = NameForm::Name;
                found.mentions.push(NameMention { span, actor: Some(id), place: None, form });
            }
        }
    }

    /// Title case without an end mark, or capitals throughout.
    pub(super) fn is_heading(&self, start: usize, end: usize) -> bool {
        let words = || {
            (start..end).filter(|&it| {
                self.text.tokens()[it].kind == TokenKind::Word && self.lower[it].chars().count() > 3
            })
        };
        let capital = words().filter(|&it| self.text.tokens()[it].capital).count();
        let shouted = words().filter(|&it| self.is_shouted(it)).count();
        let all = words().count();
        let last = self.text.word(end.saturating_sub(1));
        let ended = matches!(last, "." | "!" | "?" | "\"" | "”" | "’" | ")" | ":");
        all == 0 || shouted * 2 > all || (!ended && capital * 3 > all * 2)
    }

    fn is_shouted(&self, at: usize) -> bool {
        let word = self.text.word(at);
        word.chars().count() > 3 && word.chars().all(char::is_uppercase)
    }

    /// "spokesperson Mia Holt", "Mr Bo Lind", "Premier Wu Feng".
    fn titled(&self, at: usize, limit: usize) -> Option<Introduction> {
        let word = self.lower[at].as_str();
        let honorific = HONORIFICS.contains(&word) && self.text.tokens()[at].capital;
        if !honorific && !self.registry.words.offices.contains(word) {
            return None;
        }
        let dotted = honorific && self.lower.get(at + 1).is_some_and(|it| it == ".");
        let first = at + 1 + usize::from(dotted);
        // "Minister of Foreign Trade Bo Lind".
        let first = if honorific { first } else { self.after_domain(first, limit) };
        let name = self.full_name_at(first, limit)?;
        let office = if honorific { String::new() } else { self.office_that_ends(at) };
        // What follows the name tells the state: "Mr Bo Lind, foreign minister of Norway".
        let apposed = self.apposed_office(name.1, limit);
        let (office, context) = match apposed {
            Some((other, context)) if office.is_empty() => (other, context),
            Some((_, context)) => (office, context),
            // "President Bo Lind of Norway"
            None if self.state_follows(name.1, limit) => (office, (name.1, limit.min(name.1 + 3))),
            None => {
                let first = (at + 1).saturating_sub(office.split_whitespace().count());
                let owned = first > 0
                    && (self.text.tokens()[first - 1].capital
                        || matches!(self.text.word(first - 1), "'s" | "’s"));
                // "Acme chief executive Bo Lind", "Acme's chief executive Bo Lind"
                (office, if owned { (first.saturating_sub(2), first) } else { (at, at) })
            }
        };
        Some((name, office, context))
    }

    /// Whether "of" and a state stand at a token.
    fn state_follows(&self, at: usize, limit: usize) -> bool {
        self.after_of(at, limit).is_some_and(|it| self.known_state(it))
    }

    /// "led by Bo Lind", "headed by Bo Lind", after a delegation or a mission.
    fn led(&self, at: usize, start: usize, limit: usize) -> Option<Introduction> {
        let by = matches!(self.lower[at].as_str(), "led" | "headed")
            && self.lower.get(at + 1).is_some_and(|it| it == "by");
        if !by || at + 2 >= limit {
            return None;
        }
        let name = self.full_name_at(at + 2, limit)?;
        let (office, context) =
            self.apposed_office(name.1, limit).unwrap_or((String::new(), (start, at)));
        Some((name, office, context))
    }

    /// "Present there were Bo Lind, Mia Holt and others": who is in the list of those who were there.
    fn present(&self, at: usize, start: usize, limit: usize) -> Option<Introduction> {
        let was = |it: usize| matches!(self.lower[it].as_str(), "were" | "was");
        let listed = self.lower[start] == "present"
            && at > start
            && (was(at - 1) || matches!(self.text.word(at - 1), "," | "and"))
            && (start..at).any(was);
        let name = if listed { self.full_name_at(at, limit) } else { None }?;
        let next = self.lower.get(name.1).map_or("", String::as_str);
        let ends = matches!(next, "," | "and" | "." | ";");
        ends.then(|| (name, String::new(), (at, at)))
    }

    /// "the club's manager, Bo Lind, said".
    fn after_office(&self, at: usize, start: usize, limit: usize) -> Option<Introduction> {
        /// "Kenya's army" before "chief": what is farther owns something else.
        const OWNER: usize = 3;
        if self.text.word(at) != "," || at == start || at + 1 >= limit {
            return None;
        }
        // "the president of Norway, Bo Lind": the office stands before what it is of.
        let last = self.before_of(at, start).unwrap_or(at - 1);
        if !self.registry.words.offices.contains(&self.lower[last]) {
            return None;
        }
        let office = self.office_that_ends(last);
        let first = last + 1 - office.split(' ').count();
        let owned = (start..first).rev().take(4).any(|it| {
            matches!(self.lower[it].as_str(), "'s" | "’s" | "its" | "their" | "his" | "her" | "the")
        });
        let name = self.full_name_at(at + 1, limit)?;
        // A list of persons ("the mayor, Bo Lind and Ada Berg") is none: a comma, a verb or a time must follow.
        let next = self.lower.get(name.1).map(String::as_str);
        let closed = next.is_some_and(|it| {
            matches!(it, "," | "." | "on" | "in" | "at") || self.registry.words.saying.contains(it)
        });
        (owned && closed).then_some((name, office, (first.saturating_sub(OWNER).max(start), at)))
    }

    /// The last word of the office in "president of Norway", where the name that ends before a token begins
    /// after "of".
    fn before_of(&self, at: usize, start: usize) -> Option<usize> {
        const LONGEST: usize = 5;
        let of = (at.saturating_sub(LONGEST).max(start + 1)..at)
            .rev()
            .find(|&it| self.lower[it] == "of")?;
        let the = usize::from(self.lower[of + 1] == "the");
        let named =
            of + 1 + the < at && (of + 1 + the..at).all(|it| self.text.tokens()[it].capital);
        named.then_some(of - 1)
    }

    /// "Mia Holt, a spokesperson for the port", "Bo Lind, 44, the head of the union".
    fn before_office(&self, at: usize, start: usize, limit: usize) -> Option<Introduction> {
        if at > start && self.is_name_word(at - 1) && self.text.tokens()[at].spaced {
            return None;
        }
        if !self.is_name_word(at) {
            return None;
        }
        let name = self.full_name_at(at, limit)?;
        let (office, context) = self.apposed_office(name.1, limit)?;
        Some((name, office, context))
    }

    /// The office in ", [44,] [a|the] [modifiers] office" that begins at a token, and the tokens
    /// that may tell of which state it is.
    fn apposed_office(&self, at: usize, limit: usize) -> Option<(String, (usize, usize))> {
        let words = &self.registry.words;
        if at >= limit || self.text.word(at) != "," {
            return None;
        }
        let mut first = at + 1;
        if first + 1 < limit
            && self.text.tokens()[first].kind == TokenKind::Number
            && self.text.word(first + 1) == ","
        {
            first += 2;
        }
        let mut office = None;
        let mut end = first;
        while end < limit && end < first + 7 {
            let word = self.lower[end].as_str();
            if words.offices.contains(word) {
                office = Some(end);
            } else if office.is_some() {
                break;
            }
            let name = self.known_state(end);
            let passed = matches!(word, "a" | "an" | "the" | "-" | "'s" | "’s" | "and" | "his")
                || words.modifiers.contains(word)
                || words.offices.contains(word)
                || words.organisations.contains(word)
                || name;
            if !passed {
                break;
            }
            end += 1;
        }
        let office = self.office_that_ends(office?);
        // The apposition reaches to the next comma.
        let close = (end..limit.min(end + 24)).find(|&it| self.text.word(it) == ",");
        Some((office, (first, close.unwrap_or_else(|| limit.min(end + 8)))))
    }

    /// The words of office and their modifiers that end at a token.
    fn office_that_ends(&self, at: usize) -> String {
        let words = &self.registry.words;
        let fits = |it: usize| {
            let word = self.lower[it].as_str();
            words.offices.contains(word)
                || matches!(word, "deputy" | "vice" | "foreign" | "prime" | "chief" | "general")
        };
        let mut first = at;
        while first > 0 && at - first < 3 && fits(first - 1) && self.text.tokens()[first].spaced {
            first -= 1;
        }
        self.lower[first..=at].join(" ")
    }

    /// The state that is told first within some tokens, else the organisation that the author lists.
    fn state_within(&self, known: &[NameMention], (start, end): (usize, usize)) -> Option<&Actor> {
        if start >= end {
            return None;
        }
        let span = self.span(start, end);
        // The known names are in the order of the text.
        let first = known.partition_point(|it| it.span.start < span.start);
        let within = known[first..].iter().take_while(|it| it.span.start < span.end);
        within.filter(|it| span.contains(it.span)).find_map(|it| {
            let state = self.registry.actor(it.actor.as_ref()?)?;
            // An envoy to a state is not of it.
            let at = self.text.token_at(it.span.start);
            let the = usize::from(at > 0 && self.lower[at - 1] == "the");
            let to = it.form != NameForm::Office
                && at > the
                && matches!(self.lower[at - 1 - the].as_str(), "to" | "in" | "with");
            let of = state.kind != ActorKind::Person
                && (state.kind == ActorKind::State || state.known == Known::Listed);
            (of && !to).then_some(state)
        })
    }

    /// A name of two to four words, none of which is an office, a state or a day.
    fn full_name_at(&self, at: usize, limit: usize) -> Option<(usize, usize)> {
        // "(Wire) --Bo Lind": a dash glues on as well.
        let glued = at > 0 && self.text.tokens()[at - 1].kind == TokenKind::Word;
        if at >= limit || !self.is_name_word(at) || !self.text.tokens()[at].spaced && glued {
            return None;
        }
        let (first, mut end) = self.name_at(at, limit)?;
        // A word of office that follows begins something else: "Bo Lind President".
        let stop = (first..end)
            .find(|&it| self.text.tokens()[it].kind == TokenKind::Word && self.is_no_name(it));
        end = stop.unwrap_or(end);
        let words = (first..end)
            .filter(|&it| self.text.tokens()[it].kind == TokenKind::Word)
            .filter(|&it| self.text.tokens()[it].capital);
        let words = words.filter(|&it| self.lower[it].chars().count() > 1).count();
        let initial = end > first + 2 && self.text.word(first + 1) == ".";
        let whole = (end > first).then(|| self.span(first, end))?;
        let place = self.registry.place_named(self.text.slice(whole)).is_some();
        (!place && (words >= 2 || (words == 1 && initial))).then_some((first, end))
    }

    fn is_name_word(&self, at: usize) -> bool {
        let token = &self.text.tokens()[at];
        token.kind == TokenKind::Word && token.capital && !self.is_no_name(at)
    }

    fn is_no_name(&self, at: usize) -> bool {
        self.begins_no_name(at)
            || self.registry.words.modifiers.contains(&self.lower[at])
            || self.is_shouted(at)
            || self.is_acronym(at)
    }

    /// Whether a capital at a token begins no name that nobody introduced.
    pub(super) fn begins_no_name(&self, at: usize) -> bool {
        let word = self.lower[at].as_str();
        let words = &self.registry.words;
        NO_NAME.contains(&word)
            || HONORIFICS.contains(&word)
            || words.offices.contains(word)
            || is_month_or_day(self.text.word(at))
            || self.known_state(at)
    }

    /// Whether a word is part of no person's name: a noun of a place or a body, an office, shouting.
    pub(super) fn is_no_person(&self, at: usize) -> bool {
        let mark = self.text.tokens()[at].kind == TokenKind::Mark;
        let word = self.lower[at].as_str();
        let modifies = self.registry.words.modifiers.contains(word);
        !mark && (self.begins_no_name(at) || self.is_of_a_body(at) || modifies)
    }

    fn is_acronym(&self, at: usize) -> bool {
        let word = self.text.word(at);
        word.chars().count() > 2 && word.chars().all(char::is_uppercase)
    }
}

/// The tokens of a name, the office, and the tokens that may tell the state.
type Introduction = ((usize, usize), String, (usize, usize));
