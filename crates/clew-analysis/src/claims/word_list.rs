//! The lines of word lists and predicate files: what is left of a line without its remark.

/// A line up to the `#` that begins its remark.
pub(super) fn without_remark(line: &str) -> &str {
    line.split_once('#').map_or(line, |(before, _)| before)
}

/// The lines of a list that say something, without remarks and blanks around them.
pub(crate) fn lines(list: &str) -> impl Iterator<Item = &str> {
    list.lines().map(|line| without_remark(line).trim()).filter(|line| !line.is_empty())
}
