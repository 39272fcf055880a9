/*
 * verify [PERIOD…]: the archive, item by item, as DA/T 70-2018 asks when records are filed: are
 * they authentic (真实), complete (完整), usable (可用), safe (安全)?
 *
 * Reads everything, renders and writes nothing; whether the documents still come out of their
 * inputs is regenerate's to prove. What fails is said with its file; a line an item goes to stdout.
 */
#include "press/archive/verify.h"
#include "app/issued.h"
#include "app/run.h"
#include "app/verify_package.h"
#include "base/common.h"
#include "base/json_out.h"
#include "base/text.h"
#include "diag/message.h"
#include "press/month/fontkeep.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* The longest trailer that is looked at, from the end of a document. */
#define TAIL_BYTES 2048
/* What file systems of other systems have no names with. */
#define FOREIGN_CHARACTERS "\\:*?\"<>|"

enum archival_aspect { ASPECT_AUTHENTIC, ASPECT_COMPLETE, ASPECT_USABLE, ASPECT_SAFE };
static const struct {
	const char *name, *english, *chinese;
} aspects[] = {
	[ASPECT_AUTHENTIC] = { "authentic", "authentic", "真实" },
	[ASPECT_COMPLETE] = { "complete", "complete ", "完整" },
	[ASPECT_USABLE] = { "usable", "usable   ", "可用" },
	[ASPECT_SAFE] = { "safe", "safe     ", "安全" },
};

enum item {
	ITEM_SUMS,
	ITEM_MANIFEST,
	ITEM_AGREES,
	ITEM_FILES,
	ITEM_DOCUMENTS,
	ITEM_FONTS,
	ITEM_RECORDS,
	ITEM_FORM,
	ITEM_OPEN,
	ITEM_FOREIGN,
	ITEM_NAMES,
	ITEM_COUNT,
};
/* Chinese names of four characters, English ones padded, so that the lines are a table. */
static const struct {
	enum archival_aspect aspect;
	const char *name, *english, *chinese;
} items[] = {
	[ITEM_SUMS] = { ASPECT_AUTHENTIC, "sums", "every file by its digest   ", "校验相符" },
	[ITEM_AGREES] = { ASPECT_AUTHENTIC, "agrees", "manifest and content agree ", "清单相符" },
	[ITEM_FILES] = { ASPECT_COMPLETE, "files", "no file is missing         ", "文件齐全" },
	[ITEM_DOCUMENTS] = { ASPECT_COMPLETE, "documents", "issued documents are there ",
	        "正文齐全" },
	[ITEM_FONTS] = { ASPECT_COMPLETE, "fonts", "their fonts are there      ", "字体齐全" },
	[ITEM_RECORDS] = { ASPECT_COMPLETE, "records", "targets and records are    ", "依据齐全" },
	[ITEM_MANIFEST] = { ASPECT_USABLE, "manifest", "manifest can be read       ", "清单可读" },
	[ITEM_FORM] = { ASPECT_USABLE, "form", "documents are whole        ", "版式合规" },
	[ITEM_OPEN] = { ASPECT_USABLE, "open", "nothing is encrypted       ", "未经加密" },
	[ITEM_FOREIGN] = { ASPECT_SAFE, "foreign", "nothing else lies there    ", "无外来物" },
	[ITEM_NAMES] = { ASPECT_SAFE, "names", "names stand on any system  ", "名称合规" },
};

/* Of one revision, or of a year's series. */
struct checking {
	struct run *run;
	struct arena *arena;
	struct diag *heard; /* of the parts that check; told again by item */
	size_t told;        /* records of it */
	const char *title;  /* 2020-03/1 */
	const char *folder;
	size_t failed[ITEM_COUNT];
	size_t failures;
};

static void fail(struct checking *checking, enum item item, struct place place, const char *english,
        const char *chinese)
{
	checking->failed[item]++;
	checking->failures++;
	diag_say(checking->run->diag, MSG_VERIFY_FAILED, place,
	        arena_strndup(checking->arena, items[item].english,
	                text_length_without(items[item].english, " ")),
	        english, items[item].chinese, chinese);
}

/* Which item a message of the archive is about. */
static enum item item_of(enum message message, enum item otherwise)
{
	switch ((int)message) {
	case MSG_ARCHIVE_MISSING:
		return otherwise == ITEM_AGREES  ? ITEM_DOCUMENTS
		        : otherwise == ITEM_SUMS ? ITEM_FILES
		                                 : otherwise;
	case MSG_ARCHIVE_ADDED:
	case MSG_ARCHIVE_FOREIGN:
	case MSG_ARCHIVE_TOO_MANY:
		return ITEM_FOREIGN;
	default:
		return otherwise;
	}
}

