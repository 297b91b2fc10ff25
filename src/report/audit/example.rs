//! The example of a section: what it is made of comes from `audit`, and how it looks from custom properties of the page.

use maud::{Markup, html};

use crate::audit::example::Example;
use crate::report::audit::parts;

pub(super) fn section(example: &Example) -> Markup {
    let head = html! { tr { th scope="col" { "Team" } th scope="col" { "Mission" } } };
    let body = html! {
        @for (team, mission) in &example.teams {
            tr { th scope="row" { (parts::name(team)) } td { (parts::told(mission, |text| parts::prose(text))) } }
        }
    };
    parts::table("Teams and their missions", &head, &body)
}
