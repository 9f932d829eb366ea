//! Dates in web addresses: "…/2024/10/08/…", "…/20241008-…".

use chrono::NaiveDate;

use crate::source::Span;

/// Where an address states a whole day.
pub(super) fn date_in(url: &str) -> Option<Span> {
    let path = url.find("://").map_or(0, |it| it + 3);
    let bytes = url.as_bytes();
    (path..bytes.len())
        .filter(|at| *at == 0 || !bytes[at - 1].is_ascii_digit())
        .find_map(|at| divided(url, at).or_else(|| run_together(url, at)))
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

/// Eight digits.
fn run_together(url: &str, at: usize) -> Option<Span> {
    let bytes = url.as_bytes();
    let digits = bytes[at..].iter().take_while(|it| it.is_ascii_digit()).count();
    (digits == 8 && exists(url, at..at + 4, at + 4..at + 6, at + 6..at + 8))
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
            ("https://example.org/a/20241008-01", Some("20241008")),
            ("https://example.org/2024/13/08/", None),
            ("https://example.org/2024/10/", None),
            ("é", None),
        ] {
            assert_eq!(date_in(url).map(|it| it.of(url)), expected, "{url}");
        }
    }
}
