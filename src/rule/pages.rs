//! Where people read the pages of rules: a folder on the web that is laid out like `rules/`.

use std::fmt::Write;

/// The address of such a folder, which ends with `/`. It is made of characters that addresses are made of and no others, so
/// that it can stand in any output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pages(String);

impl Pages {
    /// Reads an address.
    ///
    /// # Errors
    ///
    /// What is wrong with it, as a clause after it.
    pub fn new(address: &str) -> Result<Self, &'static str> {
        let scheme = |scheme: &str| {
            let (start, rest) = address.split_at_checked(scheme.len())?;
            start.eq_ignore_ascii_case(scheme).then_some(rest)
        };
        let Some(rest) = scheme("https://").or_else(|| scheme("http://")) else {
            return Err("does not begin with `https://` or `http://`");
        };
        if !address.chars().all(is_of_an_address) {
            return Err("has characters that an address cannot have: they are written as `%` and two digits");
        }
        if rest.contains(['?', '#']) {
            return Err("has a `?` or a `#`, behind which no page can be named");
        }
        if rest.split('/').next().is_none_or(str::is_empty) {
            return Err("names no host");
        }
        Ok(Self(format!("{}/", address.trim_end_matches('/'))))
    }

    /// The address of the folder.
    pub fn address(&self) -> &str {
        &self.0
    }

    /// The address of the page of a rule.
    pub fn of(&self, family: &str, name: &str) -> String {
        let mut address = self.0.clone();
        if !family.is_empty() {
            escape(&mut address, family);
            address.push('/');
        }
        escape(&mut address, name);
        address.push_str(".md");
        address
    }
}

/// What RFC 3986 allows in an address.
fn is_of_an_address(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c)
}

/// Adds a segment of a path, of which nothing but letters, digits and `-._~` stands for itself.
fn escape(address: &mut String, segment: &str) {
    for byte in segment.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            address.push(char::from(byte));
        } else {
            let _ = write!(address, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::pages::Pages;

    #[test]
    fn a_page_lies_below_the_address_as_below_the_folder() {
        let of = |address| Pages::new(address).unwrap().of("topology", "silo");
        assert_eq!(of("https://example.com/rules"), "https://example.com/rules/topology/silo.md");
        assert_eq!(of("HTTP://example.com/"), "HTTP://example.com/topology/silo.md");
        let odd = Pages::new("https://example.com").unwrap();
        assert_eq!(odd.of("", "a \u{1b}]8;;ä/.."), "https://example.com/a%20%1B%5D8%3B%3B%C3%A4%2F...md");
    }

    #[test]
    fn what_could_steer_a_terminal_or_lead_elsewhere_is_no_address() {
        for (address, why) in [
            ("ftp://example.com/", "does not begin with"),
            ("javascript:alert(1)", "does not begin with"),
            ("//example.com/", "does not begin with"),
            ("", "does not begin with"),
            ("https://", "names no host"),
            ("https:///rules", "names no host"),
            ("https://example.com/\u{1b}]8;;", "has characters"),
            ("https://example.com/\nhttps://other.example", "has characters"),
            ("https://example.com/a b", "has characters"),
            ("https://exämple.com/", "has characters"),
            ("https://example.com/<x>", "has characters"),
            ("https://example.com/?page=", "has a `?`"),
            ("https://example.com/#", "has a `?`"),
        ] {
            let told = Pages::new(address).expect_err(address);
            assert!(told.starts_with(why), "{address}: {told}");
        }
    }
}
