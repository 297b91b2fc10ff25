//! JSON as the same tree, read by its own rules: any number of values one after the other, each a document.
//!
//! What programs write is right or cut off, so nothing is mended: what stands before the first mistake counts, and what
//! the mistake is in is marked as damaged.

use std::ops::Range;

use crate::finding::Finding;
use crate::finding::diagnostics::{NESTING_TOO_DEEP, SYNTAX_ERROR};
use crate::text::{FileId, Place, SourceFile, Span, offset};
use crate::yaml::build::{Builder, Written};
use crate::yaml::tree::{Kind, Parsed};

/// Collections in collections. Nothing that a tool exports is a tenth as deep.
const DEPTH: usize = 512;

/// Reads a file. Never fails: what is wrong is in [`Parsed::problems`], and what stands before it is read.
pub fn read(file: FileId, source: &SourceFile) -> Parsed {
    let text = source.text();
    let mut reader = Reader { builder: Builder::new(file, text, text), text, at: text.len() - unmarked(text).len() };
    if let Err(mistake) = reader.documents() {
        reader.tell(mistake);
    }
    let mut parsed = reader.builder.finish();
    if source.has_replaced() {
        parsed.tree.damage(source.replaced());
    }
    parsed
}

/// A text without the mark that some programs begin it with.
fn unmarked(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// Whether a text ends in the middle of something, as what was read of it says.
pub fn is_cut_off(problems: &[Finding]) -> bool {
    problems.iter().any(|problem| problem.labels.iter().any(|label| label.text == CUT_OFF))
}

const CUT_OFF: &str = "cut off here";

/// What is wrong, and where.
#[derive(Clone, Copy)]
enum Mistake {
    /// Something else was wanted here.
    Wanted(&'static str),
    /// The text ends within something.
    CutOff,
    TooDeep,
}

/// What may follow in a collection.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    /// The first key or element, or the end.
    First,
    /// A comma and another one, or the end.
    More,
}

struct Reader<'t> {
    builder: Builder<'t>,
    text: &'t str,
    at: usize,
}

