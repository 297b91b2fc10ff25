//! The value of a parameter as written, in a page or in configuration, before and after it has a type.

use num_traits::CheckedDiv;

use crate::finding::suggest::one_of;
use crate::text::{FileId, Place, Span};
use crate::value::param::ParamValue;
use crate::value::{Number, Of, Type, Unit};
use crate::vocabulary::forms::{AMOUNT, DATE, FLAG, NUMBER, Parsed, SHARE, ScalarForm, TEXT};
use crate::vocabulary::scalars::{duration, minutes_of};
use crate::yaml::scalar::decimal;
use crate::yaml::tree::{NodeRef, Shape};

/// A value as written in YAML, before it has a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// A scalar, and whether it was written without quotes.
    Scalar(String, bool, Place),
    /// A list.
    List(Vec<Written>, Place),
    /// A table.
    Table(Vec<(String, Written)>, Place),
    /// Nothing, or too many levels of lists and tables.
    Nothing(Place),
}

impl Default for Written {
    fn default() -> Self {
        Self::Nothing(Place { file: FileId(0), span: Span { start: 0, end: 0 } })
    }
}

impl Written {
    /// Reads a value; a list in a list in a list is the deepest that can be a parameter.
    pub fn read(node: NodeRef<'_>) -> Self {
        Self::read_to(node, 3)
    }

    /// Reads a value with that many levels of lists and tables.
    pub fn read_to(node: NodeRef<'_>, depth: usize) -> Self {
        match node.shape() {
            Shape::Scalar => Self::Scalar(node.text().unwrap_or_default().into_owned(), node.is_plain(), node.place()),
            Shape::Sequence if depth > 0 => {
                Self::List(node.items().map(|item| Self::read_to(item, depth - 1)).collect(), node.place())
            }
            Shape::Mapping if depth > 0 => {
                let entries = node.entries().map(|entry| {
                    (entry.key.text().unwrap_or_default().into_owned(), Self::read_to(entry.value, depth - 1))
                });
                Self::Table(entries.collect(), node.place())
            }
            Shape::Sequence | Shape::Mapping | Shape::Null => Self::Nothing(node.place()),
        }
    }

    /// Where it is written.
    pub fn place(&self) -> Place {
        match self {
            Self::Scalar(_, _, place) | Self::List(_, place) | Self::Table(_, place) | Self::Nothing(place) => *place,
        }
    }

    /// As people read it.
    pub fn shown(&self) -> String {
        let list = |parts: Vec<String>| parts.join(", ");
        match self {
            Self::Scalar(text, ..) => text.clone(),
            Self::List(items, _) => format!("[{}]", list(items.iter().map(Self::shown).collect())),
            Self::Table(entries, _) => {
                format!(
                    "{{{}}}",
                    list(entries.iter().map(|(key, value)| format!("{key}: {}", value.shown())).collect())
                )
            }
            Self::Nothing(_) => String::new(),
        }
    }

    /// The type it has by itself; `None` where that cannot be said.
    pub(crate) fn ty(&self) -> Option<Type> {
        match self {
            Self::Scalar(text, plain, _) => {
                let own = TYPES.iter().find(|ty| *plain && ty.tells_itself && (ty.read)(text).is_some());
                Some(Type::one(own.map_or(Of::Text, |ty| ty.of)))
            }
            Self::List(items, _) => {
                let first = items.first()?.ty()?;
                let same = items.iter().all(|item| item.ty() == Some(first));
                same.then_some(Type { of: first.of, lists: first.lists.checked_add(1)? })
            }
            Self::Table(entries, _) => {
                let first = entries.first()?.1.ty()?;
                entries.iter().all(|(_, value)| value.ty() == Some(first)).then_some(first)
            }
            Self::Nothing(_) => None,
        }
    }

