//! Standard output and standard error as the program writes them: no line of theirs is a command of a CI system, and who has
//! read enough may hang up.

use std::io::{self, Write};

/// A stream on which nothing is a command to GitHub, GitLab, Azure or `TeamCity`, whatever names stand in it: before `::` at the
/// beginning of a line (`::error`) a backslash is put, and of `##` before a letter or a bracket (`##vso[…`, `##[…`), wherever it
/// stands, the second sign is `\u0023`, which is the same text in JSON. When nobody reads any more, what is written is gone, and the run ends with the code it would have ended with.
pub(super) struct Stream<W> {
    to: W,
    line: Line,
    closed: bool,
    commands: bool,
}

/// How far a line has got.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    /// Nothing but blanks and colours yet: readers of commands look behind blanks.
    Blank,
    /// In an escape sequence of a colour, before anything else.
    Colour,
    /// After a first colon, which is held back.
    Colon,
    /// After a first colon, which was passed on because somebody wanted to see all there was.
    ColonPassed,
    /// After a sign `#`, which was passed on.
    Sign,
    /// After another one, which is held back.
    Signs,
    /// Something that is no command.
    Text,
}

impl<W: Write> Stream<W> {
    /// A stream at the beginning of a line.
    pub fn new(to: W) -> Self {
        Self { to, line: Line::Blank, closed: false, commands: false }
    }

    /// Lets commands through from here on: what writes them takes care of what stands in them.
    pub fn let_commands_through(&mut self) {
        self.commands = true;
    }

    fn pass(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self.to.write_all(bytes) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(())
            }
            written => written,
        }
    }

    fn guard(&mut self, bytes: &[u8]) -> io::Result<()> {
        let (mut passed, mut at) = (0, 0);
        while let Some(&byte) = bytes.get(at) {
            match (self.line, byte) {
                (Line::Text, _) => {
                    let next = memchr::memchr2(b'\n', b'#', &bytes[at..]);
                    at = next.map_or(bytes.len(), |next| at + next + 1);
                    if next.is_some() {
                        self.line = if bytes[at - 1] == b'#' { Line::Sign } else { Line::Blank };
                    }
                }
                (Line::Blank, b' ' | b'\t' | b'\r' | b'\n') => at += 1,
                (Line::Blank, b'\x1b') => (self.line, at) = (Line::Colour, at + 1),
                (Line::Blank, b':') => {
                    self.pass(&bytes[passed..at])?;
                    (self.line, at, passed) = (Line::Colon, at + 1, at + 1);
                }
                (Line::Colon, byte) => {
                    self.pass(if byte == b':' { &b"\\:"[..] } else { b":" })?;
                    self.line = Line::Text;
                }
                (Line::ColonPassed, byte) => {
                    if byte == b':' {
                        self.pass(b"\\")?;
                    }
                    self.line = Line::Text;
                }
                (Line::Colour, byte) => {
                    at += 1;
                    if byte.is_ascii_alphabetic() {
                        self.line = Line::Blank;
                    }
                }
                (Line::Sign, b'#') => {
                    self.pass(&bytes[passed..at])?;
                    (self.line, at, passed) = (Line::Signs, at + 1, at + 1);
                }
                (Line::Blank | Line::Sign, _) => self.line = Line::Text,
                (Line::Signs, byte) => {
                    let is_command = byte == b'[' || byte.is_ascii_alphabetic();
                    self.pass(if is_command { &b"\\u0023"[..] } else { b"#" })?;
                    self.line = if byte == b'#' { Line::Sign } else { Line::Text };
                }
            }
        }
        self.pass(&bytes[passed..])
    }
}

impl<W: Write> Write for Stream<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match (self.closed, self.commands) {
            (true, _) => {}
            (false, true) => self.pass(bytes)?,
            (false, false) => self.guard(bytes)?,
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        match self.line {
            Line::Signs => {
                self.line = Line::Sign;
                self.pass(b"#")?;
            }
            Line::Colon => {
                self.line = Line::ColonPassed;
                self.pass(b":")?;
            }
            _ => {}
        }
        match self.to.flush() {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            flushed => flushed,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write};

    use proptest::prelude::*;

    use crate::cli::stream::Stream;

    /// What arrives of a text that is written in pieces of so many bytes.
    fn arrives(text: &str, piece: usize) -> String {
        let mut out = Vec::new();
        let mut stream = Stream::new(&mut out);
        for piece in text.as_bytes().chunks(piece) {
            stream.write_all(piece).expect("memory takes everything");
        }
        stream.flush().expect("memory takes everything");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn no_line_is_a_command() {
        let cases = [
            ("::error::x\n", "\\::error::x\n"),
            ("a\n   ::set-output name=x::y", "a\n   \\::set-output name=x::y"),
            ("a ::error::x\n", "a ::error::x\n"),
            ("\u{1b}[1m::error::x\u{1b}[0m", "\u{1b}[1m\\::error::x\u{1b}[0m"),
            ("##[error]x\n##vso[task]x\n##teamcity[x]", "#\\u0023[error]x\n#\\u0023vso[task]x\n#\\u0023teamcity[x]"),
            ("a ##vso[task]b, ##", "a #\\u0023vso[task]b, ##"),
            ("###[x] ####v", "##\\u0023[x] ###\\u0023v"),
            ("# a\n\n## b\n### c\n#\n##\n#", "# a\n\n## b\n### c\n#\n##\n#"),
            ("\r::warning::x", "\r\\::warning::x"),
            ("? a\n: b\n  :\n:", "? a\n: b\n  :\n:"),
        ];
        for (text, expected) in cases {
            for piece in 1..=text.len() {
                assert_eq!(arrives(text, piece), expected, "in pieces of {piece}");
            }
        }
    }

    #[test]
    fn who_hangs_up_fails_nobody_and_a_full_disk_does() {
        struct Ends(io::ErrorKind);
        impl Write for Ends {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(self.0.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Err(self.0.into())
            }
        }
        let written = |kind| {
            let mut stream = Stream::new(Ends(kind));
            stream.write_all(b"x\n").and_then(|()| stream.write_all(b"y\n")).and_then(|()| stream.flush())
        };
        assert!(written(io::ErrorKind::BrokenPipe).is_ok());
        assert_eq!(written(io::ErrorKind::StorageFull).map_err(|error| error.kind()), Err(io::ErrorKind::StorageFull));
    }

    proptest! {
        #[test]
        fn nothing_but_backslashes_is_added(text in "[:#\\[ev \n\r\t]{0,40}", piece in 1..8_usize) {
            let arrived = arrives(&text, piece);
            for line in arrived.lines() {
                let line = line.trim_start();
                prop_assert!(!line.starts_with("::") && !line.contains("##[") && !line.contains("##v"), "{arrived:?}");
            }
            prop_assert_eq!(arrived.replace("\\u0023", "#").replace('\\', ""), text);
        }
    }
}
