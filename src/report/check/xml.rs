//! Text in XML: whatever is in it, it ends no element and is a character that XML allows.

use std::borrow::Cow;
use std::fmt::Write;

use crate::report::terminal_text::visible;
use crate::text::markup::entity;

/// A text as the value of an attribute, or between tags.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | ',' | '-' | '/' | '`' | '_')) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    let mut before = None;
    for c in text.chars() {
        match c {
            c if let Some(written) = entity(c) => escaped.push_str(written),
            '\'' => escaped.push_str("&apos;"),
            '\n' | '\r' | '\t' => push_code(&mut escaped, c),
            // Nothing in it is a command of a CI system, and nothing need be changed for that.
            ':' | '#' if before == Some(c) => push_code(&mut escaped, c),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            c => escaped.push(visible(c)),
        }
        before = Some(c);
    }
    Cow::Owned(escaped)
}

fn push_code(escaped: &mut String, c: char) {
    let _ = write!(escaped, "&#{};", u32::from(c));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::report::check::xml::escaped;

    #[test]
    fn what_means_something_is_written_as_what_it_is() {
        assert_eq!(escaped("a <b> & \"c\" ]]>"), "a &lt;b&gt; &amp; &quot;c&quot; ]]&gt;");
        assert_eq!(escaped("a\tb\n::c ##[d]"), "a&#9;b&#10;:&#58;c #&#35;[d]");
        assert_eq!(escaped("\u{1b}\u{0}\u{ffff}"), "␛␀\u{fffd}");
    }

    proptest! {
        #[test]
        fn others_read_what_was_written(text in any::<String>()) {
            let document = format!("<a b=\"{0}\">{0}</a>", escaped(&text));
            let document = roxmltree::Document::parse(&document).expect("XML");
            let element = document.root_element();
            prop_assert_eq!(element.attribute("b"), Some(element.text().unwrap_or_default()));
            prop_assert_eq!(element.children().filter(roxmltree::Node::is_element).count(), 0);
        }
    }
}
