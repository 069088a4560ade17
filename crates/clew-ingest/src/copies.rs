//! Exact and near copies: wire stories lightly edited, partial reprints.
//!
//! Two texts are compared by their shingles, runs of [`SHINGLE`] story words (Broder 1997): the share of a document that
//! another one holds is the share of its words that lie in such a common run. Candidates come from a [`CopyIndex`] of
//! winnowed shingles (Schleimer, Wilkerson and Aiken 2003), which cannot miss a common run of [`SURE_RUN`] words.
//!
//! Words in quotation marks are counted in the share and are no proof: two reporters at one news conference quote the
//! same sentences. Why the thresholds are what they are: docs/decisions/copies.md.
//!
//! Pure: no document is read or written here, and the order in which documents come makes no difference to what is found.

use clew_model::{CodePoints, Interval, Span};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words of a shingle.
pub const SHINGLE: usize = 5;

/// Shingles of which winnowing keeps one at least.
const WINDOW: usize = 16;

/// The length in words from which a common run is sure to be seen by [`CopyIndex::candidates`]: two windows full.
pub const SURE_RUN: usize = 2 * WINDOW + SHINGLE - 1;

/// Words of a common run from which it proves that one text was written from the other: "was taken to the hospital in a
/// serious condition" is written every day by people who have not read one another.
pub const PROOF_RUN: usize = 10;

/// The least that a copy repeats in such runs: words of narrative and their share of the document's narrative; any of the pairs.
const ENOUGH: [(u32, f64); 2] = [(40, 0.25), (80, 0.12)];

/// A text shorter than `ENOUGH` asks for, or one that is all quotations, is a copy where nearly all of it is repeated.
const NEARLY_ALL: (u32, f64) = (12, 0.9);

/// The most documents of one shingle that are looked at as candidates: what more documents share is boilerplate.
const MOST_HOLDERS: usize = 1_000;

/// What a document's story is recognised by in others.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fingerprint {
    /// The hash of each run of [`SHINGLE`] story words, in order.
    shingles: Vec<u64>,
    /// Whether each story word stands in quotation marks.
    quoted: Vec<bool>,
}

impl Fingerprint {
    /// The fingerprint of a text; `furniture` is no part of its story.
    pub fn of(text: &str, furniture: &[Span]) -> Self {
        Self::of_words(&story_words(&CodePoints::new(text), furniture))
    }

    fn of_words(words: &[Word]) -> Self {
        let shingles =
            words.windows(SHINGLE).map(|run| run.iter().fold(0, |hash, word| mixed(hash ^ word.hash))).collect();
        Self { shingles, quoted: words.iter().map(|word| word.quoted).collect() }
    }

    /// The story's length in words.
    pub fn n_words(&self) -> usize {
        self.quoted.len()
    }

    /// What [`CopyIndex`] keeps of the story, in order: 32 bits of the least shingle of every [`WINDOW`] in a row, about one
    /// in eight, whatever stands before or after them.
    pub fn sample(&self) -> Vec<u32> {
        let mut sample: Vec<u32> = self.winnowed().into_iter().collect();
        sample.sort_unstable();
        sample
    }

    fn winnowed(&self) -> HashSet<u32> {
        let least = |window: &[u64]| (*window.iter().min().expect("a window holds a shingle") >> 32) as u32;
        match self.shingles.len() {
            0 => HashSet::new(),
            1..=WINDOW => HashSet::from([least(&self.shingles)]),
            _ => self.shingles.windows(WINDOW).map(least).collect(),
        }
    }

