//! The page of a document: its masthead with how its date was found, its words that prove events.

use serde::Serialize;

use crate::config::{Publish, is_web_address};
use crate::document::Zone;
use crate::site::book::{Book, Which, title_of};
use crate::site::event_page::{EditView, edits};
use crate::site::group::counted;
use crate::site::part::{QUOTED_ON_ONE_PAGE, part_of};
use crate::site::permalink::root_of;
use crate::site::quote::{SegmentView, segments};
use crate::site::view::{EventView, LinkView, datetime};
use crate::source::Span;

/// A document as lists show it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct DocumentView {
    pub(crate) url: String,
    pub(crate) title: String,
    pub(crate) outlet: Option<LinkView>,
    pub(crate) published: Option<String>,
    pub(crate) datetime: Option<String>,
    pub(crate) inferred: bool,
    /// How many events it tells: "3 events, 1 planned".
    pub(crate) events_label: String,
}

/// Everything that document.html shows.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct DocumentPage {
    document: DocumentView,
    id: String,
    original: Option<String>,
    sources: Vec<String>,
    published_by: String,
    quote: Option<String>,
    steps: Vec<String>,
    edits: Vec<EditView>,
    candidates: Vec<String>,
    /// `full`, `excerpt` or `none`.
    publish: &'static str,
    text: Vec<BlockView>,
}

/// What a document tells, or a part of it where that is much.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ToldView {
    evidence: Vec<ProofView>,
    events: Vec<EventView>,
}

/// Words that prove events.
#[derive(Debug, Clone, Serialize)]
struct ProofView {
    anchor: String,
    segments: Vec<SegmentView>,
    events: Vec<EventView>,
    rule: String,
}

/// A paragraph of the whole text.
#[derive(Debug, Clone, Serialize)]
struct BlockView {
    runs: Vec<RunView>,
}

/// A run of a paragraph, which may prove events.
#[derive(Debug, Clone, Serialize)]
struct RunView {
    text: String,
    /// The first run of a piece of evidence can be linked to.
    anchor: Option<String>,
    proves: bool,
    /// The events that the words prove, told after the last run of a piece of evidence.
    events: Vec<NamedLink>,
}

/// A link to an event, with what it says to who does not see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct NamedLink {
    url: String,
    label: String,
}

/// Some evidence of a document: the words and what they prove.
struct Proof {
    span: Span,
    events: Vec<(Which, usize)>,
}

/// A document as lists show it, by its index.
pub(crate) fn document_view(book: &Book<'_>, at: usize) -> DocumentView {
    let card = &book.content.documents[at];
    let id = card.document.id.as_str();
    let events = events_of(book, id);
    let happened = events.iter().filter(|it| matches!(it, Which::Event(_))).count();
    DocumentView {
        url: book.links.documents.get(id).unwrap_or_default().to_owned(),
        title: title_of(card),
        outlet: card.document.outlet.as_deref().map(|outlet| LinkView {
            name: outlet.to_owned(),
            url: book.links.outlets.get(outlet).unwrap_or_default().to_owned(),
        }),
        published: card.published.map(|it| book.words.date(it)),
        datetime: card.published.and_then(|it| datetime(crate::date::When::on(it))),
        inferred: card.inferred,
        events_label: counted(happened, events.len() - happened, &book.words),
    }
}

/// What a document's page shows.
pub(crate) fn page(book: &Book<'_>, at: usize) -> DocumentPage {
    let card = &book.content.documents[at];
    let document = card.document;
    let full = card.publish == Publish::Full;
    let view = document_view(book, at);
    let root = root_of(&view.url);
    DocumentPage {
        document: view,
        id: document.id.clone(),
        original: document.url.clone().filter(|it| is_web_address(it)),
        sources: document.sources.clone(),
        published_by: card.published_by.to_owned(),
        quote: card.quote.map(str::to_owned),
        steps: card.steps.to_vec(),
        edits: edits(book, card.edits, &root),
        candidates: card.candidates.clone(),
        publish: match card.publish {
            Publish::Full => "full",
            Publish::Excerpt => "excerpt",
            Publish::None => "none",
        },
        text: if full { text(book, at, &proofs(book, &document.id)) } else { Vec::new() },
    }
}

