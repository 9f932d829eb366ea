//! Which words name happenings: the lexicon's verbs in all their forms, and its nouns.

use std::collections::BTreeMap;

use crate::config::lexicon::{EventType, Frame, Lexicon, Quad, Trigger, Words};

/// The lexicon, ready to look words up.
#[derive(Debug, Clone)]
pub struct Triggers {
    types: Vec<EventType>,
    forms: BTreeMap<String, Vec<Form>>,
    /// By the first word of a hint: its type, and the words that must follow.
    hints: BTreeMap<String, Vec<(usize, Vec<String>)>>,
    pub(super) words: Words,
}

/// A word form that names a happening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) kind: usize,
    trigger: usize,
    pub(super) shape: Shape,
    /// The words that must follow.
    pub(super) then: Vec<String>,
}

/// What form of a word it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// `visit`
    Base,
    /// `visits`
    Third,
    /// `visited`; `participle` when it may be one too, `past` when it may be a past tense.
    Past { past: bool, participle: bool },
    /// `visiting`
    Gerund,
    /// `meeting`, the noun
    Noun,
}

impl Triggers {
    /// Inflects every verb of the lexicon.
    #[must_use]
    pub fn new(lexicon: &Lexicon) -> Self {
        let mut forms: BTreeMap<String, Vec<Form>> = BTreeMap::new();
        for (kind, it) in lexicon.types.iter().enumerate() {
            for (trigger, words) in it.triggers.iter().enumerate() {
                let mut add = |word: String, shape, then: &[String]| {
                    let form = Form { kind, trigger, shape, then: then.to_vec() };
                    let known = forms.entry(word).or_default();
                    if !known.contains(&form) {
                        known.push(form);
                    }
                };
                for verb in &words.verbs {
                    let (verb, then) = verb.split_once('|').unwrap_or((verb, ""));
                    let then: Vec<String> = then.split_whitespace().map(str::to_owned).collect();
                    for (word, shape) in inflected(verb.trim()) {
                        add(word, shape, &then);
                    }
                }
                for noun in &words.nouns {
                    let mut parts = noun.split_whitespace().map(str::to_lowercase);
                    let Some(first) = parts.next() else { continue };
                    let then: Vec<String> = parts.collect();
                    add(first, Shape::Noun, &then);
                }
            }
        }
        // What asks for more comes first: "wrote off" before "wrote", "received a gift" before
        // "received".
        for known in forms.values_mut() {
            known.sort_by_key(|it| {
                let objects = &lexicon.types[it.kind].triggers[it.trigger].objects;
                std::cmp::Reverse((it.then.len(), !objects.is_empty()))
            });
        }
        let hints = hints(lexicon);
        Self { types: lexicon.types.clone(), forms, hints, words: lexicon.words.clone() }
    }

    pub(super) fn of(&self, word: &str) -> &[Form] {
        self.forms.get(word).map_or(&[], Vec::as_slice)
    }

    /// The types that a word hints at, each with the words that must follow.
    pub(super) fn hinted(&self, word: &str) -> impl Iterator<Item = (&EventType, &[String])> {
        let hints = self.hints.get(word).map_or(&[][..], Vec::as_slice);
        hints.iter().map(|(kind, then)| (&self.types[*kind], then.as_slice()))
    }

    /// Whether a word hints at what several do alike: a treaty, a deal.
    pub(super) fn hints_at_joint(&self, word: &str) -> bool {
        let joint = |it: &EventType| it.triggers.iter().any(|it| it.frame == Frame::Joint);
        self.hinted(word).any(|(kind, _)| joint(kind))
    }

    /// How much a type weighs.
    #[must_use]
    pub fn weight(&self, kind: &str) -> f64 {
        self.named(kind).map_or(0.0, |it| it.weight)
    }

    /// The type with an id.
    pub(super) fn named(&self, id: &str) -> Option<&EventType> {
        self.types.iter().find(|it| it.id == id)
    }

    pub(super) fn kind(&self, form: &Form) -> &EventType {
        &self.types[form.kind]
    }

    pub(super) fn trigger(&self, form: &Form) -> &Trigger {
        &self.types[form.kind].triggers[form.trigger]
    }

    /// Whether a verb says what one does to another by force.
    pub(super) fn is_violent(&self, form: &Form) -> bool {
        self.kind(form).quad == Quad::MaterialConflict
    }

    pub(super) fn frame(&self, form: &Form) -> Frame {
        self.trigger(form).frame
    }
}

