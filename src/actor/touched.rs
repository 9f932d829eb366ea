//! Which texts may read otherwise once other people are known than before.
//!
//! A text that is told to be untouched reads the same with both registries; one that is told to be
//! touched may do so too. What a text has to hold for an actor to matter in it: the name, the name
//! but for one long word (another transliteration), a word that is now, or is no longer, part of
//! anybody's name, or the title of an office that somebody else holds now.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::AhoCorasick;

use crate::actor::spelling::MAY_DIFFER;
use crate::actor::{Actor, Known, Registry};
use crate::config::ActorKind;

/// From so many others on who hold an office, none of them is meant by its title alone.
const CROWD: usize = 2;

/// What tells the texts apart that may read otherwise.
#[derive(Debug)]
pub struct Touched {
    /// Finds the words of all groups; none where every text may read otherwise.
    finder: Option<AhoCorasick>,
    /// Words, of which a text that is touched holds all of at least one group.
    groups: Vec<Vec<usize>>,
}

impl Touched {
    /// What changes from one registry to another one, which differs from it in whom documents
    /// introduce.
    #[must_use]
    pub fn between(before: &Registry, after: &Registry) -> Self {
        let changed = changed(before, after);
        let mut groups: BTreeSet<Vec<String>> = BTreeSet::new();
        for &actor in &changed {
            if actor.known != Known::Discovered || actor.kind == ActorKind::State {
                return Self::everything();
            }
            let words: Vec<&str> = actor.name.split(' ').collect();
            groups.insert(runs(&actor.name));
            for (at, word) in words.iter().enumerate() {
                if word.chars().count() >= MAY_DIFFER {
                    let others = words.iter().enumerate().filter(|it| it.0 != at);
                    groups.insert(others.flat_map(|it| runs(it.1)).collect());
                }
                if before.is_part_of_person(word) != after.is_part_of_person(word) {
                    groups.insert(runs(word));
                }
            }
            let offices = actor.roles.iter().filter(|it| {
                let others = |of: &Registry| {
                    let holds = |other: &&Actor| {
                        !changed.iter().any(|it| it.id == other.id) && other.roles.contains(it)
                    };
                    of.actors().filter(holds).take(CROWD).count()
                };
                others(before) < CROWD || others(after) < CROWD
            });
            groups.extend(offices.map(|it| runs(&it.title)));
        }
        if groups.iter().any(Vec::is_empty) {
            return Self::everything();
        }
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        let mut words = Vec::new();
        let groups = groups.into_iter().map(|group| {
            let number = |word: String| {
                *numbers.entry(word).or_insert_with_key(|word| {
                    words.push(word.clone());
                    words.len() - 1
                })
            };
            group.into_iter().map(number).collect()
        });
        let groups = groups.collect();
        let finder = AhoCorasick::builder().ascii_case_insensitive(true).build(words).ok();
        Self { finder, groups }
    }

    fn everything() -> Self {
        Self { finder: None, groups: Vec::new() }
    }

    /// Whether a text may read otherwise.
    #[must_use]
    pub fn touches(&self, text: &str) -> bool {
        let Some(finder) = &self.finder else { return true };
        let plain = match text.is_ascii() {
            true => Cow::Borrowed(text),
            false => Cow::Owned(deunicode::deunicode(text)),
        };
        let mut found = BTreeSet::new();
        for it in finder.find_overlapping_iter(&*plain) {
            found.insert(it.pattern().as_usize());
        }
        self.groups.iter().any(|it| it.iter().all(|word| found.contains(word)))
    }
}

/// The actors who are in one of two registries only, or are something else in it.
fn changed<'a>(before: &'a Registry, after: &'a Registry) -> Vec<&'a Actor> {
    let mut changed = Vec::new();
    for (one, other) in [(before, after), (after, before)] {
        changed.extend(one.actors().filter(|it| other.actor(&it.id) != Some(it)));
    }
    changed
}

/// The letters and digits of words, as they stand in any of their spellings, each run by itself.
fn runs(words: &str) -> Vec<String> {
    let plain = deunicode::deunicode(words).to_ascii_lowercase();
    let runs = plain.split(|it: char| !it.is_ascii_alphanumeric()).filter(|it| !it.is_empty());
    let runs: BTreeSet<String> = runs.map(str::to_owned).collect();
    runs.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::Touched;
    use crate::actor::{Actor, Registry};
    use crate::config::{Config, ConfigSources};
    use crate::text::Text;

    fn introduced(registry: &Registry, text: &str) -> Vec<Actor> {
        registry.find(&Text::new(text)).actors
    }

    #[test]
    fn only_texts_that_may_mean_who_is_new_are_touched() {
        let config = Config::read(&ConfigSources::default()).value;
        let registry = Registry::new(&config).value;
        let before = introduced(&registry, "Norwegian Transport Minister Petr Zelenkov spoke.");
        let after = introduced(&registry, "Swedish Foreign Minister José Perez Holmen spoke.");
        assert_eq!((before.len(), after.len()), (1, 1));
        let one = registry.clone().extended(&before);
        let both = registry.clone().extended(&[before, after].concat());
        for touched in [Touched::between(&one, &both), Touched::between(&both, &one)] {
            for text in [
                "José Perez Holmen",
                "JOSE PEREZ HOLMEN came",
                "Jose Perez-Hollmen came",
                "Holmen came",
                "the foreign minister came",
            ] {
                assert!(touched.touches(text), "{text}");
            }
            for text in ["", "Petr Zelenkov came", "the transport minister came", "Ada Berg"] {
                assert!(!touched.touches(text), "{text}");
            }
        }
        let same = Touched::between(&both, &both.clone());
        assert!(!same.touches("José Perez Holmen, the foreign minister, came"));
    }
}
