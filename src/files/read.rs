//! Files into memory as text. Bytes that are not text are replaced one by one, so every offset stays that of
//! the file on disk.

use std::ops::Range;

use crate::files::discover::Candidate;
use crate::files::{Files, OVER_4_GIB, Unreadable};
use crate::finding::Finding;
use crate::finding::diagnostics::{INVALID_UTF8, NUL_BYTE, TOO_LARGE, UNREADABLE_FILE};
use crate::text::{FileId, Place, SourceFile, Span, offset};

/// Reads one file. What cannot be read is an empty text with a finding.
pub fn read(files: &dyn Files, candidate: &Candidate, file: FileId) -> (SourceFile, Vec<Finding>) {
    let bytes = if candidate.path.as_os_str() == "-" { files.standard_input() } else { files.read(&candidate.path) };
    match bytes {
        Ok(bytes) => decode(&candidate.shown, bytes, file),
        Err(unreadable) => {
            let (diagnostic, message, help) = match unreadable {
                Unreadable::TooLarge => (TOO_LARGE, OVER_4_GIB.to_owned(), "split it into several files"),
                Unreadable::Io(error) => {
                    (UNREADABLE_FILE, format!("`{}` cannot be read: {error}", candidate.shown), "check its permissions")
                }
            };
            let finding = diagnostic.at(start_of(file), message).help(help);
            (SourceFile::new(&candidate.shown, ""), vec![finding])
        }
    }
}

/// Makes text of bytes without moving any of them.
pub fn decode(shown: &str, bytes: Vec<u8>, file: FileId) -> (SourceFile, Vec<Finding>) {
    if is_utf_16(&bytes) {
        let message = "this file is UTF-16; YAML files are UTF-8 here";
        let finding = INVALID_UTF8
            .at(start_of(file), message)
            .help("save it as UTF-8, for example with `iconv -f UTF-16 -t UTF-8`");
        return (SourceFile::new(shown, ""), vec![finding]);
    }
    let mut problems = Vec::new();
    let mut replaced = Vec::new();
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let mut bytes = error.into_bytes();
            let mut invalid = Stretches::default();
            let mut at = 0;
            for chunk in bytes.utf8_chunks() {
                at += chunk.valid().len();
                invalid.add(at, chunk.invalid().len());
                at += chunk.invalid().len();
            }
            problems.extend(invalid_bytes(&bytes, &invalid, file));
            for stretch in &invalid.0 {
                bytes[stretch.start as usize..stretch.end as usize].fill(b'?');
            }
            replaced = invalid.0;
            String::from_utf8(bytes).unwrap_or_default()
        }
    };
    let (text, zeros) = without_zeros(text);
    problems.extend(zero_bytes(&zeros, file));
    replaced.extend(zeros.0);
    replaced.sort_unstable_by_key(|stretch| stretch.start);
    if !problems.is_empty() && is_blank_between(&text, &replaced) {
        // Nobody can tell whose it is, so that it must not be taken for a text in somebody else's format.
        for label in problems.iter_mut().flat_map(|problem| &mut problem.labels) {
            label.place = start_of(file);
        }
        return (SourceFile::new(shown, ""), problems);
    }
    (SourceFile::with_replaced(shown, text, replaced), problems)
}

/// Whether it is UTF-16: by its mark or, where it has none, as every other byte is zero in what it begins with. YAML begins
/// with a letter of ASCII, whatever it is written in.
fn is_utf_16(bytes: &[u8]) -> bool {
    const LOOKED_AT: usize = 64;
    let start = &bytes[..bytes.len().min(LOOKED_AT) & !1];
    let zero = |rank: usize| move |pair: &[u8]| (pair[rank] == 0) && (pair[1 - rank] != 0);
    matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..])
        || start.len() >= 4 && (start.chunks(2).all(zero(0)) || start.chunks(2).all(zero(1)))
}

/// Whether there is nothing to read but what was replaced.
fn is_blank_between(text: &str, replaced: &[Range<u32>]) -> bool {
    let ends = replaced.iter().map(|stretch| stretch.end as usize);
    let starts = replaced.iter().map(|stretch| stretch.start as usize).chain([text.len()]);
    [0].into_iter().chain(ends).zip(starts).all(|(from, to)| text[from..to].trim_matches(is_blank).is_empty())
}

/// Whether a character shows nothing: a blank, or the mark that a file may begin with.
fn is_blank(character: char) -> bool {
    character.is_whitespace() || character == '\u{feff}'
}

/// Bytes in a row are one, so that a file of nothing else takes no more than one of text.
#[derive(Default)]
struct Stretches(Vec<Range<u32>>);

impl Stretches {
    fn add(&mut self, at: usize, length: usize) {
        let (start, end) = (offset(at), offset(at + length));
        match self.0.last_mut() {
            _ if length == 0 => {}
            Some(last) if last.end == start => last.end = end,
            _ => self.0.push(start..end),
        }
    }

    fn bytes(&self) -> usize {
        self.0.iter().map(ExactSizeIterator::len).sum()
    }
}

fn without_zeros(text: String) -> (String, Stretches) {
    let mut zeros = Stretches::default();
    for at in memchr::memchr_iter(0, text.as_bytes()) {
        zeros.add(at, 1);
    }
    let text = if zeros.0.is_empty() { text } else { text.replace('\0', "?") };
    (text, zeros)
}

fn invalid_bytes(bytes: &[u8], invalid: &Stretches, file: FileId) -> Option<Finding> {
    let stretch = invalid.0.first()?;
    let (first, after) = (stretch.start as usize, stretch.end as usize);
    let message = match invalid.bytes() {
        1 => format!("byte 0x{:02X} at offset {first} is not UTF-8", bytes[first]),
        count => {
            format!("{count} bytes of this file are not UTF-8; the first is 0x{:02X} at offset {first}", bytes[first])
        }
    };
    Some(
        INVALID_UTF8
            .at(bytes_at(file, first, after), message)
            .saying("read as `?`, and not judged")
            .help("save the file as UTF-8"),
    )
}

fn zero_bytes(zeros: &Stretches, file: FileId) -> Option<Finding> {
    let first = zeros.0.first()?.start as usize;
    let message = match zeros.bytes() {
        1 => format!("there is a NUL byte at offset {first}"),
        count => {
            format!("there are {count} NUL bytes in this file; the first is at offset {first}")
        }
    };
    Some(
        NUL_BYTE
            .at(bytes_at(file, first, first + 1), message)
            .saying("read as `?`, and not judged")
            .help("remove it; text files have none"),
    )
}

fn bytes_at(file: FileId, start: usize, end: usize) -> Place {
    Place { file, span: Span { start: offset(start), end: offset(end) } }
}

fn start_of(file: FileId) -> Place {
    bytes_at(file, 0, 0)
}
