//! What plain scalars mean in the core schema of YAML 1.2: `no` is a word, `0777` is 777, `12:30` is a word.

/// `true` or `false`, in the three spellings of the core schema.
pub fn boolean(text: &str) -> Option<bool> {
    match text {
        "true" | "True" | "TRUE" => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        _ => None,
    }
}

/// An exact decimal `(mantissa, scale)`, meaning mantissa / 10^scale, without trailing zeros after the point.
///
/// Reads integers (`-5`, `0777` which is 777, `0o17`, `0x1F`), decimals (`1.5`, `.5`, `5.`) and exponents (`1e3`). `None` for
/// everything else, and for numbers that do not fit, `.inf` and `.nan` among them.
pub fn decimal(text: &str) -> Option<(i64, u8)> {
    for (prefix, radix) in [("0o", 8), ("0x", 16)] {
        if let Some(digits) = text.strip_prefix(prefix) {
            let valid = digits.chars().all(|digit| digit.is_digit(radix));
            return (valid && !digits.is_empty())
                .then(|| i64::from_str_radix(digits, radix).ok())
                .flatten()
                .map(|n| (n, 0));
        }
    }
    let (negative, unsigned) = match text.strip_prefix(['-', '+']) {
        Some(rest) => (text.starts_with('-'), rest),
        None => (false, text),
    };
    let (number, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, whole_exponent(exponent)?),
        None => (unsigned, 0),
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let digits = || whole.bytes().chain(fraction.bytes());
    if digits().next().is_none() || !digits().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let mut zeros = 0_i64;
    let mut mantissa = 0_i128;
    for digit in digits() {
        if digit == b'0' {
            zeros += 1;
            continue;
        }
        if mantissa != 0 {
            mantissa = mantissa.checked_mul(10_i128.checked_pow(u32::try_from(zeros).ok()?)?)?;
        }
        mantissa = mantissa.checked_mul(10)?.checked_add(i128::from(digit - b'0'))?;
        zeros = 0;
    }
    if mantissa == 0 {
        return Some((0, 0));
    }
    // Trailing zeros were left out of the mantissa, so they lower the scale.
    let scale = i64::try_from(fraction.len()).ok()?.checked_sub(exponent)?.checked_sub(zeros)?;
    let (mantissa, scale) = if scale < 0 {
        let raise = u32::try_from(scale.checked_neg()?).ok()?;
        (mantissa.checked_mul(10_i128.checked_pow(raise)?)?, 0)
    } else {
        (mantissa, scale)
    };
    let signed = if negative { -mantissa } else { mantissa };
    Some((i64::try_from(signed).ok()?, u8::try_from(scale).ok()?))
}

/// An exponent with optional sign; one beyond 18 digits is as good as none.
fn whole_exponent(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use num_rational::Ratio;
    use proptest::prelude::*;

    use crate::yaml::scalar::{boolean, decimal};

    #[test]
    fn words_that_look_like_values_stay_words() {
        for word in ["no", "yes", "on", "off", "y", "tRUE", "", "true "] {
            assert_eq!(boolean(word), None, "{word}");
        }
        for word in [
            "12:30", "1_000", "24x7", "", ".", "+", "-", "e3", "1e", "1.2.3", "0x", "0o8", "-0x1F", " 1", "½", ".inf",
            ".nan", "--1",
        ] {
            assert_eq!(decimal(word), None, "{word}");
        }
    }

    #[test]
    fn numbers_are_exact() {
        let cases = [
            ("0", (0, 0)),
            ("-0", (0, 0)),
            ("0777", (777, 0)),
            ("0o17", (15, 0)),
            ("0x1F", (31, 0)),
            ("+5", (5, 0)),
            ("1.10", (11, 1)),
            (".5", (5, 1)),
            ("5.", (5, 0)),
            ("1e3", (1000, 0)),
            ("12.5e-2", (125, 3)),
            ("1.5E+1", (15, 0)),
            ("99.95", (9995, 2)),
            ("100", (100, 0)),
            ("1.000", (1, 0)),
            ("-9223372036854775808", (i64::MIN, 0)),
            ("0.000e999999999999", (0, 0)),
            ("00000000000000000000000000000000000000000000001", (1, 0)),
        ];
        for (text, expected) in cases {
            assert_eq!(decimal(text), Some(expected), "{text}");
        }
        assert_eq!(decimal("9223372036854775808"), None);
        assert_eq!(decimal("1e400000000000000000000"), None);
        assert_eq!(decimal("1e999999999"), None);
        assert_eq!(decimal("1e-999999999"), None);
    }

    proptest! {
        #[test]
        fn a_number_is_what_exact_arithmetic_says(
            negative: bool, whole in 0_u32..1_000_000, fraction in "[0-9]{0,6}", exponent in -4_i32..5,
        ) {
            let sign = if negative { "-" } else { "" };
            let text = format!("{sign}{whole}.{fraction}e{exponent}");
            let digits: i128 = format!("{whole}{fraction}").parse().unwrap();
            let places = i32::try_from(fraction.len()).unwrap() - exponent;
            let ten = Ratio::from_integer(10_i128);
            let expected = Ratio::from_integer(if negative { -digits } else { digits }) / ten.pow(places);
            let (mantissa, scale) = decimal(&text).unwrap();
            prop_assert_eq!(Ratio::new(i128::from(mantissa), 10_i128.pow(u32::from(scale))), expected);
            prop_assert!(scale == 0 || mantissa % 10 != 0);
        }

        #[test]
        fn any_text_is_a_number_or_not(text in "[-+.eExo0-9_: ]{0,30}") {
            let _ = decimal(&text);
        }
    }
}
