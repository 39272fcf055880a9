/* base/crew: tasks by several processes, their replies in order, and what becomes of a lost one. */
#include "base/crew.h"

#include "base/common.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#define TASKS      40
#define LARGE_TASK 3
#define LARGE      ((size_t)1 << 20) /* more than a socket holds */

static void reply_number(void *context, size_t task, struct text *reply)
{
	const size_t *fatal = context;

	if (task == *fatal)
		raise(SIGKILL);
	text_printf(reply, "task %zu", task);
	for (size_t i = 0; task == LARGE_TASK && i < LARGE; i++)
		text_add_char(reply, 'x');
}

static struct crew_work work_for(size_t *fatal)
{
	return (struct crew_work){ .perform = reply_number, .context = fatal, .tasks = TASKS };
}

static bool is_reply(size_t task, const struct text *reply)
{
	char words[32];

	snprintf(words, sizeof words, "task %zu", task);
	return text_starts_with(reply->bytes, words)
	        && reply->length == strlen(words) + (task == LARGE_TASK ? LARGE : 0);
}

Test(crew, replies_come_in_order_whatever_the_number_of_helpers)
{
	static const size_t helpers[] = { 1, 2, 7 };
	size_t none = TASKS;
	struct text reply;
	int status;

	text_init(&reply);
	for (size_t i = 0; i < COUNT_OF(helpers); i++) {
		const struct crew_work work = work_for(&none);
		struct crew *crew = crew_new(&work, helpers[i]);
		cr_assert(crew);
		for (size_t task = 0; task < TASKS; task++) {
			cr_assert_eq(crew_take(crew, task, &reply, &status), CREW_DONE);
			cr_assert(is_reply(task, &reply), "task %zu: %.20s", task, reply.bytes);
		}
		crew_free(crew);
	}
	text_release(&reply);
}

Test(crew, helper_that_dies_loses_its_task_and_no_other)
{
	size_t fatal = 5;
	const struct crew_work work = work_for(&fatal);
	struct crew *crew = crew_new(&work, 2);
	struct text reply;
	int status;

	text_init(&reply);
	for (size_t task = 0; task < TASKS; task++) {
		const enum crew_result result = crew_take(crew, task, &reply, &status);
		cr_assert_eq(result, task == fatal ? CREW_LOST : CREW_DONE, "task %zu", task);
		if (task == fatal)
			cr_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
		else
			cr_assert(is_reply(task, &reply));
	}
	crew_free(crew);
	text_release(&reply);
}

Test(crew, nobody_is_left_when_the_only_helper_is_gone)
{
	size_t fatal = 1;
	const struct crew_work work = work_for(&fatal);
	struct crew *crew = crew_new(&work, 1);
	struct text reply;
	int status;

	text_init(&reply);
	cr_assert_eq(crew_take(crew, 0, &reply, &status), CREW_DONE);
	cr_assert_eq(crew_take(crew, 1, &reply, &status), CREW_LOST);
	cr_assert_eq(crew_take(crew, 2, &reply, &status), CREW_GONE);
	crew_free(crew);
	text_release(&reply);
}

/* As when a month is given up half-way: what is under way is ended, what waits is dropped. */
Test(crew, tasks_may_be_left_alone)
{
	size_t none = TASKS;
	const struct crew_work work = work_for(&none);
	struct crew *crew = crew_new(&work, 3);
	struct text reply;
	int status;

	text_init(&reply);
	cr_assert_eq(crew_take(crew, 2, &reply, &status), CREW_DONE);
	cr_assert(is_reply(2, &reply));
	cr_assert_eq(crew_take(crew, 20, &reply, &status), CREW_DONE);
	cr_assert(is_reply(20, &reply));
	crew_free(crew);
	cr_assert_eq(waitpid(-1, &status, WNOHANG), -1, "a helper is left");
	text_release(&reply);
}

Test(crew, there_is_a_processor)
{
	cr_assert_geq(crew_processors(), 1);
}
