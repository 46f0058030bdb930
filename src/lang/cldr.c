/*
 * lang/cldr.c - see cldr.h.
 */
#include "lang/cldr.h"

#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ucurr.h>
#include <unicode/uenum.h>
#include <unicode/uloc.h>
#include <unicode/ures.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#define MOST  100 /* UTF-16 units of a name */
#define SIGNS 128 /* of currencies */

/* A currency written with a sign. */
struct sign {
    UChar rune;
    char code[4];
};

/* The character at @name[*i], a step behind which *i is then. */
static uint32_t
next(const UChar *name, int32_t *i, int32_t len)
{
    UChar unit = name[(*i)++];

    if (U16_IS_LEAD(unit) && *i < len && U16_IS_TRAIL(name[*i]))
        return (uint32_t)U16_GET_SUPPLEMENTARY(unit, name[(*i)++]);
    return unit;
}

/* May the name stand in an article as it is? */
static bool
is_name(const UChar *name, int32_t len, const char *code)
{
    if (len < 2 || len >= MOST || (len == (int32_t)strlen(code) && u_isupper(name[1])))
        return false; /* ICU gives the code where it has no name */
    for (int32_t i = 0; i < len;) {
        uint32_t c = next(name, &i, len);

        if (!u_isalpha((UChar32)c) && c != ' ' && c != '\'' && c != 0x2019 && c != '.' && c != '-')
            return false;
        if (c == '-' && name[i - 2] == ' ')
            return false; /* Congo - Kinshasa */
    }
    return true;
}

/* "name, tab, class, tab, key=value" */
static void
add(struct ws_buf *out, const UChar *name, int32_t len, const char *code, const char *rest)
{
    if (!is_name(name, len, code))
        return;
    for (int32_t i = 0; i < len;) {
        uint32_t c = next(name, &i, len);

        ws_buf_rune(out, c == 0x2019 ? '\'' : c); /* as norm/ writes it */
    }
    ws_buf_char(out, '\t');
    ws_buf_str(out, rest);
    ws_buf_char(out, '\n');
}

static void
add_countries(struct ws_buf *out, const char *lang)
{
    for (const char *const *code = uloc_getISOCountries(); *code; code++) {
        UErrorCode status = U_ZERO_ERROR;
        UChar name[MOST];
        char locale[16], rest[64];
        int32_t len;

        snprintf(locale, sizeof locale, "_%s", *code);
        snprintf(rest, sizeof rest, "LOCATION.country\tcode=%s", *code);
        len = uloc_getDisplayCountry(locale, lang, name, MOST, &status);
        if (U_SUCCESS(status))
            add(out, name, len, *code, rest);
    }
}

static void
add_languages(struct ws_buf *out, const char *lang)
{
    for (const char *const *code = uloc_getISOLanguages(); *code; code++) {
        UErrorCode status = U_ZERO_ERROR;
        UChar name[MOST];
        int32_t len = uloc_getDisplayLanguage(*code, lang, name, MOST, &status);

        if (U_SUCCESS(status) && strlen(*code) == 2)
            add(out, name, len, *code, "COMMON.noun");
    }
}

/* The code of a currency, before or behind its amount; never in small letters. */
static void
add_code(struct ws_buf *out, const char *code)
{
    char line[64];

    snprintf(line, sizeof line, "%s\tUNIT.money\tcurrency=%s\tplace=any\tcase=exact\n", code, code);
    ws_buf_str(out, line);
}

/* The sign that one currency alone has: ₺. */
static void
add_signs(struct ws_buf *out, const struct sign *signs, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char rest[64];
        size_t same = 0;

        for (size_t k = 0; k < n; k++)
            same += signs[k].rune == signs[i].rune;
        if (same > 1)
            continue;
        snprintf(rest, sizeof rest, "\tUNIT.money\tcurrency=%s\tplace=any\n", signs[i].code);
        ws_buf_rune(out, (uint32_t)signs[i].rune);
        ws_buf_str(out, rest);
    }
}

/* Note the sign of @code, if it is one character. */
static size_t
note_sign(struct sign *signs, size_t n, const UChar *iso, const char *lang, const char *code)
{
    UErrorCode status = U_ZERO_ERROR;
    UBool is_choice;
    int32_t len = 0;
    const UChar *name =
        ucurr_getName(iso, lang, UCURR_NARROW_SYMBOL_NAME, &is_choice, &len, &status);

    if (U_FAILURE(status) || len != 1 || u_charType(name[0]) != U_CURRENCY_SYMBOL || n == SIGNS)
        return n;
    signs[n].rune = name[0];
    memcpy(signs[n].code, code, 4);
    return n + 1;
}

static void
add_currencies(struct ws_buf *out, const char *lang)
{
    static const char *const counts[] = {"one", "other"};
    UErrorCode status = U_ZERO_ERROR;
    UEnumeration *all = ucurr_openISOCurrencies(UCURR_COMMON | UCURR_NON_DEPRECATED, &status);
    struct sign signs[SIGNS];
    size_t nsigns = 0;
    const char *code;

    while (U_SUCCESS(status) && (code = uenum_next(all, NULL, &status))) {
        const UChar *last = NULL;
        UChar iso[4];
        char rest[64];

        u_charsToUChars(code, iso, 4);
        snprintf(rest, sizeof rest, "UNIT.money\tcurrency=%s\tplace=after", code);
        for (int i = 0; i < 2; i++) {
            UErrorCode found = U_ZERO_ERROR;
            UBool is_choice;
            int32_t len = 0;
            const UChar *name = ucurr_getPluralName(iso, lang, &is_choice, counts[i], &len, &found);

            if (U_SUCCESS(found) && (!last || u_strcmp(name, last) != 0))
                add(out, name, len, code, rest);
            last = U_SUCCESS(found) ? name : last;
        }
        add_code(out, code);
        nsigns = note_sign(signs, nsigns, iso, lang, code);
    }
    uenum_close(all);
    add_signs(out, signs, nsigns);
}

/* The names at the end of @path in CLDR's calendar, as @format, which takes 1 + their place. */
static void
add_calendar(struct ws_buf *out, const char *lang, const char *kind, const char *format,
             int32_t first)
{
    const char *const path[] = {"calendar", "gregorian", kind, "format", "wide"};
    UErrorCode status = U_ZERO_ERROR;
    UResourceBundle *at = ures_open(NULL, lang, &status);

    for (size_t i = 0; i < sizeof path / sizeof *path && U_SUCCESS(status); i++) {
        UResourceBundle *below = ures_getByKey(at, path[i], NULL, &status);

        ures_close(at);
        at = below;
    }
    for (int32_t i = 0, n = U_SUCCESS(status) ? ures_getSize(at) : 0; i < n; i++) {
        int32_t len = 0;
        const UChar *name = ures_getStringByIndex(at, i, &len, &status);
        char rest[64];

        snprintf(rest, sizeof rest, format, (int)((i + n - first) % n + 1));
        if (U_SUCCESS(status))
            add(out, name, len, "", rest);
    }
    ures_close(at);
}

void
ws_cldr_entries(struct ws_buf *out, const char *lang)
{
    add_countries(out, lang);
    add_languages(out, lang);
    add_currencies(out, lang);
    add_calendar(out, lang, "monthNames", "DATE.month\tmonth=%d", 0);
    add_calendar(out, lang, "dayNames", "DATE.weekday\tweekday=%d", 1); /* from Sunday on */
}
