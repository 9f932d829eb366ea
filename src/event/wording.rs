//! A title from a sentence's own words, for what no pattern can say: its subject and what it did.
//!
//! Left out are the dateline, the time and the source that open a sentence, what is put between
//! commas after the subject, and what hangs on at the end. The verb is put in the present.

use crate::config::capitalised;
use crate::date::{MONTHS, WEEKDAYS};
use crate::event::Evidence;

/// Openings that say when, or after whom: they end with a comma.
const OPENINGS: &[&str] = &[
    "according",
    "after",
    "also",
    "as",
    "at",
    "before",
    "by",
    "during",
    "earlier",
    "from",
    "furthermore",
    "however",
    "in",
    "later",
    "meanwhile",
    "moreover",
    "on",
    "since",
    "then",
    "there",
    "today",
    "tomorrow",
    "under",
    "until",
    "when",
    "while",
    "yesterday",
];

/// What hangs on at the end of a clause begins so.
const TAILS: &[&str] = &[
    ", which ",
    ", who ",
    ", whose ",
    ", where ",
    ", when ",
    ", while ",
    ", saying ",
    ", according ",
    ", adding ",
    ", but ",
    ", as ",
    ", with ",
    ", reports ",
    ", reported ",
    "; ",
    " -- ",
    " — ",
    ": ",
    ". ",
];

/// Words that a line cannot end with.
const LOOSE: &[&str] = &[
    "a", "an", "and", "as", "at", "between", "but", "by", "for", "from", "her", "his", "in",
    "into", "its", "of", "on", "or", "our", "that", "the", "their", "to", "under", "who", "whose",
    "which", "with",
];

/// Past tenses that are no `-ed`, with the present of one who does it.
const IRREGULAR: &[(&str, &str)] = &[
    ("became", "becomes"),
    ("began", "begins"),
    ("broke", "breaks"),
    ("brought", "brings"),
    ("built", "builds"),
    ("came", "comes"),
    ("chose", "chooses"),
    ("did", "does"),
    ("drew", "draws"),
    ("fell", "falls"),
    ("flew", "flies"),
    ("found", "finds"),
    ("fought", "fights"),
    ("gave", "gives"),
    ("got", "gets"),
    ("grew", "grows"),
    ("had", "has"),
    ("held", "holds"),
    ("kept", "keeps"),
    ("laid", "lays"),
    ("led", "leads"),
    ("left", "leaves"),
    ("lost", "loses"),
    ("made", "makes"),
    ("met", "meets"),
    ("paid", "pays"),
    ("rose", "rises"),
    ("said", "says"),
    ("saw", "sees"),
    ("sent", "sends"),
    ("sold", "sells"),
    ("spoke", "speaks"),
    ("stood", "stands"),
    ("struck", "strikes"),
    ("took", "takes"),
    ("told", "tells"),
    ("thought", "thinks"),
    ("was", "is"),
    ("went", "goes"),
    ("withdrew", "withdraws"),
    ("won", "wins"),
    ("wrote", "writes"),
];

/// Who is named by these is told by another sentence.
const PRONOUNS: &[&str] = &["he", "she", "they", "it"];

/// A line of at most `longest` characters from the words of a report; nothing when they hold none.
/// `who` stands for a pronoun.
#[must_use]
pub fn title_from_words(evidence: &Evidence, who: Option<&str>, longest: usize) -> Option<String> {
    let quote = &evidence.quote;
    let within = |at: usize| {
        let at = at.saturating_sub(evidence.span.start).min(quote.len());
        (0..=at).rev().find(|&it| quote.is_char_boundary(it)).unwrap_or(0)
    };
    let (start, end) = (within(evidence.trigger.start), within(evidence.trigger.end));
    let (before, rest) = quote.split_at(start);
    let (verb, after) = rest.split_at(end.saturating_sub(start));
    let mut subject = subject(&plain(before));
    if let Some(named) = who.and_then(|who| with_name(&subject, who)) {
        subject = named;
    }
    let after = without_tail(&format!(" {}", plain(after)));
    let verb = plain(verb);
    if verb.is_empty() {
        return None;
    }
    let said = if subject.is_empty() { verb.clone() } else { in_present(&subject, &verb) };
    let mut line = format!("{said} {}", after.trim()).replace(" ,", ",");
    if !said.ends_with(&verb) {
        line = with_second_verb(&line);
    }
    let line = cut(line.trim_end_matches(['.', ',', ';', ':', ' ', '!', '"', '”']), longest);
    (!line.is_empty()).then(|| capitalised(&line))
}

