/*
 * The texts between the marks, and what stands between those: where a text ends is told by what
 * follows it, since its quotes may be missing or too many. Every look ahead is bounded by the line
 * or by NAME_MOST.
 */
#include "figures/json/mend_parts.h"

#include "base/common.h"
#include "base/decimal.h"
#include "base/decimal_parse.h"
#include "base/utf8.h"

#include <string.h>

#define NAME_MOST 160 /* bytes of a member's name that is looked for */

struct place mend_place(const struct mending *mending)
{
	return (struct place){ .file = mending->file,
		.line = mending->line,
		.column = mending->column,
		.pointer = "" };
}

uint32_t mend_look(const struct mending *mending)
{
	const char *next = mending->at;

	return mending->at == mending->end ? 0 : utf8_next(&next);
}

void mend_step(struct mending *mending)
{
	const uint32_t codepoint = utf8_next(&mending->at);

	mending->column++;
	if (codepoint == '\n') {
		mending->line++;
		mending->column = 1;
	}
}

void mend_step_to(struct mending *mending, const char *at)
{
	while (mending->at < at)
		mend_step(mending);
}

const char *mend_shown(const struct mending *mending)
{
	const char *next = mending->at;
	const uint32_t codepoint = mend_look(mending);

	if (codepoint == 0)
		return "";
	(void)utf8_next(&next);
	if (utf8_is_control(codepoint))
		return arena_printf(mending->arena, "U+%04X", (unsigned)codepoint);
	return arena_strndup(mending->arena, mending->at, (size_t)(next - mending->at));
}

/* The ASCII mark that stands here, in either width; 0 for anything else. */
char mend_mark_at(const char *at)
{
	const char *ascii = grammar_full_width(at);

	if (ascii)
		return *ascii;
	if (*at && strchr(",:{}[]\"", *at))
		return *at;
	return '\0';
}

/* Takes the mark at the cursor; says so when it is a Chinese one. */
void mend_take_mark(struct mending *mending)
{
	const char *ascii = grammar_full_width(mending->at);

	if (ascii)
		diag_say(mending->diag, MSG_JSON_FULL_WIDTH, mend_place(mending),
		        mend_shown(mending), ascii);
	mend_step(mending);
}

/* What cannot be told any more: the file ends within something. */
void mend_cut_off(struct mending *mending)
{
	if (!mending->hopeless)
		mending->slips = diag_count(mending->diag);
	mending->hopeless = true;
}

/* RFC 8259, 2: the blanks that JSON knows. */
static bool is_json_blank(uint32_t codepoint)
{
	return codepoint == ' ' || codepoint == '\t' || codepoint == '\n' || codepoint == '\r';
}

static bool is_other_blank(uint32_t codepoint)
{
	return (utf8_is_blank(codepoint) && !is_json_blank(codepoint)) || codepoint == 0x200C
	        || codepoint == 0x200D;
}

/* Names of blanks that people meet. */
static const char *blank_name(uint32_t codepoint, enum diag_language language)
{
	const bool chinese = language == DIAG_CHINESE;

	switch (codepoint) {
	case 0xA0:
		return chinese ? "不间断空格" : "no-break space";
	case 0x3000:
		return chinese ? "全角空格" : "ideographic space";
	case 0xFEFF:
	case 0x200B:
	case 0x200C:
	case 0x200D:
		return chinese ? "看不见的零宽字符" : "invisible character";
	default:
		return chinese ? "特殊空格" : "special blank";
	}
}

/* Each kind once: a whole file may be indented with them. */
static void say_blank(struct mending *mending, uint32_t codepoint)
{
	for (size_t i = 0; i < mending->blank_count; i++)
		if (mending->blanks[i] == codepoint)
			return;
	if (mending->blank_count == BLANKS_MOST)
		return;
	mending->blanks[mending->blank_count++] = codepoint;
	diag_say(mending->diag, MSG_JSON_BLANK, mend_place(mending),
	        arena_printf(mending->arena, "U+%04X", (unsigned)codepoint),
	        blank_name(codepoint, DIAG_ENGLISH), blank_name(codepoint, DIAG_CHINESE));
}

bool mend_sees_comment(const char *at)
{
	return text_starts_with(at, "//") || text_starts_with(at, "/*")
	        || text_starts_with(at, "<!--");
}

/* Where a comment that begins here ends; NULL: none does. */
static const char *comment_end(const struct mending *mending)
{
	const char *at = mending->at;
	const char *end;

	if (text_starts_with(at, "/*"))
		return (end = strstr(at + 2, "*/")) ? end + 2 : mending->end;
	if (text_starts_with(at, "<!--"))
		return (end = strstr(at, "-->")) ? end + 3 : mending->end;
	if (text_starts_with(at, "//") || *at == '#')
		return at + strcspn(at, "\r\n");
	return NULL;
}

