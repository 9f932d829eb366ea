//! The words that name happenings: event types, subtypes and triggers.
//!
//! The built-in lexicon is lexicon.yaml beside this file; an author's lexicon.yaml adds types,
//! subtypes and triggers to it. Grammar (what a frame means) is in `event`; here is vocabulary.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::config::{capitalised, patterns, yaml};
use crate::diagnostic::{Diagnostic, Reported};
use crate::source::Source;

/// All event types, in the order of the site's legends.
#[derive(Debug, Clone, PartialEq)]
pub struct Lexicon {
    /// The types; the first that claims a sentence's words wins.
    pub types: Vec<EventType>,
    /// The language that the types are told in.
    pub words: Words,
}

/// A kind of happening.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EventType {
    /// Such as `meeting`.
    pub id: String,
    /// What the site calls it.
    #[serde(default)]
    pub name: String,
    /// The PLOVER event code (<https://github.com/openeventdata/PLOVER>).
    #[serde(default)]
    pub plover: String,
    /// Verbal or material, cooperation or conflict.
    #[serde(default)]
    pub quad: Quad,
    /// Place on a scale from −10 (war) to 10, after Goldstein (1992).
    #[serde(default)]
    pub tone: f64,
    /// How much an event of this type stands out, beside its sources.
    #[serde(default = "one")]
    pub weight: f64,
    /// The title of an event of this type.
    #[serde(default)]
    pub title: Titles,
    /// Finer kinds.
    #[serde(default)]
    pub subtypes: Vec<Subtype>,
    /// What names it.
    #[serde(default)]
    pub triggers: Vec<Trigger>,
    /// Words that tell the type of what a clause says of a date, where no trigger does: "the trip in 2001".
    #[serde(default)]
    pub hints: Vec<String>,
    /// What tells whether two reports are of one happening.
    #[serde(default)]
    pub traits: BTreeSet<Trait>,
    /// The type of happening at which this one is made: an agreement at a meeting. A report that dates the meeting only to
    /// the month or the year may be of the day of the agreement.
    #[serde(default)]
    pub made_at: Option<String>,
}

/// What is so of the happenings of a type, as far as it helps to tell one from another.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Trait {
    /// There are some on many days, so that the next day has others.
    Frequent,
    /// States do it too: a state may stand for one of its people.
    Official,
    /// One goes by several names, such as summit and talks: its subtypes do not tell two apart.
    ManyNames,
    /// Who does it goes somewhere, perhaps to several places of a day, and comes back days later.
    Journey,
    /// It may come days after it was sent, and the same people send others.
    Sent,
    /// The type says no more than that something was: the word that names it tells it from others.
    Plain,
}

/// The four quadrants of event data.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Quad {
    /// Words that draw together.
    #[default]
    VerbalCooperation,
    /// Deeds that draw together.
    MaterialCooperation,
    /// Words that set apart.
    VerbalConflict,
    /// Deeds that set apart.
    MaterialConflict,
}

/// Title patterns. `(sends|send)` is for one agent and for several. `{agent}`, `{target}`, `{all}`, `{place}`, `{object}` stand for names; a part in
/// square brackets is left out when a name in it is missing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Titles {
    /// When agent and target are known.
    pub directed: Option<String>,
    /// When several take part alike.
    pub joint: Option<String>,
    /// When one actor is known.
    pub single: Option<String>,
    /// When only the target is known.
    pub received: Option<String>,
}

/// A finer kind of a type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Subtype {
    /// Such as `birthday`.
    pub id: String,
    /// What the site calls it.
    #[serde(default)]
    pub name: String,
    /// Words in the sentence (or, for the sentences that follow a message, in those) that show it.
    #[serde(default)]
    pub words: Vec<String>,
    /// Whether the words must stand in the trigger's own sentence.
    #[serde(default)]
    pub near: bool,
    /// The plural for series, "Birthday messages".
    #[serde(default)]
    pub series: Option<String>,
    /// Titles that replace the type's.
    #[serde(default)]
    pub title: Titles,
    /// The PLOVER event code, where it is not the type's.
    #[serde(default)]
    pub plover: Option<String>,
    /// The quadrant, where it is not the type's.
    #[serde(default)]
    pub quad: Option<Quad>,
    /// The place on the scale of tone, where it is not the type's.
    #[serde(default)]
    pub tone: Option<f64>,
}

