#include "press/template/pattern.h"

#include "base/text.h"
#include "base/utf8.h"
#include "diag/hint.h"
#include "figures/facts/names.h"
#include "press/template/successor.h"
#include "press/template/vocabulary.h"
#include "press/template/xpath_function.h"
#include "press/template/xpath_tree.h"

#include <string.h>

#define WIDE_OPEN    "｛"
#define WIDE_CLOSE   "｝"
#define WIDE_LESS    "＜"
#define WIDE_GREATER "＞"

struct cutter {
	struct pattern_context *context;
	struct pattern_part *parts;
	size_t count, capacity;
	struct text literal;
	struct pattern_origin at; /* of the next character */
	struct place start;       /* of the literal's first character that is not blank */
	bool failed;
};

/* One expression under examination. */
struct examined {
	const struct pattern_context *context;
	const struct written *written;
	bool failed;
};

static struct place place_of(struct pattern_origin origin)
{
	struct place place = place_line(origin.file, origin.cursor.line);

	place.column = origin.cursor.column;
	return place;
}

static const char *list_variables(const struct pattern_context *context)
{
	const char *list = "";

	for (size_t i = 0; i < context->name_count; i++)
		list = arena_printf(
		        context->arena, "%s%s%s", list, i > 0 ? ", " : "", context->names[i]);
	return list;
}

static void say_function(const struct examined *examined, const struct xpath_term *call)
{
	struct arena *arena = examined->context->arena;
	const char *list = xpath_list_functions(arena, true);
	const struct hint hint =
	        hint_of(arena, successor_meant(arena, SUCCESSOR_FUNCTION, call->name, list));

	diag_say(examined->context->diag, MSG_TEMPLATE_FUNCTION,
	        written_place(examined->written, call->at), examined->written->source, call->name,
	        hint_list(arena, xpath_list_functions(arena, false)), hint.english, hint.chinese);
}

static void say_variable(const struct examined *examined, const struct xpath_term *variable)
{
	const struct pattern_context *context = examined->context;
	const char *meant = hint_meant(context->arena, variable->name, list_variables(context));
	const struct hint hint =
	        hint_of(context->arena, meant ? arena_printf(context->arena, "$%s", meant) : NULL);

	diag_say(context->diag, MSG_TEMPLATE_VARIABLE,
	        written_place(examined->written, variable->at), examined->written->source,
	        variable->name, hint.english, hint.chinese);
}

static void examine(void *data, const struct xpath_term *term)
{
	struct examined *examined = data;
	const struct pattern_context *context = examined->context;

	if (term->kind == TERM_CALL) {
		if (xpath_knows_function(context->compiler, term->name))
			return;
		say_function(examined, term);
	} else {
		for (size_t i = 0; i < context->name_count; i++) {
			if (text_equal(context->names[i], term->name))
				return;
		}
		if (context->is_part)
			return;
		say_variable(examined, term);
	}
	examined->failed = true;
}

/* What stands in the file for a text that begins at `origin`. */
static const char *raw_of(struct arena *arena, const char *text, struct xml_cursor cursor)
{
	const char *start = cursor.at;

	if (cursor.line == 0)
		return "";
	while (*text != '\0') {
		(void)utf8_next(&text);
		xml_cursor_step(&cursor);
	}
	return arena_strndup(arena, start, (size_t)(cursor.at - start));
}

const struct expression *pattern_expression(
        struct pattern_context *context, const char *source, struct pattern_origin origin)
{
	const struct written written = {
		.source = source,
		.raw = raw_of(context->arena, source, origin.cursor),
		.place = place_of(origin),
	};
	struct examined examined = { .context = context, .written = &written };
	const struct expression *expression =
	        xpath_compile(context->compiler, context->diag, &written);

	if (!expression)
		return NULL;
	context->last = expression;
	xpath_tree_visit(expression->tree, examine, &examined);
	return examined.failed ? NULL : expression;
}

static void add_part(struct cutter *cutter, struct pattern_part part)
{
	cutter->parts = arena_grow(cutter->context->arena, cutter->parts, &cutter->capacity,
	        cutter->count, sizeof *cutter->parts);
	cutter->parts[cutter->count++] = part;
}

static void end_literal(struct cutter *cutter)
{
	if (cutter->literal.length == 0)
		return;
	if (cutter->start.line == 0) /* blanks only */
		cutter->start = place_of(cutter->at);
	add_part(cutter,
	        (struct pattern_part){
	                .literal = arena_strndup(cutter->context->arena, cutter->literal.bytes,
	                        cutter->literal.length),
	                .place = cutter->start,
	        });
	text_clear(&cutter->literal);
}

