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

    INVALID_ENTITY {
        name: "invalid-entity",
        severity: Warning,
        summary: "Backstage refuses an entity that can be read here",
        explanation: "A name, tag, label, annotation or link is not of the format that Backstage's own validators want, a \
            field that its schema needs is missing or empty, or a value is a number where text belongs. The entity counts \
            here; Backstage does not take it in until that is mended. The message says what is wrong and the label what \
            the format is.\n\n\
            Whoever runs Backstage with validators of their own sets the severity in `rules`, or turns it off.",
        example: "metadata:\n  name: jalapeño crew   # jalapeno-crew\n  tags: [C++]           # c++",
    }

    MISSING_NAME {
        name: "missing-name",
        severity: Error,
        summary: "A Backstage entity has no name",
        explanation: "Nothing can refer to it, and it is left out. Write `metadata.name`.",
        example: "kind: Component\nmetadata:\n  title: Ledger          # name: ledger",
    }
}
