/* The manifest of an archived month: written, read back, and refused when it is no manifest. */
#include "press/archive/manifest.h"

#include "kit/kit.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct manifest_font fonts[] = {
	{ .path = "templates/fonts/simfang.ttf",
	        .name = "仿宋",
	        .digest = { { 1, 2, 255 } },
	        .cut = { { 5 } } },
	{ .path = "/usr/share/fonts/a \"b\".otf",
	        .name = "A",
	        .index = 2,
	        .digest = { { 9 } },
	        .cut = { { 9 } } },
};
static const struct manifest_lack lacks[] = { { .codepoint = 0x1F600, .before = 0x6B63 } };
static const struct manifest_output outputs[] = {
	{ .file = "units/市民政局.pdf", .digest = { { 7 } }, .pages = 3, .length = 81234 },
};
static const struct manifest_exception exceptions[] = { { .code = "FIGURE_FELL", .count = 2 } };
static const struct facts_change changes[] = {
	{ .kind = "figure", .subject = "2.1", .text = "第2项“高龄\n津贴”由940例改为952例" },
};
static const struct manifest_binary libraries[] = {
	{ .file = "libhpdf-2.3.0.so",
	        .package = "libhpdf-2.3.0",
	        .version = "2.3.0+dfsg-1",
	        .digest = { { 3 } } },
	{ .file = "libown.so", .package = "", .version = "", .digest = { { 4 } } },
};
static const int layouts[] = { 1, 2 };
static const char *const left_out[] = { "input/submissions/2020-03/链接.json" };

static const struct manifest whole = {
	.period = { 2020, 3 },
	.revision = 2,
	.number = 7,
	.date = { 2020, 4, 9 },
	.reason = "更正“数据”",
	.exception_reason = "已核实",
	.exception_text = "截至印发时，尚有存疑数据2处",
	.exceptions = exceptions,
	.exception_count = 1,
	.tool = "minsheng 0.1.0",
	.program = { .file = "minsheng", .package = "", .version = "", .digest = { { 8 } } },
	.libraries = libraries,
	.library_count = 2,
	.layouts = layouts,
	.layout_count = 2,
	.fonts = fonts,
	.font_count = 2,
	.outputs = outputs,
	.output_count = 1,
	.changes = changes,
	.change_count = 1,
	.lacks = lacks,
	.lack_count = 1,
	.left_out = left_out,
	.left_out_count = 1,
};

/* What manifest_read makes of `content`. */
static const struct manifest *read_back(struct arena *arena, struct diag *diag, const char *content)
{
	char *folder = kit_temporary_folder(arena);
	const char *file = kit_write(arena, folder, MANIFEST_FILE, content);
	const struct manifest *manifest = manifest_read(arena, diag, &root_here, file);

	kit_remove(folder);
	return manifest;
}

Test(manifest, reads_what_it_wrote)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	struct text first, second;

	text_init(&first);
	text_init(&second);
	manifest_write(&whole, &first);
	const struct manifest *manifest = read_back(arena, diag, first.bytes);
	cr_assert_not_null(manifest, "%s", kit_records(arena, diag));
	manifest_write(manifest, &second);
	cr_assert_str_eq(second.bytes, first.bytes);
	cr_assert_str_eq(manifest->changes[0].text, changes[0].text);
	cr_assert_eq(manifest->library_count, 2);
	cr_assert(digest_equal(&manifest->libraries[1].digest, &libraries[1].digest));
	cr_assert_str_eq(manifest->libraries[0].version, "2.3.0+dfsg-1");
	cr_assert(digest_equal(&manifest->program.digest, &whole.program.digest));
	cr_assert_eq(manifest->layout_count, 2);
	cr_assert_eq(manifest->layouts[1], 2);
	cr_assert_eq(memcmp(&manifest->fonts[0].digest, &fonts[0].digest, DIGEST_BYTES), 0);
	cr_assert_eq(memcmp(&manifest->fonts[1].cut, &fonts[1].cut, DIGEST_BYTES), 0);
	cr_assert_eq(manifest->fonts[1].index, 2);
	cr_assert_eq(manifest->lacks[0].before, 0x6B63);
	text_release(&first);
	text_release(&second);
	diag_free(diag);
	arena_free(arena);
}

Test(manifest, tells_the_templates_what_was_told_then)
{
	const struct facts_options options = manifest_facts(&whole);

	cr_assert_eq(options.number, 7);
	cr_assert_eq(options.revision, 1, "the second revision of the archive is 第1次修订");
	cr_assert_str_eq(options.reason, whole.reason);
	cr_assert_str_eq(options.despite, whole.exception_text);
	cr_assert_eq(options.change_count, 1);
}

