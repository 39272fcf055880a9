#include "press/month/inputs.h"

#include "base/common.h"
#include "base/file.h"
#include "base/text.h"
#include "figures/json/json.h"
#include "paper/pdf/pdf.h"
#include "press/archive/archive.h"
#include "press/state/folders.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEPTH_LIMIT 8

/* What the office itself says of a month, a file each. */
enum { OFFICE_ANSWERS, OFFICE_WORDS, OFFICE_FILES };

struct year {
	int year;
	struct input targets;
	struct input_list folders[MONTHS];
	struct input office[MONTHS][OFFICE_FILES]; /* INPUT_NOT_A_FILE where there is none */
	bool read[MONTHS];
	struct sources sources; /* of December: which months are frozen */
	struct input_list frozen[MONTHS];
	struct input frozen_office[MONTHS][OFFICE_FILES];
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

/* What a symbolic link says, "" for anything else; false: it cannot be told. */
static bool read_link(struct arena *arena, const struct root *root, struct input *input)
{
	if (!file_link(arena, root, input->file, &input->link))
		input->error = errno;
	return input->error == 0;
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
	const struct kept_file *read = kept_read(arena, root, input->file);

	input->kind = kind_of(read->status);
	input->error = input->kind == INPUT_UNREADABLE ? read->error : 0;
	if (!read_link(arena, root, input))
		input->kind = INPUT_UNREADABLE;
	input->digest = read->digest;
	if (input->kind == INPUT_FILE || !input->link[0])
		input->length = read->length;
}

static void name_file(struct arena *arena, const struct root *root, struct input *input)
{
	struct stat status;

	if (fstatat(root->folder, input->file, &status, AT_SYMLINK_NOFOLLOW) != 0) {
		input->error = errno == ENOENT ? 0 : errno;
		input->kind = errno == ENOENT ? INPUT_NOT_A_FILE : INPUT_UNREADABLE;
		return;
	}
	if (S_ISLNK(status.st_mode))
		input->kind = read_link(arena, root, input) ? INPUT_NAMED : INPUT_UNREADABLE;
	if (!S_ISREG(status.st_mode))
		return;
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
	digest_add(state, input->stamp.bytes, sizeof input->stamp.bytes);
}

static struct input_list finish(const struct gathering *gathering)
{
	struct digest_state *state = digest_new();

	for (size_t i = 0; i < gathering->count; i++)
		add_input(state, &gathering->list[i]);
	return (struct input_list){ .folder = "",
		.inputs = gathering->list,
		.count = gathering->count,
		.digest = digest_finish(state) };
}

/* What is not named as a report is known by its stamp, whether it was opened meanwhile or not. */
static struct input beside(const struct arrival *arrival)
{
	struct input input = { .file = arrival->path,
		.kind = arrival->kind == FILE_KIND_REGULAR ? INPUT_NAMED : INPUT_NOT_A_FILE,
		.length = arrival->kind == FILE_KIND_FOLDER ? arrival->held : arrival->size,
		.link = arrival->link,
		.stamp = arrival->stamp,
		.arrival = arrival };

	if (arrival->status == FILE_FAILED) {
		input.kind = INPUT_UNREADABLE;
		input.error = arrival->error;
	}
	return input;
}

static struct input input_of(const struct arrival *arrival)
{
	if (!arrival->is_json)
		return beside(arrival);
	return (struct input){ .file = arrival->path,
		.kind = kind_of(arrival->status),
		.digest = arrival->digest,
		.error = arrival->status == FILE_FAILED ? arrival->error : 0,
		.length = arrival->length,
		.link = arrival->link,
		.arrival = arrival };
}

/* Why the names of a folder cannot be told; 0 also when it is not there. */
static int listing_error(enum file_status status, int error)
{
	if (status == FILE_OK || status == FILE_MISSING)
		return 0;
	return status == FILE_FAILED ? error : ENOTDIR;
}

static struct input_list list_arrivals(const struct inputs *inputs, const struct arrivals *arrivals)
{
	struct gathering gathering = { .arena = inputs->arena };

