//! What a catalog's owner is told to write: in the words of the catalog, and once it is written, the finding is gone and
//! no other has come.

use teamlint::finding::Finding;
use teamlint::finding::fix::applied;
use teamlint::lint::{Input, Linter, Options, Outcome, Setup};

use crate::support::world::check;

fn outcome(files: &[(String, String)]) -> Outcome {
    check(&Input::texts(files.iter().cloned()), &Options::default(), jiff::civil::date(2026, 6, 15))
}

/// Rule and entity of each finding.
fn rules(outcome: &Outcome) -> Vec<String> {
    let about = |finding: &Finding| format!("{} {}", finding.rule, finding.entity.as_deref().unwrap_or_default());
    let mut rules: Vec<String> = outcome.findings.iter().map(about).collect();
    rules.sort();
    rules
}

/// Finds the one finding of a rule, writes `to` where it points, which its help says, and finds it gone.
fn mended(files: &[(&str, &str)], rule: &str, to: &str) {
    let mut files: Vec<(String, String)> =
        files.iter().map(|&(path, text)| (path.to_owned(), text.to_owned())).collect();
    let told = outcome(&files);
    let found: Vec<&Finding> = told.findings.iter().filter(|finding| finding.rule == rule).collect();
    let [finding] = found[..] else { panic!("{rule}: {:?}", rules(&told)) };
    let help = finding.help.as_deref().unwrap_or_default();
    assert!(help.contains(&format!("`{to}`")), "`{}`: {help}", told.text(finding.place()));
    let path = told.locate(finding.place()).path;
    let (_, text) = files.iter_mut().find(|(known, _)| known == path).expect("the file it points into");
    let span = finding.place().span;
    text.replace_range(span.start as usize..span.end as usize, to);
    let mut left = rules(&told);
    left.retain(|one| *one != format!("{rule} {}", finding.entity.as_deref().unwrap_or_default()));
    assert_eq!(rules(&outcome(&files)), left, "{rule}: `{to}`");
    if rule == "unmatched-overlay" {
        // Whoever renames it has to rename what refers to it as well.
        return assert_eq!(finding.fix, None);
    }
    let fix = finding.fix.as_ref().expect("an edit for what the help says");
    let (_, text) = files.iter_mut().find(|(known, _)| known == path).expect("the file it points into");
    *text = applied(told.org.sources().get(finding.place().file).text(), fix.edits.iter());
    assert_eq!(rules(&outcome(&files)), left, "{rule}: {fix:?}");
}

/// An entity: its kind, what stands in its metadata, what stands in its spec.
fn entity(kind: &str, metadata: &str, spec: &str) -> String {
    format!("apiVersion: backstage.io/v1alpha1\nkind: {kind}\nmetadata: {{{metadata}}}\nspec: {{{spec}}}\n---\n")
}

fn group(name: &str) -> String {
    entity(
        "Group",
        &format!("name: {name}, description: Carries letters over the mountains"),
        "type: team, children: []",
    )
}

fn component(rest: &str) -> String {
    entity("Component", "name: shop", &format!("type: service, lifecycle: production, {rest}"))
}

