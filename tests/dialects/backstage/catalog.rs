//! Catalogs as organisations: what entities say about each other, what refers to nothing, which files belong.

use std::fmt::Write;
use std::path::Path;

use teamlint::Date;
use teamlint::lint::{Input, Linter, Setup};
use teamlint::org::Org;
use teamlint::org::read::{At, Scalar};
use teamlint::text::FileId;
use teamlint::vocabulary::kinds::{Entity, FieldId};
use teamlint::vocabulary::{Read, SectionForm, record};

use crate::support::world::{Texts, World};

/// The references of every entity, and the findings with the text of each label.
fn organisation(files: &[(&str, &str)]) -> String {
    let World { org, findings, .. } = Texts::without_taxonomy(files.iter().copied()).all_known().build(0);
    let mut out = String::new();
    for kind in teamlint::vocabulary::kinds::ALL.into_iter().filter(|&kind| record(kind).form != SectionForm::Nested) {
        for entity in (0..org.count(kind)).map(|at| Entity::new(kind, at)) {
            let _ = writeln!(out, "{}{}", org.stable_id(entity), references(&org, entity));
        }
    }
    // What Backstage refuses is a table of its own, `refusals.rs`.
    for finding in findings.into_iter().filter(|finding| finding.rule != "invalid-entity") {
        let labels: Vec<&str> = finding.labels.iter().map(|label| org.sources().text(label.place)).collect();
        let _ = writeln!(out, "{}: {} ({})", finding.rule, finding.message, labels.join(", "));
    }
    out
}

fn references(org: &Org, entity: Entity) -> String {
    let mut out = String::new();
    for (field, def) in (0..).map(FieldId).zip(record(entity.kind).fields) {
        let one = |at: At<Scalar<'_>>| match at.value {
            Scalar::Entity(nested) if org.parent(nested) == Some(entity) => {
                references(org, nested).trim_start().to_owned()
            }
            Scalar::Entity(to) => org.id(to).to_owned(),
            other => format!("{other:?}"),
        };
        let list = org.list(entity, field);
        if matches!(def.read, Read::List(_) | Read::Map(_)) && list.is_read() {
            let all: Vec<String> = list.scalars().map(one).collect();
            let _ = write!(out, " {}=[{}]", def.name, all.join(", "));
        } else if matches!(def.read, Read::Ref(_))
            && let Ok(Some(to)) = org.scalar(entity, field)
        {
            let _ = write!(out, " {}={}", def.name, one(to));
        }
    }
    out
}

#[test]
fn a_parent_may_name_its_children_and_a_dependency_its_dependents() {
    let catalog = "\
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: engineering}
spec: {type: department, children: [payments, cards, ghosts]}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: Payments}
spec: {type: team, children: [cards]}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: cards}
spec: {type: team, parent: group:default/engineering}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: shop}
spec: {type: service, owner: Group:CARDS, dependsOn: [component:cart]}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: cart}
spec: {type: service, owner: engineering, dependencyOf: [component:shop]}
---
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata: {name: db}
spec: {type: database, owner: user:ana, dependencyOf: [component:shop, cart, resource:replica]}
";
    assert_eq!(
        organisation(&[("catalog-info.yaml", catalog)]),
        "\
person:ana
team:cards reportsTo=engineering
team:engineering
team:Payments reportsTo=engineering
team:ghosts reportsTo=engineering
service:cart owner=[engineering] dependsOn=[service=db]
service:shop owner=[cards] dependsOn=[service=cart, service=db]
resource:db owner=[ana]
resource:replica dependsOn=[db]
unknown-reference: there is no group `ghosts` (ghosts)
reference-without-kind: `cart` does not say of which kind it is (cart)
unknown-reference: there is no resource `replica` (resource:replica)
"
    );
}

#[test]
fn a_bare_owner_is_a_group_even_where_a_user_has_that_name() {
    let catalog = "\
apiVersion: backstage.io/v1alpha1
kind: User
metadata: {name: ana}
spec: {memberOf: [core]}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: core}
spec: {type: team}
---
apiVersion: backstage.io/v1alpha1
kind: System
metadata: {name: shop}
spec: {owner: ana}
";
    assert_eq!(
        organisation(&[("catalog-info.yaml", catalog)]),
        "\
person:ana team=[team=core]
team:core
team:ana
system:shop owner=[ana]
unknown-reference: there is no group `ana` (ana)
"
    );
}

