/*
 * cli/pool.c - see pool.h.
 *
 * Three numbers that only grow say where everything is: slots [written, taken) are being
 * worked on or done, [taken, filled) wait for a worker.  Slot k is slots[k % nslots].
 */
#include "cli/pool.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SLOTS_PER_JOB 4
#define MOST_BYTES    ((size_t)4 << 20) /* of records in the ring, but for a single longer one */
#define KEEP          ((size_t)1 << 20) /* a slot's buffer larger than this goes after use */

struct bytes {
    char *at;
    size_t len, room;
};

struct slot {
    whosaid_input record; /* its bytes are in.at */
    struct bytes in, out;
    bool done, failed;
    char message[256]; /* of a text that failed */
    char spare[128];   /* the answer where memory was out */
    const char *json;  /* out.at or spare */
    size_t len;
};

struct cli_pool {
    const whosaid_engine *engine;
    struct cli_output *output;
    struct cli_counts counts;
    whosaid_result *result; /* of the only job */

    int njobs;          /* threads that run; 0: no ring */
    pthread_t *threads; /* njobs workers, then the writer */
    pthread_mutex_t lock;
    pthread_cond_t has_room, has_work, has_answer;
    struct slot *slots;
    uint64_t nslots, written, taken, filled;
    size_t bytes;              /* of the records in [written, filled) */
    bool closed, broken, lost; /* lost: a record did not fit into memory */
};

struct worker {
    struct cli_pool *pool;
    whosaid_result *result;
};

static bool
no_memory(void)
{
    fputs("whosaid: out of memory\n", stderr);
    return false;
}

/* The error record of last resort, made without memory. */
static const char *
without_memory(const whosaid_input *record, char spare[128], size_t *len)
{
    int n = snprintf(spare, 128,
                     "{\"line\":%llu,\"id\":null,\"error\":{\"code\":\"%s\",\"message\":\"%s\"}}",
                     (unsigned long long)record->line, whosaid_status_word(WHOSAID_E_NOMEM),
                     whosaid_status_text(WHOSAID_E_NOMEM));

    *len = (size_t)n;
    return spare;
}

/* The answer to @record, or an error record; valid until @result is used again. */
static const char *
answer(whosaid_result *result, const whosaid_input *record, char spare[128], size_t *len,
       whosaid_error *err)
{
    *err = (whosaid_error){0};
    if (whosaid_analyze(result, record, err) != WHOSAID_E_NOMEM)
        return whosaid_result_json(result, len);
    err->status = WHOSAID_E_NOMEM;
    snprintf(err->text, sizeof err->text, "%s", whosaid_status_text(WHOSAID_E_NOMEM));
    return without_memory(record, spare, len);
}

/* Count @record, and say of a FILE that is one article what was wrong with it. */
static void
count(struct cli_pool *pool, const whosaid_input *record, bool failed, const char *message)
{
    pool->counts.records++;
    pool->counts.failed += failed;
    if (failed && record->format == WHOSAID_FORMAT_TEXT)
        fprintf(stderr, "whosaid: %s: %s\n", record->id ? record->id : "(stdin)", message);
}

static bool
put_alone(struct cli_pool *pool, const whosaid_input *record)
{
    char spare[128];
    whosaid_error err;
    size_t len;
    const char *json = answer(pool->result, record, spare, &len, &err);

    count(pool, record, err.status != WHOSAID_OK, err.text);
    return cli_output_add(pool->output, json, len) && cli_output_add(pool->output, "\n", 1);
}

static bool
keep(struct bytes *bytes, const char *from, size_t len)
{
    if (len > bytes->room || !bytes->at) {
        char *moved = realloc(bytes->at, len + 1);
        if (!moved)
            return false;
        bytes->at = moved;
        bytes->room = len;
    }
    if (len)
        memcpy(bytes->at, from, len);
    bytes->len = len;
    return true;
}

static void
let_go(struct bytes *bytes)
{
    if (bytes->room > KEEP) {
        free(bytes->at);
        *bytes = (struct bytes){NULL, 0, 0};
    }
}

/* Answer the record of @slot into it. */
static void
fill_slot(struct slot *slot, whosaid_result *result)
{
    whosaid_error err;
    const char *json = answer(result, &slot->record, slot->spare, &slot->len, &err);

    slot->failed = err.status != WHOSAID_OK;
    memcpy(slot->message, err.text, sizeof slot->message);
    if (json != slot->spare && keep(&slot->out, json, slot->len)) {
        slot->json = slot->out.at;
    } else {
        slot->failed = true;
        slot->json = without_memory(&slot->record, slot->spare, &slot->len);
    }
}

static void *
work(void *user)
{
    struct worker *worker = user;
    struct cli_pool *pool = worker->pool;

    pthread_mutex_lock(&pool->lock);
    for (;;) {
        struct slot *slot;

        while (pool->taken == pool->filled && !pool->closed)
            pthread_cond_wait(&pool->has_work, &pool->lock);
        if (pool->taken == pool->filled)
            break;
        slot = &pool->slots[pool->taken++ % pool->nslots];
        pthread_mutex_unlock(&pool->lock);
        fill_slot(slot, worker->result);
        pthread_mutex_lock(&pool->lock);
        slot->done = true;
        pthread_cond_signal(&pool->has_answer);
    }
    pthread_mutex_unlock(&pool->lock);
    whosaid_result_free(worker->result);
    free(worker);
    return NULL;
}