static void add_literal(struct cutter *cutter, const char *bytes, size_t length)
{
	const bool blank = strchr(" \t\r\n", *bytes);

	if (cutter->literal.length == 0 || (!blank && cutter->start.line == 0))
		cutter->start = place_of(cutter->at);
	if (blank && cutter->literal.length == 0)
		cutter->start.line = 0;
	text_add_bytes(&cutter->literal, bytes, length);
}

/* Over `length` bytes of the text, which begin and end with characters. */
static void move(struct cutter *cutter, const char *text, size_t length)
{
	for (const char *at = text; at < text + length;) {
		(void)utf8_next(&at);
		xml_cursor_step(&cutter->at.cursor);
	}
}

/* Length of the expression behind "{", up to its "}"; braces in XPath's strings do not count. */
static size_t expression_length(const char *at)
{
	const char *start = at;

	while (*at != '\0' && *at != '}' && *at != '{') {
		if (*at == '"' || *at == '\'') {
			const char *end = strchr(at + 1, *at);
			if (!end)
				break;
			at = end;
		}
		at++;
	}
	return *at == '}' ? (size_t)(at - start) : 0;
}

/* A full-width brace comes first. */
static bool is_closed_wide(const char *at)
{
	const char *wide = strstr(at, WIDE_CLOSE);

	return wide && (size_t)(wide - at) < strcspn(at, "\n}");
}

static void say_brace(struct cutter *cutter, const char *brace, const char *at)
{
	struct text line;

	if (cutter->failed && brace[0] == '}')
		return; /* the end of what was said */
	cutter->failed = true;
	if (brace[0] == '{' && is_closed_wide(at)) {
		diag_say(cutter->context->diag, MSG_TEMPLATE_WIDE_BRACE, place_of(cutter->at),
		        WIDE_CLOSE);
		return;
	}
	text_init(&line);
	text_add_bytes(&line, at, strcspn(at, "\n"));
	diag_say(
	        cutter->context->diag, MSG_TEMPLATE_BRACE, place_of(cutter->at), brace, line.bytes);
	text_release(&line);
}

/*
 * A full-width brace is a character like any other, but where what is in it looks like an
 * expression (with one of @ / $ and parentheses, or a brace of the other kind at its end) somebody
 * meant {}.
 */
static bool is_wide_brace(const char *at)
{
	if (!text_starts_with(at, WIDE_OPEN)) /* as nearly every character does */
		return false;
	const size_t length = strlen(WIDE_OPEN);
	const char *close = strstr(at, WIDE_CLOSE);
	const size_t plain = strcspn(at + length, "\n}");
	const size_t inner = close ? (size_t)(close - at) : plain;
	return at[length + plain] == '}'
	        || (close && strcspn(at + length, "@/$()") < inner - length);
}

static void say_wide_brace(struct cutter *cutter, const char *at)
{
	struct text line;

	cutter->failed = true;
	text_init(&line);
	text_add_bytes(&line, at, strlen(WIDE_OPEN));
	diag_say(cutter->context->diag, MSG_TEMPLATE_WIDE_BRACE, place_of(cutter->at), line.bytes);
	text_release(&line);
}

/* Returns what follows the expression. */
static const char *cut_expression(struct cutter *cutter, const char *at)
{
	struct arena *arena = cutter->context->arena;
	const size_t length = expression_length(at + 1);

	if (length == 0) {
		say_brace(cutter, "{", at);
		move(cutter, at, 1);
		return at + (at[1] == '}' ? 2 : 1);
	}
	end_literal(cutter);
	const char *source = arena_strndup(arena, at + 1, length);
	const struct place place = place_of(cutter->at);
	move(cutter, at, 1);
	const struct expression *expression =
	        pattern_expression(cutter->context, source, cutter->at);
	cutter->failed |= !expression;
	add_part(cutter, (struct pattern_part){ .expression = expression, .place = place });
	move(cutter, at + 1, length + 1);
	return at + length + 2;
}

static void say_printed(
        struct cutter *cutter, enum message message, const char *written, const char *meant)
{
	cutter->failed = true;
	diag_say(cutter->context->diag, message, place_of(cutter->at), written, meant);
}

/* Of an address before its @. */
static bool is_word_byte(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')
	        || (byte >= '0' && byte <= '9') || strchr("._%+-[", byte);
}

