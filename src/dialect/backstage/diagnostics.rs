//! What can be wrong with a catalog, and with no other file.

use crate::finding::diagnostics::diagnostics;

diagnostics! {
    SKELETON_SKIPPED {
        name: "skeleton-skipped",
        severity: Advice,
        summary: "A scaffolder skeleton was left out",
        explanation: "Files with `${{ … }}` are templates for catalog files, and declare nothing until Backstage fills \
            them in.",
        example: r"metadata:
  name: ${{ values.name }}",
    }

    UNKNOWN_KIND {
        name: "unknown-kind",
        severity: Warning,
        summary: "The kind of a Backstage entity is nearly one that is known",
        explanation: "The entity is left out, and so is whatever it says. Kinds that resemble none of Backstage's are somebody's \
            own, and are left alone. Correct the kind; if yours is right, turn this off in `teamlint.yaml`.",
        example: "kind: Componant         # Component",
    }

    MISSING_NAME {
        name: "missing-name",
        severity: Error,
        summary: "A Backstage entity has no name",
        explanation: "Nothing can refer to it, and it is left out. Write `metadata.name`.",
        example: "kind: Component\nmetadata:\n  title: Ledger          # name: ledger",
    }
}
