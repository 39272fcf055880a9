/*
 * Any bytes as a template: it loads or faults are said, and what loads expands or faults are said;
 * never both nor neither. Bytes that begin with "#" are a style sheet behind that sign.
 */
#include "base/text.h"
#include "paper/markup/xml.h"
#include "paper/style/stylesheet.h"
#include "press/template/check.h"
#include "press/template/expand.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define FOLDER "tests/golden/expand"

static const char facts_text[] =
        "<facts period='2020-05' date='2020-06-05'><task no='1' rate='56.3' "
        "source='a.json:1:2#/x'>A 甲\n乙<unit name='a/b'/></task><task no='2'/></facts>";

static bool has_faults(const struct diag *diag)
{
	return diag_count_at_least(diag, SEVERITY_FAULT) > 0;
}

static void try_stylesheet(struct arena *arena, struct diag *diag, const char *bytes, size_t size)
{
	struct xml_tree *tree = xml_parse(diag, "fuzz", bytes, size);

	if (tree && (!stylesheet_parse(arena, diag, "fuzz", tree)) != has_faults(diag))
		abort();
	xml_free(tree);
}

static void expand_all(struct arena *arena, struct diag *diag, const struct program *program,
        struct xml_tree *facts)
{
	const struct document_names names = expand_documents(arena, diag, program, facts);
	struct text dump;

	text_init(&dump);
	if (names.failed != has_faults(diag))
		abort();
	for (size_t i = 0; i < names.count && i < 3; i++) {
		const size_t before = diag_count(diag);
		const struct document *document =
		        expand_document(arena, diag, program, facts, names.names[i].index);
		if ((!document) != (diag_count(diag) > before))
			abort();
		if (document)
			document_dump(document, &dump);
	}
	text_release(&dump);
}

/* Whatever a template asks, it can be judged before there is data. */
static void judge(struct arena *arena, const struct program *program)
{
	struct diag *aside = diag_new(&(struct diag_options){ 0 });

	if (check_program(aside, program, shape_new(arena)) != (diag_count(aside) == 0))
		abort();
	diag_free(aside);
}

static void try_template(struct arena *arena, struct diag *diag, const char *bytes, size_t size)
{
	struct xml_tree *facts = xml_parse(diag, "facts", facts_text, strlen(facts_text));
	struct program *program = template_parse(diag, FOLDER, "fuzz", bytes, size);

	if ((!program) != has_faults(diag))
		abort();
	if (program)
		judge(arena, program);
	if (program)
		expand_all(arena, diag, program, facts);
	template_free(program);
	xml_free(facts);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct diag *diag = diag_new(&(struct diag_options){ 0 });
	char *bytes = malloc(size + 1);

	if (!bytes)
		abort();
	if (size > 0)
		memcpy(bytes, data, size);
	bytes[size] = '\0';
	if (size > 0 && bytes[0] == '#')
		try_stylesheet(arena, diag, bytes + 1, size - 1);
	else
		try_template(arena, diag, bytes, size);
	free(bytes);
	diag_free(diag);
	arena_free(arena);
	return 0;
}