/// How event data codes a happening: what its subtype says, else what its type says.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Code<'a> {
    /// The PLOVER event code; none for a type of the author's that gives none.
    pub plover: Option<&'a str>,
    /// Its quadrant.
    pub quad: Quad,
    /// Its place on the scale of tone.
    pub tone: f64,
}

impl Code<'_> {
    /// The code of the intent to do it. As PLOVER's manual has it, who means to work together agrees,
    /// and who means to do harm threatens.
    #[must_use]
    pub fn intended(self) -> Self {
        let (plover, quad) = match self.quad {
            Quad::VerbalCooperation | Quad::MaterialCooperation => {
                ("AGREE", Quad::VerbalCooperation)
            }
            Quad::VerbalConflict | Quad::MaterialConflict => ("THREATEN", Quad::VerbalConflict),
        };
        Self { plover: self.plover.map(|_| plover), quad, tone: self.tone / 2.0 }
    }
}

/// Words that name a happening, with how their sentence is built.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Trigger {
    /// Names the rule, together with the type: `message/send`.
    pub id: String,
    /// Verbs: `visit`, or with irregular forms `send sent sent`. A phrase goes on after the verb:
    /// `take took taken | place`.
    #[serde(default)]
    pub verbs: Vec<String>,
    /// Nouns that name the happening themselves: `summit`.
    #[serde(default)]
    pub nouns: Vec<String>,
    /// The verb counts only with one of these nouns as its object (its subject in the passive).
    #[serde(default)]
    pub objects: Vec<String>,
    /// Who does what to whom.
    #[serde(default)]
    pub frame: Frame,
    /// The finer kind that this trigger gives.
    #[serde(default)]
    pub subtype: Option<String>,
    /// The verb does not count with one of these words right after it.
    #[serde(default)]
    pub unless: Vec<String>,
    /// Whether what is done concerns the other party of the treaty that the text speaks of.
    #[serde(default)]
    pub parties: bool,
    /// Whether the verb alone is enough without a second actor or an object.
    #[serde(default)]
    pub alone: bool,
    /// Whether it ends what another report began: who returns has been away.
    #[serde(default)]
    pub ends: bool,
    /// Whether the verb has its object as its subject: talks break down.
    #[serde(default)]
    pub intransitive: bool,
    /// Whether those take part whose it is, by the adjective before its noun or as givers, and the state where it
    /// is held: a Norwegian exhibition in Santiago.
    #[serde(default)]
    pub hosted: bool,
}

/// How the parts of a sentence take part in the happening.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Frame {
    /// The subject acts toward the object or the one after "to".
    #[default]
    Directed,
    /// The subject receives; the one after "from" acts.
    Received,
    /// Subject and the one after "with" take part alike.
    Joint,
    /// The subject goes to a place or to somebody.
    Motion,
    /// The subject acts; whoever else is named is not acted upon.
    Single,
}

