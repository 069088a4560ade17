//! Why two names were held to be the same or not, in words.

use super::align::{Agreement, places};
use super::compare::{Noted, Weighed};
use super::tricks::Trick;
use super::weigh::Aspect;
use super::word::Word;
use super::{Name, Verdict};

/// Why, in a sentence or two for a reader; `is_turned` where the reader knows `b` as the first.
pub(super) fn why(a: &Name, b: &Name, is_turned: bool, weighed: &Weighed, verdict: Verdict) -> String {
    let mut reasons: Vec<String> = a.tricks.iter().chain(&b.tricks).map(trick).collect();
    reasons.dedup();
    let noted: Vec<&Noted> = weighed.noted().iter().collect();
    let clashes = noted.iter().filter(|noted| noted.agreement == Agreement::Clash);
    let others = noted.iter().filter(|noted| noted.agreement != Agreement::Clash);
    match verdict {
        Verdict::Different => reasons.extend(clashes.chain(others).map(|noted| reason(a, b, is_turned, noted))),
        _ => reasons.extend(others.chain(clashes).map(|noted| reason(a, b, is_turned, noted))),
    }
    if a.is_person() && !(a.is_full() && b.is_full()) && verdict == Verdict::Unsure {
        reasons.push("one name alone does not tell people apart".to_owned());
    }
    if reasons.is_empty() {
        reasons.push("there is nothing to compare".to_owned());
    }
    let mut sentence = reasons.join("; ");
    if let Some(first) = sentence.get(..1).map(str::to_uppercase) {
        sentence.replace_range(..1, &first);
    }
    sentence + "."
}

fn trick(trick: &Trick) -> String {
    match trick {
        Trick::Lookalike(other, latin) => {
            format!("the letter {other} (U+{:04X}) only looks like {latin}", u32::from(*other))
        }
        Trick::Direction(mark) => format!("a hidden mark (U+{:04X}) turns the direction of reading", u32::from(*mark)),
    }
}

fn reason(a: &Name, b: &Name, is_turned: bool, noted: &Noted) -> String {
    let (first, second) = (text(&a.words, noted.a), text(&b.words, noted.b));
    let (one, other) = if is_turned { (second, first) } else { (first, second) };
    let part = part(noted.aspect);
    match (noted.aspect, noted.agreement) {
        (Aspect::Order, Agreement::Clash | Agreement::Far) => "the words stand in another order".to_owned(),
        (Aspect::Order, _) => "one has a further name before the other's first, as a child's name has".to_owned(),
        (Aspect::Suffix, Agreement::Clash) => "the generations differ".to_owned(),
        (Aspect::Suffix, _) => "only one says which generation".to_owned(),
        (Aspect::Form, Agreement::Clash) => "the legal forms are of different kinds".to_owned(),
        (Aspect::Form, Agreement::Absent) => "only one gives a legal form".to_owned(),
        (Aspect::Form, _) => "the legal forms agree".to_owned(),
        (Aspect::Acronym, _) => "one is the first letters of the other".to_owned(),
        (_, Agreement::Equal) => format!("{part} {one} is in both"),
        (_, Agreement::Writing) => format!("{part} {one} and {other} are writings of one name"),
        (_, Agreement::Nickname) => format!("{one} and {other} are name and pet name"),
        (_, Agreement::Initial) => format!("{one} and {other} begin alike"),
        (_, Agreement::Near) => format!("{part} {one} and {other} differ by little, as when mistyped"),
        (_, Agreement::Far) => format!("{part} {one} and {other} are somewhat alike"),
        (_, Agreement::Clash) => format!("{part} {one} contradicts {other}"),
        (_, Agreement::Absent) => format!("only one has {part} {one}{other}"),
    }
}

fn part(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Given => "given name",
        Aspect::Family => "family name",
        Aspect::Patronymic => "father's name",
        Aspect::Middle => "name",
        Aspect::Kunya => "kunya",
        Aspect::Number => "number",
        _ => "word",
    }
}

fn text(words: &[Word], mask: u16) -> String {
    places(mask).filter_map(|place| words.get(place)).map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
}
