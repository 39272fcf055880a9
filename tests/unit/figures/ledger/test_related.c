#include "figures/ledger/bounds.h"
#include "figures/ledger/related.h"

#include "kit/kit.h"
#include "kit/world.h"

#include <criterion/criterion.h>
#include <string.h>

enum { A, B, C, R, S, T, INDICATORS };

/* Relations between three counts and three shares, by their letters. */
static const struct {
	const char *name;
	enum relation_kind kind;
	int terms[3];
	enum term_part left, right;
} relations[] = {
	{ "a >= b", RELATION_AT_LEAST, { A, B, -1 }, TERM_VALUE, TERM_VALUE },
	{ "a = b + c", RELATION_EQUAL, { A, B, C }, TERM_VALUE, TERM_VALUE },
	{ "numerator(r) = a", RELATION_EQUAL, { R, A, -1 }, TERM_NUMERATOR, TERM_VALUE },
	{ "denominator(r) = denominator(s)", RELATION_EQUAL, { R, S, -1 }, TERM_DENOMINATOR,
	        TERM_DENOMINATOR },
	{ "s >= r", RELATION_AT_LEAST, { S, R, -1 }, TERM_VALUE, TERM_VALUE },
	{ "same-denominator(r, s, t)", RELATION_ALIKE, { R, S, T }, TERM_DENOMINATOR,
	        TERM_DENOMINATOR },
};

/* Figures of a, b, c, r, s, t; "" where none is reported. */
static const struct {
	int relation;
	const char *figures[INDICATORS];
	bool asked;
} rows[] = {
	{ 0, { "10", "9", "", "", "", "" }, false },
	{ 0, { "10", "10", "", "", "", "" }, false },
	{ 0, { "0", "0", "", "", "", "" }, false },
	{ 0, { "10", "", "", "", "", "" }, false },
	{ 0, { "", "9", "", "", "", "" }, false },
	{ 0, { "100000", "99999", "", "", "", "" }, false },
	{ 0, { "9", "10", "", "", "", "" }, true },
	{ 0, { "0", "1", "", "", "", "" }, true },
	{ 0, { "10", "100", "", "", "", "" }, true },
	{ 0, { "225", "2250", "", "", "", "" }, true },
	{ 1, { "10", "4", "6", "", "", "" }, false },
	{ 1, { "10", "0", "10", "", "", "" }, false },
	{ 1, { "0", "0", "0", "", "", "" }, false },
	{ 1, { "10", "4", "", "", "", "" }, false },
	{ 1, { "", "4", "6", "", "", "" }, false },
	{ 1, { "99999999999", "99999999998", "1", "", "", "" }, false },
	{ 1, { "10", "4", "5", "", "", "" }, true },
	{ 1, { "10", "6", "6", "", "", "" }, true },
	{ 1, { "0", "0", "1", "", "", "" }, true },
	{ 1, { "100", "4", "6", "", "", "" }, true },
	{ 1, { "1", "4", "6", "", "", "" }, true },
	{ 2, { "18", "", "", "18/20", "", "" }, false },
	{ 2, { "0", "", "", "0/20", "", "" }, false },
	{ 2, { "18", "", "", "", "", "" }, false },
	{ 2, { "", "", "", "18/20", "", "" }, false },
	{ 2, { "17", "", "", "18/20", "", "" }, true },
	{ 2, { "20", "", "", "18/20", "", "" }, true },
	{ 2, { "180", "", "", "18/20", "", "" }, true },
	{ 2, { "0", "", "", "18/20", "", "" }, true },
	{ 3, { "", "", "", "18/20", "19/20", "" }, false },
	{ 3, { "", "", "", "0/20", "20/20", "" }, false },
	{ 3, { "", "", "", "18/20", "", "" }, false },
	{ 3, { "", "", "", "18/20", "19/21", "" }, true },
	{ 3, { "", "", "", "18/20", "19/200", "" }, true },
	{ 3, { "", "", "", "18/200", "19/20", "" }, true },
	{ 4, { "", "", "", "1/3", "1/3", "" }, false },
	{ 4, { "", "", "", "1/3", "2/6", "" }, false },
	{ 4, { "", "", "", "1/3", "34/100", "" }, false },
	{ 4, { "", "", "", "0/0", "1/3", "" }, false },
	{ 4, { "", "", "", "1/3", "33/100", "" }, true },
	{ 4, { "", "", "", "9/10", "1/10", "" }, true },
	{ 4, { "", "", "", "100/100", "99/100", "" }, true },
	{ 5, { "", "", "", "1/9", "2/9", "3/9" }, false },
	{ 5, { "", "", "", "1/9", "", "3/9" }, false },
	{ 5, { "", "", "", "", "", "3/9" }, false },
	{ 5, { "", "", "", "0/0", "0/0", "0/0" }, false },
	{ 5, { "", "", "", "1/9", "2/9", "3/8" }, true },
	{ 5, { "", "", "", "1/90", "2/9", "3/9" }, true },
	{ 5, { "", "", "", "1/9", "", "3/10" }, true },
	{ 5, { "", "", "", "1/7", "2/8", "3/9" }, true },
};

