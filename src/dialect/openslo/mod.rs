//! Service level objectives as the tools keep them that measure them: `OpenSLO`, Sloth, Pyrra and Google's generator.
//!
//! Each is a format of its own, as each can say something else; what they come to is one.

mod generator;
mod identity;
mod objective;
mod pyrra;
mod sloth;
mod spec;

use std::path::Path;

use crate::declare::Declarations;
use crate::declare::format::{Closure, Fields, Format};
use crate::declare::reader::Reader;
use crate::dialect::around::Around;
use crate::dialect::seam::{Asked, Claim, Dialect, is_yaml};
use crate::finding::Finding;
use crate::text::Sources;
use crate::vocabulary::kinds::Kind;
use crate::yaml::tree::NodeRef;

/// A format in which objectives are kept.
pub struct Slos {
    format: &'static Format,
    hint: Option<&'static str>,
    is_ours: fn(NodeRef<'_>) -> bool,
    read: fn(&mut Reader, NodeRef<'_>),
}

/// `OpenSLO`.
pub static OPENSLO: Slos = Slos {
    format: &Format::of_files(
        "file",
        CLOSURE,
        "OpenSLO",
        "OpenSLO file",
        &Fields::of(&[
            (Kind::Slo, &["service", "target", "targetPercent", "timeWindow", "indicator", "owner", "description"]),
            (Kind::Service, &["name", "description"]),
        ]),
        &[
            (Kind::Slo, "service", "spec.service"),
            (Kind::Slo, "target", "spec.objectives.target"),
            (Kind::Slo, "targetPercent", "spec.objectives.targetPercent"),
            (Kind::Slo, "timeWindow", "spec.timeWindow"),
            (Kind::Slo, "indicator", "spec.indicator"),
            (Kind::Slo, "owner", "metadata.labels.owner"),
            (Kind::Slo, "description", "spec.description"),
            (Kind::Service, "name", "metadata.displayName"),
            (Kind::Service, "description", "spec.description"),
        ],
    ),
    hint: Some("an objective is one of OpenSLO, Sloth, Pyrra or slo-generator"),
    is_ours: spec::is_ours,
    read: spec::read,
};

/// Sloth.
pub static SLOTH: Slos = Slos {
    format: &Format::of_files(
        "file",
        CLOSURE,
        "Sloth",
        "Sloth file",
        &Fields::of(&[(Kind::Slo, &["service", "targetPercent", "indicator", "owner", "description"])]),
        &[
            (Kind::Slo, "targetPercent", "slos.objective"),
            (Kind::Slo, "indicator", "slos.sli"),
            (Kind::Slo, "owner", "labels.owner"),
            (Kind::Slo, "description", "slos.description"),
        ],
    ),
    hint: None,
    is_ours: sloth::is_ours,
    read: sloth::read,
};

/// Pyrra.
pub static PYRRA: Slos = Slos {
    format: &Format::of_files(
        "file",
        CLOSURE,
        "Pyrra",
        "Pyrra file",
        &Fields::of(&[(Kind::Slo, &["service", "targetPercent", "timeWindow", "indicator", "owner", "description"])]),
        &[
            (Kind::Slo, "service", "metadata.labels.pyrra.dev/service"),
            (Kind::Slo, "targetPercent", "spec.target"),
            (Kind::Slo, "timeWindow", "spec.window"),
            (Kind::Slo, "indicator", "spec.indicator"),
            (Kind::Slo, "owner", "metadata.labels.pyrra.dev/team"),
            (Kind::Slo, "description", "spec.description"),
        ],
    ),
    hint: None,
    is_ours: pyrra::is_ours,
    read: pyrra::read,
};

/// Google's slo-generator.
pub static GENERATOR: Slos = Slos {
    format: &Format::of_files(
        "file",
        CLOSURE,
        "slo-generator",
        "slo-generator file",
        &Fields::of(&[(Kind::Slo, &["service", "target", "indicator", "owner", "description"])]),
        &[
            (Kind::Slo, "service", "metadata.labels.service_name"),
            (Kind::Slo, "target", "spec.goal"),
            (Kind::Slo, "indicator", "spec.service_level_indicator"),
            (Kind::Slo, "owner", "metadata.labels.owner"),
            (Kind::Slo, "description", "spec.description"),
        ],
    ),
    hint: None,
    is_ours: generator::is_ours,
    read: generator::read,
};

/// Objectives of some services say nothing of others.
const CLOSURE: Closure = Closure::Only(&[Kind::Slo]);

impl Dialect for Slos {
    fn format(&self) -> &'static Format {
        self.format
    }

    fn hint(&self) -> Option<&'static str> {
        self.hint
    }

    fn offer(&self) -> Option<(&'static str, &'static str)> {
        Some(("have the files of your objectives read", "docs/sources.md#objectives"))
    }

    fn wants(&self, path: &Path) -> bool {
        is_yaml(path)
    }

    /// Nothing at the beginning of a file tells that no other format wants it.
    fn opens(&self, _: &Path, _: &str) -> bool {
        false
    }

    fn claim(&self, document: NodeRef<'_>, asked: Asked) -> Claim {
        if asked != Asked::Hidden && (self.is_ours)(document) { Claim::Yes } else { Claim::No }
    }

    fn read(&self, reader: &mut Reader, document: NodeRef<'_>) {
        reader.speak(self.format, document.place().span.start);
        reader.out.sections.insert(Kind::Slo);
        (self.read)(reader, document);
    }

    /// What they name is compared over all of these formats, once.
    fn settle(&self, parts: &mut [Declarations], sources: &Sources, _: &Around<'_>) -> Vec<Finding> {
        if self.format == OPENSLO.format {
            let formats = [&OPENSLO, &SLOTH, &PYRRA, &GENERATOR].map(|one| one.format.name);
            identity::settle(parts, sources, &formats);
        }
        Vec::new()
    }
}
