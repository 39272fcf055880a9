#include "figures/answers/account.h"

struct account account_begin(
        struct arena *arena, enum account_subject subject, const struct assessment *assessment)
{
	return (struct account){
		.arena = arena,
		.subject = subject,
		.period = assessment->period,
		.id = "",
		.title = "",
		.unit = "",
		.state = "",
		.value = "",
		.rate = "",
		.pace = "",
		.gap = "",
		.status = "",
		.word = "",
		.light = "",
	};
}

void account_add_step(struct account *answer, const struct account_step *step)
{
	answer->steps = arena_grow(answer->arena, answer->steps, &answer->step_capacity,
	        answer->step_count, sizeof *step);
	answer->steps[answer->step_count++] = *step;
}

void account_add_source(struct account *answer, const struct account_source *source)
{
	answer->sources = arena_grow(answer->arena, answer->sources, &answer->source_capacity,
	        answer->source_count, sizeof *source);
	answer->sources[answer->source_count++] = *source;
}

static void add_doubt(struct account *answer, const struct doubt *doubt)
{
	answer->doubts = arena_grow(answer->arena, answer->doubts, &answer->doubt_capacity,
	        answer->doubt_count, sizeof *answer->doubts);
	answer->doubts[answer->doubt_count++] = (struct account_doubt){
		.unit = doubt->unit ? doubt->unit->name : "",
		.text = doubt->text,
		.answer = doubt->answer,
		.place = doubt->place,
	};
}

void account_add_doubts(struct account *answer, const struct assessment *assessment,
        const struct indicator *indicator, const struct unit *unit)
{
	const struct ledger *ledger = assessment->ledger;

	for (size_t i = 0; i < ledger->doubt_count; i++) {
		const struct doubt *doubt = &ledger->doubts[i];
		if (doubt->indicator == indicator && (!unit || doubt->unit == unit))
			add_doubt(answer, doubt);
	}
}
