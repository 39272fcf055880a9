#include "figures/intake/arrivals.h"

#include "base/filename.h"
#include "base/letters.h"
#include "base/text.h"
#include "base/tree.h"
#include "base/utf8.h"
#include "figures/intake/litter.h"
#include "figures/intake/strays.h"
#include "figures/json/encoding.h"
#include "figures/json/json.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define FOLDER_TRIES 5

#define NANO         1000000000LL
#define SAVING_NANO  (NANO / 5) /* a file that was written to since is not trusted to end so */
#define PAUSE_NANO   (NANO / 50)
#define SAVING_TRIES 12

#define HELD_MOST        2000 /* entries of a folder within that are counted */
#define GBK_REMARK       "（文件名为GBK编码）"
#define INVISIBLE_REMARK "（文件名中有看不见的字符）"

bool arrivals_is_json(const char *name)
{
	static const char ending[] = ".json";
	const size_t length = strlen(name);
	const size_t size = sizeof ending - 1;

	if (length <= size)
		return false;
	for (size_t i = 0; i < size; i++) {
		if ((name[length - size + i] | 0x20) != (ending[i] | 0x20))
			return false;
	}
	return true;
}

static bool is_clean_name(const char *name)
{
	if (utf8_invalid(name, strlen(name)) != strlen(name))
		return false;
	for (uint32_t codepoint = utf8_next(&name); codepoint != 0; codepoint = utf8_next(&name)) {
		if (utf8_is_control(codepoint))
			return false;
	}
	return true;
}

/* The name without what nobody can see in it. */
static const char *without_marks(struct arena *arena, const char *name)
{
	struct letters_report done = { .counts = { 0 } };

	return letters_read(arena, NULL, name, &done);
}

/* How the arrival is shown and kept; a name of neither encoding is shown with its bytes. */
static void name_arrival(struct arena *arena, const char *folder, struct arrival *arrival)
{
	const char *name = arrival->name;

	arrival->shown = arrival->kept = arrival->path;
	arrival->is_clean = is_clean_name(name);
	if (arrival->is_clean)
		return;
	const bool is_utf8 = utf8_invalid(name, strlen(name)) == strlen(name);
	const char *decoded =
	        is_utf8 ? without_marks(arena, name) : encoding_decode_name(arena, name);
	arrival->is_clean = decoded && is_clean_name(decoded);
	if (arrival->is_clean) {
		arrival->kept = file_join(arena, folder, decoded);
		arrival->shown = arena_printf(
		        arena, "%s%s", arrival->kept, is_utf8 ? INVISIBLE_REMARK : GBK_REMARK);
	} else {
		arrival->kept = "";
		arrival->shown = diag_clean(arena, arrival->path);
	}
}

/* Nothing at the end of it: a link that leads nowhere leads not out. */
static bool leads_nowhere(int error)
{
	return error == ENOENT || error == ENOTDIR || error == ELOOP;
}

/* False: where the link leads cannot be told, and errno says why. */
static bool follow_link(
        struct arena *arena, const struct root *root, const char *folder, struct arrival *arrival)
{
	char *home = realpath(root_shown(root, arena, folder), NULL);
	char *target = !home ? NULL : realpath(root_shown(root, arena, arrival->path), NULL);
	const int error = errno;

	if (target) {
		const size_t length = strlen(home);
		arrival->leads_out = strncmp(home, target, length) != 0 || target[length] != '/';
	}
	const bool known = target || (home && leads_nowhere(error));
	free(home);
	free(target);
	errno = error;
	return known;
}

/* False: whether it is a link, or where it leads, cannot be told, and errno says why. */
static bool look_at_link(
        struct arena *arena, const struct root *root, const char *folder, struct arrival *arrival)
{
	return file_link(arena, root, arrival->path, &arrival->link)
	        && (!arrival->link[0] || follow_link(arena, root, folder, arrival));
}

