//! What the two XML formats have in common.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};

use super::text::visible_char;

/// A writer of indented XML to memory, its declaration written.
pub(super) fn writer() -> io::Result<Writer<Vec<u8>>> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    Ok(writer)
}

/// Passes on what has been written.
pub(super) fn finish(writer: Writer<Vec<u8>>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(&writer.into_inner())?;
    writeln!(out)
}

/// A text in which each character may stand in XML. Lines stay.
pub(super) fn text(text: &str) -> String {
    let allowed = |c| match c {
        '\n' => '\n',
        '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        c => visible_char(c),
    };
    text.chars().map(allowed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_is_left_that_xml_forbids() {
        assert_eq!(text("a\0b\u{1b}\u{ffff}\n<é😀"), "a␀b␛\u{fffd}\n<é😀");
    }
}
