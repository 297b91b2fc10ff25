//! What means something in markup, as what it stands for.

/// How a character is written in XML and HTML that would otherwise end a text or the value of an attribute between `"`; none for
/// one that means itself.
pub const fn entity(c: char) -> Option<&'static str> {
    match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        _ => None,
    }
}
