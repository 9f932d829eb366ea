//! One sentence to mentions: each trigger with its parts, its date and its status.

use std::collections::{BTreeMap, BTreeSet};

use crate::actor::ActorId;
use crate::config::lexicon::{EventType, Frame, Quad, Subtype};
use crate::date::{Date, When};
use crate::event::extract::{Reading, Scene, Told, join};
use crate::event::frame::{Around, Parts, parts};
use crate::event::general;
use crate::event::hits::{Hit, hits};
use crate::event::modality::is_reason;
use crate::event::nature::is_of_margin;
use crate::event::reference::Discourse;
use crate::event::refuse::Unmet;
use crate::event::sentence::{View, leads_back};
use crate::event::trigger::{Form, Shape};
use crate::event::when::{Choice, choose, known_of, steps_of, tells_date};
use crate::event::{Dated, Evidence, Mention, Participant, Role, Status, TypeId};
use crate::source::Span;
use crate::timex::{Known, Timex};

/// What the triggers of a sentence tell.
#[derive(Debug, Default)]
pub(super) struct Reports<'a> {
    pub(super) told: Vec<Mention>,
    /// Of a date, but without the parties that the trigger asks for.
    pub(super) partial: Vec<Mention>,
    /// What they do not tell, and why.
    pub(super) refused: Vec<(usize, &'a Form, Unmet)>,
}

pub(super) fn sentence<'a>(scene: &Scene<'a>, told: &Told, discourse: &Discourse) -> Reports<'a> {
    let hits = hits(scene);
    let verbs: BTreeSet<usize> =
        hits.iter().filter(|it| it.form.shape != Shape::Noun).map(|it| it.at).collect();
    let all: BTreeSet<usize> = hits.iter().map(|it| it.at).collect();
    let nouns: BTreeSet<usize> = all.difference(&verbs).copied().collect();
    let mut reports = Reports::default();
    let mut subjects: BTreeMap<usize, Vec<ActorId>> = BTreeMap::new();
    for hit in &hits {
        let around = Around { verbs: &verbs, nouns: &nouns, subjects: &subjects };
        let parts = parts(scene, hit.at, hit.form, &hit.manner, hit.object, around);
        if hit.form.shape != Shape::Noun {
            subjects.insert(hit.at, parts.subject.clone());
        }
        let (mention, whole) = match mention(scene, told, discourse, hit, parts, &all) {
            Ok(found) => found,
            Err(why) => {
                reports.refused.push((hit.at, hit.form, why));
                continue;
            }
        };
        if !whole {
            reports.partial.push(mention);
            continue;
        }
        let same = reports.told.iter().any(|it| {
            it.kind == mention.kind
                && it.status == mention.status
                && it.dated == mention.dated
                && mention
                    .participants
                    .iter()
                    .all(|one| it.participants.iter().any(|other| other.actor == one.actor))
        });
        if !same {
            reports.told.push(mention);
        }
    }
    reports
}

/// The mention of a hit, and whether it has the parties that its trigger asks for; or why it reports no
/// happening.
fn mention(
    scene: &Scene<'_>,
    told: &Told,
    discourse: &Discourse,
    hit: &Hit<'_>,
    parts: Parts,
    all: &BTreeSet<usize>,
) -> Result<(Mention, bool), Unmet> {
    let (reading, view) = (scene.reading, scene.view);
    if is_reason(view, hit.form.shape, &hit.manner) {
        return Err(Unmet::Reason);
    }
    let kind = scene.triggers.kind(hit.form);
    let mut parts = completed(scene, discourse, hit, parts);
    let whole = has_parties(scene, hit, &parts);
    let may_lack = !parts.participants.is_empty() && general::applies(reading) && !scene.headline;
    if !(whole || may_lack) {
        return Err(Unmet::Parties);
    }
    let is_saying = |word: &str| scene.triggers.words.saying.contains(word);
    let choice = choose(reading, view, hit.at, all, &is_saying);
    let date = choice.as_ref().and_then(|it| reading.timexes[it.timex].happens());
    let happened = hit.manner.status == Status::Asserted
        && date.is_some_and(|it| general::is_past(it, reading));
    if !(whole || happened) {
        return Err(Unmet::Parties);
    }
    if !whole {
        general::add_others(scene, hit.at, &mut parts);
    }
    if choice.is_none() && is_recalled(scene, discourse, kind, &parts) {
        return Err(Unmet::Recalled);
    }
    let mut timing = match &choice {
        Some(it) if looks_back(scene, hit.at, it.timex, all) => Timing::unknown(!scene.lead),
        _ => timing(scene, told, hit, choice.as_ref()),
    };
    let status = timing.status(standing(view, hit), reading);
    let noun = hit.form.shape == Shape::Noun;
    let doubts = [(!whole, 0.2), (parts.by_reference, 0.1), (noun, 0.05)];
    let doubt: f64 = doubts.iter().filter(|it| it.0).map(|it| it.1).sum();
    let confidence = 0.9 - doubt - timing.doubt;
    let evidence = Evidence {
        date: timing.span,
        known: timing.known,
        of_report: timing.of_report,
        names: parts.names,
        when: timing.dated.when(),
        steps: timing.steps,
        rule: rule(scene, hit.form),
        confidence: confidence.clamp(0.1, 1.0),
        ..scene.evidence(hit.at)
    };
    let mention = Mention {
        document: 0,
        sentence: view.index,
        kind: TypeId::new(kind.id.as_str()),
        subtype: subtype(scene, hit),
        dated: timing.dated,
        participants: parts.participants,
        place: parts.place,
        status,
        ordinal: ordinal(view, hit.at),
        object: parts.object,
        reported: reading.published.map(Date::last_day),
        weak: timing.weak,
        definite: definite(view, hit),
        ends: scene.triggers.trigger(hit.form).ends,
        evidence,
    };
    Ok((mention, whole))
}

