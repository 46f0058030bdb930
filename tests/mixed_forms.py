#!/usr/bin/env python3
"""Words of the calendar and of numbers in any order: mixed_forms.py WHOSAID

Lines of up to fourteen entries of time.tsv and number.tsv, figures, signs and the words
that stand between them, drawn at random, with publication dates at the ends of the
calendar and without.  Every line gets its answer; every day in it lies in the calendar, no
period ends before it starts, and every amount is a plain decimal.
"""
import datetime
import json
import os
import random
import re
import subprocess
import sys

LINES = 4000
BETWEEN = {
    'en': 'on by until since before after from to between and or of the in this last next first '
          'second two 4 27 27th 2016 16 1/2 4/22 - / . , \' s $ £ % 10 12,345 5.5 million bn '
          'within past a an few later ago not will would said St. \'s'.split(),
    'ko': '부터 까지 에서 으로부터 로부터 에 의 과 와 은 는 이 가 을 를 동안 만에 전 뒤 후 안에 이내 '
          '1 2 3 15 27 2016 1~3 1/4 , . · ( ) - ~ 약 원 달러 % 년 월 일 시 분 초 주 개월 억 만 조 '
          '지난 오는 다음 마지막 첫 세'.split()}
GAPS = {'en': [' ', ' ', ' ', '', '\n', ', '], 'ko': [' ', ' ', '', '', '\n']}
DATES = ['2016-11-07', '2020-02-29', '0001-01-03', '9999-12-30', '2019-12-31', None]
AMOUNT = re.compile(r'(0|[1-9][0-9]*)(\.[0-9]*[1-9])?')


def entries(lang):
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'dicts', lang)
    for name in ('time.tsv', 'number.tsv'):
        with open(os.path.join(folder, name), encoding='utf-8') as f:
            yield from (line.split('\t')[0] for line in f if line.strip() and line[0] != '#')


def line(rng, lang, words):
    text = ''
    for _ in range(rng.randint(1, 14)):
        text += rng.choice(words if rng.random() < .45 else BETWEEN[lang]) + rng.choice(GAPS[lang])
    return {'text': text, 'lang': lang, 'date': rng.choice(DATES)}


def wrong(value):
    """What is wrong with a value, or None."""
    if not all(AMOUNT.fullmatch(value[k]) for k in ('amount', 'min', 'max') if value.get(k)):
        return 'no plain decimal'
    if ('start' in value) != ('end' in value):
        return 'one end only'
    try:
        if 'start' in value and (datetime.date.fromisoformat(value['start']) >
                                 datetime.date.fromisoformat(value['end'])):
            return 'ends before it starts'
    except ValueError:
        return 'not in the calendar'
    return None


def main():
    failed = 0
    for lang in ('en', 'ko'):
        rng, words = random.Random(lang), sorted(set(entries(lang)))
        lines = [line(rng, lang, words) for _ in range(LINES)]
        text = '\n'.join(json.dumps(x) for x in lines)
        run = subprocess.run([sys.argv[1], '--from=jsonl', '--to=jsonl'], input=text.encode(), stdout=subprocess.PIPE)
        answers = run.stdout.decode().splitlines()
        if run.returncode or len(answers) != LINES:
            print(f'{lang}: exit {run.returncode}, {len(answers)} answers to {LINES} lines')
            return 1
        for x, answer in zip(lines, answers):
            for mention in json.loads(answer)['mentions']:
                what = wrong(mention.get('value') or {})
                if what:
                    print(f'{what}: {mention["text"]!r} {mention["value"]} in {x}')
                    failed += 1
    print(f'{failed} of the values of {2 * LINES} lines are wrong')
    return failed > 0


sys.exit(main())
