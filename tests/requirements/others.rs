//! Requirements of scs-0114, scs-0115, scs-0123 and scs-0125.

use super::inputs::{both, catalog, changed, rule, rules, service, services, volume_type, volume_types};
use super::table::{Found, Row, row};
use scs_checker::checks::Reason;
use scs_checker::inventory::{Field, Kind};
use serde_json::{Value, json};

pub(crate) fn rows() -> Vec<Row> {
    [of_volume_types(), of_rules(), of_services()].into_iter().flatten().collect()
}

/// A volume type after one that says nothing, so that its index is 1.
fn second(name: &str, description: &str, specs: &Value) -> String {
    volume_types(&[
        volume_type("__DEFAULT__", &json!(null), &json!({})),
        volume_type(name, &json!(description), specs),
    ])
}

fn of_volume_types() -> Vec<Row> {
    let lacks = Reason::LacksField(Kind::VolumeType, Field::Description);
    let bare = || {
        volume_types(&[changed(volume_type("luks", &json!(""), &json!({})), &json!({"description": null}))])
    };
    let none = json!({});
    let described = |description: &str| second("ceph", description, &json!({}));
    vec![
        row("T-0114-02")
            .fails(described("Fast [scs:encrypted]"), &[(Some(1), "AspectListMisplaced")])
            .fails(described("[SCS:encrypted] Fast"), &[(Some(1), "AspectListMisplaced")])
            .fails(described(" [scs:encrypted]"), &[(Some(1), "AspectListMisplaced")])
            .passes(described("[scs:encrypted,replicated] Fast"))
            .passes(described("[scs:] Fast"))
            .passes(described("Fast"))
            .undecided(bare(), lacks),
        row("T-0114-03a")
            .fails(
                second("LUKS", "", &none),
                &[(Some(1), "AspectNotDeclared { aspect: \"encrypted\", hint: \"luks\" }")],
            )
            .fails(second("encrypted-ssd", "[scs:replicated]", &none), &[(Some(1), "hint: \"encrypt\"")])
            .fails(second("a", "", &json!({"encryption": "yes"})), &[(Some(1), "hint: \"encryption\"")])
            .fails(second("volcano-luks", "", &none), &[(Some(1), "hint: \"luks\"")])
            .fails(second("sun encrypted", "", &none), &[(Some(1), "hint: \"encrypt\"")])
            .passes(second("LUKS", "[scs:encrypted]", &none))
            .passes(second("ssd_unencrypted", "", &none))
            .passes(second("ssd without encryption", "", &none))
            .passes(second("luksless", "", &none))
            .passes(second("unencrypted", "", &none))
            .passes(second("not-encrypted", "", &none))
            .passes(second("ssd", "", &json!({"encryption": "false"})))
            .undecided(bare(), lacks),
        row("T-0114-03b")
            .fails(
                second("ceph-replica3", "", &none),
                &[(Some(1), "AspectNotDeclared { aspect: \"replicated\", hint: \"replica\" }")],
            )
            .fails(
                second("a", "", &json!({"replication_enabled": "<is> True"})),
                &[(Some(1), "hint: \"replication_enabled\"")],
            )
            .passes(second("a", "", &json!({"volume_backend_name": "ceph-replica3"})))
            .passes(second("ceph-replica3", "[scs:replicated]", &none))
            .passes(second("no-replication", "", &none))
            .passes(second("a", "", &json!({"replication_enabled": "<is> False"})))
            .undecided(bare(), lacks),
    ]
}

