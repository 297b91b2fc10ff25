//! Values that outlive a judgement: those of parameters.

use crate::value::Number;

/// The constant value of a rule's parameter.
#[derive(Clone, Debug, PartialEq)]
pub enum ParamValue {
    /// A truth value.
    Bool(bool),
    /// A number, in the unit of the parameter's type.
    Number(Number),
    /// Text.
    Text(String),
    /// A word of the type's list, by rank.
    Word(u8),
    /// Days since 1970-01-01.
    Date(i32),
    /// A list.
    List(Vec<ParamValue>),
    /// A table, indexed by text or word; the parameter's type is that of its values. A key it does not
    /// have reads as unknown with `Missing::Element`; `key in params.table` asks for it.
    Map(Vec<(String, ParamValue)>),
}
