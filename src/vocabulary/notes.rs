//! What entities are given beside the fields of their kind: labels, annotations, tags and links of catalogs, and the `x-`
//! fields of native files. Their keys are everybody's own.

use crate::vocabulary::Read::{List, Notes, Scalar};
use crate::vocabulary::forms::TEXT;
use crate::vocabulary::{Field, Read, field};

const TAGS: Read = List(&Scalar(&TEXT));

/// What stands under keys that begin with `x-`.
const EXTRAS: Field = field(
    "x",
    Notes,
    "Fields whose keys begin with `x-` in a native file, by the rest of the key: `x-contract: fixed` is `x[\"contract\"]`.",
);

/// What native files can say of their entities.
pub const OF_NATIVE_FILES: &[Field] = &[EXTRAS];

/// What can be said of the entities that catalogs have, too.
pub const OF_CATALOGS: &[Field] = &[
    EXTRAS,
    field("labels", Notes, "Labels of a catalog, by key: `labels[\"tier\"]`."),
    field("annotations", Notes, "Annotations of a catalog, by key: `annotations[\"github.com/project-slug\"]`."),
    field("tags", TAGS, "Tags of a catalog: `\"java\" in tags`."),
    field("links", Notes, "Addresses of a catalog's links, by title and by type: `links[\"Dashboard\"]`."),
];
