//! What teams run, and what it needs.

use super::{Discipline, Need, Organisation, Service, ServiceFault, TEAMS_PER_AREA, numbered};
use crate::random::Random;
use crate::words;

impl Organisation {
    pub(super) fn build_services(&mut self, count: usize, random: &mut Random) {
        let teams = self.teams.len();
        for rank in 0..count {
            let team = rank * teams / count;
            let nth = self.teams[team].services.len();
            let part = words::PARTS[nth % words::PARTS.len()];
            let fault = service_fault(random);
            let owners = match fault {
                Some(ServiceFault::Unowned) => Vec::new(),
                Some(ServiceFault::OwnedTwice) if team > 0 => vec![team, team - 1],
                _ => vec![team],
            };
            let (tier, rotation) = self.answered(team, [1, 2, 2, 3, 3, 3, 3, 4, 4, 4][random.below(10)]);
            let lifecycle =
                if random.once_in(25) { random.pick(&["experimental", "deprecated"]) } else { "production" };
            let discipline = self.teams[team].discipline;
            let service = Service {
                id: numbered(format!("{}-{part}", self.teams[team].id), nth / words::PARTS.len()),
                description: format!("{} ({part} of {})", random.pick(words::PURPOSES), self.teams[team].id),
                // Those who help others run nothing that needs help.
                kind: match part {
                    _ if discipline == Discipline::Reliability => "library",
                    "frontend" | "admin" => "website",
                    _ => "service",
                },
                owners,
                tier,
                lifecycle,
                provides_api: nth == 0 && discipline == Discipline::Development,
                needs: self.needs(team, if lifecycle == "production" { tier } else { 4 }, random),
                experts: self.experts(team, fault, random),
                rotation,
                regulated: tier <= 2 && random.once_in(20),
                fault,
            };
            if let Some(rotation) = rotation {
                self.rotations[rotation].services.push(rank);
            }
            self.services.push(service);
            self.teams[team].services.push(rank);
        }
    }

    /// The tier a service can have, at most the one that is wanted, and the rotation that keeps it: somebody must be on
    /// call around the clock for tier 1, and anybody at all for tier 2.
    fn answered(&self, team: usize, wanted: u8) -> (u8, Option<usize>) {
        let seated = &self.teams[team].on_call;
        let clock = seated.iter().find(|rotation| self.rotations[**rotation].around_the_clock).copied();
        let usual = self.teams[team].rotations.first().or(seated.first()).copied();
        match (wanted, clock, usual) {
            (_, _, None) => (wanted.max(3), None),
            (1, Some(clock), _) => (1, Some(clock)),
            (1, None, usual) => (2, usual),
            _ => (wanted, usual),
        }
    }

    /// Up to three needs: of services of the team, of teams it says it depends on, and of APIs of other areas. What is
    /// critical needs more of others, and looks for what is as critical; it survives without anything else.
    fn needs(&self, team: usize, tier: u8, random: &mut Random) -> Vec<Need> {
        const UNTOLD: usize = 0;
        let critical = tier <= 2;
        let mut needs: Vec<Need> = Vec::new();
        for _ in 0..usize::from(critical) + random.below(4 - usize::from(critical)) {
            let area = team - team % TEAMS_PER_AREA;
            let draw = random.below(400);
            let provider = match draw {
                // Planted: a team of the area, without a word to it.
                UNTOLD => area + random.below(team - area + 1),
                1..20 => random.below(team + 1),
                20..200 if critical && team > area + 1 => random.pick(&self.teams[team].providers),
                20..80 if team > area + 1 => random.pick(&self.teams[team].providers),
                _ => team,
            };
            let firm = |of: &usize| self.services[*of].holds(tier);
            let (all, via_api) = (&self.teams[provider].services, provider < area);
            let firm: Vec<usize> = all.iter().copied().filter(firm).collect();
            let from = if critical && !firm.is_empty() && !random.once_in(100) { &firm } else { all };
            let Some(&of) = (if via_api { all.first() } else { from.get(random.below(from.len().max(1))) }) else {
                continue;
            };
            let other = &self.services[of];
            if via_api && !other.provides_api || needs.iter().any(|known| known.of == of) {
                continue;
            }
            let promises = other.holds(tier) || random.once_in(100) && other.holds(2);
            let hard = draw == UNTOLD || critical && promises && !random.once_in(4);
            needs.push(Need { of, hard: Some(hard).filter(|_| !random.once_in(50)), via_api });
        }
        needs
    }

    fn experts(&self, team: usize, fault: Option<ServiceFault>, random: &mut Random) -> Vec<usize> {
        let members = &self.teams[team].members;
        let several = if fault == Some(ServiceFault::OneExpert) { 1 } else { 2 };
        let first = random.below(members.len().max(1));
        members.iter().cycle().skip(first).take(several.min(members.len())).copied().collect()
    }
}

impl Service {
    /// Whether it promises what a service of a tier needs.
    fn holds(&self, tier: u8) -> bool {
        self.is_critical() && self.tier <= tier && self.fault != Some(ServiceFault::NoObjective)
    }
}

fn service_fault(random: &mut Random) -> Option<ServiceFault> {
    use ServiceFault::{
        NoBudgetPolicy, NoObjective, NoRunbook, OffThePath, OneExpert, OwnedTwice, Unilateral, Unowned,
    };
    match random.below(4000) {
        0 | 1 => Some(Unowned),
        2 => Some(OwnedTwice),
        // Most of these harm critical services only, and most services are not critical.
        3..120 => Some(random.pick(&[NoRunbook, OneExpert, OffThePath, NoObjective, NoBudgetPolicy, Unilateral])),
        _ => None,
    }
}
