/*
 * GB/T 9704-2012 element by element: documents set with templates/styles/official.xml and the
 * office's own parts, with a Han character one em wide, and where each element then stands, to a
 * tenth of a millimetre. Positions are written as the standard writes them, in 字 and 行.
 */
#include "base/text.h"
#include "base/utf8.h"
#include "kit/fake_metrics.h"
#include "kit/kit.h"
#include "paper/layout/layout.h"
#include "paper/markup/xml.h"
#include "press/template/expand.h"

#include <criterion/criterion.h>
#include <string.h>

#define FOLDER    "tests/golden/gb9704"
#define TOLERANCE 100 /* micrometres: the standard is checked to 0.1 mm */

/*
 * Micrometres. 28 characters fill the type area's width of 156 mm (5.2); a line is a character's
 * height and 7/8 of it (chapter 3), so that 22 lines, without what lies above the first and below
 * the last, fill its 225 mm.
 */
#define ZI(tenths) ((int)((tenths)*156000L / 280))
#define LINES(n)   ((int)((n)*156000L * 15 / (28 * 8)))
#define EM         ZI(10)
#define SPARE      ((LINES(1) - EM) / 2) /* of a line, above and below the character */
#define TOP_AT     37000
#define BOTTOM_AT  262000
#define ODD_LEFT   28000
#define ODD_RIGHT  184000
#define EVEN_LEFT  26000
#define EVEN_RIGHT 182000
#define EM_TOP(n)  (TOP_AT + LINES((n)-1)) /* of the n-th line's characters */
#define FOUR       4939                    /* 4号, 14 pt */
#define MARK       (12700 * 86 / 100)      /* ink of the 发文机关标志, 36 pt */
#define ABOVE_INK  (12700 * 8 / 100)       /* of its em box */
#define TITLE      7761                    /* 2号, 22 pt */
#define TITLE_LINE 10936                   /* 31 pt */

/* What follows the 发文机关标志 of a document. */
#define SYMBOL_TOP  (TOP_AT + 35000 + MARK + LINES(2) + SPARE)
#define RED_TOP     (SYMBOL_TOP + EM + 4000)
#define TITLE_TOP   (RED_TOP + 500 + LINES(2) + (TITLE_LINE - TITLE) / 2)
#define TEXT_TOP(n) (RED_TOP + 500 + LINES(2) + 2 * TITLE_LINE + LINES(n) + SPARE)
/* A letter's first elements stand 7/8 of a character below the double line. */
#define LETTER_TOP (30000 + MARK + 4000 + 1750 + EM * 7 / 8)

enum side { LEFT, RIGHT, TOP, BOTTOM, MIDDLE_X, MIDDLE_Y };

struct mark {
	uint32_t codepoint; /* 0: a rule */
	size_t page;
	size_t face;  /* the role's index: the fake metrics hand it through */
	mpt edges[4]; /* by enum side */
};

struct paper {
	struct arena *arena;
	struct diag *diag;
	const struct document *document;
	struct mark *marks;
	size_t count, capacity;
	struct program *program;
};

static struct mark *add_mark(struct paper *paper, size_t page)
{
	paper->marks = arena_grow(
	        paper->arena, paper->marks, &paper->capacity, paper->count, sizeof *paper->marks);
	paper->marks[paper->count] = (struct mark){ .page = page };
	return &paper->marks[paper->count++];
}

/* The em boxes of a run, upright or a quarter turn clockwise. */
static void add_glyphs(struct paper *paper, size_t page, const struct glyph_run *run)
{
	const mpt ascent = run->size * 88 / 100, descent = run->size - ascent;

	cr_assert_leq(run->turn, 1);
	for (size_t i = 0; i < run->count; i++) {
		const struct placed_glyph *glyph = &run->glyphs[i];
		struct mark *mark = add_mark(paper, page);
		const mpt end = glyph->x + glyph->advance;
		mark->codepoint = glyph->codepoint;
		mark->face = run->face;
		mark->edges[LEFT] = run->turn == 0 ? run->x + glyph->x : run->x - descent;
		mark->edges[RIGHT] = run->turn == 0 ? run->x + end : run->x + ascent;
		mark->edges[TOP] = run->turn == 0 ? run->y - ascent : run->y + glyph->x;
		mark->edges[BOTTOM] = run->turn == 0 ? run->y + descent : run->y + end;
	}
}

