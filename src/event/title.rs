//! Titles in the manner of a chronology, and ids made of what an event is.

use crate::actor::{ActorId, PlaceId};
use crate::config::lexicon::{Lexicon, Titles};
use crate::config::{capitalised, slug};
use crate::event::wording::{Who, is_plural_name, title_from_words, words_of};
use crate::event::{Dated, Event, Role};

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
    let of = |role: Role| -> Vec<String> {
        let all = event.participants.iter().filter(|it| it.role == role);
        all.map(|it| actor(&it.actor)).collect()
    };
    let (agents, targets) = (of(Role::Agent), of(Role::Target));
    let all: Vec<String> = event.participants.iter().map(|it| actor(&it.actor)).collect();
    let shape = match (agents.len(), targets.len(), all.len()) {
        (1.., 1.., _) => Shape::Directed,
        (0, 1.., all) if all == targets.len() => Shape::Received,
        (_, _, 1) => Shape::Single,
        _ => Shape::Joint,
    };
    let pattern = pattern(lexicon, event, shape);
    // What no pattern says, the report's own words do.
    let general = |rule: &str| rule.ends_with("/dated") || rule.ends_with("/hint");
    let own = event.evidence.iter().all(|it| general(&it.rule)) && !event.evidence.is_empty();
    let plain = is_plain(lexicon, event, shape) || all.is_empty();
    if (plain || own || pattern.is_none())
        && let Some(title) = own_words(lexicon, event, actor, place)
    {
        return title;
    }
    let agents = if agents.is_empty() { all.clone() } else { agents };
    let place = event.place.as_ref().map(place);
    let parts = Parts { lexicon, event, agents, targets, all, place };
    parts.title(pattern.unwrap_or("{all}: {kind}[ in {place}]"))
}

/// The titles of an event's type, the finer first.
fn titles<'a>(lexicon: &'a Lexicon, event: &'a Event) -> impl Iterator<Item = &'a Titles> {
    let kind = lexicon.get(event.kind.as_str());
    let subtype = kind.and_then(|it| it.subtype(event.subtype.as_deref()?));
    subtype.map(|it| &it.title).into_iter().chain(kind.map(|it| &it.title))
}

/// The pattern for those who take part as they do.
fn pattern<'a>(lexicon: &'a Lexicon, event: &'a Event, shape: Shape) -> Option<&'a str> {
    let pick = |shape: Shape| {
        titles(lexicon, event).find_map(|it| match shape {
            Shape::Directed => it.directed.as_deref(),
            Shape::Joint => it.joint.as_deref(),
            Shape::Single => it.single.as_deref(),
            Shape::Received => it.received.as_deref(),
        })
    };
    // Who only receives did nothing: no other pattern may make an agent of him.
    let other = || pick(Shape::Joint).or_else(|| pick(Shape::Single));
    pick(shape).or_else(|| if shape == Shape::Received { None } else { other() })
}

/// Whether an event is of no kind that a pattern of its own tells.
fn is_plain(lexicon: &Lexicon, event: &Event, shape: Shape) -> bool {
    let kind = lexicon.get(event.kind.as_str());
    let finer = kind.and_then(|it| it.subtype(event.subtype.as_deref()?)).map(|it| &it.title);
    event.kind.as_str() == "other"
        && finer.is_none_or(|it| match shape {
            Shape::Directed => it.directed.is_none(),
            Shape::Joint | Shape::Single => it.joint.is_none() && it.single.is_none(),
            Shape::Received => it.received.is_none(),
        })
}

/// What stands for the names in a pattern.
struct Parts<'a> {
    lexicon: &'a Lexicon,
    event: &'a Event,
    /// Who did it; where nobody is said to have, all.
    agents: Vec<String>,
    targets: Vec<String>,
    all: Vec<String>,
    place: Option<String>,
}

