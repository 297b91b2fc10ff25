//! What one source file says: its modules, what they import and offer, every path in them, and every text literal.
//!
//! Comments and strings are no paths, and what is compiled for tests only is left out.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::visit::{self, Visit};

/// A path as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub segments: Vec<String>,
    pub line: usize,
    pub form: Form,
}

/// What a path was written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Something is used under that path.
    Named,
    /// A name is imported.
    Imported,
    /// A name is imported, and offered to others.
    Offered,
    /// All names of a module are imported or offered.
    All,
}

/// A module: a file, or a block in one.
#[derive(Debug, Default)]
pub struct Module {
    /// Where it is in the crate: `["facts", "cx"]`.
    pub path: Vec<String>,
    /// Its file below `src`.
    pub file: String,
    /// Every path.
    pub written: Vec<Written>,
    /// Imported names, by what they are called here.
    pub names: BTreeMap<String, Vec<String>>,
    /// Modules of which every name is imported.
    pub globs: Vec<Vec<String>>,
    /// Names of its own items.
    pub items: BTreeSet<String>,
    /// Macros that others find at the root of the crate.
    pub root_macros: BTreeSet<String>,
    /// Names of the methods that are called without arguments, and their lines.
    pub calls: Vec<(String, usize)>,
    /// Lines where the rank of a word is a number that somebody wrote.
    pub ranks: Vec<usize>,
    /// Text literals and their lines, but for the words that `word!` checks.
    pub literals: Vec<(String, usize)>,
}

/// The modules of a file, its own first.
///
/// # Errors
///
/// Where it is no Rust.
pub fn modules(file: &str, text: &str) -> syn::Result<Vec<Module>> {
    let mut path: Vec<String> = file.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if path.last().is_some_and(|name| name == "mod" || name == "lib") {
        path.pop();
    }
    let mut reader = Reader { done: Vec::new(), module: Module { path, file: file.to_owned(), ..Module::default() } };
    reader.visit_file(&syn::parse_file(text)?);
    let mut modules = vec![reader.module];
    modules.append(&mut reader.done);
    Ok(modules)
}

struct Reader {
    done: Vec<Module>,
    module: Module,
}

/// Whether this is compiled for tests only.
fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let condition = || attribute.parse_args::<syn::Path>();
        attribute.path().is_ident("test")
            || attribute.path().is_ident("cfg") && condition().is_ok_and(|path| path.is_ident("test"))
    })
}

impl Reader {
    fn write(&mut self, segments: Vec<String>, line: usize, form: Form) {
        if segments.len() > 1 || form != Form::Named {
            self.module.written.push(Written { segments, line, form });
        }
    }