fn of_rules() -> Vec<Row> {
    let lacks = |field| Reason::LacksField(Kind::SecurityGroupRule, field);
    let open = || both("egress", &json!({}));
    let limited = |changes: Value| rules(&both("egress", &changes));
    let within = |changes: Value| -> Vec<Value> {
        let own = json!({"remote_group_id": "PARENT", "used_in_non_default_sg": false});
        both("ingress", &changed(own, &changes))
    };
    let by = |part: &'static str| -> [Found; 2] { [(Some(0), part), (Some(1), part)] };
    let neither: [Found; 2] =
        [(None, "NotWithinGroup { ethertype: \"IPv4\" }"), (None, "ethertype: \"IPv6\"")];
    let unknown = |key: &str| rules(&both("egress", &json!({key: null})));
    vec![
        row("T-0115-01")
            .presence()
            .fails(rules(&open()), &neither)
            .fails(rules(&[]), &neither)
            .fails(rules(&within(json!({"protocol": "tcp"}))), &neither)
            .fails(rules(&within(json!({"used_in_default_sg": false}))), &neither)
            .fails(rules(&within(json!({}))[..1]), &[(None, "ethertype: \"IPv6\"")])
            .passes(rules(&within(json!({}))))
            .passes(rules(&[within(json!({})), open()].concat()))
            .undecided(unknown("protocol"), lacks(Field::Protocol)),
        row("T-0115-02")
            .presence()
            .fails(
                limited(json!({"protocol": "tcp"})),
                &by("EgressLimited { by: \"protocol\", found: \"tcp\" }"),
            )
            .fails(limited(json!({"port_range_min": 53})), &by("by: \"port_range_min\", found: \"53\""))
            .fails(limited(json!({"remote_group_id": "PARENT"})), &by("by: \"remote_group_id\""))
            .fails(limited(json!({"remote_ip_prefix": "10.0.0.0/8"})), &by("by: \"remote_ip_prefix\""))
            .fails(
                rules(&[]),
                &[
                    (None, "NoEgress { ethertype: \"IPv4\", groups: Default }"),
                    (None, "NoEgress { ethertype: \"IPv4\", groups: Custom }"),
                    (None, "NoEgress { ethertype: \"IPv6\", groups: Default }"),
                    (None, "NoEgress { ethertype: \"IPv6\", groups: Custom }"),
                ],
            )
            .fails(
                limited(json!({"used_in_non_default_sg": false})),
                &[
                    (None, "NoEgress { ethertype: \"IPv4\", groups: Custom }"),
                    (None, "NoEgress { ethertype: \"IPv6\", groups: Custom }"),
                ],
            )
            .passes(rules(&open()))
            .passes(rules(&[open(), vec![rule("egress", "IPv4", &json!({"protocol": "tcp"}))]].concat()))
            .passes(rules(&[
                rule("egress", "IPv4", &json!({"remote_ip_prefix": "0.0.0.0/0"})),
                rule("egress", "IPv6", &json!({"remote_ip_prefix": "::/0", "protocol": "any"})),
            ]))
            .undecided(unknown("protocol"), lacks(Field::Protocol)),
        row("T-0115-03")
            .fails(
                rules(
                    &[open(), vec![rule("egress", "IPv4", &json!({"remote_ip_prefix": "0.0.0.0/0"}))]]
                        .concat(),
                ),
                &[(Some(2), "AnyPrefix { found: \"0.0.0.0/0\" }")],
            )
            .fails(limited(json!({"remote_ip_prefix": "::/0"})), &by("AnyPrefix { found: \"::/0\" }"))
            .passes(rules(&open()))
            .passes(limited(json!({"remote_ip_prefix": "10.0.0.0/8"})))
            .passes(rules(&both("ingress", &json!({"remote_ip_prefix": "0.0.0.0/0"}))))
            .undecided(unknown("remote_ip_prefix"), lacks(Field::RemoteIpPrefix)),
    ]
}

fn of_services() -> Vec<Row> {
    let lacks = Reason::LacksField(Kind::Service, Field::Endpoints);
    let internal =
        |service_type: &str| catalog(&[service("dns", &[]), service(service_type, &["internal", "admin"])]);
    let bare = || catalog(&[json!({"id": "1", "type": "compute", "name": "nova"})]);
    let public = |id: &'static str, meant: &[&str], others: &[&str]| {
        let mut all = row(id)
            .presence()
            .passes(services(&["compute", "dns"]))
            .passes(catalog(&[]))
            .undecided(bare(), lacks);
        for service_type in meant {
            all = all.fails(internal(service_type), &[(Some(1), "NoPublicEndpoint")]);
            all = all.passes(services(&[service_type]));
        }
        for service_type in others {
            all = all.passes(internal(service_type));
        }
        all
    };
    let address = |interface: &str, url: &str| {
        catalog(&[
            service("compute", &["public"]),
            json!({"id": "1", "type": "image", "name": "glance",
                   "endpoints": [{"interface": "admin", "region": "R", "url": "http://a.example.org/"},
                                 {"interface": interface, "region": "R", "url": url}]}),
        ])
    };
    vec![
        public(
            "T-0123-01a",
            &[
                "compute",
                "identity",
                "image",
                "load-balancer",
                "network",
                "volumev3",
                "block-storage",
                "s3",
                "object-store",
            ],
            &["key-manager", "dns", "object-store-s3"],
        ),
        public(
            "T-0123-01b",
            &[
                "compute",
                "identity",
                "image",
                "load-balancer",
                "network",
                "volumev3",
                "block-storage",
                "object-store-s3",
            ],
            &["key-manager", "s3", "object-store"],
        ),
        row("T-0123-02")
            .presence()
            .fails(services(&["compute"]), &[(None, "ServiceMissing([\"s3\", \"object-store-s3\"])")])
            .fails(catalog(&[]), &[(None, "ServiceMissing")])
            .passes(services(&["s3"]))
            .passes(services(&["object-store-s3", "object-store"]))
            .undecided(services(&["object-store"]), Reason::LiveCloud),
        row("T-0123-04")
            .presence()
            .fails(
                services(&["compute", "volumev3"]),
                &[(Some(1), "AliasUsed { found: \"volumev3\", canonical: \"block-storage\" }")],
            )
            .fails(services(&["block-store", "volumev2"]), &[(Some(0), "block-store"), (Some(1), "volumev2")])
            .passes(services(&["block-storage"]))
            .passes(services(&["block-storage", "volumev3"]))
            .passes(services(&["compute"])),
        row("T-0125-01")
            .fails(
                address("public", "http://image.example.org/"),
                &[(Some(1), "NotHttps { interface: \"public\", scheme: \"http\" }")],
            )
            .fails(address("internal", "http://10.0.0.1:9292/"), &[(Some(1), "interface: \"internal\"")])
            .passes(address("public", "https://image.example.org/"))
            .passes(address("internal", "HTTPS://image.example.org/"))
            .undecided(bare(), lacks),
    ]
}
