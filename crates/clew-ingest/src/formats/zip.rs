//! ZIP archives, and the office formats that are ZIP archives inside.

use crate::Refusal;
use crate::format::{Format, WorkbookKind};
use crate::walk::{Content, Member, ReadSeek, Trouble, Walk};
use std::io::Read;
use zip::ZipArchive;
use zip::result::ZipError;

/// Walks an archive member by member, or reads it as the one document that it is.
pub(crate) fn walk(walk: &mut Walk<'_>, member: &Member, mut file: &mut dyn ReadSeek) -> Result<(), Trouble> {
    let format = kind(&mut file)?;
    if format != Format::Zip {
        file.rewind().map_err(|error| walk.read_trouble(&error))?;
        let bytes = walk.load(&mut file)?;
        return match format {
            Format::Workbook(kind) => super::workbook::walk(walk, member, kind, bytes),
            format => Ok(walk.document(member, format, &bytes)?),
        };
    }
    let mut archive = ZipArchive::new(file).map_err(|error| broken(&error))?;
    for nth in 0..archive.len() {
        let budget = walk.budget.clone();
        let (is_encrypted, is_dir, inside) = match archive.by_index_raw(nth) {
            Ok(entry) => {
                (entry.encrypted(), entry.is_dir() || entry.is_symlink(), member.inside(&entry_name(entry.name_raw())))
            }
            Err(error) => {
                walk.leave(&member.inside(&format!("member {}", nth + 1)), "", broken(&error))?;
                continue;
            }
        };
        match (is_dir, is_encrypted) {
            (true, _) => {}
            (false, true) => walk.leave(&inside, "", Refusal::encrypted())?,
            (false, false) => match archive.by_index(nth) {
                Ok(entry) => walk.member(inside, Content::Stream(&mut budget.meter(entry)))?,
                Err(error) => walk.leave(&inside, "", broken(&error))?,
            },
        }
    }
    Ok(())
}

/// What kind of ZIP file it is: an office document, or an archive.
pub(crate) fn kind(file: &mut dyn ReadSeek) -> Result<Format, Refusal> {
    let mut archive = ZipArchive::new(file).map_err(|error| broken(&error))?;
    let has = |archive: &ZipArchive<&mut dyn ReadSeek>, name: &str| archive.index_for_name(name).is_some();
    if has(&archive, "[Content_Types].xml") {
        for (part, format) in [
            ("word/document.xml", Format::Docx),
            ("xl/workbook.xml", Format::Workbook(WorkbookKind::Xlsx)),
            ("xl/workbook.bin", Format::Workbook(WorkbookKind::Xlsb)),
            ("ppt/presentation.xml", Format::Pptx),
        ] {
            if has(&archive, part) {
                return Ok(format);
            }
        }
    }
    let mut declared = String::new();
    if let Ok(entry) = archive.by_name("mimetype") {
        // Unreadable is as good as undeclared: then it is an archive.
        let _ = entry.take(100).read_to_string(&mut declared);
    }
    match declared.trim() {
        "application/vnd.oasis.opendocument.text" => Ok(Format::Odt),
        "application/vnd.oasis.opendocument.presentation" => Ok(Format::Odp),
        "application/vnd.oasis.opendocument.spreadsheet" => Ok(Format::Workbook(WorkbookKind::Ods)),
        "application/epub+zip" => Err(Refusal::skipped("not a format clew reads (an EPUB book)")),
        _ => Ok(Format::Zip),
    }
}

/// A member's name as its archive has it: UTF-8, or the code page that DOS left behind (which is told, since few
/// archives declare it).
fn entry_name(raw: &[u8]) -> String {
    let name = match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => crate::encoding::decode(raw, None).text,
    };
    // Some programs for Windows write their own separator.
    name.replace('\\', "/")
}

fn broken(error: &ZipError) -> Refusal {
    Refusal::failed(format!("is a damaged ZIP archive: {error}"))
}
