//! Team pages in Markdown after the Team API of Team Topologies: what a team says of itself stands in the front matter of its
//! page, and the rest is for people.
//!
//! Every key may be written in either of two spellings, as front matter is: `teamType` or `team_type`.

mod page;

use std::path::Path;

use crate::declare::Declarations;
use crate::declare::format::{Closure, Fields, Format, Terms};
use crate::declare::reader::Reader;
use crate::dialect::seam::{Asked, Dialect, is_hidden};
use crate::text::{FileId, SourceFile};
use crate::vocabulary::kinds::Kind;
use crate::yaml::tree::{Parsed, Tree};

/// What the store remembers of team pages.
static FORMAT: Format = Format {
    title: "Team API",
    name: "Team API page",
    word: "team page",
    can_say: Fields::of(&[
        (
            Kind::Team,
            &[
                "mission",
                "type",
                "discipline",
                "members",
                "lead",
                "reportsTo",
                "duties",
                "tools",
                "metrics",
                "channels",
                "reviewed",
                "name",
                "email",
            ],
        ),
        (Kind::Member, &["person", "role", "allocation"]),
        (Kind::Holding, &["duty", "level", "scope", "sharedWith", "people"]),
        (Kind::ToolUse, &["tool", "capability", "standard"]),
        (Kind::Interaction, &["from", "to", "mode", "purpose", "startDate", "expectedDuration"]),
        (Kind::Dependency, &["from", "to", "type", "description"]),
    ]),
    // A page is of one team, and says nothing of others.
    gives_way: Fields::NONE,
    closure: Closure::Only(&[]),
    terms: Terms {
        kinds: &[],
        fields: &[
            (Kind::Team, "mission", "focus"),
            (Kind::Team, "type", "teamType"),
            (Kind::Team, "name", "teamName"),
            (Kind::Interaction, "to", "interactions.team"),
            (Kind::Interaction, "expectedDuration", "interactions.duration"),
            (Kind::Dependency, "to", "dependencies.team"),
        ],
        notes: &[],
        namespace: None,
    },
    forms_names: false,
    assumed: &[],
};

/// The format of team pages.
pub struct TeamPages;

impl Dialect for TeamPages {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn hint(&self) -> Option<&'static str> {
        Some("a team page is Markdown that begins with `teamName:`, `teamType:` and `interactions:` between `---`")
    }

    fn offer(&self) -> Option<(&'static str, &'static str)> {
        Some(("have your teams describe themselves", "docs/sources.md#team-pages"))
    }

    fn wants(&self, path: &Path) -> bool {
        is_markdown(path) && !is_hidden(path)
    }

    fn opens(&self, path: &Path, _: &str) -> bool {
        is_markdown(path)
    }

    /// Pages about anything else are no input, and nobody expects them to be.
    fn opens_alone(&self) -> bool {
        true
    }

    fn whole(&self, file: FileId, source: &SourceFile, asked: Asked) -> Option<Vec<Declarations>> {
        let front = front_matter(source.text()).filter(|_| asked != Asked::Hidden)?;
        let Parsed { tree, problems } = Tree::parse(file, front);
        let document = tree.documents(front).next().filter(|document| page::is_of_a_team(*document))?;
        let mut reader = Reader::new(file, &FORMAT);
        reader.speak(&FORMAT, 0);
        page::read(&mut reader, document);
        reader.out.problems.splice(0..0, problems);
        if tree.is_broken() {
            reader.out.lost.extend(reader.out.sections);
        }
        Some(vec![reader.out])
    }
}

fn is_markdown(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "md" || extension == "markdown")
}

/// The beginning of a text up to the line that ends its front matter.
fn front_matter(text: &str) -> Option<&str> {
    let mut end = 0;
    for (rank, line) in text.split_inclusive('\n').enumerate() {
        let bare = line.trim_end().trim_start_matches('\u{feff}');
        match (rank, bare) {
            (0, "---") | (1.., _) if rank == 0 || bare != "---" => end += line.len(),
            (0, _) => return None,
            _ => return text.get(..end),
        }
    }
    None
}
