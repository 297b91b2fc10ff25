//! What a team owns, and what that promises: objectives, hours with somebody to call, support.

use crate::charter::told::{NAMED, Reader, Several};
use crate::field;
use crate::judge::told::{Amount, Told};
use crate::org::read::Coverage;
use crate::value::Val;
use crate::vocabulary::COVERAGE;
use crate::vocabulary::kinds::Entity;

/// A service that a team owns.
#[derive(Clone, Debug)]
pub struct Service<'o> {
    /// Which service.
    pub service: Entity,
    /// Its id.
    pub id: &'o str,
    /// Its name, where one is declared besides the id.
    pub name: Option<&'o str>,
    /// How critical it is; 1 is most critical.
    pub tier: Told<String>,
    /// Stage of its life.
    pub lifecycle: Told<&'static str>,
    /// Everybody who is named as its owner, this team included.
    pub owners: Several<Entity>,
    /// Its objectives.
    pub promises: Several<Promise<'o>>,
    /// Ids of the rotations that are paged for it.
    pub paged: Several<&'o str>,
    /// Hours of the week with somebody to page for it.
    pub covered: Amount,
    /// Ids of the teams that support it; nothing where it names none.
    pub supported_by: Several<&'o str>,
    /// Whether it says where its runbook is.
    pub has_runbook: Told<bool>,
}

/// An objective.
#[derive(Clone, Debug)]
pub struct Promise<'o> {
    /// Its id.
    pub id: &'o str,
    /// The objective, as a share.
    pub target: Amount,
    /// The window that it is measured over, in minutes.
    pub window: Told<i64>,
    /// Whether it is about how fast, and not about whether there is an answer.
    pub about_latency: Told<bool>,
}

/// A platform that a team owns.
#[derive(Clone, Debug)]
pub struct Platform<'o> {
    /// Which platform.
    pub platform: Entity,
    /// Its id.
    pub id: &'o str,
    /// Ids of the teams that use it.
    pub consumers: Several<&'o str>,
    /// When its consumers get help: a word for the hours.
    pub support: Told<&'static str>,
    /// Its objectives.
    pub promises: Several<Promise<'o>>,
}

/// What is known of a service.
pub(super) fn service<'o>(read: &Reader<'_, 'o>, service: Entity) -> Service<'o> {
    let org = read.org;
    let tier = read.said(service, field!(Service.tier), org.number(service, field!(Service.tier)));
    let (paged, covered) = paged(read, service);
    Service {
        service,
        id: org.id(service),
        name: read.note(service, field!(Service.name)).filter(|name| *name != org.id(service)),
        tier: tier.map(|tier| tier.to_string()),
        lifecycle: read.word(service, field!(Service.lifecycle)),
        owners: read.few(&org.list(service, field!(Service.owner)), None),
        promises: promises(read, read.fact(service, "slos")),
        paged,
        covered,
        supported_by: read.few_of(service, field!(Service.supportedBy)).map(|team| org.id(team)),
        has_runbook: read.has(service, field!(Service.runbook)),
    }
}

/// Who is paged for a service, and for how much of the week somebody is. That nobody is known only if somebody could have said
/// who is.
fn paged<'o>(read: &Reader<'_, 'o>, service: Entity) -> (Several<&'o str>, Amount) {
    let mut paged = read.entities(read.fact(service, "pagedRotations")).map(|rotation| read.org.id(rotation));
    cut(&mut paged);
    let covered = read.amount(service, "coveredHours");
    let unsaid = [field!(Service.escalation), field!(Service.rotation)].map(|field| read.has(service, field));
    match unsaid {
        [Told::Unknown(mut missing), other] | [other, Told::Unknown(mut missing)] if paged.is_none() => {
            if let Told::Unknown(more) = other {
                missing.extend(more);
            }
            paged.open = Some(missing.clone());
            (paged, Amount::unknown(missing))
        }
        _ => (paged, covered),
    }
}

/// What is known of a platform.
pub(super) fn platform<'o>(read: &Reader<'_, 'o>, platform: Entity) -> Platform<'o> {
    let org = read.org;
    let (field, mut consumers) = (field!(Platform.consumers), read.few_of(platform, field!(Platform.consumers)));
    // Who uses a platform is not nobody because nobody was listed.
    consumers.open = consumers.open.or_else(|| read.listed(platform, field).open);
    let consumers = consumers.map(|team| org.id(team));
    Platform {
        platform,
        id: org.id(platform),
        consumers,
        support: support(read, platform),
        promises: promises(read, read.fact(platform, "slo")),
    }
}

/// The objectives among which a fact tells.
fn promises<'o>(read: &Reader<'_, 'o>, slos: Val<'_>) -> Several<Promise<'o>> {
    let mut slos = read.entities(slos);
    cut(&mut slos);
    slos.map(|slo| Promise {
        id: read.org.id(slo),
        target: read.amount(slo, "target"),
        window: read.said(slo, field!(Slo.timeWindow), read.org.minutes(slo, field!(Slo.timeWindow))),
        about_latency: read.truth(slo, "aboutLatency"),
    })
}

/// When consumers of a platform get help. Windows of the week are hours of its own.
fn support(read: &Reader<'_, '_>, platform: Entity) -> Told<&'static str> {
    let hours = field!(Support.hours);
    let support = read.reference(platform, field!(Platform.support));
    let hours = support.and_then(|support| read.said(support, hours, read.org.coverage(support, hours)));
    hours.map(|hours| match hours {
        Coverage::Word(rank) => COVERAGE.at(rank).unwrap_or_default(),
        Coverage::Windows(_) => "custom",
    })
}

fn cut<T>(several: &mut Several<T>) {
    several.more |= several.known.len() > NAMED;
    several.known.truncate(NAMED);
}
