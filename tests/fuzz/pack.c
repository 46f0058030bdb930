/*
 * fuzz/pack.c - a packed language pack whose bytes somebody has changed.
 *
 * The input is changes to a small sound pack: each eight bytes, an offset and four new bytes
 * for it.  What a checksum would tell is mended, so that they reach the tables: the pack must
 * be refused, or be used on an article without reading or writing anywhere else.  An input
 * of odd length is taken for the file as it is.
 *
 * As a test it runs over changes made at random (pack SEED ROUNDS).  With clang, to search:
 *
 *     CC=clang meson setup fuzz -Db_sanitize=address,undefined -Db_lundef=false \
 *         -Dc_args=-fsanitize=fuzzer-no-link
 *     ninja -C fuzz tests/fuzz_pack && fuzz/tests/fuzz_pack
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lang/image.h"
#include "whosaid.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char article[] =
    "[서울=누리통신] 한가람 기자 = 문다온 새벽전자 대표는 7일 서울시청에서 \"공장을 넓히겠다\"고 "
    "말했다. 누리시의회 위원장에게는 3만원과 10%를 주겠다고 밝혔다.\n";

static char folder[64], packed[128];
static char *sound; /* the bytes of the sound pack */
static size_t len;

static void
need(int fine, const char *what)
{
    if (fine)
        return;
    perror(what);
    exit(1);
}

static void
write_file(const char *name, const char *text, size_t n)
{
    char path[256];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "wb");
    need(file && fwrite(text, 1, n, file) == n && fclose(file) == 0, path);
}

static void
copy_types(void)
{
    const char *dicts = getenv("WHOSAID_DICTS");
    static char text[65536];
    char path[1024];
    FILE *file;
    size_t n;

    snprintf(path, sizeof path, "%s/types.tsv", dicts ? dicts : "dicts");
    file = fopen(path, "rb");
    need(file != NULL, path);
    n = fread(text, 1, sizeof text, file);
    fclose(file);
    write_file("types.tsv", text, n);
}

static void
read_sound(void)
{
    FILE *file = fopen(packed, "rb");

    need(file && fseek(file, 0, SEEK_END) == 0, packed);
    len = (size_t)ftell(file);
    rewind(file);
    sound = malloc(len);
    need(sound && fread(sound, 1, len, file) == len, packed);
    fclose(file);
}

/* A small pack that has something of everything. */
static void
make_sound(void)
{
    static const char settings[] = "lang\tko\nname\tko-fuzz\nscript\tHang\n"
                                   "features\tstems,family-first\nthreshold\t0.35\n";
    static const char entries[] =
        "한\tPERSON.family\tfreq=100\n문\tPERSON.family\tfreq=90\n가람\tPERSON.given\tfreq=9\n"
        "다온\tPERSON.given\tfreq=8\n새벽전자\tORG.company\n서울\tLOCATION.city\n"
        "시의회\tORG.suffix\n위원장\tTITLE\n대표\tTITLE\n시청\tORG.suffix\n통신\tORG.media\n"
        "는\tPARTICLE\trole=topic\tafter=vowel\n에게는\tPARTICLE\trole=dative\n"
        "에서\tPARTICLE\trole=locative\n고\tTAIL\trole=go\tkind=both\n"
        "말하다\tVERB.say\tact=state\n말했\tVERB.say\tact=state\tlemma=말하다\n"
        "밝혔\tVERB.say\tact=state\tlemma=밝히다\n기자\tBYLINE\n공장\tCOMMON.noun\tfreq=3\n"
        "\"\tMARK\tside=both\tkind=double\tpair=\"\n[\tMARK\tside=open\tkind=bracket\tpair=]\n"
        "]\tMARK\tside=close\tkind=bracket\tpair=[\n만\tNUMBER\ttimes=10000\n"
        "원\tUNIT.money\tcurrency=KRW\tplace=after\n일\tUNIT.time\tunit=D\tkind=calendar\n";
    static const char weights[] = "type\tPERSON=-1\tORG=-1\tLOCATION=-1\n"
                                  "suffix:시의회\tORG=3\nkeep-kind:double&body&bare\tyes=1.4\n"
                                  "who-tail:는&subject&1\tyes=0.5\n";
    static const char rules[] = "rule one\nfor zone\ntype byline\ntrigger 기자\npattern 기자\n"
                                "match 한가람 [기자]\n";
    char path[256];
    whosaid_error err = {0};

    strcpy(folder, "/tmp/whosaid-fuzz-XXXXXX");
    need(mkdtemp(folder) != NULL, folder);
    copy_types();
    snprintf(path, sizeof path, "%s/ko", folder);
    need(mkdir(path, 0700) == 0, path);
    snprintf(path, sizeof path, "%s/ko/rules", folder);
    need(mkdir(path, 0700) == 0, path);
    write_file("ko/pack.tsv", settings, sizeof settings - 1);
    write_file("ko/entries.tsv", entries, sizeof entries - 1);
    write_file("ko/weights.tsv", weights, sizeof weights - 1);
    write_file("ko/rules/one.rule", rules, sizeof rules - 1);
    snprintf(path, sizeof path, "%s/ko", folder);
    snprintf(packed, sizeof packed, "%s/ko.pack", folder);
    if (whosaid_dict_build(path, packed, &err) != WHOSAID_OK) {
        fprintf(stderr, "%s:%u: %s\n", err.file, (unsigned)err.line, err.text);
        exit(1);
    }
    read_sound();
}

