//! What software catalogs know besides components.

use crate::vocabulary::Read::{List, Ref, Scalar, Word};
use crate::vocabulary::forms::TEXT;
use crate::vocabulary::kinds::Kind;
use crate::vocabulary::{Read, Record, field, words};

const OWNER: Read = List(&Ref(&[Kind::Team, Kind::Person]));

pub static API: Record = Record::keyed(
    Kind::Api,
    "api",
    "apis",
    "An interface a component provides.",
    &[
        field("owner", OWNER, "The team that owns it."),
        field("type", Scalar(&TEXT), "What it is: openapi, grpc, graphql.").for_people(),
        field("lifecycle", Word(&words::LIFECYCLE), "Stage of its life.").for_people().or_word("production"),
        field("system", Ref(&[Kind::System]), "The system it belongs to.").for_people(),
        field("description", Scalar(&TEXT), "What it offers.").for_people().prose(),
    ],
)
.of_catalogs();

pub static RESOURCE: Record = Record::keyed(
    Kind::Resource,
    "resource",
    "resources",
    "A database, bucket or other thing a component needs.",
    &[
        field("owner", OWNER, "The team that owns it."),
        field("type", Scalar(&TEXT), "What it is: database, bucket, cluster.").for_people(),
        field("system", Ref(&[Kind::System]), "The system it belongs to.").for_people(),
        field("dependsOn", List(&Ref(&[Kind::Service, Kind::Resource])), "What it needs to work.").for_people(),
        field("description", Scalar(&TEXT), "What it holds.").for_people().prose(),
    ],
)
.of_catalogs();

pub static SYSTEM: Record = Record::keyed(
    Kind::System,
    "system",
    "systems",
    "A group of components that work together.",
    &[
        field("owner", OWNER, "The team that owns it."),
        field("domain", Ref(&[Kind::Domain]), "The domain it belongs to."),
        field("description", Scalar(&TEXT), "What it does.").for_people().prose(),
    ],
)
.of_catalogs();

pub static DOMAIN: Record = Record::keyed(
    Kind::Domain,
    "domain",
    "domains",
    "A part of the business.",
    &[
        field("owner", OWNER, "The team that owns it."),
        field("partOf", Ref(&[Kind::Domain]), "The domain it is part of.").for_people().alias("subdomainOf"),
        field("description", Scalar(&TEXT), "What it covers.").for_people().prose(),
    ],
)
.of_catalogs();
