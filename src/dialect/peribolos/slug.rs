//! What GitHub calls a team in addresses and mentions: `@acme/client-writers` for "Client Writers".

/// The slug of a name.
pub fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for letter in name.trim().chars().flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() || letter == '_' {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use crate::dialect::peribolos::slug::slug;

    #[test]
    fn a_slug_has_small_letters_and_hyphens() {
        for (name, expected) in [
            ("Client Writers", "client-writers"),
            ("sig-release", "sig-release"),
            ("k8s.io -- Admins!", "k8s-io-admins"),
            ("test_team", "test_team"),
            ("  Größe ", "größe"),
            ("!?", ""),
        ] {
            assert_eq!(slug(name), expected);
        }
    }
}
