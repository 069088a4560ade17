use super::super::ExportError;
use super::super::claim::claim_id;
use super::lookup::Lookup;
use super::sheet::{Cell, Sheet};
use super::stated::{Stated, claim_marks, modality};
use super::{each_event, each_finding, on_one_line};
use clew_engine::Case;
use clew_engine::answer::{ArgumentView, DecidedClaim, DocumentClaims, DocumentView};
use clew_model::{CodePoints, Filling, Finding, Interval, Matter, Mention, MentionKind, Quantity, Verdict};
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Where tables are written: a folder, or a ZIP file.
pub enum Folder {
    /// A folder on disk.
    OnDisk(PathBuf),
    /// A ZIP file.
    Zip(Box<ZipWriter<File>>),
}

impl Folder {
    /// A new one: a ZIP file where `path` ends so, else a folder. Fails where something is there already.
    pub fn create(path: &Path) -> io::Result<Self> {
        if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip")) {
            return Ok(Self::Zip(Box::new(ZipWriter::new(File::create_new(path)?))));
        }
        fs::create_dir(path)?;
        Ok(Self::OnDisk(path.to_owned()))
    }

    fn table(
        &mut self,
        name: &str,
        columns: &[&str],
        fill: impl FnOnce(&mut Sheet<&mut dyn Write>) -> Result<(), ExportError>,
    ) -> Result<(), ExportError> {
        let mut on_disk;
        let out: &mut dyn Write = match self {
            Self::OnDisk(path) => {
                on_disk = BufWriter::new(File::create(path.join(name))?);
                &mut on_disk
            }
            Self::Zip(zip) => {
                zip.start_file(name, SimpleFileOptions::default().large_file(true)).map_err(io::Error::from)?;
                zip
            }
        };
        let mut sheet = Sheet::begin(out, columns)?;
        fill(&mut sheet)?;
        sheet.end()
    }

    fn end(self) -> Result<(), ExportError> {
        if let Self::Zip(zip) = self {
            zip.finish().map_err(io::Error::from)?;
        }
        Ok(())
    }
}

type Out<'o> = Sheet<&'o mut dyn Write>;

/// Writes a case as tables: documents, entities, mentions, claims, findings, events, knowledge.
pub fn write_tables(case: &Case, mut folder: Folder) -> Result<(), ExportError> {
    let lookup = Lookup::of(case)?;
    folder.table("documents.csv", &DOCUMENTS, |out| documents(&lookup, out))?;
    folder.table("entities.csv", &ENTITIES, |out| entities(case, &lookup, out))?;
    folder.table("mentions.csv", &MENTIONS, |out| mentions(case, &lookup, out))?;
    folder.table("claims.csv", &CLAIMS, |out| claims(case, &lookup, out))?;
    folder.table("findings.csv", &FINDINGS, |out| findings(case, &lookup, out))?;
    folder.table("events.csv", &EVENTS, |out| events(case, &lookup, out))?;
    folder.table("knowledge.csv", &KNOWLEDGE, |out| knowledge(case, &lookup, out))?;
    folder.end()
}

const DOCUMENTS: [&str; 14] = [
    "id",
    "title",
    "publisher",
    "authors",
    "url",
    "language",
    "published_earliest",
    "published_latest",
    "sha256",
    "outcome",
    "copy_of",
    "copy_share",
    "n_words",
    "retracted_by",
];

fn documents(lookup: &Lookup, out: &mut Out<'_>) -> Result<(), ExportError> {
    for (number, head) in lookup.documents() {
        let line = &head.line;
        let published = lookup.published(number);
        out.row([
            line.id.as_str().into(),
            Cell::maybe(line.title.as_deref().map(on_one_line)),
            Cell::maybe(line.publisher.as_deref()),
            head.authors.join("; ").into(),
            Cell::maybe(head.url.as_deref()),
            Cell::maybe(line.language.as_deref()),
            Cell::maybe(published.earliest),
            Cell::maybe(published.latest),
            head.sha256.to_string().into(),
            line.outcome.word().into(),
            Cell::maybe(line.copy_of.as_ref().map(|copy| copy.id.as_str())),
            line.copy_of.as_ref().map_or(Cell::Empty, |copy| Cell::number(format!("{:.4}", copy.share))),
            Cell::number(line.n_words),
            lookup.retracted_by(number).map_or(Cell::Empty, Cell::number),
        ])?;
    }
    Ok(())
}

const ENTITIES: [&str; 9] =
    ["id", "type", "is_named", "name", "names", "n_documents", "n_mentions", "latitude", "longitude"];

