//! What the loader can report, in words: the one table behind `explain` for everything that is not a rule page.

use crate::finding::Severity;

/// A diagnostic that exists before there is an organisation to judge.
#[derive(Clone, Copy, Debug)]
pub struct Diagnostic {
    /// Its name, in kebab-case; waived and configured like a rule.
    pub name: &'static str,
    /// How much it matters by default.
    pub severity: Severity,
    /// What it says, in one line.
    pub summary: &'static str,
    /// Why it matters and what to do, in Markdown paragraphs.
    pub explanation: &'static str,
    /// What it looks like, where that helps; usually YAML.
    pub example: Option<&'static str>,
}

/// The diagnostic of this name.
pub fn named(name: &str) -> Option<&'static Diagnostic> {
    DIAGNOSTICS.iter().find(|d| d.name == name)
}

/// Every diagnostic: first files, then YAML, the organisation, and the set-up.
pub const DIAGNOSTICS: &[Diagnostic] = &[
    Diagnostic {
        name: "unreadable-file",
        severity: Severity::Error,
        summary: "A file or folder cannot be opened",
        explanation: "Its permissions or a broken link keep it from being read, so the organisation may be incomplete. \
            Repair it, or leave it out in `teamlint.yaml`.",
        example: None,
    },
    Diagnostic {
        name: "no-such-file",
        severity: Severity::Error,
        summary: "A path does not exist",
        explanation: "Paths on the command line are relative to the current folder; targets of a Backstage `Location` \
            are relative to the file that names them. Correct or remove the path.",
        example: None,
    },
    Diagnostic {
        name: "not-a-file",
        severity: Severity::Error,
        summary: "A path is neither a file nor a folder",
        explanation: "Pipes, sockets and devices are not read, because they may never end. To lint what a program \
            prints, pipe it in and name `-`.",
        example: Some("$ generate-org | teamlint check -"),
    },
    Diagnostic {
        name: "too-large",
        severity: Severity::Error,
        summary: "A file is too large to read",
        explanation: "Positions in a file are counted with 32 bits, so files over 4 GiB are left out. Split the file: \
            everything in a folder is one organisation anyway.",
        example: None,
    },
    Diagnostic {
        name: "invalid-utf8",
        severity: Severity::Error,
        summary: "A file contains bytes that are not UTF-8",
        explanation: "Such bytes mean different characters in different programs. They are read as `?`, and what \
            contains them is not judged. Save the file as UTF-8.",
        example: Some("$ iconv -f LATIN1 -t UTF-8 teams.yaml > teams-utf8.yaml"),
    },
    Diagnostic {
        name: "nul-byte",
        severity: Severity::Error,
        summary: "A file contains a NUL byte",
        explanation: "Text files have none: the file was cut short, written by a crashed program, or is no text at \
            all. Restore it.",
        example: None,
    },
    Diagnostic {
        name: "not-an-organisation-file",
        severity: Severity::Warning,
        summary: "A file that was named is in no format teamlint knows",
        explanation: "Files found in folders are left alone silently when they are something else; one named on the \
            command line is expected to count. A native file has `team` or a section such as `teams` at the \
            top, a Backstage file has `apiVersion: backstage.io/v1alpha1`.",
        example: None,
    },
    Diagnostic {
        name: "skeleton-skipped",
        severity: Severity::Advice,
        summary: "A scaffolder skeleton was left out",
        explanation: "Files with `${{ … }}` are templates for catalog files, and declare nothing until Backstage fills \
            them in.",
        example: Some(
            r"metadata:
  name: ${{ values.name }}",
        ),
    },
    Diagnostic {
        name: "missing-target",
        severity: Severity::Warning,
        summary: "A Backstage `Location` names a file that does not exist",
        explanation: "What that file would declare is missing from the organisation. Targets start from the folder of \
            the file that names them. Correct the path or remove it.",
        example: Some("targets: [./teams/paymnets.yaml]   # ./teams/payments.yaml"),
    },
    Diagnostic {
        name: "target-outside",
        severity: Severity::Warning,
        summary: "A Backstage `Location` leads out of what is linted",
        explanation: "Targets are followed only below the paths on the command line, so that linting a folder never \
            reads another. Name the other folder on the command line, too.",
        example: Some("targets: [../../other-repository/catalog-info.yaml]"),
    },
    Diagnostic {
        name: "missing-name",
        severity: Severity::Error,
        summary: "A Backstage entity has no name",
        explanation: "Nothing can refer to it, and it is left out. Write `metadata.name`.",
        example: Some("kind: Component\nmetadata:\n  title: Ledger          # name: ledger"),
    },
    Diagnostic {
        name: "syntax-error",
        severity: Severity::Error,
        summary: "A place in a file is not YAML",
        explanation: "The reader cannot tell what is meant there. It goes on after that place, and judges what it \
            could read; whatever refers to something in the broken part is not judged, rather than called \
            wrong.\n\n\
            The usual causes are a missing space after `:`, a value that begins with `*`, `&`, `@` or `{` \
            and needs quotes, indentation by a tab, and a bracket or quote that is never closed.",
        example: Some(
            r#"teams:
  payments:
    mission: "take money safely   # the quote is never closed"#,
        ),
    },
    Diagnostic {
        name: "duplicate-key",
        severity: Severity::Error,
        summary: "A mapping has the same key twice",
        explanation: "YAML readers disagree on which of the two counts, so one of them is silently lost. Keep one, or \
            unite their contents.",
        example: Some(
            r"teams:
  payments: {lead: ana}
  payments: {lead: ben}   # unite them",
        ),
    },
    Diagnostic {
        name: "unknown-anchor",
        severity: Severity::Error,
        summary: "An alias has no anchor before it",
        explanation: "`*name` repeats the value that was marked `&name` earlier in the same document. Write the anchor \
            first, correct the name, or quote a text that begins with `*`.",
        example: Some("participants: *sre      # no `&sre` above this line"),
    },
    Diagnostic {
        name: "cyclic-alias",
        severity: Severity::Error,
        summary: "An alias stands inside the value it repeats",
        explanation: "The value would contain itself and never end. Write the inner value out, or refer to the entity \
            by its id.",
        example: Some(
            r"teams: &all
  payments: {members: *all}",
        ),
    },
    Diagnostic {
        name: "alias-bomb",
        severity: Severity::Error,
        summary: "Aliases of aliases unfold to far more than was written",
        explanation: "A few lines of nested aliases can stand for billions of values. They are not unfolded past a \
            limit, to keep a run from filling the memory. Write the values out once and refer to them by id.",
        example: Some(
            r"a: &a [x, x, x, x]
b: &b [*a, *a, *a, *a]
c: &c [*b, *b, *b, *b]   # and so on",
        ),
    },
    Diagnostic {
        name: "invalid-merge",
        severity: Severity::Error,
        summary: "Something other than a mapping is merged",
        explanation: "`<<` takes the fields of another mapping, or of a list of mappings, as defaults. Name anchors of \
            mappings, or quote `\"<<\"` if a key of that name is meant.",
        example: Some(
            r"defaults: &defaults [ana, ben]   # a list cannot be merged
layer:
  <<: *defaults",
        ),
    },
    Diagnostic {
        name: "nesting-too-deep",
        severity: Severity::Error,
        summary: "Brackets or indentation are nested beyond reason",
        explanation: "No organisation is that deep; usually a bracket is opened again and again and never closed. The \
            file is left out.",
        example: Some("members: [[[[[[[[[[[[[[[["),
    },
    Diagnostic {
        name: "too-many-problems",
        severity: Severity::Error,
        summary: "A file has more problems than are shown",
        explanation: "After that many, the rest seldom says anything new: often one early mistake breaks everything \
            after it. Repair the first ones and run again.",
        example: None,
    },
    Diagnostic {
        name: "unknown-field",
        severity: Severity::Error,
        summary: "A field is not part of the vocabulary",
        explanation: "It would be ignored, and whatever it was meant to say would count as not declared. Correct the \
            spelling, or move it to the entity it belongs to. Fields are written in camelCase.",
        example: Some(
            r"services:
  ledger:
    ownr: payments        # owner",
        ),
    },
    Diagnostic {
        name: "wrong-type",
        severity: Severity::Error,
        summary: "A value is of another type than its field",
        explanation: "A list stands where one value is expected, a text where a number is, or the like. The value is \
            not used, and what depends on it is not judged.",
        example: Some(
            r"rotations:
  payments:
    turn: [1w]            # turn: 1w",
        ),
    },
    Diagnostic {
        name: "invalid-value",
        severity: Severity::Error,
        summary: "A value is not one of those its field allows",
        explanation: "The field takes a word from a closed list, a number within bounds, a date, a time, a duration or \
            an offset. The message says which. Times and offsets are best quoted.",
        example: Some(
            r"services:
  ledger:
    tier: 7               # 1 to 4",
        ),
    },
    Diagnostic {
        name: "unknown-reference",
        severity: Severity::Error,
        summary: "Something refers to an entity nobody declares",
        explanation: "A team, person or service is named that no file declares: a typing mistake, or somebody who \
            left. There is one finding for each missing target, with every place that names it. Where a \
            whole kind is never declared, nothing is reported: it is probably declared elsewhere.",
        example: Some(
            r"services:
  ledger:
    owner: paymnets       # no such team",
        ),
    },
    Diagnostic {
        name: "unknown-duty",
        severity: Severity::Error,
        summary: "A duty is not in the taxonomy",
        explanation: "Rules know duties by their id; a duty by another name is a duty nobody has. Use the id that is \
            suggested, or add your own duty in `teamlint.yaml`.",
        example: Some(
            r"teams:
  sre:
    duties: [oncall]      # on-call",
        ),
    },
    Diagnostic {
        name: "unknown-metric",
        severity: Severity::Advice,
        summary: "A metric is not in the taxonomy",
        explanation: "Rules tell delivery metrics from stability metrics by their id. Use the id that is suggested, or \
            add your own metric in `teamlint.yaml`.",
        example: Some(
            r"teams:
  sre:
    metrics: [latncy]     # latency",
        ),
    },
    Diagnostic {
        name: "unknown-tool",
        severity: Severity::Advice,
        summary: "Nothing says what a tool is for",
        explanation: "Rules ask for capabilities, such as monitoring or deployment, and not for products. A tool that is \
            in the taxonomy has them from there; of any other, say its `capability` where it is used, or add it to \
            `taxonomy` in `teamlint.yaml`, where everybody has it.",
        example: Some(
            r"teams:
  sre:
    tools: [{tool: home-grown, capability: monitoring}]",
        ),
    },
    Diagnostic {
        name: "non-canonical-name",
        severity: Severity::Advice,
        summary: "A name is written in another way than its id",
        explanation: "It was understood, by its alias or regardless of case. Writing the id itself lets people search \
            for it.",
        example: Some(
            r"teams:
  sre:
    duties: [ci/cd]       # ci-cd-pipelines",
        ),
    },
    Diagnostic {
        name: "duplicate-id",
        severity: Severity::Error,
        summary: "Two entities of one kind have the same id",
        explanation: "Which of them a reference means cannot be known. Within one format an entity is declared once; \
            rename one of them or unite them. A native file may add to an entity of a Backstage catalog: \
            that is no duplicate.",
        example: Some(
            r"# a.yaml
teams: {sre: {lead: ana}}
# b.yaml
teams: {sre: {lead: ben}}",
        ),
    },
    Diagnostic {
        name: "conflicting-declaration",
        severity: Severity::Warning,
        summary: "Two files give one field different values",
        explanation: "An entity declared in several formats is one entity, with the fields of all. Where two values \
            for one field differ, the first in the order of paths is used. Remove the one that is out of \
            date.",
        example: Some(
            r"# catalog-info.yaml
spec: {owner: payments}
# teams.yaml
services: {ledger: {owner: billing}}",
        ),
    },
    Diagnostic {
        name: "reporting-cycle",
        severity: Severity::Error,
        summary: "Somebody reports to themselves, by way of others",
        explanation: "Lines of reporting must end at the top. The labels show the whole circle; one of its steps is \
            wrong.",
        example: Some(
            r"units:
  cto: {reportsTo: operations}
  operations: {reportsTo: cto}",
        ),
    },
    Diagnostic {
        name: "duplicate-item",
        severity: Severity::Advice,
        summary: "A list names the same thing twice",
        explanation: "The second mention adds nothing, and makes counts and rotations look larger than they are. \
            Remove it.",
        example: Some(
            r"teams:
  sre:
    members: [ana, ben, ana]",
        ),
    },
    Diagnostic {
        name: "unused-waiver",
        severity: Severity::Warning,
        summary: "A waiver allows nothing",
        explanation: "What it let pass was mended, or it names the wrong entity or rule. Left alone it would hide the \
            next finding of this kind, for which nobody gave a reason. Remove it.",
        example: Some("web: {members: [ana]}   # teamlint: allow team-size they split in May"),
    },
    Diagnostic {
        name: "expired-waiver",
        severity: Severity::Warning,
        summary: "The day until which a waiver counts is over",
        explanation: "It no longer counts, and what it let pass is reported again. Mend that, or decide anew and give a \
            later day.",
        example: Some(
            r"waivers:
  - rule: team-size
    entity: team:web
    reason: they split in May
    until: 2026-05-31",
        ),
    },
    Diagnostic {
        name: "invalid-waiver",
        severity: Severity::Warning,
        summary: "A comment should be a waiver and cannot count",
        explanation: "It names no rule, or one that does not exist, or gives no reason. A waiver without a reason cannot \
            be judged by whoever comes after.",
        example: Some("# teamlint: allow team-size until 2026-05-31 they split in May"),
    },
    Diagnostic {
        name: "configuration",
        severity: Severity::Error,
        summary: "`teamlint.yaml` says something that cannot be done",
        explanation: "A setting has a wrong name or value, or speaks of a rule or parameter that does not exist. The \
            run goes on without that setting, and ends with exit code 2.",
        example: Some(
            r"rules:
  on-call-overlaod: off   # no such rule",
        ),
    },
    Diagnostic {
        name: "rule-config",
        severity: Severity::Error,
        summary: "`teamlint.yaml` configures a rule in a way it cannot be configured",
        explanation: "The rule has no such parameter, the value is of another type or unit than the parameter, or there \
            is no rule of that name. `teamlint explain RULE` lists the parameters. The run goes on without that \
            setting, and ends with exit code 2.",
        example: Some("rules:\n  team-size: {maxx: 12}   # max"),
    },
    Diagnostic {
        name: "rule-page",
        severity: Severity::Error,
        summary: "A rule page cannot be used",
        explanation: "Its head names a field that does not exist, compares values of different types, labels something \
            that is written nowhere, or lacks what every page needs. The rule is left out, and the run ends \
            with exit code 2.\n\n\
            Expressions with `: , # [ {` should stand in quotes or in a block after `|`.",
        example: Some("require: team.membres.size() >= 5   # members"),
    },
    Diagnostic {
        name: "rule-example",
        severity: Severity::Error,
        summary: "An example of a rule page does not behave as the page says",
        explanation: "A `bad` example must give exactly the labels marked in it, a `good` one none, an `unjudged` one \
            exactly the missing fields it names. Either the rule or its example is wrong. Run by `teamlint \
            test`.",
        example: None,
    },
    Diagnostic {
        name: "rule-out-of-steps",
        severity: Severity::Error,
        summary: "A rule needs too many steps to decide",
        explanation: "Every rule has a budget for each entity and for the whole run, so that a page cannot hang it. \
            The rule is switched off for this run, its findings are dropped, and the run ends with exit code \
            2. Usually lists are combined with each other where a field or fact would do.",
        example: Some("require: people.all(p, people.all(q, people.all(r, p != q || q != r)))"),
    },
    Diagnostic {
        name: "bad-glob",
        severity: Severity::Error,
        summary: "A pattern for including or excluding files is not valid",
        explanation: "Patterns in `teamlint.yaml` are written as in `.gitignore`: `*` within a folder, `**` across \
            folders, brackets for alternatives.",
        example: Some(r#"exclude: ["archive/**", "[a-"]   # the bracket is never closed"#),
    },
];

#[cfg(test)]
mod tests {
    use crate::finding::diagnostics::DIAGNOSTICS;

    #[test]
    fn names_are_kebab_case_and_said_once() {
        let mut names: Vec<&str> = DIAGNOSTICS.iter().map(|d| d.name).collect();
        assert!(names.iter().all(|n| n.bytes().all(|b| b.is_ascii_lowercase() || b == b'-' || b.is_ascii_digit())));
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