static bool take_page(void *context, const struct page *page)
{
	struct paper *paper = context;

	for (size_t i = 0; i < page->op_count; i++) {
		const struct op *op = &page->ops[i];
		if (op->kind == OP_GLYPHS)
			add_glyphs(paper, page->number, &op->run);
		if (op->kind != OP_BOX)
			continue;
		struct mark *mark = add_mark(paper, page->number);
		mark->edges[LEFT] = op->box.x;
		mark->edges[RIGHT] = op->box.x + op->box.width;
		mark->edges[TOP] = op->box.y;
		mark->edges[BOTTOM] = op->box.y + op->box.height;
	}
	return true;
}

static struct paper lay_out(const char *name)
{
	struct paper paper = { .arena = arena_new(), .diag = kit_diag() };
	struct fake_metrics fake = { 0 };
	const struct metrics metrics = fake_metrics(&fake);
	const struct page_sink sink = { .context = &paper, .page = take_page };
	const char *file = arena_printf(paper.arena, FOLDER "/%s.xml", name);
	const char *bytes = kit_read(paper.arena, file);
	struct xml_tree *facts = xml_read(paper.diag, &root_here, FOLDER "/facts.xml", PLACE_NONE);

	cr_assert(facts);
	/* The style sheet lives in the template. */
	struct program *program =
	        template_parse(paper.diag, "templates", name, bytes, strlen(bytes));
	cr_assert_not_null(program, "%s", kit_records(paper.arena, paper.diag));
	paper.document = expand_document(paper.arena, paper.diag, program, facts, 0);
	cr_assert_not_null(paper.document, "%s", kit_records(paper.arena, paper.diag));
	cr_assert(layout_document(paper.arena, paper.diag, paper.document, &metrics, &sink), "%s",
	        kit_records(paper.arena, paper.diag));
	cr_expect_eq(diag_count(paper.diag), 0, "%s", kit_records(paper.arena, paper.diag));
	paper.program = program;
	xml_free(facts);
	return paper;
}

static void put_away(struct paper *paper)
{
	template_free(paper->program);
	diag_free(paper->diag);
	arena_free(paper->arena);
}

/* Whether the words begin at a mark of the page; how many marks they are in `count`. */
static bool begins(const struct paper *paper, size_t first, const char *words, size_t *count)
{
	size_t at = first;

	for (const char *cursor = words; *cursor != '\0'; at++) {
		const uint32_t codepoint = utf8_next(&cursor);
		if (at == paper->count || paper->marks[at].page != paper->marks[first].page
		        || paper->marks[at].codepoint != codepoint)
			return false;
	}
	*count = at - first;
	return true;
}

/* The n-th (from 1) place of the words on a page, "" a rule; false when there is none. */
static bool find(
        const struct paper *paper, size_t page, const char *words, size_t n, struct mark *out)
{
	for (size_t i = 0; i < paper->count; i++) {
		size_t count = 1;
		if (paper->marks[i].page != page)
			continue;
		if (words[0] == '\0' ? paper->marks[i].codepoint != 0
		                     : !begins(paper, i, words, &count))
			continue;
		if (--n > 0)
			continue;
		*out = paper->marks[i];
		for (size_t j = i + 1; j < i + count; j++) {
			const mpt *edges = paper->marks[j].edges;
			for (int edge = LEFT; edge <= BOTTOM; edge++) {
				const bool low = edge == LEFT || edge == TOP;
				if (low ? edges[edge] < out->edges[edge]
				        : edges[edge] > out->edges[edge])
					out->edges[edge] = edges[edge];
			}
		}
		return true;
	}
	return false;
}

static int micrometres(const struct mark *mark, enum side edge)
{
	int64_t length = 0;

	if (edge == MIDDLE_X)
		length = ((int64_t)mark->edges[LEFT] + mark->edges[RIGHT]) / 2;
	else if (edge == MIDDLE_Y)
		length = ((int64_t)mark->edges[TOP] + mark->edges[BOTTOM]) / 2;
	else
		length = mark->edges[edge];
	return (int)(length * 127000 / 360000);
}

struct claim {
	const char *element, *clause;
	size_t page;
	const char *words; /* "": a rule */
	size_t n;          /* which of several, from the top */
	enum side edge;
	int at;           /* micrometres from the paper's left or top edge */
	const char *role; /* NULL: any */
};

