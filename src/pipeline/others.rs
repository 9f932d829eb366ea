//! Dates the undated by the other documents. The rules are those of `dating`; here they are asked.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::date::Date;
use crate::dating::{Copies, Dated, Habits, Happening, Published, Reports};
use crate::event::Status;
use crate::pipeline::Analysed;
use crate::pipeline::reader::{Reader, When};

/// Dates the undated by the other documents: by how their outlet writes dates in digits, by copies of
/// them, then by reports of the same happenings. Those that this dates are read again.
pub(super) fn date_by_others(reader: &Reader, documents: Vec<Arc<Analysed>>) -> Vec<Arc<Analysed>> {
    let undated = |it: &Arc<Analysed>| it.published.date.is_none();
    if !documents.iter().any(undated) {
        return documents;
    }
    let outlets = documents.iter().map(|it| (it.document.outlet.as_deref(), &it.published));
    let habits = Habits::learn(outlets);
    let documents: Vec<Arc<Analysed>> = documents
        .into_par_iter()
        .map(|it| {
            let habit = habits.of(it.document.outlet.as_deref(), &it.published);
            if habit.is_some() { again(reader, &it, When::Find(habit)) } else { it }
        })
        .collect();
    let dated: Vec<Dated<'_>> = documents
        .iter()
        .map(|it| Dated { document: &it.document, published: &it.published })
        .collect();
    let mut copies = Copies::find(&dated);
    let given: Vec<Option<Published>> = (0..documents.len()).map(|it| copies.take(it)).collect();
    let documents: Vec<Arc<Analysed>> = documents
        .into_par_iter()
        .zip(given)
        .map(|(it, given)| match given {
            Some(published) => again(reader, &it, When::Known(published)),
            None => it,
        })
        .collect();
    date_by_reports(reader, documents)
}

/// Reads a document again, with what is known of its date now.
fn again(reader: &Reader, it: &Analysed, when: When<'_>) -> Arc<Analysed> {
    let edits = it.edits.clone();
    Arc::new(Analysed { edits, ..reader.read_as(Arc::clone(&it.document), when) })
}

/// Dates those that give a day without its year by what others tell of that day.
fn date_by_reports(reader: &Reader, documents: Vec<Arc<Analysed>>) -> Vec<Arc<Analysed>> {
    let mut reports = Reports::default();
    for it in documents.iter().filter(|it| it.published.date.is_some()) {
        reports.add(&it.document.id, happenings(it));
    }
    documents
        .into_par_iter()
        .map(|it| {
            let read = |published| again(reader, &it, When::Known(published));
            let days = reports.possible(&it.published).into_iter();
            let tries = days.map(|day| {
                let published = Published { date: Some(Date::Day(day)), ..it.published.clone() };
                (day, happenings(&read(published)).collect())
            });
            let tries: Vec<(NaiveDate, Vec<Happening>)> = tries.collect();
            match reports.date(&it.published, &tries) {
                Some(published) => read(published),
                None => it,
            }
        })
        .collect()
}

/// What a document tells that happened on a day.
fn happenings(document: &Analysed) -> impl Iterator<Item = Happening> + '_ {
    let told = document.mentions.iter().filter(|it| it.status == Status::Asserted);
    told.filter_map(|it| {
        let actors: BTreeSet<String> =
            it.participants.iter().map(|it| it.actor.to_string()).collect();
        let day = it.dated.when()?.date()?.as_day()?;
        Some(Happening { day, kind: it.kind.to_string(), actors: actors.into_iter().collect() })
    })
}
