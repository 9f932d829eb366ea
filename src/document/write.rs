//! Writes Markdown documents that read back as what they were made of.

/// A Markdown document: front matter with these keys and values, then the paragraphs as they are.
///
/// Every mark of Markdown within them is escaped, so that the reading text is the paragraphs. A value is a list where it
/// has several parts.
#[must_use]
pub fn markdown(front_matter: &[(&str, Vec<String>)], paragraphs: &[String]) -> String {
    let mut text = String::new();
    let mut lines = front_matter.iter().filter(|it| !it.1.is_empty()).peekable();
    if lines.peek().is_some() {
        text.push_str("---\n");
        for (key, values) in lines {
            let values: Vec<String> = values.iter().map(|it| quoted(it)).collect();
            match values.as_slice() {
                [one] => text.push_str(&format!("{key}: {one}\n")),
                several => text.push_str(&format!("{key}: [{}]\n", several.join(", "))),
            }
        }
        text.push_str("---\n");
    }
    for it in paragraphs.iter().map(|it| it.split_whitespace().collect::<Vec<_>>().join(" ")) {
        if !it.is_empty() {
            text.push('\n');
            text.push_str(&escaped(&it));
            text.push('\n');
        }
    }
    text
}

/// A value of YAML between quotation marks. What JSON escapes, YAML escapes alike.
#[must_use]
pub fn quoted(value: &str) -> String {
    let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
    // A text always has a JSON form.
    serde_json::to_string(&line).unwrap_or_default()
}

/// A line of text in which no letter is a mark of Markdown.
fn escaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let digits = line.len() - line.trim_start_matches(|it: char| it.is_ascii_digit()).len();
    for (at, letter) in line.char_indices() {
        let first = at == 0 && matches!(letter, '#' | '+' | '-' | '=' | '>' | ':' | '~');
        let item = digits > 0 && at == digits && matches!(letter, '.' | ')');
        if first
            || item
            || matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '&' | '|' | '~')
        {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Input, read};

    #[test]
    fn what_is_written_reads_back() {
        let paragraphs = [
            "# no heading * nor _this_ [nor](that)",
            "- no item",
            "1. no item",
            "1999) no item",
            "<b>no</b> &amp; `code` \\ | a | b |",
            "+ x",
            "> y",
            "--- z",
            "~~~ fence",
            "=====",
            "A ~~b~~ c",
        ];
        let paragraphs = paragraphs.map(str::to_owned);
        let front = [
            ("title", vec!["Talks: \"first\" # round".to_owned()]),
            ("sources", vec!["a, b".to_owned(), "[c]".to_owned()]),
            ("url", Vec::new()),
        ];
        let text = markdown(&front, &paragraphs);
        let input = Input {
            path: "a.md".into(),
            file: "a.md".into(),
            bytes: text.clone().into_bytes().into(),
        };
        let found = read(&input);
        assert!(found.diagnostics.is_empty(), "{text}\n{:?}", found.diagnostics);
        let document = &found.value[0];
        assert_eq!(document.content, paragraphs.join("\n\n"), "{text}");
        assert_eq!(document.title.as_deref(), Some("Talks: \"first\" # round"));
        assert_eq!(document.sources, ["a, b", "[c]"]);
    }
}
