#include "press/template/program_marks.h"

#include "base/text.h"

/* The name that an instruction is given; NULL: data has it. */
static const char *name_of(const struct instruction *instruction)
{
	const struct given_attribute *name = program_given(instruction, ATTRIBUTE_NAME);

	return name && name->constant ? name->value.text : NULL;
}

static bool has_mark(const struct instruction *first, const char *name)
{
	for (const struct instruction *at = first; at; at = at->next) {
		const char *own = at->element == ELEMENT_MARK ? name_of(at) : name;
		if (at->element == ELEMENT_MARK && (!own || text_equal(own, name)))
			return true;
		if (has_mark(at->first, name))
			return true;
	}
	return false;
}

static bool check(
        struct diag *diag, const struct instruction *root, const struct instruction *first)
{
	bool fine = true;

	for (const struct instruction *at = first; at; at = at->next) {
		const char *name = at->element == ELEMENT_MARKED ? name_of(at) : NULL;
		if (name && !has_mark(root, name)) {
			diag_say(diag, MSG_TEMPLATE_MARK, at->place, name);
			fine = false;
		}
		fine = check(diag, root, at->first) && fine;
	}
	return fine;
}

bool program_check_marks(struct diag *diag, const struct program *program)
{
	/* A part on its own may ask for what whoever includes it marks. */
	return program->root->element == ELEMENT_PART || check(diag, program->root, program->root);
}
