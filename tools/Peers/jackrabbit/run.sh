#!/bin/sh
# Has Apache Jackrabbit's WebDAV client classes read the answers to a PROPFIND and a SEARCH of a folder.
# usage: run.sh URL USER PASSWORD
# Prints what they read, a line for each property. Ends with 0 when they could read it, 1 when not, 2 when they could not run.
set -u
[ $# -eq 3 ] || { sed -n '2,4s/^# //p' "$0" >&2; exit 2; }
jars=/usr/share/java
[ -f "$jars/jackrabbit-webdav.jar" ] || {
    echo "jackrabbit-webdav.jar is not installed (Debian: apt-get install libjackrabbit-java default-jdk-headless)" >&2
    exit 2
}
path=$jars/jackrabbit-webdav.jar
for jar in httpclient httpcore slf4j-api slf4j-nop commons-logging commons-codec; do
    path=$path:$jars/$jar.jar
done
# The JVM answers to what it does not find with 1, which here means that an answer could not be read.
exec java -Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.NoOpLog -cp "$path" "$(dirname "$0")/ReadAnswers.java" "$@"
