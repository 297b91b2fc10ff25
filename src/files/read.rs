//! Files into memory as text. Bytes that are not text are replaced one by one, so every offset stays that of
//! the file on disk.

use std::io::Read;

use rayon::prelude::*;

use crate::files::discover::{Candidate, Discovered};
use crate::finding::diagnostics::{INVALID_UTF8, NUL_BYTE, TOO_LARGE, UNREADABLE_FILE};
use crate::finding::{Finding, identify};
use crate::text::{FileId, Place, SourceFile, Sources, Span, offset};
use crate::yaml::tree::{Parsed, Tree};

/// A file with its tree, or with the reason there is none.
#[derive(Debug)]
pub struct Loaded {
    /// The file.
    pub file: FileId,
    /// Whether it was named itself, and not found in a folder.
    pub explicit: bool,
    /// What it says, and what is wrong with it as text and as YAML. Empty where it could not be opened.
    pub parsed: Parsed,
}

/// Reads and parses everything that was discovered, in parallel. The order is that of `discovered`; what could not
/// be opened comes after it as empty files with a finding each.
pub fn load(discovered: &Discovered, sources: &mut Sources) -> Vec<Loaded> {
    let first = sources.len();
    let read: Vec<(SourceFile, Parsed)> = discovered
        .files
        .par_iter()
        .enumerate()
        .map(|(rank, candidate)| {
            let file = FileId(offset(first + rank));
            let (source, problems) = read(candidate, file);
            let mut parsed = Tree::read(file, &source);
            parsed.problems.splice(0..0, problems);
            (source, parsed)
        })
        .collect();
    let mut loaded = Vec::with_capacity(read.len());
    for (candidate, (source, mut parsed)) in discovered.files.iter().zip(read) {
        let file = sources.add_file(source);
        parsed.problems = identify(sources, parsed.problems);
        loaded.push(Loaded { file, explicit: candidate.explicit, parsed });
    }
    for refusal in &discovered.problems {
        let file = sources.add(&refusal.shown, "");
        let mut finding = refusal.diagnostic.at(start_of(file), &refusal.message);
        finding.help.clone_from(&refusal.help);
        let problems = identify(sources, [finding]);
        loaded.push(Loaded { file, explicit: true, parsed: Parsed { tree: Tree::parse(file, "").tree, problems } });
    }
    loaded
}

/// Reads one file. What cannot be read is an empty text with a finding.
pub fn read(candidate: &Candidate, file: FileId) -> (SourceFile, Vec<Finding>) {
    match bytes(candidate) {
        Ok(bytes) => decode(&candidate.shown, bytes, file),
        Err(refused) => {
            let (diagnostic, message, help) = match refused {
                Refused::TooLarge => {
                    (TOO_LARGE, "files over 4 GiB are not read".to_owned(), "split it into several files")
                }
                Refused::Io(error) => {
                    (UNREADABLE_FILE, format!("`{}` cannot be read: {error}", candidate.shown), "check its permissions")
                }
            };
            let finding = diagnostic.at(start_of(file), message).help(help);
            (SourceFile::new(&candidate.shown, ""), vec![finding])
        }
    }
}

enum Refused {
    TooLarge,
    Io(std::io::Error),
}

fn bytes(candidate: &Candidate) -> Result<Vec<u8>, Refused> {
    let limit = u64::from(u32::MAX);
    let mut bytes = Vec::new();
    if candidate.path.as_os_str() == "-" {
        std::io::stdin().lock().take(limit).read_to_end(&mut bytes).map_err(Refused::Io)?;
    } else {
        let file = std::fs::File::open(&candidate.path).map_err(Refused::Io)?;
        let length = file.metadata().map_err(Refused::Io)?.len();
        if length >= limit {
            return Err(Refused::TooLarge);
        }
        bytes.reserve_exact(usize::try_from(length).unwrap_or(0) + 1);
        file.take(limit).read_to_end(&mut bytes).map_err(Refused::Io)?;
    }
    if bytes.len() as u64 >= limit { Err(Refused::TooLarge) } else { Ok(bytes) }
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
