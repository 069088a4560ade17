//! `kill -9` at any point of an `add` leaves a case that opens, and the same command again brings it to the same end.

use crate::scene::{Scene, records};
use rusqlite::{Connection, OpenFlags};
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const N_DOCUMENTS: usize = 300;
const N_KILLS: usize = 50;

/// Short reports in three forms, a third of them reprints, all with names and days in them.
fn reports(scene: &Scene) {
    let places = ["Ostby", "Skarnøy", "Lund", "Hamn", "Vik"];
    let names = ["Hanna Wirth", "Per Lindahl", "Grete Aas", "Ola Berg", "Nils Strand", "Eva Holm", "Tor Dahl"];
    for nth in 0..N_DOCUMENTS {
        let story = nth / 3;
        let (place, name) = (places[story % 5], names[story % 7]);
        let body = format!(
            "The gate above {place} was open on Tuesday, {name} said. According to report {story} of the water board, gauge \
             {story} had been under repair since May, and {name} was told of it two days before the flood."
        );
        let day = 1 + nth % 28;
        match nth % 3 {
            0 => scene.write(&format!("in/{nth:03}.txt"), format!("Gate was open\n\n{body}")),
            1 => scene.write(
                &format!("in/{nth:03}.html"),
                format!(
                    "<html><head><title>Gate {nth}</title><meta property=\"article:published_time\" content=\"2022-06-{day:02}\">\
                     </head><body><nav>Home</nav><article><h1>Gate {nth}</h1><p>{body}</p></article></body></html>"
                ),
            ),
            _ => scene.write(
                &format!("in/{nth:03}.eml"),
                format!("From: a@example.org\r\nSubject: Gate {nth}\r\nDate: {day} Jun 2022 10:00:00 +0000\r\n\r\n{body}\r\n"),
            ),
        };
    }
}

/// When in the run to kill: each kind has its share of the kills.
#[derive(Debug, Clone, Copy)]
enum When {
    /// After a share of the time until the first document is kept.
    Starting,
    /// When so many documents are kept.
    Reading(usize),
    /// After a share of the time that the picture takes, once every document is kept.
    Drawing(f64),
}

/// How many documents the case holds, as an onlooker sees it; `None` while there is nothing to open.
fn n_kept(scene: &Scene, case: &str) -> Option<usize> {
    let path = scene.path(&format!("{case}.clew"));
    let looked = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).ok()?;
    looked.query_row("SELECT count(*) FROM document", [], |row| row.get::<_, i64>(0)).ok().map(|n| n as usize)
}

fn start(scene: &Scene, case: &str) -> Child {
    let mut command = scene.command(&["add", case, "in"]);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("clew starts")
}

fn wait_until(child: &mut Child, is_so: impl Fn() -> bool) {
    while !is_so() && child.try_wait().expect("a child can be asked").is_none() {
        thread::sleep(Duration::from_millis(1));
    }
}

/// Kills a run at that point; whether it was still running.
fn kill(scene: &Scene, case: &str, when: When, drawing: Duration) -> bool {
    let mut child = start(scene, case);
    match when {
        When::Starting => thread::sleep(Duration::from_millis(case.len() as u64 * 3)),
        When::Reading(n) => wait_until(&mut child, || n_kept(scene, case).is_some_and(|kept| kept >= n)),
        When::Drawing(share) => {
            wait_until(&mut child, || n_kept(scene, case) == Some(N_DOCUMENTS));
            thread::sleep(drawing.mul_f64(share));
        }
    }
    let was_running = child.try_wait().expect("a child can be asked").is_none();
    child.kill().expect("a child can be killed");
    child.wait().expect("a child can be waited for");
    was_running
}

/// A run that nobody disturbs: its export, and how long its picture took.
fn undisturbed(scene: &Scene) -> (String, Duration) {
    let mut child = start(scene, "whole");
    wait_until(&mut child, || n_kept(scene, "whole") == Some(N_DOCUMENTS));
    let all_kept = Instant::now();
    assert!(child.wait().expect("a child can be waited for").success());
    (scene.clew(&["export", "whole", "--format", "jsonl"]), all_kept.elapsed())
}

#[test]
fn fifty_kills_lose_nothing() {
    let scene = Scene::new();
    reports(&scene);
    let (expected, drawing) = undisturbed(&scene);
    assert_eq!(records(&expected).iter().filter(|record| record["record"] == "document").count(), N_DOCUMENTS);
    assert!(expected.contains("\"copy_of\":\"in/"), "the reprints are found");
    let mut n_hit = [0; 3];
    // Every tenth case is finished and compared: finishing is a run of its own, and what is killed again is killed later.
    for nth in 0..N_KILLS {
        let (kind, when) = match nth % 5 {
            0 => (0, When::Starting),
            // Early in the drawing: how long it took undisturbed may be longer than it takes now.
            4 => (2, When::Drawing(((nth * 7) % 10) as f64 / 20.0)),
            _ => (1, When::Reading(1 + (nth * 131) % (N_DOCUMENTS - 40))),
        };
        let case = format!("killed-{nth:02}");
        n_hit[kind] += usize::from(kill(&scene, &case, when, drawing));
        if scene.path(&format!("{case}.clew")).is_file() {
            let said = scene.run(&["status", &case]);
            assert!(said.status == 0 || said.err.contains("is not a case file"), "{when:?}: {}", said.err);
        }
        scene.clew(&["add", &case, "in"]);
        let export = scene.clew(&["export", &case, "--format", "jsonl"]);
        assert!(export == expected, "killed {when:?}, the export differs");
        std::fs::remove_file(scene.path(&format!("{case}.clew"))).expect("removed");
    }
    assert!(n_hit[0] >= 5 && n_hit[1] >= 20 && n_hit[2] >= 5, "too few runs were killed in time: {n_hit:?}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_keeps_what_was_read_and_the_same_command_goes_on() {
    let scene = Scene::new();
    reports(&scene);
    let mut command = scene.command(&["add", "case", "in"]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("clew starts");
    wait_until(&mut child, || n_kept(&scene, "case").is_some_and(|kept| kept > 0));
    let pid = child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &pid]).status().expect("kill runs").success());
    let output = child.wait_with_output().expect("a child can be waited for");
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(130), "{err}");
    assert!(err.contains("clew: stopped") && err.contains("run the same command again"), "{err}");
    let kept = n_kept(&scene, "case").expect("the case opens");
    assert!((1..N_DOCUMENTS).contains(&kept), "{kept} documents kept");
    assert!(scene.clew(&["status", "case", "--json"]).contains("\"is_complete\":false"));
    scene.clew(&["add", "case", "in"]);
    assert_eq!(n_kept(&scene, "case"), Some(N_DOCUMENTS));
    assert!(scene.clew(&["status", "case", "--json"]).contains("\"is_complete\":true"));
}
