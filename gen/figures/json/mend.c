/*
 * A descent over what JSON might have been, each production going on where a stricter reader stops.
 * What decides is always what follows: a quote ends a text when a comma, a colon or a bracket comes
 * behind it, a line break ends one when the next line begins like a member. Every look ahead is
 * bounded by the line or by NAME_MOST, so that the whole is linear.
 */

#include "figures/json/mend.h"

#include "base/common.h"
#include "base/utf8.h"
#include "figures/json/json.h"
#include "figures/json/mend_parts.h"

#include <string.h>

/* A single quote is one when there is another on its line. */
static bool is_quote(const struct mending *mending)
{
	const char *at = mending->at;

	return mend_mark_at(at) == '"'
	        || (*at == '\'' && at[1 + strcspn(at + 1, "'\n")] == '\'' && at[1] != '"');
}

/* A quote of another kind than the right one that follows it: one too many. */
static void drop_double_quote(struct mending *mending)
{
	const char *next = mending->at;
	const uint32_t codepoint = utf8_next(&next);
	const bool foreign =
	        codepoint != '"' && (mend_mark_at(mending->at) == '"' || codepoint == '\'');

	if (!foreign || *mend_behind_blanks(next) != '"')
		return;
	diag_say(mending->diag, MSG_JSON_EXTRA, mend_place(mending), mend_shown(mending));
	mend_step(mending);
	mend_skip_blanks(mending);
}

/* A text that is a member's value, or half a member: no colon comes, and no value either. */
static bool is_orphan(const char *at)
{
	if (mend_mark_at(at) != '"')
		return false;
	(void)utf8_next(&at);
	while (*at && *at != '\n' && mend_mark_at(at) != '"')
		(void)utf8_next(&at);
	if (mend_mark_at(at) == '"')
		(void)utf8_next(&at);
	const char mark = mend_mark_at(at + strspn(at, " \t"));
	return mark == ',' || mark == '}' || mark == ']' || *at == '\n';
}

/* A character that belongs nowhere, and what is behind it up to a mark. */
static void mend_strange(struct mending *mending, const char *english, const char *chinese)
{
	diag_say(mending->diag, MSG_JSON_SYNTAX, mend_place(mending), mend_shown(mending), english,
	        chinese);
	if (++mending->strange > STRANGE_MOST)
		mend_cut_off(mending);
	do
		mend_step(mending);
	while (mending->at < mending->end && *mending->at != '\n' && !mend_mark_at(mending->at));
}

static void mend_key(struct mending *mending)
{
	const char first = mend_mark_at(mending->at);

	if (first == ':' || first == ',') {
		diag_say(mending->diag, MSG_JSON_EXTRA, mend_place(mending), mend_shown(mending));
		mend_step(mending);
		mend_skip_blanks(mending);
	}
	if (is_quote(mending)) {
		mend_string(mending, true);
		return;
	}
	const char *end = mending->at;
	while (*end && *end != '\n' && *end != '=' && mend_mark_at(end) != ':'
	        && mend_mark_at(end) != '"')
		(void)utf8_next(&end);
	const bool quoted = mend_mark_at(end) == '"';
	const char *tail = end;
	while (tail > mending->at && (tail[-1] == ' ' || tail[-1] == '\t'))
		tail--;
	const char *name = arena_strndup(mending->arena, mending->at, (size_t)(tail - mending->at));
	if (quoted)
		diag_say_plain(mending->diag, MSG_JSON_UNOPENED, mend_place(mending));
	else
		diag_say(mending->diag, MSG_JSON_UNQUOTED, mend_place(mending), name);
	mend_add_string(&mending->out, name, strlen(name));
	mend_step_to(mending, end);
	if (quoted)
		mend_step(mending);
}

/* False: there is none, and no value either. */
static bool mend_colon(struct mending *mending)
{
	static const char english[] = "\":\" after the field name";
	static const char chinese[] = "字段名后面的半角冒号 :";

	mend_skip_blanks(mending);
	const char mark = mend_mark_at(mending->at);
	if (mark == ':') {
		mend_take_mark(mending);
		return true;
	}
	if (mending->at == mending->end) {
		mend_cut_off(mending);
		return false;
	}
	diag_say(mending->diag, MSG_JSON_SYNTAX, mend_place(mending), mend_shown(mending), english,
	        chinese);
	const char *next = mending->at;
	(void)utf8_next(&next);
	if (mend_mark_at(next) == ':') {
		mend_step_to(mending, next + 1);
		return true;
	}
	if (*mending->at == '=')
		mend_step_to(mending, mending->at + 1 + (mending->at[1] == '>'));
	return mark != ',' && mark != '}' && mark != ']';
}

