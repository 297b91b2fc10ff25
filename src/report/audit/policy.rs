//! What the page may do, as a browser keeps to it: nothing from outside, and no script but its own.

use sha2::{Digest, Sha256};

/// The policy of a page with one script.
pub(super) fn of(script: &str) -> String {
    format!(
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        base64(&Sha256::digest(script))
    )
}

/// Bytes as base64 writes them.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut written = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let three = chunk.iter().fold(0u32, |sum, &byte| sum << 8 | u32::from(byte)) << (8 * (3 - chunk.len()));
        for rank in 0..4 {
            let letter = LETTERS[(three >> (18 - 6 * rank) & 63) as usize];
            written.push(if rank > chunk.len() { '=' } else { char::from(letter) });
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use crate::report::audit::policy::base64;

    #[test]
    fn bytes_are_written_as_everybody_reads_them() {
        let written = [&b""[..], b"f", b"fo", b"foo", b"foobar"].map(base64);
        assert_eq!(written, ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYmFy"]);
        assert_eq!(base64(&[0xfb, 0xff, 0xfe]), "+//+");
    }
}
