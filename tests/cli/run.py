#!/usr/bin/env python3
"""The command line, tried from outside: bad input, streams, jobs, options, exit statuses.
usage: run.py WHOSAID

Prints one line a check (TAP) and "N passed, N failed"; exit status 1 where one failed."""
import json, os, random, resource, signal, subprocess, sys, tempfile, time

whosaid = os.path.abspath(sys.argv[1])
checks = []
with open(whosaid, 'rb') as binary:
    sanitized = b'__asan_init' in binary.read()  # slower and larger, and not measured
DICTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../../dicts')
KOREAN = '(세종=누리통신) 한가람 기자 = 문다온 새벽전자 대표는 7일 "공장을 넓히겠다"고 밝혔다.\n'
ENGLISH = 'Mara Quill, chief executive of Tern Foods, said "we will hire" on Monday.\n'


def check(function):
    checks.append(function)
    return function


def run(*args, stdin=b'', **more):
    """Exit status, standard output, standard error."""
    if isinstance(stdin, str):
        stdin = stdin.encode()
    done = subprocess.run([whosaid, *args], input=stdin, capture_output=True, timeout=120, **more)
    return done.returncode, done.stdout, done.stderr.decode()


def records(out):
    assert out == b'' or out.endswith(b'\n'), 'the last line has no end'
    return [json.loads(line) for line in out.decode().split('\n')[:-1]]


def one(*args, stdin=b'', status=0):
    got, out, err = run(*args, '--to=jsonl', stdin=stdin)
    assert got == status, (got, err)
    rows = records(out)
    assert len(rows) == 1, rows
    return rows[0]


def jsonl(*rows):
    return ''.join(json.dumps(row, ensure_ascii=False) + '\n' for row in rows)


def bad(record, code, **more):
    row = one('--from=jsonl', stdin=record, status=1)
    assert row['error']['code'] == code, row
    assert row['error']['message'], row
    for key, value in more.items():
        assert row[key] == value, row
    return row


def spans(node):
    """Every object with start, end and text in an answer."""
    if isinstance(node, dict):
        if 'start' in node and 'text' in node:
            yield node
        node = list(node.values())
    if isinstance(node, list):
        for part in node:
            yield from spans(part)


class Files:
    """A folder of files that goes away: with Files({'a.txt': 'x'}) as path: path('a.txt')"""

    def __init__(self, files):
        self.files = files

    def __enter__(self):
        self.dir = tempfile.TemporaryDirectory()
        for name, text in self.files.items():
            os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
            with open(self.path(name), 'wb') as f:
                f.write(text if isinstance(text, bytes) else text.encode())
        return self.path

    def path(self, name):
        return os.path.join(self.dir.name, name)

    def __exit__(self, *_):
        self.dir.cleanup()


# -- input that is a text


@check
def empty_text():
    row = one('--from=text')
    assert row['mentions'] == [] and row['quotes'] == [] and row['id'] is None, row


@check
def only_blanks():
    row = one('--from=text', stdin=' \n\t \r\n')
    assert row['mentions'] == [] and row['sentences'] == [], row


@check
def only_a_byte_order_mark():
    assert one('--from=text', stdin=b'\xef\xbb\xbf')['mentions'] == []


@check
def text_without_final_newline():
    with_end, without = one(stdin=KOREAN), one(stdin=KOREAN.rstrip('\n'))
    assert with_end['mentions'] == without['mentions']
    assert with_end['mentions'], 'nobody is named'


@check
def text_cut_inside_a_character():
    row = one(stdin=KOREAN.encode()[:-len('다.\n'.encode())] + '다'.encode()[:2])
    assert [w['code'] for w in row['warnings']] == ['bad_utf8'], row['warnings']
    assert row['warnings'][0]['count'] == 1


@check
def nul_bytes_in_text():
    row = one(stdin=KOREAN.replace('\n', '\0끝\n'))
    assert row['mentions'] and 'error' not in row


@check
def byte_order_mark_counts():
    text = '\ufeff' + KOREAN
    for m in spans(one(stdin=text)):
        assert text[m['start']:m['end']] == m['text'], m


@check
def wide_encodings_are_named():
    for encoding, bom in (('utf-16-le', b'\xff\xfe'), ('utf-16-be', b'\xfe\xff'),
                          ('utf-32-le', b'\xff\xfe\0\0'), ('utf-32-be', b'\0\0\xfe\xff'),
                          ('utf-16-le', b''), ('utf-16-be', b''), ('utf-32-le', b'')):
        for text in (KOREAN, ENGLISH):
            status, out, err = run('--to=jsonl', stdin=bom + text.encode(encoding))
            row = records(out)[0]
            assert status == 1 and row['error']['code'] == 'encoding', (encoding, bom, row)
            assert encoding[:6].upper() in row['error']['message'], row
            assert encoding[:6].upper() in err, err


