//! Settings that can be read and cannot work.

use icu_locale_core::Locale;

use crate::config::{Config, Located, PlaceEntry, is_web_address};
use crate::diagnostic::Diagnostic;

/// What the address of a site has none of: what follows it would not be a path.
const NOT_IN_ADDRESSES: &[char] = &['?', '#', '"', '\'', '<', '>', '\\', '^', '`', '{', '|', '}'];

/// An error for each setting that cannot work.
pub(super) fn check(config: &Config) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = base_url(config).into_iter().collect();
    found.extend(language(config));
    found.extend(title(config));
    found.extend(config.places.iter().flat_map(coordinates));
    found
}

/// An error for a `base_url` that no link can begin with.
fn base_url(config: &Config) -> Option<Diagnostic> {
    let url = config.settings.base_url.as_deref()?;
    let help = match is_web_address(url) {
        true if !url.contains(NOT_IN_ADDRESSES) => return None,
        true => "it ends with a path, and has no `?`, `#` or quotation marks",
        false => "write it whole, such as `https://example.org/timeline/`",
    };
    Some(
        Diagnostic::error("config/base-url", format!("`{url}` is not the address of a site"))
            .at_location(config.settings_at("base_url"))
            .with_help(help),
    )
}

/// An error for a `language` that is no tag of BCP 47.
fn language(config: &Config) -> Option<Diagnostic> {
    let tag = config.settings.language.as_str();
    if !tag.contains('_') && tag.parse::<Locale>().is_ok_and(|it| !it.id.language.is_unknown()) {
        return None;
    }
    let hyphens = tag.replace('_', "-");
    let help = match hyphens.parse::<Locale>() {
        Ok(_) if hyphens != tag => format!("write `{hyphens}`"),
        _ => "write a tag such as `en`, `ko` or `pt-BR`".to_owned(),
    };
    Some(
        Diagnostic::error("config/language", format!("`{tag}` is not the tag of a language"))
            .at_location(config.settings_at("language"))
            .with_help(help),
    )
}

fn title(config: &Config) -> Option<Diagnostic> {
    config.settings.title.trim().is_empty().then(|| {
        Diagnostic::error("config/title", "the site has no title")
            .at_location(config.settings_at("title"))
            .with_help("write what the timeline is about, or remove the key")
    })
}

/// An error for a place that cannot be on the earth.
fn coordinates(place: &Located<PlaceEntry>) -> Vec<Diagnostic> {
    let of = &place.value;
    let wrong = |key: &str, message: String, help: &str| {
        Diagnostic::error("config/coordinates", message)
            .at_location(place.at(key).clone())
            .with_help(help)
    };
    let mut found = Vec::new();
    let keys = [("latitude", of.latitude, 90.0), ("longitude", of.longitude, 180.0)];
    for (key, value, most) in keys {
        if let Some(value) = value.filter(|it| !it.is_finite() || it.abs() > most) {
            let message = format!("`{value}` is not a {key}");
            found.push(wrong(key, message, &format!("it is from -{most} to {most}, in degrees")));
        }
    }
    let (key, other) = match (of.latitude, of.longitude) {
        (Some(_), None) => ("latitude", "longitude"),
        (None, Some(_)) => ("longitude", "latitude"),
        _ => return found,
    };
    let message = format!("`{}` has a {key} and no {other}", of.name);
    found.push(wrong(key, message, "write both, or neither"));
    found
}
