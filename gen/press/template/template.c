#include "press/template/template.h"

#include "base/file.h"
#include "base/text.h"
#include "paper/markup/schema.h"
#include "paper/markup/trees.h"
#include "press/template/program.h"
#include "press/template/program_image.h"
#include "press/template/program_marks.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define SUFFIX ".xml"

static struct program *template_new(const struct root *root, const char *folder, const char *name)
{
	struct arena *arena = arena_new();
	struct program *program = arena_alloc(arena, sizeof *program);

	*program = (struct program){
		.arena = arena,
		.compiler = xpath_compiler_new(arena),
		.below = root,
		.folder = arena_strdup(arena, folder),
		.name = arena_strdup(arena, name),
		.file = file_join(arena, folder, arena_printf(arena, "%s" SUFFIX, name)),
		.style_file = "",
	};
	program_note_file(program, program->file);
	return program;
}

/* What the root says; a document goes by its file, unless it has a name. */
static struct template_name name_of(struct arena *arena, const struct xml_node *root)
{
	const char *file = xml_value(arena, root, "file");
	const char *name = xml_value(arena, root, "name");
	const char *words = name ? name : file;

	if (!words)
		return (struct template_name){ .start = "" };
	const size_t literal = strcspn(words, "{}");
	if (words[literal])
		return (struct template_name){ .start = arena_strndup(arena, words, literal) };
	if (!name && !text_ends_with(words, ".pdf"))
		return (struct template_name){ .start = "" };
	return (struct template_name){
		.start = name ? arena_strdup(arena, name)
		              : arena_strndup(arena, words, strlen(words) - strlen(".pdf")),
		.is_whole = true,
	};
}

struct template_name template_name_of(
        struct arena *arena, const struct root *root, const char *folder, const char *name)
{
	const char *file = file_join(arena, folder, arena_printf(arena, "%s" SUFFIX, name));
	struct diag *mute = diag_new(&(struct diag_options){ 0 });
	struct xml_tree *tree = xml_read(mute, root, file, place_file(file));
	const struct xml_node *top =
	        !tree ? NULL : xml_root(mute, file, tree, "template", TEMPLATE_NAMESPACE);
	const struct template_name found =
	        top ? name_of(arena, top) : (struct template_name){ .start = "" };

	xml_free(tree);
	diag_free(mute);
	return found;
}

const char *template_plain_name(
        struct arena *arena, const struct root *root, const char *folder, const char *name)
{
	const struct template_name found = template_name_of(arena, root, folder, name);

	return found.is_whole ? found.start : "";
}

typedef bool compile(struct program *program, struct diag *diag, const struct xml_tree *tree);

/* Takes the tree over. */
static bool template_build(struct program *program, struct diag *diag, struct trees *trees,
        struct xml_tree *tree, compile *translate)
{
	struct diag *aside = diag_new(&(struct diag_options){ 0 });

	program->trees = trees;
	const bool fine =
	        tree && translate(program, aside, tree) && program_check_marks(aside, program);
	program->trees = NULL;
	/* A part is translated at each place that includes it: its faults are met as often. */
	diag_pour(diag, aside);
	xml_free(tree);
	return fine;
}

/* With trees of its own. */
static bool template_build_alone(
        struct program *program, struct diag *diag, struct xml_tree *tree, compile *translate)
{
	struct trees *trees = trees_new(program->below);
	const bool fine = template_build(program, diag, trees, tree, translate);

	trees_free(trees);
	return fine;
}

struct program *template_read(struct diag *diag, const struct root *root, const char *folder,
        const char *name, bool *fine)
{
	struct program *program = template_new(root, folder, name);
	struct xml_tree *tree = xml_read(diag, root, program->file, place_file(program->file));

	*fine = template_build_alone(program, diag, tree, program_compile);
	return program;
}

struct program *template_read_part(struct diag *diag, const struct root *root, const char *folder,
        const char *name, bool *fine)
{
	struct program *program = template_new(root, folder, name);
	struct xml_tree *tree = xml_read(diag, root, program->file, place_file(program->file));

	*fine = template_build_alone(program, diag, tree, program_compile_part);
	return program;
}

/* NULL: unusable (said). */
static struct program *build_or_free(
        struct program *program, struct diag *diag, struct trees *trees, compile *translate)
{
	struct xml_tree *tree =
	        xml_read(diag, program->below, program->file, place_file(program->file));

	if (template_build(program, diag, trees, tree, translate))
		return program;
	template_free(program);
	return NULL;
}

struct program *template_load(
        struct diag *diag, const struct root *root, const char *folder, const char *name)
{
	struct trees *trees = trees_new(root);
	struct program *program =
	        build_or_free(template_new(root, folder, name), diag, trees, program_compile);

	trees_free(trees);
	return program;
}

