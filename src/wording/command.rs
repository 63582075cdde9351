//! The commands that export what is judged.

use crate::inventory::Kind;

/// A snippet for a POSIX shell that collects everything, read-only, into one file.
pub const EXPORT_EVERYTHING: &str = include_str!("export.sh");

/// The command that exports all of a kind, in one line.
pub fn export_command(kind: Kind) -> &'static str {
    match kind {
        Kind::Flavor => "openstack flavor list --all --long -f json > flavors.json",
        Kind::Image => {
            "for i in $(openstack image list --all -f value -c ID; openstack image list --all --hidden -f \
             value -c ID); do openstack image show \"$i\" -f json; done > images.json"
        }
        Kind::VolumeType => "openstack volume type list --long -f json > volume-types.json",
        // `list` and `show` print a missing prefix as any address; only the answer of the API tells them apart.
        Kind::SecurityGroupRule => {
            "openstack --debug default security group rule list 2>&1 >/dev/null | \
             sed -n 's/^RESP BODY: \\({\"default_security_group_rules\".*\\)/\\1/p' > rules.json"
        }
        Kind::Service => "openstack catalog list -f json > catalog.json",
        Kind::ImageUsage => "glance usage > image-usage.txt",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_stand_in_one_line() {
        for kind in Kind::ALL {
            let command = export_command(kind);
            assert!(!command.contains(['\n', '`']) && !command.contains("  "), "{command}");
        }
        assert_eq!(
            export_command(Kind::Image),
            "for i in $(openstack image list --all -f value -c ID; openstack image list --all --hidden -f \
             value -c ID); do openstack image show \"$i\" -f json; done > images.json"
        );
    }
}