impl Reader<'_> {
    fn documents(&mut self) -> Result<(), Mistake> {
        loop {
            self.blanks();
            if self.at == self.text.len() {
                return Ok(());
            }
            self.value()?;
            self.collections()?;
            self.builder.end_document();
        }
    }

    /// Reads on until everything that was opened is closed.
    fn collections(&mut self) -> Result<(), Mistake> {
        let mut next = Next::First;
        while let Some(open) = self.builder.open.last().copied() {
            let (kind, depth) = (open.kind, self.builder.open.len());
            self.blanks();
            let end = if kind == Kind::Mapping { b'}' } else { b']' };
            if self.take(end) {
                self.builder.close(Some(offset(self.at)));
                next = Next::More;
                continue;
            }
            if next == Next::More && !self.take(b',') {
                let wanted = if kind == Kind::Mapping { "`,` or `}`" } else { "`,` or `]`" };
                return Err(self.wanted(wanted));
            }
            self.blanks();
            if kind == Kind::Mapping {
                self.key()?;
            }
            self.value()?;
            next = if self.builder.open.len() > depth { Next::First } else { Next::More };
        }
        Ok(())
    }

    fn key(&mut self) -> Result<(), Mistake> {
        if self.peek() != Some(b'"') {
            return Err(self.wanted("a key in double quotes"));
        }
        self.string()?;
        self.blanks();
        if self.take(b':') { Ok(()) } else { Err(self.wanted("`:`")) }
    }

    /// Reads a single value, or opens a collection.
    fn value(&mut self) -> Result<(), Mistake> {
        self.blanks();
        let start = offset(self.at);
        let kind = match self.peek() {
            Some(b'{') => Kind::Mapping,
            Some(b'[') => Kind::Sequence,
            Some(b'"') => return self.string(),
            _ => return self.word(),
        };
        if self.builder.open.len() >= DEPTH {
            return Err(Mistake::TooDeep);
        }
        self.at += 1;
        self.builder.open(kind, start, false, None);
        Ok(())
    }

    /// Reads a number, `true`, `false` or `null`.
    fn word(&mut self) -> Result<(), Mistake> {
        let rest = &self.text.as_bytes()[self.at..];
        let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
        let length = rest.iter().take_while(is_part).count();
        let word = &self.text[self.at..self.at + length];
        let is_number = || word.starts_with(|c: char| c == '-' || c.is_ascii_digit()) && word.parse::<f64>().is_ok();
        if !matches!(word, "true" | "false" | "null") && !is_number() {
            return Err(self.cut_off(length).unwrap_or(Mistake::Wanted("a value")));
        }
        self.scalar(self.at..self.at + length, Written::Plain);
        Ok(())
    }

    fn string(&mut self) -> Result<(), Mistake> {
        let start = self.at;
        let rest = &self.text.as_bytes()[start + 1..];
        let mut length = 0;
        let mut plain = true;
        loop {
            let Some(found) = memchr::memchr2(b'"', b'\\', &rest[length..]) else { return Err(Mistake::CutOff) };
            length += found;
            if rest[length] == b'"' {
                break;
            }
            plain = false;
            length += 2;
            if length > rest.len() {
                return Err(Mistake::CutOff);
            }
        }
        let (inner, end) = (start + 1..start + 1 + length, start + length + 2);
        let written = if plain {
            Written::Quoted
        } else {
            let value = decoded(&self.text[inner]).ok_or(Mistake::Wanted("a text with escapes that JSON knows"))?;
            Written::Decoded { value: value.into(), plain: false }
        };
        self.scalar(start..end, written);
        Ok(())
    }

    fn scalar(&mut self, at: Range<usize>, written: Written<'_>) {
        // A decoded text is kept by the tree, so how long it lives here does not matter.
        let written = match written {
            Written::Plain => Written::Plain,
            Written::Quoted => Written::Quoted,
            Written::Decoded { value, plain } => Written::Decoded { value: value.into_owned().into(), plain },
        };
        self.builder.scalar(offset(at.start), offset(at.end), written, false, None);
        self.at = at.end;
    }

    fn wanted(&self, what: &'static str) -> Mistake {
        self.cut_off(0).unwrap_or(Mistake::Wanted(what))
    }

    /// Whether nothing stands behind the next bytes.
    fn cut_off(&self, length: usize) -> Option<Mistake> {
        (self.at + length >= self.text.trim_end().len()).then_some(Mistake::CutOff)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    fn blanks(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        self.at += rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).count();
    }

    fn tell(&mut self, mistake: Mistake) {
        let last = self.text[self.at..].chars().next().map_or(0, char::len_utf8);
        let start = offset(self.at);
        let place = Place { file: self.builder.tree.file, span: Span { start, end: start + offset(last) } };
        let finding = match mistake {
            Mistake::CutOff => {
                let what = self.builder.open.last().map_or("a value", |open| collection(open.kind));
                SYNTAX_ERROR.at(place, format!("the file ends in the middle of {what}")).saying(CUT_OFF).help(
                    "make the whole of it once more; until then what stands before this counts, as far as it is whole",
                )
            }
            Mistake::Wanted(what) => SYNTAX_ERROR
                .at(place, format!("expected {what} here, as JSON has it"))
                .saying("not read from here on")
                .help("write the file once more with the program that it comes from"),
            Mistake::TooDeep => NESTING_TOO_DEEP
                .at(place, format!("more than {DEPTH} brackets are open"))
                .saying("not read from here on"),
        };
        self.builder.tear(start);
        self.builder.problems.push(finding);
    }
}

fn collection(kind: Kind) -> &'static str {
    if kind == Kind::Mapping { "a map" } else { "a list" }
}

/// A text without its escapes; none where one of them is none.
fn decoded(text: &str) -> Option<String> {
    let mut value = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, escape)) = rest.split_once('\\') {
        value.push_str(before);
        let code = escape.chars().next()?;
        rest = &escape[code.len_utf8()..];
        match code {
            '"' | '\\' | '/' => value.push(code),
            'b' => value.push('\u{8}'),
            'f' => value.push('\u{c}'),
            'n' => value.push('\n'),
            'r' => value.push('\r'),
            't' => value.push('\t'),
            'u' => value.push(character(&mut rest)?),
            _ => return None,
        }
    }
    value.push_str(rest);
    Some(value)
}