/* What holds members or items: how it is to be closed, and what it stands in. */
struct container {
	char close, outer; /* of the outermost there is no outer one: NUL */
	unsigned depth;
};

static void mend_value(struct mending *mending, struct place key, const struct container *outer);

/* The outermost bracket may have been forgotten; more, or one with nothing in it, are a file cut
 * off. */
static void close_at_end(struct mending *mending, const struct container *container, size_t count)
{
	if (container->outer || count == 0)
		mend_cut_off(mending);
	else
		diag_say(mending->diag, MSG_JSON_UNCLOSED, mend_place(mending),
		        container->close == '}' ? "}" : "]");
}

/* What follows a bracket, behind a comma or without one. */
enum following {
	FOLLOWING_MEMBER,
	FOLLOWING_ITEM,
	FOLLOWING_BRACE,
	FOLLOWING_BRACKET,
	FOLLOWING_END
};

static enum following following(const char *at)
{
	at = mend_behind_blanks(at);
	if (mend_mark_at(at) == ',') {
		(void)utf8_next(&at);
		at = mend_behind_blanks(at);
	}
	if (mend_mark_at(at) == '}')
		return FOLLOWING_BRACE;
	if (mend_mark_at(at) == ']')
		return FOLLOWING_BRACKET;
	if (!*at)
		return FOLLOWING_END;
	return mend_sees_member(at) ? FOLLOWING_MEMBER : FOLLOWING_ITEM;
}

/* The other bracket than wanted: is it meant for this container, or is its own left out? */
static bool is_mistaken(const struct container *container, const char *behind)
{
	const enum following next = following(behind);

	if (!container->outer || container->outer == container->close)
		return true;
	if (container->close == ']')
		return next == FOLLOWING_MEMBER || next == FOLLOWING_BRACE;
	return next == FOLLOWING_ITEM || next == FOLLOWING_BRACKET;
}

static const char *close_words(const struct container *container)
{
	return container->close == '}' ? "}" : "]";
}

/* The outermost bracket closed too early: members follow. */
static bool is_early(const struct container *container, const char *behind)
{
	return !container->outer && container->close == '}'
	        && following(behind) == FOLLOWING_MEMBER;
}

/* At a closing bracket: false when the container goes on behind it. */
static bool take_close(struct mending *mending, const struct container *container)
{
	const char mark = mend_mark_at(mending->at);
	const char *behind = mending->at;

	(void)utf8_next(&behind);
	if (mark == container->close) {
		if (is_early(container, behind)) {
			diag_say(mending->diag, MSG_JSON_EXTRA, mend_place(mending),
			        mend_shown(mending));
			mend_step_to(mending, mend_behind_blanks(behind));
			if (mend_mark_at(mending->at) == ',')
				mend_step(mending);
			return false;
		}
		mend_take_mark(mending);
		return true;
	}
	if (is_mistaken(container, behind)) {
		diag_say(mending->diag, MSG_JSON_WRONG_BRACKET, mend_place(mending),
		        mend_shown(mending), close_words(container));
		mend_step(mending);
	} else {
		diag_say(mending->diag, MSG_JSON_MISSING_BRACKET, mend_place(mending),
		        close_words(container));
	}
	return true;
}

/* Commas that nothing stands before. */
static void skip_commas(struct mending *mending)
{
	while (mend_mark_at(mending->at) == ',') {
		diag_say_plain(mending->diag, MSG_JSON_EXTRA_COMMA, mend_place(mending));
		mend_step(mending);
		mend_skip_blanks(mending);
	}
}

/* A quote that nothing opened, directly behind a value. */
static bool drop_quote_behind(struct mending *mending)
{
	const char *next = mending->at;
	const uint32_t codepoint = utf8_next(&next);

	if (mend_mark_at(mending->at) != '"' && codepoint != '\'')
		return false;
	const char mark = mend_mark_at(mend_behind_blanks(next));
	if (mark && mark != '"' && mark != ':')
		diag_say(mending->diag, MSG_JSON_EXTRA, mend_place(mending), mend_shown(mending));
	else
		return false;
	mend_step(mending);
	return true;
}

