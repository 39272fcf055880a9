/*
 * How evenly the lines of the bulletins are set, by our own reading of the display list: the
 * letters between Han characters of full lines, the gaps on both sides of numbers, numbers torn
 * from their measures, last lines of one character. Every shipped month, with the real faces.
 *
 * A line is what stands in the text's size at one height; a full one reaches the right edge.
 */
#include "base/file.h"
#include "base/text.h"
#include "kit/kit.h"
#include "paper/font/face.h"
#include "paper/layout/inline/breaks.h"
#include "paper/layout/layout.h"
#include "press/month/month.h"
#include "press/template/template_facts.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define DOCUMENT "bulletin"
#define TEXT     "body"
/* Thousandths of an em. */
#define LOPSIDED 50
#define WIDE     50
#define WIDEST   100
/* Of the mean over full lines of the squares of the room between Han characters. */
#define MEAN_SQUARE 100
/* Numbers parted from their measures: evenness is not to be bought by tearing. */
#define TORN 2

struct mark {
	uint32_t codepoint;
	size_t page;
	mpt x, y, advance;
};

/* Marks from `first` to before `end`, and where the type area of their page is. */
struct strip {
	size_t first, end;
	mpt left, right;
};

struct reading {
	struct arena *arena;
	const struct document *document;
	const struct paragraph_style *text;
	struct mark *marks;
	size_t count, capacity;
	struct {
		int *list; /* between Han characters of each full line, thousandths of an em */
		size_t count, capacity;
	} rooms;
	struct strip loosest;
	int most; /* of the loosest line */
	size_t numbers, between, lopsided, torn, lone;
};

static enum character_class kind_at(const struct reading *reading, size_t at)
{
	return breaks_class(reading->marks[at].codepoint);
}

static bool take_page(void *context, const struct page *page)
{
	struct reading *reading = context;

	for (size_t i = 0; i < page->op_count; i++) {
		const struct glyph_run *run = &page->ops[i].run;
		if (page->ops[i].kind != OP_GLYPHS || run->turn != 0
		        || run->size != reading->text->size)
			continue;
		for (size_t j = 0; j < run->count; j++) {
			reading->marks = arena_grow(reading->arena, reading->marks,
			        &reading->capacity, reading->count, sizeof *reading->marks);
			reading->marks[reading->count++] = (struct mark){
				.codepoint = run->glyphs[j].codepoint,
				.page = page->number,
				.x = run->x + run->glyphs[j].x,
				.y = run->y,
				.advance = run->glyphs[j].advance,
			};
		}
	}
	return true;
}

static bool finish(void *context, const struct anchor *anchors, size_t anchor_count,
        const struct bookmark *bookmarks, size_t bookmark_count)
{
	(void)context, (void)anchors, (void)anchor_count, (void)bookmarks, (void)bookmark_count;
	return true;
}

static int share(const struct reading *reading, mpt length)
{
	return (int)((int64_t)length * 1000 / reading->text->size);
}

/* What stands between a mark and the next, beyond its advance. */
static mpt room_after(const struct reading *reading, size_t at)
{
	const struct mark *mark = &reading->marks[at];

	return mark[1].x - mark->x - mark->advance;
}

static struct strip strip_at(const struct reading *reading, size_t first)
{
	const struct page_master *master = reading->document->first->master;
	const struct mark *mark = &reading->marks[first];
	const bool mirrored = master->binding == BINDING_LEFT && mark->page % 2 == 0;
	struct strip strip = { .first = first, .end = first };

	strip.left = mirrored ? master->width - master->left - master->area_width : master->left;
	strip.right = strip.left + master->area_width;
	while (strip.end < reading->count && reading->marks[strip.end].page == mark->page
	        && reading->marks[strip.end].y == mark->y)
		strip.end++;
	return strip;
}

static bool is_full(const struct reading *reading, const struct strip *strip)
{
	const struct mark *last = &reading->marks[strip->end - 1];

	return last->x + last->advance > strip->right - reading->text->size / 8;
}

static bool is_indented(const struct reading *reading, const struct strip *strip)
{
	return reading->marks[strip->first].x > strip->left + reading->text->size / 2;
}

