//! A number with a unit behind it, however people write it.

use crate::vocabulary::meant::Meant;
use crate::yaml::scalar::decimal;

const NUMERALS: [&str; 13] =
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// Words in front of a number that only say how sure somebody was.
const ABOUT: [&str; 7] = ["~", "≈", "ca.", "about", "approx.", "around", "max."];

/// A number as the vocabulary writes it, and what stands behind it, folded.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Quantity {
    pub number: String,
    pub unit: String,
}

/// Words behind a number that are a part of it.
const MANY: [&str; 7] = ["dozen", "hundred", "thousand", "million", "mio", "billion", "percent"];

impl Quantity {
    /// To write the number alone: surely where nothing stands behind it, perhaps where a word for what is counted does,
    /// and not where that may be a part of the number, as in `5k` and `1e308`.
    pub(super) fn meant(&self) -> Option<Meant> {
        let meant = Meant::write(&self.number);
        let counted = self.unit.chars().all(|c| c.is_alphabetic() || c == ' ')
            && (self.unit == "x" || self.unit.len() > 2)
            && !self.unit.split(' ').any(|word| MANY.contains(&word));
        if self.unit.is_empty() { Some(meant) } else { counted.then(|| meant.perhaps()) }
    }
}

/// Reads `1,5 h`, `~ 1_000`, `three weeks`.
pub(super) fn quantity(text: &str) -> Option<Quantity> {
    let folded = super::folded(text);
    let text = ABOUT.iter().find_map(|about| folded.strip_prefix(about)).unwrap_or(&folded).trim();
    let end = text.find(|c: char| !is_of_number(c)).unwrap_or(text.len());
    let (digits, unit) = text.split_at(end);
    let digits = digits.trim_end();
    if digits.is_empty() {
        return in_letters(text);
    }
    Some(Quantity { number: plain(digits)?, unit: unit.trim().to_owned() })
}

/// Reads a text that is a number and nothing else.
pub(super) fn number(text: &str) -> Option<String> {
    quantity(text).filter(|found| found.unit.is_empty()).map(|found| found.number)
}

fn is_of_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | ',' | '_' | '\'' | ' ' | '+' | '-')
}

fn in_letters(text: &str) -> Option<Quantity> {
    let (word, unit) = text.split_once(' ').unwrap_or((text, ""));
    let number = match word {
        "half" => "0.5".to_owned(),
        "a" | "an" if !unit.is_empty() => "1".to_owned(),
        word => NUMERALS.iter().position(|numeral| *numeral == word)?.to_string(),
    };
    let unit = unit.strip_prefix("an ").or_else(|| unit.strip_prefix("a ")).unwrap_or(unit);
    Some(Quantity { number, unit: unit.to_owned() })
}

/// A number without separators of thousands, its decimals behind a point.
fn plain(digits: &str) -> Option<String> {
    let parts = |by: char| digits.split(by).map(str::trim).collect::<Vec<_>>();
    let thousands = |parts: &[&str]| {
        let (first, rest) = parts.split_first()?;
        let fits = !matches!(*first, "" | "0") && rest.iter().all(|part| part.len() == 3);
        (fits && !rest.is_empty()).then(|| parts.concat())
    };
    let plain = if digits.contains(',') && digits.contains('.') {
        let decimals = if digits.rfind(',') > digits.rfind('.') { ',' } else { '.' };
        let (whole, fraction) = digits.rsplit_once(decimals)?;
        let other = if decimals == ',' { '.' } else { ',' };
        format!("{}.{fraction}", thousands(&whole.split(other).collect::<Vec<_>>())?)
    } else {
        ['_', '\'', ' ', ',']
            .into_iter()
            .find_map(|by| thousands(&parts(by)))
            .unwrap_or_else(|| digits.replacen(',', ".", 1))
    };
    let plain = plain.trim_start_matches('+').to_owned();
    decimal(&plain).map(|_| plain)
}

/// A number as people write it: `0.3`, with a zero in front of the point and none behind the last digit.
pub(super) fn shown(mantissa: i64, scale: u8) -> String {
    let digits = mantissa.unsigned_abs().to_string();
    let places = usize::from(scale);
    let padded = format!("{digits:0>width$}", width = places + 1);
    let (whole, fraction) = padded.split_at(padded.len() - places);
    let fraction = fraction.trim_end_matches('0');
    let sign = if mantissa < 0 { "-" } else { "" };
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

#[cfg(test)]
mod tests {
    use crate::vocabulary::meant::quantity::{Quantity, quantity, shown};

    #[test]
    fn a_number_is_read_however_it_is_written() {
        for (text, number, unit) in [
            ("1,5 h", "1.5", "h"),
            ("1,000", "1000", ""),
            ("1.234,5", "1234.5", ""),
            ("1,234.5", "1234.5", ""),
            ("1_000", "1000", ""),
            ("0,125", "0.125", ""),
            ("~15 min", "15", "min"),
            ("three weeks", "3", "weeks"),
            ("half an hour", "0.5", "hour"),
            ("-1d", "-1", "d"),
        ] {
            let expected = Quantity { number: number.to_owned(), unit: unit.to_owned() };
            assert_eq!(quantity(text), Some(expected), "{text}");
        }
        for text in ["", "many", "1.2.3", "1-2", "a"] {
            assert_eq!(quantity(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_is_shown_short() {
        let all = [(25, 2), (999, 3), (1, 0), (0, 0), (100, 2), (-5, 1)].map(|(digits, scale)| shown(digits, scale));
        assert_eq!(all, ["0.25", "0.999", "1", "0", "1", "-0.5"]);
    }
}
