//! The words of the interface, in the language that site.yaml names. Each language is a YAML file below
//! templates/words/; the author's own file of that name stands before the built-in one.
//!
//! What documents say, the titles of events and the steps of reasoning stay in the documents' language.

mod dates;

use std::collections::{BTreeMap, BTreeSet};

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRuleType, PluralRules};
use serde::Deserialize;

use crate::diagnostic::{Diagnostic, Location};
use crate::site::view::grouped;
use crate::site::words::dates::Dates;
use crate::source::Source;

/// The languages that come with the program.
const BUILT_IN: &[(&str, &str)] = &[
    ("en", include_str!("../../templates/words/en.yaml")),
    ("ko", include_str!("../../templates/words/ko.yaml")),
    ("ru", include_str!("../../templates/words/ru.yaml")),
];

/// The languages that are written from right to left, where their tag names no script.
const FROM_RIGHT: &[&str] =
    &["ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"];

/// Every word of the interface in one language.
#[derive(Debug)]
pub(crate) struct Words {
    /// The language as a BCP 47 tag, for `lang`.
    pub(crate) tag: String,
    words: BTreeMap<String, Form>,
    dates: Dates,
    types: BTreeMap<String, String>,
    plurals: Option<PluralRules>,
    ordinals: Option<PluralRules>,
}

/// A file of words.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// What the language calls itself, for who reads the file.
    #[serde(rename = "language")]
    _language: String,
    #[serde(default)]
    words: BTreeMap<String, Form>,
    #[serde(default)]
    dates: Option<Dates>,
    #[serde(default)]
    types: BTreeMap<String, String>,
}

/// A word, or its forms by the plural category of a number.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
enum Form {
    Plain(String),
    Counted(Counted),
}

impl Form {
    /// The parts that all of its forms have together.
    fn slots(&self) -> BTreeSet<&str> {
        let forms: Vec<&String> = match self {
            Self::Plain(text) => vec![text],
            Self::Counted(forms) => forms.forms().collect(),
        };
        forms.into_iter().flat_map(|it| slots(it)).collect()
    }
}

/// The names in braces of a pattern.
fn slots(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|it| it.split_once('}')).map(|it| it.0).collect()
}

/// The forms of a word beside a number.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Counted {
    zero: Option<String>,
    one: Option<String>,
    two: Option<String>,
    few: Option<String>,
    many: Option<String>,
    other: String,
}

impl Counted {
    fn forms(&self) -> impl Iterator<Item = &String> {
        let some = [&self.zero, &self.one, &self.two, &self.few, &self.many];
        some.into_iter().flatten().chain([&self.other])
    }

    fn of(&self, category: PluralCategory) -> &str {
        let form = match category {
            PluralCategory::Zero => &self.zero,
            PluralCategory::One => &self.one,
            PluralCategory::Two => &self.two,
            PluralCategory::Few => &self.few,
            PluralCategory::Many => &self.many,
            PluralCategory::Other => &None,
        };
        form.as_ref().unwrap_or(&self.other)
    }
}

impl Words {
    /// The words of a language: from the author's file, given by name below templates/, or the built-in one.
    /// A word that it lacks is English. Says what is wrong with the author's file, and when there is none.
    pub(crate) fn new(language: &str, own: &[(String, String)]) -> (Self, Vec<Diagnostic>) {
        let mut told = Vec::new();
        let english = File::built_in("en").unwrap_or_else(File::empty);
        let primary = language.split(['-', '_']).next().unwrap_or(language);
        let wider = Some(primary).filter(|it| *it != language);
        let read = [Some(language), wider].into_iter().flatten().find_map(|tag| {
            let name = format!("words/{tag}.yaml");
            if let Some((name, text)) = own.iter().find(|it| it.0 == name) {
                match File::read(name, text) {
                    Ok(file) => {
                        told.extend(file.strange(name, text, &english));
                        return Some((tag, file));
                    }
                    Err(mistake) => told.push(*mistake),
                }
            }
            File::built_in(tag).map(|it| (tag, it))
        });
        if read.is_none() && told.is_empty() {
            let message = format!("there are no words for the language `{language}`");
            told.push(
                Diagnostic::warning("words/language", message)
                    .at_location(Location::file("site.yaml".to_owned()))
                    .with_note("the interface is in English")
                    .with_help(format!(
                        "languages that are there: {}; another one is a file templates/words/{language}.yaml",
                        BUILT_IN.iter().map(|it| it.0).collect::<Vec<_>>().join(", ")
                    )),
            );
        }
        let (tag, file) = match read {
            Some((_, file)) => (language, file),
            None => ("en", english.clone()),
        };
        let mut words = english.words;
        words.extend(file.words);
        let rules = |kind| {
            let locale: Locale = tag.parse().ok()?;
            PluralRules::try_new(locale.into(), kind_options(kind)).ok()
        };
        let words = Self {
            tag: tag.to_owned(),
            words,
            dates: file.dates.or(english.dates).unwrap_or_default(),
            types: file.types,
            plurals: rules(PluralRuleType::Cardinal),
            ordinals: rules(PluralRuleType::Ordinal),
        };
        (words, told)
    }

