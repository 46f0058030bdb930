/*
 * cli/pool.h - records in, answers out, in the same order, by one thread or by several.
 *
 *     put ->  | 7 | 6 | 5 | 4 |  -> workers, each with a result of its own
 *               ring of slots     -> a writer, that waits for the oldest slot
 *
 * With one job there is no ring and no thread: put() answers at once.  Otherwise the
 * writer lets each answer go as soon as it and those before it are ready; put() waits
 * where the ring is full, so a stream of any length takes the same memory.
 */
#ifndef WHOSAID_CLI_POOL_H
#define WHOSAID_CLI_POOL_H

#include <stdbool.h>

#include "cli/output.h"
#include "whosaid.h"

struct cli_pool;

struct cli_counts {
    unsigned long long records, failed;
};

/* False after a message on stderr. */
bool cli_pool_new(struct cli_pool **out, const whosaid_engine *engine, struct cli_output *output,
                  int jobs);
/* Take @record (its bytes are free afterwards; its id must stay).  False where going on
 * is of no use: the output is broken. */
bool cli_pool_put(struct cli_pool *pool, const whosaid_input *record);
/* No record is at hand: let go of every answer that is ready. */
void cli_pool_idle(void *pool);
/* Wait for the last answer and free the pool. */
struct cli_counts cli_pool_finish(struct cli_pool *pool);

#endif
