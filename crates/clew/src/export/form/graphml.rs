use super::super::ExportError;
use super::edge::each_edge;
use super::gexf::{close, empty, open};
use super::graph_fields::{FieldType, OF_EDGES, OF_NODES, of_edge, of_node, xml_words};
use super::lookup::Lookup;
use clew_engine::Case;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io::{self, Write};

/// Writes a case as a graph in GraphML (<http://graphml.graphdrawing.org>): the nodes and edges of the GEXF form; days stand in fields.
pub fn write_graphml(case: &Case, out: &mut impl Write) -> Result<(), ExportError> {
    let lookup = Lookup::of(case)?;
    let mut xml = Writer::new(out);
    begin(&mut xml)?;
    let mut done = Ok(());
    case.each_entity(|line, _, place| {
        if done.is_ok() {
            let values = of_node(&line, lookup.is_named(&line.id), place.as_ref());
            done = element(&mut xml, "node", &[("id", &xml_words(&line.id))], &line.name, ('n', &values));
        }
    })?;
    done?;
    each_edge(case, &lookup, |edge| {
        let words = [&edge.id, &edge.source.0, &edge.target.0].map(|words| xml_words(words));
        let attributes = [("id", words[0].as_str()), ("source", &words[1]), ("target", &words[2])];
        Ok(element(&mut xml, "edge", &attributes, &edge.label, ('e', &of_edge(&edge)))?)
    })?;
    close(&mut xml, "graph")?;
    Ok(close(&mut xml, "graphml")?)
}

fn begin<W: Write>(xml: &mut Writer<W>) -> io::Result<()> {
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let space = "http://graphml.graphdrawing.org/xmlns";
    let schema = format!("{space} {space}/1.0/graphml.xsd");
    let instance = "http://www.w3.org/2001/XMLSchema-instance";
    open(xml, "graphml", &[("xmlns", space), ("xmlns:xsi", instance), ("xsi:schemaLocation", &schema)])?;
    for (class, letter, fields) in [("node", 'n', &OF_NODES[..]), ("edge", 'e', &OF_EDGES[..])] {
        let label = ("label", FieldType::Words);
        for (nth, (name, kind)) in [label].iter().chain(fields).enumerate() {
            let id = format!("{letter}{nth}");
            empty(xml, "key", &[("id", &id), ("for", class), ("attr.name", name), ("attr.type", kind.in_graphml())])?;
        }
    }
    open(xml, "graph", &[("edgedefault", "undirected")])
}

/// The values' keys are counted from 1: 0 is the label.
fn element<W: Write>(
    xml: &mut Writer<W>,
    name: &str,
    attributes: &[(&str, &str)],
    label: &str,
    (letter, values): (char, &[Option<String>]),
) -> io::Result<()> {
    open(xml, name, attributes)?;
    let label = Some(label.to_owned());
    for (nth, value) in [&label].into_iter().chain(values).enumerate() {
        if let Some(value) = value {
            open(xml, "data", &[("key", &format!("{letter}{nth}"))])?;
            xml.write_event(Event::Text(BytesText::new(&xml_words(value))))?;
            close(xml, "data")?;
        }
    }
    close(xml, name)
}
