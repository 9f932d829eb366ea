//! How an outlet writes dates in digits, as its other documents show it.

use std::collections::BTreeMap;

use crate::dating::{Numeric, Order, Published};

/// The order of day and month that each outlet keeps to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Habits {
    outlets: BTreeMap<String, (Order, String)>,
}

impl Habits {
    /// Learns from the documents whose mastheads show the order themselves.
    ///
    /// Two of an outlet are enough, and one that is otherwise is too much: an outlet that writes both
    /// has no habit.
    #[must_use]
    pub fn learn<'a>(documents: impl Iterator<Item = (Option<&'a str>, &'a Published)>) -> Self {
        const FEWEST: usize = 2;
        let mut seen: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
        for (outlet, published) in documents {
            if let (Some(outlet), Numeric::Shown(order)) = (outlet, published.numeric) {
                seen.entry(outlet).or_default()[order as usize] += 1;
            }
        }
        let outlets = seen.into_iter().filter_map(|(outlet, counts)| {
            let (order, word, count) = match counts {
                [count, 0] => (Order::DayFirst, "day", count),
                [0, count] => (Order::MonthFirst, "month", count),
                _ => return None,
            };
            let reason = format!("read {word} first as in {count} other documents of {outlet}");
            (count >= FEWEST).then(|| (outlet.to_owned(), (order, reason)))
        });
        Self { outlets: outlets.collect() }
    }

    /// The order that helps with a document, and why; `None` where its date needs no help.
    #[must_use]
    pub fn of(&self, outlet: Option<&str>, published: &Published) -> Option<(Order, &str)> {
        let open = published.date.is_none() && published.numeric == Numeric::Open;
        let (order, reason) = self.outlets.get(outlet.filter(|_| open)?)?;
        Some((*order, reason))
    }
}
