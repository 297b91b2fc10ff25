//! A made-up organisation in teamlint's own format.

mod frame;
mod on_call;
mod services;
mod teams;

pub use frame::frame;
pub use on_call::on_call;

use crate::organisation::Organisation;
use std::fmt::Write as _;
use std::mem;

/// One file while it grows: each section stands in it once.
#[derive(Debug, Default)]
pub struct Sheet {
    sections: Vec<(&'static str, String)>,
}

impl Sheet {
    fn section(&mut self, name: &'static str) -> &mut String {
        let rank = self.sections.iter().position(|(known, _)| *known == name).unwrap_or_else(|| {
            self.sections.push((name, String::new()));
            self.sections.len() - 1
        });
        &mut self.sections[rank].1
    }

    /// The text so far, and an empty sheet.
    pub fn take(&mut self) -> String {
        let mut text = String::from("version: 1\n");
        for (name, body) in mem::take(&mut self.sections) {
            let _ = write!(text, "\n{name}:\n{body}");
        }
        text
    }
}

/// A team with its people, services, rotations and objectives, and how it works with others.
pub fn team(organisation: &Organisation, rank: usize, sheet: &mut Sheet) {
    let team = &organisation.teams[rank];
    teams::describe(organisation, rank, sheet.section("teams"));
    for person in &team.members {
        teams::person(organisation, *person, sheet.section("people"));
    }
    for service in &team.services {
        services::describe(organisation, rank, &organisation.services[*service], sheet);
    }
    for rotation in &team.rotations {
        on_call(organisation, &organisation.rotations[*rotation], sheet);
    }
    teams::ties(organisation, rank, sheet);
}

/// Ids separated by commas, for a list in one line.
fn listed<'a>(ids: impl IntoIterator<Item = &'a String>) -> String {
    ids.into_iter().map(String::as_str).collect::<Vec<_>>().join(", ")
}