static void read_report(struct arena *arena, const struct root *root, struct arrival *arrival)
{
	struct file_bytes bytes;

	arrival->status = file_read(arena, root, arrival->path, JSON_FILE_LIMIT, &bytes);
	arrival->error = bytes.error;
	arrival->bytes = bytes.bytes;
	arrival->length = bytes.length;
	arrival->modified = bytes.modified;
	if (arrival->status == FILE_OK)
		arrival->digest = digest_of(bytes.bytes, bytes.length);
}

/* A JSON object ends in a brace, in every encoding, whatever blanks or half characters follow. */
static bool is_cut_short(const struct arrival *arrival)
{
	size_t length = arrival->length;

	while (length > 0 && strchr(" \t\r\n", arrival->bytes[length - 1])) /* or NUL */
		length--;
	return length == 0 || arrival->bytes[length - 1] != '}';
}

static bool fail(struct arrival *arrival)
{
	arrival->error = errno;
	arrival->status = errno == ENOENT ? FILE_MISSING : FILE_FAILED;
	return false;
}

/* It ends too early and was written to a moment ago: somebody is just saving it. */
static bool is_being_saved(const struct root *root, struct arrival *arrival)
{
	struct stat status;
	struct timespec now;

	if (arrival->status != FILE_OK || !is_cut_short(arrival))
		return false;
	if (fstatat(root->folder, arrival->path, &status, 0) != 0)
		return fail(arrival);
	if (clock_gettime(CLOCK_REALTIME, &now) != 0)
		return false;
	const long long age = ((long long)now.tv_sec - status.st_mtim.tv_sec) * NANO
	        + (now.tv_nsec - status.st_mtim.tv_nsec);
	return age >= 0 && age < SAVING_NANO;
}

/* What was read is read again until nobody is saving it any more. */
static void await_saved(struct arena *arena, const struct root *root, struct arrival *arrival)
{
	const struct timespec pause = { .tv_nsec = PAUSE_NANO };

	for (int i = 0; i < SAVING_TRIES && is_being_saved(root, arrival); i++) {
		nanosleep(&pause, NULL);
		read_report(arena, root, arrival);
	}
}

static enum file_kind kind_of(mode_t mode)
{
	if (S_ISREG(mode))
		return FILE_KIND_REGULAR;
	return S_ISDIR(mode) ? FILE_KIND_FOLDER : FILE_KIND_OTHER;
}

/* A file that is not opened tonight: would it be another one tomorrow? */
static struct digest stamp_of(const struct stat *status)
{
	struct digest_state *state = digest_new();

	digest_add(state, &status->st_ino, sizeof status->st_ino);
	digest_add(state, &status->st_size, sizeof status->st_size);
	digest_add(state, &status->st_mtim, sizeof status->st_mtim);
	digest_add(state, &status->st_ctim, sizeof status->st_ctim);
	return digest_finish(state);
}

/* What is not named as a report, by what the folder tells of it. */
static bool look_beside(const struct root *root, struct arrival *arrival)
{
	struct stat status;

	if (fstatat(root->folder, arrival->path, &status, AT_SYMLINK_NOFOLLOW) != 0)
		return fail(arrival);
	if (S_ISLNK(status.st_mode) && !arrival->leads_out
	        && fstatat(root->folder, arrival->path, &status, 0) != 0 && !leads_nowhere(errno))
		return fail(arrival);
	arrival->kind = kind_of(status.st_mode);
	arrival->modified = file_nanoseconds(&status.st_mtim);
	if (arrival->kind == FILE_KIND_FOLDER && arrival->link[0])
		arrival->kind = FILE_KIND_OTHER; /* it may lead into itself */
	if (arrival->kind != FILE_KIND_REGULAR)
		return true;
	arrival->size = (size_t)status.st_size;
	arrival->stamp = stamp_of(&status);
	return true;
}

