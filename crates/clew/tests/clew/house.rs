//! The house's own rules: which room may use which (ARCHITECTURE.md), and that what is promised is written down.

use crate::scene::Scene;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

const ALLOWED: [(&str, &[&str]); 7] = [
    ("clew-model", &[]),
    ("clew-ingest", &["clew-model"]),
    ("clew-language", &["clew-model"]),
    ("clew-analysis", &["clew-model"]),
    ("clew-store", &["clew-model"]),
    ("clew-engine", &["clew-model", "clew-ingest", "clew-language", "clew-analysis", "clew-store"]),
    ("clew-cli", &["clew-model", "clew-ingest", "clew-engine"]),
];

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

#[test]
fn rooms_use_only_the_rooms_below_them() {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("metadata is JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    assert_eq!(packages.len(), ALLOWED.len(), "a room was added: say here what it may use");
    for package in packages {
        let name = package["name"].as_str().expect("a name");
        let (_, allowed) = ALLOWED.iter().find(|(room, _)| *room == name).expect("a room named above");
        let used: BTreeSet<&str> = package["dependencies"]
            .as_array()
            .expect("dependencies")
            .iter()
            // Tests may read with another room what the room itself is given.
            .filter(|dependency| dependency["kind"] != "dev")
            .filter_map(|dependency| dependency["name"].as_str())
            .filter(|name| name.starts_with("clew-"))
            .collect();
        for room in used {
            assert!(allowed.contains(&room), "{name} may not use {room}");
        }
    }
}

#[test]
fn every_command_is_in_the_user_guide() {
    let guide = std::fs::read_to_string(root().join("docs/commands.md")).expect("docs/commands.md");
    let help = Scene::new().clew(&["--help"]);
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    // A line that goes on from the one before it is set in further.
    let named = commands.filter_map(|line| line.strip_prefix("  ").filter(|line| !line.starts_with(' ')));
    let names: Vec<_> =
        named.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").collect();
    assert!(names.len() >= 11, "{names:?}");
    for name in names {
        assert!(guide.contains(&format!("## clew {name}")), "docs/commands.md says nothing of `clew {name}`");
        let help = Scene::new().clew(&[name, "--help"]);
        let flags = help.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-'));
        for flag in
            flags.filter(|word| word.starts_with("--") && word.len() > 2 && !["--help", "--version"].contains(word))
        {
            assert!(guide.contains(flag), "docs/commands.md says nothing of {flag} of `clew {name}`");
        }
    }
}
