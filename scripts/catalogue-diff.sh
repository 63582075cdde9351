#!/bin/sh
# Lists where the embedded standards differ from a checkout of the SCS project's repository, which FROM names.
# Ends with 0 if nothing differs, 1 if something does or may, 2 if there is no such checkout.
set -eu
cd "$(dirname "$0")/.."
. scripts/common.sh

refuse() {
    printf '%s\n' "$*" >&2
    exit 2
}

# impact ARGUMENT…: prints the report. Without clouds, 0 means that all was understood, and 2 that something was not.
impact() {
    status=0
    if [ -n "${SCS_CHECKER:-}" ]; then
        "$SCS_CHECKER" impact "$@" || status=$?
    else
        cargo run --quiet --locked --release -- impact "$@" || status=$?
    fi
    case $status in
        0 | 2) return "$status" ;;
        *) refuse "The comparison did not run." ;;
    esac
}

[ -n "${FROM:-}" ] || refuse "Please name a checkout of the standards: make catalogue-diff FROM=../standards"
if [ ! -f "$FROM/Tests/scs-compatible-iaas.yaml" ] || [ ! -d "$FROM/Standards" ]; then
    refuse "$FROM is no checkout of https://github.com/SovereignCloudStack/standards: it lacks Tests/scs-compatible-iaas.yaml or Standards/."
fi
commit=$(sed -n 's/^# Commit: *//p' src/catalogue/data/scs-compatible-iaas.yaml)

heading "Rules: embedded → $FROM"
# What files hold beside rules is not known of the embedded standards. So this is never understood as a whole.
report=$(impact --standards "$FROM") || [ -n "$report" ] || exit 2
differs=$(printf '%s\n' "$report" | awk '
    BEGIN { RS = ""; FS = "\n" }
    # Whatever is none of these may be a difference.
    $1 == "files:" {
        for (at = 2; at <= NF; at++)
            if ($at !~ /: (Not about these standards|Rules changed, and all of it was understood|Nothing that carries meaning changed|What it was before is not known, so only its rules could be compared with the embedded standards)\.$/)
                print $at
    }
    # Below the heading of a part stands what differs, or that nothing does.
    $1 != "files:" && NF > 1 && $2 !~ /^ *Nothing differs\.$/ { print gap $0; gap = "\n" }')
say "${differs:-Nothing differs.}"

heading "What else changed since commit $commit"
is_understood=0
if git -C "$FROM" cat-file -e "$commit^{commit}" 2>/dev/null; then
    base=$(mktemp -d)
    trap 'rm -rf "$base"' EXIT
    git -C "$FROM" archive "$commit" | tar -x -C "$base"
    report=$(impact --standards "$FROM" --base "$base") || is_understood=$?
    say "$report" | awk '
        BEGIN { RS = ""; FS = "\n" }
        $1 == "files:" {
            for (at = 2; at <= NF; at++)
                if ($at !~ /: Not about these standards\.$/) { print $at; some = 1 }
        }
        END { if (!some) print "Nothing." }'
else
    say "Texts and programs hold more than rules, which is not compared: $FROM is no clone that has this commit."
fi

[ -z "$differs" ] && [ "$is_understood" -eq 0 ]
