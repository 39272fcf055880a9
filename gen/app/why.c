/*
 * why PERIOD [INDICATOR] [UNIT]: where printed figures come from, line by line, with every report
 * behind them; of one indicator, of a unit's own figures, of a task, or of all indicators.
 */
#include "figures/answers/why.h"
#include "app/answering.h"
#include "app/named.h"
#include "app/options.h"
#include "figures/targets/lookup.h"
#include "press/telling/replies.h"

/* What is asked; NULL and `of_tasks` false: every indicator. */
struct question {
	const struct indicator *indicator;
	const struct unit *unit;
	const struct task *task;
	bool of_tasks;
};

static bool is_task_word(const char *word)
{
	return text_equal(word, "task") || text_equal(word, "任务");
}

static const struct task *find_task(
        struct run *run, const struct catalogue *catalogue, const char *number)
{
	const struct task *task = lookup_task(catalogue, number);

	if (!task)
		diag_say(run->diag, MSG_ASKED_TASK, place_file(catalogue->file), number);
	return task;
}

/* Is it written as an id is, 8.2, not as a name? */
static bool is_id(const char *word)
{
	return word[0] >= '0' && word[0] <= '9';
}

/* One argument behind the period: an indicator or a unit. */
static bool take(struct run *run, const struct catalogue *catalogue, const char *word,
        struct question *question)
{
	if (is_id(word)) {
		question->indicator = answering_indicator(run, catalogue, word);
		return question->indicator;
	}
	question->unit = named_unit(run, catalogue, word);
	return question->unit;
}

static bool understand(
        struct run *run, const struct catalogue *catalogue, struct question *question)
{
	const struct options *options = run->options;
	const char *const *words = options->arguments + 1;
	const size_t count = options->argument_count - 1;

	*question = (struct question){ .of_tasks = count > 0 && is_task_word(words[0]) };
	if (question->of_tasks) {
		question->task = count > 1 ? find_task(run, catalogue, words[1]) : NULL;
		return count == 1 || question->task;
	}
	for (size_t i = 0; i < count; i++)
		if (!take(run, catalogue, words[i], question))
			return false;
	if (count == 2 && !(question->indicator && question->unit)) {
		diag_say(run->diag, MSG_EXTRA_ARGUMENT, PLACE_NONE, words[1]);
		return false;
	}
	return true;
}

static void add(struct run *run, struct text *out, const struct account *answer)
{
	if (run->options->json)
		replies_add_json(out, answer);
	else
		replies_add_words(out, answer);
}

/* A unit's part in one indicator, or in each that it has a part in. */
static void add_unit(struct run *run, const struct assessment *assessment,
        const struct question *question, struct text *out)
{
	const struct catalogue *catalogue = assessment->catalogue;
	bool found = false;

	for (size_t i = 0; i < catalogue->indicator_count; i++) {
		const struct indicator *indicator = catalogue->indicators[i];
		struct account answer;
		if ((question->indicator && indicator != question->indicator)
		        || !why_unit(run->arena, assessment, indicator, question->unit, &answer))
			continue;
		found = true;
		add(run, out, &answer);
	}
	if (!found)
		diag_say(run->diag, MSG_ASKED_NO_PART, PLACE_NONE, question->unit->name,
		        question->indicator ? question->indicator->id
		                            : period_format(run->arena, assessment->period));
}

static void add_tasks(struct run *run, const struct assessment *assessment,
        const struct question *question, struct text *out)
{
	const struct catalogue *catalogue = assessment->catalogue;

	for (size_t i = 0; i < catalogue->task_count; i++) {
		if (question->task && catalogue->tasks[i] != question->task)
			continue;
		const struct account answer = why_task(run->arena, assessment, catalogue->tasks[i]);
		add(run, out, &answer);
	}
}

static void add_indicators(struct run *run, const struct assessment *assessment,
        const struct question *question, struct text *out)
{
	const struct catalogue *catalogue = assessment->catalogue;

	for (size_t i = 0; i < catalogue->indicator_count; i++) {
		const struct indicator *indicator = catalogue->indicators[i];
		if (question->indicator && indicator != question->indicator)
			continue;
		const struct account answer = why_indicator(run->arena, assessment, indicator);
		add(run, out, &answer);
	}
}

void command_why(struct run *run)
{
	struct question question;
	struct period period;
	struct month month;
	struct text out;

	if (!options_period(run->options, run->diag, &period)
	        || !answering_figures(run, period, &month))
		return;
	text_init(&out);
	if (understand(run, month.catalogue, &question)) {
		if (question.of_tasks)
			add_tasks(run, month.assessment, &question, &out);
		else if (question.unit)
			add_unit(run, month.assessment, &question, &out);
		else
			add_indicators(run, month.assessment, &question, &out);
	}
	answering_print(&out);
}