/* What was heard since the last time; what cannot be read is no failure of the archive. */
static void tell(struct checking *checking, enum item otherwise)
{
	for (; checking->told < diag_count(checking->heard); checking->told++) {
		const struct record *record = diag_record(checking->heard, checking->told);
		if (message_lookup(record->message)->exit == EXIT_IO)
			diag_repeat(checking->run->diag, record);
		else if (record->severity >= SEVERITY_FAULT)
			fail(checking, item_of(record->message, otherwise), record->place,
			        record->english, record->chinese);
	}
}

static const char *path_of(const struct checking *checking, const char *name)
{
	return file_join(checking->arena, checking->folder, name);
}

/* The last bytes of a document, all of a short one, NUL behind them. */
static const char *tail_of(const struct file_bytes *bytes)
{
	return bytes->bytes + (bytes->length > TAIL_BYTES ? bytes->length - TAIL_BYTES : 0);
}

static bool ends_as_pdf(const struct file_bytes *bytes)
{
	size_t end = bytes->length;

	while (end > 0 && strchr("\r\n", bytes->bytes[end - 1]))
		end--;
	return end >= 5 && memcmp(bytes->bytes + end - 5, "%%EOF", 5) == 0;
}

static bool contains(const char *bytes, size_t length, const char *word)
{
	return memmem(bytes, length, word, strlen(word));
}

/* Closed as a writer of JSON or CSV closes it: a byte order mark of CSV at the head, a line end. */
static bool is_whole_text(const char *file, const struct file_bytes *bytes)
{
	return bytes->length > 4 && bytes->bytes[bytes->length - 1] == '\n'
	        && text_starts_with(
	                bytes->bytes, text_ends_with(file, ".csv") ? "\xEF\xBB\xBF" : "{");
}

/* A ZIP archive from its first file to the record at its end, with the part that others hang on. */
static bool is_whole_package(const struct file_bytes *bytes, const char *part)
{
	const char *tail = tail_of(bytes);

	return bytes->length > 4 && memcmp(bytes->bytes, "PK\3\4", 4) == 0
	        && contains(tail, (size_t)(bytes->bytes + bytes->length - tail), "PK\5\6")
	        && contains(bytes->bytes, bytes->length, part);
}

/* PDF/A-1 from its head to its end, an OFD package, or figures for other programs. */
static bool is_whole(const char *file, const struct file_bytes *bytes)
{
	if (text_ends_with(file, ".csv") || text_ends_with(file, ".json"))
		return is_whole_text(file, bytes);
	if (text_ends_with(file, ".ofd"))
		return is_whole_package(bytes, "OFD.xml");
	if (text_ends_with(file, ".xlsx"))
		return is_whole_package(bytes, "xl/workbook.xml");
	return text_starts_with(bytes->bytes, "%PDF-1.4") && ends_as_pdf(bytes)
	        && contains(bytes->bytes, bytes->length, "/GTS_PDFA1");
}

static void check_document(struct checking *checking, const struct manifest_output *output)
{
	const struct place place =
	        place_file(path_of(checking, archive_document(checking->arena, output->file)));
	struct arena *arena = arena_new();
	struct file_bytes bytes;

	if (file_read(arena, checking->run->root, place.file, ARCHIVE_DOCUMENT_LIMIT, &bytes)
	        == FILE_OK) {
		const char *tail = tail_of(&bytes);
		const size_t length = (size_t)(bytes.bytes + bytes.length - tail);
		if (!is_whole(output->file, &bytes))
			fail(checking, ITEM_FORM, place,
			        "no whole PDF/A-1, OFD, CSV, JSON or XLSX document",
			        "不是完整的 PDF/A-1、OFD、CSV、JSON 或 XLSX 文件");
		if (contains(tail, length, "/Encrypt"))
			fail(checking, ITEM_OPEN, place, "the document is encrypted", "文件已加密");
		if (bytes.length != output->length)
			fail(checking, ITEM_AGREES, place, "not as long as the manifest says",
			        "长度与清单所记不符");
	}
	arena_free(arena);
}

static void check_names(struct checking *checking, const struct sum_list *sums)
{
	for (size_t i = 0; i < sums->count; i++) {
		const char *name = sums->list[i].file;
		if (name[strcspn(name, FOREIGN_CHARACTERS)] || text_ends_with(name, " ")
		        || text_ends_with(name, "."))
			fail(checking, ITEM_NAMES, place_file(path_of(checking, name)),
			        "a character of the name cannot be kept on other systems",
			        "文件名含其他系统不能保存的字符");
	}
}

