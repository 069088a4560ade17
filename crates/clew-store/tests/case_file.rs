//! The promises of the case file: appended records are fixed, the same thing twice changes nothing, what is derived can
//! be deleted and refilled, and words find what they should.

use clew_model::{
    About, Annotation, Chain, ClaimAt, Correction, Filling, Finding, Interval, Knowledge, Level, LocatedBy, Location,
    Matter, Mention, MentionKind, Modality, Origin, OriginKind, Outcome, PlaceKind, Polarity, Predicate, Quoted,
    QuotedArgument, QuotedClaim, Reading, Role, Sha256, Span, Standing, ThingType, TimeExpression, TimeType, Verdict,
};
use clew_store::{
    CaseFile, DocumentQuery, EntityQuery, NewAnnotated, NewClaim, NewDecision, NewDocument, NewEntity, NewInput,
    NewPicture, Original, OverlapRow, Placed, Recorded, StoreError, TimelineQuery, ToldRow, WordQuery, pack_annotation,
    pack_told, unpack_told,
};
use jiff::Timestamp;
use jiff::civil::date;
use std::path::PathBuf;

struct Scene {
    _folder: tempfile::TempDir,
    path: PathBuf,
    case: CaseFile,
}

fn scene() -> Scene {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("affair.clew");
    let case = CaseFile::create(&path).expect("a new case");
    Scene { _folder: folder, path, case }
}

fn reading(text: &str) -> Reading {
    Reading {
        text: text.into(),
        title: Some(format!("About {text}")),
        language: Some("en".into()),
        ..Reading::default()
    }
}

fn annotation(text: &str) -> Annotation {
    let span = Span::new(0, 4);
    let day = date(2021, 6, 7);
    Annotation {
        sentences: vec![Span::new(0, text.chars().count() as u32)],
        mentions: vec![Mention { span, thing: ThingType::Person, kind: MentionKind::Name, chain: 0 }],
        chains: vec![Chain { id: 0, thing: ThingType::Person, name: text.chars().take(4).collect(), place: None }],
        times: vec![TimeExpression {
            span,
            time: TimeType::Date,
            value: day.to_string(),
            interval: Interval::day(day),
        }],
        ..Annotation::default()
    }
}

fn annotated(text: &str) -> NewAnnotated {
    let annotation = annotation(text);
    NewAnnotated::pack(None, true, 3, text, &annotation, &text, &[7, 9])
}

fn add(case: &mut CaseFile, id: &str, text: &str) -> Recorded {
    let (reading, original) = (reading(text), Original::pack(text.as_bytes()));
    let batch = case.batch(Timestamp::UNIX_EPOCH).expect("a batch");
    let new = NewDocument { id, original: &original, media_type: "text/plain", retrieved_at: None, reading: &reading };
    let recorded = batch.document(&new).expect("appended");
    let (outcome, document) = match recorded {
        Recorded::Appended { document, reading: number } => {
            let annotated = annotated(text);
            batch.annotated(document, number, &reading, &annotated).expect("derived");
            (Outcome::Added, document)
        }
        Recorded::AlreadyThere { document } => (Outcome::AlreadyThere, document),
    };
    let input = NewInput { id, sha256: Some(original.sha256()), outcome: &outcome, document: Some(document) };
    batch.input(&input).expect("recorded");
    batch.commit().expect("durable");
    recorded
}

fn found(case: &CaseFile, typed: &str) -> Vec<i64> {
    let query = WordQuery::parse(typed).expect("a query");
    case.search(&query, 0, 10).expect("searched").items.into_iter().map(|hit| hit.line.number).collect()
}

