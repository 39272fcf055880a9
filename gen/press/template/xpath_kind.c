/*
 * An abstract evaluation: a path leads from a set of nodes of the shape to a set of nodes of the
 * shape, whatever their number will be. A name that leads nowhere is said, and what follows it is
 * of any kind, so that one slip is one line. Predicates are judged with what they are about to
 * filter.
 */
#include "press/template/xpath_kind.h"

#include "base/common.h"
#include "base/text.h"
#include "diag/hint.h"
#include "press/template/successor.h"
#include "press/template/xpath_function.h"
#include "press/template/xpath_reach.h"

#include <string.h>

static const struct kind any = { .is = KIND_ANY };

static struct place place_of(const struct kind_scope *scope, size_t at)
{
	return written_place(scope->written, at);
}

static const char *source_of(const struct kind_scope *scope, const struct xpath_term *term)
{
	const char *source = scope->written->source;
	size_t end = term->end;

	while (end > term->at + 1 && strchr(" \t\r\n", source[end - 1]))
		end--;
	return arena_strndup(scope->arena, source + term->at, end - term->at);
}

static const struct shape_node *node_at(const struct kind_scope *scope, size_t index)
{
	return &scope->shape->nodes[index];
}

/* Whether a node before this one in the set has its name. */
static bool is_met_before(
        const struct kind_scope *scope, const struct shape_set *nodes, size_t index)
{
	for (size_t i = SHAPE_ROOT; i < index; i++) {
		if (shape_set_has(nodes, i)
		        && text_equal(node_at(scope, i)->name, node_at(scope, index)->name))
			return true;
	}
	return false;
}

/* "a, b, c": the nodes, by name or by path, each once. */
static const char *list_nodes(
        const struct kind_scope *scope, const struct shape_set *nodes, bool by_path)
{
	const char *list = "";

	if (shape_set_has(nodes, SHAPE_DOCUMENT))
		list = "/";
	for (size_t i = SHAPE_ROOT; i < scope->shape->count; i++) {
		const struct shape_node *node = node_at(scope, i);
		const char *sign = shape_is_attribute(node) ? "@" : "";
		if (!shape_set_has(nodes, i) || (!by_path && is_met_before(scope, nodes, i)))
			continue;
		const char *own = by_path ? shape_path(scope->arena, scope->shape, i)
		                          : arena_printf(scope->arena, "%s%s", sign, node->name);
		list = arena_printf(scope->arena, "%s%s%s", list, list[0] != '\0' ? ", " : "", own);
	}
	return list;
}

/* All nodes of the shape that are called so, attributes or elements. */
static struct shape_set nodes_anywhere(
        const struct kind_scope *scope, const char *name, bool attributes)
{
	struct shape_set found = { { 0 } };

	for (size_t i = SHAPE_ROOT; i < scope->shape->count; i++) {
		const struct shape_node *node = node_at(scope, i);
		if (shape_is_attribute(node) == attributes && text_equal(node->name, name))
			shape_set_add(&found, i);
	}
	return found;
}

/* Whether some fact may hold the word: then it stands there without its quotes. */
static bool is_value(const struct kind_scope *scope, const char *word)
{
	for (size_t i = 0; i < scope->shape->count; i++) {
		if (hint_lists(scope->arena, node_at(scope, i)->values, word))
			return true;
	}
	return false;
}

/* What a name that leads nowhere may have meant: a sign left out or put in, a slip of the pen. */
static const char *meant_name(const struct kind_scope *scope, const struct location_step *step,
        const struct shape_set *from, const char *list)
{
	const bool is_attribute = step->axis == AXIS_ATTRIBUTE;
	const char *twin = arena_printf(scope->arena, "%s%s", is_attribute ? "" : "@", step->name);
	const char *own = arena_printf(scope->arena, "%s%s", is_attribute ? "@" : "", step->name);
	const struct shape_set beside =
	        reach_on_axis(scope->shape, is_attribute ? AXIS_CHILD : AXIS_ATTRIBUTE, from);
	const struct shape_set found = reach_named(scope->shape, &beside, step->name);

	for (size_t i = scope->variable_count; i > 0 && !is_attribute; i--) {
		if (text_equal(scope->variables[i - 1].name, step->name))
			return arena_printf(scope->arena, "$%s", step->name);
	}
	if (!shape_set_is_empty(&found))
		return twin;
	const char *near = successor_meant(scope->arena, SUCCESSOR_FACT, own, list);
	if (near || is_attribute || !is_value(scope, step->name))
		return near;
	return arena_printf(scope->arena, "'%s'", step->name);
}

