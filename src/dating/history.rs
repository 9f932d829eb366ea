//! What the world remembers: from which year an anniversary is counted.
//!
//! States by the kind of the anniversary (founding, independence, liberation), and the happenings of
//! the built-in list. All from the settings: no year stands in the code.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::config::{Country, World};
use crate::date::Date;

/// Words for the kinds of anniversaries that states have.
const KINDS: [(&str, Kind); 6] = [
    ("founding", Kind::Founding),
    ("foundation", Kind::Founding),
    ("establishment", Kind::Founding),
    ("proclamation", Kind::Founding),
    ("independence", Kind::Independence),
    ("liberation", Kind::Liberation),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Founding,
    Independence,
    Liberation,
}

/// The years from which anniversaries are counted, by the names of what they remember.
#[derive(Debug, Clone, Default)]
pub struct History {
    happenings: BTreeMap<String, Vec<Date>>,
    /// Founding, independence and liberation by every name of a state, in small letters.
    states: BTreeMap<String, [Vec<Date>; 3]>,
}

impl History {
    /// The years of the built-in world.
    #[must_use]
    pub fn new(world: &World) -> Self {
        let mut history = Self::default();
        for it in &world.anniversaries {
            for name in &it.names {
                history.happenings.insert(name.clone(), vec![it.on]);
            }
        }
        for country in &world.countries {
            let names = [&country.aliases, &country.demonyms, &country.people];
            for name in names.into_iter().flatten().chain([&country.name]) {
                history.states.insert(name.to_lowercase(), years_of(country));
            }
        }
        history.add_divided(&world.countries);
        history
    }

    /// States of one name, as North and South: what they remember alike, they remember under it.
    fn add_divided(&mut self, countries: &[Country]) {
        const SIDES: [&str; 4] = ["North ", "South ", "East ", "West "];
        let part =
            |name: &str| SIDES.iter().find_map(|it| Some(name.strip_prefix(it)?.to_lowercase()));
        let mut parts: BTreeMap<String, Vec<[Vec<Date>; 3]>> = BTreeMap::new();
        for country in countries {
            for name in country.demonyms.iter().chain([&country.name]).filter_map(|it| part(it)) {
                parts.entry(name).or_default().push(years_of(country));
            }
        }
        for (name, all) in parts.into_iter().filter(|(_, all)| all.len() > 1) {
            let [first, rest @ ..] = all.as_slice() else { continue };
            let alike = |kind: usize| match rest.iter().all(|it| it[kind] == first[kind]) {
                true => first[kind].clone(),
                false => Vec::new(),
            };
            self.states.entry(name).or_insert_with(|| [alike(0), alike(1), alike(2)]);
        }
    }

    /// When that was whose anniversary is told: the words on the line before its ordinal, between the
    /// ordinal and "anniversary", and after it. Empty if it is not known.
    pub(super) fn remembered(&self, before: &str, between: &str, after: &str) -> &[Date] {
        let after = folded(after);
        let owner = folded(before);
        let of = after.strip_prefix("of ").map(without_article);
        let between = folded(between).to_lowercase();
        let kind_between = KINDS.iter().find(|(word, _)| between == *word).map(|it| it.1);
        // "Its independence anniversary", "the 50th independence anniversary of …".
        if let Some(kind) = kind_between {
            let state = of.and_then(|it| self.state(it).filter(|(_, rest)| is_over(rest)));
            let state = state.map(|it| it.0).or_else(|| self.owner(&owner));
            return state.map_or(&[], |it| &it[kind as usize]);
        }
        if !between.is_empty() {
            return &[];
        }
        let Some(of) = of else { return &[] };
        if let Some((years, rest)) = longest(&self.happenings, of)
            && is_over(rest)
        {
            return years;
        }
        let own = of.strip_prefix("its ").or_else(|| of.strip_prefix("national "));
        if let Some((kind, rest)) = kind(own.unwrap_or(of)) {
            // "The founding of the state", "Its 50th anniversary of independence".
            let named = rest.strip_prefix(" of ").map(without_article);
            return match named {
                Some(it) => match self.state(it).filter(|(_, rest)| is_over(rest)) {
                    Some((years, _)) => &years[kind as usize],
                    None => &[],
                },
                None if is_over(rest) || rest.starts_with(" from ") => {
                    self.owner(&owner).map_or(&[], |it| &it[kind as usize])
                }
                None => &[],
            };
        }
        // "The state's founding", "national independence".
        let Some((years, rest)) = self.state(of) else { return &[] };
        let rest = rest.strip_prefix("'s").or_else(|| rest.strip_prefix('\'')).unwrap_or(rest);
        let rest = rest.trim_start();
        match kind(rest.strip_prefix("national ").unwrap_or(rest)) {
            Some((kind, rest)) if is_over(rest) || rest.starts_with(" from ") => {
                &years[kind as usize]
            }
            _ => &[],
        }
    }

