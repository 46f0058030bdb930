#!/usr/bin/env python3
"""Say how a run of "meson test" went: count.py meson-logs/testlog.json

Prints the line of each skipped test, then "N passed, N failed".  Without a log
nothing was built: one failure.
"""
import json
import os
import sys

path = sys.argv[1]
passed = failed = 0
if not os.path.exists(path):
    failed = 1
else:
    with open(path, encoding='utf-8') as f:
        for row in map(json.loads, f):
            if row['result'] == 'SKIP':
                print('skipped: %s: %s' % (row['name'], (row.get('stdout') or '').strip().split('\n')[-1]))
            elif row['result'] in ('OK', 'EXPECTEDFAIL'):
                passed += 1
            else:
                failed += 1
print('%d passed, %d failed' % (passed, failed))
