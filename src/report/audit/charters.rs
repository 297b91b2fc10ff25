//! A sheet for each team: on paper each begins a page, to be handed to that team.

use maud::{Markup, html};

use crate::audit::charters::{Found, Part, Sheet, Sheets, Unsaid};
use crate::finding::wording::{count, listed};
use crate::judge::told::Told;
use crate::report::audit::findings::marked;
use crate::report::audit::parts::{link_to, more, name, plain, prose, scrolling, severity, told, wanted};

/// As many bytes of sheets are written in full: those of a thousand teams, and the page opens at once.
const BYTES: usize = 6_500_000;

pub(super) fn section(of: &Sheets) -> Markup {
    let (mut shown, mut bytes) = (Vec::new(), 0);
    for one in &of.sheets {
        let written = sheet(one);
        bytes += written.0.len();
        if bytes > BYTES {
            break;
        }
        shown.push(written);
    }
    let rest = of.sheets[shown.len()..].iter().map(|sheet| (&sheet.anchor, &sheet.id));
    let rest: Vec<(&String, &String)> = rest.chain(of.others.iter().map(|(anchor, id)| (anchor, id))).collect();
    html! {
        p {
            "A sheet for each team, to hand to it: what is declared of it, what was found with one way out, and what it has not "
            "said. " code { "teamlint charter TEAM" } " writes one for a repository or a wiki."
            @if of.cut { " There are many, and each is cut to what comes first." }
        }
        @if of.sheets.is_empty() { p { "There is no team that works together." } } @else {
            form.filter hidden data-of="sheets" data-items="[data-n]" {
                label { "Name of a team" input type="search" name="n" autocomplete="off"; }
                output aria-live="polite" {}
            }
        }
        div #sheets class=[of.cut.then_some("many")] {
            ul.teams.screen { @for sheet in of.sheets.iter().take(shown.len()) { li { (link_to(&sheet.anchor, &sheet.id)) } } }
            @for one in &shown { (one) }
            @if !rest.is_empty() {
                h3 { "Teams without a sheet here" }
                ul.teams { @for (anchor, id) in &rest { li #(anchor) { (name(id)) } } }
            }
        }
        (more(rest.len(), "teams", "teamlint charter TEAM"))
    }
}

fn sheet(sheet: &Sheet) -> Markup {
    let named = match &sheet.name {
        Some(title) => format!("{title} {}", sheet.id),
        None => sheet.id.clone(),
    };
    html! {
        article.sheet #(sheet.anchor) data-n=(plain(&named)) {
            h3 {
                (name(sheet.name.as_ref().unwrap_or(&sheet.id)))
                @if sheet.name.is_some() { " " span.id { (name(&sheet.id)) } }
            }
            p.mission { @match &sheet.mission {
                Told::Known(mission) => (prose(mission)),
                missing @ Told::Unknown(_) => { "Mission: " (told(missing, |_| html! {})) },
            } }
            dl.facts { @for (about, says) in &sheet.lines { div { dt { (about) } dd { (told(says, |text| name(text))) } } } }
            @if !sheet.parts.is_empty() {
                (scrolling(None, &format!("What {} has", plain(&sheet.id)), &html! {
                    @for one in &sheet.parts { (part(one)) }
                }))
            }
            @if !sheet.none.is_empty() { p.note { "None: " (listed(&sheet.none, "and")) "." } }
            h4 { "What was found" }
            @if sheet.found.is_empty() { p { "Nothing." } } @else { ul.found { @for one in &sheet.found { (found(one)) } } }
            (more(sheet.more_found, "findings", &format!("teamlint check --team {}", plain(&sheet.id))))
            @if sheet.excused > 0 { p.note { (count(sheet.excused, "more finding is", "more findings are")) " lived with." } }
            h4 { "What it has not said" }
            @if sheet.unsaid.is_empty() { p { "Nothing that would let more be judged." } } @else {
                ul.found { @for one in &sheet.unsaid { (unsaid(one)) } }
                (more(sheet.more_unsaid, "fields", "teamlint charter TEAM"))
            }
        }
    }
}

fn part(part: &Part) -> Markup {
    html! { div.part { h4 { (part.title) } (table(part)) } }
}

fn table(part: &Part) -> Markup {
    html! {
        @if part.rows.is_empty() {
            p { span.unknown { "not known" } @if !part.missing.is_empty() { " " span.tell { "declare " (wanted(&part.missing)) } } }
        } @else {
            table {
                caption.unseen { (part.title) }
                thead { tr { @for (title, is_number) in &part.columns { th class=[is_number.then_some("n")] scope="col" { (title) } } } }
                tbody { @for row in &part.rows { tr {
                    @for (rank, cell) in row.iter().enumerate() {
                        @let is_number = part.columns.get(rank).is_some_and(|column| column.1);
                        @if rank == 0 { th scope="row" { (cell_of(cell)) } } @else { td class=[is_number.then_some("n")] { (cell_of(cell)) } }
                    }
                } } }
            }
            @if part.more > 0 { p.more { "… and " (part.more) " more." } }
            @if part.open || !part.missing.is_empty() {
                p.note {
                    @if part.open { "There may be more. " }
                    @if !part.missing.is_empty() { "What is not known would be told by " (wanted(&part.missing)) "." }
                }
            }
        }
    }
}

/// A cell of a table: what is not known is hatched.
fn cell_of(cell: &str) -> Markup {
    html! { @if cell == "?" { span.unknown { "?" } } @else { (plain(cell)) } }
}

fn found(found: &Found) -> Markup {
    html! {
        li {
            (severity(found.severity)) " " code { (name(&found.rule)) } " "
            @if let Some(since) = &found.since { (marked(since)) " " }
            (prose(&found.message))
            @if let Some(help) = &found.help { br; span.muted { (prose(help)) } }
            br; span.where { (name(&found.at)) }
        }
    }
}

fn unsaid(unsaid: &Unsaid) -> Markup {
    html! {
        li {
            @if unsaid.mend { "Mend " } code { (name(&unsaid.path)) }
            @if !unsaid.of.is_empty() {
                " of "
                @for (rank, of) in unsaid.of.iter().enumerate() { @if rank > 0 { ", " } (name(of)) }
                @if unsaid.places > unsaid.of.len() { " and " (unsaid.places - unsaid.of.len()) " more" }
            }
            span.note { ": " (count(unsaid.judgements, "judgement", "judgements")) " more" }
        }
    }
}
