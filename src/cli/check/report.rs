//! What `relata check` found, in groups, as JSON and as text.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use serde::Serialize;

use crate::cli::check::stubs;
use crate::cli::draw::{counted, tally};
use crate::config::ActorKind;
use crate::dating::Published;
use crate::diagnostic::{Diagnostic, Severity};
use crate::event::{Dated, Event};
use crate::pipeline::{self, Analysis, Counts};

/// So many of a group are shown, unless all are asked for.
const SHOWN: usize = 20;

/// What `--format json` gives.
#[derive(Serialize)]
pub(super) struct Report<'a> {
    version: u32,
    counts: Counts,
    /// How many there are of each, the most useful first.
    groups: Vec<Group>,
    diagnostics: &'a [Diagnostic],
    undated_documents: Vec<Undated>,
    undated_events: Vec<Undated>,
    conflicts: Vec<Conflict>,
    pub(super) unlisted_actors: Vec<Unlisted>,
    nearly_merged: Vec<Near>,
    unused_aliases: Vec<Idle>,
    documents_without_events: Vec<Silent>,
}

#[derive(Serialize)]
struct Group {
    group: &'static str,
    count: usize,
    #[serde(skip)]
    noun: &'static str,
}

/// A person whom the documents introduce and actors.yaml does not list.
#[derive(Serialize)]
pub(super) struct Unlisted {
    pub(super) name: String,
    #[serde(skip)]
    pub(super) full_name: bool,
    /// What it is, if it is no person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) kind: Option<ActorKind>,
    /// In how many events.
    pub(super) events: usize,
    pub(super) side: Option<String>,
    pub(super) roles: Vec<UnlistedRole>,
}

/// An office, as it was told.
#[derive(Serialize)]
pub(super) struct UnlistedRole {
    pub(super) title: String,
    pub(super) of: Option<String>,
}

/// A document or an event without a date.
#[derive(Serialize)]
struct Undated {
    id: String,
    title: Option<String>,
    candidates: Vec<Candidate>,
}

/// A date that is possible, and what speaks for it.
#[derive(Serialize)]
struct Candidate {
    date: String,
    reason: String,
}

/// An event of which sources tell different things.
#[derive(Serialize)]
struct Conflict {
    id: String,
    title: String,
    differ: Vec<String>,
}

/// Two events that were nearly made one.
#[derive(Serialize)]
struct Near {
    events: [String; 2],
    titles: [String; 2],
    apart: String,
}

/// An alias that no document has.
#[derive(Serialize)]
struct Idle {
    alias: String,
    of: String,
    file: String,
    line: usize,
}

/// A document that gave no event.
#[derive(Serialize)]
struct Silent {
    id: String,
    why: String,
}

impl<'a> Report<'a> {
    /// `actors` is the text of actors.yaml: whoever stands there, if only in a comment, is known to the author.
    pub(super) fn of(analysis: &Analysis, diagnostics: &'a [Diagnostic], actors: &str) -> Self {
        let mut report = Self {
            version: 1,
            counts: analysis.counts,
            groups: Vec::new(),
            diagnostics,
            undated_documents: undated_documents(analysis),
            undated_events: undated_events(analysis),
            conflicts: conflicts(analysis),
            unlisted_actors: unlisted(analysis)
                .into_iter()
                .filter(|it| !stubs::stands_in(actors, &it.name))
                .collect(),
            nearly_merged: nearly_merged(analysis),
            unused_aliases: unused_aliases(analysis),
            documents_without_events: silent(analysis),
        };
        report.groups = report.groups();
        report
    }

    fn groups(&self) -> Vec<Group> {
        let of = |severity| self.diagnostics.iter().filter(|it| it.severity == severity).count();
        let coded = |code: &str| self.diagnostics.iter().filter(|it| it.code == code).count();
        [
            ("errors", of(Severity::Error), "error"),
            ("warnings", of(Severity::Warning), "warning"),
            ("undated_documents", self.undated_documents.len(), "document without a date"),
            ("undated_events", self.undated_events.len(), "event without a date"),
            ("conflicts", self.conflicts.len(), "event of which sources differ"),
            ("unlisted_actors", self.unlisted_actors.len(), "unlisted actor"),
            ("nearly_merged", self.nearly_merged.len(), "pair of events that were nearly one"),
            ("former_ids", coded("override/former-id"), "override that names an old id"),
            ("overrides_without_effect", coded("override/no-effect"), "override without effect"),
            ("unused_aliases", self.unused_aliases.len(), "alias that no document has"),
            ("dead_links", coded("markdown/dead-link"), "link to nowhere"),
            (
                "documents_without_events",
                self.documents_without_events.len(),
                "document without an event",
            ),
        ]
        .map(|(group, count, noun)| Group { group, count, noun })
        .into()
    }

