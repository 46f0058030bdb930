#!/usr/bin/env python3
"""Score whosaid on the tagged articles of data/: gold.py WHOSAID [--errors]

Mentions count when span and type are right.  Quotes (direct and in headlines) count when
they overlap the gold one by 80 % of the union and their speaker is right: the gold's name,
one of that entity's other forms, or the same words of the text.  Fails below the floors.
"""
import glob
import json
import os
import re
import subprocess
import sys
import unicodedata

# F1 of mentions, F1 of quotes with their speaker.  Floors rise with the figures, a
# little below them; a language without a line here has none.
FLOORS = {'ko': (0.90, 0.86), 'en': (0.86, 0.84), 'fr': (0.84, 0.68)}
TYPES = ('PERSON', 'TITLE', 'ORG', 'LOCATION', 'MONEY', 'DATE')
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..')


def gold_articles():
    paths = sorted(glob.glob(os.path.join(ROOT, 'data', '??', '*.gold.txt')))
    done = subprocess.run([sys.executable, os.path.join(ROOT, 'scripts', 'gold2jsonl'), *paths],
                          capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def answers(whosaid, gold):
    lines = ''.join(json.dumps({'id': g['id'], 'text': g['text']}, ensure_ascii=False) + '\n' for g in gold)
    done = subprocess.run([whosaid, '--from=jsonl', '--to=jsonl'], input=lines.encode(), capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def plain(text):
    return re.sub(r'[\W_]+', '', unicodedata.normalize('NFC', text or '')).lower()


def overlap(a, b):
    both = min(a['end'], b['end']) - max(a['start'], b['start'])
    return max(both, 0) / (max(a['end'], b['end']) - min(a['start'], b['start']))


def speaker_right(quote, want, answer):
    speaker, name = quote.get('speaker'), want['speaker']
    if not speaker or name in ('', '?'):
        return not speaker and name in ('', '?')
    forms = {plain(speaker.get('name')), plain(speaker.get('text'))}
    for entity in answer['entities']:
        if entity['id'] == speaker.get('entity'):
            forms.update(plain(form) for form in [entity['name'], *entity['aliases']])
    forms.discard('')
    if plain(name) in forms or (want['src'] and plain(want['src']) in forms):
        return True
    # an unnamed source is a noun phrase: most of its words must agree
    words = set(name.lower().split())
    for form in (speaker.get('name'), speaker.get('text')):
        other = set((form or '').lower().split())
        if 2 * len(words & other) >= 0.6 * (len(words) + len(other)):
            return True
    return False


class Count:
    """Right ones, found ones, wanted ones."""

    def __init__(self):
        self.right = self.found = self.wanted = 0

    def f1(self):
        return 2 * self.right / (self.found + self.wanted) if self.right else 0.0

    def __str__(self):
        return 'F1 %.3f (%d right of %d found, %d in gold)' % (self.f1(), self.right, self.found, self.wanted)


def score_mentions(count, gold, answer, errors):
    want = {(m['start'], m['end'], m['type']): m['text'] for m in gold['mentions']}
    got = {(m['start'], m['end'], m['type']): m['text'] for m in answer['mentions'] if m['type'] in TYPES}
    count.right += len(want.keys() & got.keys())
    count.found += len(got)
    count.wanted += len(want)
    for sign, ours, theirs in (('-', want, got), ('+', got, want)):
        for key in sorted(ours.keys() - theirs.keys()):
            errors.append('%s %s %s %d %s' % (gold['id'], sign, key[2], key[0], ours[key]))


def score_quotes(count, gold, answer, errors):
    want = [q for q in gold['quotes'] if q['kind'] != 'indirect']
    others = [q for q in gold['quotes'] if q['kind'] == 'indirect']
    got = [q for q in answer['quotes'] if q['type'] != 'indirect']
    free = list(want)
    for quote in got:
        best = max(free, key=lambda q: overlap(q, quote), default=None)
        if best is None or overlap(best, quote) < 0.8:
            if any(overlap(q, quote) >= 0.8 for q in others):
                continue
            count.found += 1
            errors.append('%s + quote “%s”' % (gold['id'], quote['text']))
            continue
        count.found += 1
        free.remove(best)
        if speaker_right(quote, best, answer):
            count.right += 1
        else:
            who = quote.get('speaker') or {}
            errors.append('%s ? %s, not %s: “%s”' % (gold['id'], best['speaker'], who.get('name'), quote['text']))
    count.wanted += len(want)
    errors.extend('%s - quote “%s”' % (gold['id'], q['text']) for q in free)


def main():
    failed = 0
    gold = gold_articles()
    pairs = list(zip(gold, answers(sys.argv[1], gold)))
    for lang in sorted({g['lang'] for g in gold}):
        mentions, quotes, errors = Count(), Count(), []
        for g, answer in pairs:
            if g['lang'] != lang:
                continue
            if answer['id'] != g['id'] or answer['lang'] != lang:
                print('%s was read as %s' % (g['id'], answer['lang']))
                failed += 1
            score_mentions(mentions, g, answer, errors)
            score_quotes(quotes, g, answer, errors)
        for what, count, floor in zip(('mentions', 'quotes with their speaker'), (mentions, quotes), FLOORS.get(lang, (0, 0))):
            low = count.f1() < floor
            failed += low
            print('%s %-26s %s%s' % (lang, what, count, '   BELOW %.2f' % floor if low else ''))
        if '--errors' in sys.argv:
            print('\n'.join(errors))
    return 1 if failed else 0


sys.exit(main())