/// A part of what a document tells, counted from 0: its words, or where these are not published the
/// events.
pub(crate) fn told(book: &Book<'_>, at: usize, nth: usize) -> ToldView {
    let card = &book.content.documents[at];
    let id = &card.document.id;
    if card.publish == Publish::None {
        let events = events_of(book, id);
        let events = part_of(&events, nth).iter().map(|it| book.view(*it).clone()).collect();
        return ToldView { evidence: Vec::new(), events };
    }
    let proofs = proofs(book, id);
    let before = nth * QUOTED_ON_ONE_PAGE;
    let part = part_of(&proofs, nth).iter().zip(before..);
    let evidence = part.map(|(it, at)| proof_view(book, it, at)).collect();
    ToldView { evidence, events: Vec::new() }
}

/// How many of them there are in all.
pub(crate) fn longest_list(book: &Book<'_>, at: usize) -> usize {
    let card = &book.content.documents[at];
    match card.publish {
        Publish::None => events_of(book, &card.document.id).len(),
        Publish::Full | Publish::Excerpt => proofs(book, &card.document.id).len(),
    }
}

fn events_of(book: &Book<'_>, document: &str) -> Vec<Which> {
    let found = book.evidence.get(document).map(Vec::as_slice).unwrap_or_default();
    let mut events: Vec<Which> = found.iter().map(|(which, _)| *which).collect();
    events.sort_unstable();
    events.dedup();
    events
}

/// The evidence of a document in the order of its text, the same words once.
fn proofs(book: &Book<'_>, document: &str) -> Vec<Proof> {
    let found = book.evidence.get(document).map(Vec::as_slice).unwrap_or_default();
    let mut proofs: Vec<Proof> = Vec::new();
    for (which, at) in found {
        let span = book.event(*which).evidence[*at].span;
        match proofs.iter_mut().find(|it| it.span == span) {
            Some(proof) => proof.events.push((*which, *at)),
            None => proofs.push(Proof { span, events: vec![(*which, *at)] }),
        }
    }
    proofs.sort_by_key(|it| it.span);
    proofs
}

fn proof_view(book: &Book<'_>, proof: &Proof, at: usize) -> ProofView {
    let best = proof.events.first().map(|(which, at)| &book.event(*which).evidence[*at]);
    let mut events: Vec<Which> = proof.events.iter().map(|(which, _)| *which).collect();
    events.dedup();
    ProofView {
        anchor: format!("q{}", at + 1),
        segments: best.map(|it| segments(it, book.content_of(it))).unwrap_or_default(),
        events: events.into_iter().map(|it| book.view(it).clone()).collect(),
        rule: best.map(|it| it.rule.clone()).unwrap_or_default(),
    }
}

/// The whole text without boilerplate, its evidence marked.
fn text(book: &Book<'_>, at: usize, proofs: &[Proof]) -> Vec<BlockView> {
    let document = book.content.documents[at].document;
    let blocks = document.blocks.iter().filter(|it| it.zone != Zone::Boilerplate);
    blocks
        .filter(|block| {
            document.content.get(block.span.range()).is_some_and(|it| !it.trim().is_empty())
        })
        .map(|block| BlockView { runs: runs(book, &document.content, block.span, proofs) })
        .collect()
}

fn runs(book: &Book<'_>, content: &str, block: Span, proofs: &[Proof]) -> Vec<RunView> {
    let inside: Vec<&Proof> = proofs
        .iter()
        .filter(|it| it.span.overlaps(block) && content.get(it.span.range()).is_some())
        .collect();
    let clamp = |at: usize| at.clamp(block.start, block.end);
    let mut ends: Vec<usize> = inside
        .iter()
        .flat_map(|it| [clamp(it.span.start), clamp(it.span.end)])
        .chain([block.start, block.end])
        .collect();
    ends.sort_unstable();
    ends.dedup();
    ends.windows(2)
        .map(|pair| {
            let run = Span::new(pair[0], pair[1]);
            let ending = inside.iter().filter(|it| it.span.end == run.end);
            let mut events: Vec<NamedLink> = Vec::new();
            for (which, _) in ending.flat_map(|it| &it.events) {
                let view = book.view(*which);
                let label = book.words.with("event_named", &[("title", &view.title)]);
                let link = NamedLink { url: view.url.clone(), label };
                if !events.contains(&link) {
                    events.push(link);
                }
            }
            RunView {
                text: content.get(run.range()).unwrap_or_default().to_owned(),
                anchor: proofs
                    .iter()
                    .position(|it| it.span.start == run.start)
                    .map(|it| format!("t{}", it + 1)),
                proves: inside.iter().any(|it| it.span.contains(run)),
                events,
            }
        })
        .collect()
}