/// Words of English that the grammar of events needs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Words {
    /// Nouns of office that stand between a demonym and a name: president, minister.
    pub offices: BTreeSet<String>,
    /// Words that may stand before an office or a name: respected, visiting, deputy.
    pub modifiers: BTreeSet<String>,
    /// What offices and ministries are of: trade, industry, affairs.
    pub domains: BTreeSet<String>,
    /// Nouns that end the name of a place: cosmodrome, airport.
    pub place_nouns: BTreeSet<String>,
    /// Nouns that end the name of an organisation: ministry, committee, party.
    pub organisation_nouns: BTreeSet<String>,
    /// Nouns for any occasion that has guests: ceremony, event.
    pub occasions: BTreeSet<String>,
    /// Verbs with which a sentence goes back to what people came together for, and says when: took place.
    pub carried_out: BTreeSet<String>,
    /// Verbs with which one goes back to what was given: handed over.
    pub handed: BTreeSet<String>,
    /// Verbs of saying, whose date is not that of what is said.
    pub saying: BTreeSet<String>,
    /// Words whose capital makes no actor and no place: feasts, languages, treaties, books.
    pub things: BTreeSet<String>,
    /// Past tenses and participles that do not end in "-ed": a clause with one tells what happened.
    pub pasts: BTreeSet<String>,
    /// Words before a verb that make it a plan.
    pub planned: BTreeSet<String>,
    /// Words that make it depend on something, or leave it open: may, considering.
    pub hypothetical: BTreeSet<String>,
    /// Words that deny it.
    pub denied: BTreeSet<String>,
    /// Nouns of ships, which are "she" as well.
    pub vessels: BTreeSet<String>,
    /// What nature or chance does, and nobody: earthquake, train crash.
    pub disasters: BTreeSet<String>,
    /// Verbs of what befalls ships, trains and houses: sank, collided.
    pub mishaps: BTreeSet<String>,
    /// Verbs of what goes up with a bang, whoever laid it: exploded.
    pub blasts: BTreeSet<String>,
    /// What acts for those whose it is: shelling, drones, strikes.
    pub arms: BTreeSet<String>,
    /// Verbs under which an infinitive tells what happened: continued to, managed to.
    pub realised: BTreeSet<String>,
    /// Words under which something is only claimed or supposed: a rumour that, allegedly.
    pub hearsay: BTreeSet<String>,
    /// Adverbs by which who tells it is not sure of it: perhaps, probably.
    pub unsure: BTreeSet<String>,
    /// Verbs by which a plan or an offer is given up: dropped, turned down.
    pub dropped: BTreeSet<String>,
    /// Verbs under which what was agreed ends or does not come about: expired, fell through.
    pub ended: BTreeSet<String>,
    /// Works that tell what did not happen: novel, film.
    pub fiction: BTreeSet<String>,
    /// Words of grammar and of reporting, which stand in any sentence.
    pub grammar: BTreeSet<String>,
    /// Openings of a sentence that tells of another happening than those before it: meanwhile.
    pub beside: BTreeSet<String>,
    /// Openings of one that may tell of another, or go back to one: earlier.
    pub back: BTreeSet<String>,
    /// What titles are told with.
    pub telling: Telling,
}

/// Words of English that titles made of a sentence's own words need.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Telling {
    /// Words that a phrase or clause before the subject begins with: according, meanwhile.
    pub openings: BTreeSet<String>,
    /// Words that make a clause depend on another: after, when, who.
    pub subordinate: BTreeSet<String>,
    /// Words that tie a sentence to the one before: but, also.
    pub linking: BTreeSet<String>,
    /// Verbs that stand before another, and what denies it: was, had, will, not.
    pub helpers: BTreeSet<String>,
    /// Adverbs between subject and verb that are not in "-ly".
    pub adverbs: BTreeSet<String>,
    /// Adverbs in "-ly" of manner or time, which a title leaves out: any other may change what is told.
    pub manners: BTreeSet<String>,
    /// Past tenses that are no participles, or of verbs without an object: went, arrived.
    pub preterites: BTreeSet<String>,
    /// Words that a clause of its own begins with, behind what it is about: which, while.
    pub breaks: BTreeSet<String>,
    /// Prepositions and what stands like them: a line may end before one.
    pub joints: BTreeSet<String>,
    /// Words that a line cannot end with.
    pub loose: BTreeSet<String>,
    /// Pronouns for a person, for whom a name may stand.
    pub pronouns: BTreeSet<String>,
    /// Words that alone name nobody: this, others.
    pub pointers: BTreeSet<String>,
    /// Words that no title begins with.
    pub never_first: BTreeSet<String>,
    /// Words that go with a date: on, during.
    pub before_dates: BTreeSet<String>,
    /// Words whose date belongs to a thing or a span and stays: of, until.
    pub holds_date: BTreeSet<String>,
    /// Texts, which may be the subject of a verb of saying: article.
    pub texts: BTreeSet<String>,
    /// Verbs in the present that are no nouns: says, remains.
    pub finite: BTreeSet<String>,
    /// Words that take the verb of several without an -s.
    pub plurals: BTreeSet<String>,
    /// Shortened words, without the full stop: it ends no sentence.
    pub shortened: BTreeSet<String>,
    /// Past forms that describe the noun before them: called, located.
    pub participles: BTreeSet<String>,
    /// Nouns in "-ing", which a line may end with: meeting.
    pub ing_nouns: BTreeSet<String>,
    /// Articles and words in their place: the, her.
    pub articles: BTreeSet<String>,
    /// Past forms whose present does not follow from "-ed", with the present of one who does it.
    pub presents: BTreeMap<String, String>,
    /// Last words of the names of places that one is "at" and not "in".
    pub sites: BTreeSet<String>,
}