    /// A word without a number, or nothing where there is none of that name.
    pub(crate) fn get(&self, key: &str) -> &str {
        match self.words.get(key) {
            Some(Form::Plain(text)) => text,
            Some(Form::Counted(forms)) => &forms.other,
            None => "",
        }
    }

    /// A word with what stands in it.
    pub(crate) fn with(&self, key: &str, parts: &[(&str, &str)]) -> String {
        fill(self.get(key), parts)
    }

    /// A word with the number that decides its form: "3 events".
    pub(crate) fn count(&self, key: &str, number: usize) -> String {
        let form = match self.words.get(key) {
            Some(Form::Counted(forms)) => forms.of(category(self.plurals.as_ref(), number)),
            Some(Form::Plain(text)) => text,
            None => "",
        };
        fill(form, &[("n", &grouped(number))])
    }

    /// The name of a type or of a subtype, where this language has its own.
    pub(crate) fn type_name(&self, kind: &str, subtype: Option<&str>) -> Option<&str> {
        let key = subtype.map_or_else(|| kind.to_owned(), |it| format!("{kind}/{it}"));
        self.types.get(&key).map(String::as_str)
    }

    /// Whether the interface has another language than what documents say.
    pub(crate) fn is_foreign(&self) -> bool {
        self.tag.split('-').next() != Some("en")
    }

    /// Whether the language is written from right to left.
    fn is_from_right(&self) -> bool {
        let mut parts = self.tag.split('-');
        let language = parts.next().unwrap_or_default().to_ascii_lowercase();
        let script = parts.next().filter(|it| it.len() == 4).map(str::to_ascii_lowercase);
        match script.as_deref() {
            Some(script) => {
                ["adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"].contains(&script)
            }
            None => FROM_RIGHT.contains(&language.as_str()),
        }
    }

    /// The words without parts, as templates are given them; with the language in `lang`, and `foreign` where it
    /// is not that of the documents, and `rtl` where it is written from right to left.
    pub(crate) fn for_templates(&self) -> BTreeMap<String, String> {
        let plain = |(key, form): (&String, &Form)| match form {
            Form::Plain(text) if !text.contains('{') => Some((key.clone(), text.clone())),
            _ => None,
        };
        let mut words: BTreeMap<String, String> = self.words.iter().filter_map(plain).collect();
        words.insert("lang".to_owned(), self.tag.clone());
        if self.is_from_right() {
            words.insert("rtl".to_owned(), "rtl".to_owned());
        }
        if self.is_foreign() {
            words.insert("foreign".to_owned(), "foreign".to_owned());
        }
        words
    }
}

impl File {
    fn built_in(tag: &str) -> Option<Self> {
        let (_, text) = BUILT_IN.iter().find(|it| it.0 == tag)?;
        serde_yaml::from_str(text).ok()
    }

    fn empty() -> Self {
        Self {
            _language: String::new(),
            words: BTreeMap::new(),
            dates: None,
            types: BTreeMap::new(),
        }
    }

    /// What no page asks for, and the parts that a word lost or that it has no use for.
    fn strange(&self, name: &str, text: &str, english: &Self) -> Vec<Diagnostic> {
        let source = Source::new(format!("templates/{name}"), text);
        let at = |key: &str| {
            let mut lines = text.split_inclusive('\n').scan(0, |end, line| {
                *end += line.len();
                Some((*end - line.len(), line))
            });
            let is_key = |line: &str| {
                line.trim_start().strip_prefix(key).is_some_and(|it| it.starts_with(':'))
            };
            let found = lines.find(|it| it.1.starts_with(' ') && is_key(it.1));
            found.map_or(Location::file(source.name().to_owned()), |(before, line)| {
                let start = before + line.len() - line.trim_start().len();
                Location::of(&source, crate::source::Span::new(start, start + key.len()))
            })
        };
        let mut told = Vec::new();
        for (key, form) in &self.words {
            let Some(original) = english.words.get(key) else {
                let message = format!("no page has a word `{key}`");
                told.push(Diagnostic::warning("words/unknown", message).at_location(at(key)));
                continue;
            };
            let (own, wanted) = (form.slots(), original.slots());
            let lost = wanted.difference(&own).map(|it| (it, "lacks"));
            let strange = own.difference(&wanted).map(|it| (it, "has no use for"));
            told.extend(lost.chain(strange).map(|(part, verb)| {
                let message = format!("the word `{key}` {verb} `{{{part}}}`");
                Diagnostic::warning("words/part", message).at_location(at(key))
            }));
        }
        let help = "templates/words/en.yaml in the source has every word with its parts";
        told.into_iter().map(|it| it.with_help(help)).collect()
    }

