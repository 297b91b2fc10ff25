//! Names of a pager's objects as ids have them.

use crate::declare::export::Reference;
use crate::text::unicode::composed;

/// A name as ids have it: `Payments (EU)` is `payments-eu`.
pub(super) fn slug_of(is: &Reference) -> String {
    let name = is.name.as_ref().map_or(&is.id.text, |name| &name.text);
    let mut slug = String::with_capacity(name.len());
    for c in composed(name).chars() {
        if c.is_alphanumeric() || matches!(c, '_' | '.') {
            slug.extend(c.to_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { is.id.text.to_lowercase() } else { slug.to_owned() }
}