/* What the month was made from, beside its reports, and why it was opened again. */
static void check_records(
        struct checking *checking, const struct manifest *manifest, const struct sum_list *sums)
{
	const char *targets =
	        arena_printf(checking->arena, "input/targets/%04d.json", manifest->period.year);
	size_t templates = 0;

	for (size_t i = 0; i < sums->count; i++)
		templates += text_starts_with(sums->list[i].file, TEMPLATES_FOLDER "/");
	if (!sums_lookup(sums, targets))
		fail(checking, ITEM_RECORDS, place_file(path_of(checking, targets)),
		        "the targets were not archived", "任务目录未归档");
	if (templates == 0)
		fail(checking, ITEM_RECORDS, place_file(path_of(checking, TEMPLATES_FOLDER)),
		        "the templates were not archived", "模板未归档");
	if (manifest->revision < 2)
		return;
	struct archive_reopening reopening;
	(void)archive_reopening_read(checking->arena, checking->heard, checking->run->root,
	        archive_reopening_path(checking->arena, manifest->period, manifest->revision),
	        &reopening);
	tell(checking, ITEM_RECORDS);
}

static void check_content(
        struct checking *checking, const struct manifest *manifest, const struct sum_list *sums)
{
	const struct issued issued = { .arena = checking->arena,
		.diag = checking->heard,
		.root = checking->run->root,
		.folder = checking->folder,
		.manifest = manifest };
	const struct fontkeep fonts = {
		.arena = checking->arena, .diag = checking->heard, .root = checking->run->root
	};

	(void)issued_differing(&issued, sums);
	tell(checking, ITEM_AGREES);
	(void)fontkeep_differing(&fonts, manifest);
	tell(checking, ITEM_FONTS);
	check_records(checking, manifest, sums);
	for (size_t i = 0; i < manifest->output_count; i++)
		check_document(checking, &manifest->outputs[i]);
}

static void print_line(const struct checking *checking, enum item item, size_t failed)
{
	const bool chinese = options_language(checking->run->options) == DIAG_CHINESE;
	const enum archival_aspect aspect = items[item].aspect;

	printf("%-10s  %s  %s  %s\n", checking->title,
	        chinese ? aspects[aspect].chinese : aspects[aspect].english,
	        chinese ? items[item].chinese : items[item].english,
	        failed == 0 ? (chinese ? "合格" : "pass") : (chinese ? "不合格" : "FAIL"));
}

/* {"archive": "2020-03/1", "aspect": "authentic", "item": "sums", "failed": 0} */
static void print_json(const struct checking *checking, enum item item, size_t failed)
{
	struct text line;

	text_init(&line);
	struct json_out json = json_out_begin(&line);
	json_out_object(&json, NULL, JSON_LINE);
	json_out_string(&json, "archive", checking->title);
	json_out_string(&json, "aspect", aspects[items[item].aspect].name);
	json_out_string(&json, "item", items[item].name);
	json_out_size(&json, "failed", failed);
	json_out_close(&json);
	json_out_end(&json);
	fputs(line.bytes, stdout);
	text_release(&line);
}

static void print(const struct checking *checking)
{
	for (enum item item = 0; item < ITEM_COUNT; item++) {
		if (checking->run->options->json)
			print_json(checking, item, checking->failed[item]);
		else
			print_line(checking, item, checking->failed[item]);
	}
}

/* NULL (told): there is none that can be used, or it is another's. */
static const struct manifest *read_manifest(
        struct checking *checking, struct period period, int revision)
{
	const char *file = path_of(checking, MANIFEST_FILE);
	const struct manifest *manifest =
	        manifest_read(checking->arena, checking->heard, checking->run->root, file);

	tell(checking, ITEM_MANIFEST);
	if (!manifest)
		return NULL;
	if (period_compare(manifest->period, period) == 0 && manifest->revision == revision)
		return manifest;
	fail(checking, ITEM_AGREES, place_file(file),
	        "the manifest is of another month or revision", "清单属于另一个月份或另一次归档");
	return NULL;
}

/* How many things fail. */
static size_t check_revision(struct run *run, struct period period, int revision)
{
	struct checking checking = {
		.run = run, .arena = arena_new(), .heard = diag_new(&(struct diag_options){ 0 })
	};

	checking.folder = archive_path(checking.arena, period, revision);
	checking.title = arena_printf(
	        checking.arena, "%s/%d", period_format(checking.arena, period), revision);
	const struct verification found =
	        archive_verify(checking.arena, checking.heard, run->root, checking.folder);
	tell(&checking, ITEM_SUMS);
	check_names(&checking, &found.sums);
	const struct manifest *manifest = read_manifest(&checking, period, revision);
	if (manifest)
		check_content(&checking, manifest, &found.sums);
	print(&checking);
	diag_free(checking.heard);
	arena_free(checking.arena);
	return checking.failures;
}

