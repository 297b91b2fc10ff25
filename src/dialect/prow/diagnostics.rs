//! What can be wrong with aliases of owners, and with no other file.

use crate::finding::diagnostics::diagnostics;

diagnostics! {
    EMPTY_ALIAS {
        name: "empty-alias",
        severity: Warning,
        summary: "An alias of owners stands for nobody",
        explanation: "An OWNERS file that names it has one owner less than it seems to, and if it names nobody else, none: the \
            folder falls to the owners of the one above. Name who it stands for, or remove it from here and from the OWNERS \
            files that name it.",
        example: r"aliases:
  client-reviewers: []",
    }
}
