//! Where lines start, so that positions cost a search and not a scan from the first byte.

use std::ops::Range;

use crate::text::{Position, offset};

/// First byte of every line. Lines end with `\n`, `\r\n` or `\r`, as in YAML.
#[derive(Debug)]
pub(crate) struct Lines {
    starts: Vec<u32>,
    /// How many characters begin before each block of bytes, so that a file of one long line is not gone through from its
    /// first byte for every position.
    before: Vec<u32>,
}

/// Bytes of a block.
const BLOCK: usize = 512;

/// How many characters begin in these bytes.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count()
}

impl Lines {
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        starts.extend(
            memchr::memchr2_iter(b'\n', b'\r', bytes)
                .filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'))
                .map(|at| offset(at + 1)),
        );
        let mut total = 0;
        let before = bytes.chunks(BLOCK).map(|block| {
            let before = offset(total);
            total += characters(block);
            before
        });
        Self { starts, before: before.collect() }
    }

    pub fn count(&self) -> usize {
        self.starts.len()
    }

    pub fn range(&self, text: &str, line: usize) -> Option<Range<u32>> {
        let start = *self.starts.get(line.checked_sub(1)?)?;
        let end = self.starts.get(line).copied().unwrap_or(offset(text.len()));
        let content = text[start as usize..end as usize].trim_end_matches(['\n', '\r']);
        Some(start..start + offset(content.len()))
    }

    /// How many characters begin between two bytes of a line.
    fn characters_between(&self, text: &str, start: usize, end: usize) -> usize {
        let bytes = text.as_bytes();
        if end - start <= 2 * BLOCK {
            return characters(&bytes[start..end]);
        }
        let before = |byte: usize| {
            // The end of the text may be the end of a block.
            let block = (byte / BLOCK).min(self.before.len().saturating_sub(1));
            self.before.get(block).map_or(0, |&before| before as usize) + characters(&bytes[block * BLOCK..byte])
        };
        before(end) - before(start)
    }

    pub fn position(&self, text: &str, byte: u32) -> Position {
        let byte = byte.min(offset(text.len()));
        let line = self.starts.partition_point(|&start| start <= byte);
        let characters = self.characters_between(text, self.starts[line - 1] as usize, byte as usize);
        // A byte inside a character belongs to that character.
        let inside = usize::from(!text.is_char_boundary(byte as usize));
        Position { line, column: characters + 1 - inside }
    }
}

#[cfg(test)]
mod tests {
    use crate::text::{Position, SourceFile};

    #[test]
    fn columns_of_a_long_line_are_those_of_a_short_one() {
        let text = format!("a: é\n{}\nb", "é€x".repeat(1_000));
        let file = SourceFile::new("a.yaml", text.as_str());
        for (rank, (at, _)) in text.char_indices().enumerate().skip(5).take(3_000) {
            assert_eq!(file.position(at.try_into().unwrap()), Position { line: 2, column: rank - 4 });
        }
        let end: u32 = text.len().try_into().unwrap();
        assert_eq!(file.position(end), Position { line: 3, column: 2 });
        assert_eq!(file.position(end - 2), Position { line: 2, column: 3_001 });
    }

    #[test]
    fn columns_count_characters_and_every_kind_of_line_break_ends_a_line() {
        let file = SourceFile::new("a.yaml", "é: 1\r\nb: 2\rc\n");
        let at = |byte| {
            let Position { line, column } = file.position(byte);
            (line, column)
        };
        assert_eq!(at(0), (1, 1));
        assert_eq!(at(1), (1, 1));
        assert_eq!(at(2), (1, 2));
        assert_eq!(at(7), (2, 1));
        assert_eq!(at(12), (3, 1));
        assert_eq!(at(999), (4, 1));
        assert_eq!(file.line_count(), 4);
        assert_eq!(file.line_range(1), Some(0..5));
        assert_eq!(file.line_range(2), Some(7..11));
        assert_eq!(file.line_range(4), Some(14..14));
        assert_eq!(file.line_range(5), None);
        assert_eq!(file.line_range(0), None);
    }
}
