//! Lists of words that stand beside time expressions and decide what these are.
//!
//! Only lists. What an expression itself is made of stands in `lexicon`, which is asked for each token;
//! these are asked where a rule has something in hand.

/// Words with a capital after a weekday that make a name of both: "Sunday Times".
pub(super) const NAME_GOES_ON: &[&str] = &[
    "times",
    "telegraph",
    "post",
    "mirror",
    "herald",
    "express",
    "mail",
    "agreement",
    "school",
    "mass",
    "star",
    "sun",
    "news",
    "tribune",
];

/// Words with a capital before a weekday that make a name of both: "Black Friday".
pub(super) const NAME_BEGINS: &[&str] = &[
    "sheffield",
    "giving",
    "taco",
    "bowl",
    "mr",
    "black",
    "bloody",
    "ruby",
    "good",
    "ash",
    "palm",
    "cyber",
    "fat",
    "super",
    "holy",
    "maundy",
];

/// Words of the names of time zones, beside states, their people and cities.
pub(super) const ZONE_WORDS: &[&str] = &[
    "eastern",
    "central",
    "mountain",
    "pacific",
    "atlantic",
    "western",
    "northern",
    "southern",
    "alaska",
    "hawaii",
    "standard",
    "daylight",
    "summer",
    "greenwich",
    "mean",
    "universal",
    "coordinated",
    "british",
    "european",
];

/// What is fixed for a day ahead, and so may still come: "Monday's vote".
pub(super) const FIXTURES: &[&str] = &[
    "election",
    "elections",
    "vote",
    "ballot",
    "referendum",
    "game",
    "match",
    "final",
    "race",
    "meeting",
    "summit",
    "talks",
    "session",
    "hearing",
    "deadline",
    "trial",
    "ceremony",
    "primary",
    "debate",
    "conference",
    "parade",
    "launch",
    "auction",
];

/// Present forms that take voters to the polls.
pub(super) const GO: &[&str] = &["go", "goes", "head", "heads"];

/// Where voters go, three words after the verb.
pub(super) const POLLS: &[&str] = &["polls", "booths", "urns"];

/// Participles that with "is" tell what is arranged: "is meeting".
pub(super) const ON_THE_WAY: &[&str] = &[
    "going",
    "planning",
    "meeting",
    "visiting",
    "travelling",
    "traveling",
    "leaving",
    "arriving",
    "flying",
    "heading",
    "hosting",
    "holding",
    "returning",
    "coming",
    "preparing",
    "hoping",
    "expecting",
    "aiming",
];

/// Words after "to" that are no verb.
pub(super) const NO_INFINITIVE: &[&str] = &[
    "his", "her", "its", "their", "our", "my", "your", "him", "them", "us", "me", "date", "which",
    "whom", "what", "all", "any", "no", "both", "other", "such", "it",
];

/// Words that end as a regular past form does and are none.
pub(super) const NO_PAST: &[&str] = &[
    "indeed", "speed", "hundred", "exceed", "proceed", "succeed", "breed", "naked", "sacred",
    "hatred", "kindred",
];

/// Words after which digits are a number of something.
pub(super) const REFERENCES: &[&str] = &[
    "section",
    "sections",
    "article",
    "no",
    "number",
    "page",
    "pages",
    "paragraph",
    "resolution",
    "resolutions",
    "rule",
    "room",
    "flight",
    "model",
    "highway",
    "route",
    "suite",
    "box",
    "version",
    "code",
    "form",
    "chapter",
    "title",
    "unit",
    "building",
    "street",
    "point",
    "level",
    "index",
    "boeing",
    "windows",
    "gate",
    "bus",
    "line",
    "platform",
    "locker",
    "channel",
    "rs",
    "usd",
    "eur",
    "gbp",
];

/// Words before which digits are an amount.
pub(super) const AMOUNT_OF: &[&str] = &[
    "people",
    "men",
    "women",
    "children",
    "percent",
    "troops",
    "soldiers",
    "tons",
    "tonnes",
    "kilometers",
    "kilometres",
    "km",
    "miles",
    "meters",
    "metres",
    "feet",
    "dollars",
    "won",
    "yen",
    "euros",
    "pounds",
    "police",
    "head",
    "mm",
    "cm",
    "kg",
    "shares",
    "points",
    "units",
    "acres",
    "hectares",
    "households",
    "jobs",
    "workers",
    "volts",
    "sq",
    "square",
    "per",
    "cubic",
    "or",
    "local",
    "lb",
    "million",
    "billion",
    "trillion",
    "crore",
    "lakh",
    "watts",
    "calories",
    "litres",
    "liters",
];
