//! What the columns of a table hold, by their names in `lexicon/columns.txt` and by whether their cells can be that.

use crate::chains::is_given_name;
use crate::lexicon::classes;
use clew_model::ThingType;
use std::collections::HashMap;
use std::sync::LazyLock;

pub(crate) const COLUMNS: &str = include_str!("../../lexicon/columns.txt");

/// The longest name of a column in bytes.
const LONGEST_NAME: usize = 40;

/// What the name of a column says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Phone,
    End,
    OfCalls,
    OfPayments,
    Account,
    Place,
    Facility,
    Person,
    Name,
    OfPeople,
    Organization,
    Plate,
    Vessel,
    Other,
    Nothing,
}

/// The classes of each name and of each cell that says nothing, in the order of the file.
static CLASSES: LazyLock<HashMap<&'static str, Vec<Class>>> = LazyLock::new(|| {
    let mut found: HashMap<&'static str, Vec<Class>> = HashMap::new();
    for class in classes(COLUMNS) {
        let value = class_named(class.name);
        class.entries.into_iter().for_each(|name| found.entry(name).or_default().push(value));
    }
    found
});

fn class_named(name: &str) -> Class {
    match name {
        "phone" => Class::Phone,
        "end" => Class::End,
        "of calls" => Class::OfCalls,
        "of payments" => Class::OfPayments,
        "account" => Class::Account,
        "place" => Class::Place,
        "facility" => Class::Facility,
        "person" => Class::Person,
        "name" => Class::Name,
        "of people" => Class::OfPeople,
        "organization" => Class::Organization,
        "plate" => Class::Plate,
        "vessel" => Class::Vessel,
        "other" => Class::Other,
        "nothing" => Class::Nothing,
        other => unreachable!("columns.txt has no class {other}"),
    }
}

/// The names of a table's columns, understood.
#[derive(Debug)]
pub(super) struct Header {
    /// The classes of each column; none where nothing is known of it.
    columns: Vec<&'static [Class]>,
}

impl Header {
    /// Understands the cells of a line; `None` where they are no names of columns, or none of them tells a name.
    pub(super) fn of(cells: &[&str]) -> Option<Self> {
        let names: Vec<&str> = cells.iter().copied().filter(|cell| !cell.is_empty()).collect();
        let is_name = |name: &&str| name.len() <= LONGEST_NAME && name.contains(char::is_alphabetic);
        let is_again = |(nth, name): (usize, &&str)| names[..nth].contains(name);
        if names.len() < 2 || !names.iter().all(is_name) || names.iter().enumerate().any(is_again) {
            return None;
        }
        let columns: Vec<&[Class]> = cells.iter().map(|cell| classes_of(cell)).collect();
        let is_known = |classes: &&&[Class]| classes.iter().any(|class| *class != Class::Nothing);
        let n_known = columns.iter().filter(is_known).count();
        let tells = |class: &Class| {
            !matches!(class, Class::Other | Class::Nothing | Class::OfCalls | Class::OfPayments | Class::OfPeople)
        };
        let tells_a_name = columns.iter().any(|classes| classes.iter().any(tells));
        // Of two words that a comma parts, one may well be the name of a column: "Weil, captain".
        (tells_a_name && n_known >= 2 && 2 * n_known >= names.len()).then_some(Self { columns })
    }

    /// How many columns there are.
    pub(super) fn len(&self) -> usize {
        self.columns.len()
    }

