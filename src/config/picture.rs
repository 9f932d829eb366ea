//! The pictures that an author shows: local files with credit and alternative text.

use std::collections::BTreeMap;
use std::sync::Arc;

use imagesize::{Compression, ImageType};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::config::is_web_address;
use crate::diagnostic::{Diagnostic, Location, did_you_mean};

/// The size from which a picture is told to be heavy, in bytes.
const HEAVY: usize = 1024 * 1024;

/// A picture as an author writes it down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Picture {
    /// The path of the file below assets/.
    pub file: String,
    /// What it shows, in words for those who cannot see it.
    pub alt: String,
    /// Who made it or gave it.
    pub credit: String,
    /// A sentence below it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// The web page that it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Width and height, in pixels of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Size {
    /// How wide it is.
    pub width: usize,
    /// How high it is.
    pub height: usize,
}

/// The files that may be shown as pictures.
#[derive(Debug, Clone, Default)]
pub struct Pictures {
    /// By path below assets/: what browsers show, and how many bytes it has.
    files: BTreeMap<String, (Option<Size>, usize)>,
}

impl Pictures {
    /// What there is among these files, by path below assets/.
    #[must_use]
    pub fn of(assets: &[(String, Arc<Vec<u8>>)]) -> Self {
        let files = assets.iter().map(|(path, bytes)| (path.clone(), (size(bytes), bytes.len())));
        Self { files: files.collect() }
    }

    /// The size of a picture, if there is one at this path.
    #[must_use]
    pub fn size(&self, path: &str) -> Option<Size> {
        self.files.get(path)?.0
    }

    /// What is wrong with a picture that an author writes down; `at` says where each key stands.
    pub fn check(&self, picture: &Picture, at: &dyn Fn(&str) -> Location) -> Vec<Diagnostic> {
        const KINDS: &str = "browsers show JPEG, PNG, GIF, WebP, AVIF and SVG";
        let error = |key: &str, message: String| {
            Diagnostic::error("config/picture", message).at_location(at(key))
        };
        let mut found = Vec::new();
        let file = picture.file.as_str();
        match self.files.get(file) {
            _ if is_web_address(file) => found.push(
                error("file", "a page shows no pictures of other sites".to_owned()).with_help(
                    "put a copy into assets/ in the content folder, and write its name; `url` is for the page that it comes from",
                ),
            ),
            None => {
                let known = self.files.iter().filter(|it| it.1.0.is_some()).map(|it| it.0.as_str());
                found.push(
                    error("file", format!("there is no picture `{file}` in assets/"))
                        .with_help("put it into assets/ in the content folder; it is named by its path there")
                        .with_help_maybe(did_you_mean(file, known)),
                );
            }
            Some((None, _)) => {
                let message = format!("`{file}` is no picture that can be shown");
                found.push(error("file", message).with_help(KINDS));
            }
            Some((Some(size), bytes)) if *bytes > HEAVY => {
                let message = format!(
                    "`{file}` has {}.{} MB: readers wait for it",
                    bytes / 1_000_000,
                    bytes / 100_000 % 10
                );
                let smaller = "save it at most 1600 pixels wide, as a JPEG, WebP or AVIF";
                found.push(
                    Diagnostic::warning("config/heavy-picture", message)
                        .at_location(at("file"))
                        .with_note(format!("it is {} × {} pixels", size.width, size.height))
                        .with_help(smaller),
                );
            }
            Some(_) => {}
        }
        for (key, text, help) in [
            ("alt", &picture.alt, "say what it shows, for readers who cannot see it"),
            ("credit", &picture.credit, "say who made it or gave it"),
        ] {
            if text.trim().is_empty() {
                found.push(error(key, format!("this picture has no {key}")).with_help(help));
            }
        }
        if let Some(url) = picture.url.as_deref().filter(|it| !is_web_address(it)) {
            found.push(
                error("url", format!("`{url}` is not the address of a web page"))
                    .with_help("write it whole, such as `https://example.org/photos/12`"),
            );
        }
        found
    }
}

/// The size of a picture that browsers show.
fn size(bytes: &[u8]) -> Option<Size> {
    match imagesize::image_type(bytes) {
        Ok(
            ImageType::Jpeg
            | ImageType::Png
            | ImageType::Gif
            | ImageType::Webp
            | ImageType::Heif(Compression::Av1),
        ) => {
            let of = imagesize::blob_size(bytes).ok()?;
            (of.width > 0 && of.height > 0).then_some(Size { width: of.width, height: of.height })
        }
        Ok(_) => None,
        Err(_) => size_of_drawing(bytes),
    }
}

