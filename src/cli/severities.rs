//! `-D`, `-W` and `-A`: how much rules matter in this run. Which of them comes last counts, so that their order is kept.

use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};

use crate::finding::Severity;

/// Rules, diagnostics and families with what they are in this run, in the order in which they were named.
#[derive(Clone, Debug, Default)]
pub(super) struct Severities(pub Vec<(String, Option<Severity>)>);

/// An option: its letter and name, what it makes of a rule, and how that is explained.
const OPTIONS: [(char, &str, Option<Severity>, &str); 3] = [
    (
        'D',
        "deny",
        Some(Severity::Error),
        "Make this rule, diagnostic or family an error, whatever configuration says; may be given several times",
    ),
    (
        'W',
        "warn",
        Some(Severity::Warning),
        "Make it a warning in the same way; of several options for one rule the last counts",
    ),
    ('A', "allow", None, "Turn it off in the same way"),
];

impl Severities {
    /// The options by which they were chosen, each with its rule.
    pub fn as_typed(&self) -> impl Iterator<Item = (&'static str, String)> + '_ {
        let option = |severity| OPTIONS.iter().find(|(_, _, known, _)| *known == severity).map(|(_, name, ..)| *name);
        self.0.iter().filter_map(move |(rule, severity)| Some((option(*severity)?, rule.clone())))
    }
}

impl Args for Severities {
    fn augment_args(command: Command) -> Command {
        OPTIONS.iter().fold(command, |command, (letter, name, _, help)| {
            let option = Arg::new(*name).short(*letter).long(*name).value_name("RULE").help(*help);
            command.arg(option.action(ArgAction::Append))
        })
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Severities {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut severities = Self::default();
        severities.update_from_arg_matches(matches)?;
        Ok(severities)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        let mut said: Vec<(usize, &String, Option<Severity>)> = Vec::new();
        for (_, option, severity, _) in &OPTIONS {
            let rules = matches.get_many::<String>(option).into_iter().flatten();
            let ranks = matches.indices_of(option).into_iter().flatten();
            said.extend(ranks.zip(rules).map(|(rank, rule)| (rank, rule, *severity)));
        }
        said.sort_unstable_by_key(|(rank, ..)| *rank);
        self.0 = said.into_iter().map(|(_, rule, severity)| (rule.clone(), severity)).collect();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use clap::{Args, Command, FromArgMatches};

    use crate::cli::severities::Severities;
    use crate::finding::Severity::{Error, Warning};

    #[test]
    fn the_order_of_different_options_is_kept() {
        let words = ["teamlint", "-A", "a", "--warn=b", "-Dc", "-A", "b", "-D", "a"];
        let matches = Severities::augment_args(Command::new("teamlint")).get_matches_from(words);
        let Severities(read) = Severities::from_arg_matches(&matches).expect("what was read");
        let read: Vec<_> = read.iter().map(|(name, severity)| (name.as_str(), *severity)).collect();
        let expected = [("a", None), ("b", Some(Warning)), ("c", Some(Error)), ("b", None), ("a", Some(Error))];
        assert_eq!(read, expected);
    }
}
