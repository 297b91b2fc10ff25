//! What stands in a sentence of a rule and is the program's own, though an expression gives it.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use crate::audit::found::Found;

/// Words of the program that stand in what an expression gives: those that a page chooses between or puts around names, and ids of
/// the taxonomy.
pub struct Literals(HashMap<char, Vec<Literal>>);

struct Literal {
    text: String,
    /// Whether it is an id of the taxonomy, which somebody may have as well: whose id it is, it names.
    is_term: bool,
}

impl Literals {
    /// Those of a rule's page, and these terms.
    pub fn of(page: &str, terms: &[String]) -> Self {
        // Which of its pieces are code is no matter: no name is made of them.
        // Below the head of the page stand examples, with people in them.
        let head = page.get(3..).and_then(|below| below.split("\n---").next()).unwrap_or_default();
        let head = head.split_whitespace().collect::<Vec<_>>().join(" ");
        let pieces: BTreeSet<&str> = head.split(['\'', '"', '`']).collect();
        let pieces = pieces.into_iter().map(|piece| Literal { text: piece.to_owned(), is_term: false });
        let terms = terms.iter().map(|term| Literal { text: term.clone(), is_term: true });
        let mut by_first: HashMap<char, Vec<Literal>> = HashMap::new();
        for piece in pieces.chain(terms).filter(|piece| piece.text.contains(char::is_alphabetic)) {
            by_first.entry(piece.text.chars().next().unwrap_or_default()).or_default().push(piece);
        }
        for pieces in by_first.values_mut() {
            pieces.sort_by_key(|piece| Reverse(piece.text.len()));
        }
        Self(by_first)
    }

    /// The length of the longest of them with which a text goes on at a place, where it cuts no word and nobody's name. `found` are
    /// those who are named from there on.
    pub fn at(&self, text: &str, at: usize, found: &[Found]) -> Option<usize> {
        let first = text[at..].chars().next()?;
        let is_part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let cuts = |at: usize| is_part(text[..at].chars().next_back()) && is_part(text[at..].chars().next());
        let holds = |piece: &Literal| {
            let end = at + piece.text.len();
            let is_within = |found: &Found| {
                let is_whole = (found.start, found.end) == (at, end);
                found.start >= at && found.end <= end && !(piece.is_term && is_whole)
            };
            found.iter().take_while(|found| found.start < end).all(is_within)
        };
        let ours =
            |piece: &&Literal| text[at..].starts_with(&*piece.text) && !cuts(at + piece.text.len()) && holds(piece);
        if cuts(at) {
            return None;
        }
        // A number of hours is written with its unit, which may be somebody's id.
        let digits = text[at..].find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len() - at);
        if digits > 0 && text[at + digits..].starts_with(" h") && !cuts(at + digits + 2) {
            return Some(digits + 2);
        }
        self.0.get(&first)?.iter().find(ours).map(|longest| longest.text.len())
    }
}