/// A subject with a name for the pronoun that it begins with; a verb after that is put in the
/// present too.
fn with_name(subject: &str, who: &str) -> Option<String> {
    let (first, rest) = subject.split_once(' ').unwrap_or((subject, ""));
    if !PRONOUNS.contains(&first.to_lowercase().as_str()) {
        return None;
    }
    let (verb, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    Some(format!("{who} {} {rest}", present(verb, false)).trim_end().to_owned())
}

/// A line in which a second verb is in the present as the first is: "lays a wreath and paid tribute".
fn with_second_verb(line: &str) -> String {
    let Some((before, after)) = line.split_once(" and ") else { return line.to_owned() };
    let (verb, rest) = after.split_once(' ').unwrap_or((after, ""));
    format!("{before} and {} {rest}", present(verb, false)).trim_end().to_owned()
}

/// The words in one line, without quotation marks: half of a pair would remain.
fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    // The full stop of "Aug." or "p.m." ends no sentence.
    let words: Vec<&str> = words.into_iter().map(without_stop).collect();
    words.join(" ").replace(['"', '“', '”'], "")
}

/// A shortened month, title or hour without its full stop.
fn without_stop(word: &str) -> &str {
    const SHORT: &[&str] = &[
        "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "Mr",
        "Mrs", "Ms", "Dr", "Gen", "St", "a.m", "p.m", "U.S",
    ];
    word.strip_suffix('.').filter(|it| SHORT.contains(it)).unwrap_or(word)
}

/// What stands before the verb, without opening and without what is put in between.
fn subject(before: &str) -> String {
    let mut text = before;
    for dash in [" -- ", " — ", " – "] {
        if let Some((_, after)) = text.split_once(dash).filter(|it| it.0.chars().count() < 60) {
            text = after;
        }
    }
    for mark in ["; ", ". ", ": ", ", and ", ", but "] {
        if let Some((_, after)) = text.rsplit_once(mark).filter(|it| !it.1.trim().is_empty()) {
            text = after;
        }
    }
    while let Some((opening, after)) = text.split_once(", ") {
        let first = opening.split(' ').next().unwrap_or_default().to_lowercase();
        if !OPENINGS.contains(&first.as_str()) || after.trim().is_empty() {
            break;
        }
        text = after;
    }
    let text = without_date(text.trim());
    // "Ada Berg, prime minister of Norway, on Monday": the name is enough.
    if let (Some((name, _)), Some((_, last))) = (text.split_once(", "), text.rsplit_once(','))
        && last.split_whitespace().count() <= 2
        && !last.trim_start().starts_with("and ")
        && text.matches(',').count() > 1
    {
        return name.to_owned();
    }
    text.trim_end_matches(',').to_owned()
}

/// A clause without a date that opens it without a comma: "In May 2010 she attended".
fn without_date(text: &str) -> &str {
    let Some((first, mut rest)) = text.split_once(' ') else { return text };
    if !matches!(first, "In" | "On" | "in" | "on") {
        return text;
    }
    let mut dates = 0;
    while let Some((word, after)) = rest.split_once(' ') {
        let digits = word.starts_with(|it: char| it.is_ascii_digit());
        let word = word.trim_end_matches(['.', ',']);
        let named =
            |all: &[&str]| all.iter().any(|it| *it == word || (word.len() > 2 && it[..3] == *word));
        if !digits && !named(&MONTHS) && !named(&WEEKDAYS) {
            break;
        }
        dates += 1;
        rest = after;
    }
    if dates > 0 { rest } else { text }
}

