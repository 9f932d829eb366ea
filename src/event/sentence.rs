//! A sentence as the frames see it: its words, who is named where and under which preposition,
//! and which clause each word belongs to.

use std::cell::OnceCell;
use std::ops::Range;

use crate::actor::{ActorId, NameForm, PlaceId};
use crate::event::aside::Aside;
use crate::source::Span;
use crate::text::{Text, TokenKind};

/// One sentence, ready to be read.
#[derive(Debug)]
pub(super) struct View<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) index: usize,
    pub(super) tokens: Range<usize>,
    /// Lower-case words, from the sentence's first token on.
    lower: Vec<String>,
    /// The clause of each token, from the sentence's first token on.
    clauses: Vec<u32>,
    pub(super) groups: Vec<Group>,
    /// The phrases beside what it tells.
    pub(super) asides: Vec<Aside>,
    /// The time expressions in it, in order.
    pub(super) times: Vec<Range<usize>>,
    /// Whether it tells a rumour as a whole, once somebody has asked.
    pub(super) rumour: OnceCell<bool>,
    /// Its words of doubt, once somebody has asked.
    pub(super) unsure: OnceCell<Vec<usize>>,
}

/// A noun phrase that names somebody or somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) tokens: Range<usize>,
    pub(super) span: Span,
    /// Who it may mean; several for "the two leaders".
    pub(super) actors: Vec<ActorId>,
    pub(super) place: Option<PlaceId>,
    pub(super) form: NameForm,
    /// The preposition that it stands under.
    pub(super) preposition: Option<String>,
    /// Whether `'s` follows, or it is "his" or "their".
    pub(super) possessive: bool,
}

const PREPOSITIONS: &[&str] = &[
    "to",
    "with",
    "by",
    "from",
    "in",
    "at",
    "on",
    "of",
    "for",
    "between",
    "into",
    "near",
    "against",
    "toward",
    "towards",
    "over",
    "about",
    "after",
    "before",
    "during",
    "via",
    "through",
    "under",
    "among",
    "than",
    "like",
    "including",
    "alongside",
    "outside",
    "across",
    "around",
    "upon",
    "inside",
    "beyond",
    "off",
    "since",
    "until",
    "within",
    "without",
    "onto",
    "amid",
];

pub(super) fn is_preposition(word: &str) -> bool {
    PREPOSITIONS.contains(&word)
}

/// Whether what follows a word was before what is told: "returned after a meeting", "from talks".
pub(super) fn leads_back(word: &str) -> bool {
    matches!(word, "after" | "from" | "following")
}

/// Words that open a clause of their own.
const OPENERS: &[&str] = &[
    "that", "which", "who", "whom", "whose", "when", "where", "while", "after", "before",
    "because", "although", "though", "but", "if", "whereas", "until", "since",
];

impl<'a> View<'a> {
    pub(super) fn new(text: &'a Text<'a>, index: usize) -> Self {
        let tokens = text.sentences()[index].tokens.clone();
        let lower: Vec<String> =
            tokens.clone().map(|it| text.word(it).to_lowercase().replace('’', "'")).collect();
        let clauses = clauses(&lower);
        Self {
            text,
            index,
            tokens,
            lower,
            clauses,
            groups: Vec::new(),
            asides: Vec::new(),
            times: Vec::new(),
            rumour: OnceCell::new(),
            unsure: OnceCell::new(),
        }
    }

    /// Where it stands.
    pub(super) fn span(&self) -> Span {
        self.text.sentences()[self.index].span
    }

    /// The lower-case word at a token of the text; empty outside of the sentence.
    pub(super) fn word(&self, at: usize) -> &str {
        at.checked_sub(self.tokens.start)
            .and_then(|it| self.lower.get(it))
            .map_or("", String::as_str)
    }

    /// The clause of a token.
    pub(super) fn clause(&self, at: usize) -> u32 {
        at.checked_sub(self.tokens.start)
            .and_then(|it| self.clauses.get(it))
            .copied()
            .unwrap_or(u32::MAX)
    }

    /// Whether words stand at a token, one after another.
    pub(super) fn reads(&self, at: usize, words: &[String]) -> bool {
        words.iter().enumerate().all(|(offset, word)| self.word(at + offset) == word)
    }

