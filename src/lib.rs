//! teamlint judges how an organisation is set up: who owns what, who is on call, who talks to whom.
//!
//! A [`Setup`] is what there is to judge by: the built-in rules, those of a configuration, its taxonomy. It is made once.
//! A [`Linter`] judges any number of [`Input`]s by it, as of one day, and gives an [`Outcome`] for each.
//!
//! A text is judged like this:
//!
//! ```
//! use teamlint::{Input, Linter, Setup, Severity};
//!
//! let input = Input::texts([("teams.yaml", "teams: {payments: {members: [ana], memberz: []}}")]);
//! let linter = Linter::new(Setup::built_in(), "2026-06-15".parse()?);
//! let outcome = linter.check(&input);
//!
//! let misspelt = |finding: &&teamlint::Finding| outcome.text(finding.place()) == "memberz";
//! let finding = outcome.findings.iter().find(misspelt).expect("a field that there is not");
//! assert_eq!(finding.severity, Severity::Error);
//! let at = outcome.locate(finding.place());
//! assert_eq!((at.path, at.start.line, at.start.column), ("teams.yaml", 1, 36));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! And a folder in which one file is replaced, as an editor or a bot would ask. Configuration is the one that the folder
//! has:
//!
//! ```
//! use teamlint::{Input, Linter, Options, Setup, Severity};
//!
//! let folder = Input::paths(["examples/acme"]);
//! let linter = Linter::new(Setup::of(&folder, &Options::default()), "2026-06-15".parse()?);
//! let saved = linter.check(&folder);
//! let unsaved = linter.check(&folder.with_text("examples/acme/teams.yaml", "teams: {payments: {members: [ana"));
//!
//! let is_new = |finding: &&teamlint::Finding| finding.severity == Severity::Error && !saved.findings.contains(finding);
//! let finding = unsaved.findings.iter().find(is_new).expect("a list without an end");
//! assert_eq!(unsaved.locate(finding.place()).path, "examples/acme/teams.yaml");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Everything else that can be reached is for the program itself and its tests, and changes without notice.

#[doc(hidden)]
pub mod audit;
#[doc(hidden)]
pub mod baseline;
#[doc(hidden)]
pub mod changes;
#[doc(hidden)]
pub mod charter;
#[doc(hidden)]
pub mod cli;
#[doc(hidden)]
pub mod config;
#[doc(hidden)]
pub mod declare;
#[doc(hidden)]
pub mod dialect;
#[doc(hidden)]
pub mod drawing;
#[doc(hidden)]
pub mod expr;
#[doc(hidden)]
pub mod facts;
#[doc(hidden)]
pub mod files;
#[doc(hidden)]
pub mod finding;
#[doc(hidden)]
pub mod fuzzing;
#[doc(hidden)]
pub mod judge;
#[doc(hidden)]
pub mod lint;
#[doc(hidden)]
pub mod org;
#[doc(hidden)]
pub mod reference;
#[doc(hidden)]
pub mod report;
#[doc(hidden)]
pub mod rule;
#[doc(hidden)]
pub mod taxonomy;
#[doc(hidden)]
pub mod text;
#[doc(hidden)]
pub mod value;
#[doc(hidden)]
pub mod views;
#[doc(hidden)]
pub mod vocabulary;
#[doc(hidden)]
pub mod waive;
#[doc(hidden)]
pub mod yaml;

#[doc(inline)]
pub use crate::finding::fix::{Edit, Fix};
#[doc(inline)]
pub use crate::finding::{Finding, Label, RuleInfo, Severity, Source};
#[doc(inline)]
pub use crate::judge::NotJudgedInWords;
#[doc(inline)]
pub use crate::lint::{Before, Choice, Input, Linter, Location, NoSuch, Options, Outcome, Setup};
#[doc(inline)]
pub use crate::org::claims::{ClaimCounts, Stranger};
#[doc(inline)]
pub use crate::report::check::{Counts, Row, Statistics, Summary};
#[doc(inline)]
pub use crate::text::{FileId, Place, Position, Span};
/// A day of the calendar, which reads `2026-06-15`.
#[doc(no_inline)]
pub use jiff::civil::Date;
