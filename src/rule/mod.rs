//! Rule pages: one Markdown file is one rule. Its head is what runs, its body is what people read, its
//! examples are its tests. Built-in pages and a user's pages are the same thing.

pub mod article;
mod case;
mod clause;
mod edit;
pub mod edition;
pub mod example;
mod head;
mod load;
pub(crate) mod marker;
mod offsets;
mod operands;
mod overrides;
pub mod page;
pub mod pages;
pub mod param;
pub mod profile;
pub mod registry;
pub mod severity;

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use crate::expr::{Env, Expr, Slot, Template};
use crate::finding::RuleInfo;
pub use crate::rule::case::Values;
use crate::rule::edition::Edition;
use crate::rule::example::Example;
use crate::rule::head::Head;
use crate::rule::load::Later;
pub use crate::rule::overrides::{Lock, Overrides, PathOverride, RuleLevel, RuleOverride};
use crate::rule::page::PageText;
use crate::rule::param::Param;
use crate::rule::severity::{BySize, Level};
use crate::text::{FileId, Place};
use crate::vocabulary::kinds::Kind;

/// A page that was read and found right. What stands in its head is found on it as well: most of it is read when it is first
/// needed, as most pages ask about nothing that a small organisation has.
pub struct Rule {
    /// Name of the page's file without `.md`.
    pub name: String,
    /// Name of the folder it lies in.
    pub family: String,
    /// Whether the page is part of the program.
    pub built_in: bool,
    /// The page.
    pub file: FileId,
    /// The page's text.
    pub text: Cow<'static, str>,
    /// What its cases are asked about, one for each.
    pub collections: Vec<Collection>,
    /// How many parts of its expressions are the same for all entities, and computed once for them, as far as they were compiled
    /// when it was read.
    pub kept: usize,
    /// Severity by configuration or profile, which stands instead of the page's own.
    pub fixed_severity: Option<Level>,
    /// Where configuration chooses that severity or profile.
    pub severity_place: Option<Place>,
    /// Whether configuration locks it: nothing takes away what it finds.
    pub locked: bool,
    /// Where the profile is chosen, if it changes how much it matters.
    pub profiled: Option<Place>,
    /// Whether it is off but in files of which configuration says something else.
    pub off_elsewhere: bool,
    /// What stands in its head, once somebody asked for it.
    contents: OnceLock<Contents>,
    /// What is told of it, likewise.
    info: OnceLock<Arc<RuleInfo>>,
    /// Where both are read from.
    later: Option<Arc<Later>>,
    /// Its examples, once somebody asked for them.
    examples: OnceLock<Vec<Example>>,
}

/// What stands in the head of a page, but for what is told of the rule.
pub struct Contents {
    /// The edition that it came with.
    pub since: Edition,
    /// Parameters with their values.
    pub params: Vec<Param>,
    /// What is asked, in order; of one entity the first that fails is reported. At least one.
    pub cases: Vec<Case>,
    /// What named profiles change in it.
    pub profiles: Vec<profile::InRule>,
}

impl Deref for Rule {
    type Target = Contents;

    fn deref(&self) -> &Contents {
        self.contents.get_or_init(|| match &self.later {
            Some(later) => later.contents(),
            None => unreachable!("what is not put off was read"),
        })
    }
}

impl Rule {
    /// A rule of which nothing is known but where its page is.
    fn of(page: &PageText, file: FileId) -> Self {
        Self {
            name: page.name().to_owned(),
            family: page.family().to_owned(),
            built_in: page.built_in,
            file,
            text: page.text.clone(),
            collections: Vec::new(),
            kept: 0,
            fixed_severity: None,
            severity_place: None,
            locked: false,
            profiled: None,
            off_elsewhere: false,
            contents: OnceLock::new(),
            info: OnceLock::new(),
            later: None,
            examples: OnceLock::new(),
        }
    }

    /// What stands in its head, if that was read already, as it was where configuration may change it.
    fn read(&self) -> Option<&Contents> {
        self.contents.get()
    }

    /// Its cases, likewise.
    fn cases_mut(&mut self) -> &mut [Case] {
        self.contents.get_mut().map_or(&mut [], |contents| &mut contents.cases)
    }

    /// What is told of it beside each finding.
    pub fn info(&self) -> &Arc<RuleInfo> {
        self.info.get_or_init(|| match &self.later {
            Some(later) => Arc::new(later.info()),
            None => unreachable!("what is not put off was read"),
        })
    }

    /// Whether it is shown before it counts. That depends on configuration, and what does is not put off.
    pub fn is_preview(&self) -> bool {
        self.info.get().is_some_and(|info| info.preview)
    }

    /// What people read of it: all after the head.
    pub fn body(&self) -> &str {
        page::split_head(&self.text).ok().and_then(|parts| self.text.get(parts.body)).unwrap_or_default()
    }

    /// Its examples.
    pub fn examples(&self) -> &[Example] {
        self.examples.get_or_init(|| {
            let fences = page::split(&self.text).map(|parts| parts.fences).unwrap_or_default();
            example::read(&Head::new(self.file, &self.text), &fences)
        })
    }

