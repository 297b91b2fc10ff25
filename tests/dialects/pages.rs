//! One page of a list that has several, by each vendor's own sign: it is told with how the vendor is asked for the next, and
//! whatever is not on it is not called missing.

use crate::support::entities::{entities, findings, read};

/// A schedule of somebody who is on no page that is there, and pages of users with one person each.
struct Vendor {
    name: &'static str,
    schedule: &'static str,
    user: &'static str,
    /// What stands around a user: the first of several pages, the last one, and the only one.
    pages: [(&'static str, &'static str); 3],
    how: &'static str,
}

const VENDORS: [Vendor; 6] = [
    Vendor {
        name: "PagerDuty",
        schedule: r#"{"schedules": [{"id": "PSCHED1", "type": "schedule", "name": "A", "time_zone": "UTC", "schedule_layers": [{"id": "L", "name": "L", "start": "2026-01-05T00:00:00Z", "end": null, "rotation_virtual_start": "2026-01-05T00:00:00Z", "rotation_turn_length_seconds": 604800, "users": [{"user": {"id": "PUELI01", "type": "user_reference", "summary": "Eli"}}], "restrictions": []}]}], "offset": 0, "more": false}"#,
        user: r#"{"id": "PUANA01", "type": "user", "name": "Ana", "email": "ana@acme.example"}"#,
        pages: [
            (r#"{"users": ["#, r#"], "offset": 0, "limit": 1, "more": true}"#),
            (r#"{"users": ["#, r#"], "offset": 1, "limit": 1, "more": false}"#),
            (r#"{"users": ["#, r#"], "offset": 0, "limit": 1, "more": false}"#),
        ],
        how: "ask again with `&offset=`",
    },
    Vendor {
        name: "PagerDuty by cursor",
        schedule: "",
        user: r#"{"id": "PUANA01", "type": "user", "name": "Ana", "email": "ana@acme.example"}"#,
        pages: [
            (r#"{"users": ["#, r#"], "limit": 1, "next_cursor": "dXNlcjo"}"#),
            (r#"{"users": ["#, r#"], "limit": 1, "next_cursor": null}"#),
            (r#"{"users": ["#, r#"], "limit": 1, "next_cursor": ""}"#),
        ],
        how: "ask again with `&offset=`",
    },
    Vendor {
        name: "Opsgenie",
        schedule: r#"{"data": [{"id": "s1", "name": "A", "timezone": "UTC", "enabled": true, "rotations": [{"id": "r", "name": "R", "startDate": "2026-01-05T00:00:00Z", "type": "weekly", "length": 1, "participants": [{"type": "user", "id": "u-eli", "username": "eli@acme.example"}]}]}]}"#,
        user: r#"{"id": "u-ana", "username": "ana@acme.example", "fullName": "Ana", "blocked": false}"#,
        pages: [
            (
                r#"{"totalCount": 2, "data": ["#,
                r#"], "paging": {"next": "https://api.opsgenie.com/v2/users?offset=1"}}"#,
            ),
            (
                r#"{"totalCount": 2, "data": ["#,
                r#"], "paging": {"first": "https://api.opsgenie.com/v2/users?offset=0"}}"#,
            ),
            (r#"{"totalCount": 1, "data": ["#, "]}"),
        ],
        how: "ask for the address that stands there",
    },
    Vendor {
        name: "Jira Service Management",
        schedule: "",
        user: r#"{"id": "s-1", "name": "On call", "timezone": "UTC", "enabled": true, "teamId": "t-1", "rotations": []}"#,
        pages: [
            (
                r#"{"values": ["#,
                r#"], "links": {"next": "https://api.atlassian.com/jsm/ops/api/x/v1/schedules?offset=1"}}"#,
            ),
            (r#"{"values": ["#, r#"], "links": {"next": ""}}"#),
            (r#"{"values": ["#, r#"], "links": {}}"#),
        ],
        how: "ask for the address that stands there",
    },
    Vendor {
        name: "Grafana",
        schedule: r#"{"results": [{"id": "SAAAAAAAA", "name": "A", "type": "calendar", "team_id": null, "time_zone": "UTC", "shifts": ["OAAAAAAAA"]}]}"#,
        user: r#"{"id": "UANA00001", "username": "ana", "email": "ana@acme.example", "teams": []}"#,
        pages: [
            (
                r#"{"count": 2, "next": "https://x.example/?page=2", "results": ["#,
                r#"], "current_page_number": 1, "page_size": 1, "total_pages": 2}"#,
            ),
            (
                r#"{"count": 2, "next": null, "results": ["#,
                r#"], "current_page_number": 2, "page_size": 1, "total_pages": 2}"#,
            ),
            (
                r#"{"count": 1, "next": null, "results": ["#,
                r#"], "current_page_number": 1, "page_size": 1, "total_pages": 1}"#,
            ),
        ],
        how: "ask for the address that stands there",
    },
    Vendor {
        name: "incident.io",
        schedule: r#"{"schedules": [{"id": "S1", "name": "A", "timezone": "UTC", "config": {"rotations": [{"id": "R", "name": "R", "handover_start_at": "2026-01-05T00:00:00Z", "handovers": [{"interval": 1, "interval_type": "weekly"}], "users": [{"id": "01ELI", "name": "Eli"}], "layers": [{"id": "L", "name": "L"}]}]}}]}"#,
        user: r#"{"id": "01ANA", "name": "Ana", "email": "ana@acme.example", "base_role": {"name": "x"}}"#,
        pages: [
            (r#"{"users": ["#, r#"], "pagination_meta": {"after": "01ANA", "page_size": 1}}"#),
            (r#"{"users": ["#, r#"], "pagination_meta": {"page_size": 1}}"#),
            (r#"{"users": ["#, r#"], "pagination_meta": {"after": null, "page_size": 1}}"#),
        ],
        how: "ask again with `&after=`",
    },
];

impl Vendor {
    fn page(&self, rank: usize) -> String {
        let other =
            |user: &str| user.replace("ana", "ben").replace("ANA", "BEN").replace("Ana", "Ben").replace("s-1", "s-2");
        let user = if rank == 1 { other(self.user) } else { self.user.to_owned() };
        format!("{}{user}{}", self.pages[rank].0, self.pages[rank].1)
    }

    /// What is told of pages, and of what is not there.
    fn told(&self, pages: &[(&str, usize)]) -> (Vec<String>, bool) {
        let texts: Vec<(&str, String)> = pages.iter().map(|(path, rank)| (*path, self.page(*rank))).collect();
        let mut files: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (*path, text.as_str())).collect();
        if !self.schedule.is_empty() {
            files.push(("z-schedules.json", self.schedule));
        }
        let read = read(&files);
        let told = |rule: &str| {
            let found = read.findings.iter().filter(|finding| finding.rule == rule);
            found.map(|one| format!("{}; {}", one.message, one.help.clone().unwrap_or_default())).collect::<Vec<_>>()
        };
        let pages = told("incomplete-export").into_iter().filter(|one| one.starts_with("this is one page"));
        (pages.collect(), !told("outside-of-export").is_empty())
    }
}

#[test]
fn one_page_of_several_is_told_and_closes_nothing() {
    for vendor in VENDORS {
        let name = vendor.name;
        let (told, missing) = vendor.told(&[("users.json", 0)]);
        assert_eq!((told.len(), missing), (1, false), "{name}: {told:?}");
        assert!(
            told[0].starts_with("this is one page of several:") && told[0].contains(vendor.how),
            "{name}: {told:?}"
        );
        // In whatever order the files are read.
        for names in [["users-1.json", "users-2.json"], ["users.json", "users-2.json"]] {
            let (told, _) = vendor.told(&[(names[0], 0), (names[1], 1)]);
            assert_eq!(told, [""; 0], "{name}: {names:?}");
        }
        // All of it is there, and somebody else is on call.
        let (told, missing) = vendor.told(&[("users.json", 2)]);
        let names_somebody = !vendor.schedule.is_empty() && name != "Grafana";
        assert_eq!((told, missing), (Vec::new(), names_somebody), "{name}");
    }
}

#[test]
fn pages_of_the_members_of_a_team_are_one_list() {
    let teams = r#"{"teams": [{"id": "PTPAY01", "type": "team", "name": "Payments", "default_role": "manager"}], "offset": 0, "more": false}"#;
    let page = |who: &str, offset: u32, more: bool| {
        format!(
            r#"{{"members": [{{"user": {{"id": "PU{who}01", "type": "user_reference", "summary": "{who}"}}, "role": "manager"}}], "limit": 1, "offset": {offset}, "more": {more}}}"#
        )
    };
    let (first, second) = (page("ANA", 0, true), page("BEN", 1, false));
    let both =
        [("teams.json", teams), ("members-PTPAY01.json", first.as_str()), ("members-PTPAY01-2.json", second.as_str())];
    let team = |files: &[(&str, &str)]| {
        let all = entities(files);
        all.lines().find(|line| line.starts_with("team:payments")).expect("the team").to_owned()
    };
    assert!(team(&both).contains("person:ana") && team(&both).contains("person:ben"), "{}", team(&both));
    let told = "this is one page of several: members of the team from number 2 on are in no file";
    assert!(!findings(&both).contains("this is one page"), "{}", findings(&both));
    assert!(findings(&both[..2]).contains(told), "{}", findings(&both[..2]));
    let cut = [both[0], ("members-PTPAY01.json", &second[..second.len() - 20])];
    assert!(findings(&cut).contains("syntax-error"), "{}", findings(&cut));
    assert!(!team(&cut).contains("members=[]"), "{}", team(&cut));
}
