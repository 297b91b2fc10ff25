//! What reading a large file in pieces, side by side, has in common. Whatever is unusual about a file makes its dialect
//! give up on the pieces, so that the outcome is always the one of reading it whole.

use rayon::prelude::*;

use crate::text::SourceFile;
use crate::yaml::split::Piece;

/// Bytes of a piece: few enough that a piece's tree stays near the processor, many enough to be worth a task.
const PIECE: usize = 2 << 20;

/// How many pieces to cut a file into; none where it has to be read whole.
pub(super) fn wanted(source: &SourceFile) -> Option<usize> {
    let threads = rayon::current_num_threads();
    (threads > 1 && !source.has_replaced()).then(|| (source.text().len() / PIECE).max(2 * threads))
}

/// Reads all pieces; none if one of them does not read cleanly.
pub(super) fn all<T: Send>(pieces: &[Piece], read: impl Fn(&Piece) -> Option<T> + Sync + Send) -> Option<Vec<T>> {
    pieces.par_iter().map(read).collect()
}
