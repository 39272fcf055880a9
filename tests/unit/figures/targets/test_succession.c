#include "figures/targets/duties.h"
#include "figures/targets/lookup.h"
#include "figures/targets/succession.h"
#include "kit/intake.h"
#include "kit/kit.h"

#include <criterion/criterion.h>
#include <string.h>

/* One renamed in March, two merged in May, one divided in July; a lead for each. */
#define UNITS \
	"{\"name\":\"旧局\",\"kind\":\"bureau\"}," \
	"{\"name\":\"改局\",\"kind\":\"bureau\",\"from\":\"2021-03\",\"succeeds\":[\"旧局\"]}," \
	"{\"name\":\"左局\",\"kind\":\"bureau\"},{\"name\":\"右局\",\"kind\":\"bureau\"}," \
	"{\"name\":\"合局\",\"kind\":\"bureau\",\"from\":\"2021-05\",\"succeeds\":[\"左局\"," \
	"\"改局\"]}," \
	"{\"name\":\"大镇\",\"kind\":\"district\"},{\"name\":\"小镇\",\"kind\":\"district\"}," \
	"{\"name\":\"东镇\",\"kind\":\"district\",\"from\":\"2021-07\",\"succeeds\":[\"大镇\"]}," \
	"{\"name\":\"西镇\",\"kind\":\"district\",\"from\":\"2021-07\",\"succeeds\":[\"大镇\"]}," \
	"{\"name\":\"新镇\",\"kind\":\"district\",\"from\":\"2021-09\"}"

#define TABLE \
	"{\"title\":\"表\",\"city\":\"某市\",\"year\":2021,\"issuer\":\"某办\",\"units\":[" UNITS \
	"]," \
	"\"groups\":[{\"name\":\"各镇\",\"members\":[\"大镇\",\"西镇\",\"新镇\",\"小镇\"]}]," \
	"\"tasks\":[" \
	"{\"no\":1,\"text\":\"甲事。\",\"lead\":\"旧局\",\"duties\":[{\"unit\":\"旧局\"," \
	"\"person\":\"某甲\"}," \
	"{\"unit\":\"左局\",\"person\":\"某乙\"},{\"group\":\"各镇\"}],\"indicators\":[" \
	"{\"id\":\"1.1\",\"name\":\"甲数\",\"unit\":\"个\",\"kind\":\"count\",\"comparison\":\">=" \
	"\"," \
	"\"target\":100,\"reporters\":\"districts\",\"combine\":\"sum\"}," \
	"{\"id\":\"1.2\",\"name\":\"乙数\",\"unit\":\"个\",\"kind\":\"count\",\"comparison\":\">=" \
	"\"," \
	"\"target\":100,\"reporters\":\"districts\",\"combine\":\"sum\",\"districts\":[\"东镇\"," \
	"\"小镇\"]}]}]}"

struct year {
	struct arena *arena;
	struct diag *diag;
	const struct catalogue *catalogue;
};

static struct year read_table(const char *text, int month)
{
	struct year year = { .arena = arena_new(), .diag = kit_diag() };

	year.catalogue = catalogue_parse(year.arena, year.diag,
	        &(struct catalogue_source){
	                .file = "t.json", .bytes = text, .length = strlen(text), .month = month });
	return year;
}

static void drop(struct year *year)
{
	diag_free(year->diag);
	arena_free(year->arena);
}

static const struct unit *named(const struct year *year, const char *name)
{
	return lookup_unit(year->catalogue, name);
}

static void expect_units(int month, const char *names)
{
	struct year year = read_table(TABLE, month);

	cr_assert_not_null(year.catalogue);
	cr_expect_str_eq(
	        succession_names(year.arena, year.catalogue->units, year.catalogue->unit_count),
	        names);
	cr_expect_eq(year.catalogue->known_unit_count, 10);
	for (size_t i = 0; i < year.catalogue->known_unit_count; i++) {
		const struct unit *unit = year.catalogue->units[i];
		cr_expect_eq(unit->index, i);
		cr_expect_eq(unit->is_absent, i >= year.catalogue->unit_count);
	}
	drop(&year);
}

Test(succession, units_are_those_of_the_month)
{
	expect_units(2, "旧局、左局、右局、大镇、小镇");
	expect_units(3, "改局、左局、右局、大镇、小镇");
	expect_units(6, "右局、合局、大镇、小镇");
	expect_units(7, "右局、合局、小镇、东镇、西镇");
	expect_units(0, "右局、合局、小镇、东镇、西镇、新镇");
}

Test(succession, who_is_meant_by_an_absent_one)
{
	struct year year = read_table(TABLE, 12);

	cr_expect_eq(
	        succession_meant(named(&year, "旧局"), 0), named(&year, "合局"), "through both");
	cr_expect_null(succession_meant(named(&year, "旧局"), 1));
	cr_expect_eq(succession_meant(named(&year, "大镇"), 1), named(&year, "西镇"));
	cr_expect_eq(succession_meant(named(&year, "小镇"), 0), named(&year, "小镇"));
	cr_expect_null(succession_meant(named(&year, "小镇"), 1));
	drop(&year);
	year = read_table(TABLE, 1);
	cr_expect_eq(succession_meant(named(&year, "合局"), 0), named(&year, "左局"));
	cr_expect_eq(succession_meant(named(&year, "合局"), 1), named(&year, "旧局"));
	cr_expect_eq(succession_meant(named(&year, "东镇"), 0), named(&year, "大镇"));
	cr_expect_null(succession_meant(named(&year, "新镇"), 0));
	drop(&year);
}

