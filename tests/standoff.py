#!/usr/bin/env python3
"""Is gold the same once it was parted from its text and put together again?  standoff.py"""
import glob
import json
import os
import subprocess
import sys
import tempfile

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..')
STANDOFF = os.path.join(ROOT, 'scripts', 'standoff')


def run(*args, **more):
    return subprocess.run([sys.executable, *args], capture_output=True, text=True, encoding='utf-8', **more)


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


with tempfile.TemporaryDirectory() as work:
    paths = sorted(glob.glob(os.path.join(ROOT, 'data', '*', '*.gold.txt')))
    done = run(os.path.join(ROOT, 'scripts', 'gold2jsonl'), *paths, check=True)
    gold = lines(done.stdout)
    for name, rows in (('gold', gold), ('texts', [{'id': g['id'], 'text': g['text']} for g in reversed(gold[1:])])):
        with open(os.path.join(work, name), 'w', encoding='utf-8') as f:
            f.writelines(json.dumps(row, ensure_ascii=False) + '\n' for row in rows)

    done = run(STANDOFF, 'split', os.path.join(work, 'gold'), check=True)
    with open(os.path.join(work, 'marks'), 'w', encoding='utf-8') as f:
        f.write(done.stdout)
    marks = lines(done.stdout)
    assert len(marks) == len(gold)
    for mark, g in zip(marks, gold):
        words = ''.join(c for c in json.dumps(mark, ensure_ascii=False) if ord(c) > 127)
        assert not words, (g['id'], words)  # offsets, and nothing of the text
    assert not done.stderr, done.stderr

    done = run(STANDOFF, 'join', os.path.join(work, 'marks'), os.path.join(work, 'texts'), check=True)
    assert '1 of %d articles have no text' % len(gold) in done.stderr, done.stderr
    again = lines(done.stdout)
    assert [g['id'] for g in again] == [g['id'] for g in gold[1:]]
    for a, g in zip(again, gold[1:]):
        assert a['mentions'] == g['mentions'], g['id']
        assert a['quotes'] == g['quotes'], (g['id'], a['quotes'], g['quotes'])
    print('%d articles parted and put together' % len(again))

    assert run(STANDOFF, 'join', os.path.join(work, 'marks')).returncode == 2
    done = run(STANDOFF, 'split', os.path.join(work, 'none'))
    assert done.returncode == 1 and 'none' in done.stderr and 'Traceback' not in done.stderr
