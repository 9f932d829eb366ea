//! Titles in the manner of a chronology, and ids made of what an event is.

use crate::actor::{ActorId, PlaceId};
use crate::config::lexicon::{Lexicon, Titles};
use crate::config::{capitalised, slug};
use crate::event::{Dated, Event, Role, title_from_words};

/// The longest title, in characters.
const LONGEST: usize = 90;

/// A line that says what happened: present tense, sentence case, at most 90 characters.
#[must_use]
pub fn make_title(
    lexicon: &Lexicon,
    event: &Event,
    actor: &dyn Fn(&ActorId) -> String,
    place: &dyn Fn(&PlaceId) -> String,
) -> String {
    let kind = lexicon.get(event.kind.as_str());
    let subtype = kind.and_then(|it| it.subtype(event.subtype.as_deref()?));
    let patterns: Vec<&Titles> =
        subtype.iter().map(|it| &it.title).chain(kind.iter().map(|it| &it.title)).collect();
    let of = |role: Role| -> Vec<String> {
        let all = event.participants.iter().filter(|it| it.role == role);
        all.map(|it| actor(&it.actor)).collect()
    };
    let (agents, targets, joint) = (of(Role::Agent), of(Role::Target), of(Role::Participant));
    let all: Vec<String> = event.participants.iter().map(|it| actor(&it.actor)).collect();
    let shape = match (agents.len(), targets.len(), joint.len()) {
        (1.., 1.., _) => Shape::Directed,
        (0, 1.., 0) => Shape::Received,
        (_, _, _) if all.len() == 1 => Shape::Single,
        (0, 0, 2..) => Shape::Joint,
        (1.., 0, 0) if all.len() > 1 => Shape::Joint,
        _ => Shape::Joint,
    };
    let pick = |shape: Shape| {
        patterns.iter().find_map(|it| match shape {
            Shape::Directed => it.directed.as_deref(),
            Shape::Joint => it.joint.as_deref(),
            Shape::Single => it.single.as_deref(),
            Shape::Received => it.received.as_deref(),
        })
    };
    // Who only receives did nothing: no other pattern may make an agent of him.
    let other = || pick(Shape::Joint).or_else(|| pick(Shape::Single));
    let pattern = pick(shape).or_else(|| if shape == Shape::Received { None } else { other() });
    let finer = subtype.map(|it| &it.title);
    let plain = event.kind.as_str() == "other"
        && finer.is_none_or(|it| match shape {
            Shape::Directed => it.directed.is_none(),
            Shape::Joint => it.joint.is_none() && it.single.is_none(),
            Shape::Single => it.single.is_none() && it.joint.is_none(),
            Shape::Received => it.received.is_none(),
        });
    let words = || {
        let best = event.evidence.iter().find(|it| !it.headline).or(event.evidence.first());
        title_from_words(best?, all.first().map(String::as_str), LONGEST)
    };
    // What no pattern says, the report's own words do.
    let general = |rule: &str| rule.ends_with("/dated") || rule.ends_with("/hint");
    let own = event.evidence.iter().all(|it| general(&it.rule)) && !event.evidence.is_empty();
    if (plain || own || pattern.is_none() || event.participants.is_empty())
        && let Some(title) = words()
    {
        return title;
    }
    let pattern = pattern.unwrap_or("{all}: {kind}[ in {place}]");
    let agents = if agents.is_empty() { all.clone() } else { agents };
    let place = event.place.as_ref().map(place);
    let pattern = match &place {
        Some(place) if is_site(place) => pattern.replace("in {place}", "at {place}"),
        _ => pattern.replace("at {place}", "in {place}"),
    };
    let pattern = numbered(&pattern, agents.len() > 1);
    let fill = |(about, placed, names): (bool, bool, usize)| {
        let name = |key: &str| match key {
            "agent" => (!agents.is_empty()).then(|| listed(&agents, names)),
            "target" => (!targets.is_empty()).then(|| listed(&targets, names)),
            "all" => Some(listed(&all, names)),
            "place" => place.clone().filter(|_| placed),
            "kind" => kind.map(|it| it.name.to_lowercase()),
            "object" => event.object.clone().filter(|it| about && it.contains(' ')),
            _ => None,
        };
        capitalised(&filled(&pattern, &name))
    };
    // First what it was about goes, then names of a long list, then the place.
    let ways = [
        (true, true, usize::MAX),
        (false, true, usize::MAX),
        (false, true, 2),
        (false, false, 2),
        (false, false, 1),
    ];
    let title = ways.into_iter().map(fill).find(|it| it.chars().count() <= LONGEST);
    title.unwrap_or_else(|| shortened(&fill((false, false, 1))))
}

/// Whether one is "at" a place and not "in" it: a building or a site, by the last word of its name.
fn is_site(place: &str) -> bool {
    const SITES: &[&str] = &[
        "Cosmodrome",
        "Airport",
        "Palace",
        "Hall",
        "Station",
        "Square",
        "Camp",
        "Hotel",
        "University",
        "Stadium",
        "Museum",
        "Theatre",
        "Theater",
        "Base",
        "Club",
        "Cemetery",
        "Tower",
        "Mausoleum",
        "Monument",
        "Centre",
        "Center",
        "Embassy",
        "Temple",
        "Cathedral",
        "Plaza",
        "House",
        "Zoo",
        "Garrison",
        "Guesthouse",
        "Port",
        "Bridge",
    ];
    place.split(' ').next_back().is_some_and(|it| SITES.contains(&it))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Received,
    Directed,
    Joint,
    Single,
}

/// "A", "A and B", "A, B and C"; with more names than are wanted "A, B and 3 others".
fn listed(names: &[String], most: usize) -> String {
    if names.len() > most.saturating_add(1) {
        return format!("{} and {} others", names[..most].join(", "), names.len() - most);
    }
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}

