//! Every test of the program from outside, in one binary: where a test lies follows from what it is about.
//! A rule's is in `rules/` under its family, a field's in `fields/`, a format's in `dialects/`, a report's in
//! `report/` under its command; the rest lies as in `src/`.

#![allow(
    clippy::format_collect,         // inputs of a few thousand lines, made once
    clippy::items_after_statements, // what a test needs stands where it needs it
)]

mod architecture;
mod audit {
    mod conway;
    mod duties;
    mod interactions;
    mod on_call;
    mod ownership;
}
mod cli;
mod commands;
mod config {
    mod by_path;
    mod editions;
    mod extends;
    mod ids;
    mod locked;
    mod mapping;
    mod profiles;
    mod roles;
    mod setup;
    mod severities;
    mod shown;
    mod taxonomy;
}
mod corpora;
mod dialects {
    mod cut;
    mod owners;
    mod pages;
    mod backstage {
        mod catalog;
        mod defaults;
        mod found;
        mod help;
        mod reading;
        mod refusals;
    }
    mod codeowners {
        mod check;
        mod claims;
    }
    mod descriptors {
        mod services;
    }
    mod openslo {
        mod objectives;
    }
    mod peribolos {
        mod checks;
        mod reading;
    }
    mod prow {
        mod folders;
        mod owners;
    }
    mod team_page {
        mod pages;
    }
    mod grafana {
        mod random;
        mod reading;
    }
    mod incident_io {
        mod random;
        mod reading;
    }
    mod native;
    mod opsgenie {
        mod random;
        mod reading;
    }
    mod pagerduty {
        mod accounts;
        mod events;
        mod people;
        mod random;
        mod reading;
    }
    mod sources;
    mod terraform;
}
mod examples;
mod expr {
    mod cel;
    mod documented;
    mod functions;
    mod numbers;
    mod organisation;
    mod problems;
    mod truth;
}
mod facts {
    mod duties;
    mod people;
    mod platform;
    mod response;
    mod services;
    mod topology;
}
mod fields {
    mod illegible;
    mod mistakes;
    mod used;
    mod vocabulary;
}
mod finding {
    mod diagnostics;
    mod fixes;
    mod identity;
}
mod generated;
mod growth;
mod hostile {
    mod cli;
    mod expr;
    mod mutations;
    mod mutator;
    mod trust;
    mod yaml;
}
mod judge {
    mod in_common;
    mod memory;
    mod trace;
    mod verdicts;
}
mod lint {
    mod choice;
    mod texts;
}
mod on_call {
    mod facts;
    mod reference;
    mod schedules;
    mod vectors;
}
mod org {
    mod bounds;
    mod declared;
    mod known;
    mod matching;
    mod namesakes;
    mod relation;
}
mod packaging;
mod report {
    mod audit {
        mod names;
        mod page;
        mod sections;
        mod unnamed;
    }
    mod changes {
        mod formats;
        mod sentences;
        mod steadiness;
    }
    mod charter {
        mod check;
        mod page;
        mod renew;
    }
    mod check {
        mod formats;
        mod github;
        mod gitlab;
        mod json;
        mod junit;
        mod many;
        mod markdown;
        mod rdjson;
        mod sarif;
        mod statistics;
        mod text;
    }
    mod coverage;
    mod explain {
        mod entities;
        mod judged;
        mod pages;
    }
    mod import;
    pub mod load {
        mod formats;
        pub mod text;
    }
}
mod rule {
    mod accepted;
    mod examples;
    mod helps;
    mod mistakes;
    mod notes;
    mod pages;
}
mod rules {
    mod claims;
    mod drift;
    mod incidents;
    mod on_call;
    mod organisation;
    mod ownership;
    mod platform;
    mod quotes;
    mod roles;
    mod slo;
    mod steadiness;
    mod topology;
}
mod support {
    pub mod audits;
    pub mod child;
    pub mod declared;
    pub mod entities;
    pub mod expr;
    pub mod formats;
    pub mod html;
    pub mod imported;
    pub mod markdown;
    pub mod minutes;
    pub mod program;
    pub mod rule;
    pub mod rules_index;
    pub mod sections;
    pub mod world;
}
mod views {
    mod formats;
    mod geometry;
    mod graph;
}
mod waive {
    mod waivers;
}
mod yaml {
    mod differential;
}
