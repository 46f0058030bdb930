/*
 * lang/check.h - what is wrong with an entry file, before it bites.
 *
 *     반영은	PERSON.full      reads as 반영 (a common word) and 은
 *     세종	ORG.company      the pack has it as LOCATION.city
 *
 * Reading stops at the first line that cannot be read; a check goes on and tells of all.
 */
#ifndef WS_LANG_CHECK_H
#define WS_LANG_CHECK_H

#include "lang/pack.h"

/* A problem: file, line, column and text of @problem. */
typedef void ws_check_report(void *user, const whosaid_error *problem);

/*
 * Check @files, entries of a layer above @packs, and call @report for each problem, in the
 * order of the lines.  @work is cleared by nobody.  WHOSAID_E_IO for a file that cannot be
 * opened; problems are no failure.
 */
whosaid_status ws_check_files(const struct ws_pack *packs, uint32_t npacks,
                              const char *const *files, size_t nfiles, ws_check_report *report,
                              void *user, struct ws_arena *work, whosaid_error *err);

#endif