/// The rule of a trigger, such as `message/send`.
pub(super) fn rule(scene: &Scene<'_>, form: &Form) -> String {
    format!("{}/{}", scene.triggers.kind(form).id, scene.triggers.trigger(form).id)
}

/// The parts with what the text told before: who sent the message, the other party of the treaty.
fn completed(scene: &Scene<'_>, discourse: &Discourse, hit: &Hit<'_>, parts: Parts) -> Parts {
    let mut parts = sent_before(scene, discourse, hit, parts);
    if scene.triggers.trigger(hit.form).parties {
        other_party(scene.reading, discourse, &mut parts.participants);
        // "ratified it", "signed the law on ratification": what is meant is the treaty.
        let short =
            parts.object.as_ref().is_none_or(|it| !it.contains(' ') || it.contains("ratif"));
        if short {
            parts.object.clone_from(&discourse.treaty);
        }
    }
    parts
}

/// Whether a happening has the parties that its frame asks for.
fn has_parties(scene: &Scene<'_>, hit: &Hit<'_>, parts: &Parts) -> bool {
    let who = parts.participants.len();
    match scene.triggers.frame(hit.form) {
        Frame::Single => who > 0,
        Frame::Motion => who > 1 || who > 0 && parts.place.is_some(),
        _ => who > 1 || who > 0 && scene.triggers.trigger(hit.form).alone,
    }
}

/// Whether what is told without a date is the wording of a message, or what a speaker recalls: it is an event
/// only with a date of its own. "Berg praised his patience", of the message that she sent.
fn is_recalled(scene: &Scene<'_>, discourse: &Discourse, kind: &EventType, parts: &Parts) -> bool {
    let speaks = scene.view.first_or_second_person();
    if scene.headline {
        return speaks && scene.reading.published.is_none();
    }
    speaks || is_wording(scene, discourse, kind, parts)
}

fn subtype(scene: &Scene<'_>, hit: &Hit<'_>) -> Option<String> {
    let kind = scene.triggers.kind(hit.form);
    scene.triggers.trigger(hit.form).subtype.clone().or_else(|| {
        subtype_of(kind, &|it| it.near, scene.view, Some(hit.at))
            .or_else(|| subtype_of(kind, &|it| !it.near, scene.view, None))
    })
}

/// The status of a trigger with its object: "signed no treaty" denies.
fn standing(view: &View<'_>, hit: &Hit<'_>) -> Status {
    const NEAR: usize = 3;
    let first = hit.object.map_or(hit.at, |it| it.0);
    let low = first.saturating_sub(NEAR).max(view.tokens.start);
    let none = first > hit.at && (low.max(hit.at)..first).any(|it| view.word(it) == "no");
    if none { Status::Denied } else { hit.manner.status }
}

/// When a happening was, and how that follows.
struct Timing {
    dated: Dated,
    /// The date expression, if the sentence has one for it.
    span: Option<Span>,
    known: Option<Known>,
    steps: Vec<String>,
    weak: bool,
    /// Whether it is only the date of the report.
    of_report: bool,
    /// What it takes from the confidence.
    doubt: f64,
}

impl Timing {
    /// Of what no word dates.
    fn unknown(weak: bool) -> Self {
        let (dated, steps) = (Dated::Undated(Vec::new()), Vec::new());
        Self { dated, span: None, known: None, steps, weak, of_report: false, doubt: 0.0 }
    }