static void
clean_up(void)
{
    static const char *const names[] = {"ko/rules/one.rule", "ko/rules",       "ko/pack.tsv",
                                        "ko/entries.tsv",    "ko/weights.tsv", "ko",
                                        "ko.pack",           "types.tsv",      ""};
    char path[256];

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        (void)remove(path);
    }
    free(sound);
}

/* Use the pack as it lies in the folder; was it refused? */
static int
use(void)
{
    const whosaid_options options = {.dict_dir = folder, .explain = 1};
    const whosaid_input input = {.bytes = article, .len = sizeof article - 1};
    whosaid_engine *engine = NULL;
    whosaid_result *result = NULL;
    whosaid_status status = whosaid_engine_new(&engine, &options, NULL);

    if (status == WHOSAID_OK && whosaid_result_new(&result, engine, NULL) == WHOSAID_OK)
        status = whosaid_analyze(result, &input, NULL);
    whosaid_result_free(result);
    whosaid_engine_free(engine);
    return status != WHOSAID_OK;
}

static int
try_changes(const uint8_t *data, size_t size)
{
    struct ws_image_head head;
    char *bytes = malloc(len);

    need(bytes != NULL, "memory");
    memcpy(bytes, sound, len);
    for (size_t i = 0; i + 8 <= size; i += 8) {
        uint32_t at;

        memcpy(&at, data + i, 4);
        at = at % (uint32_t)(len / 4) * 4;
        memcpy(bytes + at, data + i + 4, 4);
    }
    memcpy(&head, bytes, sizeof head);
    memcpy(&head, sound, offsetof(struct ws_image_head, checksum));
    memcpy(bytes, &head, sizeof head);
    head.checksum = ws_image_checksum((const struct ws_image_head *)(const void *)bytes, len);
    memcpy(bytes, &head, sizeof head);
    write_file("ko.pack", bytes, len);
    free(bytes);
    return use();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!sound)
        make_sound();
    if (size % 2) {
        write_file("ko.pack", (const char *)data, size);
        (void)use();
    } else {
        (void)try_changes(data, size);
    }
    return 0;
}

#ifndef WS_FUZZER
/* splitmix64 (Steele, Lea, Flood 2014). */
static uint64_t
next(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15u;

    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

/* A word that is likely to be trouble. */
static uint32_t
trouble(uint64_t *state)
{
    static const uint32_t words[] = {0, 1, 2, 0xFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0x7FC00000};
    uint64_t r = next(state);

    return r & 1 ? words[r >> 8 & 7] : r & 2 ? (uint32_t)(r >> 40) : (uint32_t)(r >> 32);
}

/* Files cut off, with one bit changed, and with several words changed behind the checksum. */
int
main(int argc, char **argv)
{
    uint64_t state = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
    long rounds = argc > 2 ? strtol(argv[2], NULL, 10) : 1500, used = 0;

    make_sound();
    need(!use(), "the sound pack is refused");
    for (size_t n = 0; n < len; n += 1 + next(&state) % 4096) {
        write_file("ko.pack", sound, n);
        need(use(), "a pack that is cut off is taken");
    }
    for (int i = 0; i < 300; i++) {
        size_t at = (size_t)(next(&state) % len);

        sound[at] = (char)(sound[at] ^ 1 << (i & 7));
        write_file("ko.pack", sound, len);
        need(use(), "a pack with a bit changed is taken");
        sound[at] = (char)(sound[at] ^ 1 << (i & 7));
    }
    for (long i = 0; i < rounds; i++) {
        uint32_t changes[16];
        size_t n = 2 + 2 * (size_t)(next(&state) % 8);

        for (size_t k = 0; k < n; k += 2) {
            changes[k] = (uint32_t)next(&state);
            changes[k + 1] = trouble(&state);
        }
        used += !try_changes((const uint8_t *)changes, n * 4);
    }
    printf("%ld changed packs: %ld used, %ld refused\n", rounds, used, rounds - used);
    clean_up();
    return used == 0 || used == rounds;
}
#endif
