//! What software catalogs know besides components.

use crate::vocabulary::Read::{List, Ref, Text, Word};
use crate::vocabulary::kinds::Kind;
use crate::vocabulary::{Default, Read, Record, field, words};

const OWNER: Read = List(&Ref(&[Kind::Team, Kind::Person]));

pub static API: Record = Record::keyed(
    Kind::Api,
    "api",
    "apis",
    "An interface a component provides.",
    &[
        field("owner", OWNER, "The team that owns it.").backstage(),
        field("type", Text, "What it is: openapi, grpc, graphql.").backstage(),
        field("lifecycle", Word(&words::LIFECYCLE), "Stage of its life.").or(Default::Word(1)).backstage(),
        field("system", Ref(&[Kind::System]), "The system it belongs to.").backstage(),
        field("description", Text, "What it offers.").prose().backstage(),
    ],
);

pub static RESOURCE: Record = Record::keyed(
    Kind::Resource,
    "resource",
    "resources",
    "A database, bucket or other thing a component needs.",
    &[
        field("owner", OWNER, "The team that owns it.").backstage(),
        field("type", Text, "What it is: database, bucket, cluster.").backstage(),
        field("system", Ref(&[Kind::System]), "The system it belongs to.").backstage(),
        field("dependsOn", List(&Ref(&[Kind::Service, Kind::Resource])), "What it needs to work.").backstage(),
        field("description", Text, "What it holds.").prose().backstage(),
    ],
);

pub static SYSTEM: Record = Record::keyed(
    Kind::System,
    "system",
    "systems",
    "A group of components that work together.",
    &[
        field("owner", OWNER, "The team that owns it.").backstage(),
        field("domain", Ref(&[Kind::Domain]), "The domain it belongs to.").backstage(),
        field("description", Text, "What it does.").prose().backstage(),
    ],
);

pub static DOMAIN: Record = Record::keyed(
    Kind::Domain,
    "domain",
    "domains",
    "A part of the business.",
    &[
        field("owner", OWNER, "The team that owns it.").backstage(),
        field("partOf", Ref(&[Kind::Domain]), "The domain it is part of.").alias("subdomainOf").backstage(),
        field("description", Text, "What it covers.").prose().backstage(),
    ],
);
