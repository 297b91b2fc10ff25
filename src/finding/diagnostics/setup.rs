//! What can be wrong with what teamlint is told to do: waivers, configuration and rule pages.

use crate::finding::diagnostics::diagnostics;

diagnostics! {
    UNUSED_WAIVER {
        name: "unused-waiver",
        severity: Warning,
        summary: "A waiver allows nothing",
        explanation: "What it let pass was mended, or it names the wrong entity or rule. Left alone it would hide the \
            next finding of this kind, for which nobody gave a reason. Remove it.",
        example: "web: {members: [ana]}   # teamlint: allow team-size they split in May",
    }

    EXPIRED_WAIVER {
        name: "expired-waiver",
        severity: Warning,
        summary: "The day until which a waiver counts is over",
        explanation: "It no longer counts, and what it let pass is reported again. Mend that, or decide anew and give a \
            later day.",
        example: r"waivers:
  - rule: team-size
    entity: team:web
    reason: they split in May
    until: 2026-05-31",
    }

    INVALID_WAIVER {
        name: "invalid-waiver",
        severity: Warning,
        summary: "A comment should be a waiver and cannot count",
        explanation: "It is not written as one, names no rule, or one that does not exist or that nothing may waive, or \
            gives no reason. A waiver without a reason cannot be judged by whoever comes after.",
        example: "# teamlint: allow team-size until 2026-05-31 they split in May",
    }

    CONFIGURATION {
        name: "configuration",
        severity: Error,
        summary: "`teamlint.yaml` says something that cannot be done",
        explanation: "A setting has a wrong name or value, or speaks of a rule or parameter that does not exist. The \
            run goes on without that setting, and ends with exit code 2.",
        example: r"rules:
  on-call-overlaod: off   # no such rule",
        fixed: SET_UP,
    }

    RULE_CONFIG {
        name: "rule-config",
        severity: Error,
        summary: "`teamlint.yaml` configures a rule in a way it cannot be configured",
        explanation: "The rule has no such parameter, the value is of another type or unit than the parameter, or there \
            is no rule of that name. `teamlint explain RULE` lists the parameters. The run goes on without that \
            setting, and ends with exit code 2.",
        example: "rules:\n  team-size: {maxx: 12}   # max",
        fixed: SET_UP,
    }

    RULE_PAGE {
        name: "rule-page",
        severity: Error or Warning,
        summary: "A rule page cannot be used",
        explanation: "Its head names a field that does not exist, compares values of different types, labels something \
            that is written nowhere, or lacks what every page needs. The rule is left out, and the run ends \
            with exit code 2.\n\n\
            A page of your own that has no sources, or lacks an example, is used all the same, with a warning.\n\n\
            Expressions with `: , # [ {` should stand in quotes or in a block after `|`.",
        example: "require: team.membres.size() >= 5   # members",
        fixed: SET_UP,
    }

    RULE_EXAMPLE {
        name: "rule-example",
        severity: Error,
        summary: "An example of a rule page does not behave as the page says",
        explanation: "A `bad` example must give exactly the labels marked in it, a `good` one none, an `unjudged` one \
            exactly the missing fields it names. Either the rule or its example is wrong. Run by `teamlint \
            test`.",
        fixed: SET_UP,
    }

    RULE_OUT_OF_STEPS {
        name: "rule-out-of-steps",
        severity: Error or Warning,
        summary: "A rule needs too many steps or too much memory to decide",
        explanation: "Every rule has a budget of steps for each entity and for the whole run, and pages of your own one of \
            memory as well, so that a page cannot hang it; both grow with the organisation. The rule is switched off for this run, its findings are dropped, and the run \
            ends with exit code 2. Usually lists are combined with each other where a field or fact would do. Of a \
            rule that comes with the program it is a warning: a mistake of the program's, which everybody may report.",
        example: "require: people.all(p, people.all(q, people.all(r, p != q || q != r)))",
        fixed: SET_UP,
    }

    INVALID_BASELINE {
        name: "invalid-baseline",
        severity: Error,
        summary: "A baseline cannot be read whole",
        explanation: "A baseline lists the findings that were there when it was written, one on a line, as `teamlint \
            baseline write` and `prune` write it. A line that is none counts for nothing, so that its finding is told, \
            and the run ends with exit code 2. Often a merge was left unfinished.",
        example: r"# teamlint baseline 1
<<<<<<< HEAD",
        fixed: SET_UP,
    }

    BAD_GLOB {
        name: "bad-glob",
        severity: Error,
        summary: "A pattern for including or excluding files is not valid",
        explanation: "Patterns in `teamlint.yaml` are written as in `.gitignore`: `*` within a folder, `**` across \
            folders, brackets for alternatives.",
        example: r#"exclude: ["archive/**", "[a-"]   # the bracket is never closed"#,
        fixed: SET_UP,
    }
}