#[test]
fn the_same_thing_twice_changes_nothing() {
    let mut scene = scene();
    let first = add(&mut scene.case, "a.txt", "Anna left.");
    assert_eq!(first, Recorded::Appended { document: 1, reading: 1 });
    assert_eq!(add(&mut scene.case, "a.txt", "Anna left."), Recorded::AlreadyThere { document: 1 });
    assert_eq!(scene.case.inputs(None, 0, 10).expect("listed").n_total, 1);
    // The same bytes under another id are another document; new bytes under the same id another version.
    assert_eq!(add(&mut scene.case, "b.txt", "Anna left."), Recorded::Appended { document: 2, reading: 2 });
    assert_eq!(add(&mut scene.case, "a.txt", "Anna came back."), Recorded::Appended { document: 3, reading: 3 });
    assert_eq!(scene.case.document_number("a.txt").expect("found"), Some(3));
    assert_eq!(scene.case.original(1).expect("kept").as_deref(), Some(&b"Anna left."[..]));
}

#[test]
fn what_was_read_cannot_be_changed_or_deleted() {
    let mut scene = scene();
    add(&mut scene.case, "a.txt", "Anna left.");
    drop(scene.case);
    let raw = rusqlite::Connection::open(&scene.path).expect("SQLite opens it");
    for table in ["original", "document", "reading", "input"] {
        let column = if table == "original" { "n_bytes" } else { "number" };
        let changed = raw.execute(&format!("UPDATE {table} SET {column} = {column} + 100"), []);
        assert!(changed.is_err(), "{table} could be changed");
        assert!(raw.execute(&format!("DELETE FROM {table}"), []).is_err(), "{table} could be emptied");
    }
}

#[test]
fn a_dropped_batch_leaves_no_trace() {
    let mut scene = scene();
    let (reading, original) = (reading("Anna left."), Original::pack(b"Anna left."));
    let new =
        NewDocument { id: "a", original: &original, media_type: "text/plain", retrieved_at: None, reading: &reading };
    let batch = scene.case.batch(Timestamp::UNIX_EPOCH).expect("a batch");
    batch.document(&new).expect("appended");
    drop(batch);
    assert_eq!(scene.case.document_number("a").expect("asked"), None);
}

#[test]
fn a_new_reading_takes_the_place_of_the_old_one_everywhere() {
    let mut scene = scene();
    add(&mut scene.case, "a.txt", "Anna left.");
    let corrected = Reading { publisher: Some("Gazette".into()), ..reading("Boris stayed.") };
    let original = Original::pack(b"Anna left.");
    let batch = scene.case.batch(Timestamp::UNIX_EPOCH).expect("a batch");
    let new = NewDocument {
        id: "a.txt",
        original: &original,
        media_type: "text/plain",
        retrieved_at: None,
        reading: &corrected,
    };
    let Recorded::Appended { document: 1, reading: 2 } = batch.document(&new).expect("appended") else {
        panic!("the second reading of document 1 was expected")
    };
    let annotated = annotated(&corrected.text);
    batch.annotated(1, 2, &corrected, &annotated).expect("derived");
    batch.commit().expect("durable");
    assert_eq!(found(&scene.case, "anna"), Vec::<i64>::new());
    assert_eq!(found(&scene.case, "boris"), [1]);
    let line = scene.case.document_line(1).expect("asked").expect("there");
    assert_eq!(line.publisher.as_deref(), Some("Gazette"));
}

#[test]
fn an_input_is_listed_with_its_latest_outcome() {
    let mut scene = scene();
    let refused = Outcome::Failed("cannot be opened".into());
    let batch = scene.case.batch(Timestamp::UNIX_EPOCH).expect("a batch");
    for _ in 0..2 {
        batch.input(&NewInput { id: "a.txt", sha256: None, outcome: &refused, document: None }).expect("recorded");
    }
    batch.commit().expect("durable");
    let listed = |case: &CaseFile| -> Vec<Outcome> {
        case.inputs(None, 0, 10).expect("listed").items.into_iter().map(|input| input.outcome).collect()
    };
    assert_eq!(listed(&scene.case), [refused]);
    add(&mut scene.case, "a.txt", "Anna left.");
    assert_eq!(listed(&scene.case), [Outcome::Added]);
    assert_eq!(scene.case.outcomes().expect("counted").len(), 1);
}

