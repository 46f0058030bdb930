#!/usr/bin/env python3
"""The order of lines in a dictionary says nothing: shuffle.py WHOSAID

The lines of every entry file and of the weights are shuffled with a fixed seed; the packs
then have the same version, which is a hash of all that was read, and answer the same.
Packed, they are the same bytes but for the numbers of the lines.
"""
import glob
import os
import random
import shutil
import struct
import subprocess
import sys
import tempfile

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..')
TEXTS = sorted(p for p in glob.glob(os.path.join(ROOT, 'data', '*', '*.txt')) if not p.endswith('.gold.txt'))
ROUNDS = 3
LINES, WEIGHT_LINES = 5, 17  # sections, see src/lang/image.h


def shuffle(path, rng):
    """Its first line stays: others, comments among them, go where they will."""
    with open(path, encoding='utf-8') as f:
        first, *lines = f.read().splitlines(keepends=True)
    rng.shuffle(lines)
    with open(path, 'w', encoding='utf-8') as f:
        f.writelines([first] + lines)


def answer(whosaid, dicts):
    env = dict(os.environ, WHOSAID_DICTS=dicts)
    return subprocess.run([whosaid, '--to=jsonl'] + TEXTS, env=env, check=True, capture_output=True).stdout


def packed(whosaid, dicts, lang):
    """The bytes of a pack without its line numbers, and without the checksum over them."""
    file = os.path.join(dicts, lang + '.out')
    subprocess.run([whosaid, 'dict', 'build', '--output=' + file, os.path.join(dicts, lang)], check=True)
    with open(file, 'rb') as f:
        data = bytearray(f.read())
    os.remove(file)
    data[24:32] = bytes(8)
    for section in (LINES, WEIGHT_LINES):
        at, size = struct.unpack_from('<QQ', data, 40 + 16 * section)
        data[at:at + size] = bytes(size)
    return bytes(data)


def main():
    whosaid = sys.argv[1]
    source = os.environ.get('WHOSAID_DICTS') or os.path.join(ROOT, 'dicts')
    wanted = answer(whosaid, source)
    failed = 0
    with tempfile.TemporaryDirectory() as tmp:
        plain = os.path.join(tmp, 'plain')
        shutil.copytree(source, plain)
        files = {lang: packed(whosaid, plain, lang) for lang in ('en', 'ko')}
        for seed in range(ROUNDS):
            dicts = os.path.join(tmp, str(seed))
            shutil.copytree(source, dicts)
            rng = random.Random(seed)
            for path in sorted(glob.glob(os.path.join(dicts, '*', '*.tsv'))):
                if os.path.basename(path) != 'pack.tsv':
                    shuffle(path, rng)
            if answer(whosaid, dicts) != wanted:
                print('seed %d: other answers than before the shuffle' % seed)
                failed += 1
            elif any(packed(whosaid, dicts, lang) != files[lang] for lang in files):
                print('seed %d: another packed file than before the shuffle' % seed)
                failed += 1
    print('%d of %d shuffles gave the same packs' % (ROUNDS - failed, ROUNDS))
    return failed > 0


sys.exit(main())
