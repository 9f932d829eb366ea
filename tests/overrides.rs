//! What the author's corrections do, and what is said of the ones that cannot be meant.

#![allow(clippy::unwrap_used, reason = "a fixture that is not sound has failed")]

use std::collections::BTreeMap;

use relata::actor::{Actor, ActorId, Known as KnownFrom, Place, PlaceId};
use relata::config::lexicon::Words;
use relata::config::{ActorKind, Lexicon};
use relata::date::When;
use relata::diagnostic::{Diagnostic, Reported};
use relata::event::{Dated, Event, Evidence, Participant, Role, Status, TypeId};
use relata::overrides::{self, Applied, Known, Scene};
use relata::source::{Source, Span};

const TALKS: &str = "Ada Berg met Bo Lind in Geneva in April 2019. In the evening they signed a \
                     treaty – “a good one” –, and Berg visited a museum. It rained.";
const LETTERS: &str = "On Monday Ada Berg sent Bo Lind a letter. Bo Lind met Ada Berg on 24 April.";

/// The events of the two documents: a meeting told twice, a treaty, a visit, a letter.
fn events() -> Vec<Event> {
    vec![
        event(
            "2019-04-meeting-ada-bo",
            "meeting",
            Some("2019-04"),
            ("talks", "Ada Berg met", "met"),
        ),
        event(
            "agreement-ada-bo",
            "agreement",
            None,
            (
                "talks",
                "In the evening they signed a treaty – “a good one” –, and Berg visited a museum.",
                "signed",
            ),
        ),
        event(
            "visit-ada-bo",
            "visit",
            None,
            (
                "talks",
                "In the evening they signed a treaty – “a good one” –, and Berg visited a museum.",
                "visited",
            ),
        ),
        event(
            "2019-04-15-message-ada-bo",
            "message",
            Some("2019-04-15"),
            ("letters", "On Monday Ada Berg sent Bo Lind a letter.", "sent"),
        ),
        event(
            "2019-04-24-meeting-ada-bo",
            "meeting",
            Some("2019-04-24"),
            ("letters", "Bo Lind met Ada Berg on 24 April.", "met"),
        ),
    ]
}

fn event(id: &str, kind: &str, date: Option<&str>, told: (&str, &str, &str)) -> Event {
    let when: Option<When> = date.map(|it| it.parse().unwrap());
    let mut event = Event {
        id: id.to_owned(),
        former_ids: Vec::new(),
        kind: TypeId::new(kind),
        subtype: None,
        dated: when.map_or(Dated::Undated(Vec::new()), Dated::On),
        participants: ["ada", "bo"].map(|it| participant(it, Role::Participant)).to_vec(),
        place: None,
        status: Status::Asserted,
        object: None,
        title: String::new(),
        evidence: vec![evidence(told, when)],
        merged: Vec::new(),
        apart: Vec::new(),
        plans: Vec::new(),
        conflicts: Vec::new(),
        confidence: (0.9, Vec::new()),
        edits: Vec::new(),
        pinned: false,
        image: None,
    };
    event.title = title(&event);
    event
}

fn evidence((document, quote, trigger): (&str, &str, &str), when: Option<When>) -> Evidence {
    let text = documents()[document];
    let start = text.find(quote).unwrap();
    let at = start + quote.find(trigger).unwrap();
    Evidence {
        document: document.to_owned(),
        span: Span::new(start, start + quote.len()),
        quote: quote.to_owned(),
        trigger: Span::new(at, at + trigger.len()),
        date: None,
        names: Vec::new(),
        when,
        known: None,
        of_report: false,
        steps: Vec::new(),
        rule: "test".to_owned(),
        confidence: 0.9,
        headline: false,
    }
}

fn participant(id: &str, role: Role) -> Participant {
    Participant { actor: ActorId::new(id), role }
}

fn documents() -> BTreeMap<&'static str, &'static str> {
    BTreeMap::from([("talks", TALKS), ("archive/letters", LETTERS), ("letters", LETTERS)])
}

fn id(event: &Event) -> String {
    let date = event.dated.when().map(|it| format!("{it}-")).unwrap_or_default();
    format!("{date}{}-{}", event.kind, names(event))
}

fn title(event: &Event) -> String {
    format!("{} of {}", event.kind, names(event))
}

fn names(event: &Event) -> String {
    event.participants.iter().map(|it| it.actor.as_str()).collect::<Vec<_>>().join("-")
}

