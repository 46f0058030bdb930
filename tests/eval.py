#!/usr/bin/env python3
"""The seed article of the evaluation sets, where they are: eval.py WHOSAID

The sets are no part of the project.  $WHOSAID_EVAL names their folder; without it, the
folder shared/eval beside the checkout is tried.  Without either the test is skipped.
"""
import json
import os
import subprocess
import sys
import tempfile

FLOORS = {'mentions': 0.97, 'quotes': 0.97}
SKIP = 77  # what meson takes for "skipped"


def folder():
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    beside = os.path.join(os.path.dirname(root), 'shared', 'eval')
    return os.environ.get('WHOSAID_EVAL', beside)


def main():
    run = os.path.join(folder(), 'run')
    if not os.path.exists(run):
        print('no evaluation sets here (set WHOSAID_EVAL to their folder)')
        return SKIP
    with tempfile.TemporaryDirectory() as tmp:
        figures = os.path.join(tmp, 'figures.json')
        subprocess.run([sys.executable, run, os.path.abspath(sys.argv[1]), '--only', 'ko/seed', '--json', figures],
                       stdout=subprocess.DEVNULL, check=True)
        with open(figures, encoding='utf-8') as f:
            seed = json.load(f)
    f1 = {'mentions': seed['ko/seed mentions']['micro']['f1'],
          'quotes': seed['ko/seed quotes']['end_to_end']['f1']}
    failed = 0
    for name, floor in FLOORS.items():
        failed += f1[name] < floor
        print('ko/seed %-9s F1 %.3f (floor %.2f)' % (name, f1[name], floor))
    return 1 if failed else 0


sys.exit(main())