    /// Whether words stand at a token, or behind where and when that comes between: "left [Oslo on Tuesday] for".
    pub(super) fn reads_on(&self, at: usize, words: &[String]) -> bool {
        if self.reads(at, words) {
            return true;
        }
        let opens = words.first().is_some_and(|it| matches!(it.as_str(), "for" | "to"));
        let mut at = at;
        while opens && at < self.tokens.end {
            let time = |at: usize| self.time_at(at).map(|it| it.end);
            let place = self.groups.iter().find(|it| it.tokens.start == at && it.place.is_some());
            let next = time(at).or_else(|| place.map(|it| it.tokens.end)).or_else(|| {
                match self.word(at) {
                    "here" => Some(at + 1),
                    "on" | "in" | "at" => time(at + 1),
                    _ => None,
                }
            });
            let Some(next) = next else { return false };
            at = next;
            if self.reads(at, words) {
                return true;
            }
        }
        false
    }

    /// Whether a phrase stands at a token; gives the token after it.
    pub(super) fn phrase(&self, at: usize, phrase: &str) -> Option<usize> {
        let mut end = at;
        for word in phrase.split(|it: char| it.is_whitespace() || it == '-') {
            if end > at && self.word(end) == "-" {
                end += 1;
            }
            // "new year's" is the tokens "year" and "'s".
            let (stem, possessive) = word.strip_suffix("'s").map_or((word, false), |it| (it, true));
            if self.word(end) != stem {
                return None;
            }
            end += 1;
            if possessive {
                if self.word(end) != "'s" {
                    return None;
                }
                end += 1;
            }
        }
        Some(end)
    }

    /// Adds a noun phrase and finds its preposition. Phrases come in order. `skip` are the words
    /// that may stand before a name, `body` the nouns whose "of" only says whose they are: "the
    /// delegation of the Norwegian Railways" acts as Norway.
    pub(super) fn add(
        &mut self,
        mut group: Group,
        skip: &dyn Fn(&str) -> bool,
        body: &dyn Fn(&str) -> bool,
    ) {
        let titled = group.form == NameForm::Name && group.place.is_none();
        let start = if titled { self.title_start(&group.tokens, skip) } else { group.tokens.start };
        group.preposition = self.preposition(&(start..group.tokens.end), skip, body);
        group.possessive |= self.word(group.tokens.end) == "'s"
            || (matches!(self.word(group.tokens.end), "'")
                && self.text.tokens().get(group.tokens.end).is_some_and(|it| !it.spaced));
        self.groups.push(group);
    }

    /// Where the office before a name begins: "Minister of Fuel Industry Ada Berg" stands under no "of".
    fn title_start(&self, tokens: &Range<usize>, office: &dyn Fn(&str) -> bool) -> usize {
        const LONGEST: usize = 14;
        let low = tokens.start.saturating_sub(LONGEST).max(self.tokens.start);
        let own = |it: usize| {
            let joins = matches!(self.word(it), "and" | "," | "&" | "-" | "the" | "of" | "for");
            joins || self.text.tokens()[it].capital
        };
        let first = (low..tokens.start).rev().take_while(|&it| own(it)).last();
        let of = first.and_then(|first| {
            (first..tokens.start.saturating_sub(1)).rev().find(|&it| {
                matches!(self.word(it), "of" | "for")
                    && it > self.tokens.start
                    && office(self.word(it - 1))
            })
        });
        let named = |of: usize| self.groups.iter().any(|it| it.tokens.end > of);
        // "secretary of the Party": what follows "of" at once is what the office is of.
        let domain = |of: usize| {
            let first = of + 1 + usize::from(self.word(of + 1) == "the");
            first < tokens.start && self.text.tokens()[first].capital
        };
        of.filter(|&it| !named(it) && domain(it)).map_or(tokens.start, |it| it - 1)
    }

    /// The preposition before a token, over articles, titles and names that are no group.
    fn preposition(
        &self,
        tokens: &Range<usize>,
        skip: &dyn Fn(&str) -> bool,
        body: &dyn Fn(&str) -> bool,
    ) -> Option<String> {
        let mut at = tokens.start;
        for _ in 0..12 {
            at = at.checked_sub(1).filter(|it| *it >= self.tokens.start)?;
            let word = self.word(at);
            // "On Tuesday Norway signed": the day stands under it, and Norway does not.
            if self.is_in_time(at) {
                return None;
            }
            if word == "of" && at > self.tokens.start && body(self.word(at - 1)) {
                at -= 1;
                continue;
            }
            if PREPOSITIONS.contains(&word) {
                return Some(word.to_owned());
            }
            let token = &self.text.tokens()[at];
            if matches!(word, "and" | "," | "or" | "&") {
                // "between A and B", "with A, B and C": as the one before.
                let before = self.groups.iter().rev().find(|it| it.tokens.end <= at)?;
                let next = before.tokens.end == at
                    || (before.tokens.end + 1 == at && self.word(before.tokens.end) == ",");
                // A comma alone ends the phrase, unless the list goes on: "In Oslo, Berg said".
                let listed = word != "," || matches!(self.word(tokens.end), "," | "and" | "or");
                return if next && listed { before.preposition.clone() } else { None };
            }
            let article =
                matches!(word, "the" | "a" | "an" | "his" | "her" | "its" | "their" | "then");
            let name = token.kind == TokenKind::Word && token.capital;
            let mark = matches!(word, "'s" | "\"" | "“" | "-" | "–");
            if !(article || name || mark || skip(word)) {
                return None;
            }
        }
        None
    }

