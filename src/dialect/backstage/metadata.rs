//! What Backstage refuses of `metadata`: shapes and formats of names, labels, annotations, tags and links.

use crate::dialect::backstage::forms::{Form, KEY_RULE, TAG, key_fault, mended_key, url_fault};
use crate::dialect::backstage::refusal::{Told, is_blank, is_open, other_type};
use crate::dialect::backstage::wants::{LINK, Meta};
use crate::finding::wording::with_article;
use crate::yaml::tree::{NodeRef, Shape};

/// Tells what is refused of the metadata of a document.
pub fn check(told: &mut Told<'_>, wants: &[(&str, Meta)], document: NodeRef<'_>) {
    let Some(metadata) = document.get("metadata").filter(|node| node.shape() != Shape::Null) else { return };
    if metadata.shape() != Shape::Mapping {
        return told.shape("metadata", metadata, "a map with a `name`");
    }
    for (key, want) in wants {
        if let Some(node) = metadata.get(key).filter(|node| !is_open(*node)) {
            told.field(key, want, node);
        }
    }
}

impl Told<'_> {
    fn field(&mut self, key: &str, want: &Meta, node: NodeRef<'_>) {
        match (want, node.shape()) {
            // Of an entity without a name reading tells.
            (Meta::Formed(_), _) if key == "name" && is_blank(node) => {}
            (_, Shape::Null) => self.empty(key, node),
            (Meta::Formed(_) | Meta::Text { empty: false }, Shape::Scalar) if is_blank(node) => self.empty(key, node),
            (Meta::Formed(form), Shape::Scalar) => self.formed(form, node),
            (Meta::Text { .. }, Shape::Scalar) => self.text(key, node),
            (Meta::Map(form), Shape::Mapping) => self.map(key, *form, node),
            (Meta::List(form), Shape::Sequence) => self.list(key, form, node),
            (Meta::Links, Shape::Sequence) => self.links(node),
            (Meta::Formed(_) | Meta::Text { .. }, _) => self.shape(key, node, "text"),
            (Meta::Map(_), _) => self.shape(key, node, "a map from key to text"),
            (Meta::List(_), _) => self.shape(key, node, "a list of texts"),
            (Meta::Links, _) => self.shape(key, node, "a list of maps with a `url`"),
        }
    }

    fn map(&mut self, name: &str, form: Option<&Form>, node: NodeRef<'_>) {
        for entry in node.entries() {
            let Some(key) = entry.key.text() else {
                self.shape(name, entry.key, "text for a key");
                continue;
            };
            let one = name.trim_end_matches('s');
            if let Some(fault) = key_fault(&key) {
                let mended = mended_key(&key).map(|mended| format!("write `{mended}`"));
                let help = mended.unwrap_or_else(|| format!("a key is {KEY_RULE}"));
                let message = format!("`{}` cannot be the key of {}: it {fault}", cut(&key), with_article(one));
                self.tell(entry.key, message, "refused as a key", &help);
            }
            let value = entry.value;
            match (form, value.shape()) {
                _ if is_open(value) => {}
                (_, Shape::Null) => self.empty(&key, value),
                (Some(form), Shape::Scalar) if other_type(value).is_none() => self.formed(form, value),
                (_, Shape::Scalar) => self.text(&key, value),
                _ => self.shape(&key, value, "text"),
            }
        }
    }

    fn list(&mut self, key: &str, form: &Form, node: NodeRef<'_>) {
        for item in node.items().filter(|item| !is_open(*item)) {
            match item.shape() {
                _ if is_blank(item) => self.empty(key, item),
                Shape::Scalar => self.formed(form, item),
                _ => self.shape(form.word, item, "text"),
            }
        }
    }

    fn links(&mut self, node: NodeRef<'_>) {
        for link in node.items().filter(|item| !is_open(*item)) {
            if link.shape() != Shape::Mapping {
                self.shape("link", link, "a map with a `url`");
                continue;
            }
            match link.get("url").filter(|url| !is_blank(*url)) {
                Some(url) if is_open(url) => {}
                Some(url) if url.shape() == Shape::Scalar => self.address(url),
                Some(url) => self.shape("url", url, "text"),
                None => {
                    let at = link.get("url").unwrap_or(link);
                    self.tell(at, "a link without a `url`".to_owned(), "leads nowhere", "write its address as `url:`");
                }
            }
            for key in LINK {
                match link.get(key).filter(|value| !is_open(*value)) {
                    Some(value) if is_blank(value) => self.empty(key, value),
                    Some(value) if value.shape() == Shape::Scalar => self.text(key, value),
                    Some(value) => self.shape(key, value, "text"),
                    None => {}
                }
            }
        }
    }

    fn address(&mut self, node: NodeRef<'_>) {
        let text = node.text().unwrap_or_default();
        let Some(fault) = url_fault(&text) else { return };
        let text = text.trim();
        let host = text.split('/').next().unwrap_or_default();
        let is_host = host.contains('.') && !host.contains([' ', ':', '@']) && !host.starts_with('.');
        let message = format!("`{}` is no address of a link: it {fault}", cut(text));
        if is_host {
            let whole = format!("https://{text}");
            self.tell_instead(node, message, "cannot be followed", &format!("write `{whole}`"), &whole);
        } else {
            self.tell(node, message, "cannot be followed", "give the whole address");
        }
    }

    fn formed(&mut self, form: &Form, node: NodeRef<'_>) {
        if other_type(node).is_some() {
            return self.text(form.word, node);
        }
        let text = node.text().unwrap_or_default();
        let Some(fault) = form.fault(&text) else { return };
        let message = format!("`{}` cannot be a {}: it {fault}", cut(&text), form.word);
        let help = match form.mended(&text) {
            Some(mended) if ["name", "namespace"].contains(&form.word) => {
                format!("write `{mended}`, here and where it is referred to")
            }
            Some(mended) => {
                return self.tell_instead(node, message, form.rule, &format!("write `{mended}`"), &mended);
            }
            None if text.chars().count() > form.longest => format!("shorten it to {} characters", form.longest),
            None => format!("a {} is {}", form.word, form.rule),
        };
        self.tell(node, message, form.rule, &help);
    }

    fn shape(&mut self, key: &str, node: NodeRef<'_>, wanted: &str) {
        let got = match node.shape() {
            Shape::Mapping => "a map",
            Shape::Sequence => "a list",
            Shape::Scalar => "a single value",
            Shape::Null => "nothing",
        };
        let help = right(key, node)
            .map_or_else(|| format!("write {wanted}, or remove `{key}`"), |right| format!("write {right}"));
        self.tell(node, format!("`{key}` is {got}, and should be {wanted}"), got, &help);
    }
}