static struct arrival look_at(struct arena *arena, const struct root *root,
        const struct file_list *folder, const char *name)
{
	struct arrival arrival = { .name = name,
		.path = file_join(arena, folder->folder, name),
		.kind = FILE_KIND_REGULAR,
		.is_json = arrivals_is_json(name),
		.link = "",
		.holds = "",
		.bytes = "" };

	arrival.is_report = arrival.is_json;
	name_arrival(arena, folder->folder, &arrival);
	if (!file_list_is_plain(folder, name)
	        && !look_at_link(arena, root, folder->folder, &arrival)) {
		arrival.error = errno;
		arrival.status = FILE_FAILED;
		return arrival;
	}
	if (arrival.leads_out)
		arrival.status = FILE_NOT_REGULAR;
	if (!arrival.is_report) {
		(void)look_beside(root, &arrival);
	} else if (!arrival.leads_out) {
		read_report(arena, root, &arrival);
		await_saved(arena, root, &arrival);
	}
	return arrival;
}

static bool are_the_same(const struct file_list *before, const struct file_list *after)
{
	if (before->count != after->count)
		return false;
	for (size_t i = 0; i < before->count; i++)
		if (strcmp(before->names[i], after->names[i]) != 0)
			return false;
	return true;
}

/* A growing list of arrivals. */
struct gathered {
	struct arena *arena;
	const struct root *root;
	int error; /* why what lies beside the folder cannot be told, else 0 */
	struct arrival *list;
	size_t count, capacity;
};

static void add_arrival(struct gathered *gathered, const struct arrival *arrival)
{
	gathered->list = arena_grow(gathered->arena, gathered->list, &gathered->capacity,
	        gathered->count, sizeof *gathered->list);
	gathered->list[gathered->count++] = *arrival;
}

/* One entry of a folder within: a file, or what cannot be told. */
static void add_nested(struct gathered *gathered, const char *folder, const char *inner,
        const struct tree_entry *entry)
{
	const char *name = entry->name[0] ? file_join(gathered->arena, inner, entry->name) : inner;
	struct arrival arrival = { .name = name,
		.path = file_join(gathered->arena, folder, name),
		.kind = FILE_KIND_OTHER,
		.is_nested = true,
		.link = "",
		.holds = "",
		.bytes = "" };

	name_arrival(gathered->arena, folder, &arrival);
	if (entry->kind == TREE_UNREADABLE) {
		arrival.error = entry->error;
		arrival.status = entry->error == ENOENT ? FILE_MISSING : FILE_FAILED;
	} else if (entry->kind == TREE_FILE) {
		(void)look_beside(gathered->root, &arrival);
	}
	add_arrival(gathered, &arrival);
}

/* "a.json、b.json …": the first of the files that were added since. */
static const char *list_names(const struct gathered *gathered, size_t at, size_t held)
{
	const size_t folder = strlen(gathered->list[at].name) + 1;
	struct text names;

	text_init(&names);
	for (size_t i = at + 1; i < gathered->count && i <= at + ARRIVALS_NAMED_MOST; i++)
		text_printf(&names, "%s%s", i == at + 1 ? "" : "、",
		        diag_clean(gathered->arena, gathered->list[i].name + folder));
	if (held > ARRIVALS_NAMED_MOST)
		text_add(&names, " …");
	const char *list = arena_strdup(gathered->arena, names.bytes);
	text_release(&names);
	return list;
}

/* A folder and the first of the files in it; nothing of one that holds none. */
static void add_folder(struct gathered *gathered, const char *folder, struct arrival arrival)
{
	const struct tree_list tree =
	        tree_list(gathered->arena, gathered->root, arrival.path, HELD_MOST);
	const size_t at = gathered->count;

	add_arrival(gathered, &arrival);
	for (size_t i = 0; i < tree.count; i++) {
		const struct tree_entry *entry = &tree.entries[i];
		if (entry->kind == TREE_FOLDER || litter_is_path(entry->name))
			continue;
		if (arrival.held++ < ARRIVALS_NESTED_MOST || entry->kind == TREE_UNREADABLE)
			add_nested(gathered, folder, arrival.name, entry);
	}
	gathered->list[at].held = arrival.held;
	gathered->list[at].holds = list_names(gathered, at, arrival.held);
	if (arrival.held == 0)
		gathered->count = at;
}

/* Files in folders beside this one that were meant for it, 2020年5月 beside 2020-05. Were there
 * any? */
