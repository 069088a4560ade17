//! The predicate files that clew brings, one a predicate.

use super::{Patterns, PredicateFile};
use std::sync::LazyLock;

/// Names and texts of the files.
pub(crate) const FILES: [(&str, &str); 59] = [
    ("accuse", include_str!("../../predicates/accuse.txt")),
    ("acquit", include_str!("../../predicates/acquit.txt")),
    ("age", include_str!("../../predicates/age.txt")),
    ("agree", include_str!("../../predicates/agree.txt")),
    ("alias", include_str!("../../predicates/alias.txt")),
    ("appoint", include_str!("../../predicates/appoint.txt")),
    ("arrest", include_str!("../../predicates/arrest.txt")),
    ("associate", include_str!("../../predicates/associate.txt")),
    ("attack", include_str!("../../predicates/attack.txt")),
    ("born-in", include_str!("../../predicates/born-in.txt")),
    ("charge", include_str!("../../predicates/charge.txt")),
    ("claim-responsibility", include_str!("../../predicates/claim-responsibility.txt")),
    ("contact", include_str!("../../predicates/contact.txt")),
    ("convict", include_str!("../../predicates/convict.txt")),
    ("decide", include_str!("../../predicates/decide.txt")),
    ("deny", include_str!("../../predicates/deny.txt")),
    ("deport", include_str!("../../predicates/deport.txt")),
    ("detain", include_str!("../../predicates/detain.txt")),
    ("die", include_str!("../../predicates/die.txt")),
    ("direct", include_str!("../../predicates/direct.txt")),
    ("disaster", include_str!("../../predicates/disaster.txt")),
    ("discover", include_str!("../../predicates/discover.txt")),
    ("dismiss", include_str!("../../predicates/dismiss.txt")),
    ("escape", include_str!("../../predicates/escape.txt")),
    ("extradite", include_str!("../../predicates/extradite.txt")),
    ("family", include_str!("../../predicates/family.txt")),
    ("identify", include_str!("../../predicates/identify.txt")),
    ("injure", include_str!("../../predicates/injure.txt")),
    ("investigate", include_str!("../../predicates/investigate.txt")),
    ("join", include_str!("../../predicates/join.txt")),
    ("learn", include_str!("../../predicates/learn.txt")),
    ("leave", include_str!("../../predicates/leave.txt")),
    ("located-at", include_str!("../../predicates/located-at.txt")),
    ("meet", include_str!("../../predicates/meet.txt")),
    ("member", include_str!("../../predicates/member.txt")),
    ("nationality", include_str!("../../predicates/nationality.txt")),
    ("organize", include_str!("../../predicates/organize.txt")),
    ("owns", include_str!("../../predicates/owns.txt")),
    ("part-of", include_str!("../../predicates/part-of.txt")),
    ("plan", include_str!("../../predicates/plan.txt")),
    ("position", include_str!("../../predicates/position.txt")),
    ("possesses", include_str!("../../predicates/possesses.txt")),
    ("protest", include_str!("../../predicates/protest.txt")),
    ("publish", include_str!("../../predicates/publish.txt")),
    ("radicalize", include_str!("../../predicates/radicalize.txt")),
    ("recruit", include_str!("../../predicates/recruit.txt")),
    ("release", include_str!("../../predicates/release.txt")),
    ("residence", include_str!("../../predicates/residence.txt")),
    ("search", include_str!("../../predicates/search.txt")),
    ("seen-together", include_str!("../../predicates/seen-together.txt")),
    ("seize", include_str!("../../predicates/seize.txt")),
    ("sentence", include_str!("../../predicates/sentence.txt")),
    ("status", include_str!("../../predicates/status.txt")),
    ("suspect", include_str!("../../predicates/suspect.txt")),
    ("train", include_str!("../../predicates/train.txt")),
    ("transfer", include_str!("../../predicates/transfer.txt")),
    ("travel", include_str!("../../predicates/travel.txt")),
    ("trial", include_str!("../../predicates/trial.txt")),
    ("warn", include_str!("../../predicates/warn.txt")),
];

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let parsed = FILES
        .iter()
        .map(|(name, file)| (format!("{name}.txt"), PredicateFile::parse(file).expect("a test parses every file")));
    Patterns::new(parsed)
});

impl Patterns {
    /// The patterns that clew brings.
    pub fn embedded() -> &'static Self {
        &PATTERNS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_read_and_is_of_one_predicate() {
        let mut predicates = Vec::new();
        for (name, file) in FILES {
            let parsed = PredicateFile::parse(file).unwrap_or_else(|error| panic!("{name}.txt, {error}"));
            predicates.push(parsed.predicate());
        }
        predicates.sort_unstable();
        predicates.dedup();
        assert_eq!(predicates.len(), FILES.len(), "two files are of one predicate");
    }

    #[test]
    fn every_pattern_has_its_line_as_written() {
        let patterns = Patterns::embedded();
        let written = FILES.iter().flat_map(|(name, file)| {
            let lines = file.lines().enumerate().filter(|(_, line)| line.starts_with("verb "));
            lines.map(move |(at, line)| (format!("{name}.txt:{}", at + 1), line))
        });
        for (by, line) in written {
            let shown = patterns.line(&by).unwrap_or_else(|| panic!("{by} is there"));
            assert!(!shown.contains('#') && line.starts_with(shown), "{by}: {shown:?} of {line:?}");
        }
        for nothing in ["engine", "count", "arrest.txt:1", "no-such-file.txt:7", "arrest.txt:x"] {
            assert_eq!(patterns.line(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn no_file_is_left_out() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/predicates");
        let n_files = std::fs::read_dir(folder).expect("the folder is there").count();
        assert_eq!(n_files, FILES.len());
    }
}
