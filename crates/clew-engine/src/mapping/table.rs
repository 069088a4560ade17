use super::stated_text::{Piece, StatedText, Stating};
use super::table_mapping::{RowClaim, RowSentence, TableMapping};
use super::template::Part;
use crate::Input;
use clew_ingest::{Item, Refusal};
use clew_model::{Basis, Interval, Published, Quantity, Reading, Sha256, on_one_line};
use clew_store::Mapped;
use jiff::civil::{Date, DateTime};
use std::collections::{BTreeMap, HashMap};

/// Rows refused one by one at most; of more, the document says how many there were.
const REFUSED: usize = 1000;

/// A table by a mapping, as inputs: the document that its rows make, and every row that was refused, by its number in the table, the
/// row of names being 1.
pub fn read_table(id: &str, bytes: Vec<u8>, mapping: &TableMapping) -> Vec<Input> {
    let refused = |id: String, why: String| Input::Refused { id, refusal: Refusal::Failed(why) };
    let table = match Table::read(&bytes, mapping) {
        Ok(table) => table,
        Err(why) => return vec![refused(id.to_owned(), why)],
    };
    let Table { text, refused: rows, n_rows } = table;
    let (text, annotation) = text.finish();
    if annotation.claims.is_empty() {
        return vec![refused(id.to_owned(), format!("none of its {n_rows} rows is as {} says", mapping.name))];
    }
    let n_refused = rows.len();
    let missing = (n_refused > 0).then(|| format!("{n_refused} of {n_rows} rows"));
    let published = mapping.published_on.map(|day| Published { interval: Interval::day(day), basis: Basis::Given });
    let reading = Reading {
        text,
        title: mapping.title.clone(),
        publisher: mapping.publisher.clone(),
        published,
        language: Some("en".to_owned()),
        missing: missing.into_iter().collect(),
        ..Reading::default()
    };
    let item = Item {
        id: id.to_owned(),
        sha256: Sha256::of(&bytes),
        original: bytes,
        media_type: "text/csv".to_owned(),
        retrieved_at: None,
        result: Ok(reading),
    };
    let mapped = Mapped { mapping: mapping.text.clone(), annotation };
    let rows = rows.into_iter().take(REFUSED).map(|(row, why)| refused(format!("{id}!row {row}"), why));
    std::iter::once(Input::Mapped(Box::new(item), Box::new(mapped))).chain(rows).collect()
}

struct Table {
    text: StatedText,
    refused: Vec<(u64, String)>,
    n_rows: u64,
}

impl Table {
    fn read(bytes: &[u8], mapping: &TableMapping) -> Result<Self, String> {
        let text = std::str::from_utf8(bytes).map_err(|_| "is not in UTF-8: save it so".to_owned())?;
        let text = text.trim_start_matches('\u{feff}');
        let first = text.lines().next().unwrap_or_default();
        let delimiter = [b',', b';', b'\t'].into_iter().max_by_key(|one| {
            // Of equals the last is taken: commas are listed first, so they are counted once more.
            2 * first.bytes().filter(|byte| byte == one).count() + usize::from(*one == b',')
        });
        let mut rows =
            csv::ReaderBuilder::new().delimiter(delimiter.unwrap_or(b',')).flexible(true).from_reader(text.as_bytes());
        let names: Vec<String> =
            rows.headers().map_err(|error| error.to_string())?.iter().map(|name| name.trim().to_owned()).collect();
        let columns: HashMap<&str, usize> = names.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
        if columns.len() < names.len() {
            return Err("two of its columns have the same name".to_owned());
        }
        if let Some(column) = mapping.columns().find(|column| !columns.contains_key(column)) {
            return Err(format!("has no column {column}, of which {} speaks", mapping.name));
        }
        let mut table = Self { text: StatedText::default(), refused: Vec::new(), n_rows: 0 };
        for (row, cells) in (2..).zip(rows.records()) {
            table.n_rows += 1;
            let told = match cells {
                Ok(cells) if cells.len() == names.len() => table.row(&columns, &cells, mapping),
                Ok(cells) => Err(format!("has {} cells where the table has {} columns", cells.len(), names.len())),
                Err(error) => Err(error.to_string()),
            };
            if let Err(why) = told {
                table.refused.push((row, why));
            }
        }
        Ok(table)
    }

