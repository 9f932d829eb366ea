//! Pictures as pages show them, and their addresses in what is given out.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde::Serialize;
use serde_json::{Value, json};

use crate::config::Picture;
use crate::site::book::Book;
use crate::site::event_page::permalink;

/// What may not stand in the path of an address as it is.
const IN_PATHS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A picture with its size, so that the page does not move when it comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct PictureView {
    /// Its address from the site's root.
    pub(crate) src: String,
    /// Its address on the web, where the site has one.
    pub(crate) permalink: Option<String>,
    pub(crate) width: usize,
    pub(crate) height: usize,
    /// Whether it is made of points: previews of links show no drawings.
    pub(crate) raster: bool,
    pub(crate) alt: String,
    pub(crate) caption: Option<String>,
    pub(crate) credit: String,
    /// The web page that it comes from.
    pub(crate) url: Option<String>,
}

/// A picture of the author's; none where the file cannot be shown, which is told elsewhere.
pub(crate) fn picture(book: &Book<'_>, picture: &Picture) -> Option<PictureView> {
    let size = book.pictures.size(&picture.file)?;
    let src = address(&picture.file);
    Some(PictureView {
        permalink: permalink(book, &src),
        src,
        width: size.width,
        height: size.height,
        raster: !picture.file.to_ascii_lowercase().ends_with(".svg"),
        alt: picture.alt.clone(),
        caption: picture.caption.clone().filter(|it| !it.trim().is_empty()),
        credit: picture.credit.clone(),
        url: picture.url.clone(),
    })
}

/// The picture as schema.org's `ImageObject`, where it has an address on the web.
pub(crate) fn picture_ld(view: &PictureView) -> Option<Value> {
    let mut ld = json!({
        "@type": "ImageObject",
        "contentUrl": view.permalink.as_ref()?,
        "creditText": view.credit,
        "description": view.alt,
    });
    if let Some(caption) = &view.caption {
        ld["caption"] = json!(caption);
    }
    Some(ld)
}

/// Where a file of assets/ stands on the site.
pub(crate) fn address(file: &str) -> String {
    format!("assets/{}", utf8_percent_encode(file, IN_PATHS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_may_hold_anything() {
        assert_eq!(address("a b/100% #1?.png"), "assets/a%20b/100%25%20%231%3F.png");
        assert_eq!(address("порт.svg"), "assets/%D0%BF%D0%BE%D1%80%D1%82.svg");
    }
}