#[test]
fn a_native_file_and_a_catalog_describe_one_team() {
    let catalog = "\
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: core}
spec: {type: team, parent: tech, members: [ana]}
";
    let native =
        "teams: {core: {members: [ana, ben], duties: [on-call]}, tech: {kind: unit}}\npeople: {ana: {}, ben: {}}\n";
    assert_eq!(
        organisation(&[("catalog-info.yaml", catalog), ("org.yaml", native)]),
        "\
person:ana
person:ben
team:core members=[person=ana, person=ben] reportsTo=tech duties=[duty=on-call]
team:tech
duty:on-call
unknown-duty: there is no duty `on-call` (on-call)
"
    );
}

#[test]
fn whom_a_native_file_pages_counts_over_a_catalog_that_only_says_that_somebody_is() {
    let catalog = "\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: shop, annotations: {pagerduty.com/service-id: P1, opsgenie.com/team: x}}
spec: {type: service, lifecycle: production, owner: core}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: mail, annotations: {opsgenie.com/team: x}}
spec: {type: service, lifecycle: production, owner: core}
";
    let native = "teams: {core: {members: [ana]}}\npeople: {ana: {}}\n\
                  escalations: {shop: {levels: [{targets: [{team: core}]}]}}\n\
                  services: {shop: {escalation: shop}}\n";
    let told = organisation(&[("catalog-info.yaml", catalog), ("org.yaml", native)]);
    assert!(told.contains("\nservice:shop owner=[core] escalation=shop\n"), "{told}");
    assert!(told.contains("\nservice:mail owner=[core] escalation="), "{told}");
}

#[test]
fn locations_lead_to_files_under_the_root() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("catalog");
    for path in
        ["a.yaml", "apis/x/api.yaml", "apis/y/api.yaml", "apis/y/notes.txt", "apis/deep/er/api.yaml", "teams/team.yaml"]
    {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, "").unwrap();
    }
    std::fs::write(folder.path().join("outside.yaml"), "").unwrap();
    let location = "\
apiVersion: backstage.io/v1alpha1
kind: Location
metadata: {name: all}
spec:
  targets: [./a.yaml, ./apis/*/*.yaml, ../catalog/teams/*.yaml, ./gone.yaml, ../outside.yaml, ./none/*.yaml, 'https://example.com/a.yaml', ./apis, ./teams/]
---
apiVersion: backstage.io/v1alpha1
kind: Location
metadata: {name: perhaps}
spec: {presence: optional, targets: [./later.yaml, ./later/*.yaml]}
";
    std::fs::write(root.join("all.yaml"), location).unwrap();
    assert_eq!(
        followed(&root),
        "\
a.yaml
apis/x/api.yaml
apis/y/api.yaml
teams/team.yaml
missing-target: there is no file `./gone.yaml` (./gone.yaml)
target-outside: `../outside.yaml` is outside of the folder that is linted (../outside.yaml)
missing-target: `./none/*.yaml` finds nothing (./none/*.yaml)
missing-target: `./apis` is a folder, and a Location names files (./apis)
missing-target: `./teams/` is a folder, and a Location names files (./teams/)
"
    );
}

/// Which files are read because `all.yaml` names them, and what is wrong with what it names.
fn followed(root: &Path) -> String {
    let linter = Linter::new(Setup::built_in(), Date::default());
    let read = linter.read(&Input::paths([root.join("all.yaml")]));
    let sources = read.org.sources();
    let mut out = String::new();
    for file in (linter.setup().sources.len() + 1..sources.len()).map(|at| FileId(u32::try_from(at).unwrap())) {
        let path = Path::new(&sources.get(file).path).strip_prefix(root).unwrap();
        let _ = writeln!(out, "{}", path.display().to_string().replace('\\', "/"));
    }
    for finding in read.findings.iter().filter(|finding| finding.rule.contains("target")) {
        let _ = writeln!(out, "{}: {} ({})", finding.rule, finding.message, sources.text(finding.place()));
    }
    out
}
