//! How much an event stands out, and what that is made of.

use std::collections::BTreeSet;

use chrono::Duration;

use crate::config::lexicon::Lexicon;
use crate::event::Event;
use crate::timeline::{Cast, Salience};

/// What another document of an outlet that is counted already adds.
const AGAIN: f64 = 0.3;

/// What standing in a headline adds.
const HEADLINE: f64 = 1.0;

/// What a document adds that still speaks of it later, beside what it counts as a document; and
/// what all such documents add at most.
const RECALLED: f64 = 0.5;
const RECALLED_MOST: f64 = 3.0;

/// After how many days a document recalls and does not report.
const LATER_DAYS: i64 = 30;

/// What the author's pin adds.
const PINNED: f64 = 10.0;

/// The weight of the type, distinct outlets, the headline, later mentions, and the author's pin.
pub(super) fn salience(event: &Event, cast: &Cast, lexicon: &Lexicon) -> Salience {
    let mut parts: Vec<(String, f64)> = Vec::new();
    let kind = lexicon.get(event.kind.as_str());
    let (name, weight) = kind.map_or(("other", 1.0), |it| (it.name.as_str(), it.weight));
    parts.push((format!("type: {}", name.to_lowercase()), weight));
    let documents: BTreeSet<&str> = event.evidence.iter().map(|it| it.document.as_str()).collect();
    let outlets: BTreeSet<&str> =
        documents.iter().map(|it| cast.outlets.get(*it).map_or(*it, String::as_str)).collect();
    let count = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let noun = if outlets.len() == 1 { "outlet" } else { "outlets" };
    parts.push((format!("{} {noun}", outlets.len()), count(outlets.len())));
    let again = documents.len().saturating_sub(outlets.len());
    if again > 0 {
        let noun = if again == 1 { "document" } else { "documents" };
        parts.push((format!("{again} more {noun}"), count(again) * AGAIN));
    }
    if event.evidence.iter().any(|it| it.headline) {
        parts.push(("in a headline".to_owned(), HEADLINE));
    }
    let over = event.dated.when().map(|it| it.last_day());
    let over = over.and_then(|it| it.checked_add_signed(Duration::days(LATER_DAYS)));
    let later = documents.iter().filter_map(|it| cast.published.get(*it));
    let later = later.filter(|it| over.is_some_and(|over| it.first_day() > over)).count();
    if later > 0 {
        let noun = if later == 1 { "document" } else { "documents" };
        let part = format!("recalled more than {LATER_DAYS} days later by {later} {noun}");
        parts.push((part, (count(later) * RECALLED).min(RECALLED_MOST)));
    }
    if event.pinned {
        parts.push(("pinned by the editor".to_owned(), PINNED));
    }
    let score = parts.iter().map(|it| it.1).sum();
    Salience { score, parts }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Date;
    use crate::event::{Dated, Evidence, TypeId};

    #[test]
    fn outlets_headlines_and_later_mentions_add_to_the_type() {
        let told = |document: &str, headline| Evidence {
            headline,
            ..Evidence::of(document, Default::default(), "x")
        };
        let dated = "2024-06-19".parse().map_or(Dated::Undated(Vec::new()), Dated::On);
        let event = Event {
            evidence: vec![told("a", true), told("b", false), told("c", false), told("c", false)],
            ..Event::of(TypeId::new("agreement"), dated)
        };
        let mut cast = Cast::default();
        for (document, outlet) in [("a", "Daily"), ("b", "Daily"), ("c", "Weekly")] {
            cast.outlets.insert(document.to_owned(), outlet.to_owned());
        }
        for (document, date) in [("a", Date::day(2024, 6, 20)), ("c", Date::day(2024, 11, 12))] {
            cast.published.extend(date.map(|it| (document.to_owned(), it)));
        }
        let Salience { score, parts } = salience(&event, &cast, &Lexicon::builtin());
        let names: Vec<&str> = parts.iter().map(|it| it.0.as_str()).collect();
        let expected = [
            "type: agreement",
            "2 outlets",
            "1 more document",
            "in a headline",
            "recalled more than 30 days later by 1 document",
        ];
        assert_eq!(names, expected);
        assert!((score - (4.0 + 2.0 + AGAIN + HEADLINE + RECALLED)).abs() < 1e-9, "{score}");
    }
}