    /// The value it has as a certain type.
    ///
    /// # Errors
    ///
    /// Where it does not fit, with what was expected.
    pub fn value(&self, ty: Type) -> Result<ParamValue, (Place, String)> {
        if let Self::Table(entries, _) = self {
            let values = entries.iter().map(|(key, value)| Ok((key.clone(), value.value(ty)?)));
            return values.collect::<Result<_, _>>().map(ParamValue::Map);
        }
        let misfit = || (self.place(), format!("expected {}", type_name(ty)));
        if let Some(lists) = ty.lists.checked_sub(1) {
            let Self::List(items, _) = self else {
                return Err(misfit());
            };
            let element = Type { of: ty.of, lists };
            return items.iter().map(|item| item.value(element)).collect::<Result<_, _>>().map(ParamValue::List);
        }
        let Self::Scalar(text, ..) = self else {
            return Err(misfit());
        };
        match ty.of {
            Of::Word(words) => {
                let rank = words.words.iter().position(|word| word == text);
                rank.and_then(|rank| u8::try_from(rank).ok()).map(ParamValue::Word)
            }
            of => (ParamType::of(of).read)(text),
        }
        .ok_or_else(|| match ty.of {
            Of::Word(words) => (self.place(), format!("expected {}", one_of(words.words))),
            _ => misfit(),
        })
    }
}

/// A type that the value of a parameter may have, besides words of a list.
#[derive(Debug)]
pub struct ParamType {
    /// Its name in rule pages.
    pub name: &'static str,
    /// What it is in expressions.
    pub of: Of,
    /// The words with which a unit begins that makes a number one of these.
    pub units: &'static [&'static str],
    /// What messages call it: `expected a number`.
    expected: &'static str,
    /// Whether a value that is written without quotes is of this type if it can be.
    tells_itself: bool,
    read: fn(&str) -> Option<ParamValue>,
}

/// The types of parameters, in the order in which they are listed.
pub static TYPES: &[ParamType] = &[
    ParamType {
        name: "bool",
        of: Of::Bool,
        units: &[],
        expected: FLAG.expected,
        tells_itself: true,
        read: |text| parsed(&FLAG, text),
    },
    ParamType {
        name: "number",
        of: Of::Number(Unit::Plain),
        units: &[],
        expected: NUMBER.expected,
        tells_itself: true,
        read: |text| parsed(&NUMBER, text),
    },
    ParamType {
        name: "share",
        of: Of::Number(Unit::Share),
        units: &["share"],
        expected: "a share from 0 to 1, such as `0.25`",
        tells_itself: false,
        read: |text| parsed(&SHARE, text),
    },
    ParamType {
        name: "hours",
        of: Of::Number(Unit::Hours),
        units: &["hours", "h"],
        expected: "hours such as `12` or `12h`",
        tells_itself: false,
        read: |text| {
            let hours = minutes(text).and_then(|minutes| minutes.checked_div(&Number::from_integer(60)));
            hours.map(ParamValue::Number).or_else(|| parsed(&AMOUNT, text))
        },
    },
    ParamType {
        name: "duration",
        of: Of::Number(Unit::Minutes),
        units: &["minutes", "min"],
        expected: "a duration such as `12h`",
        tells_itself: true,
        read: |text| minutes(text).map(ParamValue::Number).or_else(|| parsed(&AMOUNT, text)),
    },
    ParamType {
        name: "text",
        of: Of::Text,
        units: &[],
        expected: TEXT.expected,
        tells_itself: false,
        read: |text| parsed(&TEXT, text),
    },
    ParamType {
        name: "date",
        of: Of::Date,
        units: &[],
        expected: "a date such as `2026-06-01`",
        tells_itself: true,
        read: |text| parsed(&DATE, text),
    },
];

impl ParamType {
    /// The type of parameters that are one of these in expressions. Whatever is named by an id is text.
    fn of(of: Of) -> &'static Self {
        let known = TYPES.iter().find(|ty| ty.of == of);
        known.or_else(|| TYPES.iter().find(|ty| ty.of == Of::Text)).unwrap_or(&TYPES[0])
    }
}

fn type_name(ty: Type) -> String {
    let one = match ty.of {
        Of::Word(words) => words.name,
        of => ParamType::of(of).expected,
    };
    if ty.lists > 0 { format!("a list; each element {one}") } else { one.to_owned() }
}

