//! The page of an event: what, when, where, who; the sources' own words; how we know.

use serde::Serialize;
use serde_json::json;

use crate::config::{Publish, capitalised, is_web_address};
use crate::date::When;
use crate::event::{Dated, Edit, Event, Evidence, Role};
use crate::site::book::{Book, Which};
use crate::site::chart::decimal;
use crate::site::cited::{PieceView, cited};
use crate::site::markdown::html_of;
use crate::site::part::{QUOTED_ON_ONE_PAGE, part_of};
use crate::site::permalink::root_of;
use crate::site::picture::picture_ld;
use crate::site::quote::{SegmentView, segments};
use crate::site::view::{EventView, LinkView, machine_ends};

/// Everything that event.html shows.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct EventPage {
    event: EventView,
    planned: bool,
    edtf: Option<String>,
    who: Vec<PartyView>,
    period: Option<LinkView>,
    confidence: ConfidenceView,
    edits: Vec<EditView>,
    salience: Option<SalienceView>,
    previous: Option<EventView>,
    next: Option<EventView>,
    series_previous: Option<EventView>,
    series_next: Option<EventView>,
    permalink: Option<String>,
}

/// The sources of an event, or a part of them where they are many.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SourcesView {
    candidates: Vec<CandidateView>,
    evidence: Vec<EvidenceView>,
    /// What told of it as planned.
    plans: Vec<EvidenceView>,
    merged: Vec<Vec<PieceView>>,
    apart: Vec<Vec<PieceView>>,
    conflicts: Vec<Vec<PieceView>>,
    /// Whether the sources give more than one date.
    dates_differ: bool,
}

/// A date that is possible, with what would make it so.
#[derive(Debug, Clone, Serialize)]
struct CandidateView {
    date: String,
    because: String,
}

/// Who took part, and how.
#[derive(Debug, Clone, Serialize)]
struct PartyView {
    link: LinkView,
    role: String,
    side: Option<String>,
    /// `first` or `second`.
    side_id: Option<&'static str>,
}

/// One source's own words, with what they say of the date.
#[derive(Debug, Clone, Serialize)]
struct EvidenceView {
    /// The document's page, if there is one.
    document: Option<LinkView>,
    name: String,
    outlet: Option<String>,
    published: Option<String>,
    /// "Published 7 October 2024, from".
    published_from: String,
    published_by: String,
    original: Option<String>,
    /// "after KCNA", where the document names its sources.
    after: Option<String>,
    /// Empty when the author does not publish the document's words.
    segments: Vec<SegmentView>,
    headline: bool,
    date: Option<String>,
    /// "gives 7 October 2024".
    gives: String,
    steps: Vec<String>,
    rule: String,
}

#[derive(Debug, Clone, Serialize)]
struct ConfidenceView {
    /// "Confidence: high (0.90)".
    label: String,
    reasons: Vec<String>,
    /// What each report counts, where it has one: its name and "0.85".
    reports: Vec<(String, String)>,
}

#[derive(Debug, Clone, Serialize)]
struct SalienceView {
    /// "Salience: 5.0".
    label: String,
    parts: Vec<String>,
}

/// A change of the editor's.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct EditView {
    what: String,
    /// The editor's note, as HTML.
    note: Option<String>,
    place: String,
}

/// What an event's page shows.
pub(crate) fn page(book: &Book<'_>, which: Which) -> EventPage {
    let event = book.event(which);
    let view = book.view(which).clone();
    let root = root_of(&view.url);
    let [previous, next] = neighbours(book, which);
    let [series_previous, series_next] = in_series(book, which);
    let (value, reasons) = &event.confidence;
    EventPage {
        planned: matches!(which, Which::Planned(_)),
        edtf: event.dated.when().map(|it| it.to_string()),
        who: parties(book, which),
        period: period(book, which),
        confidence: ConfidenceView {
            label: confidence(book, *value),
            reasons: reasons.clone(),
            reports: event
                .evidence
                .iter()
                .take(QUOTED_ON_ONE_PAGE)
                .map(|it| counts(book, it))
                .collect(),
        },
        edits: edits(book, &event.edits, &root),
        salience: salience(book, which),
        previous,
        next,
        series_previous,
        series_next,
        permalink: permalink(book, &view.url),
        event: view,
    }
}

