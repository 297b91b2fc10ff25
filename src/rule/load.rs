//! From the text of a page to a rule, or to everything that is wrong with it.

use std::sync::{Arc, OnceLock};

use crate::expr::{Env, Params};
use crate::finding::diagnostics::RULE_PAGE;
use crate::finding::suggest::one_of;
use crate::finding::{Finding, RuleInfo, Severity, Source};
use crate::rule::article::{Article, article, articles};
use crate::rule::edition::Edition;
use crate::rule::head::Head;
use crate::rule::page::{NoPage, PageText, Parts, split};
use crate::rule::{Contents, Overrides, Rule, Telling, case, example, param, profile};
use crate::text::FileId;
use crate::yaml::tree::{NodeRef, Parsed, Shape, Tree};

/// Keys of a head besides those a case may have.
const HEAD_KEYS: &[&str] = &["summary", "since", "cases", "params", "sources", "profiles"];

/// A page of the program of which most is read when it is first needed, and that configuration does not change. It is known to be
/// right, as what stands in the program's own pages is.
pub(super) struct Later {
    page: PageText,
    file: FileId,
    /// Where people read it.
    url: Option<String>,
    /// The parameters that what it asks about was compiled with: none.
    params: Params,
    /// Whether it is off.
    pub is_off: bool,
}

/// Reads of a page what is needed where there is nothing that it asks about: that, and whether it asks at all. None if more is
/// needed for that, or if its head was not parsed when the program was built.
pub(super) fn load_later(page: &PageText, file: FileId, overrides: &Overrides) -> Option<Rule> {
    if page.packed.is_empty() {
        return None;
    }
    let head = Head::later(file, &page.text);
    let tree = Tree::unpack(file, page.packed);
    let params = Arc::new(Params::new());
    let (collections, is_off) = case::outline(&head, tree.documents(&page.text).next()?, &params)?;
    let later = Later { page: page.clone(), file, url: url(page, overrides), params: Params::clone(&params), is_off };
    Some(Rule { collections, later: Some(Arc::new(later)), ..Rule::of(page, file) })
}

impl Later {
    /// What it is judged by.
    pub fn contents(self: &Arc<Self>) -> Contents {
        let read = |head: &Head<'_>, top: NodeRef<'_>| {
            read_contents(head, &self.page, top, &Overrides::default(), self.params.clone())
        };
        let mut contents = self.read(read).0;
        for (rank, case) in contents.cases.iter_mut().enumerate() {
            case.later = Some((Arc::clone(self), rank));
        }
        contents
    }

    /// What is told of it.
    pub fn info(&self) -> RuleInfo {
        self.read(|head, top| read_info(head, &self.page, top, false, self.url.clone()))
    }

    /// What one of its cases tells where it fails.
    pub fn telling(&self, case: usize, env: &Env) -> Telling {
        self.read(|head, top| case::telling_of(head, top, case, env))
    }

    fn read<T>(&self, read: impl for<'t> FnOnce(&Head<'t>, NodeRef<'t>) -> Option<T>) -> T {
        let head = Head::later(self.file, &self.page.text);
        let tree = Tree::unpack(self.file, self.page.packed);
        match tree.documents(&self.page.text).next().and_then(|top| read(&head, top)) {
            Some(read) => read,
            None => unreachable!("a page of the program in which something is wrong: {:?}", head.finish()),
        }
    }
}

/// Where people read a page.
fn url(page: &PageText, overrides: &Overrides) -> Option<String> {
    overrides.pages.as_ref().map(|(pages, _)| pages.of(page.family(), page.name()))
}