    /// What of this document's story `other` holds too.
    pub fn repeated_from(&self, other: &Self) -> Repeated {
        let covered = covered(&self.shingles, self.n_words(), &other.shingles);
        let n_narrative = self.quoted.iter().filter(|quoted| !**quoted).count() as u32;
        let mut repeated = Repeated { n_words: self.n_words() as u32, n_narrative, ..Repeated::default() };
        let mut start = 0;
        for run in covered.chunk_by(|a, b| a == b) {
            let end = start + run.len();
            if run[0] {
                repeated.n_repeated += run.len() as u32;
            }
            if run[0] && run.len() >= PROOF_RUN {
                repeated.n_proof += self.quoted[start..end].iter().filter(|quoted| !**quoted).count() as u32;
            }
            start = end;
        }
        repeated
    }
}

/// How much of one document's story another holds, in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Repeated {
    /// Words of the story.
    pub n_words: u32,
    /// Of these, words that the other holds in runs of [`SHINGLE`] or more.
    pub n_repeated: u32,
    /// Words outside quotation marks.
    pub n_narrative: u32,
    /// Of these, words that the other holds in runs of [`PROOF_RUN`] or more.
    pub n_proof: u32,
}

impl Repeated {
    /// The share of the story that the other holds, 0 to 1.
    pub fn share(self) -> f64 {
        share_of(self.n_repeated, self.n_words)
    }

    /// Whether so much, or so large a share, of the reporter's own words is repeated that nobody wrote them twice.
    pub fn is_copy(self) -> bool {
        let narrative = share_of(self.n_proof, self.n_narrative);
        ENOUGH.iter().any(|(words, share)| self.n_proof >= *words && narrative >= *share)
            || self.n_repeated >= NEARLY_ALL.0 && self.share() >= NEARLY_ALL.1
    }
}

fn share_of(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) }
}

/// What decides which of two documents is the copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<K> {
    /// The days on which it can have been published, where anything is known of it.
    pub published: Option<Interval>,
    /// The length of its story in words.
    pub n_words: u32,
    /// What the caller calls it by; the smaller goes first where nothing else decides.
    pub key: K,
}

impl<K: Ord> Place<K> {
    /// Earliest first; of one day the longest first, for a reprint cuts; the undated last.
    fn precedence(&self) -> impl Ord + '_ {
        let day = self.published.and_then(|days| days.earliest.or(days.latest));
        (day.is_none(), day, Reverse(self.n_words), &self.key)
    }
}

/// The earliest published of `repeated`, the documents that `this` repeats; never one that comes after it, so copies cannot
/// go in circles.
pub fn copy_of<'p, K: Ord>(this: &Place<K>, repeated: impl IntoIterator<Item = &'p Place<K>>) -> Option<&'p Place<K>> {
    let earlier = repeated.into_iter().filter(|other| other.precedence() < this.precedence());
    earlier.min_by(|a, b| a.precedence().cmp(&b.precedence()))
}

/// The stretches of two stories that both have, in runs of [`SHINGLE`] words or more; what lies outside them differs.
pub fn shared_stretches(a: &str, a_furniture: &[Span], b: &str, b_furniture: &[Span]) -> (Vec<Span>, Vec<Span>) {
    let points = (CodePoints::new(a), CodePoints::new(b));
    let words = (story_words(&points.0, a_furniture), story_words(&points.1, b_furniture));
    let prints = (Fingerprint::of_words(&words.0), Fingerprint::of_words(&words.1));
    let in_a = stretches(&points.0, &words.0, &covered(&prints.0.shingles, words.0.len(), &prints.1.shingles));
    let in_b = stretches(&points.1, &words.1, &covered(&prints.1.shingles, words.1.len(), &prints.0.shingles));
    (in_a, in_b)
}

/// Whether each of `n_words` words lies in a shingle that `other` has.
fn covered(shingles: &[u64], n_words: usize, other: &[u64]) -> Vec<bool> {
    let other: HashSet<u64> = other.iter().copied().collect();
    let mut covered = vec![false; n_words];
    for (at, shingle) in shingles.iter().enumerate() {
        if other.contains(shingle) {
            covered[at..at + SHINGLE].fill(true);
        }
    }
    covered
}

