use clew_engine::answer::AgreedPlace;
use clew_model::{Interval, Level, LocatedBy, Location, PlaceKind, Published, Quantity};

/// "1 document", "2 documents".
pub fn counted(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

/// "2021-06-07", "2021-06-01 to 2021-06-30", "from 2021-06-01", "until 2021-06-30", "?".
pub fn days(interval: Interval) -> String {
    match (interval.earliest, interval.latest) {
        (Some(earliest), Some(latest)) if earliest == latest => earliest.to_string(),
        (Some(earliest), Some(latest)) => format!("{earliest} to {latest}"),
        (Some(earliest), None) => format!("from {earliest}"),
        (None, Some(latest)) => format!("until {latest}"),
        (None, None) => "?".to_owned(),
    }
}

/// The days of publication, and where they come from where that is less than certain.
pub fn published(published: Option<Published>) -> String {
    match published {
        None => "undated".to_owned(),
        Some(Published { interval, basis: clew_model::Basis::Inferred }) => format!("{} (inferred)", days(interval)),
        Some(Published { interval, .. }) => days(interval),
    }
}

/// "Herat, Afghanistan; 34.35, 62.20 (GeoNames, CC BY 4.0; the only place of that name there)".
pub fn place(place: &AgreedPlace) -> String {
    let AgreedPlace { location, n_documents, n_located } = place;
    let Location { latitude, longitude, name, region, country, kind, by, .. } = location;
    let around = match (kind, region) {
        (PlaceKind::Country, _) => String::new(),
        (PlaceKind::Town, Some(region)) if region != name => format!(", {region}, {country}"),
        _ => format!(", {country}"),
    };
    let why = match by {
        LocatedBy::Text => "as a text says",
        LocatedBy::Only => "the only place of that name there",
        LocatedBy::Document => "by the other places of a document",
        LocatedBy::Population => "by far the largest place of that name",
        LocatedBy::Usual => "what the name usually means",
    };
    let of =
        if n_documents < n_located { format!("; so in {n_documents} of {n_located} documents") } else { String::new() };
    format!("{name}{around}; {latitude:.2}, {longitude:.2} (GeoNames, CC BY 4.0; {why}{of})")
}

/// How many, in words: "9 killed", "9 killed or more".
pub fn quantity(quantity: &Quantity) -> String {
    let Quantity { what, low, high } = quantity;
    match (low, high) {
        (Some(low), Some(high)) if low == high => format!("{low} {what}"),
        (Some(low), Some(high)) => format!("{low} to {high} {what}"),
        (Some(low), None) => format!("{low} {what} or more"),
        (None, Some(high)) => format!("{high} {what} or fewer"),
        (None, None) => format!("{what}, a number that is not given"),
    }
}

/// How sure a source sounds, in words.
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

/// Words of a document on one line, without what could steer a terminal.
pub fn one_line(words: &str) -> String {
    let plain: String =
        words.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !c.is_control()).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_said_in_words() {
        let (first, last) = (Some(date(2021, 6, 1)), Some(date(2021, 6, 30)));
        for (earliest, latest, expect) in [
            (first, first, "2021-06-01"),
            (first, last, "2021-06-01 to 2021-06-30"),
            (first, None, "from 2021-06-01"),
            (None, last, "until 2021-06-30"),
            (None, None, "?"),
        ] {
            assert_eq!(days(Interval { earliest, latest }), expect);
        }
    }

    #[test]
    fn a_document_cannot_steer_the_terminal() {
        assert_eq!(one_line("Lead in\nthe \x1b[2Jwater"), "Lead in the [2Jwater");
    }

    #[test]
    fn things_are_counted() {
        assert_eq!(counted(1, "document"), "1 document");
        assert_eq!(counted(0, "document"), "0 documents");
    }
}