    fn row(
        &mut self,
        columns: &HashMap<&str, usize>,
        cells: &csv::StringRecord,
        mapping: &TableMapping,
    ) -> Result<(), String> {
        let cells: BTreeMap<&str, String> =
            columns.iter().map(|(name, at)| (*name, on_one_line(&cells[*at]))).collect();
        let is_told = |sentence: &&(usize, &RowSentence)| {
            sentence.1.parts.iter().all(|part| match part {
                Part::Cell(column) => !cells[column.as_str()].is_empty(),
                _ => true,
            })
        };
        let all: Vec<(usize, &RowSentence)> = mapping.sentences.iter().enumerate().collect();
        let told: Vec<_> = all.iter().filter(is_told).collect();
        if told.iter().all(|(_, sentence)| sentence.stated.is_none()) {
            return Err("leaves every sentence that states something without a cell".to_owned());
        }
        // All of a row is read before any of it is written: a row that is refused leaves no half of itself.
        let sentences = told.iter().map(|(nth, sentence)| Told::of(*nth, sentence, &cells, mapping));
        let sentences = sentences.collect::<Result<Vec<_>, _>>()?;
        sentences.iter().for_each(|told| told.write(&mut self.text));
        self.text.end_line();
        Ok(())
    }
}

/// A sentence of one row, ready to be written.
struct Told<'a> {
    pieces: Vec<Piece<'a>>,
    stated: Option<&'a RowClaim>,
    time: Interval,
    quantity: Option<Quantity>,
    by: String,
}

impl<'a> Told<'a> {
    fn of(
        nth: usize,
        sentence: &'a RowSentence,
        cells: &'a BTreeMap<&str, String>,
        mapping: &TableMapping,
    ) -> Result<Self, String> {
        let stated = sentence.stated.as_ref();
        let time_column = stated.and_then(|stated| stated.time.as_deref());
        let day = time_column.map(|column| day(&cells[column], mapping.dates.as_deref(), column)).transpose()?;
        let quantity = stated.and_then(|stated| stated.count.as_ref()).map(|(what, column)| {
            let n = cells[column.as_str()].parse();
            let n: u64 = n.map_err(|_| format!("{column}: {:?} is no whole number", cells[column.as_str()]))?;
            Ok::<Quantity, String>(Quantity { what: what.clone(), low: Some(n), high: Some(n) })
        });
        let piece = |part: &'a Part| match part {
            Part::Words(words) => Piece::Words(words),
            Part::Trigger(words) => Piece::Trigger(words),
            Part::Cell(column) => {
                let cell = cells[column.as_str()].as_str();
                match (mapping.things.get(column), day) {
                    (Some(thing), _) => Piece::Thing(cell, *thing),
                    (None, Some(day)) if time_column == Some(column) => Piece::Day(cell, day),
                    _ => Piece::Value(cell),
                }
            }
        };
        Ok(Self {
            pieces: sentence.parts.iter().map(piece).collect(),
            stated,
            time: day.map_or(Interval::open(), Interval::day),
            quantity: quantity.transpose()?,
            by: format!("{}:{}", mapping.name, nth + 1),
        })
    }

    fn write(&self, text: &mut StatedText) {
        let stating = self.stated.map(|stated| Stating {
            predicate: stated.predicate,
            subtype: stated.subtype.as_deref(),
            roles: &stated.roles,
            time: self.time,
            quantity: self.quantity.clone(),
            polarity: stated.polarity,
            level: stated.level,
            modality: stated.modality,
            by: &self.by,
        });
        text.sentence(&self.pieces, stating.as_ref());
    }
}

