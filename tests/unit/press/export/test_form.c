/* What a unit is asked to fill in: the number of a task as the table has it, each figure by its
 * name. */
#include "press/export/form.h"

#include "base/common.h"
#include "kit/intake.h"

#include <criterion/criterion.h>
#include <string.h>

#define FOLDER "tests/golden/facts/"

Test(form, gives_a_task_its_number_as_the_table_has_it)
{
	static const struct {
		const char *no, *want;
	} rows[] = {
		{ "3", "{\"no\": 3}" },
		{ "12", "{\"no\": 12}" },
		{ "3-1", "{\"no\": \"3-1\"}" },
		{ "03", "{\"no\": \"03\"}" },
		{ "一", "{\"no\": \"一\"}" },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct text out;
		text_init(&out);
		struct json_out json = json_out_begin(&out);
		json_out_object(&json, NULL, JSON_LINE);
		form_put_no(&json, &(struct task){ .no = rows[i].no });
		json_out_close(&json);
		cr_expect_str_eq(out.bytes, rows[i].want, "%s", out.bytes);
		text_release(&out);
	}
}

/* Each indicator that the unit reports is asked for once, by its name and its measure. */
Test(form, names_each_figure_that_it_asks_for)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	const struct catalogue *catalogue =
	        catalogue_read(arena, diag, &root_here, FOLDER "targets.json", NULL);
	size_t asked = 0;
	struct text out;

	cr_assert(catalogue);
	const struct form form = { .arena = arena,
		.ledger = kit_ledger(
		        arena, diag, catalogue, FOLDER "submissions", (struct period){ 2031, 2 }),
		.unit = catalogue->units[catalogue->unit_count - 1] };
	text_init(&out);
	cr_assert(form_is_due(&form));
	form_data(&form, &out);
	for (size_t i = 0; i < catalogue->indicator_count; i++) {
		const struct indicator *indicator = catalogue->indicators[i];
		const char *id = arena_printf(arena, "\"id\": \"%s\",", indicator->id);
		const char *name = arena_printf(arena, "\"name\": \"%s\",", indicator->name);
		const char *at = strstr(out.bytes, id);
		cr_expect_eq(
		        at != NULL, form_has_field(&form, indicator), "%s in %s", id, out.bytes);
		if (!at)
			continue;
		at += strlen(id);
		at += strspn(at, " \n");
		cr_expect(text_starts_with(at, name), "%s at %.60s", name, at);
		asked++;
	}
	cr_expect_gt(asked, 0);
	text_release(&out);
	diag_free(diag);
	arena_free(arena);
}
