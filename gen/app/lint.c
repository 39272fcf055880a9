/*
 * lint [TEMPLATE…]: all that can be told of templates, parts and style sheets before there is data.
 *
 * Without arguments everything below templates/ is judged: each template with what it includes,
 * then the parts that none includes and the sheets that none uses. A part that some template
 * includes is judged where it stands; of what is said then, what lies in the part is its own.
 */
#include "app/ending.h"
#include "app/run.h"
#include "base/file.h"
#include "base/text.h"
#include "paper/font/fontfile.h"
#include "paper/markup/xml.h"
#include "paper/style/stylesheet.h"
#include "press/template/template_facts.h"

#include <string.h>

#define SUFFIX ".xml"

/* What a template's root says of its documents, as written; NULL where it says nothing. */
struct made {
	const char *template_file;
	const char *file, *name;
	struct place file_place, name_place;
};

struct linting {
	struct run *run;
	struct template_names templates;
	struct made *made; /* by template */
	const char **met;  /* files that were judged */
	size_t met_count, met_capacity;
};

static const char *path_of(struct linting *linting, const char *name)
{
	return file_join(linting->run->arena, TEMPLATES_FOLDER,
	        arena_printf(linting->run->arena, "%s" SUFFIX, name));
}

static void note(struct linting *linting, const char *file)
{
	linting->met = arena_grow(linting->run->arena, linting->met, &linting->met_capacity,
	        linting->met_count, sizeof *linting->met);
	linting->met[linting->met_count++] = arena_strdup(linting->run->arena, file);
}

static bool is_met(const struct linting *linting, const char *file)
{
	for (size_t i = 0; i < linting->met_count; i++) {
		if (text_equal(linting->met[i], file))
			return true;
	}
	return false;
}

static struct place attribute_place(const char *file, const struct xml_node *root, const char *name)
{
	const struct xml_attribute *at = xml_attribute_first(root);

	while (at && !text_equal(xml_attribute_name(at), name))
		at = xml_attribute_next(at);
	return at ? xml_attribute_place(file, at) : place_file(file);
}

/* "template", "part" or "styles"; "" when the file cannot be read, which is not said here. */
static const char *root_of(struct linting *linting, const char *file, struct made *made)
{
	static const char *const kinds[][2] = { { "template", "urn:minsheng:template" },
		{ "part", "urn:minsheng:template" }, { "styles", "urn:minsheng:style" } };
	struct arena *arena = linting->run->arena;
	struct diag *mute = diag_new(&(struct diag_options){ 0 });
	struct xml_tree *tree = xml_read(mute, linting->run->root, file, place_file(file));
	const char *found = "";

	*made = (struct made){ .template_file = file };
	for (size_t i = 0; tree && i < sizeof kinds / sizeof *kinds; i++) {
		const struct xml_node *root = xml_root(mute, file, tree, kinds[i][0], kinds[i][1]);
		if (!root)
			continue;
		found = kinds[i][0];
		const char *path = xml_value(arena, root, "file");
		const char *name = xml_value(arena, root, "name");
		made->file = path ? arena_strdup(arena, path) : NULL;
		made->name = name ? arena_strdup(arena, name) : NULL;
		made->file_place = attribute_place(file, root, "file");
		made->name_place = attribute_place(file, root, "name");
	}
	xml_free(tree);
	diag_free(mute);
	return found;
}

/* Says what is the same in two templates: one of their documents would replace the other. */
static bool differ(struct linting *linting, const struct made *made, const struct made *other)
{
	struct diag *diag = linting->run->diag;

	if (made->file && other->file && text_equal(made->file, other->file)) {
		diag_say(diag, MSG_TEMPLATE_FILE_SAME, made->file_place, "file", made->file,
		        other->template_file);
		return false;
	}
	if (made->name && other->name && text_equal(made->name, other->name)) {
		diag_say(diag, MSG_TEMPLATE_FILE_SAME, made->name_place, "name", made->name,
		        other->template_file);
		return false;
	}
	return true;
}

/* Against the templates before it, or all others. */
static bool is_unlike(struct linting *linting, const char *file, bool all)
{
	const size_t count = linting->templates.count;
	size_t own = 0;
	bool fine = true;

	while (own < count && !text_equal(linting->made[own].template_file, file))
		own++;
	if (own == count)
		return true;
	for (size_t i = 0; i < (all ? count : own); i++)
		fine = (i == own || differ(linting, &linting->made[own], &linting->made[i]))
		        && fine;
	return fine;
}

static bool lint_template(struct linting *linting, const char *name, bool alone)
{
	struct run *run = linting->run;
	struct diag *aside = diag_new(&(struct diag_options){ 0 });
	bool fine;
	struct program *program = template_read(aside, run->root, TEMPLATES_FOLDER, name, &fine);
	const struct template_names files = template_files(run->arena, program);

	fine = template_lint(aside, program, fine);
	for (size_t i = 0; i < files.count; i++)
		note(linting, files.names[i]);
	diag_pour(run->diag, aside);
	template_free(program);
	return is_unlike(linting, path_of(linting, name), alone) && fine;
}