    /// Whether a token belongs to a time expression.
    pub(super) fn is_in_time(&self, at: usize) -> bool {
        self.time_at(at).is_some()
    }

    /// The time expression that a token belongs to.
    fn time_at(&self, at: usize) -> Option<&Range<usize>> {
        let first = self.times.partition_point(|it| it.end <= at);
        self.times.get(first).filter(|it| it.contains(&at))
    }

    /// Whether a token of the sentence is a word without a capital that is no article: after "to", a verb.
    pub(super) fn is_lower(&self, at: usize) -> bool {
        let word = self.word(at);
        word.starts_with(char::is_lowercase)
            && !self.text.tokens()[at].capital
            && !matches!(
                word,
                "the" | "a" | "an" | "his" | "her" | "its" | "their" | "him" | "them"
            )
    }

    /// Whether it is a question.
    pub(super) fn asks(&self) -> bool {
        let last = self.tokens.end.saturating_sub(1);
        (last.saturating_sub(1)..=last).any(|it| self.word(it) == "?")
    }

    /// Whether somebody speaks of himself or to somebody: the words of a message or of a quotation.
    pub(super) fn first_or_second_person(&self) -> bool {
        self.lower.iter().zip(self.tokens.clone()).any(|(word, at)| {
            matches!(
                word.as_str(),
                "i" | "my" | "me" | "we" | "our" | "us" | "you" | "your" | "ours" | "yours"
            )
                // "US mediation" is nobody who speaks.
                && self.text.word(at) != "US"
        })
    }
}

/// Numbers the clauses. A relative clause between commas hands back to the one around it.
fn clauses(lower: &[String]) -> Vec<u32> {
    let mut clauses = Vec::with_capacity(lower.len());
    let (mut current, mut next) = (0_u32, 1_u32);
    let mut around: Vec<u32> = Vec::new();
    let mut leading = matches!(
        lower.first().map(String::as_str),
        Some("as" | "when" | "after" | "before" | "while" | "since" | "if" | "although" | "though")
    );
    for (offset, word) in lower.iter().enumerate() {
        let before = offset.checked_sub(1).map_or("", |it| lower[it].as_str());
        let after = lower.get(offset + 1).map_or("", String::as_str);
        match word.as_str() {
            ";" | ":" | "—" | "–" | "“" | "”" | "\"" | "»" | "«" => {
                (current, next) = (next, next + 1);
                around.clear();
            }
            "," if leading => {
                leading = false;
                (current, next) = (next, next + 1);
            }
            "," => {
                if let Some(outer) = around.pop() {
                    current = outer;
                }
            }
            word if offset > 0 && OPENERS.contains(&word) => {
                // "after talks", "since 2019", "before the summit" are no clauses.
                let phrase = matches!(word, "after" | "before" | "since" | "until")
                    && !has_verb_soon(lower, offset);
                if !phrase {
                    if before == ","
                        && matches!(word, "who" | "which" | "whose" | "whom" | "where" | "when")
                    {
                        around.push(current);
                    }
                    (current, next) = (next, next + 1);
                }
            }
            "as" if offset > 0 && matches!(after, "he" | "she" | "they" | "it" | "the") => {
                (current, next) = (next, next + 1);
            }
            _ => {}
        }
        clauses.push(current);
    }
    clauses
}

/// Whether a verb follows within a few words, as far as its ending shows.
fn has_verb_soon(lower: &[String], offset: usize) -> bool {
    lower[offset + 1..].iter().take(6).take_while(|it| *it != ",").any(|it| {
        it.ends_with("ed") && it.len() > 4
            || matches!(
                it.as_str(),
                "was"
                    | "were"
                    | "had"
                    | "has"
                    | "is"
                    | "met"
                    | "took"
                    | "sent"
                    | "said"
                    | "made"
                    | "held"
                    | "came"
                    | "went"
                    | "left"
                    | "gave"
                    | "began"
                    | "shot"
                    | "won"
                    | "lost"
                    | "fell"
                    | "broke"
                    | "became"
                    | "struck"
                    | "hit"
                    | "sank"
                    | "sold"
                    | "bought"
                    | "told"
                    | "wrote"
                    | "he"
                    | "they"
                    | "she"
            )
    })
}
