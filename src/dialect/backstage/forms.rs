//! The formats that Backstage's own validators want of texts: what may stand in one, how long it may be, and what of a text
//! would be accepted.

use crate::finding::wording::listed;
use crate::text::unicode::is_unseen;

/// A format: letters, with joints between them.
pub struct Form {
    /// What has it: `name`.
    pub word: &'static str,
    /// What it asks for, in words.
    pub rule: &'static str,
    /// Most characters.
    pub longest: usize,
    letter: fn(char) -> bool,
    joint: fn(char) -> bool,
    /// Whether joints may follow each other.
    doubled: bool,
    /// Whether nothing at all is accepted, too.
    empty: bool,
}

/// The name of an entity.
pub static NAME: Form = Form {
    word: "name",
    rule: "letters from a to z and digits, with `-`, `_` or `.` between them, at most 63",
    longest: 63,
    letter: |c| c.is_ascii_alphanumeric(),
    joint: |c| matches!(c, '-' | '_' | '.'),
    doubled: true,
    empty: false,
};

/// The value of a label.
pub static LABEL: Form = Form { word: "label", empty: true, ..NAME };

/// The name behind the prefix of a key of labels and annotations.
static KEY: Form = Form { word: "key", ..NAME };

/// A namespace.
pub static NAMESPACE: Form = Form {
    word: "namespace",
    rule: "small letters from a to z and digits, with `-` between them, at most 63",
    longest: 63,
    letter: |c| c.is_ascii_lowercase() || c.is_ascii_digit(),
    joint: |c| c == '-',
    doubled: true,
    empty: false,
};

/// A tag.
pub static TAG: Form = Form {
    word: "tag",
    rule: "small letters from a to z, digits, `+`, `#` and `:`, with single `-` between them, at most 63",
    longest: 63,
    letter: |c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '+' | '#' | ':'),
    joint: |c| c == '-',
    doubled: false,
    empty: false,
};

/// Most characters of the prefix of a key.
const LONGEST_PREFIX: usize = 253;

/// What a key of labels and annotations asks for, in words.
pub const KEY_RULE: &str = "a name of at most 63 letters and digits, with `-`, `_` or `.` between them; a domain in small \
    letters and one `/` may stand before it";

/// Letters that are written with a mark in some languages, and the one without it.
const PLAIN: &[(&str, &str)] = &[
    ("àáâãåāăą", "a"),
    ("çćčĉ", "c"),
    ("ďđð", "d"),
    ("èéêëēėęě", "e"),
    ("ğģ", "g"),
    ("ìíîïīįı", "i"),
    ("ķ", "k"),
    ("ļľł", "l"),
    ("ñńňņ", "n"),
    ("òóôõøō", "o"),
    ("řŕ", "r"),
    ("śšşș", "s"),
    ("ťțţ", "t"),
    ("ùúûūůų", "u"),
    ("ýÿ", "y"),
    ("źżž", "z"),
    ("ä", "ae"),
    ("æ", "ae"),
    ("ö", "oe"),
    ("ü", "ue"),
    ("ß", "ss"),
];

impl Form {
    /// What is wrong with a text, as what is said of it: `has a blank`.
    pub fn fault(&self, text: &str) -> Option<String> {
        if text.is_empty() {
            return (!self.empty).then(|| "is empty".to_owned());
        }
        let mut strange: Vec<char> = text.chars().filter(|&c| !(self.letter)(c) && !(self.joint)(c)).collect();
        strange.sort_unstable();
        strange.dedup();
        if !strange.is_empty() {
            return Some(format!("has {}", characters(&strange)));
        }
        let length = text.chars().count();
        if length > self.longest {
            return Some(format!("has {length} characters, and the limit is {}", self.longest));
        }
        let (first, last) = (text.chars().next()?, text.chars().next_back()?);
        if (self.joint)(first) {
            return Some(format!("begins with `{first}`"));
        }
        if (self.joint)(last) {
            return Some(format!("ends with `{last}`"));
        }
        let mut pairs = text.chars().zip(text.chars().skip(1));
        let doubled = pairs.find(|&(a, b)| (self.joint)(a) && (self.joint)(b));
        doubled.filter(|_| !self.doubled).map(|(a, b)| format!("has `{a}{b}`"))
    }

