//! The days with a name, as `timex` wants them: the built-in ones and the author's.

use crate::config::world::Country;
use crate::config::{ActorKind, Config, Yearly};
use crate::timex::{self, Days};

/// The built-in days with a name and the author's, with the names of the states that keep them.
#[must_use]
pub fn named_days(config: &Config) -> Days {
    let mut days = Days::default();
    let countries = &config.world.countries;
    let index = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
    let state = |name: &str| {
        let named = |it: &Country| {
            it.name == name || it.code == name || it.aliases.iter().any(|alias| alias == name)
        };
        countries.iter().position(named)
    };
    for (at, country) in countries.iter().enumerate() {
        let names = [&country.aliases, &country.demonyms, &country.people, &country.seats];
        for name in names.into_iter().flatten().chain([&country.name]) {
            days.add_state(name, index(at));
        }
    }
    let cities = config.world.cities.iter();
    days.set_cities(cities.flat_map(|it| it.aliases.iter().chain([&it.name])).map(String::as_str));
    for day in &config.world.holidays {
        let Some(at) = state(&day.country) else { continue };
        for name in day.aliases.iter().chain([&day.name]) {
            days.add(name, index(at), part(day.date));
        }
    }
    // A state that only the author knows has a place behind those that everybody knows.
    let mut own: Vec<(&str, u16)> = Vec::new();
    for (place, actor) in config.actors.iter().enumerate() {
        let actor = &actor.value;
        if actor.kind != ActorKind::State {
            continue;
        }
        let at = index(state(&actor.name).unwrap_or(countries.len() + place));
        let names = || actor.aliases.iter().chain([&actor.name]).chain(&actor.id);
        own.extend(names().map(|it| (it.as_str(), at)));
        for name in actor.aliases.iter().chain([&actor.name]) {
            days.add_state(name, at);
        }
        for day in &actor.holidays {
            for name in day.aliases.iter().chain([&day.name]) {
                days.add(name, at, part(day.date));
            }
        }
    }
    let sides = config.settings.relationship.sides.iter();
    let side = |name: &String| {
        let own = own.iter().find(|it| it.0 == name).map(|it| it.1);
        own.or_else(|| state(name).map(index))
    };
    days.set_home(sides.filter_map(side).collect());
    days
}

fn part(date: Yearly) -> timex::Part {
    use timex::{Feast, Part};
    match date {
        Yearly::Fixed(month, day) => Part::Day(month, day),
        Yearly::Easter(days) => Part::Feast(Feast::Easter(days)),
        Yearly::Orthodox(days) => Part::Feast(Feast::Orthodox(days)),
        Yearly::Nth(nth, weekday, month) => Part::Feast(Feast::Nth(nth, weekday, month)),
    }
}
