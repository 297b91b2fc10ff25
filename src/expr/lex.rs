//! Text to tokens. Words that begin with a digit (`24x7`) are names, durations (`12h`) are numbers.

use std::borrow::Cow;
use std::ops::Range;

use num_traits::Zero;

use crate::expr::Problem;
use crate::value::Number;
use crate::value::number::{add, multiply, ratio};
use crate::vocabulary::scalars::minutes_of;

#[derive(Clone, Debug, PartialEq)]
pub enum Token<'t> {
    Name(&'t str),
    Number(Number),
    Minutes(Number),
    Text(Cow<'t, str>),
    Sign(&'static str),
    End,
}

const SIGNS: &[&str] = &[
    "&&", "||", "==", "!=", "<=", ">=", ".?", "<", ">", "!", "+", "-", "*", "/", "%", "?", ":", ".", ",", "(", ")",
    "[", "]", "{", "}",
];

/// Signs people write in other languages, and what they are called here.
const FOREIGN: &[(&str, &str)] = &[("=", "=="), ("&", "&&"), ("|", "||")];

/// Splits a text into tokens, ending with [`Token::End`].
pub fn tokens<'t>(text: &'t str, problems: &mut Vec<Problem>) -> Vec<(Token<'t>, Range<usize>)> {
    let mut found = Vec::with_capacity(text.len() / 4);
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (token, len) = if first.is_ascii_digit() {
            digits(rest, at, problems)
        } else if first == '_' || first.is_alphabetic() {
            let len = name_len(rest);
            (Token::Name(&rest[..len]), len)
        } else if first == '"' || first == '\'' {
            quoted(rest, at, first, problems)
        } else if let Some(sign) =
            SIGNS.iter().find(|sign| sign.as_bytes()[0] == rest.as_bytes()[0] && rest.starts_with(**sign))
        {
            (Token::Sign(sign), sign.len())
        } else if let Some((wrong, right)) = FOREIGN.iter().find(|(wrong, _)| rest.starts_with(wrong)) {
            let span = at..at + wrong.len();
            problems.push(
                Problem::new(span, format!("`{wrong}` is not an operator"), "not an operator")
                    .help(format!("write `{right}`")),
            );
            (Token::Sign(right), wrong.len())
        } else {
            let span = at..at + first.len_utf8();
            problems.push(Problem::new(span, format!("`{first}` means nothing in an expression"), "remove this"));
            at += first.len_utf8();
            continue;
        };
        found.push((token, at..at + len));
        at += len;
    }
    found.push((Token::End, text.len()..text.len()));
    found
}

fn name_len(text: &str) -> usize {
    let plain = text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
    if text.as_bytes().get(plain).is_none_or(u8::is_ascii) {
        return plain;
    }
    text.find(|c: char| c != '_' && !c.is_alphanumeric()).unwrap_or(text.len())
}

fn digits<'t>(text: &'t str, at: usize, problems: &mut Vec<Problem>) -> (Token<'t>, usize) {
    let mut len = name_len(text);
    let bytes = text.as_bytes();
    let whole = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    if bytes.get(whole) == Some(&b'.') && bytes.get(whole + 1).is_some_and(u8::is_ascii_digit) {
        len = whole + 1 + name_len(&text[whole + 1..]);
    }
    let word = &text[..len];
    let exact = if word.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        decimal(word).map(Token::Number)
    } else if is_duration(word) {
        duration(word).map(Token::Minutes)
    } else if word.contains('.') {
        None
    } else {
        return (Token::Name(word), len);
    };
    let token = exact.unwrap_or_else(|| {
        problems.push(
            Problem::new(at..at + len, format!("`{word}` is not a number this language can hold"), "not a number")
                .help("write a decimal such as `0.25` or a duration such as `12h`"),
        );
        Token::Number(Number::zero())
    });
    (token, len)
}

/// An exact decimal, if it fits.
pub fn decimal(text: &str) -> Option<Number> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let scale = 10i128.checked_pow(u32::try_from(part.len()).ok()?)?;
    ratio(format!("{whole}{part}").parse().ok()?, scale)
}

/// Units of time that literals have: those whose length no calendar changes.
const UNITS: &[char] = &['m', 'h', 'd', 'w'];

/// Whether a word is made of numbers with units of time.
fn is_duration(word: &str) -> bool {
    word.ends_with(UNITS)
        && word.split_terminator(UNITS).all(|part| {
            part.starts_with(|c: char| c.is_ascii_digit()) && part.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        })
}

/// Minutes of `1d12h`, if they fit.
fn duration(word: &str) -> Option<Number> {
    let (mut rest, mut sum) = (word, Number::zero());
    while let Some((at, unit)) = rest.char_indices().find(|(_, c)| UNITS.contains(c)) {
        sum = add(sum, multiply(decimal(&rest[..at])?, Number::from(minutes_of(unit)?))?)?;
        rest = &rest[at + 1..];
    }
    Some(sum)
}

fn quoted<'t>(text: &'t str, at: usize, quote: char, problems: &mut Vec<Problem>) -> (Token<'t>, usize) {
    let plain = text[1..].find([quote, '\\']).map_or(text.len(), |end| 1 + end);
    if text[plain..].starts_with(quote) {
        return (Token::Text(Cow::Borrowed(&text[1..plain])), plain + 1);
    }
    let mut content = text[1..plain].to_owned();
    let mut chars = text.char_indices().skip_while(|(here, _)| *here < plain);
    while let Some((here, c)) = chars.next() {
        if c == quote {
            return (Token::Text(Cow::Owned(content)), here + 1);
        }
        if c != '\\' {
            content.push(c);
            continue;
        }
        match chars.next() {
            Some((_, 'n')) => content.push('\n'),
            Some((_, 't')) => content.push('\t'),
            Some((_, 'r')) => content.push('\r'),
            Some((_, c @ ('\\' | '"' | '\'' | '`'))) => content.push(c),
            Some((_, c)) => problems.push(
                Problem::new(
                    at + here..at + here + 1 + c.len_utf8(),
                    format!("`\\{c}` is not an escape"),
                    "unknown escape",
                )
                .help(r#"escapes are `\n`, `\t`, `\r`, `\\`, `\"` and `\'`"#),
            ),
            None => {}
        }
    }
    problems.push(
        Problem::new(at..at + text.len(), "this text is never closed", "begins here")
            .help(format!("add a closing {quote}")),
    );
    (Token::Text(Cow::Owned(content)), text.len())
}
