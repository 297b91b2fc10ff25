//! What can be wrong with a file of any format before it is read, and with the files that it names.

use crate::finding::diagnostics::diagnostics;

diagnostics! {
    UNREADABLE_FILE {
        name: "unreadable-file",
        severity: Error,
        summary: "A file or folder cannot be opened",
        explanation: "Its permissions or a broken link keep it from being read, so the organisation may be incomplete. \
            Repair it, or leave it out in `teamlint.yaml`.",
        fixed: UNREAD,
    }

    NO_SUCH_FILE {
        name: "no-such-file",
        severity: Error,
        summary: "A path does not exist",
        explanation: "Paths on the command line are relative to the current folder; targets of a catalog's `Location` \
            are relative to the file that names them. Correct or remove the path.",
        fixed: UNREAD,
    }

    NOT_A_FILE {
        name: "not-a-file",
        severity: Error,
        summary: "A path is neither a file nor a folder",
        explanation: "Pipes, sockets and devices are not read, because they may never end. To lint what a program \
            prints, pipe it in and name `-`.",
        example: "$ generate-org | teamlint check -",
        fixed: UNREAD,
    }

    TOO_LARGE {
        name: "too-large",
        severity: Error,
        summary: "A file is too large to read",
        explanation: "Positions in a file are counted with 32 bits, so files over 4 GiB are left out. Split the file: \
            everything in a folder is one organisation anyway. Formats may have a lower limit, from which on the host of a \
            repository does not load a file either; then the message names it.",
        fixed: UNREAD,
    }

    INVALID_UTF8 {
        name: "invalid-utf8",
        severity: Error,
        summary: "A file contains bytes that are not UTF-8",
        explanation: "Such bytes mean different characters in different programs. They are read as `?`, and what \
            contains them is not judged. Save the file as UTF-8.",
        example: "$ iconv -f LATIN1 -t UTF-8 teams.yaml > teams-utf8.yaml",
        fixed: UNREAD,
    }

    NUL_BYTE {
        name: "nul-byte",
        severity: Error,
        summary: "A file contains a NUL byte",
        explanation: "Text files have none: the file was cut short, written by a crashed program, or is no text at \
            all. Restore it.",
        fixed: UNREAD,
    }

    NOT_AN_ORGANISATION_FILE {
        name: "not-an-organisation-file",
        severity: Warning,
        summary: "A file that was named is in no format teamlint knows",
        explanation: "Other tools have files with `services`, `teams` or `resources`, too, so what is in a file decides whose \
            it is. A native file has `version: 1` beside a section, or `team: NAME` with something that only teams have, or a \
            section whose entries have: a service with an `owner`, a team with `members`. `image` or `ports` in services, \
            `privacy` or `repos` in teams and paths in `resources` speak for another tool. What a file of each format has is in \
            the help of the finding.\n\n\
            A file found in a folder is left alone, and named at the end of the report; one that was named itself is \
            expected to count.",
        example: "version: 1              # says that the file is one of ours\nservices: {web: {}}",
    }

    MISSING_TARGET {
        name: "missing-target",
        severity: Warning,
        summary: "A `Location` of a catalog names a file that does not exist",
        explanation: "What that file would declare is missing from the organisation. Targets start from the folder of \
            the file that names them. Correct the path or remove it. A pattern that no file matches and a folder lead \
            nowhere, too; with `presence: optional` nothing is reported.",
        example: "targets: [./teams/paymnets.yaml]   # ./teams/payments.yaml",
    }

    TARGET_OUTSIDE {
        name: "target-outside",
        severity: Warning,
        summary: "A `Location` of a catalog leads out of what is linted",
        explanation: "Targets are followed only below the paths on the command line, so that linting a folder never \
            reads another. Name the other folder on the command line, too.",
        example: "targets: [../../other-repository/catalog-info.yaml]",
    }
}