fn entities(case: &Case, lookup: &Lookup, out: &mut Out<'_>) -> Result<(), ExportError> {
    let mut done = Ok(());
    case.each_entity(|line, _, place| {
        if done.is_err() {
            return;
        }
        let degrees = |degrees: Option<f64>| degrees.map_or(Cell::Empty, Cell::number);
        done = out.row([
            line.id.as_str().into(),
            line.thing.word().into(),
            if lookup.is_named(&line.id) { "yes" } else { "no" }.into(),
            on_one_line(&line.name).into(),
            line.names.iter().map(|name| on_one_line(name)).collect::<Vec<_>>().join("; ").into(),
            Cell::number(line.n_documents),
            Cell::number(line.n_mentions),
            degrees(place.as_ref().map(|place| place.location.latitude)),
            degrees(place.as_ref().map(|place| place.location.longitude)),
        ]);
    })?;
    done
}

const MENTIONS: [&str; 7] = ["document", "start", "end", "words", "kind", "type", "entity"];

fn mentions(case: &Case, lookup: &Lookup, out: &mut Out<'_>) -> Result<(), ExportError> {
    for (number, _) in lookup.documents() {
        let Some(document) = case.document(number)? else { continue };
        let points = CodePoints::new(&document.text);
        for mention in &document.annotation.mentions {
            out.row(mention_row(&document, &points, mention))?;
        }
    }
    Ok(())
}

fn mention_row(document: &DocumentView, points: &CodePoints<'_>, mention: &Mention) -> [Cell; MENTIONS.len()] {
    let kind = match mention.kind {
        MentionKind::Name => "name",
        MentionKind::Nominal => "nominal",
        MentionKind::Pronoun => "pronoun",
    };
    let entity = document.entities.get(mention.chain as usize).and_then(Option::as_deref);
    [
        document.line.id.as_str().into(),
        Cell::number(mention.span.start),
        Cell::number(mention.span.end),
        on_one_line(points.slice(mention.span)).into(),
        kind.into(),
        mention.thing.word().into(),
        Cell::maybe(entity),
    ]
}

const CLAIMS: [&str; 25] = [
    "id",
    "document",
    "predicate",
    "subtype",
    "arguments",
    "earliest",
    "latest",
    "quantity",
    "polarity",
    "certainty",
    "modality",
    "opinion",
    "sources",
    "origin",
    "standing",
    "finding",
    "event",
    "decision",
    "marks",
    "sentence",
    "start",
    "end",
    "by",
    "reading_score",
    "credibility",
];

fn claims(case: &Case, lookup: &Lookup, out: &mut Out<'_>) -> Result<(), ExportError> {
    for (number, _) in lookup.documents() {
        let (Some(claims), Some(document)) = (case.claims(number)?, case.document(number)?) else { continue };
        let points = CodePoints::new(&document.text);
        for decided in &claims.claims {
            out.row(claim_row(&claims, decided, &points, (lookup, number)))?;
        }
    }
    Ok(())
}

fn claim_row(
    document: &DocumentClaims,
    decided: &DecidedClaim,
    points: &CodePoints<'_>,
    (lookup, number): (&Lookup, i64),
) -> [Cell; CLAIMS.len()] {
    let (view, claim) = (&decided.view, &decided.view.claim);
    let placed = document.placed.get(&claim.id);
    let finding = placed.and_then(|placed| placed.finding.as_deref());
    let standing = finding.and_then(|finding| lookup.standing(finding));
    let marks = claim_marks(decided, standing, lookup.retracted_by(number).is_some());
    let arguments = view.arguments.iter().map(argument_words);
    let sources = view.sources.iter().map(|source| source.words.as_deref().unwrap_or("not said"));
    [
        claim_id(&document.id, claim.id).into(),
        document.id.as_str().into(),
        claim.predicate.to_string().into(),
        Cell::maybe(claim.subtype.as_deref()),
        arguments.collect::<Vec<_>>().join("; ").into(),
        Cell::maybe(claim.time.earliest),
        Cell::maybe(claim.time.latest),
        Cell::maybe(claim.quantity.as_ref().map(quantity)),
        claim.polarity.word().into(),
        claim.certainty.level.word().into(),
        modality(claim.modality).into(),
        if claim.opinion { "yes" } else { "no" }.into(),
        sources.collect::<Vec<_>>().join(" < ").into(),
        Cell::maybe(placed.and_then(|placed| placed.origin.as_ref()).map(|origin| origin.name.as_str())),
        Cell::maybe(standing.map(|standing| standing.word())),
        Cell::maybe(finding),
        Cell::maybe(placed.and_then(|placed| placed.event.as_deref())),
        Cell::maybe(decided.decision.as_ref().map(|decision| decision.verdict.word())),
        marks.join("; ").into(),
        on_one_line(points.slice(view.sentence)).into(),
        Cell::number(view.sentence.start),
        Cell::number(view.sentence.end),
        claim.by.as_str().into(),
        Cell::number(format!("{:.2}", claim.score)),
        Cell::maybe(decided.rating.as_ref().and_then(|rating| credibility(&rating.verdict))),
    ]
}

/// "3 possibly true": how credible a person takes a claim to be.
fn credibility(rating: &Verdict) -> Option<String> {
    let Verdict::RateClaim(credibility) = rating else { return None };
    Some(format!("{} {}", credibility.number(), credibility.words()))
}

