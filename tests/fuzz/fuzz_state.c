/*
 * Any bytes as what a night remembers of a month, `.night` and `.reads` alike: a memo that can be
 * used says what a memo may say, and no byte of either makes a document fresh that was not made.
 */
#include "base/text.h"
#include "fuzz/below.h"
#include "press/state/freshness.h"
#include "press/state/memo.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct period may = { .year = 2020, .month = 5 };

static void use(const struct memo *memo)
{
	const struct date day = { .year = 2020, .month = 6, .day = 8 };

	(void)memo_holds(memo, &memo->inputs, day);
	for (size_t i = 0; i < memo->attention_count; i++)
		if (memo->attention[i].message >= MESSAGE_COUNT
		        || strchr(memo->attention[i].english, '\n'))
			abort();
	for (size_t i = 0; i < memo->font_count; i++)
		if (!memo->font_paths[i][0])
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct diag *diag = diag_new(&(struct diag_options){ 0 });
	const struct memo *memo = NULL;
	const struct digest other = digest_of("other", 5);

	below_put("output/2020-05/.night", data, size);
	below_put("output/2020-05/.reads", data, size);
	if (!memo_read(arena, diag, below_root(), may, &memo))
		abort();
	if (memo)
		use(memo);
	const struct freshness *freshness = freshness_read(arena, diag, below_root(), may);
	if (!freshness
	        || freshness_look(freshness, diag, "bulletin.pdf", &other) == FRESHNESS_FRESH)
		abort();
	diag_free(diag);
	arena_free(arena);
	return 0;
}
