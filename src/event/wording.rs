//! A title from a sentence's own words, for what no pattern can say: who, the verb in the present, and what.
//!
//! A title never says more than its sentence, and rather less: dates, openings, what is put in between and
//! what hangs on are left out, and where the parts cannot be told apart there is none.

mod clause;
mod grammar;
mod line;
mod tense;

use crate::config::capitalised;
use crate::config::lexicon::{Telling, Words};
use crate::event::Evidence;

use clause::Clause;
use line::{Word, joined, line};

/// Who may stand for a pronoun.
#[derive(Debug, Clone, Copy)]
pub(super) enum Who<'a> {
    /// This name, where the text tells that the pronoun is for it.
    Named(Option<&'a str>),
    /// Nobody: the pronoun stays.
    Unnamed,
}

/// A line of at most `longest` characters from the words of a report; nothing where its parts are not clear.
pub(super) fn title_from_words(
    words: &Words,
    evidence: &Evidence,
    who: Who<'_>,
    longest: usize,
) -> Option<String> {
    let (line, trigger) = line(&words.telling, evidence)?;
    let clause = Clause::of(words, &line, trigger)?;
    let fits = |it: &String| it.chars().count() <= longest;
    let subjects = clause.subjects(who, &evidence.names);
    let title = |(subject, plural): &(String, bool)| {
        let verb = clause.verb_in_present(*plural)?;
        clause.ends().into_iter().find_map(|end| {
            let rest = clause.told(end, *plural)?;
            Some(format!("{subject} {verb} {rest}").trim_end().to_owned()).filter(fits)
        })
    };
    let broken_off = || {
        let (subject, plural) = subjects.last()?;
        let rest = clause.told(clause.rest.end, *plural)?;
        let line = format!("{subject} {} {rest}", clause.verb_in_present(*plural)?);
        let said = subject.split(' ').count() + 2;
        cut(&words.telling, &line, longest).filter(|it| it.split(' ').count() > said)
    };
    let line = subjects.iter().find_map(title).or_else(|| match clause.is_said() {
        true => subjects
            .iter()
            .take(2)
            .rev()
            .filter_map(|it| statement_by(&words.telling, &it.0))
            .find(fits),
        false => broken_off(),
    });
    line.map(|it| capitalised(&it))
}

/// The words of a report's sentence from their beginning, for what cannot be told in other words.
pub(super) fn words_of(words: &Words, evidence: &Evidence, longest: usize) -> Option<String> {
    let (line, _) = line(&words.telling, evidence)?;
    let linking = |it: &&Word| words.telling.linking.contains(&it.lower);
    let all: Vec<&Word> = line.iter().skip_while(linking).collect();
    let text = joined(&all);
    let fits = text.chars().count() <= longest;
    if fits { Some(text) } else { cut(&words.telling, &text, longest) }.map(|it| capitalised(&it))
}

/// What somebody said, where it is too long for a line; nothing where it is a text that says it.
fn statement_by(telling: &Telling, subject: &str) -> Option<String> {
    if subject.split(' ').any(|it| telling.texts.contains(it)) {
        return None;
    }
    let (first, rest) = subject.split_once(' ').unwrap_or((subject, ""));
    Some(match first {
        "The" | "A" | "An" => format!("Statement by {} {rest}", first.to_lowercase()),
        _ => format!("Statement by {subject}"),
    })
}

/// A line cut at a word, not after one that asks for another.
fn cut(telling: &Telling, line: &str, longest: usize) -> Option<String> {
    let room: String = line.chars().take(longest.saturating_sub(1)).collect();
    let mut words: Vec<&str> = room.split(' ').collect();
    words.pop();
    while words.last().is_some_and(|it| telling.loose.contains(*it)) {
        words.pop();
    }
    if words.is_empty() {
        return Some(format!("{room}…")).filter(|it| it.chars().count() > 1);
    }
    Some(format!("{}…", words.join(" ").trim_end_matches(',')))
}

/// Whether a name in a title takes the verb of several: "Protestants fight".
pub(super) fn is_plural_name(name: &str) -> bool {
    let one = !name.contains(' ');
    one && ["ians", "eans", "ists", "ants", "ers", "els", "ents"]
        .iter()
        .any(|it| name.ends_with(it))
        && name.len() > 6
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::lexicon::Lexicon;
    use crate::source::Span;

    #[track_caller]
    fn check(quote: &str, verb: &str, expected: &str) {
        let start = quote.find(verb).unwrap_or_default();
        let span = Span::new(100, 100 + quote.len());
        let trigger = Span::new(100 + start, 100 + start + verb.len());
        // A pronoun that begins a sentence, or stands behind a date, is resolved.
        let pronoun = ["He ", "She ", "she "].iter().find_map(|it| quote.find(it)).unwrap_or(0);
        let names = vec![Span::new(100 + pronoun, 101 + pronoun)];
        let evidence = Evidence { trigger, names, ..Evidence::of("a", span, quote) };
        let words = Lexicon::builtin().words;
        let title = title_from_words(&words, &evidence, Who::Named(Some("Ada Berg")), 90);
        let title = title.unwrap_or_default();
        assert!(title.chars().count() <= 90, "{title}");
        assert_eq!(title, expected);
    }

    #[test]
    fn a_sentence_gives_its_subject_and_what_it_did() {
        check("The ferry sank off Bergen.", "sank", "The ferry sinks off Bergen");
        check(
            "The town council on Feb. 2 opened the bridge.",
            "opened",
            "The town council opens the bridge",
        );
        check(
            "Oslo, June 11 (NTN) -- On Monday, Ada Berg, prime minister of Norway, opened the new bridge, which is long.",
            "opened",
            "Ada Berg opens the new bridge",
        );
        check("The hall was opened in May 2011.", "opened", "The hall is opened");
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
    fn each_clause_has_a_title_of_its_own() {
        let prize = "Liv Dahl, who won the cup, died in Lund.";
        check(prize, "won", "Liv Dahl wins the cup");
        check(prize, "died", "Liv Dahl dies in Lund");
        let brother = "Liv Dahl, whose brother died, flew home.";
        check(brother, "died", "Liv Dahl's brother dies");
        check(brother, "flew", "Liv Dahl flies home");
        let search = "Liv Dahl resigned after police searched the mill.";
        check(search, "searched", "Police search the mill");
        check(search, "resigned", "Liv Dahl resigns after police searched the mill");
    }

    #[test]
    fn what_is_not_clear_gives_no_title() {
        check("They came to Lund.", "came", "");
        check("It was opened.", "opened", "");
        check("Late, said the miller on Monday.", "said", "");
        check("The mayor did not come.", "come", "");
    }

    #[test]
    fn a_long_sentence_ends_before_a_part_that_may_go() {
        let long = "Ada Berg visited a school of music in the north of the country and the oldest of all the fish markets of Bergen";
        check(long, "visited", "Ada Berg visits a school of music");
        check(
            "Ada Berg said that the school of music in the north of the country was older than the oldest of the fish markets of Bergen",
            "said",
            "Statement by Ada Berg",
        );
        check(&format!("Ada{} came", "x".repeat(200)), "came", "");
    }

    #[test]
    fn a_name_in_the_plural_takes_the_verb_of_several() {
        assert!(is_plural_name("Protestants"));
        assert!(!is_plural_name("Ada Berg"));
        assert!(!is_plural_name("Paris"));
    }
}