static bool gather_strays(struct gathered *gathered, const char *folder)
{
	const char *slash = strrchr(folder, '/');
	struct file_list siblings;
	struct period period;
	bool any = false;

	if (!slash || !period_parse(slash + 1, &period))
		return false;
	const char *above = arena_strndup(gathered->arena, folder, (size_t)(slash - folder));
	if (file_list(gathered->arena, gathered->root, above, &siblings) != FILE_OK)
		gathered->error = siblings.error;
	for (size_t i = 0; gathered->error == 0 && i < siblings.count; i++) {
		const char *name = siblings.names[i];
		if (litter_is_name(name) || !strays_mean(&siblings, name, period))
			continue;
		struct arrival arrival = { .name = name,
			.path = file_join(gathered->arena, above, name) };
		const size_t at = gathered->count;
		const struct file_sight sight = file_look(gathered->root, arrival.path);
		if (sight.kind == FILE_KIND_UNKNOWN)
			gathered->error = sight.error;
		if (sight.kind != FILE_KIND_FOLDER)
			continue;
		add_folder(gathered, above, arrival);
		any = true;
		if (gathered->count == at)
			continue;
		/* The folder itself is told with the months. */
		memmove(&gathered->list[at], &gathered->list[at + 1],
		        (gathered->count - at - 1) * sizeof *gathered->list);
		gathered->count--;
	}
	return any;
}

static int compare_paths(const void *left, const void *right)
{
	const struct arrival *a = left, *b = right;

	return strcmp(a->path, b->path);
}

static int compare_kept(const void *left, const void *right)
{
	const struct arrival *a = *(struct arrival *const *)left,
	                     *b = *(struct arrival *const *)right;

	return strcmp(a->kept, b->kept);
}

static void mark_kept(struct arena *arena, struct arrival *arrival)
{
	const char *slash = strrchr(arrival->kept, '/');

	if (slash && arrival->kept != arrival->path)
		arrival->kept = arena_printf(arena, "%.*s/%s%s", (int)(slash - arrival->kept),
		        arrival->kept, filename_marked(arena, slash + 1),
		        arrival->is_json ? ".json" : "");
}

static bool is_kept_long(const struct arrival *arrival)
{
	const char *slash = strrchr(arrival->kept, '/');

	return slash && arrival->kept != arrival->path && strlen(slash) > FILENAME_ROOM;
}

/* No two arrivals are kept under one name, and none under a longer one than a file can have. */
static void part_kept(struct gathered *gathered)
{
	struct arrival **sorted =
	        arena_alloc_array(gathered->arena, gathered->count + 1, sizeof(struct arrival *));
	bool *taken = arena_alloc_array(gathered->arena, gathered->count + 1, sizeof *taken);
	bool any = false;

	for (size_t i = 0; i < gathered->count; i++) {
		sorted[i] = &gathered->list[i];
		any |= sorted[i]->kept != sorted[i]->path;
	}
	if (!any)
		return;
	qsort(sorted, gathered->count, sizeof(struct arrival *), compare_kept);
	for (size_t i = 1; i < gathered->count; i++)
		if (strcmp(sorted[i]->kept, sorted[i - 1]->kept) == 0)
			taken[i] = taken[i - 1] = true;
	for (size_t i = 0; i < gathered->count; i++)
		if (taken[i] || is_kept_long(sorted[i]))
			mark_kept(gathered->arena, sorted[i]);
}

static void gather(struct gathered *gathered, const struct file_list *names)
{
	bool nested = false;

	for (size_t i = 0; i < names->count; i++) {
		if (litter_is_name(names->names[i]))
			continue;
		const struct arrival arrival =
		        look_at(gathered->arena, gathered->root, names, names->names[i]);
		nested |= arrival.kind == FILE_KIND_FOLDER;
		if (arrival.kind == FILE_KIND_FOLDER)
			add_folder(gathered, names->folder, arrival);
		else
			add_arrival(gathered, &arrival);
	}
	if (gather_strays(gathered, names->folder) || nested)
		qsort(gathered->list, gathered->count, sizeof *gathered->list, compare_paths);
	part_kept(gathered);
}

