//! Gives the pieces of lines that run beside each other in a gutter a track each: pieces that would touch are on different
//! ones, and the order in which they come decides which is nearer.

/// Pieces closer than this are taken for touching.
const APART: i32 = 8;

/// The track of each piece, from 0 on, and how many tracks there are. A piece is further out than all before it that it
/// would touch.
pub(super) fn tracks(pieces: &[(i32, i32)]) -> (Vec<i32>, i32) {
    let mut given: Vec<i32> = Vec::with_capacity(pieces.len());
    for (at, &(from, to)) in pieces.iter().enumerate() {
        let (low, high) = (from.min(to), from.max(to));
        let touches = |&(from, to): &(i32, i32)| from.min(to) < high + APART && low < from.max(to) + APART;
        let beside = pieces[..at].iter().zip(&given).filter(|(piece, _)| touches(piece));
        given.push(beside.map(|(_, track)| track + 1).max().unwrap_or(0));
    }
    let count = given.iter().map(|track| track + 1).max().unwrap_or(0);
    (given, count)
}

#[cfg(test)]
mod tests {
    use crate::drawing::tracks::tracks;

    #[test]
    fn only_what_touches_is_on_different_tracks() {
        assert_eq!(tracks(&[(0, 10), (40, 20), (5, 30), (100, 60)]), (vec![0, 0, 1, 0], 2));
        assert_eq!(tracks(&[]), (vec![], 0));
    }
}
