#include "app/options.h"

#include "base/common.h"
#include "base/listing.h"
#include "base/nearest.h"
#include "base/text.h"
#include "diag/hint.h"
#include "diag/message.h"
#include "figures/intake/strays.h"
#include "figures/targets/catalogue.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define UNLIMITED     SIZE_MAX
#define NUMBER_DIGITS 9
#define NAME_MOST     64

const struct command commands[] = {
#define COMMAND(word, usage, fewest, greatest, in_english, in_chinese, one, other) \
	{ .name = #word, \
		.arguments = (usage), \
		.least = (fewest), \
		.most = (greatest), \
		.english = (in_english), \
		.chinese = (in_chinese), \
		.example = (one), \
		.another = (other) },
#include "app/commands.def"
#undef COMMAND
	{ 0 },
};

enum option_kind { OPTION_FLAG, OPTION_TEXT, OPTION_DESPITE };

struct option_row {
	char letter; /* 0: none */
	enum option_kind kind;
	const char *name; /* "": none */
	size_t offset;    /* in struct options */
	const char *value;
	const char *english, *chinese;
	const char *commands; /* those that take it, parted by blanks; "": all */
};

static const struct option_row rows[] = {
	{ 'C', OPTION_TEXT, "", offsetof(struct options, root), "DIR",
	        "work in DIR, which holds input/, templates/ and output/",
	        "在 DIR 中工作（其下有 input/、templates/、output/）", "" },
	{ 0, OPTION_TEXT, "today", offsetof(struct options, today), "DATE",
	        "take DATE (2020-06-08) as today", "以 DATE（如 2020-06-08）为今天", "" },
	{ 'q', OPTION_FLAG, "quiet", offsetof(struct options, quiet), "",
	        "say faults and errors only", "只显示退回与错误", "" },
	{ 'v', OPTION_FLAG, "verbose", offsetof(struct options, verbose), "",
	        "say what is being done", "显示处理过程", "" },
	{ 0, OPTION_TEXT, "lang", offsetof(struct options, language), "zh|en",
	        "language of messages (default: LC_ALL, LC_MESSAGES, LANG)",
	        "消息语言（默认取 LC_ALL、LC_MESSAGES、LANG）", "" },
	{ 0, OPTION_FLAG, "json", offsetof(struct options, json), "",
	        "messages as one JSON object a line, and the result on stdout",
	        "每条消息输出为一行 JSON，结果也以 JSON 输出到标准输出", "" },
	{ 0, OPTION_FLAG, "no-color", offsetof(struct options, no_color), "", "no colours",
	        "不用颜色", "" },
	{ 0, OPTION_TEXT, "jobs", offsetof(struct options, jobs), "N",
	        "render with at most N processes at a time (default: all processors)",
	        "最多用 N 个进程同时生成文件（默认用全部处理器）",
	        "render nightly issue regenerate" },
	{ 0, OPTION_FLAG, "with-month", offsetof(struct options, with_month), "",
	        "judge each FILE as if it lay in its month: falls, leaps, relations, revisions",
	        "把每个 FILE 放进所属月份一并检查：下降、突变、勾稽关系、报送次数", "check" },
	{ 0, OPTION_FLAG, "changes", offsetof(struct options, changes), "",
	        "ask only for what is wanted still: not given this month, asked back, or lagging",
	        "只列仍须填报的：本月未填的、请核实的、进度滞后的", "form" },
	{ 0, OPTION_TEXT, "with", offsetof(struct options, with), "FILE",
	        "as if FILE were sent: - what goes, + what comes",
	        "假设已报送 FILE：- 为删去，+ 为新增", "preview" },
	{ 0, OPTION_TEXT, "wait", offsetof(struct options, wait), "SECONDS",
	        "wait for another run to end, at most SECONDS", "等待另一进程结束，最多 SECONDS 秒",
	        "nightly" },
	{ 0, OPTION_FLAG, "dry-run", offsetof(struct options, dry_run), "",
	        "say what would be done, write nothing", "只说明将做什么，不写任何文件",
	        "nightly issue" },
	{ 0, OPTION_TEXT, "on-done", offsetof(struct options, on_done), "PROGRAM",
	        "when all is well, run PROGRAM with the path of run.json",
	        "一切正常时运行 PROGRAM，参数为 run.json 的路径", "nightly" },
	{ 0, OPTION_TEXT, "on-attention", offsetof(struct options, on_attention), "PROGRAM",
	        "when something needs a person (exit status 3), likewise",
	        "有事项需人工处理（退出状态 3）时运行，同上", "nightly" },
	{ 0, OPTION_TEXT, "on-failure", offsetof(struct options, on_failure), "PROGRAM",
	        "when a month failed (exit status over 3), likewise",
	        "有月份处理失败（退出状态大于 3）时运行，同上", "nightly" },
	{ 0, OPTION_TEXT, "hook-timeout", offsetof(struct options, hook_timeout), "SECONDS",
	        "end PROGRAM after SECONDS (default: 300; 0: never)",
	        "PROGRAM 运行超过 SECONDS 秒即终止（默认 300；0 为不限）", "nightly" },
	{ 0, OPTION_TEXT, "reason", offsetof(struct options, reason), "TEXT",
	        "why: recorded in the archive and printed", "原因：记入归档并印在文件上",
	        "issue reopen acknowledge" },
	{ 0, OPTION_TEXT, "date", offsetof(struct options, date), "DATE",
	        "day of issue (default: today), or on which a report came",
	        "印发日期（默认今天），或实际收到报送的日期", "issue acknowledge" },
	{ 0, OPTION_DESPITE, "despite", offsetof(struct options, despite), "CODE",
	        "issue although messages of CODE stand (repeatable; needs --reason)",
	        "虽有 CODE 类问题仍予印发（可多次使用，须写 --reason）", "issue" },
	{ 0, OPTION_TEXT, "number", offsetof(struct options, number), "N",
	        "number in the series (default: the catalogue's)", "期号（默认取自目录）",
	        "issue" },
	{ 0, OPTION_TEXT, "revision", offsetof(struct options, revision), "N",
	        "the N-th archived revision (default: the last), or N-th report of a unit",
	        "第 N 次归档（默认最后一次），或单位第 N 次报送", "regenerate export acknowledge" },
	{ 0, OPTION_TEXT, "to", offsetof(struct options, to), "PATH",
	        "write the package to PATH: a folder, new or empty, or FILE.zip",
	        "把整包写到 PATH：新建或空文件夹，或 .zip 文件", "export" },
	{ 0, OPTION_FLAG, "sm3", offsetof(struct options, sm3), "",
	        "sums after GB/T 32905 (SM3), too", "另附 SM3（GB/T 32905）校验值", "export" },
	{ 0, OPTION_TEXT, "into", offsetof(struct options, into), "FOLDER",
	        "write the documents into FOLDER, new or empty, and leave output/ alone",
	        "文件写入 FOLDER（新建或空文件夹），不动 output/", "regenerate" },
	{ 0, OPTION_FLAG, "all", offsetof(struct options, all), "",
	        "every archived month; of list: each open month",
	        "全部已归档月份；用于 list 时为各未通报月份", "regenerate list" },
	{ 0, OPTION_TEXT, "accept-difference", offsetof(struct options, accept), "REASON",
	        "publish even if the bytes differ; REASON is recorded",
	        "即使与原件不同也输出，REASON 记录在案", "regenerate" },
	{ 0, OPTION_TEXT, "year", offsetof(struct options, year), "YEAR",
	        "year of the targets (default: that of the table's title) or of the history "
	        "(default: the newest)",
	        "目标的年份（默认取自表的标题），或报送的年份（默认最近一年）", "targets history" },
	{ 0, OPTION_TEXT, "city", offsetof(struct options, city), "NAME",
	        "whose targets they are (default: the place in the table's title)",
	        "哪里的目标（默认取自表的标题）", "targets" },
	{ 'h', OPTION_FLAG, "help", offsetof(struct options, help), "", "show this help",
	        "显示帮助", "" },
	{ 0, OPTION_FLAG, "version", offsetof(struct options, version), "",
	        "show the version and those of the libraries", "显示版本与各库版本", "" },
};
#define ROW_COUNT COUNT_OF(rows)

