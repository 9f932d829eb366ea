//! Which reports are one happening: what agrees, what is kept apart and why, what is planned, and
//! that the work grows with the number of reports and not with its square.

use std::sync::LazyLock;

use relata::actor::{ActorId, PlaceId};
use relata::config::lexicon::Lexicon;
use relata::event::{Dated, Event, Evidence, Mention, Participant, Role, Status, TypeId};
use relata::merge::{Merged, Traits, Wording, World, merge};
use relata::pipeline::{traits, wording};
use relata::source::Span;

/// People are `state/person`, towns `state/town`; what has no `/` is a state.
///
/// What is so of a type is what the built-in lexicon says of it.
struct Known;

impl World for Known {
    fn state_of(&self, actor: &ActorId) -> Option<ActorId> {
        let state = actor.as_str().split('/').next()?;
        Some(ActorId::new(state.to_owned()))
    }

    fn state_of_place(&self, place: &PlaceId) -> Option<ActorId> {
        let state = place.as_str().split('/').next()?;
        Some(ActorId::new(state.to_owned()))
    }

    fn is_country(&self, place: &PlaceId) -> bool {
        !place.as_str().contains('/')
    }

    fn weight(&self, kind: &str) -> f64 {
        if kind == "agreement" { 4.0 } else { 2.0 }
    }

    fn traits(&self, kind: &str) -> Traits {
        LEXICON.get(kind).map(traits).unwrap_or_default()
    }

