//! Windows of the week, as they are declared.

use crate::facts::on_call::model::week::{DAY, Days, Window};
use crate::field;
use crate::org::read::List;
use crate::value::Missing;

/// Declared windows, or none where none were declared.
pub(crate) fn windows(declared: &List<'_>) -> Result<Option<Vec<Window>>, Missing> {
    if let Some(missing) = declared.open() {
        return Err(missing);
    }
    if declared.place().is_none() {
        return Ok(None);
    }
    let org = declared.org();
    let window = |window| {
        let days = org.days(window, field!(Window.days))?.map_or(Days::ALL, |days| Days(days.value));
        let time = |field, default| {
            let minutes = org.minutes(window, field)?.map(|minutes| minutes.value);
            minutes.map_or(Ok(default), |m| u32::try_from(m).map_err(|_| Missing::Invalid(window, field)))
        };
        Ok(Window { days, from: time(field!(Window.from), 0)?, to: time(field!(Window.to), DAY)? })
    };
    declared.entities().map(|at| window(at.value)).collect::<Result<_, _>>().map(Some)
}