    /// The state that words begin with, and the words after it.
    fn state<'a>(&self, words: &'a str) -> Option<(&[Vec<Date>; 3], &'a str)> {
        longest(&self.states, words)
    }

    /// The state that words end with: "the republic's".
    fn owner(&self, words: &str) -> Option<&[Vec<Date>; 3]> {
        let words = words.trim_end();
        let words = words.strip_suffix("'s").or_else(|| words.strip_suffix('\''))?;
        let starts = words.match_indices(' ').map(|(at, _)| at + 1).chain([0]);
        let mut starts: Vec<usize> = starts.collect();
        starts.sort_unstable();
        starts.into_iter().find_map(|it| self.states.get(&words[it..].to_lowercase()))
    }
}

/// The days or the years on which the anniversary of that number falls.
pub(super) fn counted(on: Date, count: i32) -> Option<(i32, Option<NaiveDate>)> {
    match on {
        Date::Day(day) => {
            let year = day.year() + count;
            Some((year, NaiveDate::from_ymd_opt(year, day.month(), day.day())))
        }
        Date::Year(year) => Some((year + count, None)),
        _ => None,
    }
}

fn years_of(country: &Country) -> [Vec<Date>; 3] {
    [country.founding.clone(), country.independence.clone(), country.liberation.clone()]
}

/// The kind that words begin with, and the words after it.
fn kind(words: &str) -> Option<(Kind, &str)> {
    KINDS.iter().find_map(|(word, kind)| {
        let head = words.get(..word.len())?;
        head.eq_ignore_ascii_case(word).then(|| (*kind, &words[word.len()..]))
    })
}

/// The value of the longest name that words begin with, and the words after it.
fn longest<'a, 'b, T>(names: &'a BTreeMap<String, T>, words: &'b str) -> Option<(&'a T, &'b str)> {
    const MOST_WORDS: usize = 10;
    let is_end = |it: char| !it.is_alphanumeric();
    let mut ends: Vec<usize> = words
        .match_indices(is_end)
        .map(|it| it.0)
        .take(2 * MOST_WORDS)
        .chain([words.len()])
        .collect();
    ends.reverse();
    ends.into_iter().find_map(|it| Some((names.get(&words[..it].to_lowercase())?, &words[it..])))
}

fn without_article(words: &str) -> &str {
    words.strip_prefix("the ").unwrap_or(words)
}

/// Whether a name is over: what follows is no further part of it, as in "founding of the State Bank".
fn is_over(rest: &str) -> bool {
    match rest.chars().next() {
        None => true,
        Some(' ') => !rest[1..].starts_with(char::is_uppercase) && !rest.starts_with(" of "),
        Some('\'' | '-') => false,
        Some(_) => true,
    }
}

/// Words with plain apostrophes and single spaces.
fn folded(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").replace('’', "'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, expected: &[&str]) {
        let history = History::new(&World::builtin());
        let (before, rest) = words.split_once('#').unwrap_or(("", words));
        let (between, after) = rest.split_once("anniversary").unwrap_or((rest, ""));
        let found = history.remembered(before, between, after);
        let found: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(found, expected, "{words}");
    }

    #[test]
    fn anniversaries_of_states() {
        for words in [
            "the # anniversary of Kenya's independence",
            "the # anniversary of Kenya’s national independence.",
            "the # anniversary of the independence of Kenya, and",
            "the # anniversary of Kenyan independence from Britain",
            "Kenya's # independence anniversary",
            "Kenya's # anniversary of its independence",
            "Kenya's # anniversary of independence on Monday",
            "the # independence anniversary of the Republic of Kenya",
        ] {
            check(words, &["1963-12-12"]);
        }
        check("the # anniversary of the founding of the Republic of Turkey", &["1923-10-29"]);
        check("the # founding anniversary of the People's Republic of China", &["1949-10-01"]);
        check("the # anniversary of Georgia's independence", &["1918-05-26", "1991-04-09"]);
        // Both parts of a divided land remember the same day.
        check("the # anniversary of Korea's liberation", &["1945-08-15"]);
        check("the # anniversary of the founding of Korea", &[]);
    }

    #[test]
    fn anniversaries_of_the_world() {
        check("the # anniversary of the fall of the Berlin Wall", &["1989-11-09"]);
        check("the # anniversary of Victory in the Great Patriotic War, which", &["1945"]);
        check("the # anniversary of the end of World War II", &["1945"]);
    }

    #[test]
    fn what_is_not_of_the_state_itself() {
        for words in [
            "the # anniversary of the founding of the Kenya Railways",
            "the # anniversary of the founding of the Turkish Navy",
            "the # anniversary of the establishment of relations with Kenya",
            "the # anniversary of Kenya's bank",
            "the # wedding anniversary of Kenya's founder",
            "the # anniversary of the end of World War II Museum",
            "Kenya's # anniversary",
        ] {
            check(words, &[]);
        }
    }
}
