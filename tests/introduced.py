#!/usr/bin/env python3
"""Do people who are introduced with title and organisation come out as one entity with both?

introduced.py WHOSAID [GOLD.jsonl...] [--errors]

An introduction is what the tags say stands side by side: ORG PER TTL (㈜한빛 구하람 대표), PER ORG TTL
(구하람 ㈜한빛 대표) or ORG TTL PER (㈜한빛 대표 구하람, 대표인 구하람), parted by blanks and at most one
particle or word like 소속.  Without GOLD it reads the tagged articles of data/ko, and fails below
the floor.
"""
import glob
import json
import os
import re
import subprocess
import sys

FLOOR = 0.90  # a little below the figure; it rises with it
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..')
GAP = re.compile(r' ?\([^()\n]{1,20}\) ?| | (?:소속|신임|전|현) |의 |인 ')
ORDERS = (('ORG', 'PERSON', 'TITLE'), ('PERSON', 'ORG', 'TITLE'), ('ORG', 'TITLE', 'PERSON'))


def articles(paths):
    if paths:
        return [json.loads(line) for path in paths for line in open(path, encoding='utf-8')]
    paths = sorted(glob.glob(os.path.join(ROOT, 'data', 'ko', '*.gold.txt')))
    done = subprocess.run([sys.executable, os.path.join(ROOT, 'scripts', 'gold2jsonl'), *paths],
                          capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def introductions(article):
    """(person, title, organisation) spans of the gold."""
    text = article['text']
    outer = [m for m in article['mentions'] if not any(
        o is not m and o['start'] <= m['start'] and m['end'] <= o['end'] for o in article['mentions'])]
    outer.sort(key=lambda m: m['start'])
    for i in range(len(outer) - 2):
        trio = outer[i:i + 3]
        gaps = [text[a['end']:b['start']] for a, b in zip(trio, trio[1:])]
        if tuple(m['type'] for m in trio) in ORDERS and all(GAP.fullmatch(gap) for gap in gaps):
            by = {m['type']: m for m in trio}
            yield by['PERSON'], by['TITLE'], by['ORG']


def same(a, b):
    """Is one the other, but for what stands before it (주식회사, a country)?"""
    a, b = (re.sub(r'\W|㈜|주식회사', '', x) for x in (a, b))
    return a == b or a.endswith(b) or b.endswith(a)


def is_right(answer, text, person, title, org):
    mentions = {(m['start'], m['end']): m for m in answer['mentions'] if m['type'] == 'PERSON'}
    entities = {e['id']: e for e in answer['entities']}
    mention = mentions.get((person['start'], person['end']))
    entity = entities.get(mention.get('entity')) if mention else None
    if not entity:
        return False
    body = entities.get(entity.get('org'))
    names = [body['name'], *body['aliases']] if body else []
    return any(same(t, text[title['start']:title['end']]) for t in entity['titles']) and \
        any(same(name, text[org['start']:org['end']]) for name in names)


def main():
    whosaid, *paths = [a for a in sys.argv[1:] if a != '--errors']
    gold = articles(paths)
    lines = ''.join(json.dumps({'id': g['id'], 'text': g['text'], 'lang': 'ko'}, ensure_ascii=False) + '\n' for g in gold)
    done = subprocess.run([whosaid, '--from=jsonl', '--to=jsonl'], input=lines.encode(), capture_output=True, check=True)
    right = total = 0
    for article, line in zip(gold, done.stdout.decode().splitlines()):
        answer = json.loads(line)
        for person, title, org in introductions(article):
            fine = is_right(answer, article['text'], person, title, org)
            total += 1
            right += fine
            if not fine and '--errors' in sys.argv:
                start, end = min(person['start'], org['start']), max(person['end'], title['end'])
                print(article['id'], '|', article['text'][start:end])
    print('%d of %d people with their title and organisation: %.3f' % (right, total, right / max(total, 1)))
    return 1 if not paths and right < FLOOR * total else 0


sys.exit(main())