const struct command *options_command(const char *name)
{
	for (const struct command *command = commands; command->name; command++)
		if (text_equal(command->name, name))
			return command;
	return NULL;
}

/* The row an argument names, and where its value begins ("" after =, NULL when not attached). */
static const struct option_row *find_row(const char *argument, const char **value)
{
	for (size_t i = 0; i < ROW_COUNT; i++) {
		const struct option_row *row = &rows[i];
		size_t length = strlen(row->name);
		*value = NULL;
		if (argument[1] != '-') {
			if (row->letter != argument[1])
				continue;
			if (argument[2])
				*value = argument + 2;
			return row;
		}
		if (length == 0 || strncmp(argument + 2, row->name, length) != 0)
			continue;
		if (argument[2 + length] == '=')
			*value = argument + 3 + length;
		if (argument[2 + length] == '=' || argument[2 + length] == '\0')
			return row;
	}
	return NULL;
}

static bool complain(struct complaint *wrong, enum message message, const char *what)
{
	*wrong = (struct complaint){ .message = message, .arguments = { what } };
	return false;
}

/* The option's name that is near, what is attached to it aside. */
static const char *near_option(const char *argument)
{
	const char *names[ROW_COUNT];
	char word[NAME_MOST];
	size_t count = 0;

	for (size_t i = 0; i < ROW_COUNT; i++)
		if (rows[i].name[0])
			names[count++] = rows[i].name;
	argument += strspn(argument, "-");
	snprintf(word, sizeof word, "%.*s", (int)strcspn(argument, "="), argument);
	return nearest_word(word, names, count);
}

