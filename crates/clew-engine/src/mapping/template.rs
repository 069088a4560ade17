//! How a row is told: "{caller} [telephoned] {callee} on {date}."

/// A part of a sentence's template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Words that stand as they are.
    Words(String),
    /// Words that speak of what is claimed: in brackets.
    Trigger(String),
    /// The cell of a column: in braces.
    Cell(String),
}

/// Reads a template; fails, saying why, where a bracket or brace is left open, empty or nested.
pub fn parse(template: &str) -> Result<Vec<Part>, String> {
    let (mut parts, mut rest) = (Vec::new(), template);
    while let Some(at) = rest.find(['{', '[', '}', ']']) {
        let (before, from) = rest.split_at(at);
        if !before.is_empty() {
            parts.push(Part::Words(before.to_owned()));
        }
        let closing = match from.chars().next() {
            Some('{') => '}',
            Some('[') => ']',
            other => return Err(format!("{} closes nothing", other.unwrap_or_default())),
        };
        let inside = &from[1..];
        let end = inside.find(['{', '[', '}', ']']).filter(|end| inside[*end..].starts_with(closing));
        let end = end.ok_or_else(|| format!("{} is not closed", &from[..1]))?;
        let words = inside[..end].trim().to_owned();
        if words.is_empty() {
            return Err(format!("nothing stands between {} and {closing}", &from[..1]));
        }
        parts.push(if closing == '}' { Part::Cell(words) } else { Part::Trigger(words) });
        rest = &inside[end + 1..];
    }
    if !rest.is_empty() {
        parts.push(Part::Words(rest.to_owned()));
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_words_triggers_and_cells() {
        let parts = parse("{caller} [telephoned] {called number}.").expect("a template");
        let expected = [
            Part::Cell("caller".to_owned()),
            Part::Words(" ".to_owned()),
            Part::Trigger("telephoned".to_owned()),
            Part::Words(" ".to_owned()),
            Part::Cell("called number".to_owned()),
            Part::Words(".".to_owned()),
        ];
        assert_eq!(parts, expected);
    }

    #[test]
    fn what_is_left_open_is_named() {
        for (template, why) in [
            ("{caller [rang] {callee}", "{ is not closed"),
            ("{caller} rang]", "] closes nothing"),
            ("{ } rang", "nothing stands between { and }"),
            ("{caller} [rang", "[ is not closed"),
        ] {
            assert_eq!(parse(template), Err(why.to_owned()), "{template}");
        }
    }
}
