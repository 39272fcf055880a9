#include "press/template/template_facts.h"

#include "press/template/check.h"
#include "press/template/expand.h"

struct document_names template_documents(
        struct arena *arena, struct diag *diag, struct program *program, const struct facts *facts)
{
	return expand_documents(arena, diag, program, facts_tree(facts));
}

const struct document *template_expand(struct arena *arena, struct diag *diag,
        struct program *program, const struct facts *facts, size_t index)
{
	return expand_document(arena, diag, program, facts_tree(facts), index);
}

bool template_check_facts(struct diag *diag, const struct program *program)
{
	struct arena *arena = arena_new();
	struct diag *aside = diag_new(&(struct diag_options){ 0 });
	const bool fine = check_program(aside, program, shape_new(arena));

	diag_pour(diag, aside);
	arena_free(arena);
	return fine;
}

/*
 * Loading has checked elements, attributes, styles and expressions by the tables already. The
 * schemas say the same in another way, and parsing them costs more than reading the
 * templates themselves, so they are asked here only (2.7 ms
 * against 2.0 ms for loading the bulletin with its 17 parts and the style sheet).
 */
bool template_check(struct diag *diag, struct program *program)
{
	return template_check_facts(diag, program) && template_check_schema(diag, program);
}

bool template_lint(
        struct diag *diag, const struct root *root, const char *folder, const char *name)
{
	struct diag *aside = diag_new(&(struct diag_options){ 0 });
	bool fine;
	struct program *program = template_read(aside, root, folder, name, &fine);

	/* Of what cannot be used, the expressions that can be read are judged nevertheless. */
	fine = fine ? template_check(aside, program) : template_check_facts(aside, program) && fine;
	diag_pour(diag, aside);
	template_free(program);
	return fine;
}