/* The name is known, but not here. */
static void say_elsewhere(struct kind_scope *scope, const struct location_step *step,
        const struct shape_set *from, const struct shape_set *elsewhere)
{
	struct arena *arena = scope->arena;
	const char *name =
	        arena_printf(arena, "%s%s", step->axis == AXIS_ATTRIBUTE ? "@" : "", step->name);
	bool already = false;

	for (size_t i = 0; i < scope->shape->count; i++)
		already |= shape_set_has(from, i) && shape_set_has(elsewhere, i);
	if (already)
		diag_say(scope->diag, MSG_TEMPLATE_ALREADY, place_of(scope, step->at),
		        scope->written->source, name);
	else
		diag_say(scope->diag, MSG_TEMPLATE_PLACE, place_of(scope, step->at),
		        scope->written->source, name,
		        hint_list(arena, list_nodes(scope, from, true)),
		        hint_list(arena, list_nodes(scope, elsewhere, true)));
}

static void say_nowhere(struct kind_scope *scope, const struct location_step *step,
        const struct shape_set *from, const struct shape_set *here)
{
	struct arena *arena = scope->arena;
	const bool is_attribute = step->axis == AXIS_ATTRIBUTE;
	const char *name = arena_printf(arena, "%s%s", is_attribute ? "@" : "", step->name);
	const char *list = list_nodes(scope, here, false);
	const struct shape_set elsewhere = nodes_anywhere(scope, step->name, is_attribute);

	scope->failed = true;
	if (!shape_set_is_empty(&elsewhere)) {
		say_elsewhere(scope, step, from, &elsewhere);
		return;
	}
	const struct hint hint = hint_of(arena, meant_name(scope, step, from, list));
	diag_say(scope->diag, MSG_TEMPLATE_VOCABULARY, place_of(scope, step->at), name,
	        hint_list(arena, list_nodes(scope, from, true)),
	        list[0] != '\0' ? hint_list(arena, list) : "–", hint.english, hint.chinese);
}

static void judge_predicates(
        struct kind_scope *scope, const struct location_step *step, const struct kind *focus)
{
	for (const struct xpath_term *at = step->predicates; at; at = at->next)
		xpath_kind_test(scope, at, focus);
}

/* A step from nodes of the shape; false: nothing can be told of what it leads to. */
static bool take_step(
        struct kind_scope *scope, const struct location_step *step, struct shape_set *nodes)
{
	const struct shape_set from = *nodes;

	if (step->axis == AXIS_NAMESPACE)
		return false;
	const struct shape_set here = reach_on_axis(scope->shape, step->axis, &from);
	if (text_equal(step->name, "node()")) {
		*nodes = here;
		return !shape_set_is_empty(&here);
	}
	if (text_ends_with(step->name, "()"))
		return false;
	*nodes = reach_named(scope->shape, &here, step->name);
	if (!shape_set_is_empty(nodes))
		return true;
	say_nowhere(scope, step, &from, &here);
	return false;
}

