//! What the hours of the week are called in an organisation: business, off and sleep, working hours, night. All are
//! local times without a place; whoever uses them says on whose clock.

use std::sync::LazyLock;

use crate::facts::on_call::model::week::{Days, WeekSet, Window};

/// A partition of the local week by how much a page costs the person who gets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bands {
    /// Business hours.
    pub business: WeekSet,
    /// Waking hours outside business hours.
    pub off: WeekSet,
    /// Sleeping hours.
    pub sleep: WeekSet,
}

/// What an organisation declares of its hours; windows are local minutes of the week.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Declared {
    /// Business hours.
    pub business_hours: Option<WeekSet>,
    /// Whether the preset's business band stands whatever the business hours are.
    pub preset: bool,
    /// The business band, where it is not the business hours.
    pub business: Option<WeekSet>,
    /// The sleep band.
    pub sleep: Option<WeekSet>,
    /// The night that people should not be on call in.
    pub night: Option<WeekSet>,
}

/// The hours of an organisation, as local minutes of the week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours {
    /// Working hours, and the hours of a layer that covers business hours: Monday to Friday 09:00-17:00 if nothing was
    /// declared.
    pub business_hours: WeekSet,
    /// The hours that `business-hours` promises at least: all of them where they are declared, else the core that they
    /// have everywhere, Monday to Friday 10:00-16:00.
    pub core: WeekSet,
    /// Whether business hours were declared, so that they promise no others.
    pub declared: bool,
    /// The bands.
    pub bands: Bands,
    /// The night: 23:00-06:00 if nothing was declared. At least seven hours that include 00:00-05:00 are night time in
    /// directive 2003/88/EC art. 2.
    pub night: WeekSet,
}

impl Hours {
    /// The hours that follow from what was declared. Where business and sleep overlap, a declared sleep band wins, and
    /// otherwise business, which is declared then.
    pub fn of(declared: Declared) -> Self {
        let Declared { business_hours, preset, business, sleep, night } = declared;
        let own = business.or_else(|| business_hours.clone().filter(|_| !preset));
        let (preset_business, preset_sleep) = (local(Days::WORKDAYS, 8, 18), local(Days::ALL, 22, 8));
        let (business, sleep) = match (own, sleep) {
            (business, Some(sleep)) => (business.unwrap_or(preset_business).minus(&sleep), sleep),
            (Some(business), None) => {
                let sleep = preset_sleep.minus(&business);
                (business, sleep)
            }
            (None, None) => (preset_business, preset_sleep),
        };
        let off = sleep.union(&business).complement();
        let is_declared = business_hours.is_some();
        let business_hours = business_hours.unwrap_or_else(|| local(Days::WORKDAYS, 9, 17));
        let core = if is_declared { business_hours.clone() } else { local(Days::WORKDAYS, 10, 16) };
        let night = night.unwrap_or_else(|| local(Days::ALL, 23, 6));
        Self { business_hours, core, declared: is_declared, bands: Bands { business, off, sleep }, night }
    }

    /// The hours where nothing was declared. The bands are those of `PagerDuty`'s analytics: sleep 22:00-08:00 daily
    /// (70 h), business Monday to Friday 08:00-18:00 (50 h), off the rest (48 h).
    pub fn undeclared() -> &'static Self {
        static HOURS: LazyLock<Hours> = LazyLock::new(|| Hours::of(Declared::default()));
        &HOURS
    }

    /// The same hours as UTC minutes of the week, for a clock so many minutes ahead of UTC.
    #[must_use]
    pub fn on_clock(&self, utc_offset: i32) -> Self {
        let by = utc_offset.saturating_neg();
        let at = |set: &WeekSet| set.shifted(by);
        Self {
            business_hours: at(&self.business_hours),
            core: at(&self.core),
            declared: self.declared,
            bands: Bands { business: at(&self.bands.business), off: at(&self.bands.off), sleep: at(&self.bands.sleep) },
            night: at(&self.night),
        }
    }
}

fn local(days: Days, from_hour: u32, to_hour: u32) -> WeekSet {
    WeekSet::from_windows(&[Window { days, from: from_hour * 60, to: to_hour * 60 }], 0)
}
