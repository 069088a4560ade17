//! Numbers in words and figures: "twenty-one", "1,200", "2.5 million".

/// The number that begins with the first of these lower-case words, and how many of them say it.
pub(crate) fn cardinal(words: &[&str]) -> Option<(u64, usize)> {
    let (mut total, mut part) = (0_u64, None::<u64>);
    let mut used = 0;
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let joins = matches!(*word, "and" | "-")
            && part.is_some()
            && words.get(at + 1).is_some_and(|next| small(next).is_some());
        if joins && *word == "and" && part.is_none_or(|part| part % 100 != 0) {
            break;
        }
        if joins {
            at += 1;
            continue;
        }
        if let Some(scale) = scale(word) {
            let scaled = part.or((used == 0 && at == 0).then_some(1))?.checked_mul(scale)?;
            if scale == 100 {
                part = Some(scaled);
            } else {
                total = total.checked_add(scaled)?;
                part = Some(0).filter(|_| scale > 1000);
            }
        } else if let Some(value) = small(word) {
            // "two hundred [five]", "twenty [one]"; "twelve five" are two numbers.
            match part {
                None => part = Some(value),
                Some(before)
                    if before == 0
                        || before % 100 == 0 && value < 100
                        || before % 10 == 0 && before % 100 >= 20 && value < 10 =>
                {
                    part = Some(before + value);
                }
                Some(_) => break,
            }
        } else if let Some((value, is_whole)) = figure(
            word,
            words.get(at + 1).filter(|_| !names_model(words, at + 1)).and_then(|next| scale_of_figure(next)),
        )
        .filter(|_| used == 0)
        {
            total = value;
            used = at + if is_whole { 1 } else { 2 };
            return Some((total, used));
        } else {
            break;
        }
        at += 1;
        used = at;
    }
    (used > 0).then(|| (total + part.unwrap_or(0), used))
}

/// Whether a letter begins the name of a model: "eight M-16 rifles" are no millions.
fn names_model(words: &[&str], at: usize) -> bool {
    words.get(at) == Some(&"m") && words.get(at + 1) == Some(&"-")
}

/// A figure with its scale after it: its value, and whether the figure stood alone.
fn figure(word: &str, scale: Option<u64>) -> Option<(u64, bool)> {
    let digits = word.replace(',', "");
    if !digits.starts_with(|c: char| c.is_ascii_digit()) || !is_grouped(word) {
        return None;
    }
    match scale {
        Some(scale) => {
            let value: f64 = digits.parse().ok()?;
            Some(((value * scale as f64).round() as u64, false))
        }
        None => Some((digits.parse().ok()?, true)),
    }
}

/// Whether commas, if any, part groups of three digits.
fn is_grouped(word: &str) -> bool {
    let whole = word.split('.').next().unwrap_or(word);
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    !whole.contains(',') || (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3)
}

fn scale_of_figure(word: &str) -> Option<u64> {
    match word {
        "m" | "mn" | "mln" => Some(1_000_000),
        "bn" | "bln" => Some(1_000_000_000),
        _ => scale(word),
    }
}

fn scale(word: &str) -> Option<u64> {
    Some(match word {
        "hundred" => 100,
        "thousand" => 1000,
        "million" => 1_000_000,
        "billion" => 1_000_000_000,
        _ => return None,
    })
}

fn small(word: &str) -> Option<u64> {
    const UNITS: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let among = |list: &[&str]| list.iter().position(|other| *other == word).map(|at| at as u64);
    among(&UNITS).or_else(|| among(&TENS).map(|at| 20 + 10 * at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_far_as_they_go() {
        for (words, value, used) in [
            ("nine people", 9, 1),
            ("twenty - one men", 21, 3),
            ("1,200 homes", 1200, 1),
            ("2.5 million litres", 2_500_000, 2),
            ("two hundred and fifty", 250, 4),
            ("three thousand four hundred and five", 3405, 6),
            ("a hundred", 0, 0),
            ("hundred men", 100, 1),
            ("five and six", 5, 1),
            ("twelve five", 12, 1),
            ("12,50 euros", 0, 0),
            ("five million and two", 5_000_002, 4),
            ("people", 0, 0),
        ] {
            let words: Vec<&str> = words.split(' ').collect();
            assert_eq!(cardinal(&words).unwrap_or((0, 0)), (value, used), "{words:?}");
        }
    }
}