@check
def one_text_is_spread_over_lines():
    status, out, err = run(stdin=KOREAN)
    assert status == 0 and err == '' and out.count(b'\n') > 10
    assert json.loads(out) == one(stdin=KOREAN)


@check
def file_name_is_the_id():
    with Files({'새벽.txt': KOREAN}) as path:
        assert one(path('새벽.txt'))['id'] == path('새벽.txt')


@check
def several_texts_give_lines():
    with Files({'a.txt': KOREAN, 'b.txt': ENGLISH}) as path:
        status, out, err = run(path('a.txt'), path('b.txt'))
        assert status == 0 and [r['id'] for r in records(out)] == [path('a.txt'), path('b.txt')]


@check
def stdin_by_its_name():
    with Files({'a.txt': KOREAN}) as path:
        status, out, err = run(path('a.txt'), '-', stdin=ENGLISH)
        assert status == 0 and [r['lang'] for r in records(out)] == ['ko', 'en']


# -- input in JSON Lines


@check
def empty_stream():
    assert run('--from=jsonl') == (0, b'', '')


@check
def blank_lines_are_no_records():
    status, out, err = run('--from=jsonl', stdin='\n' + jsonl({'id': 1, 'text': ''}) + ' \t\r\n\n')
    assert status == 0 and len(records(out)) == 1


@check
def stream_without_final_newline():
    status, out, err = run(stdin=jsonl({'text': KOREAN}, {'text': ENGLISH}).rstrip('\n'))
    assert status == 0 and [r['lang'] for r in records(out)] == ['ko', 'en']


@check
def crlf_lines():
    assert one(stdin=jsonl({'id': 'a', 'text': KOREAN}).replace('\n', '\r\n'))['id'] == 'a'


@check
def byte_order_mark_before_a_stream():
    assert one(stdin=b'\xef\xbb\xbf' + jsonl({'id': 'a', 'text': KOREAN}).encode())['id'] == 'a'


@check
def broken_json():
    for line in ('{', '{"text"', '{"text":', '{"text":"a"', '{"text":"a",}', '{"text":"a"} x',
                 '{text:"a"}', '{"text":"a\tb"}', '{"text":"\\x"}', '{"text":"\\u12"}', 'nothing',
                 '[1,2', '{"text":"a","n":01}', '{"a":' * 3000):
        bad(line + '\n', 'bad_json', line=1)


@check
def broken_json_keeps_an_id_it_had():
    bad('{"id":"a-7","text":"가나다', 'bad_json', id='a-7')


@check
def no_object():
    for line in ('[]', '17', '"text"', 'null', 'true', '[{"text":"a"}]'):
        bad(line, 'bad_record', line=1, id=None)


@check
def no_text():
    bad('{"id":"a"}', 'bad_record', id='a')
    bad('{}', 'bad_record', id=None)


@check
def text_is_no_string():
    for value in (7, None, True, ['a'], {'a': 'b'}, 1.5):
        bad(jsonl({'text': value, 'id': 9}), 'bad_record', id=9)


@check
def wide_line_in_a_stream():
    bad('{"text":"a"}'.encode('utf-16'), 'encoding')


@check
def a_bad_line_stops_nothing():
    lines = [json.dumps({'id': i, 'text': ENGLISH}) if i % 3 else '{"id":%d' % i for i in range(30)]
    for jobs in ('1', '4'):
        status, out, err = run('--from=jsonl', '--jobs', jobs, stdin='\n'.join(lines))
        rows = records(out)
        assert status == 1 and [r['id'] for r in rows] == list(range(30))
        assert [r['line'] for r in rows if 'error' in r] == [i + 1 for i in range(0, 30, 3)]
        assert '10 of 30' in err and err.count('\n') == 1, err


@check
def ids_are_kept_as_given():
    for value in ('a', 'é"\\\n', 17, -1.50, 12345678901234567890123, '', '\u0000'):
        assert one(stdin=jsonl({'id': value, 'text': 'x'}))['id'] == value
    assert b'"id":1.50,' in run(stdin='{"id":1.50,"text":"x"}')[1]
    assert one(stdin=jsonl({'id': None, 'text': 'x'}))['id'] is None


@check
def other_fields_come_back():
    extra = {'섹션': 'IT', 'n': [1, 2.5, {'a': None, 'b': 'c d'}], 'e': '\u00e9"\\/\u2028', 's': ''}
    assert one(stdin=jsonl({'text': 'x', **extra}))['source'] == extra
    assert one(stdin=json.dumps({'text': 'x', **extra}, indent=None))['source'] == extra
    assert 'source' not in one(stdin=jsonl({'text': 'x', 'id': 1, 'title': 't', 'lang': 'en'}))


@check
def escapes_in_text():
    text = '문다온 😀 대표는\t7일\n"가" \\ / \u0001 밝혔다. ' + ENGLISH
    assert one(stdin=json.dumps({'text': text}))['mentions'] == \
        one(stdin=json.dumps({'text': text}, ensure_ascii=False))['mentions']
    row = one(stdin='{"text":"\\ud800 Mara Quill said \\udc00\\ud800"}')
    assert 'error' not in row


