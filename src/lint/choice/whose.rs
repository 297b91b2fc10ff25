//! Which teams a finding is about.

use bumpalo::Bump;

use crate::facts::cx::Cx;
use crate::facts::{Facts, tables};
use crate::finding::Finding;
use crate::judge::Judgement;
use crate::lint::choice::belonging::Belonging;
use crate::lint::enclosing::Enclosing;
use crate::org::Org;
use crate::vocabulary::kinds::Entity;

/// Tells the teams that findings are about: that are judged themselves, own or run what is judged, or have whoever is
/// judged as a member.
pub(super) struct Whose<'o> {
    org: &'o Org,
    facts: &'o Facts,
    judgement: &'o Judgement,
    belonging: Belonging,
    enclosing: Enclosing,
}

impl<'o> Whose<'o> {
    pub(super) fn of<'f>(
        org: &'o Org,
        facts: &'o Facts,
        judgement: &'o Judgement,
        findings: impl IntoIterator<Item = &'f Finding>,
    ) -> Self {
        let unjudged = findings.into_iter().filter(|finding| !judgement.subjects.contains_key(&finding.fingerprint));
        let (belonging, enclosing) = (Belonging::of(org), Enclosing::of(org, unjudged));
        Self { org, facts, judgement, belonging, enclosing }
    }

    /// These teams, each once. What no rule found is about whom it is written of.
    pub(super) fn teams(&self, finding: &Finding) -> Vec<Entity> {
        let about = match self.judgement.subjects.get(&finding.fingerprint) {
            Some(subjects) => self.concerned(subjects),
            None => self.around(finding),
        };
        let mut teams: Vec<Entity> = about.into_iter().flat_map(|one| self.belonging.teams(self.org, one)).collect();
        teams.sort_unstable();
        teams.dedup();
        teams
    }

    fn concerned(&self, subjects: &[Entity]) -> Vec<Entity> {
        let arena = Bump::new();
        let cx = Cx::new(self.org, self.facts, &arena);
        subjects.iter().flat_map(|&subject| tables::concerned(&cx, subject)).collect()
    }

    /// What the labels of a finding are in.
    fn around(&self, finding: &Finding) -> Vec<Entity> {
        let places = finding.labels.iter().map(|label| label.place);
        places.filter_map(|place| self.enclosing.get(place.file, place.span.start)).collect()
    }
}
