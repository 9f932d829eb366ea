//! Past tenses put into the present, as chronologies tell.

use crate::config::lexicon::Telling;

/// The present of a past tense, for one or for several; any other word as it is.
pub(super) fn present(words: &Telling, verb: &str, plural: bool) -> String {
    let singular = words.presents.get(verb).cloned().or_else(|| present_of_regular(verb));
    let Some(singular) = singular else { return verb.to_owned() };
    if !plural {
        return singular;
    }
    match singular.as_str() {
        "is" => "are".to_owned(),
        "has" => "have".to_owned(),
        "does" | "goes" => singular[..2].to_owned(),
        _ if singular.ends_with("ies") => format!("{}y", &singular[..singular.len() - 3]),
        _ if ["ches", "shes", "sses", "xes", "toes", "choes"]
            .iter()
            .any(|it| singular.ends_with(it)) =>
        {
            singular[..singular.len() - 2].to_owned()
        }
        _ => singular.strip_suffix('s').unwrap_or(&singular).to_owned(),
    }
}

/// The present of a past tense in `-ed`: "visited" to "visits", "arrived" to "arrives".
fn present_of_regular(verb: &str) -> Option<String> {
    let stem = verb.strip_suffix("ed").filter(|it| it.len() > 2 && it.is_ascii())?;
    if stem.ends_with('e') {
        return None;
    }
    if let Some(stem) = stem.strip_suffix('i') {
        return Some(format!("{stem}ies"));
    }
    let bytes = stem.as_bytes();
    let (last, before) = (bytes[bytes.len() - 1], bytes[bytes.len() - 2]);
    if last == before && !matches!(last, b'l' | b's' | b'f' | b'z' | b'd') {
        return Some(format!("{}s", &stem[..stem.len() - 1]));
    }
    let ends = |of: &[&str]| of.iter().any(|it| stem.ends_with(it));
    let vetoes = last == b'o' && !b"aeiou".contains(&before);
    if vetoes || ends(&["ch", "sh", "ss", "x", "zz"]) {
        return Some(format!("{stem}es"));
    }
    Some(if ends_in_silent_e(stem, last, before) {
        format!("{stem}es")
    } else {
        format!("{stem}s")
    })
}

/// Whether a verb has lost its -e before -ed, which shows by how the stem ends.
fn ends_in_silent_e(stem: &str, last: u8, before: u8) -> bool {
    let bytes = stem.as_bytes();
    let third = *bytes.get(bytes.len().wrapping_sub(3)).unwrap_or(&b' ');
    let ends = |of: &[&str]| of.iter().any(|it| stem.ends_with(it));
    ends(&["c", "v", "u", "z", "dg", "rg", "ang", "ag"])
        || (last == b's' && before != b's')
        || (last == b'l' && !b"aeioulrw".contains(&before))
        || (ends(&["at", "ot", "ut", "ad", "id", "ud", "od", "ak", "ik", "ok", "ap", "am", "um"])
            && !b"aeo".contains(&third))
        || ends(&[
            "creat", "plet", "pet", "delet", "invit", "unit", "cit", "welcom", "ur", "ir", "ar",
            "efin", "bin", "clin", "cul", "plor", "stor", "gnor", "scor",
        ]) && !ends(&["our", "air", "ear", "oar", "ccur"])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::lexicon::Lexicon;

    #[test]
    fn past_tenses_become_present() {
        let words = Lexicon::builtin().words.telling;
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
            ("soared", "soars"),
            ("sank", "sinks"),
            ("died", "dies"),
            ("vetoed", "vetoes"),
            ("explored", "explores"),
            ("honored", "honors"),
            ("radioed", "radios"),
        ];
        for (past, expected) in pairs {
            assert_eq!(present(&words, past, false), expected);
        }
        assert_eq!(present(&words, "carried", true), "carry");
        assert_eq!(present(&words, "launched", true), "launch");
        assert_eq!(present(&words, "were", true), "are");
        assert_eq!(present(&words, "tune", false), "tune");
    }
}
