//! Templates of phrases: "[Person], <age>, [Title] of [Organization]". What each piece stands for is told in words/README.md.

use super::classes::Class;
use clew_model::Role;

/// A piece of a template.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Piece {
    /// One of these, each of one word or more.
    Words(Vec<Vec<String>>),
    /// Pieces that may be missing.
    Maybe(Box<Piece>),
    /// A comma; the last one of a template is any end of a phrase.
    Comma,
    /// Up to five words without a comma.
    Gap,
    /// The noun phrase that a word of the class ends.
    Class(Class),
    /// A whole mention that is a name.
    Name,
    /// A mention that fills the role, made as its inside says where it has one.
    Role(Role, Vec<Piece>),
}

/// The most gaps of a template, and the most pieces that may be missing: each is tried in all its lengths with all of the
/// others'.
const MOST_GAPS: usize = 3;
const MOST_MISSING: usize = 8;
/// How deep roles may stand in roles: "[Relative [Person]'s <kin>]" is of two.
const DEEPEST: usize = 4;

/// Reads a template; `role` knows the roles of its predicate.
pub(crate) fn template(text: &str, role: &impl Fn(&str) -> Result<Role, String>) -> Result<Vec<Piece>, String> {
    let mut depth = 0usize;
    for c in text.chars() {
        depth = if c == '[' { depth + 1 } else { depth.saturating_sub(usize::from(c == ']')) };
        if depth > DEEPEST {
            return Err(format!("brackets stand more than {DEEPEST} deep in one another"));
        }
    }
    if text.matches("...").count() > MOST_GAPS || text.matches('{').count() > MOST_MISSING {
        return Err(format!(
            "it has more than {MOST_GAPS} gaps, or more than {MOST_MISSING} pieces that may be missing"
        ));
    }
    pieces_of(text, role)
}

fn pieces_of(text: &str, role: &impl Fn(&str) -> Result<Role, String>) -> Result<Vec<Piece>, String> {
    let mut rest = text.trim();
    let mut pieces = Vec::new();
    while let Some(first) = rest.chars().next() {
        let piece;
        (piece, rest) = match first {
            '[' => {
                let (inside, after) = closed(&rest[1..])?;
                let (name, inside) = inside.split_once(' ').unwrap_or((inside, ""));
                (Piece::Role(role(name)?, pieces_of(inside, role)?), after)
            }
            '{' => {
                let (inside, after) = rest[1..].split_once('}').ok_or("a brace is not closed")?;
                let inside = inside.strip_suffix("...").map_or(inside, str::trim_end);
                let inside = if inside.is_empty() { Piece::Gap } else { words(inside) };
                (Piece::Maybe(Box::new(inside)), after)
            }
            '<' => {
                let (name, after) = rest.split_once('>').ok_or("an angle bracket is not closed")?;
                let class = || Class::named(&format!("{name}>")).ok_or_else(|| format!("{name}> is no class of words"));
                (if name == "<name" { Piece::Name } else { Piece::Class(class()?) }, after)
            }
            ',' => (Piece::Comma, &rest[1..]),
            '.' if rest.starts_with("...") => (Piece::Gap, &rest[3..]),
            '(' | ')' | '"' => (words(&rest[..1]), &rest[1..]),
            '-' if rest.starts_with("-born") => (words("-"), &rest[1..]),
            '-' => (words("-"), &rest[1..]),
            _ => {
                let end = rest.find([' ', ',', '[', '<', '(', ')', '"']).unwrap_or(rest.len());
                (words(&rest[..end]), &rest[end..])
            }
        };
        pieces.push(piece);
        rest = rest.trim_start();
    }
    Ok(pieces)
}

/// What stands before the bracket that closes, others inside counted, and what stands after it.
fn closed(text: &str) -> Result<(&str, &str), String> {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '[' => depth += 1,
            ']' if depth == 0 => return Ok((&text[..at], &text[at + 1..])),
            ']' => depth -= 1,
            _ => {}
        }
    }
    Err("a bracket is not closed".to_owned())
}

/// "of|at", "code_name|alias": alternatives, each cut into words as sentences are.
fn words(text: &str) -> Piece {
    let cut = |word: &str| {
        let parted = word.replace('_', " ").replace('-', " - ").replace('/', " / ").to_lowercase();
        parted.split_whitespace().map(str::to_owned).collect()
    };
    Piece::Words(text.split('|').map(cut).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(name: &str) -> Result<Role, String> {
        match name {
            "Person" => Ok(Role::Person),
            "Relative" => Ok(Role::Relative),
            _ => Err(format!("{name} is no role")),
        }
    }

    #[test]
    fn templates_are_read_piece_by_piece() {
        let words = |text| super::words(text);
        let person = || Piece::Role(Role::Person, Vec::new());
        for (text, pieces) in [
            ("[Person], <age>,", vec![person(), Piece::Comma, Piece::Class(Class::Age), Piece::Comma]),
            (
                "[Relative [Person]'s <kin>]",
                vec![Piece::Role(Role::Relative, vec![person(), words("'s"), Piece::Class(Class::Kin)])],
            ),
            (
                "[Person], {a|the} code_name ...",
                vec![person(), Piece::Comma, Piece::Maybe(Box::new(words("a|the"))), words("code_name"), Piece::Gap],
            ),
            (
                "[Person] (aka [Relative])",
                vec![person(), words("("), words("aka"), Piece::Role(Role::Relative, Vec::new()), words(")")],
            ),
        ] {
            assert_eq!(template(text, &role), Ok(pieces), "{text}");
        }
        assert_eq!(
            words("nom_de_guerre|co-owner"),
            Piece::Words(vec![
                vec!["nom".into(), "de".into(), "guerre".into()],
                vec!["co".into(), "-".into(), "owner".into()],
            ])
        );
        for wrong in ["[Person", "<nothing>", "[Thing]", "{a"] {
            assert!(template(wrong, &role).is_err(), "{wrong}");
        }
    }
}