void mend_skip_blanks(struct mending *mending)
{
	while (mending->at < mending->end) {
		const uint32_t codepoint = mend_look(mending);
		const char *end = comment_end(mending);
		if (end) {
			diag_say_plain(mending->diag, MSG_JSON_COMMENT, mend_place(mending));
			mend_step_to(mending, end);
			continue;
		}
		if (is_other_blank(codepoint))
			say_blank(mending, codepoint);
		else if (!is_json_blank(codepoint))
			return;
		mend_step(mending);
	}
}

/* Behind blanks of every kind, without taking them. */
const char *mend_behind_blanks(const char *at)
{
	const char *next = at;

	for (uint32_t codepoint = utf8_next(&next); codepoint; codepoint = utf8_next(&next)) {
		if (!is_other_blank(codepoint) && !is_json_blank(codepoint))
			return at;
		at = next;
	}
	return at;
}

static bool is_name_character(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_'
	        || (byte >= '0' && byte <= '9') || byte == '.';
}

/* Does a member begin here: "name": on one line, or name: in ASCII letters? */
bool mend_sees_member(const char *at)
{
	const char *end = at + NAME_MOST;

	if (mend_mark_at(at) == '"' || *at == '\'') {
		(void)utf8_next(&at);
		while (at < end && *at && *at != '\n' && mend_mark_at(at) != '"'
		        && mend_mark_at(at) != ':' && *at != '\'')
			(void)utf8_next(&at);
		if (mend_mark_at(at) == '"' || *at == '\'')
			(void)utf8_next(&at);
	} else {
		const char *name = at;
		while (at < end && is_name_character(*at))
			at++;
		if (at == name)
			return false;
		at += mend_mark_at(at) == '"';
	}
	return at < end && mend_mark_at(mend_behind_blanks(at)) == ':';
}

static void add_escaped(struct text *out, uint32_t codepoint)
{
	if (codepoint == '"' || codepoint == '\\')
		text_add_char(out, '\\');
	if (codepoint == '\n')
		text_add(out, "\\n");
	else if (codepoint == '\t')
		text_add(out, "\\t");
	else if (codepoint >= ' ')
		text_add_codepoint(out, codepoint);
}

void mend_add_string(struct text *out, const char *text, size_t length)
{
	const char *end = text + length;

	text_add_char(out, '"');
	while (text < end)
		add_escaped(out, utf8_next(&text));
	text_add_char(out, '"');
}

/* One text on its way. */
struct string {
	struct place opened;
	uint32_t quote; /* that it was opened with */
	bool is_key;
	bool inner, broken, control; /* said of this text */
};

static bool closes(const struct string *string, uint32_t codepoint)
{
	switch (string->quote) {
	case '\'':
	case 0x2018:
	case 0x2019:
		return codepoint == '\'' || codepoint == 0x2019;
	case 0x300C:
		return codepoint == 0x300D;
	case '"':
		return codepoint == '"';
	default:
		return codepoint == '"' || codepoint == 0x201D || codepoint == 0x201C
		        || codepoint == 0xFF02;
	}
}

bool mend_sees_word(const char *at)
{
	return text_starts_with(at, "true") || text_starts_with(at, "false")
	        || text_starts_with(at, "null");
}

/* Does a text end with the quote before `at`? What may follow one tells. */
static bool is_end(const struct string *string, const char *at)
{
	const char *next = mend_behind_blanks(at);
	const char mark = mend_mark_at(next);

	if (string->is_key)
		return (mark && mark != ',') || *next == '=' || strchr("-0123456789", *next)
		        || memchr(at, '\n', (size_t)(next - at)) || mend_sees_word(next);
	if (*next == '\0' || mark == ',' || mark == '}' || mark == ']')
		return true;
	if (mend_sees_comment(next) || *next == '#')
		return true;
	return mark == '"' && mend_sees_member(next);
}

/* A text opened with an ASCII quote and closed with a Chinese one, at the end of its line. */
static bool is_chinese_end(const struct string *string, const char *at, uint32_t codepoint)
{
	const char *next = at + strspn(at, " \t");

	if (string->quote != '"'
	        || (codepoint != 0x201D && codepoint != 0x201C && codepoint != 0xFF02))
		return false;
	if (string->is_key)
		return mend_mark_at(next) == ':';
	next += *next == ',';
	next += strspn(next, " \t\r");
	return (*next == '\n' || *next == '\0') && strchr("}]\"", *mend_behind_blanks(next));
}

static void say_once(struct mending *mending, bool *said, enum message message)
{
	if (!*said)
		diag_say_plain(mending->diag, message, mend_place(mending));
	*said = true;
}

