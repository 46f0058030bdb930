#!/usr/bin/env python3
"""Does an article's answer hang on the articles before it?  any_order.py WHOSAID

What is known of a word goes from article to article.  Lines of words of the sample articles,
with signs glued to them, drawn at random, are read in one order and in another, and each must get
the same answer.
"""
import glob
import json
import os
import random
import subprocess
import sys

LINES = 6000
BEFORE = ['', '', '', '', '', '"', '“', '‘', "'", '(', ')', '."', '”', '(주)', '[', '·', '…"']
BEHIND = ['', '', '', '', '', '"', '”', '’', "'", ')', '(', ',', '.', '·', '(주)', ')은', "'s"]


def line(rng, words, number):
    text = ' '.join(rng.choice(BEFORE) + rng.choice(words) + rng.choice(BEHIND)
                    for _ in range(rng.randint(2, 12)))
    return json.dumps({'id': number, 'text': text})


def answers(program, lines):
    ran = subprocess.run([program, '--from=jsonl', '--to=jsonl'], input='\n'.join(lines).encode(),
                         stdout=subprocess.PIPE, check=True)
    return {json.loads(answer)['id']: answer for answer in ran.stdout.decode().splitlines()}


def main():
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'data')
    failed = 0
    for lang in ('en', 'ko'):
        words = []
        for path in sorted(glob.glob(os.path.join(folder, lang, '*.txt'))):
            if not path.endswith('.gold.txt'):
                with open(path, encoding='utf-8') as f:
                    words += f.read().split()
        rng = random.Random(lang)
        lines = [line(rng, words, number) for number in range(LINES)]
        first, second = answers(sys.argv[1], lines), answers(sys.argv[1], lines[::-1])
        for number in range(LINES):
            if first[number] != second[number]:
                failed += 1
                if failed <= 3:
                    print('not the same answer in another order: %s' % lines[number])
    print('%d of %d lines have another answer in another order' % (failed, 2 * LINES))
    sys.exit(failed > 0)


main()
