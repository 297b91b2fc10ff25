//! Templates of entities, which a scaffolder fills in later: they are not entities yet.

use crate::declare::Declarations;
use crate::declare::reader::Reader;
use crate::dialect::backstage::diagnostics::SKELETON_SKIPPED;
use crate::dialect::backstage::format::FORMAT;
use crate::finding::Finding;
use crate::text::{FileId, Place};
use crate::vocabulary::kinds::Kind;
use crate::yaml::template;
use crate::yaml::tree::{NodeRef, Shape};

/// Marks of the template languages in use.
const MARKS: &[&str] = &["${{", "{{", "{%", "<%"];

/// The first value without which there is no entity, and no Location, and which is still to be filled in.
///
/// A Template is full of placeholders in its steps and is an entity all the same.
pub fn placeholder(document: NodeRef<'_>, kind: Option<Kind>) -> Option<NodeRef<'_>> {
    const SPEC: &[&str] = &["owner", "type", "system", "domain", "lifecycle", "parent", "subcomponentOf"];
    let keys = if kind == Some(Kind::GoldenPath) { &SPEC[..2] } else { SPEC };
    let within = |node: &str, keys: &[&str]| {
        let node = document.get(node)?;
        keys.iter().filter_map(|key| node.get(key)).find(|&value| is_placeholder(value))
    };
    let target = || {
        let spec = document.get("spec").filter(|_| kind.is_none())?;
        let targets = spec.get("targets").into_iter().flat_map(NodeRef::items);
        spec.get("target").into_iter().chain(targets).find(|&value| is_placeholder(value))
    };
    let named = || {
        let name = document.get("metadata")?.get("name")?;
        name.text().is_some_and(|text| template::placeholder(&text).is_some()).then_some(name)
    };
    within("metadata", &["name", "namespace"]).or_else(named).or_else(|| within("spec", keys)).or_else(target)
}

/// Whether a value is still to be filled in.
pub fn is_placeholder(value: NodeRef<'_>) -> bool {
    match value.shape() {
        Shape::Scalar => value.text().is_some_and(|text| {
            // One of these two is in every mark, and in hardly any value.
            let may_be = memchr::memchr2(b'{', b'%', text.as_bytes()).is_some();
            may_be && MARKS.iter().any(|mark| text.contains(mark))
        }),
        // Without quotes, `{{ name }}` is a map with a map for its key.
        Shape::Mapping => value.entries().next().is_some_and(|entry| entry.key.shape() == Shape::Mapping),
        Shape::Sequence | Shape::Null => false,
    }
}

/// What there is to say of a file that is no YAML because a template language stands where its first problem is; none
/// where it is another problem.
pub fn templated(file: FileId, text: &str, problems: &[Finding]) -> Option<Declarations> {
    let first = problems.first()?;
    let at = first.place().span.start as usize;
    let (before, after) = (text.get(..at)?, text.get(at..)?);
    if !text.contains("backstage.io/v1") {
        return None;
    }
    // A line of the template language may be taken for the end of the line before it.
    let mut near = before.lines().rev().take(2).chain(after.lines().take(2));
    near.any(|line| MARKS.iter().any(|mark| line.contains(mark))).then(|| {
        let mut reader = Reader::new(file, &FORMAT);
        skip(&mut reader, first.place());
        reader.out
    })
}

/// Notes that a document was skipped: once a file, however many there are in it.
pub fn skip(reader: &mut Reader, place: Place) {
    reader.out.skeletons += 1;
    if reader.out.skeletons == 1 {
        let finding = SKELETON_SKIPPED
            .at(place, "this is a template of a catalog entity, and was not read")
            .saying("still to be filled in")
            .help("nothing to do; what is made from the template is read where it is kept");
        reader.out.problems.push(finding);
    }
}
