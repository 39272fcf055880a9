/*
 * Recursive descent, a function a rule. Where an operand may stand a name is one, elsewhere an
 * operator (3.7), so that the grammar's place tells them apart and no look back is needed.
 * Full-width signs are no part of a name here, though XML has them so: a clerk's input method wrote
 * them.
 */
#include "press/template/xpath_tree.h"

#include "base/common.h"
#include "base/text.h"
#include "base/utf8.h"
#include "press/template/xpath_sign.h"

#include <string.h>

/* Brackets in brackets; what is deeper is no expression that somebody wrote. */
#define DEPTH_LIMIT 100

struct reading {
	struct arena *arena;
	struct diag *diag;
	const struct written *written;
	const char *at;
	size_t depth;
	bool said;
};

static const struct xpath_term *read_level(struct reading *reading, size_t level);

static const struct xpath_term *read_expression(struct reading *reading)
{
	if (reading->depth == DEPTH_LIMIT)
		return NULL;
	reading->depth++;
	const struct xpath_term *term = read_level(reading, 0);
	reading->depth--;
	return term;
}

static void skip_blanks(struct reading *reading)
{
	reading->at += strspn(reading->at, " \t\r\n");
}

static size_t offset(const struct reading *reading)
{
	return (size_t)(reading->at - reading->written->source);
}

/* Says a fault at the place that is read, once; NULL. */
static const struct xpath_term *refuse(
        struct reading *reading, enum message message, const char *found, const char *instead)
{
	if (!reading->said)
		diag_say(reading->diag, message, written_place(reading->written, offset(reading)),
		        reading->written->source, found, instead);
	reading->said = true;
	return NULL;
}

/* What stands at the place is nothing that may follow. */
static const struct xpath_term *refuse_here(struct reading *reading)
{
	const char *next = reading->at;
	const char *wide = xpath_sign_wide(reading->at);
	const struct xpath_sign *sign = xpath_sign_foreign(reading->at);

	if (*next == '\0')
		return refuse(reading, MSG_TEMPLATE_ENDS, "", "");
	(void)utf8_next(&next);
	const char *found =
	        arena_strndup(reading->arena, reading->at, (size_t)(next - reading->at));
	if (wide)
		return refuse(reading, MSG_TEMPLATE_WIDE, found, wide);
	if (sign)
		return refuse(reading, MSG_TEMPLATE_OPERATOR, sign->written, sign->meant);
	return refuse(reading, MSG_TEMPLATE_SIGN, found, "");
}

static bool is_name_start(const char *at)
{
	const unsigned char byte = (unsigned char)*at;

	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_'
	        || (byte >= 0x80 && !xpath_sign_wide(at));
}

static bool is_name_byte(const char *at)
{
	return is_name_start(at) || (*at >= '0' && *at <= '9') || *at == '-' || *at == '.'
	        || ((unsigned char)*at & 0xC0) == 0x80;
}

/* A name, with its prefix if it has one; "" when none stands here. */
static const char *read_name(struct reading *reading)
{
	const char *start = reading->at;

	if (!is_name_start(start))
		return "";
	while (is_name_byte(reading->at)
	        || (*reading->at == ':' && reading->at[1] != ':'
	                && (is_name_start(reading->at + 1) || reading->at[1] == '*')))
		reading->at++;
	return arena_strndup(reading->arena, start, (size_t)(reading->at - start));
}

static bool take(struct reading *reading, const char *sign)
{
	skip_blanks(reading);
	if (!text_starts_with(reading->at, sign))
		return false;
	reading->at += strlen(sign);
	return true;
}

static struct xpath_term *term_new(struct reading *reading, enum term_kind kind, size_t at)
{
	struct xpath_term *term = arena_alloc(reading->arena, sizeof *term);

	*term = (struct xpath_term){ .kind = kind, .name = "", .at = at, .end = offset(reading) };
	return term;
}

/* The bracket that closes; the one that opened, `open`, stands at `at` of the source. */
static bool close(struct reading *reading, const char *sign, size_t at, const char *open)
{
	if (take(reading, sign))
		return true;
	if (*reading->at != '\0') {
		(void)refuse_here(reading);
	} else {
		reading->at = reading->written->source + at;
		(void)refuse(reading, MSG_TEMPLATE_BRACKET, open, sign);
	}
	return false;
}