/// Takes the verb for one agent or for several out of every `(sends|send)`.
fn numbered(pattern: &str, several: bool) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some((before, inside, after)) = rest
        .split_once('(')
        .and_then(|(before, it)| it.split_once(')').map(|(inside, after)| (before, inside, after)))
    {
        out.push_str(before);
        let (one, many) = inside.split_once('|').unwrap_or((inside, inside));
        out.push_str(if several { many } else { one });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Fills a pattern. `[a|b]` takes the first alternative whose names are all known, or nothing.
fn filled(pattern: &str, name: &dyn Fn(&str) -> Option<String>) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some(open) = rest.find('[') {
        out.push_str(&plain(&rest[..open], name).unwrap_or_default());
        let Some(close) = rest[open..].find(']') else { break };
        let inside = &rest[open + 1..open + close];
        if let Some(text) = inside.split('|').find_map(|it| plain(it, name)) {
            out.push_str(&text);
        }
        rest = &rest[open + close + 1..];
    }
    out.push_str(&plain(rest, name).unwrap_or_default());
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn plain(pattern: &str, name: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some(open) = rest.find('{') {
        let close = rest[open..].find('}')? + open;
        out.push_str(&rest[..open]);
        out.push_str(&name(&rest[open + 1..close])?);
        rest = &rest[close + 1..];
    }
    out.push_str(rest);
    Some(out)
}

fn shortened(text: &str) -> String {
    if text.chars().take(LONGEST).all(|it| it != ' ') {
        return text.chars().take(LONGEST - 1).chain(['…']).collect();
    }
    let mut end = 0;
    for (at, _) in text
        .char_indices()
        .filter(|(_, it)| *it == ' ')
        .take_while(|(at, _)| text[..*at].chars().count() < LONGEST)
    {
        end = at;
    }
    format!("{}…", text[..end].trim_end_matches([',', ' ']))
}

/// The id of an event: date, type and the first two participants, or the place.
#[must_use]
pub fn make_id(event: &Event) -> String {
    let date = match &event.dated {
        Dated::On(when) => when.to_string(),
        Dated::Undated(_) => "undated".to_owned(),
    };
    let mut parts = vec![slug(&date.replace("..", "open")), event.kind.as_str().to_owned()];
    parts.extend(event.participants.iter().take(2).map(|it| it.actor.as_str().to_owned()));
    if event.participants.len() < 2 {
        parts.extend(event.place.iter().map(|it| it.as_str().to_owned()));
    }
    parts.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_leave_out_what_is_not_known() {
        let name = |key: &str| match key {
            "agent" => Some("Ada Berg".to_owned()),
            "place" => Some("Geneva".to_owned()),
            _ => None,
        };
        assert_eq!(
            filled("{agent} signs [the {object}|an agreement][ in {place}]", &name),
            "Ada Berg signs an agreement in Geneva"
        );
        assert_eq!(filled("{agent} writes[ to {target}]", &name), "Ada Berg writes");
    }

    #[test]
    fn verbs_agree_with_the_number_of_agents() {
        assert_eq!(
            numbered("{agent} (sends|send) {target} aid", false),
            "{agent} sends {target} aid"
        );
        assert_eq!(
            numbered("{agent} (sends|send) {target} aid", true),
            "{agent} send {target} aid"
        );
        assert_eq!(numbered("{all} meet", true), "{all} meet");
    }

    #[test]
    fn titles_have_room_for_long_names_and_many() {
        let lexicon = Lexicon::builtin();
        let long =
            "Maximiliana Alexandrina Konstantinopolskaya-Featherstonehaugh of Upper Westmorland";
        let kinds: Vec<(String, Option<String>)> = lexicon
            .types
            .iter()
            .flat_map(|kind| {
                let finer = kind.subtypes.iter().map(|it| Some(it.id.clone()));
                std::iter::once(None).chain(finer).map(|it| (kind.id.clone(), it))
            })
            .collect();
        for (kind, subtype) in kinds {
            for (agents, targets, joint) in
                [(1, 1, 0), (9, 9, 0), (0, 0, 40), (0, 1, 0), (1, 0, 0), (0, 0, 1)]
            {
                let part = |role, count: usize| {
                    (0..count).map(move |it| crate::event::Participant {
                        actor: ActorId::new(format!("{role:?}-{it}")),
                        role,
                    })
                };
                let undated = Dated::Undated(Vec::new());
                let event = Event {
                    subtype: subtype.clone(),
                    participants: part(Role::Agent, agents)
                        .chain(part(Role::Target, targets))
                        .chain(part(Role::Participant, joint))
                        .collect(),
                    place: Some(PlaceId::new("oslo")),
                    object: Some(format!("treaty of {long}")),
                    ..Event::of(crate::event::TypeId::new(kind.as_str()), undated)
                };
                for name in [long.to_owned(), "x".repeat(300), "Ada".to_owned()] {
                    let title = make_title(&lexicon, &event, &|_| name.clone(), &|_| name.clone());
                    let length = title.chars().count();
                    assert!((1..=LONGEST).contains(&length), "{kind} {subtype:?}: {title}");
                    assert!(!title.contains(['{', '[', '(', '|']), "{title}");
                    assert!(!title.chars().next().is_some_and(char::is_lowercase), "{title}");
                }
            }
        }
    }

    #[test]
    fn lists_read_as_english() {
        let names = ["A", "B", "C"].map(str::to_owned);
        assert_eq!(listed(&names, 9), "A, B and C");
        assert_eq!(listed(&names, 2), "A, B and C");
        assert_eq!(listed(&names, 1), "A and 2 others");
        assert_eq!(listed(&names[..2], 9), "A and B");
    }
}
