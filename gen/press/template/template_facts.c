#include "press/template/template_facts.h"

#include "press/template/expand.h"
#include "press/template/program.h"
#include "press/template/xpath_scan.h"

static void add_name(void *data, enum xpath_name kind, const char *name)
{
	struct facts_names *names = data;

	switch (kind) {
	case XPATH_NAME_ELEMENT:
		(void)facts_names_add_element(names, name);
		break;
	case XPATH_NAME_ATTRIBUTE:
		(void)facts_names_add_attribute(names, name);
		break;
	case XPATH_NAME_ANY:
		facts_names_add_all(names);
		break;
	case XPATH_NAME_FUNCTION:
	case XPATH_NAME_VARIABLE:
		break;
	}
}

/* What all expressions of the template name; worked out once. */
static const struct facts_names *names_of(struct program *program)
{
	if (program->asks)
		return program->asks;
	struct facts_names *names = arena_alloc(program->arena, sizeof *names);
	facts_names_init(names);
	for (const struct expression *at = program->expressions; at; at = at->next)
		xpath_scan(at->source, add_name, names);
	program->asks = names;
	return names;
}

struct document_names template_documents(
        struct arena *arena, struct diag *diag, struct program *program, struct facts *facts)
{
	facts_ask(facts, names_of(program));
	return expand_documents(arena, diag, program, facts_tree(facts));
}

const struct document *template_expand(struct arena *arena, struct diag *diag,
        struct program *program, struct facts *facts, size_t index)
{
	facts_ask(facts, names_of(program));
	return expand_document(arena, diag, program, facts_tree(facts), index);
}

/*
 * Loading has checked elements, attributes, styles and expressions by the tables already. The
 * schemas say the same in another way, and parsing them costs more than reading the
 * templates themselves, so they are asked here only (2.7 ms
 * against 2.0 ms for loading the bulletin with its 17 parts and the style sheet).
 */
bool template_check(struct diag *diag, struct program *program)
{
	const bool named =
	        template_check_names(diag, program, facts_knows_element, facts_knows_attribute);

	return template_check_schema(diag, program) && named;
}
