use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder of its own to run clew in.
pub struct Scene {
    folder: tempfile::TempDir,
}

/// What a run of clew said.
pub struct Said {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Scene {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file; folders on the way are made.
    pub fn write(&self, name: &str, contents: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("has a parent")).expect("made");
        fs::write(path, contents).expect("written");
    }

    /// clew with these arguments, the environment empty but for what finding programs needs.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_clew"));
        command.args(arguments).current_dir(self.folder.path()).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.stdin(Stdio::null());
        command
    }

    /// Runs clew to its end.
    pub fn run(&self, arguments: &[&str]) -> Said {
        said(self.command(arguments).output().expect("clew starts"))
    }

    /// Runs clew to its end, which must be a good one; what it printed.
    pub fn clew(&self, arguments: &[&str]) -> String {
        let said = self.run(arguments);
        assert_eq!(said.status, 0, "clew {arguments:?}: {}", said.err);
        said.out
    }

    /// Runs clew with something on its standard input.
    pub fn fed(&self, arguments: &[&str], input: &str) -> Said {
        self.write("standard-input", input);
        let input = fs::File::open(self.path("standard-input")).expect("just written");
        said(self.command(arguments).stdin(input).output().expect("clew starts"))
    }
}

fn said(output: Output) -> Said {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("clew prints UTF-8");
    Said { status: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

/// Each line of JSON lines.
pub fn records(lines: &str) -> Vec<Value> {
    lines.lines().map(|line| serde_json::from_str(line).expect("a line is a JSON object")).collect()
}

/// The words of `text` from code point `start` to `end`.
pub fn words(text: &str, start: &Value, end: &Value) -> String {
    let at = |value: &Value| value.as_u64().expect("a position") as usize;
    text.chars().skip(at(start)).take(at(end) - at(start)).collect()
}

/// The folder of the demo case's documents.
pub fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}
