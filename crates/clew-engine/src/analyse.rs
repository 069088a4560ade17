use clew_ingest::copies::Fingerprint;
use clew_model::{Annotation, Basis, Published, Reading};
use clew_store::NewAnnotated;

/// What clew makes of one reading alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysed {
    /// When it was published: as the reading says, or inferred from what the text mentions.
    pub published: Option<Published>,
    /// Whether its language is one that clew analyses.
    pub is_analysed: bool,
    /// What language read in it; empty where it is not analysed.
    pub annotation: Annotation,
}

/// Annotates one reading. Only English is analysed; a text too short to tell its language is taken for English.
pub fn analyse(reading: &Reading) -> Analysed {
    if reading.language.as_deref().is_some_and(|code| code != "en") {
        return Analysed { published: reading.published, is_analysed: false, annotation: Annotation::default() };
    }
    let published = reading.published.or_else(|| {
        let interval = clew_language::infer_published(&reading.text, &reading.furniture)?;
        Some(Published { interval, basis: Basis::Inferred })
    });
    let interval = published.map(|published| published.interval);
    let annotation = clew_language::annotate(&reading.text, &reading.furniture, interval);
    Analysed { published, is_analysed: true, annotation }
}

/// What the case keeps of a reading's analysis.
pub(crate) fn pack(reading: &Reading, analysed: Analysed) -> NewAnnotated {
    let fingerprint = Fingerprint::of(&reading.text, &reading.furniture);
    let Analysed { published, is_analysed, annotation } = analysed;
    NewAnnotated::pack(published, is_analysed, fingerprint.n_words() as u32, annotation, &fingerprint.sample())
}
