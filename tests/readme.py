#!/usr/bin/env python3
"""Run what the READMEs show: readme.py WHOSAID SHARED-LIBRARY RULES-TEST SANITIZE-FLAG CC... [--update]

A line "`NAME`:" before a fenced block makes the block a file of that name.  In a block of
kind console, "$ COMMAND" is run in a folder with those files, and what follows must be
its output; the pack's version and scores may differ.  The block of kind c is a program:
it is compiled, and must give the same answer as the command.  A block that starts with
"rule" is a rule file: its examples must hold.

    readme.py --program        prints that program
    --update                   writes the outputs anew
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PAGES = ('README.md', 'dicts/README.md')
BLOCK = re.compile(r'(?:^`(?P<name>[^`\n]+)`:\n+)?^```(?P<kind>\w*)\n(?P<body>.*?)^```$', re.M | re.S)
CHANGING = [(re.compile(r'("pack": ?")[^"]*'), r'\1'), (re.compile(r'("score": ?)[0-9.]+'), r'\g<1>0')]


def page(name):
    with open(os.path.join(ROOT, name), encoding='utf-8') as f:
        return f.read()


def program():
    return next(m['body'] for m in BLOCK.finditer(page('README.md')) if m['kind'] == 'c')


def settled(text):
    for pattern, instead in CHANGING:
        text = pattern.sub(instead, text)
    return text


def run(command, folder, whosaid):
    env = dict(os.environ, PATH=os.path.dirname(whosaid) + os.pathsep + os.environ['PATH'])
    done = subprocess.run(['sh', '-c', command], cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.stdout.decode()


def console(body, folder, whosaid):
    """The block as it ought to be: each command with its output."""
    commands = [line[2:] for line in body.splitlines() if line.startswith('$ ')]
    return ''.join('$ %s\n%s' % (command, run(command, folder, whosaid)) for command in commands)


def check_page(name, whosaid, update):
    text, shown, failed = page(name), [], 0
    with tempfile.TemporaryDirectory() as folder:
        def replace(block):
            nonlocal failed
            if block['name']:
                with open(os.path.join(folder, block['name']), 'w', encoding='utf-8') as f:
                    f.write(block['body'])
            if block['kind'] != 'console':
                return block[0]
            got = console(block['body'], folder, whosaid)
            shown.append(got)
            if settled(got) == settled(block['body']):
                return block[0]
            failed += 1
            print('%s shows\n%s\nbut it is\n%s' % (name, block['body'], got))
            return block[0].replace(block['body'], got)

        new = BLOCK.sub(replace, text)
    if update and new != text:
        with open(os.path.join(ROOT, name), 'w', encoding='utf-8') as f:
            f.write(new)
        failed = 0
    print('%s: %d blocks run, %d wrong' % (name, len(shown), failed))
    return failed


def check_program(whosaid, library, sanitize, cc):
    """Compile the README's program and compare its answer with the command's."""
    flags = [] if sanitize == '-fsanitize=none' else [sanitize]
    article = next(m['body'] for m in BLOCK.finditer(page('README.md')) if m['name'] == 'article.txt')
    with tempfile.TemporaryDirectory() as folder:
        source, exe, text = (os.path.join(folder, name) for name in ('program.c', 'program', 'article.txt'))
        with open(source, 'w', encoding='utf-8') as f:
            f.write(program())
        with open(text, 'w', encoding='utf-8') as f:
            f.write(article)
        subprocess.run([*cc, '-std=c11', '-Wall', '-Wextra', '-Werror', *flags, '-I' + os.path.join(ROOT, 'include'),
                        source, library, '-Wl,-rpath,' + os.path.dirname(library), '-o', exe], check=True)
        ours = subprocess.run([exe, text], check=True, capture_output=True).stdout
        theirs = subprocess.run([whosaid, '--from=text', '--to=jsonl', text], check=True, capture_output=True).stdout
    if ours.partition(b'"whosaid"')[2].strip() == theirs.partition(b'"whosaid"')[2].strip():
        print('README.md: the program answers as the command does')
        return 0
    print('the program of README.md answers\n%s\nand the command\n%s' % (ours.decode(), theirs.decode()))
    return 1


def check_rules(rules_test):
    """A pack with the rules of dicts/README.md and nothing else."""
    rules = [m['body'] for m in BLOCK.finditer(page('dicts/README.md')) if m['body'].startswith('rule ')]
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(os.path.join(ROOT, 'dicts', 'types.tsv'), folder)
        files = {'pack.tsv': 'lang\txx\nname\txx-1\nscript\tLatn\n', 'entries.tsv': 'a\tWORK\n',
                 'rules/readme.rule': '\n'.join(rules)}
        for name, text in files.items():
            path = os.path.join(folder, 'xx', name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, 'w', encoding='utf-8') as f:
                f.write(text)
        done = subprocess.run([rules_test], env=dict(os.environ, WHOSAID_DICTS=folder), capture_output=True)
    print('dicts/README.md: %d rules, %s' % (len(rules), 'right' if done.returncode == 0 else (done.stdout + done.stderr).decode()))
    return done.returncode != 0 or not rules


def main():
    if sys.argv[1:] == ['--program']:
        print(program(), end='')
        return 0
    update = '--update' in sys.argv
    args = [a for a in sys.argv[1:] if a != '--update']
    whosaid, library, rules_test = map(os.path.abspath, args[:3])
    sanitize, cc = args[3], args[4:]
    failed = sum(check_page(name, whosaid, update) for name in PAGES)
    failed += check_program(whosaid, library, sanitize, cc)
    failed += check_rules(rules_test)
    return 1 if failed else 0


sys.exit(main())
