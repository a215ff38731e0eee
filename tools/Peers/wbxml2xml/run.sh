#!/bin/sh
# Decodes by wbxml2xml, of libwbxml, every file *.wbxml of a folder as ActiveSync, to a file *.xml beside it.
# usage: run.sh FOLDER
# Where it refuses one, its message goes to *.refused instead. Ends with 0 when all were tried, 2 when it could not run.
set -u
[ $# -eq 1 ] || { sed -n '2,4s/^# //p' "$0" >&2; exit 2; }
command -v wbxml2xml >/dev/null || { echo "wbxml2xml is not installed (Debian: apt-get install libwbxml2-utils)" >&2; exit 2; }
cd "$1" || exit 2
for file in *.wbxml; do
  name=${file%.wbxml}
  # -m 0 adds no white space, -k keeps what is there. It says "succeeded" on standard error.
  wbxml2xml -l ACTIVESYNC -m 0 -k -o "$name.xml" "$file" 2>message || { mv message "$name.refused"; rm -f "$name.xml"; }
done
rm -f message
