//! relata turns documents about two sides of a relationship into a timeline of dated, typed,
//! source-linked events, and publishes it as a static site. *Relata refero*: I report what was
//! reported.
//!
//! The pure core is a chain of functions from value to value: see docs/ARCHITECTURE.md.

pub mod actor;
pub mod cli;
pub mod config;
pub mod date;
pub mod dating;
pub mod diagnostic;
pub mod disk;
pub mod document;
pub mod event;
pub mod exchange;
pub mod import;
pub mod merge;
pub mod overrides;
pub mod pipeline;
pub mod schema;
pub mod serve;
pub mod site;
pub mod source;
pub mod starter;
pub mod text;
pub mod timeline;
pub mod timex;
