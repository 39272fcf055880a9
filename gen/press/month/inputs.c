#include "press/month/inputs.h"

#include "base/common.h"
#include "base/file.h"
#include "base/text.h"
#include "figures/json/json.h"
#include "paper/pdf/pdf.h"
#include "press/archive/archive.h"
#include "press/state/folders.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MONTHS      12
#define DEPTH_LIMIT 8

struct year {
	int year;
	struct input targets;
	struct input_list folders[MONTHS];
	bool read[MONTHS];
	struct sources sources; /* of December: which months are frozen */
	struct input_list frozen[MONTHS];
	bool frozen_read[MONTHS];
	struct year *next;
};

struct inputs {
	struct arena *arena;
	const struct root *root;
	struct readings *readings;
	const char *tool;
	struct input_list templates;
	bool templates_read;
	struct year *years;
};

struct gathering {
	struct arena *arena;
	struct input *list;
	size_t count, capacity;
};

/* The faces an office puts into templates/fonts: megabytes that hardly ever change. */
static bool is_font(const char *name)
{
	static const char *const suffixes[] = { ".otf", ".ttf", ".ttc" };
	const char *dot = strrchr(name, '.');

	for (size_t i = 0; dot && i < COUNT_OF(suffixes); i++)
		if (strcasecmp(dot, suffixes[i]) == 0)
			return true;
	return false;
}

static const char *link_of(struct arena *arena, const struct root *root, const char *path)
{
	char target[4096];
	const ssize_t length = readlinkat(root->folder, path, target, sizeof target);

	return length > 0 ? arena_strndup(arena, target, (size_t)length) : "";
}

static enum input_kind kind_of(enum file_status status)
{
	static const enum input_kind kinds[] = {
		[FILE_OK] = INPUT_FILE,
		[FILE_MISSING] = INPUT_NOT_A_FILE,
		[FILE_NOT_REGULAR] = INPUT_NOT_A_FILE,
		[FILE_TOO_LARGE] = INPUT_TOO_LARGE,
		[FILE_FAILED] = INPUT_UNREADABLE,
	};

	return kinds[status];
}

/* A file by its bytes; a link by what it says and by what it leads to. */
static void hash_file(struct arena *arena, const struct root *root, struct input *input)
{
	struct file_print print;

	input->link = link_of(arena, root, input->file);
	input->kind = kind_of(file_digest(root, input->file, JSON_FILE_LIMIT, &print));
	input->digest = print.digest;
	if (input->kind == INPUT_FILE || !input->link[0])
		input->length = print.length;
}

static void name_file(struct arena *arena, const struct root *root, struct input *input)
{
	struct stat status;

	if (fstatat(root->folder, input->file, &status, AT_SYMLINK_NOFOLLOW) != 0)
		return;
	if (S_ISLNK(status.st_mode))
		input->link = link_of(arena, root, input->file);
	else if (!S_ISREG(status.st_mode))
		return;
	else
		input->length = (size_t)status.st_size;
	input->kind = INPUT_NAMED;
}

/* What stands at a path; `by_name`: do not look into it. */
static struct input look_at(
        struct arena *arena, const struct root *root, const char *path, bool by_name)
{
	struct input input = { .file = path, .kind = INPUT_NOT_A_FILE, .link = "" };

	if (by_name)
		name_file(arena, root, &input);
	else
		hash_file(arena, root, &input);
	return input;
}

static void add(struct gathering *gathering, const struct input *input)
{
	gathering->list = arena_grow(gathering->arena, gathering->list, &gathering->capacity,
	        gathering->count, sizeof *gathering->list);
	gathering->list[gathering->count++] = *input;
}

static void add_number(struct digest_state *state, size_t number)
{
	digest_add(state, &number, sizeof number);
}

static void add_input(struct digest_state *state, const struct input *input)
{
	digest_add(state, input->file, strlen(input->file) + 1);
	digest_add(state, input->link, strlen(input->link) + 1);
	add_number(state, (size_t)input->kind);
	add_number(state, input->length);
	digest_add(state, input->digest.bytes, sizeof input->digest.bytes);
}

static struct input_list finish(const struct gathering *gathering)
{
	struct digest_state *state = digest_new();

	for (size_t i = 0; i < gathering->count; i++)
		add_input(state, &gathering->list[i]);
	return (struct input_list){
		.inputs = gathering->list, .count = gathering->count, .digest = digest_finish(state)
	};
}

static struct input input_of(
        struct arena *arena, const struct root *root, const struct arrival *arrival)
{
	if (!arrival->is_report)
		return look_at(arena, root, arrival->path, true);
	return (struct input){ .file = arrival->path,
		.kind = kind_of(arrival->status),
		.digest = arrival->digest,
		.length = arrival->length,
		.link = arrival->link };
}

static struct input_list list_arrivals(const struct inputs *inputs, const struct arrivals *arrivals)
{
	struct gathering gathering = { .arena = inputs->arena };

	for (size_t i = 0; i < arrivals->count; i++) {
		const struct input input =
		        input_of(inputs->arena, inputs->root, &arrivals->list[i]);
		add(&gathering, &input);
	}
	struct input_list list = finish(&gathering);
	list.unreadable = arrivals->status != FILE_OK && arrivals->status != FILE_MISSING;
	return list;
}

static void read_tree(
        struct gathering *gathering, const struct root *root, const char *folder, int depth)
{
	struct file_list names;

	if (depth > DEPTH_LIMIT || file_list(gathering->arena, root, folder, &names) != FILE_OK)
		return;
	for (size_t i = 0; i < names.count; i++) {
		const char *path = file_join(gathering->arena, folder, names.names[i]);
		if (file_is_folder(root, path)) {
			read_tree(gathering, root, path, depth + 1);
			continue;
		}
		const struct input input =
		        look_at(gathering->arena, root, path, is_font(names.names[i]));
		add(gathering, &input);
	}
}