/* A city whose LEAD reports the figures of a to t, and `behind` them what it does after January. */
static struct world *make_world(
        struct arena *arena, int which, const char *const *figures, const char *behind)
{
	static const struct indicator count = { .kind = KIND_COUNT,
		.measure = "个",
		.lead_reports = true,
		.combine = COMBINE_LEAD_ONLY };
	static const struct indicator share = { .kind = KIND_RATIO,
		.measure = "%",
		.numerator = "甲",
		.denominator = "乙",
		.lead_reports = true,
		.combine = COMBINE_LEAD_ONLY };
	struct world *world = world_new(arena);
	const struct indicator *indicators[INDICATORS];
	struct term *terms = arena_alloc_array(arena, 3, sizeof *terms);
	struct relation *relation = arena_alloc_array(arena, 1, sizeof *relation);

	for (int i = A; i < INDICATORS; i++) {
		indicators[i] = world_indicator(world, i < R ? &count : &share);
		if (figures[i][0])
			world_series(world, LEAD, indicators[i],
			        arena_printf(arena, "%s%s", figures[i], behind));
	}
	*relation = (struct relation){
		.text = relations[which].name, .kind = relations[which].kind, .terms = terms
	};
	for (size_t i = 0; i < 3 && relations[which].terms[i] >= 0; i++)
		terms[relation->term_count++] = (struct term){
			indicators[relations[which].terms[i]],
			i == 0 ? relations[which].left : relations[which].right,
		};
	world_catalogue(world)->relations = relation;
	world_catalogue(world)->relation_count = 1;
	return world;
}

static size_t ask(size_t row, const char *behind, int month)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();

	(void)world_ledger(
	        make_world(arena, rows[row].relation, rows[row].figures, behind), diag, month);
	const size_t asked = kit_count(diag, MSG_FIGURES_UNRELATED);
	diag_free(diag);
	arena_free(arena);
	return asked;
}

Test(related, asks_once_where_figures_do_not_fit)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_eq(ask(i, "", 1), rows[i].asked, "row %zu: %s", i,
		        relations[rows[i].relation].name);
}

/* What is carried was asked about when it came. */
Test(related, does_not_ask_again_about_what_is_carried)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_eq(ask(i, " -", 2), 0, "row %zu", i);
}

static const struct indicator of_lead = { .kind = KIND_COUNT,
	.name = "全市",
	.measure = "个",
	.lead_reports = true,
	.combine = COMBINE_LEAD_ONLY };
static const struct indicator of_districts = { .kind = KIND_COUNT,
	.name = "各地",
	.measure = "个",
	.districts_report = true,
	.combine = COMBINE_SUM };

/* The one doubt of a relation, as it is printed; "" for none. */
static const char *text_of(struct arena *arena, struct world *world, int month)
{
	struct diag *diag = kit_diag();
	const struct ledger *ledger = world_ledger(world, diag, month);
	const char *text = "";

	for (size_t i = 0; i < ledger->doubt_count; i++)
		if (ledger->doubts[i].kind == DOUBT_RELATION)
			text = arena_printf(arena, "%s%s: %s", text, ledger->doubts[i].unit->name,
			        ledger->doubts[i].text);
	diag_free(diag);
	return text;
}

static void declare(struct arena *arena, struct world *world, enum relation_kind kind,
        struct term left, struct term right)
{
	struct relation *relation = arena_alloc_array(arena, 1, sizeof *relation);
	struct term *terms = arena_alloc_array(arena, 2, sizeof *terms);

	terms[0] = left;
	terms[1] = right;
	*relation = (struct relation){ .text = "", .kind = kind, .terms = terms, .term_count = 2 };
	world_catalogue(world)->relations = relation;
	world_catalogue(world)->relation_count = 1;
}

