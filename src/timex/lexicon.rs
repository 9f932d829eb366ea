//! The words that time is told with, each with its class.
//!
//! One table, hashed when the program is compiled: every token of a text is looked up once.

use crate::timex::meaning::{DayPart, Season, Unit};

/// What a token may do in a time expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Other,
    /// A mark, dashes as `-` and apostrophes as `'`.
    Mark(u8),
    /// Digits: value, number of digits.
    Number(u32, u8),
    /// `19th`, `first`.
    Ordinal(u32),
    /// `1990s`: the first three digits.
    Decade(u32),
    /// `3pm`: the hour of 24.
    Hour(u8),
    /// `08T10`: day and hour of a timestamp.
    DayHour(u8, u8),
    /// `Q3`.
    QuarterCode(u8),
    /// `H1`.
    HalfCode(u8),
    /// `FY1989`.
    FiscalYear(u32),
    /// `Juche113`: the year of our era.
    JucheYear(u32),
    Month(u8),
    MonthShort(u8),
    Weekday(u8),
    WeekdayShort(u8),
    Cardinal(u16),
    Hundred,
    Thousand,
    Dozen,
    Half,
    DecadeName(u8),
    Unit(Unit),
    Units(Unit),
    Part(DayPart),
    Parts(DayPart),
    Noon,
    Midnight,
    /// `dawn`, `dusk`.
    Twilight(DayPart),
    /// `BC`: before our era or not.
    Era(bool),
    /// `c.` before a year.
    Circa,
    Age,
    Season(Season),
    Meridiem(bool),
    OClock,
    Zone,
    The,
    A,
    Of,
    And,
    Or,
    To,
    Through,
    From,
    Between,
    In,
    On,
    At,
    By,
    During,
    For,
    Within,
    Since,
    Until,
    Over,
    Last,
    Past,
    Previous,
    Next,
    Coming,
    Following,
    This,
    These,
    That,
    Those,
    Same,
    Current,
    Latest,
    Each,
    Every,
    Other2,
    Ago,
    Earlier,
    Later,
    Before,
    After,
    Hence,
    Early,
    Late,
    Mid,
    Beginning,
    End,
    Middle,
    About,
    Nearly,
    More,
    Less,
    Than,
    Least,
    Most,
    Up,
    Fiscal,
    Financial,
    Full,
    Entire,
    Trading,
    Now,
    Right,
    Present,
    Currently,
    Today,
    Yesterday,
    Tomorrow,
    Tonight,
    Recent,
    Recently,
    Future,
    Near,
    Soon,
    Few,
    Several,
    Couple,
    Many,
    Some,
    Previously,
    Once,
    Juche,
    Birthday,
    Anniversary,
    Old,
    Frequency(Unit),
    Possessive,
    /// "then", a date told before.
    Then,
    /// "weeklong": as long as its unit.
    Lasting(Unit),
    Will,
    PastVerb,
    /// What says that something lies ahead: "plans", "scheduled".
    Plan,
    /// What makes an infinitive look ahead: "agreed to", "a bid to".
    Wish,
    /// The same said aloud, which is often told with the day of saying: "vowed to".
    Vow,
    /// A present form that is mostly said of what is to come.
    Arranged,
    Modal,
    Is,
    Was,
    Be,
    Been,
    Have,
    Had,
    Corresponding,
    While,
    Eve,
    New,
    Christmas,
    Easter,
    Good,
    Labor,
    Independence,
    Thanksgiving,
    Halloween,
    Valentine,
    Memorial,
    Veterans,
    Columbus,
    Boxing,
    Lunar,
    Election,
    Capacity,
}

impl Class {
    /// Whether an expression may begin with it. What joins words, stands before an expression or
    /// tells its tense never does; a class that is not named here may.
    pub(super) fn may_begin(self) -> bool {
        match self {
            Self::Mark(mark) => mark == b'\'',
            Self::Other
            | Self::Of
            | Self::And
            | Self::Or
            | Self::Than
            | Self::To
            | Self::From
            | Self::In
            | Self::On
            | Self::By
            | Self::For
            | Self::Possessive
            | Self::Will
            | Self::Modal
            | Self::Is
            | Self::Was
            | Self::Be
            | Self::Been
            | Self::Have
            | Self::Had
            | Self::PastVerb
            | Self::Plan
            | Self::Wish
            | Self::Vow
            | Self::Arranged => false,
            _ => true,
        }
    }
}

