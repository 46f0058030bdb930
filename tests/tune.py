#!/usr/bin/env python3
"""Learn small weights from the tagged articles of data/: tune.py WHOSAID-TUNE

The same gold gives the same weights; gold aside changes them, and less than the same gold
beside the rest would; a file that is not there is named.
"""
import glob
import os
import subprocess
import sys
import tempfile

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..')
tune = sys.argv[1]


def gold(folder, out):
    paths = sorted(glob.glob(os.path.join(ROOT, 'data', folder, '*.gold.txt')))
    with open(out, 'w') as f:
        subprocess.run([sys.executable, os.path.join(ROOT, 'scripts', 'gold2jsonl'), *paths], stdout=f, check=True)
    return out


def learn(work, *args):
    out = os.path.join(work, 'weights.tsv')
    done = subprocess.run([tune, '--lang=ko', '--only=mentions', '--folds=0', '--passes=2', '-o', out, *args],
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    rows = {}
    with open(out) as f:
        for line in f:
            row, *weights = line.rstrip('\n').split('\t')
            if weights:
                rows[row] = dict(w.split('=') for w in weights)
    return rows


def distance(a, b):
    """Mean difference of weights over the rows that both have."""
    pairs = [(float(a[row].get(t, 0)), float(b[row].get(t, 0))) for row in a.keys() & b.keys() for t in a[row]]
    return sum(abs(x - y) for x, y in pairs) / len(pairs)


with tempfile.TemporaryDirectory() as work:
    press = gold('ko', os.path.join(work, 'press.jsonl'))
    practice = gold(os.path.join('practice', 'ko'), os.path.join(work, 'practice.jsonl'))

    alone = learn(work, press)
    assert len(alone) > 1000 and alone == learn(work, press)
    print('the same gold gives the same weights: %d rows' % len(alone))

    aside, both = learn(work, press, '--aside=' + practice), learn(work, press, practice)
    assert len(aside) > len(alone)
    assert 0 < distance(alone, aside) < distance(alone, both), (distance(alone, aside), distance(alone, both))
    print('gold aside moves weights by %.4f, gold beside by %.4f' % (distance(alone, aside), distance(alone, both)))

    done = subprocess.run([tune, '--lang=ko', press, '--aside=' + os.path.join(work, 'none.jsonl')],
                          capture_output=True, text=True)
    assert done.returncode == 1 and 'none.jsonl' in done.stderr, (done.returncode, done.stderr)
    print('a file that is not there is named')
