//! The words of the screens (web/src/words), for pages that are made without them. A test holds the two together.

use clew_engine::answer::ClaimLine;
pub use clew_model::on_one_line;
use clew_model::{
    Basis, Finding, Interval, Level, Modality, Origin, OriginKind, Polarity, Published, Quantity, Standing, ThingType,
};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What an origin is called of which a text says no more than that there is one.
pub const UNNAMED: &str = "a source that is not named";
/// Who published a document of which nobody knows.
pub const NO_PUBLISHER: &str = "no publisher known";

/// How a finding stands: its word, its sign, so that none is told by colour alone, and what it means.
pub struct StandingWords {
    /// As it is called.
    pub word: &'static str,
    /// Its sign.
    pub sign: &'static str,
    /// What it means.
    pub means: &'static str,
}

/// A standing in words.
pub fn standing(standing: Standing) -> StandingWords {
    let (word, sign, means) = match standing {
        Standing::Corroborated => ("corroborated", "●", "two or more origins say so, independent of each other"),
        Standing::SingleOrigin => ("single origin", "○", "it rests on one origin's word"),
        Standing::Disputed => ("disputed", "⇄", "something else is said that cannot be right beside it"),
        Standing::Superseded => ("superseded", "◌", "taken back, or replaced by something later"),
    };
    StandingWords { word, sign, means }
}

/// Standings, the best supported first.
pub const STANDING_ORDER: [Standing; 4] =
    [Standing::Corroborated, Standing::SingleOrigin, Standing::Disputed, Standing::Superseded];

/// "Seen together" for SeenTogether.
pub fn predicate(word: &str) -> String {
    let mut words = String::with_capacity(word.len() + 2);
    for c in word.chars() {
        if c.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(c.to_lowercase());
    }
    as_heading(&words)
}

/// How sure a source sounds.
pub fn level(level: Level) -> &'static str {
    match level {
        Level::AlmostNoChance => "almost no chance",
        Level::VeryUnlikely => "very unlikely",
        Level::Unlikely => "unlikely",
        Level::Even => "an even chance",
        Level::Likely => "likely",
        Level::VeryLikely => "very likely",
        Level::AlmostCertain => "almost certain",
        Level::Asserted => "flatly",
        Level::Unstated => "left open",
    }
}

/// Every way of telling; nothing for what is told as fact.
pub fn modality(modality: Modality) -> Option<&'static str> {
    match modality {
        Modality::Actual => None,
        Modality::Planned => Some("planned or to come"),
        Modality::Conditional => Some("under a condition"),
        Modality::Generic => Some("of things in general"),
    }
}

/// How a source states something: "asserted flatly", "denied; likely; planned or to come".
pub fn stated(line: &ClaimLine, how: Modality, is_opinion: bool) -> String {
    let mut parts = match line.certainty {
        Level::Asserted => vec![format!("{} flatly", line.polarity.word())],
        certainty => vec![line.polarity.word().to_owned(), level(certainty).to_owned()],
    };
    parts.extend(modality(how).map(str::to_owned));
    parts.extend(is_opinion.then(|| "a judgement, no report".to_owned()));
    parts.join("; ")
}

/// The same, where it is less than flatly asserted; nothing of what is.
pub fn stated_briefly(line: &ClaimLine) -> Option<String> {
    let denied = (line.polarity == Polarity::Denied).then_some("denied");
    let hedged = (line.certainty != Level::Asserted).then(|| level(line.certainty));
    let parts: Vec<&str> = denied.into_iter().chain(hedged).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// How a finding is stated, where that is less than flatly and as fact; what one claim states flatly is stated flatly.
pub fn caveats(finding: &Finding, lines: &[ClaimLine]) -> Vec<String> {
    let levels: BTreeSet<Level> = lines.iter().map(|line| line.certainty).collect();
    let mut caveats = Vec::new();
    caveats.extend((finding.polarity == Polarity::Denied).then(|| "denied".to_owned()));
    caveats.extend(modality(finding.modality).map(str::to_owned));
    if !levels.is_empty() && !levels.contains(&Level::Asserted) {
        caveats.push(levels.into_iter().map(level).collect::<Vec<_>>().join(" or "));
    }
    caveats
}

/// "at least 9 killed", "200 to 350 killed".
pub fn quantity(quantity: &Quantity) -> String {
    let Quantity { what, low, high } = quantity;
    match (low, high) {
        (Some(low), Some(high)) if low == high => format!("{low} {what}"),
        (Some(low), Some(high)) => format!("{low} to {high} {what}"),
        (Some(low), None) => format!("at least {low} {what}"),
        (None, Some(high)) => format!("at most {high} {what}"),
        (None, None) => format!("{what}, a number that is not given"),
    }
}

/// "Water Quality Board", "a source that is not named".
pub fn origin(origin: Option<&Origin>) -> String {
    match origin {
        None => UNNAMED.to_owned(),
        Some(origin) if origin.kind == OriginKind::Unnamed && origin.name == "unnamed" => UNNAMED.to_owned(),
        Some(origin) => without_hash(&origin.name).to_owned(),
    }
}

/// A document that has neither publisher nor title is its own origin under its hash and path: the file's name says more.
fn without_hash(name: &str) -> &str {
    let path = name
        .split_once(char::is_whitespace)
        .filter(|(hash, _)| hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()));
    path.map_or(name, |(_, path)| file_name(path.trim_start()))
}

