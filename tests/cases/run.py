#!/usr/bin/env python3
"""Golden tests: run.py WHOSAID [--update] [CASE...]

A case is a folder below this file: <room>/<what-it-shows>/ with

    input.txt or input.jsonl   the input; article/<lang>-<kind> takes data/<lang>/<kind>.txt
    args                       more options, parted by blanks; may be missing
    expected.json              the answer without what every new weight changes:
                               version, pack and scores

--update writes the expected files anew; read their diff line by line.
"""
import difflib
import json
import os
import shlex
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
DATA = os.path.join(ROOT, 'data')
CHANGING = ('whosaid', 'pack', 'score')


def without_changing(node):
    if isinstance(node, dict):
        return {k: without_changing(v) for k, v in node.items() if k not in CHANGING}
    if isinstance(node, list):
        return [without_changing(v) for v in node]
    return node


def spread(answer):
    """JSON with one record a line, so that a diff shows records."""
    def short(value):
        return json.dumps(value, ensure_ascii=False)

    lines = []
    for key, value in answer.items():
        if isinstance(value, list) and value:
            body = ',\n  '.join(short(v) for v in value)
            lines.append('%s: [\n  %s\n ]' % (short(key), body))
        else:
            lines.append('%s: %s' % (short(key), short(value)))
    return '{' + ',\n '.join(lines) + '}\n'


def input_of(folder, name):
    for kind in ('txt', 'jsonl'):
        path = os.path.join(folder, 'input.' + kind)
        if os.path.exists(path):
            return path
    return os.path.join(DATA, os.path.basename(name).replace('-', '/', 1) + '.txt')


def answers(whosaid, folder, name):
    args = []
    path = os.path.join(folder, 'args')
    if os.path.exists(path):
        with open(path, encoding='utf-8') as f:
            args = shlex.split(f.read(), comments=True)
    # from the root, so that names of files in the answer are the same everywhere
    path = os.path.relpath(input_of(folder, name), ROOT)
    done = subprocess.run([os.path.abspath(whosaid), '--to=jsonl', *args, path], capture_output=True, cwd=ROOT)
    if done.returncode not in (0, 1):
        return 'exit status %d: %s' % (done.returncode, done.stderr.decode())
    return ''.join(spread(without_changing(json.loads(line))) for line in done.stdout.decode().splitlines())


def cases():
    """Folders with an input of their own, and one for every article of data/."""
    names = set()
    for base, _, files in os.walk(HERE):
        if any(f in files for f in ('expected.json', 'input.txt', 'input.jsonl')):
            names.add(os.path.relpath(base, HERE))
    for lang in os.listdir(DATA):
        if os.path.isdir(os.path.join(DATA, lang)):
            for file in os.listdir(os.path.join(DATA, lang)):
                if file.endswith('.txt') and not file.endswith('.gold.txt'):
                    names.add('article/%s-%s' % (lang, file[:-4]))
    return sorted(names)


def main():
    args = [a for a in sys.argv[2:] if a != '--update']
    update = '--update' in sys.argv
    passed = failed = 0
    for name in args or cases():
        folder = os.path.join(HERE, name)
        expected = os.path.join(folder, 'expected.json')
        got = answers(sys.argv[1], folder, name)
        want = ''
        if os.path.exists(expected):
            with open(expected, encoding='utf-8') as f:
                want = f.read()
        if got == want:
            passed += 1
        elif update:
            os.makedirs(folder, exist_ok=True)
            with open(expected, 'w', encoding='utf-8') as f:
                f.write(got)
            print('written: %s' % name)
            passed += 1
        else:
            failed += 1
            print('not as expected: %s' % name)
            diff = difflib.unified_diff(want.splitlines(), got.splitlines(), 'expected', 'got', lineterm='', n=0)
            print('\n'.join(list(diff)[:40]))
    print('%d passed, %d failed' % (passed, failed))
    return 1 if failed else 0


sys.exit(main())
