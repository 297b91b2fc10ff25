//! What can be wrong with a file as YAML.

use crate::finding::diagnostics::diagnostics;

diagnostics! {
    SYNTAX_ERROR {
        name: "syntax-error",
        severity: Error,
        summary: "A place in a file is not YAML",
        explanation: "The reader cannot tell what is meant there. It goes on after that place, and judges what it \
            could read; whatever refers to something in the broken part is not judged, rather than called \
            wrong.\n\n\
            The usual causes are a missing space after `:`, a value that begins with `*`, `&`, `@` or `{` \
            and needs quotes, indentation by a tab, and a bracket or quote that is never closed.",
        example: r#"teams:
  payments:
    mission: "take money safely   # the quote is never closed"#,
        fixed: UNREAD,
    }

    DUPLICATE_KEY {
        name: "duplicate-key",
        severity: Error,
        summary: "A mapping has the same key twice",
        explanation: "YAML readers disagree on which of the two counts, so one of them is silently lost. Keep one, or \
            unite their contents.",
        example: r"teams:
  payments: {lead: ana}
  payments: {lead: ben}   # unite them",
        fixed: UNREAD,
    }

    UNKNOWN_ANCHOR {
        name: "unknown-anchor",
        severity: Error,
        summary: "An alias has no anchor before it",
        explanation: "`*name` repeats the value that was marked `&name` earlier in the same document. Write the anchor \
            first, correct the name, or quote a text that begins with `*`.",
        example: "participants: *sre      # no `&sre` above this line",
        fixed: UNREAD,
    }

    CYCLIC_ALIAS {
        name: "cyclic-alias",
        severity: Error,
        summary: "An alias stands inside the value it repeats",
        explanation: "The value would contain itself and never end. Write the inner value out, or refer to the entity \
            by its id.",
        example: r"teams: &all
  payments: {members: *all}",
        fixed: UNREAD,
    }

    ALIAS_BOMB {
        name: "alias-bomb",
        severity: Error,
        summary: "Aliases of aliases unfold to far more than was written",
        explanation: "A few lines of nested aliases can stand for billions of values. They are not unfolded past a \
            limit, to keep a run from filling the memory. Write the values out once and refer to them by id.",
        example: r"a: &a [x, x, x, x]
b: &b [*a, *a, *a, *a]
c: &c [*b, *b, *b, *b]   # and so on",
        fixed: UNREAD,
    }

    INVALID_MERGE {
        name: "invalid-merge",
        severity: Error,
        summary: "Something other than a mapping is merged",
        explanation: "`<<` takes the fields of another mapping, or of a list of mappings, as defaults. Name anchors of \
            mappings, or quote `\"<<\"` if a key of that name is meant.",
        example: r"defaults: &defaults [ana, ben]   # a list cannot be merged
layer:
  <<: *defaults",
        fixed: UNREAD,
    }

    NESTING_TOO_DEEP {
        name: "nesting-too-deep",
        severity: Error,
        summary: "Brackets or indentation are nested beyond reason",
        explanation: "No organisation is that deep; usually a bracket is opened again and again and never closed. The \
            file is left out.",
        example: "members: [[[[[[[[[[[[[[[[",
        fixed: UNREAD,
    }

    TOO_MANY_PROBLEMS {
        name: "too-many-problems",
        severity: Error,
        summary: "A file has more problems than are shown",
        explanation: "After that many, the rest seldom says anything new: often one early mistake breaks everything \
            after it. Repair the first ones and run again.",
        fixed: UNREAD,
    }
}
