/*
 * The messages of paper/ about fonts and libraries that let the program down. Two library functions
 * are replaced in this binary and behave as ever unless a test asks them to fail.
 */
#include "base/file.h"
#include "base/text.h"
#include "kit/kit.h"
#include "paper/pdf/pdf.h"

#include <criterion/criterion.h>
#include <dlfcn.h>
#include <hb-subset.h>

#define NOTO_FOLDER "/usr/share/fonts/opentype/noto"
#define NOTO_FILE   "NotoSansCJK-Bold.ttc"

const char *HPDF_GetVersion(void);

static struct {
	const char *version; /* NULL: the real one */
	bool no_subset;
	unsigned more_glyphs; /* than a face has */
} pretended;

/* A library's own function, which the one here stands before. */
static void real(const char *name, void *function, size_t size)
{
	void *found = dlsym(RTLD_NEXT, name);

	cr_assert_not_null(found);
	memcpy(function, &found, size);
}

const char *HPDF_GetVersion(void)
{
	const char *(*version)(void) = NULL;
	real("HPDF_GetVersion", &version, sizeof version);
	return pretended.version ? pretended.version : version();
}

hb_subset_plan_t *hb_subset_plan_create_or_fail(hb_face_t *face, const hb_subset_input_t *input)
{
	hb_subset_plan_t *(*create)(hb_face_t *, const hb_subset_input_t *) = NULL;
	real("hb_subset_plan_create_or_fail", &create, sizeof create);
	return pretended.no_subset ? NULL : create(face, input);
}

unsigned hb_face_get_glyph_count(const hb_face_t *face)
{
	unsigned (*count)(const hb_face_t *) = NULL;

	real("hb_face_get_glyph_count", &count, sizeof count);
	return count(face) + pretended.more_glyphs;
}

/* A style sheet of one role with one face in one folder. */
struct office {
	struct face_choice choice;
	struct font_role role;
	struct font_folder folder;
	struct stylesheet styles;
	struct document document;
	struct diag *diag;
	struct faces *faces;
};

static void open_office(
        struct office *office, const char *folder, const char *file, const char *name)
{
	*office = (struct office){
		.choice = { .file = file, .name = name, .package = "fonts-noto-cjk" },
		.role = { .name = "body", .title = "正文", .face_count = 1 },
		.folder = { folder },
		.styles = { .file = "styles.xml", .em_ascent = 880 },
		.document = { .name = "test",
		        .file = "output/试印.pdf",
		        .title = "试印",
		        .subject = "",
		        .author = "办公室",
		        .keywords = "",
		        .date = { 2020, 6, 8 },
		        .language = "zh-CN" },
		.diag = kit_diag(),
	};
	office->role.faces = &office->choice;
	office->styles.font_folders = &office->folder;
	office->styles.font_folder_count = 1;
	office->styles.roles = &office->role;
	office->styles.role_count = 1;
	office->document.styles = &office->styles;
	office->faces = faces_new(office->diag, &office->styles, &root_here);
}

static void close_office(struct office *office)
{
	faces_free(office->faces);
	diag_free(office->diag);
}

static bool look_up(struct office *office, struct glyph *glyph)
{
	struct metrics metrics = faces_metrics(office->faces);

	return metrics.lookup(metrics.context, &office->role, 0x6C11, 16000, glyph);
}

/* Said at this place, with these words in either language. */
static void expect_said(const struct diag *diag, enum message message, const char *file,
        const char *english, const char *chinese)
{
	const struct record *record = kit_lookup(diag, message);
	struct arena *arena = arena_new();

	cr_assert_not_null(record, "%s was not said, but: %s", message_name(message),
	        kit_records(arena, diag));
	arena_free(arena);
	cr_expect_str_eq(record->place.file, file);
	cr_expect_not_null(strstr(record->english, english), "%s", record->english);
	cr_expect_not_null(strstr(record->chinese, chinese), "%s", record->chinese);
}

/* A font with one table, in which there is no outline. */
static const char *write_hollow_font(struct arena *arena, const char *folder)
{
	static const unsigned char bytes[32] = { 0, 1, 0, 0, 0, 1, [12] = 'n', 'a', 'm',
		'e', [23] = 28, [27] = 4 };
	const char *path = file_join(arena, folder, "hollow.otf");
	FILE *file = fopen(path, "wb");

	cr_assert_not_null(file);
	cr_assert_eq(fwrite(bytes, 1, sizeof bytes, file), sizeof bytes);
	cr_assert_eq(fclose(file), 0);
	return path;
}

