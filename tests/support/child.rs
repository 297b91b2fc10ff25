//! Tests whose process may not survive them: an overflowing stack ends it at once, and with it every test that has
//! not run. They run in a process of their own, so that one fails and the others are still heard.

use std::env;
use std::process::Command;

/// Tells a child what it is, and keeps it from having children.
const CHILD: &str = "TEAMLINT_TEST_CHILD";

/// At the top of a test: the rest of it runs in a process of its own.
macro_rules! alone {
    () => {{
        fn here() {}
        if !$crate::support::child::is_alone(&here) {
            return;
        }
    }};
}
pub(crate) use alone;

/// Whether this is the process that is there for the test that `here` stands in. Where it is not, one is started and
/// has to end well.
pub fn is_alone<F>(_here: &F) -> bool {
    if env::var_os(CHILD).is_some() {
        return true;
    }
    let path = std::any::type_name::<F>();
    let test = path.strip_suffix("::here").and_then(|path| path.split_once("::")).expect("the path of a test").1;
    let run = Command::new(env::current_exe().expect("this program"))
        .args(["--exact", test, "--nocapture"])
        .env(CHILD, "1")
        .output()
        .expect("a process");
    let (said, complained) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert!(run.status.success(), "{}\n{said}{complained}", run.status);
    assert!(said.contains("test result: ok. 1 passed"), "`{test}` did not run:\n{said}{complained}");
    print!("{said}");
    false
}