/// A part of the sources of an event, counted from 0.
pub(crate) fn sources(book: &Book<'_>, which: Which, nth: usize) -> SourcesView {
    let event = book.event(which);
    let views = |all: &[Evidence]| -> Vec<EvidenceView> {
        part_of(all, nth).iter().map(|it| evidence_view(book, it)).collect()
    };
    let candidate = |(when, because): &(When, String)| CandidateView {
        date: book.words.with("possibly", &[("date", &book.words.when(*when))]),
        because: because.clone(),
    };
    let evidence = views(&event.evidence);
    let mut dates: Vec<&String> = evidence.iter().filter_map(|it| it.date.as_ref()).collect();
    dates.sort_unstable();
    dates.dedup();
    let apart: Vec<&String> = apart(event).collect();
    SourcesView {
        candidates: part_of(candidates(event), nth).iter().map(candidate).collect(),
        dates_differ: dates.len() > 1,
        evidence,
        plans: views(&event.plans),
        merged: part_of(&event.merged, nth).iter().map(|it| cited(book, it)).collect(),
        apart: part_of(&apart, nth).iter().map(|it| cited(book, it)).collect(),
        conflicts: part_of(&event.conflicts, nth).iter().map(|it| cited(book, it)).collect(),
    }
}

/// How long the longest list is that tells of the sources of an event.
pub(crate) fn longest_list(event: &Event) -> usize {
    let lists = [
        event.evidence.len(),
        event.plans.len(),
        event.merged.len(),
        apart(event).count(),
        event.conflicts.len(),
        candidates(event).len(),
    ];
    lists.into_iter().max().unwrap_or_default()
}

fn candidates(event: &Event) -> &[(When, String)] {
    match &event.dated {
        Dated::On(_) => &[],
        Dated::Undated(candidates) => candidates,
    }
}

/// Why others are other events. What the editor merged into this one is none of them.
fn apart(event: &Event) -> impl Iterator<Item = &String> {
    let merged = event.merged.iter().any(|it| it.starts_with(MERGED));
    event.apart.iter().filter(move |sentence| {
        !merged
            || !event.evidence.iter().any(|it| {
                let when = it.when.map_or_else(|| "no date".to_owned(), When::english);
                sentence.starts_with(&format!("{} ({when}) ", it.document))
            })
    })
}

/// How it is told that the editor merged another event into this one.
const MERGED: &str = "The editor says that ";

/// What a report counts by itself.
fn counts(book: &Book<'_>, evidence: &Evidence) -> (String, String) {
    let card = book.card(&evidence.document);
    let name = card.map_or_else(|| evidence.document.clone(), crate::site::book::title_of);
    let outlet = card.and_then(|it| it.document.outlet.as_deref());
    let name = outlet.map_or_else(|| name.clone(), |outlet| format!("{outlet}, {name}"));
    (name, decimal(evidence.confidence, 2, &book.words))
}

/// "Confidence: high (0.90)".
fn confidence(book: &Book<'_>, value: f64) -> String {
    let word = match value {
        it if it >= 0.8 => "high",
        it if it >= 0.5 => "medium",
        _ => "low",
    };
    let parts = [("word", book.words.get(word)), ("value", &decimal(value, 2, &book.words))];
    book.words.with("confidence", &parts)
}

/// What the editor changed, with the notes as HTML for a page with this `root`.
pub(crate) fn edits(book: &Book<'_>, edits: &[Edit], root: &str) -> Vec<EditView> {
    let raw_html = book.content.config.settings.raw_html;
    let view = |it: &Edit| EditView {
        what: capitalised(&it.what),
        note: it.note.as_deref().map(|it| html_of(it, root, raw_html)),
        place: book.words.with("line_of", &[("file", &it.file), ("n", &it.line.to_string())]),
    };
    edits.iter().map(view).collect()
}