struct program *template_load_head(
        struct diag *diag, const struct root *root, const char *folder, const char *name)
{
	return build_or_free(template_new(root, folder, name), diag, NULL, program_compile_head);
}

struct template_set template_load_all(struct arena *arena, struct diag *diag,
        const struct root *root, const char *folder, const struct template_names *names)
{
	struct template_set set = {
		.programs = arena_alloc_array(arena, names->count + 1, sizeof(struct program *)),
		.names = arena_alloc_array(arena, names->count + 1, sizeof(const char *)),
	};
	struct trees *trees = trees_new(root);

	for (size_t i = 0; i < names->count; i++) {
		struct program *program = template_new(root, folder, names->names[i]);
		program->beside = set.count > 0 ? set.programs[set.count - 1] : NULL;
		program = build_or_free(program, diag, trees, program_compile);
		if (!program)
			continue;
		set.names[set.count] = names->names[i];
		set.programs[set.count++] = program;
	}
	trees_free(trees);
	return set;
}

void template_set_free(const struct template_set *set)
{
	for (size_t i = 0; i < set->count; i++)
		template_free(set->programs[i]);
}

struct program *template_parse(
        struct diag *diag, const char *folder, const char *name, const char *bytes, size_t length)
{
	struct program *program = template_new(&root_here, folder, name);
	struct xml_tree *tree = xml_parse(diag, program->file, bytes, length);

	if (template_build_alone(program, diag, tree, program_compile))
		return program;
	template_free(program);
	return NULL;
}

void template_free(struct program *program)
{
	if (!program)
		return;
	xpath_compiler_free(program->compiler);
	arena_free(program->arena);
}

static bool fail(struct diag *diag, const char *path, int error)
{
	diag_say(diag, MSG_INPUT_UNREADABLE, place_file(path), strerror(error));
	return false;
}

/* The names among those of a folder that are templates; false (said): one cannot be looked at. */
static bool pick_names(struct arena *arena, struct diag *diag, const struct root *root,
        const struct file_list *files, struct template_names *out)
{
	for (size_t i = 0; i < files->count; i++) {
		const char *path = file_join(arena, files->folder, files->names[i]);
		const size_t length = strlen(files->names[i]);
		if (length <= strlen(SUFFIX) || !text_ends_with(files->names[i], SUFFIX))
			continue;
		const struct file_sight sight = file_look(root, path);
		if (sight.kind == FILE_KIND_UNKNOWN)
			return fail(diag, path, sight.error);
		if (sight.kind != FILE_KIND_FOLDER)
			out->names[out->count++] =
			        arena_strndup(arena, files->names[i], length - strlen(SUFFIX));
	}
	return true;
}

bool template_list(struct arena *arena, struct diag *diag, const struct root *root,
        const char *folder, struct template_names *out)
{
	struct file_list files = { 0 };
	const enum file_status status = file_list(arena, root, folder, &files);

	*out = (struct template_names){ .count = 0 };
	if (status == FILE_MISSING)
		return true;
	if (status != FILE_OK)
		return fail(diag, folder, status == FILE_FAILED ? files.error : ENOTDIR);
	out->names = arena_alloc_array(arena, files.count + 1, sizeof *out->names);
	return pick_names(arena, diag, root, &files, out);
}

static int compare_strings(const void *left, const void *right)
{
	const char *const *a = left;
	const char *const *b = right;

	return strcmp(*a, *b);
}

struct template_names template_files(struct arena *arena, const struct program *program)
{
	struct template_names list = { .count = program->file_count };

	list.names = arena_alloc_array(arena, list.count, sizeof *list.names);
	for (size_t i = 0; i < list.count; i++)
		list.names[i] = arena_strdup(arena, program->files[i]);
	qsort(list.names, list.count, sizeof *list.names, compare_strings);
	return list;
}

static bool is_of_styles(const struct program *program, const char *file)
{
	bool found = text_equal(program->style_file, file);

	for (size_t i = 0; !found && program->styles && i < program->styles->file_count; i++)
		found = text_equal(program->styles->files[i], file);
	return found;
}

bool template_check_schema(struct diag *diag, const struct program *program)
{
	struct arena *arena = program->arena;
	const char *schema = file_join(arena, program->folder, "template.rng");
	const char *style_schema = file_join(arena, program->folder, "styles/style.rng");
	const char **files = arena_alloc_array(arena, program->file_count, sizeof *files);
	size_t count = 0;

	for (size_t i = 0; i < program->file_count; i++) {
		if (!is_of_styles(program, program->files[i])
		        && !program_is_image(program, program->files[i]))
			files[count++] = program->files[i];
	}
	const bool styled = !program->styles
	        || schema_check(diag, program->below, style_schema, program->styles->files,
	                program->styles->file_count);
	return schema_check(diag, program->below, schema, files, count) && styled;
}
