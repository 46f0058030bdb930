#!/usr/bin/env python3
"""Is every quote of a table found, with its speaker, and nothing else?

    quote_table.py WHOSAID TABLE.tsv

What the columns of a table say stands in its first lines.  A headline has marks like the rest.
"""
import json
import re
import subprocess
import sys

OPEN = re.compile(r'\[(~?)([^\[\]|:]+)\|')


def read_text(marked):
    """The text without its brackets, and the quotes (start, end, speaker, indirect) by start."""
    text, quotes, stack, at = '', [], [], 0
    while at < len(marked):
        opened = OPEN.match(marked, at)
        if opened:
            quotes.append([len(text), None, opened.group(2), bool(opened.group(1))])
            stack.append(quotes[-1])
            at = opened.end()
        elif marked[at] == '[':
            stack.append(None)
            text += marked[at]
            at += 1
        elif marked[at] == ']':
            inner = stack.pop()
            if inner:
                inner[1] = len(text)
            else:
                text += marked[at]
            at += 1
        else:
            text += marked[at]
            at += 1
    return text, [tuple(q) for q in quotes]


def read_rows(path):
    rows = []
    with open(path, encoding='utf-8') as lines:
        for number, line in enumerate(lines, 1):
            if line.startswith('#') or not line.strip():
                continue
            form, marked, *checks = line.rstrip('\n').split('\t')
            text, quotes = read_text(marked.replace('\\n', '\n'))
            rows.append((number, form, text, quotes, checks))
    return rows


def said_of(doc, quote, key):
    """What the answer says of a quote, as the table writes it."""
    if key in ('to', 'where'):
        return (quote.get(key) or {}).get('text')
    if key in ('continues', 'matches'):
        other = quote.get(key)
        return other and str(1 + [q['id'] for q in doc['quotes']].index(other))
    return (quote.get('cue') or {}).get(key)


def wrong(doc, text, quotes, checks):
    """What is wrong with the answer, or None."""
    got = [(q['start'], q['end'], (q.get('speaker') or {}).get('name', '?'), q['type'] == 'indirect')
           for q in doc['quotes']]
    if sorted(got) != sorted(quotes):
        missing = [(text[s:e], who) for s, e, who, _ in quotes if (s, e, who, _) not in got]
        extra = [(text[s:e], who) for s, e, who, _ in got if (s, e, who, _) not in quotes]
        return 'missing %s, extra %s' % (missing, extra)
    for check in checks:
        key, number, value = re.fullmatch(r'(\w+)=(\d+):(.+)', check).groups()
        said = said_of(doc, doc['quotes'][int(number) - 1], key)
        if said != value:
            return '%s of quote %s is %s, not %s' % (key, number, said, value)
    return None


def main():
    program, table = sys.argv[1:]
    rows = read_rows(table)
    articles = ''.join(json.dumps({'id': str(row[0]), 'text': row[2], 'lang': 'ko'}) + '\n' for row in rows)
    ran = subprocess.run([program, '--from=jsonl', '--to=jsonl'], input=articles.encode(), capture_output=True)
    if ran.returncode:
        sys.exit(ran.stderr.decode())
    answers = [json.loads(line) for line in ran.stdout.decode().splitlines()]
    failed = 0
    for (number, form, text, quotes, checks), doc in zip(rows, answers, strict=True):
        problem = wrong(doc, text, quotes, checks)
        if problem:
            failed += 1
            print('%s:%d: %s: %s' % (table, number, form, problem))
    forms = {}
    for row in rows:
        forms[row[1]] = forms.get(row[1], 0) + 1
    print('%d forms in %d texts, %d wrong' % (len(forms), len(rows), failed))
    sys.exit(failed > 0)


if __name__ == '__main__':
    main()