/* Nobody reports both: what the lead says is held against what the districts add up to. */
Test(related, holds_a_lead_against_the_sum_of_districts)
{
	static const struct {
		const char *lead, *east, *south, *west, *text;
	} cases[] = {
		{ "10", "3", "3", "4", "" },
		{ "11", "3", "3", "4", "" },
		{ "9", "3", "3", "4",
		        "市甲局: "
		        "市甲局填报的全市（1.1）为9，小于各市（区）合计的各地（2.1）（10）" },
		{ "10", "3", "-", "4", "" }, /* no whole sum */
		{ "-", "3", "3", "4", "" },
		{ "9 -", "3 -", "3 -", "4 -", "" }, /* asked about when it came */
		{ "9 -", "3 -", "3 -", "4 5",
		        "市甲局: "
		        "市甲局填报的全市（1.1）为9，小于各市（区）合计的各地（2.1）（11）" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *arena = arena_new();
		struct world *world = world_new(arena);
		const struct indicator *all = world_indicator(world, &of_lead);
		(void)world_task(world);
		const struct indicator *each = world_indicator(world, &of_districts);
		/* A sum is the lead's to say too: without it the districts alone say it. */
		world_series(world, LEAD, all, cases[i].lead);
		world_series(world, EAST, each, cases[i].east);
		world_series(world, SOUTH, each, cases[i].south);
		world_series(world, WEST, each, cases[i].west);
		declare(arena, world, RELATION_AT_LEAST, (struct term){ all, TERM_VALUE },
		        (struct term){ each, TERM_VALUE });
		cr_expect_str_eq(text_of(arena, world, cases[i].lead[1] == ' ' ? 2 : 1),
		        cases[i].text, "case %zu: %s", i, text_of(arena, world, 1));
		arena_free(arena);
	}
}

/* Where nobody leads, who gave the largest part of the sum is asked. */
Test(related, asks_the_largest_part_of_a_sum_without_a_lead)
{
	struct arena *arena = arena_new();
	struct world *world = world_new(arena);
	const struct unit *two[] = { world_unit(world, EAST), world_unit(world, SOUTH) };
	const struct unit *one[] = { world_unit(world, WEST) };
	struct indicator like = of_districts;

	world_task(world)->lead = NULL;
	like.districts = two;
	like.district_count = 2;
	const struct indicator *all = world_indicator(world, &like);
	like.districts = one;
	like.district_count = 1;
	const struct indicator *each = world_indicator(world, &like);
	world_series(world, EAST, all, "3");
	world_series(world, SOUTH, all, "5");
	world_series(world, WEST, each, "10");
	declare(arena, world, RELATION_AT_LEAST, (struct term){ all, TERM_VALUE },
	        (struct term){ each, TERM_VALUE });
	const char *said = text_of(arena, world, 1);
	cr_expect(strncmp(said, "南区: ", strlen("南区: ")) == 0, "%s", said);
	arena_free(arena);
}

/* Both figures are named, and of three that ought to be alike the odd one is asked about. */
Test(related, the_words_name_both_figures)
{
	static const struct {
		int relation;
		const char *figures[INDICATORS];
		const char *text;
	} said[] = {
		{ 0, { "9", "10", "", "", "", "" },
		        "市甲局: 市甲局填报的指标1.1（1.1）为9，小于指标1.2（1.2）（10）" },
		{ 1, { "9", "4", "6", "", "", "" },
		        "市甲局: "
		        "市甲局填报的指标1.1（1.1）为9，不等于指标1.2（1.2）与指标1.3（1.3）"
		        "之和（10）" },
		{ 2, { "9", "", "", "8/10", "", "" },
		        "市甲局: 市甲局填报的指标1.4（1.4）的分子为8，不等于指标1.1（1.1）（9）" },
		{ 5, { "", "", "", "8/10", "8/11", "8/11" },
		        "市甲局: 市甲局填报的指标1.4（1.4）的分母为10，与指标1.5（1.5）的分母"
		        "（11）不一致" },
		{ 5, { "", "", "", "8/11", "8/11", "8/10" },
		        "市甲局: 市甲局填报的指标1.6（1.6）的分母为10，与指标1.4（1.4）的分母"
		        "（11）不一致" },
		{ 5, { "", "", "", "", "8/11", "8/10" },
		        "市甲局: 市甲局填报的指标1.5（1.5）的分母为11，与指标1.6（1.6）的分母"
		        "（10）不一致" },
	};

	for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
		struct arena *arena = arena_new();
		struct world *world = make_world(arena, said[i].relation, said[i].figures, "");
		cr_expect_str_eq(
		        text_of(arena, world, 1), said[i].text, "%s", text_of(arena, world, 1));
		arena_free(arena);
	}
}

/* A form asks what the ledger would ask, of who gives all of it: quotients are compared by
 * products. */
Test(related, a_form_asks_about_a_relation_whose_figures_the_unit_gives)
{
	static const char *const none[INDICATORS] = { "1", "1", "1", "1/3", "1/3", "1/3" };
	static const char *const when[] = { "1.1:v<1.2:v", "1.1:v!=1.2:v+1.3:v", "1.4:n!=1.1:v",
		"1.4:d!=1.5:d", "1.5:n*100*1.4:d<1.4:n*100*1.5:d", "" };

	for (size_t i = 0; i < sizeof relations / sizeof *relations; i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		struct world *world = make_world(arena, (int)i, none, "");
		const struct ledger *ledger = world_ledger(world, diag, 1);
		const struct bound_list own =
		        bounds_between(arena, ledger, world_unit(world, LEAD));
		cr_assert_eq(own.count, 1, "%s", relations[i].name);
		cr_expect_str_eq(
		        own.list[0].when, when[i], "%s: %s", relations[i].name, own.list[0].when);
		cr_expect_eq(own.list[0].alike_count, i == 5 ? 3 : 0);
		cr_expect_eq(bounds_between(arena, ledger, world_unit(world, WEST)).count, 0,
		        "who gives none of it");
		diag_free(diag);
		arena_free(arena);
	}
}