/// A clause without what hangs on at its end.
fn without_tail(after: &str) -> String {
    let end = TAILS.iter().filter_map(|it| after.find(it)).min().unwrap_or(after.len());
    after[..end].to_owned()
}

/// A subject and its verb in the present, as chronologies tell.
fn in_present(subject: &str, verb: &str) -> String {
    let (rest, last) = subject.rsplit_once(' ').unwrap_or(("", subject));
    match last {
        "was" => return format!("{rest} is {verb}").trim().to_owned(),
        "were" => return format!("{rest} are {verb}").trim().to_owned(),
        "has" | "have" | "had" | "be" | "been" | "is" | "are" | "to" | "will" | "would" | "not" => {
            return format!("{subject} {verb}");
        }
        _ => {}
    }
    let lower = last.chars().next().is_some_and(char::is_lowercase);
    let plural = subject.contains(" and ")
        || (lower && last.ends_with('s') && !last.ends_with("ss"))
        || last == "people";
    format!("{subject} {}", present(verb, plural))
}

/// The present of a past tense; any other word as it is.
fn present(verb: &str, plural: bool) -> String {
    let singular = IRREGULAR.iter().find(|it| it.0 == verb).map(|it| it.1.to_owned());
    let Some(singular) = singular.or_else(|| present_of_regular(verb)) else {
        return verb.to_owned();
    };
    if !plural {
        return singular;
    }
    match singular.as_str() {
        "is" => "are".to_owned(),
        "has" => "have".to_owned(),
        "does" | "goes" => singular[..2].to_owned(),
        _ if singular.ends_with("ies") => format!("{}y", &singular[..singular.len() - 3]),
        _ if ["ches", "shes", "sses", "xes"].iter().any(|it| singular.ends_with(it)) => {
            singular[..singular.len() - 2].to_owned()
        }
        _ => singular[..singular.len() - 1].to_owned(),
    }
}

/// The present of a past tense in `-ed`: "visited" to "visits", "arrived" to "arrives".
fn present_of_regular(verb: &str) -> Option<String> {
    let stem = verb.strip_suffix("ed").filter(|it| it.len() > 2 && it.is_ascii())?;
    if let Some(stem) = stem.strip_suffix('i') {
        return Some(format!("{stem}ies"));
    }
    let bytes = stem.as_bytes();
    let (last, before) = (bytes[bytes.len() - 1], bytes[bytes.len() - 2]);
    if last == before && !matches!(last, b'l' | b's' | b'f' | b'z' | b'd') {
        return Some(format!("{}s", &stem[..stem.len() - 1]));
    }
    let ends = |of: &[&str]| of.iter().any(|it| stem.ends_with(it));
    if ends(&["ch", "sh", "ss", "x", "zz"]) {
        return Some(format!("{stem}es"));
    }
    // Verbs in -e lose it before -ed; which they are shows by how the stem ends.
    let silent = ends(&["c", "v", "u", "z", "dg", "rg", "ang", "ag"])
        || (last == b's' && before != b's')
        || (last == b'l' && !b"aeioulrw".contains(&before))
        || (ends(&["at", "ot", "ut", "ad", "id", "ud", "od", "ak", "ik", "ok", "ap", "am", "um"])
            && !b"aeo".contains(bytes.get(bytes.len().wrapping_sub(3)).unwrap_or(&b' ')))
        || ends(&[
            "creat", "plet", "pet", "delet", "invit", "unit", "cit", "welcom", "ur", "ir", "ar",
            "efin", "bin", "clin",
        ]) && !ends(&["our", "air", "ear", "ccur", "fear"]);
    Some(if silent { format!("{stem}es") } else { format!("{stem}s") })
}