/// The day in a cell: ISO 8601, with or without a time of day, or in the form that the mapping gives.
fn day(cell: &str, form: Option<&str>, column: &str) -> Result<Date, String> {
    let read = match form {
        Some(form) => Date::strptime(form, cell),
        None => cell.parse::<DateTime>().map(DateTime::date).or_else(|_| cell.parse()),
    };
    read.map_err(|_| match form {
        Some(form) => format!("{column}: {cell:?} is not written as {form}"),
        None => format!(
            "{column}: {cell:?} is not a day like 2023-03-29; `dates` in the mapping can say how days are written"
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::super::table_mapping::tests::CALLS;
    use super::*;
    use clew_model::CodePoints;

    fn read(table: &str) -> Vec<Input> {
        let mapping = TableMapping::parse("calls.toml", CALLS).expect("a mapping");
        read_table("calls.csv", table.as_bytes().to_vec(), &mapping)
    }

    #[test]
    fn a_row_is_a_sentence_and_its_cells_are_the_arguments() {
        let inputs =
            read("caller;callee;date;seconds\n+1 555 01;+1 555 02;05.03.2023;540\n+1 555 02;+1 555 03;06.03.2023;\n");
        let [Input::Mapped(item, mapped)] = &inputs[..] else { panic!("{inputs:?}") };
        let reading = item.result.as_ref().expect("a reading");
        assert_eq!(
            reading.text,
            "+1 555 01 telephoned +1 555 02 on 05.03.2023. The call lasted 540 seconds.\n+1 555 02 telephoned +1 555 03 on 06.03.2023.\n"
        );
        let points = CodePoints::new(&reading.text);
        let claim = &mapped.annotation.claims[1];
        let words: Vec<&str> = claim.arguments.iter().map(|argument| points.slice(argument.span)).collect();
        assert_eq!((&words[..], points.slice(claim.trigger)), (&["+1 555 02", "+1 555 03"][..], "telephoned"));
        assert_eq!(claim.time.single_day().map(|day| day.to_string()).as_deref(), Some("2023-03-06"));
        assert_eq!((claim.by.as_str(), reading.publisher.as_deref()), ("calls.toml:1", Some("Northmoor Telecom")));
        assert_eq!(mapped.annotation.chains.len(), 3, "a number is one thing in all rows");
    }

    #[test]
    fn a_row_that_is_unclear_is_refused_by_its_number() {
        let inputs = read("caller,callee,date,seconds\n1,2,05.03.2023,9\n1,2,yesterday,9\n1,,05.03.2023,9\n1,2\n");
        let refused: Vec<String> = inputs[1..]
            .iter()
            .map(|input| match input {
                Input::Refused { id, refusal: Refusal::Failed(why) } => format!("{id}: {why}"),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(
            refused,
            [
                "calls.csv!row 3: date: \"yesterday\" is not written as %d.%m.%Y",
                "calls.csv!row 4: leaves every sentence that states something without a cell",
                "calls.csv!row 5: has 2 cells where the table has 4 columns",
            ]
        );
        let Input::Mapped(item, _) = &inputs[0] else { panic!("a document") };
        assert_eq!(item.result.as_ref().expect("a reading").missing, ["3 of 4 rows"]);
    }

    #[test]
    fn a_table_that_the_mapping_does_not_speak_of_is_refused() {
        for (table, expected) in [
            ("caller,callee,when,seconds\n1,2,3,4\n", "has no column date, of which calls.toml speaks"),
            ("caller,callee,date,date\n", "two of its columns have the same name"),
            ("caller,callee,date,seconds\n", "none of its 0 rows is as calls.toml says"),
        ] {
            let inputs = read(table);
            let [Input::Refused { refusal: Refusal::Failed(why), .. }] = &inputs[..] else { panic!("{inputs:?}") };
            assert_eq!(why, expected);
        }
    }
}
