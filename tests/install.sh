#!/bin/sh
# Is an installed copy whole?  install.sh BUILD, a build folder with a prefix of its own.
#
# Installs, then compiles the README's program against what pkg-config says, with the
# shared and with the static library, and runs it and the command from there.
set -eu

build=$(CDPATH= cd -- "$1" && pwd)
root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
prefix=$(meson introspect --buildoptions "$build" | python3 -c '
import json, sys
print(next(o["value"] for o in json.load(sys.stdin) if o["name"] == "prefix"))')
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

rm -rf "$prefix"
meson install -C "$build" --quiet
pc=$(find "$prefix" -name whosaid.pc)
export PKG_CONFIG_PATH="${pc%/*}"
unset WHOSAID_DICTS

python3 "$root/tests/readme.py" --program > "$work/program.c"
cc=${CC:-cc}
# shellcheck disable=SC2046
$cc "$work/program.c" -o "$work/shared" $(pkg-config --cflags --libs whosaid)
libdir=$(pkg-config --variable=libdir whosaid)
# shellcheck disable=SC2046
$cc "$work/program.c" -o "$work/static" $(pkg-config --cflags whosaid) "$libdir/libwhosaid.a" \
    $(pkg-config --static --libs-only-l whosaid | sed 's/-lwhosaid//')

cd "$work"
cp "$root/data/ko/business.txt" article.txt
LD_LIBRARY_PATH=$libdir ./shared article.txt > shared.json
./static article.txt > static.json
"$prefix/bin/whosaid" --to=jsonl article.txt > command.json
cmp shared.json static.json
python3 - <<'END'
import json
a, b = (json.load(open(name, encoding='utf-8')) for name in ('shared.json', 'command.json'))
assert a['mentions'] == b['mentions'] and len(a['mentions']) > 20
END
# the installed packs are read, not those of the build: without one the answer is another
rm "$prefix/share/whosaid/dicts/ko.pack"
"$prefix/bin/whosaid" --to=jsonl article.txt > other.json
if cmp -s command.json other.json; then
    echo "the installed dictionaries are not read"
    exit 1
fi
echo "installed copy works: shared, static, command"