fn known() -> Known {
    let actor = |id: &str, name: &str| Actor {
        id: ActorId::new(id),
        name: name.to_owned(),
        kind: ActorKind::Person,
        side: None,
        state: None,
        aliases: Vec::new(),
        born: None,
        roles: Vec::new(),
        wikidata: None,
        image: None,
        known: KnownFrom::Listed,
    };
    let place = Place {
        id: PlaceId::new("geneva"),
        name: "Geneva".to_owned(),
        aliases: vec!["Genève".to_owned()],
        state: None,
        coordinates: None,
        country: false,
    };
    Known::new(&[actor("ada", "Ada Berg"), actor("bo", "Bo Lind")], &[place], &lexicon())
}

fn lexicon() -> Lexicon {
    let yaml = "types:\n  - { id: meeting, subtypes: [{ id: summit }] }\n  - { id: visit }\n  - { id: statement }\n";
    let none = Lexicon { types: Vec::new(), words: Words::default() };
    none.extended(Some(&Source::new("lexicon.yaml", yaml))).value
}

fn apply(yaml: &str) -> Reported<Applied> {
    let read = overrides::read(&[Source::new("overrides.yaml", yaml)]);
    let (documents, known) = (documents(), known());
    let scene = Scene { known: &known, documents: &documents, id: &id, title: &title };
    let mut applied = overrides::apply(&read.value, events(), &scene);
    let ids: Vec<&str> = documents.keys().copied().collect();
    applied.diagnostics.splice(0..0, read.value.check_documents(&ids));
    applied.diagnostics.splice(0..0, read.diagnostics);
    applied
}

/// `line:column message [note] (help)`.
fn line(it: &Diagnostic) -> String {
    let at =
        it.location.as_ref().map(|it| format!("{}:{} ", it.line, it.column)).unwrap_or_default();
    let notes: String = it.notes.iter().map(|it| format!(" [{it}]")).collect();
    let help = it.help.as_ref().map(|it| format!(" ({it})")).unwrap_or_default();
    format!("{at}{}{notes}{help}", it.message)
}

/// Each event that was changed or added: `id | date | title | what was edited`.
#[track_caller]
fn check(yaml: &str, expected: &[&str]) -> Vec<Event> {
    let applied = apply(yaml);
    let told: Vec<_> = applied.diagnostics.iter().map(line).collect();
    assert_eq!(told, Vec::<String>::new());
    let found: Vec<_> = applied
        .value
        .events
        .iter()
        .filter(|it| !it.edits.is_empty())
        .map(|it| {
            let date = it.dated.when().map_or("undated".to_owned(), |it| it.to_string());
            let what: Vec<_> = it.edits.iter().map(|it| it.what.as_str()).collect();
            format!("{} | {date} | {} | {}", it.id, it.title, what.join(" / "))
        })
        .collect();
    assert_eq!(found, expected);
    applied.value.events
}

#[track_caller]
fn wrong(yaml: &str, expected: &[&str]) {
    let told: Vec<_> = apply(yaml).diagnostics.iter().map(line).collect();
    assert_eq!(told, expected);
}

#[test]
fn a_date_by_id_makes_the_id_again_and_keeps_the_old_one() {
    let events = check(
        "- event: 2019-04-meeting-ada-bo\n  set: { date: 2019-04-25, place: Genève }\n  note: Both say so.\n",
        &[
            "2019-04-25-meeting-ada-bo | 2019-04-25 | meeting of ada-bo | date set to 25 April 2019; place set to Geneva",
        ],
    );
    let event = events.iter().find(|it| !it.edits.is_empty()).unwrap();
    assert_eq!(event.former_ids, ["2019-04-meeting-ada-bo"]);
    assert_eq!(event.place.as_ref().unwrap().as_str(), "geneva");
    let edit = &event.edits[0];
    assert_eq!((edit.file.as_str(), edit.line), ("overrides.yaml", 1));
    assert_eq!(edit.note.as_deref(), Some("Both say so."));
    assert!(event.evidence[0].steps.is_empty());
}

#[test]
fn words_name_the_event_whose_verb_they_hold() {
    check(
        "- at: { document: talks, quote: 'signed a treaty - \"a good one\"' }\n  set: { title: The treaty }\n",
        &["agreement-ada-bo | undated | The treaty | title set to “The treaty”"],
    );
    check(
        "- at: { document: talks, quote: \"Berg visited  a museum\" }\n  pin: true\n",
        &["visit-ada-bo | undated | visit of ada-bo | pinned"],
    );
}