/* [predicate]s, in order; false: said. */
static bool read_predicates(struct reading *reading, const struct xpath_term **first)
{
	struct xpath_term *last = NULL;

	for (skip_blanks(reading); *reading->at == '['; skip_blanks(reading)) {
		const size_t at = offset(reading);
		reading->at++;
		const struct xpath_term *inner = read_expression(reading);
		if (!inner || !close(reading, "]", at, "["))
			return false;
		struct xpath_term *copy = arena_alloc(reading->arena, sizeof *copy);
		*copy = *inner;
		copy->next = NULL;
		if (last)
			last->next = copy;
		else
			*first = copy;
		last = copy;
	}
	return true;
}

static enum axis axis_lookup(const char *name)
{
	static const char *const names[AXIS_COUNT] = { "child", "attribute", "self", "parent",
		"descendant", "descendant-or-self", "ancestor", "ancestor-or-self",
		"following-sibling", "preceding-sibling", "following", "preceding", "namespace" };
	enum axis axis = 0;

	while (axis < AXIS_COUNT && !text_equal(names[axis], name))
		axis++;
	return axis;
}

/* node(), text() and their like, behind the name. */
static bool read_node_type(struct reading *reading, struct location_step *step)
{
	if (!take(reading, "("))
		return true;
	skip_blanks(reading);
	if (*reading->at != ')') {
		(void)refuse_here(reading);
		return false;
	}
	reading->at++;
	step->name = arena_printf(reading->arena, "%s()", step->name);
	return true;
}

static bool read_node_test(struct reading *reading, struct location_step *step)
{
	skip_blanks(reading);
	step->at = offset(reading);
	if (*reading->at == '*') {
		reading->at++;
		step->name = "*";
		return true;
	}
	step->name = read_name(reading);
	skip_blanks(reading);
	if (step->name[0] != '\0' && text_starts_with(reading->at, "::")) {
		step->axis = axis_lookup(step->name);
		if (step->axis == AXIS_COUNT) {
			(void)refuse_here(reading);
			return false;
		}
		reading->at += strlen("::");
		return read_node_test(reading, step);
	}
	if (step->name[0] == '\0') {
		(void)refuse_here(reading);
		return false;
	}
	return read_node_type(reading, step);
}

static const struct location_step *step_copy(
        struct reading *reading, const struct location_step *step)
{
	struct location_step *copy = arena_alloc(reading->arena, sizeof *copy);

	*copy = *step;
	return copy;
}

static bool read_step(struct reading *reading, struct location_step *step)
{
	skip_blanks(reading);
	*step = (struct location_step){
		.axis = AXIS_CHILD, .name = "node()", .at = offset(reading)
	};
	if (take(reading, "..")) {
		step->axis = AXIS_PARENT;
		return true;
	}
	if (take(reading, ".")) {
		step->axis = AXIS_SELF;
		return true;
	}
	if (take(reading, "@"))
		step->axis = AXIS_ATTRIBUTE;
	return read_node_test(reading, step) && read_predicates(reading, &step->predicates);
}

/* Steps parted by / and //, the first of which stands here. NULL: said. */
static const struct location_step *read_steps(struct reading *reading)
{
	struct location_step step;

	if (!read_step(reading, &step))
		return NULL;
	if (take(reading, "//")) {
		struct location_step between = {
			.axis = AXIS_DESCENDANT_OR_SELF, .name = "node()", .at = step.at
		};
		between.next = read_steps(reading);
		if (!between.next)
			return NULL;
		step.next = step_copy(reading, &between);
	} else if (take(reading, "/")) {
		step.next = read_steps(reading);
		if (!step.next)
			return NULL;
	}
	return step_copy(reading, &step);
}

static bool begins_step(const char *at)
{
	return *at == '@' || *at == '.' || *at == '*' || is_name_start(at);
}

static const struct xpath_term *read_absolute(struct reading *reading)
{
	struct xpath_term *term = term_new(reading, TERM_PATH, offset(reading));
	const bool deep = take(reading, "//");

	term->absolute = true;
	if (!deep)
		(void)take(reading, "/");
	skip_blanks(reading);
	if (!deep && !begins_step(reading->at) && !xpath_sign_wide(reading->at)) {
		term->end = offset(reading);
		return term;
	}
	term->steps = read_steps(reading);
	if (!term->steps)
		return NULL;
	if (deep) {
		struct location_step first = { .axis = AXIS_DESCENDANT_OR_SELF,
			.name = "node()",
			.at = term->at,
			.next = term->steps };
		term->steps = step_copy(reading, &first);
	}
	term->end = offset(reading);
	return term;
}