#[test]
fn who_was_meant_is_found_by_whatever_people_call_them() {
    let ina =
        entity("User", "name: ina", "profile: {email: ina.k@acme.example, displayName: Ina Kolb}, memberOf: [herons]");
    let titled = entity(
        "Group",
        "name: pay, description: Takes the money in for everybody",
        "type: team, children: [], profile: {displayName: Money In, email: money@acme.example}",
    );
    let slug = entity(
        "Group",
        "name: crew-four, description: Takes the money in for everybody, annotations: {github.com/team-slug: acme/cashiers}",
        "type: team, children: []",
    );
    let elsewhere =
        entity("Group", "name: kites, namespace: sky, description: Flies with the wind", "type: team, children: []");
    for (others, written, meant) in [
        (ina.as_str(), "ina", "user:ina"),
        (&ina, "group:ina", "user:ina"),
        (&ina, "group:default/ina", "user:default/ina"),
        (&ina, "ina.k@acme.example", "user:ina"),
        (&ina, "user:ian", "user:ina"),
        (&ina, "Ina Kolb", "user:ina"),
        (&titled, "money-in", "pay"),
        (&titled, "money@acme.example", "pay"),
        (&slug, "\"@acme/cashiers\"", "crew-four"),
        (&slug, "four-crew", "crew-four"),
        (&slug, "crew-fuor", "crew-four"),
        (&slug, "group:crew-fuor", "group:crew-four"),
        (&elsewhere, "kites", "sky/kites"),
        (&elsewhere, "kietes", "sky/kites"),
        (&elsewhere, "default/kites", "sky/kites"),
        ("", "herons-team", "herons"),
        (&ina, "user:herons", "group:herons"),
    ] {
        let kept = entity("Component", "name: kept", "type: service, lifecycle: production, owner: herons");
        let catalog = format!("{}{others}{kept}{}", group("herons"), component(&format!("owner: {written}")));
        mended(&[("catalog-info.yaml", &catalog)], "unknown-reference", meant);
    }
}

#[test]
fn a_name_may_be_that_of_the_file_or_of_the_folder() {
    let shop = format!("{}{}", group("herons"), component("owner: post"));
    let crew = group("letter-carriers");
    mended(&[("shop.yaml", &shop), ("teams/post.yaml", &crew)], "unknown-reference", "letter-carriers");
    mended(&[("shop.yaml", &shop), ("post/catalog-info.yaml", &crew)], "unknown-reference", "letter-carriers");
}

#[test]
fn nothing_is_suggested_that_is_farther_than_it_is_near() {
    for (known, written) in [
        ("team-a", "team-c"),
        ("herons-2", "herons-3"),
        ("web-api", "web-app"),
        ("payments", "payments-archive"),
        ("billing", "building"),
        ("sales-eu", "sales-us"),
    ] {
        let catalog = format!("{}{}", group(known), component(&format!("owner: {written}")));
        let told = outcome(&[("catalog-info.yaml".to_owned(), catalog)]);
        let finding = told.findings.iter().find(|finding| finding.rule == "unknown-reference").expect(written);
        assert_eq!(finding.labels[0].text, "not declared anywhere", "{written}");
    }
}

#[test]
fn a_wrong_kind_is_corrected_and_a_missing_one_is_given() {
    let api = entity("API", "name: quotes", "type: openapi, lifecycle: production, owner: herons, definition: x");
    let database = entity("Resource", "name: quotes", "type: database, owner: herons");
    let system = entity("System", "name: quotes", "owner: herons");
    let elsewhere = entity("Resource", "name: quotes, namespace: data", "type: database, owner: herons");
    for (other, rule, written, meant) in [
        (&api, "unknown-reference", "dependsOn: ['component:default/quotes']", "api:default/quotes"),
        (&api, "unknown-reference", "dependsOn: ['component:quotes']", "api:quotes"),
        (&api, "unknown-reference", "providesApis: ['component:quotes']", "api:quotes"),
        (&database, "unknown-reference", "dependsOn: ['component:quotes']", "resource:quotes"),
        (&elsewhere, "unknown-reference", "dependsOn: ['component:quotes']", "resource:data/quotes"),
        (&system, "unknown-reference", "system: 'component:quotes'", "system:quotes"),
        (&database, "reference-without-kind", "dependsOn: ['quotes']", "resource:quotes"),
        (&api, "reference-without-kind", "dependsOn: ['quotes']", "api:quotes"),
        (&system, "reference-without-kind", "dependsOn: ['quotes']", "system:quotes"),
        (&elsewhere, "reference-without-kind", "dependsOn: ['data/quotes']", "resource:data/quotes"),
        (&elsewhere, "reference-without-kind", "dependencyOf: ['data/quotes']", "resource:data/quotes"),
        (&database, "unknown-reference", "owner: 'team:herons'", "group:herons"),
        (&api, "invalid-value", "owner: 'squad:herons'", "group:herons"),
        (&api, "invalid-value", "owner: 'gruop:herons'", "group:herons"),
    ] {
        let owner = if written.starts_with("owner") { "" } else { "owner: herons, " };
        let catalog = format!("{}{other}{}", group("herons"), component(&format!("{owner}{written}")));
        mended(&[("catalog-info.yaml", &catalog)], rule, meant);
    }
}