/* A name that stands nowhere in the facts is wrong wherever it is looked for. */
static void judge_name(struct kind_scope *scope, const struct location_step *step)
{
	const bool is_attribute = step->axis == AXIS_ATTRIBUTE;
	const struct shape_set known = nodes_anywhere(scope, step->name, is_attribute);

	if (!shape_set_is_empty(&known) || text_equal(step->name, "*")
	        || text_ends_with(step->name, "()") || step->axis == AXIS_NAMESPACE)
		return;
	struct shape_set all = { { 0 } };
	for (size_t i = SHAPE_ROOT; i < scope->shape->count; i++) {
		if (shape_is_attribute(node_at(scope, i)) == is_attribute)
			shape_set_add(&all, i);
	}
	const struct shape_set above = { { 1 } };
	say_nowhere(scope, step, &above, &all);
}

static struct kind kind_of_path(
        struct kind_scope *scope, const struct xpath_term *term, const struct kind *focus)
{
	struct kind kind = term->first ? xpath_kind(scope, term->first, focus) : *focus;

	if (term->absolute) {
		kind = (struct kind){ .is = KIND_NODES };
		shape_set_add(&kind.nodes, SHAPE_DOCUMENT);
	}
	for (const struct location_step *step = term->steps; step; step = step->next) {
		if (kind.is == KIND_NODES && !take_step(scope, step, &kind.nodes)) {
			kind = any;
		} else if (kind.is != KIND_NODES) {
			judge_name(scope, step);
			kind = any;
		}
		judge_predicates(scope, step, &kind);
	}
	return kind;
}

/* All that the kind can find is words that are no number; `equal`: 17.1 may be compared with a
 * name. */
static bool is_words(const struct kind_scope *scope, const struct kind *kind, bool equal)
{
	bool found = false;

	for (size_t i = 0; kind->is == KIND_NODES && i < scope->shape->count; i++) {
		const enum shape_holds holds = node_at(scope, i)->holds;
		if (!shape_set_has(&kind->nodes, i))
			continue;
		if (holds == SHAPE_NUMBER || holds == SHAPE_ELEMENT
		        || (equal && holds == SHAPE_IDENT))
			return false;
		found = true;
	}
	return found;
}

static bool is_number(const char *text)
{
	const size_t blank = strspn(text, " -");
	const size_t length = strspn(text + blank, "0123456789.");

	return length > 0 && text[blank + length] == '\0';
}

static void say_no_number(struct kind_scope *scope, const struct xpath_term *term)
{
	scope->failed = true;
	diag_say(scope->diag, MSG_TEMPLATE_NO_NUMBER, place_of(scope, term->at),
	        source_of(scope, term), scope->written->source);
}

void xpath_kind_number(
        struct kind_scope *scope, const struct xpath_term *term, const struct kind *kind)
{
	if (is_words(scope, kind, false) || (term->kind == TERM_LITERAL && !is_number(term->name)))
		say_no_number(scope, term);
}

/* Whether a node may hold the word: the values of a fact are known, "" is possible nearly always.
 */
static bool may_hold(const struct kind_scope *scope, size_t index, const char *word)
{
	const struct shape_node *node = node_at(scope, index);

	if (word[0] == '\0')
		return true;
	if (node->holds == SHAPE_YES || node->holds == SHAPE_VALUES)
		return hint_lists(scope->arena, node->values, word);
	if (node->holds == SHAPE_NUMBER)
		return is_number(word);
	return true;
}

static const char *values_of(const struct kind_scope *scope, const struct kind *kind)
{
	for (size_t i = 0; i < scope->shape->count; i++) {
		const struct shape_node *node = node_at(scope, i);
		if (shape_set_has(&kind->nodes, i))
			return node->holds == SHAPE_NUMBER ? "0, 1, 2 …" : node->values;
	}
	return "";
}

/* @status = 'behnd' */
static void judge_value(struct kind_scope *scope, const struct xpath_term *nodes,
        const struct kind *kind, const struct xpath_term *literal)
{
	bool possible = false;

	for (size_t i = 0; i < scope->shape->count && !possible; i++)
		possible = shape_set_has(&kind->nodes, i) && may_hold(scope, i, literal->name);
	if (possible || shape_set_is_empty(&kind->nodes))
		return;
	const char *values = values_of(scope, kind);
	const struct hint hint = hint_near(scope->arena, literal->name, values);
	scope->failed = true;
	diag_say(scope->diag, MSG_TEMPLATE_NEVER, place_of(scope, literal->at),
	        source_of(scope, nodes), literal->name, hint_list(scope->arena, values),
	        hint.english, hint.chinese);
}

