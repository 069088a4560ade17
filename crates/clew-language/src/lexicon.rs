//! The readable word lists in `lexicon/`, compiled in: classes of entries, each with examples that tests run.
//!
//! A line `[class]` begins a class; `example: TEXT => EXPECTED` shows what it is for; every other line that is not a
//! comment (`#`) holds entries parted by commas.

/// One class of a lexicon file.
pub(crate) struct Class {
    /// What stands in the square brackets.
    pub name: &'static str,
    /// Words or phrases, as written in the file.
    pub entries: Vec<&'static str>,
    /// Texts with what is expected of them; read by tests only.
    pub examples: Vec<(&'static str, &'static str)>,
}

/// The classes of a lexicon file, in the file's order.
pub(crate) fn classes(file: &'static str) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::new();
    for line in file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            classes.push(Class { name, entries: Vec::new(), examples: Vec::new() });
            continue;
        }
        let class = classes.last_mut().expect("a lexicon file begins with a class");
        match line.strip_prefix("example:") {
            Some(example) => {
                let (text, expected) = example.split_once("=>").expect("an example has its expectation after =>");
                class.examples.push((text.trim(), expected.trim()));
            }
            None => class.entries.extend(line.split(',').map(str::trim).filter(|entry| !entry.is_empty())),
        }
    }
    classes
}

/// Each entry in lower case with its class; of an entry that stands in two classes the later one counts.
pub(crate) fn by_lower_case<C: Copy>(
    file: &'static str,
    class_named: impl Fn(&str) -> C,
) -> std::collections::HashMap<String, C> {
    let of_class = |class: Class| {
        let value = class_named(class.name);
        class.entries.into_iter().map(move |entry| (entry.to_lowercase(), value))
    };
    classes(file).into_iter().flat_map(of_class).collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use std::collections::HashSet;

    /// Runs every example of a lexicon file: `read` turns the text into what stands after `=>`.
    pub(crate) fn check_examples(file: &'static str, read: impl Fn(&str) -> String) {
        for class in classes(file) {
            assert!(!class.examples.is_empty(), "[{}] has no example", class.name);
            for (text, expected) in class.examples {
                assert_eq!(read(text), expected, "[{}] {text}", class.name);
            }
        }
    }

    #[test]
    fn entries_are_listed_once_in_a_class() {
        for file in crate::LEXICON {
            for class in classes(file) {
                assert!(!class.entries.is_empty(), "[{}] is empty", class.name);
                let mut seen = HashSet::new();
                let twice: Vec<_> = class.entries.iter().filter(|entry| !seen.insert(**entry)).collect();
                assert!(twice.is_empty(), "[{}] lists {twice:?} twice", class.name);
            }
        }
    }
}
