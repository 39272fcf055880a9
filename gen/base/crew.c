/*
 * To a helper goes the number of a task, back come the length of its reply and the reply; the end
 * of the socket is the end of either side.
 */
#include "base/crew.h"

#include "base/memory.h"

#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define PIECE_BYTES ((size_t)64 * 1024)

struct helper {
	pid_t process; /* 0: gone */
	int socket;
	bool busy;
	size_t task;
};

enum chore_state { CHORE_OPEN, CHORE_BEGUN, CHORE_READY, CHORE_LOST, CHORE_TAKEN };

struct chore {
	enum chore_state state;
	struct text reply; /* while it is ready */
	int status;        /* of the helper that was lost with it */
};

struct crew {
	const struct crew_work *work;
	struct helper *helpers;
	size_t helper_count;
	struct chore *chores;
	size_t next; /* to be handed out */
};

size_t crew_processors(void)
{
	cpu_set_t set;

	if (sched_getaffinity(0, sizeof set, &set) != 0)
		return 1;
	const int count = CPU_COUNT(&set);
	return count > 0 ? (size_t)count : 1;
}

/* A side that is gone is seen as an end, not as a signal. */
static bool send_all(int socket, const void *bytes, size_t length)
{
	const char *at = bytes;

	while (length > 0) {
		const ssize_t sent = send(socket, at, length, MSG_NOSIGNAL);
		if (sent < 0 && errno == EINTR)
			continue;
		if (sent <= 0)
			return false;
		at += sent;
		length -= (size_t)sent;
	}
	return true;
}

static bool receive_all(int socket, void *bytes, size_t length)
{
	char *at = bytes;

	while (length > 0) {
		const ssize_t received = recv(socket, at, length, 0);
		if (received < 0 && errno == EINTR)
			continue;
		if (received <= 0)
			return false;
		at += received;
		length -= (size_t)received;
	}
	return true;
}

static bool receive_text(int socket, struct text *out)
{
	uint64_t length;
	char *piece = memory_alloc(PIECE_BYTES);
	bool done = receive_all(socket, &length, sizeof length);

	while (done && length > 0) {
		const size_t size = length < PIECE_BYTES ? (size_t)length : PIECE_BYTES;
		done = receive_all(socket, piece, size);
		text_add_bytes(out, piece, done ? size : 0);
		length -= size;
	}
	free(piece);
	return done;
}

/* A helper's life: until nothing more is asked of it. */
static void serve(const struct crew_work *work, int socket)
{
	struct text reply;
	uint64_t task;

	text_init(&reply);
	while (receive_all(socket, &task, sizeof task)) {
		text_clear(&reply);
		work->perform(work->context, (size_t)task, &reply);
		const uint64_t length = reply.length;
		if (!send_all(socket, &length, sizeof length)
		        || !send_all(socket, reply.bytes, reply.length))
			break;
	}
	text_release(&reply);
}

static bool start(struct crew *crew, struct helper *helper)
{
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		return false;
	const pid_t process = fork();
	if (process == 0) {
		/* Those of its elder siblings, whose end would else not be seen. */
		for (size_t i = 0; i < crew->helper_count; i++)
			close(crew->helpers[i].socket);
		close(ends[0]);
		serve(crew->work, ends[1]);
		exit(EXIT_SUCCESS);
	}
	close(ends[1]);
	if (process < 0) {
		close(ends[0]);
		return false;
	}
	*helper = (struct helper){ .process = process, .socket = ends[0] };
	return true;
}

struct crew *crew_new(const struct crew_work *work, size_t helpers)
{
	struct crew *crew = memory_zeroed(sizeof *crew);

	*crew = (struct crew){ .work = work,
		.helpers = memory_zeroed((helpers + 1) * sizeof *crew->helpers),
		.chores = memory_zeroed((work->tasks + 1) * sizeof *crew->chores) };
	/* What waits in its buffer would be printed by each. */
	fflush(NULL);
	while (crew->helper_count < helpers && start(crew, &crew->helpers[crew->helper_count]))
		crew->helper_count++;
	if (crew->helper_count > 0)
		return crew;
	crew_free(crew);
	return NULL;
}

static int wait_for(struct helper *helper)
{
	int status = 0;

	close(helper->socket);
	while (waitpid(helper->process, &status, 0) < 0 && errno == EINTR)
		continue;
	helper->process = 0;
	return status;
}

void crew_free(struct crew *crew)
{
	if (!crew)
		return;
	/* One that is at a task would only find at its end that nobody waits for it. */
	for (size_t i = 0; i < crew->helper_count; i++) {
		if (crew->helpers[i].process > 0 && crew->helpers[i].busy)
			kill(crew->helpers[i].process, SIGKILL);
		if (crew->helpers[i].process > 0)
			wait_for(&crew->helpers[i]);
	}
	for (size_t i = 0; i < crew->work->tasks; i++)
		if (crew->chores[i].state == CHORE_READY)
			text_release(&crew->chores[i].reply);
	free(crew->chores);
	free(crew->helpers);
	free(crew);
}

/* One that ended before it could be told loses no task. */
static void hand_out(struct crew *crew, struct helper *helper)
{
	const uint64_t task = crew->next;

	if (!send_all(helper->socket, &task, sizeof task)) {
		wait_for(helper);
		return;
	}
	helper->busy = true;
	helper->task = crew->next;
	crew->chores[crew->next++].state = CHORE_BEGUN;
}

static void hear(struct crew *crew, struct helper *helper)
{
	struct chore *task = &crew->chores[helper->task];

	text_init(&task->reply);
	helper->busy = false;
	if (receive_text(helper->socket, &task->reply)) {
		task->state = CHORE_READY;
		return;
	}
	text_release(&task->reply);
	task->status = wait_for(helper);
	task->state = CHORE_LOST;
}

/* Waits until some helper answers, or ends; false when none is at work. */
static bool listen_once(struct crew *crew)
{
	struct pollfd *ends = memory_zeroed((crew->helper_count + 1) * sizeof *ends);
	bool any = false;

	for (size_t i = 0; i < crew->helper_count; i++) {
		const struct helper *helper = &crew->helpers[i];
		ends[i] = (struct pollfd){ .fd = helper->busy ? helper->socket : -1,
			.events = POLLIN };
		any = any || helper->busy;
	}
	if (any && poll(ends, crew->helper_count, -1) > 0)
		for (size_t i = 0; i < crew->helper_count; i++)
			if (crew->helpers[i].busy && ends[i].revents != 0)
				hear(crew, &crew->helpers[i]);
	free(ends);
	return any;
}

enum crew_result crew_take(struct crew *crew, size_t task, struct text *reply, int *status)
{
	const size_t ahead = task + CREW_AHEAD * crew->helper_count;
	struct chore *wanted = &crew->chores[task];

	if (crew->next < task)
		crew->next = task;
	while (wanted->state == CHORE_OPEN || wanted->state == CHORE_BEGUN) {
		for (size_t i = 0; i < crew->helper_count; i++)
			if (crew->helpers[i].process > 0 && !crew->helpers[i].busy
			        && crew->next < crew->work->tasks && crew->next <= ahead)
				hand_out(crew, &crew->helpers[i]);
		if (!listen_once(crew))
			return CREW_GONE;
	}
	*status = wanted->status;
	if (wanted->state == CHORE_LOST)
		return CREW_LOST;
	wanted->state = CHORE_TAKEN;
	text_clear(reply);
	text_add_bytes(reply, wanted->reply.bytes, wanted->reply.length);
	text_release(&wanted->reply);
	return CREW_DONE;
}
