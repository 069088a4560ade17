//! Files handed over in the browser: the same case as `clew add` makes of them, whatever happens on the way.

use crate::scene::{Scene, records};
use serde_json::{Value, json};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

/// `clew serve` on a case, asked as its own page asks.
struct Served {
    child: Child,
    host: String,
    token: String,
}

impl Served {
    fn new(scene: &Scene, case: &str) -> Self {
        let mut command = scene.command(&["serve", case, "--port", "0", "--no-open"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("clew starts");
        let mut address = String::new();
        BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut address).expect("an address is printed");
        let (host, token) =
            address.trim().strip_prefix("http://").expect("an address").split_once("/?token=").expect("with a token");
        Self { host: host.to_owned(), token: token.to_owned(), child }
    }

    /// Sends a request; its status, and the JSON that is answered.
    fn send(&self, method: &str, path: &str, body: &[u8]) -> (u16, Value) {
        let Self { host, token, .. } = self;
        let mut stream = TcpStream::connect(host).expect("the server listens");
        let head = format!(
            "{method} /api/v1/{path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nAuthorization: Bearer {token}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            body.len()
        );
        stream.write_all(head.as_bytes()).expect("sent");
        // What refuses a body may close before all of it has come.
        let _ = stream.write_all(body);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8(answer).expect("text is answered");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        (status, serde_json::from_str(body).unwrap_or(Value::Null))
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        let (status, answer) = self.send("POST", path, body.to_string().as_bytes());
        assert_eq!(status, 200, "{path}: {answer}");
        answer
    }

    fn wish(&self, wish: &str) -> Value {
        self.post("adding", &json!({ "wish": wish }))
    }

    fn standing(&self) -> Value {
        self.send("GET", "adding", b"").1
    }

    /// How things stand once `is_so` of it.
    fn when(&self, is_so: impl Fn(&Value) -> bool) -> Value {
        let begun = Instant::now();
        loop {
            let standing = self.standing();
            if is_so(&standing) {
                return standing;
            }
            assert!(begun.elapsed() < Duration::from_secs(120), "{standing}");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Tells of every file under a folder of the scene, in no order, and hands over those that are wanted; how many were.
    fn hand_over(&self, scene: &Scene, folder: &str) -> usize {
        let files = files_under(&scene.path(folder), folder);
        let told: Vec<_> = files.iter().map(|(path, bytes, at)| told(path, bytes.len(), *at)).collect();
        let numbers = self.post("adding/files", &json!({ "files": told }))["numbers"].clone();
        let wanted: Vec<_> = numbers.as_array().expect("a list").iter().zip(&files).collect();
        assert_eq!(wanted.len(), files.len());
        let wanted = wanted.into_iter().filter_map(|(number, (_, bytes, _))| Some((number.as_u64()?, bytes)));
        wanted.map(|(number, bytes)| self.hand_over_one(number, bytes)).filter(|status| *status == 204).count()
    }

    fn hand_over_one(&self, number: u64, bytes: &[u8]) -> u16 {
        self.send("POST", &format!("adding/files/{number}"), bytes).0
    }

    fn kill(mut self) {
        self.child.kill().expect("a child can be killed");
        self.child.wait().expect("a child can be waited for");
    }
}

fn told(path: &str, n_bytes: usize, modified_at_ms: u128) -> Value {
    json!({ "path": path, "n_bytes": n_bytes, "modified_at_ms": modified_at_ms as i64 })
}

/// Every file with its bytes and when it was written, milliseconds since 1970.
fn files_under(folder: &Path, path: &str) -> Vec<(String, Vec<u8>, u128)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let path = format!("{path}/{}", entry.file_name().to_str().expect("UTF-8"));
        if entry.path().is_dir() {
            files.extend(files_under(&entry.path(), &path));
            continue;
        }
        let modified = entry.metadata().and_then(|of| of.modified()).expect("a time");
        let at = modified.duration_since(SystemTime::UNIX_EPOCH).expect("after 1970").as_millis();
        files.push((path, fs::read(entry.path()).expect("a file"), at));
    }
    files
}

/// Cuts every file's time to the milliseconds that a browser tells.
fn cut_times(folder: &Path) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            cut_times(&path);
            continue;
        }
        let file = File::options().write(true).open(path).expect("a file");
        let modified = file.metadata().and_then(|of| of.modified()).expect("a time");
        let since = modified.duration_since(SystemTime::UNIX_EPOCH).expect("after 1970");
        let cut = Duration::from_millis(since.as_millis() as u64);
        file.set_modified(SystemTime::UNIX_EPOCH + cut).expect("a time can be set");
    }
}