    /// Prints the groups that are no diagnostics, and how many there are of each.
    pub(super) fn print(&self, all: bool, out: &mut impl Write) -> io::Result<()> {
        let document = "document without a date (`relata explain ID` tells why; say when it was `published`: at its top, or in overrides.yaml with `document:` and `set: { published: … }`)";
        let event = "event without a date (date its document, or `relata override ID`)";
        for (title, undated) in [(document, &self.undated_documents), (event, &self.undated_events)]
        {
            section(out, undated, all, title, |it, out| {
                match &it.title {
                    Some(title) => writeln!(out, "  {} ({title})", it.id)?,
                    None => writeln!(out, "  {}", it.id)?,
                }
                for Candidate { date, reason } in &it.candidates {
                    writeln!(out, "    perhaps {date}: {reason}")?;
                }
                Ok(())
            })?;
        }
        section(out, &self.conflicts, all, "event of which sources differ", |it, out| {
            writeln!(out, "  {} ({})", it.id, it.title)?;
            it.differ.iter().try_for_each(|it| writeln!(out, "    {it}"))
        })?;
        let title = "unlisted actor to paste into actors.yaml (`--fix` does it)";
        section(out, &self.unlisted_actors, all, title, |it, out| {
            writeln!(out, "# in {}", counted(it.events, "event"))?;
            stubs::item(it).iter().try_for_each(|it| writeln!(out, "{it}"))
        })?;
        let title = "pair of events that were nearly one: paste what is one into overrides.yaml";
        section(out, &self.nearly_merged, all, title, |it, out| {
            writeln!(out, "# {}; {}", it.titles[0], it.titles[1])?;
            writeln!(out, "# apart: {}", it.apart)?;
            writeln!(out, "- merge: [{}, {}]", it.events[0], it.events[1])
        })?;
        section(out, &self.unused_aliases, all, "alias that no document has", |it, out| {
            writeln!(out, "  {}:{} {} (of {})", it.file, it.line, it.alias, it.of)
        })?;
        let title = "document without an event (`relata explain --missing \"WORDS\"` tells why)";
        section(out, &self.documents_without_events, all, title, |it, out| {
            writeln!(out, "  {}: {}", it.id, it.why)
        })?;
        self.sum_up(out)
    }

    fn sum_up(&self, out: &mut impl Write) -> io::Result<()> {
        for it in self.groups.iter().filter(|it| it.count > 0) {
            writeln!(out, "{:>6} {}", it.count, plural(it.noun, it.count))?;
        }
        let Counts { documents, events, planned, .. } = self.counts;
        let found = tally(self.diagnostics);
        writeln!(
            out,
            "{}, {}, {planned} planned; {}",
            counted(documents, "document"),
            counted(events, "event"),
            found.as_deref().unwrap_or("no errors, no warnings"),
        )?;
        out.flush()
    }
}

/// A heading with a count, and the first of a group, or all.
fn section<T, W: Write>(
    out: &mut W,
    group: &[T],
    all: bool,
    noun: &str,
    each: impl Fn(&T, &mut W) -> io::Result<()>,
) -> io::Result<()> {
    if group.is_empty() {
        return Ok(());
    }
    writeln!(out, "{} {}:", group.len(), plural(noun, group.len()))?;
    let shown = if all { group.len() } else { SHOWN };
    for it in group.iter().take(shown) {
        each(it, out)?;
    }
    if group.len() > shown {
        writeln!(out, "  … and {} more: `--verbose` shows all", group.len() - shown)?;
    }
    writeln!(out)
}

