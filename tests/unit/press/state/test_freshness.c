#include "press/state/freshness.h"

#include "base/file.h"
#include "kit/kit.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct period may = { .year = 2020, .month = 5 };
static const char *bulletin[] = { "templates/bulletin.xml", "templates/parts/head.xml" };
static const char *unit[] = { "templates/parts/head.xml", "templates/unit.xml" };
static const struct template_names of_bulletin = { bulletin, 2 }, of_unit = { unit, 2 },
                                   of_exports = { .count = 0 };

/* Each test has a process and so a current directory of its own. */
struct desk_of_one {
	struct arena *arena;
	struct diag *diag;
	const char *root;
	struct catalogue catalogue;
	struct ledger ledger;
};

static void begin(struct desk_of_one *work)
{
	*work = (struct desk_of_one){ .arena = arena_new(), .diag = kit_diag() };
	work->root = kit_temporary_folder(work->arena);
	cr_assert_eq(chdir(work->root), 0);
	kit_write(work->arena, "input/targets", "2020.json", "{}");
	kit_write(work->arena, "templates", "bulletin.xml", "<b/>");
	kit_write(work->arena, "templates", "unit.xml", "<u/>");
	kit_write(work->arena, "templates/parts", "head.xml", "<h/>");
	work->catalogue.file = "input/targets/2020.json";
	work->ledger.catalogue = &work->catalogue;
}

static void end(struct desk_of_one *work)
{
	cr_assert_eq(chdir("/"), 0);
	kit_remove(work->root);
	diag_free(work->diag);
	arena_free(work->arena);
}

static struct freshness *record_of(struct desk_of_one *work)
{
	struct freshness *freshness = freshness_read(work->arena, work->diag, &root_here, may);

	cr_assert(freshness);
	return freshness;
}

static struct digest digest_now(struct desk_of_one *work, const struct template_names *files)
{
	return freshness_digest(work->arena, &root_here, &work->ledger, files,
	        fontprints_new(work->arena, &root_here));
}

static void publish(struct desk_of_one *work)
{
	static const struct {
		const char *file;
		const struct template_names *files;
	} made[] = { { "summary.csv", &of_exports }, { "unit/甲 局.pdf", &of_unit },
		{ "bulletin.pdf", &of_bulletin }, { "unit/乙.pdf", &of_unit } };
	struct publication *publication = publish_begin(work->arena, work->diag, &root_here, may);
	struct freshness *freshness = record_of(work);
	struct published_file files[sizeof made / sizeof *made];
	const struct published record = { .files = files, .count = sizeof made / sizeof *made };

	for (size_t i = 0; i < record.count; i++) {
		const struct digest digest = digest_now(work, made[i].files);
		files[i] = (struct published_file){
			.file = made[i].file, .length = 5, .digest = digest_of("12345", 5)
		};
		cr_assert(publish_add(publication, made[i].file, "12345", 5));
		freshness_set(freshness, made[i].file, &digest, made[i].files);
	}
	cr_assert(freshness_stage(freshness, publication));
	cr_assert(published_stage(&record, publication));
	cr_assert(publish_commit(publication, NULL));
}

static enum freshness_state again(struct desk_of_one *work, const char *file)
{
	return freshness_look_again(record_of(work), work->diag, file, &work->ledger,
	        fontprints_new(work->arena, &root_here));
}

static void expect_documents(struct desk_of_one *work, const char *wanted)
{
	const struct template_names documents = freshness_documents(record_of(work));
	const char *found = "";

	for (size_t i = 0; i < documents.count; i++)
		found = arena_printf(work->arena, "%s%s;", found, documents.names[i]);
	cr_expect_str_eq(found, wanted);
}