/* Numbers of one year's months, each as it was issued last; 0: none that is known. */
struct series {
	int year;
	int numbers[MONTHS];
};

static void read_numbers(struct run *run, struct series *series)
{
	struct diag *mute = diag_new(&(struct diag_options){ 0 });

	for (int month = 1; month <= MONTHS; month++) {
		const struct period period = { .year = series->year, .month = month };
		struct archive_stand stand;
		if (!archive_look(run->arena, run->root, period, &stand) || stand.revision == 0)
			continue;
		const struct manifest *manifest = manifest_read(run->arena, mute, run->root,
		        file_join(run->arena, archive_path(run->arena, period, stand.revision),
		                MANIFEST_FILE));
		series->numbers[month - 1] = manifest ? manifest->number : 0;
	}
	diag_free(mute);
}

/* Each number follows the one before: what is left out was not issued, or is gone. */
static size_t check_series(struct run *run, int year)
{
	struct series series = { .year = year };
	size_t gaps = 0;
	int last = 0;

	read_numbers(run, &series);
	for (int month = 1; month <= MONTHS; month++) {
		const int number = series.numbers[month - 1];
		if (number == 0)
			continue;
		if (last != 0 && number != last + 1) {
			gaps++;
			diag_say(run->diag, MSG_VERIFY_NUMBERS,
			        place_file(arena_printf(
			                run->arena, ARCHIVE_FOLDER "/%04d-%02d", year, month)),
			        arena_printf(run->arena, "%d", number),
			        arena_printf(run->arena, "%d", last));
		}
		last = number;
	}
	return gaps;
}

static size_t check_month(struct run *run, struct period period, size_t *revisions)
{
	struct archive_stand stand;
	size_t failed = 0;

	if (!archive_find(run->arena, run->diag, run->root, period, &stand))
		return 0;
	if (stand.revision == 0)
		diag_say(run->diag, MSG_NOT_ISSUED, PLACE_NONE, period_format(run->arena, period));
	for (int revision = 1; revision <= stand.revision; revision++, ++*revisions)
		failed += check_revision(run, period, revision);
	return failed;
}

/* No month is written so. */
static bool is_path(const char *word)
{
	return strchr(word, '/') || text_ends_with(word, ".zip");
}

/* The months that were asked for, or all; false (said) when one is no month. */
static bool list_months(struct run *run, struct archive_months *out)
{
	const struct options *options = run->options;

	if (options->argument_count == 0)
		return archive_months(run->arena, run->diag, run->root, out);
	struct period *list = arena_alloc_array(run->arena, options->argument_count, sizeof *list);
	size_t count = 0;
	for (size_t i = 0; i < options->argument_count; i++) {
		if (verify_is_package(run, options->arguments[i]))
			continue;
		if (is_path(options->arguments[i])) {
			diag_say_plain(
			        run->diag, MSG_CHECK_NO_FILE, place_file(options->arguments[i]));
			return false;
		}
		if (!options_parse_period(run->diag, options->arguments[i], &list[count++]))
			return false;
	}
	*out = (struct archive_months){ .list = list, .count = count };
	return true;
}

static bool is_new_year(const struct archive_months *months, size_t number)
{
	for (size_t i = 0; i < number; i++)
		if (months->list[i].year == months->list[number].year)
			return false;
	return true;
}

void command_verify(struct run *run)
{
	struct archive_months months;
	size_t revisions = 0, failed = 0;

	if (!list_months(run, &months))
		return;
	for (size_t i = 0; i < run->options->argument_count; i++)
		if (verify_is_package(run, run->options->arguments[i]))
			verify_package(run, run->options->arguments[i]);
	for (size_t i = 0; i < months.count; i++) {
		if (is_new_year(&months, i))
			failed += check_series(run, months.list[i].year);
		failed += check_month(run, months.list[i], &revisions);
	}
	if (months.count == 0 && run->options->argument_count > 0)
		return;
	if (months.count == 0)
		diag_say_plain(run->diag, MSG_NOTHING_ISSUED, place_file(ARCHIVE_FOLDER));
	else if (failed == 0 && diag_exit_status(run->diag) == EXIT_DONE)
		diag_say(run->diag, MSG_VERIFIED, PLACE_NONE,
		        arena_printf(run->arena, "%zu", revisions));
}