/// The permanent address of a page, where the site has one.
pub(crate) fn permalink(book: &Book<'_>, path: &str) -> Option<String> {
    let base = book.content.config.settings.base_url.as_deref().filter(|it| is_web_address(it))?;
    let path = path.strip_suffix("index.html").unwrap_or(path);
    Some(format!("{}/{path}", base.trim_end_matches('/')))
}

/// The event as schema.org's Event, in JSON that may stand in a script element.
pub(crate) fn json_ld(book: &Book<'_>, which: Which) -> String {
    let event = book.event(which);
    let view = book.view(which);
    let mut ld = json!({
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.title,
        "identifier": event.id,
        "additionalType": view.kind.name,
    });
    if let Some(when) = event.dated.when() {
        let (start, end) = machine_ends(when);
        ld["temporalCoverage"] = json!(when.to_string());
        // A plan says when something is to happen: its date is no fact.
        let happened = matches!(which, Which::Event(_));
        if !happened {
            ld["eventStatus"] = json!("https://schema.org/EventScheduled");
        }
        if let Some(start) = start.filter(|_| happened) {
            ld["startDate"] = json!(start);
        }
        if let Some(end) = end.filter(|_| happened) {
            ld["endDate"] = json!(end);
        }
    }
    if let Some(place) = &event.place {
        ld["location"] = json!({ "@type": "Place", "name": book.place_name(place) });
        let known = book.content.timeline.places.get(place).and_then(|it| it.coordinates);
        if let Some((latitude, longitude)) = known {
            ld["location"]["geo"] = json!({
                "@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude,
            });
        }
    }
    let people: Vec<_> = event.participants.iter().map(|it| party_ld(book, &it.actor)).collect();
    if !people.is_empty() {
        ld["contributor"] = json!(people);
    }
    let told = event.evidence.iter().take(QUOTED_ON_ONE_PAGE);
    let told: Vec<_> = told.filter_map(|it| document_ld(book, it)).collect();
    if !told.is_empty() {
        ld["subjectOf"] = json!(told);
    }
    if let Some(image) = view.picture.as_ref().and_then(picture_ld) {
        ld["image"] = image;
    }
    if let Some(url) = permalink(book, &view.url) {
        ld["url"] = json!(url);
    }
    // `<` cannot end the script element early when it is not there.
    ld.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

fn party_ld(book: &Book<'_>, actor: &crate::actor::ActorId) -> serde_json::Value {
    use crate::config::ActorKind::{Organisation, Person, State};
    let known = book.content.timeline.actors.get(actor);
    let kind = match known.map(|it| it.kind) {
        Some(Person) => "Person",
        Some(State) => "Country",
        Some(Organisation) | None => "Organization",
    };
    let mut party = json!({ "@type": kind, "name": book.actor_name(actor) });
    if let Some(item) = known.and_then(|it| it.wikidata.as_deref()) {
        party["sameAs"] = json!(format!("https://www.wikidata.org/wiki/{item}"));
    }
    party
}

fn document_ld(book: &Book<'_>, evidence: &Evidence) -> Option<serde_json::Value> {
    let card = book.card(&evidence.document)?;
    let mut ld = json!({ "@type": "CreativeWork", "name": crate::site::book::title_of(card) });
    if let Some(outlet) = &card.document.outlet {
        ld["publisher"] = json!({ "@type": "Organization", "name": outlet });
    }
    if let Some(url) = card.document.url.as_deref().filter(|it| is_web_address(it)) {
        ld["url"] = json!(url);
    }
    if let Some(published) = card.published {
        ld["datePublished"] = json!(published.to_string());
    }
    Some(ld)
}

fn evidence_view(book: &Book<'_>, evidence: &Evidence) -> EvidenceView {
    let card = book.card(&evidence.document);
    let document = book.document_link(&evidence.document);
    let shown = card.is_none_or(|it| it.publish != Publish::None);
    let published = card.and_then(|it| it.published).map(|it| book.words.date(it));
    let date = evidence.when.map(|it| book.words.when(it));
    EvidenceView {
        name: document.as_ref().map_or_else(|| evidence.document.clone(), |it| it.name.clone()),
        document,
        outlet: card.and_then(|it| it.document.outlet.clone()),
        published_from: published
            .as_ref()
            .map(|it| book.words.with("published_from", &[("date", it)]))
            .unwrap_or_default(),
        published,
        published_by: card.map(|it| it.published_by.to_owned()).unwrap_or_default(),
        original: card.and_then(|it| it.document.url.clone()).filter(|it| is_web_address(it)),
        after: card
            .map(|it| it.document.sources.join(", "))
            .filter(|it| !it.is_empty())
            .map(|it| book.words.with("after_sources", &[("sources", &it)])),
        segments: if shown { segments(evidence, book.content_of(evidence)) } else { Vec::new() },
        headline: evidence.headline,
        gives: date
            .as_ref()
            .map(|it| book.words.with("gives", &[("date", it)]))
            .unwrap_or_default(),
        date,
        steps: evidence.steps.clone(),
        rule: evidence.rule.clone(),
    }
}

fn parties(book: &Book<'_>, which: Which) -> Vec<PartyView> {
    let event = book.event(which);
    let mut parties: Vec<_> = event.participants.iter().collect();
    parties.sort_by_key(|it| it.role);
    parties
        .into_iter()
        .map(|it| {
            let side = book.content.timeline.actors.get(&it.actor).and_then(|it| it.side);
            PartyView {
                link: book.actor_link(&it.actor),
                role: book
                    .words
                    .get(match it.role {
                        Role::Agent => "agent",
                        Role::Target => "target",
                        Role::Participant => "participant",
                    })
                    .to_owned(),
                side: side.and_then(|it| book.side_name(it)).map(str::to_owned),
                side_id: side.filter(|_| book.sides.is_some()).map(|it| match it {
                    crate::actor::Side::First => "first",
                    crate::actor::Side::Second => "second",
                }),
            }
        })
        .collect()
}

fn period(book: &Book<'_>, which: Which) -> Option<LinkView> {
    let Which::Event(at) = which else { return None };
    let period = book.periods.iter().find(|it| it.events.binary_search(&at).is_ok())?;
    Some(LinkView { name: period.label.clone(), url: period.url() })
}

fn neighbours(book: &Book<'_>, which: Which) -> [Option<EventView>; 2] {
    let Which::Event(at) = which else { return [None, None] };
    let dated = |at: usize| book.events.get(at).filter(|it| !it.undated).cloned();
    if dated(at).is_none() {
        return [None, None];
    }
    [at.checked_sub(1).and_then(dated), dated(at + 1)]
}

fn in_series(book: &Book<'_>, which: Which) -> [Option<EventView>; 2] {
    let Which::Event(at) = which else { return [None, None] };
    let timeline = book.content.timeline;
    let Some(series) = timeline.events[at].series.and_then(|it| timeline.series.get(it)) else {
        return [None, None];
    };
    let Some(place) = series.events.iter().position(|it| *it == at) else { return [None, None] };
    let nth = |place: usize| series.events.get(place).and_then(|it| book.events.get(*it)).cloned();
    [place.checked_sub(1).and_then(nth), nth(place + 1)]
}

/// How much an event stands out among those that happened.
fn salience(book: &Book<'_>, which: Which) -> Option<SalienceView> {
    let Which::Event(at) = which else { return None };
    let salience = &book.content.timeline.events[at].salience;
    let score = decimal(salience.score, 1, &book.words);
    let said = |value: f64| decimal(value, 1, &book.words);
    let parts = salience.parts.iter().map(|(name, value)| format!("{name}: {}", said(*value)));
    Some(SalienceView {
        label: book.words.with("salience_of", &[("value", &score)]),
        parts: parts.collect(),
    })
    .filter(|it| !it.parts.is_empty())
}