static const char *near_command(const char *word)
{
	const char *names[COUNT_OF(commands)];
	size_t count = 0;

	for (; commands[count].name; count++)
		names[count] = commands[count].name;
	return nearest_word(word, names, count);
}

static bool complain_of_option(struct complaint *wrong, const char *argument)
{
	complain(wrong, MSG_UNKNOWN_OPTION, argument);
	wrong->meant = near_option(argument);
	return false;
}

struct argument_reader {
	int count;
	char **values;
	int next;
	struct options *out;
	struct complaint *wrong;
	bool used[ROW_COUNT];
};

static bool add_despite(struct argument_reader *reader, const char *code)
{
	struct options *out = reader->out;
	enum message message;

	if (!message_find(code, &message)) {
		complain(reader->wrong, MSG_UNKNOWN_CODE, code);
		reader->wrong->meant = message_near(code);
		return false;
	}
	if (out->despite_count == OPTIONS_DESPITE_MAX)
		return complain(reader->wrong, MSG_EXTRA_ARGUMENT, code);
	out->despite[out->despite_count++] = code;
	return true;
}

static bool take_option(struct argument_reader *reader)
{
	const char *argument = reader->values[reader->next++];
	const char *value;
	const struct option_row *row = find_row(argument, &value);

	if (!row)
		return complain_of_option(reader->wrong, argument);
	reader->used[row - rows] = true;
	char *field = (char *)reader->out + row->offset;
	if (row->kind == OPTION_FLAG) {
		if (value)
			return complain_of_option(reader->wrong, argument);
		*(bool *)field = true;
		return true;
	}
	if (!value && reader->next < reader->count)
		value = reader->values[reader->next++];
	if (!value || !value[0])
		return complain(reader->wrong, MSG_OPTION_NEEDS_VALUE, argument);
	if (row->kind == OPTION_DESPITE)
		return add_despite(reader, value);
	*(const char **)(void *)field = value;
	return true;
}

/* Does a list of words parted by blanks hold this one? */
static bool lists(const char *words, const char *word)
{
	size_t length = strlen(word);

	for (const char *at = words; *at; at += strspn(at, " ")) {
		size_t end = strcspn(at, " ");
		if (end == length && strncmp(at, word, length) == 0)
			return true;
		at += end;
	}
	return false;
}

static bool takes(const struct command *command, const struct option_row *row)
{
	return !row->commands[0] || lists(row->commands, command->name);
}

/* An option that the command would not read is an error, not a wish unheard. */
static bool check_used(const struct argument_reader *reader, const struct command *command)
{
	for (size_t i = 0; i < ROW_COUNT; i++) {
		if (!reader->used[i] || takes(command, &rows[i]))
			continue;
		*reader->wrong = (struct complaint){ .message = MSG_OPTION_ELSEWHERE,
			.arguments = { rows[i].name, command->name, rows[i].commands } };
		return false;
	}
	return true;
}

static bool is_number(const char *text)
{
	size_t length = strlen(text);

	return length <= NUMBER_DIGITS && strspn(text, "0123456789") == length;
}

/* What the commands of the archive need beside what the rows say. */
static const char *example_of(const char *name)
{
	const struct command *command = options_command(name);

	return command ? command->example : "";
}

