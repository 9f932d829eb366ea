//! Where a happening was whose sentence names no place: where the sentence before it tells of the same day, or
//! where the report was filed.
//!
//! Both hold only for what people come together for, as far as its title has room for a place: a meeting is
//! held somewhere, a message is not. A report from Oslo places a meeting in Oslo if Norway takes part in it;
//! reporters write of others from wherever they are.

use crate::actor::{ActorId, PlaceId};
use crate::config::lexicon::{EventType, Quad};
use crate::date::When;
use crate::event::extract::Reading;
use crate::event::trigger::Triggers;
use crate::event::{Mention, Status};
use crate::source::Span;

/// Where the reports of a text were filed from, by where their datelines begin.
pub(super) struct Filed(Vec<(usize, Option<PlaceId>)>);

impl Filed {
    pub(super) fn new(reading: &Reading<'_>) -> Self {
        Self(reading.datelines.iter().map(|it| (it.start, place_of(reading, *it))).collect())
    }

    /// The place of the report that an offset of the text stands in.
    pub(super) fn at(&self, offset: usize) -> Option<&PlaceId> {
        let after = self.0.partition_point(|it| it.0 <= offset);
        self.0[..after].last()?.1.as_ref()
    }
}

/// The place that a dateline names: "OSLO, Norway, May 3 (Agency) --".
fn place_of(reading: &Reading<'_>, dateline: Span) -> Option<PlaceId> {
    let first = dateline.of(reading.text.content());
    let end = first.find(|it: char| !(it.is_alphabetic() || matches!(it, ' ' | '.' | '\'' | '-')));
    let words = first[..end.unwrap_or(first.len())].split_whitespace();
    let lowered = |it: &str| {
        let mut letters = it.chars();
        let initial = letters.next().map(String::from).unwrap_or_default();
        initial + &letters.as_str().to_lowercase()
    };
    // The date may follow without a comma: "OSLO May 3".
    let words: Vec<String> = words.map(lowered).collect();
    let named = (1..=words.len()).rev().find_map(|it| {
        reading.registry.place_named(&words[..it].join(" ")).map(|it| it.id.clone())
    });
    let from = reading.names.partition_point(|it| it.span.end <= dateline.start);
    let mut names = reading.names[from..].iter().take_while(|it| it.span.start < dateline.end);
    named.or_else(|| names.find_map(|it| it.place.clone()))
}

/// Gives places to mentions that have none. They come in the order of the text.
pub(super) fn places(
    triggers: &Triggers,
    reading: &Reading<'_>,
    filed: &Filed,
    mentions: &mut [Mention],
) {
    for index in 0..mentions.len() {
        let (before, rest) = mentions.split_at_mut(index);
        let Some(mention) = rest.first_mut() else { continue };
        let kind = triggers.named(mention.kind.as_str());
        let gathers = kind.is_some_and(|it| gathers(it, mention.subtype.as_deref()));
        let happened = mention.status == Status::Asserted && !mention.evidence.headline;
        if mention.place.is_some() || !gathers || !happened {
            continue;
        }
        let here = filed.at(mention.evidence.span.start);
        if let Some(place) = told_before(reading, before, mention) {
            mention.evidence.steps.push(
                "Its sentence names no place; the one told before it is of the same day."
                    .to_owned(),
            );
            mention.place = Some(place);
        } else if let Some(place) = here.filter(|it| filed_from(reading, it, mention)) {
            mention.evidence.steps.push(
                "Its sentence names no place; the report was filed from there in these days."
                    .to_owned(),
            );
            mention.place = Some(place.clone());
        }
    }
}

/// Whether people come together for a type of happening at one place.
fn gathers(kind: &EventType, subtype: Option<&str>) -> bool {
    let own = kind.subtypes.iter().find(|it| Some(it.id.as_str()) == subtype);
    let title = own.and_then(|it| it.title.joint.as_deref()).or(kind.title.joint.as_deref());
    let quad = own.and_then(|it| it.quad).unwrap_or(kind.quad);
    let friendly = matches!(quad, Quad::VerbalCooperation | Quad::MaterialCooperation);
    friendly && title.is_some_and(|it| it.contains("in {place}"))
}

/// The place told last in the same paragraph, of a happening of the same day.
fn told_before(reading: &Reading<'_>, before: &[Mention], mention: &Mention) -> Option<PlaceId> {
    /// So many reports back.
    const REACH: usize = 8;
    let block = |it: &Mention| reading.text.sentences()[it.sentence].block;
    let when = mention.dated.when().filter(|it| it.days() == 1)?;
    let same = before.iter().rev().take(REACH).take_while(|it| block(it) == block(mention));
    let told = same.filter(|it| it.dated.when() == Some(when));
    let mut places = told.filter_map(|it| it.place.as_ref());
    places.next().filter(|it| !reading.is_country(it)).cloned()
}

/// Whether a report was filed from where a happening of its day, or of the day before, was.
fn filed_from(reading: &Reading<'_>, place: &PlaceId, mention: &Mention) -> bool {
    /// A report comes on the day, or on the next.
    const DAYS: i64 = 2;
    let Some(published) = reading.published.map(When::on) else { return false };
    let recent = mention.dated.when().is_some_and(|it| {
        let first = it.first_day();
        let age = (published.first_day() - first).num_days();
        it.days() == 1 && (0..DAYS).contains(&age)
    });
    let takes_part =
        |host: &ActorId| mention.participants.iter().any(|it| reading.acts_for(&it.actor, host));
    recent && reading.state_of_place(place).is_some_and(takes_part)
}
