//! Makes an event of its own of some of an event's evidence.

use crate::config::Located;
use crate::diagnostic::Diagnostic;
use crate::event::{Dated, Event, Evidence};
use crate::overrides::apply::{Ids, Scene};
use crate::overrides::find;
use crate::overrides::read::{Override, Placed};
use crate::overrides::written::Quoted;

/// Splits one event. The new one follows the others, and can be named by its words.
pub(super) fn split(
    events: &mut Vec<Event>,
    item: &Located<Override>,
    (target, quotes): (&Placed, &[Quoted]),
    scene: &Scene<'_>,
    ids: &mut Ids,
) -> Result<(), Vec<Diagnostic>> {
    let index = find::event(events, scene.documents, item, target).map_err(|it| vec![it])?;
    let mut wrong = Vec::new();
    let mut apart = Vec::new();
    for (at, quoted) in quotes.iter().enumerate() {
        let path = format!("evidence[{at}]");
        match find::words(scene.documents, quoted, item, &path) {
            Err(error) => wrong.push(error),
            Ok(spans) => {
                let told = |it: &Evidence| {
                    it.document == quoted.document
                        && spans.iter().any(|span| it.span.overlaps(*span))
                };
                let found: Vec<usize> = (0..events[index].evidence.len())
                    .filter(|it| told(&events[index].evidence[*it]))
                    .collect();
                if found.is_empty() {
                    let message = format!("these words are no evidence of `{}`", events[index].id);
                    wrong.push(
                        Diagnostic::error("override/not-evidence", message)
                            .at_location(item.at(&format!("{path}.quote")).clone())
                            .with_help(format!(
                                "`relata explain {}` lists its evidence",
                                events[index].id
                            )),
                    );
                }
                apart.extend(found);
            }
        }
    }
    if wrong.is_empty() && (0..events[index].evidence.len()).all(|it| apart.contains(&it)) {
        let message = format!("nothing would be left of `{}`", events[index].id);
        let error = Diagnostic::error("override/split-all", message);
        let help = "split off less than all of its evidence";
        wrong.push(error.at_location(item.at("split").clone()).with_help(help));
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let before = events[index].clone();
    let mut new = before.clone();
    let rest = &mut events[index];
    let keep = |of_new: bool| {
        let all = before.evidence.iter().enumerate();
        let kept = all.filter(|(at, _)| apart.contains(at) == of_new).map(|it| it.1.clone());
        kept.collect::<Vec<_>>()
    };
    (new.evidence, rest.evidence) = (keep(true), keep(false));
    new.dated = finest(&new.evidence).unwrap_or(Dated::Undated(Vec::new()));
    rest.dated = finest(&rest.evidence).unwrap_or(rest.dated.clone());
    new.title = (scene.title)(&new);
    new.former_ids = Vec::new();
    new.id = ids.new_id((scene.id)(&new));
    new.edits = vec![item.edit(vec![format!("split from “{}”", before.title)])];
    rest.edits.push(item.edit(vec![format!("“{}” split off", new.title)]));
    ids.remake(&before, rest, scene, false);
    events.push(new);
    Ok(())
}

/// The finest date that evidence gives.
fn finest(evidence: &[Evidence]) -> Option<Dated> {
    evidence.iter().filter_map(|it| it.when).min_by_key(|it| it.days()).map(Dated::On)
}
