use super::super::ExportError;
use super::edge::each_edge;
use super::graph_fields::{FieldType, OF_EDGES, OF_NODES, of_edge, of_node, xml_words};
use super::lookup::Lookup;
use clew_engine::Case;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, Event};
use std::io::{self, Write};

/// Writes a case as a graph in GEXF 1.3 (<https://gexf.net>): entities, and an edge for each two of them in each finding, with the days
/// on which it can have happened or held as the time in which the edge is there.
pub fn write_gexf(case: &Case, out: &mut impl Write) -> Result<(), ExportError> {
    let lookup = Lookup::of(case)?;
    let mut xml = Writer::new(out);
    begin(&mut xml)?;
    open(&mut xml, "nodes", &[])?;
    let mut done = Ok(());
    case.each_entity(|line, _, place| {
        if done.is_ok() {
            let (id, label) = (xml_words(&line.id), xml_words(&line.name));
            let values = of_node(&line, lookup.is_named(&line.id), place.as_ref());
            done = element(&mut xml, "node", &[("id", &id), ("label", &label)], &values);
        }
    })?;
    done?;
    close(&mut xml, "nodes")?;
    open(&mut xml, "edges", &[])?;
    each_edge(case, &lookup, |edge| {
        let words = [&edge.id, &edge.source.0, &edge.target.0, &edge.label].map(|words| xml_words(words));
        let [start, end] = [edge.time.earliest, edge.time.latest].map(|day| day.map(|day| day.to_string()));
        let mut attributes = vec![("id", words[0].as_str()), ("source", &words[1]), ("target", &words[2])];
        attributes.extend([("kind", words[3].as_str()), ("label", words[3].as_str())]);
        attributes.extend(start.as_deref().map(|day| ("start", day)));
        attributes.extend(end.as_deref().map(|day| ("end", day)));
        Ok(element(&mut xml, "edge", &attributes, &of_edge(&edge))?)
    })?;
    for name in ["edges", "graph", "gexf"] {
        close(&mut xml, name)?;
    }
    Ok(())
}

fn begin<W: Write>(xml: &mut Writer<W>) -> io::Result<()> {
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let schema = "http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd";
    let instance = "http://www.w3.org/2001/XMLSchema-instance";
    let root = [("xmlns", "http://gexf.net/1.3"), ("version", "1.3"), ("xmlns:xsi", instance)];
    open(xml, "gexf", &[&root[..], &[("xsi:schemaLocation", schema)]].concat())?;
    let graph = [("defaultedgetype", "undirected"), ("mode", "dynamic"), ("timeformat", "date")];
    open(xml, "graph", &graph)?;
    fields(xml, "node", &OF_NODES)?;
    fields(xml, "edge", &OF_EDGES)
}

fn fields<W: Write>(xml: &mut Writer<W>, class: &str, fields: &[(&str, FieldType)]) -> io::Result<()> {
    open(xml, "attributes", &[("class", class), ("mode", "static")])?;
    for (nth, (title, kind)) in fields.iter().enumerate() {
        let id = nth.to_string();
        empty(xml, "attribute", &[("id", &id), ("title", title), ("type", kind.in_gexf())])?;
    }
    close(xml, "attributes")
}

fn element<W: Write>(
    xml: &mut Writer<W>,
    name: &str,
    attributes: &[(&str, &str)],
    values: &[Option<String>],
) -> io::Result<()> {
    open(xml, name, attributes)?;
    open(xml, "attvalues", &[])?;
    for (nth, value) in values.iter().enumerate() {
        if let Some(value) = value {
            empty(xml, "attvalue", &[("for", &nth.to_string()), ("value", &xml_words(value))])?;
        }
    }
    close(xml, "attvalues")?;
    close(xml, name)
}

/// Writes a tag that begins an element.
pub(super) fn open<W: Write>(xml: &mut Writer<W>, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    xml.write_event(Event::Start(BytesStart::new(name).with_attributes(attributes.iter().copied())))
}

/// Writes an element with nothing in it.
pub(super) fn empty<W: Write>(xml: &mut Writer<W>, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    xml.write_event(Event::Empty(BytesStart::new(name).with_attributes(attributes.iter().copied())))
}

/// Writes a tag that ends an element, and a line's end.
pub(super) fn close<W: Write>(xml: &mut Writer<W>, name: &str) -> io::Result<()> {
    xml.write_event(Event::End(BytesEnd::new(name)))?;
    xml.get_mut().write_all(b"\n")
}
