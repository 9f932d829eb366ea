//! Persons by the words of their names and by what the names have in common with other transliterations.

use std::collections::BTreeMap;

use crate::actor::{Actor, ActorId};
use crate::config::ActorKind;

/// What a name has in common with its other transliterations: which word may differ, the fingerprint of the others,
/// and that of the word itself or of what is left of it without one letter. Two words that are one letter apart
/// share one of those, so that few names are compared however many begin alike.
type Key = (usize, u64, u64);

/// Persons, to be found by parts of their names.
#[derive(Debug, Clone, Default)]
pub(super) struct Spellings {
    by_word: BTreeMap<String, Vec<ActorId>>,
    by_key: BTreeMap<Key, Vec<ActorId>>,
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

/// The keys of a name of several words.
fn transliteration_keys(name: &str) -> Vec<Key> {
    let words: Vec<&str> = name.split(' ').collect();
    if words.len() < 2 {
        return Vec::new();
    }
    let keys = |left: usize| {
        let others = words.iter().enumerate().filter(|it| it.0 != left).map(|it| *it.1);
        let others = others.collect::<Vec<_>>().join(" ");
        let others = others.chars().fold(0, fingerprint);
        let long = words[left].chars().count() >= least_letters(left, words.len());
        let word = without_a_letter(words[left]).take(if long { usize::MAX } else { 1 });
        word.map(move |it| (left, others, it)).collect::<Vec<_>>()
    };
    (0..words.len()).flat_map(keys).collect()
}

/// The base of the fingerprints; different words may share one, so the names are compared as well.
const BASE: u64 = 0x0000_0100_0000_01b3;

fn fingerprint(before: u64, letter: char) -> u64 {
    before.wrapping_mul(BASE).wrapping_add(u64::from(letter) + 1)
}

/// The fingerprint of a word, and those of what is left of it without one of its letters after the first.
fn without_a_letter(word: &str) -> impl Iterator<Item = u64> {
    let mut begins = vec![0];
    for letter in word.chars() {
        begins.push(fingerprint(begins[begins.len() - 1], letter));
    }
    let whole = begins[begins.len() - 1];
    // Backwards, since the power of the base grows with the letters behind the one that is left out.
    let without = (2..begins.len()).rev().scan(1_u64, move |power, end| {
        let behind = whole.wrapping_sub(begins[end].wrapping_mul(*power));
        let left = begins[end - 1].wrapping_mul(*power).wrapping_add(behind);
        *power = power.wrapping_mul(BASE);
        Some(left)
    });
    std::iter::once(whole).chain(without)
}

/// Shorter words of a name are never known with a letter changed.
pub(super) const MAY_DIFFER: usize = 5;

/// How many letters a word of a name needs to be known with one changed: a surname needs more than a given name
/// beside the same surname.
fn least_letters(index: usize, words: usize) -> usize {
    if index + 1 == words { 7 } else { MAY_DIFFER }
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
    let least = least_letters(index, a.len());
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
    use super::{same_transliterated, transliteration_keys};

    #[test]
    fn a_long_name_is_known_with_one_letter_changed() {
        assert!(same_transliterated("Petr Zelenkov", "Petr Zelenkow"));
        assert!(same_transliterated("Sergio Holmen", "Sergyo Holmen"));
        assert!(!same_transliterated("Ada Berg", "Ada Borg"));
        assert!(!same_transliterated("Ada Holm", "Ida Holm"));
        assert!(!same_transliterated("Ada Holm", "Holm"));
    }

    #[test]
    fn names_share_a_key_when_they_are_the_same_and_seldom_else() {
        let share = |one: &str, other: &str| {
            let others = transliteration_keys(other);
            transliteration_keys(one).iter().any(|it| others.contains(it))
        };
        for (one, other) in [
            ("Ada Berg", "Ada Berg"),
            ("Petr Zelenkov", "Petr Zelenkow"),
            ("Petr Zelenkov", "Petr Zelennkov"),
            ("Petr Zelenkov", "Petr Zelenkovv"),
            ("Petr Zelenkov", "Petr Zlenkov"),
            ("Sergio Maria Holmen", "Sergyo Maria Holmen"),
        ] {
            assert!(same_transliterated(one, other) && share(one, other), "{one}, {other}");
            assert!(share(other, one), "{other}, {one}");
        }
        // All of these have the given name in common; none is compared with another.
        let names: Vec<String> =
            (b'a'..=b'z').map(|it| format!("Ada Q{0}{0}tov{0}", it as char)).collect();
        for (at, one) in names.iter().enumerate() {
            assert!(names[..at].iter().all(|it| !share(one, it)), "{one}");
        }
    }
}
