#!/usr/bin/env python3
"""Learn small weights from the tagged articles of data/: tune.py WHOSAID-TUNE

The same gold gives the same weights; gold aside changes them, and less than the same gold
beside the rest would; gold may count several times; more gold teaches more; the sentences of
least certainty come first; a file that is not there is named.
"""
import glob
import json
import os
import re
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

    once, often = (learn(work, press, '--times=%d:%s' % (n, practice)) for n in (1, 5))
    assert once == both and distance(both, often) > 0
    print('gold that counts five times moves weights by %.4f' % distance(both, often))
    done = subprocess.run([tune, '--lang=ko', '--times=0:' + press], capture_output=True, text=True)
    assert done.returncode == 2 and '--times=0:' in done.stderr, (done.returncode, done.stderr)

    done = subprocess.run([tune, '--lang=ko', '--only=mentions', '--folds=3', '--passes=2', '--curve', press],
                          capture_output=True, text=True, check=True)
    curve = [float(f) for f in re.findall(r'\d/8 F1 ([.\d]+)', done.stdout)]
    assert len(curve) == 4 and 0 < curve[0] < curve[3] < 1, curve
    print('more gold teaches more: %s' % curve)

    done = subprocess.run([tune, '--lang=ko', '--only=mentions', '--folds=2', '--passes=2', '--rules', press],
                          capture_output=True, text=True, check=True)
    kinds = re.findall(r'^  ([\w -]+?) +\d+  [.\d]+ +-?[.\d]+  (?:helps|hurts|never fires)$', done.stdout, re.M)
    examples = re.findall(r'^ +([-+][.\d]+)  (?:no )?[A-Z]+  .*\[.+\]', done.stdout, re.M)
    assert 'dict' in kinds and 'rule withheld-name' in kinds, kinds
    assert len(kinds) < len(examples) <= 2 * len(kinds), (len(kinds), len(examples))
    print('what %d kinds of evidence earn, with %d examples' % (len(kinds), len(examples)))

    plain = os.path.join(work, 'plain.jsonl')
    with open(press) as f, open(plain, 'w') as out:
        for line in f:
            row = json.loads(line)
            out.write(json.dumps({'id': row['id'], 'text': row['text']}) + '\n')
    done = subprocess.run([tune, '--lang=ko', '--unsure=4', plain], capture_output=True, text=True, check=True)
    doubts = re.findall(r'^([.\d]+) (\S+): ', done.stdout, re.M)
    assert len(doubts) == 4 == len({id for _, id in doubts}), done.stdout
    assert [float(e) for e, _ in doubts] == sorted((float(e) for e, _ in doubts), reverse=True), doubts
    shown = [float(p) for p in re.findall(r'^    ([.\d]+) [A-Z]+ ', done.stdout, re.M)]
    assert shown and all(0.145 <= p <= 0.855 for p in shown), shown
    print('the least sure sentences of four articles, with %d doubts' % len(shown))

    done = subprocess.run([tune, '--lang=ko', press, '--aside=' + os.path.join(work, 'none.jsonl')],
                          capture_output=True, text=True)
    assert done.returncode == 1 and 'none.jsonl' in done.stderr, (done.returncode, done.stderr)
    print('a file that is not there is named')