static const char *words_of(struct reading *reading, const struct strip *strip)
{
	struct text words;

	text_init(&words);
	for (size_t i = strip->first; i < strip->end; i++)
		text_add_codepoint(&words, reading->marks[i].codepoint);
	const char *copy = arena_strdup(reading->arena, words.bytes);
	text_release(&words);
	return copy;
}

static void read_letters(struct reading *reading, const struct strip *strip)
{
	int64_t sum = 0;
	int count = 0;

	for (size_t i = strip->first; i + 1 < strip->end; i++) {
		if (kind_at(reading, i) != CLASS_HAN || kind_at(reading, i + 1) != CLASS_HAN)
			continue;
		sum += room_after(reading, i);
		count++;
	}
	if (count == 0)
		return;
	reading->rooms.list = arena_grow(reading->arena, reading->rooms.list,
	        &reading->rooms.capacity, reading->rooms.count, sizeof *reading->rooms.list);
	const int mean = share(reading, (mpt)(sum / count));
	reading->rooms.list[reading->rooms.count++] = mean;
	if (abs(mean) > reading->most) {
		reading->most = abs(mean);
		reading->loosest = *strip;
	}
}

/* Position after the number at `at`, its percent sign included. */
static size_t number_end(const struct reading *reading, const struct strip *strip, size_t at)
{
	const uint32_t joints = CLASS_BIT(CLASS_POINT) | CLASS_BIT(CLASS_HYPHEN);

	while (at < strip->end
	        && (kind_at(reading, at) == CLASS_DIGIT || kind_at(reading, at) == CLASS_POSTFIX
	                || (at + 1 < strip->end && breaks_class_in(kind_at(reading, at), joints)
	                        && kind_at(reading, at + 1) == CLASS_DIGIT)))
		at++;
	return at;
}

/* Its gaps on both sides, where Han characters stand there; not what a fill takes. */
static void read_gaps(struct reading *reading, const struct strip *strip, size_t first, size_t end)
{
	if (first == strip->first || end == strip->end || kind_at(reading, first - 1) != CLASS_HAN
	        || kind_at(reading, end) != CLASS_HAN)
		return;
	const mpt left = room_after(reading, first - 1);
	const mpt right = room_after(reading, end - 1);
	if (left > reading->text->size || right > reading->text->size)
		return;
	reading->between++;
	reading->lopsided += abs(share(reading, left - right)) > LOPSIDED;
}

static void read_numbers(struct reading *reading, const struct strip *strip)
{
	for (size_t i = strip->first; i < strip->end; i++) {
		if (kind_at(reading, i) != CLASS_DIGIT)
			continue;
		const size_t end = number_end(reading, strip, i);
		reading->numbers++;
		read_gaps(reading, strip, i, end);
		i = end - 1;
	}
}

static bool is_numeral(enum character_class kind)
{
	return breaks_class_in(
	        kind, CLASS_BIT(CLASS_DIGIT) | CLASS_BIT(CLASS_POSTFIX) | CLASS_BIT(CLASS_POINT));
}

/* Whether a number goes on, or its measure stands, in the next line: 27370|批次, 2.7万|批次. */
static bool is_torn(
        const struct reading *reading, const struct strip *above, const struct strip *below)
{
	const enum character_class first = kind_at(reading, below->first);
	const size_t last = above->end - 1;
	const bool multiplied = last > above->first && reading->marks[last].codepoint == U'万'
	        && kind_at(reading, last - 1) == CLASS_DIGIT;

	return (multiplied || is_numeral(kind_at(reading, last)))
	        && (first == CLASS_HAN || is_numeral(first));
}

static void read_break(
        struct reading *reading, const struct strip *above, const struct strip *below)
{
	size_t letters = 0;

	if (!is_full(reading, above) || is_indented(reading, below))
		return;
	reading->torn += is_torn(reading, above, below);
	for (size_t i = below->first; i < below->end; i++)
		letters += breaks_class_in(
		        kind_at(reading, i), CLASS_BIT(CLASS_HAN) | CLASS_BIT(CLASS_DIGIT));
	reading->lone += !is_full(reading, below) && letters == 1;
}

static void read_strips(struct reading *reading)
{
	struct strip above = { .end = 0 };

	while (above.end < reading->count) {
		const struct strip strip = strip_at(reading, above.end);
		if (is_full(reading, &strip))
			read_letters(reading, &strip);
		read_numbers(reading, &strip);
		if (above.end > 0)
			read_break(reading, &above, &strip);
		above = strip;
	}
}