	for (size_t i = 0; i < arrivals->count; i++) {
		const struct input input = input_of(&arrivals->list[i]);
		add(&gathering, &input);
	}
	struct input_list list = finish(&gathering);
	list.folder = arrivals->folder;
	list.error = listing_error(arrivals->status, arrivals->error);
	return list;
}

/* A folder whose names cannot be told stands in the list as what it is: unreadable. */
static void read_tree(
        struct gathering *gathering, const struct root *root, const char *folder, int depth)
{
	struct file_list names;

	if (depth > DEPTH_LIMIT)
		return;
	const enum file_status status = file_list(gathering->arena, root, folder, &names);
	const struct input unreadable = { .file = folder,
		.kind = INPUT_UNREADABLE,
		.error = listing_error(status, names.error),
		.link = "" };
	if (unreadable.error != 0)
		add(gathering, &unreadable);
	for (size_t i = 0; status == FILE_OK && i < names.count; i++) {
		const char *path = file_join(gathering->arena, folder, names.names[i]);
		const struct file_sight sight = file_look(root, path);
		if (sight.kind == FILE_KIND_FOLDER) {
			read_tree(gathering, root, path, depth + 1);
			continue;
		}
		struct input input = {
			.file = path, .kind = INPUT_UNREADABLE, .error = sight.error, .link = ""
		};
		if (sight.kind != FILE_KIND_UNKNOWN)
			input = look_at(gathering->arena, root, path, is_font(names.names[i]));
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

static void look_at_office(
        struct inputs *inputs, struct period period, struct input office[OFFICE_FILES])
{
	static const char *const folders[OFFICE_FILES] = { ANSWERS_FOLDER, WORDS_FOLDER };

	for (size_t i = 0; i < OFFICE_FILES; i++)
		office[i] = look_at(inputs->arena, inputs->root,
		        arena_printf(inputs->arena, "%s/%s.json", folders[i],
		                period_format(inputs->arena, period)),
		        false);
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
		look_at_office(inputs, period, year->office[index]);
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
		struct input *office = year->frozen_office[index];
		office[OFFICE_ANSWERS] =
		        look_at(inputs->arena, inputs->root, year->sources.answers[index], false);
		office[OFFICE_WORDS] =
		        look_at(inputs->arena, inputs->root, year->sources.words[index], false);
		year->frozen_read[index] = true;
	}
	return &year->frozen[index];
}

static bool is_frozen(struct inputs *inputs, struct period period)
{
	return year_of(inputs, period.year)->sources.revisions[period.month - 1] > 0;
}

/* What arrived for a month, and what the office has found out and says about it. */
static void add_live(struct inputs *inputs, struct digest_state *state, struct period period)
{
	digest_add(state, inputs_month(inputs, period)->digest.bytes, DIGEST_BYTES);
	for (size_t i = 0; i < OFFICE_FILES; i++)
		add_input(state, &year_of(inputs, period.year)->office[period.month - 1][i]);
}

/* What an earlier month brings: an archive never changes, and is known by its list of sums. */
static void add_month(struct inputs *inputs, struct digest_state *state, struct period period)
{
	if (!is_frozen(inputs, period)) {
		add_live(inputs, state, period);
		return;
	}
	const char *tree = year_of(inputs, period.year)->sources.trees[period.month - 1];
	const struct kept_file *read = kept_read(
	        inputs->arena, inputs->root, file_join(inputs->arena, tree, ARCHIVE_SUMS));
	const struct input sums = { .file = read->path,
		.kind = kind_of(read->status),
		.digest = read->digest,
		.length = read->length,
		.link = "" };
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
	add_live(inputs, state, period);
	return digest_finish(state);
}

static bool is_read(struct diag *diag, const struct input *input)
{
	if (input->kind != INPUT_UNREADABLE)
		return true;
	diag_say(diag, MSG_INPUT_UNREADABLE, place_file(input->file), strerror(input->error));
	return false;
}

static bool office_is_read(struct diag *diag, const struct input office[OFFICE_FILES])
{
	bool read = true;

	for (size_t i = 0; i < OFFICE_FILES; i++)
		read = is_read(diag, &office[i]) && read;
	return read;
}

static bool are_read(struct diag *diag, const struct input_list *list)
{
	bool read = true;

	if (list->error != 0)
		diag_say(diag, MSG_INBOX_UNREADABLE, place_file(list->folder),
		        strerror(list->error));
	for (size_t i = 0; i < list->count; i++)
		read = is_read(diag, &list->inputs[i]) && read;
	return read && list->error == 0;
}

bool inputs_month_is_read(struct inputs *inputs, struct diag *diag, struct period period)
{
	return are_read(diag, inputs_month(inputs, period))
	        && office_is_read(diag, year_of(inputs, period.year)->office[period.month - 1]);
}

/* What is read for a month of its year: its own reports are those that arrived, or, `issued`, what
 * was frozen of them. */
static const struct input_list *list_of(struct inputs *inputs, struct period period, bool issued)
{
	return issued && is_frozen(inputs, period) ? frozen_month(inputs, period)
	                                           : inputs_month(inputs, period);
}

/* The office's files likewise, OFFICE_FILES of them. */
static const struct input *office_of(struct inputs *inputs, struct period period, bool issued)
{
	const size_t index = (size_t)period.month - 1;
	struct year *year = year_of(inputs, period.year);

	(void)list_of(inputs, period, issued);
	return issued && is_frozen(inputs, period) ? year->frozen_office[index]
	                                           : year->office[index];
}

static bool months_are_read(struct inputs *inputs, struct diag *diag, struct period period)
{
	bool read = sources_are_known(diag, &year_of(inputs, period.year)->sources, period);

	for (int month = 1; read && month <= period.month; month++) {
		const struct period one = { period.year, month };
		read = are_read(diag, list_of(inputs, one, month < period.month))
		        && office_is_read(diag, office_of(inputs, one, month < period.month));
	}
	return read;
}

bool inputs_are_read(struct inputs *inputs, struct diag *diag, struct period period)
{
	const bool targets = is_read(diag, &year_of(inputs, period.year)->targets);
	const bool months = months_are_read(inputs, diag, period);

	return are_read(diag, templates_of(inputs)) && months && targets;
}

static void add_list(struct gathering *gathering, const struct input_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		struct input input = list->inputs[i];
		if (input.kind == INPUT_NAMED && input.arrival && input.arrival->is_report) {
			input.kind = INPUT_FILE; /* read since the folder was looked at */
			input.digest = input.arrival->digest;
		}
		add(gathering, &input);
	}
}

bool inputs_all(
        struct inputs *inputs, struct diag *diag, struct period period, struct input_list *out)
{
	struct gathering gathering = { .arena = inputs->arena };

	*out = (struct input_list){ .folder = "" };
	if (!inputs_are_read(inputs, diag, period))
		return false;
	add(&gathering, &year_of(inputs, period.year)->targets);
	for (int month = 1; month <= period.month; month++) {
		const struct input_list *list =
		        list_of(inputs, (struct period){ period.year, month }, true);
		const struct input *office =
		        office_of(inputs, (struct period){ period.year, month }, true);
		if (!are_read(diag, list) || !office_is_read(diag, office))
			return false;
		add_list(&gathering, list);
		for (size_t i = 0; i < OFFICE_FILES; i++)
			if (office[i].kind != INPUT_NOT_A_FILE)
				add(&gathering, &office[i]);
	}
	add_list(&gathering, templates_of(inputs));
	*out = finish(&gathering);
	return true;
}

static int compare_path(const void *key, const void *element)
{
	const struct input *input = element;

	return strcmp(key, input->file);
}

const struct input *inputs_lookup(const struct input_list *list, const char *path)
{
	if (list->count == 0)
		return NULL;
	return bsearch(path, list->inputs, list->count, sizeof *list->inputs, compare_path);
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
