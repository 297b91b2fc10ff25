//! What a Backstage catalog declares: input as people write it, and everything that was read from it.

mod declared;

use declared::{declared, problems};

#[test]
fn look() {
    for part in std::fs::read_to_string("/tmp/cases.txt").unwrap().split("=====\n") {
        println!("{part}-----\n{}-----\n{}=====", declared(part), problems(part));
    }
}
