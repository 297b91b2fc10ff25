//! Which fields tell what a record is, wherever it was found.

use crate::vocabulary::Field;

/// Names of fields that records of all kinds have, in the files of any tool.
const COMMON: [&str; 12] =
    ["name", "title", "description", "type", "kind", "role", "labels", "tags", "links", "skills", "date", "reason"];

impl Field {
    /// Whether a record that has it is likely to be of its kind, so that the file it is in is likely to be of an organisation.
    pub fn is_telling(&self) -> bool {
        !COMMON.contains(&self.name)
    }
}

/// Whether something in the vocabulary has a field of this name, regardless of case.
pub fn is_known_somewhere(name: &str) -> bool {
    let names =
        |kind| super::record(kind).fields.iter().flat_map(|field| std::iter::once(field.name).chain(field.alias));
    super::kinds::ALL.into_iter().flat_map(names).any(|known| known.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use crate::vocabulary::kinds::{Kind, sections};
    use crate::vocabulary::{Field, SectionForm, record};

    #[test]
    fn members_tell_a_team_and_a_name_tells_nothing() {
        let telling = |kind, name| {
            let what = record(kind);
            what.def(what.field(name).expect("a field")).is_telling()
        };
        assert!(telling(Kind::Team, "members") && telling(Kind::Service, "owner") && telling(Kind::Unit, "parent"));
        assert!(
            !telling(Kind::Team, "title") && !telling(Kind::Person, "displayName") && !telling(Kind::Person, "skills")
        );
    }

    #[test]
    fn every_section_can_be_told() {
        for kind in sections() {
            let what = record(kind);
            assert!(what.form != SectionForm::Nested && what.fields.iter().any(Field::is_telling), "{}", what.word);
        }
    }
}