    /// What of a text is accepted, if anything near it is.
    pub fn mended(&self, text: &str) -> Option<String> {
        // What a program would fill in has no name yet.
        if text.contains(['{', '}', '$', '<', '>']) {
            return None;
        }
        let mut out = String::new();
        for c in text.chars().filter(|c| !is_invisible(*c)) {
            if (self.letter)(c) || (self.joint)(c) && self.doubled {
                out.push(c);
                continue;
            }
            let plain = plain(c);
            if !plain.is_empty() && plain.chars().all(self.letter) {
                out.push_str(&plain);
            } else if plain.to_lowercase().chars().all(self.letter) {
                out.push_str(&plain.to_lowercase());
            } else if !out.is_empty() && !out.ends_with(self.joint) && c != '\'' {
                out.push('-');
            }
        }
        let out = out.trim_matches(|c| (self.joint)(c));
        (!out.is_empty() && self.fault(out).is_none()).then(|| out.to_owned())
    }
}

/// What is wrong with a key of labels or annotations.
pub fn key_fault(key: &str) -> Option<String> {
    let (prefix, name) = match key.split_once('/') {
        None => return KEY.fault(key),
        Some((_, rest)) if rest.contains('/') => {
            return Some(format!("has {} `/`, and one is the limit", key.matches('/').count()));
        }
        Some(parts) => parts,
    };
    let length = prefix.chars().count();
    if length > LONGEST_PREFIX {
        return Some(format!("has {length} characters before its `/`, and the limit is {LONGEST_PREFIX}"));
    }
    if prefix.is_empty() {
        return Some("has nothing before its `/`".to_owned());
    }
    let before = prefix.split('.').find_map(|part| NAMESPACE.fault(part).map(|fault| (part, fault)));
    match (before, KEY.fault(name)) {
        (Some((part, fault)), _) => Some(format!("{fault} in `{part}` before its `/`")),
        (None, Some(fault)) => Some(format!("{fault} behind its `/`")),
        (None, None) => None,
    }
}

/// What of a key would be accepted.
pub fn mended_key(key: &str) -> Option<String> {
    let (prefix, name) = match key.split_once('/') {
        None => return KEY.mended(key),
        Some((_, rest)) if rest.contains('/') => return None,
        Some(parts) => parts,
    };
    let prefix: Option<Vec<String>> = prefix.split('.').map(|part| NAMESPACE.mended(part)).collect();
    let key = format!("{}/{}", prefix?.join("."), KEY.mended(name)?);
    key_fault(&key).is_none().then_some(key)
}

/// What is certainly wrong with an address, as browsers read one.
pub fn url_fault(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let scheme = text.split_once(':').filter(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    });
    let Some((scheme, rest)) = scheme else {
        return Some("does not begin with `https://` or the like");
    };
    if !["http", "https", "ftp", "ws", "wss"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
        return None;
    }
    let rest = rest.trim_start_matches(['/', '\\']);
    let host = rest.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !host.ends_with(']') => (name, port),
        _ => (host, ""),
    };
    if name.is_empty() {
        Some("names no host")
    } else if name.contains([' ', '<', '>', '^', '|']) {
        Some("has a character in its host that no host has")
    } else if !port.is_empty() && port.parse::<u16>().is_err() {
        Some("has a port that is no number up to 65535")
    } else {
        None
    }
}