/// The spans of the runs of covered words; furniture between two story words ends a span.
fn stretches(points: &CodePoints, words: &[Word], covered: &[bool]) -> Vec<Span> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut runs_on = false;
    for (word, covered) in words.iter().zip(covered) {
        match found.last_mut().filter(|_| runs_on && !word.after_furniture) {
            Some(run) if *covered => run.end = word.bytes.end,
            _ if *covered => found.push(word.bytes.clone()),
            _ => {}
        }
        runs_on = *covered;
    }
    found.into_iter().map(|bytes| points.span(bytes)).collect()
}

/// A word of the story, as far as comparing goes: no case, no accents, no apostrophes.
struct Word {
    hash: u64,
    bytes: Range<usize>,
    quoted: bool,
    /// Whether furniture lies between it and the word before.
    after_furniture: bool,
}

fn story_words(points: &CodePoints, furniture: &[Span]) -> Vec<Word> {
    let mut words = Vec::with_capacity(points.text().len() / 6);
    let mut start = 0;
    let mut furniture: Vec<_> = furniture.iter().map(|span| points.byte(span.start)..points.byte(span.end)).collect();
    furniture.sort_by_key(|bytes| bytes.start);
    for gap in furniture {
        push_stretch(points.text(), start..gap.start, &mut words);
        start = start.max(gap.end);
    }
    push_stretch(points.text(), start..points.text().len(), &mut words);
    words
}

/// Adds the words between two stretches of furniture.
fn push_stretch(text: &str, within: Range<usize>, words: &mut Vec<Word>) {
    if within.is_empty() {
        return;
    }
    let (first, follows) = (words.len(), within.start > 0);
    push_words(text, within, words);
    if let Some(word) = words.get_mut(first) {
        word.after_furniture = follows;
    }
}

/// Adds the words of a stretch. Quotation marks are those that cannot be apostrophes; an empty line ends what is open.
fn push_words(text: &str, within: Range<usize>, words: &mut Vec<Word>) {
    let mut start = None;
    let (mut quoted, mut line_is_empty) = (false, false);
    for (at, c) in text[within.clone()].char_indices().map(|(at, c)| (within.start + at, c)) {
        if is_word_letter(c) || start.is_some() && is_apostrophe(c) {
            start = start.or(Some(at));
            line_is_empty = false;
            continue;
        }
        push_word(text, start.take(), at, quoted, words);
        match c {
            '"' => quoted = !quoted,
            '“' | '„' | '«' => quoted = true,
            '”' | '»' => quoted = false,
            '\n' if line_is_empty => quoted = false,
            '\n' => line_is_empty = true,
            _ => {}
        }
    }
    push_word(text, start, within.end, quoted, words);
}

fn push_word(text: &str, start: Option<usize>, end: usize, quoted: bool, words: &mut Vec<Word>) {
    let Some(start) = start else { return };
    let bytes = start..end - (text[start..end].len() - text[start..end].trim_end_matches(is_apostrophe).len());
    words.push(Word { hash: folded_hash(&text[bytes.clone()]), bytes, quoted, after_furniture: false });
}