static const struct xpath_term *read_call(struct reading *reading, const char *name, size_t at)
{
	struct xpath_term *call = term_new(reading, TERM_CALL, at);
	const size_t open = offset(reading);
	struct xpath_term *last = NULL;

	call->name = name;
	reading->at++;
	while (!take(reading, ")")) {
		if (*reading->at == '\0') {
			(void)close(reading, ")", open, arena_printf(reading->arena, "%s(", name));
			return NULL;
		}
		if (last && !take(reading, ","))
			return refuse_here(reading);
		const struct xpath_term *argument = read_expression(reading);
		if (!argument)
			return NULL;
		struct xpath_term *copy = arena_alloc(reading->arena, sizeof *copy);
		*copy = *argument;
		copy->next = NULL;
		if (last)
			last->next = copy;
		else
			call->first = copy;
		last = copy;
	}
	call->end = offset(reading);
	return call;
}

static const struct xpath_term *read_literal(struct reading *reading)
{
	struct xpath_term *term = term_new(reading, TERM_LITERAL, offset(reading));
	const char quote[2] = { *reading->at, '\0' };
	const char *end = strchr(reading->at + 1, *reading->at);

	if (!end)
		return refuse(reading, MSG_TEMPLATE_QUOTE, quote, "");
	term->name =
	        arena_strndup(reading->arena, reading->at + 1, (size_t)(end - reading->at - 1));
	reading->at = end + 1;
	term->end = offset(reading);
	return term;
}

