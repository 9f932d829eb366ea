//! Bytes to text: byte order marks, UTF-16, UTF-8, what a page says of itself, and a guess.
//!
//! UTF-8 that is valid and not mere ASCII is believed before a `<meta charset>`: pages are often
//! saved again in another encoding than the one that they name.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A text with how it was decoded.
pub(super) struct Decoded {
    /// The text, without a byte order mark.
    pub(super) text: String,
    /// The name of the encoding.
    pub(super) name: &'static str,
    /// Whether some bytes could not be decoded.
    pub(super) lossy: bool,
}

/// Decodes a file; `None` if it is not text.
pub(super) fn decode(bytes: &[u8], is_html: bool) -> Option<Decoded> {
    if is_known_binary(bytes) {
        return None;
    }
    let decoded = with(choose(bytes, is_html), bytes);
    (!is_noise(&decoded.text)).then_some(decoded)
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, encoding, lossy) = encoding.decode(bytes);
    Decoded { text: text.into_owned(), name: encoding.name(), lossy }
}

fn choose(bytes: &[u8], is_html: bool) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return encoding;
    }
    let ascii = bytes.is_ascii();
    if !ascii && is_utf8_but_for_little(bytes) {
        return UTF_8;
    }
    if let Some(encoding) = is_html.then(|| named_by_page(bytes)).flatten() {
        return encoding;
    }
    if ascii {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// UTF-16 without a mark has its zero bytes (of spaces and Latin letters) in every other place.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096)];
    let zeros = |parity: usize| head.iter().skip(parity).step_by(2).filter(|it| **it == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let enough = 2.max(head.len() / 100);
    let encoding = match (even, odd) {
        (0, many) if many >= enough => UTF_16LE,
        (many, 0) if many >= enough => UTF_16BE,
        _ => return None,
    };
    let (text, _, lossy) = encoding.decode(&head[..head.len() & !1]);
    // A cut in the middle of a pair at the end of the sample is no fault.
    let faults = text.chars().filter(|it| *it == '\u{fffd}').count();
    (!lossy || faults <= 1).then_some(encoding)
}

/// Whether the bytes are UTF-8 up to a few faults, such as a cut at the end.
fn is_utf8_but_for_little(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|it| !it.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad == 0 || good > bad * 20
}

/// The encoding that a page names in its head.
fn named_by_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(4096)].to_ascii_lowercase();
    let at = head.windows(8).position(|it| it == b"charset=")? + 8;
    let label: Vec<u8> = head[at..]
        .iter()
        .copied()
        .skip_while(|it| matches!(it, b'"' | b'\'' | b' '))
        .take_while(|it| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'_' | b':' | b'.'))
        .collect();
    let encoding = Encoding::for_label(&label)?;
    // A page whose head was read as ASCII cannot be UTF-16, whatever it says.
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

fn is_known_binary(bytes: &[u8]) -> bool {
    const MAGIC: &[&[u8]] = &[
        b"%PDF",
        b"PK\x03\x04",
        b"\x89PNG",
        b"GIF8",
        b"\xff\xd8\xff",
        b"\x1f\x8b",
        b"\x7fELF",
        b"{\\rtf",
        b"\xd0\xcf\x11\xe0",
    ];
    MAGIC.iter().any(|it| bytes.starts_with(it))
}

/// Whether decoded text has zero characters, or more control characters than text ever has.
fn is_noise(text: &str) -> bool {
    let control = |it: char| it.is_control() && !it.is_whitespace();
    let controls = text.chars().filter(|it| control(*it)).count();
    text.contains('\0') || controls * 20 > text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], is_html: bool, expected: &str) {
        let decoded = decode(bytes, is_html).expect("is text");
        assert_eq!((decoded.text.as_str(), decoded.lossy), (expected, false), "{}", decoded.name);
    }

    fn utf16(text: &str, to: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to).collect()
    }

    #[test]
    fn marks_are_believed_and_taken_off() {
        check(b"\xef\xbb\xbfna\xc3\xafve", false, "naïve");
        check(&utf16("\u{feff}naïve", u16::to_le_bytes), false, "naïve");
        check(&utf16("\u{feff}naïve", u16::to_be_bytes), false, "naïve");
    }

    #[test]
    fn utf_16_is_known_without_a_mark() {
        check(&utf16("They met on Monday.", u16::to_le_bytes), false, "They met on Monday.");
        check(
            &utf16("Они встретились в понедельник в зале.", u16::to_be_bytes),
            false,
            "Они встретились в понедельник в зале.",
        );
    }

    #[test]
    fn older_encodings_are_guessed_or_named() {
        let cyrillic = "Президенты встретились в понедельник во Владивостоке.";
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(cyrillic);
        check(&bytes, false, cyrillic);
        let korean = "두 나라 정상은 월요일에 만나 회담을 가졌다.";
        let (bytes, ..) = encoding_rs::EUC_KR.encode(korean);
        check(&bytes, false, korean);
        let page = "<meta charset='koi8-r'><p>мир";
        let (bytes, ..) = encoding_rs::KOI8_R.encode(page);
        check(&bytes, true, page);
    }

    #[test]
    fn what_is_not_text_is_refused() {
        assert!(decode(b"%PDF-1.7 ...", false).is_none());
        assert!(decode(b"\x00\x01\x02\x03\x00\x00", false).is_none());
        assert!(decode(b"\x01\x02\x03\x04abc", false).is_none());
    }

    #[test]
    fn a_cut_character_is_replaced_and_told() {
        let mut bytes = "é".repeat(60).into_bytes();
        bytes.pop();
        let decoded = decode(&bytes, false).expect("is text");
        assert!(decoded.lossy && decoded.name == "UTF-8");
    }
}