#[test]
fn type_and_actors_make_title_and_id_again() {
    let events = check(
        "- event: visit-ada-bo\n  set: { type: statement, from: Ada Berg, to: [bo], status: planned }\n- pin: agreement-ada-bo\n",
        &[
            "agreement-ada-bo | undated | agreement of ada-bo | pinned",
            "statement-ada-bo | undated | statement of ada-bo | type set to statement; from set to Ada Berg; to set to Bo Lind; status set to planned",
        ],
    );
    let event = events.iter().find(|it| it.id == "statement-ada-bo").unwrap();
    let roles = [participant("ada", Role::Agent), participant("bo", Role::Target)];
    assert_eq!(event.participants, roles);
    assert_eq!(event.status, Status::Planned);
    assert!(events.iter().any(|it| it.pinned && it.id == "agreement-ada-bo"));
}

#[test]
fn merged_events_keep_the_first_and_take_the_finer_date() {
    let events = check(
        "- merge:\n    - { document: talks, quote: Ada Berg met Bo Lind }\n    - 2019-04-24-meeting-ada-bo\n  note: One meeting.\n",
        &[
            "2019-04-meeting-ada-bo | 2019-04-24 | meeting of ada-bo | merged with “meeting of ada-bo”",
        ],
    );
    assert_eq!(events.len(), 4);
    let event = &events[0];
    assert_eq!(event.evidence.len(), 2);
    assert_eq!(event.former_ids, ["2019-04-24-meeting-ada-bo"]);
    assert_eq!(event.merged, ["The editor says that “meeting of ada-bo” is the same event."]);
    // What is set of either is set of the one.
    check(
        "- merge: [2019-04-meeting-ada-bo, 2019-04-24-meeting-ada-bo]\n- event: 2019-04-24-meeting-ada-bo\n  set: { title: Talks }\n",
        &[
            "2019-04-meeting-ada-bo | 2019-04-24 | Talks | merged with “meeting of ada-bo” / title set to “Talks”",
        ],
    );
    // A chain is one event, in whatever order its links stand.
    for yaml in [
        "- merge: [agreement-ada-bo, visit-ada-bo]\n- merge: [2019-04-meeting-ada-bo, agreement-ada-bo]\n",
        "- merge: [2019-04-meeting-ada-bo, agreement-ada-bo]\n- merge: [agreement-ada-bo, visit-ada-bo]\n",
    ] {
        assert_eq!(apply(yaml).value.events.len(), 3);
    }
}

#[test]
fn what_is_hidden_is_left_out() {
    assert_eq!(
        check("- hide: { document: letters, quote: sent Bo Lind a letter }\n", &[]).len(),
        4
    );
    assert_eq!(check("- event: visit-ada-bo\n  hide: true\n", &[]).len(), 4);
    assert_eq!(check("- hide: [visit-ada-bo, agreement-ada-bo]\n", &[]).len(), 3);
}

#[test]
fn an_event_is_added_with_its_words() {
    let events = check(
        "- add:\n    date: 2019-04-23\n    type: visit\n    actors: [Ada Berg]\n    place: geneva\n    evidence:\n      - { document: talks, quote: It rained. }\n",
        &["2019-04-23-visit-ada | 2019-04-23 | visit of ada | event added"],
    );
    let evidence = &events.last().unwrap().evidence[0];
    assert_eq!(evidence.span.of(TALKS), "It rained.");
}

#[test]
fn an_event_is_split_and_its_parts_can_be_named() {
    let yaml = "- merge: [2019-04-meeting-ada-bo, 2019-04-24-meeting-ada-bo]\n";
    let merged = apply(yaml).value.events;
    let read = overrides::read(&[Source::new(
        "overrides.yaml",
        "- split: 2019-04-meeting-ada-bo\n  evidence: [{ document: letters, quote: Bo Lind met Ada Berg }]\n- at: { document: letters, quote: Bo Lind met Ada Berg }\n  set: { title: Another }\n",
    )]);
    let (documents, known) = (documents(), known());
    let scene = Scene { known: &known, documents: &documents, id: &id, title: &title };
    let applied = overrides::apply(&read.value, merged, &scene);
    assert_eq!(applied.diagnostics, []);
    let ids: Vec<_> =
        applied.value.events.iter().map(|it| (it.id.as_str(), it.title.as_str())).collect();
    assert_eq!(ids[0], ("2019-04-meeting-ada-bo", "meeting of ada-bo"));
    assert_eq!(ids[4], ("2019-04-24-meeting-ada-bo", "Another"));
}

