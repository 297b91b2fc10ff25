//! A large catalog, cut between its documents.

use crate::declare::Declarations;
use crate::declare::reader::Reader;
use crate::dialect::backstage::document::read;
use crate::dialect::backstage::format::{FORMAT, is_backstage};
use crate::dialect::pieces::{all, wanted};
use crate::text::{FileId, SourceFile};
use crate::yaml::split::{Piece, at_documents};
use crate::yaml::tree::Tree;

/// Reads a file in pieces; none where it has to be read whole.
pub(super) fn read_all(file: FileId, source: &SourceFile) -> Option<Vec<Declarations>> {
    let text = source.text();
    let pieces = at_documents(text, wanted(source)?)?;
    all(&pieces, |piece| documents(file, text, piece))
}

fn documents(file: FileId, text: &str, piece: &Piece) -> Option<Declarations> {
    let tree = Tree::parse_piece(file, text, piece.at.clone())?;
    let mut reader = Reader::new(file, &FORMAT);
    reader.speak(&FORMAT, 0);
    for document in tree.documents(text) {
        if !is_backstage(document) {
            return None;
        }
        read(&mut reader, document);
    }
    Some(reader.out)
}