Test(succession, life_of_a_unit)
{
	struct year year = read_table(TABLE, 12);

	cr_expect(succession_is_there(named(&year, "改局"), 3));
	cr_expect(succession_is_there(named(&year, "改局"), 4));
	cr_expect_not(succession_is_there(named(&year, "改局"), 2));
	cr_expect_not(succession_is_there(named(&year, "改局"), 5));
	cr_expect(succession_precedes(named(&year, "旧局"), named(&year, "合局"), 2));
	cr_expect(succession_precedes(named(&year, "左局"), named(&year, "合局"), 4));
	cr_expect_not(succession_precedes(named(&year, "左局"), named(&year, "合局"), 5));
	cr_expect_not(succession_precedes(named(&year, "右局"), named(&year, "合局"), 4));
	cr_expect(catalogue_serves(year.catalogue, (struct period){ 2021, 9 }));
	cr_expect_not(catalogue_serves(year.catalogue, (struct period){ 2021, 8 }));
	cr_expect_not(catalogue_serves(year.catalogue, (struct period){ 2020, 12 }));
	drop(&year);
}

Test(succession, duties_are_of_who_is_there)
{
	struct year year = read_table(TABLE, 12);
	const struct task *task = year.catalogue->tasks[0];

	cr_expect_eq(task->duty_count, 2, "two became one");
	cr_expect_eq(task->duties[0].unit, named(&year, "合局"));
	cr_expect_str_eq(task->duties[0].printed, "合局");
	cr_expect_str_eq(task->duties[0].person, "某甲");
	cr_expect_eq(task->lead, named(&year, "合局"));
	cr_expect_eq(year.catalogue->groups[0]->member_count, 4, "东镇、西镇、新镇、小镇");
	cr_expect(unit_has_duty(task, named(&year, "旧局")));
	cr_expect(unit_owes_report(task, named(&year, "大镇")));
	cr_expect_not(unit_has_duty(task, named(&year, "右局")));
	drop(&year);
	year = read_table(TABLE, 3);
	cr_expect_eq(year.catalogue->tasks[0]->lead, named(&year, "改局"));
	cr_expect_eq(year.catalogue->tasks[0]->duty_count, 3);
	cr_expect_eq(year.catalogue->groups[0]->member_count, 2, "大镇、小镇");
	drop(&year);
}

Test(succession, who_inherits_an_indicator)
{
	struct year year = read_table(TABLE, 12);
	const struct indicator *both = lookup_indicator(year.catalogue, "1.1");
	const struct indicator *one = lookup_indicator(year.catalogue, "1.2");
	const struct unit *great = named(&year, "大镇"), *east = named(&year, "东镇");

	cr_expect_eq(indicator_heirs(both, great), 2);
	cr_expect_not(unit_inherits(both, east));
	cr_expect_eq(indicator_heirs(one, great), 1);
	cr_expect(unit_inherits(one, east));
	cr_expect_not(unit_inherits(one, named(&year, "西镇")));
	cr_expect(unit_reports_as_district(one, great));
	cr_expect(unit_must_report(one, great));
	drop(&year);
}

static void expect_fault(const char *from, const char *to, enum message message)
{
	struct arena *arena = arena_new();
	const char *text = kit_replace(arena, TABLE, from, to);

	cr_assert_not_null(text);
	struct year year = read_table(text, 12);
	cr_expect_null(year.catalogue, "%s", to);
	cr_expect_not_null(kit_lookup(year.diag, message), "%s", to);
	drop(&year);
	arena_free(arena);
}

Test(succession, faults)
{
	expect_fault("\"from\":\"2021-03\",", "", MSG_TARGETS_SUCCEEDS_FROM);
	expect_fault("\"from\":\"2021-05\"", "\"from\":\"2021-03\"", MSG_TARGETS_SUCCEEDS_FROM);
	expect_fault("[\"左局\",\"改局\"]", "[\"合局\"]", MSG_TARGETS_SUCCEEDS_FROM);
	expect_fault("[\"左局\",\"改局\"]", "[\"大镇\"]", MSG_TARGETS_SUCCEEDS_KIND);
	expect_fault("[\"左局\",\"改局\"]", "[\"某局\"]", MSG_TARGETS_UNKNOWN_NAME_NEAR);
	expect_fault("\"from\":\"2021-09\"", "\"from\":\"2021-09\",\"succeeds\":[\"大镇\"]",
	        MSG_TARGETS_SUCCEEDS_APART);
	expect_fault("\"from\":\"2021-09\"", "\"from\":\"2022-09\"", MSG_TARGETS_MONTH);
	expect_fault("\"lead\":\"旧局\"", "\"lead\":\"大镇\"", MSG_TARGETS_DIVIDED);
	expect_fault("{\"unit\":\"左局\",", "{\"unit\":\"旧局\",", MSG_TARGETS_TWICE);
	expect_fault("\"reporters\":\"districts\",\"combine\":\"sum\"}",
	        "\"reporters\":\"districts\",\"combine\":\"sum\",\"district_targets\":{\"大镇\":90,"
	        "\"小镇\":10}}",
	        MSG_TARGETS_DIVIDED);
}

Test(succession, what_is_said_of_the_heir_itself_holds)
{
	struct arena *arena = arena_new();
	const char *text = kit_replace(arena, TABLE, "{\"group\":\"各镇\"}",
	        "{\"unit\":\"合局\",\"person\":\"某丙\"},{\"group\":\"各镇\"}");
	struct year year = read_table(text, 12);

	cr_assert_not_null(year.catalogue);
	cr_expect_eq(year.catalogue->tasks[0]->duty_count, 2);
	cr_expect_str_eq(year.catalogue->tasks[0]->duties[0].person, "某丙");
	drop(&year);
	arena_free(arena);
}