static bool check_archive(const struct options *options, struct complaint *wrong)
{
	const char *numbers[] = { options->revision, options->number, options->jobs };

	for (size_t i = 0; i < COUNT_OF(numbers); i++)
		if (!is_number(numbers[i]) || (numbers[i][0] && strtol(numbers[i], NULL, 10) == 0))
			return complain(wrong, MSG_BAD_NUMBER, numbers[i]);
	if (!options->reason[0]
	        && (options->despite_count > 0 || text_equal(options->command, "reopen")
	                || (text_equal(options->command, "acknowledge")
	                        && options->argument_count > 1)))
		return complain(wrong, MSG_REASON_MISSING, "--reason");
	if (text_equal(options->command, "export") && !options->to[0])
		return complain(wrong, MSG_MISSING_ARGUMENT, example_of(options->command));
	if (options->with_month && options->argument_count == 0)
		return complain(wrong, MSG_MISSING_ARGUMENT, example_of(options->command));
	if (!text_equal(options->command, "regenerate") && !text_equal(options->command, "list"))
		return true;
	if (!options->all && options->argument_count == 0)
		return complain(wrong, MSG_MISSING_ARGUMENT, example_of(options->command));
	if (options->all && (options->argument_count > 0 || options->revision[0]))
		return complain(wrong, MSG_EXTRA_ARGUMENT,
		        options->argument_count > 0 ? options->arguments[0] : options->revision);
	return true;
}

/* Of the years that a catalogue can be of, or their neighbours: calendars reach beyond the day. */
static bool is_of_our_time(struct date date)
{
	return date.year >= CATALOGUE_YEAR_LEAST && date.year <= CATALOGUE_YEAR_MOST + 1;
}

static bool check_values(const struct argument_reader *reader)
{
	const struct options *options = reader->out;
	struct complaint *wrong = reader->wrong;
	const char *const days[] = { options->today, options->date };
	struct date date;

	for (size_t i = 0; i < COUNT_OF(days); i++)
		if (days[i][0] && (!date_parse(days[i], &date) || !is_of_our_time(date)))
			return complain(wrong, MSG_BAD_DATE, days[i]);
	if (options->language[0] && !text_equal(options->language, "zh")
	        && !text_equal(options->language, "en"))
		return complain(wrong, MSG_BAD_LANGUAGE, options->language);
	if (!is_number(options->wait) || !is_number(options->hook_timeout))
		return complain(wrong, MSG_BAD_SECONDS,
		        is_number(options->wait) ? options->hook_timeout : options->wait);
	const struct command *command = options_command(options->command);
	if (!command && options->command[0]) {
		complain(wrong, MSG_UNKNOWN_COMMAND, options->command);
		wrong->meant = near_command(options->command);
		return false;
	}
	if (options->help || options->version)
		return true;
	if (!command)
		return complain(wrong, MSG_NO_COMMAND, "");
	if (options->argument_count < command->least)
		return complain(wrong, MSG_MISSING_ARGUMENT, command->example);
	if (options->argument_count > command->most)
		return complain(wrong, MSG_EXTRA_ARGUMENT, options->arguments[command->most]);
	return check_used(reader, command) && check_archive(options, wrong);
}

bool options_read(int count, char **values, struct options *out, struct complaint *wrong)
{
	*out = (struct options){ .command = "",
		.root = "",
		.today = "",
		.language = "",
		.jobs = "",
		.wait = "",
		.on_done = "",
		.on_attention = "",
		.on_failure = "",
		.hook_timeout = "",
		.reason = "",
		.date = "",
		.into = "",
		.to = "",
		.accept = "",
		.year = "",
		.city = "",
		.with = "",
		.revision = "",
		.number = "" };
	struct argument_reader reader = {
		.count = count, .values = values, .next = 1, .out = out, .wrong = wrong
	};
	/* Options may stand anywhere; the rest is packed to the front of argv, "--" ends them. */
	size_t kept = 0;
	bool only_arguments = false;
	while (reader.next < count) {
		char *argument = values[reader.next];
		if (!only_arguments && text_equal(argument, "--")) {
			only_arguments = true;
			reader.next++;
		} else if (!only_arguments && argument[0] == '-' && argument[1]) {
			if (!take_option(&reader))
				return false;
		} else {
			values[kept++] = argument;
			reader.next++;
		}
	}
	if (kept > 0) {
		out->command = values[0];
		out->arguments = (const char *const *)values + 1;
		out->argument_count = kept - 1;
	}
	return check_values(&reader);
}

bool options_parse_period(struct diag *diag, const char *words, struct period *out)
{
	struct arena *arena;

	if (period_parse(words, out))
		return true;
	arena = arena_new();
	const struct hint hint = hint_of(arena, strays_meant(arena, words));
	diag_say(diag, MSG_BAD_PERIOD, PLACE_NONE, words, hint.english, hint.chinese);
	arena_free(arena);
	return false;
}

bool options_period(const struct options *options, struct diag *diag, struct period *out)
{
	return options_parse_period(diag, options->arguments[0], out);
}