/* \u of NUL or of half a character: it is left out. */
static bool drop_half(struct mending *mending)
{
	const char *at = mending->at;

	if (at[1] != 'u' || strspn(at + 2, "0123456789abcdefABCDEF") < 4)
		return false;
	if (text_starts_with(at + 2, "0000"))
		diag_say_plain(mending->diag, MSG_JSON_NUL_ESCAPE, mend_place(mending));
	else
		diag_say(mending->diag, MSG_JSON_SURROGATE, mend_place(mending),
		        arena_strndup(mending->arena, at, 6));
	mend_step_to(mending, at + 6);
	return true;
}

/* At a backslash. */
static void mend_escape(struct mending *mending)
{
	const char *next = mending->at;
	const size_t length = grammar_escape_length(mending->at);

	if (length > 0) {
		text_add_bytes(&mending->out, next, length);
		mend_step_to(mending, next + length);
		return;
	}
	if (drop_half(mending))
		return;
	mend_step(mending);
	diag_say(mending->diag, MSG_JSON_ESCAPE, mend_place(mending),
	        arena_printf(mending->arena, "\\%s", mend_shown(mending)));
	text_add(&mending->out, "\\\\");
}

/* Without the blanks and the one comma at its end; was there a comma? */
static bool trim_tail(struct text *out, size_t start)
{
	bool comma = false;

	while (out->length > start) {
		const char last = out->bytes[out->length - 1];
		if (last != ' ' && !(last == ',' && !comma))
			break;
		comma = comma || last == ',';
		out->length--;
	}
	out->bytes[out->length] = '\0';
	return comma;
}

/* At the end of a line within a text: true when the text ends here, and its quote was forgotten. */
static bool mend_line_end(struct mending *mending, struct string *string, size_t start)
{
	const char *next = mend_behind_blanks(mending->at);

	if (string->is_key || *next == '}' || *next == ']' || mend_sees_member(next)) {
		/* With a quote in it as well, it was read from where no text began. */
		if (string->inner)
			mend_cut_off(mending);
		else
			diag_say_plain(mending->diag, MSG_JSON_UNTERMINATED, string->opened);
		mending->comma = trim_tail(&mending->out, start);
		return true;
	}
	say_once(mending, &string->broken, MSG_JSON_LINE_IN_TEXT);
	add_escaped(&mending->out, '\n');
	mend_step_to(mending, mending->at + 1 + (mending->at[0] == '\r' && mending->at[1] == '\n'));
	return false;
}

/* One character of a text; true at its end. */
static bool mend_character(struct mending *mending, struct string *string, size_t start)
{
	const uint32_t codepoint = mend_look(mending);
	const char *next = mending->at;

	(void)utf8_next(&next);
	if (codepoint == '\n' || codepoint == '\r')
		return mend_line_end(mending, string, start);
	if (codepoint == '\\') {
		mend_escape(mending);
		return false;
	}
	const bool chinese = is_chinese_end(string, next, codepoint);
	if (chinese || (closes(string, codepoint) && is_end(string, next))) {
		if (chinese)
			mend_take_mark(mending);
		else
			mend_step(mending);
		return true;
	}
	if (string->is_key && mend_mark_at(mending->at) == ':' && string->quote == '"') {
		diag_say_plain(mending->diag, MSG_JSON_UNTERMINATED, string->opened);
		return true;
	}
	if (codepoint == '"')
		say_once(mending, &string->inner, MSG_JSON_QUOTE_IN_TEXT);
	else if (codepoint < ' ' && codepoint != '\t' && !string->control) {
		string->control = true;
		diag_say(mending->diag, MSG_JSON_CONTROL, mend_place(mending), mend_shown(mending));
	}
	add_escaped(&mending->out, codepoint);
	mend_step(mending);
	return false;
}

/* The cursor stands at a quote of any kind. */
void mend_string(struct mending *mending, bool is_key)
{
	struct string string = {
		.opened = mend_place(mending), .quote = mend_look(mending), .is_key = is_key
	};

	if (string.quote == '\'')
		diag_say_plain(mending->diag, MSG_JSON_SINGLE_QUOTE, mend_place(mending));
	if (string.quote == '\'')
		mend_step(mending);
	else
		mend_take_mark(mending);
	text_add_char(&mending->out, '"');
	const size_t start = mending->out.length;
	bool ended = false;
	while (!ended && mending->at < mending->end && !mending->hopeless)
		ended = mend_character(mending, &string, start);
	if (!ended)
		mend_cut_off(mending);
	text_add_char(&mending->out, '"');
}

/* Words of other languages, and of people, for JSON's three. */
static const char *word_meant(const char *word)
{
	static const struct {
		const char *word, *meant;
	} words[] = { { "True", "true" }, { "TRUE", "true" }, { "是", "true" },
		{ "False", "false" }, { "FALSE", "false" }, { "否", "false" }, { "None", "null" },
		{ "NULL", "null" }, { "Null", "null" }, { "nil", "null" } };

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (text_equal(words[i].word, word))
			return words[i].meant;
	return NULL;
}