static bool is_number_kind(const struct xpath_term *term, const struct kind *kind)
{
	return kind->is == KIND_NUMBER || term->kind == TERM_NUMBER;
}

/* One side of a comparison in which numbers are compared. */
static bool is_no_number(const struct kind_scope *scope, const struct xpath_term *side,
        const struct kind kinds[2], bool equal)
{
	if (side->kind == TERM_LITERAL)
		return !is_number(side->name) && kinds[1].is != KIND_TEXT;
	return is_words(scope, &kinds[0], equal);
}

/* `kinds`: of this side and of the other. True: the comparison needs no more looks. */
static bool judge_side(struct kind_scope *scope, const struct xpath_term *side,
        const struct xpath_term *other, const struct kind kinds[2], bool equal)
{
	if (!equal || is_number_kind(other, &kinds[1])) {
		if (!is_no_number(scope, side, kinds, equal))
			return false;
		say_no_number(scope, side);
		return true;
	}
	if (other->kind != TERM_LITERAL || kinds[0].is != KIND_NODES)
		return false;
	judge_value(scope, side, &kinds[0], other);
	return true;
}

static void judge_comparison(
        struct kind_scope *scope, const struct xpath_term *term, const struct kind kinds[2])
{
	const struct xpath_term *left = term->first;
	const struct xpath_term *right = left->next;
	const bool equal = text_equal(term->name, "=") || text_equal(term->name, "!=");
	const struct kind turned[2] = { kinds[1], kinds[0] };

	if (!judge_side(scope, left, right, kinds, equal))
		(void)judge_side(scope, right, left, turned, equal);
}

static struct kind kind_of_operation(
        struct kind_scope *scope, const struct xpath_term *term, const struct kind *focus)
{
	const bool logical = text_equal(term->name, "or") || text_equal(term->name, "and");
	struct kind kinds[2];

	if (logical) {
		xpath_kind_test(scope, term->first, focus);
		xpath_kind_test(scope, term->first->next, focus);
		return (struct kind){ .is = KIND_TRUTH };
	}
	kinds[0] = xpath_kind(scope, term->first, focus);
	kinds[1] = xpath_kind(scope, term->first->next, focus);
	if (text_equal(term->name, "|")) {
		if (kinds[0].is != KIND_NODES || kinds[1].is != KIND_NODES)
			return any;
		return (struct kind){ .is = KIND_NODES,
			.nodes = shape_set_both(&kinds[0].nodes, &kinds[1].nodes) };
	}
	if (strchr("=!<>", term->name[0])) {
		judge_comparison(scope, term, kinds);
		return (struct kind){ .is = KIND_TRUTH };
	}
	xpath_kind_number(scope, term->first, &kinds[0]);
	xpath_kind_number(scope, term->first->next, &kinds[1]);
	return (struct kind){ .is = KIND_NUMBER };
}

/* Whether some node of the kind can be what the function takes. */
static bool takes_node(enum function_takes takes, enum shape_holds holds)
{
	if (takes == TAKES_NUMBER)
		return holds == SHAPE_NUMBER || holds == SHAPE_IDENT;
	if (takes == TAKES_DAY)
		return holds == SHAPE_DAY;
	return takes != TAKES_MONTH || holds == SHAPE_MONTH || holds == SHAPE_DAY;
}

