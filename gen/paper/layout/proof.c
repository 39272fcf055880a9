/*
 * Blanks, U+200B and line breaks leave no ink and are not asked for; everything else is. The texts
 * of a page come mostly in their own order, so that each text remembers how far it was read and
 * finding the character of a glyph is one step, not a search from the text's start.
 */
#include "paper/layout/proof.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "paper/document/walk.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>

#define EXCERPT_MAX       24
#define EM_ASCENT_DEFAULT 880

struct proof_text {
	const struct inline_item *item; /* NULL: no text of the document has this number */
	const char *cursor;
	uint32_t first_bit;
	uint32_t count; /* characters */
	uint32_t read;  /* characters before `cursor` */
	bool running;
};

/*
 * A bit for each character of each text of the document, set once a glyph that says it was found on
 * a page; `failed` once anything was said, which stays.
 */
struct proof {
	struct arena *arena;
	struct diag *diag;
	const struct document *document;
	struct proof_text *texts;
	size_t text_count;
	uint8_t *bits;
	size_t bit_count;
	bool failed;
};

static void add_item(void *context, const struct inline_item *item, bool running)
{
	struct proof *proof = context;

	if (item->kind != INLINE_TEXT || item->text.index >= proof->text_count)
		return;
	struct proof_text *text = &proof->texts[item->text.index];
	*text = (struct proof_text){
		.item = item,
		.running = running,
		.first_bit = (uint32_t)proof->bit_count,
		.count = (uint32_t)utf8_count(item->text.words),
		.cursor = item->text.words,
	};
	proof->bit_count += text->count;
	assert(proof->bit_count <= UINT32_MAX);
}

struct proof *proof_new(const struct document *document, struct diag *diag)
{
	struct proof *proof = memory_zeroed(sizeof *proof);

	proof->arena = arena_new();
	proof->diag = diag;
	proof->document = document;
	proof->text_count = document->text_count;
	proof->texts = arena_alloc_array(proof->arena, proof->text_count, sizeof *proof->texts);
	walk_document(&(struct walker){ .context = proof, .item = add_item }, document);
	proof->bits = arena_alloc(proof->arena, proof->bit_count / 8 + 1);
	return proof;
}

void proof_free(struct proof *proof)
{
	if (!proof)
		return;
	arena_free(proof->arena);
	free(proof);
}

static const char *number(struct arena *arena, size_t value)
{
	return arena_printf(arena, "%zu", value);
}

/* The character at `offset`, which is below the text's count. */
static uint32_t read_character(struct proof_text *text, uint32_t offset)
{
	assert(offset < text->count);
	if (offset < text->read) {
		text->cursor = text->item->text.words;
		text->read = 0;
	}
	while (text->read < offset) {
		(void)utf8_next(&text->cursor);
		text->read++;
	}
	const char *cursor = text->cursor;
	return utf8_next(&cursor);
}

static void say_altered(struct proof *proof, const struct page *page,
        const struct placed_glyph *glyph, const struct proof_text *text)
{
	struct arena *arena = arena_new();
	char shown[5] = "";
	const bool bound = text && text->item;

	shown[utf8_encode(glyph->codepoint, shown)] = '\0';
	diag_say(proof->diag, MSG_TEXT_ALTERED,
	        bound ? text->item->place : place_file(proof->document->template_file),
	        number(arena, page->number), shown, number(arena, (size_t)glyph->offset + 1),
	        bound ? text->item->text.words : "",
	        bound ? place_format(arena, text->item->source) : "");
	arena_free(arena);
	proof->failed = true;
}

static bool says(struct proof_text *text, uint32_t offset, uint32_t codepoint)
{
	return offset < text->count && read_character(text, offset) == codepoint;
}

static void set_bit(struct proof *proof, size_t bit)
{
	proof->bits[bit / 8] |= (uint8_t)(1U << bit % 8);
}

/* Sets the glyph's bits when it says what its text says there. */
static void check_word(
        struct proof *proof, const struct page *page, const struct placed_glyph *glyph)
{
	if (glyph->text == NO_TEXT)
		return;
	struct proof_text *text =
	        glyph->text < proof->text_count ? &proof->texts[glyph->text] : NULL;
	if (!text || !text->item || !says(text, glyph->offset, glyph->codepoint)
	        || (glyph->mark != 0 && !says(text, glyph->offset + 1, glyph->mark))) {
		say_altered(proof, page, glyph, text);
		return;
	}
	set_bit(proof, (size_t)text->first_bit + glyph->offset);
	if (glyph->mark != 0)
		set_bit(proof, (size_t)text->first_bit + glyph->offset + 1);
}

struct bounds {
	int64_t left, top, right, bottom;
};

static bool within(struct bounds bounds, const struct page *page)
{
	return bounds.left >= 0 && bounds.top >= 0 && bounds.right <= page->width
	        && bounds.bottom <= page->height;
}

/* The em box of one glyph of a run, on the page. */
static struct bounds em_box(
        const struct glyph_run *run, const struct placed_glyph *glyph, int em_ascent)
{
	const int64_t above = (int64_t)run->size * em_ascent / 1000, below = run->size - above;
	const int64_t start = glyph->x, end = start + glyph->advance;

	switch (run->turn & 3) {
	case 0:
		return (struct bounds){ run->x + start, run->y - above, run->x + end,
			run->y + below };
	case 1:
		return (struct bounds){ run->x - below, run->y + start, run->x + above,
			run->y + end };
	case 2:
		return (struct bounds){ run->x - end, run->y - below, run->x - start,
			run->y + above };
	default:
		return (struct bounds){ run->x - above, run->y - end, run->x + below,
			run->y - start };
	}
}

