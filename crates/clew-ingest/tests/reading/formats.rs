//! One input of each format, through the child.

use crate::made::{docx, gzipped, mail, pdf, tarred, xlsx, zipped};
use crate::{check, items, reader, text};
use clew_ingest::{Hints, Limits, Source};
use clew_model::{Basis, Sha256};
use jiff::civil::date;

const NOTE: &str = "The pump at Varn failed on Monday.\n";

#[test]
fn a_text_file_is_one_item_with_its_bytes() {
    let items = check(&mut reader(Limits::default()), "notes/pump.txt", NOTE.into(), &["notes/pump.txt added"]);
    assert_eq!(text(&items[0]), NOTE);
    assert_eq!(items[0].original, NOTE.as_bytes());
    assert_eq!(items[0].sha256, Sha256::of(NOTE.as_bytes()));
    assert_eq!(items[0].media_type, "text/plain");
}

#[test]
fn an_opened_file_is_read_from_its_beginning() {
    use std::io::{Read, Write};
    let mut file = tempfile::tempfile().expect("a file");
    file.write_all(NOTE.as_bytes()).expect("room");
    let mut rest = String::new();
    file.read_to_string(&mut rest).expect("at its end");
    let mut texts = Vec::new();
    let each = |item: clew_ingest::Item| texts.push(text(&item).to_owned());
    reader(Limits::default()).read("a", Source::File(file), &Hints::default(), each).expect("a child");
    assert_eq!(texts, [NOTE]);
}

#[test]
fn containers_are_walked_to_any_depth() {
    let inner = tarred(&[("./a.txt", b"First note."), ("b/", b""), ("b/c.txt", b"Second note.")]);
    let archive = zipped(&[
        ("june/page.html", b"<html><body><p>The pump failed.</p></body></html>"),
        ("june/notes.tar.gz", &gzipped(&inner)),
        ("style.css", b"p { color: red }"),
        ("empty.txt", b""),
    ]);
    check(
        &mut reader(Limits::default()),
        "all.zip",
        archive,
        &[
            "all.zip!june/page.html added",
            "all.zip!june/notes.tar.gz!a.txt added",
            "all.zip!june/notes.tar.gz!b/c.txt added",
            "all.zip!style.css skipped: is a part of a web page, not a document",
            "all.zip!empty.txt skipped: is empty",
        ],
    );
}

#[test]
fn the_same_name_twice_is_two_items() {
    let archive = tarred(&[("a.txt", b"Early."), ("a.txt", b"Late.")]);
    check(&mut reader(Limits::default()), "x.tar", archive, &["x.tar!a.txt added", "x.tar!a.txt#2 added"]);
}

#[test]
fn a_mail_is_a_document_and_its_attachments_follow() {
    let inner = mail("Earlier", "Crack at pier 4.", &[]);
    let outer = mail(
        "Fwd: pier",
        "See below.",
        &[("plan/b.txt", "text/plain", b"Come at ten."), ("earlier.eml", "message/rfc822", &inner)],
    );
    let expect = ["memo.eml added", "memo.eml!1-plan_b.txt added", "memo.eml!2-earlier.eml added"];
    let items = check(&mut reader(Limits::default()), "memo.eml", outer.clone(), &expect);
    assert_eq!(text(&items[0]), "Fwd: pier\n\nSee below.");
    assert_eq!(text(&items[2]), "Earlier\n\nCrack at pier 4.");
    let published = items[0].result.as_ref().expect("was read").published.expect("a Date header");
    assert_eq!((published.interval.single_day(), published.basis), (Some(date(2021, 6, 10)), Basis::Metadata));

    let mailbox =
        [b"From a Thu Jun 10 08:00:00 2021\n".as_slice(), &outer, b"\n\nFrom b Thu Jun 10 09:00:00 2021\n", &inner]
            .concat();
    let expect =
        ["in.mbox!1 added", "in.mbox!1!1-plan_b.txt added", "in.mbox!1!2-earlier.eml added", "in.mbox!2 added"];
    check(&mut reader(Limits::default()), "in.mbox", mailbox, &expect);
}

#[test]
fn office_documents_and_pdf() {
    let mut reader = reader(Limits::default());
    let read = check(&mut reader, "a.docx", docx(&["The pump", "It failed."]), &["a.docx added"]);
    assert_eq!(text(&read[0]), "The pump\n\nIt failed.");

    let read =
        check(&mut reader, "log.xlsx", xlsx(&[&["Date", "Event"], &["3 May", "Crack found"]]), &["log.xlsx added"]);
    assert_eq!(text(&read[0]), "Date\tEvent\n3 May\tCrack found");
    let press = xlsx(&[&["id", "text"], &["n1", "The pump failed."], &["n2", ""]]);
    check(&mut reader, "press.xlsx", press, &["press.xlsx!n1 added", "press.xlsx!n2 skipped: is empty"]);

    let read =
        check(&mut reader, "a.pdf", pdf(&["The pump at Varn\nfailed on Monday.", "It was old."]), &["a.pdf added"]);
    assert_eq!(text(&read[0]), "The pump at Varn failed on Monday.\u{c}It was old.");
}