macro_rules! words {
    ($($class:expr => $($word:literal)+;)*) => { &[$($(($word, $class),)+)*] };
}

static WORDS: &[(&str, Class)] = {
    use Class as C;
    use Unit as U;
    words! {
        C::Month(1) => "january"; C::Month(2) => "february"; C::Month(3) => "march";
        C::Month(4) => "april"; C::Month(5) => "may"; C::Month(6) => "june";
        C::Month(7) => "july"; C::Month(8) => "august"; C::Month(9) => "september";
        C::Month(10) => "october"; C::Month(11) => "november"; C::Month(12) => "december";
        C::MonthShort(1) => "jan"; C::MonthShort(2) => "feb"; C::MonthShort(3) => "mar";
        C::MonthShort(4) => "apr"; C::MonthShort(6) => "jun"; C::MonthShort(7) => "jul";
        C::MonthShort(8) => "aug"; C::MonthShort(9) => "sep" "sept";
        C::MonthShort(10) => "oct"; C::MonthShort(11) => "nov"; C::MonthShort(12) => "dec";
        C::Weekday(0) => "monday" "mondays"; C::Weekday(1) => "tuesday" "tuesdays";
        C::Weekday(2) => "wednesday" "wednesdays"; C::Weekday(3) => "thursday" "thursdays";
        C::Weekday(4) => "friday" "fridays"; C::Weekday(5) => "saturday" "saturdays";
        C::Weekday(6) => "sunday" "sundays";
        C::WeekdayShort(0) => "mon"; C::WeekdayShort(1) => "tue" "tues";
        C::WeekdayShort(2) => "wed"; C::WeekdayShort(3) => "thu" "thur" "thurs";
        C::WeekdayShort(4) => "fri"; C::WeekdayShort(5) => "sat"; C::WeekdayShort(6) => "sun";
        C::Cardinal(1) => "one"; C::Cardinal(2) => "two"; C::Cardinal(3) => "three";
        C::Cardinal(4) => "four"; C::Cardinal(5) => "five"; C::Cardinal(6) => "six";
        C::Cardinal(7) => "seven"; C::Cardinal(8) => "eight"; C::Cardinal(9) => "nine";
        C::Cardinal(10) => "ten"; C::Cardinal(11) => "eleven"; C::Cardinal(12) => "twelve";
        C::Cardinal(13) => "thirteen"; C::Cardinal(14) => "fourteen";
        C::Cardinal(15) => "fifteen"; C::Cardinal(16) => "sixteen";
        C::Cardinal(17) => "seventeen"; C::Cardinal(18) => "eighteen";
        C::Cardinal(19) => "nineteen"; C::Cardinal(20) => "twenty"; C::Cardinal(30) => "thirty";
        C::Cardinal(40) => "forty"; C::Cardinal(50) => "fifty"; C::Cardinal(60) => "sixty";
        C::Cardinal(70) => "seventy"; C::Cardinal(80) => "eighty"; C::Cardinal(90) => "ninety";
        C::Hundred => "hundred"; C::Thousand => "thousand"; C::Dozen => "dozen";
        C::Half => "half";
        C::Ordinal(1) => "first"; C::Ordinal(3) => "third";
        C::Ordinal(4) => "fourth"; C::Ordinal(5) => "fifth"; C::Ordinal(6) => "sixth";
        C::Ordinal(7) => "seventh"; C::Ordinal(8) => "eighth"; C::Ordinal(9) => "ninth";
        C::Ordinal(10) => "tenth"; C::Ordinal(11) => "eleventh"; C::Ordinal(12) => "twelfth";
        C::Ordinal(13) => "thirteenth"; C::Ordinal(14) => "fourteenth";
        C::Ordinal(15) => "fifteenth"; C::Ordinal(16) => "sixteenth";
        C::Ordinal(17) => "seventeenth"; C::Ordinal(18) => "eighteenth";
        C::Ordinal(19) => "nineteenth"; C::Ordinal(20) => "twentieth";
        C::Ordinal(30) => "thirtieth"; C::Ordinal(40) => "fortieth";
        C::Ordinal(50) => "fiftieth"; C::Ordinal(60) => "sixtieth";
        C::Ordinal(70) => "seventieth"; C::Ordinal(80) => "eightieth";
        C::Ordinal(90) => "ninetieth"; C::Ordinal(100) => "hundredth" "centenary";
        C::DecadeName(2) => "twenties"; C::DecadeName(3) => "thirties";
        C::DecadeName(4) => "forties"; C::DecadeName(5) => "fifties";
        C::DecadeName(6) => "sixties"; C::DecadeName(7) => "seventies";
        C::DecadeName(8) => "eighties"; C::DecadeName(9) => "nineties";
        C::Unit(U::Second) => "second"; C::Units(U::Second) => "seconds";
        C::Unit(U::Minute) => "minute"; C::Units(U::Minute) => "minutes";
        C::Unit(U::Hour) => "hour"; C::Units(U::Hour) => "hours";
        C::Unit(U::Day) => "day"; C::Units(U::Day) => "days";
        C::Unit(U::Weekend) => "weekend"; C::Units(U::Weekend) => "weekends";
        C::Unit(U::Week) => "week"; C::Units(U::Week) => "weeks";
        C::Unit(U::Fortnight) => "fortnight"; C::Units(U::Fortnight) => "fortnights";
        C::Unit(U::Month) => "month"; C::Units(U::Month) => "months";
        C::Unit(U::Quarter) => "quarter"; C::Units(U::Quarter) => "quarters";
        C::Unit(U::Year) => "year"; C::Units(U::Year) => "years";
        C::Unit(U::Decade) => "decade"; C::Units(U::Decade) => "decades";
        C::Unit(U::Century) => "century"; C::Units(U::Century) => "centuries";
        C::Part(DayPart::Morning) => "morning"; C::Parts(DayPart::Morning) => "mornings";
        C::Part(DayPart::Afternoon) => "afternoon"; C::Parts(DayPart::Afternoon) => "afternoons";
        C::Part(DayPart::Evening) => "evening"; C::Parts(DayPart::Evening) => "evenings";
        C::Part(DayPart::Night) => "night" "overnight"; C::Parts(DayPart::Night) => "nights";
        C::Twilight(DayPart::Morning) => "dawn" "daybreak" "sunrise";
        C::Twilight(DayPart::Evening) => "dusk" "sunset" "sundown";
        C::Twilight(DayPart::Night) => "nightfall";
        C::Era(true) => "bc" "bce"; C::Era(false) => "ad" "ce"; C::Age => "age"; C::Circa => "c" "ca";
        C::Noon => "noon" "midday" "noontime"; C::Midnight => "midnight";
        C::Season(Season::Spring) => "spring"; C::Season(Season::Summer) => "summer" "summers";
        C::Season(Season::Autumn) => "autumn" "fall";
        C::Season(Season::Winter) => "winter" "winters";
        C::Meridiem(false) => "am"; C::Meridiem(true) => "pm"; C::OClock => "o'clock" "o’clock";
        C::Zone => "gmt" "utc" "est" "edt" "cst" "cdt" "mst" "mdt" "pst" "pdt" "kst" "jst" "msk"
            "cet" "cest" "eet" "eest" "bst" "ist" "hkt" "sgt" "aest" "aedt" "nzst" "nzdt" "pkt" "wib"
            "sast" "akst" "akdt" "et" "pt";
        C::The => "the"; C::A => "a" "an"; C::Of => "of"; C::And => "and"; C::Or => "or";
        C::To => "to"; C::Through => "through" "thru"; C::Until => "until" "till";
        C::From => "from"; C::Between => "between"; C::In => "in"; C::On => "on"; C::At => "at";
        C::By => "by"; C::During => "during" "throughout"; C::For => "for"; C::Within => "within";
        C::Since => "since"; C::Over => "over";
        C::Last => "last"; C::Past => "past"; C::Previous => "previous" "preceding" "prior";
        C::Next => "next"; C::Coming => "coming" "upcoming"; C::Following => "following" "subsequent" "ensuing";
        C::This => "this"; C::These => "these"; C::That => "that"; C::Those => "those";
        C::Same => "same"; C::Current => "current"; C::Latest => "latest";
        C::Each => "each"; C::Every => "every"; C::Other2 => "other";
        C::Ago => "ago"; C::Earlier => "earlier"; C::Later => "later"; C::Before => "before";
        C::After => "after"; C::Hence => "hence"; C::Early => "early"; C::Late => "late";
        C::Mid => "mid"; C::Beginning => "beginning" "start" "outset" "turn";
        C::End => "end" "close"; C::Middle => "middle";
        C::About => "about" "around" "approximately" "roughly" "circa";
        C::Nearly => "nearly" "almost"; C::More => "more" "longer"; C::Less => "less" "fewer";
        C::Than => "than"; C::Least => "least"; C::Most => "most"; C::Up => "up";
        C::Fiscal => "fiscal" "fy"; C::Financial => "financial"; C::Full => "full" "whole";
        C::Entire => "entire"; C::Trading => "trading" "business" "working" "calendar" "straight" "consecutive" "successive" "additional" "long" "solid";
        C::Now => "now" "nowadays"; C::Right => "right"; C::Present => "present"; C::Currently => "currently" "presently";
        C::Today => "today"; C::Yesterday => "yesterday"; C::Tomorrow => "tomorrow";
        C::Tonight => "tonight"; C::Recent => "recent"; C::Recently => "recently" "lately";
        C::Future => "future"; C::Near => "near" "foreseeable" "distant"; C::Soon => "soon";
        C::Few => "few"; C::Several => "several"; C::Couple => "couple"; C::Many => "many";
        C::Some => "some"; C::Previously => "previously" "formerly"; C::Once => "once";
        C::Juche => "juche"; C::Birthday => "birthday" "birthdays" "birth";
        C::Anniversary => "anniversary" "anniversaries"; C::Old => "old" "olds";
        C::Frequency(U::Day) => "daily"; C::Frequency(U::Week) => "weekly";
        C::Frequency(U::Month) => "monthly"; C::Frequency(U::Quarter) => "quarterly";
        C::Frequency(U::Year) => "annually" "yearly"; C::Frequency(U::Hour) => "hourly";
        C::Possessive => "'s" "’s"; C::Then => "then";
        C::Lasting(U::Hour) => "hourlong"; C::Lasting(U::Day) => "daylong";
        C::Lasting(U::Week) => "weeklong"; C::Lasting(U::Month) => "monthlong";
        C::Lasting(U::Year) => "yearlong"; C::Lasting(U::Decade) => "decadelong";
        C::Will => "will" "shall" "'ll" "won't";
        C::Modal => "would" "could" "should" "can" "cannot" "might" "must" "wouldn't" "couldn't" "can't";
        C::Is => "is" "are" "am" "isn't" "aren't"; C::Was => "was" "were" "wasn't" "weren't";
        C::Be => "be" "being"; C::Been => "been"; C::Have => "has" "have" "hasn't" "haven't";
        C::Had => "had" "hadn't";
        C::Arranged => "nears" "approaches" "looms" "approaching" "looming" "meet" "resume" "convene" "plays" "faces" "departs" "convenes" "kicks" "airs" "premieres";
        C::Wish => "agreed" "agree" "agrees" "agreement" "decided" "decides" "decision" "deal"
            "likely" "unlikely" "willing" "want" "wants" "wanted" "hope" "hoped" "intend" "intended"
            "intention" "deadline" "time" "chance" "able" "invited" "invitation" "allowed" "allow"
            "enough" "preparations" "arrangements" "approval" "permission" "obliged" "need" "needs"
            "determined" "prepared" "appointment";
        C::Vow => "vowed" "vows" "pledged" "pledges" "pledge" "promised" "promises" "promise"
            "offered" "offers" "offer" "bid" "proposal" "proposed" "proposes" "ordered" "order"
            "asked" "urged" "called" "threatened" "threatens" "sought" "seeks" "seek" "instructed"
            "forced";
        C::PastVerb => "did" "said" "told" "came" "went" "took" "made" "met"
            "began" "fell" "rose" "got" "gave" "found" "sent" "held" "saw" "won" "lost" "left"
            "became" "paid" "sold" "bought" "brought" "led" "ran" "spoke" "wrote" "signed"
            "shot" "hit" "killed" "struck" "flew" "drew" "kept" "set" "put"
            "tore" "broke" "rang" "sang" "sank" "swam" "threw" "grew" "knew" "blew" "chose" "drove"
            "froze" "rode" "woke" "stood" "understood" "caught" "taught" "thought" "fought"
            "built" "dealt" "felt" "slept" "swept" "spent" "meant" "fled" "fed" "slid"
            "hid" "bit" "sat" "stuck" "stole" "swore" "wore" "bore" "shook" "forgot" "heard"
            "hung" "dug" "laid" "withdrew" "overcame" "undertook" "arose" "ate" "didn't" "beat" "cut" "lay" "shut" "split" "closed" "ended" "dropped" "reported";
        C::Plan => "expected" "expects" "expect" "scheduled" "due" "plans" "plan" "planned"
            "slated" "hopes" "intends" "ready" "poised" "upcoming" "planning" "forthcoming" "prepare"
            "preparing" "prepares" "aims" "begins" "ends" "expires" "starts" "opens" "resumes" "arrives";
        C::Corresponding => "corresponding" "comparable" "similar"; C::While => "while";
        C::Eve => "eve"; C::New => "new"; C::Christmas => "christmas"; C::Easter => "easter";
        C::Good => "good"; C::Labor => "labor" "labour"; C::Independence => "independence";
        C::Thanksgiving => "thanksgiving"; C::Halloween => "halloween";
        C::Valentine => "valentine"; C::Memorial => "memorial"; C::Veterans => "veterans";
        C::Columbus => "columbus"; C::Boxing => "boxing"; C::Lunar => "lunar" "chinese";
        C::Election => "election";
        C::Capacity => "period" "term";
    }
};

