//! Inputs made by the tests: archives, mails and documents of fiction, and bombs.

use std::io::{Cursor, Write};
use zip::write::{SimpleFileOptions, ZipWriter};

/// A ZIP archive.
pub fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default()).expect("memory");
        writer.write_all(bytes).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

/// A tar archive.
pub fn tarred(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        builder.append_data(&mut header, name, *bytes).expect("memory");
    }
    builder.into_inner().expect("memory")
}

/// A gzip file.
pub fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

/// A Word document of these paragraphs.
pub fn docx(paragraphs: &[&str]) -> Vec<u8> {
    let body: String = paragraphs.iter().map(|text| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")).collect();
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    zipped(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document.as_bytes())])
}

/// A workbook of one sheet with these cells, as a spreadsheet program writes it.
pub fn xlsx(rows: &[&[&str]]) -> Vec<u8> {
    let cell = |text: &&str| format!("<c t='inlineStr'><is><t>{text}</t></is></c>");
    let rows: String =
        rows.iter().map(|row| format!("<row>{}</row>", row.iter().map(cell).collect::<String>())).collect();
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let sheet = format!("<worksheet xmlns='{main}'><sheetData>{rows}</sheetData></worksheet>");
    let workbook = format!(
        "<workbook xmlns='{main}' xmlns:r='{relations}'><sheets><sheet name='Log' sheetId='1' r:id='rId1'/></sheets></workbook>"
    );
    let link = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
             <Relationship Id='rId1' Type='{relations}/{kind}' Target='{target}'/></Relationships>"
        )
    };
    zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", link("officeDocument", "xl/workbook.xml").as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", link("worksheet", "worksheets/sheet1.xml").as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

/// A mail with a body and attachments of (name, media type, bytes).
pub fn mail(subject: &str, body: &str, attachments: &[(&str, &str, &[u8])]) -> Vec<u8> {
    let mut mail = format!(
        "From: Mara Lind <lind@varn.example>\r\nDate: Thu, 10 Jun 2021 08:00:00 +0200\r\nMessage-ID: <1@varn.example>\r\nSubject: {subject}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=part\r\n\r\n--part\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n"
    )
    .into_bytes();
    for (name, media_type, bytes) in attachments {
        mail.extend(
            format!("--part\r\nContent-Type: {media_type}; name=\"{name}\"\r\nContent-Disposition: attachment\r\n\r\n")
                .bytes(),
        );
        mail.extend(*bytes);
        mail.extend(b"\r\n");
    }
    mail.extend(b"--part--\r\n");
    mail
}

/// A PDF of one page for each text, laid out by hand (ISO 32000-1, 7.5).
pub fn pdf(pages: &[&str]) -> Vec<u8> {
    let n_pages = pages.len();
    let kids: String = (0..n_pages).map(|nth| format!("{} 0 R ", 4 + 2 * nth)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Count {n_pages} /Kids [{kids}] >>"),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    for (nth, text) in pages.iter().enumerate() {
        let lines: String = text.lines().map(|line| format!("({line}) Tj T* ")).collect();
        let content = if text.is_empty() { String::new() } else { format!("BT /F1 12 Tf 14 TL 72 720 Td {lines}ET") };
        let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>";
        objects.push(format!("{page} /Contents {} 0 R >>", 5 + 2 * nth));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (nth, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        file.extend(format!("{} 0 obj\n{object}\nendobj\n", nth + 1).bytes());
    }
    let table = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", offsets.len() + 1).bytes());
    offsets.iter().for_each(|offset| file.extend(format!("{offset:010} 00000 n \n").bytes()));
    file.extend(format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", offsets.len() + 1).bytes());
    file
}

/// A Zstandard frame (RFC 8878) of `head` and then a blank as often as wanted, at four bytes for every 128 KiB.
pub fn zstd_bomb(head: &[u8], n_blocks: usize) -> Vec<u8> {
    const BLOCK_BYTES: u32 = 128 << 10;
    let block_header = |kind: u32, size: u32, is_last: bool| (size << 3 | kind << 1 | u32::from(is_last)).to_le_bytes();
    // Magic; no content size, no checksum; a window of 1 MiB.
    let mut frame = vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x50];
    if !head.is_empty() {
        frame.extend(&block_header(0, head.len() as u32, false)[..3]);
        frame.extend(head);
    }
    for nth in 1..=n_blocks {
        frame.extend(&block_header(1, BLOCK_BYTES, nth == n_blocks)[..3]);
        frame.push(b' ');
    }
    frame
}