#[test]
fn words_find_documents_with_their_inflections_and_without_accents() {
    let mut scene = scene();
    add(&mut scene.case, "a", "Zoë poisoned the wells.");
    add(&mut scene.case, "b", "Zoe warned of poisoning.");
    assert_eq!(found(&scene.case, "zoe poisoning"), [1, 2]);
    assert_eq!(found(&scene.case, "\"poisoned the wells\""), [1]);
    assert_eq!(found(&scene.case, "poison -warned"), [1]);
    assert_eq!(found(&scene.case, "wells OR warned"), [1, 2]);
    assert_eq!(found(&scene.case, "war*"), [2]);
    let query = WordQuery::parse("warned").expect("a query");
    let hits = scene.case.search(&query, 0, 10).expect("searched");
    let hit = &hits.items[0];
    assert_eq!((hit.text.as_str(), hit.marks.as_slice()), ("Zoe warned of poisoning.", &[Span::new(4, 10)][..]));
}

#[test]
fn what_is_derived_can_be_deleted_and_refilled() {
    let mut scene = scene();
    add(&mut scene.case, "a", "Anna left.");
    add(&mut scene.case, "b", "Anna left too.");
    let entity = NewEntity {
        id: "e1".into(),
        thing: ThingType::Person,
        names: vec!["Anna".into()],
        is_named: true,
        chains: vec![(1, 0), (2, 0)],
        n_mentions: 2,
    };
    let overlap = OverlapRow {
        first: 1,
        second: 2,
        share_of_first: 1.0,
        share_of_second: 0.6,
        first_repeats: true,
        second_repeats: true,
    };
    let batch = scene.case.batch(Timestamp::UNIX_EPOCH).expect("a batch");
    batch.picture(&NewPicture { entities: vec![entity], ..NewPicture::default() }).expect("stored");
    batch.add_overlaps(&[overlap]).expect("stored");
    batch.copies(&[(2, 1, 0.6)]).expect("stored");
    batch.drawn("1", 1).expect("stored");
    batch.commit().expect("durable");
    assert!(!scene.case.progress().expect("asked").is_complete("1"), "one was read while the picture was drawn");
    let batch = scene.case.batch(Timestamp::UNIX_EPOCH).expect("a batch");
    batch.drawn("1", 2).expect("stored");
    batch.commit().expect("durable");
    assert!(scene.case.progress().expect("asked").is_complete("1"));
    assert!(!scene.case.progress().expect("asked").is_complete("2"), "another version draws it anew");
    assert_eq!(scene.case.entities_of(2).expect("asked"), [Some("e1".to_owned())]);
    assert_eq!(scene.case.overlapping(1).expect("asked")[0].line.copy_of.as_ref().map(|copy| copy.number), Some(1));
    assert_eq!(scene.case.timeline(&TimelineQuery { limit: 9, ..Default::default() }).expect("asked").n_total, 2);
    let mut told: Vec<String> = Vec::new();
    let each = |rows: Vec<ToldRow>| {
        told.extend(rows.iter().flat_map(|row| unpack_told::<String>(&row.told)));
        Ok::<_, StoreError>(())
    };
    scene.case.each_told(each).expect("asked");
    assert_eq!(told, ["Anna left.", "Anna left too."]);
    let counts = scene.case.timeline_counts(&TimelineQuery::default()).expect("asked");
    assert_eq!(counts.iter().map(|count| count.n_expressions).collect::<Vec<_>>(), [2], "both speak of one day");
    let day = counts[0].happened.single_day().expect("one day");
    let later = TimelineQuery { from: Some(day.tomorrow().expect("a day after")), ..Default::default() };
    assert_eq!(scene.case.timeline_counts(&later).expect("asked"), []);
    let that_day = TimelineQuery { from: Some(day), to: Some(day), ..Default::default() };
    assert_eq!(scene.case.timeline_counts(&that_day).expect("asked"), counts);

    let batch = scene.case.batch(Timestamp::UNIX_EPOCH).expect("a batch");
    batch.forget_derived().expect("deleted");
    batch.commit().expect("durable");
    assert_eq!(scene.case.progress().expect("asked").n_not_annotated, 2);
    assert_eq!(found(&scene.case, "anna"), Vec::<i64>::new());
    let listed = scene.case.entities(&EntityQuery { limit: 9, ..Default::default() }).expect("asked");
    assert_eq!(listed.n_total, 0);
    let waiting = scene.case.not_annotated(0, 10).expect("asked");
    assert_eq!(waiting.iter().map(|(document, number, _)| (*document, *number)).collect::<Vec<_>>(), [(1, 1), (2, 2)]);
    assert_eq!(waiting[0].2, reading("Anna left."));
}

