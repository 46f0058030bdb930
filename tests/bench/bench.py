#!/usr/bin/env python3
"""How fast and how small whosaid is: bench.py WHOSAID ICU_WORDS MATCH [--quick]

The corpus is made here, from the Korean articles of data/: their sentences, shuffled
with a fixed seed, until there are 16 MB of JSON Lines.  Everything is measured in the
same run on the same machine; the last line says whether every floor was held.
"""
import glob
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time

FLOORS = {
    'MB a second, one thread': (10, 'at least'),
    'share of the speed of ICU word breaks': (0.15, 'at least'),
    'matching alone, times ICU word breaks': (2, 'at least'),
    'start to first answer, ms': (40, 'under'),
    'peak memory on the stream, MB': (100, 'under'),
}
DATA = os.environ.get('WHOSAID_DATA') or os.path.join(os.path.dirname(os.path.abspath(__file__)), '../../data')
CORPUS = 16_000_000
STREAM = 500_000_000
ROUNDS = 7


def articles():
    texts = []
    for path in sorted(glob.glob(os.path.join(DATA, 'ko', '*.txt'))):
        if not path.endswith('.gold.txt'):
            with open(path, encoding='utf-8') as f:
                texts.append(f.read())
    return texts


def shuffled(text, rng):
    """The lines of @text where they were, the sentences of its long lines mixed."""
    lines = text.split('\n')
    long = [i for i, line in enumerate(lines) if len(line) > 60]
    sentences = [s for i in long for s in re.split(r'(?<=다\.) ', lines[i])]
    rng.shuffle(sentences)
    for k, i in enumerate(long):
        lines[i] = ' '.join(sentences[k::len(long)])
    return '\n'.join(lines)


def records(size):
    """Records of JSON Lines, @size bytes of them, and their texts."""
    rng = random.Random(20201207)
    texts, made, n = articles(), 0, 0
    while made < size:
        text = shuffled(texts[n % len(texts)], rng)
        line = json.dumps({'id': str(n), 'date': '2025-03-21', 'text': text}, ensure_ascii=False) + '\n'
        line = line.encode()
        made += len(line)
        n += 1
        yield line, text


def annotate(whosaid, path):
    """Seconds for the corpus."""
    with open(path, 'rb') as source:
        begin = time.monotonic()
        subprocess.run([whosaid, '--from=jsonl', '--to=jsonl', '--jobs=1'], stdin=source,
                       stdout=subprocess.DEVNULL, check=True)
        return time.monotonic() - begin


def walk(program, path):
    """Seconds for ICU's word breaks, or for matching the dictionaries, of the same texts."""
    return float(subprocess.run([program, path], check=True, capture_output=True, text=True).stdout.split()[0])


def race(whosaid, icu_words, match, corpus, plain):
    """The best seconds of each, run in turn: a machine that others share has slow phases."""
    times = [(annotate(whosaid, corpus), walk(icu_words, plain), walk(match, plain)) for _ in range(ROUNDS)]
    return [min(each) for each in zip(*times)]


def first_answer(whosaid, path):
    """Milliseconds from start to the end of one short article's answer, the median."""
    times = []
    for _ in range(21):
        begin = time.monotonic()
        subprocess.run([whosaid, path], stdout=subprocess.DEVNULL, check=True)
        times.append(time.monotonic() - begin)
    return statistics.median(times) * 1000


def stream(whosaid, path, size, jobs):
    """Peak memory in MB while @size bytes run through."""
    with open(path, 'rb') as f:
        corpus = f.read()
    child = subprocess.Popen([whosaid, '--from=jsonl', '--to=jsonl', '--jobs=%d' % jobs],
                             stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    for _ in range(-(-size // len(corpus))):
        child.stdin.write(corpus)
    child.stdin.close()
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        raise SystemExit('the stream ended with status %d' % status)
    return usage.ru_maxrss / 1024  # KiB on Linux


def main():
    whosaid, icu_words, match = sys.argv[1:4]
    quick = '--quick' in sys.argv
    figures = {}
    with tempfile.TemporaryDirectory() as tmp:
        corpus, plain = os.path.join(tmp, 'corpus.jsonl'), os.path.join(tmp, 'corpus.txt')
        size = text_size = 0
        with open(corpus, 'wb') as a, open(plain, 'wb') as b:
            for line, text in records(CORPUS // (8 if quick else 1)):
                text = text.encode()
                a.write(line)
                b.write(text + b'\f')
                size += len(line)
                text_size += len(text)
        print('corpus: %.1f MB of JSON Lines' % (size / 1e6))

        seconds, icu, matching = race(whosaid, icu_words, match, corpus, plain)
        print('ICU word breaks: %.1f MB a second' % (text_size / 1e6 / icu))
        figures['MB a second, one thread'] = size / 1e6 / seconds
        figures['share of the speed of ICU word breaks'] = icu / seconds
        figures['matching alone, times ICU word breaks'] = icu / matching
        short = os.path.join(DATA, 'ko', 'business.txt')
        figures['start to first answer, ms'] = first_answer(whosaid, short)
        jobs = 1 if quick else min(2, os.cpu_count() or 1)
        figures['peak memory on the stream, MB'] = stream(whosaid, corpus, STREAM // (50 if quick else 1), jobs)

    failed = 0
    for name, value in figures.items():
        floor, how = FLOORS[name]
        held = value >= floor if how == 'at least' else value < floor
        failed += not held
        print('%-40s %8.3f   (%s %g)%s' % (name, value, how, floor, '' if held else '   NOT HELD'))
    print('%d of %d floors held' % (len(figures) - failed, len(figures)))
    return 1 if failed else 0


sys.exit(main())
