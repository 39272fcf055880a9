/* What a month's page leaves for the next one: it comes back as it was, or not at all. */
#include "press/state/glance.h"

#include "base/text.h"
#include "kit/kit.h"

#include <criterion/criterion.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct period may = { .year = 2020, .month = 5 };

static struct glance sample(void)
{
	static const struct glance_document documents[] = {
		{ "bulletin.pdf", "通报 一", 22 },
		{ "units/a b.pdf", "", 0 },
	};

	return (struct glance){ .title = "任务 分解表",
		.revision = 2,
		.expected = 38,
		.on_time = 35,
		.late = 1,
		.refused = 2,
		.green = 8,
		.red = 1,
		.doubts = 7,
		.documents = documents,
		.document_count = 2 };
}

static const char *enter(struct arena *arena)
{
	const char *folder = kit_temporary_folder(arena);

	cr_assert_eq(chdir(folder), 0);
	cr_assert_eq(mkdir("output", 0777), 0);
	return folder;
}

static void leave(const char *folder)
{
	cr_assert_eq(chdir("/"), 0);
	kit_remove(folder);
}

static const struct glance *read_back(struct arena *arena, struct diag *diag)
{
	const struct glance *glance = NULL;

	cr_assert(glance_read(arena, diag, &root_here, may, &glance));
	return glance;
}

Test(glance, comes_back)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	const char *folder = enter(arena);
	const struct glance glance = sample();

	struct publication *publication = publish_begin(arena, diag, &root_here, may);
	cr_assert(glance_stage(&glance, publication) && publish_commit(publication, NULL));
	const struct glance *back = read_back(arena, diag);
	cr_assert(back);
	cr_expect_str_eq(back->title, glance.title);
	cr_expect(back->revision == 2 && back->expected == 38 && back->refused == 2
	        && back->missing == 0 && back->doubts == 7 && back->red == 1);
	const struct glance_document *document = glance_lookup(back, "units/a b.pdf");
	cr_assert(document && document->pages == 0 && !document->title[0]);
	cr_expect_str_eq(glance_lookup(back, "bulletin.pdf")->title, "通报 一");
	cr_expect_not(glance_lookup(back, "c.pdf"));
	cr_expect_not(glance_lookup(NULL, "c.pdf"));
	leave(folder);
	diag_free(diag);
	arena_free(arena);
}

Test(glance, damaged_is_none)
{
	static const char *const records[] = {
		"",
		"minsheng glance 2\nmonth 0 1 1 1 1 1 1 1 1 1 1\nend\n",
		"minsheng glance 1\nmonth 0 1 1 1 1 1 1 1 1 1 1\n",
		"minsheng glance 1\ntitle x\nend\n",
		"minsheng glance 1\nmonth 0 1 1 1 1 1 1 1 1 1\nend\n",
		"minsheng glance 1\nmonth 0 1 1 1 1 1 1 1 1 1 -1\nend\n",
		"minsheng glance 1\nmonth 0 1 1 1 1 1 1 1 1 1 1\ndocument 1 a.pdf\nend\n",
		"minsheng glance 1\nmonth 0 1 1 1 1 1 1 1 1 1 1\nend\nmore\n",
	};
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	const char *folder = enter(arena);

	cr_assert_eq(mkdir("output/2020-05", 0777), 0);
	for (size_t i = 0; i < sizeof records / sizeof *records; i++) {
		kit_write(arena, folder, "output/2020-05/.glance", records[i]);
		cr_expect_not(read_back(arena, diag), "%s", records[i]);
	}
	cr_expect_eq(diag_count(diag), 0);
	leave(folder);
	diag_free(diag);
	arena_free(arena);
}
