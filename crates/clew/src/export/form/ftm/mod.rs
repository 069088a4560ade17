//! FollowTheMoney (<https://followthemoney.tech>): JSON lines, an entity each, as Aleph and OpenSanctions read them.
//!
//! Only what is stated flatly gets a schema of its own (Family, Ownership, ...): a tool that reads an `Ownership` takes it for one. What
//! is disputed or not sure becomes an `UnknownLink` whose `status` and `summary` say so; what is denied, superseded or told as no fact has no place here. All
//! that has none is in the sidecar ([`write_sidecar`]).

mod entity;
mod event;
mod link;
mod sidecar;

pub use sidecar::{OriginalRecord, write_sidecar};

use super::super::ExportError;
use super::left_out::LeftOut;
use super::lookup::Lookup;
use super::{each_event, each_finding};
use clew_engine::Case;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;

/// One entity of FollowTheMoney.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Proxy {
    id: String,
    schema: &'static str,
    properties: BTreeMap<&'static str, Vec<String>>,
}

impl Proxy {
    fn new(id: impl Into<String>, schema: &'static str) -> Self {
        Self { id: id.into(), schema, properties: BTreeMap::new() }
    }

    /// Adds a value; blank ones and those there already are none.
    fn add(&mut self, property: &'static str, value: impl Into<String>) {
        let value = value.into();
        if value.trim().is_empty() {
            return;
        }
        let values = self.properties.entry(property).or_default();
        if !values.contains(&value) {
            values.push(value);
        }
    }

    fn add_all(&mut self, property: &'static str, values: impl IntoIterator<Item = impl Into<String>>) {
        values.into_iter().for_each(|value| self.add(property, value));
    }
}

/// Writes a case's documents, entities, events and ties; what has no place among them is counted.
pub fn write_ftm(case: &Case, out: &mut impl Write) -> Result<LeftOut, ExportError> {
    let lookup = Lookup::of(case)?;
    let owned = link::owned_things(case)?;
    let mut left_out = LeftOut::default();
    for (number, _) in lookup.documents() {
        let Some(document) = case.document(number)? else { continue };
        print(&entity::of_document(&document, lookup.retracted_by(number)), out)?;
    }
    let mut schemata = entity::Schemata::default();
    let mut done = Ok(());
    case.each_entity(|line, _, place| {
        if done.is_err() {
            return;
        }
        match entity::of_entity(&line, place.as_ref(), (owned.contains(&line.id), lookup.is_named(&line.id))) {
            Some(proxy) => {
                schemata.insert(line.id, proxy.schema);
                done = print(&proxy, out);
            }
            None => left_out.count("things that FollowTheMoney has no schema for"),
        }
    })?;
    done?;
    each_event(case, |event| match event::of_event(&event, &lookup, &schemata) {
        Some(proxy) => print(&proxy, out),
        None => {
            left_out.count("events that are denied or not told as fact");
            Ok(())
        }
    })?;
    each_finding(case, |view| match link::of_finding(&view, &lookup, &schemata) {
        Ok(proxies) => proxies.iter().try_for_each(|proxy| print(proxy, out)),
        Err(why) => {
            left_out.count(why);
            Ok(())
        }
    })?;
    Ok(left_out)
}

fn print(proxy: &Proxy, out: &mut impl Write) -> Result<(), ExportError> {
    Ok(super::super::print(proxy, out)?)
}
