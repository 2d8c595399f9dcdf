//! XML as feeds have it, read leniently: elements with their attributes and their own text.
//!
//! Entities that a document defines for itself are not expanded, so none can explode.

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// An element begins or ends. Names are as written, without `atom:`.
#[derive(Debug)]
pub enum Step<'a> {
    /// Its name and attributes.
    Open(&'a str, &'a [(String, String)]),
    /// Its name, attributes and the text that stands in itself.
    Close(&'a str, &'a [(String, String)], &'a str),
}

struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
}

/// Walks over a document until `on` has seen enough and says false. The error, where the document is broken.
pub fn walk(document: &str, mut on: impl FnMut(Step<'_>) -> bool) -> Result<(), String> {
    let mut reader = Reader::from_str(document);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    let mut open: Vec<Element> = Vec::new();
    let close = |element: Option<Element>, on: &mut dyn FnMut(Step<'_>) -> bool| {
        element.is_none_or(|e| on(Step::Close(&e.name, &e.attributes, e.text.trim())))
    };
    loop {
        let event = reader.read_event().map_err(|e| format!("{e} at byte {}", reader.error_position()))?;
        let more = match event {
            Event::Start(start) => {
                let mut element = begun(&start);
                let goes_on = on(Step::Open(&element.name, &element.attributes));
                if is_markup(&element) {
                    // Markup that is content is taken as it is written.
                    let inner = reader.read_text(start.name()).map_err(|e| e.to_string())?;
                    element.text = inner.into_inner().into_owned();
                    goes_on && close(Some(element), &mut on)
                } else {
                    open.push(element);
                    goes_on
                }
            }
            Event::Empty(start) => {
                let element = begun(&start);
                on(Step::Open(&element.name, &element.attributes)) && close(Some(element), &mut on)
            }
            Event::End(_) => close(open.pop(), &mut on),
            Event::Text(text) => append(&mut open, &text.xml10_content()),
            Event::CData(text) => append(&mut open, &text.xml10_content()),
            Event::GeneralRef(reference) => append(&mut open, &resolved(&reference)),
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => true,
        };
        if !more {
            return Ok(());
        }
    }
}

fn begun(start: &BytesStart<'_>) -> Element {
    let name = start.name();
    let mut attributes = start.attributes();
    let attributes = attributes.with_checks(false).flatten().map(|a| {
        let value = a.normalized_value(XmlVersion::Implicit1_0);
        (a.key.0.to_owned(), value.map_or_else(|_| a.value.to_string(), |v| v.into_owned()))
    });
    let name = name.0.strip_prefix("atom:").unwrap_or(name.0).to_owned();
    Element { name, attributes: attributes.collect(), text: String::new() }
}

fn is_markup(element: &Element) -> bool {
    matches!(element.name.as_str(), "content" | "summary")
        && attribute(&element.attributes, "type") == Some("xhtml")
}

fn append(open: &mut [Element], text: &str) -> bool {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
    true
}

/// The character of a reference; one that nobody knows stays as it is written.
fn resolved(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return character.to_string();
    }
    let name = reference.xml10_content();
    match quick_xml::escape::resolve_predefined_entity(&name) {
        Some(text) => text.to_owned(),
        None => format!("&{name};"),
    }
}

/// The value of an attribute.
pub fn attribute<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closed(document: &str) -> Vec<String> {
        let mut out = Vec::new();
        let _ = walk(document, |step| {
            if let Step::Close(name, _, text) = step {
                out.push(format!("{name}={text}"));
            }
            true
        });
        out
    }

    #[test]
    fn elements_close_with_their_text() {
        assert_eq!(
            closed("<a><b>x &amp; &#x41;&nbsp; &y <![CDATA[<i>]]></b><c/></a>"),
            ["b=x & A&nbsp; &y <i>", "c=", "a="]
        );
        assert_eq!(closed("<content type='xhtml'><p>x<b>y</b></p></content>"), ["content=<p>x<b>y</b></p>"]);
    }

    #[test]
    fn what_is_broken_gives_what_stands_before() {
        assert_eq!(closed("<a><b>x</b><c>y"), ["b=x"]);
        assert_eq!(closed("</a><b>x</z></q>"), ["b=x"]);
        assert!(walk("<a><b", |_| true).is_err());
    }

    #[test]
    fn entities_do_not_explode_and_depth_does_no_harm() {
        let bomb = "<!DOCTYPE r [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><r>&b;</r>";
        assert_eq!(closed(bomb), ["r=&b;"]);
        assert_eq!(closed(&"<a>".repeat(100_000)).len(), 0);
    }
}