#[test]
fn a_word_for_nobody_is_a_name_where_nobody_owns_anything() {
    let catalog = |spec: &str| {
        let system = entity("System", "name: post", "owner: herons");
        vec![("catalog-info.yaml".to_owned(), format!("{}{system}{}", group("herons"), component(spec)))]
    };
    for (spec, told) in [
        ("owner: herons, system: none", "unknown-reference system:none"),
        ("owner: herons, subcomponentOf: TBD", "unknown-reference service:tbd"),
        ("owner: none", "unowned-service service:shop"),
        ("owner: group:none", "unowned-service service:shop"),
        ("owner: herons, dependsOn: [none]", "reference-without-kind service:none"),
        ("owner: herons, dependsOn: ['component:none']", "unknown-reference service:none"),
    ] {
        assert_eq!(rules(&outcome(&catalog(spec))), [told], "{spec}");
    }
    // A catalog has one owner, and no list of them.
    assert_eq!(rules(&outcome(&catalog("owner: [none]"))), ["unowned-service service:shop", "wrong-type "]);
    let told = outcome(&catalog("owner: herons, dependsOn: [none]"));
    assert_eq!(told.findings[0].help.as_deref(), Some("take it out: what is not listed is not needed"));
    assert_eq!(rules(&outcome(&catalog("owner: herons, dependsOn: []"))), [""; 0]);
}

#[test]
fn a_kind_that_somebody_added_is_unknown_and_not_wrong() {
    let catalog = format!("{}{}", group("herons"), component("owner: 'squad:egrets', dependsOn: ['database:orders']"));
    assert_eq!(rules(&outcome(&[("catalog-info.yaml".to_owned(), catalog)])), [""; 0]);
}

#[test]
fn what_is_missing_may_be_declared_here_or_elsewhere() {
    let catalog = format!(
        "{}{}{}",
        group("herons"),
        component("owner: herons, system: post"),
        entity("System", "name: mail", "owner: herons")
    );
    let told = outcome(&[("catalog-info.yaml".to_owned(), catalog.clone())]);
    assert_eq!(rules(&told), ["unknown-reference system:post"]);
    assert_eq!(
        told.findings[0].help.as_deref(),
        Some(
            "declare the system `post`, name one that exists, or write `external: [\"system:post\"]` in `teamlint.yaml` if \
             it is declared elsewhere"
        )
    );
    let declared = format!("{catalog}{}", entity("System", "name: post", "owner: herons"));
    assert_eq!(rules(&outcome(&[("catalog-info.yaml".to_owned(), declared)])), [""; 0]);
    let listed = ("teamlint.yaml".to_owned(), "external: [\"system:post\"]\n".to_owned());
    assert_eq!(rules(&outcome(&[("catalog-info.yaml".to_owned(), catalog), listed])), [""; 0]);
}

