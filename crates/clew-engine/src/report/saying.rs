//! Days, numbers and lists in words.

use super::words::{lists, say, word};
use clew_model::{Interval, Quantity};
use jiff::civil::Date;

/// "14 February 2023".
pub(super) fn day(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// " on 14 February 2023", " by 14 February 2023"; nothing where both ends are open.
pub(super) fn when(time: Interval) -> String {
    match (time.earliest, time.latest) {
        (Some(first), Some(last)) if first == last => say("when.day", &[("day", &day(first))]),
        (Some(first), Some(last)) if first == first.first_of_month() && last == first.last_of_month() => {
            say("when.month", &[("month", &first.strftime("%B %Y").to_string())])
        }
        (Some(first), Some(last)) if first == first.first_of_year() && last == first.last_of_year() => {
            say("when.month", &[("month", &first.strftime("%Y").to_string())])
        }
        (Some(first), Some(last)) => say("when.between", &[("first", &day(first)), ("last", &day(last))]),
        (Some(first), None) => say("when.from", &[("day", &day(first))]),
        (None, Some(last)) => say("when.until", &[("day", &day(last))]),
        (None, None) => String::new(),
    }
}

/// "14 February 2023", "between 3 and 5"; for the margin: the same without the blank and the "on" before it.
pub(super) fn margin(time: Interval) -> String {
    match time.single_day() {
        Some(single) => day(single),
        None if time.is_open() => word("day.unknown").to_owned(),
        None => {
            let words = when(time);
            let words = words.trim_start();
            let mut letters = words.chars();
            letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
        }
    }
}

/// "two", "thirteen" as 13: small numbers as words.
pub(super) fn figure(n: usize) -> String {
    word("figures").split(", ").nth(n).map_or_else(|| n.to_string(), str::to_owned)
}

/// A description as it stands within a sentence: "The old valve", "Officers" as "the old valve", "officers"; a name keeps its capital.
pub(super) fn within(words: &str) -> String {
    let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
    let is_plain = !rest.split(' ').any(|word| word.starts_with(char::is_uppercase));
    let is_described = is_plain && (lists("articles", first) && !rest.is_empty() || lists("plural", first));
    if is_described { words.replacen(first, &first.to_lowercase(), 1) } else { words.to_owned() }
}

/// "9", "200 to 350", "24 or more".
pub(super) fn number(quantity: &Quantity) -> String {
    let (low, high) = (quantity.low.map(|n| n.to_string()), quantity.high.map(|n| n.to_string()));
    let slots = |low: &str, high: &str, key: &str| say(key, &[("low", low), ("high", high)]);
    match (low, high) {
        (Some(low), Some(high)) if low == high => slots(&low, "", "number.exact"),
        (Some(low), Some(high)) => slots(&low, &high, "number.range"),
        (Some(low), None) => slots(&low, "", "number.least"),
        (None, Some(high)) => slots("", &high, "number.most"),
        (None, None) => word("number.unsaid").to_owned(),
    }
}

/// "A", "A and B", "A, B and C"; of many the first ones and how many more there are.
pub(super) fn list(names: &[String], most: usize) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first, last] => say("who.and", &[("first", first), ("last", last)]),
        _ if names.len() > most + 1 => {
            let n_more = (names.len() - most).to_string();
            say("who.more", &[("first", &names[..most].join(", ")), ("n", &n_more)])
        }
        [first @ .., last] => say("who.and", &[("first", &first.join(", ")), ("last", last)]),
    }
}

/// Words with a capital at their beginning.
pub(super) fn capitalised(words: &str) -> String {
    let at = words.find(|c: char| c.is_alphanumeric()).unwrap_or_default();
    let (before, from) = words.split_at(at);
    let mut letters = from.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    before.chars().chain(first).chain(letters).collect()
}

/// Words on one line, without what steers a screen; of long ones the beginning.
pub(super) fn on_one_line(words: &str, most: usize) -> String {
    let plain: String =
        words.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !c.is_control()).collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if plain.chars().count() <= most {
        return plain;
    }
    let cut: String = plain.chars().take(most).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{whole} …")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_said() {
        let (first, last) = (date(2023, 2, 14), date(2023, 3, 6));
        let said = |earliest, latest| when(Interval { earliest, latest });
        assert_eq!(said(Some(first), Some(first)), " on 14 February 2023");
        assert_eq!(said(Some(first), Some(last)), " between 14 February 2023 and 6 March 2023");
        assert_eq!(said(None, Some(last)), " by 6 March 2023");
        assert_eq!(said(None, None), "");
        assert_eq!(said(Some(date(2023, 1, 1)), Some(date(2023, 1, 31))), " in January 2023");
        assert_eq!(said(Some(date(2023, 1, 1)), Some(date(2023, 12, 31))), " in 2023");
        assert_eq!(margin(Interval::day(last)), "6 March 2023");
        assert_eq!(margin(Interval { earliest: None, latest: Some(last) }), "By 6 March 2023");
    }

    #[test]
    fn lists_are_joined_and_cut() {
        let names =
            |n: usize| ["A", "B", "C", "D", "E"].iter().take(n).map(|name| name.to_string()).collect::<Vec<_>>();
        let said: Vec<String> = (1..=5).map(|n| list(&names(n), 3)).collect();
        assert_eq!(said, ["A", "A and B", "A, B and C", "A, B, C and D", "A, B, C and 2 others"].map(str::to_owned));
    }

    #[test]
    fn a_description_loses_its_capital_and_a_name_does_not() {
        let said = ["The old valve", "Officers", "The Forum", "Weil", "A detective"].map(within);
        assert_eq!(said, ["the old valve", "officers", "The Forum", "Weil", "a detective"].map(str::to_owned));
        assert_eq!((figure(2).as_str(), figure(40).as_str()), ("two", "40"));
    }

    #[test]
    fn numbers_keep_their_open_ends() {
        let said = |low, high| number(&Quantity { what: "killed".to_owned(), low, high });
        assert_eq!(said(Some(9), Some(9)), "9");
        assert_eq!(said(Some(9), None), "9 or more");
        assert_eq!(said(Some(200), Some(350)), "200 to 350");
    }

    #[test]
    fn long_words_are_cut_between_words() {
        assert_eq!(on_one_line("the\n water  rose", 100), "the water rose");
        assert_eq!(on_one_line("the water rose", 11), "the water …");
        assert_eq!(capitalised("“nobody” said"), "“Nobody” said");
    }
}
