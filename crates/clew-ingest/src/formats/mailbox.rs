//! mbox files (RFC 4155): mails one after another, each after a line that begins with "From ".

use crate::Refusal;
use crate::format::Format;
use crate::walk::{Member, Trouble, Walk};
use std::io::{BufRead, BufReader, Read};

/// Walks the mails of a mailbox; they are numbered from 1.
pub(super) fn walk(walk: &mut Walk<'_>, member: &Member, from: &mut dyn Read) -> Result<(), Trouble> {
    let mut mails =
        Mails { from: BufReader::new(from), most_bytes: walk.limits.document_bytes as usize, started: false };
    let mut number = 0;
    while let Some(mail) = mails.next_mail().map_err(|error| walk.read_trouble(&error))? {
        number += 1;
        walk.budget.member().map_err(crate::walk::Stop::OverBudget)?;
        let mut inside = member.inside(&number.to_string());
        inside.name = format!("{number}.eml");
        walk.make_unique(&mut inside);
        match mail {
            Mail::Whole(bytes) => walk.document(&inside, Format::Email, &bytes)?,
            Mail::TooLarge => {
                let most = walk.limits.document_bytes >> 20;
                walk.leave(&inside, Format::Email.media_type(), Refusal::skipped(format!("is larger than {most} MB")))?;
            }
        }
    }
    Ok(())
}

enum Mail {
    Whole(Vec<u8>),
    TooLarge,
}

struct Mails<R> {
    from: BufReader<R>,
    most_bytes: usize,
    /// Whether the separator before the next mail was read with the mail before it.
    started: bool,
}

impl<R: Read> Mails<R> {
    fn next_mail(&mut self) -> std::io::Result<Option<Mail>> {
        let mut mail = Vec::new();
        let mut line = Vec::new();
        let mut is_too_large = false;
        let mut is_after_blank = true;
        let mut has_begun = std::mem::take(&mut self.started);
        loop {
            line.clear();
            // A line longer than a mail may be is read in pieces; the pieces are too much together.
            self.from.by_ref().take(self.most_bytes as u64 + 1).read_until(b'\n', &mut line)?;
            let is_separator = is_after_blank && line.starts_with(b"From ");
            if line.is_empty() || (is_separator && has_begun) {
                self.started = is_separator;
                return Ok(has_begun.then_some(if is_too_large { Mail::TooLarge } else { Mail::Whole(mail) }));
            }
            is_after_blank = matches!(line.as_slice(), b"\n" | b"\r\n");
            if is_separator {
                has_begun = true;
                continue;
            }
            is_too_large |= mail.len() + line.len() > self.most_bytes;
            match is_too_large {
                true => mail = Vec::new(),
                false => mail.extend_from_slice(unescaped(&line)),
            }
        }
    }
}

/// A line without the `>` that mail programs put before one that would look like a separator (mboxrd).
fn unescaped(line: &[u8]) -> &[u8] {
    let n_marks = line.iter().take_while(|&&byte| byte == b'>').count();
    if n_marks > 0 && line[n_marks..].starts_with(b"From ") { &line[1..] } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(mailbox: &str, expect: &[&str]) {
        let mut mails = Mails { from: BufReader::new(mailbox.as_bytes()), most_bytes: 60, started: false };
        let mut found = Vec::new();
        while let Some(mail) = mails.next_mail().expect("memory can be read") {
            found.push(match mail {
                Mail::Whole(bytes) => String::from_utf8(bytes).expect("ASCII"),
                Mail::TooLarge => "too large".to_owned(),
            });
        }
        assert_eq!(found, expect);
    }

    #[test]
    fn mails_end_where_the_next_begins() {
        check("From a\nTo: x\n\none\n\nFrom b\nTo: y\n\ntwo\n", &["To: x\n\none\n\n", "To: y\n\ntwo\n"]);
        check("", &[]);
    }

    #[test]
    fn only_a_separator_after_a_blank_line_separates() {
        check("From a\nTo: x\n\nHe came\nFrom Varn.\n", &["To: x\n\nHe came\nFrom Varn.\n"]);
        check("From a\nTo: x\n\n>From Varn.\n>>From b\n> From c\n", &["To: x\n\nFrom Varn.\n>From b\n> From c\n"]);
    }

    #[test]
    fn a_mail_that_is_too_large_does_not_take_the_next_with_it() {
        let large = "x".repeat(70);
        check(&format!("From a\nTo: x\n\n{large}\n\nFrom b\nTo: y\n"), &["too large", "To: y\n"]);
    }
}