#[test]
fn documents_take_what_is_set_of_them() {
    let yaml = "- document: talks\n  set: { published: 2025, genre: narrative, publish: none }\n  note: No date.\n- document: talks\n  set: { title: Talks }\n";
    let read = overrides::read(&[Source::new("overrides.yaml", yaml)]);
    assert_eq!(read.diagnostics, []);
    let edit = read.value.document("talks").unwrap();
    assert_eq!(edit.published.unwrap().to_string(), "2025");
    assert_eq!(edit.title.as_deref(), Some("Talks"));
    assert_eq!((edit.places["published"].line, edit.places["published"].column), (2, 21));
    let what: Vec<_> = edit.edits.iter().map(|it| it.what.as_str()).collect();
    let first = "published set to 2025; publish set to none; genre set to narrative";
    assert_eq!(what, [first, "title set to Talks"]);
    assert!(read.value.document("letters").is_none());
}

#[test]
fn mistakes_of_form_are_told_with_their_places() {
    wrong(
        "- evnt: x\n- event: visit-ada-bo\n  set: { dat: 2019 }\n- event: visit-ada-bo\n  set: { date: 2019-02-30 }\n- hide: 7\n",
        &[
            "1:3 there is no key `evnt` here (did you mean `event`?)",
            "3:10 there is no key `dat` here (did you mean `date`?)",
            "5:16 the calendar has no `2019-02-30`",
            "6:9 `hide` should be an event's id, `{ document, quote }`, or `true` beside a target, and is the number `7`",
        ],
    );
    wrong(
        "- event: a\n  event: b\n",
        &["2:3 `event` stands here twice [the first is on line 1] (remove one of them)"],
    );
    wrong("event: a\n", &["1:1 this file should hold a list (begin each item with `- `)"]);
    wrong(
        "- hide: { document: talks, qoute: x }\n- merge: [visit-ada-bo, [x]]\n- event: visit-ada-bo\n  set: { actors: 3 }\n",
        &[
            "1:28 there is no key `qoute` here (did you mean `quote`?)",
            "1:9 `quote` is missing (add a line `quote: …`)",
            "2:25 `merge` should be an event's id, or `{ document, quote }`, and is a list",
            "4:18 `actors` should be a name or a list of names, and is the number `3`",
        ],
    );
}

#[test]
fn items_that_cannot_be_meant_are_refused() {
    wrong(
        "- event: visit-ada-bo\n  document: talks\n- merge: [visit-ada-bo]\n- set: { date: 2019 }\n- event: visit-ada-bo\n- event: visit-ada-bo\n  set:\n- split: visit-ada-bo\n",
        &[
            "2:13 `event` and `document` cannot stand in one item (make two items of them)",
            "3:10 `merge` needs two events or more (name the others in the same list)",
            "4:3 this item does not say what it is about (add `event: …`, `at: { document: …, quote: … }` or `document: …`)",
            "5:3 this item changes nothing (add `set: { … }`, `hide: true`, `pin: true` or a `note`)",
            "7:6 `set` has no value (write a value after the colon, or remove the key)",
            "8:10 `split` does not say what to split off (add `evidence: [{ document: …, quote: … }]` with the words of the other event)",
        ],
    );
    wrong(
        "- hide: visit-ada-bo\n  set: { date: 2019 }\n- event: visit-ada-bo\n  set: { published: 2019 }\n- document: talks\n  set: { date: 2019 }\n- document: talks\n  pin: true\n",
        &[
            "2:8 `hide` and `set` cannot stand in one item (`hide` names its events itself: make two items of them)",
            "4:21 `published` is a setting of a document, not of an event (of an event you may set `date`, `type`, `subtype`, `title`, `place`, `actors`, `from`, `to`, `status`, `object` and `image`)",
            "6:16 `date` is a setting of an event, not of a document (of a document you may set `published`, `title`, `outlet`, `url`, `publish`, `genre`, `sources` and `saved`)",
            "8:8 a document cannot be pinned (pin the events that it tells: `pin: { document: …, quote: … }`)",
        ],
    );
}