/* Every file of the folder; false when its names were others at the end than at the beginning. */
static bool read_folder(struct arena *arena, const struct root *root, struct arrivals *arrivals)
{
	struct gathered gathered = { .arena = arena, .root = root };
	struct file_list names, after;

	arrivals->status = file_list(arena, root, arrivals->folder, &names);
	arrivals->error = names.error;
	arrivals->list = NULL;
	arrivals->count = 0;
	if (arrivals->status != FILE_OK)
		return true;
	gather(&gathered, &names);
	arrivals->status = file_list(arena, root, arrivals->folder, &after);
	arrivals->error = after.error;
	if (gathered.error != 0 && arrivals->status == FILE_OK) {
		arrivals->status = FILE_FAILED;
		arrivals->error = gathered.error;
	}
	if (arrivals->status != FILE_OK)
		return arrivals->status != FILE_MISSING;
	arrivals->list = gathered.list;
	arrivals->count = gathered.count;
	for (size_t i = 0; i < gathered.count; i++)
		if (gathered.list[i].status == FILE_MISSING)
			return false;
	return are_the_same(&names, &after);
}

/*
 * While files are replaced a folder's listing may miss one of them, and one that was listed may be
 * gone when it is opened: what was read counts only when the folder held still.
 */
struct arrivals *arrivals_read(struct arena *arena, const struct root *root, const char *folder)
{
	struct arrivals *arrivals = arena_alloc(arena, sizeof *arrivals);

	*arrivals = (struct arrivals){ .folder = folder };
	for (int i = 0; i < FOLDER_TRIES; i++)
		if (read_folder(arena, root, arrivals))
			return arrivals;
	*arrivals = (struct arrivals){ .folder = folder, .status = FILE_FAILED, .error = EAGAIN };
	return arrivals;
}

static struct nature_found nature_read(const struct arrival *arrival)
{
	return nature_of(arrival->bytes, arrival->status == FILE_OK ? arrival->length : 0);
}

/* What it is, from all of its bytes, which are kept only of what may say whose it is. */
static void open_file(struct arena *arena, const struct root *root, struct arrival *arrival)
{
	struct arena *passing = arena_new();

	read_report(passing, root, arrival);
	arrival->nature = nature_read(arrival);
	if (arrival->nature.nature == NATURE_REPORT || arrival->nature.nature == NATURE_EMPTY) {
		await_saved(passing, root, arrival);
		arrival->nature = nature_read(arrival);
	}
	if (arrival->status == FILE_MISSING) {
		arrival->status = FILE_FAILED; /* it was there a moment ago: the next night tells */
		arrival->error = ENOENT;
	}
	const bool is_text =
	        arrival->nature.nature == NATURE_REPORT || arrival->nature.nature == NATURE_TEXT;
	if (arrival->status == FILE_OK && is_text) {
		char *bytes = arena_alloc(arena, arrival->length + 1);
		memcpy(bytes, arrival->bytes, arrival->length + 1);
		arrival->bytes = bytes;
	} else {
		arrival->bytes = "";
	}
	arrival->is_report = arrival->status == FILE_OK && !arrival->is_nested
	        && arrival->nature.nature == NATURE_REPORT;
	arena_free(passing);
}

void arrivals_open(struct arena *arena, const struct root *root, struct arrivals *arrivals)
{
	for (size_t i = 0; i < arrivals->count && !arrivals->is_open; i++) {
		struct arrival *arrival = &arrivals->list[i];
		if (arrival->status != FILE_OK || arrival->leads_out
		        || arrival->kind != FILE_KIND_REGULAR)
			continue;
		if (arrival->is_json)
			arrival->nature = nature_of(arrival->bytes, arrival->length);
		else
			open_file(arena, root, arrival);
	}
	arrivals->is_open = true;
}

bool arrivals_is_fit(const struct arrival *arrival)
{
	return arrival->is_report && arrival->is_clean && !arrival->leads_out
	        && arrival->status == FILE_OK;
}

bool arrivals_is_kept(const struct arrival *arrival)
{
	return arrival->kind == FILE_KIND_REGULAR && arrival->is_clean && !arrival->leads_out
	        && arrival->status == FILE_OK;
}