impl Parts<'_> {
    /// The pattern with its names. First what it was about goes, then names of a long list, then the place.
    fn title(&self, pattern: &str) -> String {
        let pattern = match &self.place {
            Some(place) if is_site(self.lexicon, place) => {
                pattern.replace("in {place}", "at {place}")
            }
            _ => pattern.replace("at {place}", "in {place}"),
        };
        let plural = |it: &String| is_plural_name(it);
        let several = self.agents.len() > 1 || self.agents.first().is_some_and(plural);
        let pattern = numbered(&pattern, several);
        let ways = [
            (true, true, usize::MAX),
            (false, true, usize::MAX),
            (false, true, 2),
            (false, false, 2),
            (false, false, 1),
        ];
        let fill = |(about, placed, names): (bool, bool, usize)| {
            let name = |key: &str| self.name(key, about, placed, names);
            capitalised(&filled(&pattern, &name))
        };
        let title = ways.into_iter().map(fill).find(|it| it.chars().count() <= LONGEST);
        title.unwrap_or_else(|| shortened(&fill((false, false, 1))))
    }

    /// What stands for a key: what it was about and the place only if asked for, and at most so many names.
    fn name(&self, key: &str, about: bool, placed: bool, names: usize) -> Option<String> {
        match key {
            "agent" => (!self.agents.is_empty()).then(|| listed(&self.agents, names)),
            "target" => (!self.targets.is_empty()).then(|| listed(&self.targets, names)),
            "all" => Some(listed(&self.all, names)),
            "place" => self.place.clone().filter(|_| placed),
            "kind" => self.lexicon.get(self.event.kind.as_str()).map(|it| it.name.to_lowercase()),
            "object" => self.event.object.clone().filter(|it| about && it.contains(' ')),
            _ => None,
        }
    }
}

/// A title from the words of the reports: of the first that gives one. Where none does, what kind of happening it
/// was and by whom; of one without a kind, the words themselves.
fn own_words(
    lexicon: &Lexicon,
    event: &Event,
    actor: &dyn Fn(&ActorId) -> String,
    place: &dyn Fn(&PlaceId) -> String,
) -> Option<String> {
    let words = &lexicon.words;
    let agents = || event.participants.iter().filter(|it| it.role == Role::Agent);
    let who = agents().next().map(|it| actor(&it.actor));
    let texts = || event.evidence.iter().filter(|it| !it.headline);
    let told = |who: Who<'_>| texts().find_map(|it| title_from_words(words, it, who, LONGEST));
    if let Some(title) = told(Who::Named(who.as_deref())) {
        return Some(title);
    }
    let kind = lexicon.get(event.kind.as_str())?;
    let fits = |it: &String| it.chars().count() <= LONGEST;
    if event.evidence.is_empty() {
        return None;
    }
    let by = who.filter(|_| event.kind.as_str() == "statement");
    if event.kind.as_str() == "other" || by.is_none() && event.place.is_none() {
        let text = told(Who::Unnamed);
        return text
            .or_else(|| words_of(words, texts().next().or(event.evidence.first())?, LONGEST));
    }
    let subtype = kind.subtype(event.subtype.as_deref().unwrap_or_default());
    let name = subtype.map_or(&kind.name, |it| &it.name);
    let by = by.map(|it| format!(" by {it}")).unwrap_or_default();
    let site =
        |it: &String| if is_site(lexicon, it) { format!(" at {it}") } else { format!(" in {it}") };
    let at = event.place.as_ref().map(place).map(|it| site(&it)).unwrap_or_default();
    let named = |it: String| capitalised(&it);
    [format!("{name}{by}{at}"), format!("{name}{by}"), name.clone()]
        .into_iter()
        .map(named)
        .find(fits)
}

/// Whether one is "at" a place and not "in" it: a building or a site, by the last word of its name.
fn is_site(lexicon: &Lexicon, place: &str) -> bool {
    place.split(' ').next_back().is_some_and(|it| lexicon.words.telling.sites.contains(it))
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