static void check(const char *name, const struct claim *claims, size_t count)
{
	struct paper paper = lay_out(name);

	for (size_t i = 0; i < count; i++) {
		const struct claim *claim = &claims[i];
		struct mark mark;
		if (!find(&paper, claim->page, claim->words, claim->n, &mark)) {
			cr_expect_fail("%s: %s (%s): no “%s” on page %zu", name, claim->element,
			        claim->clause, claim->words, claim->page);
			continue;
		}
		const int at = micrometres(&mark, claim->edge);
		const int off = at > claim->at ? at - claim->at : claim->at - at;
		cr_expect_leq(off, TOLERANCE, "%s: %s (%s): “%s” at %d µm, wanted %d", name,
		        claim->element, claim->clause, claim->words, at, claim->at);
		if (claim->role)
			cr_expect_str_eq(paper.document->styles->roles[mark.face].name, claim->role,
			        "%s: %s (%s)", name, claim->element, claim->clause);
	}
	put_away(&paper);
}

#define CHECK(name, claims) check(name, claims, sizeof(claims) / sizeof *(claims))

static void expect_absent(const char *name, size_t page, const char *words)
{
	struct paper paper = lay_out(name);
	struct mark mark;

	cr_expect_not(
	        find(&paper, page, words, 1, &mark), "%s: “%s” on page %zu", name, words, page);
	put_away(&paper);
}

Test(gb9704, type_area_holds_22_lines_of_28_characters)
{
	static const struct claim claims[] = {
		{ "版心左", "5.2.1", 1, "天地", 1, LEFT, ODD_LEFT, "fangsong" },
		{ "版心右", "5.2.1", 1, "成岁", 1, RIGHT, ODD_RIGHT, NULL },
		{ "第一行", "5.2.3", 1, "天地", 1, TOP, EM_TOP(1), NULL },
		{ "字高", "5.2.2", 1, "天地", 1, BOTTOM, EM_TOP(1) + EM, NULL },
		{ "第二行", "5.2.3", 1, "天地", 2, TOP, EM_TOP(2), NULL },
		{ "第22行", "5.2.3", 1, "天地", 22, TOP, EM_TOP(22), NULL },
		{ "第22行末", "5.2.3", 1, "成岁", 22, RIGHT, ODD_RIGHT, NULL },
		{ "版心下", "5.2.1", 1, "天地", 22, BOTTOM, BOTTOM_AT, NULL },
		{ "背面第一行", "5.2.3", 2, "天地", 1, TOP, EM_TOP(1), NULL },
		{ "背面第二行", "5.2.3", 2, "天地", 2, TOP, EM_TOP(2), NULL },
		{ "背面版心左", "5.2.1", 2, "天地", 1, LEFT, EVEN_LEFT, NULL },
	};

	CHECK("page", claims);
}

Test(gb9704, document_head)
{
	static const struct claim claims[] = {
		{ "份号", "7.2.1", 1, "000001", 1, LEFT, ODD_LEFT, "fangsong" },
		{ "份号", "7.2.1", 1, "000001", 1, TOP, EM_TOP(1), NULL },
		{ "密级", "7.2.2", 1, "机密★1年", 1, LEFT, ODD_LEFT, "hei" },
		{ "密级", "7.2.2", 1, "机密★1年", 1, TOP, EM_TOP(2), NULL },
		{ "紧急程度", "7.2.3", 1, "特急", 1, LEFT, ODD_LEFT, "hei" },
		{ "紧急程度", "7.2.3", 1, "特急", 1, TOP, EM_TOP(3), NULL },
		{ "发文机关标志", "7.2.4", 1, "某某市人民政府文件", 1, TOP, 72000 - ABOVE_INK,
		        "xiaobiaosong" },
		{ "发文机关标志", "7.2.4", 1, "某某市人民政府文件", 1, MIDDLE_X, 106000, NULL },
		{ "发文字号", "7.2.5", 1, "某府〔2020〕5号", 1, TOP, SYMBOL_TOP, "fangsong" },
		{ "发文字号", "7.2.5", 1, "某府〔2020〕5号", 1, MIDDLE_X, 106000, NULL },
		{ "分隔线", "7.2.7", 1, "", 1, TOP, RED_TOP, NULL },
		{ "分隔线", "7.2.7", 1, "", 1, LEFT, ODD_LEFT, NULL },
		{ "分隔线", "7.2.7", 1, "", 1, RIGHT, ODD_RIGHT, NULL },
		{ "标题", "7.3.1", 1, "某某市人民政府", 2, TOP, TITLE_TOP, "xiaobiaosong" },
		{ "标题", "7.3.1", 1, "某某市人民政府", 2, BOTTOM, TITLE_TOP + TITLE, NULL },
		{ "标题", "7.3.1", 1, "某某市人民政府", 2, MIDDLE_X, 106000, NULL },
		{ "标题回行", "7.3.1", 1, "关于", 1, TOP, TITLE_TOP + TITLE_LINE, NULL },
	};

	CHECK("document", claims);
}

