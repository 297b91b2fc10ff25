//! What can be wrong with an organisation at GitHub, and with no other file.

use crate::finding::diagnostics::diagnostics;

diagnostics! {
    EMPTY_TEAM {
        name: "empty-team",
        severity: Warning,
        summary: "A team at GitHub has nobody in it",
        explanation: "Whoever asks it for a review asks nobody, and what it may do nobody does. Teams in it count: their people \
            are in it as well. Name its people, or remove the team and whatever still names it.",
        example: r"teams:
  client-reviewers:
    description: Reviews of the client
    members: []",
    }

    OUTSIDE_ROSTER {
        name: "outside-roster",
        severity: Error,
        summary: "Somebody is in a team and not in the organisation",
        explanation: "Only who is in the organisation can be in its teams. Peribolos invites such a person for the team and \
            removes them as no member of the organisation, each time it runs. Mostly somebody left, and one team was \
            forgotten.\n\n\
            It is told only where the files list who is in the organisation. Where its teams have more people who are not on \
            that list than the list has, it is the list that lacks them, which is told once.",
        example: r"orgs:
  acme:
    members: [ana, ben]
    teams:
      release: {members: [ana, cem]}   # cem is not in acme",
    }

    TWO_ROLES {
        name: "two-roles",
        severity: Error,
        summary: "Somebody has two roles in one place",
        explanation: "A person is a maintainer or a member of a team, an admin or a member of an organisation. The tools that \
            read the file stop at one who is both, and change nothing until that is mended. Remove the lesser role: whoever has \
            the greater one needs no other.",
        example: r"teams:
  release:
    maintainers: [ana]
    members: [ana, ben]   # ana once",
    }

    LOGIN_SPELLING {
        name: "login-spelling",
        severity: Advice,
        summary: "One login is written in several ways",
        explanation: "GitHub does not tell capitals apart in logins, and neither does teamlint; whoever searches the files for \
            somebody who leaves does, and finds one of two places. Write it in one way.",
        example: r"members: [Cali0707]
teams:
  eventing: {members: [cali0707]}",
    }

    PARENT_LACKS_MEMBER {
        name: "parent-lacks-member",
        severity: Advice,
        summary: "A team lists most people of a team in it, and not all",
        explanation: "Who is in a team is in the one around it, too, as GitHub counts. A list that repeats most of them \
            and leaves one out was usually forgotten when somebody joined: what is read from the file alone, an alias of \
            owners say, lacks that person. Add them, or leave those of the inner team to it.",
        example: r"teams:
  writers:
    members: [ana, ben]
    teams:
      leads: {members: [ana, cem]}   # cem is not among the writers",
    }

    LONE_WRITER {
        name: "lone-writer",
        severity: Advice,
        summary: "Teams of one person each may write to repositories",
        explanation: "Where that person is away nobody else of the team can merge, and a review by the team is a review by the \
            author. Some organisations give every person's right its own team on purpose; so this is said once for an \
            organisation, and is advice. Let somebody else in, or give the right to a team that has several people.",
        example: r"teams:
  discovery-approvers:
    members: [ana]
    repos: {discovery: write}",
    }
}
