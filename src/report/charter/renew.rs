//! A charter that was written, with the sections that it has written anew and everything else left as it is.

use std::collections::HashMap;

use crate::charter::Charter;
use crate::org::Org;
use crate::report::charter::markdown::{section_text, text, whole};
use crate::report::charter::read::{chunks, is_of_another, mark};

/// The text of a file with what is declared now; none where the file is not the charter of this team.
///
/// Sections of people's own stay, and so does what stands above the first section. What was taken out does not come back. Lines
/// end as the first one does. A file in which nothing stands becomes the page.
pub fn renewed(file: &str, charter: &Charter<'_>, org: &Org) -> Option<String> {
    if file.trim().is_empty() {
        return Some(text(charter, org));
    }
    if mark(file).is_none() || is_of_another(file, charter.id) {
        return None;
    }
    let sections = whole(charter, org).sections;
    let mut anew: HashMap<String, String> =
        sections.iter().map(|section| (section.title.to_lowercase(), section_text(section))).collect();
    let line_end =
        if file.split_inclusive('\n').next().is_some_and(|line| line.ends_with("\r\n")) { "\r\n" } else { "\n" };
    let all = chunks(file);
    let mut renewed = String::with_capacity(file.len());
    for (rank, chunk) in all.iter().enumerate() {
        match chunk.title.as_ref().and_then(|title| anew.remove(&title.to_lowercase())) {
            None => renewed.push_str(chunk.text),
            Some(section) => {
                let heading = chunk.text.split_inclusive('\n').next().unwrap_or_default();
                renewed.push_str(heading.trim_end());
                renewed.push_str(line_end);
                let below = section.split_once('\n').map(|(_, below)| below).unwrap_or_default();
                renewed.push_str(&below.replace('\n', line_end));
                if rank + 1 < all.len() {
                    renewed.push_str(line_end);
                }
            }
        }
    }
    Some(renewed)
}