static int by_size(const void *a, const void *b)
{
	const int one = *(const int *)a;
	const int other = *(const int *)b;

	return (one > other) - (one < other);
}

/* The table's row, and the claims. */
static void judge(struct reading *reading, const char *period)
{
	int *list = reading->rooms.list;
	const size_t count = reading->rooms.count;
	size_t wide = 0, widest = 0;
	int64_t squares = 0;

	cr_assert_gt(count, 50, "%s: %zu full lines", period, count);
	cr_assert_gt(reading->numbers, 50, "%s: %zu numbers", period, reading->numbers);
	for (size_t i = 0; i < count; i++) {
		list[i] = abs(list[i]);
		squares += (int64_t)list[i] * list[i];
		wide += list[i] > WIDE;
		widest += list[i] > WIDEST;
	}
	qsort(list, count, sizeof *list, by_size);
	const int mean = (int)(squares / (int64_t)count);
	const char *row = arena_printf(reading->arena,
	        "%s: %zu full lines, letters apart %d / %d / %d (median, 9 of 10, most; "
	        "thousandths of an em), %zu > %d, %zu > %d, mean square %d; of %zu "
	        "numbers %zu torn, of %zu between Han characters %zu lopsided; %zu last lines of "
	        "one character; the loosest: %s",
	        period, count, list[count / 2], list[count * 9 / 10], list[count - 1], wide, WIDE,
	        widest, WIDEST, mean, reading->numbers, reading->torn, reading->between,
	        reading->lopsided, reading->lone, words_of(reading, &reading->loosest));
	cr_log_info("%s", row);
	cr_expect_leq(mean, MEAN_SQUARE, "%s", row);
	cr_expect_eq(widest, 0, "%s", row);
	cr_expect_eq(reading->lopsided, 0, "%s", row);
	cr_expect_leq(reading->torn, TORN, "%s", row);
	cr_expect_eq(reading->lone, 0, "%s", row);
}

/* Lays the document out once more, for its display list. */
static void lay_out(struct run *run, struct program *program, const struct month *month)
{
	struct reading reading = { .arena = run->arena };

	reading.document = template_expand(run->arena, run->diag, program, month->facts, 0);
	cr_assert_not_null(reading.document, "%s", kit_records(run->arena, run->diag));
	const struct stylesheet *styles = reading.document->styles;
	reading.text = style_lookup(styles, STYLE_PARAGRAPH, TEXT);
	cr_assert_not_null(reading.text);
	struct faces *faces = faces_new(run->diag, styles, run->live);
	const struct metrics metrics = faces_metrics(faces);
	const struct page_sink sink = { .context = &reading, .page = take_page, .finish = finish };
	cr_assert(layout_document(run->arena, run->diag, reading.document, &metrics, &sink), "%s",
	        kit_records(run->arena, run->diag));
	read_strips(&reading);
	judge(&reading, period_format(run->arena, month->period));
	faces_free(faces);
}

static void read_month(struct period period)
{
	struct run run = { .arena = arena_new(),
		.root = &root_here,
		.live = &root_here,
		.today = "",
		.command = "",
		.diag = kit_diag() };
	struct month month = { .period = period };

	run.readings = readings_new(run.arena, &root_here, &root_here);
	cr_assert(month_read(&run, period, &month), "%s", kit_records(run.arena, run.diag));
	struct program *program = template_load(run.diag, &root_here, TEMPLATES_FOLDER, DOCUMENT);
	cr_assert_not_null(program, "%s", kit_records(run.arena, run.diag));
	lay_out(&run, program, &month);
	template_free(program);
	facts_free(month.facts);
	readings_free(run.readings);
	diag_free(run.diag);
	arena_free(run.arena);
}

Test(evenness, lines_of_every_shipped_month)
{
	struct run run = { .arena = arena_new(), .root = &root_here, .diag = kit_diag() };
	struct periods periods;

	run.readings = readings_new(run.arena, &root_here, &root_here);
	cr_assert(month_periods(&run, &periods));
	cr_assert_gt(periods.count, 0);
	for (size_t i = 0; i < periods.count; i++)
		read_month(periods.list[i]);
	readings_free(run.readings);
	diag_free(run.diag);
	arena_free(run.arena);
}