/// Reads a page. The rule is there unless something is wrong with it; what is only incomplete is a warning.
///
/// Parameters have the values configuration gives them, because expressions are compiled with them.
pub(super) fn load(page: &PageText, file: FileId, overrides: &Overrides) -> (Option<Rule>, Vec<Finding>) {
    let head = Head::new(file, &page.text);
    let parts = match split(&page.text) {
        Ok(parts) => parts,
        Err(why) => {
            let (message, help) = match why {
                NoPage::NoHead => {
                    ("this page has no head", "start it with a line `---`, the head in YAML, and another line `---`")
                }
                NoPage::OpenHead => ("the head of this page has no end", "end it with a line `---`"),
            };
            head.wrong(head.place(0..page.text.find('\n').unwrap_or(page.text.len())), message, "", help);
            return (None, head.finish());
        }
    };
    // Parsed from the start of the file, so that places are those of the page.
    let head_text = &page.text[..parts.head.end];
    let parsed = parse(page, file, head_text);
    for problem in parsed.problems {
        let mut problem = RULE_PAGE.instead_of(problem);
        problem.help.get_or_insert_with(|| "expressions that hold `: `, ` #`, `[` or `{` must be quoted".to_owned());
        head.push(problem);
    }
    let Some(top) = parsed.tree.documents(head_text).next() else {
        head.wrong(
            head.place(parts.head),
            "the head of this page is empty",
            "",
            "it needs `summary`, `for`, `require` and more",
        );
        return (None, head.finish());
    };
    let examples = example::read(&head, &parts.fences);
    for (shows, word) in [(example::Shows::Bad, "bad"), (example::Shows::Good, "good")] {
        if examples.iter().all(|example| example.shows != shows) {
            let message = format!("the page has no `{word}` example");
            incomplete(&head, page, &message, "examples are the tests of a rule");
        }
    }
    check_heading(&head, page, &parts);
    let contents = read_contents(&head, page, top, overrides, Params::new());
    let preview = contents.as_ref().is_some_and(|(contents, _)| overrides.previews(page.name(), contents.since));
    let is_head = top.shape() == Shape::Mapping;
    let info = if is_head { read_info(&head, page, top, preview, url(page, overrides)) } else { None };
    let rule = contents.zip(info).map(|((contents, kept), info)| {
        let collections = contents.cases.iter().map(|case| case.collection.clone()).collect();
        let (contents, info) = (OnceLock::from(contents), OnceLock::from(Arc::new(info)));
        Rule { collections, kept, contents, info, examples: OnceLock::from(examples), ..Rule::of(page, file) }
    });
    let problems = head.finish();
    let wrong = problems.iter().any(|problem| problem.severity == Severity::Error && RULE_PAGE.is(problem));
    (rule.filter(|_| !wrong), problems)
}

/// The tree of a head: unpacked, where that of a page of the program was packed.
fn parse(page: &PageText, file: FileId, text: &str) -> Parsed {
    if page.packed.is_empty() {
        return Tree::parse(file, text);
    }
    Parsed { tree: Tree::unpack(file, page.packed), problems: Vec::new() }
}

/// The text must begin with the rule's own name.
fn check_heading(head: &Head<'_>, page: &PageText, parts: &Parts) {
    let heading = parts.heading.clone().map(|range| (&page.text[range.clone()], range));
    match heading {
        Some((title, range)) if title != page.name() => {
            let message = format!("this page is called `{}`, but its heading is `{title}`", page.name());
            head.wrong(head.place(range), message, "another name", "a rule has the name of its file");
        }
        Some(_) => {}
        None => {
            let help = format!("start the text with `# {}`, then say why it matters", page.name());
            head.wrong(head.place(parts.body.start..parts.body.start), "this page has no heading", "", help);
        }
    }
}

/// A page of the program must be complete; a user's page is only told what it lacks.
fn incomplete(head: &Head<'_>, page: &PageText, message: &str, help: &str) {
    let place = head.place(0..3);
    let finding = if page.built_in { RULE_PAGE.at(place, message) } else { RULE_PAGE.mildly_at(place, message) };
    head.push(finding.help(help));
}