/// What sort of source an origin is; nothing of one that is named.
pub fn origin_kind(origin: Option<&Origin>) -> Option<&'static str> {
    match origin?.kind {
        OriginKind::Publisher => Some("its own report"),
        OriginKind::Named => None,
        OriginKind::Document => Some("a document"),
        OriginKind::Unnamed => Some("not named"),
    }
}

/// "6 May 2031".
pub fn day(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// "6 May 2031", "May 2031", "2031", "12–30 May 2031", "28 May – 3 June 2031", "6 May 2031 or earlier", "no day known".
pub fn interval(time: Interval) -> String {
    match (time.earliest, time.latest) {
        (None, None) => "no day known".to_owned(),
        (None, Some(latest)) => format!("{} or earlier", day(latest)),
        (Some(earliest), None) => format!("{} or later", day(earliest)),
        (Some(earliest), Some(latest)) => days(earliest, latest),
    }
}

fn days(first: Date, last: Date) -> String {
    if first == last {
        return day(first);
    }
    if first == first.first_of_month() && last == last.last_of_month() {
        return months(first, last);
    }
    match (first.year() == last.year(), first.month() == last.month()) {
        (false, _) => format!("{} – {}", day(first), day(last)),
        (true, false) => format!("{} – {}", first.strftime("%-d %B"), day(last)),
        (true, true) => format!("{}–{}", first.day(), day(last)),
    }
}

fn months(first: Date, last: Date) -> String {
    let is_whole_years = first.month() == 1 && last.month() == 12;
    match (is_whole_years, first.year() == last.year()) {
        (true, true) => first.year().to_string(),
        (true, false) => format!("{}–{}", first.year(), last.year()),
        (false, false) => format!("{} – {}", first.strftime("%B %Y"), last.strftime("%B %Y")),
        (false, true) if first.month() == last.month() => first.strftime("%B %Y").to_string(),
        (false, true) => format!("{} – {}", first.strftime("%B"), last.strftime("%B %Y")),
    }
}

/// "7 March 2023", "undated".
pub fn published_on(published: Interval) -> String {
    if published.is_open() { "undated".to_owned() } else { interval(published) }
}

/// "6 May 2031"; "about 12–30 May 2031" where it was inferred; "undated".
pub fn published(published: Option<Published>) -> String {
    let Some(Published { interval: days, basis }) = published else { return "undated".to_owned() };
    let is_closed = days.earliest.is_some() && days.latest.is_some();
    let about = if basis == Basis::Inferred && is_closed { "about " } else { "" };
    format!("{about}{}", interval(days))
}

/// Where a publication date came from.
pub fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Given => "given by the person who added it",
        Basis::Metadata => "from the original's metadata",
        Basis::Text => "from the text itself",
        Basis::Inferred => "inferred from what it mentions",
    }
}

/// "Ellory Echo, 7 March 2023".
pub fn printed(line: &ClaimLine) -> String {
    format!("{}, {}", line.publisher.as_deref().unwrap_or(NO_PUBLISHER), published_on(line.published))
}

/// On whose word a claim stands, where it is not its publisher's own: "on the word of a council official".
pub fn word_of(line: &ClaimLine) -> Option<String> {
    let told = line.placed.origin.as_deref().filter(|origin| Some(&origin.name) != line.publisher.as_ref());
    told.map(|told| format!("on the word of {}", origin(Some(told))))
}

/// "public body" for PublicBody.
pub fn one_of(thing: ThingType) -> String {
    predicate(thing.word()).to_lowercase()
}

/// "People" for Person.
pub fn many_of(thing: ThingType) -> &'static str {
    match thing {
        ThingType::Person => "People",
        ThingType::Organization => "Organizations",
        ThingType::PublicBody => "Public bodies",
        ThingType::Place => "Places",
        ThingType::Facility => "Facilities",
        ThingType::Event => "Events",
        ThingType::Work => "Works",
        ThingType::Weapon => "Weapons",
        ThingType::Vehicle => "Vehicles",
        ThingType::Substance => "Substances",
        ThingType::Phone => "Phones",
        ThingType::Account => "Accounts",
        ThingType::Thing => "Other things",
    }
}

