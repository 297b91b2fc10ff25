//! Exports that are cut off so early that what is left does not show whose they are: a download that ended, a disk that was
//! full. A file that says nothing is not passed over in silence where it may have been one.

use std::path::Path;

use crate::declare::Declarations;
use crate::declare::format::Format;
use crate::dialect::beginning::{LEADING, is_open};
use crate::dialect::seam::{Asked, Content, Dialect, Foreign, Remains, has_json_name};
use crate::finding::Finding;
use crate::finding::diagnostics::INCOMPLETE_EXPORT;
use crate::finding::wording::listed;
use crate::text::{Place, SourceFile, Span};
use crate::yaml::json::is_cut_off;
use crate::yaml::tree::{NodeRef, Shape};

/// What an answer of an API has at its top.
pub(super) struct Envelope {
    /// Keys of lists.
    pub lists: &'static [&'static str],
    /// Keys of single objects.
    pub objects: &'static [&'static str],
    /// What else stands beside them: which page it is, how long it took.
    pub beside: &'static [&'static str],
    /// How names of files begin that `docs/sources.md` gives to exports, where that is not one of the keys.
    pub names: &'static [&'static str],
}

/// What stands in all of them, if whoever exported them wrote it there.
const EXPORTED_AT: &str = "exportedAt";

/// So many objects that nobody knows tell that a list is another program's.
const LOOKED_AT: usize = 8;

/// What names objects of exports.
const IDS: [&str; 4] = ["id", "user", "service_id", "responder_id"];

impl Envelope {
    /// What is left of a document that may have been such an answer.
    pub fn remains(&self, path: &Path, document: Option<NodeRef<'_>>) -> Remains {
        let by_name = if self.names_file(path) { Remains::Some } else { Remains::Nothing };
        let Some(document) = document else { return Remains::Nothing };
        let answers: Vec<NodeRef<'_>> = match document.shape() {
            Shape::Mapping => vec![document],
            Shape::Sequence => document.items().take(LOOKED_AT).collect(),
            _ => return Remains::Other,
        };
        let each = answers.into_iter().map(|answer| self.of_answer(answer));
        each.fold(by_name, |all, one| match (all, one) {
            (Remains::Other, _) | (_, Remains::Other) => Remains::Other,
            (Remains::Nothing, Remains::Nothing) => Remains::Nothing,
            _ => Remains::Some,
        })
    }

    fn of_answer(&self, answer: NodeRef<'_>) -> Remains {
        if !matches!(answer.shape(), Shape::Mapping | Shape::Null) {
            return Remains::Other;
        }
        let mut remains = Remains::Nothing;
        for entry in answer.entries() {
            let key = entry.key.text().unwrap_or_default();
            let shape = entry.value.shape();
            let fits = if self.lists.contains(&&*key) && shape == Shape::Sequence {
                may_list(entry.value)
            } else if self.lists.contains(&&*key) || self.objects.contains(&&*key) {
                shape == Shape::Null || self.objects.contains(&&*key) && shape == Shape::Mapping
            } else {
                self.beside.contains(&&*key) || key == EXPORTED_AT
            };
            if !fits {
                return Remains::Other;
            }
            remains = Remains::Some;
        }
        remains
    }

    /// Whether a file is called as an export is in the documentation, or as what stands in one.
    pub fn names_file(&self, path: &Path) -> bool {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
        let is_word = |rest: &str| rest.is_empty() || rest.starts_with(['-', '.', '_']);
        let mut words = self.lists.iter().chain(self.objects).chain(self.names);
        words.any(|word| name.strip_prefix(word).is_some_and(is_word))
    }
}

/// Whether nothing in a list shows that it is another program's.
fn may_list(list: NodeRef<'_>) -> bool {
    let whole: Vec<NodeRef<'_>> = list.items().take(LOOKED_AT + 1).filter(|item| !item.is_damaged()).collect();
    let has_id = |item: &NodeRef<'_>| IDS.iter().any(|key| item.get(key).is_some());
    whole.len() <= LOOKED_AT && whole.iter().all(has_id)
}

/// Whether a file may be an export that is cut off, going by its first bytes: those of a larger one say more of it.
pub(super) fn may_be(path: impl AsRef<Path>, start: &str) -> bool {
    has_json_name(path.as_ref()) && start.len() < LEADING && (start.trim().is_empty() || is_open(start))
}

/// What a file that nobody claims is, if it may be the beginning of an export; `out` is what comes of it.
pub(super) fn content(
    dialects: &[&dyn Dialect],
    source: &SourceFile,
    documents: &[NodeRef<'_>],
    problems: &[Finding],
    out: Declarations,
    asked: Asked,
) -> Option<Content> {
    let path = Path::new(&source.path);
    let is_empty = source.text().trim().is_empty();
    if !has_json_name(path) || documents.len() > 1 || !is_empty && !is_cut_off(problems) {
        return None;
    }
    let with = |remains: Remains| {
        let fits = |dialect: &&&dyn Dialect| dialect.remains(path, documents.first().copied()) == remains;
        dialects.iter().filter(fits).map(|dialect| dialect.format()).collect::<Vec<_>>()
    };
    let (some, nothing) = (with(Remains::Some), with(Remains::Nothing));
    if !some.is_empty() && !is_empty {
        return Some(told(&some, problems, out));
    }
    match asked {
        _ if nothing.is_empty() => None,
        Asked::Beside => Some(told(&nothing, problems, out)),
        Asked::Found if is_empty => Some(Content::Perhaps(nothing, Foreign::unnamed("there is nothing in it"))),
        Asked::Found => Some(Content::Perhaps(nothing, Foreign::certainly("it ends before it says what it is"))),
        _ => None,
    }
}

/// Tells that a file may have been an export of one of these programs.
fn told(formats: &[&'static Format], problems: &[Finding], mut out: Declarations) -> Content {
    let titles: Vec<&str> = formats.iter().map(|format| format.title).collect();
    let of = listed(&titles, "or");
    let cut = problems.iter().find(|problem| is_cut_off(std::slice::from_ref(problem)));
    let start = Place { file: out.file, span: Span { start: 0, end: 0 } };
    let empty = "this file is empty, and lies beside exports of a pager: what was to be in it is missing";
    let finding = cut.map_or_else(
        || INCOMPLETE_EXPORT.at(start, empty),
        |problem| {
            let message = format!("this may be an export of {of}, and is cut off: {}", problem.message);
            INCOMPLETE_EXPORT.at(problem.place(), message).saying("cut off here")
        },
    );
    let help = "export it once more, as `docs/sources.md` says; nothing that may have been in it is judged";
    // Files that could not be read are told as such, whoever made them.
    out.problems.extend(problems.iter().filter(|one| !is_cut_off(std::slice::from_ref(one))).cloned());
    out.problems.push(finding.help(help));
    out.private = true;
    Content::Declarations(vec![out])
}
