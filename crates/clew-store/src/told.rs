//! What each document tells, in the form in which it is kept.

use crate::case_file::{CaseFile, StoreError};
use crate::read::{Batch, pack, unpack};
use rusqlite::params;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What a document tells, with what the picture needs to know of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldRow {
    /// The document's number.
    pub document: i64,
    /// Its id.
    pub id: String,
    /// The hash of its original.
    pub sha256: clew_model::Sha256,
    /// What it tells, as it was packed.
    pub told: Vec<u8>,
}

/// Documents whose telling is handed on together.
const PART: usize = 1024;

impl CaseFile {
    /// What every document tells, still packed, by number; some at a time, for all together would be as much again as what is made of them.
    pub fn each_told<E: From<StoreError>>(&self, mut each: impl FnMut(Vec<ToldRow>) -> Result<(), E>) -> Result<(), E> {
        let sql = "SELECT t.document, d.id, d.sha256, t.told FROM told t JOIN document d ON d.number = t.document \
             ORDER BY t.document";
        let row = |row: &rusqlite::Row| {
            let sha256 = clew_model::Sha256(row.get(2)?);
            Ok(ToldRow { document: row.get(0)?, id: row.get(1)?, sha256, told: row.get(3)? })
        };
        let mut query = self.connection.prepare(sql).map_err(StoreError::from)?;
        let mut rows = query.query_map([], row).map_err(StoreError::from)?;
        loop {
            let part: Vec<ToldRow> = rows.by_ref().take(PART).collect::<Result<_, _>>().map_err(StoreError::from)?;
            if part.is_empty() {
                return Ok(());
            }
            each(part)?;
        }
    }
}

/// Packs what a document tells, without the names of its fields (postcard, <https://postcard.jamesmunns.com/wire-format>).
pub fn pack_told(told: &impl Serialize) -> Vec<u8> {
    pack(&postcard::to_stdvec(told).expect("what a document tells is made of sequences whose length is known"))
}

/// What a document tells, unpacked: costly, so left to whichever thread needs it.
pub fn unpack_told<T: DeserializeOwned>(packed: &[u8]) -> Result<T, StoreError> {
    let damaged = |why: String| StoreError::Damaged(format!("what a document tells: {why}"));
    let bytes = unpack(packed)?;
    match bytes.first() {
        // So it was packed before; what is packed now begins with 0 or 1, whether there is a title.
        Some(b'{') => serde_json::from_slice(&bytes).map_err(|e| damaged(e.to_string())),
        _ => postcard::from_bytes(&bytes).map_err(|e| damaged(e.to_string())),
    }
}

impl Batch<'_> {
    /// Stores what a document tells, as it was packed.
    pub fn told(&self, document: i64, told: &[u8]) -> Result<(), StoreError> {
        let mut put =
            self.transaction.prepare_cached("INSERT OR REPLACE INTO told (document, told) VALUES (?1, ?2)")?;
        put.execute(params![document, told])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Small {
        title: Option<String>,
        stems: Vec<u32>,
    }

    #[test]
    fn what_was_packed_with_names_of_fields_is_read_too() {
        for title in [None, Some("{".to_owned())] {
            let told = Small { title, stems: vec![7, 300] };
            let packed_before = pack(&serde_json::to_vec(&told).expect("it has a JSON form"));
            assert_eq!(unpack_told::<Small>(&packed_before).expect("read"), told);
            assert_eq!(unpack_told::<Small>(&pack_told(&told)).expect("read"), told);
        }
    }

    #[test]
    fn what_is_cut_short_is_damaged() {
        let packed = pack_told(&Small { title: None, stems: vec![7, 300] });
        let cut = pack(&unpack(&packed).expect("whole")[..2]);
        assert!(matches!(unpack_told::<Small>(&cut), Err(StoreError::Damaged(_))));
        assert!(matches!(unpack_told::<Small>(&packed[..packed.len() - 1]), Err(StoreError::Damaged(_))));
    }
}