/// What help says to write into the configuration is written there, whatever is in the name.
#[test]
fn the_line_about_what_is_declared_elsewhere_works_as_it_is() {
    for written in
        ["post", "sky/post", "Post", "\"po*st\"", "'po\"st'", "'[post]'", "group:post", "user:post", "zoe\u{308}"]
    {
        let catalog = format!(
            "{}{}{}",
            group("herons"),
            entity("User", "name: ina", "memberOf: [herons]"),
            component(&format!("owner: {written}"))
        );
        let kites = entity(
            "Group",
            "name: kites, namespace: sky, description: Flies with the wind",
            "type: team, children: []",
        );
        let mut files = vec![("catalog-info.yaml".to_owned(), format!("{catalog}{kites}"))];
        let told = outcome(&files);
        let before: Vec<String> =
            rules(&told).into_iter().filter(|one| !one.starts_with("unknown-reference")).collect();
        let finding = told.findings.iter().find(|finding| finding.rule == "unknown-reference").expect(written);
        let help = finding.help.as_deref().unwrap_or_default();
        let line = help.split_once("or write `").and_then(|(_, rest)| rest.split_once("` in `teamlint.yaml`"));
        let (line, _) = line.unwrap_or_else(|| panic!("{written}: {help}"));
        files.push(("teamlint.yaml".to_owned(), format!("{line}\n")));
        assert_eq!(rules(&outcome(&files)), before, "{written}: {line}");
    }
}

#[test]
fn a_mail_address_that_nobody_has_is_told_as_one() {
    let catalog = format!("{}{}", group("herons"), component("owner: bo@acme.example"));
    let files = [("catalog-info.yaml".to_owned(), catalog.clone())];
    let told = outcome(&files);
    assert_eq!(told.findings[0].labels[0].text, "a mail address that nobody declares");
    assert_eq!(
        told.findings[0].help.as_deref(),
        Some("write `group:NAME` or `user:NAME`; whoever is declared with this address is suggested")
    );
    let bo = entity("User", "name: bo", "profile: {email: bo@acme.example}, memberOf: [herons]");
    mended(&[("catalog-info.yaml", &format!("{catalog}{bo}"))], "unknown-reference", "user:bo");
}

#[test]
fn a_list_that_is_written_as_text_is_told_once_with_the_list_to_write() {
    let others = format!(
        "{}{}",
        group("herons"),
        entity("Component", "name: till", "type: service, lifecycle: experimental, owner: herons")
    );
    for (spec, to) in [
        ("dependsOn: 'component:till, component:shop2'", "dependsOn: [component:till, component:shop2]"),
        ("providesApis: 'one, two'", "providesApis: [one, two]"),
        ("dependencyOf: 'component:till, component:shop2'", "dependencyOf: [component:till, component:shop2]"),
    ] {
        let catalog = format!("{others}{}", component(&format!("owner: herons, {spec}")));
        let told = outcome(&[("catalog-info.yaml".to_owned(), catalog)]);
        assert_eq!(rules(&told), ["wrong-type "], "{spec}");
        assert_eq!(told.findings[0].help, Some(format!("write `{to}`")));
    }
    let crew = entity(
        "Group",
        "name: crew, description: Rows the boat over the lake",
        "type: team, children: [], members: 'ina, bo'",
    );
    assert_eq!(rules(&outcome(&[("catalog-info.yaml".to_owned(), format!("{others}{crew}"))])), ["wrong-type "]);
}

#[test]
fn a_component_is_found_by_its_title() {
    let till = entity(
        "Component",
        "name: pos-7, title: Till in the Shop",
        "type: service, lifecycle: production, owner: herons",
    );
    let catalog =
        format!("{}{till}{}", group("herons"), component("owner: herons, dependsOn: ['component:till-in-the-shop']"));
    mended(&[("catalog-info.yaml", &catalog)], "unknown-reference", "component:pos-7");
}

#[test]
fn whoever_adds_to_a_catalog_under_a_name_near_another_is_told_how_to_go_on() {
    let catalog = group("payments");
    let overlay = "teams: {paymnets: {discipline: development, mission: Carries letters over the mountains}}\n";
    mended(&[("catalog-info.yaml", &catalog), ("overlay.yaml", overlay)], "unmatched-overlay", "payments");
    let files = |catalog: &str, overlay: &str| {
        [("catalog-info.yaml".to_owned(), catalog.to_owned()), ("overlay.yaml".to_owned(), overlay.to_owned())]
    };
    let both = format!("{catalog}{}", group("paymnets"));
    assert_eq!(rules(&outcome(&files(&both, overlay))), [""; 0], "declared in the catalog as well");
    let waived = overlay.replace('\n', "  # teamlint: allow unmatched-overlay two teams since May\n");
    assert_eq!(rules(&outcome(&files(&catalog, &waived))), [""; 0], "waived");
}

