//! What can be wrong with CODEOWNERS, and with no other file.

use crate::finding::diagnostics::diagnostics;

diagnostics! {
    CODEOWNERS_LINE {
        name: "codeowners-line",
        severity: Warning,
        summary: "A line of CODEOWNERS does not do what it seems to",
        explanation: "The host skips the line, or leaves out a name in it, and says so nowhere but in its settings: code \
            that seems to have an owner has another one, or none. GitHub knows no `!`, no `[ ]` and no sections; GitLab knows \
            all three, but no comments behind a pattern or a name. An owner is `@user`, `@organisation/team` (at GitLab any `@group/subgroup`) or a mail address.",
        example: "/checkout/ acme/payments   # `@` is missing",
    }
}
