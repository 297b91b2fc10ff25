//! Names that are made of parts with `/` between them: paths below the root, and ids with a namespace.

/// The folder of a path; that of one without any is the root, which has no name.
pub fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The last part of a name: a file without its folders, an id without its namespace.
pub fn last(name: &str) -> &str {
    name.rsplit_once('/').map_or(name, |(_, last)| last)
}

#[cfg(test)]
mod tests {
    use crate::text::path::{folder, last};

    #[test]
    fn a_name_has_a_folder_and_a_last_part() {
        let parts = |name| (folder(name), last(name));
        assert_eq!(parts("teams/eu/payments.yaml"), ("teams/eu", "payments.yaml"));
        assert_eq!(parts("payments.yaml"), ("", "payments.yaml"));
        assert_eq!(parts("teams/"), ("teams", ""));
        assert_eq!(parts(""), ("", ""));
    }
}
