//! Events that recur, found without being told: the same type, kind and parties, year after year.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use crate::actor::ActorId;
use crate::config::capitalised;
use crate::config::lexicon::{Lexicon, Trait};
use crate::date::MONTHS;
use crate::event::Role;
use crate::timeline::{Cast, Entry, Series};

/// In how many years what the lexicon calls a series must be told of.
const NAMED_YEARS: usize = 2;

/// In how many years anything else must come back, at the same time of the year.
const YEARS: usize = 3;

/// Within how many days of each other, in their years, it must.
const SEASON_DAYS: u32 = 14;

/// The days of a leap year.
const YEAR_DAYS: u32 = 366;

/// Type, subtype and who: what makes events one series.
type Key = (String, Option<String>, Vec<(Role, ActorId)>);

/// Events of one type, subtype and direction that come back in other years.
pub(super) fn series(entries: &mut [Entry], cast: &Cast, lexicon: &Lexicon) -> Vec<Series> {
    let mut groups: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        let event = &entry.event;
        if event.dated.when().is_none() || event.participants.is_empty() {
            continue;
        }
        let mut who: Vec<(Role, ActorId)> =
            event.participants.iter().map(|it| (it.role, it.actor.clone())).collect();
        who.sort();
        let key = (event.kind.as_str().to_owned(), event.subtype.clone(), who);
        groups.entry(key).or_default().push(index);
    }
    let mut ids: BTreeMap<String, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for ((kind, subtype, who), events) in groups {
        let finer = subtype.as_deref().and_then(|it| lexicon.get(&kind)?.subtype(it));
        let named = finer.and_then(|it| it.series.clone());
        let first_day = |it: usize| entries[it].event.dated.when().map(|it| it.first_day());
        let events = match named {
            Some(_) => events,
            None => {
                // What comes on many days is not the same because the parties are.
                let of = lexicon.get(&kind);
                let often = of.is_some_and(|it| it.traits.contains(&Trait::Frequent));
                if often && subtype.is_none() { continue } else { season(&events, entries) }
            }
        };
        let days: Vec<NaiveDate> = events.iter().filter_map(|&it| first_day(it)).collect();
        let years = years(&days);
        let (Some(&first), Some(&last)) = (years.first(), years.last()) else { continue };
        if years.len() < if named.is_some() { NAMED_YEARS } else { YEARS } {
            continue;
        }
        let what = named.unwrap_or_else(|| {
            let name = finer.map(|it| it.name.as_str());
            let name = name.or_else(|| lexicon.get(&kind).map(|it| it.name.as_str()));
            let month = days.first().map_or("", |it| MONTHS[it.month0() as usize]);
            format!("{} each {month}", capitalised(name.unwrap_or(&kind)))
        });
        let title = title(&what, &who, cast);
        for &event in &events {
            entries[event].series = Some(found.len());
        }
        let base = crate::config::slug(&title);
        let count = ids.entry(base.clone()).or_default();
        *count += 1;
        found.push(Series {
            id: if *count == 1 { base } else { format!("{base}-{count}") },
            title,
            events,
            gaps: (first..=last).filter(|it| !years.contains(it)).collect(),
        });
    }
    found
}

/// Those of the days that come back at one time of the year, in the most years; they must be told
/// of more years than not.
fn season(events: &[usize], entries: &[Entry]) -> Vec<usize> {
    let day = |it: usize| {
        let when = entries[it].event.dated.when()?;
        (when.first_day() == when.last_day()).then(|| when.first_day())
    };
    let days: BTreeSet<(u32, i32)> =
        events.iter().filter_map(|&it| day(it)).map(|it| (it.ordinal0(), it.year())).collect();
    let starts: BTreeSet<u32> = days.iter().map(|it| it.0).collect();
    let after = |start: u32, it: u32| (it + YEAR_DAYS - start) % YEAR_DAYS;
    let years_from = |start: u32| -> BTreeSet<i32> {
        // A season may run over the end of the year.
        let here = days.range((start, i32::MIN)..=(start + SEASON_DAYS, i32::MAX));
        let next = (start + SEASON_DAYS).checked_sub(YEAR_DAYS);
        let next = next.into_iter().flat_map(|it| days.range(..=(it, i32::MAX)));
        here.chain(next).map(|it| it.1).collect()
    };
    let best = starts.into_iter().max_by_key(|&it| (years_from(it).len(), std::cmp::Reverse(it)));
    let Some(start) = best else { return Vec::new() };
    let years = years_from(start);
    let span = years.first().zip(years.last()).map_or(0, |(first, last)| last.abs_diff(*first) + 1);
    if (years.len() * 2) <= usize::try_from(span).unwrap_or(usize::MAX) {
        return Vec::new();
    }
    let within =
        |it: &&usize| day(**it).is_some_and(|it| after(start, it.ordinal0()) <= SEASON_DAYS);
    events.iter().filter(within).copied().collect()
}

/// The years of a series. What comes about New Year may come in December or in January; both are
/// the new year's.
fn years(days: &[NaiveDate]) -> BTreeSet<i32> {
    let winter = days.iter().all(|it| matches!(it.month(), 1 | 12));
    let both = winter && days.iter().any(|it| it.month() == 1);
    days.iter().map(|it| it.year() + i32::from(both && it.month() == 12)).collect()
}

