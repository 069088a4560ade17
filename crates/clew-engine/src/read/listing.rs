use clew_ingest::Refusal;
use std::collections::HashSet;

/// What becomes of a file in a listing that somebody else made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Listed {
    /// It is to be read.
    File {
        /// Its path, tidied: the id of what is in it.
        id: String,
        /// Its place in the listing.
        nth: usize,
    },
    /// It is passed over, or the folder that it lies in: told once.
    PassedOver {
        /// The path of what is passed over, tidied.
        id: String,
        /// Why.
        refusal: Refusal,
    },
}

/// How the names of files end that belong to a case and lie beside it: what SQLite keeps, and what waits to be read.
pub(super) const BESIDE_A_CASE: [&str; 5] = ["", "-wal", "-shm", "-journal", "-spool"];

/// The pages beside which browsers save a folder of this name: `Page.html` of `Page_files`.
pub(super) fn page_of_folder(folder: &str) -> Option<[String; 2]> {
    let page = folder.strip_suffix("_files")?;
    Some([format!("{page}.html"), format!("{page}.htm")])
}

/// Why a name in a folder is passed over, whatever it is of.
pub(super) fn hidden(name: &str) -> Option<Refusal> {
    name.starts_with('.').then(|| Refusal::Skipped("is hidden".to_owned()))
}

/// Why the folder of a saved page is passed over.
pub(super) fn of_saved_page() -> Refusal {
    Refusal::Skipped("holds the pictures and scripts of the saved page beside it".to_owned())
}

/// What [`Inputs::under`](super::Inputs::under) would say of files that lie where only somebody else can look, in its order.
///
/// Paths are relative to where they were picked, `/` between their parts; what they begin with was picked itself, and is
/// taken whatever it is called. Files of the case itself, whose file is called `case`, are left out.
pub fn sort_out(paths: &[&str], case: &str) -> Vec<Listed> {
    let mut files: Vec<(Vec<&str>, usize)> = paths
        .iter()
        .enumerate()
        .map(|(nth, path)| (path.split('/').filter(|part| !matches!(*part, "" | ".")).collect(), nth))
        .filter(|(parts, _): &(Vec<&str>, usize)| !parts.is_empty())
        .collect();
    files.sort();
    let all: HashSet<&[&str]> = files.iter().map(|(parts, _)| parts.as_slice()).collect();
    let mut sorted: Vec<Listed> = Vec::new();
    for (parts, nth) in &files {
        if parts.iter().any(|part| belongs_to(part, case)) {
            continue;
        }
        match passed_over(parts, &all) {
            None => sorted.push(Listed::File { id: parts.join("/"), nth: *nth }),
            Some((id, refusal)) => {
                let told = Listed::PassedOver { id, refusal };
                if sorted.last() != Some(&told) {
                    sorted.push(told);
                }
            }
        }
    }
    sorted
}

/// The outermost part of a path that is passed over, and why.
fn passed_over(parts: &[&str], all: &HashSet<&[&str]>) -> Option<(String, Refusal)> {
    (1..parts.len()).find_map(|last| {
        let (folder, name) = (&parts[..last], parts[last]);
        let is_saved_with = |page: &String| all.contains([folder, &[page.as_str()]].concat().as_slice());
        let is_of_saved_page =
            || last + 1 < parts.len() && page_of_folder(name).is_some_and(|pages| pages.iter().any(is_saved_with));
        let refusal = hidden(name).or_else(|| is_of_saved_page().then(of_saved_page))?;
        Some((parts[..=last].join("/"), refusal))
    })
}

fn belongs_to(name: &str, case: &str) -> bool {
    name.strip_prefix(case).is_some_and(|ending| BESIDE_A_CASE.contains(&ending))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Input, Inputs};
    use std::fs;
    use std::path::Path;

    fn told(sorted: &[Listed]) -> Vec<String> {
        let told = |listed: &Listed| match listed {
            Listed::File { id, .. } => id.clone(),
            Listed::PassedOver { id, refusal } => format!("{id} {refusal:?}"),
        };
        sorted.iter().map(told).collect()
    }

    /// What the walk over the real folder says of it.
    fn walked(root: &Path, folder: &str, case: &str) -> Vec<String> {
        let prefix = format!("{}/", crate::id_of(root));
        let inputs = Inputs::under(&[root.join(folder)], &root.join(folder).join(case)).unwrap();
        let told = |input| match input {
            Input::File { id, .. } => id,
            Input::Refused { id, refusal } => format!("{id} {refusal:?}"),
            Input::Document(_) | Input::Mapped(..) => String::new(),
        };
        inputs.each.map(|input| told(input.unwrap()).replacen(&prefix, "", 1)).collect()
    }

    #[test]
    fn a_listing_is_sorted_out_as_the_folder_is_walked() {
        let root = tempfile::tempdir().unwrap();
        let files = [
            ".picked/b.txt",
            ".picked/a.txt",
            ".picked/.git/config",
            ".picked/.git/objects/1",
            ".picked/.DS_Store",
            ".picked/a/z.txt",
            ".picked/a-b/y.txt",
            ".picked/a.d/x.txt",
            ".picked/Été/w.txt",
            ".picked/page.html",
            ".picked/page_files/ad.html",
            ".picked/page_files/sub/ad.js",
            ".picked/other_files/d.txt",
            ".picked/letter.htm",
            ".picked/letter_files/l.txt",
            ".picked/plain_files",
            ".picked/sub/page_files/e.txt",
            ".picked/affair.clew",
            ".picked/affair.clew-wal",
            ".picked/affair.clew-spool/1",
            ".picked/affair.clew.txt",
        ]; // rustfmt would put each on a line of its own
        for name in files {
            let path = root.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        let sorted = told(&sort_out(&files, "affair.clew"));
        assert_eq!(sorted, walked(root.path(), ".picked", "affair.clew"));
        assert_eq!(sorted.iter().filter(|id| id.contains("Skipped")).count(), 4, "{sorted:?}");
        assert!(sorted.iter().any(|id| id == ".picked/affair.clew.txt"));
    }

    #[test]
    fn strange_paths_are_names_like_any_other() {
        let paths = ["/abs//./a.txt", "../up.txt", "in/../../b.txt", "", "/", "c\u{0}\u{7}\n.txt", "in\\d.txt"];
        let sorted = told(&sort_out(&paths, "x.clew"));
        let hidden = "in/.. Skipped(\"is hidden\")";
        assert_eq!(sorted, ["../up.txt", "abs/a.txt", "c\u{0}\u{7}\n.txt", hidden, "in\\d.txt"]);
        let nth = |listed: &Listed| if let Listed::File { nth, .. } = listed { Some(*nth) } else { None };
        assert_eq!(sort_out(&paths, "x.clew").iter().filter_map(nth).collect::<Vec<_>>(), [1, 0, 5, 6]);
    }
}
