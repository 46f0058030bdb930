#!/usr/bin/env python3
"""Fail on an #include that points backwards: includes.py SOURCE_ROOT

    base -> lang -> doc -> the rooms -> engine -> tune       (each sees what is left of it)

A room sees itself and what stands before the rooms, never another room.  The command
in cli/ sees whosaid.h and itself.  whosaid.h sees the C library alone.  A .c file includes its own
header first, so that each header proves that it stands alone.
"""
import os
import re
import sys

ROOMS = 'read norm layout segment dict rule resolve quote speaker write'.split()
BEFORE = {'base': set(), 'lang': {'base'}, 'doc': {'base', 'lang'}}
for room in ROOMS:
    BEFORE[room] = {'base', 'lang', 'doc'}
BEFORE['engine'] = {'base', 'lang', 'doc', *ROOMS}
BEFORE['tune'] = BEFORE['engine'] | {'engine'}
BEFORE['cli'] = set()

INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]')
# Libraries that one place alone may know.
ONLY = {'jansson.h': {'read', 'tune', 'cli'}, 'check.h': set()}


def house(path):
    """The room of a file below src/: src/quote/find.c is "quote", src/engine.c "engine"."""
    return path.split('/')[0] if '/' in path else 'engine'


def problems(src, path):
    room = house(path)
    if room not in BEFORE:
        yield 0, 'room %s is not in the order (tests/includes.py)' % room
        return
    own, first = path[:-1] + 'h', True
    with open(os.path.join(src, path), encoding='utf-8') as f:
        for number, line in enumerate(f, 1):
            found = INCLUDE.match(line)
            if not found:
                continue
            kind, target = found.groups()
            if first and path.endswith('.c') and '/' in path and os.path.exists(os.path.join(src, own)) and target != own:
                yield number, 'the first include must be "%s"' % own
            first = False
            if kind == '<':
                if room not in ONLY.get(target, {room}):
                    yield number, '<%s> has no place in %s' % (target, room)
                continue
            if target == 'whosaid.h':
                continue
            if not os.path.exists(os.path.join(src, target)):
                yield number, '"%s" is not of the form "room/file.h"' % target
            elif house(target) != room and house(target) not in BEFORE[room]:
                yield number, '%s must not include %s: "%s"' % (room, house(target), target)


def main():
    root = sys.argv[1]
    src = os.path.join(root, 'src')
    count = bad = 0
    for base, _, names in sorted(os.walk(src)):
        for name in sorted(names):
            if name.endswith(('.c', '.h')):
                path = os.path.relpath(os.path.join(base, name), src)
                count += 1
                for number, what in problems(src, path):
                    print('src/%s:%d: %s' % (path, number, what))
                    bad += 1
    with open(os.path.join(root, 'include', 'whosaid.h'), encoding='utf-8') as f:
        for number, line in enumerate(f, 1):
            found = INCLUDE.match(line)
            if found and (found[1] != '<' or not found[2].startswith('std')):
                print('include/whosaid.h:%d: <%s>' % (number, found[2]))
                bad += 1
    print('%d files, %d arrows backwards' % (count, bad))
    return 1 if bad or not count else 0


sys.exit(main())
