//! What the types of groups mean in the closed list of the vocabulary.

use crate::declare::value::Value;
use crate::word;

/// What kind of team a type of group is: one that works together, a list of people, or a group of teams.
pub fn team_kind(group_type: &str) -> Value {
    let folded = group_type.trim().to_ascii_lowercase();
    let works = ["team", "squad"].iter().any(|word| folded.contains(word));
    Value::Word(match folded.as_str() {
        "permission" => word!(Team.kind, "permission"),
        "code-ownership" => word!(Team.kind, "code-ownership"),
        "crew" | "pod" | "work" => word!(Team.kind, "work"),
        _ if works => word!(Team.kind, "work"),
        _ => word!(Team.kind, "unit"),
    })
}

#[cfg(test)]
mod tests {
    use crate::declare::value::Value;
    use crate::dialect::backstage::groups::team_kind;
    use crate::vocabulary::{TEAM_KIND, Words};

    fn word(words: &Words, value: Value) -> Option<&'static str> {
        let Value::Word(rank) = value else {
            return None;
        };
        words.at(rank)
    }

    #[test]
    fn groups_that_are_no_teams_are_units() {
        let kind = |text| word(&TEAM_KIND, team_kind(text));
        assert_eq!(kind("product-team"), Some("work"));
        assert_eq!(kind("Squad"), Some("work"));
        assert_eq!(kind("business-unit"), Some("unit"));
        assert_eq!(kind("organization"), Some("unit"));
        assert_eq!(kind("permission"), Some("permission"));
    }
}
