//! What can be wrong with what another program exported about who is on call.

use crate::finding::diagnostics::diagnostics;

diagnostics! {
    INCOMPLETE_EXPORT {
        name: "incomplete-export",
        severity: Warning,
        summary: "An export has only a part of what there is",
        explanation: "Programs give long lists page by page, and leave out of an object what nobody asked for. What is not in the \
            files is not judged, and nothing that may be in the rest is called missing. Export the other pages, and the lists \
            that the help names, into the same folder; `docs/sources.md` has the commands.",
        example: "{\"schedules\": […], \"offset\": 0, \"more\": true}   # and no page from 25 on",
    }

    OUTSIDE_OF_EXPORT {
        name: "outside-of-export",
        severity: Warning,
        summary: "An export names what is in none of its lists",
        explanation: "The list of what is named there is whole, and does not have it: it was deleted and is still named, or the \
            files come from two accounts or two days. What depends on it is not judged; everything else is. Export everything \
            once more on one day; if it is still named then, correct it where it is used.",
        example: "\"users\": [{\"user\": {\"id\": \"PZZZ9\"}}]   # no user of the export has this id",
    }

    TURN_OF_NOBODY {
        name: "turn-of-nobody",
        severity: Warning,
        summary: "A turn on call reaches nobody",
        explanation: "Somebody who was deleted or made inactive keeps the place in a list of turns, and so does a place that is \
            empty on purpose: whenever it comes up, nobody is paged by this layer. The hours of the others are what they are \
            with it. Take the place out, or give it to somebody.",
        example: "\"participants\": [{\"type\": \"user\", …}, {\"type\": \"none\"}]",
    }

    STALE_EXPORT {
        name: "stale-export",
        severity: Warning,
        summary: "An export is old",
        explanation: "It says when it was made, and that is longer ago than `exportDays` of the taxonomy (30). Who is on call, and \
            who is there at all, may be different by now. It is compared with `--as-of`, or today. Of an export that does not say \
            when it was made nothing is told. Export everything once more; `docs/sources.md` has the commands.",
        example: "{\"schedules\": […], \"exportedAt\": \"2026-01-05T09:00:00Z\"}",
    }

    UNREAD_EXPORT {
        name: "unread-export",
        severity: Advice,
        summary: "Something in an export counts for nothing",
        explanation: "It follows from something else that is read, lasts only for some days, or says what the vocabulary has no \
            word for. The message says what and why. Nothing has to be done: a filter that leaves it out makes smaller files \
            (`docs/sources.md`).",
        example: "\"final_schedule\": {…}   # follows from the layers",
    }

    UNMATCHED_PEOPLE {
        name: "unmatched-people",
        severity: Advice,
        summary: "People of an export are nobody's whom another file declares",
        explanation: "People are matched by their mail address, then by the name they sign in with, which is the part of the \
            address before `@` where there is no other, and then by their full name, if only one person has it. Whoever is matched \
            by none of these stands for somebody else. Write the mail address where the person is declared: `people: {ana: {email: \
            ana@acme.example}}`.",
    }
}