#[test]
fn an_entry_of_a_feed_is_a_document() {
    let mut reader = reader(Limits::default());
    let feed = "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>Varn Gazette</title><entry><id>urn:1</id><title>Pump</title>\
        <published>2021-06-10T23:00:00-05:00</published><content type='html'>&lt;p&gt;It failed.&lt;/p&gt;</content></entry></feed>";
    let read = check(&mut reader, "g.xml", feed.into(), &["g.xml!urn:1 added"]);
    let entry = read[0].result.as_ref().expect("was read");
    assert_eq!((entry.text.as_str(), entry.publisher.as_deref()), ("Pump\n\nIt failed.", Some("Varn Gazette")));
    assert_eq!(entry.published.and_then(|published| published.interval.single_day()), Some(date(2021, 6, 10)));
    assert!(read[0].original.starts_with(b"<entry>"));
}

#[test]
fn rows_and_lines_are_documents() {
    let mut reader = reader(Limits::default());
    let table = "id,body\n1,\"First, with a comma\"\n\n2,Second\n";
    let read = check(&mut reader, "t.csv", table.into(), &["t.csv!1 added", "t.csv!2 added"]);
    assert_eq!(text(&read[0]), "First, with a comma");
    let whole = check(&mut reader, "t.csv", "date,amount\n2020-01-01,5\n".into(), &["t.csv added"]);
    assert_eq!(text(&whole[0]), "date,amount\n2020-01-01,5\n");

    let lines = "{\"id\": \"x\", \"text\": \" exact \"}\n{\"id\": 1}\n";
    let read = check(
        &mut reader,
        "l.jsonl",
        lines.into(),
        &["l.jsonl!x added", "l.jsonl!line 2 failed: the line has no text"],
    );
    assert_eq!(text(&read[0]), " exact ");
}

#[test]
fn what_a_server_sent_is_a_document_with_its_address() {
    let mut reader = reader(Limits::default());
    let response = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>The pump failed.";
    let record = |address: &str, response: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2021-06-10T08:00:00Z\r\n\
             Content-Type: application/http\r\nContent-Length: {}\r\n\r\n{response}\r\n\r\n",
            response.len()
        )
    };
    let moved = record("https://varn.example/", "HTTP/1.1 301 Moved\r\nLocation: /a.css\r\n\r\n");
    let archive = gzipped((moved + &record("https://varn.example/a.css", response)).as_bytes());
    let expect = [
        "c.warc.gz!https://varn.example/a.css added",
        "c.warc.gz skipped: 1 of its 2 records are no documents (pictures, scripts, redirects, errors)",
    ];
    let read = check(&mut reader, "c.warc.gz", archive, &expect);
    assert_eq!(read[0].retrieved_at, "2021-06-10T08:00:00Z".parse().ok());
    assert_eq!(read[0].result.as_ref().expect("was read").url.as_deref(), Some("https://varn.example/a.css"));
}

#[test]
fn older_and_encrypted_office_files_are_named_and_left() {
    let compound = |stream: &str| {
        let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).expect("memory");
        file.create_stream(stream).expect("memory");
        file.into_inner().into_inner()
    };
    let mut reader = reader(Limits::default());
    check(&mut reader, "a.docx", compound("/EncryptedPackage"), &["a.docx skipped: is encrypted"]);
    let old = "a.doc skipped: not a format clew reads (an old Word document, .doc)";
    check(&mut reader, "a.doc", compound("/WordDocument"), &[old]);
}

#[test]
fn pages_without_text_are_partial() {
    // No program finds text on a blank page.
    let read = items(&mut reader(Limits::default()), "scan.pdf", pdf(&["", ""]));
    assert_eq!(read[0].outcome().to_string(), "partial: no text layer");
}

#[test]
fn pictures_are_read_where_tesseract_is_installed() {
    let Some(picture) = photographed(&pdf(&["THE PUMP AT VARN HAS FAILED"])) else {
        eprintln!("not run: tesseract and pdftoppm are not installed");
        return;
    };
    let read = check(&mut reader(Limits::default()), "scan.png", picture, &["scan.png added"]);
    assert_eq!(text(&read[0]), "THE PUMP AT VARN HAS FAILED");
}

/// The first page of a PDF as a picture, where the programs for that and for reading it are installed.
fn photographed(pdf: &[u8]) -> Option<Vec<u8>> {
    use std::io::Write;
    use std::process::{Command, Stdio};
    Command::new("tesseract").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().ok()?;
    let mut drawing = Command::new("pdftoppm");
    drawing.args(["-r", "200", "-png", "-singlefile", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut process = drawing.spawn().ok()?;
    process.stdin.take().expect("piped").write_all(pdf).expect("it reads");
    Some(process.wait_with_output().expect("it ends").stdout)
}