static void judge_argument(struct kind_scope *scope, const struct function *function,
        const struct xpath_term *argument, const struct kind *kind)
{
	bool fits = kind->is == KIND_ANY;

	if (function->takes == TAKES_ANY)
		return;
	for (size_t i = 0; kind->is == KIND_NODES && i < scope->shape->count; i++) {
		const enum shape_holds holds = node_at(scope, i)->holds;
		if (shape_set_has(&kind->nodes, i))
			fits |= takes_node(function->takes, holds);
	}
	if (function->takes != TAKES_NODES && kind->is != KIND_NODES)
		fits = true; /* what a string holds is seen when it runs */
	if (fits)
		return;
	scope->failed = true;
	diag_say(scope->diag, MSG_TEMPLATE_ARGUMENT, place_of(scope, argument->at), function->name,
	        source_of(scope, argument), function->usage, scope->written->source);
}

static struct kind kind_of_call(
        struct kind_scope *scope, const struct xpath_term *term, const struct kind *focus)
{
	const struct function *function = xpath_function_lookup(term->name);
	size_t count = 0;

	for (const struct xpath_term *at = term->first; at; at = at->next, count++) {
		const bool is_asked = function && function->gives == GIVES_TRUTH
		        && function->takes == TAKES_ANY && function->most == 1;
		if (is_asked)
			xpath_kind_test(scope, at, focus);
		const struct kind kind = is_asked ? any : xpath_kind(scope, at, focus);
		if (count == 0 && function)
			judge_argument(scope, function, at, &kind);
	}
	if (!function)
		return any; /* said when it was compiled */
	if (count < function->least || count > function->most) {
		scope->failed = true;
		diag_say(scope->diag, MSG_TEMPLATE_ARITY, place_of(scope, term->at), term->name,
		        arena_printf(scope->arena, "%zu", count), function->usage);
	}
	switch (function->gives) {
	case GIVES_TEXT:
		return (struct kind){ .is = KIND_TEXT };
	case GIVES_NUMBER:
		return (struct kind){ .is = KIND_NUMBER };
	case GIVES_TRUTH:
		return (struct kind){ .is = KIND_TRUTH };
	case GIVES_ANY:
		break;
	}
	return any;
}

static struct kind kind_of_variable(const struct kind_scope *scope, const char *name)
{
	for (size_t i = scope->variable_count; i > 0; i--) {
		if (text_equal(scope->variables[i - 1].name, name))
			return scope->variables[i - 1].kind;
	}
	return any;
}

struct kind xpath_kind(
        struct kind_scope *scope, const struct xpath_term *term, const struct kind *focus)
{
	struct kind kind;

	switch (term->kind) {
	case TERM_OPERATION:
		return kind_of_operation(scope, term, focus);
	case TERM_NEGATION:
		kind = xpath_kind(scope, term->first, focus);
		xpath_kind_number(scope, term->first, &kind);
		return (struct kind){ .is = KIND_NUMBER };
	case TERM_PATH:
		return kind_of_path(scope, term, focus);
	case TERM_LITERAL:
		return (struct kind){ .is = KIND_TEXT };
	case TERM_NUMBER:
		return (struct kind){ .is = KIND_NUMBER };
	case TERM_VARIABLE:
		return kind_of_variable(scope, term->name);
	case TERM_CALL:
		return kind_of_call(scope, term, focus);
	}
	return any;
}

/* A path that ends in an attribute which is there in any case asks for nothing. */
static bool is_always_there(
        const struct kind_scope *scope, const struct xpath_term *term, const struct kind *kind)
{
	bool all = term->kind == TERM_PATH && kind->is == KIND_NODES && !term->first && term->steps
	        && !term->steps->next;

	for (size_t i = 0; i < scope->shape->count && all; i++) {
		if (shape_set_has(&kind->nodes, i))
			all = node_at(scope, i)->holds != SHAPE_ELEMENT
			        && !node_at(scope, i)->may_lack;
	}
	return all;
}

void xpath_kind_test(
        struct kind_scope *scope, const struct xpath_term *term, const struct kind *focus)
{
	const struct kind kind = xpath_kind(scope, term, focus);

	if (!is_always_there(scope, term, &kind))
		return;
	scope->failed = true;
	diag_say(scope->diag, MSG_TEMPLATE_ALWAYS, place_of(scope, term->at),
	        source_of(scope, term));
}