/// "1 document", "1,204 documents".
pub fn counted(n: usize, one: &str) -> String {
    counted_as(n, one, &format!("{one}s"))
}

/// The same, where an s does not make the plural.
pub fn counted_as(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(n), if n == 1 { one } else { many })
}

/// "1,204".
pub fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut said = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            said.push(',');
        }
        said.push(digit);
    }
    said
}

/// "A, B and C", "A, B and 3 others".
pub fn listed(words: &[String], most: usize) -> String {
    let Some((last, before)) = words.split_last() else { return String::new() };
    if before.is_empty() {
        return last.clone();
    }
    let shown = if words.len() <= most { before } else { &words[..most - 1] };
    let n_more = words.len() - shown.len();
    let rest = if n_more == 1 { last.clone() } else { format!("{n_more} others") };
    format!("{} and {rest}", shown.join(", "))
}

/// A name as it begins a line: "The death of seven people".
pub fn as_heading(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// The last part of a path or of `archive.zip!member`.
pub fn file_name(id: &str) -> &str {
    id.rsplit(['/', '!', '\\']).find(|part| !part.is_empty()).unwrap_or(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// The screens' own files.
    fn screens(file: &str) -> String {
        let path = format!("{}/../../web/src/words/{file}.ts", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(path).expect("a file of the screens")
    }

    #[test]
    fn the_words_are_those_of_the_screens() {
        let (findings, claims) = (screens("findings"), screens("claims"));
        for one in STANDING_ORDER {
            let StandingWords { word, sign, means } = standing(one);
            let line = format!("word: \"{word}\", sign: \"{sign}\", means: \"{means}\"");
            assert!(findings.contains(&line), "{line}");
        }
        let levels = [Level::AlmostNoChance, Level::VeryUnlikely, Level::Unlikely, Level::Even, Level::Likely];
        let more = [Level::VeryLikely, Level::AlmostCertain, Level::Asserted, Level::Unstated];
        let said: Vec<&str> = levels.into_iter().chain(more).map(level).collect();
        let modalities = [Modality::Planned, Modality::Conditional, Modality::Generic].into_iter().filter_map(modality);
        for words in said.into_iter().chain(modalities).chain(["a judgement, no report", "a number that is not given"])
        {
            assert!(claims.contains(words), "{words}");
        }
        let (origins, days, things) = (screens("origins"), screens("days"), screens("things"));
        for words in [UNNAMED, NO_PUBLISHER, "its own report", "a document", "not named"] {
            assert!(origins.contains(&format!("\"{words}\"")), "{words}");
        }
        for words in [Basis::Given, Basis::Metadata, Basis::Text, Basis::Inferred].map(basis) {
            assert!(days.contains(words), "{words}");
        }
        for thing in ThingType::ALL {
            assert!(things.contains(&format!("{}: {{ many: \"{}\"", thing.word(), many_of(thing))), "{thing:?}");
        }
    }

    #[test]
    fn days_are_said_as_on_the_screens() {
        let said = |first: Option<Date>, last: Option<Date>| interval(Interval { earliest: first, latest: last });
        let (a, b) = (Some(date(2031, 5, 12)), Some(date(2031, 5, 30)));
        assert_eq!(said(a, a), "12 May 2031");
        assert_eq!(said(a, b), "12–30 May 2031");
        assert_eq!(said(a, Some(date(2031, 6, 3))), "12 May – 3 June 2031");
        assert_eq!(said(a, Some(date(2032, 6, 3))), "12 May 2031 – 3 June 2032");
        assert_eq!(said(Some(date(2031, 5, 1)), Some(date(2031, 5, 31))), "May 2031");
        assert_eq!(said(Some(date(2031, 5, 1)), Some(date(2031, 6, 30))), "May – June 2031");
        assert_eq!(said(Some(date(2031, 1, 1)), Some(date(2031, 12, 31))), "2031");
        assert_eq!(said(None, b), "30 May 2031 or earlier");
        assert_eq!(said(None, None), "no day known");
    }

    #[test]
    fn words_and_numbers() {
        assert_eq!(
            (predicate("SeenTogether"), one_of(ThingType::PublicBody)),
            ("Seen together".into(), "public body".into())
        );
        assert_eq!(
            (grouped(1204), grouped(87), counted(1, "document")),
            ("1,204".into(), "87".into(), "1 document".into())
        );
        let names = ["A", "B", "C", "D"].map(str::to_owned);
        assert_eq!((listed(&names, 3), listed(&names[..3], 3)), ("A, B and 2 others".into(), "A, B and C".into()));
        let hash = "0".repeat(64);
        assert_eq!(without_hash(&format!("{hash} in/a.zip!b.txt")), "b.txt");
        assert_eq!(without_hash("The Board of Works"), "The Board of Works");
    }
}