/// Whether an unquoted scalar is a number in YAML 1.2.
pub fn is_number(text: &str) -> bool {
    let digits = |text: &str, radix| !text.is_empty() && text.chars().all(|c| c.is_digit(radix));
    if let Some(rest) = text.strip_prefix("0x") {
        return digits(rest, 16);
    }
    if let Some(rest) = text.strip_prefix("0o") {
        return digits(rest, 8);
    }
    if [".nan", ".NaN", ".NAN"].contains(&text) {
        return true;
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if [".inf", ".Inf", ".INF"].contains(&unsigned) {
        return true;
    }
    let (number, exponent) = unsigned.split_once(['e', 'E']).map_or((unsigned, None), |(n, e)| (n, Some(e)));
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let all = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let power = exponent.is_none_or(|power| digits(power.strip_prefix(['-', '+']).unwrap_or(power), 10));
    all(whole) && all(fraction) && !(whole.is_empty() && fraction.is_empty()) && power
}

/// A letter without its marks.
fn plain(c: char) -> String {
    let small: String = c.to_lowercase().collect();
    let found = PLAIN.iter().find(|(letters, _)| letters.contains(&small)).map(|(_, plain)| *plain);
    match found {
        Some(plain) if c.is_uppercase() => plain.to_uppercase(),
        Some(plain) => plain.to_owned(),
        None => c.to_string(),
    }
}

/// Whether nobody sees a character, or it looks like a blank and is none.
fn is_invisible(c: char) -> bool {
    c.is_control() || is_unseen(c)
}

/// Characters in words; those that nobody sees by their number.
fn characters(all: &[char]) -> String {
    const TOLD: usize = 4;
    let told = |&c: &char| match c {
        ' ' => "a blank".to_owned(),
        c if is_invisible(c) => format!("U+{:04X}", u32::from(c)),
        '`' => "a backtick".to_owned(),
        c => format!("`{c}`"),
    };
    let mut words: Vec<String> = all.iter().take(TOLD).map(told).collect();
    if all.len() > TOLD {
        words.push("others".to_owned());
    }
    listed(&words, "and")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::dialect::backstage::forms::{
        Form, LABEL, NAME, NAMESPACE, TAG, is_number, key_fault, mended_key, url_fault,
    };

    #[test]
    fn a_text_is_mended_into_the_nearest_that_is_accepted() {
        let mended = |form: &Form, text: &str| form.mended(text).unwrap_or_default();
        assert_eq!(mended(&NAME, "jalapeño crew"), "jalapeno-crew");
        assert_eq!(mended(&NAME, "_Größe & Co."), "Groesse-Co");
        assert_eq!(mended(&NAME, "pay\u{200b}ments"), "payments");
        assert_eq!(mended(&NAMESPACE, "Team_A"), "team-a");
        assert_eq!(mended(&TAG, "C# / .NET"), "c#-net");
        assert_eq!(mended(&TAG, "a--b"), "a-b");
        assert_eq!(mended(&NAME, "${{ values.name }}"), "");
        assert_eq!(mended(&NAME, "日本"), "");
        assert_eq!(mended(&LABEL, "tier 1"), "tier-1");
        assert_eq!(mended_key("GitHub.com/Project Slug").as_deref(), Some("github.com/Project-Slug"));
        assert_eq!(mended_key("a/b/c"), None);
    }

    #[test]
    fn numbers_are_those_of_yaml() {
        for text in ["7", "-1.5", "0x1F", "0o17", "1e3", "12e5678", ".5", "5.", ".inf", "99999999999999999999"] {
            assert!(is_number(text), "{text}");
        }
        for text in ["", "-", ".", "1.2.3", "1_000", "0b1", "e3", "1e", "12:30", "2026-01-01", "v1", "0xg"] {
            assert!(!is_number(text), "{text}");
        }
    }

    #[test]
    fn addresses_are_read_as_browsers_read_them() {
        for text in ["https://a.example/x y?z", "mailto:a@b.example", "localhost:8080", "http://[::1]:80/", "https:a"] {
            assert_eq!(url_fault(text), None, "{text}");
        }
        for text in ["", "/docs", "www.a.example", "https://", "http://a:b/", "http://a b/", "http://a:99999", "1a:b"] {
            assert!(url_fault(text).is_some(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_mended_is_accepted(text in "\\PC{0,80}") {
            for form in [&NAME, &LABEL, &NAMESPACE, &TAG] {
                let mended = form.mended(&text);
                prop_assert!(mended.is_none_or(|mended| form.fault(&mended).is_none()));
            }
            prop_assert!(mended_key(&text).is_none_or(|mended| key_fault(&mended).is_none()));
        }

        #[test]
        fn what_is_accepted_needs_no_mending(text in "[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?") {
            for form in [&NAME, &LABEL, &NAMESPACE] {
                prop_assert_eq!(form.fault(&text), None);
                prop_assert_eq!(form.mended(&text), Some(text.clone()));
            }
        }
    }
}