/// The export and every input's outcome.
fn all_of(scene: &Scene, case: &str) -> (String, Vec<String>) {
    let status = records(&scene.clew(&["status", case, "--json"]));
    let inputs = status.iter().filter(|record| record["record"] == "input");
    let told = inputs.map(|input| format!("{} {} {}", input["id"], input["outcome"], input["why"]));
    (scene.clew(&["export", case, "--format", "jsonl"]), told.collect())
}

fn reports(scene: &Scene, n_reports: usize) {
    for nth in 0..n_reports {
        let text =
            format!("The gate {nth} above Ostby was open on Tuesday, Hanna Wirth said. She was told of it in May.");
        scene.write(&format!("in/{nth:03}.txt"), text);
    }
    cut_times(&scene.path("in"));
}

const IS_OVER: fn(&Value) -> bool = |standing| standing["is_running"] == false;

#[test]
fn a_folder_handed_over_and_the_same_folder_added_give_equal_cases() {
    let scene = Scene::new();
    crate::add::mixed_folder(&scene);
    scene.write("in/.DS_Store", "x");
    scene.write("in/.git/config", "x");
    scene.write("in/saved.html", "<title>Gate</title><p>The gate was open on Tuesday, Hanna Wirth said.");
    scene.write("in/saved_files/ad.html", "<p>Buy a gate");
    cut_times(&scene.path("in"));
    scene.clew(&["add", "added", "in"]);
    scene.clew(&["new", "handed"]);
    let served = Served::new(&scene, "handed");
    assert_eq!(served.standing()["is_complete"], true);
    assert_eq!(served.hand_over(&scene, "in"), 8);
    served.wish("go-on");
    let run = served.when(IS_OVER)["run"].clone();
    assert_eq!((&run["end"], &run["n_inputs"], &run["n_done"]), (&json!("done"), &json!(11), &json!(11)));
    let outcomes = json!({ "added": 6, "already_there": 0, "partial": 0, "skipped": 5, "failed": 1 });
    assert_eq!(run["outcomes"], outcomes);
    assert!(run["slowest"]["id"].as_str().is_some_and(|id| id.starts_with("in/")), "{run}");
    assert!(!scene.path("handed.clew-spool").exists());
    served.kill();
    assert_eq!(all_of(&scene, "handed"), all_of(&scene, "added"));
}

