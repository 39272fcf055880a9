/*
 * Passes: page numbers asked for in the text can change the text that carries them, so such a
 * document is laid out on trial until two passes agree, and only then for the sink. Numbers asked
 * for by running text alone (page X of Y) cannot move anything: one trial finds them.
 */
#include "paper/layout/layout.h"

#include "base/common.h"
#include "paper/document/walk.h"
#include "paper/layout/flow/flow.h"

#include <stdio.h>

#define TRIALS_MAX 3 /* and the final pass */

/*
 * The versions of layout this program honours, oldest first. A change that would move ink in
 * documents already issued gets a new number, asked for by new templates; what it replaces stays
 * for the templates that name the old one.
 */
static const int versions[] = { 1 };

/* What a document asks of its own pages. */
struct questions {
	bool in_text;    /* contents, page numbers and totals in the flow */
	bool in_running; /* in running text */
	bool contents;
};

static void see_item(void *context, const struct inline_item *item, bool running)
{
	struct questions *questions = context;

	if (item->kind != INLINE_PAGES && item->kind != INLINE_REFERENCE
	        && item->kind != INLINE_MARKED)
		return;
	/* Its words may make the running text higher, and the page's body lower. */
	questions->in_text |= item->kind == INLINE_MARKED;
	if (running)
		questions->in_running = true;
	else
		questions->in_text = true;
}

static void see_block(void *context, const struct block *block)
{
	struct questions *questions = context;

	if (block->kind == BLOCK_CONTENTS)
		questions->contents = questions->in_text = true;
}

/* Fills `known` by trial passes. False when a trial failed: the final pass will say why. */
static bool settle_numbers(const struct pass *asked, struct marks *known, size_t trials)
{
	bool good = true;

	for (size_t i = 0; i < trials && good; i++) {
		struct marks found;
		struct pass pass = *asked;
		marks_init(&found);
		pass.found = &found;
		pass.diag = diag_new(&(struct diag_options){ .stream = NULL });
		good = flow_pass(&pass);
		diag_free(pass.diag);
		const bool settled = i > 0 && marks_agree(known, &found);
		marks_release(known);
		*known = found;
		if (settled)
			break;
	}
	return good;
}

/* The structure lives in `arena`, as long as the document. */
static bool run_final(struct arena *arena, const struct pass *asked, struct diag *diag,
        const struct page_sink *sink)
{
	struct marks found;
	struct pass pass = *asked;

	marks_init(&found);
	pass.diag = diag;
	pass.sink = sink;
	pass.proof = proof_new(pass.document, diag);
	pass.found = &found;
	pass.structure = structure_new(arena);
	bool good = flow_pass(&pass);
	if (good && pass.known->pages != 0 && !marks_agree(pass.known, &found)) {
		char passes[16];
		(void)snprintf(passes, sizeof passes, "%d", TRIALS_MAX + 1);
		diag_say(
		        diag, MSG_PAGES_UNSTABLE, place_file(pass.document->template_file), passes);
		good = false;
	}
	good = good && proof_finish(pass.proof);
	if (good && sink->finish)
		good = sink->finish(sink->context, found.anchors, found.anchor_count,
		        found.bookmarks, found.bookmark_count);
	proof_free(pass.proof);
	marks_release(&found);
	return good;
}

static bool is_known_version(
        struct arena *arena, struct diag *diag, const struct document *document)
{
	const char *known = "";

	for (size_t i = 0; i < COUNT_OF(versions); i++) {
		if (versions[i] == document->layout_version)
			return true;
		known = arena_printf(arena, "%s%s%d", known, i > 0 ? ", " : "", versions[i]);
	}
	diag_say(diag, MSG_LAYOUT_VERSION, place_file(document->template_file),
	        arena_printf(arena, "%d", document->layout_version), known);
	return false;
}

bool layout_document(struct arena *arena, struct diag *diag, const struct document *document,
        const struct metrics *metrics, const struct page_sink *sink)
{
	struct questions questions = { .in_text = false };
	struct contents contents;
	struct marks known;

	if (!is_known_version(arena, diag, document))
		return false;
	walk_document(
	        &(struct walker){ .context = &questions, .item = see_item, .block = see_block },
	        document);
	if (questions.contents)
		contents_collect(&contents, arena, document);
	marks_init(&known);
	const struct pass pass = {
		.document = document,
		.metrics = metrics,
		.contents = questions.contents ? &contents : NULL,
		.known = &known,
	};
	const size_t trials = questions.in_text ? TRIALS_MAX : questions.in_running ? 1 : 0;
	(void)settle_numbers(&pass, &known, trials);
	const bool good = run_final(arena, &pass, diag, sink);
	marks_release(&known);
	return good;
}