#[test]
fn an_item_that_hits_nothing_is_an_error() {
    wrong(
        "- event: 2019-04-meetng-ada-bo\n  hide: true\n- hide: nothing-like-it\n- document: talk\n  set: { published: 2019 }\n- document: content/documents/talks.md\n  set: { published: 2019 }\n",
        &[
            "4:13 there is no document `talk` (did you mean `talks`?)",
            "6:13 there is no document `content/documents/talks.md` (write `talks`: the path below documents/ without the extension)",
            "1:10 no event has the id `2019-04-meetng-ada-bo` (did you mean `2019-04-meeting-ada-bo`?)",
            "3:9 no event has the id `nothing-like-it` (`relata events` lists the ids)",
        ],
    );
    wrong(
        "- hide: { document: talks, quote: Ada Berg met Bo Lund }\n- hide: { document: talks, quote: It rained }\n- hide: { document: old/talks, quote: x }\n- hide: { document: talks, quote: ' ' }\n- hide: { document: talks, quote: 'In the evening they signed a treaty – “a good one” –, and Berg visited' }\n",
        &[
            "1:35 `talks` does not have these words [it has them as far as “Ada Berg met Bo”] (quote word for word; a few words are enough)",
            "2:35 `talks` has these words, but they gave no event [the document gave `2019-04-meeting-ada-bo`, `agreement-ada-bo`, `visit-ada-bo`] (`relata explain talks` shows what was read in it; an event that no rule finds can be given with `add`)",
            "3:21 there is no document `old/talks` (did you mean `talks`?)",
            "4:35 the quote has no words (quote word for word; a few words are enough)",
            "5:35 these words tell 2 events [they are `agreement-ada-bo`, `visit-ada-bo`] (quote only the words around the verb of the one that is meant, or name it by its id)",
        ],
    );
}

#[test]
fn names_that_are_not_known_are_errors() {
    wrong(
        "- event: visit-ada-bo\n  set: { actors: [Ada Berg, Bo Lint], place: Atlantis, type: meetng, subtype: nope }\n",
        &[
            "2:62 there is no type `meetng` (did you mean `meeting`?)",
            "2:29 there is no actor `Bo Lint` (did you mean `Bo Lind`?)",
            "2:46 there is no place `Atlantis` (list it in places.yaml)",
        ],
    );
}

#[test]
fn conflicts_show_both_places() {
    wrong(
        "- event: 2019-04-meeting-ada-bo\n  set: { date: 2019-04-25 }\n- at: { document: talks, quote: met Bo Lind }\n  set: { date: 2019-04-24 }\n",
        &[
            "4:16 `date` of `2019-04-meeting-ada-bo` is set to `2019-04-24` here and to `2019-04-25` elsewhere [the other is overrides.yaml:2:16: set: { date: 2019-04-25 }] (remove one of the two)",
        ],
    );
    wrong(
        "- event: visit-ada-bo\n  set: { date: 2019 }\n- hide: visit-ada-bo\n",
        &[
            "3:9 `visit-ada-bo` is hidden here and changed elsewhere [the other is overrides.yaml:1:10: - event: visit-ada-bo] (remove one of the two)",
        ],
    );
    wrong(
        "- merge: [visit-ada-bo, agreement-ada-bo]\n- merge: [agreement-ada-bo, visit-ada-bo]\n",
        &[
            "2:29 `visit-ada-bo` is merged into `agreement-ada-bo` here and the other way round elsewhere [the other is overrides.yaml:1:25: - merge: [visit-ada-bo, agreement-ada-bo]] (remove one of the two)",
        ],
    );
    wrong(
        "- document: talks\n  set: { published: 2024 }\n- document: talks\n  set: { published: 2025 }\n",
        &[
            "4:21 `published` of `talks` is set to `2025` here and to `2024` elsewhere [the other is overrides.yaml:2:21: set: { published: 2024 }] (remove one of the two)",
        ],
    );
}

#[test]
fn an_addition_that_lacks_something_is_refused() {
    wrong(
        "- add: { date: 2019, type: visit, actors: [ada] }\n- add: { date: 2019, type: visit, evidence: [{ document: talks, quote: It rained }] }\n- add: { date: 2019, type: visit, actors: ada, evidence: [] }\n- add: { date: 2019, type: visit, actors: ada, evidence: [{ document: talks, quote: It snowed }] }\n",
        &[
            "1:8 `evidence` is missing (add a line `evidence: …`)",
            "2:8 nobody takes part in this event (add `actors: […]`, or `from` and `to`)",
            "3:58 this event has no evidence (add `evidence: [{ document: …, quote: … }]`: the words that tell it)",
            "4:85 `talks` does not have these words (quote word for word; a few words are enough)",
        ],
    );
}