static void say_off_page(struct proof *proof, const struct page *page, const struct glyph_run *run,
        const struct placed_glyph *glyph)
{
	struct arena *arena = arena_new();
	struct text words;
	const bool bound = glyph->text < proof->text_count && proof->texts[glyph->text].item;
	const struct inline_item *item = bound ? proof->texts[glyph->text].item : NULL;

	text_init(&words);
	for (size_t i = 0; i < run->count && i < EXCERPT_MAX; i++)
		text_add_codepoint(&words, run->glyphs[i].codepoint);
	diag_say(proof->diag, MSG_TEXT_OFF_PAGE,
	        bound ? item->place : place_file(proof->document->template_file),
	        number(arena, page->number), words.bytes,
	        bound ? place_format(arena, item->source) : "");
	text_release(&words);
	arena_free(arena);
	proof->failed = true;
}

/* A glyph off the page is not placed; one message a run is enough. */
static void check_run(struct proof *proof, const struct page *page, const struct glyph_run *run)
{
	const int given = proof->document->styles->em_ascent;
	const int em_ascent = given > 0 ? given : EM_ASCENT_DEFAULT;
	bool said = false;

	for (size_t i = 0; i < run->count; i++) {
		const struct placed_glyph *glyph = &run->glyphs[i];
		if (within(em_box(run, glyph, em_ascent), page)) {
			check_word(proof, page, glyph);
		} else if (!said && !utf8_is_blank(glyph->codepoint)) {
			say_off_page(proof, page, run, glyph);
			said = true;
		}
	}
}

static void extend(struct bounds *bounds, const struct path_step *step)
{
	const int points = step->verb == PATH_CURVE ? 3 : step->verb == PATH_CLOSE ? 0 : 1;

	for (int i = 0; i < points; i++) {
		bounds->left = step->x[i] < bounds->left ? step->x[i] : bounds->left;
		bounds->right = step->x[i] > bounds->right ? step->x[i] : bounds->right;
		bounds->top = step->y[i] < bounds->top ? step->y[i] : bounds->top;
		bounds->bottom = step->y[i] > bounds->bottom ? step->y[i] : bounds->bottom;
	}
}

static struct bounds box_bounds(const struct box *box)
{
	return (struct bounds){ box->x, box->y, (int64_t)box->x + box->width,
		(int64_t)box->y + box->height };
}

static struct bounds path_bounds(const struct path *path)
{
	struct bounds bounds = { INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN };

	for (size_t i = 0; i < path->count; i++)
		extend(&bounds, &path->steps[i]);
	return bounds;
}

static void check_shape(struct proof *proof, const struct page *page, struct bounds bounds)
{
	if (within(bounds, page))
		return;
	struct arena *arena = arena_new();
	diag_say(proof->diag, MSG_BOX_OFF_PAGE, place_file(proof->document->template_file),
	        number(arena, page->number),
	        arena_printf(arena, "x %" PRId64 "–%" PRId64 ", y %" PRId64 "–%" PRId64,
	                bounds.left / 1000, bounds.right / 1000, bounds.top / 1000,
	                bounds.bottom / 1000),
	        arena_printf(
	                arena, "%" PRId32 " × %" PRId32, page->width / 1000, page->height / 1000));
	arena_free(arena);
	proof->failed = true;
}

bool proof_page(struct proof *proof, const struct page *page)
{
	const bool failed_before = proof->failed;

	proof->failed = false;
	for (size_t i = 0; i < page->op_count; i++) {
		const struct op *op = &page->ops[i];
		switch (op->kind) {
		case OP_GLYPHS:
			check_run(proof, page, &op->run);
			break;
		case OP_BOX:
			check_shape(proof, page, box_bounds(&op->box));
			break;
		case OP_PATH:
			check_shape(proof, page, path_bounds(&op->path));
			break;
		case OP_IMAGE:
			check_shape(proof, page, box_bounds(&op->image.box));
			break;
		case OP_LINK:
		case OP_PICTURE:
			break;
		}
	}
	const bool good = !proof->failed;
	proof->failed = proof->failed || failed_before;
	return good;
}

static bool is_set(const struct proof *proof, size_t bit)
{
	return ((unsigned)proof->bits[bit / 8] >> bit % 8 & 1U) != 0;
}

/* Lost characters of the text; the first of them that stand together go to `excerpt`. */
static size_t count_lost(
        const struct proof *proof, const struct proof_text *text, struct text *excerpt)
{
	const char *cursor = text->item->text.words;
	size_t lost = 0, shown = 0;
	bool together = true;

	for (size_t i = 0; i < text->count; i++) {
		const uint32_t codepoint = utf8_next(&cursor);
		if (utf8_is_blank(codepoint))
			continue;
		if (is_set(proof, (size_t)text->first_bit + i)) {
			together = lost == 0;
			continue;
		}
		lost++;
		if (together && shown++ < EXCERPT_MAX)
			text_add_codepoint(excerpt, codepoint);
	}
	return lost;
}

bool proof_finish(struct proof *proof)
{
	struct text excerpt;

	text_init(&excerpt);
	for (size_t i = 0; i < proof->text_count; i++) {
		const struct proof_text *text = &proof->texts[i];
		if (!text->item || text->running)
			continue;
		text_clear(&excerpt);
		const size_t lost = count_lost(proof, text, &excerpt);
		if (lost == 0)
			continue;
		struct arena *arena = arena_new();
		diag_say(proof->diag, MSG_TEXT_LOST, text->item->place, number(arena, lost),
		        excerpt.bytes, place_format(arena, text->item->source));
		arena_free(arena);
		proof->failed = true;
	}
	text_release(&excerpt);
	return !proof->failed;
}