    /// The status that a date leaves: what is told as past and lies after the document is planned.
    fn status(&mut self, status: Status, reading: &Reading<'_>) -> Status {
        let dates = self.dated.when().zip(reading.published);
        let ahead = dates.is_some_and(|(it, published)| it.first_day() > published.last_day());
        if !ahead || status != Status::Asserted {
            return status;
        }
        self.steps.push("The date lies after that of the document: it is planned.".to_owned());
        Status::Planned
    }
}

fn timing(scene: &Scene<'_>, told: &Told, hit: &Hit<'_>, choice: Option<&Choice>) -> Timing {
    let Some(choice) = choice else { return implied(scene, told, hit) };
    let timex = &scene.reading.timexes[choice.timex];
    let words = scene.view.text.slice(timex.extent());
    let mut steps = vec![format!("“{words}” dates it: {}.", choice.reason)];
    steps.extend(steps_of(scene.reading, choice.timex));
    Timing {
        dated: dated(scene.reading, choice.timex),
        span: Some(timex.extent()),
        known: known_of(scene.reading, choice.timex),
        steps,
        weak: scene.headline,
        of_report: false,
        doubt: 0.0,
    }
}

/// Whether a statement without a date is what the message says that the document tells of: who sent
/// it speaks, of the recipient or of the recipient's state.
fn is_wording(scene: &Scene<'_>, discourse: &Discourse, kind: &EventType, parts: &Parts) -> bool {
    let Some((from, to)) = &discourse.message else { return false };
    let state = |id: &ActorId| scene.reading.actor(id).and_then(|it| it.state.clone());
    let same = |a: &ActorId, b: &ActorId| a == b || (state(a).is_some() && state(a) == state(b));
    let party = |role, of: &ActorId| {
        let mut all = parts.participants.iter().filter(|it| it.role == role);
        all.any(|it| same(&it.actor, of))
    };
    kind.quad == Quad::VerbalCooperation
        && kind.id == "statement"
        && party(Role::Agent, from)
        && party(Role::Target, to)
}

/// "received the message": it came from the sender of the message told of before.
fn sent_before(scene: &Scene<'_>, discourse: &Discourse, hit: &Hit<'_>, mut parts: Parts) -> Parts {
    let frame = scene.triggers.frame(hit.form);
    let received = frame == Frame::Received || (frame == Frame::Directed && hit.manner.passive);
    if let (true, Some((from, to))) = (received && definite(scene.view, hit), &discourse.message) {
        let lone = parts.participants.len() == 1 && parts.participants[0].actor == *to;
        if lone {
            parts.participants.insert(0, Participant { actor: from.clone(), role: Role::Agent });
        }
    }
    parts
}

/// Who ratifies a treaty does so toward its other party, even where the sentence does not name it.
fn other_party(reading: &Reading<'_>, discourse: &Discourse, participants: &mut Vec<Participant>) {
    let state = |id: &ActorId| reading.actor(id).and_then(|it| it.state.clone());
    let own: BTreeSet<ActorId> = participants.iter().filter_map(|it| state(&it.actor)).collect();
    let party = own.len() == 1
        && discourse.parties.iter().any(|it| own.contains(&state(it).unwrap_or(it.clone())));
    if !party {
        return;
    }
    for other in discourse.parties.iter().filter_map(state).filter(|it| !own.contains(it)) {
        join(participants, &other, Role::Target);
    }
}

/// The date of a timex, or what it would be under each possible publication date.
pub(super) fn dated(reading: &Reading<'_>, timex: usize) -> Dated {
    if let Some(when) = reading.timexes[timex].happens() {
        return Dated::On(when);
    }
    let mut candidates: Vec<(When, String)> = Vec::new();
    for (reason, timexes) in reading.otherwise {
        if let Some(when) = timexes.get(timex).and_then(Timex::happens)
            && !candidates.iter().any(|it| it.0 == when)
        {
            candidates.push((when, reason.clone()));
        }
    }
    Dated::Undated(candidates)
}

/// "returned home on Tuesday after attending a summit": Tuesday is the day of the return.
fn looks_back(scene: &Scene<'_>, at: usize, timex: usize, all: &BTreeSet<usize>) -> bool {
    const NEAR: usize = 7;
    let (view, triggers) = (scene.view, scene.triggers);
    let date = view.text.tokens_in(scene.reading.timexes[timex].span);
    let returns = |it: usize| {
        let forms = triggers.of(view.word(it));
        forms.iter().any(|form| {
            triggers.trigger(form).ends
                && form.shape != Shape::Noun
                && view.reads(it + 1, &form.then)
        })
    };
    let after = (date.end..at.min(date.end + 2)).find(|&it| leads_back(view.word(it)));
    let plain = |it: usize| !matches!(view.word(it), "," | "and" | ";" | "but");
    let governs = after.is_some_and(|it| at - it <= NEAR && (it..at).all(plain));
    let clause = view.clause(date.start);
    let verb = |it: &usize| returns(*it) && view.clause(*it) == clause;
    governs && all.range(view.tokens.start..date.start).any(verb)
}

