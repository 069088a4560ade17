//! How many typing errors lie between two words: letters changed, left out, put in, or swapped with their neighbour.

/// Words longer than this are told apart by their beginnings.
const LONGEST: usize = 48;

/// Optimal string alignment distance (Damerau 1964), or `limit` + 1 where it is more than `limit`.
pub(super) fn typing_errors<T: PartialEq + Copy>(a: &[T], b: &[T], limit: usize) -> usize {
    if a.len().abs_diff(b.len()) > limit || a.len().max(b.len()) > LONGEST {
        return limit + 1;
    }
    let (a, b) = without_same_ends(a, b);
    let mut before = [0_u8; LONGEST + 1];
    let mut above = [0_u8; LONGEST + 1];
    (0..).zip(&mut above[..=b.len()]).for_each(|(n, cell)| *cell = n);
    for i in 0..a.len() {
        let mut row = [0_u8; LONGEST + 1];
        row[0] = i as u8 + 1;
        let mut best = row[0];
        for j in 0..b.len() {
            let mut cell = (above[j] + u8::from(a[i] != b[j])).min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] {
                cell = cell.min(before[j - 1] + 1);
            }
            row[j + 1] = cell;
            best = best.min(cell);
        }
        if usize::from(best) > limit {
            return limit + 1;
        }
        (before, above) = (above, row);
    }
    usize::from(above[b.len()]).min(limit + 1)
}

fn without_same_ends<'w, T: PartialEq>(a: &'w [T], b: &'w [T]) -> (&'w [T], &'w [T]) {
    let n_first = a.iter().zip(b).take_while(|(one, other)| one == other).count();
    let (a, b) = (&a[n_first..], &b[n_first..]);
    let n_last = a.iter().rev().zip(b.iter().rev()).take_while(|(one, other)| one == other).count();
    (&a[..a.len() - n_last], &b[..b.len() - n_last])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_letter_changed_left_out_put_in_or_swapped_is_one_error() {
        for (a, b, n) in [
            ("weil", "weil", 0),
            ("weil", "wiel", 1),
            ("weil", "well", 1),
            ("weil", "wel", 1),
            ("weil", "weill", 1),
            ("weil", "wahl", 2),
            ("", "ab", 2),
            ("abcdef", "badcfe", 3),
            ("orrin", "brekke", 3),
        ] {
            assert_eq!(typing_errors(a.as_bytes(), b.as_bytes(), 2), n, "{a} and {b}");
        }
    }

    proptest! {
        #[test]
        fn it_is_the_same_both_ways(a in "[abc]{0,8}", b in "[abc]{0,8}") {
            prop_assert_eq!(typing_errors(a.as_bytes(), b.as_bytes(), 3), typing_errors(b.as_bytes(), a.as_bytes(), 3));
            prop_assert_eq!(typing_errors(a.as_bytes(), b.as_bytes(), 3) == 0, a == b);
        }
    }
}