/// The character of an escape by number, which may be two of them; half of one is no character, and stands for itself.
fn character(rest: &mut &str) -> Option<char> {
    let unit = |text: &str| text.get(..4).and_then(|digits| u16::from_str_radix(digits, 16).ok());
    let first = unit(rest)?;
    *rest = &rest[4..];
    let second = rest.strip_prefix("\\u").and_then(unit).filter(|_| (0xD800..0xDC00).contains(&first));
    let mut characters = char::decode_utf16(std::iter::once(first).chain(second));
    let read = characters.next()?;
    if read.is_ok() && second.is_some() {
        *rest = &rest[6..];
    }
    Some(read.unwrap_or(char::REPLACEMENT_CHARACTER))
}

#[cfg(test)]
mod tests {
    use crate::text::{FileId, SourceFile};
    use crate::yaml::json::read;
    use crate::yaml::tree::{NodeRef, Shape};

    fn shown(node: NodeRef<'_>) -> String {
        let list = |parts: Vec<String>| parts.join(",");
        match node.shape() {
            Shape::Mapping => {
                format!(
                    "{{{}}}",
                    list(node.entries().map(|e| format!("{}:{}", shown(e.key), shown(e.value))).collect())
                )
            }
            Shape::Sequence => format!("[{}]", list(node.items().map(shown).collect())),
            Shape::Scalar => node.text().unwrap_or_default().into_owned(),
            Shape::Null => "null".to_owned(),
        }
    }

    /// The documents, and what is wrong with the text at which byte.
    fn outcome(text: &str) -> (Vec<String>, Vec<String>) {
        let source = SourceFile::new("a.json", text);
        let parsed = read(FileId(0), &source);
        let wrong = parsed.problems.iter().map(|one| format!("{} {}", one.place().span.start, one.message)).collect();
        (parsed.tree.documents(source.text()).map(shown).collect(), wrong)
    }

    #[test]
    fn values_keep_their_places_and_lose_their_escapes() {
        let text = r#"{"a": [1, -2.5e3, true, null, {}, []], "b": "x\"\u00e9\ud83d\ude00\/\n", "<<": {"c": "~"}}"#;
        let (documents, wrong) = outcome(text);
        assert_eq!(documents, ["{a:[1,-2.5e3,true,null,{},[]],b:x\"é😀/\n,<<:{c:~}}"]);
        assert_eq!(wrong, [""; 0]);
        let source = SourceFile::new("a.json", text);
        let parsed = read(FileId(0), &source);
        let root = parsed.tree.documents(text).next().expect("a document");
        assert_eq!(root.get("a").expect("a").source(), "[1, -2.5e3, true, null, {}, []]");
        assert_eq!(root.source(), text);
    }

    #[test]
    fn pages_one_after_the_other_are_documents() {
        assert_eq!(outcome("\u{feff}{\"a\":1}\n[2]{}").0, ["{a:1}", "[2]", "{}"]);
    }

    #[test]
    fn what_stands_before_a_mistake_counts() {
        let cut = |text: &str| outcome(text);
        let ends = |at: usize, what: &str| vec![format!("{at} the file ends in the middle of {what}")];
        assert_eq!(cut(r#"{"a": [{"b": 1}, {"c""#), (vec!["{a:[{b:1},{c:null}]}".to_owned()], ends(21, "a map")));
        assert_eq!(cut(r#"{"a": [1, 2"#), (vec!["{a:[1,2]}".to_owned()], ends(11, "a list")));
        assert_eq!(cut(r#"{"a": "never clo"#), (vec!["{a:null}".to_owned()], ends(6, "a map")));
        assert_eq!(cut(r#"{"a": tru"#), (vec!["{a:null}".to_owned()], ends(6, "a map")));
        assert_eq!(cut(r#"{"a": "\"#), (vec!["{a:null}".to_owned()], ends(6, "a map")));
        let wanted = |text: &str| outcome(text).1.join("; ");
        assert_eq!(wanted("{\"a\": 1,}"), "8 expected a key in double quotes here, as JSON has it");
        assert_eq!(wanted("{a: 1}"), "1 expected a key in double quotes here, as JSON has it");
        assert_eq!(wanted("[1 2]"), "3 expected `,` or `]` here, as JSON has it");
        assert_eq!(wanted(r#"["\x"]"#), "1 expected a text with escapes that JSON knows here, as JSON has it");
        assert_eq!(wanted(&"[".repeat(600)), "512 more than 512 brackets are open");
    }
}
