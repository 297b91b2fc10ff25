//! What Backstage refuses of an entity that can be read all the same: names and formats, fields that are missing, empty or
//! elsewhere.

use crate::declare::reader::Reader;
use crate::dialect::backstage::refusal::{Told, is_blank, is_open};
use crate::dialect::backstage::shapes::is_brought_in;
use crate::dialect::backstage::wants::{METADATA, ROOT, Row, TIES, Want};
use crate::dialect::backstage::{metadata, wants};
use crate::dialect::spelling::slip_of;
use crate::dialect::words::is_production;
use crate::finding::diagnostics::UNKNOWN_FIELD;
use crate::finding::wording::{in_backticks, listed, with_article};
use crate::vocabulary::kinds::Kind;
use crate::yaml::tree::{NodeRef, Shape};

/// The names of kinds as Backstage writes them.
const KINDS: &[&str] = &["Group", "User", "Component", "API", "Resource", "System", "Domain", "Template", "Location"];

/// An entity whose refusals are told.
struct Checked<'t, 'r> {
    told: Told<'r>,
    document: NodeRef<'t>,
    /// None for a Location.
    kind: Option<Kind>,
    /// The kind as Backstage writes it.
    word: &'static str,
}

/// Tells what is refused of an entity; without a kind it is a Location. What a syntax error hit is left alone.
pub fn check(reader: &mut Reader, kind: Option<Kind>, kind_name: &str, document: NodeRef<'_>) {
    let known = KINDS.iter().find(|word| word.eq_ignore_ascii_case(kind_name));
    if let Some(word) = known
        && !document.is_damaged()
    {
        let mut checked = Checked { told: Told { reader }, document, kind, word };
        checked.envelope(kind_name);
        metadata::check(&mut checked.told, METADATA, document);
        checked.spec();
    }
}

impl Checked<'_, '_> {
    /// Version, kind, and what stands beside them.
    fn envelope(&mut self, kind_name: &str) {
        if let Some(written) = self.document.get("kind")
            && kind_name != self.word
        {
            let message = format!("`{kind_name}` is not how the kind is written");
            let help = format!("write `kind: {}`", self.word);
            self.told.tell_instead(written, message, "letters count, small and capital", &help, self.word);
        }
        if let Some(version) = self.document.get("apiVersion") {
            self.version(version);
        }
        for entry in self.document.entries() {
            let key = entry.key.text().unwrap_or_default();
            if ROOT.contains(&&*key) {
                continue;
            }
            let slip = ["spec", "metadata"].iter().any(|wanted| {
                slip_of(self.document, wanted, ROOT).is_some_and(|slip| slip.place() == entry.key.place())
            });
            if !slip {
                self.stray(entry.key, &key);
            }
        }
    }

    fn version(&mut self, node: NodeRef<'_>) {
        let text = node.text().unwrap_or_default();
        let (group, version) = text.split_once('/').unwrap_or(("", &text));
        let number = version.strip_prefix("v1alpha").or_else(|| version.strip_prefix("v1beta"));
        let template = self.kind == Some(Kind::GoldenPath);
        let numbered = number.is_some_and(|number| number.len() == 1 && number.bytes().all(|b| b.is_ascii_digit()));
        if numbered && (template || group == "backstage.io") {
            return;
        }
        let right = if template { "scaffolder.backstage.io/v1beta3" } else { "backstage.io/v1alpha1" };
        let message = format!("`{text}` is no version of {} that Backstage knows", with_article(self.word));
        let help = format!("write `apiVersion: {right}`");
        self.told.tell_instead(node, message, "an entity of no known version", &help, right);
    }

    /// A key that belongs elsewhere, or nowhere.
    fn stray(&mut self, key: NodeRef<'_>, name: &str) {
        let under = if METADATA.iter().any(|(known, _)| *known == name) {
            Some("metadata")
        } else {
            wants::spec(self.kind).iter().any(|row| row.key == name).then_some("spec")
        };
        let help = match under {
            Some(place) => format!("indent `{name}` below `{place}:`"),
            None => format!("indent `{name}` below `metadata:` or `spec:`, or remove it"),
        };
        let message = format!("`{name}` stands beside `metadata` and `spec`, where {} has nothing else", self.a());
        self.told.tell(key, message, "refused here", &help);
    }

    fn spec(&mut self) {
        let written = self.document.get("spec");
        let spec = written.filter(|spec| spec.shape() == Shape::Mapping && !is_brought_in(*spec));
        if spec.is_none() && written.is_some_and(|spec| spec.shape() != Shape::Null) {
            return;
        }
        let rows = wants::spec(self.kind);
        let known: Vec<&str> = rows.iter().map(|row| row.key).collect();
        // Only another key can be a slip of one that is missing.
        let is_strange = |key: NodeRef<'_>| !known.contains(&&*key.text().unwrap_or_default());
        let strange = spec.filter(|spec| spec.entries().any(|entry| is_strange(entry.key)));
        let mut missing = Vec::new();
        for row in rows {
            let node = spec.and_then(|spec| spec.get(row.key));
            match node.filter(|node| !is_blank(*node)) {
                Some(node) if is_open(node) => {}
                Some(node) => self.value(row, node),
                None if strange.is_some_and(|spec| slip_of(spec, row.key, &known).is_some()) => {}
                None if row.example.is_some() => missing.push(row),
                None => {
                    if let Some(node) = node {
                        self.told.empty(row.key, node);
                    }
                }
            }
        }
        missing.retain(|row| self.needs(row, spec));
        self.missing(&missing);
        // What several entities share by an anchor may hold more than each of them has.
        for entry in spec.into_iter().flat_map(NodeRef::entries).filter(|entry| entry.merged_at.is_none()) {
            self.foreign(&known, spec, entry.key);
        }
    }

