/*
 * fonts [STYLE]: each role, the faces of its chain, their files, what is missing; and for the
 * default style a page that shows them, set as any document is.
 */
#include "app/run.h"

#include "base/file.h"
#include "base/json_out.h"
#include "base/text.h"
#include "paper/layout/layout.h"
#include "paper/pdf/pdf.h"
#include "paper/style/stylesheet.h"
#include "press/template/template_facts.h"

#include <stdio.h>
#include <string.h>

#define DEFAULT_STYLE   "official"
#define SPECIMEN        "system/specimen"
#define SPECIMEN_FOLDER OUTPUT_FOLDER "/fonts"

static void print_face(const struct face_report *report, bool chinese)
{
	if (report->found) {
		printf(chinese ? "  %s  %s（%zu 字）\n" : "  %s  %s (%zu characters)\n",
		        report->full_name, report->path, report->characters);
		return;
	}
	printf(chinese ? "  —  %s 未找到" : "  —  %s not found", report->choice->file);
	if (report->choice->package[0])
		printf(chinese ? "（软件包 %s）" : " (package %s)", report->choice->package);
	putchar('\n');
}

/*
 * {"role": "fangsong", "title": "仿宋", "found": true, "face": "FandolFang R", "file": its path, or
 * where it is not found its name, "package": "", "characters": 10273}
 */
static void print_face_json(const struct face_report *report)
{
	struct text line;

	text_init(&line);
	struct json_out json = json_out_begin(&line);
	json_out_object(&json, NULL, JSON_LINE);
	json_out_string(&json, "role", report->role->name);
	json_out_string(&json, "title", report->role->title);
	json_out_bool(&json, "found", report->found);
	json_out_string(&json, "face", report->found ? report->full_name : "");
	json_out_string(&json, "file", report->found ? report->path : report->choice->file);
	json_out_string(&json, "package", report->choice->package);
	json_out_size(&json, "characters", report->found ? report->characters : 0);
	json_out_close(&json);
	json_out_end(&json);
	fwrite(line.bytes, 1, line.length, stdout);
	text_release(&line);
}

static void print_reports(struct run *run, const struct face_reports *reports)
{
	const bool chinese = options_language(run->options) == DIAG_CHINESE;
	const struct font_role *role = NULL;

	for (size_t i = 0; i < reports->count; i++) {
		const struct face_report *report = &reports->reports[i];
		if (run->options->json) {
			print_face_json(report);
			continue;
		}
		if (report->role != role)
			printf("%s (%s)\n", report->role->title, report->role->name);
		role = report->role;
		print_face(report, chinese);
	}
}

/* {"specimen": "output/fonts/specimen.pdf"} */
static void print_specimen_path(const struct run *run, const char *path)
{
	struct text line;

	if (!run->options->json) {
		printf("%s\n", path);
		return;
	}
	text_init(&line);
	struct json_out json = json_out_begin(&line);
	json_out_object(&json, NULL, JSON_LINE);
	json_out_string(&json, "specimen", path);
	json_out_close(&json);
	json_out_end(&json);
	fwrite(line.bytes, 1, line.length, stdout);
	text_release(&line);
}

static bool write_specimen(struct run *run, const char *path, const struct text *bytes)
{
	int error;

	if (file_make_folders(run->live, SPECIMEN_FOLDER, &error) != FILE_OK) {
		diag_say(run->diag, MSG_OUTPUT_UNWRITABLE, place_file(SPECIMEN_FOLDER),
		        strerror(error));
		return false;
	}
	if (file_write_whole(run->live, path, bytes->bytes, bytes->length, &error) == FILE_OK)
		return true;
	diag_say(run->diag, MSG_WRITE_FAILED, place_file(path), strerror(error));
	return false;
}

static bool set_specimen(struct run *run, const struct document *document, struct text *bytes)
{
	struct faces *faces = faces_new(run->diag, document->styles, run->live);
	struct metrics metrics = faces_metrics(faces);
	struct pdf *pdf = pdf_new(run->diag, faces, NULL, document);
	struct page_sink sink = pdf_sink(pdf);
	bool done = layout_document(run->arena, run->diag, document, &metrics, &sink)
	        && pdf_write(pdf, bytes);

	pdf_free(pdf);
	faces_free(faces);
	return done;
}

/* Prints the path of the page; a character that no face has is said and there is no page. */
static void print_specimen(struct run *run)
{
	struct program *program = template_load(run->diag, run->root, TEMPLATES_FOLDER, SPECIMEN);

	if (!program)
		return;
	struct facts *facts = facts_empty();
	struct text bytes;
	text_init(&bytes);
	const struct document *document = template_expand(run->arena, run->diag, program, facts, 0);
	if (document && set_specimen(run, document, &bytes)) {
		const char *path = file_join(run->arena, SPECIMEN_FOLDER, document->file);
		if (write_specimen(run, path, &bytes))
			print_specimen_path(run, root_shown(run->live, run->arena, path));
	}
	text_release(&bytes);
	facts_free(facts);
	template_free(program);
}

void command_fonts(struct run *run)
{
	const char *name =
	        run->options->argument_count > 0 ? run->options->arguments[0] : DEFAULT_STYLE;
	const char *file = arena_printf(run->arena, "%s/styles/%s.xml", TEMPLATES_FOLDER, name);
	const struct stylesheet *styles =
	        stylesheet_read(run->arena, run->diag, run->root, file, place_file(file));

	if (!styles)
		return;
	struct faces *faces = faces_new(run->diag, styles, run->live);
	const struct face_reports reports = faces_report(faces, run->arena);
	print_reports(run, &reports);
	faces_free(faces);
	if (text_equal(name, DEFAULT_STYLE))
		print_specimen(run);
}