@check
def nul_character_in_text():
    assert 'error' not in one(stdin='{"text":"a\\u0000b"}')


@check
def ill_formed_bytes_in_a_record():
    row = one(stdin=b'{"id":"\xff","text":"Mara \xff\xfe Quill \xea\xb0","x":"\xed\xa0\x80"}')
    assert row['warnings'][0]['code'] == 'bad_utf8' and row['warnings'][0]['count'] == 3, row
    assert row['id'] == '\ufffd' and row['source']['x'] == '\ufffd' * 3


@check
def the_last_of_two_fields_counts():
    assert one(stdin='{"id":1,"text":7,"id":2,"text":"x"}')['id'] == 2


@check
def the_language_is_told_by_letters_and_closed_class_words():
    for lang, text in (('ko', KOREAN), ('en', ENGLISH), ('en', 'PARIS -- The mayor of Lyon said so.'),
                       ('fr', 'Le maire de Lyon l\u2019a dit à la presse.'), ('fr', 'LE MAIRE ET LES ÉLUS DE BOSTON'),
                       ('en', 'Emmanuel Macron'), ('en', 'Apple Shares Fall'), ('fr', 'Hausse des loyers'), ('ko', 'LG AI Research의 새 모델을 공개했다')):
        assert one(stdin=jsonl({'text': text}))['lang'] == lang, text


@check
def an_unknown_lang_is_told():
    row = one(stdin=jsonl({'text': '윤서준 대표는 갔다.', 'lang': 'xx'}))
    assert row['lang'] == 'ko' and row['warnings'][0]['code'] == 'unknown_lang', row
    assert one(stdin=jsonl({'text': '윤서준 대표는 갔다.', 'lang': 'ko'}))['warnings'] == []


@check
def dates():
    for value in ('2020-12-07', '2020-12-07T23:59:01+09:00', '2020.12.7', '2020/12/07', '20201207'):
        row = one(stdin=jsonl({'text': 'x', 'date': value}))
        assert row['published'] == {'date': '2020-12-07', 'from': 'field'}, row
    for value in ('yesterday', '2020-13-01', '2021-02-29', '2020-12', 20201207, '', [1]):
        row = one(stdin=jsonl({'text': 'x', 'date': value}))
        assert row['published'] is None and row['warnings'][0]['code'] == 'bad_date', row
    assert one(stdin=jsonl({'text': 'x', 'date': None}))['warnings'] == []
    row = one('--date=2020-12-07', stdin=jsonl({'text': 'x'}))
    assert row['published'] == {'date': '2020-12-07', 'from': 'option'}, row


@check
def one_line_of_fifty_megabytes():
    text = 'Nothing happened there at all. ' * (100000 if sanitized else 1700000)
    status, out, err = run('--from=jsonl', stdin=json.dumps({'id': 1, 'text': text}))
    assert status == 0 and err == '' and out.count(b'\n') == 1
    assert out.startswith(b'{"id":1,"whosaid":') and out.endswith(b'}\n')


# -- places in the input


@check
def text_is_the_input():
    text = '\ufeff' + KOREAN.replace(' ', '\u200b ') + 'ＡＢＣ 😀 １２３원\r\n' + ENGLISH
    row = one('--offsets=all', stdin=jsonl({'text': text}))
    wide, narrow, n = text.encode('utf-16-le'), text.encode(), 0
    for m in spans(row):
        assert text[m['start']:m['end']] == m['text'], m
        assert narrow[m['byte_start']:m['byte_end']].decode() == m['text'], m
        assert wide[m['utf16_start'] * 2:m['utf16_end'] * 2].decode('utf-16-le') == m['text'], m
        n += 1
    assert n > 3
    for unit, key in (('codepoint', ''), ('byte', 'byte_'), ('utf16', 'utf16_')):
        other = one('--offsets', unit, stdin=jsonl({'text': text}))
        assert [(m['start'], m['end']) for m in spans(other)] == \
            [(m[key + 'start'], m[key + 'end']) for m in spans(row)]


@check
def places_behind_ill_formed_bytes():
    raw = b'\xff\xe2\x82 Mara Quill \xf0\x9f\x98 said.\n' + KOREAN.encode()
    text = raw.decode(errors='replace')
    row = one(stdin=raw)
    assert row['warnings'][0]['count'] == text.count('\ufffd')
    found = list(spans(row))
    assert found
    for m in found:
        assert text[m['start']:m['end']] == m['text'], m


@check
def only_some_types():
    row = one('--types=PERSON,DATE', stdin=KOREAN)
    assert {m['type'] for m in row['mentions']} <= {'PERSON', 'DATE'}
    assert [m['id'] for m in row['mentions']] == ['m%d' % (i + 1) for i in range(len(row['mentions']))]
    known = {e['id'] for e in row['entities']}
    for m in row['mentions']:
        assert {m.get('entity'), m.get('org')} <= known | {None}, m


