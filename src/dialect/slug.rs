//! Ids made of names for people, as tools make them: `client-writers` of "Client Writers".

/// The id of a name: letters and digits in small letters, what is `kept`, and a hyphen for all else. What has none of them
/// stays as it is.
pub(super) fn slug(name: &str, kept: &[char]) -> String {
    let name = name.trim();
    let mut slug = String::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() || kept.contains(&letter) {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    if slug.is_empty() { name.to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use crate::dialect::slug::slug;

    #[test]
    fn a_slug_has_small_letters_and_hyphens() {
        for (name, expected) in [
            ("Client Writers", "client-writers"),
            ("sig-release", "sig-release"),
            ("k8s.io -- Admins!", "k8s-io-admins"),
            ("test_team", "test_team"),
            ("  Größe ", "größe"),
            (" !? ", "!?"),
        ] {
            assert_eq!(slug(name, &['_']), expected);
        }
        assert_eq!(slug("Shop.Web API", &['.']), "shop.web-api");
    }
}