    /// What each column holds, given the cells of every row.
    pub(super) fn columns<'t>(&self, rows: impl Iterator<Item = Vec<&'t str>>) -> Vec<Option<Held>> {
        let held: Vec<Option<Held>> = self.columns.iter().map(|classes| self.held(classes)).collect();
        let mut counts = vec![Counts::default(); self.columns.len()];
        for row in rows {
            for ((cell, held), counts) in row.into_iter().zip(&held).zip(&mut counts) {
                counts.count(cell, *held);
            }
        }
        let is_end = |classes: &[Class]| classes.contains(&Class::End);
        let is_people = self.has(Class::OfPeople);
        let columns = held.into_iter().zip(&self.columns).zip(counts);
        let settled = columns.map(|((held, classes), counts)| {
            let is_held = match held {
                Some(Held::Person) if classes.contains(&Class::Name) => is_people || 2 * counts.given > counts.said,
                Some(_) if is_end(classes) => counts.fitting == counts.said,
                _ => 2 * counts.fitting >= counts.said,
            };
            held.filter(|_| is_held)
        });
        settled.collect()
    }

    /// What a column holds if its cells can be that.
    fn held(&self, classes: &[Class]) -> Option<Held> {
        classes.iter().find_map(|class| match class {
            Class::Phone => Some(Held::Phone),
            Class::End if self.has(Class::OfCalls) => Some(Held::Phone),
            Class::End if self.has(Class::OfPayments) => Some(Held::Account),
            Class::Account => Some(Held::Account),
            Class::Place => Some(Held::Place),
            Class::Facility => Some(Held::Facility),
            Class::Person | Class::Name => Some(Held::Person),
            Class::Organization => Some(Held::Organization),
            Class::Plate => Some(Held::Plate),
            Class::Vessel => Some(Held::Vessel),
            _ => None,
        })
    }

    fn has(&self, class: Class) -> bool {
        self.columns.iter().any(|classes| classes.contains(&class))
    }
}

/// The cells of a column.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    /// Those that say something.
    said: usize,
    /// Those of them that can be what the column holds.
    fitting: usize,
    /// Those of them that begin with a given name and have a second word.
    given: usize,
}

impl Counts {
    fn count(&mut self, cell: &str, held: Option<Held>) {
        let Some(held) = held.filter(|_| says_something(cell)) else { return };
        self.said += 1;
        self.fitting += usize::from(held.thing(cell).is_some());
        let mut words = cell.split_whitespace();
        let is_given = words.next().is_some_and(is_given_name) && words.next().is_some();
        self.given += usize::from(is_given && held.thing(cell).is_some());
    }
}

/// What a column holds, where that is a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    Phone,
    Account,
    Place,
    Facility,
    Person,
    Organization,
    Plate,
    Vessel,
}

impl Held {
    /// What a cell of the column names; `None` where it says nothing or is not written as such a name is.
    pub(super) fn thing(self, cell: &str) -> Option<ThingType> {
        let n_digits = cell.bytes().filter(u8::is_ascii_digit).count();
        let n_letters = cell.chars().filter(|c| c.is_alphabetic()).count();
        let has_words = |most: usize| n_letters > n_digits && n_letters > 1 && cell.split_whitespace().count() <= most;
        let is_written = match self {
            Self::Phone => is_number(cell) && (2..=15).contains(&n_digits),
            Self::Account => n_digits > 3 && cell.chars().all(|c| c.is_alphanumeric() || " -/.*".contains(c)),
            Self::Place | Self::Facility => has_words(8) && is_capital(cell),
            Self::Person => n_digits == 0 && has_words(6) && cell.split_whitespace().any(is_capital),
            Self::Organization => has_words(10) && (is_capital(cell) || cell.starts_with(|c: char| c.is_ascii_digit())),
            Self::Plate => n_digits > 0 && (3..=12).contains(&cell.len()) && is_plate(cell),
            Self::Vessel => has_words(6) && is_capital(cell),
        };
        (is_written && says_something(cell)).then_some(match self {
            Self::Phone => ThingType::Phone,
            Self::Account => ThingType::Account,
            Self::Place => ThingType::Place,
            Self::Facility => ThingType::Facility,
            Self::Person => ThingType::Person,
            Self::Organization => ThingType::Organization,
            Self::Plate | Self::Vessel => ThingType::Vehicle,
        })
    }
}

