//! The style sheet of the two sides' colours, where the author sets them: the tokens of relata.css, set again.

use crate::config::{Colours, Config};

pub(crate) const PATH: &str = "assets/sides.css";

/// Where it stands, if there is one. What cannot be read as a colour is an error long before.
pub(crate) fn path(config: &Config) -> Option<&'static str> {
    (!config.settings.relationship.colours.is_empty()).then_some(PATH)
}

/// The file, if there is one.
pub(crate) fn file(config: &Config) -> Option<(String, Vec<u8>)> {
    let [first, second] = config.colours()?;
    let tokens = |of: fn(&Colours) -> [&String; 2]| {
        let ([one, one_soft], [two, two_soft]) = (of(&first), of(&second));
        format!(
            "--first: {one}; --first-soft: {one_soft}; --second: {two}; --second-soft: {two_soft};"
        )
    };
    let light = tokens(|it| [&it.light, &it.light_soft]);
    let dark = tokens(|it| [&it.dark, &it.dark_soft]);
    let style = format!(
        ":root {{ {light} }}\n@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"
    );
    Some((PATH.to_owned(), style.into_bytes()))
}
