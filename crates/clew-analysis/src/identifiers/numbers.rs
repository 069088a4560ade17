//! Numbers of telephones and accounts: groups of digits, and what is written before and after them.

use super::lists::LISTS;
use clew_model::IdentifierKind;
use std::ops::Range;

/// Words before a number within which one must say what the number is.
const N_BEFORE: usize = 3;

/// Digits with the marks that stand between their groups: "(020) 7946-0018".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    /// Where it stands, in bytes.
    pub(super) bytes: Range<usize>,
    /// Its digits; those of "(0)" within a number with a country's code are left out, as they are not dialled.
    pub(super) digits: String,
    is_international: bool,
}

/// The runs of digits of a text, in order.
pub(super) fn runs(text: &str) -> Vec<Run> {
    let (mut runs, mut at) = (Vec::new(), 0);
    while let Some(found) = text[at..].find(|c: char| c.is_ascii_digit() || matches!(c, '+' | '(')) {
        let start = at + found;
        match run(text, start) {
            Some(run) => {
                at = run.bytes.end;
                runs.push(run);
            }
            None => at = start + 1,
        }
    }
    runs
}

/// The run that begins at a byte.
fn run(text: &str, start: usize) -> Option<Run> {
    let before = text[..start].chars().next_back();
    if before.is_some_and(|c| c.is_alphanumeric() || c == '_') || is_within_number(&text[..start]) {
        return None;
    }
    let (mut end, mut n_marks, mut digits) = (start, 0, String::new());
    for (at, c) in text[start..].char_indices() {
        match c {
            '0'..='9' => {
                digits.push(c);
                (end, n_marks) = (start + at + 1, 0);
            }
            '+' if at == 0 || at == 1 && text[start..].starts_with('(') => {}
            ' ' | '\u{a0}' | '-' | '–' | '.' | '(' | ')' | '/' if n_marks < 2 => n_marks += 1,
            _ => break,
        }
    }
    let written = &text[start..end];
    let rest = &text[end..];
    let goes_on = rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '@' | '%' | '_'))
        || rest.starts_with([',', ':', '.']) && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    if digits.is_empty() || goes_on || is_date(written) {
        return None;
    }
    let is_international = written.trim_start_matches('(').starts_with('+');
    if is_international && written.contains("(0)") {
        digits = written.replace("(0)", "").chars().filter(char::is_ascii_digit).collect();
    }
    Some(Run { bytes: start..end, digits, is_international })
}

/// Whether a text breaks off in the middle of a number or a code: "1," of "1,200", "NR-" of "NR-7".
fn is_within_number(before: &str) -> bool {
    let mut last = before.chars().rev();
    match last.next() {
        Some(',' | '.' | ':' | '/') => last.next().is_some_and(|c| c.is_ascii_digit()),
        Some('-' | '–') => last.next().is_some_and(char::is_alphanumeric),
        _ => false,
    }
}

/// "2021-06-07", "07.06.2021", "7/6/21": a day, whatever stands after it.
fn is_date(written: &str) -> bool {
    let first = written.split(' ').next().unwrap_or(written);
    let groups: Vec<usize> = first.split(['-', '.', '/']).map(str::len).collect();
    matches!(groups[..], [4, 1..=2, 1..=2] | [1..=2, 1..=2, 2 | 4])
}

/// Telephone numbers, with their keys: "+" and the digits where a country's code is written, the digits alone where none is.
pub(super) fn telephone(text: &str, run: &Run) -> Option<(IdentifierKind, String)> {
    let Run { bytes, digits, is_international } = run;
    let is_country = *is_international || digits.starts_with("00") && digits.len() > 9;
    let is_counted = || text[bytes.end..].split_whitespace().next().is_some_and(|word| is_of("counted", word));
    let is_called = || last_words(&text[..bytes.start]).any(|word| is_of("telephone", word));
    let is_trunk = digits.starts_with('0') && digits.len() >= 9;
    let is_round = digits.ends_with("000") && !digits.starts_with('0');
    let is_telephone = match is_country {
        true => true,
        false => is_trunk || is_called() && !is_counted() && !is_round,
    };
    let key = match is_country {
        true => format!("+{}", if *is_international { digits } else { &digits[2..] }),
        false => digits.clone(),
    };
    ((6..=16).contains(&key.len()) && is_telephone).then_some((IdentifierKind::Phone, key))
}

/// The number of an account that a text calls one.
pub(super) fn account(text: &str, run: &Run) -> Option<(IdentifierKind, String)> {
    let mut before = last_words(&text[..run.bytes.start]).skip_while(|word| is_of("calling", word));
    let is_account = before.next().is_some_and(|word| is_of("account", word));
    (is_account && (6..=20).contains(&run.digits.len())).then(|| (IdentifierKind::Account, run.digits.clone()))
}

/// Words before a number, the nearest first.
fn last_words(before: &str) -> impl Iterator<Item = &str> {
    before.split_whitespace().rev().take(N_BEFORE)
}

fn is_of(class: &str, word: &str) -> bool {
    LISTS.has_lower(class, word.trim_matches(|c: char| !c.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_of_digits_are_one_run_and_days_are_none() {
        let read = |text| runs(text).into_iter().map(|run| run.digits).collect::<Vec<_>>();
        assert_eq!(read("(020) 7946-0018, then 417"), ["02079460018", "417"]);
        assert_eq!(read("+44 (0)20 7946 0018"), ["442079460018"]);
        assert_eq!(read("on 2021-06-07 14:30, 07.06.2021 or 7/6/21"), Vec::<String>::new());
        assert_eq!(read("1,200,000 of NR-7, 3,5 % and x_12"), Vec::<String>::new());
        assert_eq!(read("ż12–34 ٣٤ (+"), Vec::<String>::new());
    }
}