/// "Birthday messages from Ada Berg to Bo Lind".
fn title(what: &str, who: &[(Role, ActorId)], cast: &Cast) -> String {
    let named = |role: Role| -> Vec<String> {
        who.iter().filter(|it| it.0 == role).map(|it| cast.actor_name(&it.1)).collect()
    };
    let (agents, targets) = (named(Role::Agent), named(Role::Target));
    match (agents.as_slice(), targets.as_slice()) {
        ([_, ..], [_, ..]) => {
            format!("{what} from {} to {}", agents.join(" and "), targets.join(" and "))
        }
        _ => {
            let all: Vec<String> = who.iter().map(|it| cast.actor_name(&it.1)).collect();
            let of = if all.len() == 1 { "of" } else { "between" };
            format!("{what} {of} {}", all.join(" and "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::lexicon::EventType;
    use crate::event::{Dated, Event, Participant, TypeId};
    use crate::timeline::{Acts, Salience};

    fn entry(kind: &str, subtype: Option<&str>, date: &str) -> Entry {
        let part = |id: &str, role| Participant { actor: ActorId::new(id.to_owned()), role };
        let dated = date.parse().map_or(Dated::Undated(Vec::new()), Dated::On);
        let event = Event {
            id: date.to_owned(),
            subtype: subtype.map(str::to_owned),
            participants: vec![part("ada", Role::Agent), part("bo", Role::Target)],
            ..Event::of(TypeId::new(kind.to_owned()), dated)
        };
        Entry { event, series: None, salience: Salience::default(), acts: Acts::Neither }
    }

    /// `title: number of events, gaps` of each series of such events.
    fn found(kind: &str, subtype: Option<&str>, dates: &[&str]) -> Vec<String> {
        let mut entries: Vec<Entry> = dates.iter().map(|it| entry(kind, subtype, it)).collect();
        let found = series(&mut entries, &Cast::default(), &Lexicon::builtin());
        found.iter().map(|it| format!("{}: {}, {:?}", it.title, it.events.len(), it.gaps)).collect()
    }

    #[test]
    fn what_the_lexicon_calls_a_series_recurs_in_two_years() {
        let birthday = Some("birthday");
        let expected = ["Birthday messages from ada to bo: 2, [2023, 2024]"];
        assert_eq!(found("message", birthday, &["2022-10-07", "2025-10-07"]), expected);
        assert!(found("message", birthday, &["2022-10-07"]).is_empty());
    }

    #[test]
    fn anything_recurs_that_comes_at_one_time_of_the_year() {
        let expected = ["Visit each May from ada to bo: 3, [2022]"];
        let dates = ["2021-05-09", "2021-11-30", "2023-05-12", "2024-05-08", "2024-08-01"];
        assert_eq!(found("visit", None, &dates), expected);
        assert!(found("visit", None, &["2021-05-09", "2022-08-12", "2023-11-08"]).is_empty());
        assert!(found("visit", None, &["1990-05-09", "2001-05-12", "2023-05-08"]).is_empty());
        assert!(found("visit", None, &["2021-05", "2022-05", "2023-05"]).is_empty());
        assert!(found("other", None, &dates).is_empty(), "nothing says that it is the same");
    }

    #[test]
    fn an_author_s_own_types_recur_without_being_told() {
        let own = "
- id: match
  name: Match
  triggers: [{ id: play, verbs: [play] }]
  subtypes: [{ id: derby, name: derby, words: [derby] }]
- id: results
  name: Results meeting
  traits: [frequent]
  triggers: [{ id: report, verbs: [report] }]
  subtypes: [{ id: yearly, name: yearly results, words: [annual], series: Annual results }]
";
        let own: Vec<EventType> = serde_yaml::from_str(own).unwrap_or_default();
        assert_eq!(own.len(), 2);
        let mut lexicon = Lexicon::builtin();
        lexicon.types.extend(own);
        let of = |kind: &str, subtype: Option<&str>, dates: &[&str]| -> Vec<String> {
            let mut entries: Vec<Entry> = dates.iter().map(|it| entry(kind, subtype, it)).collect();
            let found = series(&mut entries, &Cast::default(), &lexicon);
            found.iter().map(|it| format!("{}: {:?}", it.title, it.gaps)).collect()
        };
        let matches = ["2019-09-07", "2020-09-05", "2022-09-10", "2023-03-04"];
        assert_eq!(of("match", None, &matches), ["Match each September from ada to bo: [2021]"]);
        assert_eq!(of("match", Some("derby"), &matches).len(), 1);
        assert_eq!(of("match", None, &matches[1..]), [""; 0], "two years are no series");
        let results = ["2021-02-11", "2022-02-10", "2024-02-15"];
        let yearly = ["Annual results from ada to bo: [2023]"];
        assert_eq!(of("results", Some("yearly"), &results), yearly);
        assert!(of("results", None, &results).is_empty(), "others come on any day");
        let spring = ["2018-04-20", "2019-04-24", "2020-04-22"];
        assert_eq!(of("visit", None, &spring), ["Visit each April from ada to bo: []"]);
    }

    #[test]
    fn messages_about_new_year_are_of_the_new_year() {
        let dates = ["2021-12-30", "2023-01-02", "2024-12-31"];
        let expected = ["New Year messages from ada to bo: 3, [2024]"];
        assert_eq!(found("message", Some("new-year"), &dates), expected);
    }

    #[test]
    fn a_season_may_run_over_the_end_of_the_year() {
        let expected = ["Visit each December from ada to bo: 3, []"];
        assert_eq!(found("visit", None, &["2021-12-30", "2023-01-02", "2023-12-31"]), expected);
    }
}