Test(gb9704, document_text)
{
	static const struct claim claims[] = {
		{ "主送机关", "7.3.2", 1, "各县", 1, LEFT, ODD_LEFT, "fangsong" },
		{ "主送机关", "7.3.2", 1, "各县", 1, TOP, TEXT_TOP(1), NULL },
		{ "正文", "7.3.3", 1, "正文首行", 1, LEFT, ODD_LEFT + ZI(20), "fangsong" },
		{ "正文", "7.3.3", 1, "正文首行", 1, TOP, TEXT_TOP(2), NULL },
		{ "正文回行", "7.3.3", 1, "直到", 1, LEFT, ODD_LEFT, NULL },
		{ "正文回行", "7.3.3", 1, "直到", 1, TOP, TEXT_TOP(3), NULL },
		{ "第一层", "7.3.3", 1, "一、第", 1, LEFT, ODD_LEFT + ZI(20), "hei" },
		{ "第一层", "7.3.3", 1, "一、第", 1, TOP, TEXT_TOP(4), NULL },
		{ "第二层", "7.3.3", 1, "（一）第", 1, TOP, TEXT_TOP(5), "kai" },
		{ "第三层", "7.3.3", 1, "1.第", 1, LEFT, ODD_LEFT + ZI(20), "fangsong" },
		{ "第三层", "7.3.3", 1, "1.第", 1, TOP, TEXT_TOP(6), NULL },
		{ "第四层", "7.3.3", 1, "（1）第", 1, TOP, TEXT_TOP(7), "fangsong" },
	};

	CHECK("document", claims);
}

Test(gb9704, annex_list_signature_and_note)
{
	static const struct claim claims[] = {
		{ "附件说明", "7.3.4", 2, "附件：", 1, LEFT, EVEN_LEFT + ZI(20), "fangsong" },
		{ "附件说明", "7.3.4", 2, "附件：", 1, TOP, EM_TOP(3), NULL },
		{ "附件名称", "7.3.4", 2, "名称甚长", 1, LEFT, EVEN_LEFT + ZI(64), NULL },
		{ "附件名称回行", "7.3.4", 2, "上一行", 1, LEFT, EVEN_LEFT + ZI(64), NULL },
		{ "附件名称回行", "7.3.4", 2, "上一行", 1, TOP, EM_TOP(4), NULL },
		{ "附件顺序号", "7.3.4", 2, "2.", 1, LEFT, EVEN_LEFT + ZI(50), NULL },
		{ "附件顺序号", "7.3.4", 2, "2.", 1, TOP, EM_TOP(5), NULL },
		{ "署名", "7.3.5.2", 2, "某某市人民政府办公室", 1, RIGHT, EVEN_RIGHT - ZI(20),
		        NULL },
		{ "署名", "7.3.5.2", 2, "某某市人民政府办公室", 1, TOP, EM_TOP(7), NULL },
		{ "成文日期", "7.3.5.2", 2, "2020年6月8日", 1, LEFT,
		        EVEN_RIGHT - ZI(20) - ZI(100) + ZI(20), NULL },
		{ "成文日期", "7.3.5.2", 2, "2020年6月8日", 1, TOP, EM_TOP(8), NULL },
		{ "附注", "7.3.6", 2, "（此件", 1, TOP, EM_TOP(9), NULL },
		{ "附注", "7.3.6", 2, "此件", 1, LEFT, EVEN_LEFT + ZI(25), NULL },
	};

	CHECK("document", claims);
}