static size_t word_length(const char *at)
{
	return strspn(at, "abcdefghijklmnopqrstuvwxyz-");
}

/* "@no" in the middle of words, which is no address: a fact without its braces. */
static void judge_bare(struct cutter *cutter, const char *at, char before)
{
	struct arena *arena = cutter->context->arena;
	const char *name = arena_strndup(arena, at + 1, word_length(at + 1));
	struct facts_names names;

	facts_names_init(&names);
	if (before != '/' && !is_word_byte(before) && facts_names_add_attribute(&names, name))
		say_printed(cutter, MSG_TEMPLATE_BARE, arena_printf(arena, "@%s", name),
		        arena_printf(arena, "{@%s}", name));
}

/* "[@topic]", "[counts/@tasks]": brackets for braces. */
static void judge_bracket(struct cutter *cutter, const char *at)
{
	struct arena *arena = cutter->context->arena;
	const size_t inner = strcspn(at + 1, "]\n");
	const size_t path = strspn(at + 1, "abcdefghijklmnopqrstuvwxyz-/.");

	if (at[1 + inner] != ']' || at[1 + path] != '@' || word_length(at + path + 2) == 0)
		return;
	const char *source = arena_strndup(arena, at + 1, inner);
	say_printed(cutter, MSG_TEMPLATE_BARE, arena_printf(arena, "[%s]", source),
	        arena_printf(arena, "{%s}", source));
}

/* "＜page/＞", or "<page/>" written as &lt;page/&gt;: a tag that would be read as words. */
static void judge_tag(struct cutter *cutter, const char *at)
{
	struct arena *arena = cutter->context->arena;
	const char *inner = at + (*at == '<' ? 1 : strlen(WIDE_LESS));
	const char *name = inner + (*inner == '/' ? 1 : 0);
	const size_t length = word_length(name);

	if (element_lookup(arena_strndup(arena, name, length)) == ELEMENT_COUNT)
		return;
	const size_t plain = strcspn(inner, "<>\n");
	const char *wide = strstr(inner, WIDE_GREATER);
	const bool is_wide = wide && (size_t)(wide - inner) < plain;
	const size_t end = is_wide ? (size_t)(wide - inner) : plain;
	const size_t close = is_wide ? strlen(WIDE_GREATER) : inner[end] == '>' ? 1 : 0;
	say_printed(cutter, MSG_TEMPLATE_TAG_TEXT,
	        arena_strndup(arena, at, (size_t)(inner - at) + end + close),
	        arena_printf(arena, "<%.*s>", (int)end, inner));
}

/* What an author meant to be more than the words that it is; `before` is the byte before it. */
static void judge_words(struct cutter *cutter, const char *at, const char *before)
{
	if (*at == '@')
		judge_bare(cutter, at, *before);
	else if (*at == '[')
		judge_bracket(cutter, at);
	else if (*at == '<' || text_starts_with(at, WIDE_LESS))
		judge_tag(cutter, at);
}

static bool is_brace(char byte)
{
	return byte == '{' || byte == '}';
}

bool pattern_read(struct pattern_context *context, const char *text, struct pattern_origin origin,
        struct pattern *out)
{
	struct cutter cutter = { .context = context, .at = origin, .start = place_of(origin) };

	const char *whole = text;
	text_init(&cutter.literal);
	while (*text != '\0') {
		const bool doubled = is_brace(*text) && text[1] == text[0];
		if (*text == '{' && !doubled) {
			text = cut_expression(&cutter, text);
			continue;
		}
		if (*text == '}' && !doubled)
			say_brace(&cutter, "}", text);
		if (is_wide_brace(text))
			say_wide_brace(&cutter, text);
		judge_words(&cutter, text, text == whole ? " " : text - 1);
		const char *start = text;
		(void)utf8_next(&text);
		text += doubled ? 1 : 0;
		add_literal(&cutter, start, doubled ? 1 : (size_t)(text - start));
		move(&cutter, start, (size_t)(text - start));
	}
	end_literal(&cutter);
	text_release(&cutter.literal);
	*out = (struct pattern){ .parts = cutter.parts, .count = cutter.count };
	return !cutter.failed;
}

size_t pattern_scope(const struct pattern_context *context)
{
	return context->name_count;
}

void pattern_define(struct pattern_context *context, const char *name)
{
	context->names = arena_grow(context->arena, context->names, &context->name_capacity,
	        context->name_count, sizeof *context->names);
	context->names[context->name_count++] = name;
}

void pattern_leave(struct pattern_context *context, size_t scope)
{
	context->name_count = scope;
}