/* Behind a member or item: its comma, or what is there instead of it. */
static void mend_after(struct mending *mending, const struct container *container)
{
	struct place behind = mend_place(mending);
	const bool taken = mending->comma;

	mending->comma = false;
	(void)drop_quote_behind(mending);
	mend_skip_blanks(mending);
	const char mark = mend_mark_at(mending->at);
	if (mark == ',') {
		behind = mend_place(mending);
		mend_take_mark(mending);
		mend_skip_blanks(mending);
		skip_commas(mending);
		if (mend_mark_at(mending->at) == '}' || mend_mark_at(mending->at) == ']')
			diag_say_plain(mending->diag, MSG_JSON_TRAILING_COMMA, behind);
		else if (mending->at == mending->end)
			mend_cut_off(mending);
		return;
	}
	if (taken || mark == '}' || mark == ']' || mending->at == mending->end)
		return;
	if (*mending->at == ';') {
		diag_say(mending->diag, MSG_JSON_SYNTAX, mend_place(mending), ";", "\",\"",
		        "半角逗号 ,");
		mend_step(mending);
		return;
	}
	if ((mark == '{' || mark == '[') && container->close == '}') {
		const char *next = mending->at;
		(void)utf8_next(&next);
		diag_say(mending->diag, MSG_JSON_EXTRA, mend_place(mending), mend_shown(mending));
		mend_step_to(mending, next);
		mend_after(mending, container);
		return;
	}
	if (is_quote(mending) || mark == '{' || mark == '[' || mend_sees_member(mending->at)) {
		diag_say_plain(mending->diag, MSG_JSON_MISSING_COMMA, behind);
		return;
	}
	if (container->close == '}')
		mend_strange(mending, "\",\" or \"}\"", "半角逗号 , 或 }");
	else
		mend_strange(mending, "\",\" or \"]\"", "半角逗号 , 或 ]");
	mend_after(mending, container);
}

static void mend_member(struct mending *mending, const struct container *container)
{
	const struct place key = mend_place(mending);

	mend_key(mending);
	const bool valued = mend_colon(mending);
	text_add_char(&mending->out, ':');
	if (valued)
		mend_value(mending, key, container);
	else
		mend_cut_off(mending);
}

static void mend_content(struct mending *mending, const struct container *container);

static size_t begin_mark(struct mending *mending, struct place key);

/* An object whose opening brace was left out. */
static void mend_unopened(struct mending *mending, const struct container *outer)
{
	const struct container inner = { '}', outer->close, outer->depth + 1 };
	const size_t index = begin_mark(mending, PLACE_NONE);

	diag_say(mending->diag, MSG_JSON_MISSING_BRACKET, mend_place(mending), "{");
	text_add_char(&mending->out, '{');
	mend_content(mending, &inner);
	text_add_char(&mending->out, '}');
	mending->marks.marks[index].length =
	        mending->out.length - mending->marks.marks[index].offset;
}

/* A bracket that opens where a member should begin: one too many, or the closing one is missing. */
static bool is_left(struct mending *mending, const struct container *container, size_t count)
{
	const char mark = mend_mark_at(mending->at);

	if (mark != '{' && mark != '[')
		return false;
	if (count == 0 || !container->outer) {
		diag_say(mending->diag, MSG_JSON_EXTRA, mend_place(mending), mend_shown(mending));
		mend_step(mending);
		mend_skip_blanks(mending);
		return false;
	}
	diag_say(mending->diag, MSG_JSON_MISSING_BRACKET, mend_place(mending),
	        close_words(container));
	return true;
}

/* One member or item; false when the container ended without its bracket. */
static bool mend_next(struct mending *mending, const struct container *container, size_t count)
{
	const size_t length = mending->out.length;
	const bool behind_object = length > 0 && mending->out.bytes[length - 1] == '}';

	drop_double_quote(mending);
	if (container->close == '}') {
		if (is_left(mending, container, count))
			return false;
		if (is_orphan(mending->at))
			mend_cut_off(mending);
		if (count > 0)
			text_add_char(&mending->out, ',');
		mend_member(mending, container);
		return true;
	}
	if (mend_sees_member(mending->at) && count > 0 && !behind_object) {
		diag_say(mending->diag, MSG_JSON_MISSING_BRACKET, mend_place(mending), "]");
		return false;
	}
	if (count > 0)
		text_add_char(&mending->out, ',');
	if (mend_sees_member(mending->at))
		mend_unopened(mending, container);
	else
		mend_value(mending, PLACE_NONE, container);
	return true;
}

/* Members or items up to the closing bracket; the opening one has been taken. */
static void mend_content(struct mending *mending, const struct container *container)
{
	if (container->depth > JSON_DEPTH_LIMIT)
		mend_cut_off(mending);
	mend_skip_blanks(mending);
	skip_commas(mending);
	for (size_t count = 0; !mending->hopeless; count++) {
		if (mending->at == mending->end) {
			close_at_end(mending, container, count);
			return;
		}
		const char mark = mend_mark_at(mending->at);
		if (mark == '}' || mark == ']') {
			if (take_close(mending, container))
				return;
			mend_skip_blanks(mending);
		}
		if (!mend_next(mending, container, count))
			return;
		mend_after(mending, container);
	}
}

