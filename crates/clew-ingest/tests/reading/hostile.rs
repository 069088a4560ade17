//! Inputs that crash, hang, swell or nest: each is its own outcome, and what stands around it is read.

use crate::made::{docx, gzipped, mail, pdf, tarred, zipped, zstd_bomb};
use crate::{check, items, reader, text};
use clew_ingest::{Isolation, Limits};
use std::time::Duration;

/// The child tries out what it can still do before it says so.
#[cfg(target_os = "linux")]
#[test]
fn the_child_can_open_no_file_and_no_socket_and_start_nothing() {
    match reader(Limits::default()).isolation() {
        Isolation::Full => {}
        // A kernel without Landlock says so; seccomp alone keeps files and sockets closed there.
        Isolation::Reduced(why) => assert_eq!(why, "this kernel has no Landlock, or has it switched off"),
    }
}

#[test]
fn a_document_that_takes_too_long_is_stopped_and_the_rest_is_read() {
    let limits = Limits { document_time: Duration::from_secs(2), memory_bytes: 8 << 30, ..Limits::default() };
    let archive = zipped(&[("a.txt", b"Before."), ("slow.html", &slow_page()), ("b.txt", b"After.")]);
    let expect = ["x.zip!a.txt added", "x.zip!slow.html failed: took longer than 2 s", "x.zip!b.txt added"];
    let items = check(&mut reader(limits), "x.zip", archive, &expect);
    assert_eq!(items[1].original.len(), slow_page().len(), "what was stopped is kept for a better reader");
}

/// A page of 95 MB, far more than any computer lays out in two seconds.
fn slow_page() -> Vec<u8> {
    "<div><p>The pump failed on <b>Monday</b>, and <a href=x>again</a> on Tuesday.</p></div>\n"
        .repeat(1_100_000)
        .into_bytes()
}

#[test]
fn a_document_that_needs_too_much_memory_is_stopped_and_the_rest_is_read() {
    let limits = Limits { memory_bytes: 96 << 20, ..Limits::default() };
    let page = "<p>The pump failed.</p>".repeat(1_000_000);
    let archive = tarred(&[("a.txt", b"Before."), ("large.html", page.as_bytes()), ("b.txt", b"After.")]);
    let needed = "x.tar!large.html failed: needed more than 96 MB of memory";
    check(&mut reader(limits), "x.tar", archive, &["x.tar!a.txt added", needed, "x.tar!b.txt added"]);
}

#[test]
fn a_container_that_never_ends_is_stopped_and_the_rest_is_read() {
    let limits = Limits {
        document_time: Duration::from_secs(2),
        expansion_floor: u64::MAX,
        total_bytes: u64::MAX,
        ..Limits::default()
    };
    // A tar of one member of 7 TB, unpacked from 2 MB: a quarter of a terabyte comes out before it breaks off.
    let mut header = tar::Header::new_gnu();
    header.set_path("tape.bin").expect("a short name");
    header.set_size(7 << 40);
    header.set_cksum();
    let endless = zstd_bomb(&[header.as_bytes().as_slice(), b"\0\x01\x02\x03"].concat(), 2_000_000);
    let archive = zipped(&[("a.txt", b"Before."), ("endless.tar.zst", &endless), ("b.txt", b"After.")]);
    let expect = [
        "x.zip!a.txt added",
        "x.zip!endless.tar.zst!tape.bin skipped: not a format clew reads (an unknown kind of binary file)",
        "x.zip!endless.tar.zst failed: took longer than 2 s",
        "x.zip!b.txt added",
    ];
    check(&mut reader(limits), "x.zip", archive, &expect);
}

#[test]
fn a_bomb_ends_the_input_and_what_was_read_before_is_kept() {
    let bomb = zstd_bomb(b"", 100_000);
    let archive = zipped(&[("a.txt", b"Before."), ("bomb.txt.zst", &bomb), ("b.txt", b"After.")]);
    let limits = Limits { expansion_ratio: 20, expansion_floor: 1 << 20, ..Limits::default() };
    let mut reader = reader(limits);
    // The archive is so small that twenty times its size is below the floor.
    let expect = ["x.zip!a.txt added", "x.zip failed: expands to more than 1 MB; the rest was left after 1 items"];
    check(&mut reader, "x.zip", archive, &expect);
    check(&mut reader, "bomb.txt.zst", bomb, &["bomb.txt.zst failed: expands to more than 20 times its size"]);
}

