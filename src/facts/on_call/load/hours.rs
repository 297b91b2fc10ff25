//! The hours of the week as the organisation names them, on every clock that somebody has.

use hashbrown::HashMap;

use crate::facts::on_call::load::windows::windows;
use crate::facts::on_call::model::hours::Declared;
use crate::facts::on_call::model::{Hours, WeekSet};
use crate::field;
use crate::org::Org;
use crate::value::Missing;
use crate::vocabulary::kinds::{Entity, FieldId, Kind};

/// The hours of the organisation, and what is not legible of them.
#[derive(Debug)]
pub(crate) struct OrgHours {
    pub(crate) local: Hours,
    pub(crate) illegible: Option<Missing>,
    /// What would tell which hours are business hours, where nobody said.
    pub(crate) undeclared: Missing,
    on_clocks: HashMap<i32, Hours>,
}

impl OrgHours {
    pub(crate) fn of(org: &Org) -> Self {
        let undeclared = Missing::Field(Entity::new(Kind::Org, 0), field!(Org.businessHours));
        match declared(org) {
            Ok(declared) => Self { local: Hours::of(declared), illegible: None, undeclared, on_clocks: HashMap::new() },
            Err(missing) => Self {
                local: Hours::undeclared().clone(),
                illegible: Some(missing),
                undeclared,
                on_clocks: HashMap::new(),
            },
        }
    }

    /// Prepares the hours for some clocks.
    pub(crate) fn prepare(&mut self, clocks: impl Iterator<Item = i32>) {
        for offset in clocks {
            self.on_clocks.entry(offset).or_insert_with(|| self.local.on_clock(offset));
        }
    }

    /// The hours as UTC minutes for a clock, which was prepared.
    pub(crate) fn on_clock(&self, offset: i32) -> &Hours {
        self.on_clocks.get(&offset).unwrap_or(&self.local)
    }
}

fn declared(org: &Org) -> Result<Declared, Missing> {
    let mut declared = Declared::default();
    for part in org.all(Kind::Org) {
        let read = |field| set(org, part, field);
        declared.business_hours = declared.business_hours.or(read(field!(Org.businessHours))?);
        declared.night = declared.night.or(read(field!(Org.night))?);
        if let Some(bands) = org.reference(part, field!(Org.bands))? {
            let bands = bands.value;
            declared.preset |= org.word(bands, field!(Bands.preset))?.is_some();
            declared.business = declared.business.or(set(org, bands, field!(Bands.business))?);
            declared.sleep = declared.sleep.or(set(org, bands, field!(Bands.sleep))?);
        }
    }
    Ok(declared)
}

fn set(org: &Org, of: Entity, field: FieldId) -> Result<Option<WeekSet>, Missing> {
    Ok(windows(&org.list(of, field))?.map(|windows| WeekSet::from_windows(&windows, 0)))
}
