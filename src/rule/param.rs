//! Parameters of a rule: numbers and lists an organisation may set differently, without touching the rule.

use crate::declare::setting::{TYPES, Written};
use crate::finding::Finding;
use crate::finding::diagnostics::{RULE_CONFIG, RULE_PAGE};
use crate::finding::suggest::did_you_mean;
use crate::rule::head::Head;
use crate::taxonomy::table;
use crate::taxonomy::table::Taxonomy;
use crate::text::Place;
use crate::value::param::ParamValue;
use crate::value::{Of, Type, Unit};
use crate::vocabulary;
use crate::vocabulary::Words;
use crate::vocabulary::kinds::{ALL, Kind, of_taxonomy};
use crate::yaml::tree::{NodeRef, Shape};

/// A parameter with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Param {
    /// Its name: `params.NAME` in expressions.
    pub name: String,
    /// Its type; of a table, that of the values.
    pub ty: Type,
    /// Of what it holds ids: duties, groups of duties, metrics or tools.
    pub ids: Option<Kind>,
    /// The unit, as its page words it.
    pub unit: Option<String>,
    /// What it means.
    pub doc: String,
    /// The page's value, as written there.
    pub default: String,
    /// The path in the taxonomy that its value was taken from.
    pub from: Option<String>,
    /// The value that counts, as written in the page or in configuration.
    pub shown: String,
    /// The value that counts.
    pub value: ParamValue,
    /// Where the page declares it.
    pub place: Place,
    /// Where configuration sets it, if it does.
    pub set_at: Option<Place>,
}

const KEYS: &[&str] = &["default", "unit", "type", "doc"];

/// Reads the parameters a page declares.
pub(super) fn read<'t>(head: &Head<'t>, params: NodeRef<'t>, taxonomy: &Taxonomy) -> Vec<Param> {
    let mut read: Vec<Param> = Vec::new();
    if params.shape() != Shape::Mapping {
        if params.shape() != Shape::Null {
            head.wrong(params.place(), "`params` must be a mapping from name to parameter", "not a mapping", "");
        }
        return read;
    }
    for entry in params.entries() {
        let name = entry.key.text().unwrap_or_default().into_owned();
        if !head.stray(params, entry.key, &name) {
            read.extend(read_one(head, name, entry.key.place(), entry.value, taxonomy));
        }
    }
    read
}

fn read_one<'t>(head: &Head<'t>, name: String, place: Place, node: NodeRef<'t>, taxonomy: &Taxonomy) -> Option<Param> {
    if !head.keys(node, &format!("parameter `{name}`"), KEYS) {
        return None;
    }
    let Some(written) = node.get("default") else {
        head.wrong(place, format!("parameter `{name}` has no `default`"), "no default", "");
        return None;
    };
    let text = |key: &str| node.get(key).and_then(NodeRef::text).map(|text| text.trim().to_owned());
    let doc = text("doc").unwrap_or_default();
    if doc.is_empty() {
        head.wrong(
            place,
            format!("parameter `{name}` has no `doc`"),
            "not explained",
            "say in a few words what it means",
        );
    }
    let unit = text("unit");
    let Default { input, ty, from } = default(head, written, taxonomy)?;
    let ids = text("type").and_then(|name| ids(&name));
    let input = match ids {
        Some(kind) => taxonomy.present_names(kind, taxonomy.without_removed(kind, input)),
        None => input,
    };
    let declared = match node.get("type") {
        Some(node) => Some(parse_type(head, node)?),
        None => None,
    };
    let Some(ty) = declared.or(ty).map(|ty| with_unit(ty, unit.as_deref())) else {
        let help = "add `type`, such as `list<text>`";
        head.wrong(written.place(), format!("the type of parameter `{name}` cannot be told"), "of which type?", help);
        return None;
    };
    match input.value(ty) {
        Ok(value) => {
            let shown = input.shown();
            Some(Param { name, ty, ids, unit, doc, default: shown.clone(), from, shown, value, place, set_at: None })
        }
        Err((place, expected)) => {
            let place = if from.is_some() { written.place() } else { place };
            head.wrong(place, format!("the default of parameter `{name}` is of another type"), expected, "");
            None
        }
    }
}

/// What a page gives as the default of a parameter.
struct Default {
    input: Written,
    /// The type it has by itself.
    ty: Option<Type>,
    /// Where in the taxonomy it stands.
    from: Option<String>,
}

/// The value a page writes, or the one that stands in the taxonomy under the path it writes.
fn default<'t>(head: &Head<'t>, node: NodeRef<'t>, taxonomy: &Taxonomy) -> Option<Default> {
    let path = node.text().filter(|text| node.is_plain() && table::is_path(text));
    let Some(path) = path else {
        let input = Written::read(node);
        return Some(Default { ty: input.ty(), input, from: None });
    };
    match taxonomy.at(&path) {
        Ok(input) => {
            // Where configuration left a list empty, the program's own tells what it is a list of.
            let ty = input.ty().or_else(|| table::built_in().at(&path).ok()?.ty());
            Some(Default { input, ty, from: Some(path.into_owned()) })
        }
        Err(nothing) => {
            let place = head.within(node, &path, nothing.step);
            head.wrong(place, nothing.message, "not in the taxonomy", nothing.help);
            None
        }
    }
}

