//! Descriptors of single services, which lie beside their code: those of Datadog, `OpsLevel`, Cortex and Compass.
//!
//! Each is a table of where it says what. A descriptor tells of its service, and of no other that there may be.

mod compass;
mod cortex;
mod datadog;
mod descriptor;
mod fields;
mod opslevel;
mod table;

pub use crate::dialect::descriptors::compass::COMPASS;
pub use crate::dialect::descriptors::cortex::CORTEX;
pub use crate::dialect::descriptors::datadog::DATADOG;
pub use crate::dialect::descriptors::opslevel::OPSLEVEL;

#[cfg(test)]
mod tests {
    use crate::dialect::descriptors::descriptor::Descriptor;
    use crate::dialect::descriptors::table::How;
    use crate::dialect::descriptors::{COMPASS, CORTEX, DATADOG, OPSLEVEL};
    use crate::vocabulary::kinds::Kind;
    use crate::vocabulary::record;

    #[test]
    fn what_a_table_reads_is_what_its_format_can_say() {
        for Descriptor { format, tables, .. } in [&DATADOG, &OPSLEVEL, &CORTEX, &COMPASS] {
            let rows = || tables.iter().flat_map(|table| table.rows);
            for (rank, field) in record(Kind::Service).members() {
                // Who is paged is kept elsewhere, and a link may be called a runbook where no type of link is.
                let is_read = rows()
                    .any(|row| row.field == rank && !matches!(row.how, How::Pager(_) | How::Paged(_) | How::Named(_)));
                let can_say = format.can_say.contains(Kind::Service, rank);
                assert_eq!(is_read, can_say, "{}: {}", format.title, field.name);
                let path = format.terms.field(Kind::Service, field.name);
                let paths: Vec<String> = rows().filter(|row| row.field == rank).map(|row| row.path.join(".")).collect();
                assert!(!can_say || path.is_none_or(|path| paths.iter().any(|known| known == path)), "{paths:?}");
            }
        }
    }
}