#[test]
fn who_is_in_too_many_groups_leaves_one_or_one_is_a_list() {
    let of = |name: &str, kind: &str, members: &str| {
        let described = format!("name: {name}, description: Carries letters over the mountains");
        entity("Group", &described, &format!("type: {kind}, children: [], members: [{members}]"))
    };
    let ina = entity("User", "name: ina", "memberOf: []");
    let owned = ["a", "b", "c"].map(|owner| {
        entity(
            "Component",
            &format!("name: of-{owner}"),
            &format!("type: service, lifecycle: experimental, owner: {owner}"),
        )
    });
    let told = |third: String| {
        let catalog = format!("{}{}{third}{ina}{}", of("a", "team", "ina"), of("b", "team", "ina"), owned.concat());
        rules(&outcome(&[("catalog-info.yaml".to_owned(), catalog)]))
    };
    let many = told(of("c", "team", "ina"));
    assert_eq!(many.iter().filter(|one| one.starts_with("overallocated-person")).count(), 1, "{many:?}");
    for (third, what) in [(of("c", "permission", "ina"), "a list"), (of("c", "team", ""), "left")] {
        let left = told(third);
        assert!(
            left.iter().all(|one| many.contains(one) && !one.starts_with("overallocated-person")),
            "{what}: {left:?}"
        );
    }
}

#[test]
fn a_misspelt_kind_of_an_entity_is_told_and_nothing_of_that_kind_is_missed() {
    let catalog = format!("{}{}", group("herons"), component("owner: herons, dependsOn: ['component:till']"));
    let catalog = catalog.replace("kind: Component", "kind: Componant");
    let rest = entity(
        "Component",
        "name: web",
        "type: service, lifecycle: production, owner: herons, dependsOn: ['component:shop']",
    );
    let files = [("catalog-info.yaml".to_owned(), format!("{catalog}{rest}"))];
    let told = outcome(&files);
    assert_eq!(rules(&told), ["unknown-kind "]);
    assert_eq!(told.findings[0].help.as_deref(), Some("write `kind: Component`; this entity was not read"));
    for own in ["App", "Squad", "Tool", "Environment", "AiComponent", "ComponentV2"] {
        let catalog = format!("{}{}", group("herons"), component("owner: herons").replace("Component", own));
        assert_eq!(rules(&outcome(&[("catalog-info.yaml".to_owned(), catalog)])), [""; 0], "{own}");
    }
}

/// The finding of a rule about a group of one that owns a service.
fn help_of(catalog: &str, rule: &str) -> String {
    let told = outcome(&[("catalog-info.yaml".to_owned(), catalog.to_owned())]);
    let finding = told.findings.iter().find(|finding| finding.rule == rule);
    finding.unwrap_or_else(|| panic!("{:?}", rules(&told))).help.clone().unwrap_or_default()
}

