#!/usr/bin/env python3
"""A user's own entries are found, whatever follows them: own_entries.py WHOSAID

10,000 made-up entries (names of every look, four types) stand in sentences with each
particle that agrees with them and alone; every one is a mention of its own type.  Where two
entries fit, the longer one is: those places are left out.
"""
import json
import os
import random
import subprocess
import sys
import tempfile

ENTRIES = 10000
TYPES = {'PERSON.full': 'PERSON', 'ORG.company': 'ORG', 'LOCATION.city': 'LOCATION', 'TITLE': 'TITLE'}
PLAIN = '가나다라마바사아자차카타파하강경고구국군권금기김남노대도동류명문미민박배백변복부서선성손송수순신안양엄연영오옥왕우원유윤은인임장전정조주지진천최추표한함허현홍황'
DIGITS = {'0': 21, '1': 8, '3': 16, '6': 1, '7': 8, '8': 8, 'L': 8, 'M': 16, 'N': 4, 'R': 8}  # as read in Korean
BEFORE, BEHIND = '그날 ', ' 모두 함께 있었다.'


def some(rng, letters, least, most):
    return ''.join(rng.choice(letters) for _ in range(rng.randint(least, most)))


def surface(rng):
    look = rng.random()
    if look < .5:
        return some(rng, PLAIN, 2, 5)
    if look < .75:
        return ''.join(chr(rng.randrange(0xAC00, 0xD7A4)) for _ in range(rng.randint(2, 4)))
    if look < .8:
        return some(rng, 'ABCDEGHIKOPSTVW', 2, 3) + some(rng, PLAIN, 2, 4)  # SK이노베이션
    if look < .85:
        return some(rng, PLAIN, 2, 3) + str(rng.randint(2, 99))  # 코로나19
    if look < .9:
        return str(rng.randint(2, 9)) + rng.choice('ABCM')  # 3M
    if look < .95:
        return rng.choice('ABCDE') + rng.choice('KLMNT') + '&' + rng.choice('ATMPR')  # AT&T
    return some(rng, PLAIN, 2, 2) + ' ' + some(rng, PLAIN, 2, 3)


def forms(name):
    last = name[-1]
    final = (ord(last) - 0xAC00) % 28 if '가' <= last <= '힣' else DIGITS.get(last, 0)
    pairs = (('은', '는'), ('이', '가'), ('을', '를'), ('과', '와'), ('이라고', '라고'), ('이나', '나'))
    tails = [with_final if final else without for with_final, without in pairs]
    tails += ['으로' if final not in (0, 8) else '로', '의', '에', '에서', '도', '만', '까지', '부터', '에게', '']
    return [name + tail for tail in tails]


def answers(whosaid, entries, names):
    with tempfile.TemporaryDirectory() as tmp:
        own = os.path.join(tmp, 'own.tsv')
        with open(own, 'w', encoding='utf-8') as f:
            f.writelines('%s\t%s\n' % (name, entries[name]) for name in names)
        records = [json.dumps({'lang': 'ko', 'text': '\n'.join(BEFORE + form + BEHIND for form in forms(name))})
                   for name in names]
        done = subprocess.run([whosaid, '--from=jsonl', '--dict', own], input='\n'.join(records).encode(),
                              check=True, capture_output=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def main():
    rng = random.Random(20201207)
    entries = {}
    while len(entries) < ENTRIES:
        entries.setdefault(surface(rng), rng.choice(list(TYPES)))
    names = list(entries)
    asked = lost = 0
    for name, answer in zip(names, answers(sys.argv[1], entries, names)):
        found = {(m['start'], m['end']): m['type'] for m in answer['mentions']}
        at = 0
        for form in forms(name):
            start = at + len(BEFORE)
            at += len(BEFORE + form + BEHIND) + 1
            if any(form[:n] in entries for n in range(len(name) + 1, len(form) + 1)):
                continue
            asked += 1
            if found.get((start, start + len(name))) != TYPES[entries[name]]:
                lost += 1
                if lost <= 10:
                    print('not found: %s (%s) in %s' % (name, entries[name], form))
    print('%d of %d places found' % (asked - lost, asked))
    return lost > 0


sys.exit(main())
