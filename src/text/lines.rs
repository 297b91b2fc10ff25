//! Where lines start, so that positions cost a search and not a scan from the first byte.

use std::ops::Range;

use crate::text::{Position, offset};

/// First byte of every line. Lines end with `\n`, `\r\n` or `\r`, as in YAML.
#[derive(Debug)]
pub(crate) struct Lines {
    starts: Vec<u32>,
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
        Self { starts }
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

    pub fn position(&self, text: &str, byte: u32) -> Position {
        let byte = byte.min(offset(text.len()));
        let line = self.starts.partition_point(|&start| start <= byte);
        let before = &text.as_bytes()[self.starts[line - 1] as usize..byte as usize];
        let characters = before.iter().filter(|&&b| b & 0xC0 != 0x80).count();
        // A byte inside a character belongs to that character.
        let inside = usize::from(!text.is_char_boundary(byte as usize));
        Position { line, column: characters + 1 - inside }
    }
}

#[cfg(test)]
mod tests {
    use crate::text::{Position, SourceFile};

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
