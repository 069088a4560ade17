use crate::predicates::OwnPatterns;
use clew_analysis::claims::{Patterns, claims};
use clew_analysis::places::locate;
use clew_analysis::{Told, ToldTriggers};
use clew_ingest::copies::Fingerprint;
use clew_language::{AnnotatedText, Model};
use clew_model::{Annotation, Basis, CodePoints, Published, Reading, Span};
use clew_store::NewAnnotated;

/// What clew makes of one reading alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysed {
    /// When it was published: as the reading says, or inferred from what the text mentions.
    pub published: Option<Published>,
    /// Whether its language is one that clew analyses.
    pub is_analysed: bool,
    /// What was read in it; empty where it is not analysed.
    pub annotation: Annotation,
    /// Words in it that tell that something happens.
    pub triggers: ToldTriggers,
}

/// Annotates one reading, its claims read by these patterns. Only English is analysed; a text too short to tell its language
/// is taken for English.
pub fn analyse(reading: &Reading, patterns: &Patterns) -> Analysed {
    if reading.language.as_deref().is_some_and(|code| code != "en") {
        let (annotation, triggers) = Default::default();
        return Analysed { published: reading.published, is_analysed: false, annotation, triggers };
    }
    let published = reading.published.or_else(|| inferred(reading));
    let interval = published.map(|published| published.interval);
    let AnnotatedText { mut annotation, trees, events } =
        clew_language::read(Model::embedded(), &reading.text, &reading.furniture, interval);
    let points = CodePoints::new(&reading.text);
    if let Some(publisher) = &reading.publisher {
        clew_language::leave_out_publisher(&points, &mut annotation, publisher);
    }
    let places = locate(&points, &annotation);
    for (chain, place) in annotation.chains.iter_mut().zip(places) {
        chain.place = place;
    }
    annotation.claims = claims(&points, &annotation, &trees, &events, patterns);
    let triggers = ToldTriggers::of(&annotation, &trees);
    Analysed { published, is_analysed: true, annotation, triggers }
}

/// Reads the claims of a text again, all else as it was read before.
///
/// Trees are not kept: they would be most of the case. So the language model reads the text once more; what its claims point
/// at is what is stored.
pub(crate) fn read_claims_again(reading: &Reading, known: Annotation, patterns: &Patterns) -> (Annotation, Told) {
    let published = reading.published.or_else(|| inferred(reading));
    let interval = published.map(|published| published.interval);
    let AnnotatedText { trees, events, .. } =
        clew_language::read(Model::embedded(), &reading.text, &reading.furniture, interval);
    let claims = claims(&CodePoints::new(&reading.text), &known, &trees, &events, patterns);
    let annotation = Annotation { claims, ..known };
    let told = told(reading, published, &annotation, ToldTriggers::of(&annotation, &trees));
    (annotation, told)
}

/// When an undated text can have been published, from the days its story speaks of.
fn inferred(reading: &Reading) -> Option<Published> {
    let points = CodePoints::new(&reading.text);
    let is_story = |sentence: &Span| !reading.furniture.iter().any(|span| span.overlaps(*sentence));
    let story: Vec<Span> = clew_language::sentences(&points, &reading.furniture).into_iter().filter(is_story).collect();
    let interval = clew_language::times::infer_published(&points, &story, None)?;
    Some(Published { interval, basis: Basis::Inferred })
}

/// What the case keeps of a reading, analysed with its own predicates.
pub(crate) fn pack(reading: &Reading, own: &OwnPatterns) -> NewAnnotated {
    let analysed = analyse(reading, &own.patterns);
    let fingerprint = Fingerprint::of(&reading.text, &reading.furniture);
    let Analysed { published, is_analysed, annotation, triggers } = analysed;
    let told = told(reading, published, &annotation, triggers);
    let n_words = fingerprint.n_words() as u32;
    NewAnnotated::pack(published, is_analysed, n_words, &reading.text, &annotation, &told, &fingerprint.sample())
        .read_with(&own.hash)
}

/// What the case keeps of a reading that a mapping read: only its places are looked for in it.
pub(crate) fn pack_mapped(reading: &Reading, mapped: &Annotation, own: &OwnPatterns) -> NewAnnotated {
    let mut annotation = mapped.clone();
    let places = locate(&CodePoints::new(&reading.text), &annotation);
    for (chain, place) in annotation.chains.iter_mut().zip(places) {
        chain.place = place;
    }
    let fingerprint = Fingerprint::of(&reading.text, &reading.furniture);
    let told = told(reading, reading.published, &annotation, ToldTriggers::default());
    let n_words = fingerprint.n_words() as u32;
    NewAnnotated::pack(reading.published, true, n_words, &reading.text, &annotation, &told, &fingerprint.sample())
        .read_with(&own.hash)
}

/// What the picture needs of a reading.
pub(crate) fn told(
    reading: &Reading,
    published: Option<Published>,
    annotation: &Annotation,
    triggers: ToldTriggers,
) -> Told {
    Told::of(reading, published.map(|published| published.interval).unwrap_or_default(), annotation, triggers)
}