    fn import(&mut self, tree: &syn::UseTree, before: &[String], offered: bool) {
        let form = if offered { Form::Offered } else { Form::Imported };
        let with = |ident: &syn::Ident| {
            let mut segments = before.to_vec();
            // `use a::{self}` is `use a`.
            if ident != "self" || before.is_empty() {
                segments.push(ident.to_string());
            }
            segments
        };
        match tree {
            syn::UseTree::Path(path) => self.import(&path.tree, &with(&path.ident), offered),
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| self.import(tree, before, offered)),
            syn::UseTree::Glob(glob) => {
                self.module.globs.push(before.to_vec());
                self.write(before.to_vec(), glob.star_token.spans[0].start().line, Form::All);
            }
            syn::UseTree::Name(name) => {
                let segments = with(&name.ident);
                self.module.names.insert(segments.last().cloned().unwrap_or_default(), segments.clone());
                self.write(segments, name.ident.span().start().line, form);
            }
            syn::UseTree::Rename(renamed) => {
                let segments = with(&renamed.ident);
                self.module.names.insert(renamed.rename.to_string(), segments.clone());
                self.write(segments, renamed.ident.span().start().line, form);
            }
        }
    }

    /// Paths and text literals in what only a macro will make sense of.
    fn tokens(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let is_colon = |at: usize| matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == ':');
        let mut at = 0;
        while at < tokens.len() {
            match &tokens[at] {
                TokenTree::Group(group) => {
                    let literals = self.module.literals.len();
                    self.tokens(group.stream());
                    if at > 1 && is_word(&tokens[at - 2..at]) {
                        self.module.literals.truncate(literals);
                    }
                }
                TokenTree::Literal(literal) => {
                    if let syn::Lit::Str(text) = syn::Lit::new(literal.clone()) {
                        self.module.literals.push((text.value(), literal.span().start().line));
                    }
                }
                TokenTree::Ident(first) => {
                    let is_method = at > 0 && matches!(&tokens[at - 1], TokenTree::Punct(dot) if dot.as_char() == '.');
                    let is_bare =
                        |next: &TokenTree| matches!(next, TokenTree::Group(group) if group.stream().is_empty());
                    if is_method && tokens.get(at + 1).is_some_and(is_bare) {
                        self.module.calls.push((first.to_string(), first.span().start().line));
                    }
                    let mut segments = vec![first.to_string()];
                    while is_colon(at + 1) && is_colon(at + 2) {
                        let Some(TokenTree::Ident(next)) = tokens.get(at + 3) else { break };
                        segments.push(next.to_string());
                        at += 3;
                    }
                    let group = tokens.get(at + 3).filter(|_| is_colon(at + 1) && is_colon(at + 2));
                    if let Some(TokenTree::Group(group)) = group
                        && group.delimiter() == Delimiter::Brace
                        && let Ok(tree) = syn::parse2::<syn::UseTree>(group_as_tree(group))
                    {
                        self.import(&tree, &segments, false);
                        at += 3;
                    }
                    self.write(segments, first.span().start().line, Form::Named);
                }
                TokenTree::Punct(_) => {}
            }
            at += 1;
        }
    }

    fn items(&mut self, item: &syn::Item) {
        let name = match item {
            syn::Item::Const(item) => &item.ident,
            syn::Item::Enum(item) => &item.ident,
            syn::Item::Fn(item) => &item.sig.ident,
            syn::Item::Static(item) => &item.ident,
            syn::Item::Struct(item) => &item.ident,
            syn::Item::Trait(item) => &item.ident,
            syn::Item::Type(item) => &item.ident,
            syn::Item::Macro(item) => {
                let Some(name) = &item.ident else { return };
                if item.attrs.iter().any(|attribute| attribute.path().is_ident("macro_export")) {
                    self.module.root_macros.insert(name.to_string());
                }
                name
            }
            _ => return,
        };
        self.module.items.insert(name.to_string());
    }
}

/// Whether these are `word!`: what follows is checked against the vocabulary when it is compiled.
fn is_word(tokens: &[TokenTree]) -> bool {
    matches!(tokens, [TokenTree::Ident(name), TokenTree::Punct(bang)] if name == "word" && bang.as_char() == '!')
}

fn ends_in_word(path: &syn::Path) -> bool {
    path.segments.last().is_some_and(|last| last.ident == "Word")
}

/// The line of a number, or of `Some` of one.
fn number_in(expr: &syn::Expr) -> Option<usize> {
    match expr {
        syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Int(number), .. }) => Some(number.span().start().line),
        syn::Expr::Call(call) if call.args.len() == 1 => call.args.first().and_then(number_in),
        _ => None,
    }
}

fn is_number_pattern(pattern: &syn::Pat) -> bool {
    matches!(pattern, syn::Pat::Lit(literal) if matches!(literal.lit, syn::Lit::Int(_)))
}

/// Whether there is a number in a pattern, however deep.
fn has_number(pattern: &syn::Pat) -> bool {
    struct Numbers(bool);
    impl<'ast> Visit<'ast> for Numbers {
        fn visit_lit_int(&mut self, _: &'ast syn::LitInt) {
            self.0 = true;
        }
    }
    let mut numbers = Numbers(false);
    numbers.visit_pat(pattern);
    numbers.0
}

/// Whether a word is read in an expression, so that what it gives is the rank of one.
fn gives_word(expr: &syn::Expr) -> bool {
    struct Reads(bool);
    impl<'ast> Visit<'ast> for Reads {
        fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
            self.0 |= ["word", "word_or_default", "words"].iter().any(|name| call.method == name);
            visit::visit_expr_method_call(self, call);
        }
    }
    let mut reads = Reads(false);
    reads.visit_expr(expr);
    reads.0
}

fn group_as_tree(group: &proc_macro2::Group) -> TokenStream {
    TokenStream::from(TokenTree::Group(group.clone()))
}