static const struct xpath_term *read_number(struct reading *reading)
{
	struct xpath_term *term = term_new(reading, TERM_NUMBER, offset(reading));
	const char *start = reading->at;

	reading->at += strspn(reading->at, "0123456789.");
	term->name = arena_strndup(reading->arena, start, (size_t)(reading->at - start));
	term->end = offset(reading);
	return term;
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* A name before "(" that is no node type is a function's. */
static bool begins_call(const char *at)
{
	static const char *const types[] = { "node", "text", "comment", "processing-instruction" };
	const char *end = at;

	while (is_name_byte(end))
		end++;
	const size_t length = (size_t)(end - at);
	if (end[strspn(end, " \t\r\n")] != '(')
		return false;
	for (size_t i = 0; i < COUNT_OF(types); i++) {
		if (strlen(types[i]) == length && strncmp(types[i], at, length) == 0)
			return false;
	}
	return true;
}

/* What a path may begin with that is no step; *is_primary tells whether there is one. */
static const struct xpath_term *read_primary(struct reading *reading, bool *is_primary)
{
	const size_t at = offset(reading);

	*is_primary = true;
	if (*reading->at == '"' || *reading->at == '\'')
		return read_literal(reading);
	if (is_digit(*reading->at) || (*reading->at == '.' && is_digit(reading->at[1])))
		return read_number(reading);
	if (*reading->at == '(') {
		reading->at++;
		const struct xpath_term *inner = read_expression(reading);
		return inner && close(reading, ")", at, "(") ? inner : NULL;
	}
	if (*reading->at == '$') {
		reading->at++;
		struct xpath_term *term = term_new(reading, TERM_VARIABLE, at);
		term->name = read_name(reading);
		term->end = offset(reading);
		return term->name[0] != '\0' ? term : refuse_here(reading);
	}
	*is_primary = is_name_start(reading->at) && begins_call(reading->at);
	if (!*is_primary)
		return NULL;
	const char *name = read_name(reading);
	skip_blanks(reading);
	return read_call(reading, name, at);
}

/* $x[1]/@y: what a path begins with, its predicates as those of the step ".", and the steps. */
static const struct xpath_term *read_behind(
        struct reading *reading, const struct xpath_term *primary)
{
	struct location_step self = { .axis = AXIS_SELF, .name = "node()", .at = primary->at };

	if (!read_predicates(reading, &self.predicates))
		return NULL;
	if (take(reading, "//")) {
		struct location_step between = {
			.axis = AXIS_DESCENDANT_OR_SELF, .name = "node()", .at = offset(reading)
		};
		between.next = read_steps(reading);
		self.next = step_copy(reading, &between);
		if (!between.next)
			return NULL;
	} else if (take(reading, "/")) {
		self.next = read_steps(reading);
		if (!self.next)
			return NULL;
	}
	if (!self.predicates && !self.next)
		return primary;
	struct xpath_term *path = term_new(reading, TERM_PATH, primary->at);
	struct xpath_term *first = arena_alloc(reading->arena, sizeof *first);
	*first = *primary;
	first->next = NULL;
	path->first = first;
	path->steps = step_copy(reading, &self);
	return path;
}

static const struct xpath_term *read_path(struct reading *reading)
{
	bool is_primary;

	skip_blanks(reading);
	if (*reading->at == '/')
		return read_absolute(reading);
	const struct xpath_term *primary = read_primary(reading, &is_primary);
	if (is_primary)
		return primary ? read_behind(reading, primary) : NULL;
	if (!begins_step(reading->at))
		return refuse_here(reading);
	struct xpath_term *path = term_new(reading, TERM_PATH, offset(reading));
	path->steps = read_steps(reading);
	path->end = offset(reading);
	return path->steps ? path : NULL;
}

/* The operators by level, the weakest first; the longer of two that begin alike stands first. */
static const char *const levels[][5] = { { "or" }, { "and" }, { "=", "!=" },
	{ "<=", ">=", "<", ">" }, { "+", "-" }, { "*", "div", "mod" }, { "" /* - before it */ },
	{ "|" } };
#define NEGATION_LEVEL 6

static const char *take_operator(struct reading *reading, size_t level)
{
	skip_blanks(reading);
	for (size_t i = 0; level != NEGATION_LEVEL && levels[level][i]; i++) {
		const char *word = levels[level][i];
		const size_t length = strlen(word);
		if (!text_starts_with(reading->at, word)
		        || (is_name_start(word) && is_name_byte(reading->at + length))
		        || text_starts_with(reading->at, "==")
		        || text_starts_with(reading->at, "||")
		        || text_starts_with(reading->at, "<>"))
			continue;
		reading->at += length;
		return word;
	}
	return NULL;
}

static const struct xpath_term *read_negation(struct reading *reading)
{
	skip_blanks(reading);
	const size_t at = offset(reading);
	if (!take(reading, "-"))
		return read_level(reading, NEGATION_LEVEL + 1);
	if (reading->depth == DEPTH_LIMIT)
		return NULL;
	reading->depth++;
	const struct xpath_term *inner = read_negation(reading);
	reading->depth--;
	struct xpath_term *term = term_new(reading, TERM_NEGATION, at);
	term->first = inner;
	return inner ? term : NULL;
}

static const struct xpath_term *read_operand(struct reading *reading, size_t level)
{
	if (level == COUNT_OF(levels))
		return read_path(reading);
	return level == NEGATION_LEVEL ? read_negation(reading) : read_level(reading, level);
}

static const struct xpath_term *read_level(struct reading *reading, size_t level)
{
	const struct xpath_term *left = read_operand(reading, level + 1);

	if (!left)
		return NULL;
	for (const char *word; (word = take_operator(reading, level));) {
		const struct xpath_term *right = read_operand(reading, level + 1);
		if (!right)
			return NULL;
		struct xpath_term *both = term_new(reading, TERM_OPERATION, left->at);
		struct xpath_term *copies = arena_alloc_array(reading->arena, 2, sizeof *copies);
		copies[0] = *left;
		copies[1] = *right;
		copies[0].next = &copies[1];
		copies[1].next = NULL;
		both->name = word;
		both->first = copies;
		left = both;
	}
	return left;
}

const struct xpath_term *xpath_tree_read(
        struct arena *arena, struct diag *diag, const struct written *written)
{
	struct reading reading = {
		.arena = arena, .diag = diag, .written = written, .at = written->source
	};
	const struct xpath_term *term = read_expression(&reading);

	skip_blanks(&reading);
	if (term && *reading.at != '\0')
		term = refuse_here(&reading);
	if (!term && !reading.said)
		diag_say(diag, MSG_TEMPLATE_EXPRESSION, written->place, written->source);
	return term;
}

static void visit_steps(const struct location_step *step,
        void (*visit)(void *data, const struct xpath_term *term), void *data)
{
	for (; step; step = step->next) {
		for (const struct xpath_term *at = step->predicates; at; at = at->next)
			xpath_tree_visit(at, visit, data);
	}
}

void xpath_tree_visit(const struct xpath_term *term,
        void (*visit)(void *data, const struct xpath_term *term), void *data)
{
	if (term->kind == TERM_CALL || term->kind == TERM_VARIABLE)
		visit(data, term);
	for (const struct xpath_term *at = term->first; at; at = at->next)
		xpath_tree_visit(at, visit, data);
	visit_steps(term->steps, visit, data);
}
