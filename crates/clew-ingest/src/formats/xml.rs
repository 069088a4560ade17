//! XML of office documents, element by element, whatever is wrong with it.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// One step through a document; names are without their prefix.
pub(super) enum Step<'x> {
    Start(&'x Element<'x>),
    /// Of an empty element (`<a/>`) too, right after its start.
    End(&'x str),
    Text(&'x str),
}

/// An element's start tag.
pub(super) struct Element<'x> {
    pub name: &'x str,
    tag: &'x BytesStart<'x>,
}

impl Element<'_> {
    /// The value of the attribute with this name, whatever its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let found = self.tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
        Some(unescaped(&found.value))
    }
}

/// Takes `step` through `xml` as far as it can be read; returns whether that was to the end.
pub(super) fn walk(xml: &str, mut step: impl FnMut(Step<'_>)) -> bool {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => step(Step::Start(&Element { name: tag.local_name().as_ref(), tag: &tag })),
            Ok(Event::Empty(tag)) => {
                step(Step::Start(&Element { name: tag.local_name().as_ref(), tag: &tag }));
                step(Step::End(tag.local_name().as_ref()));
            }
            Ok(Event::End(tag)) => step(Step::End(tag.local_name().as_ref())),
            Ok(Event::Text(text)) => step(Step::Text(&text.xml10_content())),
            Ok(Event::CData(text)) => step(Step::Text(&text.xml10_content())),
            Ok(Event::GeneralRef(reference)) => step(Step::Text(&referred(&reference))),
            Ok(Event::Eof) => return true,
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
            Err(_) => return false,
        }
    }
}

/// The text of a reference: a character by number, one of XML's five, or itself (entities are never looked up: they can
/// be bombs).
fn referred(reference: &str) -> String {
    let number = reference.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok(),
        None => number.parse().ok(),
    });
    match (number.and_then(char::from_u32), reference) {
        (Some(character), _) => character.to_string(),
        (None, "amp") => "&".to_owned(),
        (None, "lt") => "<".to_owned(),
        (None, "gt") => ">".to_owned(),
        (None, "quot") => "\"".to_owned(),
        (None, "apos") => "'".to_owned(),
        (None, other) => format!("&{other};"),
    }
}

fn unescaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        match after.split_once(';') {
            Some((reference, behind)) => {
                out.push_str(&referred(reference));
                rest = behind;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out + rest
}

/// The text of the first element of each name asked for, in the order of `names`.
pub(super) fn fields<const N: usize>(xml: &str, names: [&str; N]) -> [Option<String>; N] {
    let mut found = [const { None::<String> }; N];
    let mut open = None;
    walk(xml, |step| match step {
        Step::Start(element) => {
            open = names.iter().position(|&name| name == element.name).filter(|&nth| found[nth].is_none());
            if let Some(nth) = open {
                found[nth] = Some(String::new());
            }
        }
        Step::Text(text) => {
            if let Some(field) = open.and_then(|nth| found[nth].as_mut()) {
                field.push_str(text);
            }
        }
        Step::End(_) => open = None,
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_whatever_their_prefix() {
        let xml =
            "<cp:core xmlns:dc='x'><dc:title>Salt &amp; water &#x2013; a report</dc:title><dc:creator/></cp:core>";
        assert_eq!(
            fields(xml, ["title", "creator", "date"]),
            [Some("Salt & water – a report".to_owned()), Some(String::new()), None]
        );
    }

    #[test]
    fn entities_are_never_expanded() {
        let xml = "<!DOCTYPE a [<!ENTITY b 'bbbb'>]><a>x &b; y</a>";
        assert_eq!(fields(xml, ["a"]), [Some("x &b; y".to_owned())]);
    }

    #[test]
    fn broken_xml_is_read_as_far_as_it_goes() {
        let mut seen = String::new();
        let is_whole = walk("<a><b>one</b><c>two</a", |step| {
            if let Step::Text(text) = step {
                seen.push_str(text);
            }
        });
        assert_eq!((seen.as_str(), is_whole), ("onetwo", false));
    }
}