Test(gb9704, seal_and_signers)
{
	static const struct claim claims[] = {
		{ "发文机关标志", "7.2.4", 1, "某某市人民政府文件", 1, TOP, 72000 - ABOVE_INK,
		        NULL },
		{ "签发人", "7.2.6", 1, "签发人：", 1, TOP, SYMBOL_TOP, "fangsong" },
		{ "签发人姓名", "7.2.6", 1, "签发甲", 1, LEFT, ODD_RIGHT - ZI(80), "kai" },
		{ "签发人姓名", "7.2.6", 1, "某乙", 1, RIGHT, ODD_RIGHT - ZI(10), "kai" },
		{ "签发人回行", "7.2.6", 1, "签发丙", 1, LEFT, ODD_RIGHT - ZI(80), "kai" },
		{ "签发人回行", "7.2.6", 1, "签发丙", 1, TOP, SYMBOL_TOP + LINES(1), NULL },
		{ "发文字号", "7.2.5", 1, "某府〔2020〕5号", 1, LEFT, ODD_LEFT + ZI(10), NULL },
		{ "发文字号", "7.2.5", 1, "某府〔2020〕5号", 1, TOP, SYMBOL_TOP + LINES(1), NULL },
		{ "分隔线", "7.2.7", 1, "", 1, TOP, RED_TOP + LINES(1), NULL },
		{ "成文日期", "7.3.5.1", 1, "2020年6月8日", 1, RIGHT, ODD_RIGHT - ZI(40), NULL },
		{ "署名", "7.3.5.1", 1, "某某市人民政府办公室", 1, MIDDLE_X,
		        ODD_RIGHT - ZI(40) - ZI(675) / 20, NULL },
		{ "版记在偶数页", "7.4", 2, "", 3, BOTTOM, BOTTOM_AT, NULL },
	};

	CHECK("upward", claims);
	expect_absent("upward", 2, "—2—");
}

Test(gb9704, annexes_and_landscape)
{
	static const struct claim claims[] = {
		{ "附件顺序号", "7.3.7", 3, "附件1", 1, LEFT, ODD_LEFT, "hei" },
		{ "附件顺序号", "7.3.7", 3, "附件1", 1, TOP, EM_TOP(1), NULL },
		{ "附件标题", "7.3.7", 3, "附件标题", 1, MIDDLE_X, 106000, "xiaobiaosong" },
		{ "附件标题", "7.3.7", 3, "附件标题", 1, MIDDLE_Y, EM_TOP(3) + EM / 2, NULL },
		{ "横排版心", "8", 4, "附件2", 1, LEFT, 35000, "hei" },
		{ "横排双页切口", "8", 4, "附件2", 1, TOP, 26000, NULL },
		{ "横排单页订口", "8", 5, "横排第二页", 1, TOP, 28000, NULL },
		{ "横排页码双页", "8", 4, "—4—", 1, MIDDLE_X, 297000 - BOTTOM_AT - 7000, "song" },
		{ "横排页码双页", "8", 4, "—4—", 1, TOP, EVEN_LEFT + FOUR, NULL },
		{ "横排页码单页", "8", 5, "—5—", 1, MIDDLE_X, 297000 - BOTTOM_AT - 7000, "song" },
		{ "横排页码单页", "8", 5, "—5—", 1, BOTTOM, ODD_RIGHT - FOUR, NULL },
	};

	CHECK("document", claims);
}

Test(gb9704, colophon_and_folio)
{
	static const struct claim claims[] = {
		{ "版记首线", "7.4.1", 6, "", 1, LEFT, EVEN_LEFT, NULL },
		{ "版记首线", "7.4.1", 6, "", 1, RIGHT, EVEN_RIGHT, NULL },
		{ "版记末线", "7.4.1", 6, "", 3, BOTTOM, BOTTOM_AT, NULL },
		{ "版记末线", "7.4.1", 6, "", 3, TOP, BOTTOM_AT - 350, NULL },
		{ "抄送机关", "7.4.2", 6, "抄送：", 1, LEFT, EVEN_LEFT + FOUR, "fangsong" },
		{ "抄送回行", "7.4.2", 6, "市纪委监委", 1, LEFT, EVEN_LEFT + 4 * FOUR, NULL },
		{ "印发机关", "7.4.3", 6, "某某市人民政府办公室", 1, LEFT, EVEN_LEFT + FOUR, NULL },
		{ "印发日期", "7.4.3", 6, "8日印发", 1, RIGHT, EVEN_RIGHT - FOUR, NULL },
		{ "页码单页", "7.5", 1, "—1—", 1, RIGHT, ODD_RIGHT - FOUR, "song" },
		{ "页码单页", "7.5", 1, "—1—", 1, MIDDLE_Y, BOTTOM_AT + 7000, NULL },
		{ "页码双页", "7.5", 2, "—2—", 1, LEFT, EVEN_LEFT + FOUR, "song" },
		{ "页码双页", "7.5", 2, "—2—", 1, MIDDLE_Y, BOTTOM_AT + 7000, NULL },
	};
	static const int thickness[] = { 350, 250, 350 };
	struct paper paper = lay_out("document");

	for (size_t i = 0; i < 3; i++) {
		struct mark rule;
		cr_assert(find(&paper, 6, "", i + 1, &rule));
		const int height = micrometres(&rule, BOTTOM) - micrometres(&rule, TOP);
		cr_expect(height >= thickness[i] - 10 && height <= thickness[i] + 10,
		        "版记分隔线 (7.4.1): %d µm, wanted %d", height, thickness[i]);
	}
	put_away(&paper);
	CHECK("document", claims);
}