/// lexicon.yaml as written.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Written {
    /// New types of events, and words for those that are there.
    types: Vec<EventType>,
    /// More words of English for the grammar of events.
    words: Words,
}

fn one() -> f64 {
    1.0
}

impl Lexicon {
    /// The lexicon that comes with relata.
    #[must_use]
    pub fn builtin() -> Self {
        let source = Source::new("built-in lexicon", include_str!("builtin/lexicon.yaml"));
        let read = yaml::read_struct::<Written>(&source);
        debug_assert!(read.diagnostics.is_empty(), "{:#?}", read.diagnostics);
        Self { types: read.value.types, words: read.value.words }
    }

    /// This lexicon with an author's on top: a type of the same id gains subtypes and triggers and
    /// takes what else is said; a new id is a new type.
    #[must_use]
    pub fn extended(mut self, source: Option<&Source>) -> Reported<Self> {
        let Some(source) = source else { return Reported::clean(self) };
        let Reported { value: written, mut diagnostics } = yaml::read_struct::<Written>(source);
        for added in written.types {
            let is_new = self.types.iter().all(|it| it.id != added.id);
            if is_new
                && added.triggers.iter().all(|it| it.verbs.is_empty() && it.nouns.is_empty())
                && added.subtypes.is_empty()
            {
                diagnostics.push(
                    Diagnostic::warning(
                        "lexicon/no-words",
                        format!(
                            "the type `{}` has no trigger words, so nothing is of it",
                            added.id
                        ),
                    )
                    .in_file(source.name())
                    .with_help("give it `triggers` with `verbs` or `nouns`"),
                );
            }
            let known = self.types.iter().find(|it| it.id == added.id);
            diagnostics.extend(patterns::mistakes(&added, known, source));
            match self.types.iter_mut().find(|it| it.id == added.id) {
                Some(known) => known.extend(added),
                None => self.types.insert(self.types.len().saturating_sub(1), added.named()),
            }
        }
        self.words.extend(written.words);
        Reported { value: self, diagnostics }
    }

    /// How event data codes a happening of a type and subtype.
    #[must_use]
    pub fn code(&self, kind: &str, subtype: Option<&str>) -> Code<'_> {
        let Some(kind) = self.get(kind) else { return Code::default() };
        let fine = subtype.and_then(|it| kind.subtype(it));
        let plover = fine.and_then(|it| it.plover.as_ref()).unwrap_or(&kind.plover);
        Code {
            plover: Some(plover.as_str()).filter(|it| !it.is_empty()),
            quad: fine.and_then(|it| it.quad).unwrap_or(kind.quad),
            tone: fine.and_then(|it| it.tone).unwrap_or(kind.tone),
        }
    }

    /// The type with an id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&EventType> {
        self.types.iter().find(|it| it.id == id)
    }
}

impl Telling {
    fn extend(&mut self, added: Telling) {
        let Telling {
            openings,
            subordinate,
            linking,
            helpers,
            adverbs,
            manners,
            preterites,
            breaks,
            joints,
            loose,
            pronouns,
            pointers,
            never_first,
            before_dates,
            holds_date,
            texts,
            finite,
            plurals,
            shortened,
            participles,
            ing_nouns,
            articles,
            presents,
            sites,
        } = added;
        self.openings.extend(openings);
        self.subordinate.extend(subordinate);
        self.linking.extend(linking);
        self.helpers.extend(helpers);
        self.adverbs.extend(adverbs);
        self.manners.extend(manners);
        self.preterites.extend(preterites);
        self.breaks.extend(breaks);
        self.joints.extend(joints);
        self.loose.extend(loose);
        self.pronouns.extend(pronouns);
        self.pointers.extend(pointers);
        self.never_first.extend(never_first);
        self.before_dates.extend(before_dates);
        self.holds_date.extend(holds_date);
        self.texts.extend(texts);
        self.finite.extend(finite);
        self.plurals.extend(plurals);
        self.shortened.extend(shortened);
        self.participles.extend(participles);
        self.ing_nouns.extend(ing_nouns);
        self.articles.extend(articles);
        self.presents.extend(presents);
        self.sites.extend(sites);
    }
}