Test(messages, FONT_UNREADABLE)
{
	struct arena *arena = arena_new();
	const char *folder = kit_temporary_folder(arena);
	const char *path = write_hollow_font(arena, folder);
	struct office office;
	struct glyph glyph;

	open_office(&office, folder, "hollow.otf", "");
	cr_expect(look_up(&office, &glyph), "it is not the character that is missing");
	cr_expect_not(faces_sound(office.faces));
	expect_said(office.diag, MSG_FONT_UNREADABLE, path, "font file cannot be used",
	        "字体文件无法使用");
	cr_expect_eq(diag_exit_status(office.diag), EXIT_DATA);
	close_office(&office);
	kit_remove(folder);
	arena_free(arena);
}

Test(messages, FONT_NO_SUCH_FACE)
{
	struct office office;
	struct glyph glyph;

	open_office(&office, NOTO_FOLDER, NOTO_FILE, "Noto Sans Moon");
	cr_expect(look_up(&office, &glyph));
	cr_expect_not(faces_sound(office.faces));
	expect_said(office.diag, MSG_FONT_NO_SUCH_FACE, NOTO_FOLDER "/" NOTO_FILE,
	        "no face Noto Sans Moon", "没有字形 Noto Sans Moon");
	cr_expect_eq(diag_exit_status(office.diag), EXIT_DATA);
	close_office(&office);
}

/* One page of the given width with one character. */
static bool print_page(struct office *office, mpt width)
{
	struct pdf *pdf = pdf_new(office->diag, office->faces, NULL, &office->document);
	const struct page_sink sink = pdf_sink(pdf);
	struct glyph glyph;

	cr_assert(look_up(office, &glyph));
	struct placed_glyph placed = {
		.id = glyph.id, .codepoint = 0x6C11, .advance = glyph.advance, .text = NO_TEXT
	};
	struct op op = { .kind = OP_GLYPHS,
		.run = { .x = 72000,
		        .y = 100000,
		        .size = 16000,
		        .face = glyph.face,
		        .glyphs = &placed,
		        .count = 1 } };
	const struct page page = {
		.number = 1, .width = width, .height = 841890, .ops = &op, .op_count = 1
	};
	struct text out;
	text_init(&out);
	const bool done = sink.page(sink.context, &page)
	        && sink.finish(sink.context, NULL, 0, NULL, 0) && pdf_write(pdf, &out);
	cr_expect_eq(done, out.length > 0, "half a file was handed out");
	text_release(&out);
	pdf_free(pdf);
	return done;
}

Test(messages, PDF_LIBRARY)
{
	struct office office;

	open_office(&office, NOTO_FOLDER, NOTO_FILE, "Noto Sans CJK SC");
	cr_expect(print_page(&office, 595276));
	cr_expect_eq(diag_count(office.diag), 0);
	cr_expect_not(print_page(&office, 20000000), "libharu takes no page wider than 14400 pt");
	expect_said(office.diag, MSG_PDF_LIBRARY, "output/试印.pdf",
	        "PDF library failed with code 0x1", "PDF 库出错，代码 0x1");
	cr_expect_eq(diag_exit_status(office.diag), EXIT_BUG);
	close_office(&office);
}

Test(messages, PDF_VERSION)
{
	struct office office;

	open_office(&office, NOTO_FOLDER, NOTO_FILE, "Noto Sans CJK SC");
	pretended.version = "9.8.7";
	cr_expect_not(print_page(&office, 595276));
	expect_said(
	        office.diag, MSG_PDF_VERSION, "", "libharu 9.8.7 was found", "找到 libharu 9.8.7");
	cr_expect_eq(diag_exit_status(office.diag), EXIT_BUG);
	close_office(&office);
	pretended.version = NULL;
}

Test(messages, PDF_SUBSET)
{
	struct office office;

	open_office(&office, NOTO_FOLDER, NOTO_FILE, "Noto Sans CJK SC");
	pretended.no_subset = true;
	cr_expect_not(print_page(&office, 595276));
	expect_said(office.diag, MSG_PDF_SUBSET, NOTO_FOLDER "/" NOTO_FILE,
	        "could not be cut to the characters used, it is damaged: ", "子集化失败：");
	cr_expect_eq(diag_exit_status(office.diag), EXIT_DATA);
	close_office(&office);
	pretended.no_subset = false;
}

/* The cut is read again before it is published; it has other glyphs than were asked for. */
Test(pdf, a_cut_that_reads_otherwise_is_not_published)
{
	struct office office;
	struct glyph glyph;

	open_office(&office, NOTO_FOLDER, NOTO_FILE, "Noto Sans CJK SC");
	cr_assert(look_up(&office, &glyph));
	pretended.more_glyphs = 1;
	cr_expect_not(print_page(&office, 595276));
	expect_said(office.diag, MSG_FONT_DAMAGED, NOTO_FOLDER "/" NOTO_FILE,
	        "damaged at the glyph of U+6C11", "字体文件已损坏（U+6C11 的字形）");
	cr_expect_eq(diag_exit_status(office.diag), EXIT_DATA);
	close_office(&office);
	pretended.more_glyphs = 0;
}