/// The hints of all types, by their first word; those of more words first.
fn hints(lexicon: &Lexicon) -> BTreeMap<String, Vec<(usize, Vec<String>)>> {
    let mut hints: BTreeMap<String, Vec<(usize, Vec<String>)>> = BTreeMap::new();
    for (kind, it) in lexicon.types.iter().enumerate() {
        for hint in &it.hints {
            let mut words = hint.split_whitespace().map(str::to_lowercase);
            let Some(first) = words.next() else { continue };
            hints.entry(first).or_default().push((kind, words.collect()));
        }
    }
    for known in hints.values_mut() {
        known.sort_by_key(|it| std::cmp::Reverse(it.1.len()));
    }
    hints
}

/// The forms of a verb given as `base` or as `base past participle`.
fn inflected(verb: &str) -> Vec<(String, Shape)> {
    let mut parts = verb.split_whitespace();
    let base = parts.next().unwrap_or_default().to_lowercase();
    let past = parts.next().map(str::to_owned);
    let participle = parts.next().map(str::to_owned);
    let mut forms = vec![(base.clone(), Shape::Base), (third(&base), Shape::Third)];
    match (past, participle) {
        (Some(past), Some(participle)) if past != participle => {
            forms.push((past, Shape::Past { past: true, participle: false }));
            forms.push((participle, Shape::Past { past: false, participle: true }));
        }
        (Some(past), _) => forms.push((past, Shape::Past { past: true, participle: true })),
        (None, _) => {
            for past in regular(&base, "ed") {
                forms.push((past, Shape::Past { past: true, participle: true }));
            }
        }
    }
    for gerund in regular(&base, "ing") {
        forms.push((gerund, Shape::Gerund));
    }
    // "set set set": a form that is spelt like the base is taken for the past, which news tells.
    if let Some(past) =
        forms.iter().position(|(word, shape)| *word == base && matches!(shape, Shape::Past { .. }))
    {
        let past = forms.remove(past);
        forms[0] = past;
    }
    forms
}

fn third(base: &str) -> String {
    let sibilant = ["s", "x", "z", "ch", "sh", "o"].iter().any(|it| base.ends_with(it));
    match base.strip_suffix('y') {
        Some(stem) if !ends_in_vowel(stem) => format!("{stem}ies"),
        _ if sibilant => format!("{base}es"),
        _ => format!("{base}s"),
    }
}

/// The regular forms with a suffix: `visited`; `shipped`; both `cancelled` and `canceled`.
fn regular(base: &str, suffix: &str) -> Vec<String> {
    if let Some(stem) = base.strip_suffix('e') {
        let kept = if suffix == "ing" && stem.ends_with(['e', 'o', 'y']) { base } else { stem };
        return vec![format!("{kept}{suffix}")];
    }
    if let (Some(stem), "ed") = (base.strip_suffix('y'), suffix)
        && !ends_in_vowel(stem)
    {
        return vec![format!("{stem}ied")];
    }
    let mut letters = base.chars().rev();
    let (last, middle, before) = (letters.next(), letters.next(), letters.next());
    let vowel = |it: Option<char>| it.is_some_and(is_vowel);
    let closed = !vowel(last) && vowel(middle) && !vowel(before);
    let doubles = closed && !matches!(last, Some('w' | 'x' | 'y'));
    let syllables = base.chars().fold((0, false), |(count, was), it| {
        (count + usize::from(is_vowel(it) && !was), is_vowel(it))
    });
    let doubled = format!("{base}{}{suffix}", last.unwrap_or_default());
    let plain = format!("{base}{suffix}");
    match (doubles, syllables.0, last) {
        (true, 1, _) => vec![doubled],
        (true, _, Some('l' | 'r')) => vec![doubled, plain],
        _ => vec![plain],
    }
}

fn ends_in_vowel(stem: &str) -> bool {
    stem.chars().next_back().is_some_and(is_vowel)
}

fn is_vowel(it: char) -> bool {
    matches!(it, 'a' | 'e' | 'i' | 'o' | 'u')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_inflected() {
        let forms = |verb| inflected(verb).into_iter().map(|it| it.0).collect::<Vec<_>>();
        assert_eq!(forms("visit"), ["visit", "visits", "visited", "visiting"]);
        assert_eq!(forms("ship"), ["ship", "ships", "shipped", "shipping"]);
        assert_eq!(forms("ratify"), ["ratify", "ratifies", "ratified", "ratifying"]);
        assert_eq!(forms("send sent sent"), ["send", "sends", "sent", "sending"]);
        assert_eq!(forms("give gave given"), ["give", "gives", "gave", "given", "giving"]);
        assert_eq!(
            forms("cancel"),
            ["cancel", "cancels", "cancelled", "canceled", "cancelling", "canceling"]
        );
        assert_eq!(forms("agree"), ["agree", "agrees", "agreed", "agreeing"]);
        assert_eq!(forms("set set set"), ["set", "sets", "setting"]);
    }
}
