//! Whether two reports can be of one happening, point by point.

use std::collections::BTreeSet;

use crate::actor::{ActorId, PlaceId};
use crate::date::{Precision, When};
use crate::event::{Mention, Participant, Role, Status};
use crate::merge::words::{STEM, Words, words};
use crate::merge::{Reason, Traits, World};

/// How many days a date that the report only implies may be off: what happened is told the same
/// day or in the days after.
pub(super) const IMPLIED_DAYS: i64 = 3;

/// What one report, or those joined so far, say.
#[derive(Debug, Clone)]
pub(super) struct Claim {
    pub(super) kind: String,
    /// What is so of the happenings of its type.
    pub(super) traits: Traits,
    pub(super) subtype: Option<String>,
    pub(super) when: Option<When>,
    pub(super) implied: bool,
    pub(super) participants: Vec<Participant>,
    pub(super) place: Option<PlaceId>,
    pub(super) ordinal: Option<u32>,
    /// The stem of the word that names it, where its type says no more than that something was.
    pub(super) word: Option<String>,
    /// The words with which it is told.
    pub(super) words: Words,
    /// Whether it only speaks again of what the same document told.
    pub(super) recalls: bool,
    /// What is told is not later than this.
    pub(super) reported: Option<chrono::NaiveDate>,
}

impl Claim {
    pub(super) fn of(mention: &Mention, world: &dyn World) -> Self {
        let traits = world.traits(mention.kind.as_str());
        Self {
            kind: mention.kind.as_str().to_owned(),
            subtype: mention.subtype.clone(),
            when: mention.dated.when(),
            implied: mention.evidence.of_report,
            participants: mention.participants.clone(),
            place: mention.place.clone(),
            ordinal: mention.ordinal,
            word: word(mention).filter(|_| traits.plain),
            words: Words::of(mention, world.wording()),
            traits,
            recalls: false,
            // A plan is told before its day.
            reported: mention.reported.filter(|_| mention.status != Status::Planned),
        }
    }

    /// Whether nobody is named but one state.
    pub(super) fn is_lone_state(&self, world: &dyn World) -> bool {
        let [alone] = self.participants.as_slice() else { return false };
        world.state_of(&alone.actor).as_ref() == Some(&alone.actor)
    }

    /// Whether it is of a type of which there are many alike.
    pub(super) fn is_often(&self) -> bool {
        self.traits.frequent || self.traits.sent
    }

    /// Whether those who take part, at a place that both tell if `there`, show that a report means this
    /// happening: one name is no proof, two are, or a person at a place.
    pub(super) fn is_proof(&self, other: &Claim, there: bool, world: &dyn World) -> bool {
        let people = self.participants.len().min(other.participants.len());
        people > 1 || (people == 1 && there && !self.is_lone_state(world))
    }

    /// Whether two claims can be of one happening; how well they agree, or the first point at
    /// which they do not.
    pub(super) fn agrees(&self, other: &Claim, world: &dyn World) -> Result<(u32, Reason), Reason> {
        let reason = self.types_agree(other)?;
        let time = self.times_agree(other)?;
        let people = self.participants_agree(other, world)?;
        let place = places_agree(self.place.as_ref(), other.place.as_ref(), world)?;
        if self.kind == other.kind {
            self.subtypes_agree(other)?;
        }
        if let (Some(a), Some(b)) = (self.ordinal, other.ordinal)
            && a != b
        {
            return Err(Reason::Ordinal);
        }
        self.words_agree(other)?;
        if reason == Reason::MadeAtMeeting && place == 0 {
            return Err(Reason::Type);
        }
        self.is_told_enough(other, place, world)?;
        self.is_told_alike(other, place, world)?;
        let same_subtype = u32::from(self.subtype.is_some() && self.subtype == other.subtype);
        Ok((time + people + place * 2 + same_subtype, reason))
    }

    /// Whether what agrees is more than that somebody did something of the type at some time.
    fn is_told_enough(&self, other: &Claim, place: u32, world: &dyn World) -> Result<(), Reason> {
        let (Some(a), Some(b)) = (self.when, other.when) else { return Ok(()) };
        if self.recalls || other.recalls {
            return Ok(());
        }
        // A single name and a month or a year fit many; that of a person at a place does not.
        let lone = if self.participants.len() <= other.participants.len() { self } else { other };
        let alone = lone.participants.len() == 1;
        let days = a.precision() == Precision::Day && b.precision() == Precision::Day;
        let coarse = !days || a.days() != b.days();
        if alone && coarse && (place < 2 || lone.is_lone_state(world)) {
            return Err(Reason::Little);
        }
        // On one day somebody sends, or is sent, many things.
        if alone && self.traits.sent {
            return Err(Reason::Little);
        }
        // On one day people go to many places.
        if alone && self.traits.journey && self.place.is_some() != other.place.is_some() {
            return Err(Reason::Little);
        }
        // What comes often comes again in the month, and on the day after.
        let nested = a.covers(b) || b.covers(a);
        let alike = self.subtype == other.subtype && !alone;
        if self.traits.frequent && place < 2 && (!days || !(nested || alike)) {
            return Err(Reason::Little);
        }
        Ok(())
    }