#[test]
fn what_is_stopped_waits_and_goes_on_even_under_another_server() {
    let scene = Scene::new();
    reports(&scene, 200);
    scene.clew(&["add", "added", "in"]);
    scene.clew(&["new", "handed"]);
    let served = Served::new(&scene, "handed");
    assert_eq!(served.hand_over(&scene, "in"), 200);
    assert_eq!(served.hand_over(&scene, "in"), 0, "all of it is here");

    served.wish("go-on");
    assert_eq!(served.send("POST", "adding", br#"{"wish": "discard"}"#).0, 409);
    served.when(|standing| standing["run"]["n_done"].as_u64() > Some(0));
    served.wish("stop");
    let stopped = served.when(IS_OVER);
    assert_eq!(stopped["run"]["end"], "stopped", "{stopped}");
    assert_eq!(stopped["is_complete"], false);
    let (n_waiting, n_done) = (stopped["n_waiting"].as_u64().unwrap(), stopped["run"]["n_done"].as_u64().unwrap());
    assert_eq!(n_waiting + n_done, 200);

    served.wish("go-on");
    served.when(|standing| standing["run"]["n_done"].as_u64() > Some(0));
    served.kill();
    let served = Served::new(&scene, "handed");
    let left = served.standing();
    let n_left = left["n_waiting"].as_u64().unwrap();
    assert!(0 < n_left && n_left < n_waiting && left["n_missing"] == 0, "{left}");
    served.wish("go-on");
    let over = served.when(IS_OVER);
    assert_eq!((&over["run"]["end"], &over["is_complete"]), (&json!("done"), &json!(true)), "{over}");
    served.kill();
    assert!(!scene.path("handed.clew-spool").exists());
    assert_eq!(scene.clew(&["export", "handed", "--format", "jsonl"]), all_of(&scene, "added").0);
}

#[test]
fn names_are_names_and_lead_nowhere() {
    let scene = Scene::new();
    scene.write("nested/other.txt", "x");
    scene.clew(&["new", "nested/case"]);
    let served = Served::new(&scene, "nested/case");
    let names = ["../up.txt", "../../further.txt", "/root.txt", "nested/\u{0}\u{7}\r\n<b>.txt", "a/../../../b.txt"];
    let files: Vec<_> = names.iter().map(|name| told(name, 25, 0)).collect();
    let numbers = served.post("adding/files", &json!({ "files": files }))["numbers"].clone();
    for number in numbers.as_array().unwrap().iter().filter_map(Value::as_u64) {
        assert_eq!(served.hand_over_one(number, b"The gate was open in May."), 204);
    }
    let mut spool: Vec<_> =
        files_under(&scene.path("nested/case.clew-spool"), "").into_iter().map(|file| file.0).collect();
    spool.sort();
    assert_eq!(spool, ["/2", "/4", "/5", "/listing"], "{numbers}");
    served.wish("go-on");
    served.when(IS_OVER);
    served.kill();
    let ids: Vec<_> = records(&scene.clew(&["status", "nested/case", "--json"]))
        .into_iter()
        .filter(|record| record["record"] == "input")
        .map(|record| record["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(ids.len(), 5, "{ids:?}");
    for id in ["../up.txt", "../..", "root.txt", "nested/\u{0}\u{7}\r\n<b>.txt", "a/.."] {
        assert!(ids.iter().any(|other| other == id), "{id:?} is not in {ids:?}");
    }
    assert!(!scene.path("up.txt").exists() && !scene.path("../further.txt").exists() && !scene.path("b.txt").exists());
}

#[test]
fn what_does_not_arrive_is_missed_and_told_as_failed() {
    let scene = Scene::new();
    scene.clew(&["new", "case"]);
    let served = Served::new(&scene, "case");
    let files = [told("in/a.txt", 25, 0), told("in/b.txt", 25, 0), told("in/c.txt", 25, 0)];
    served.post("adding/files", &json!({ "files": files }));
    assert_eq!(served.hand_over_one(1, b"The gate was open in May."), 204);
    assert_eq!(served.hand_over_one(1, b"The gate was open in May."), 404, "it is here already");
    assert_eq!(served.hand_over_one(2, b"too short"), 400);
    assert_eq!(served.hand_over_one(2, b"longer than its listing said that it is"), 400);
    assert_eq!(served.hand_over_one(9, b"never told of"), 404);
    let standing = served.standing();
    assert_eq!((&standing["n_waiting"], &standing["n_missing"]), (&json!(3), &json!(2)));
    let too_long = json!({ "files": [told(&"x".repeat(4097), 1, 0)] });
    assert_eq!(served.send("POST", "adding/files", too_long.to_string().as_bytes()).0, 400);
    let too_large = json!({ "files": [told("in/d.bin", 1 << 40, 0)] });
    assert_eq!(served.send("POST", "adding/files", too_large.to_string().as_bytes()).0, 400);
    served.wish("go-on");
    assert_eq!(served.when(IS_OVER)["n_waiting"], 0);
    let (_, outcomes) = all_of(&scene, "case");
    let missed = |id: &str| format!("\"{id}\" \"failed\" \"did not arrive whole from the browser\"");
    assert!(outcomes.contains(&missed("in/b.txt")) && outcomes.contains(&missed("in/c.txt")), "{outcomes:?}");

    served.post("adding/files", &json!({ "files": [told("in/b.txt", 25, 0)] }));
    served.wish("discard");
    assert_eq!(served.standing()["n_waiting"], 0);
    assert!(!scene.path("case.clew-spool").exists());
    served.kill();
}
