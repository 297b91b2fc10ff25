//! Puts things in a row as near as possible to where each would like to be: the least squares of what is off, with their
//! order and the distances between them kept. Neighbours that would come too close become one and settle together.

/// Where things begin that would like to begin at `wanted`, each of the size and, but for the last, with the gap behind it
/// that `sizes` says; nothing begins before 0, and everything on a multiple of `grid`, as sizes and gaps are.
pub(super) fn settle(wanted: &[i32], sizes: &[(i32, i32)], grid: i32) -> Vec<i32> {
    let mut offset = 0;
    let offsets: Vec<i32> = sizes
        .iter()
        .map(|&(size, gap)| {
            let own = offset;
            offset += size + gap;
            own
        })
        .collect();
    // Without their offsets they only must not go down.
    let mut blocks: Vec<(i64, i64)> = Vec::new();
    for (wanted, offset) in wanted.iter().zip(&offsets) {
        let mut block = (i64::from(wanted - offset), 1);
        while let Some(&(sum, count)) = blocks.last()
            && sum * block.1 >= block.0 * count
        {
            block = (block.0 + sum, block.1 + count);
            blocks.pop();
        }
        blocks.push(block);
    }
    let grid = i64::from(grid);
    let levels = blocks.into_iter().flat_map(|(sum, count)| {
        let level = ((sum + count * grid / 2).div_euclid(count * grid) * grid).max(0);
        std::iter::repeat_n(i32::try_from(level).unwrap_or(0), usize::try_from(count).unwrap_or(0))
    });
    levels.zip(&offsets).map(|(level, offset)| level + offset).collect()
}

#[cfg(test)]
mod tests {
    use crate::drawing::settle::settle;

    #[test]
    fn what_has_room_stays_and_what_collides_is_moved_alike() {
        assert_eq!(settle(&[0, 160], &[(48, 16), (48, 16)], 16), [0, 160]);
        assert_eq!(settle(&[160, 160], &[(48, 16), (48, 16)], 16), [128, 192]);
        assert_eq!(settle(&[-80, 0], &[(48, 16), (48, 16)], 16), [0, 64]);
        assert_eq!(settle(&[64, 0, 64], &[(16, 16), (16, 16), (16, 16)], 16), [16, 48, 80]);
        assert_eq!(settle(&[], &[], 16), [0; 0]);
    }
}
