//! Lemmas by edit scripts: what `model/clew_model/lemma.py` derives from words and their lemmas, applied.

/// What `script` makes of `word`: `CASING [-N] [+TEXT]`, or `=TEXT`, as model/FORMAT.md says.
///
/// A script that would leave nothing of the word, or is none, gives the word in lower case.
pub(super) fn apply(script: &str, word: &str) -> String {
    if let Some(lemma) = script.strip_prefix('=') {
        return lemma.to_owned();
    }
    edited(script, word).unwrap_or_else(|| word.to_lowercase())
}

fn edited(script: &str, word: &str) -> Option<String> {
    let mut parts = script.split(' ');
    let mut lemma = match parts.next()? {
        "lower" => word.to_lowercase(),
        "keep" => word.to_owned(),
        "title" => in_title_case(word),
        _ => return None,
    };
    for part in parts {
        if let Some(added) = part.strip_prefix('+') {
            lemma.push_str(added);
        } else {
            let dropped: usize = part.strip_prefix('-')?.parse().ok()?;
            let last = dropped.checked_sub(1).and_then(|nth| lemma.char_indices().rev().nth(nth));
            lemma.truncate(last.map(|(at, _)| at).filter(|at| *at > 0)?);
        }
    }
    Some(lemma)
}

/// The first character in upper case, the rest in lower.
fn in_title_case(word: &str) -> String {
    let mut rest = word.chars();
    let first = rest.next().into_iter().flat_map(char::to_uppercase);
    first.chain(rest.as_str().to_lowercase().chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::apply;

    #[test]
    fn scripts_make_lemmas() {
        for (word, script, lemma) in [
            ("Walked", "lower -2", "walk"),
            ("the", "lower", "the"),
            ("Worried", "lower -3 +y", "worry"),
            ("OSLO", "title", "Oslo"),
            ("Norwegians", "keep -1", "Norwegian"),
            ("was", "=be", "be"),
            ("etc", "=and so on", "and so on"),
            ("n't", "lower -2 +ot", "not"),
            ("a", "lower ++", "a+"),
            ("ÉTÉS", "lower -1", "été"),
            ("Éa😀", "keep -1", "Éa"),
        ] {
            assert_eq!(apply(script, word), lemma, "{script:?} of {word:?}");
        }
    }

    #[test]
    fn a_script_that_leaves_nothing_or_is_none_gives_the_word() {
        for script in ["keep -3 +y", "keep -9", "upper", "keep 3", "keep -0", ""] {
            assert_eq!(apply(script, "Die"), "die", "{script:?}");
        }
    }
}