Test(gb9704, letter)
{
	static const struct claim claims[] = {
		{ "发文机关标志", "10.1.1", 1, "某某市人民政府办公室", 1, TOP, 30000 - ABOVE_INK,
		        "xiaobiaosong" },
		{ "发文机关标志", "10.1.1", 1, "某某市人民政府办公室", 1, MIDDLE_X, 105000, NULL },
		{ "第一条双线", "10.1.2", 1, "", 1, TOP, 30000 + MARK + 4000, NULL },
		{ "第一条双线上粗", "10.1.2", 1, "", 1, BOTTOM, 30000 + MARK + 4900, NULL },
		{ "第一条双线下细", "10.1.2", 1, "", 2, BOTTOM, 30000 + MARK + 5750, NULL },
		{ "双线左", "10.1.2", 1, "", 1, LEFT, 20000, NULL },
		{ "双线右", "10.1.2", 1, "", 2, RIGHT, 190000, NULL },
		{ "第二条双线上细", "10.1.3", 1, "", 3, BOTTOM, 297000 - 20000 - 1400, NULL },
		{ "第二条双线下粗", "10.1.3", 1, "", 4, TOP, 297000 - 20000 - 900, NULL },
		{ "第二条双线", "10.1.3", 1, "", 4, BOTTOM, 297000 - 20000, NULL },
		{ "份号", "10.1.4", 1, "000001", 1, LEFT, ODD_LEFT, NULL },
		{ "份号", "10.1.4", 1, "000001", 1, TOP, LETTER_TOP, NULL },
		{ "紧急程度", "10.1.4", 1, "特急", 1, TOP, LETTER_TOP + LINES(1), "hei" },
		{ "发文字号", "10.1.5", 1, "某府办函〔2020〕5号", 1, RIGHT, ODD_RIGHT, NULL },
		{ "发文字号", "10.1.5", 1, "某府办函〔2020〕5号", 1, TOP, LETTER_TOP, NULL },
		{ "标题", "10.1.6", 1, "关于某某事项的函", 1, TOP,
		        LETTER_TOP - SPARE + LINES(4) + (TITLE_LINE - TITLE) / 2, NULL },
		{ "第二页页码", "10.1.7", 2, "—2—", 1, LEFT, EVEN_LEFT + FOUR, NULL },
	};

	CHECK("letter", claims);
	expect_absent("letter", 1, "—1—");
}

Test(gb9704, series_head)
{
	static const struct claim claims[] = {
		{ "刊名", "7.2.4", 1, "督查通报", 1, TOP, 72000 - 18344 * 8 / 100, "xiaobiaosong" },
		{ "期号", "通报", 1, "第5期", 1, RIGHT, 106000 + ZI(63) / 2, NULL },
		{ "编发单位", "通报", 1, "某某市人民政府办公室", 1, LEFT, ODD_LEFT, NULL },
		{ "日期", "通报", 1, "8日", 1, RIGHT, ODD_RIGHT, NULL },
		{ "红线", "7.2.7", 1, "", 1, RIGHT, ODD_RIGHT, NULL },
	};
	struct paper paper = lay_out("series");
	struct mark line, rule, title;

	cr_assert(find(&paper, 1, "8日", 1, &line) && find(&paper, 1, "", 1, &rule)
	        && find(&paper, 1, "关于某某", 1, &title));
	const int below = micrometres(&rule, TOP) - micrometres(&line, BOTTOM);
	cr_expect(below >= 3900 && below <= 4100, "红线在字下 %d µm", below);
	const int blank = micrometres(&title, TOP) - micrometres(&rule, BOTTOM);
	const int wanted = LINES(2) + (TITLE_LINE - TITLE) / 2;
	cr_expect(blank >= wanted - 100 && blank <= wanted + 100, "标题在红线下 %d µm", blank);
	put_away(&paper);
	CHECK("series", claims);
}
