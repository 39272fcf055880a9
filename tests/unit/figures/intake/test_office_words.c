/* The office's own words: by slot, with their places, and none of a file with a fault. */
#include "figures/intake/office_words.h"

#include "base/common.h"
#include "kit/kit.h"
#include "kit/world.h"

#include <criterion/criterion.h>
#include <string.h>

struct reading {
	struct arena *arena;
	struct diag *diag;
	const struct office_words *words;
};

static struct reading reading_of(const char *bytes)
{
	struct reading reading = { .arena = arena_new(), .diag = kit_diag() };
	struct world *world = world_new(reading.arena);
	const struct office_file source = { .file = "words.json",
		.status = FILE_OK,
		.bytes = bytes,
		.length = strlen(bytes),
		.digest = digest_of(bytes, strlen(bytes)) };

	(void)world_task(world);
	reading.words = office_words_read(reading.arena, reading.diag, world_catalogue(world),
	        (struct period){ WORLD_YEAR, 2 }, &source);
	return reading;
}

static void reading_free(struct reading *reading)
{
	diag_free(reading->diag);
	arena_free(reading->arena);
}

Test(office_words, stand_by_slot_in_the_order_of_the_page)
{
	struct reading reading = reading_of("{ \"period\": \"2020-02\", \"close\": [\"末\"],\n"
	                                    "\"tasks\": [{ \"no\": 1, \"remark\": [\"评\"] }],\n"
	                                    "\"opening\": [\"始\", \"再\"] }");
	static const struct {
		enum office_slot slot;
		const char *name, *text;
		unsigned line;
	} rows[] = {
		{ OFFICE_OPENING, "opening", "始", 3 },
		{ OFFICE_OPENING, "opening", "再", 3 },
		{ OFFICE_REMARK, "remark", "评", 2 },
		{ OFFICE_CLOSE, "close", "末", 1 },
	};

	cr_assert_eq(reading.words->count, COUNT_OF(rows), "%s",
	        kit_records(reading.arena, reading.diag));
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const struct office_paragraph *found = &reading.words->list[i];
		cr_expect_eq(found->slot, rows[i].slot);
		cr_expect_str_eq(office_words_slot(found->slot), rows[i].name);
		cr_expect_str_neq(office_words_slot_word(found->slot), "");
		cr_expect_str_eq(found->text, rows[i].text);
		cr_expect_eq(found->place.line, rows[i].line, "%s", rows[i].text);
		cr_expect_eq(found->task != NULL, found->slot == OFFICE_REMARK);
	}
	reading_free(&reading);
}

Test(office_words, of_a_file_with_a_fault_are_none)
{
	static const char *const files[] = {
		"",
		"[]",
		"{ \"period\": \"2020-02\", \"opening\": [\"始\"",
		"{ \"opening\": [\"始\"] }",
		"{ \"period\": \"2020-03\", \"opening\": [\"始\"] }",
		"{ \"period\": \"2020-02\", \"opening\": [\"始\"], \"close\": [\"\"] }",
		"{ \"period\": \"2020-02\", \"opening\": [\"始\"], \"tasks\": [1] }",
		"{ \"period\": \"2020-02\", \"tasks\": [{ \"no\": 77, \"remark\": [] }] }",
		"{ \"period\": \"2020-02\", \"tasks\": [{ \"no\": 1, \"text\": [\"评\"] }] }",
		"{ \"period\": \"2020-02\", \"tasks\": [{ \"no\": 1, \"mark\": 1 }] }",
	};

	for (size_t i = 0; i < COUNT_OF(files); i++) {
		struct reading reading = reading_of(files[i]);
		cr_expect_eq(reading.words->count, 0, "%s", files[i]);
		cr_expect_geq(diag_count_at_least(reading.diag, SEVERITY_FAULT), 2, "%s", files[i]);
		reading_free(&reading);
	}
}
