//! What can be wrong with what files declare.

use crate::finding::diagnostics::diagnostics;

diagnostics! {
    MISSPELT_FIELD {
        name: "misspelt-field",
        severity: Error,
        summary: "The name of a section or field is nearly that of another",
        explanation: "Nothing under it is read, so whatever it was meant to say is lost: a team without its members, an \
            organisation without its rotations. Correct the spelling; fields are written in camelCase. A key of your own \
            that only looks alike gets the prefix `x-`.\n\n\
            What was meant counts as declared and unknown: no rule calls it missing.",
        example: r"services:
  ledger:
    ownr: payments        # owner",
    }

    UNKNOWN_FIELD {
        name: "unknown-field",
        severity: Warning,
        summary: "A section or field is not part of the vocabulary",
        explanation: "Nothing under it is read. Move it to the entity it belongs to, or give it the prefix `x-`, which keeps \
            it for other tools. One that is nearly a name of the vocabulary is `misspelt-field`.",
        example: r"teams:
  payments:
    budget: 12            # x-budget",
    }

    WRONG_TYPE {
        name: "wrong-type",
        severity: Error,
        summary: "A value is of another type than its field",
        explanation: "A list stands where one value is expected, a text where a number is, or the like. The value is \
            not used, and what depends on it is not judged.",
        example: r"rotations:
  payments:
    turn: [1w]            # turn: 1w",
    }

    INVALID_VALUE {
        name: "invalid-value",
        severity: Error or Warning,
        summary: "A value is not one of those its field allows",
        explanation: "The field takes a word from a closed list, a number within bounds, a date, a time, a duration or \
            an offset. The message says which. Times and offsets are best quoted.\n\n\
            A catalog may have kinds of its own: a reference to a kind that only looks misspelt is a warning.",
        example: r"services:
  ledger:
    tier: 7               # 1 to 4",
    }

    UNKNOWN_REFERENCE {
        name: "unknown-reference",
        severity: Error,
        summary: "Something refers to an entity nobody declares",
        explanation: "A team, person or service is named that no file declares: a typing mistake, or somebody who \
            left. There is one finding for each missing target, with every place that names it.\n\n\
            A reference is an error only where all is known that there may be. Native files are one whole: of a section \
            that is there, everything is. Catalogs are usually parts: all is known of a kind within a namespace if the \
            catalog declares groups, something of that kind and namespace, and no `Location` leads to files that are not \
            read. The summary says how many references were not checked for this reason. `external` and `complete` in \
            `teamlint.yaml` say what lies elsewhere, and of which kinds nothing does.",
        example: r"services:
  ledger:
    owner: paymnets       # no such team",
    }

    REFERENCE_WITHOUT_KIND {
        name: "reference-without-kind",
        severity: Warning,
        summary: "A reference does not say of which kind it is, where it has to",
        explanation: "A catalog knows of most fields what they refer to; `dependsOn` may name components, resources and \
            more, so it takes `component:NAME` or `resource:NAME`. A reference without a kind makes the portal refuse the \
            whole entity.",
        example: r"spec:
  dependsOn: [quotes]   # component:quotes",
    }

    UNKNOWN_DUTY {
        name: "unknown-duty",
        severity: Error,
        summary: "A duty is not in the taxonomy",
        explanation: "Rules know duties by their id; a duty by another name is a duty nobody has. Use the id that is \
            suggested, or add your own duty in `teamlint.yaml`.",
        example: r"teams:
  sre:
    duties: [oncall]      # on-call",
    }

    UNKNOWN_METRIC {
        name: "unknown-metric",
        severity: Advice,
        summary: "A metric is not in the taxonomy",
        explanation: "Rules tell delivery metrics from stability metrics by their id. Use the id that is suggested, or \
            add your own metric in `teamlint.yaml`.",
        example: r"teams:
  sre:
    metrics: [latncy]     # latency",
    }

    UNKNOWN_TOOL {
        name: "unknown-tool",
        severity: Advice,
        summary: "Nothing says what a tool is for",
        explanation: "Rules ask for capabilities, such as monitoring or deployment, and not for products. A tool that is \
            in the taxonomy has them from there; of any other, say its `capability` where it is used, or add it to \
            `taxonomy` in `teamlint.yaml`, where everybody has it.",
        example: r"teams:
  sre:
    tools: [{tool: home-grown, capability: monitoring}]",
    }

    NON_CANONICAL_NAME {
        name: "non-canonical-name",
        severity: Advice,
        summary: "A name is written in another way than its id",
        explanation: "It was understood, by its alias or regardless of case. Writing the id itself lets people search \
            for it.",
        example: r"teams:
  sre:
    duties: [ci/cd]       # ci-cd-pipelines",
    }

    DUPLICATE_ID {
        name: "duplicate-id",
        severity: Error,
        summary: "Two entities of one kind have the same id",
        explanation: "Which of them a reference means cannot be known. Within one format an entity is declared once; \
            rename one of them or unite them. A native file may add to an entity of a catalog: \
            that is no duplicate.",
        example: r"# a.yaml
teams: {sre: {lead: ana}}
# b.yaml
teams: {sre: {lead: ben}}",
    }

    INVISIBLE_CHARACTER {
        name: "invisible-character",
        severity: Warning,
        summary: "An id has a character in it that cannot be seen",
        explanation: "Zero-width spaces, no-break spaces, soft hyphens and marks of direction come along when text is copied \
            from a web page or a document. Two names then look alike and are different, and nothing can be found under the \
            one that everybody types. Messages show such a character by its code point, as `<U+200B>`. Type the name anew.",
        example: "teams: {\"pay<U+200B>ments\": {lead: ana}}   # payments",
    }

    CONFLICTING_DECLARATION {
        name: "conflicting-declaration",
        severity: Warning,
        summary: "Two files give one field different values",
        explanation: "An entity declared in several formats is one entity, with the fields of all. Where two values \
            for one field differ, the first in the order of paths is used. Remove the one that is out of \
            date.",
        example: r"# catalog-info.yaml
spec: {owner: payments}
# teams.yaml
services: {ledger: {owner: billing}}",
    }

    AMBIGUOUS_MATCH {
        name: "ambiguous-match",
        severity: Advice,
        summary: "Something of one source may be any of several things of another",
        explanation: "Sources call the same team, person or service by different ids. They are recognised by the id, by an alias, and \
            people by their mail address or login as well. Where two could be meant none is taken: what the sources say \
            stays apart, under both ids. Say who is meant, as an alias in `teamlint.yaml` or in the file of the team, or correct \
            the address that two people have. `teamlint coverage --sources` lists what was matched, and by what.",
        example: r"# teamlint.yaml
aliases:
  person:ana: [asilva]",
    }

    UNMATCHED_OVERLAY {
        name: "unmatched-overlay",
        severity: Warning,
        summary: "A native file adds something beside a catalog, under nearly the name of something in it",
        explanation: "A native file says more about what a catalog declares, by the same id. With a slip in the id it \
            declares something else, and what it says is lost for the entity it was meant for. Correct the id. If it is \
            another one indeed, declare it in the catalog as well, or waive this.",
        example: r"# catalog-info.yaml
kind: Group
metadata: {name: payments}
# overlay.yaml
teams: {paymnets: {discipline: development}}   # payments",
    }

    REPORTING_CYCLE {
        name: "reporting-cycle",
        severity: Error,
        summary: "Somebody reports to themselves, by way of others",
        explanation: "Lines of reporting must end at the top. The labels show the whole circle; one of its steps is \
            wrong.",
        example: r"units:
  cto: {reportsTo: operations}
  operations: {reportsTo: cto}",
    }

    ESCALATION_CYCLE {
        name: "escalation-cycle",
        severity: Warning,
        summary: "Escalation policies hand over to each other in a circle",
        explanation: "A policy that hands over to others, and by way of them to itself, never gets further: whoever was \
            paged is paged again, and nobody is paged after them. The labels show the whole circle.",
        example: r"escalations:
  checkout:
    levels: [{targets: [{escalation: payments}]}]
  payments:
    levels: [{targets: [{escalation: checkout}]}]   # {team: payments}",
    }

    IDLE_FIELD {
        name: "idle-field",
        severity: Warning,
        summary: "A field counts for nothing beside another",
        explanation: "`participants` and `restrictions` of a rotation are the shorthand for a single layer. Where `layers` \
            stands beside them, the layers count and the shorthand does not: the people named there are on call in none.",
        example: r"rotations:
  payments:
    participants: [ana, ben]       # goes into a layer
    layers: {day: {participants: [cem]}}",
    }

    DUPLICATE_ITEM {
        name: "duplicate-item",
        severity: Advice,
        summary: "A list names the same thing twice",
        explanation: "The second mention adds nothing, and makes counts and rotations look larger than they are. \
            Remove it.",
        example: r"teams:
  sre:
    members: [ana, ben, ana]",
    }
}