fn is_word_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '\u{ad}' || is_combining_mark(c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// FNV-1a (Fowler, Noll, Vo) of a word's letters: compatibility forms, accents, case and soft hyphens make no difference.
fn folded_hash(word: &str) -> u64 {
    const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    if word.is_ascii() {
        return word.bytes().filter(|byte| *byte != b'\'').map(|byte| byte.to_ascii_lowercase()).fold(OFFSET, step);
    }
    let letters = word.nfkd().filter(|c| is_word_letter(*c) && !is_combining_mark(*c) && *c != '\u{ad}');
    letters.flat_map(char::to_lowercase).fold(OFFSET, |hash, c| c.encode_utf8(&mut [0; 4]).bytes().fold(hash, step))
}

/// Spreads the bits of a hash (the finaliser of SplitMix64, Steele, Lea and Flood 2014).
fn mixed(hash: u64) -> u64 {
    let hash = hash.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// Which documents of many may have text in common; about 600 bytes for a document of 600 words.
///
/// Sorted runs of doubling length, merged as they fill (Bentley and Saxe 1980): eight bytes an entry and no table to grow.
#[derive(Debug, Clone, Default)]
pub struct CopyIndex<K> {
    keys: Vec<K>,
    /// Sorted runs of (shingle, number of the document), each less than half as long as the one before.
    runs: Vec<Vec<(u32, u32)>>,
}

impl<K: Clone + Ord> CopyIndex<K> {
    /// An index of no documents.
    pub fn new() -> Self {
        Self { keys: Vec::new(), runs: Vec::new() }
    }

    /// Takes in a document by its fingerprint's [`sample`](Fingerprint::sample). `key` should be new, and keys in order of publication: where a stretch stands in more than a
    /// thousand documents, only the thousand least keys that hold it are candidates.
    pub fn add(&mut self, key: K, sample: &[u32]) {
        let number = self.keys.len() as u32;
        self.keys.push(key);
        let mut run: Vec<_> = sample.iter().map(|shingle| (*shingle, number)).collect();
        run.sort_unstable();
        while let Some(last) = self.runs.pop_if(|last| last.len() < 2 * run.len()) {
            run.extend(last);
            run.sort();
        }
        self.runs.push(run);
    }

    /// The documents that may repeat this one or be repeated by it, itself among them where it was added: every one that
    /// has a run of [`SURE_RUN`] words in common with it, and most that have shorter ones; in order of their keys.
    pub fn candidates(&self, sample: &[u32]) -> Vec<K> {
        let enough = sample.len().min(2) as u32;
        let mut n_shared: HashMap<u32, u32> = HashMap::new();
        for shingle in sample {
            for number in self.holders(*shingle) {
                *n_shared.entry(number).or_default() += 1;
            }
        }
        let shared = n_shared.into_iter().filter(|(_, n)| *n >= enough);
        let mut found: Vec<_> = shared.map(|(number, _)| self.keys[number as usize].clone()).collect();
        found.sort_unstable();
        found
    }

    fn holders(&self, shingle: u32) -> Vec<u32> {
        let of_run = |run: &Vec<(u32, u32)>| {
            let from = run.partition_point(|entry| entry.0 < shingle);
            run[from..].iter().take_while(|entry| entry.0 == shingle).map(|entry| entry.1).collect::<Vec<_>>()
        };
        let mut holders: Vec<u32> = self.runs.iter().flat_map(of_run).collect();
        if holders.len() > MOST_HOLDERS {
            holders.sort_by_key(|number| &self.keys[*number as usize]);
            holders.truncate(MOST_HOLDERS);
        }
        holders
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const WIRE: [&str; 10] = [
        "A gas main burst under the market square of Ostby early on Monday and three stallholders were killed, the fire service said.",
        "The blast threw paving stones as far as the railway line and broke every window on the north side of the square.",
        "Fire crews had been called to the same corner twice in the week before, according to the station's log.",
        "\"We smelled it on Thursday and nobody came until Saturday,\" said Hanna Wirth, who sells flowers there.",
        "Ostby Energi, which owns the pipes, said in a statement that it would answer questions when its engineers had finished.",
        "The company was fined two years ago for late inspections in the harbour district.",
        "Mayor Per Lindahl cut short a visit to the capital and was expected back in the town before noon.",
        "Schools near the square stayed shut and trains on the coastal line were running an hour late.",
        "About forty people spent the night in a sports hall, where volunteers handed out blankets and soup.",
        "It is the worst accident in the district since a grain silo exploded in 1979 and killed eleven.",
    ];

    fn story(paragraphs: &[&str]) -> String {
        paragraphs.join("\n\n")
    }

    fn repeated(this: &str, other: &str) -> Repeated {
        Fingerprint::of(this, &[]).repeated_from(&Fingerprint::of(other, &[]))
    }

    #[test]
    fn a_wire_story_lightly_edited_is_a_copy() {
        let edited = story(&WIRE[1..]).replace("early on", "on").replace("said in a statement", "told the Courier");
        let edited = edited.replace("About forty", "Some 40").to_uppercase().replace('"', "'");
        let found = repeated(&edited, &story(&WIRE));
        assert!(found.is_copy() && found.share() > 0.9, "{found:?}");
    }

    #[test]
    fn three_paragraphs_inside_a_local_piece_are_a_copy_with_their_share() {
        let own = "The town hall says it wrote to the company in spring, and a clerk read out the letter for us over the phone. \
            It asks for a map of all joints laid before the war. No map came, she says, and the file was closed in June.";
        let local = story(&[own, WIRE[0], WIRE[1], WIRE[2], &own.replace("the", "our"), &own.replace("a ", "one ")]);
        let found = repeated(&local, &story(&WIRE));
        assert_eq!((found.n_repeated, found.is_copy()), (63, true), "{found:?}");
        let own_words = Fingerprint::of(&local, &[]).n_words() as u32 - 63;
        assert!((found.share() - 63.0 / f64::from(63 + own_words)).abs() < 1e-9);
    }

    #[test]
    fn the_same_statement_quoted_by_two_is_no_copy() {
        let statement = "\"We smelled it on Thursday and nobody came until Saturday, and when they came they looked at the meter and \
            left again, and I want somebody to tell me to my face why my sister had to open her stall over a leak that \
            the whole street had known of for four days,\" said Hanna Wirth";
        let one = format!(
            "Three traders died when gas exploded below Ostby's market. {statement}. The fire chief would not comment."
        );
        let two =
            format!("{statement}, whose sister is among the dead of Monday's explosion. Engineers are still digging.");
        let found = repeated(&two, &one);
        assert!(found.share() > 0.7 && !found.is_copy(), "{found:?}");
    }

    #[test]
    fn two_reports_of_one_event_are_no_copies() {
        let other = "Three people who kept stalls in Ostby died on Monday when a gas main under the market square blew up. \
            The fire service said crews had been to the corner twice. Ostby Energi said in a statement that it was too early \
            to speak of causes. Mayor Per Lindahl was on his way back from the capital.";
        assert!(!repeated(other, &story(&WIRE)).is_copy());
    }

    #[test]
    fn the_set_phrases_of_daily_reports_prove_nothing() {
        let report = |victim: &str, street: &str| {
            format!("A {victim} was shot in the leg on {street} Street and taken to the county hospital. ")
        };
        let one: String = ["man", "boy", "clerk", "driver"].map(|victim| report(victim, "Sand")).concat();
        let two: String = ["nurse", "baker", "woman", "porter"].map(|victim| report(victim, "Mill")).concat();
        let found = repeated(&one, &two);
        assert!(found.share() > 0.6 && !found.is_copy(), "{found:?}");
    }

    #[test]
    fn a_short_text_is_a_copy_only_where_nearly_all_is_the_same() {
        let notice = "The council meets on Tuesday at seven in the old school to hear the engineers.";
        assert!(repeated(notice, &story(&[WIRE[0], notice])).is_copy());
        assert!(!repeated(&format!("{notice} Tea is served by the women of the harbour."), notice).is_copy());
        assert!(!repeated("Six dead.", "Six dead.").is_copy());
        assert_eq!(repeated("", "").share(), 0.0);
    }

    #[test]
    fn the_earliest_that_it_repeats_is_the_original() {
        let place = |key: usize, day: Option<i8>| {
            let published = day.map(|day| Interval::day(date(2022, 3, day)));
            Place { published, n_words: 100 - 10 * key as u32, key }
        };
        let same_day = [Some(7), Some(7), Some(7)];
        let late = [None, Some(9), Some(8)];
        for (days, expected) in [(same_day, [None, Some(0), Some(0)]), (late, [Some(2), Some(2), None])] {
            let places = [0, 1, 2].map(|key| place(key, days[key]));
            let original = |key: usize| copy_of(&places[key], [&places[(key + 1) % 3], &places[(key + 2) % 3]]);
            assert_eq!([0, 1, 2].map(|key| original(key).map(|place| place.key)), expected, "{days:?}");
        }
    }

    #[test]
    fn stretches_that_both_have_leave_out_what_differs() {
        let (a, b) =
            ("By our staff. The blast threw paving stones far. Ends.", "«The blast threw paving stones», far away");
        let (in_a, in_b) = shared_stretches(a, &[], b, &[]);
        let words = |text: &str, spans: &[Span]| -> Vec<String> {
            spans.iter().map(|span| CodePoints::new(text).slice(*span).to_owned()).collect()
        };
        assert_eq!(words(a, &in_a), ["The blast threw paving stones far"]);
        assert_eq!(words(b, &in_b), ["The blast threw paving stones», far"]);
    }

    #[test]
    fn furniture_is_no_part_of_the_story() {
        let text = "The blast threw SIGN UP paving stones far.";
        let (in_text, _) = shared_stretches(text, &[Span::new(16, 23)], "The blast threw paving stones far.", &[]);
        let words: Vec<_> = in_text.iter().map(|span| CodePoints::new(text).slice(*span)).collect();
        assert_eq!(words, ["The blast threw", "paving stones far"]);
        assert_eq!(Fingerprint::of(text, &[Span::new(16, 23)]).n_words(), 6);
    }

    #[test]
    fn accents_apostrophes_and_forms_make_no_difference() {
        for (a, b) in
            [("Kōbe’s", "KOBE'S"), ("e\u{301}te\u{301}", "été"), ("ﬁre", "fire"), ("harb\u{ad}our", "harbour")]
        {
            assert_eq!(folded_hash(a), folded_hash(b), "{a} {b}");
        }
        assert_ne!(folded_hash("harbour"), folded_hash("harbor"));
    }

    proptest! {
        #[test]
        fn the_index_finds_every_document_with_a_sure_run(
            before in proptest::collection::vec(0..400_u16, 0..80),
            run in proptest::collection::vec(0..400_u16, SURE_RUN..60),
            after in proptest::collection::vec(400..800_u16, 0..80),
            noise in proptest::collection::vec(proptest::collection::vec(0..800_u16, 0..60), 0..12),
        ) {
            let text = |words: &[&[u16]]| words.concat().iter().map(|word| format!("w{word} ")).collect::<String>();
            let mut index = CopyIndex::new();
            for (key, words) in noise.iter().enumerate() {
                index.add(key, &Fingerprint::of(&text(&[words]), &[]).sample());
            }
            index.add(100, &Fingerprint::of(&text(&[&before, &run, &after]), &[]).sample());
            let other = Fingerprint::of(&text(&[&after, &run]), &[]);
            prop_assert!(index.candidates(&other.sample()).contains(&100));
        }

        #[test]
        fn stretches_lie_in_their_texts(a in "[ab \"é\n]{0,60}", b in "[ab ]{0,60}", from in 0..80_u32, length in 0..9_u32) {
            let furniture = [Span::new(from, from + length)];
            let (in_a, in_b) = shared_stretches(&a, &furniture, &b, &furniture);
            for (text, spans) in [(&a, in_a), (&b, in_b)] {
                let length = text.chars().count() as u32;
                prop_assert!(spans.iter().all(|span| !span.is_empty() && span.end <= length && !span.overlaps(furniture[0])));
                prop_assert!(spans.is_sorted_by(|a, b| a.end <= b.start));
            }
            prop_assert!(Fingerprint::of(&a, &[]).repeated_from(&Fingerprint::of(&a, &[])).share() <= 1.0);
        }
    }
}
