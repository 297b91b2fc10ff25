//! `--format`, as a command's table of formats says it.

use std::fmt::Debug;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::report::Format;

/// Reads the name of a format in a table, and offers the names that stand there.
pub(super) fn parser<W>(formats: &'static [Format<W>]) -> impl TypedValueParser<Value = &'static Format<W>>
where
    W: Debug + Send + Sync,
{
    let offered = formats.iter().map(|format| PossibleValue::new(format.name).help(format.help));
    PossibleValuesParser::new(offered)
        .try_map(move |name| formats.iter().find(|format| format.name == name).ok_or("there is no such format"))
}
