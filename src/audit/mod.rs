//! What the audit says, section by section: as data, three-valued, with people named or not as somebody chose. How it looks is
//! for `report/audit`.

mod about;
mod anchors;
pub mod articles;
pub mod charters;
mod compared;
pub mod conway;
pub mod cover;
pub mod duties;
pub mod findings;
mod found;
pub mod interactions;
mod known;
mod literals;
mod names;
pub mod on_call;
pub mod organisation;
pub mod ownership;
mod quoted;
mod source;
mod trend;

pub use about::{Lived, Named};
pub use anchors::Anchors;
pub use cover::{Counts, Cover};
pub use known::Several;
pub use names::{Names, Others, Own};
pub use source::Source;
pub use trend::{Before, Earlier, Gone, News, Since, Trend, Was, was};

/// An audit, section by section.
#[derive(Debug)]
pub struct Audit {
    /// The cover.
    pub cover: Cover,
    /// The organisation in ten lines.
    pub organisation: organisation::Organisation,
    /// Who is on call how much, and when.
    pub on_call: on_call::OnCall,
    /// How teams work together.
    pub interactions: interactions::Interactions,
    /// Where services depend on each other and their teams talk.
    pub conway: conway::Conway,
    /// Who owns what.
    pub ownership: ownership::Ownership,
    /// Who holds which duty.
    pub duties: duties::Duties,
    /// A sheet for each team.
    pub charters: charters::Sheets,
    /// What was found.
    pub findings: findings::Findings,
    /// What the five articles state.
    pub articles: Vec<articles::Article>,
}

impl Audit {
    /// The audit of an organisation.
    pub fn of(source: &Source<'_>) -> Self {
        let (cover, ownership) = (cover::of(source), ownership::of(source));
        let (on_call, conway, duties) = (on_call::of(source), conway::of(source), duties::of(source));
        let known = organisation::Known {
            cover: &cover,
            ownership: &ownership,
            on_call: &on_call,
            conway: &conway,
            duties: &duties,
        };
        Self {
            organisation: organisation::of(source, known),
            interactions: interactions::of(source),
            charters: charters::of(source),
            findings: findings::of(source),
            articles: articles::of(source),
            cover,
            on_call,
            conway,
            ownership,
            duties,
        }
    }
}