/// "Person: his brother (Aron Weil)".
fn argument_words(argument: &ArgumentView) -> String {
    let name = argument.name.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
    format!("{}: {}{name}", argument.role.word(), argument.words)
}

/// "9 to 11 killed", "at least 9 killed", "at most 11 killed".
fn quantity(quantity: &Quantity) -> String {
    let Quantity { what, low, high } = quantity;
    match (low, high) {
        (Some(low), Some(high)) if low == high => format!("{low} {what}"),
        (Some(low), Some(high)) => format!("{low} to {high} {what}"),
        (Some(low), None) => format!("at least {low} {what}"),
        (None, Some(high)) => format!("at most {high} {what}"),
        (None, None) => what.clone(),
    }
}

const FINDINGS: [&str; 20] = [
    "id",
    "predicate",
    "subtype",
    "arguments",
    "entities",
    "quantity",
    "earliest",
    "latest",
    "polarity",
    "certainty",
    "modality",
    "standing",
    "n_origins",
    "origins",
    "n_documents",
    "first_published",
    "last_published",
    "superseded_by",
    "against",
    "why",
];

fn findings(case: &Case, lookup: &Lookup, out: &mut Out<'_>) -> Result<(), ExportError> {
    each_finding(case, |view| out.row(finding_row(&view.finding, &Stated::of(&view), lookup)))
}

fn finding_row(finding: &Finding, stated: &Stated, lookup: &Lookup) -> [Cell; FINDINGS.len()] {
    let entities = finding.arguments.iter().filter_map(|(_, filling)| match filling {
        Filling::Entity(id) => Some(id.as_str()),
        _ => None,
    });
    let Interval { earliest, latest } = finding.time;
    [
        finding.id.as_str().into(),
        finding.predicate.to_string().into(),
        Cell::maybe(finding.subtype.as_deref()),
        lookup.arguments(finding).into(),
        entities.collect::<Vec<_>>().join("; ").into(),
        Cell::maybe(finding.quantity.as_ref().map(quantity)),
        Cell::maybe(earliest),
        Cell::maybe(latest),
        stated.polarity.as_str().into(),
        stated.certainty.as_str().into(),
        stated.modality.into(),
        stated.standing.word().into(),
        Cell::number(stated.n_origins),
        stated.origins.as_str().into(),
        Cell::number(stated.n_documents),
        Cell::maybe(stated.published.earliest),
        Cell::maybe(stated.published.latest),
        Cell::maybe(finding.superseded_by.as_deref()),
        finding.against.join("; ").into(),
        finding.why.as_str().into(),
    ]
}

const EVENTS: [&str; 12] = [
    "id",
    "type",
    "name",
    "earliest",
    "latest",
    "places",
    "participants",
    "part_of",
    "counts",
    "polarity",
    "modality",
    "n_documents",
];

fn events(case: &Case, lookup: &Lookup, out: &mut Out<'_>) -> Result<(), ExportError> {
    each_event(case, |event| {
        let places = event.places.iter().map(|id| lookup.name(id));
        let participants = event.participants.iter().map(|(role, id)| format!("{}: {}", role.word(), lookup.name(id)));
        out.row([
            event.id.as_str().into(),
            event.predicate.to_string().into(),
            on_one_line(&event.name).into(),
            Cell::maybe(event.time.earliest),
            Cell::maybe(event.time.latest),
            places.collect::<Vec<_>>().join("; ").into(),
            participants.collect::<Vec<_>>().join("; ").into(),
            Cell::maybe(event.part_of.as_deref()),
            event.counts.iter().map(|count| quantity(&count.quantity)).collect::<Vec<_>>().join("; ").into(),
            event.polarity.word().into(),
            modality(event.modality).into(),
            Cell::number(event.documents.len()),
        ])
    })
}

const KNOWLEDGE: [&str; 7] = ["who", "name", "matter_kind", "matter", "matter_words", "no_later_than", "shown_by"];

fn knowledge(case: &Case, lookup: &Lookup, out: &mut Out<'_>) -> Result<(), ExportError> {
    let mut arguments = HashMap::new();
    case.each_finding(|finding| {
        arguments.insert(finding.id.clone(), format!("{}: {}", finding.predicate, lookup.arguments(&finding)));
    })?;
    let mut done = Ok(());
    case.each_knowledge(|known| {
        if done.is_err() {
            return;
        }
        let (kind, id, words) = match &known.matter {
            Matter::Finding(id) => ("finding", id.as_str(), arguments.get(id).map_or("", String::as_str)),
            Matter::Event(id) => ("event", id.as_str(), lookup.name(id)),
            Matter::Words(words) => ("words", "", words.as_str()),
        };
        done = out.row([
            known.who.as_str().into(),
            lookup.name(&known.who).into(),
            kind.into(),
            id.into(),
            on_one_line(words).into(),
            Cell::maybe(known.no_later_than),
            claim_id(lookup.ids.get(known.shown_by.document), known.shown_by.claim).into(),
        ]);
    })?;
    done
}