Test(freshness, the_record_tells_what_each_document_was_made_from)
{
	struct desk_of_one work;

	begin(&work);
	expect_documents(&work, "");
	publish(&work);
	expect_documents(&work, "summary.csv;unit/甲 局.pdf;unit/乙.pdf;bulletin.pdf;");
	cr_expect_eq(again(&work, "bulletin.pdf"), FRESHNESS_FRESH);
	cr_expect_eq(again(&work, "summary.csv"), FRESHNESS_FRESH);
	cr_expect_eq(again(&work, "other.pdf"), FRESHNESS_STALE);
	const struct digest digest = digest_now(&work, &of_unit);
	cr_expect_eq(freshness_look(record_of(&work), work.diag, "unit/甲 局.pdf", &digest),
	        FRESHNESS_FRESH);
	end(&work);
}

Test(freshness, what_a_template_takes_in_makes_its_documents_stale)
{
	struct desk_of_one work;

	begin(&work);
	publish(&work);
	kit_write(work.arena, "templates", "unit.xml", "<u>2</u>");
	cr_expect_eq(again(&work, "unit/乙.pdf"), FRESHNESS_STALE);
	cr_expect_eq(again(&work, "bulletin.pdf"), FRESHNESS_FRESH);
	kit_write(work.arena, "templates/parts", "head.xml", "<h>2</h>");
	cr_expect_eq(again(&work, "bulletin.pdf"), FRESHNESS_STALE);
	cr_expect_eq(again(&work, "summary.csv"), FRESHNESS_FRESH);
	kit_write(work.arena, "input/targets", "2020.json", "{ }");
	cr_expect_eq(again(&work, "summary.csv"), FRESHNESS_STALE);
	end(&work);
}

Test(freshness, what_became_of_a_document_is_seen)
{
	struct desk_of_one work;

	begin(&work);
	publish(&work);
	kit_write(work.arena, "output/2020-05", "bulletin.pdf", "123");
	cr_expect_eq(again(&work, "bulletin.pdf"), FRESHNESS_DAMAGED);
	kit_write(work.arena, "output/2020-05/unit", "乙.pdf", "54321");
	cr_expect_eq(again(&work, "unit/乙.pdf"), FRESHNESS_DAMAGED);
	cr_assert_eq(unlink("output/2020-05/summary.csv"), 0);
	cr_expect_eq(again(&work, "summary.csv"), FRESHNESS_STALE);
	end(&work);
}

Test(freshness, a_document_changes_its_template_and_is_forgotten)
{
	struct desk_of_one work;
	const struct digest digest = digest_of("x", 1);

	begin(&work);
	publish(&work);
	struct freshness *freshness = record_of(&work);
	freshness_set(freshness, "unit/甲 局.pdf", &digest, &of_bulletin);
	freshness_set(freshness, "bulletin.pdf", &digest, &of_bulletin);
	freshness_forget(freshness, "summary.csv");
	freshness_forget(freshness, "nothing.pdf");
	struct publication *publication = publish_begin(work.arena, work.diag, &root_here, may);
	cr_assert(freshness_stage(freshness, publication));
	cr_assert(publish_commit(publication, NULL));
	expect_documents(&work, "unit/乙.pdf;bulletin.pdf;unit/甲 局.pdf;");
	cr_expect_eq(freshness_look(record_of(&work), work.diag, "unit/甲 局.pdf", &digest),
	        FRESHNESS_FRESH);
	end(&work);
}

Test(freshness, a_template_that_cannot_be_read_is_not_another_one)
{
	struct desk_of_one work;

	begin(&work);
	publish(&work);
	cr_assert_eq(unlink("templates/parts/head.xml"), 0);
	cr_expect_eq(again(&work, "bulletin.pdf"), FRESHNESS_STALE);
	kit_unreadable(work.arena, "templates/parts", "head.xml");
	cr_expect_eq(again(&work, "bulletin.pdf"), FRESHNESS_UNKNOWN);
	cr_expect_eq(kit_count(work.diag, MSG_INPUT_UNREADABLE), 1);
	cr_expect_eq(again(&work, "summary.csv"), FRESHNESS_FRESH);
	end(&work);
}