#[test]
fn budgets_add_up_over_small_members_and_over_nesting() {
    let limits = Limits { n_members: 5, ..Limits::default() };
    let inner = zipped(&[("1.txt", b"1"), ("2.txt", b"2")]);
    let archive = zipped(&[("a.zip", &inner), ("b.zip", &inner)]);
    let expect = [
        "x.zip!a.zip!1.txt added",
        "x.zip!a.zip!2.txt added",
        "x.zip failed: holds more than 5 members; the rest was left after 2 items",
    ];
    check(&mut reader(limits), "x.zip", archive, &expect);

    let mut nested = zipped(&[("core.txt", b"Here.")]);
    for _ in 0..10 {
        nested = zipped(&[("in.zip", &nested)]);
    }
    let items = items(&mut reader(Limits::default()), "x.zip", nested);
    assert_eq!(items.len(), 1);
    assert_eq!(items[0].outcome().to_string(), "skipped: is nested more than 8 deep");
}

#[test]
fn a_mail_inside_a_mail_inside_a_mail_ends() {
    let mut nested = mail("Core", "Here.", &[]);
    for depth in 0..12 {
        nested = mail(&format!("Level {depth}"), "Around.", &[("in.eml", "message/rfc822", &nested)]);
    }
    let items = items(&mut reader(Limits::default()), "x.eml", nested);
    let last = items.last().expect("at least the outermost");
    assert_eq!(text(&items[0]), "Level 11\n\nAround.");
    assert_eq!(last.outcome().to_string(), "skipped: is nested more than 8 deep");
}

#[test]
fn a_gzip_file_that_lies_about_its_size_is_read_as_it_is() {
    let mut lying = gzipped(b"The pump failed.");
    let length_at = lying.len() - 4;
    lying[length_at..].copy_from_slice(&[0xff; 4]);
    let items = items(&mut reader(Limits::default()), "x.txt.gz", lying);
    assert_eq!(items.len(), 1);
    assert!(
        items[0].outcome().why().is_some_and(|why| why.starts_with("cannot be unpacked: ")),
        "{}",
        items[0].outcome()
    );
}

#[test]
fn a_reader_goes_on_after_everything() {
    let limits = Limits { memory_bytes: 96 << 20, n_inputs_per_child: 2, ..Limits::default() };
    let mut reader = reader(limits);
    let large = "<p>The pump failed.</p>".repeat(1_000_000).into_bytes();
    for round in 0..3 {
        check(&mut reader, "large.html", large.clone(), &["large.html failed: needed more than 96 MB of memory"]);
        let note = format!("Round {round} was read.");
        let items = check(&mut reader, "a.txt", note.clone().into_bytes(), &["a.txt added"]);
        assert_eq!(text(&items[0]), note);
    }
}

/// Every prefix and a byte changed in every place, in steps: an outcome each time, and never a dead run.
#[test]
fn damage_is_an_outcome() {
    let limits = Limits { document_time: Duration::from_secs(20), ..Limits::default() };
    let mut reader = reader(limits);
    let note = b"The pump at Varn failed on Monday.".as_slice();
    let fixtures: [(&str, Vec<u8>); 6] = [
        ("a.pdf", pdf(&["The pump at Varn\nfailed on Monday.", "It was old."])),
        ("a.docx", docx(&["The pump", "It failed."])),
        ("a.zip", zipped(&[("a.txt", note), ("b.eml", &mail("Pump", "Failed.", &[("c.txt", "text/plain", note)]))])),
        ("a.tar.gz", gzipped(&tarred(&[("a.txt", note), ("b.html", b"<p>The pump")]))),
        ("a.eml", mail("Pump", "It failed.", &[("a.pdf", "application/pdf", &pdf(&["Plan"]))])),
        (
            "a.rtf",
            b"{\\rtf1\\ansi{\\fonttbl{\\f0 Times;}}\\f0 The {\\b pump} failed.\\par\\u8220?Old\\u8221?}".to_vec(),
        ),
    ];
    for (id, whole) in fixtures {
        let step = (whole.len() / 40).max(1);
        for at in (0..whole.len()).step_by(step) {
            assert!(
                !items(&mut reader, id, whole[..at].to_vec()).is_empty() || at == 0 || id == "a.tar.gz",
                "{id} cut at {at}"
            );
            let mut changed = whole.clone();
            changed[at] ^= 0x55;
            assert!(!items(&mut reader, id, changed).is_empty() || id == "a.tar.gz", "{id} changed at {at}");
        }
        assert!(items(&mut reader, id, whole).iter().all(|item| item.result.is_ok()), "{id} whole");
    }
}