/* What is said of a file where the template includes it; false: the template does not. */
static bool lint_within(
        struct linting *linting, const char *template_name, const char *file, bool *fine)
{
	struct run *run = linting->run;
	struct diag *aside = diag_new(&(struct diag_options){ 0 });
	struct diag *own = diag_new(&(struct diag_options){ 0 });
	bool usable;
	struct program *program =
	        template_read(aside, run->root, TEMPLATES_FOLDER, template_name, &usable);
	const struct template_names files = template_files(run->arena, program);
	bool included = false;

	for (size_t i = 0; i < files.count; i++)
		included |= text_equal(files.names[i], file);
	(void)template_check_facts(aside, program);
	for (size_t i = 0; included && i < diag_count(aside); i++) {
		if (text_equal(diag_record(aside, i)->place.file, file))
			diag_repeat(own, diag_record(aside, i));
	}
	*fine = *fine && diag_count_at_least(own, SEVERITY_ERROR) == 0;
	diag_pour(run->diag, own);
	diag_free(aside);
	template_free(program);
	return included;
}

/* `alone`: some template may include it; else it is known that none does. */
static bool lint_part(struct linting *linting, const char *name, bool alone)
{
	struct run *run = linting->run;
	const char *file = path_of(linting, name);
	bool fine = true;
	bool included = false;

	for (size_t i = 0; alone && i < linting->templates.count; i++)
		included |= lint_within(linting, linting->templates.names[i], file, &fine);
	if (included)
		return fine;
	struct diag *aside = diag_new(&(struct diag_options){ 0 });
	struct program *program =
	        template_read_part(aside, run->root, TEMPLATES_FOLDER, name, &fine);
	fine = template_lint(aside, program, fine);
	diag_pour(run->diag, aside);
	template_free(program);
	return fine;
}

static bool lint_sheet(struct linting *linting, const char *file)
{
	struct run *run = linting->run;
	const struct stylesheet *styles =
	        stylesheet_read(run->arena, run->diag, run->root, file, place_file(file));

	if (!styles)
		return false;
	struct fontfiles *fonts = fontfiles_new(run->diag, styles, run->root);
	const bool fine = fontfiles_check_names(fonts);
	fontfiles_free(fonts);
	return fine;
}

/* By what its root is, or, where that cannot be told, by its folder. */
static void lint_file(struct linting *linting, const char *name, bool alone)
{
	const char *file = path_of(linting, name);
	struct made made;
	const char *root = root_of(linting, file, &made);
	const bool is_part =
	        text_equal(root, "part") || (root[0] == '\0' && text_starts_with(name, "parts/"));
	const bool is_sheet = text_equal(root, "styles")
	        || (root[0] == '\0' && text_starts_with(name, "styles/"));
	const bool fine = is_part ? lint_part(linting, name, alone)
	        : is_sheet        ? lint_sheet(linting, file)
	                          : lint_template(linting, name, alone);

	if (fine)
		ending_clean(linting->run, name);
}

/* The files of a folder below templates/ that no template has led to. */
static void lint_rest(struct linting *linting, const char *folder)
{
	struct run *run = linting->run;
	struct template_names names;

	if (!template_list(run->arena, run->diag, run->root,
	            file_join(run->arena, TEMPLATES_FOLDER, folder), &names))
		return;
	for (size_t i = 0; i < names.count; i++) {
		const char *name = file_join(run->arena, folder, names.names[i]);
		if (!is_met(linting, path_of(linting, name)))
			lint_file(linting, name, false);
	}
}

static void lint_all(struct linting *linting)
{
	struct run *run = linting->run;
	struct file_list entries = { 0 };

	if (linting->templates.count == 0)
		diag_say_plain(run->diag, MSG_NO_TEMPLATES, place_file(TEMPLATES_FOLDER));
	for (size_t i = 0; i < linting->templates.count; i++)
		lint_file(linting, linting->templates.names[i], false);
	if (file_list(run->arena, run->root, TEMPLATES_FOLDER, &entries) != FILE_OK)
		return;
	for (size_t i = 0; i < entries.count; i++) {
		const char *path = file_join(run->arena, TEMPLATES_FOLDER, entries.names[i]);
		if (file_look(run->root, path).kind == FILE_KIND_FOLDER)
			lint_rest(linting, entries.names[i]);
	}
}

/* "bulletin", "bulletin.xml" and "templates/bulletin.xml" are one. */
static const char *name_of(struct linting *linting, const char *argument)
{
	if (text_starts_with(argument, TEMPLATES_FOLDER "/"))
		argument += strlen(TEMPLATES_FOLDER "/");
	if (!text_ends_with(argument, SUFFIX))
		return argument;
	return arena_strndup(linting->run->arena, argument, strlen(argument) - strlen(SUFFIX));
}

void command_lint(struct run *run)
{
	const struct options *options = run->options;
	struct linting linting = { .run = run };
	struct template_names *templates = &linting.templates;

	if (!template_list(run->arena, run->diag, run->root, TEMPLATES_FOLDER, templates))
		return;
	linting.made = arena_alloc_array(run->arena, templates->count, sizeof *linting.made);
	for (size_t i = 0; i < templates->count; i++)
		(void)root_of(&linting, path_of(&linting, templates->names[i]), &linting.made[i]);
	if (options->argument_count == 0)
		lint_all(&linting);
	for (size_t i = 0; i < options->argument_count; i++)
		lint_file(&linting, name_of(&linting, options->arguments[i]), true);
}
