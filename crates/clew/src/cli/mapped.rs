//! Tables that are read by a mapping.

use super::error::CommandError;
use clew_engine::mapping::{TableMapping, read_table};
use clew_engine::{Input, Inputs, id_of};
use std::fs;
use std::path::{Path, PathBuf};

/// Reads a mapping.
pub fn mapping(path: &Path) -> Result<TableMapping, CommandError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let cannot = |why: String| {
        let message = format!("{} is no mapping that can be read: {why}", path.display());
        CommandError::bad_request(message, "docs/formats.md tells what a mapping holds")
    };
    let text = fs::read_to_string(path).map_err(|error| cannot(error.to_string()))?;
    TableMapping::parse(&name, &text).map_err(|error| cannot(error.to_string()))
}

/// Tables, each read when its turn comes.
pub fn tables(files: &[PathBuf], mapping: TableMapping) -> Result<Inputs<'static>, CommandError> {
    if let Some(folder) = files.iter().find(|file| !file.is_file()) {
        let message = format!("{} is no file", folder.display());
        return Err(CommandError::bad_request(message, "with --mapping, name the tables one by one"));
    }
    let files = files.to_vec().into_iter();
    let each = files.flat_map(move |file| {
        let id = id_of(&file);
        match fs::read(&file) {
            Ok(bytes) => read_table(&id, bytes, &mapping),
            Err(why) => {
                vec![Input::Refused { id, refusal: clew_ingest::Refusal::Failed(format!("cannot be opened: {why}")) }]
            }
        }
    });
    Ok(Inputs { n_total: None, each: Box::new(each.map(Ok)) })
}