    /// Whether reports that little but the day joins are told with some of the same words: those of one name,
    /// unless it is a person's at the same place; of states alone what comes often, or agrees in no more.
    fn is_told_alike(&self, other: &Claim, place: u32, world: &dyn World) -> Result<(), Reason> {
        let differ = self.place != other.place || self.subtype != other.subtype;
        if self.words.are_apart(&other.words, differ) {
            return Err(Reason::Another);
        }
        if self.recalls || other.recalls {
            return Ok(());
        }
        let named = |it: &Participant| other.participants.iter().any(|one| one.actor == it.actor);
        let person = |it: &Participant| world.state_of(&it.actor).as_ref() != Some(&it.actor);
        let person = self.participants.iter().any(|it| person(it) && named(it));
        let alone = self.participants.len().min(other.participants.len()) == 1;
        let alike = match (alone, person) {
            (true, true) => place > 1 || self.words.are_alike(&other.words, false),
            (true, false) => self.words.are_alike(&other.words, false),
            (false, true) => true,
            (false, false) => {
                let more = place > 0 || self.subtype.is_some() && self.subtype == other.subtype;
                // At one meeting several agreements are made.
                let made = self.traits.made_at.is_some();
                more && !self.is_often()
                    || self.words.are_alike(&other.words, true)
                        && !(made && self.words.are_strange(&other.words))
            }
        };
        if alike { Ok(()) } else { Err(Reason::Telling) }
    }

    fn types_agree(&self, other: &Claim) -> Result<Reason, Reason> {
        if self.kind == other.kind {
            return Ok(Reason::Agree);
        }
        // A coarse report of a meeting, a day on which the same people agreed on something there.
        let made_at = |it: &Claim, at: &Claim| it.traits.made_at.as_ref() == Some(&at.kind);
        let (meeting, made) = match (made_at(other, self), made_at(self, other)) {
            (true, _) => (self, other),
            (false, true) => (other, self),
            _ => return Err(Reason::Type),
        };
        let coarse = meeting.when.is_some_and(|it| it.precision() < Precision::Day);
        let fine = made.when.is_some_and(|it| it.precision() == Precision::Day);
        if coarse && fine { Ok(Reason::MadeAtMeeting) } else { Err(Reason::Type) }
    }

    fn times_agree(&self, other: &Claim) -> Result<u32, Reason> {
        let (Some(a), Some(b)) = (self.when, other.when) else { return Err(Reason::Time) };
        // Nobody reports what has not happened yet.
        let told_before =
            |it: &Claim, when: When| it.reported.is_some_and(|day| day < when.first_day());
        if told_before(self, b) || told_before(other, a) {
            return Err(Reason::Time);
        }
        if a == b {
            return Ok(3);
        }
        if a.covers(b) || b.covers(a) {
            return Ok(if a.precision() == b.precision() { 2 } else { 1 });
        }
        let days = (a.first_day() - b.first_day()).num_days();
        // The report that implies its date is never earlier than the happening.
        let follows = match (self.implied, other.implied) {
            (true, false) => (0..=IMPLIED_DAYS).contains(&days),
            (false, true) => (0..=IMPLIED_DAYS).contains(&-days),
            (true, true) => days.abs() <= 1,
            (false, false) => false,
        };
        if follows { Ok(1) } else { Err(Reason::Time) }
    }

    fn participants_agree(&self, other: &Claim, world: &dyn World) -> Result<u32, Reason> {
        let directed = |it: &Claim| it.participants.iter().any(|it| it.role == Role::Target);
        if directed(self) && directed(other) {
            let by = |claim: &Claim, role: Role| -> BTreeSet<ActorId> {
                let of = claim.participants.iter().filter(|it| it.role == role);
                of.map(|it| it.actor.clone()).collect()
            };
            let same = |role| self.same_people(other, &by(self, role), &by(other, role), world);
            let (agents, targets) = (same(Role::Agent), same(Role::Target));
            return match (agents, targets) {
                (Some(a), Some(b)) => Ok(a.max(b)),
                _ => Err(Reason::Direction),
            };
        }
        let all = |claim: &Claim| claim.participants.iter().map(|it| it.actor.clone()).collect();
        self.same_people(other, &all(self), &all(other), world).ok_or(Reason::Participants)
    }