/// A line cut at a word, where it must be, and not after a word that asks for another.
fn cut(line: &str, longest: usize) -> String {
    if line.chars().count() <= longest {
        return line.to_owned();
    }
    let room: String = line.chars().take(longest.saturating_sub(1)).collect();
    let mut words: Vec<&str> = room.split(' ').collect();
    if words.len() > 1 {
        words.pop();
    }
    while words.len() > 1 && words.last().is_some_and(|it| LOOSE.contains(it)) {
        words.pop();
    }
    format!("{}…", words.join(" ").trim_end_matches([',', ';', ':', '-']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[track_caller]
    fn check(quote: &str, verb: &str, expected: &str) {
        let start = quote.find(verb).unwrap_or_default();
        let span = Span::new(100, 100 + quote.len());
        let trigger = Span::new(100 + start, 100 + start + verb.len());
        let evidence = Evidence { trigger, ..Evidence::of("a", span, quote) };
        let title = title_from_words(&evidence, Some("Ada Berg"), 90).unwrap_or_default();
        assert!(title.chars().count() <= 90, "{title}");
        assert_eq!(title, expected);
    }

    #[test]
    fn a_sentence_gives_its_subject_and_what_it_did() {
        check("The ferry sank off Bergen.", "sank", "The ferry sank off Bergen");
        check(
            "The town council on Feb. 2 opened the bridge.",
            "opened",
            "The town council on Feb 2 opens the bridge",
        );
        check(
            "Oslo, June 11 (NTN) -- On Monday, Ada Berg, prime minister of Norway, opened the new bridge, which is long.",
            "opened",
            "Ada Berg opens the new bridge",
        );
        check("The hall was opened in May 2011.", "opened", "The hall is opened in May 2011");
        check(
            "Farmers and millers arrived in Lund; they sang.",
            "arrived",
            "Farmers and millers arrive in Lund",
        );
        check(
            "According to the Daily, the club launched a magazine.",
            "launched",
            "The club launches a magazine",
        );
        check("Bo Lind said \"it is \"late\".", "said", "Bo Lind says it is late");
        check(
            "He laid a wreath and paid tribute.",
            "laid",
            "Ada Berg lays a wreath and pays tribute",
        );
        check(
            "She gave in Lund a performance.",
            "performance",
            "Ada Berg gives in Lund a performance",
        );
        check("In May 2010 she attended the fair.", "attended", "Ada Berg attends the fair");
    }

    #[test]
    fn a_long_sentence_is_cut_at_a_word() {
        let long = "Ada Berg visited a school of music in the north of the country and the oldest of all the fish markets of Bergen";
        check(
            long,
            "visited",
            "Ada Berg visits a school of music in the north of the country and the oldest of all…",
        );
        check(&format!("Ada{} came", "x".repeat(200)), "came", &format!("Ada{}…", "x".repeat(86)));
    }

    #[test]
    fn past_tenses_become_present() {
        let pairs = [
            ("carried", "carries"),
            ("created", "creates"),
            ("visited", "visits"),
            ("invited", "invites"),
            ("stopped", "stops"),
            ("released", "releases"),
            ("passed", "passes"),
            ("declared", "declares"),
            ("appeared", "appears"),
            ("called", "calls"),
            ("settled", "settles"),
            ("arranged", "arranges"),
            ("voted", "votes"),
            ("looked", "looks"),
            ("repeated", "repeats"),
            ("toured", "tours"),
            ("decided", "decides"),
            ("avoided", "avoids"),
            ("named", "names"),
            ("claimed", "claims"),
        ];
        for (past, expected) in pairs {
            assert_eq!(present(past, false), expected);
        }
        assert_eq!(present("carried", true), "carry");
        assert_eq!(present("launched", true), "launch");
        assert_eq!(present("tune", false), "tune");
    }
}
