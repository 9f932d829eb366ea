//! Items of actors.yaml for those whom the documents introduce and nobody listed.

use crate::cli::check::report::Unlisted;
use crate::cli::draw::counted;
use crate::config::ActorEntry;
use crate::config::yaml::{self, scalar};
use crate::source::Source;

/// The item of somebody.
pub(super) struct Stub {
    pub(super) name: String,
    /// Whether it is no comment.
    pub(super) sure: bool,
    pub(super) lines: String,
}

/// The items of all who do not stand in actors.yaml.
///
/// An item is a comment where it is in doubt who is meant: a single name, no side, no person. Offices
/// are comments always: without their dates they would give "the minister" of any time a name.
pub(super) fn stubs(all: &[Unlisted]) -> Vec<Stub> {
    all.iter().map(stub).collect()
}

/// Whether somebody has an item in actors.yaml, if only in a comment.
pub(super) fn stands_in(actors: &str, name: &str) -> bool {
    let name = format!("- name: {}", scalar(name));
    actors.lines().any(|line| line.trim_start_matches(['#', ' ']) == name)
}

fn stub(it: &Unlisted) -> Stub {
    let sure = it.kind.is_none() && it.full_name && it.side.is_some();
    let mut lines = item(it);
    if !sure {
        lines = lines.iter().map(|it| format!("# {it}")).collect();
    }
    lines.insert(0, format!("## in {}", counted(it.events, "event")));
    let lines = lines.iter().map(|it| format!("{it}\n")).collect();
    Stub { name: it.name.clone(), sure, lines }
}

/// The lines of an item.
pub(super) fn item(it: &Unlisted) -> Vec<String> {
    let mut lines = vec![format!("- name: {}", scalar(&it.name))];
    lines.extend(it.kind.map(|it| format!("  kind: {}", it.word())));
    lines.extend(it.side.as_ref().map(|it| format!("  side: {}", scalar(it))));
    if !it.roles.is_empty() {
        lines.push("  # roles:    # add from when until when".to_owned());
    }
    for role in &it.roles {
        let of = role.of.as_ref().map(|it| format!(", of: {}", scalar(it))).unwrap_or_default();
        lines.push(format!("  #   - {{ title: {}{of} }}", scalar(&role.title)));
    }
    lines
}

/// Whether a file is still a sound list with lines added to it.
pub(super) fn fits(actors: &str, lines: &str) -> bool {
    let text = format!("{}\n\n{lines}", actors.trim_end_matches('\n'));
    yaml::read_list::<ActorEntry>(&Source::new("actors.yaml", text)).diagnostics.is_empty()
}
