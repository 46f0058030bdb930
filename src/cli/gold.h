/*
 * cli/gold.h - articles with their mentions marked, one a line of JSON.
 */
#ifndef WHOSAID_CLI_GOLD_H
#define WHOSAID_CLI_GOLD_H

#include "whosaid.h"

enum cli_gold {
    CLI_GOLD_FINE,
    CLI_GOLD_BAD_LINES, /* were told on stderr and skipped */
    CLI_GOLD_UNREAD     /* the file; told on stderr */
};

/* Add what the entries know of the mentions of file @name to @counts; @report as in
 * whosaid_dict_coverage(). */
enum cli_gold cli_gold_count(const whosaid_engine *engine, const char *name,
                             whosaid_dict_counts *counts, size_t ncounts,
                             whosaid_dict_matched *report, void *user);

#endif