struct inputs *inputs_new(struct arena *arena, const struct root *root, struct readings *readings)
{
	struct inputs *inputs = arena_alloc(arena, sizeof *inputs);

	*inputs = (struct inputs){ .arena = arena,
		.root = root,
		.readings = readings,
		.tool = arena_printf(
		        arena, "minsheng %s, %s", MINSHENG_VERSION, pdf_library_versions(arena)) };
	return inputs;
}

static struct year *year_of(struct inputs *inputs, int year)
{
	for (struct year *one = inputs->years; one; one = one->next)
		if (one->year == year)
			return one;
	struct year *one = arena_alloc(inputs->arena, sizeof *one);
	*one = (struct year){ .year = year,
		.sources = sources_of(
		        inputs->arena, inputs->root, (struct period){ year, MONTHS }, true),
		.next = inputs->years };
	one->targets = look_at(inputs->arena, inputs->root,
	        arena_printf(inputs->arena, "input/targets/%04d.json", year), false);
	inputs->years = one;
	return one;
}

static const struct input_list *templates_of(struct inputs *inputs)
{
	if (!inputs->templates_read) {
		struct gathering gathering = { .arena = inputs->arena };
		read_tree(&gathering, inputs->root, TEMPLATES_FOLDER, 0);
		inputs->templates = finish(&gathering);
		inputs->templates_read = true;
	}
	return &inputs->templates;
}

const struct input_list *inputs_month(struct inputs *inputs, struct period period)
{
	struct year *year = year_of(inputs, period.year);
	const size_t index = (size_t)period.month - 1;

	if (!year->read[index]) {
		const char *folder = file_join(
		        inputs->arena, SUBMISSIONS_FOLDER, period_format(inputs->arena, period));
		year->folders[index] =
		        list_arrivals(inputs, readings_arrivals(inputs->readings, folder));
		year->read[index] = true;
	}
	return &year->folders[index];
}

/* What an issued month went to the archive with. */
static const struct input_list *frozen_month(struct inputs *inputs, struct period period)
{
	struct year *year = year_of(inputs, period.year);
	const size_t index = (size_t)period.month - 1;

	if (!year->frozen_read[index]) {
		year->frozen[index] = list_arrivals(
		        inputs, readings_arrivals(inputs->readings, year->sources.folders[index]));
		year->frozen_read[index] = true;
	}
	return &year->frozen[index];
}

static bool is_frozen(struct inputs *inputs, struct period period)
{
	return year_of(inputs, period.year)->sources.revisions[period.month - 1] > 0;
}

/* What an earlier month brings: an archive never changes, and is known by its list of sums. */
static void add_month(struct inputs *inputs, struct digest_state *state, struct period period)
{
	if (!is_frozen(inputs, period)) {
		digest_add(state, inputs_month(inputs, period)->digest.bytes, DIGEST_BYTES);
		return;
	}
	const char *tree = year_of(inputs, period.year)->sources.trees[period.month - 1];
	const struct input sums = look_at(
	        inputs->arena, inputs->root, file_join(inputs->arena, tree, ARCHIVE_SUMS), false);
	add_input(state, &sums);
}

struct digest inputs_digest(struct inputs *inputs, struct period period)
{
	struct digest_state *state = digest_new();

	digest_add(state, inputs->tool, strlen(inputs->tool) + 1);
	add_input(state, &year_of(inputs, period.year)->targets);
	digest_add(state, templates_of(inputs)->digest.bytes, DIGEST_BYTES);
	for (int month = 1; month < period.month; month++)
		add_month(inputs, state, (struct period){ period.year, month });
	digest_add(state, inputs_month(inputs, period)->digest.bytes, DIGEST_BYTES);
	return digest_finish(state);
}

const char *inputs_unreadable(struct inputs *inputs, struct period period)
{
	for (int month = 1; month <= period.month; month++) {
		const struct period one = { period.year, month };
		const bool live = month == period.month || !is_frozen(inputs, one);
		if (!(live ? inputs_month(inputs, one) : frozen_month(inputs, one))->unreadable)
			continue;
		return live ? file_join(
		               inputs->arena, SUBMISSIONS_FOLDER, period_format(inputs->arena, one))
		            : year_of(inputs, one.year)->sources.folders[month - 1];
	}
	return NULL;
}

static void add_list(struct gathering *gathering, const struct input_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		add(gathering, &list->inputs[i]);
}

struct input_list inputs_all(struct inputs *inputs, struct period period)
{
	struct gathering gathering = { .arena = inputs->arena };

	add(&gathering, &year_of(inputs, period.year)->targets);
	for (int month = 1; month <= period.month; month++) {
		const struct period one = { period.year, month };
		add_list(&gathering,
		        is_frozen(inputs, one) ? frozen_month(inputs, one)
		                               : inputs_month(inputs, one));
	}
	add_list(&gathering, templates_of(inputs));
	return finish(&gathering);
}

const struct input *inputs_lookup(
        struct arena *arena, const struct input_list *list, const char *shown)
{
	for (size_t i = 0; i < list->count; i++)
		if (text_equal(list->inputs[i].file, shown)
		        || text_equal(diag_clean(arena, list->inputs[i].file), shown))
			return &list->inputs[i];
	return NULL;
}

const char *input_kind_name(enum input_kind kind)
{
	static const char *const names[] = {
		[INPUT_FILE] = "file",
		[INPUT_NAMED] = "not read",
		[INPUT_TOO_LARGE] = "too large",
		[INPUT_NOT_A_FILE] = "not a file",
		[INPUT_UNREADABLE] = "unreadable",
	};

	return names[kind];
}