#[test]
fn the_help_of_a_rule_speaks_of_the_fields_of_the_catalog() {
    let silent = entity("Group", "name: herons", "type: team, children: [], members: [ina]");
    let ina = entity("User", "name: ina", "memberOf: [herons]");
    let others = entity("Group", "name: gulls", "type: team, children: []");
    let catalog = format!("{silent}{ina}{others}{}", component("owner: herons"));
    assert_eq!(
        help_of(&catalog, "team-size"),
        "join it with the team it works with most; if it is a list of permissions and not a team that works together, say \
         `spec.type: permission`"
    );
    assert_eq!(
        help_of(&catalog, "missing-mission"),
        "write one sentence with a verb that says for whom and what: `metadata.description: Make failure boring for the \
         people who build services`"
    );
    let told = outcome(&[("catalog-info.yaml".to_owned(), catalog.clone())]);
    let finding = told.findings.iter().find(|finding| finding.rule == "missing-mission").expect("no mission");
    let labels: Vec<&str> = finding.labels.iter().map(|label| label.text.as_str()).collect();
    assert_eq!(finding.message, "`herons` does not say what it is for");
    assert_eq!(labels, ["what for?"]);
    let unowned = format!("{}{}", group("herons"), component("owner: null"));
    assert_eq!(help_of(&unowned, "unowned-service"), "name the one team that answers for it: `spec.owner: GROUP`");
    let busy = ["a", "b", "c"].map(|name| {
        entity(
            "Group",
            &format!("name: {name}, description: Carries letters over the mountains"),
            "type: team, children: [], members: [ina]",
        ) + &entity(
            "Component",
            &format!("name: {name}-web"),
            &format!("type: service, lifecycle: production, owner: {name}"),
        )
    });
    assert_eq!(
        help_of(&format!("{}{ina}{}", busy.concat(), group("herons")), "overallocated-person"),
        "take `ina` out of the `spec.members` of a team they only advise, and name them in the `experts` of one of its \
         services, beside its own people; if one of these is a list of permissions and no team, write `spec.type: permission` \
         there (a Backstage catalog has no `experts`: write it in a native file)"
    );
}

#[test]
fn what_the_help_of_a_rule_says_is_done_in_the_catalog() {
    let ina = entity("User", "name: ina", "memberOf: [herons]");
    let kept = entity("Component", "name: kept", "type: service, lifecycle: production, owner: herons");
    let herons = entity("Group", "name: herons", "type: team, children: []");
    let before = format!("{herons}{ina}{kept}{}", component("owner: null"));
    let told = rules(&outcome(&[("catalog-info.yaml".to_owned(), before.clone())]));
    let follow = |from: &str, to: &str, rule: &str| {
        let mut left = told.clone();
        left.retain(|one| !one.starts_with(rule));
        assert!(left.len() < told.len(), "{rule}: {told:?}");
        assert_eq!(rules(&outcome(&[("catalog-info.yaml".to_owned(), before.replacen(from, to, 1))])), left, "{rule}");
    };
    follow("owner: null", "owner: group:herons", "unowned-service");
    follow("{name: herons}", "{name: herons, description: Make failure boring for all who build}", "missing-mission");
    let small = format!("{}{ina}{}", group("herons"), component("owner: herons"));
    let told = rules(&outcome(&[("catalog-info.yaml".to_owned(), small.clone())]));
    assert_eq!(told, ["team-size team:herons"]);
    let list = small.replacen("type: team", "type: permission", 1);
    assert_eq!(rules(&outcome(&[("catalog-info.yaml".to_owned(), list)])), [""; 0]);
}

#[test]
fn messages_call_things_as_the_catalog_does() {
    let twice = format!("{}{}{}", group("herons"), component("owner: herons"), component("owner: herons"));
    let circle = format!(
        "{}{}",
        entity(
            "Group",
            "name: up, description: Carries letters over the mountains",
            "type: team, children: [], parent: down"
        ),
        entity(
            "Group",
            "name: down, description: Carries letters over the mountains",
            "type: team, children: [], parent: up"
        ),
    );
    let named_twice = format!(
        "{}{}",
        entity(
            "Group",
            "name: up, description: Carries letters over the mountains",
            "type: team, children: [], members: [ina, ina]"
        ),
        entity("User", "name: ina", "memberOf: [up]")
    );
    for (catalog, rule, message) in [
        (twice, "duplicate-id", "component `shop` is declared twice"),
        (circle, "reporting-cycle", "groups report in a circle: `down` -> `up` -> `down`"),
        (named_twice, "duplicate-item", "`ina` is named twice in `spec.members` of group `up`"),
    ] {
        let told = outcome(&[("catalog-info.yaml".to_owned(), catalog)]);
        let found: Vec<&str> =
            told.findings.iter().filter(|one| one.rule == rule).map(|one| one.message.as_str()).collect();
        assert_eq!(found, [message]);
    }
}

