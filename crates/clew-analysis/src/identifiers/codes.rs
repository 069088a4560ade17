//! E-mail addresses, IBANs, and what vehicles are registered under.

use super::lists::LISTS;
use super::words::Word;
use clew_model::IdentifierKind;
use std::ops::Range;

/// Where an identifier stands in bytes, what sort it is, and its key.
pub(super) type Found = (Range<usize>, IdentifierKind, String);

/// The e-mail address that holds the "@" at a byte.
pub(super) fn email(text: &str, at: usize) -> Option<Found> {
    let is_local = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-');
    let is_host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    let name = text[..at].rsplit(|c| !is_local(c)).next().unwrap_or_default().trim_start_matches('.');
    let host = text[at + 1..].split(|c| !is_host(c)).next().unwrap_or_default().trim_end_matches(['.', '-']);
    let (domain, top) = host.rsplit_once('.')?;
    let is_top = top.chars().count() > 1 && top.chars().all(char::is_alphabetic);
    let bytes = at - name.len()..at + 1 + host.len();
    let key = text[bytes.clone()].to_lowercase();
    (!name.is_empty() && !domain.is_empty() && is_top).then_some((bytes, IdentifierKind::Email, key))
}

/// An IBAN that begins at a word (ISO 13616), in one word or in groups.
pub(super) fn iban(words: &[Word<'_>]) -> Option<Found> {
    let first = words.first()?.text.as_bytes().get(..4)?;
    if !(first[..2].iter().all(u8::is_ascii_uppercase) && first[2..].iter().all(u8::is_ascii_digit)) {
        return None;
    }
    let mut letters = String::new();
    for word in words.iter().take(9) {
        if !word.text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()) {
            break;
        }
        letters.push_str(word.text);
        if (15..=34).contains(&letters.len()) && has_check_digits(&letters) {
            return Some((words[0].bytes.start..word.bytes.end, IdentifierKind::Account, letters));
        }
        if !word.runs_on() {
            break;
        }
    }
    None
}

/// Whether the remainder by 97 is 1 (ISO 7064), the first four characters put last, letters read as 10 to 35.
fn has_check_digits(iban: &str) -> bool {
    let (first, rest) = iban.split_at(4);
    let step = |sum: u32, c: char| {
        let value = c.to_digit(36).unwrap_or_default();
        (sum * if value > 9 { 100 } else { 10 } + value) % 97
    };
    rest.chars().chain(first.chars()).fold(0, step) == 1
}

/// The registration that stands after a word which calls it one, or in marks after a vehicle; `at` is that word's place.
pub(super) fn registration(words: &[Word<'_>], at: usize) -> Option<Found> {
    let word = &words[at];
    if LISTS.has_lower("registration", word.text) {
        let is_calling = |word: &&Word| LISTS.has_lower("calling", word.text);
        let after = &words[at + 1..];
        let n_calling = after.iter().take(N_CALLING).take_while(is_calling).count();
        return code(&after[n_calling..]);
    }
    let is_vehicle = LISTS.has_lower("vehicle", word.text);
    let next = words.get(at + 1).filter(|_| is_vehicle)?;
    let is_marked = next.before == "(" || word.after == ",";
    let found = is_marked.then(|| code(&words[at + 1..])).flatten()?;
    let last = words[at + 1..].iter().find(|word| word.bytes.end == found.0.end)?;
    let is_closed = if next.before == "(" { last.after.starts_with(')') } else { last.after.starts_with(',') };
    is_closed.then_some(found)
}

/// Words that may stand between "registration" and the code.
const N_CALLING: usize = 3;

/// A code of letters and digits that begins here: "KX 4471", "KX51 ABC", "kx-4471-b".
fn code(words: &[Word<'_>]) -> Option<Found> {
    let mut key = String::new();
    let mut end = None;
    for (nth, word) in words.iter().take(3).enumerate() {
        let letters: String = word.text.chars().filter(|c| c.is_alphanumeric()).collect();
        if letters.len() != letters.chars().count() || !word.text.chars().all(is_of_code) {
            break;
        }
        let has_digit = letters.bytes().any(|byte| byte.is_ascii_digit());
        let is_upper = !letters.bytes().any(|byte| byte.is_ascii_lowercase());
        let fits = match nth {
            0 => has_digit || is_upper,
            _ => letters.bytes().all(|byte| byte.is_ascii_digit()) || is_upper && letters.len() > 1,
        };
        if !fits || key.len() + letters.len() > LONGEST_CODE {
            break;
        }
        key.push_str(&letters.to_uppercase());
        end = Some(word.bytes.end);
        if !word.runs_on() {
            break;
        }
    }
    let has = |is: fn(&u8) -> bool| key.bytes().any(|byte| is(&byte));
    let is_code = key.len() >= 4 && has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic) || is_number_of_ship(&key);
    is_code.then(|| (words[0].bytes.start..end.unwrap_or_default(), IdentifierKind::Registration, key))
}

/// A chassis number has 17 characters, and no registration more (ISO 3779).
const LONGEST_CODE: usize = 17;

fn is_of_code(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '·' | '.')
}

/// Whether these are an IMO number's seven digits: the last is the last of the sum of the others, each times 7 down to 2.
fn is_number_of_ship(key: &str) -> bool {
    let digits: Option<Vec<u32>> = key.chars().map(|c| c.to_digit(10)).collect();
    let Some([first @ .., check]) = digits.as_deref() else { return false };
    first.len() == 6
        && first.iter().zip((2..=7).rev()).map(|(digit, weight)| digit * weight).sum::<u32>() % 10 == *check
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    #[test]
    fn an_address_of_mail_ends_where_its_host_does() {
        let read = |text: &str| {
            text.find('@').and_then(|at| email(text, at)).map(|(bytes, _, key)| (text[bytes].to_owned(), key))
        };
        let found = |written: &str, key: &str| Some((written.to_owned(), key.to_owned()));
        assert_eq!(read("Write to <Desk@Varn.example>."), found("Desk@Varn.example", "desk@varn.example"));
        assert_eq!(read("mailto:a.b+c@x-y.co.uk,"), found("a.b+c@x-y.co.uk", "a.b+c@x-y.co.uk"));
        for no in ["@weil said", "so@", "a@b", "a@b.7", "ż @ varn.example"] {
            assert_eq!(read(no), None, "{no}");
        }
    }

    #[test]
    fn a_ship_is_known_by_its_check_digit() {
        let read = |text| registration(&words(text), 1).map(|(_, _, key)| key);
        assert_eq!(read("ship IMO 9074729."), Some("9074729".to_owned()));
        assert_eq!(read("ship IMO 9074728."), None);
    }
}
