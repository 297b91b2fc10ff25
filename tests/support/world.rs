//! What the organisation and its facts are, asked as rules ask: what was declared, what follows from it, and
//! what nobody said.

use std::sync::Arc;

use bumpalo::Bump;
use teamlint::dialect::{self, Content};
use teamlint::expr::{Env, Frame, Params, compile, show};
use teamlint::facts::Facts;
use teamlint::facts::cx::Cx;
use teamlint::finding::Finding;
use teamlint::judge::NotJudged;
use teamlint::org::Org;
use teamlint::org::build::build;
use teamlint::pages;
use teamlint::text::Sources;
use teamlint::value::{Item, Missing, Of, Type, Val};
use teamlint::vocabulary::kinds::{ALL, Entity};
use teamlint::vocabulary::record;

pub struct World {
    pub org: Org,
    pub findings: Vec<Finding>,
    pub facts: Facts,
}

impl World {
    pub fn of(files: &[&str]) -> Self {
        let mut sources = Sources::default();
        let mut parts = vec![pages::taxonomy(&mut sources)];
        for (rank, text) in files.iter().enumerate() {
            let file = sources.add(format!("{rank}.yaml"), *text);
            if let Content::Declarations(part) = dialect::read(file, sources.get(file), true) {
                parts.extend(part);
            }
        }
        let (org, findings) = build(sources, parts, 20_605);
        Self { org, findings, facts: Facts::default() }
    }

    pub fn find(&self, name: &str) -> Entity {
        let (word, id) = name.split_once(':').expect("kind:id");
        let kind = ALL.into_iter().find(|&kind| record(kind).word == word).expect("a kind");
        self.org.find(kind, id).expect(name)
    }

    /// The answer to an expression, in which `it` is the entity of that name.
    pub fn says_of(&self, name: &str, expression: &str) -> String {
        let entity = self.find(name);
        self.answer(Some(entity), expression)
    }

    pub fn says(&self, expression: &str) -> String {
        self.answer(None, expression)
    }

    fn answer(&self, it: Option<Entity>, expression: &str) -> String {
        let mut env = Env::new(Arc::new(Params::new()));
        let slot = it.map(|entity| (env.bind("it", Type::one(Of::Entity(entity.kind))), entity));
        let expr = compile(expression, &env).unwrap_or_else(|problems| panic!("{expression}: {problems:?}"));
        let arena = Bump::new();
        let cx = Cx::new(&self.org, &self.facts, &arena);
        let mut frame = Frame::new(&env);
        if let Some((slot, entity)) = slot {
            frame.set(slot, Item::new(Val::Entity(entity), None));
        }
        match expr.eval(&cx, &mut frame) {
            Val::Unknown(cause) => format!("unknown: {}", self.words(cx.missing(cause))),
            val @ Val::List(list) => {
                let more = list.open.map(|cause| format!(" and maybe more: {}", self.words(cx.missing(cause))));
                format!("[{}]{}", show(&val, expr.ty(), &cx), more.unwrap_or_default())
            }
            val => show(&val, expr.ty(), &cx),
        }
    }

    fn words(&self, missing: Vec<Missing>) -> String {
        let not_judged = NotJudged { rule: 0, entity: None, missing: missing.into() };
        not_judged.in_words(&self.org, &self.facts, &[]).missing.join(", ")
    }
}
