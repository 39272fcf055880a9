#include "press/template/asked.h"

#include "base/text.h"

static bool is_any(const struct location_step *step)
{
	return text_equal(step->name, "*") || text_equal(step->name, "node()");
}

/* "." and "..", which ask for nothing that is not there already. */
static bool is_dot(const struct location_step *step)
{
	return (step->axis == AXIS_SELF || step->axis == AXIS_PARENT)
	        && text_equal(step->name, "node()");
}

/* "//" in front of a named element: only those of the name, and what they stand in, are asked for.
 */
static bool leads_to_name(const struct location_step *step)
{
	const struct location_step *next = step->next;

	return step->axis == AXIS_DESCENDANT_OR_SELF && text_equal(step->name, "node()") && next
	        && next->axis == AXIS_CHILD && !is_any(next);
}

static void add_terms(struct facts_names *names, const struct xpath_term *first)
{
	for (; first; first = first->next)
		asked_add(names, first);
}

static void add_step(struct facts_names *names, const struct location_step *step)
{
	if (is_any(step) && !is_dot(step) && !leads_to_name(step))
		facts_names_add_all(names);
	else if (step->axis == AXIS_ATTRIBUTE)
		(void)facts_names_add_attribute(names, step->name);
	else
		(void)facts_names_add_element(names, step->name);
	add_terms(names, step->predicates);
}

/* Functions that look for working days find them in facts/calendar. */
static void add_calendar(struct facts_names *names)
{
	(void)facts_names_add_element(names, "calendar");
	(void)facts_names_add_attribute(names, "holidays");
	(void)facts_names_add_attribute(names, "workdays");
}

void asked_add(struct facts_names *names, const struct xpath_term *term)
{
	if (!term)
		return;
	if (term->kind == TERM_CALL && text_starts_with(term->name, "workday"))
		add_calendar(names);
	add_terms(names, term->first);
	for (const struct location_step *step = term->steps; step; step = step->next)
		add_step(names, step);
}