fn attributes(item: &syn::Item) -> &[syn::Attribute] {
    match item {
        syn::Item::Const(item) => &item.attrs,
        syn::Item::Enum(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        syn::Item::Macro(item) => &item.attrs,
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Static(item) => &item.attrs,
        syn::Item::Struct(item) => &item.attrs,
        syn::Item::Trait(item) => &item.attrs,
        syn::Item::Type(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        if !is_test(attributes(item)) {
            self.items(item);
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        if !is_test(&item.attrs) {
            visit::visit_impl_item_fn(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.import(&item.tree, &[], !matches!(item.vis, syn::Visibility::Inherited));
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let Some((_, items)) = &item.content else { return };
        let mut path = self.module.path.clone();
        path.push(item.ident.to_string());
        let inner = Module { path, file: self.module.file.clone(), ..Module::default() };
        let outer = std::mem::replace(&mut self.module, inner);
        for item in items {
            self.visit_item(item);
        }
        self.done.push(std::mem::replace(&mut self.module, outer));
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if let Some(first) = path.segments.first().filter(|_| path.leading_colon.is_none()) {
            self.write(segments, first.ident.span().start().line, Form::Named);
        }
        visit::visit_path(self, path);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        if call.args.is_empty() {
            self.module.calls.push((call.method.to_string(), call.method.span().start().line));
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        let is_word = matches!(&*call.func, syn::Expr::Path(path) if ends_in_word(&path.path));
        self.module.ranks.extend(call.args.iter().find_map(number_in).filter(|_| is_word));
        visit::visit_expr_call(self, call);
    }

    fn visit_pat_tuple_struct(&mut self, pattern: &'ast syn::PatTupleStruct) {
        if ends_in_word(&pattern.path) && pattern.elems.iter().any(is_number_pattern) {
            self.module.ranks.push(pattern.paren_token.span.open().start().line);
        }
        visit::visit_pat_tuple_struct(self, pattern);
    }

    fn visit_expr_binary(&mut self, expr: &'ast syn::ExprBinary) {
        for (number, word) in [(&expr.left, &expr.right), (&expr.right, &expr.left)] {
            self.module.ranks.extend(number_in(number).filter(|_| gives_word(word)));
        }
        visit::visit_expr_binary(self, expr);
    }

    fn visit_expr_match(&mut self, expr: &'ast syn::ExprMatch) {
        if gives_word(&expr.expr) && expr.arms.iter().any(|arm| has_number(&arm.pat)) {
            self.module.ranks.push(expr.match_token.span.start().line);
        }
        visit::visit_expr_match(self, expr);
    }

    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        self.visit_path(&called.path);
        let literals = self.module.literals.len();
        self.tokens(called.tokens.clone());
        if called.path.segments.last().is_some_and(|last| last.ident == "word") {
            self.module.literals.truncate(literals);
        }
    }

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        let syn::Meta::List(list) = &attribute.meta else { return };
        if attribute.path().is_ident("derive") || attribute.path().is_ident("serde") {
            let literals = self.module.literals.len();
            self.tokens(list.tokens.clone());
            // `with = "crate::a::b"` is a path all the same; other texts are for the deriving macro alone.
            for (text, line) in self.module.literals.split_off(literals) {
                if text.starts_with("crate::") {
                    self.write(text.split("::").map(str::to_owned).collect(), line, Form::Named);
                }
            }
        }
    }

    /// `pub(in crate::a)` tells who may come in, not where this goes.
    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}

    fn visit_lit_str(&mut self, literal: &'ast syn::LitStr) {
        self.module.literals.push((literal.value(), literal.span().start().line));
    }
}

#[cfg(test)]
mod tests {
    use super::modules;

    #[test]
    fn a_rank_that_somebody_wrote_is_seen() {
        let lines = |text: &str| modules("a.rs", text).expect("Rust").remove(0).ranks;
        let text = "fn f() {
    let a = org.word(e, f)? == Some(1);
    let b = org.word_or_default(e, f)? == 2;
    let c = Val::Word(3);
    if let Value::Word(0) = v {}
    match org.word(e, f)? { Some(At { value: 1, .. }) => {} _ => {} }
    let d = org.word_or_default(e, f)? == SHADOW;
    match org.word_or_default(e, f)? { SHADOW => 1, _ => 2 };
    let e = people.words() == 1;
}";
        assert_eq!(lines(text), [2, 3, 4, 5, 6, 9]);
    }
}
