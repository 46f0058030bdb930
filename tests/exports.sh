#!/bin/sh
# What the libraries show: exports.sh SHARED STATIC
#
# The shared library shows whosaid_* and nothing else.  In the static one every other
# name is hidden and starts with ws_, so that it collides with nobody's.
set -eu

shown=$(nm -D --defined-only "$1" | awk '$2 ~ /[A-Z]/ { print $3 }' | grep -v '^__\(asan\|odr_asan\|ubsan\)' || true)
odd=$(printf '%s\n' "$shown" | grep -v '^whosaid_' || true)
if [ -n "$odd" ] || [ -z "$shown" ]; then
    printf 'the shared library shows:\n%s\n' "${odd:-nothing}"
    exit 1
fi
odd=$(readelf -sW "$2" 2>/dev/null |
    awk '$5 == "GLOBAL" && $7 != "UND" && $8 !~ /^whosaid_/ && !($6 == "HIDDEN" && $8 ~ /^ws_/) { print $8 }' |
    grep -v '^__\(asan\|odr_asan\|ubsan\)' | sort -u || true)
if [ -n "$odd" ]; then
    printf 'the static library shows:\n%s\n' "$odd"
    exit 1
fi
printf '%s names, all whosaid_*\n' "$(printf '%s\n' "$shown" | wc -l)"