@check
def evidence():
    row = one('--explain', stdin=KOREAN)
    for m in row['mentions']:
        assert isinstance(m['why'], list) and isinstance(m['lost'], list), m
        for why in m['why']:
            assert why['row'] and isinstance(why['weight'], (int, float)), why
    for q in row['quotes']:
        assert isinstance(q['why'], list), q
    plain = one(stdin=KOREAN)
    assert len(plain['mentions']) == len(row['mentions'])
    assert not any('why' in m for m in plain['mentions'])


# -- streams and jobs


def corpus(n):
    rng = random.Random(20201207)
    rows = []
    for i in range(n):
        text = ''.join(rng.choice((KOREAN, ENGLISH)) for _ in range(rng.randrange(20)))
        rows.append(json.dumps({'id': i, 'text': text}, ensure_ascii=rng.random() < 0.3))
        if rng.random() < 0.05:
            rows.append('{"id":"broken')
        if rng.random() < 0.05:
            rows.append('')
    return '\n'.join(rows)


@check
def jobs_do_not_show():
    stream = corpus(400)
    first = run(stdin=stream)
    assert first[0] == 1 and first == run(stdin=stream)
    for jobs in (2, 4, 9):
        assert run('--jobs=%d' % jobs, stdin=stream) == first, jobs


@check
def a_line_in_gives_a_line_out():
    for jobs in ('1', '3'):
        p = subprocess.Popen([whosaid, '--from=jsonl', '--jobs', jobs], stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE)
        for i in range(5):
            p.stdin.write(jsonl({'id': i, 'text': ENGLISH}).encode())
            p.stdin.flush()
            assert json.loads(p.stdout.readline())['id'] == i
        p.stdin.close()
        assert p.wait(10) == 0
        p.stdout.close()


