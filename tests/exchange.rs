//! What is published as data and what `relata events` prints are one form.

#[path = "support/demo.rs"]
mod demo;

use relata::exchange::Filter;
use relata::pipeline::{self, Silent};

#[test]
fn the_published_events_are_those_of_the_command() {
    let inputs = demo::inputs();
    let analysis = pipeline::analyse(&inputs, &Silent).value;
    let events = pipeline::events(&analysis, &Filter::default());
    let site = pipeline::render(&analysis, &inputs).value;
    let published = |name: &str| site.iter().find(|it| it.0 == name).map(|it| it.1.as_slice());
    assert!(events.events.len() > 20, "the demo has events");
    assert!(published("events.json") == Some(events.json().as_bytes()), "events.json");
    assert!(published("events.csv") == Some(events.csv().as_bytes()), "events.csv");
}