#[test]
fn a_predicate_file_is_appended_and_outlives_what_is_derived() {
    let mut scene = scene();
    add(&mut scene.case, "a", "Anna left.");
    let put = |case: &mut CaseFile, name: &str, text: Option<&str>| {
        let batch = case.batch(Timestamp::UNIX_EPOCH).expect("a batch");
        let is_new = batch.predicate_file(name, text).expect("stored");
        batch.commit().expect("durable");
        is_new
    };
    assert!(put(&mut scene.case, "launder.txt", Some("one")) && put(&mut scene.case, "bribe.txt", Some("other")));
    assert!(!put(&mut scene.case, "launder.txt", Some("one")), "the same again");
    assert!(put(&mut scene.case, "launder.txt", Some("two")));
    let batch = scene.case.batch(Timestamp::UNIX_EPOCH).expect("a batch");
    batch.forget_derived().expect("deleted");
    batch.commit().expect("durable");
    let kept = |case: &CaseFile| -> Vec<(String, String)> {
        case.predicate_files().expect("asked").into_iter().map(|file| (file.name, file.text)).collect()
    };
    let [bribe, launder] =
        [("bribe.txt", "other"), ("launder.txt", "two")].map(|(name, text)| (name.into(), text.into()));
    assert_eq!(kept(&scene.case), [bribe, launder.clone()]);
    assert!(put(&mut scene.case, "bribe.txt", None) && !put(&mut scene.case, "bribe.txt", None));
    assert_eq!(kept(&scene.case), [launder]);
    let connection = rusqlite::Connection::open(&scene.path).expect("opened");
    assert!(connection.execute("DELETE FROM predicate_file", []).is_err(), "what was given is kept for good");
}

#[test]
fn claims_are_read_again_with_nothing_else_touched() {
    let mut scene = scene();
    add(&mut scene.case, "a", "Anna left.");
    add(&mut scene.case, "b", "Boris left.");
    assert_eq!(scene.case.n_read_with_others("").expect("asked"), 0);
    assert_eq!(scene.case.n_read_with_others("h1").expect("asked"), 2);
    let waiting = scene.case.read_with_others("h1", 0, 1).expect("asked");
    assert_eq!(waiting.iter().map(|reread| reread.document).collect::<Vec<_>>(), [1]);
    assert_eq!((&waiting[0].reading, &waiting[0].annotation), (&reading("Anna left."), &annotation("Anna left.")));
    let read_again = Annotation { sentences: vec![Span::new(0, 10)], ..annotation("Anna left.") };
    let batch = scene.case.batch(Timestamp::UNIX_EPOCH).expect("a batch");
    batch.claims_read(1, Some(&(pack_annotation(&read_again), pack_told(&"again"))), "h1").expect("stored");
    batch.commit().expect("durable");
    assert_eq!(scene.case.annotation(1).expect("asked"), Some(read_again));
    assert_eq!(scene.case.read_with_others("h1", 1, 9).expect("asked").len(), 1, "the other one waits still");
    assert_eq!(found(&scene.case, "anna"), [1], "words are found as before");
    assert!(scene.case.is_drawn_with("").expect("asked") && !scene.case.is_drawn_with("h1").expect("asked"));
}