/// "alias that …", "aliases that …": the first word takes the plural.
fn plural(noun: &str, count: usize) -> String {
    if count == 1 {
        return noun.to_owned();
    }
    let at = if noun.starts_with("unlisted ") { "unlisted ".len() } else { 0 };
    let end = noun[at..].find(' ').map_or(noun.len(), |it| at + it);
    let ending = if noun[at..end].ends_with('s') { "es" } else { "s" };
    format!("{}{ending}{}", &noun[..end], &noun[end..])
}

fn undated_documents(analysis: &Analysis) -> Vec<Undated> {
    let undated = analysis.documents.iter().filter(|it| it.published.date.is_none());
    let candidates = |it: &Published| {
        let each = it.candidates.iter();
        each.map(|it| Candidate { date: it.date.to_string(), reason: it.reason.clone() }).collect()
    };
    undated
        .map(|it| Undated {
            id: it.document.id.clone(),
            title: it.document.title.clone(),
            candidates: candidates(&it.published),
        })
        .collect()
}

fn events(analysis: &Analysis) -> impl Iterator<Item = &Event> {
    analysis.timeline.events.iter().map(|it| &it.event)
}

fn undated_events(analysis: &Analysis) -> Vec<Undated> {
    events(analysis)
        .filter_map(|it| match &it.dated {
            Dated::On(_) => None,
            Dated::Undated(candidates) => Some(Undated {
                id: it.id.clone(),
                title: Some(it.title.clone()),
                candidates: candidates
                    .iter()
                    .map(|(date, reason)| Candidate {
                        date: date.to_string(),
                        reason: reason.clone(),
                    })
                    .collect(),
            }),
        })
        .collect()
}

fn conflicts(analysis: &Analysis) -> Vec<Conflict> {
    let differ = events(analysis).filter(|it| !it.conflicts.is_empty());
    let conflict = |it: &Event| Conflict {
        id: it.id.clone(),
        title: it.title.clone(),
        differ: it.conflicts.clone(),
    };
    differ.map(conflict).collect()
}

fn nearly_merged(analysis: &Analysis) -> Vec<Near> {
    let titles: BTreeMap<&str, &str> = events(analysis).map(|it| (&*it.id, &*it.title)).collect();
    let title = |id: &str| titles.get(id).copied().unwrap_or_default().to_owned();
    let near = pipeline::nearly_merged(analysis).into_iter().map(|it| Near {
        titles: [title(&it.first), title(&it.second)],
        events: [it.first, it.second],
        apart: it.reason,
    });
    near.collect()
}

fn unused_aliases(analysis: &Analysis) -> Vec<Idle> {
    let idle = pipeline::idle_aliases(analysis).into_iter().map(|it| Idle {
        alias: it.alias,
        of: it.name,
        file: it.location.file,
        line: it.location.line,
    });
    idle.collect()
}

fn silent(analysis: &Analysis) -> Vec<Silent> {
    pipeline::silent_documents(analysis).into_iter().map(|(id, why)| Silent { id, why }).collect()
}

/// Who acts in events without being listed, most often first.
fn unlisted(analysis: &Analysis) -> Vec<Unlisted> {
    let cast = &analysis.cast;
    let mut acts: BTreeMap<_, usize> = BTreeMap::new();
    for event in events(analysis) {
        let all: BTreeSet<_> = event.participants.iter().map(|it| &it.actor).collect();
        for actor in all {
            *acts.entry(actor).or_default() += 1;
        }
    }
    let mut found: Vec<Unlisted> = acts
        .into_iter()
        .filter_map(|(id, events)| {
            let actor = cast.actors.get(id).filter(|it| it.is_unlisted())?;
            let roles = actor.roles.iter();
            Some(Unlisted {
                name: actor.name.clone(),
                full_name: actor.has_full_name(),
                kind: Some(actor.kind).filter(|it| *it != ActorKind::Person),
                events,
                side: actor.state.as_ref().map(|it| cast.actor_name(it)),
                roles: roles
                    .map(|it| UnlistedRole { title: it.title.clone(), of: it.of.clone() })
                    .collect(),
            })
        })
        .collect();
    found.sort_by(|a, b| b.events.cmp(&a.events).then_with(|| a.name.cmp(&b.name)));
    found
}
