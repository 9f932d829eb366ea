//! What a happening is about, in the words of the text.

use crate::event::frame::Frames;

impl Frames<'_> {
    /// The object in words, for titles: "treaty on comprehensive strategic partnership".
    pub(super) fn object_phrase(&self, (start, end): (usize, usize)) -> Option<String> {
        let view = self.scene.view;
        let is_group = |at: usize| self.groups().iter().any(|it| it.tokens.contains(&at));
        let plain = |at: usize| view.word(at).chars().all(|it| it.is_alphabetic() || it == '-');
        let mut first = start;
        while first > view.tokens.start && start - first < 3 {
            let word = view.word(first - 1);
            let stop = matches!(
                word,
                "the"
                    | "a"
                    | "an"
                    | "his"
                    | "her"
                    | "their"
                    | "its"
                    | "of"
                    | "on"
                    | "to"
                    | "and"
                    | "by"
                    | "in"
                    | "with"
                    | "several"
                    | "two"
                    | "three"
                    | "for"
                    | "at"
                    | "from"
                    | "new"
            );
            if stop
                || is_group(first - 1)
                || first - 1 == self.at
                || !plain(first - 1)
                || word.ends_with("ed")
            {
                break;
            }
            first -= 1;
        }
        let is_date = |at: usize| view.is_in_time(at);
        let vague = (first..start).any(|it| {
            matches!(
                view.word(it),
                "most"
                    | "such"
                    | "any"
                    | "no"
                    | "another"
                    | "similar"
                    | "same"
                    | "first"
                    | "second"
                    | "last"
            )
        });
        if vague {
            return None;
        }
        let mut last = end;
        let goes_on = last + 1 < view.tokens.end && !is_group(last + 1) && !is_date(last + 1);
        if matches!(view.word(last), "of" | "on") && goes_on {
            let mut at = last + 1;
            while at < view.tokens.end && at < last + 8 {
                let word = view.word(at);
                let stop = matches!(
                    word,
                    "between"
                        | "with"
                        | "in"
                        | "at"
                        | ","
                        | "."
                        | "that"
                        | "which"
                        | "on"
                        | "after"
                        | "to"
                        | "during"
                        | "for"
                        | "from"
                        | "by"
                        | "as"
                        | "was"
                        | "were"
                        | "signed"
                        | "he"
                        | "they"
                );
                if stop || is_group(at) || is_date(at) || !plain(at) {
                    break;
                }
                at += 1;
            }
            while at > last + 1 && matches!(view.word(at - 1), "and" | "the" | "a" | "or") {
                at -= 1;
            }
            if at > last + 1 {
                last = at;
            }
        }
        let tokens = view.text.tokens();
        let span = tokens[first].span().join(tokens[last - 1].span());
        let text = view.text.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
        (text.chars().count() <= 70).then_some(text)
    }
}