#[test]
fn documents_are_listed_as_asked() {
    let mut scene = scene();
    for (id, text) in [("a", "Anna left."), ("b", "Boris left."), ("c", "Clara left.")] {
        add(&mut scene.case, id, text);
    }
    let ids = |query: &DocumentQuery| -> Vec<String> {
        scene.case.documents(query).expect("listed").items.into_iter().map(|line| line.id).collect()
    };
    let all = DocumentQuery { limit: 10, ..Default::default() };
    assert_eq!(ids(&all), ["a", "b", "c"]);
    assert_eq!(ids(&DocumentQuery { descending: true, limit: 2, ..Default::default() }), ["c", "b"]);
    assert_eq!(ids(&DocumentQuery { words: Some("BORIS".into()), ..all.clone() }), ["b"]);
    assert_eq!(ids(&DocumentQuery { from: Some(date(2020, 1, 1)), ..all.clone() }), [""; 0]);
    assert_eq!(ids(&DocumentQuery { outcome: Some("added".into()), offset: 1, ..all }), ["b", "c"]);
}

#[test]
fn a_case_of_the_first_version_is_brought_up_to_date() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("old.clew");
    let old = rusqlite::Connection::open(&path).expect("made");
    old.execute_batch(include_str!("../src/schema/1-case.sql")).expect("its tables");
    old.pragma_update(None, "application_id", 0x636c_6577).expect("marked");
    old.pragma_update(None, "user_version", 1).expect("set");
    drop(old);
    let mut case = CaseFile::open_to_read(&path).expect("it is opened");
    assert_eq!(case.predicate_files().expect("asked"), []);
    add(&mut case, "a", "Anna left.");
    assert_eq!(case.n_read_with_others("").expect("asked"), 0);
}

#[test]
fn only_a_case_is_opened() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let at = |name: &str| folder.path().join(name);
    assert!(matches!(CaseFile::open(&at("none.clew")), Err(StoreError::NoSuchCase(_))));
    std::fs::write(at("letter.clew"), "Dear editor, ".repeat(100)).expect("written");
    assert!(matches!(CaseFile::open(&at("letter.clew")), Err(StoreError::NotACase(_))));
    assert!(matches!(CaseFile::create(&at("letter.clew")), Err(StoreError::Exists(_))));
    rusqlite::Connection::open(at("other.clew")).expect("made").execute("CREATE TABLE t (x)", []).expect("made");
    assert!(matches!(CaseFile::open(&at("other.clew")), Err(StoreError::NotACase(_))));
    // What a kill at the very beginning of `create` leaves behind is taken up again.
    std::fs::write(at("begun.clew"), "").expect("written");
    assert!(CaseFile::create(&at("begun.clew")).is_ok());
    let later = rusqlite::Connection::open(at("begun.clew")).expect("opened");
    later.pragma_update(None, "user_version", 999).expect("set");
    drop(later);
    assert!(matches!(CaseFile::open_to_read(&at("begun.clew")), Err(StoreError::TooNew(_))));
    assert!(matches!(CaseFile::open(&at("begun.clew")), Err(StoreError::TooNew(_))));
}

#[test]
fn the_entity_of_a_chain_is_found_by_its_number_where_chains_before_it_have_no_row() {
    let mut scene = scene();
    let (reading, original) = (reading("Anna left."), Original::pack(b"Anna left."));
    let batch = scene.case.batch(Timestamp::UNIX_EPOCH).expect("a batch");
    let new =
        NewDocument { id: "a", original: &original, media_type: "text/plain", retrieved_at: None, reading: &reading };
    let Recorded::Appended { document, reading: number } = batch.document(&new).expect("appended") else {
        panic!("nothing was there before");
    };
    let new = NewAnnotated::pack(None, true, 2, "Anna left.", &annotation("Anna left."), &(), &[]);
    batch.annotated(document, number, &reading, &new).expect("derived");
    let entity = NewEntity {
        id: "e1".into(),
        thing: ThingType::Person,
        names: vec!["Anna".into()],
        is_named: true,
        chains: vec![(document, 3)],
        n_mentions: 1,
    };
    batch.picture(&NewPicture { entities: vec![entity], ..NewPicture::default() }).expect("stored");
    batch.commit().expect("durable");
    let found = scene.case.entities_of(document).expect("asked");
    assert_eq!(found, [None, None, None, Some("e1".to_owned())]);
}

