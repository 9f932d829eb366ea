//! Days that have a name, each with the states that keep it and when.
//!
//! "Independence Day" is another day in each state. The state is the one named nearest in the same
//! sentence, or else one that the reader is at home with, if they agree; otherwise the day stays open.

use crate::timex::cursor::Cursor;
use crate::timex::meaning::{Feast, Part};

/// The words of a name, and the day that each state keeps under it.
type Named = (Vec<String>, Vec<(u16, Part)>);

/// The named days of every state, and how states are named.
#[derive(Debug, Clone, Default)]
pub struct Days {
    /// By their words in small letters, in order.
    names: Vec<Named>,
    /// Names of states, their people and adjectives, in order.
    states: Vec<(Vec<String>, u16)>,
    /// Names of cities, in order, by which a time of day may be told: "Paris time".
    cities: Vec<Vec<String>>,
    /// The states that a text speaks of where it names none.
    home: Vec<u16>,
}

impl Days {
    /// No day at all.
    pub const NONE: &'static Self =
        &Self { names: Vec::new(), states: Vec::new(), cities: Vec::new(), home: Vec::new() };

    /// Adds a day that a state keeps; one of the same state and name takes its place.
    pub fn add(&mut self, name: &str, state: u16, day: Part) {
        let words = words(name);
        match self.names.binary_search_by(|(it, _)| it.cmp(&words)) {
            Ok(at) => {
                let days = &mut self.names[at].1;
                days.retain(|(it, _)| *it != state);
                days.push((state, day));
            }
            Err(at) => self.names.insert(at, (words, vec![(state, day)])),
        }
    }

    /// Adds a name by which texts speak of a state.
    pub fn add_state(&mut self, name: &str, state: u16) {
        self.states.push((words(name), state));
        self.states.sort();
    }

    /// The names of all cities.
    pub fn set_cities<'a>(&mut self, names: impl Iterator<Item = &'a str>) {
        self.cities = names.map(words).collect();
        self.cities.sort();
    }

    /// The states that a text speaks of where it names none.
    pub fn set_home(&mut self, states: Vec<u16>) {
        self.home = states;
    }

    /// Whether a named day may begin with a word.
    pub(super) fn begins(&self, word: &str) -> bool {
        !self.starting(word).is_empty()
    }

    fn starting(&self, word: &str) -> &[Named] {
        first(&self.names, word, |it| &it.0)
    }

    /// The day whose name stands at a token, and the token after it.
    pub(super) fn at(&self, c: &Cursor<'_>, at: usize) -> Option<(Part, usize)> {
        let named = self.starting(c.word(at)).iter().rev();
        let (days, end) = named
            .filter_map(|(words, days)| Some((days, matched(c, at, words)?)))
            .max_by_key(|it| it.1)?;
        Some((self.choose(c, at, days), end))
    }

    fn choose(&self, c: &Cursor<'_>, at: usize, days: &[(u16, Part)]) -> Part {
        let one = |mut parts: Box<dyn Iterator<Item = Part> + '_>| {
            let first = parts.next()?;
            parts.all(|it| it == first).then_some(first)
        };
        let of = |state: u16| days.iter().find(|it| it.0 == state).map(|it| it.1);
        let (mut nearest, mut next) = (None, c.start);
        while next < c.end {
            let Some((end, state)) = self.state_at(c, next) else {
                next += 1;
                continue;
            };
            if let Some(day) = of(state)
                && nearest.is_none_or(|(distance, _)| next.abs_diff(at) < distance)
            {
                nearest = Some((next.abs_diff(at), day));
            }
            next = end;
        }
        one(Box::new(days.iter().map(|it| it.1)))
            .or(nearest.map(|it| it.1))
            .or_else(|| one(Box::new(self.home.iter().filter_map(|it| of(*it)))))
            .unwrap_or(Part::Feast(Feast::Unknown))
    }

    /// The token after the name of a state, of its people or of a city.
    pub(super) fn place_at(&self, c: &Cursor<'_>, at: usize) -> Option<usize> {
        let state = self.state_at(c, at).map(|(end, _)| end);
        let cities = first(&self.cities, c.word(at), |it| it).iter();
        let city = cities.filter(|_| c.capital(at)).filter_map(|it| matched(c, at, it)).max();
        state.max(city)
    }

    /// The state whose name begins at a token, after the token after it.
    fn state_at(&self, c: &Cursor<'_>, at: usize) -> Option<(usize, u16)> {
        if !c.capital(at) {
            return None;
        }
        let named = first(&self.states, c.word(at), |it| &it.0).iter();
        let longest = named.filter_map(|(words, state)| Some((matched(c, at, words)?, *state)));
        longest.max_by_key(|it| it.0)
    }
}

/// The entries whose first word is this one, in whatever case.
fn first<'a, T>(list: &'a [T], word: &str, words: impl Fn(&T) -> &Vec<String>) -> &'a [T] {
    let order = |it: &T| {
        let own = words(it).first().map_or("", String::as_str).bytes();
        own.cmp(word.bytes().map(|it| it.to_ascii_lowercase()))
    };
    let start = list.partition_point(|it| order(it).is_lt());
    let count = list[start..].partition_point(|it| order(it).is_eq());
    &list[start..start + count]
}

/// The token after these words, apostrophes left out on both sides.
fn matched(c: &Cursor<'_>, at: usize, words: &[String]) -> Option<usize> {
    let mut next = at;
    for (index, word) in words.iter().enumerate() {
        if index > 0 {
            while matches!(c.word(next), "'s" | "’s" | "'" | "’" | "." | "-") {
                next += 1;
            }
        }
        if !c.word(next).eq_ignore_ascii_case(word) {
            return None;
        }
        next += 1;
    }
    Some(next)
}

/// The words of a name in small letters, without marks and possessive endings.
fn words(name: &str) -> Vec<String> {
    let plain = name.replace("'s", "").replace("’s", "").to_lowercase();
    plain
        .split(|it: char| !it.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;
    use crate::timex::{Anchor, Timex, find_with, resolve};

    #[track_caller]
    fn check(home: &[u16], content: &str, expected: &[&str]) {
        let mut days = Days::default();
        days.add("Victory Day", 0, Part::Day(5, 9));
        days.add("Victory Day", 1, Part::Day(12, 16));
        days.add("Victory Day", 2, Part::Day(8, 30));
        days.add("St Olaf's Day", 0, Part::Day(7, 29));
        for (name, state) in [("Utopia", 0), ("Utopian", 0), ("Arcadia", 1), ("New Arcadia", 2)] {
            days.add_state(name, state);
        }
        days.set_home(home.to_vec());
        let text = Text::new(content);
        let found = resolve(&Anchor::default(), &text, &find_with(&days, &text));
        let dates = |it: &Timex| it.when.map_or("-".to_owned(), |it| it.to_string());
        assert_eq!(found.iter().map(dates).collect::<Vec<_>>(), expected, "{content}");
    }

    #[test]
    fn the_country_decides_which_day_it_is() {
        check(&[], "They marched on Victory Day 2019.", &["-"]);
        check(&[0], "They marched on Victory Day 2019.", &["2019-05-09"]);
        check(&[0, 1], "They marched on Victory Day 2019.", &["-"]);
        check(&[0], "In New Arcadia they marched on Victory Day 2019.", &["2019-08-30"]);
        check(&[], "The Utopian army marched on Victory Day 2019.", &["2019-05-09"]);
        check(&[], "They met on St Olaf's Day 2019, and won a victory.", &["2019-07-29"]);
    }
}
