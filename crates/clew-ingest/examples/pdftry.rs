//! try
fn main() {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap();
        let doc = pdf_oxide::PdfDocument::from_bytes(bytes).unwrap();
        for page in 0..doc.page_count().unwrap() {
            println!("==== {path} {page} structured");
            match doc.extract_structured(page) {
                Ok(s) => for r in s.regions { println!("[{:?} col {:?} y {:?}] {:?}", r.kind, r.column_index, r.bbox, r.text); },
                Err(e) => println!("{e}"),
            }
            println!("==== text\n{}", doc.extract_text(page).unwrap());
            println!("==== plain\n{}", doc.to_plain_text(page, &Default::default()).unwrap());
        }
    }
}
