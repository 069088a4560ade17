//! Reads saved pages and prints what each holds, a JSON object a line: `cargo run --example page FILE...`.

use std::io::Write;

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for path in std::env::args().skip(1) {
        let reading = clew_ingest::page::read_page(&std::fs::read(&path)?, None, None);
        let mut line = serde_json::to_value(&reading)?;
        line["id"] = path.into();
        writeln!(out, "{line}")?;
    }
    Ok(())
}
