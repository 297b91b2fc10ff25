//! Whose clock: the person's own, else that of the people at the same site, else the layer's (F22).

use hashbrown::HashMap;

use crate::field;
use crate::org::Org;
use crate::value::Missing;
use crate::vocabulary::kinds::{Entity, Kind};

/// The clocks of sites, those of the people there who have one, if all of them agree.
#[derive(Debug, Default)]
pub(crate) struct Sites<'o> {
    of: HashMap<&'o str, Option<i32>>,
}

/// What a person says of their own clock.
fn own(org: &Org, person: Entity) -> Result<Option<i32>, Missing> {
    let field = field!(Person.utcOffset);
    let minutes = org.minutes(person, field)?;
    minutes.map(|m| i32::try_from(m.value).map_err(|_| Missing::Invalid(person, field))).transpose()
}

impl<'o> Sites<'o> {
    pub(crate) fn of(org: &'o Org) -> Self {
        let mut of: HashMap<&str, Option<i32>> = HashMap::new();
        for person in org.all(Kind::Person) {
            let (Ok(Some(site)), Ok(Some(clock))) = (org.text(person, field!(Person.site)), own(org, person)) else {
                continue;
            };
            of.entry(site.value).and_modify(|known| *known = known.filter(|&one| one == clock)).or_insert(Some(clock));
        }
        Self { of }
    }

    /// A person's clock without a layer; none where nothing but the layer says it.
    pub(crate) fn clock(&self, org: &Org, person: Entity) -> Result<Option<i32>, Missing> {
        if let Some(own) = own(org, person)? {
            return Ok(Some(own));
        }
        let site = org.text(person, field!(Person.site))?;
        Ok(site.and_then(|site| self.of.get(site.value).copied().flatten()))
    }
}