/// The size of an SVG: as it says itself, or that of its view box.
fn size_of_drawing(bytes: &[u8]) -> Option<Size> {
    let mut reader = quick_xml::Reader::from_reader(bytes);
    let root = loop {
        match reader.read_event().ok()? {
            quick_xml::events::Event::Start(it) | quick_xml::events::Event::Empty(it) => break it,
            quick_xml::events::Event::Eof => return None,
            _ => {}
        }
    };
    if root.local_name().as_ref() != b"svg" {
        return None;
    }
    let value = |name: &str| {
        let attribute = root.try_get_attribute(name).ok()??;
        String::from_utf8(attribute.value.into_owned()).ok()
    };
    let pixels = |name: &str| {
        let written = value(name)?;
        let number: f64 = written.trim().trim_end_matches("px").parse().ok()?;
        whole(number)
    };
    let (width, height) = (pixels("width"), pixels("height"));
    if let (Some(width), Some(height)) = (width, height) {
        return Some(Size { width, height });
    }
    let sides = value("viewBox")?;
    let sides: Vec<f64> = sides
        .split(|it: char| it == ',' || it.is_ascii_whitespace())
        .filter(|it| !it.is_empty())
        .map_while(|it| it.parse().ok())
        .collect();
    match sides.as_slice() {
        [_, _, width, height] => Some(Size { width: whole(*width)?, height: whole(*height)? }),
        _ => None,
    }
}

/// A length of at least one pixel, and of no more than a page can have.
fn whole(length: f64) -> Option<usize> {
    let rounded = length.round();
    // The bounds make the cast exact.
    (1.0..=100_000.0).contains(&rounded).then_some(rounded as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The beginning of a PNG, as far as its size.
    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend([8, 6, 0, 0, 0]);
        bytes
    }

    fn check(picture: &Picture, assets: &[(String, Arc<Vec<u8>>)]) -> Vec<String> {
        let at = |key: &str| Location::file(key);
        let found = Pictures::of(assets).check(picture, &at).into_iter();
        found.map(|it| format!("{}: {}", it.location.unwrap().file, it.message)).collect()
    }

    #[test]
    fn pictures_know_their_size() {
        assert_eq!(size(&png(640, 480)), Some(Size { width: 640, height: 480 }));
        let svg = |attributes: &str| {
            size(
                format!("<?xml version=\"1.0\"?><!-- a -->\n<svg {attributes}><g/></svg>")
                    .as_bytes(),
            )
        };
        let of = |width, height| Some(Size { width, height });
        assert_eq!(svg("width=\"320px\" height=\"200\""), of(320, 200));
        assert_eq!(svg("width=\"100%\" viewBox=\"0 0, 300.4 99.6\""), of(300, 100));
        assert_eq!(svg("viewBox=\"0 0 300\""), None);
        assert_eq!(svg("width=\"1e30\" height=\"1\""), None);
        assert_eq!(size(b"<html><svg width='1' height='1'/></html>"), None);
        assert_eq!(size(b"no picture"), None);
    }

    #[test]
    fn a_picture_needs_a_file_a_credit_and_words() {
        let asset = |name: &str, bytes: Vec<u8>| (name.to_owned(), Arc::new(bytes));
        let assets = [asset("port.png", png(8, 8)), asset("notes.txt", b"words".to_vec())];
        let whole = Picture {
            file: "port.png".to_owned(),
            alt: "A ship at a quay.".to_owned(),
            credit: "Ada Berg".to_owned(),
            caption: None,
            url: None,
        };
        assert_eq!(check(&whole, &assets), Vec::<String>::new());
        let other = |file: &str| Picture { file: file.to_owned(), ..whole.clone() };
        assert_eq!(
            check(&other("prot.png"), &assets),
            ["file: there is no picture `prot.png` in assets/"]
        );
        assert_eq!(
            check(&other("notes.txt"), &assets),
            ["file: `notes.txt` is no picture that can be shown"]
        );
        assert_eq!(
            check(&other("https://example.org/a.png"), &assets),
            ["file: a page shows no pictures of other sites"]
        );
        let silent = Picture { alt: " ".to_owned(), url: Some("here".to_owned()), ..whole.clone() };
        assert_eq!(
            check(&silent, &assets),
            ["alt: this picture has no alt", "url: `here` is not the address of a web page"]
        );
        let mut heavy = png(4000, 3000);
        heavy.resize(2_500_000, 0);
        assert_eq!(
            check(&whole, &[asset("port.png", heavy)]),
            ["file: `port.png` has 2.5 MB: readers wait for it"]
        );
    }
}
