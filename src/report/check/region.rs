//! Places as formats of others have them: lines and columns, bytes in a line, addresses.

use std::fmt::Write;

use crate::text::{Place, Position, SourceFile, Sources};

/// A stretch of a file that was read.
#[derive(Clone, Copy)]
pub(super) struct Region<'a> {
    pub path: &'a str,
    /// Its first character.
    pub start: Position,
    /// One past its last character.
    pub end: Position,
    place: Place,
    file: &'a SourceFile,
}

impl<'a> Region<'a> {
    /// The stretch at a place; none where that fits no file.
    pub fn of(sources: &'a Sources, place: Place) -> Option<Self> {
        let file = ((place.file.0 as usize) < sources.len()).then(|| sources.get(place.file))?;
        let (start, end) = (file.position(place.span.start), file.position(place.span.end));
        Some(Self { path: &file.path, start, end, place, file })
    }

    /// Its first byte in the file, from 0.
    pub fn byte(&self) -> u32 {
        self.place.span.start
    }

    /// How many bytes it has.
    pub fn bytes(&self) -> u32 {
        self.place.span.end.saturating_sub(self.place.span.start)
    }

    /// The byte of the line at which it begins, from 1.
    pub fn start_byte_column(&self) -> u32 {
        self.byte_column(self.start.line, self.place.span.start)
    }

    /// The byte of the line before which it ends, from 1.
    pub fn end_byte_column(&self) -> u32 {
        self.byte_column(self.end.line, self.place.span.end)
    }

    fn byte_column(&self, line: usize, byte: u32) -> u32 {
        let start = self.file.line_range(line).map_or(0, |range| range.start);
        byte.saturating_sub(start) + 1
    }
}

/// A path as a part of an address.
pub(super) fn percent_encoded(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'.' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// Whether a path begins at the root of a file system, and not where the program runs.
pub(super) fn is_absolute(path: &str) -> bool {
    path.starts_with('/') || path.as_bytes().get(1) == Some(&b':') && path.as_bytes()[0].is_ascii_alphabetic()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::report::check::region::{Region, is_absolute, percent_encoded};
    use crate::text::{Place, Sources, Span};

    #[test]
    fn columns_are_counted_in_characters_and_in_bytes() {
        let mut sources = Sources::default();
        let file = sources.add("a.yaml", "a: 1\r\n\té: ü\r\n");
        let region = Region::of(&sources, Place { file, span: Span { start: 11, end: 13 } }).expect("a region");
        assert_eq!((region.start.line, region.start.column, region.end.column), (2, 5, 6));
        assert_eq!((region.start_byte_column(), region.end_byte_column()), (6, 8));
        assert_eq!((region.byte(), region.bytes()), (11, 2));
    }

    #[test]
    fn only_what_an_address_may_have_is_left_in_it() {
        assert_eq!(percent_encoded("org/größe (1)%.yaml"), "org/gr%C3%B6%C3%9Fe%20%281%29%25.yaml");
        assert_eq!(percent_encoded("<stdin>"), "%3Cstdin%3E");
    }

    #[test]
    fn what_begins_at_a_root_is_absolute() {
        assert_eq!(["/a", "C:/a", "a/b", "../a", "é:"].map(is_absolute), [true, true, false, false, false]);
    }

    proptest! {
        #[test]
        fn an_encoded_path_is_the_path(path in any::<String>()) {
            let encoded = percent_encoded(&path);
            let mut bytes = Vec::new();
            let mut rest = encoded.as_bytes();
            while let Some((&first, after)) = rest.split_first() {
                let code = (first == b'%').then(|| std::str::from_utf8(&after[..2]).expect("digits"));
                bytes.push(code.map_or(first, |code| u8::from_str_radix(code, 16).expect("digits")));
                rest = if code.is_some() { &after[2..] } else { after };
            }
            prop_assert_eq!(String::from_utf8(bytes).expect("text"), path);
        }
    }
}