/// What a value of the wrong shape probably means.
fn right(key: &str, node: NodeRef<'_>) -> Option<String> {
    match (key, node.shape()) {
        ("labels" | "annotations", Shape::Sequence) => {
            let pairs = node.items().all(|item| item.shape() == Shape::Mapping);
            pairs.then(|| format!("the lines below `{key}:` without dashes"))
        }
        ("tags", Shape::Scalar) => {
            let text = node.text()?;
            let tags: Vec<String> = text.split([',', ' ']).filter_map(|tag| TAG.mended(tag)).collect();
            Some(format!("`tags: [{}]`", tags.join(", ")))
        }
        ("links", Shape::Mapping) => node.get("url").map(|_| "a `-` in front of the link".to_owned()),
        ("links", Shape::Scalar) => Some(format!("`links: [{{url: \"{}\"}}]`", node.text()?)),
        ("link", Shape::Scalar) => Some(format!("`{{url: \"{}\"}}`", node.text()?)),
        ("metadata", Shape::Scalar) => Some(format!("`metadata: {{name: {}}}`", node.text()?)),
        ("name" | "namespace" | "tag", Shape::Sequence) => {
            node.items().find_map(NodeRef::text).map(|first| format!("`{first}`"))
        }
        _ => None,
    }
}

/// A text short enough for a line.
fn cut(text: &str) -> String {
    const LONGEST: usize = 72;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
