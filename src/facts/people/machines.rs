//! Accounts of programs among those of people. A host says so with a mark that no person can have in a name; all other names
//! are somebody's habit, from which nothing follows: then it is not known until somebody says it.

use crate::field;
use crate::org::Org;
use crate::value::Missing;
use crate::vocabulary::kinds::Entity;

/// What a host puts behind the name of an app, in which it allows no brackets otherwise.
const APP: &str = "[bot]";

/// Words by which people call the accounts of their programs.
const HABITS: [&str; 2] = ["bot", "robot"];

/// Whether an account is a program's.
///
/// # Errors
///
/// Where it has a name like one, and nobody said whether it is.
pub(crate) fn is_machine(org: &Org, person: Entity) -> Result<bool, Missing> {
    let field = field!(Person.machine);
    if let Some(said) = org.truth(person, field)? {
        return Ok(said.value);
    }
    let id = org.id(person).to_lowercase();
    if id.ends_with(APP) {
        return Ok(true);
    }
    if is_called_like_one(&id) { Err(Missing::Field(person, field)) } else { Ok(false) }
}

/// Whether one of the words of a name is what programs are called: `acme-bot`, `bot-acme`, `acme-ci-robot2`.
fn is_called_like_one(id: &str) -> bool {
    let words = id.split(|c: char| !c.is_alphanumeric());
    words.map(|word| word.trim_end_matches(|c: char| c.is_ascii_digit())).any(|word| HABITS.contains(&word))
}

#[cfg(test)]
mod tests {
    use crate::facts::people::machines::is_called_like_one;

    #[test]
    fn a_word_of_the_name_says_it_and_no_part_of_a_word() {
        let like = |id: &&str| is_called_like_one(id);
        assert!(["acme-bot", "bot-acme", "acme-ci-robot", "ci_bot2", "acme.bot"].iter().all(like));
        assert!(!["talbot", "abbott", "botond", "robotham", "ana"].iter().any(like));
    }
}
