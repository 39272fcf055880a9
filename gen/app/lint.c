/* lint [TEMPLATE…]: schema, styles and expressions of templates, without data. */
#include "app/run.h"

#include "press/template/template_facts.h"

#include <stdio.h>

static void check_template(struct run *run, const char *name)
{
	if (template_lint(run->diag, run->root, TEMPLATES_FOLDER, name))
		printf("%s\n", name);
}

void command_lint(struct run *run)
{
	const struct options *options = run->options;

	if (options->argument_count > 0) {
		for (size_t i = 0; i < options->argument_count; i++)
			check_template(run, options->arguments[i]);
		return;
	}
	struct template_names names;
	if (template_list(run->arena, run->diag, run->root, TEMPLATES_FOLDER, &names)
	        && names.count == 0)
		diag_say_plain(run->diag, MSG_NO_TEMPLATES, place_file(TEMPLATES_FOLDER));
	for (size_t i = 0; i < names.count; i++)
		check_template(run, names.names[i]);
}