static void mend_container(struct mending *mending, char open, const struct container *outer)
{
	struct container inner = { .close = ']', .depth = 1 };

	if (open == '{')
		inner.close = '}';
	if (outer) {
		inner.outer = outer->close;
		inner.depth = outer->depth + 1;
	}

	text_add_char(&mending->out, open);
	mend_content(mending, &inner);
	text_add_char(&mending->out, inner.close);
}

static size_t begin_mark(struct mending *mending, struct place key)
{
	struct grammar_marks *marks = &mending->marks;

	if (marks->count == GRAMMAR_VALUE_LIMIT)
		mend_cut_off(mending);
	marks->marks = arena_grow(
	        mending->arena, marks->marks, &marks->capacity, marks->count, sizeof *marks->marks);
	marks->marks[marks->count] = (struct grammar_mark){ .offset = mending->out.length,
		.line = mending->line,
		.column = mending->column,
		.key_line = key.line,
		.key_column = key.column };
	return marks->count++;
}

/* A comma or colon too many before a value. */
static void drop_comma(struct mending *mending)
{
	const char *next = mending->at;
	const char mark = mend_mark_at(next);

	if (mark != ',' && mark != ':')
		return;
	(void)utf8_next(&next);
	next = mend_behind_blanks(next);
	if (mend_sees_member(next) || mend_mark_at(next) == '}' || mend_mark_at(next) == ']'
	        || !*next)
		return;
	diag_say(mending->diag, MSG_JSON_EXTRA, mend_place(mending), mend_shown(mending));
	mend_step(mending);
	mend_skip_blanks(mending);
}

static void mend_value(struct mending *mending, struct place key, const struct container *outer)
{
	mend_skip_blanks(mending);
	drop_comma(mending);
	drop_double_quote(mending);
	if (mending->at == mending->end) {
		mend_cut_off(mending);
		return;
	}
	const size_t index = begin_mark(mending, key);
	const char mark = mend_mark_at(mending->at);
	if (mark == '{' || mark == '[') {
		mend_take_mark(mending);
		mend_container(mending, mark, outer);
	} else if (is_quote(mending)) {
		mend_string(mending, false);
	} else {
		mend_word(mending);
	}
	mending->marks.marks[index].length =
	        mending->out.length - mending->marks.marks[index].offset;
}

/* Something stands before the data: a fence of three marks, a sentence; or the bracket is missing.
 */
static void mend_root(struct mending *mending)
{
	mend_skip_blanks(mending);
	const char mark = mend_mark_at(mending->at);
	if (mark == '{' || mark == '[') {
		mend_value(mending, PLACE_NONE, NULL);
		return;
	}
	if (mending->at == mending->end) {
		mend_cut_off(mending);
		return;
	}
	diag_say(mending->diag, MSG_JSON_ROOT, mend_place(mending), mend_shown(mending));
	if (mend_sees_member(mending->at)) {
		const size_t index = begin_mark(mending, PLACE_NONE);
		mend_container(mending, '{', NULL);
		mending->marks.marks[index].length = mending->out.length;
		return;
	}
	const char *open = strchr(mending->at, '{');
	if (!open) {
		mend_cut_off(mending);
		return;
	}
	mend_step_to(mending, open);
	mend_value(mending, PLACE_NONE, NULL);
}

static void mend_tail(struct mending *mending)
{
	mend_skip_blanks(mending);
	if (mending->at == mending->end || mending->hopeless)
		return;
	const enum message message =
	        mend_mark_at(mending->at) == '{' ? MSG_JSON_SECOND : MSG_JSON_TRAILING;
	diag_say(mending->diag, message, mend_place(mending), mend_shown(mending));
}

bool mend_text(struct arena *arena, struct diag *diag, const char *file,
        const struct encoding_text *text, struct mended *out)
{
	struct mending mending = { .arena = arena,
		.diag = diag,
		.file = file,
		.at = text->bytes,
		.end = text->bytes + text->length,
		.line = 1,
		.column = 1 };

	text_init(&mending.out);
	mend_root(&mending);
	mend_tail(&mending);
	*out = (struct mended){ .marks = mending.marks };
	out->text.bytes = arena_strndup(arena, mending.out.bytes, mending.out.length);
	out->text.length = mending.out.length;
	text_release(&mending.out);
	out->slips = mending.hopeless ? mending.slips : diag_count(diag);
	return !mending.hopeless && out->slips > 0;
}
