//! Dates in web addresses: "…/2024/10/08/…", "…/20241008-…", and the stamps of web archives.

use chrono::NaiveDate;

use crate::source::Span;

/// Where an address states a whole day.
pub(super) fn date_in(url: &str) -> Option<Span> {
    let path = url.find("://").map_or(0, |it| it + 3);
    let bytes = url.as_bytes();
    (path..bytes.len()).filter(|at| *at == 0 || !bytes[at - 1].is_ascii_digit()).find_map(|at| {
        divided(url, at)
            .or_else(|| named(url, at))
            .or_else(|| paired(url, at))
            .or_else(|| run_together(url, at))
    })
}

/// The time of saving and the address of the original, of a page that a web archive keeps:
/// ".../web/20110830123456/https://…".
pub(super) fn archived(url: &str) -> (Option<&str>, &str) {
    let inner = url.rfind("http").filter(|it| *it > 0);
    let Some((head, original)) = inner.map(|it| url.split_at(it)) else { return (None, url) };
    let stamp = head
        .split('/')
        .rev()
        .find(|it| it.len() >= 8 && it.bytes().take(8).all(|it| it.is_ascii_digit()));
    let day = stamp.and_then(|it| it.get(..8)).filter(|it| exists(it, 0..4, 4..6, 6..8));
    match day {
        Some(day) => (Some(day), original),
        None => (None, url),
    }
}

/// Year, the name of a month, and day: "2024/oct/08".
fn named(url: &str, at: usize) -> Option<Span> {
    let mut parts = url.get(at..)?.split(['/', '-']);
    let (year, name, day) = (parts.next()?, parts.next()?, parts.next()?);
    let month = if year.len() == 4 { super::shape::month(name)? } else { return None };
    let end = at + year.len() + name.len() + day.len() + 2;
    let date = format!("{year}-{month:02}-{day:0>2}");
    (date.len() == 10 && exists(&date, 0..4, 5..7, 8..10)).then(|| Span::new(at, end))
}

/// Year and month, or month and day, run together: "2024-10/08", "202410/08", "2024/1008".
fn paired(url: &str, at: usize) -> Option<Span> {
    let rest = url.get(at..)?;
    let end = rest.find(|it: char| !it.is_ascii_digit() && !matches!(it, '/' | '-' | '_'));
    let rest = &rest[..end.unwrap_or(rest.len())];
    let mut parts = rest.split('/');
    let (first, second) = (parts.next()?, parts.next()?);
    let digits: String = first.chars().chain(second.chars()).filter(char::is_ascii_digit).collect();
    let shape = (first.len(), second.len());
    let right =
        matches!(shape, (7, 2)) && first.as_bytes()[4] == b'-' || matches!(shape, (6, 2) | (4, 4));
    let ends = parts.next().is_some() || end.is_none();
    (right && ends && digits.len() == 8 && exists(&digits, 0..4, 4..6, 6..8))
        .then(|| Span::new(at, at + first.len() + 1 + second.len()))
}

/// Year, month and day with the same mark between them.
fn divided(url: &str, at: usize) -> Option<Span> {
    let bytes = url.as_bytes();
    let mark = *bytes.get(at + 4)?;
    if !matches!(mark, b'/' | b'-' | b'_' | b'.') {
        return None;
    }
    let number = |from: usize| {
        let digits = bytes[from..].iter().take(3).take_while(|it| it.is_ascii_digit()).count();
        matches!(digits, 1 | 2).then_some(digits)
    };
    let month = number(at + 5)?;
    let second = at + 5 + month;
    if *bytes.get(second)? != mark {
        return None;
    }
    let end = second + 1 + number(second + 1)?;
    exists(url, at..at + 4, at + 5..second, second + 1..end).then(|| Span::new(at, end))
}

/// Eight digits, alone or with a time of day after them.
fn run_together(url: &str, at: usize) -> Option<Span> {
    let bytes = url.as_bytes();
    let digits = bytes[at..].iter().take_while(|it| it.is_ascii_digit()).count();
    let clock = |it: std::ops::Range<usize>, most: u32| {
        url.get(it).and_then(|it| it.parse().ok()).is_some_and(|it: u32| it < most)
    };
    let timed = matches!(digits, 12 | 14)
        && clock(at + 8..at + 10, 24)
        && clock(at + 10..at + 12, 60)
        && (digits == 12 || clock(at + 12..at + 14, 60));
    ((digits == 8 || timed) && exists(url, at..at + 4, at + 4..at + 6, at + 6..at + 8))
        .then(|| Span::new(at, at + 8))
}

type Range = std::ops::Range<usize>;

fn exists(url: &str, year: Range, month: Range, day: Range) -> bool {
    let number = |range: Range| url.get(range).and_then(|it| it.parse::<u32>().ok());
    let (Some(year), Some(month), Some(day)) = (number(year), number(month), number(day)) else {
        return false;
    };
    // Before 1990 nothing was published at an address.
    (1990..=2100).contains(&year) && NaiveDate::from_ymd_opt(year as i32, month, day).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_addresses() {
        for (url, expected) in [
            ("https://example.org/2024/10/08/talks", Some("2024/10/08")),
            ("https://example.org/a/2024-1-8-talks.html", Some("2024-1-8")),
            ("https://example.org/a/20241008001", None),
            ("https://example.org/a/20241008093000", Some("20241008")),
            ("https://example.org/a/20241008993000", None),
            ("https://example.org/news/2024/oct/8/talks", Some("2024/oct/8")),
            ("https://example.org/world/2024-10/08/c_1.htm", Some("2024-10/08")),
            ("https://example.org/n1/2024/1008/c1-2.html", Some("2024/1008")),
            ("https://example.org/202410/08/a.html", Some("202410/08")),
            ("https://example.org/news?date=20241008", Some("20241008")),
            ("https://example.org/2024/1008", Some("2024/1008")),
            ("https://example.org/page/2024/12345/", None),
            ("https://example.org/a/20241008-01", Some("20241008")),
            ("https://example.org/2024/13/08/", None),
            ("https://example.org/2024/10/", None),
            ("é", None),
        ] {
            assert_eq!(date_in(url).map(|it| it.of(url)), expected, "{url}");
        }
    }

    #[test]
    fn stamps_of_archives() {
        let kept = "https://web.archive.org/web/20110830123456/http://example.org/2011/08/24/a";
        assert_eq!(archived(kept), (Some("20110830"), "http://example.org/2011/08/24/a"));
        let plain = "https://example.org/2011/08/24/a";
        assert_eq!(archived(plain), (None, plain));
    }
}