/// The date of a happening whose sentence has none of its own.
fn implied(scene: &Scene<'_>, told: &Told, hit: &Hit<'_>) -> Timing {
    let reading = scene.reading;
    let noun = hit.form.shape == Shape::Noun;
    let of = |dated, steps, weak, doubt| Timing {
        dated,
        span: None,
        known: None,
        steps,
        weak,
        of_report: false,
        doubt,
    };
    // "is investigating" tells of the day of the report, as the past does.
    let goes_on = hit.form.shape == Shape::Gerund && hit.manner.progressive;
    let past = matches!(hit.form.shape, Shape::Past { .. } | Shape::Third) || goes_on;
    // A sentence whose dates are those of other happenings does not take one from before.
    let own = tells_date(reading, scene.view);
    let holds = told
        .timex
        .filter(|_| !scene.headline && !own && !hit.manner.reduced)
        .filter(|_| reading.narrative || scene.entry || (past && !hit.manner.perfect));
    if let Some(timex) = holds {
        let words = scene.view.text.slice(reading.timexes[timex].extent());
        let mut steps = vec![format!("The sentence has no date; “{words}” was told before it.")];
        steps.extend(steps_of(reading, timex));
        return of(dated(reading, timex), steps, scene.headline || noun, 0.2);
    }
    let finite = past
        && scene.view.word(hit.manner.start) != "having"
        && !noun
        && !hit.manner.reduced
        && !subordinate(scene.view, hit.at);
    if let Some(published) = reading.published.filter(|_| (scene.lead && finite) || scene.headline)
    {
        let step = format!(
            "The report gives no date; it is of {}, and news reports what has just happened.",
            published.english()
        );
        let weak = scene.headline || hit.manner.perfect && !scene.lead;
        let timing = of(Dated::On(When::on(published)), vec![step], weak, 0.3);
        return Timing { of_report: true, ..timing };
    }
    // The news of a report whose day is not known is kept, without a date.
    let weak = !(scene.lead && finite && reading.published.is_none());
    of(Dated::Undated(Vec::new()), Vec::new(), weak, 0.0)
}

/// Whether a verb stands in a relative clause or in what somebody said: it may be of any day.
fn subordinate(view: &View<'_>, at: usize) -> bool {
    let clause = view.clause(at);
    let first = (view.tokens.start..=at).find(|&it| view.clause(it) == clause).unwrap_or(at);
    matches!(
        view.word(first),
        "which"
            | "who"
            | "whom"
            | "whose"
            | "that"
            | "where"
            | "when"
            | "after"
            | "before"
            | "since"
            | "until"
    )
}

/// "first", "second" right before the trigger or its object.
fn ordinal(view: &View<'_>, at: usize) -> Option<u32> {
    let near = at.saturating_sub(3).max(view.tokens.start)..(at + 4).min(view.tokens.end);
    near.filter_map(|it| match view.word(it) {
        "first" => Some(1),
        "second" => Some(2),
        "third" => Some(3),
        _ => None,
    })
    .next()
}

/// "the message", "his visit", "the talks": told of before.
fn definite(view: &View<'_>, hit: &Hit<'_>) -> bool {
    let noun = hit.object.map_or(hit.at, |it| it.0);
    let article = |it: usize| {
        matches!(view.word(it), "the" | "this" | "that" | "his" | "her" | "their" | "its")
    };
    (noun.saturating_sub(3).max(view.tokens.start)..noun).any(article)
}

/// The subtype that a word of a sentence shows: after a semicolon another happening is told, so that a
/// word must stand on the side of the token `at`.
pub(super) fn subtype_of(
    kind: &EventType,
    which: &dyn Fn(&Subtype) -> bool,
    view: &View<'_>,
    at: Option<usize>,
) -> Option<String> {
    let parted = |a: usize, b: usize| (a.min(b)..a.max(b)).any(|it| view.word(it) == ";");
    let shows = |words: &String| {
        let words = words.to_lowercase();
        let shown = |it: &usize| view.phrase(*it, &words).is_some() && !is_of_margin(view, *it);
        let mut found = view.tokens.clone().filter(shown);
        found.any(|it| at.is_none_or(|at| !parted(at, it)))
    };
    let mut subtypes = kind.subtypes.iter().filter(|it| which(it));
    subtypes.find(|it| it.words.iter().any(shows)).map(|it| it.id.clone())
}