/// What a page is judged by, and how much of it is kept. `named` has the parameters that expressions were compiled with before,
/// none, and counts what is kept of all of them.
fn read_contents<'t>(
    head: &Head<'t>,
    page: &PageText,
    top: NodeRef<'t>,
    overrides: &Overrides,
    mut named: Params,
) -> Option<(Contents, usize)> {
    let known: Vec<&str> = HEAD_KEYS.iter().chain(case::CASE_KEYS).copied().collect();
    if !head.keys(top, "a rule page", &known) {
        return None;
    }
    if top.get("summary").is_none() {
        let help = "say in one sentence what holds where the rule holds";
        head.wrong(head.place(0..3), "the page has no `summary`", "no `summary`", help);
    }
    let since = top.get("since").and_then(|node| read_edition(head, node)).unwrap_or(Edition::FIRST);
    let mut params = top.get("params").map(|node| param::read(head, node, overrides.taxonomy())).unwrap_or_default();
    let profiles =
        top.get("profiles").map(|node| profile::read(head, node, page.name(), &params, overrides.taxonomy()));
    let profiles = profiles.unwrap_or_default();
    let chosen =
        overrides.profile_of(page.name()).and_then(|(name, _)| profiles.iter().find(|one| one.profile == *name));
    for setting in chosen.into_iter().flat_map(|profile| &profile.params) {
        // What is wrong with it was told when it was read.
        let _ = param::set(&mut params, page.name(), setting, overrides.taxonomy());
    }
    let settings = overrides.rules.iter().find(|settings| settings.rule == page.name());
    for setting in settings.into_iter().flat_map(|settings| &settings.params) {
        if let Err(finding) = param::set(&mut params, page.name(), setting, overrides.taxonomy()) {
            head.push(*finding);
        }
    }
    for param in &params {
        named.insert(&param.name, param.ty, param.value.clone());
    }
    for renamed in &overrides.taxonomy().renamed {
        named.rename(renamed.kind, &renamed.from, &renamed.to);
    }
    let named = Arc::new(named);
    let cases = case::compile_all(head, top, &named);
    let kept = named.kept();
    (!cases.is_empty()).then_some((Contents { since, params, cases, profiles }, kept))
}

/// What is told of a rule.
fn read_info<'t>(
    head: &Head<'t>,
    page: &PageText,
    top: NodeRef<'t>,
    preview: bool,
    url: Option<String>,
) -> Option<RuleInfo> {
    let summary = top.get("summary").and_then(|node| head.line(node, "`summary`"));
    let sources = top.get("sources").map(|node| read_sources(head, node)).unwrap_or_default();
    if sources.is_empty() {
        incomplete(head, page, "the page names no `sources`", "say where the idea or the number comes from");
    }
    let since = top.get("since").and_then(|node| read_edition(head, node)).unwrap_or(Edition::FIRST).to_string();
    Some(RuleInfo { family: page.family().to_owned(), summary: summary?, sources, since, preview, url })
}

/// The edition that a page came with.
fn read_edition<'t>(head: &Head<'t>, node: NodeRef<'t>) -> Option<Edition> {
    let text = head.line(node, "`since`")?;
    let edition = Edition::parse(&text);
    if edition.is_none() {
        let help = "write two numbers with a dot between them, as in `since: 0.2`";
        head.wrong(node.place(), format!("`{text}` is no edition"), "not an edition", help);
    }
    edition
}

fn read_sources<'t>(head: &Head<'t>, node: NodeRef<'t>) -> Vec<Source> {
    if node.shape() != Shape::Sequence {
        head.wrong(node.place(), "`sources` must be a list", "not a list", "`- {title: \"…\", url: \"…\"}`");
        return Vec::new();
    }
    let mut sources = Vec::new();
    for item in node.items() {
        if !head.keys(item, "a source", &["title", "url", "quote", "seed"]) {
            continue;
        }
        let text = |key: &str| item.get(key).and_then(NodeRef::text).map(|text| text.trim().to_owned());
        let seed = text("seed");
        let known = seed.as_deref().map(article);
        if let (Some(seed), Some(None)) = (item.get("seed"), known) {
            let numbers: Vec<&str> = articles().iter().map(|article| article.number).collect();
            let help = format!("write {}", one_of(&numbers));
            head.wrong(seed.place(), "no article has this number", "not an article", help);
            continue;
        }
        let article = known.flatten();
        match text("title").or_else(|| article.map(|article| article.title.to_owned())) {
            Some(title) => sources.push(Source {
                title,
                url: text("url"),
                quote: text("quote"),
                article: article.map(|article| article.number.to_owned()),
                provenance: article.map(Article::provenance),
            }),
            None => head.wrong(
                item.place(),
                "a source has no `title`",
                "of what?",
                "give `title`, or `seed` with the number of an article",
            ),
        }
    }
    sources
}