    /// Whether two sets name the same people: one within the other, or a state for its people.
    fn same_people(
        &self,
        other: &Claim,
        a: &BTreeSet<ActorId>,
        b: &BTreeSet<ActorId>,
        world: &dyn World,
    ) -> Option<u32> {
        let recalls = self.recalls || other.recalls;
        if a.is_empty() || b.is_empty() {
            return recalls.then_some(0);
        }
        if a == b {
            return Some(3);
        }
        let (small, large) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        let official = self.traits.official;
        // A state that is named beside one of its people stands for nobody else.
        let free = |state: &ActorId, among: &BTreeSet<ActorId>| {
            !among.iter().any(|it| it != state && world.state_of(it).as_ref() == Some(state))
        };
        let stands_for = |one: &ActorId, other: &ActorId| {
            one == other
                || ((official || recalls)
                    && ((world.state_of(one).as_ref() == Some(other) && free(other, large))
                        || (world.state_of(other).as_ref() == Some(one) && free(one, small))))
        };
        let all = small.iter().all(|one| large.iter().any(|other| stands_for(one, other)));
        // One state does not stand for all who are named.
        let met = large.iter().filter(|it| small.iter().any(|one| stands_for(one, it))).count();
        let all = all && met >= small.len().min(2);
        // A lone name of two is no proof: "Berg met somebody" is not "Berg met Lind".
        let enough = small.len() > 1 || large.len() == 1 || recalls;
        let exact = small.iter().filter(|it| large.contains(*it)).count();
        (all && enough).then_some(if exact == small.len() { 2 } else { 1 })
    }

    fn subtypes_agree(&self, other: &Claim) -> Result<(), Reason> {
        let (Some(a), Some(b)) = (&self.subtype, &other.subtype) else { return Ok(()) };
        // Meetings are called now a summit, now talks; a message has one occasion.
        if a == b || self.traits.many_names { Ok(()) } else { Err(Reason::Subtype) }
    }

    /// Whether what is of no particular type is named alike: by its subtype, or by its word.
    fn words_agree(&self, other: &Claim) -> Result<(), Reason> {
        let (Some(a), Some(b)) = (&self.word, &other.word) else { return Ok(()) };
        let subtype = self.subtype.is_some() && self.subtype == other.subtype;
        if a == b || subtype { Ok(()) } else { Err(Reason::Word) }
    }
}

/// The stem of the word that names what happened.
fn word(mention: &Mention) -> Option<String> {
    let evidence = &mention.evidence;
    let start = evidence.trigger.start.checked_sub(evidence.span.start)?;
    let end = evidence.trigger.end.checked_sub(evidence.span.start)?;
    let word = evidence.quote.get(start..end)?;
    Some(word.chars().take(STEM).flat_map(char::to_lowercase).collect())
}

/// Whether two places are one, or one lies in the other; 2 when they are the same.
pub(super) fn places_agree(
    a: Option<&PlaceId>,
    b: Option<&PlaceId>,
    world: &dyn World,
) -> Result<u32, Reason> {
    let (Some(a), Some(b)) = (a, b) else { return Ok(0) };
    if a == b {
        return Ok(2);
    }
    let (state_a, state_b) = (world.state_of_place(a), world.state_of_place(b));
    match (world.is_country(a), world.is_country(b)) {
        (true, false) if state_b.is_none() || state_a == state_b => Ok(1),
        (false, true) if state_a.is_none() || state_a == state_b => Ok(1),
        // Two halls are two, whatever city they stand in.
        (false, false)
            if state_a.is_none() && state_b.is_none() && !are_named_alike(a, b, world) =>
        {
            Err(Reason::Place)
        }
        // A hall that nobody knows may stand in the city.
        (false, false) if state_a.is_none() || state_b.is_none() => Ok(0),
        _ => Err(Reason::Place),
    }
}

/// Whether the names of two places share a word of their own: "the Grand Hotel", "Hotel Grand", but not "the Park
/// Hotel"; a name without one may be any: "the Palace".
fn are_named_alike(a: &PlaceId, b: &PlaceId, world: &dyn World) -> bool {
    let (a, b) = (world.place_name(a).to_lowercase(), world.place_name(b).to_lowercase());
    let wording = world.wording();
    let noun = |it: &&str| wording.place_nouns.contains(*it);
    let all = |name| -> Vec<&str> {
        words(name).map(|it| it.1).filter(|it| !wording.grammar.contains(*it)).collect()
    };
    let (a, b) = (all(&a), all(&b));
    let own = |name: &[&str]| -> Vec<String> {
        let mut own: Vec<&str> = name.iter().filter(|it| !noun(it)).copied().collect();
        // In "Park Hotel" the first noun is the name.
        if own.is_empty() && name.len() > 1 {
            own = name[..name.len() - 1].to_vec();
        }
        own.into_iter().map(str::to_owned).collect()
    };
    let (own_a, own_b) = (own(&a), own(&b));
    if own_a.is_empty() || own_b.is_empty() {
        return a.iter().any(|it| b.contains(it));
    }
    own_a.iter().any(|it| own_b.contains(it))
}
