//! What is wrong with the titles and triggers of an author's lexicon: slots that nothing fills, subtypes that
//! no type has.

use crate::config::lexicon::{EventType, Titles};
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::source::{Source, Span};

/// What a title may leave to be filled.
const SLOTS: &[&str] = &["agent", "target", "all", "place", "kind", "object"];

/// The mistakes of a type that an author adds to `known`, the type of the same id, if there is one.
pub(super) fn mistakes(
    added: &EventType,
    known: Option<&EventType>,
    source: &Source,
) -> Vec<Diagnostic> {
    let titles = std::iter::once(&added.title).chain(added.subtypes.iter().map(|it| &it.title));
    let mut wrong: Vec<Diagnostic> = titles.flat_map(|it| slots(it, source)).collect();
    let own = added.subtypes.iter().chain(known.into_iter().flat_map(|it| &it.subtypes));
    let own: Vec<&str> = own.map(|it| it.id.as_str()).collect();
    for named in added.triggers.iter().filter_map(|it| it.subtype.as_deref()) {
        if !own.contains(&named) {
            let message = format!("the type `{}` has no subtype `{named}`", added.id);
            let warning = Diagnostic::warning("lexicon/subtype", message);
            let help = format!("add it to its `subtypes`, with `id: {named}` and a `name`");
            let near = did_you_mean(named, own.iter().copied());
            let at = place(source, &format!("subtype: {named}"));
            wrong.push(warning.at(source, at).with_help(help).with_help_maybe(near));
        }
    }
    wrong
}

/// A warning for each slot that nothing fills: such a title would be empty.
fn slots(titles: &Titles, source: &Source) -> Vec<Diagnostic> {
    let Titles { directed, joint, single, received } = titles;
    let patterns = [directed, joint, single, received].into_iter().flatten();
    let named = patterns.flat_map(|it| it.split('{').skip(1).filter_map(|it| it.split_once('}')));
    let unknown = named.map(|it| it.0).filter(|it| !SLOTS.contains(it));
    let warning = |slot: &str| {
        let all = SLOTS.iter().map(|it| format!("`{{{it}}}`")).collect::<Vec<_>>().join(", ");
        let message = format!("nothing stands for `{{{slot}}}` in a title");
        let near = did_you_mean(slot, SLOTS.iter().copied());
        Diagnostic::warning("lexicon/slot", message)
            .at(source, place(source, &format!("{{{slot}}}")))
            .with_help(format!("there are {all}"))
            .with_help_maybe(near)
    };
    unknown.map(warning).collect()
}

/// Where words stand in a file.
fn place(source: &Source, words: &str) -> Span {
    let start = source.text().find(words);
    start.map_or(Span::new(0, 0), |start| Span::new(start, start + words.len()))
}

#[cfg(test)]
mod tests {
    use crate::config::Lexicon;
    use crate::source::Source;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let source = Source::new("lexicon.yaml", text);
        let told = Lexicon::builtin().extended(Some(&source)).diagnostics;
        let told: Vec<String> = told
            .iter()
            .map(|it| {
                let line = it.location.as_ref().map_or(0, |it| it.line);
                format!("{line}: {} ({})", it.message, it.help.as_deref().unwrap_or(""))
            })
            .collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn what_nothing_fills_is_told() {
        check(
            "types:\n  - id: oil\n    name: Oil\n    title: { directed: '{agnt} pumps oil for {target}' }\n    triggers: [{ id: x, verbs: [pump], subtype: nix }]\n",
            &[
                "4: nothing stands for `{agnt}` in a title (did you mean `agent`?)",
                "5: the type `oil` has no subtype `nix` (add it to its `subtypes`, with `id: nix` and a `name`)",
            ],
        );
        // A subtype of the built-in type of the same id counts.
        check(
            "types:\n  - id: meeting\n    title: { joint: '{all} meet[ in {place}]' }\n    triggers: [{ id: x, verbs: [confer], subtype: talks }]\n",
            &[],
        );
    }
}
