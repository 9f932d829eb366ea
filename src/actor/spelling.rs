//! Persons by the words of their names and by what the names have in common with other transliterations.

use std::collections::BTreeMap;

use crate::actor::{Actor, ActorId};
use crate::config::ActorKind;

/// Persons, to be found by parts of their names.
#[derive(Debug, Clone, Default)]
pub(super) struct Spellings {
    by_word: BTreeMap<String, Vec<ActorId>>,
    /// By all words of a name but one.
    by_key: BTreeMap<String, Vec<ActorId>>,
}

impl Spellings {
    /// Takes in an actor, if that is a person.
    pub(super) fn add(&mut self, actor: &Actor) {
        if actor.kind != ActorKind::Person {
            return;
        }
        for word in actor.name.split(' ') {
            self.by_word.entry(word.to_owned()).or_default().push(actor.id.clone());
        }
        for key in transliteration_keys(&actor.name) {
            self.by_key.entry(key).or_default().push(actor.id.clone());
        }
    }

    /// Those of whose name a word is part, in the order in which they were added.
    pub(super) fn with_word(&self, word: &str) -> &[ActorId] {
        self.by_word.get(word).map_or(&[], Vec::as_slice)
    }

    /// Those whose name is another transliteration of one. `actor` knows them by their ids.
    pub(super) fn transliterated<'a>(
        &self,
        name: &str,
        actor: impl Fn(&ActorId) -> Option<&'a Actor>,
    ) -> Vec<&'a Actor> {
        let keys = transliteration_keys(name);
        let near = keys.iter().filter_map(|it| self.by_key.get(it)).flatten();
        near.filter_map(actor).filter(|it| same_transliterated(&it.name, name)).collect()
    }
}

/// What a name has in common with its other transliterations: its words but one, and which one it is.
fn transliteration_keys(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split(' ').collect();
    let without = |left: usize| {
        let others = words.iter().enumerate().filter(|it| it.0 != left).map(|it| *it.1);
        format!("{left} {}", others.collect::<Vec<_>>().join(" "))
    };
    if words.len() < 2 { Vec::new() } else { (0..words.len()).map(without).collect() }
}

/// Whether two names are the same one, transliterated otherwise: the same number of words, of
/// which one differs by one letter and is long, and the others are equal.
fn same_transliterated(one: &str, other: &str) -> bool {
    let (a, b): (Vec<&str>, Vec<&str>) = (one.split(' ').collect(), other.split(' ').collect());
    if a.len() != b.len() || a.len() < 2 {
        return false;
    }
    let mut different = a.iter().zip(&b).enumerate().filter(|(_, (a, b))| a != b);
    let Some((index, (x, y))) = different.next() else { return true };
    // Surnames need more letters to be sure than given names beside the same surname.
    let least = if index + 1 == a.len() { 7 } else { 5 };
    let long = x.chars().count().min(y.chars().count()) >= least;
    different.next().is_none() && long && x.chars().next() == y.chars().next() && one_apart(x, y)
}

/// Whether two words differ by one letter at most.
fn one_apart(one: &str, other: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    let after = |it: &[char]| it.get(1..).unwrap_or_default().to_vec();
    after(a) == after(b) || after(a) == b || after(b) == a
}

#[cfg(test)]
mod tests {
    use super::same_transliterated;

    #[test]
    fn a_long_name_is_known_with_one_letter_changed() {
        assert!(same_transliterated("Petr Zelenkov", "Petr Zelenkow"));
        assert!(same_transliterated("Sergio Holmen", "Sergyo Holmen"));
        assert!(!same_transliterated("Ada Berg", "Ada Borg"));
        assert!(!same_transliterated("Ada Holm", "Ida Holm"));
        assert!(!same_transliterated("Ada Holm", "Holm"));
    }
}
