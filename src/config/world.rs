//! The built-in world: states by name, people and seat, and cities.
//!
//! All states alike: the lists say how news names them, nothing of what they do.

use serde::Deserialize;

use crate::config::{Holiday, yaml};
use crate::date::Date;
use crate::source::Source;

/// States, cities, and what the world remembers.
#[derive(Debug, Clone, PartialEq)]
pub struct World {
    /// Present and former states.
    pub countries: Vec<Country>,
    /// Capitals, large cities, and places known from diplomacy.
    pub cities: Vec<City>,
    /// Days with a name, and the states that keep them.
    pub holidays: Vec<Holiday>,
    /// Happenings whose anniversaries are counted.
    pub anniversaries: Vec<Anniversary>,
}

/// A state, as news names it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Country {
    /// ISO 3166 alpha-3, or a code of that form for a former state.
    pub code: String,
    /// Its short English name.
    pub name: String,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Adjectives and singular nouns of its people.
    #[serde(default)]
    pub demonyms: Vec<String>,
    /// Plural nouns of its people.
    #[serde(default)]
    pub people: Vec<String>,
    /// Its capital.
    pub capital: Option<String>,
    /// Other names by which its government is called.
    #[serde(default)]
    pub seats: Vec<String>,
    /// Its parliament and the chambers of it.
    #[serde(default)]
    pub parliament: Vec<String>,
    /// The last year of a former state.
    pub until: Option<i32>,
    /// The code of the state that followed a former one.
    pub successor: Option<String>,
    /// Degrees north of its middle.
    pub lat: Option<f64>,
    /// Degrees east of its middle.
    pub lon: Option<f64>,
    /// Degrees north of its capital.
    pub capital_lat: Option<f64>,
    /// Degrees east of its capital.
    pub capital_lon: Option<f64>,
    /// The days or years from which anniversaries of its founding are counted.
    #[serde(default)]
    pub founding: Vec<Date>,
    /// The same of its independence.
    #[serde(default)]
    pub independence: Vec<Date>,
    /// The same of its liberation.
    #[serde(default)]
    pub liberation: Vec<Date>,
}

/// A happening whose anniversaries are counted.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anniversary {
    /// How texts call it, in small letters, without an article before it.
    pub names: Vec<String>,
    /// When it was: a day or a year.
    pub on: Date,
}

/// A city.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct City {
    /// Its English name.
    pub name: String,
    /// The code of its country.
    pub country: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
}

impl World {
    /// The lists that come with relata.
    #[must_use]
    pub fn builtin() -> Self {
        let countries = Source::new("built-in countries", include_str!("builtin/countries.yaml"));
        let cities = Source::new("built-in cities", include_str!("builtin/cities.yaml"));
        let holidays = Source::new("built-in holidays", include_str!("builtin/holidays.yaml"));
        let anniversaries =
            Source::new("built-in anniversaries", include_str!("builtin/anniversaries.yaml"));
        Self {
            countries: yaml::read_trusted(&countries),
            cities: yaml::read_trusted(&cities),
            holidays: yaml::read_trusted(&holidays),
            anniversaries: yaml::read_trusted(&anniversaries),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_lists_are_sound() {
        let world = World::builtin();
        assert!(world.countries.len() > 190, "{} countries", world.countries.len());
        assert!(world.cities.len() > 1000, "{} cities", world.cities.len());
        let codes: std::collections::BTreeSet<_> =
            world.countries.iter().map(|it| it.code.as_str()).collect();
        assert_eq!(codes.len(), world.countries.len(), "a code stands twice");
        assert!(world.holidays.len() > 40, "{} holidays", world.holidays.len());
        for day in &world.holidays {
            assert!(codes.contains(day.country.as_str()), "{}: {}", day.name, day.country);
        }
        for city in &world.cities {
            assert!(codes.contains(city.country.as_str()), "{}: {}", city.name, city.country);
        }
        let of_states = world
            .countries
            .iter()
            .filter(|it| it.founding.len() + it.independence.len() + it.liberation.len() > 0);
        assert!(of_states.count() > 150, "states alike have their years");
        let mut names: Vec<&String> = world.anniversaries.iter().flat_map(|it| &it.names).collect();
        assert!(names.iter().all(|it| **it == it.to_lowercase()));
        names.sort();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count, "a name stands twice");
    }
}