    /// Whether nothing can be found by it, so that it need not run.
    pub fn is_off(&self) -> bool {
        match self.fixed_severity {
            Some(level) => level == Level::Off,
            None => match (&self.later, self.read()) {
                (Some(later), _) => later.is_off,
                (None, read) => read.is_some_and(|contents| contents.cases.iter().all(Case::is_off)),
            },
        }
    }
}

impl Rule {
    /// How much it matters, as people read it: configuration's word, or what the page makes it depend on.
    pub fn severity_in_words(&self) -> String {
        if let Some(level) = self.fixed_severity {
            return level.as_str().to_owned();
        }
        let (mut fixed, mut by_size): (Vec<String>, Vec<String>) = Default::default();
        for choice in self.cases.iter().flat_map(|case| &case.severity) {
            let words = if choice.is.depends_on_size() { &mut by_size } else { &mut fixed };
            let word = choice.is.to_string();
            if !words.contains(&word) {
                words.push(word);
            }
        }
        if by_size.is_empty() {
            return fixed.join(", or ");
        }
        by_size.splice(0..0, (!fixed.is_empty()).then(|| fixed.join(" or ")));
        by_size.join(" in some cases, in others ")
    }
}

/// What a case is asked about.
#[derive(Clone)]
pub struct Collection {
    /// The entities: a list, which depends on parameters at most.
    pub list: Expr,
    /// Names for it.
    pub env: Env,
    /// Its words: cases with equal words go through their entities together.
    pub text: String,
}

impl Collection {
    /// Whether it depends on parameters, and is not the same for another rule in the same words.
    pub fn is_own(&self) -> bool {
        self.text.contains("params")
    }
}

/// One question about the entities of one collection. What it tells where it fails is found on it as well, and read then if it
/// was put off.
pub struct Case {
    /// Names that its expressions can use.
    pub env: Env,
    /// The entities it asks about.
    pub collection: Collection,
    /// What the entities are.
    pub kind: Kind,
    /// The variable that stands for the entity.
    pub subject: Slot,
    /// Which entities are asked about.
    pub condition: Option<Expr>,
    /// What must hold for them.
    pub require: Expr,
    /// Where `require` stands in the page.
    pub require_place: Place,
    /// How much it matters: the first choice whose condition holds.
    pub severity: Vec<SeverityChoice>,
    telling: OnceLock<Telling>,
    /// Where that is read from: the page, and which of its cases this is.
    later: Option<(Arc<Later>, usize)>,
}

/// What a case tells where it fails.
pub struct Telling {
    /// What is wrong.
    pub message: Template,
    /// What takes part; the first one is primary.
    pub labels: Vec<LabelRule>,
    /// One way out.
    pub help: Option<Template>,
    /// What besides the entities identifies a finding.
    pub key: Vec<Shown>,
    /// Which findings are one.
    pub merge: Option<Merge>,
    /// Which other findings this one makes redundant.
    pub supersedes: Vec<Supersede>,
    /// What decided it, by name.
    pub values: Values,
}

impl Deref for Case {
    type Target = Telling;

    fn deref(&self) -> &Telling {
        self.telling.get_or_init(|| match &self.later {
            Some((later, rank)) => later.telling(*rank, &self.env),
            None => unreachable!("what is not put off was read"),
        })
    }
}

impl Case {
    /// Whether nothing is found by it.
    fn is_off(&self) -> bool {
        self.severity.iter().all(|choice| choice.is.is_off())
    }
}

/// One choice of severity.
pub struct SeverityChoice {
    /// When it is taken; always, if there is no condition.
    pub when: Option<Expr>,
    /// The severity by size of organisation.
    pub is: BySize,
}

/// A label: one place or several, and what to say there.
pub struct LabelRule {
    /// What to go through, and the variable for its elements, which `at` and `text` can use besides the names of the case.
    pub each: Option<(Slot, Expr)>,
    /// What to point at.
    pub at: Expr,
    /// What to say there.
    pub text: Option<Template>,
}

/// Something shown as text: a template, or the value of an expression.
pub enum Shown {
    /// Text with `{{ }}`.
    Template(Template),
    /// An expression.
    Expr(Expr),
}

/// Findings with the same `by` become one.
pub struct Merge {
    /// What they share.
    pub by: Shown,
    /// How each is listed.
    pub list: Shown,
    /// Message for several: names of the case, and `subjects`, the listed texts.
    pub message: Option<(Env, Slot, Template)>,
}

/// Findings of another rule that are redundant beside one of this.
pub struct Supersede {
    /// The other rule.
    pub rule: String,
    /// Where it is named.
    pub place: Place,
    /// About which entities; about the same one if nothing is said.
    pub on: Option<Expr>,
    /// Under which condition.
    pub when: Option<Expr>,
    /// Unless it is known that this holds.
    pub unless: Option<Expr>,
}