fn decide(case: &mut CaseFile, verdict: &Verdict, about: &About) -> u32 {
    let batch = case.batch(Timestamp::UNIX_EPOCH).expect("a batch");
    let new = NewDecision { verdict, about, who: Some("J. Doe"), why: None, brought_from: None };
    let number = batch.decision(&new).expect("appended");
    batch.commit().expect("durable");
    number
}

#[test]
fn decisions_are_a_log_that_only_grows_and_outlives_what_is_derived() {
    let mut scene = scene();
    add(&mut scene.case, "a.txt", "Anna left.");
    let quoted = |start, end, words: &str| Quoted { start, end, words: words.to_owned() };
    let claim = QuotedClaim {
        sha256: Sha256::of(b"Anna left."),
        sentence: quoted(0, 10, "Anna left."),
        trigger: quoted(5, 9, "left"),
        predicate: Predicate::Leave,
        subtype: None,
        polarity: Polarity::Asserted,
        quantity: None,
        arguments: vec![QuotedArgument { role: Role::Person, quoted: quoted(0, 4, "Anna") }],
    };
    let about = About::Claim(Box::new(claim));
    let correction = Correction { predicate: Some(Predicate::Travel), ..Correction::default() };
    let verdicts = [Verdict::Correct(correction), Verdict::Reject];
    assert_eq!(verdicts.clone().map(|verdict| decide(&mut scene.case, &verdict, &about)), [1, 2]);
    assert_eq!(decide(&mut scene.case, &Verdict::Retract, &About::Decision { number: 2 }), 3);

    let batch = scene.case.batch(Timestamp::UNIX_EPOCH).expect("a batch");
    batch.forget_derived().expect("deleted");
    batch.commit().expect("durable");
    let log = scene.case.decisions().expect("read");
    assert_eq!(log.iter().map(|decision| decision.undone_by).collect::<Vec<_>>(), [None, Some(3), None]);
    assert_eq!((&log[0].verdict, &log[0].about, log[0].who.as_deref()), (&verdicts[0], &about, Some("J. Doe")));
    assert_eq!((&log[1].verdict, log[1].recorded_at), (&verdicts[1], Timestamp::UNIX_EPOCH));
    assert_eq!(scene.case.documents_by_original().expect("asked")[&Sha256::of(b"Anna left.")], [1]);

    drop(scene.case);
    let raw = rusqlite::Connection::open(&scene.path).expect("SQLite opens it");
    assert!(raw.execute("UPDATE decision SET why = 'other'", []).is_err(), "a decision could be changed");
    assert!(raw.execute("DELETE FROM decision", []).is_err(), "a decision could be deleted");
}

#[test]
fn a_case_of_before_decisions_gains_a_place_for_them() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("old.clew");
    let raw = rusqlite::Connection::open(&path).expect("SQLite makes it");
    raw.execute_batch(include_str!("../src/schema/1-case.sql")).expect("as it was before");
    raw.execute_batch("PRAGMA application_id = 0x636c6577; PRAGMA user_version = 1").expect("as it was before");
    drop(raw);
    let mut case = CaseFile::open_to_read(&path).expect("it opens");
    assert_eq!(case.decisions().expect("read"), []);
    drop(case);
    case = CaseFile::open(&path).expect("it opens");
    assert_eq!(decide(&mut case, &Verdict::Retract, &About::Decision { number: 7 }), 1);
}

