//! How time expressions are explained: a sentence a case, with the steps word by word.

use relata::date::Date;
use relata::text::Text;
use relata::timex::{Anchor, Known, Timex, tag};

#[track_caller]
fn check(anchor: Anchor, content: &str, words: &str, known: Option<Known>, expected: &[&str]) {
    let found = tag(&anchor, &Text::new(content));
    let timex = found.iter().find(|it| it.span.of(content) == words);
    let steps = timex.map(|it| it.steps(content, Some("its masthead")));
    assert_eq!(steps.unwrap_or_default(), expected, "{content}");
    assert_eq!(timex.and_then(|it| it.known), known, "{content}");
}

fn news() -> Anchor {
    Anchor { dct: Date::day(2024, 10, 8), ..Anchor::default() }
}

fn history() -> Anchor {
    Anchor { narrative: true, ..Anchor::default() }
}

const NEWS: &str = "It counts from the document’s own date, 8 October 2024 (from its masthead), \
                    as dates in news do.";
const WRITING: &str = "It counts from the document’s own date, 8 October 2024 (from its \
                       masthead), the time of writing.";

#[test]
fn a_quarter_is_known_by_the_day_that_it_ends_on() {
    check(
        news(),
        "It lost money in the quarter ended July 31.",
        "the quarter",
        Some(Known::Implied),
        &[
            "“the quarter” is the quarter itself.",
            "It ends with “July 31” (31 July 2024).",
            "That makes it the 2nd quarter of 2024.",
        ],
    );
}

#[test]
fn what_says_all_itself_is_told_so() {
    let stated = Some(Known::Stated);
    check(
        news(),
        "It began on 8 October 2021.",
        "8 October 2021",
        stated,
        &["“8 October 2021” is a full date."],
    );
    check(
        news(),
        "It began in Sept. 2021.",
        "Sept. 2021",
        stated,
        &["“Sept. 2021” names a month and its year: September 2021."],
    );
    check(
        news(),
        "The game lasted three days.",
        "three days",
        None,
        &["“three days” is a length of time, not a date."],
    );
    check(
        news(),
        "They meet every Monday.",
        "every Monday",
        None,
        &["“every Monday” recurs, so it is no single date."],
    );
    check(
        news(),
        "It rained recently.",
        "recently",
        None,
        &["“recently” points to the past without a date."],
    );
}

#[test]
fn the_word_that_decides_is_quoted() {
    let implied = Some(Known::Implied);
    check(
        news(),
        "The choir sang on Monday.",
        "Monday",
        implied,
        &[
            "“Monday” is a weekday without a date.",
            NEWS,
            "“sang” looks back: the last Monday up to then, 7 October 2024.",
            "It is not 14 October 2024, which lies ahead while “sang” looks back.",
        ],
    );
    check(
        news(),
        "The choir will sing on Monday.",
        "Monday",
        implied,
        &[
            "“Monday” is a weekday without a date.",
            NEWS,
            "“will” looks forward: the first Monday from then on, 14 October 2024.",
            "It is not 7 October 2024, which lies behind while “will” looks forward.",
        ],
    );
    check(
        news(),
        "No songs by Monday.",
        "Monday",
        implied,
        &[
            "“Monday” is a weekday without a date.",
            NEWS,
            "“by” sets a limit, which lies ahead: the first Monday from then on, 14 October 2024.",
            "It is not 7 October 2024, which lies behind while “by” looks forward.",
        ],
    );
    check(
        news(),
        "Songs on Monday.",
        "Monday",
        implied,
        &[
            "“Monday” is a weekday without a date.",
            NEWS,
            "No word of the sentence looks forward, and news looks back: the last Monday up to then, \
         7 October 2024.",
            "It is not 14 October 2024, which lies ahead.",
        ],
    );
    check(
        news(),
        "The choir sang last Friday.",
        "last Friday",
        implied,
        &[
            "“last Friday” is a weekday without a date.",
            WRITING,
            "“last” says which: the Friday before, 4 October 2024.",
        ],
    );
    check(
        news(),
        "The choir sang on March 8.",
        "March 8",
        Some(Known::Partly),
        &[
            "“March 8” says no year.",
            NEWS,
            "“sang” looks back: the one before, 8 March 2024.",
            "It is not 8 March 2025, which lies ahead while “sang” looks back.",
        ],
    );
}

#[test]
fn the_anchor_is_named_with_its_reason() {
    let implied = Some(Known::Implied);
    check(
        news(),
        "The choir sang two weeks ago.",
        "two weeks ago",
        implied,
        &[
            "“two weeks ago” counts 2 weeks back.",
            WRITING,
            "That makes it the week of 23 September 2024.",
        ],
    );
    let told = "On 12 April 2019 she sang. The following day he left.";
    check(
        news(),
        told,
        "The following day",
        implied,
        &[
            "“The following day” is the day after.",
            "It counts from the date told before, “12 April 2019”, as “following” says.",
            "That makes it 13 April 2019.",
        ],
    );
    let told = "On 12 April 2019 she sang. In May he left.";
    check(
        history(),
        told,
        "May",
        Some(Known::Partly),
        &[
            "“May” says no year.",
            "It counts from the date told before, “12 April 2019”, as dates in a history do.",
            "A history stays in the year that it tells of: May 2019.",
        ],
    );
    check(
        Anchor::default(),
        "The choir sang on Monday.",
        "Monday",
        implied,
        &[
            "“Monday” is a weekday without a date.",
            "It needs the day of the document, which is not known.",
        ],
    );
}

#[test]
fn the_other_order_of_day_and_month_is_told() {
    check(
        news(),
        "It is of 09/10/2024.",
        "09/10/2024",
        Some(Known::Stated),
        &[
            "“09/10/2024” may be read day first or month first.",
            "It is read day first, which is next to the document’s own date: 9 October 2024.",
            "It is not 10 September 2024, the other order of day and month.",
        ],
    );
}

#[test]
fn an_end_of_a_range_is_told_with_the_range() {
    let content = "From 30 August 2023 to 2 September they toured.";
    let found: Vec<Timex> = tag(&news(), &Text::new(content));
    let ends: Vec<String> = found.iter().map(|it| it.steps(content, None).remove(0)).collect();
    assert_eq!(ends.len(), 2, "{ends:?}");
    assert!(ends[0].starts_with("“30 August 2023” begins the range"), "{ends:?}");
    assert!(ends[1].starts_with("“2 September” ends the range"), "{ends:?}");
}
