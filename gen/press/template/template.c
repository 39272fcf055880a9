#include "press/template/template.h"

#include "base/file.h"
#include "base/text.h"
#include "paper/markup/schema.h"
#include "paper/markup/xml.h"
#include "press/template/expand.h"
#include "press/template/program.h"

#include <stdlib.h>
#include <string.h>

#define SUFFIX ".xml"

static struct template *template_new(const char *folder, const char *name)
{
	struct arena *const arena = arena_new();
	struct template *const template = arena_alloc(arena, sizeof *template);

	*template = (struct template){
		.arena = arena,
		.compiler = xpath_compiler_new(arena),
		.folder = arena_strdup(arena, folder),
		.name = arena_strdup(arena, name),
		.file = file_join(arena, folder, arena_printf(arena, "%s" SUFFIX, name)),
		.style_file = "",
	};
	program_note_file(template, template->file);
	return template;
}

/* What the root says; a document goes by its file, unless it has a name. */
static const char *plain_name(struct arena *arena, const xmlNode *root)
{
	const char *const file = xml_attribute(arena, root, "file");
	const char *const name = xml_attribute(arena, root, "name");
	const char *const words = name != NULL ? name : file;

	if (words == NULL || strpbrk(words, "{}") != NULL)
		return "";
	if (name != NULL || !text_ends_with(words, ".pdf"))
		return name != NULL ? name : "";
	return arena_strndup(arena, words, strlen(words) - strlen(".pdf"));
}

const char *template_plain_name(struct arena *arena, const char *folder, const char *name)
{
	const char *const file = file_join(arena, folder, arena_printf(arena, "%s" SUFFIX, name));
	struct diag *const mute = diag_new(&(struct diag_options){ 0 });
	xmlDocPtr const tree = xml_read(mute, file, place_file(file));
	const xmlNode *const root =
	        tree == NULL ? NULL : xml_root(mute, file, tree, "template", TEMPLATE_NAMESPACE);
	const char *const plain = root != NULL ? plain_name(arena, root) : "";

	xmlFreeDoc(tree);
	diag_free(mute);
	return plain;
}

/* Takes the tree over; frees the template when it is unusable. */
static bool template_build(struct template *template, struct diag *diag, xmlDocPtr tree)
{
	const bool fine = tree != NULL && program_compile(template, diag, tree);

	xmlFreeDoc(tree);
	if (!fine)
		template_free(template);
	return fine;
}

struct template *template_load(struct diag *diag, const char *folder, const char *name)
{
	struct template *const template = template_new(folder, name);
	xmlDocPtr const tree = xml_read(diag, template->file, place_file(template->file));

	return template_build(template, diag, tree) ? template : NULL;
}

struct template *template_parse(
        struct diag *diag, const char *folder, const char *name, const char *bytes, size_t length)
{
	struct template *const template = template_new(folder, name);
	xmlDocPtr const tree = xml_parse(diag, template->file, bytes, length);

	return template_build(template, diag, tree) ? template : NULL;
}

void template_free(struct template *template)
{
	if (template == NULL)
		return;
	xpath_compiler_free(template->compiler);
	arena_free(template->arena);
}

struct template_names template_list(struct arena *arena, const char *folder)
{
	struct template_names list = { 0 };
	struct file_list files = { 0 };

	if (file_list(arena, folder, &files) != FILE_OK)
		return list;
	list.names = arena_alloc_array(arena, files.count, sizeof *list.names);
	for (size_t i = 0; i < files.count; i++) {
		const size_t length = strlen(files.names[i]);
		if (length <= strlen(SUFFIX) || !text_ends_with(files.names[i], SUFFIX)
		        || file_is_folder(file_join(arena, folder, files.names[i])))
			continue;
		list.names[list.count++] =
		        arena_strndup(arena, files.names[i], length - strlen(SUFFIX));
	}
	return list;
}

static int compare_strings(const void *left, const void *right)
{
	const char *const *const a = left;
	const char *const *const b = right;

	return strcmp(*a, *b);
}

struct template_names template_files(struct arena *arena, const struct template *template)
{
	struct template_names list = { .count = template->file_count };

	list.names = arena_alloc_array(arena, list.count, sizeof *list.names);
	for (size_t i = 0; i < list.count; i++)
		list.names[i] = arena_strdup(arena, template->files[i]);
	qsort(list.names, list.count, sizeof *list.names, compare_strings);
	return list;
}

struct names_check {
	struct diag *diag;
	const struct expression *expression;
	bool (*knows_element)(const char *name);
	bool (*knows_attribute)(const char *name);
	bool fine;
};

static void check_name(void *data, enum xpath_name kind, const char *name)
{
	struct names_check *const check = data;
	const bool is_attribute = kind == XPATH_NAME_ATTRIBUTE;

	if (kind != XPATH_NAME_ELEMENT && !is_attribute)
		return;
	if (is_attribute ? check->knows_attribute(name) : check->knows_element(name))
		return;
	check->fine = false;
	diag_say(check->diag, MSG_TEMPLATE_VOCABULARY, check->expression->place,
	        check->expression->source, name);
}

bool template_check_names(struct diag *diag, const struct template *template,
        bool (*knows_element)(const char *name), bool (*knows_attribute)(const char *name))
{
	struct names_check check = {
		.diag = diag,
		.knows_element = knows_element,
		.knows_attribute = knows_attribute,
		.fine = true,
	};

	for (const struct expression *at = template->expressions; at != NULL; at = at->next) {
		check.expression = at;
		xpath_scan(at->source, check_name, &check);
	}
	return check.fine;
}

bool template_check_schema(struct diag *diag, const struct template *template)
{
	struct arena *const arena = template->arena;
	const char *const schema = file_join(arena, template->folder, "template.rng");
	const char *const style_schema = file_join(arena, template->folder, "styles/style.rng");
	const char **const files = arena_alloc_array(arena, template->file_count, sizeof *files);
	size_t count = 0;

	for (size_t i = 0; i < template->file_count; i++) {
		if (!text_equal(template->files[i], template->style_file))
			files[count++] = template->files[i];
	}
	const bool styled = schema_check(diag, style_schema, &template->style_file, 1);
	return schema_check(diag, schema, files, count) && styled;
}
