//! How a line is parted into cells.

use std::ops::Range;

/// What parts cells, the surest first.
pub(super) const DELIMITERS: [char; 4] = ['\t', '|', ';', ','];

/// The cells of a line, without the white space around them and without quotation marks that hold all of one; `None` where a
/// mark is opened and not closed, or something stands behind it.
pub(super) fn cells(text: &str, line: Range<usize>, delimiter: char) -> Option<Vec<Range<usize>>> {
    let mut found = Vec::new();
    let mut start = line.start;
    loop {
        let rest = &text[start..line.end];
        let blank = rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() && c != delimiter).len();
        let length = match rest[blank..].strip_prefix('"') {
            Some(quoted) => {
                let quoted_length = quoted_length(quoted)?;
                let from = start + blank + 1;
                found.push(without_space(text, from..from + quoted_length));
                let after = &quoted[quoted_length + 1..];
                let length = after.find(delimiter).unwrap_or(after.len());
                if !after[..length].trim().is_empty() {
                    return None;
                }
                blank + 1 + quoted_length + 1 + length
            }
            None => {
                let length = rest.find(delimiter).unwrap_or(rest.len());
                found.push(without_space(text, start..start + length));
                length
            }
        };
        start += length;
        if start == line.end {
            return Some(found);
        }
        start += delimiter.len_utf8();
    }
}

/// The bytes up to the mark that closes a quoted cell; two marks in a row are one of its own.
fn quoted_length(quoted: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        at += quoted[at..].find('"')?;
        if !quoted[at + 1..].starts_with('"') {
            return Some(at);
        }
        at += 2;
    }
}

fn without_space(text: &str, bytes: Range<usize>) -> Range<usize> {
    let words = text[bytes.clone()].trim_start();
    let start = bytes.end - words.len();
    start..start + words.trim_end().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, delimiter: char, expected: Option<&[&str]>) {
        let found = cells(line, 0..line.len(), delimiter);
        let words: Option<Vec<&str>> = found.map(|cells| cells.into_iter().map(|cell| &line[cell]).collect());
        assert_eq!(words.as_deref(), expected, "{line}");
    }

    #[test]
    fn a_line_is_parted_at_its_delimiters() {
        check("a, b ,,c", ',', Some(&["a", "b", "", "c"]));
        check("a\t\tKōbe\t", '\t', Some(&["a", "", "Kōbe", ""]));
        check("| a | b |", '|', Some(&["", "a", "b", ""]));
        check("", ',', Some(&[""]));
    }

    #[test]
    fn a_quoted_cell_holds_delimiters_and_marks() {
        check(r#""Weil, Jonas" , "the ""Lark""",3"#, ',', Some(&["Weil, Jonas", r#"the ""Lark"""#, "3"]));
        check("a,\"\"", ',', Some(&["a", ""]));
        check(r#"5" pipe,3" pipe"#, ',', Some(&[r#"5" pipe"#, r#"3" pipe"#]));
    }

    #[test]
    fn a_mark_that_is_not_closed_parts_nothing() {
        check(r#"a,"b"#, ',', None);
        check(r#""a" or "b",c"#, ',', None);
        check(r#"a,"b"""#, ',', None);
    }
}