/* Write out the oldest slot, unlocked meanwhile. */
static void
write_slot(struct cli_pool *pool, struct slot *slot)
{
    pthread_mutex_unlock(&pool->lock);
    count(pool, &slot->record, slot->failed, slot->message);
    cli_output_add(pool->output, slot->json, slot->len);
    cli_output_add(pool->output, "\n", 1);
    pthread_mutex_lock(&pool->lock);
    pool->broken = pool->output->error != 0;
    pool->bytes -= slot->in.len;
    pool->written++;
    slot->done = false;
    let_go(&slot->in);
    let_go(&slot->out);
    pthread_cond_signal(&pool->has_room);
}

static void *
write_answers(void *user)
{
    struct cli_pool *pool = user;

    pthread_mutex_lock(&pool->lock);
    while (!pool->closed || pool->written < pool->filled) {
        struct slot *slot = &pool->slots[pool->written % pool->nslots];

        if (pool->written < pool->filled && slot->done) {
            write_slot(pool, slot);
            continue;
        }
        if (pool->output->len) { /* nothing is ready: let go of what was */
            pthread_mutex_unlock(&pool->lock);
            cli_output_flush(pool->output);
            pthread_mutex_lock(&pool->lock);
            pool->broken = pool->output->error != 0;
            continue;
        }
        pthread_cond_wait(&pool->has_answer, &pool->lock);
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

static bool
put_shared(struct cli_pool *pool, const whosaid_input *record)
{
    struct slot *slot;
    bool broken;

    pthread_mutex_lock(&pool->lock);
    while (pool->filled - pool->written == pool->nslots ||
           (pool->bytes && pool->bytes + record->len > MOST_BYTES))
        pthread_cond_wait(&pool->has_room, &pool->lock);
    slot = &pool->slots[pool->filled % pool->nslots];
    broken = pool->broken;
    pthread_mutex_unlock(&pool->lock);
    if (broken)
        return false;
    /* Nobody else looks at a slot that is not filled. */
    if (!keep(&slot->in, record->bytes, record->len)) {
        pool->lost = true;
        return no_memory();
    }
    slot->record = *record;
    slot->record.bytes = slot->in.at;
    pthread_mutex_lock(&pool->lock);
    pool->bytes += record->len;
    pool->filled++;
    pthread_cond_signal(&pool->has_work);
    pthread_mutex_unlock(&pool->lock);
    return true;
}

bool
cli_pool_put(struct cli_pool *pool, const whosaid_input *record)
{
    return pool->threads ? put_shared(pool, record) : put_alone(pool, record);
}

void
cli_pool_idle(void *user)
{
    struct cli_pool *pool = user;

    if (!pool->threads) /* else the writer sees to it */
        cli_output_flush(pool->output);
}

static void
close_ring(struct cli_pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    pool->closed = true;
    pthread_cond_broadcast(&pool->has_work);
    pthread_mutex_unlock(&pool->lock);
}

struct cli_counts
cli_pool_finish(struct cli_pool *pool)
{
    struct cli_counts counts;

    if (pool->threads) {
        close_ring(pool);
        for (int i = 0; i < pool->njobs; i++)
            pthread_join(pool->threads[i], NULL);
        pthread_mutex_lock(&pool->lock);
        pthread_cond_signal(&pool->has_answer);
        pthread_mutex_unlock(&pool->lock);
    }
    if (pool->threads && pool->njobs > 0)
        pthread_join(pool->threads[pool->njobs], NULL);
    cli_output_flush(pool->output);
    counts = pool->counts;
    counts.failed += pool->lost;
    for (uint64_t i = 0; pool->slots && i < pool->nslots; i++) {
        free(pool->slots[i].in.at);
        free(pool->slots[i].out.at);
    }
    free(pool->slots);
    free(pool->threads);
    whosaid_result_free(pool->result);
    free(pool);
    return counts;
}

static bool
start_worker(struct cli_pool *pool)
{
    struct worker *worker = calloc(1, sizeof *worker);

    if (!worker)
        return false;
    worker->pool = pool;
    if (whosaid_result_new(&worker->result, pool->engine, NULL) != WHOSAID_OK ||
        pthread_create(&pool->threads[pool->njobs], NULL, work, worker) != 0) {
        whosaid_result_free(worker->result);
        free(worker);
        return false;
    }
    pool->njobs++;
    return true;
}

/* Fewer workers than asked for are enough; none are not. */
static bool
start_all(struct cli_pool *pool, int jobs)
{
    pool->nslots = (uint64_t)jobs * SLOTS_PER_JOB;
    pool->slots = calloc(pool->nslots, sizeof *pool->slots);
    pool->threads = calloc((size_t)jobs + 1, sizeof *pool->threads);
    if (!pool->slots || !pool->threads)
        return false;
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->has_room, NULL);
    pthread_cond_init(&pool->has_work, NULL);
    pthread_cond_init(&pool->has_answer, NULL);
    for (int i = 0; i < jobs && start_worker(pool); i++)
        continue;
    return pool->njobs > 0 &&
           pthread_create(&pool->threads[pool->njobs], NULL, write_answers, pool) == 0;
}

bool
cli_pool_new(struct cli_pool **out, const whosaid_engine *engine, struct cli_output *output,
             int jobs)
{
    struct cli_pool *pool = calloc(1, sizeof *pool);

    *out = NULL;
    if (!pool)
        return no_memory();
    pool->engine = engine;
    pool->output = output;
    if (jobs > 1 ? start_all(pool, jobs)
                 : whosaid_result_new(&pool->result, engine, NULL) == WHOSAID_OK) {
        *out = pool;
        return true;
    }
    /* No thread or no memory: the process ends now, and takes what did start with it. */
    return no_memory();
}