impl EventType {
    /// The subtype with an id.
    #[must_use]
    pub fn subtype(&self, id: &str) -> Option<&Subtype> {
        self.subtypes.iter().find(|it| it.id == id)
    }

    fn named(mut self) -> Self {
        if self.name.is_empty() {
            self.name = capitalised(&self.id.replace('-', " "));
        }
        self
    }

    fn extend(&mut self, added: EventType) {
        let EventType {
            id: _,
            name,
            plover,
            quad,
            tone,
            weight,
            title,
            subtypes,
            triggers,
            hints,
            traits,
            made_at,
        } = added;
        if !name.is_empty() {
            self.name = name;
        }
        if !plover.is_empty() {
            (self.plover, self.quad, self.tone) = (plover, quad, tone);
        }
        if (weight - 1.0).abs() > f64::EPSILON {
            self.weight = weight;
        }
        if title != Titles::default() {
            self.title = title;
        }
        self.subtypes.splice(0..0, subtypes);
        self.triggers.splice(0..0, triggers);
        self.hints.extend(hints);
        self.traits.extend(traits);
        self.made_at = made_at.or(self.made_at.take());
    }
}

impl Words {
    /// Whether a word in lower case has the form of a past tense.
    pub(crate) fn is_past(&self, word: &str) -> bool {
        self.is_past_or_eed(word) && (!word.ends_with("eed") || self.pasts.contains(word))
    }

    /// Whether it has, or ends as "agreed" does and as "speed" does too.
    pub(crate) fn is_past_or_eed(&self, word: &str) -> bool {
        word.len() > 4 && word.ends_with("ed") || self.pasts.contains(word)
    }

    /// Whether a word in lower case denies what is told, or makes it depend on something or on what somebody claims.
    pub(crate) fn leaves_open(&self, word: &str) -> bool {
        self.denied.contains(word)
            || self.hypothetical.contains(word)
            || self.hearsay.contains(word)
    }

    fn extend(&mut self, added: Words) {
        let Words {
            offices,
            modifiers,
            domains,
            place_nouns,
            organisation_nouns,
            occasions,
            carried_out,
            handed,
            saying,
            things,
            pasts,
            planned,
            hypothetical,
            denied,
            vessels,
            disasters,
            mishaps,
            blasts,
            arms,
            realised,
            hearsay,
            unsure,
            dropped,
            ended,
            fiction,
            grammar,
            beside,
            back,
            telling,
        } = added;
        self.offices.extend(offices);
        self.modifiers.extend(modifiers);
        self.domains.extend(domains);
        self.place_nouns.extend(place_nouns);
        self.organisation_nouns.extend(organisation_nouns);
        self.occasions.extend(occasions);
        self.carried_out.extend(carried_out);
        self.handed.extend(handed);
        self.saying.extend(saying);
        self.things.extend(things);
        self.pasts.extend(pasts);
        self.planned.extend(planned);
        self.hypothetical.extend(hypothetical);
        self.denied.extend(denied);
        self.vessels.extend(vessels);
        self.disasters.extend(disasters);
        self.mishaps.extend(mishaps);
        self.blasts.extend(blasts);
        self.arms.extend(arms);
        self.realised.extend(realised);
        self.hearsay.extend(hearsay);
        self.unsure.extend(unsure);
        self.dropped.extend(dropped);
        self.ended.extend(ended);
        self.fiction.extend(fiction);
        self.grammar.extend(grammar);
        self.beside.extend(beside);
        self.back.extend(back);
        self.telling.extend(telling);
    }
}
