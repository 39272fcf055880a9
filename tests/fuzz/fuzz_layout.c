/*
 * Any bytes as a style sheet and a template, parted by a line "====", set in the fonts of this
 * machine and written as PDF. Either all of it comes out, or it is said why not.
 */
#include "base/text.h"
#include "fuzz/below.h"
#include "paper/layout/layout.h"
#include "paper/markup/xml.h"
#include "paper/pdf/pdf.h"
#include "press/template/expand.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define SEAM "\n====\n"

static const char facts_text[] =
        "<facts period='2020-05' date='2020-06-05'><task no='1' rate='56.3' "
        "source='a.json:1:2#/x'>A 甲\n乙，“丙”<unit name='a/b'/></task><task no='2'/></facts>";

static bool has_errors(const struct diag *diag)
{
	return diag_count_at_least(diag, SEVERITY_ERROR) > 0;
}

static void set(struct arena *arena, struct diag *diag, const struct document *document)
{
	struct faces *faces = faces_new(diag, document->styles, &root_here);
	struct metrics metrics = faces_metrics(faces);
	struct pdf *pdf = pdf_new(diag, faces, NULL, document);
	struct page_sink sink = pdf_sink(pdf);
	struct text bytes;

	text_init(&bytes);
	const bool done =
	        layout_document(arena, diag, document, &metrics, &sink) && pdf_write(pdf, &bytes);
	if (done == has_errors(diag) || (done && !text_starts_with(bytes.bytes, "%PDF-")))
		abort();
	text_release(&bytes);
	pdf_free(pdf);
	faces_free(faces);
}

static void set_all(struct arena *arena, struct diag *diag, const struct program *program)
{
	struct xml_tree *facts = xml_parse(diag, "facts", facts_text, strlen(facts_text));
	const struct document_names names = expand_documents(arena, diag, program, facts);

	for (size_t i = 0; !names.failed && i < names.count && i < 2 && !has_errors(diag); i++) {
		const struct document *document =
		        expand_document(arena, diag, program, facts, names.names[i].index);
		if (document && !has_errors(diag))
			set(arena, diag, document);
	}
	xml_free(facts);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct diag *diag = diag_new(&(struct diag_options){ 0 });
	const char *bytes = arena_strndup(arena, (const char *)data, size);
	const char *seam = strstr(bytes, SEAM);

	if (seam) {
		const char *source = seam + strlen(SEAM);
		below_put("styles.xml", bytes, (size_t)(seam - bytes));
		struct program *program = template_parse(
		        diag, root_shown(below_root(), arena, "."), "fuzz", source, strlen(source));
		if (program)
			set_all(arena, diag, program);
		template_free(program);
	}
	diag_free(diag);
	arena_free(arena);
	return 0;
}
