#include "press/template/pattern.h"

#include "base/text.h"
#include "press/template/xpath_function.h"
#include "press/template/xpath_scan.h"

#include <string.h>

struct cutter {
	struct pattern_context *context;
	struct pattern_part *parts;
	size_t count, capacity;
	struct text literal;
	struct place place; /* of the next character */
	struct place start; /* of the literal's first character that is not blank */
	bool failed;
};

/* One expression under examination. */
struct examined {
	const struct pattern_context *context;
	const char *source;
	struct place place;
	bool failed;
};

static void examine_name(void *data, enum xpath_name kind, const char *name)
{
	struct examined *examined = data;
	const struct pattern_context *context = examined->context;

	if (kind == XPATH_NAME_FUNCTION && !xpath_knows_function(context->compiler, name)) {
		examined->failed = true;
		diag_say(context->diag, MSG_TEMPLATE_FUNCTION, examined->place, examined->source,
		        name, xpath_list_functions(context->arena));
	}
	if (kind != XPATH_NAME_VARIABLE)
		return;
	for (size_t i = 0; i < context->name_count; i++) {
		if (text_equal(context->names[i], name))
			return;
	}
	examined->failed = true;
	diag_say(context->diag, MSG_TEMPLATE_VARIABLE, examined->place, examined->source, name);
}

const struct expression *pattern_expression(
        struct pattern_context *context, const char *source, struct place place)
{
	struct examined examined = { .context = context, .source = source, .place = place };
	const struct expression *expression =
	        xpath_compile(context->compiler, context->diag, source, place);

	if (!expression)
		return NULL;
	context->last = expression;
	xpath_scan(source, examine_name, &examined);
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
		cutter->start = cutter->place;
	add_part(cutter,
	        (struct pattern_part){
	                .literal = arena_strndup(cutter->context->arena, cutter->literal.bytes,
	                        cutter->literal.length),
	                .place = cutter->start,
	        });
	text_clear(&cutter->literal);
}

static void add_literal(struct cutter *cutter, char byte)
{
	const bool blank = byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';

	if (cutter->literal.length == 0 || (!blank && cutter->start.line == 0))
		cutter->start = cutter->place;
	if (blank && cutter->literal.length == 0)
		cutter->start.line = 0;
	text_add_char(&cutter->literal, byte);
	if (byte == '\n')
		cutter->place.line++;
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

static void say_brace(struct cutter *cutter, const char *brace, const char *at)
{
	struct text line;

	cutter->failed = true;
	text_init(&line);
	text_add_bytes(&line, at, strcspn(at, "\n"));
	diag_say(cutter->context->diag, MSG_TEMPLATE_BRACE, cutter->place, brace, line.bytes);
	text_release(&line);
}

/* Returns what follows the expression. */
static const char *cut_expression(struct cutter *cutter, const char *at)
{
	struct arena *arena = cutter->context->arena;
	const size_t length = expression_length(at + 1);

	if (length == 0) {
		say_brace(cutter, "{", at);
		return at + 1;
	}
	end_literal(cutter);
	const char *source = arena_strndup(arena, at + 1, length);
	const struct expression *expression =
	        pattern_expression(cutter->context, source, cutter->place);
	cutter->failed |= !expression;
	add_part(cutter, (struct pattern_part){ .expression = expression, .place = cutter->place });
	for (const char *line = source; (line = strchr(line, '\n')); line++)
		cutter->place.line++;
	return at + length + 2;
}

bool pattern_read(
        struct pattern_context *context, const char *text, struct place place, struct pattern *out)
{
	struct cutter cutter = { .context = context, .place = place, .start = place };

	text_init(&cutter.literal);
	while (*text != '\0') {
		const bool doubled = (*text == '{' || *text == '}') && text[1] == text[0];
		if (*text == '{' && !doubled) {
			text = cut_expression(&cutter, text);
			continue;
		}
		if (*text == '}' && !doubled)
			say_brace(&cutter, "}", text);
		add_literal(&cutter, *text);
		text += doubled ? 2 : 1;
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
