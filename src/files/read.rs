//! Files into memory as text. Bytes that are not text are replaced one by one, so every offset stays that of
//! the file on disk.

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
    if let [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] = bytes[..] {
        let message = "this file is UTF-16; YAML files are UTF-8 here";
        let finding = INVALID_UTF8
            .at(start_of(file), message)
            .help("save it as UTF-8, for example with `iconv -f UTF-16 -t UTF-8`");
        return (SourceFile::new(shown, ""), vec![finding]);
    }
    let mut replaced = Vec::new();
    let mut problems = Vec::new();
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let mut bytes = error.into_bytes();
            let mut invalid = Vec::new();
            let mut at = 0;
            for chunk in bytes.utf8_chunks() {
                at += chunk.valid().len();
                invalid.extend(at..at + chunk.invalid().len());
                at += chunk.invalid().len();
            }
            problems.extend(invalid_bytes(&bytes, &invalid, file));
            for &at in &invalid {
                bytes[at] = b'?';
            }
            replaced = invalid.into_iter().map(offset).collect();
            String::from_utf8(bytes).unwrap_or_default()
        }
    };
    let (text, zeros) = without_zeros(text);
    problems.extend(zero_bytes(&zeros, file));
    replaced.extend(zeros);
    replaced.sort_unstable();
    (SourceFile::with_replaced(shown, text, replaced), problems)
}

fn without_zeros(text: String) -> (String, Vec<u32>) {
    let zeros: Vec<u32> = memchr::memchr_iter(0, text.as_bytes()).map(offset).collect();
    let text = if zeros.is_empty() { text } else { text.replace('\0', "?") };
    (text, zeros)
}

fn invalid_bytes(bytes: &[u8], invalid: &[usize], file: FileId) -> Option<Finding> {
    let &first = invalid.first()?;
    let run = invalid.iter().zip(first..).take_while(|&(&at, expected)| at == expected).count();
    let message = match invalid.len() {
        1 => format!("byte 0x{:02X} at offset {first} is not UTF-8", bytes[first]),
        count => {
            format!("{count} bytes of this file are not UTF-8; the first is 0x{:02X} at offset {first}", bytes[first])
        }
    };
    Some(
        INVALID_UTF8
            .at(bytes_at(file, first, first + run), message)
            .saying("read as `?`, and not judged")
            .help("save the file as UTF-8"),
    )
}

fn zero_bytes(zeros: &[u32], file: FileId) -> Option<Finding> {
    let &first = zeros.first()?;
    let message = match zeros.len() {
        1 => format!("there is a NUL byte at offset {first}"),
        count => {
            format!("there are {count} NUL bytes in this file; the first is at offset {first}")
        }
    };
    let first = first as usize;
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
