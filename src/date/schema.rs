//! The JSON Schemas of dates: as they are written out, and in which forms they are read.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::date::{Date, When};

/// A date of EDTF as `Date` writes it: century, decade, year, season or quarter, month, day.
const WRITTEN: &str = r"(\d{2}XX|\d{3}X|-?\d{4}(-\d{2}(-\d{2})?)?)";

/// Years that have a 29 February.
const LEAP: &str = r"(\d{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)";

/// The months and days of every year.
const DAY: &str = "((0[13578]|1[02])-(0[1-9]|[12]\\d|3[01])|(0[469]|11)-(0[1-9]|[12]\\d|30)|02-(0[1-9]|1\\d|2[0-8]))";

/// A month, a season, a quarter, or neither month nor day.
const MONTH: &str = "((0[1-9]|1[0-2])(-XX)?|2[1-4]|3[3-6]|XX(-XX)?)";

const DOUBT: &str = "[?~%]?";

/// A date of EDTF in any form that `Date` reads: only days that the calendar has.
fn read() -> String {
    format!(r"(\d{{2}}XX|\d{{3}}X|-?(\d{{4}}(-({MONTH}|{DAY}))?|{LEAP}-02-29))")
}

/// A date or a year alone, which YAML gives as a number.
fn or_year(pattern: &str, description: &str) -> Schema {
    json_schema!({
        "description": description,
        "anyOf": [
            { "type": "string", "pattern": pattern },
            { "type": "integer", "minimum": -9999, "maximum": 9999 },
        ],
    })
}

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        if generator.contract().is_deserialize() {
            return or_year(
                &format!(r"^\s*{}\s*$", read()),
                "A date, as finely as it is known: `2024`, `2024-10` or `2024-10-07`.",
            );
        }
        json_schema!({
            "type": "string",
            "description": "A date in the Extended Date/Time Format (EDTF), as finely as it is known.",
            "pattern": format!("^{WRITTEN}$"),
        })
    }
}

impl JsonSchema for When {
    fn schema_name() -> Cow<'static, str> {
        "When".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        if generator.contract().is_deserialize() {
            let date = format!("{}{DOUBT}", read());
            let end = format!(r"({date}|\.\.)?");
            return or_year(
                &format!(r"^\s*({date}|{date}\s*/\s*{end}|{end}\s*/\s*{date})\s*$"),
                "A date or a span of time: `2024-10-07`, `2023-09-12/2023-09-17`, with doubt \
                 `2024-06~` (about) or `2019-04?` (perhaps).",
            );
        }
        let end = format!(r"({WRITTEN}{DOUBT}|\.\.)?");
        json_schema!({
            "type": "string",
            "description": "A date or an interval in the Extended Date/Time Format (EDTF), levels 0 and 1: \
                            `?` is uncertain, `~` approximate, `%` both; `..` is an open end.",
            "pattern": format!("^({WRITTEN}{DOUBT}|{end}/{end})$"),
        })
    }
}