#[test]
fn a_picture_takes_the_place_of_the_one_before() {
    let mut scene = scene();
    add(&mut scene.case, "a", "Anna left.");
    let claim = ClaimAt { document: 1, claim: 0 };
    let origin = Origin { name: "Zoe".into(), kind: OriginKind::Named, entity: None, documents: vec![1] };
    let entity = |id: &str, chains| NewEntity {
        id: id.into(),
        thing: ThingType::Person,
        names: vec!["Anna".into()],
        is_named: true,
        chains,
        n_mentions: 1,
    };
    let finding = |id: &str, standing| Finding {
        id: id.into(),
        predicate: Predicate::Leave,
        subtype: None,
        polarity: Polarity::Asserted,
        modality: Modality::Actual,
        arguments: vec![(Role::Person, Filling::Entity("e1".into()))],
        quantity: None,
        time: Interval::day(date(2021, 6, 7)),
        claims: vec![claim],
        origins: vec![origin.clone()],
        standing,
        against: Vec::new(),
        superseded_by: None,
        why: "One origin says so.".into(),
    };
    let placed = Placed { finding: Some("f1".into()), event: None, origin: Some(origin.clone().into()) };
    let placed_claim = NewClaim {
        at: claim,
        predicate: Predicate::Leave,
        polarity: Polarity::Asserted,
        certainty: Level::Asserted,
        sentence: Span::new(0, 10),
        placed: placed.clone(),
    };
    let known = |who: &str| Knowledge {
        who: who.into(),
        matter: Matter::Finding("f1".into()),
        no_later_than: Some(date(2021, 6, 8)),
        shown_by: claim,
    };
    let first = NewPicture {
        entities: vec![entity("e1", vec![(1, 0)]), entity("e2", Vec::new())],
        redirects: vec![("e0".into(), "e1".into())],
        findings: vec![finding("f1", Standing::SingleOrigin), finding("f2", Standing::Disputed)],
        knowledge: vec![known("e1"), known("e2")],
        claims: vec![placed_claim.clone()],
        ..NewPicture::default()
    };
    let draw = |case: &mut CaseFile, picture: &NewPicture| {
        let batch = case.batch(Timestamp::UNIX_EPOCH).expect("a batch");
        batch.picture(picture).expect("stored");
        batch.commit().expect("durable");
    };
    draw(&mut scene.case, &first);
    assert_eq!(scene.case.finding("f1").expect("asked"), Some(finding("f1", Standing::SingleOrigin)));
    assert_eq!(scene.case.placed(1).expect("asked").get(&0), Some(&placed));
    assert_eq!(scene.case.known_by("e2").expect("asked"), [known("e2")]);
    assert_eq!(scene.case.ties_of("e1").expect("asked").len(), 2);
    assert_eq!(scene.case.redirect("e0").expect("asked").as_deref(), Some("e1"));

    let second = NewPicture {
        entities: vec![entity("e1", vec![(1, 0)])],
        findings: vec![finding("f1", Standing::Corroborated)],
        knowledge: vec![known("e1")],
        claims: vec![placed_claim],
        ..NewPicture::default()
    };
    draw(&mut scene.case, &second);
    let mut standings = Vec::new();
    scene.case.each_finding(|finding| standings.push((finding.id, finding.standing))).expect("asked");
    assert_eq!(standings, [("f1".to_owned(), Standing::Corroborated)]);
    assert_eq!(scene.case.entity("e2").expect("asked"), None);
    assert_eq!(scene.case.known_by("e2").expect("asked"), []);
    assert_eq!(scene.case.redirect("e0").expect("asked"), None);
    assert_eq!(scene.case.entities_of(1).expect("asked"), [Some("e1".to_owned())]);
}

/// A document about a place, and what that is taken to mean.
fn place_told(case: &mut CaseFile, id: &str, text: &str, town: &str) -> i64 {
    let recorded = add(case, id, text);
    let Recorded::Appended { document, reading: number } = recorded else { panic!("{recorded:?}") };
    let location = Location {
        latitude: 34.3,
        longitude: 62.2,
        geonames: Some(7),
        name: town.into(),
        kind: PlaceKind::Town,
        region: None,
        country: "Afghanistan".into(),
        country_code: "AF".into(),
        by: LocatedBy::Only,
    };
    let mut annotation = annotation(text);
    annotation.chains[0].place = Some(location);
    let new = NewAnnotated::pack(None, true, 3, text, &annotation, &text, &[]);
    let batch = case.batch(Timestamp::UNIX_EPOCH).expect("a batch");
    batch.annotated(document, number, &reading(text), &new).expect("derived");
    batch.commit().expect("durable");
    document
}