const SLOTS: usize = 2048;

/// The length of the longest word.
const LONGEST: usize = 13;

static TABLE: [u16; SLOTS] = build();

/// Length, first, middle and last letter tell most words apart, in whatever case they stand.
const fn hash(word: &[u8]) -> usize {
    let length = word.len();
    let letters = [word[0] | 0x20, word[length / 2] | 0x20, word[length - 1] | 0x20];
    let key = u32::from_le_bytes([letters[0], letters[1], letters[2], length as u8]);
    (key.wrapping_mul(0x9e37_79b1) >> (u32::BITS - SLOTS.ilog2())) as usize
}

/// Slots hold one more than the index of a word; zero is empty.
const fn build() -> [u16; SLOTS] {
    let mut table = [0; SLOTS];
    let mut index = 0;
    while index < WORDS.len() {
        let mut slot = hash(WORDS[index].0.as_bytes());
        while table[slot] != 0 {
            slot = (slot + 1) & (SLOTS - 1);
        }
        index += 1;
        table[slot] = index as u16;
    }
    table
}

/// The class of a word, in whatever case it stands.
pub(super) fn class_of(word: &str) -> Class {
    let bytes = word.as_bytes();
    if !(1..=LONGEST).contains(&bytes.len()) {
        return Class::Other;
    }
    let mut slot = hash(bytes);
    while let Some(index) = (TABLE[slot] as usize).checked_sub(1) {
        if WORDS[index].0.eq_ignore_ascii_case(word) {
            return WORDS[index].1;
        }
        slot = (slot + 1) & (SLOTS - 1);
    }
    Class::Other
}