/// What a form makes of a text, as the value of a parameter.
fn parsed(form: &ScalarForm, text: &str) -> Option<ParamValue> {
    match (form.parse)(text)? {
        Parsed::Text => Some(ParamValue::Text(text.to_owned())),
        Parsed::Bool(value) => Some(ParamValue::Bool(value)),
        Parsed::Number { mantissa, scale } => exact(mantissa, scale).map(ParamValue::Number),
        Parsed::Minutes(minutes) => Some(ParamValue::Number(Number::from_integer(minutes))),
        Parsed::Date(date) => Some(ParamValue::Date(date)),
        Parsed::Days(_) => None,
    }
}

fn exact(mantissa: i64, scale: u8) -> Option<Number> {
    10_i64.checked_pow(u32::from(scale)).map(|ten| Number::new(mantissa, ten))
}

/// The minutes of a duration. Other than in a field, it may have decimals where it is written in one unit: `1.5d`.
fn minutes(text: &str) -> Option<Number> {
    if let Some(minutes) = duration(text) {
        return Some(Number::from_integer(minutes));
    }
    let each = minutes_of(text.chars().next_back()?)?;
    let digits = &text[..text.len() - 1];
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (mantissa, scale) = decimal(digits)?;
    exact(mantissa.checked_mul(each)?, scale)
}

#[cfg(test)]
mod tests {
    use crate::declare::setting::Written;
    use crate::text::FileId;
    use crate::value::param::ParamValue;
    use crate::value::{Number, Of, Type, Unit};
    use crate::yaml::tree::Tree;

    fn read(yaml: &str) -> Written {
        let parsed = Tree::parse(FileId(0), yaml);
        Written::read(parsed.tree.documents(yaml).next().unwrap())
    }

    #[test]
    fn a_value_tells_its_own_type() {
        let number = |unit| Some(Type::one(Of::Number(unit)));
        for (yaml, ty) in [
            ("0.25", number(Unit::Plain)),
            ("12h", number(Unit::Minutes)),
            ("1.5d", number(Unit::Minutes)),
            ("1Q", number(Unit::Minutes)),
            ("\"12h\"", Some(Type::one(Of::Text))),
            ("true", Some(Type::one(Of::Bool))),
            ("2026-06-01", Some(Type::one(Of::Date))),
            ("soon", Some(Type::one(Of::Text))),
            ("[a, b]", Some(Type::list(Of::Text))),
            ("[1, b]", None),
            ("[]", None),
            ("{sre: 1, platform: 2}", number(Unit::Plain)),
            ("~", None),
            ("[[[[a]]]]", None),
        ] {
            assert_eq!(read(yaml).ty(), ty, "{yaml}");
        }
    }

    #[test]
    fn a_value_is_exact_and_in_the_unit_of_its_type() {
        let of = |yaml: &str, unit| read(yaml).value(Type::one(Of::Number(unit))).unwrap();
        let number = |n, d| ParamValue::Number(Number::new(n, d));
        assert_eq!(of("0.3334", Unit::Share), number(3_334, 10_000));
        assert_eq!(of("1.5d", Unit::Minutes), number(2_160, 1));
        assert_eq!(of("90m", Unit::Hours), number(3, 2));
        assert_eq!(of("2w", Unit::Minutes), number(20_160, 1));
        assert_eq!(of("1h30m", Unit::Hours), number(3, 2));
        assert_eq!(of("90", Unit::Minutes), number(90, 1));
        assert_eq!(read("2026-06-01").value(Type::one(Of::Date)).unwrap(), ParamValue::Date(20_605));
    }

    #[test]
    fn a_value_of_another_type_says_what_was_expected() {
        let (place, expected) = read("[1, few]").value(Type::list(Of::Number(Unit::Plain))).unwrap_err();
        assert_eq!((place.span.start, expected.as_str()), (4, "expected a number"));
        let (_, expected) = read("5").value(Type::list(Of::Text)).unwrap_err();
        assert_eq!(expected, "expected a list; each element text");
    }
}