/* One place of a good manifest replaced: each is refused, with the place named. */
static const struct {
	const char *from, *to;
	enum message message;
} faults[] = {
	{ "\"format\": 1", "\"format\": 2", MSG_MANIFEST_UNUSABLE },
	{ "\"revision\": 2", "\"revision\": -2", MSG_MANIFEST_FIELD },
	{ "\"revision\": 2", "\"revision\": 99999999999999999999", MSG_MANIFEST_FIELD },
	{ "\"number\": 7", "\"number\": \"7\"", MSG_MANIFEST_FIELD },
	{ "\"period\": \"2020-03\"", "\"period\": \"2020-13\"", MSG_MANIFEST_FIELD },
	{ "\"date\": \"2020-04-09\"", "\"date\": \"2020-04-31\"", MSG_MANIFEST_FIELD },
	{ "\"sha256\": \"07", "\"sha256\": \"zz", MSG_MANIFEST_FIELD },
	{ "\"sha256\": \"07", "\"sha256\": \"7", MSG_MANIFEST_FIELD },
	{ "units/市民政局.pdf", "units/../../市民政局.pdf", MSG_MANIFEST_FIELD },
	{ "\"kept\": \"05", "\"kept\": \"5", MSG_MANIFEST_FIELD },
	{ "\"index\": 2", "\"index\": true", MSG_MANIFEST_FIELD },
	{ "\"character\": 128512", "\"character\": \"😀\"", MSG_MANIFEST_FIELD },
	{ "units/市民政局.pdf", "/etc/passwd", MSG_MANIFEST_FIELD },
	{ "\"outputs\": [", "\"outputs\": 3, \"else\": [", MSG_MANIFEST_FIELD },
	{ "\"libhpdf-2.3.0.so\"", "17", MSG_MANIFEST_FIELD },
	{ "\"package\": \"\", ", "", MSG_MANIFEST_FIELD },
	{ "\"sha256\": \"04", "\"sha256\": \"4", MSG_MANIFEST_FIELD },
	{ "\"program\"", "\"programs\"", MSG_MANIFEST_FIELD },
	{ "\"libraries\": [", "\"libraries\": {}, \"else\": [", MSG_MANIFEST_FIELD },
	{ "\"exceptions\": {", "\"exceptions\": null, \"else\": {", MSG_MANIFEST_FIELD },
	{ "\"tool\"", "\"tools\"", MSG_MANIFEST_FIELD },
	{ "[ 1, 2 ]", "[ 1, \"2\" ]", MSG_MANIFEST_FIELD },
	{ "[ 1, 2 ]", "[ -1 ]", MSG_MANIFEST_FIELD },
};

Test(manifest, refuses_each_fault)
{
	struct arena *arena = arena_new();
	struct text good;

	text_init(&good);
	manifest_write(&whole, &good);
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		struct diag *diag = kit_diag();
		const char *at = strstr(good.bytes, faults[i].from);
		cr_assert_not_null(at, "row %zu is blind", i);
		const char *bad = arena_printf(arena, "%.*s%s%s", (int)(at - good.bytes),
		        good.bytes, faults[i].to, at + strlen(faults[i].from));
		cr_assert_null(read_back(arena, diag, bad), "row %zu: %s", i, faults[i].to);
		cr_assert(kit_has(diag, faults[i].message), "row %zu: %s", i,
		        kit_records(arena, diag));
		cr_assert(kit_has(diag, MSG_MANIFEST_UNUSABLE), "row %zu", i);
		cr_assert_eq(diag_exit_status(diag), EXIT_DATA, "row %zu", i);
		diag_free(diag);
	}
	text_release(&good);
	arena_free(arena);
}

Test(manifest, refuses_it_cut_off_anywhere)
{
	struct arena *arena = arena_new();
	struct text good;

	text_init(&good);
	manifest_write(&whole, &good);
	for (size_t length = 0; length + 2 < good.length; length += 37) {
		struct diag *diag = kit_diag();
		cr_assert_null(read_back(arena, diag, arena_strndup(arena, good.bytes, length)));
		cr_assert_eq(diag_exit_status(diag), EXIT_DATA);
		diag_free(diag);
	}
	text_release(&good);
	arena_free(arena);
}

Test(manifest, knows_paths_that_stay_inside)
{
	static const struct {
		const char *path;
		bool inside;
	} rows[] = {
		{ "bulletin.pdf", true },
		{ "input/submissions/2020-03/市 民政局.json", true },
		{ "a..b/.hidden", true },
		{ "back\\slash", true },
		{ "", false },
		{ "/etc/passwd", false },
		{ "..", false },
		{ "a/../b", false },
		{ "a/..", false },
		{ "./a", false },
		{ "a//b", false },
		{ "a/", false },
		{ "a\nb", false },
		{ "a\x1b[0m", false },
		{ "\xc3\x28", false },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_assert_eq(manifest_is_inside(rows[i].path), rows[i].inside, "%s", rows[i].path);
}
