use super::action;
use std::path::Path;

/// web/'s types are made from this file; CLEW_UPDATE=1 writes it anew.
#[test]
fn the_api_is_the_one_written_down() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/openapi.json");
    let (_, api) = action::routes().split_for_parts();
    let api = api.to_pretty_json().expect("a description is JSON") + "\n";
    if std::env::var_os("CLEW_UPDATE").is_some() {
        std::fs::write(&path, &api).expect("web/ can be written to");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == api,
        "web/openapi.json is stale: run this test with CLEW_UPDATE=1, then `npm run schema` in web/"
    );
}
