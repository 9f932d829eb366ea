//! The colours of the two sides: contrast as WCAG 2.2 measures it, and what follows from one colour for the
//! dark pages and for grounds.

use palette::color_difference::Wcag21RelativeContrast;
use palette::{Clamp, IntoColor, Mix, Oklch, Srgb};

use crate::config::Config;
use crate::diagnostic::Diagnostic;

/// The paper of the built-in style, light and dark, against which the names of the sides are read. The test below
/// holds them to relata.css.
const LIGHT_PAPER: &str = "#fbfaf7";
const DARK_SURFACE: &str = "#1d1f24";

/// The contrast that text needs at level AA.
const LEAST: f64 = 4.5;

/// How much of a side's colour a ground has.
const SOFT: f64 = 0.12;

/// The colours of a side, as `#1f4f8f`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colours {
    /// On light pages: what the author wrote.
    pub light: String,
    /// A ground on light pages.
    pub light_soft: String,
    /// On dark pages.
    pub dark: String,
    /// A ground on dark pages.
    pub dark_soft: String,
}

/// An error for every colour that is none, or that is hard to read; and if there are not two.
pub(super) fn check(config: &Config) -> Vec<Diagnostic> {
    let written = &config.settings.relationship.colours;
    if written.is_empty() {
        return Vec::new();
    }
    if written.len() != 2 {
        let message = format!(
            "two sides have two colours, and here {}",
            if written.len() == 1 { "is one".to_owned() } else { format!("are {}", written.len()) }
        );
        let at = config.settings_at("relationship.colours");
        return vec![
            Diagnostic::error("config/colours", message)
                .at_location(at)
                .with_help("write both, such as `colours: [\"#1f4f8f\", \"#a03a1e\"]`"),
        ];
    }
    let wrong = written.iter().enumerate().filter_map(|(index, it)| {
        let at = config.settings_at(&format!("relationship.colours[{index}]"));
        let Some(colour) = read(it) else {
            let message = format!("`{it}` is not a colour");
            return Some(
                Diagnostic::error("config/colours", message)
                    .at_location(at)
                    .with_help("write red, green and blue in hexadecimal, such as `#1f4f8f`"),
            );
        };
        let paper = read(LIGHT_PAPER)?;
        let contrast = colour.relative_contrast(paper);
        (contrast < LEAST).then(|| {
            let message = format!(
                "`{it}` has a contrast of {contrast:.1} to the page, and text needs {LEAST}"
            );
            Diagnostic::error("config/colours", message).at_location(at).with_help(format!(
                "the nearest that can be read is `{}`",
                hex(readable(colour, paper))
            ))
        })
    });
    let mut found: Vec<Diagnostic> = wrong.collect();
    if found.is_empty() && read(&written[0]) == read(&written[1]) {
        found.push(
            Diagnostic::error("config/colours", "both sides have the same colour")
                .at_location(config.settings_at("relationship.colours[1]"))
                .with_help("give them colours that can be told apart"),
        );
    }
    found
}

/// The colours that follow from those of two sides.
pub(super) fn of_sides(written: &[String]) -> Option<[Colours; 2]> {
    let [first, second] = written else { return None };
    Some([of_side(first)?, of_side(second)?])
}

fn of_side(written: &str) -> Option<Colours> {
    let (light, paper, surface) = (read(written)?, read(LIGHT_PAPER)?, read(DARK_SURFACE)?);
    let dark = readable(light, surface);
    Some(Colours {
        light: hex(light),
        light_soft: hex(paper.mix(light, SOFT)),
        dark: hex(dark),
        dark_soft: hex(surface.mix(dark, SOFT)),
    })
}

fn read(written: &str) -> Option<Srgb<f64>> {
    let digits = written.trim().strip_prefix('#')?;
    Some(digits.parse::<Srgb<u8>>().ok()?.into_format())
}

fn hex(colour: Srgb<f64>) -> String {
    format!("#{:x}", colour.into_format::<u8>())
}

/// The nearest lightness of a colour at which text of it can be read on a ground.
fn readable(colour: Srgb<f64>, ground: Srgb<f64>) -> Srgb<f64> {
    const STEPS: u32 = 200;
    let lch: Oklch<f64> = colour.into_color();
    let of = |l: f64| -> Srgb<f64> {
        let shade: Srgb<f64> = Oklch { l, ..lch }.into_color();
        // What is shown has 8 bits of each.
        shade.clamp().into_format::<u8>().into_format()
    };
    let shades = (0..=STEPS).flat_map(|it| {
        let by = f64::from(it) / f64::from(STEPS);
        [lch.l - by, lch.l + by]
    });
    let mut shades = shades.filter(|it| (0.0..=1.0).contains(it)).map(of);
    shades.find(|it| it.relative_contrast(ground) >= LEAST).unwrap_or(colour)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{ConfigSources, Settings};
    use crate::source::Source;

    fn told(colours: &str) -> Vec<String> {
        let yaml = format!("relationship:\n  sides: [Norway, Chile]\n  colours: {colours}\n");
        let sources = ConfigSources {
            site: Some(Source::new("site.yaml", yaml)),
            ..ConfigSources::default()
        };
        let all = Config::read(&sources).diagnostics.into_iter();
        all.map(|it| {
            let at = it.location.map(|it| format!("{}:{}:{}", it.file, it.line, it.column));
            format!("{} {} ({})", at.unwrap_or_default(), it.message, it.help.unwrap_or_default())
        })
        .collect()
    }

    #[test]
    fn colours_that_can_be_read_are_taken() {
        assert_eq!(told("[\"#1f4f8f\", \"#a03a1e\"]"), Vec::<String>::new());
        assert_eq!(Settings::default().relationship.colours, Vec::<String>::new());
    }

    #[test]
    fn what_is_hard_to_read_is_told_with_what_is_not() {
        let found = told("[\"#f0c000\", \"red\"]");
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(
            found[0].starts_with("site.yaml:3:13 `#f0c000` has a contrast of 1.6"),
            "{found:?}"
        );
        assert!(found[1].starts_with("site.yaml:3:24 `red` is not a colour"), "{found:?}");
        let better = found[0].rsplit('`').nth(1).unwrap_or_default().to_owned();
        assert_eq!(told(&format!("[\"{better}\", \"#a03a1e\"]")), Vec::<String>::new());
        assert!(told("[\"#1f4f8f\"]")[0].contains("two sides have two colours"));
    }

    #[test]
    fn the_dark_page_has_colours_that_can_be_read() {
        for colour in ["#1f4f8f", "#000000", "#a03a1e", "#5b2a86"] {
            let both = [colour.to_owned(), colour.to_owned()];
            let of = of_sides(&both).map(|it| it[0].clone());
            let dark = of.and_then(|it| read(&it.dark)).zip(read(DARK_SURFACE));
            assert!(
                dark.is_some_and(|(it, ground)| it.relative_contrast(ground) >= LEAST),
                "{colour}"
            );
        }
    }

    #[test]
    fn the_grounds_are_those_of_the_style() {
        let style = include_str!("../../templates/assets/relata.css");
        assert!(style.contains(&format!("--paper: {LIGHT_PAPER}")));
        assert!(style.contains(&format!("--surface: {DARK_SURFACE}")));
    }
}