    /// Whether it is this check that tells of a missing field, and not a rule.
    fn needs(&self, row: &Row, spec: Option<NodeRef<'_>>) -> bool {
        let is = |key, word| {
            let text = spec.and_then(|spec| spec.get(key)).and_then(NodeRef::text);
            text.as_deref() == Some(word)
        };
        match (self.kind, row.key) {
            // A rule tells of it in production.
            (Some(Kind::Service), "owner") => {
                let stage = spec.and_then(|spec| spec.get("lifecycle")).and_then(NodeRef::text);
                stage.is_some_and(|stage| !is_production(&stage))
            }
            // What serves a model says where, and has no definition.
            (Some(Kind::Api), "definition") => !is("type", "mcp-server") && !is("type", "ai-model-server"),
            _ => true,
        }
    }

    fn missing(&mut self, rows: &[&Row]) {
        let keys: Vec<&str> = rows.iter().map(|row| row.key).collect();
        if keys.is_empty() {
            return;
        }
        let spec = self.document.entries().find(|entry| entry.key.text().as_deref() == Some("spec"));
        let Some(at) = spec.map(|entry| entry.key).or_else(|| self.document.get("kind")) else { return };
        let message = format!("{} without {}", self.a(), listed(&in_backticks(&keys), "and"));
        let label = if keys.len() == 1 { "it is needed here" } else { "they are needed here" };
        let lines: Vec<String> =
            rows.iter().map(|row| format!("{}: {}", row.key, row.example.unwrap_or_default())).collect();
        let such = if rows.iter().all(|row| row.example == Some("[]")) { "" } else { ", or what is true of it" };
        self.told.tell(
            at,
            message,
            label,
            &format!("add {} under `spec:`{such}", listed(&in_backticks(&lines), "and")),
        );
    }

    fn value(&mut self, row: &Row, node: NodeRef<'_>) {
        let key = row.key;
        match (row.want, node.shape()) {
            (Want::Text | Want::UnreadText | Want::Owner, Shape::Scalar) => self.told.text(key, node),
            (Want::Words(words), Shape::Scalar) => {
                let text = node.text().unwrap_or_default();
                if !words.contains(&format!("`{text}`")) {
                    let message = format!("`{key}` is `{text}`, and none of its words");
                    self.told.tell(node, message, "not one of its words", &format!("write {words}"));
                }
            }
            (Want::UnreadText | Want::Words(_), _) => {
                let help =
                    if key == "definition" { "put `|` behind `definition:`, so that what follows is text" } else { "" };
                self.told.reader.wrong(node, &format!("text for `{key}`"), help);
            }
            (Want::Owner, Shape::Sequence) => self.owners(node),
            (Want::List, Shape::Scalar) => {
                let text = node.text().unwrap_or_default();
                let items: Vec<&str> = text.split(',').map(str::trim).filter(|item| !item.is_empty()).collect();
                let help = format!("write `{key}: [{}]`", items.join(", "));
                let edit = node.written().becoming_list(&items);
                self.told.reader.wrong_but_for(node, &format!("a list for `{key}`"), &help, edit);
            }
            (Want::List, Shape::Sequence) => {
                for item in node.items() {
                    if is_blank(item) {
                        self.told.empty(key, item);
                    } else if !is_open(item) {
                        self.told.text(key, item);
                    }
                }
            }
            // Reading tells of the others.
            _ => {}
        }
    }

    /// A list of owners. Of several a rule tells.
    fn owners(&mut self, node: NodeRef<'_>) {
        if self.kind == Some(Kind::Service) && node.items().nth(1).is_some() {
            return;
        }
        let first = node.items().find_map(NodeRef::text);
        let help = first.map(|first| format!("write `owner: {first}`")).unwrap_or_default();
        self.told.reader.wrong(node, "one reference for `owner`", &help);
    }

    /// A field that ties entities of other kinds.
    fn foreign(&mut self, known: &[&str], spec: Option<NodeRef<'_>>, key: NodeRef<'_>) {
        let name = key.text().unwrap_or_default();
        let tie = TIES.iter().find(|(tie, kinds)| *tie == name && !kinds.contains(&self.word));
        let Some((_, kinds)) = tie else { return };
        let slip = spec.is_some_and(|spec| {
            known.iter().any(|wanted| slip_of(spec, wanted, known).is_some_and(|slip| slip.place() == key.place()))
        });
        if !slip {
            let having = kinds.iter().map(|kind| with_article(kind)).collect::<Vec<_>>();
            let finding = UNKNOWN_FIELD
                .at(key.place(), format!("{} has no field `{name}`", self.a()))
                .saying("Backstage passes over it")
                .help(format!("say it of {}, or remove it", listed(&having, "or")));
            self.told.reader.out.problems.push(finding);
        }
    }

    /// The kind with its article.
    fn a(&self) -> String {
        with_article(self.word)
    }
}