@check
def memory_does_not_grow():
    line = jsonl({'id': 1, 'text': (KOREAN + ENGLISH) * 10}).encode()
    for jobs in ('1', '4'):
        p = subprocess.Popen([whosaid, '--from=jsonl', '--jobs', jobs], stdin=subprocess.PIPE,
                             stdout=subprocess.DEVNULL)
        for _ in range(8 * 1024 * 1024 // len(line)):
            p.stdin.write(line)
        p.stdin.flush()
        time.sleep(0.2)
        with open('/proc/%d/status' % p.pid) as f:
            peak = next(int(row.split()[1]) for row in f if row.startswith('VmHWM'))
        p.stdin.close()
        assert p.wait(60) == 0
        assert sanitized or peak < 100 * 1024, peak


# -- files


@check
def a_missing_file_stops_nothing():
    with Files({'a.txt': KOREAN, 'b.jsonl': jsonl({'id': 'x', 'text': ENGLISH})}) as path:
        status, out, err = run(path('a.txt'), path('none'), path('b.jsonl'))
        assert status == 1 and [r['id'] for r in records(out)] == [path('a.txt'), 'x']
        assert path('none') in err and err.count('\n') == 1, err
    assert run('/nowhere/at/all')[:2] == (1, b'')


@check
def a_folder_is_no_file():
    with Files({'a.txt': KOREAN}) as path:
        for args in ((), ('--from=text',), ('--from=jsonl',)):
            status, out, err = run(*args, os.path.dirname(path('a')), path('a.txt'))
            assert status == 1 and err.count('\n') <= 2 and 'irectory' in err, err
        status, out, err = run(os.path.dirname(path('a')), path('a.txt'))
        assert [r['id'] for r in records(out)] == [path('a.txt')]


@check
def names_tell_what_is_inside():
    with Files({'a.jsonl': '17\n', 'a.ndjson': '17\n', 'a.txt': '17\n', 'b.txt': '{"text":""}'}) as path:
        assert 'error' in one(path('a.jsonl'), status=1)
        assert 'error' in one(path('a.ndjson'), status=1)
        assert one(path('a.txt'))['id'] == path('a.txt')
        assert one(path('b.txt'))['id'] is None
        assert one('--from=text', path('b.txt'))['id'] == path('b.txt')
        assert one('--from=text', path('a.jsonl'))['id'] == path('a.jsonl')


@check
def names_that_look_like_options():
    with Files({'--help': KOREAN}) as path:
        done = subprocess.run([whosaid, '--to=jsonl', '--', '--help'], capture_output=True,
                              cwd=os.path.dirname(path('x')))
        assert done.returncode == 0 and json.loads(done.stdout)['id'] == '--help'


# -- options


@check
def unknown_options():
    for arg, near in (('--form=text', '--from'), ('--ofsets=byte', '--offsets'), ('--job', '--jobs'),
                      ('--tpyes=ORG', '--types'), ('--explian', '--explain'), ('-h', '--help'),
                      ('--vers', '--version'), ('--dicts=x', '--dict'), ('--language', '--lang')):
        status, out, err = run(arg)
        assert status == 2 and out == b'', (arg, status)
        assert err.count('\n') == 1 and "'%s'" % near in err and arg.split('=')[0] in err, err


@check
def wrong_values():
    for args, word in ((('--from=html5',), 'html5'), (('--to=jsno',), "'json'"),
                       (('--offsets=bytes',), "'byte'"), (('--jobs=0',), '0'), (('--jobs=x',), 'x'),
                       (('--jobs=-1',), '-1'), (('--explain=yes',), '--explain'),
                       (('--from',), '--from'), (('--lang=',), '--lang'), (('--lang=xx',), 'xx'),
                       (('--types=PERSONS',), 'PERSONS'), (('--date=soon',), 'soon')):
        status, out, err = run(*args)
        assert status == 2 and out == b'' and word in err and err.count('\n') == 1, (args, err)


@check
def values_with_and_without_equals():
    a = run('--from=jsonl', '--offsets=byte', '--jobs=2', stdin=corpus(5))
    assert a == run('--from', 'jsonl', '--offsets', 'byte', '--jobs', '2', stdin=corpus(5))


@check
def help_and_version():
    status, out, err = run('--help')
    assert status == 0 and err == '' and out.startswith(b'usage: whosaid')
    for option in ('--from', '--to', '--lang', '--date', '--offsets', '--types', '--dict', '--dict-dir',
                   '--jobs', '--explain', '--help', '--version'):
        assert option.encode() in out, option
    status, out, err = run('--version')
    assert status == 0 and out.startswith(b'whosaid 0.')


@check
def unusable_dictionaries():
    with Files({'a.tsv': '누리봄\tNO.such.class\n'}) as path:
        status, out, err = run('--dict', path('a.tsv'), stdin=KOREAN)
        assert status == 3 and out == b'' and 'a.tsv:1' in err and err.count('\n') == 1, err
        assert run('--dict', path('none.tsv'), stdin=KOREAN)[0] == 3
        empty = dict(os.environ, WHOSAID_DICTS=os.path.dirname(path('x')))
        assert run(stdin=KOREAN, env=empty)[0] == 3


@check
def own_dictionary():
    with Files({'own.tsv': '누리봄\tORG.company\n'}) as path:
        row = one('--dict', path('own.tsv'), stdin='누리봄은 7일 공장을 열었다.\n')
        assert [m['type'] for m in row['mentions'] if m['text'] == '누리봄'] == ['ORG'], row['mentions']


def types_of(row, text):
    return [m['type'] for m in row['mentions'] if m['text'] == text]


TOWN = '다온누리는 7일 세종에서 공장을 열었다. 다온누리 직원들은 서울시에서 왔다.\n'


@check
def own_type_wins():
    """An own entry takes its place from whatever the packs say of the word."""
    assert types_of(one(stdin=TOWN), '세종') == ['LOCATION']
    with Files({'own.tsv': '세종\tORG.company\n'}) as path:
        assert types_of(one('--dict', path('own.tsv'), stdin=TOWN), '세종') == ['ORG']
    with Files({'own.tsv': '세종\tCOMMON.noun\n'}) as path:  # or none
        assert types_of(one('--dict', path('own.tsv'), stdin=TOWN), '세종') == []


@check
def longest_own_entry():
    """From the left, the longest; two short ones do not outweigh it."""
    with Files({'own.tsv': '가온\tPERSON.full\n나루터\tLOCATION.city\n가온 나루터\tORG.company\n'}) as path:
        row = one('--dict', path('own.tsv'), stdin='어제 가온 나루터에서 가온이 나루터까지 걸었다.\n')
        assert [(m['text'], m['type']) for m in row['mentions'] if m['type'] in ('ORG', 'PERSON', 'LOCATION')] == \
            [('가온 나루터', 'ORG'), ('가온', 'PERSON'), ('나루터', 'LOCATION')], row['mentions']


@check
def layers():
    """The user's files over the newsroom's over the packs; each adds, changes and deletes."""
    with Files({'room/all.tsv': '다온누리\tPERSON.stage\n', 'room/ko/places.tsv': '-서울시\tLOCATION\n',
                'room/en/no.tsv': '세종\tORG.company\n', 'a.tsv': '다온누리\tORG.company\n',
                'b.tsv': '-다온누리\tPERSON\n', 'c.tsv': '서울시\tLOCATION.city\n'}) as path:
        room = '--dict-dir=' + path('room')
        row = one(room, stdin=TOWN)
        assert types_of(row, '다온누리') == ['PERSON'] * 2 and types_of(row, '세종') == ['LOCATION'], row['mentions']
        assert row['pack'] != one(stdin=TOWN)['pack']
        without = [m['score'] for m in row['mentions'] if m['text'] == '서울시']
        assert without != [m['score'] for m in one(stdin=TOWN)['mentions'] if m['text'] == '서울시']
        row = one(room, '--dict', path('a.tsv'), stdin=TOWN)
        assert types_of(row, '다온누리') == ['ORG'] * 2, row['mentions']
        assert one(room, '--dict', path('b.tsv'), '--dict', path('a.tsv'), stdin=TOWN) == \
            one(room, '--dict', path('a.tsv'), '--dict', path('b.tsv'), stdin=TOWN)
        assert 'PERSON' not in types_of(one(room, '--dict', path('b.tsv'), stdin=TOWN), '다온누리')
        row = one(room, '--dict', path('c.tsv'), stdin=TOWN)
        assert [m['score'] for m in row['mentions'] if m['text'] == '서울시'] == [1], row['mentions']


@check
def newsroom_folder():
    with Files({'config/whosaid/dicts/x.tsv': '다온누리\tPERSON.stage\n', 'empty/y': ''}) as path:
        env = dict(os.environ, XDG_CONFIG_HOME=path('config'))
        for args, types in (((), ['PERSON'] * 2), (('--dict-dir', path('empty')), ['ORG'] * 2)):
            status, out, err = run('--to=jsonl', *args, stdin=TOWN, env=env)
            assert status == 0 and types_of(json.loads(out), '다온누리') == types, out
    status, out, err = run('--dict-dir=/no/such/folder', stdin=TOWN)
    assert (status, out, err) == (3, b'', 'whosaid: /no/such/folder: no such folder\n'), err


@check
def deleting_line_with_more():
    with Files({'a.tsv': '# mine\n-서울\tLOCATION\tcode=x\n'}) as path:
        status, out, err = run('--dict', path('a.tsv'), stdin=TOWN)
        assert status == 3 and 'a.tsv:2:' in err and 'deletes' in err, err


PROBLEMS = (  # a line, the column and a part of what is said of it
    ('반영은\tPERSON.full', 1, '(반영|은)'), ('안병의\tPERSON.full', 1, '(안병|의)'),
    ('세종\tORG.company', 1, 'the pack has it as LOCATION'), ('사랑\tPERSON.full', 1, 'also a common word'),
    ('누리손\tORG.company\tnmae=x', 23, "unknown key 'nmae'"), ('누리발\tORG.company\tname', 23, 'no key=value'),
    ('다온누리\tORG.company', 1, 'the same surface and class as in'), ('원\tMONEY', 5, 'read by its shape'),
    (' 가온\tORG', 1, 'a blank at the start'), ('가온 \tORG', 1, 'a blank at the end'),
    ('나다\tORGX', 8, "unknown class 'ORGX'"), ('라마', 1, 'no class'), ('\tORG', 1, 'empty surface'),
    ('-없는것\tORG', 1, 'deletes nothing'), ('-부산시\tLOCATION\tcode=x', 21, 'a class and nothing else'),
    ('다온\u200b그룹\tORG.company', 7, 'U+200B'), ('가\x07나\tORG', 4, 'U+0007'), ('가' * 201 + '\tORG', 1, '200'))


@check
def dict_check():
    fine = '# mine\n다온누리\tORG.company\tname=다온\n-서울시\tLOCATION\n\\-누리\tORG.company\nAT&T\tORG.company\n'
    with Files({'a.tsv': fine, 'b.tsv': fine + ''.join(line + '\n' for line, _, _ in PROBLEMS)}) as path:
        assert run('dict', 'check', path('a.tsv')) == (0, b'', '')
        status, out, err = run('dict', 'check', path('b.tsv'))
        told = out.decode().splitlines()
        assert status == 1 and len(told) == len(PROBLEMS), out.decode()
        assert err == 'whosaid: %d problems\n' % len(PROBLEMS), err
        for k, ((line, column, text), said) in enumerate(zip(PROBLEMS, told)):
            place = '%s:%d:%d: ' % (path('b.tsv'), fine.count('\n') + k + 1, column)
            assert said.startswith(place) and text in said, (line, said)
        assert len(run('dict', 'check', path('a.tsv'), path('a.tsv'))[1].splitlines()) == 4
    with Files({'a.tsv': '가나\tORG\n'.encode('euc-kr')}) as path:
        status, out, err = run('dict', 'check', path('a.tsv'))
        assert status == 1 and b'a.tsv:1:1: not UTF-8' in out, out


@check
def dict_find():
    with Files({'a.tsv': '# mine\n세종시\tORG.company\n', 'room/ko/b.tsv': '-세종\tLOCATION\n세종\tPERSON.stage\n'}) as path:
        args = ('dict', 'find', '--dict', path('a.tsv'), '--dict-dir', path('room'))
        status, out, err = run(*args, '세종시는', 'x')
        rows = [line.split('\t') for line in out.decode().splitlines()]
        assert status == 0 and err == '' and all(len(row) == 4 for row in rows), (out.decode(), err)
        assert ['세종시', 'ORG.company', 'user', path('a.tsv') + ':2'] in rows, rows
        assert ['세종', 'PERSON.stage', 'newsroom', path('room/ko/b.tsv') + ':2'] in rows, rows
        assert [row[2] for row in rows if row[:2] == ['세종시', 'LOCATION.region']] == ['built-in'], rows
        assert not [row for row in rows if row[0] == '세종' and row[1].startswith('LOCATION')], rows
        assert [len(row[0]) for row in rows if row[0].startswith('세종')][0] == 3  # the longest first
        for _, _, layer, place in rows:
            name, line = place.rsplit(':', 1)
            with open(name if layer != 'built-in' else os.path.join(DICTS, name), encoding='utf-8') as f:
                assert f.readlines()[int(line) - 1].split('\t')[0] in '세종시는', place
        with open(path('bad.tsv'), 'w') as f:
            f.write('가\tNO.class\n')
        status, out, err = run('dict', 'find', '--dict', path('bad.tsv'), '가')
        assert status == 3 and 'bad.tsv:1:5: unknown class' in err, err
    assert run('dict', 'find', '쀍')[:2] == (1, b'')
    assert run('dict', 'find', '--lang=xx', '가')[0] == 2


@check
def dict_build():
    with Files({'packs/x': ''}) as path:
        packs = path('packs')
        os.remove(path('packs/x'))
        env = dict(os.environ, WHOSAID_DICTS=packs)
        file = os.path.join(packs, 'ko.pack')
        for _ in range(2):
            before = open(file, 'rb').read() if os.path.exists(file) else None
            assert run('dict', 'build', '--output', file, os.path.join(DICTS, 'ko')) == (0, b'', '')
        assert open(file, 'rb').read() == before and os.listdir(packs) == ['ko.pack']
        packed = run('--to=jsonl', '--explain', stdin=KOREAN, env=env)
        read = run('--to=jsonl', '--explain', stdin=KOREAN, env=dict(os.environ, WHOSAID_DICTS=DICTS))
        assert packed == read and packed[0] == 0, (packed, read)
        with open(file, 'rb') as f:
            sound = f.read()
        for damaged, word in ((b'', 'empty'), (b'# text\n' * 99, 'not a packed'), (sound[:-1], 'cut off'),
                              (sound[:20], 'cut off'), (sound[:12] + b'x' + sound[13:], 'another version'),
                              (sound[:99999] + bytes([sound[99999] ^ 4]) + sound[100000:], 'damaged')):
            with open(file, 'wb') as f:
                f.write(damaged)
            status, out, err = run(stdin=KOREAN, env=env)
            assert (status, out) == (3, b'') and err.startswith('whosaid: ' + file) and word in err, (word, err)
            assert 'dict build' in err and err.count('\n') == 1, err
        status, out, err = run('dict', 'build', '--output=' + path('no/such/file'), os.path.join(DICTS, 'ko'))
        assert status == 3 and 'no/such/file: cannot write' in err, err
        for args, word in (((), '--output'), (('--output=x', 'a', 'b'), 'one FOLDER'), (('--lang=ko',), '--lang')):
            status, out, err = run('dict', 'build', *(args or ('a',)))
            assert status == 2 and word in err, err
        status, out, err = run('dict', 'build', '--output', path('y'), packs)
        assert status == 3 and 'types.tsv' in err and not os.path.exists(path('y')), err


@check
def dict_coverage():
    text = '다온누리는 7일 해솔나루시에서 문별하 국무총리를 뽑았다. 다온누리도 서울도 사과도 맑다.'
    gold = [('다온누리', 'ORG', 0), ('해솔나루시', 'LOCATION', 0), ('문별하', 'PERSON', 0), ('국무총리', 'TITLE', 0),
            ('서울', 'LOCATION', 0), ('7일', 'DATE', 0), ('솔나루', 'ORG', 0)]
    mentions = [{'start': text.index(t), 'end': text.index(t) + len(t), 'type': k} for t, k, _ in gold]
    with Files({'gold.jsonl': jsonl({'text': text, 'mentions': mentions}), 'a.tsv': '다온누리\tORG.company\n',
                'bad.jsonl': '{}\n' + jsonl({'text': '가', 'mentions': [{'start': 0, 'end': 9, 'type': 'ORG'}]})}) as path:
        status, out, err = run('dict', 'coverage', '--dict', path('a.tsv'), path('gold.jsonl'))
        rows = {row[0]: row[1:] for row in (line.split() for line in out.decode().splitlines())}
        assert status == 0 and err == '' and list(rows) == ['type', 'PERSON', 'TITLE', 'ORG', 'LOCATION'], out.decode()
        assert rows['ORG'] == ['2', '0.500', '0.500', '2', '0.500'], rows
        assert rows['LOCATION'] == ['2', '0.500', '1.000', '1', '1.000'], rows
        assert rows['PERSON'] == ['1', '0.000', '1.000', '0', '-'], rows
        assert rows['TITLE'] == ['1', '1.000', '1.000', '1', '1.000'], rows
        with open(path('ignore.jsonl'), 'w') as f:
            f.write(jsonl({'text': text, 'mentions': mentions, 'ignore': [[text.rindex('다온누리') + 3, len(text), 'ORG']]}))
        status, less, err = run('dict', 'coverage', '--dict', path('a.tsv'), path('ignore.jsonl'))
        assert status == 0 and ['2', '0.500', '0.500', '1', '1.000'] in [row.split()[1:] for row in less.decode().splitlines()]
        status, more, err = run('dict', 'coverage', '--explain', '--dict', path('a.tsv'), path('gold.jsonl'))
        assert status == 0 and more == out + '다온누리\tORG\t2\t1\n'.encode(), more.decode()
        status, out, err = run('dict', 'coverage', path('bad.jsonl'))
        assert status == 1 and ':1: expected' in err and ':2: a mention lies outside' in err and out, err
        assert run('dict', 'coverage', '/no/such/file')[:2] == (3, b'')


@check
def dict_usage():
    assert run('dict')[0] == run('dict', 'chekc', 'x')[0] == run('dict', 'check')[0] == 2
    assert "did you mean 'dict check'" in run('dict', 'chekc', 'x')[2]
    assert run('dict', 'check', '--all')[0] == run('dict', 'find')[0] == run('dict', 'find', '--dct=x', 'y')[0] == 2
    assert run('dict', 'find', '--help')[1] == run('dict', '--help')[1]
    status, out, err = run('dict', 'check', '/no/such/file')
    assert status == 3 and out == b'' and '/no/such/file' in err, err
    status, out, err = run('dict', '--help')
    assert status == 0 and out.startswith(b'usage: whosaid dict') and err == ''
    assert b'dict check' in run('--help')[1]


# -- the ends of pipes


@check
def full_disk():
    for args, stdin in ((('--from=jsonl',), corpus(50)), (('--from=jsonl', '--jobs=3'), corpus(50)),
                        ((), KOREAN), (('--help',), ''), (('--version',), '')):
        with open('/dev/full', 'wb') as full:
            done = subprocess.run([whosaid, *args], input=stdin.encode(), stdout=full,
                                  stderr=subprocess.PIPE, timeout=60)
        assert done.returncode == 1, (args, done.returncode)
        assert 'space' in done.stderr.decode().lower(), done.stderr


@check
def closed_output():
    done = subprocess.run(['sh', '-c', '"$1" --version >&-', 'sh', whosaid], capture_output=True)
    assert done.returncode == 1 and done.stderr


@check
def reader_that_goes_away():
    for jobs in ('1', '4'):
        for restore in (True, False):  # SIGPIPE as it is in a shell, and ignored
            p = subprocess.Popen([whosaid, '--from=jsonl', '--jobs', jobs], stdin=subprocess.PIPE,
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                 restore_signals=restore)
            p.stdout.close()
            try:
                p.stdin.write(corpus(300).encode())
                p.stdin.close()
            except BrokenPipeError:
                pass
            p.wait(30)
            said = p.stderr.read().decode()
            p.stderr.close()
            assert said == '' or ('records failed' in said and said.count('\n') == 1), said
            assert p.returncode in ((-signal.SIGPIPE,) if restore else (1,)), p.returncode


@check
def interrupted():
    for jobs in ('1', '4'):
        p = subprocess.Popen([whosaid, '--from=jsonl', '--jobs', jobs], stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        p.stdin.write(jsonl({'id': 1, 'text': ENGLISH}).encode())
        p.stdin.flush()
        assert json.loads(p.stdout.readline())['id'] == 1
        p.send_signal(signal.SIGINT)
        assert p.wait(10) == -signal.SIGINT
        assert p.stdout.read() == b'' and p.stderr.read() == b''


@check
def every_key_of_the_packs_is_known():
    files = [os.path.join(DICTS, lang, name) for lang in os.listdir(DICTS) if os.path.isdir(os.path.join(DICTS, lang))
             for name in os.listdir(os.path.join(DICTS, lang))
             if name.endswith('.tsv') and name not in ('weights.tsv', 'pack.tsv')]
    assert len(files) > 20
    _, out, err = run('dict', 'check', *files)
    told = out.decode() + err
    assert 'problems' in told
    assert 'unknown key' not in told, [line for line in told.splitlines() if 'unknown key' in line]


def main():
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    wanted = sys.argv[2:]
    chosen = [c for c in checks if not wanted or c.__name__ in wanted]
    failed = 0
    print('1..%d' % len(chosen))
    for n, function in enumerate(chosen, 1):
        name = function.__name__.replace('_', ' ')
        try:
            function()
            print('ok %d - %s' % (n, name), flush=True)
        except Exception as e:  # a broken answer is one failed check, not the end
            failed += 1
            print('not ok %d - %s' % (n, name))
            print('  # %s: %s' % (type(e).__name__, str(e)[:600].replace('\n', '\n  # ')), flush=True)
    print('%d passed, %d failed' % (len(chosen) - failed, failed))
    return 1 if failed else 0


sys.exit(main())