#[test]
fn native_files_are_spoken_to_in_their_own_words() {
    let teams = "teams:\n  ledger: {members: [ana], name: Book Keeping}\n  payments-team: {members: [ben]}\n";
    let held =
        "ledgers: {owner: ledger, lifecycle: experimental}, pay: {owner: payments-team, lifecycle: experimental}";
    let people = "people: {ana: {email: ana@acme.example}, ben: }\n";
    for (written, meant) in [
        ("owner: legder", "ledger"),
        ("owner: book-keeping", "ledger"),
        ("owner: team-payments", "payments-team"),
        ("owner: payments", "payments-team"),
        ("owner: \"ana@acme.example\"", "person:ana"),
        ("experts: [\"ana@acme.example\"]", "ana"),
        ("owner: team:legder", "ledger"),
    ] {
        let owner = if written.starts_with("owner") { "" } else { "owner: ledger, " };
        let text =
            format!("{teams}{people}services: {{shop: {{{owner}{written}, lifecycle: experimental}}, {held}}}\n");
        mended(&[("org.yaml", &text)], "unknown-reference", meant);
    }
}

#[test]
fn the_setup_is_asked_once() {
    // A setup that is made once gives every catalog the words of its own format.
    let linter = Linter::new(Setup::built_in(), jiff::civil::date(2026, 6, 15));
    let native = "teams: {herons: {members: [ana]}}\nservices: {shop: {owner: heron, tier: 3}}\n";
    let catalog = format!("{}{}", group("herons"), component("owner: heron"));
    let words = |path: &str, text: &str| {
        let told = linter.check(&Input::texts([(path, text)]));
        told.findings.iter().find(|one| one.rule == "unknown-reference").map(|one| one.message.clone())
    };
    assert_eq!(words("org.yaml", native).as_deref(), Some("there is no team `heron`"));
    assert_eq!(words("catalog-info.yaml", &catalog).as_deref(), Some("there is no group `heron`"));
}

#[test]
fn a_placeholder_in_place_of_a_name_is_told_as_one() {
    for owner in ["\"${OWNER}\"", "$OWNER", "<your-team>", "'group:${OWNER}'", "__TEAM__"] {
        let catalog = format!("{}{}", group("herons"), component(&format!("owner: {owner}")));
        let told = outcome(&[("catalog-info.yaml".to_owned(), catalog)]);
        assert_eq!(rules(&told), ["invalid-value "], "{owner}");
        assert!(told.findings[0].message.ends_with("is a placeholder that nothing was put in place of"), "{owner}");
    }
    let named = entity("Component", "name: '${NAME}'", "type: service, lifecycle: production, owner: herons");
    let told = outcome(&[("catalog-info.yaml".to_owned(), format!("{}{named}", group("herons")))]);
    assert_eq!(rules(&told), ["skeleton-skipped "]);
}

#[test]
fn several_owners_in_one_text_are_told_apart() {
    let catalog = format!("{}{}", group("herons"), component("owner: 'herons, gulls'"));
    let told = outcome(&[("catalog-info.yaml".to_owned(), catalog)]);
    assert_eq!(rules(&told), ["invalid-value "]);
    assert_eq!(told.findings[0].help.as_deref(), Some("write `herons` or `gulls`"));
}

#[test]
fn whatever_stage_a_component_is_at_somebody_asks_who_owns_it() {
    for stage in ["production", "GA", "experimental", "beta", "deprecated", "external", "unknown"] {
        let orphan = entity("Component", "name: till", &format!("type: service, lifecycle: {stage}"));
        let told = outcome(&[("catalog-info.yaml".to_owned(), format!("{}{orphan}", group("herons")))]);
        let asked = |one: &&String| one.starts_with("unowned-service") || one.starts_with("invalid-entity");
        assert_eq!(rules(&told).iter().filter(asked).count(), 1, "{stage}");
    }
}