/// The unit's first word says how numbers are shown; the rest is for people.
fn with_unit(ty: Type, unit: Option<&str>) -> Type {
    let (Of::Number(Unit::Plain), Some(unit)) = (ty.of, unit) else {
        return ty;
    };
    let first = unit.split_whitespace().next().unwrap_or_default();
    let of = TYPES.iter().find(|known| known.units.contains(&first)).map_or(ty.of, |known| known.of);
    Type { of, lists: ty.lists }
}

/// Sets a parameter as configuration says.
///
/// # Errors
///
/// A finding at the place in the configuration.
pub(super) fn set(
    params: &mut [Param],
    rule: &str,
    (name, at, input): &(String, Place, Written),
    taxonomy: &Taxonomy,
) -> Result<(), Box<Finding>> {
    let Some(param) = params.iter_mut().find(|param| param.name == *name) else {
        let message = format!("`{rule}` has no parameter `{name}`");
        let finding = RULE_CONFIG.at(*at, message).saying("unknown parameter");
        let names: Vec<&str> = params.iter().map(|param| param.name.as_str()).collect();
        let help = did_you_mean(name, names.iter().copied()).unwrap_or_else(|| {
            if names.is_empty() {
                "it has no parameters".to_owned()
            } else {
                format!("its parameters are {}", names.join(", "))
            }
        });
        return Err(Box::new(finding.help(help)));
    };
    let input = param.ids.map_or_else(|| input.clone(), |kind| taxonomy.present_names(kind, input.clone()));
    match input.value(param.ty) {
        Ok(value) => {
            (param.value, param.shown, param.from, param.set_at) = (value, input.shown(), None, Some(*at));
            Ok(())
        }
        Err((place, expected)) => {
            let message = format!("parameter `{name}` of `{rule}` cannot be `{}`: {}", input.shown(), param.doc);
            let finding = RULE_CONFIG.at(place, message).saying(expected);
            Err(Box::new(finding.help(format!("the page's own value is `{}`", param.default))))
        }
    }
}

/// Reads `number`, `list<share>`, `list<lifecycle>` and the like.
fn parse_type(head: &Head<'_>, node: NodeRef<'_>) -> Option<Type> {
    let text = node.text().unwrap_or_default();
    let (mut name, mut lists) = (text.trim(), 0_u8);
    while let Some(inner) = name.strip_prefix("list<").and_then(|rest| rest.strip_suffix('>')) {
        (name, lists) = (inner.trim(), lists.saturating_add(1));
    }
    if let Some(of) = named_type(name) {
        return Some(Type { of, lists });
    }
    let words: Vec<String> =
        TYPES.iter().map(|known| known.name.to_owned()).chain(word_lists().map(|words| squeezed(words.name))).collect();
    let help = did_you_mean(name, words.iter().map(String::as_str)).unwrap_or_else(|| {
        format!(
            "types are {}, `list<…>` of one, or the name of a word list such as `lifecycle`",
            TYPES.iter().map(|known| known.name).collect::<Vec<_>>().join(", ")
        )
    });
    let finding = RULE_PAGE.at(node.place(), format!("there is no type `{name}`"));
    head.push(finding.saying("unknown type").help(help));
    None
}

/// The word lists of the vocabulary, wherever a field has one.
fn word_lists() -> impl Iterator<Item = &'static Words> {
    ALL.into_iter().flat_map(|kind| vocabulary::record(kind).fields).filter_map(|field| field.read.words())
}

fn named_type(name: &str) -> Option<Of> {
    let basic = TYPES.iter().find(|known| known.name == name).map(|known| known.of);
    let words = || word_lists().find(|words| squeezing(words.name).eq(squeezing(name))).map(Of::Word);
    // Ids of the taxonomy are compared as text: `duty.id in params.required`.
    let ids = || (ids(name).is_some() || name == "capability").then_some(Of::Text);
    basic.or_else(words).or_else(ids)
}

/// The entries of the taxonomy whose ids a type such as `list<duty>` holds.
fn ids(name: &str) -> Option<Kind> {
    let of = name.rsplit('<').next()?.trim_end_matches('>');
    of_taxonomy().find(|&kind| squeezing(vocabulary::record(kind).word).eq(squeezing(of)))
}

/// `metric family`, `metricFamily` and `metric-family` are one name.
fn squeezed(name: &str) -> String {
    squeezing(name).collect()
}

fn squeezing(name: &str) -> impl Iterator<Item = char> {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}