    fn read(name: &str, text: &str) -> Result<Self, Box<Diagnostic>> {
        let source = Source::new(format!("templates/{name}"), text);
        serde_yaml::from_str(text).map_err(|error| {
            let message = format!("this file of words cannot be read: {error}");
            let at = error.location().map(|it| source.offset(it.line(), it.column()));
            let span = at.map(|it| crate::source::Span::new(it, it));
            let place = match span {
                Some(span) => Location::of(&source, span),
                None => Location::file(source.name().to_owned()),
            };
            let help = "templates/words/en.yaml in the source shows the form of such a file";
            Box::new(Diagnostic::error("words/file", message).at_location(place).with_help(help))
        })
    }
}

fn kind_options(kind: PluralRuleType) -> icu_plurals::PluralRulesOptions {
    icu_plurals::PluralRulesOptions::default().with_type(kind)
}

fn category(rules: Option<&PluralRules>, number: usize) -> PluralCategory {
    rules.map_or(PluralCategory::Other, |it| it.category_for(number))
}

/// Puts the parts into a pattern: `{name}` is what `name` stands for.
fn fill(pattern: &str, parts: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        out.push_str(parts.iter().find(|it| it.0 == name).map_or("", |it| it.1));
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(tag: &str) -> Words {
        let (words, told) = Words::new(tag, &[]);
        assert_eq!(told.len(), 0, "{told:?}");
        words
    }

    #[test]
    fn every_language_has_every_word_with_the_same_parts() {
        let english = File::built_in("en").unwrap();
        for (tag, _) in BUILT_IN {
            let file = File::built_in(tag).unwrap_or_else(|| panic!("{tag}: not a file of words"));
            assert!(!file._language.is_empty());
            assert!(file.dates.is_some(), "{tag}");
            let keys = |it: &File| it.words.keys().cloned().collect::<BTreeSet<_>>();
            assert_eq!(keys(&file), keys(&english), "{tag}");
            for (key, form) in &file.words {
                assert_eq!(form.slots(), english.words[key].slots(), "{tag}: {key}");
            }
        }
    }

    #[test]
    fn every_type_has_a_name_in_every_language() {
        let lexicon = crate::config::lexicon::Lexicon::builtin();
        for (tag, _) in BUILT_IN.iter().filter(|it| it.0 != "en") {
            let file = File::built_in(tag).unwrap();
            let mut known = BTreeSet::new();
            for kind in &lexicon.types {
                known.insert(kind.id.clone());
                known.extend(kind.subtypes.iter().map(|it| format!("{}/{}", kind.id, it.id)));
            }
            assert_eq!(file.types.keys().cloned().collect::<BTreeSet<_>>(), known, "{tag}");
        }
    }

    #[test]
    fn a_number_chooses_the_form() {
        assert_eq!(of("en").count("events", 1), "1 event");
        assert_eq!(of("en").count("events", 0), "0 events");
        let slavic = of("ru");
        let said: Vec<String> = [1, 3, 5, 11, 21].map(|it| slavic.count("events", it)).into();
        assert_eq!(said, ["1 событие", "3 события", "5 событий", "11 событий", "21 событие"]);
        assert_eq!(of("ko").count("events", 3), "사건 3건");
    }

    #[test]
    fn the_authors_words_stand_before_the_built_in_ones() {
        let own = [(
            "words/de.yaml".to_owned(),
            "language: Deutsch\nwords:\n  skip: Zum Inhalt\n".to_owned(),
        )];
        let (words, told) = Words::new("de-AT", &own);
        assert_eq!(told.len(), 0);
        assert_eq!((words.tag.as_str(), words.get("skip")), ("de-AT", "Zum Inhalt"));
        assert_eq!(words.get("about"), "About");
    }

    #[test]
    fn words_that_no_page_has_and_lost_parts_are_told() {
        let text = "language: E\nwords:\n  skipp: A\n  some_of: \"{some} el {al}\"\n  events: { one: evento, other: \"{n} eventoj\" }\n";
        let told = Words::new("eo", &[("words/eo.yaml".to_owned(), text.to_owned())]).1;
        let line = |it: &Diagnostic| it.location.as_ref().map(|it| it.line);
        let told: Vec<_> = told.iter().map(|it| (it.message.as_str(), line(it))).collect();
        let expected = [
            ("no page has a word `skipp`", Some(3)),
            ("the word `some_of` lacks `{all}`", Some(4)),
            ("the word `some_of` has no use for `{al}`", Some(4)),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn a_language_without_words_is_told() {
        let (words, told) = Words::new("eo", &[]);
        assert_eq!((words.tag.as_str(), told.len()), ("en", 1));
        let broken = [("words/eo.yaml".to_owned(), "language: E\nword: {}\n".to_owned())];
        assert_eq!(Words::new("eo", &broken).1.len(), 1);
    }
}
