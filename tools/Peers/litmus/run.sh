#!/bin/sh
# Plays litmus, neon's tests of WebDAV servers, against an existing, writable collection.
# usage: run.sh URL USER PASSWORD [PROGRAM...]
#   PROGRAM is one of basic, copymove, props, locks, http; all five unless some are named.
# Prints litmus's report. Ends with 0 when nothing failed, 1 when something did, 2 when it could not run.
set -u
[ $# -ge 3 ] || { sed -n '2,5s/^# //p' "$0" >&2; exit 2; }
command -v litmus >/dev/null || { echo "litmus is not installed (Debian: apt-get install litmus)" >&2; exit 2; }
url=$1 user=$2 password=$3
shift 3
[ $# -eq 0 ] || { TESTS=$*; export TESTS; }

# It leaves debug.log and child.log where it runs.
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 2
# With -k it plays every program and ends with 0 whatever they found.
litmus -k "$url" "$user" "$password" >report 2>&1
cat report
! grep -q -e FAIL -e ERROR report