/// Whether a cell is written as a number that is called: digits with spaces and marks among them, and no day or sum.
fn is_number(cell: &str) -> bool {
    let marks: Vec<char> = cell.chars().filter(|c| !c.is_ascii_digit()).collect();
    let parts: Vec<&str> = cell.split(['-', '.', '/']).collect();
    let is_day = parts.len() == 3 && parts.iter().all(|part| (1..=4).contains(&part.len())) && cell.len() <= 10;
    marks.iter().all(|mark| " +-()./*".contains(*mark)) && !is_day && !(parts.len() == 2 && cell.contains('.'))
}

fn is_plate(cell: &str) -> bool {
    cell.chars().all(|c| c.is_numeric() || c.is_alphabetic() && !c.is_lowercase() || matches!(c, ' ' | '-'))
}

/// Whether a word does not begin in lower case; scripts without capitals have none.
fn is_capital(word: &str) -> bool {
    word.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
}

/// Whether a cell has a letter or a digit and is none of the words for nothing.
fn says_something(cell: &str) -> bool {
    cell.contains(char::is_alphanumeric) && !classes_of(cell).contains(&Class::Nothing)
}

/// The classes of a name of a column.
fn classes_of(name: &str) -> &'static [Class] {
    if name.len() > LONGEST_NAME {
        return &[];
    }
    CLASSES.get(plain(name).as_str()).map_or(&[], Vec::as_slice)
}

/// A name in lower case, its words parted by single spaces, without marks and what stands in brackets.
fn plain(name: &str) -> String {
    let name = name.split(['(', '[']).next().expect("a split has one part at least");
    let mut found = String::new();
    let mut before = ' ';
    for c in name.chars() {
        let begins_word = c.is_uppercase() && before.is_lowercase() || !before.is_alphanumeric();
        if c.is_alphanumeric() {
            if begins_word && !found.is_empty() {
                found.push(' ');
            }
            found.extend(c.to_lowercase());
        }
        before = c;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_columns_are_compared_without_marks_and_brackets() {
        for (written, expected) in [
            ("Called_Number", "called number"),
            ("calledNumber", "called number"),
            ("DURATION (s)", "duration"),
            ("Phone No.", "phone no"),
            ("N/A", "n a"),
            ("  E-mail ", "e mail"),
            ("(s)", ""),
        ] {
            assert_eq!(plain(written), expected);
        }
    }

    #[test]
    fn days_and_sums_are_no_telephones() {
        for cell in ["417", "020 7946 0018", "+47 (22) 95-50-00", "555-0142", "07700*****7"] {
            assert_eq!(Held::Phone.thing(cell), Some(ThingType::Phone), "{cell}");
        }
        for cell in ["2023-02-15", "15/2/23", "25.00", "08:31", "7", "withheld", "12A", "-", ""] {
            assert_eq!(Held::Phone.thing(cell), None, "{cell}");
        }
    }

    #[test]
    fn cells_are_names_only_if_written_as_such() {
        for (held, cell, expected) in [
            (Held::Person, "de Souza, Ana", true),
            (Held::Person, "seat 12", false),
            (Held::Person, "two adults", false),
            (Held::Place, "Pier Road", true),
            (Held::Place, "LTE-4711", false),
            (Held::Organization, "3M Norge", true),
            (Held::Plate, "KX-417", true),
            (Held::Plate, "two", false),
            (Held::Plate, "on 3 May", false),
            (Held::Account, "NO93 8601 1117 947", true),
            (Held::Account, "Travel 2", false),
            (Held::Vessel, "N/A", false),
        ] {
            assert_eq!(held.thing(cell).is_some(), expected, "{held:?} {cell}");
        }
    }

    #[test]
    fn a_header_has_names_of_columns_half_of_them_known() {
        let is_header = |cells: &str| Header::of(&cells.split(", ").collect::<Vec<_>>()).is_some();
        assert!(is_header("date, start, from, to, seconds, mast"));
        assert!(is_header("Passenger, Seat, x, y"));
        for none in ["Weil, captain", "date, time", "name", "mast, x, y", "name, name", "from, 417", "Lowgate, Varn"] {
            assert!(!is_header(none), "{none}");
        }
    }
}