bool options_year(const struct options *options, struct diag *diag, int *out)
{
	const char *text = options->year;

	*out = 0;
	if (!text[0])
		return true;
	if (is_number(text) && strlen(text) == 4)
		*out = (int)strtol(text, NULL, 10);
	if (*out >= CATALOGUE_YEAR_LEAST && *out <= CATALOGUE_YEAR_MOST)
		return true;
	diag_say(diag, MSG_BAD_YEAR, PLACE_NONE, text);
	return false;
}

enum diag_language options_language(const struct options *options)
{
	static const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

	if (options->language[0])
		return text_equal(options->language, "zh") ? DIAG_CHINESE : DIAG_ENGLISH;
	for (size_t i = 0; i < COUNT_OF(variables); i++) {
		const char *value = getenv(variables[i]);
		if (value && value[0])
			return text_starts_with(value, "zh") ? DIAG_CHINESE : DIAG_ENGLISH;
	}
	return DIAG_ENGLISH;
}

/* What a person may type on the left, what it is on the right, both straight. */
static void print_listing(FILE *stream, const struct listing *listing)
{
	struct text line;

	text_init(&line);
	for (size_t i = 0; i < listing_rows(listing); i++) {
		text_clear(&line);
		listing_print(listing, i, &line);
		fprintf(stream, "  %s\n", line.bytes);
	}
	text_release(&line);
}

static const enum listing_side help_sides[] = { LISTING_LEFT, LISTING_LEFT };

static void print_commands(FILE *stream, bool chinese)
{
	struct arena *arena = arena_new();
	struct listing listing = listing_begin(arena, help_sides, COUNT_OF(help_sides));

	for (const struct command *command = commands; command->name; command++) {
		const char *const cells[] = {
			arena_printf(arena, "%s%s%s", command->name,
			        command->arguments[0] ? " " : "", command->arguments),
			chinese ? command->chinese : command->english,
		};
		listing_row(&listing, cells);
	}
	print_listing(stream, &listing);
	arena_free(arena);
}

/* Those of one command, or for NULL those that all take. */
static void print_options(FILE *stream, const struct command *command, bool chinese)
{
	struct arena *arena = arena_new();
	struct listing listing = listing_begin(arena, help_sides, COUNT_OF(help_sides));

	fputs(chinese ? "\n选项：\n" : "\nOptions:\n", stream);
	for (size_t i = 0; i < ROW_COUNT; i++) {
		const struct option_row *row = &rows[i];
		if (row->commands[0] && !(command && takes(command, row)))
			continue;
		const char *letter = row->letter ? arena_printf(arena, "-%c", row->letter) : "";
		const char *const cells[] = {
			arena_printf(arena, "%s%s%s%s%s%s", letter,
			        letter[0] && row->name[0] ? ", " : "", row->name[0] ? "--" : "",
			        row->name, row->value[0] ? " " : "", row->value),
			chinese ? row->chinese : row->english,
		};
		listing_row(&listing, cells);
	}
	print_listing(stream, &listing);
	arena_free(arena);
	fputs(chinese ? "\n退出状态：0 完成；3 完成，但有事项需人工处理；64 用法；65 "
	                "数据或模板有误；"
	                "66 缺少输入；73 无法写出；74 读写错误；75 另一进程正在运行。\n"
	              : "\nExit status: 0 done; 3 done, but something needs a person; 64 usage; "
	                "65 data or template wrong;\n66 input missing; 73 cannot create output; "
	                "74 I/O; 75 another run holds the lock.\n",
	        stream);
}

void options_print_help(FILE *stream, const struct command *command, enum diag_language language)
{
	bool chinese = language == DIAG_CHINESE;

	if (command) {
		fprintf(stream,
		        chinese ? "用法：minsheng %s %s\n\n%s。\n"
		                : "usage: minsheng %s %s\n\n%s.\n",
		        command->name, command->arguments,
		        chinese ? command->chinese : command->english);
		fprintf(stream, chinese ? "\n例如：\n  %s\n  %s\n" : "\nExamples:\n  %s\n  %s\n",
		        command->example, command->another);
		print_options(stream, command, chinese);
		return;
	}
	fputs(chinese ? "minsheng：由各单位月度报送材料生成民生实事通报\n\n用法：minsheng 命令 "
	                "[参数…]\n\n命令：\n"
	              : "minsheng: monthly livelihood bulletins from the units' submissions\n\n"
	                "usage: minsheng COMMAND [ARGUMENT…] [OPTION…]\n\nCommands:\n",
	        stream);
	print_commands(stream, chinese);
	fputs(chinese ? "\n例如：\n" : "\nExamples:\n", stream);
	for (command = commands; command->name; command++)
		fprintf(stream, "  %s\n", command->example);
	print_options(stream, NULL, chinese);
}
