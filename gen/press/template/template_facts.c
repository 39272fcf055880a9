#include "press/template/template_facts.h"

#include "paper/font/fontfile.h"
#include "press/template/asked.h"
#include "press/template/check.h"
#include "press/template/expand.h"

/* What all expressions of the template name; worked out once. */
static const struct facts_names *names_of(struct program *program)
{
	if (program->asks)
		return program->asks;
	struct facts_names *names = arena_alloc(program->arena, sizeof *names);
	facts_names_init(names);
	for (const struct expression *at = program->expressions; at; at = at->next)
		asked_add(names, at->tree);
	program->asks = names;
	return names;
}

/* What the names of its documents are made of: the attributes of its root. */
static void add_root_names(struct facts_names *names, const struct program *program)
{
	for (size_t i = 0; i < program->root->attribute_count; i++) {
		const struct given_attribute *given = &program->root->attributes[i];
		if (given->expression)
			asked_add(names, given->expression->tree);
		for (size_t part = 0; part < given->pattern.count; part++)
			if (given->pattern.parts[part].expression)
				asked_add(names, given->pattern.parts[part].expression->tree);
	}
}

void template_ask_names(struct program *const *programs, size_t count, struct facts *facts)
{
	struct facts_names names;

	facts_names_init(&names);
	for (size_t i = 0; i < count; i++)
		add_root_names(&names, programs[i]);
	facts_ask(facts, &names);
}

void template_ask(struct program *const *programs, size_t count, struct facts *facts)
{
	struct facts_names names;

	facts_names_init(&names);
	for (size_t i = 0; i < count; i++)
		facts_names_join(&names, names_of(programs[i]));
	facts_ask(facts, &names);
}

struct document_names template_documents(
        struct arena *arena, struct diag *diag, struct program *program, struct facts *facts)
{
	template_ask_names(&program, 1, facts);
	return expand_documents(arena, diag, program, facts_tree(facts));
}

const struct document *template_expand(struct arena *arena, struct diag *diag,
        struct program *program, struct facts *facts, size_t index)
{
	facts_ask(facts, names_of(program));
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

bool template_lint(struct diag *diag, struct program *program, bool fine)
{
	/* Of what cannot be used, the expressions that can be read are judged nevertheless. */
	fine = template_check_facts(diag, program) && fine;
	if (program->styles) {
		struct fontfiles *fonts = fontfiles_new(diag, program->styles, program->below);
		fine = fontfiles_check_names(fonts) && fine;
		fontfiles_free(fonts);
	}
	return fine && (!program->styles || template_check_schema(diag, program));
}