#[test]
fn where_an_entity_lies_is_told_by_each_document_until_that_is_forgotten() {
    let mut scene = scene();
    let documents = [("a", "Herat lies."), ("b", "Herat again.")];
    let [one, other] = documents.map(|(id, text)| place_told(&mut scene.case, id, text, "Herāt"));
    let entity = NewEntity {
        id: "e1".into(),
        thing: ThingType::Place,
        names: vec!["Herat".into()],
        is_named: true,
        chains: vec![(one, 0), (other, 0)],
        n_mentions: 2,
    };
    let batch = scene.case.batch(Timestamp::UNIX_EPOCH).expect("a batch");
    batch.picture(&NewPicture { entities: vec![entity], ..NewPicture::default() }).expect("stored");
    batch.commit().expect("durable");
    let told = |case: &CaseFile| {
        let mut told = Vec::new();
        case.each_location(|entity, document, location| {
            told.push((entity.to_owned(), document, location.name.clone()))
        })
        .expect("asked");
        told
    };
    assert_eq!(told(&scene.case), [one, other].map(|document| ("e1".to_owned(), document, "Herāt".to_owned())));
    let batch = scene.case.batch(Timestamp::UNIX_EPOCH).expect("a batch");
    batch.forget_derived().expect("deleted");
    batch.commit().expect("durable");
    assert_eq!(told(&scene.case), []);
}

fn entity(id: &str, chains: &[(i64, u32)]) -> NewEntity {
    let (names, n_mentions) = (vec![id.to_owned()], chains.len() as u32);
    NewEntity { id: id.into(), thing: ThingType::Person, names, is_named: true, chains: chains.to_vec(), n_mentions }
}

#[test]
fn as_of_a_day_an_id_of_today_leads_to_what_it_was() {
    let mut scene = scene();
    for id in ["a", "b", "c", "d"] {
        add(&mut scene.case, id, &format!("Anna left {id}."));
    }
    let redirects = vec![("before".to_owned(), "today".to_owned())];
    let entities = vec![entity("today", &[(1, 0), (2, 0), (3, 0), (4, 0)])];
    let batch = scene.case.batch(Timestamp::UNIX_EPOCH).expect("a batch");
    batch.picture(&NewPicture { entities, redirects, ..NewPicture::default() }).expect("stored");
    batch.commit().expect("durable");
    assert_eq!(scene.case.redirect("today").expect("asked"), None);
    // The first document had not come out, and of the others one was thought to mean somebody else.
    let of_that_day = vec![entity("other", &[(2, 0)]), entity("then", &[(3, 0), (4, 0)])];
    scene.case.look_at(&NewPicture { entities: of_that_day, ..NewPicture::default() }).expect("looked at");
    let leads_to = |id: &str| scene.case.redirect(id).expect("asked");
    assert_eq!(leads_to("today").as_deref(), Some("then"), "most of it");
    assert_eq!(leads_to("before").as_deref(), Some("then"));
    assert_eq!([leads_to("then"), leads_to("nobody")], [None, None]);
}

#[test]
fn what_is_held_stays_as_it_was_until_it_is_let_go() {
    let mut scene = scene();
    add(&mut scene.case, "a", "Anna left.");
    let reader = CaseFile::open_to_read(&scene.path).expect("opened");
    let n_documents = || reader.document_numbers().expect("asked").len();
    reader.hold().expect("held");
    assert_eq!(n_documents(), 1);
    add(&mut scene.case, "b", "Anna left too.");
    assert_eq!(n_documents(), 1, "an answer is of one state");
    reader.release().expect("let go");
    assert_eq!(n_documents(), 2);
}

#[test]
fn a_part_of_an_annotation_is_read_alone() {
    #[derive(serde::Deserialize)]
    struct Chains {
        chains: Vec<Chain>,
    }
    let mut scene = scene();
    add(&mut scene.case, "a", "Anna left.");
    let part: Chains = scene.case.part_of_annotation(1).expect("asked").expect("it was annotated");
    assert_eq!(part.chains, annotation("Anna left.").chains);
}
