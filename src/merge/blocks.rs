//! Which groups of reports are worth comparing with a report: those of its type, time and people.
//!
//! Reports that agree share their type, a time and two of those who take part (or the only one).
//! Everything is filed under these, so that nothing is compared with all. A state may stand for its
//! people: they are filed under its name too, marked, so that two people of one state do not meet.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Duration, NaiveDate};

use crate::actor::ActorId;
use crate::merge::World;
use crate::merge::agree::{Claim, IMPLIED_DAYS};

/// With how many groups a report is compared at most, those of its own day first. So many different
/// happenings of one type, time and company cannot be told apart by these anyway.
const NEAR: usize = 64;

/// How many of those who take part are looked at; a list of guests is longer.
const COMPANY: usize = 12;

/// A range of more days is coarser than a month.
const MONTHS: i64 = 62;

/// How many years of a longer time are looked at.
const YEARS: i32 = 10;

/// Groups by type, time and people.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    numbers: BTreeMap<String, u32>,
    groups: BTreeMap<(u32, Time, Pair), Vec<usize>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Time {
    /// What happened on this day, counted from the beginning of the calendar.
    Day(i32),
    /// What happened in days of the month.
    DayOfMonth(i32, u32),
    /// What is only known to the month, or lasted for days of it.
    Month(i32, u32),
    /// What happened in days or months of the year.
    PartOfYear(i32),
    /// What is only known to the year.
    Year(i32),
}

/// Somebody, or a state that is not named itself: one of its people is.
type Name = (u32, bool);
type Pair = (Name, Name);

impl Blocks {
    /// Files a group under all that its reports say together.
    pub(super) fn put(&mut self, claim: &Claim, group: usize, world: &dyn World) {
        let Some(when) = claim.when else { return };
        let kind = self.number(family(claim));
        let people = people(claim);
        let mut names: Vec<Vec<Name>> = Vec::new();
        for it in &people {
            let mut all = vec![(self.number(it.as_str()), false)];
            if let Some(state) = stand_in(it, claim, world) {
                all.push((self.number(state.as_str()), true));
            }
            names.push(all);
        }
        let times = filed(when.bounds());
        for pair in pairs(&names) {
            for &time in &times {
                let groups = self.groups.entry((kind, time, pair)).or_default();
                if groups.last() != Some(&group) {
                    groups.push(group);
                }
            }
        }
    }

    /// The groups that may agree with a claim, in the order in which they were made.
    pub(super) fn near(&self, claim: &Claim, world: &dyn World) -> BTreeSet<usize> {
        let mut near = BTreeSet::new();
        let Some(when) = claim.when else { return near };
        let Some(&kind) = self.numbers.get(family(claim)) else { return near };
        let known = |it: &ActorId| self.numbers.get(it.as_str()).copied();
        let mut names: Vec<Vec<Name>> = Vec::new();
        for it in people(claim) {
            let itself = known(it).into_iter().flat_map(|it| [(it, false), (it, true)]);
            let state = stand_in(it, claim, world).and_then(|it| known(&it));
            names.push(itself.chain(state.map(|it| (it, false))).collect());
        }
        let pairs = pairs(&names);
        for time in asked(when.bounds()) {
            for &pair in &pairs {
                for &group in self.groups.get(&(kind, time, pair)).into_iter().flatten().take(NEAR)
                {
                    near.insert(group);
                    if near.len() == NEAR {
                        return near;
                    }
                }
            }
        }
        near
    }

    fn number(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        self.numbers.insert(name.to_owned(), number);
        number
    }
}

/// A meeting and what is made at it may be one happening, so each looks among the other.
fn family(claim: &Claim) -> &str {
    claim.traits.made_at.as_ref().unwrap_or(&claim.kind)
}

fn people(claim: &Claim) -> Vec<&ActorId> {
    let all: BTreeSet<&ActorId> = claim.participants.iter().map(|it| &it.actor).collect();
    all.into_iter().take(COMPANY).collect()
}

/// The state that may be named where somebody is meant.
fn stand_in(actor: &ActorId, claim: &Claim, world: &dyn World) -> Option<ActorId> {
    world.state_of(actor).filter(|it| claim.traits.official && it != actor)
}

/// Every two of them under all their names; somebody who is alone with himself.
fn pairs(names: &[Vec<Name>]) -> Vec<Pair> {
    if let [alone] = names {
        return alone.iter().map(|&it| (it, it)).collect();
    }
    let mut pairs = Vec::new();
    for (at, ones) in names.iter().enumerate() {
        for others in &names[at + 1..] {
            for &one in ones {
                pairs.extend(others.iter().map(|&other| (one.min(other), one.max(other))));
            }
        }
    }
    pairs
}

/// The times that a group is filed under.
fn filed((first, last): (NaiveDate, NaiveDate)) -> Vec<Time> {
    let mut times = Vec::new();
    let days = (last - first).num_days();
    if days == 0 {
        times.push(Time::Day(first.num_days_from_ce()));
        times.push(Time::DayOfMonth(first.year(), first.month()));
        times.push(Time::PartOfYear(first.year()));
    } else if days <= MONTHS {
        times.extend(months(first, last).map(|(year, month)| Time::Month(year, month)));
        times.extend(years(first, last).map(Time::PartOfYear));
    } else {
        times.extend(years(first, last).map(Time::Year));
    }
    times
}

/// The times under which what may agree is filed; the likeliest first.
fn asked((first, last): (NaiveDate, NaiveDate)) -> Vec<Time> {
    let mut times = Vec::new();
    let days = (last - first).num_days();
    if days == 0 {
        let day = first.num_days_from_ce();
        times.push(Time::Day(day));
        // What only a report's day dates may have happened in the days before.
        for off in 1..=i32::try_from(IMPLIED_DAYS).unwrap_or(0) {
            times.extend([Time::Day(day - off), Time::Day(day + off)]);
        }
        let from = first.checked_sub_signed(Duration::days(IMPLIED_DAYS)).unwrap_or(first);
        times.extend(months(from, last).map(|(year, month)| Time::Month(year, month)));
    } else if days <= MONTHS {
        times.extend(months(first, last).map(|(year, month)| Time::Month(year, month)));
        times.extend(months(first, last).map(|(year, month)| Time::DayOfMonth(year, month)));
    } else {
        times.extend(years(first, last).map(Time::PartOfYear));
    }
    times.extend(years(first, last).map(Time::Year));
    times
}

fn years(first: NaiveDate, last: NaiveDate) -> std::ops::RangeInclusive<i32> {
    first.year()..=last.year().min(first.year().saturating_add(YEARS))
}

fn months(first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = (i32, u32)> {
    let number = |it: NaiveDate| it.year() * 12 + it.month0().cast_signed();
    (number(first)..=number(last))
        .map(|it| (it.div_euclid(12), it.rem_euclid(12).cast_unsigned() + 1))
}