    fn wording(&self) -> &Wording {
        static WORDING: LazyLock<Wording> = LazyLock::new(|| wording(&LEXICON));
        &WORDING
    }
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

/// A report: `"3 message/birthday no/ada>br/bo @no/oslo 2024-06-10 planned"`, the number being that
/// of the document, in which each report is a sentence of its own. `#2` counts it, `on:` is the day of the document. Its words, if they
/// matter, stand behind ` |`.
fn mention(line: &str) -> Mention {
    let (line, words) = line.split_once(" |").unwrap_or((line, line));
    let mut document = 0;
    let mut kind = ("meeting".to_owned(), None);
    let mut participants = Vec::new();
    let (mut place, mut status, mut dated) = (None, Status::Asserted, Dated::Undated(Vec::new()));
    let (mut implied, mut definite, mut ends) = (false, false, false);
    let (mut ordinal, mut reported) = (None, None);
    for (at, word) in line.split(' ').enumerate() {
        let part = |id: &str, role| Participant { actor: ActorId::new(id.to_owned()), role };
        match word {
            "planned" => status = Status::Planned,
            "denied" => status = Status::Denied,
            "implied" => implied = true,
            "definite" => definite = true,
            "ends" => ends = true,
            _ if word.starts_with('#') => ordinal = word[1..].parse().ok(),
            _ if word.starts_with("on:") => reported = word[3..].parse().ok(),
            _ if at == 0 => document = word.parse().unwrap_or_default(),
            _ if at == 1 => {
                let (name, fine) = word.split_once('/').unwrap_or((word, ""));
                kind = (name.to_owned(), (!fine.is_empty()).then(|| fine.to_owned()));
            }
            _ if word.starts_with('@') => place = Some(PlaceId::new(word[1..].to_owned())),
            _ if word.contains('>') => {
                let (from, to) = word.split_once('>').unwrap_or_default();
                participants.extend([part(from, Role::Agent), part(to, Role::Target)]);
            }
            _ => match word.parse() {
                Ok(when) => dated = Dated::On(when),
                Err(_) => {
                    participants.extend(word.split('&').map(|it| part(it, Role::Participant)));
                }
            },
        }
    }
    let when = dated.when();
    let quote = words.to_owned();
    let evidence = Evidence {
        document: format!("d{document}"),
        span: Span::new(0, quote.len()),
        trigger: Span::new(0, 1),
        date: (!implied).then(|| Span::new(0, 1)),
        known: None,
        of_report: implied,
        names: Vec::new(),
        when,
        steps: Vec::new(),
        rule: "test".to_owned(),
        confidence: 0.9,
        headline: false,
        quote,
    };
    Mention {
        document,
        sentence: 0,
        kind: TypeId::new(kind.0),
        subtype: kind.1,
        dated,
        participants,
        place,
        status,
        ordinal,
        object: None,
        reported,
        weak: false,
        definite,
        ends,
        evidence,
    }
}

fn merged(lines: &[&str]) -> Merged {
    let mentions: Vec<Mention> = lines.iter().map(|it| mention(it)).collect();
    merge(&mentions, &Known)
}

/// `date [documents]` of an event.
fn told(event: &Event) -> String {
    told_as(event, &str::to_owned)
}

/// The same, with other names for the documents.
fn told_as(event: &Event, name: &dyn Fn(&str) -> String) -> String {
    let date = event.dated.when().map_or_else(|| "?".to_owned(), |it| it.to_string());
    let mut documents: Vec<String> = event.evidence.iter().map(|it| name(&it.document)).collect();
    documents.sort_unstable();
    format!("{date} [{}]", documents.join(" "))
}

#[track_caller]
fn check(lines: &[&str], expected: &[&str]) -> Merged {
    let found = merged(lines);
    let events: Vec<String> = found.events.iter().map(told).collect();
    assert_eq!(events, expected);
    // The order in which reports come, and which document has which number, decides nothing.
    let other = |number: usize| 100 - number;
    let turned = lines.iter().rev().map(|line| {
        let (number, rest) = line.split_once(' ').unwrap_or_default();
        format!("{} {rest}", other(number.parse().unwrap_or_default()))
    });
    let turned: Vec<String> = turned.collect();
    let turned: Vec<&str> = turned.iter().map(String::as_str).collect();
    let back = |it: &str| format!("d{}", other(it[1..].parse().unwrap_or_default()));
    let again = merged(&turned).events;
    let mut again: Vec<String> = again.iter().map(|it| told_as(it, &back)).collect();
    let mut events = events;
    again.sort_unstable();
    events.sort_unstable();
    assert_eq!(again, events);
    found
}

#[test]
fn a_day_in_a_month_in_a_year_is_one_and_the_finest_date_stands() {
    let found = check(
        &[
            "1 meeting no/ada&br/bo @no/oslo 2024",
            "2 meeting no/ada&br/bo 2024-03",
            "3 meeting no/ada&br/bo @no 2024-03-19",
        ],
        &["2024-03-19 [d1 d2 d3]"],
    );
    let place = found.events[0].place.as_ref().map(PlaceId::as_str);
    assert_eq!(place, Some("no/oslo"));
    assert_eq!(found.events[0].merged.len(), 2);
}

#[test]
fn messages_a_day_apart_are_two_and_each_says_why() {
    let found = check(
        &["1 message no/ada>br/bo 2024-06-10", "2 message no/ada>br/bo 2024-06-11"],
        &["2024-06-10 [d1]", "2024-06-11 [d2]"],
    );
    let expected = "d2 (11 June 2024) tells of another: their times do not agree (10 June 2024; 11 June 2024).";
    assert_eq!(found.events[0].apart, [expected]);
}

#[test]
fn a_late_report_of_the_day_is_the_same_message() {
    let mut late = mention("2 message/new-year br/bo>no/ada 2025-12-18");
    late.reported = "2025-12-25".parse().ok();
    let early = mention("1 message br/bo>no/ada 2025-12-18");
    let found = merge(&[late, early], &Known);
    assert_eq!(found.events.iter().map(told).collect::<Vec<_>>(), ["2025-12-18 [d1 d2]"]);
    assert_eq!(found.events[0].subtype.as_deref(), Some("new-year"));
}

#[test]
fn who_and_whom_where_and_what_kind_keep_apart() {
    #[track_caller]
    fn apart(lines: [&str; 2], reason: &str) {
        let found = merged(&lines);
        assert_eq!(found.events.len(), 2, "{lines:?}");
        for event in &found.events {
            let told = event.apart.join(" ");
            assert!(told.contains(reason), "{lines:?}: {told}");
        }
    }
    apart(
        ["1 message no/ada>br/bo 2024-06-10", "2 message br/bo>no/ada 2024-06-10"],
        "who acts, or who is acted upon, differs",
    );
    apart(
        [
            "1 message/birthday no/ada>br/bo 2024-06-10",
            "2 message/condolence no/ada>br/bo 2024-06-10",
        ],
        "they are different kinds of the type",
    );
    apart(
        [
            "1 meeting no/ada&br/bo @no/oslo 2024-06-10",
            "2 meeting no/ada&br/bo @br/recife 2024-06-10",
        ],
        "they happened at different places",
    );
    apart(
        ["1 meeting no/ada&br/bo 2024-06-10", "2 meeting no/ada&pe/cy 2024-06-10"],
        "other people take part",
    );
    apart(
        ["1 meeting no/ada&br/bo", "2 meeting no/ada&br/bo 2024-06-10"],
        "one has no date, and nothing else shows that they are one",
    );
}

#[test]
fn a_coarse_date_that_fits_two_alike_is_told_of_neither() {
    let found = check(
        &[
            "1 meeting no/ada&br/bo 2024-03-19",
            "2 meeting no/ada&br/bo 2024-08-02",
            "3 meeting no/ada&br/bo 2024",
        ],
        &["2024 [d3]", "2024-03-19 [d1]", "2024-08-02 [d2]"],
    );
    let coarse = &found.events[0];
    assert!(coarse.apart.iter().any(|it| it.contains("several")), "{:?}", coarse.apart);
}

#[test]
fn a_single_name_and_a_month_are_too_little() {
    check(
        &["1 military/exercise no 2024-03", "2 military/exercise no 2024-03-09"],
        &["2024-03 [d1]", "2024-03-09 [d2]"],
    );
    check(
        &["1 visit no/ada @br/recife 2024-03", "2 visit no/ada @br/recife 2024-03-09"],
        &["2024-03-09 [d1 d2]"],
    );
}

#[test]
fn a_state_stands_for_one_of_its_people_and_not_for_two() {
    check(
        &["1 agreement no&br/bo 2024-06-10", "2 agreement no/ada&br 2024-06-10"],
        &["2024-06-10 [d1 d2]"],
    );
    check(
        &["1 agreement no/ada&no/eva 2024-06-10", "2 agreement no&br 2024-06-10"],
        &["2024-06-10 [d1]", "2024-06-10 [d2]"],
    );
    check(
        &["1 message no>br 2024-06-10", "2 message no/ada>br/bo 2024-06-10"],
        &["2024-06-10 [d1]", "2024-06-10 [d2]"],
    );
}

#[test]
fn what_happened_takes_the_reports_that_told_of_it_as_planned() {
    let found = check(
        &[
            "1 visit no/ada>br @br 2024-08 planned",
            "2 visit no/ada>br @br/recife 2024-08-14",
            "3 visit no/ada>br @br 2025 planned",
        ],
        &["2024-08-14 [d2]"],
    );
    let event = &found.events[0];
    let plans: Vec<&str> = event.plans.iter().map(|it| it.document.as_str()).collect();
    assert_eq!(plans, ["d1"]);
    assert_eq!(event.status, Status::Asserted);
    let reason =
        "d1 (August 2024) told of it as planned: type, time, participants and place agree.";
    assert_eq!(event.merged, [reason]);
    assert_eq!(found.planned.iter().map(told).collect::<Vec<_>>(), ["2025 [d3]"]);
}

#[test]
fn a_plan_that_another_report_denies_is_called_off() {
    let plan = "1 visit no/ada>br @br/recife 2024-08-14 on:2024-08-01 planned";
    let off = merged(&[plan, "2 visit no/ada>br @br/recife 2024-08-14 on:2024-08-03 denied"]);
    assert!(off.planned.is_empty() && off.events.is_empty());
    let reasons = &off.called_off[0].merged;
    assert_eq!(reasons, &["d2 (14 August 2024) says that it will not be: it is called off."]);
    for other in [
        "2 visit no/ada>br @br/recife 2024-08-15 on:2024-08-03 denied",
        "2 visit no/ada>br @br/belem 2024-08-14 on:2024-08-03 denied",
        "2 visit no/eva>br @br/recife 2024-08-14 on:2024-08-03 denied",
        "2 meeting no/ada&br @br/recife 2024-08-14 on:2024-08-03 denied",
        // It is planned again after it was denied.
        "2 visit no/ada>br @br/recife 2024-08-14 on:2024-07-30 denied",
        // The day is that of the report.
        "2 visit no/ada>br @br/recife 2024-08-14 on:2024-08-03 implied denied",
    ] {
        let stands = merged(&[plan, other]);
        assert_eq!(stands.planned.len(), 1, "{other}");
        assert!(stands.called_off.is_empty(), "{other}");
    }
}

#[test]
fn a_plan_for_another_day_place_or_person_stays_a_plan() {
    let happened = "2 visit no/ada>br @br/recife 2024-08-14";
    for plan in [
        "1 visit no/ada>br 2024-08-15 planned",
        "1 visit no/eva>br 2024-08-14 planned",
        "1 visit no/ada>br @br/belem 2024-08-14 planned",
        "1 meeting no/ada&br 2024-08-14 planned",
        "1 visit no/ada>br planned",
    ] {
        let found = merged(&[plan, happened]);
        assert_eq!((found.events.len(), found.planned.len()), (1, 1), "{plan}");
        assert!(found.events[0].plans.is_empty(), "{plan}");
    }
}

#[test]
fn a_report_without_a_date_joins_the_one_happening_that_it_can_mean() {
    let dated = "1 meeting no/ada&br/bo @no/oslo 2024-06-10";
    for undated in [
        "2 meeting no/ada&br/bo @no/oslo",
        "2 meeting no/ada&br/bo @no definite",
        "2 meeting no&br @no/oslo",
    ] {
        let found = check(&[dated, undated], &["2024-06-10 [d1 d2]"]);
        let reason = "tell of one happening: the report without a date can mean no other.";
        assert!(found.events[0].merged[0].ends_with(reason), "{undated}");
    }
    let second = "1 meeting no/ada&br/bo 2024-06-10 #2";
    check(&[second, "2 meeting no/ada&br/bo #2"], &["2024-06-10 [d1 d2]"]);
    check(
        &["1 visit no/ada @br/recife 2024-06-10", "2 visit no/ada @br/recife"],
        &["2024-06-10 [d1 d2]"],
    );
    for other in [
        "2 meeting no/ada&br/bo",
        "2 meeting no/ada&br/bo @br/recife",
        "2 meeting no/ada @no/oslo",
        "2 meeting no/ada&br/cy @no/oslo",
        "2 meeting no @no/oslo",
        "2 message no/ada>br/bo @no/oslo",
    ] {
        check(&[dated, other], &["2024-06-10 [d1]", "? [d2]"]);
    }
    // Messages come often: one must be pointed to.
    let message = "1 message/birthday no/ada>br/bo @no/oslo 2024-06-10";
    let again = "2 message/birthday no/ada>br/bo @no/oslo";
    check(&[message, again], &["2024-06-10 [d1]", "? [d2]"]);
    check(&[message, &format!("{again} definite")], &["2024-06-10 [d1 d2]"]);
}

#[test]
fn a_report_without_a_date_that_fits_two_is_told_of_neither() {
    let found = check(
        &[
            "1 meeting no/ada&br/bo @no/oslo 2024-06-10",
            "2 meeting no/ada&br/bo @no/oslo 2024-08-02",
            "3 meeting no/ada&br/bo @no/oslo",
        ],
        &["2024-06-10 [d1]", "2024-08-02 [d2]", "? [d3]"],
    );
    let apart = &found.events[2].apart;
    assert!(apart.iter().any(|it| it.contains("one of several")), "{apart:?}");
    // The possible days of the report say which.
    let mut possible = mention("3 meeting no/ada&br/bo @no/oslo");
    let day = "2024-08-02".parse().unwrap();
    possible.dated = Dated::Undated(vec![(day, "if it is of August".to_owned())]);
    let told = [
        "1 meeting no/ada&br/bo @no/oslo 2024-06-10",
        "2 meeting no/ada&br/bo @no/oslo 2024-08-02",
    ];
    let [one, other] = told.map(mention);
    let found = merge(&[one, other, possible], &Known);
    assert_eq!(found.events.len(), 2);
    assert_eq!(found.events[1].evidence.len(), 2);
}

#[test]
fn a_plan_without_a_date_goes_to_the_one_happening_of_the_year_after_it() {
    let happened = "2 visit no/ada>br @br/recife 2024-08-14";
    let planned = |line: &str| merged(&[line, happened]).events[0].plans.len();
    assert_eq!(planned("1 visit no/ada>br @br/recife planned on:2024-05-02"), 1);
    assert_eq!(planned("1 visit no/ada>br definite planned on:2024-05-02"), 1);
    for other in [
        "1 visit no/ada>br planned on:2024-05-02",
        "1 visit no/ada>br @br/belem planned on:2024-05-02",
        "1 visit no/ada>br @br/recife planned on:2022-05-02",
        "1 visit no/ada>br @br/recife planned on:2024-09-02",
    ] {
        assert_eq!(planned(other), 0, "{other}");
    }
    let again = "3 visit no/ada>br @br/recife 2024-10-01";
    let plan = "1 visit no/ada>br @br/recife planned on:2024-05-02";
    assert_eq!(merged(&[plan, happened, again]).planned.len(), 1, "it may have meant either");
}

#[test]
fn plans_of_one_day_are_one_plan() {
    let found = merged(&[
        "1 visit no/ada>br @br/recife 2024-08-14 planned on:2024-05-02",
        "2 visit no/ada>br @br 2024-08 planned on:2024-06-02",
    ]);
    assert_eq!(found.planned.iter().map(told).collect::<Vec<_>>(), ["2024-08-14 [d1 d2]"]);
}

#[test]
fn a_journey_goes_from_the_arrival_to_the_return() {
    let arrival = "1 visit no/ada>br @br/recife 2024-05-03";
    for back in [
        "2 visit no/ada 2024-05-05 ends",
        "2 visit no/ada&br 2024-05-05 ends",
        "2 visit no/ada @br/recife 2024-05-05 ends",
        "2 visit no/ada>no @no 2024-05-05 ends",
        "2 visit no/ada&no 2024-05-05 ends",
    ] {
        let found = check(&[arrival, back], &["2024-05-03/2024-05-05 [d1 d2]"]);
        assert!(found.events[0].conflicts.is_empty(), "{back}");
        assert!(found.events[0].merged[0].contains("of the return"), "{back}");
    }
    for other in [
        "2 visit no/ada 2024-05-25 ends",
        "2 visit no/eva&br 2024-05-05 ends",
        "2 visit no/ada&pe 2024-05-05 ends",
        "2 visit no/ada @br/belem 2024-05-05 ends",
        "2 visit no>br 2024-05-05 ends",
        "2 visit no/ada>br @br/recife 2024-05-05",
    ] {
        assert_eq!(merged(&[arrival, other]).events.len(), 2, "{other}");
    }
    // She went elsewhere before she returned; what she visited there is no other stay.
    let back = "3 visit no/ada 2024-05-05 ends";
    let elsewhere = "2 visit no/ada>pe @pe/lima 2024-05-04";
    assert_eq!(merged(&[arrival, elsewhere, back]).events.len(), 3);
    let school = "2 visit no/ada @br/school 2024-05-04";
    let found = merged(&[arrival, school, back]);
    let expected = ["2024-05-03/2024-05-05 [d1 d3]", "2024-05-04 [d2]"];
    assert_eq!(found.events.iter().map(told).collect::<Vec<_>>(), expected);
}

#[test]
fn a_return_is_from_the_visits_right_before_it() {
    let dates = |lines: &[&str]| -> Vec<String> { merged(lines).events.iter().map(told).collect() };
    let back = "9 visit no/ada&br 2024-05-09 ends";
    // The first stay ended before the second began.
    let stays = ["1 visit no/ada>br 2024-05-02", "2 visit no/ada&br 2024-05-04 ends"];
    let again = "3 visit no/ada>br 2024-05-07";
    assert_eq!(
        dates(&[stays[0], stays[1], again, back]),
        ["2024-05-02/2024-05-04 [d1 d2]", "2024-05-07/2024-05-09 [d3 d9]"]
    );
    // Two arrivals and one return between them: nothing is left for the second return.
    assert_eq!(dates(&[stays[0], stays[1], back]).len(), 2);
    // From Peru she went on to Brazil, from where she came home.
    let tour = ["1 visit no/ada>pe @pe/lima 2024-05-03", "2 visit no/ada>br @br/recife 2024-05-05"];
    assert_eq!(
        dates(&[tour[0], tour[1], back]),
        ["2024-05-03 [d1]", "2024-05-05/2024-05-09 [d2 d9]"]
    );
    // Home from a tour of both, or from Brazil though she went on to Peru: from neither for certain.
    assert_eq!(dates(&[tour[0], tour[1], "9 visit no/ada 2024-05-09 ends"]).len(), 3);
    let on = "3 visit no/ada>pe @pe/lima 2024-05-07";
    assert_eq!(dates(&[tour[1], on, back]).len(), 3);
}

/// Two reports that are two happenings, and the reason that the first gives.
#[track_caller]
fn refused(reason: &str, lines: [&str; 2]) {
    let found = merged(&lines);
    assert_eq!(found.events.len(), 2, "{lines:?}");
    assert!(
        found.events[0].apart.iter().any(|it| it.contains(reason)),
        "{:?}",
        found.events[0].apart
    );
}

#[test]
fn one_name_and_a_day_need_words_in_common() {
    let strike = "1 other no 2024-05-03 | dockers of seven ports went on strike over pay";
    check(
        &[strike, "2 other no 2024-05-03 | dock workers of seven ports stopped work"],
        &["2024-05-03 [d1 d2]"],
    );
    let hardly = "hardly a word";
    refused(
        hardly,
        [
            "1 statement no/ada 2024-05-03 | asked farmers to sow more barley than wheat this spring",
            "2 statement no/ada 2024-05-03 | warned bankers against cheap credit for builders",
        ],
    );
    // Two states do much on one day too, but are told of in fewer common words.
    refused(
        hardly,
        [
            "1 agreement no&br 2024-05-03 | signed a treaty about herring quotas",
            "2 agreement no&br 2024-05-03 | settled student exchange between universities",
        ],
    );
    check(
        &[
            "1 agreement no&br 2024-05-03 | signed a treaty about herring quotas in northern waters",
            "2 agreement no&br 2024-05-03 | settled long disputes over herring with handshakes",
        ],
        &["2024-05-03 [d1 d2]"],
    );
    // Two people, or somebody at a place, are enough; so is a report that says little, or one document.
    for (one, other) in [
        ("meeting no/ada&br/bo 2024-05-03", "meeting no/ada&br/bo 2024-05-03"),
        ("visit no/ada @br/recife 2024-05-03", "visit no/ada @br/recife 2024-05-03"),
    ] {
        let lines = [
            format!("1 {one} | spoke about herring quotas"),
            format!("2 {other} | discussed student exchange programmes"),
        ];
        let lines = [lines[0].as_str(), lines[1].as_str()];
        check(&lines, &["2024-05-03 [d1 d2]"]);
    }
    for second in [
        "2 statement no/ada 2024-05-03 | she replied",
        "1 statement no/ada 2024-05-03 | blamed bankers for cheap credit",
    ] {
        let first = "1 statement no/ada 2024-05-03 | asked farmers to sow more barley than wheat this spring";
        assert_eq!(merged(&[first, second]).events.len(), 1, "{second}");
    }
}

#[test]
fn one_who_gets_a_message_gets_more() {
    refused("too little", ["1 message no/ada 2024-05-03", "2 message no/ada 2024-05-03"]);
    check(
        &["1 message br/bo>no/ada 2024-05-03", "2 message br/bo>no/ada 2024-05-03"],
        &["2024-05-03 [d1 d2]"],
    );
}

#[test]
fn meanwhile_something_else_happened() {
    let lines = [
        "1 meeting no/ada&br/bo 2024-05-03 | received the delegation of the fishers",
        "1 meeting no/ada&br 2024-05-03 | Meanwhile, she received the delegation of the growers",
    ];
    let [first, mut second] = lines.map(mention);
    second.sentence = 1;
    let found = merge(&[first.clone(), second.clone()], &Known);
    assert_eq!(found.events.len(), 2);
    assert!(found.events[0].apart[0].contains("meanwhile"), "{:?}", found.events[0].apart);
    // What goes on with it, and what another document tells, is not parted from it.
    let mut more = mention("1 meeting no/ada&br 2024-05-03 | received their delegation");
    more.sentence = 2;
    assert_eq!(merge(&[second.clone(), more], &Known).events.len(), 1);
    second.document = 2;
    assert_eq!(merge(&[first, second], &Known).events.len(), 1);
}

/// Reports of one document, each a sentence after the one before, and how many happenings they are.
#[track_caller]
fn sentences(lines: &[&str], events: usize) {
    let mut mentions: Vec<Mention> = lines.iter().map(|it| mention(it)).collect();
    for (at, it) in mentions.iter_mut().enumerate() {
        it.sentence = at;
    }
    assert_eq!(merge(&mentions, &Known).events.len(), events, "{lines:?}");
}

#[test]
fn states_that_meet_on_a_day_meet_once() {
    for (one, other) in [
        ("held talks about the price of cod", "Delegations met, discussing fish trade"),
        ("Talks were held about whaling quotas", "discussed steel tariffs at a meeting"),
    ] {
        let lines = [
            format!("1 meeting/talks no&br @no/oslo 2024-05-03 | {one}"),
            format!("2 meeting no&br 2024-05-03 | {other}"),
        ];
        let lines = [lines[0].as_str(), lines[1].as_str()];
        check(&lines, &["2024-05-03 [d1 d2]"]);
    }
    // At one place they are one, whatever is told of them; what comes often is not.
    let told = ["sold nine hundred wooden boats", "bought nuclear turbines beyond northern seas"];
    let lines = |kind: &str| -> Vec<String> {
        let numbered = told.iter().enumerate();
        numbered
            .map(|(at, it)| format!("{} {kind} no&br @no/oslo 2024-05-03 | {it}", at + 1))
            .collect()
    };
    let (once, often) = (lines("agreement"), lines("statement"));
    check(&[&once[0], &once[1]], &["2024-05-03 [d1 d2]"]);
    refused("hardly a word", [&often[0], &often[1]]);
}

#[test]
fn earlier_the_same_may_have_happened() {
    let met = "1 meeting no/ada&br/bo @no/oslo 2024-05-03 | met in Oslo";
    for again in [
        "Earlier reports said that they met",
        "Earlier this week they met to open a school",
        "Earlier in the day, on 3 May, they met",
        "Earlier, she met him",
        "On the same day, she met him",
        "Separately owned halls saw them meet",
        "Meanwhiles are long",
    ] {
        sentences(&[met, &format!("1 meeting no/ada&br/bo @no/oslo 2024-05-03 | {again}")], 1);
    }
    for other in ["Earlier, she met him", "On the same day she met him", "Earlier Bo met her"] {
        sentences(&[met, &format!("1 meeting/summit no/ada&br/bo 2024-05-03 | {other}")], 2);
    }
    for other in ["Meanwhile, she met him", "Separately, the two met", "Elsewhere she met him"] {
        sentences(&[met, &format!("1 meeting no/ada&br/bo @no/oslo 2024-05-03 | {other}")], 2);
    }
}

#[test]
fn meanwhile_is_said_within_a_document() {
    // A happening that a first document tells late, and a second early: its next sentence is of another.
    let mut one = mention("1 meeting no/ada&br/bo 2024-05-03 | met");
    let mut two = mention("2 meeting no/ada&br/bo 2024-05-03 | met");
    let mut third = mention("2 meeting no/ada&br/bo 2024-05-03 | Meanwhile, she met him");
    (one.sentence, two.sentence, third.sentence) = (9, 1, 2);
    assert_eq!(merge(&[one.clone(), two.clone(), third.clone()], &Known).events.len(), 2);
    // In the other document nothing stands before it.
    (two.sentence, third.sentence, third.document) = (5, 2, 3);
    assert_eq!(merge(&[one, two, third], &Known).events.len(), 1);
}

#[test]
fn a_document_need_not_repeat_a_word_however_many_tell_of_it() {
    let mut lines: Vec<String> = (1..200)
        .map(|it| format!("{it} statement no/ada 2024-05-03 | asked farmers for barley and wheat"))
        .collect();
    lines.push("190 statement no/ada 2024-05-03 | blamed bankers for cheap credit".to_owned());
    let mut mentions: Vec<Mention> = lines.iter().map(|it| mention(it)).collect();
    mentions.last_mut().unwrap_or_else(|| panic!("a report")).sentence = 1;
    assert_eq!(merge(&mentions, &Known).events.len(), 1);
}

#[test]
fn halls_of_one_noun_are_two() {
    /// A world in which no place is known, and each is named by its id.
    struct Unknown;
    impl World for Unknown {
        fn state_of(&self, actor: &ActorId) -> Option<ActorId> {
            Known.state_of(actor)
        }
        fn state_of_place(&self, _: &PlaceId) -> Option<ActorId> {
            None
        }
        fn place_name(&self, place: &PlaceId) -> String {
            place.as_str().replace('-', " ")
        }
        fn is_country(&self, _: &PlaceId) -> bool {
            false
        }
        fn weight(&self, kind: &str) -> f64 {
            Known.weight(kind)
        }
        fn traits(&self, kind: &str) -> Traits {
            Known.traits(kind)
        }
        fn wording(&self) -> &Wording {
            Known.wording()
        }
    }
    for (one, other, events) in [
        ("Grand-Hotel", "Park-Hotel", 2),
        ("Hall-of-the-Guild", "Hall-of-the-Weavers", 2),
        ("Grand-Hotel", "Hotel-Grand", 1),
        ("the-Palace", "Winter-Palace", 1),
    ] {
        let at = |document: u8, place: &str| {
            mention(&format!("{document} meeting no/ada&br/bo @{place} 2024-05-03 | met"))
        };
        let found = merge(&[at(1, one), at(2, other)], &Unknown).events.len();
        assert_eq!(found, events, "{one}, {other}");
    }
}

#[test]
fn a_state_beside_its_person_stands_for_nobody_else() {
    check(
        &["1 meeting no/ada&no&br/bo 2024-06-10", "2 meeting no/eva&br/bo 2024-06-10"],
        &["2024-06-10 [d1]", "2024-06-10 [d2]"],
    );
}

/// Comparisons for so many reports, made by `line`.
fn compared(count: usize, line: &dyn Fn(usize) -> String) -> usize {
    let mentions: Vec<Mention> = (0..count).map(|it| mention(&line(it))).collect();
    merge(&mentions, &Known).compared
}

#[test]
fn the_work_grows_with_the_number_of_reports() {
    type Line = (&'static str, fn(usize) -> String);
    const SHAPES: [Line; 12] = [
        ("many days and pairs", |it| {
            let (month, day) = (it / 28 % 12 + 1, it % 28 + 1);
            format!("{it} message no/p{}>br/q{} 2024-{month:02}-{day:02}", it % 97, it % 31)
        }),
        ("one day, others each time", |it| format!("{it} meeting no/p{it}&br/q{it} 2024-03-09")),
        ("one day, one person with others", |it| {
            format!("{it} message no/ada>br/q{it} 2024-03-09")
        }),
        ("one day, states and people", |it| match it % 3 {
            0 => format!("{it} meeting no&br/q{it} 2024-03-09"),
            1 => format!("{it} meeting no/p{it}&br 2024-03-09"),
            _ => format!("{it} meeting no/p{it}&br/q{it} 2024-03-09"),
        }),
        ("one happening", |it| format!("{it} meeting no/ada&br/bo 2024-03-09")),
        ("one pair, a place each time", |it| {
            format!("{it} meeting no/ada&br/bo @no/t{it} 2024-03-09")
        }),
        ("one pair, every day of many years", |it| {
            let (year, month, day) = (1900 + it / 336, it / 28 % 12 + 1, it % 28 + 1);
            format!("{it} message no/ada>br/bo {year}-{month:02}-{day:02}")
        }),
        ("no dates", |it| format!("{it} meeting no/ada&br/bo")),
        ("no dates among days", |it| match it % 2 {
            0 => format!("{it} meeting no/ada&br/bo @no/t{} 2024-03-{:02}", it % 70, it % 28 + 1),
            _ => format!("{it} meeting no/ada&br/bo @no/t{} definite", it % 70),
        }),
        ("journeys and returns", |it| {
            let (year, month, day) = (1900 + it / 336, it / 28 % 12 + 1, it % 28 + 1);
            let ends = if it % 3 == 0 { " ends" } else { "" };
            format!("{it} visit no/ada>br @br/t{} {year}-{month:02}-{day:02}{ends}", it % 50)
        }),
        ("years", |it| format!("{it} meeting no/ada&br/bo @no/t{} {}", it % 7, 1900 + it % 120)),
        ("years among days", |it| match it % 2 {
            0 => format!("{it} meeting no/ada&br/bo @no/t{it} 2024-{:02}-09", it % 12 + 1),
            _ => format!("{it} meeting no/ada&br/bo 2024"),
        }),
    ];
    std::thread::scope(|scope| {
        for (name, line) in SHAPES {
            scope.spawn(move || {
                let times = [1_000, 10_000, 50_000].map(|count| (count, compared(count, &line)));
                for (count, times) in times {
                    assert!(
                        times <= 100 * count,
                        "{name}: {times} comparisons for {count} reports"
                    );
                }
                let [_, (_, some), (count, many)] = times;
                assert!(many <= 6 * some + count, "{name}: {some} comparisons became {many}");
            });
        }
    });
}

#[test]
fn what_is_recalled_is_looked_for_among_few() {
    let line = |it: usize| format!("{it} meeting no/ada&br/bo @no/t{} 2024-03-09", it % 50);
    for count in [1_000, 10_000] {
        let mut mentions: Vec<Mention> = (0..count).map(|it| mention(&line(it))).collect();
        for it in mentions.iter_mut().skip(1).step_by(2) {
            it.weak = true;
        }
        let times = merge(&mentions, &Known).compared;
        assert!(times <= 200 * count, "{times} comparisons for {count} reports");
    }
}

#[test]
fn what_is_told_without_a_date_is_seldom_what_is_known_to_the_month() {
    let again = |when: &str, word: &str| {
        let told = mention(&format!("1 meeting no/ada&br/bo @no/oslo {when}"));
        let mut weak = mention(&format!("1 meeting no/ada&br/bo{word}"));
        (weak.weak, weak.sentence) = (true, 2);
        merge(&[told, weak], &Known).events[0].evidence.len()
    };
    assert_eq!(again("2024-06-10", ""), 2);
    assert_eq!(again("2024-06", ""), 1);
    assert_eq!(again("2024-06", " definite"), 2);
}

#[test]
fn a_message_told_with_its_day_is_the_one_that_the_report_goes_on_about() {
    let told = "1 message br/bo>no/ada 2025-12-18";
    check(&[told, "1 message br/bo>no/ada 2025-12-25 implied"], &["2025-12-18 [d1 d1]"]);
    let found = merged(&[told, "2 message br/bo>no/ada 2025-12-25 implied"]);
    assert_eq!(found.events.len(), 2, "another document may tell of another message");
}
