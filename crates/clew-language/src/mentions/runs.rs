//! What the words of names say of where one ends and the next begins, whatever their tags are.

use crate::bio::Run;
use crate::chains::is_given_name;
use std::ops::Range;

/// Whether a word is a web or e-mail address, or a file's name, and so no name of a thing.
pub(super) fn is_address(word: &str) -> bool {
    const ENDINGS: [&str; 7] = [".com", ".org", ".net", ".doc", ".htm", ".html", ".pdf"];
    let word = word.to_lowercase();
    let is_mail = word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty());
    is_mail || word.contains("://") || word.starts_with("www.") || ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// Parts the words of people who are named one after another without a mark, as in letters' ends: "Traci | Traci Warner",
/// "Debra Weil | Tom Dahl".
///
/// A new name begins where a name's first word comes again, and at a given name that two words or more stand before and one after.
pub(super) fn parted<'t>(words: Range<usize>, written: impl Fn(usize) -> &'t str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = words.start;
    for word in words.start + 1..words.end {
        let is_again = written(word) == written(start);
        let is_between = word - start >= 2 && words.end - word >= 2;
        if is_again || is_between && written(word).starts_with(char::is_uppercase) && is_given_name(written(word)) {
            found.push(start..word);
            start = word;
        }
    }
    found.push(start..words.end);
    found
}

/// Joins two names that only "&" stands between to a body's: "Orrin & Veldt Water". `whole` says of what kind that is, or that
/// the two stay two: "&" stands between people too.
pub(super) fn joined<'t>(
    runs: Vec<Run>,
    whole: impl Fn(&Run, &Run) -> Option<usize>,
    written: impl Fn(usize) -> &'t str,
) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs {
        let joint = found.last_mut().filter(|last| is_joint(&last.words, &run.words, &written));
        match joint.and_then(|last| whole(last, &run).map(|kind| (last, kind))) {
            Some((last, kind)) => {
                let words = last.words.start..run.words.end;
                let shares = if run.kind == kind { run.shares } else { std::mem::take(&mut last.shares) };
                *last = Run { words, kind, shares };
            }
            None => found.push(run),
        }
    }
    found
}

/// Whether nothing but "&" stands between two runs, or it ends the first.
fn is_joint<'t>(one: &Range<usize>, next: &Range<usize>, written: &impl Fn(usize) -> &'t str) -> bool {
    let between = one.end + 1 == next.start && written(one.end) == "&";
    between || one.end == next.start && written(one.end - 1) == "&"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_named_one_after_another_are_parted() {
        for (text, expected) in [
            ("Traci Traci Warner", "Traci | Traci Warner"),
            ("Debra Weil Tom Dahl", "Debra Weil | Tom Dahl"),
            ("Anna Maria Dahl", "Anna Maria Dahl"),
            ("Jose Luis Weil Martin", "Jose Luis Weil Martin"),
            ("Weil", "Weil"),
        ] {
            let words: Vec<&str> = text.split(' ').collect();
            let parts = parted(0..words.len(), |word| words[word]);
            let read: Vec<String> = parts.into_iter().map(|part| words[part].join(" ")).collect();
            assert_eq!(read.join(" | "), expected);
        }
    }

    #[test]
    fn two_people_are_not_joined() {
        let words = ["Orrin", "&", "Veldt", "and", "Dahl"];
        let run = |words: Range<usize>, kind| Run { words, kind, shares: vec![0.5; 2] };
        let whole = |one: &Run, next: &Run| (one.kind + next.kind > 0).then_some(1);
        let join = |runs: &[Run]| joined(runs.to_vec(), whole, |word| words[word]);
        assert_eq!(join(&[run(0..1, 0), run(2..3, 1)]), [run(0..3, 1)]);
        assert_eq!(join(&[run(0..1, 1), run(2..3, 0), run(4..5, 1)]), [run(0..3, 1), run(4..5, 1)]);
        assert_eq!(join(&[run(0..2, 1), run(2..3, 0)]), [run(0..3, 1)]);
        let people = [run(0..1, 0), run(2..3, 0)];
        assert_eq!(join(&people), people);
    }

    #[test]
    fn addresses_are_no_names() {
        assert!(
            ["desk@varn.example", "http://varn", "WWW.varn", "Varn.com", "memo.PDF"]
                .map(is_address)
                .iter()
                .all(|is| *is)
        );
        assert!(["@varn", "Varn", "Inc.", "U.S."].map(is_address).iter().all(|is| !*is));
    }
}
