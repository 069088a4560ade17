//! What documents say of themselves in their properties, and how far that is believed.
//!
//! Office programs fill the properties in by themselves: the title with a template's or a file's name, the author with
//! whoever the computer was sold to, the dates with when a file was last converted. So a title or author is taken only
//! where it looks like one, and a date never: the day a file was made is not the day it could be read.

/// A title that somebody wrote; `None` for file names and what programs put there by default.
pub(super) fn title(property: &str) -> Option<String> {
    let title = property.trim();
    let lower = title.to_lowercase();
    let is_default =
        ["untitled", "document", "powerpoint presentation", "microsoft word - ", "unnamed"].iter().any(|default| {
            lower.starts_with(default) && lower.len() < default.len() + 6 || lower.starts_with("microsoft word - ")
        });
    let is_file_name = lower.rsplit_once('.').is_some_and(|(_, extension)| {
        ["doc", "docx", "pdf", "indd", "qxd", "odt", "rtf", "txt", "htm", "html", "xls", "xlsx", "ppt", "pptx"]
            .contains(&extension)
    });
    (title.chars().any(char::is_alphabetic)
        && !title.starts_with('(')
        && !is_default
        && !is_file_name
        && !lower.contains("://"))
    .then(|| title.to_owned())
}

/// A person's or body's name: two words or more, no address, no digits; account names and defaults are not.
pub(super) fn author(property: &str) -> Option<String> {
    let author = property.trim();
    let is_name = author.split_whitespace().count() >= 2
        && author.chars().count() <= 100
        && !author.chars().any(|c| c.is_ascii_digit() || matches!(c, '@' | '\\' | '/'));
    let lower = author.to_lowercase();
    let is_account = ["user", "admin", "microsoft", "windows", "office"].iter().any(|word| lower.contains(word));
    (is_name && !is_account).then(|| author.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_that_programs_made_up_are_left() {
        for made_up in ["Untitled", "Microsoft Word - report.doc", "report_final.docx", "Document1", " ", "12345"] {
            assert_eq!(title(made_up), None, "{made_up:?}");
        }
        assert_eq!(title(" The Hallam Inquiry ").as_deref(), Some("The Hallam Inquiry"));
        assert_eq!(title("Documents of the Hallam Inquiry").as_deref(), Some("Documents of the Hallam Inquiry"));
    }

    #[test]
    fn account_names_are_no_authors() {
        for account in ["jweil", "Windows User", "j.weil@varn.example", "Office 365"] {
            assert_eq!(author(account), None, "{account:?}");
        }
        assert_eq!(author("Mara Lind").as_deref(), Some("Mara Lind"));
    }
}