static bool is_plain_word(const char *word)
{
	return text_equal(word, "true") || text_equal(word, "false") || text_equal(word, "null")
	        || grammar_is_number(word);
}

/* A comma that parts three digits from others, as in 1,200: no mark of JSON. */
static bool is_grouping(const char *start, const char *at)
{
	return *at == ',' && at > start && strspn(start, "0123456789,") >= (size_t)(at - start)
	        && strspn(at + 1, "0123456789") == 3 && mend_mark_at(at + 4) != ':';
}

/* A number or a word of JSON, which a quote behind it is no part of. */
static bool is_whole(const char *start, const char *at)
{
	return (at > start && strspn(start, "0123456789.-") == (size_t)(at - start))
	        || (mend_sees_word(start) && at - start <= (long)strlen("false"));
}

/* Where a bare word ends: at a mark, a comment or the end of the line. */
static const char *word_end(const char *at)
{
	const char *start = at;

	while (*at && *at != '\n' && *at != '\r') {
		const char mark = mend_mark_at(at);
		if (is_grouping(start, at)) {
			at += 4;
			continue;
		}
		if ((mark && mark != ':' && mark != '"') || *at == ';'
		        || (at > start && mend_sees_comment(at))
		        || (*at == '"' && is_whole(start, at)))
			break;
		(void)utf8_next(&at);
	}
	while (at > start && (at[-1] == ' ' || at[-1] == '\t'))
		at--;
	return at;
}

/* The quote that ends a text on this line whose first quote was forgotten; NULL: there is none. */
static const char *lone_quote(const char *at)
{
	for (; *at && *at != '\n'; (void)utf8_next(&at)) {
		if (*at != '"')
			continue;
		const char *next = at + 1 + strspn(at + 1, " \t\r");
		return *next == ',' || *next == '}' || *next == ']' || *next == '\n'
		                || *next == '\0'
		        ? at
		        : NULL;
	}
	return NULL;
}

/*
 * A number with a measure behind it, or written short: 15家, 12., .5; "" where there is more than
 * one, or none.
 */
static const char *number_before(struct arena *arena, const char *word)
{
	const size_t length = strspn(word, "0123456789.");
	const size_t stop = length > 1 && word[length - 1] == '.' ? 1 : 0;
	const char *number =
	        arena_printf(arena, "%s%.*s", *word == '.' ? "0" : "", (int)(length - stop), word);

	return strpbrk(word + length, "0123456789") || !grammar_is_number(number) ? "" : number;
}

static void mend_number(struct mending *mending, const char *word)
{
	const char *number = number_before(mending->arena, word);

	struct decimal value;
	const enum decimal_parsed parsed = decimal_parse(word, &value);

	if (parsed != DECIMAL_OK && parsed != DECIMAL_NORMALISED && *number) {
		diag_say(mending->diag, MSG_JSON_NUMBER, mend_place(mending), word, number);
		text_add(&mending->out, number);
		return;
	}
	if (parsed != DECIMAL_OK && parsed != DECIMAL_NORMALISED) {
		diag_say(mending->diag, MSG_JSON_UNQUOTED, mend_place(mending), word);
		mend_add_string(&mending->out, word, strlen(word));
		return;
	}
	diag_say(mending->diag, MSG_JSON_NUMBER, mend_place(mending), word,
	        grammar_number(mending->arena, word));
	text_add(&mending->out, decimal_format(mending->arena, value));
}

/* What stands where a value is expected, without a quote or bracket before it. */
void mend_word(struct mending *mending)
{
	const char *end = word_end(mending->at);
	const char *quote = lone_quote(mending->at);
	const char *word = arena_strndup(mending->arena, mending->at, (size_t)(end - mending->at));
	const char *meant = word_meant(word);

	if (is_plain_word(word)) {
		text_add(&mending->out, word);
	} else if (meant) {
		diag_say(mending->diag, MSG_JSON_WORD, mend_place(mending), word, meant);
		text_add(&mending->out, meant);
	} else if (quote) {
		diag_say_plain(mending->diag, MSG_JSON_UNOPENED, mend_place(mending));
		mend_add_string(&mending->out, mending->at, (size_t)(quote - mending->at));
		end = quote + 1;
	} else if (*word) {
		mend_number(mending, word);
	} else {
		diag_say(mending->diag, MSG_JSON_SYNTAX, mend_place(mending), mend_shown(mending),
		        "a value (number, \"text\", true or false)",
		        "一个值（数、加双引号的文字、true 或 false）");
		text_add(&mending->out, "null");
	}
	mend_step_to(mending, end);
}
