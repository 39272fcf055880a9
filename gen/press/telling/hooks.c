#include "press/telling/hooks.h"

#include "base/common.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SIGNAL_BASE 128
#define NANO        INT64_C(1000000000)
#define PAUSE_NANO  (NANO / 100)
#define GRACE_MOST  5 /* seconds from TERM to KILL, and never longer than the limit itself */
#define FOR_EVER    INT64_C(-1)

/* What ends a wait, blocked in us meanwhile. */
struct vigil {
	pid_t child;
	sigset_t awaited; /* the end of a child, and what would end us */
	sigset_t before;  /* our mask, which the child gets too */
};

static int64_t clock_now(void)
{
	struct timespec now = { 0 };

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * NANO + now.tv_nsec;
}

/* One that we were told to ignore (nohup) is none: blocked, it would be delivered after all. */
static void await_signal(sigset_t *set, int number)
{
	struct sigaction action;

	if (sigaction(number, NULL, &action) == 0 && action.sa_handler != SIG_IGN)
		(void)sigaddset(set, number);
}

static void vigil_begin(struct vigil *vigil)
{
	static const int enders[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };

	/* Whoever started us may have it ignored; then no child would ever be waited for. */
	(void)signal(SIGCHLD, SIG_DFL);
	(void)sigemptyset(&vigil->awaited);
	(void)sigaddset(&vigil->awaited, SIGCHLD);
	for (size_t i = 0; i < COUNT_OF(enders); i++)
		await_signal(&vigil->awaited, enders[i]);
	(void)sigprocmask(SIG_BLOCK, &vigil->awaited, &vigil->before);
}

/* Starts below the root, so that a relative path of the program's is one below it. */
static int plan(posix_spawn_file_actions_t *actions, const struct root *root)
{
	const int error =
	        posix_spawn_file_actions_addopen(actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);

	if (error != 0 || root->folder < 0)
		return error;
	return posix_spawn_file_actions_addfchdir_np(actions, root->folder);
}

/* A process group of its own, and signals as we had them. 0, or why not. */
static int dress(posix_spawnattr_t *attributes, const struct vigil *vigil)
{
	int error = posix_spawnattr_init(attributes);

	if (error == 0)
		error = posix_spawnattr_setflags(
		        attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
	if (error == 0)
		error = posix_spawnattr_setpgroup(attributes, 0);
	if (error == 0)
		error = posix_spawnattr_setsigmask(attributes, &vigil->before);
	return error;
}

/* 0, or why it could not be started. */
static int start(const struct root *root, const struct hook *hook, struct vigil *vigil)
{
	char *const arguments[] = { (char *)(size_t)hook->program, (char *)(size_t)hook->argument,
		NULL };
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	int error = dress(&attributes, vigil);

	if (error != 0)
		return error;
	error = posix_spawn_file_actions_init(&actions);
	if (error == 0) {
		error = plan(&actions, root);
		if (error == 0)
			error = posix_spawn(&vigil->child, hook->program, &actions, &attributes,
			        arguments, environ);
		posix_spawn_file_actions_destroy(&actions);
	}
	posix_spawnattr_destroy(&attributes);
	return error;
}

/* It is not reaped: as long as it is there, nothing else has its number. */
static bool has_ended(pid_t child)
{
	siginfo_t info = { 0 };

	return waitid(P_PID, (id_t)child, &info, WEXITED | WNOHANG | WNOWAIT) != 0
	        || info.si_pid == child;
}

/* SIGCHLD when the child has ended, 0 when the time is over, else the signal that is to end us. */
static int await(const struct vigil *vigil, int64_t until)
{
	while (!has_ended(vigil->child)) {
		const int64_t left = until - clock_now();
		const struct timespec most = { .tv_sec = left / NANO, .tv_nsec = left % NANO };
		if (until != FOR_EVER && left <= 0)
			return 0;
		const int number =
		        sigtimedwait(&vigil->awaited, NULL, until == FOR_EVER ? NULL : &most);
		if (number > 0 && number != SIGCHLD)
			return number;
	}
	return SIGCHLD;
}

static int reap(pid_t child)
{
	int status = 0;

	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return status;
}

/* Those that have ended are reaped: where nobody else does it, they would count as there. */
static bool has_followers(pid_t group)
{
	while (waitpid(-group, NULL, WNOHANG) > 0)
		;
	return kill(-group, 0) == 0;
}

/* The leader has ended: those that it has started get the rest of the time. */
static void end_followers(pid_t group, int64_t until)
{
	const struct timespec pause = { .tv_nsec = PAUSE_NANO };

	while (has_followers(group) && clock_now() < until)
		nanosleep(&pause, NULL);
	(void)kill(-group, SIGKILL);
}

/* TERM to all of the group, time to clean up, KILL; how the leader ended. A second signal is KILL.
 */
static int end_group(const struct vigil *vigil, int64_t grace)
{
	const pid_t group = vigil->child;
	const int64_t until = clock_now() + grace;

	(void)prctl(PR_SET_CHILD_SUBREAPER, 1);
	(void)kill(-group, SIGTERM);
	(void)kill(-group, SIGCONT);
	const bool ended = await(vigil, until) == SIGCHLD;
	if (!ended)
		(void)kill(-group, SIGKILL);
	const int status = reap(group);
	if (ended)
		end_followers(group, until);
	return status;
}

static int64_t grace_of(int64_t limit)
{
	return limit > 0 && limit < GRACE_MOST * NANO ? limit : GRACE_MOST * NANO;
}

static int number_of(int status)
{
	return WIFEXITED(status) ? WEXITSTATUS(status) : SIGNAL_BASE + WTERMSIG(status);
}

static void judge(struct arena *arena, struct diag *diag, const char *program, int status)
{
	const bool exited = WIFEXITED(status);
	const int number = exited ? WEXITSTATUS(status) : WTERMSIG(status);

	if (!exited || number != 0)
		diag_say(diag, MSG_NIGHT_HOOK_STATUS, PLACE_NONE, program,
		        arena_printf(arena, exited ? "status %d" : "signal %d", number),
		        arena_printf(arena, exited ? "退出状态 %d" : "信号 %d", number));
}

static struct hook_end wait_for(
        struct arena *arena, struct diag *diag, const struct hook *hook, const struct vigil *vigil)
{
	const int64_t limit = hook->limit * NANO;
	const int why = await(vigil, limit > 0 ? clock_now() + limit : FOR_EVER);
	const int status = why == SIGCHLD ? reap(vigil->child) : end_group(vigil, grace_of(limit));

	if (why == 0)
		diag_say(diag, MSG_NIGHT_HOOK_TIMEOUT, PLACE_NONE, hook->program,
		        arena_printf(arena, "%d", hook->limit));
	else if (why == SIGCHLD)
		judge(arena, diag, hook->program, status);
	else
		(void)raise(why); /* is delivered when the mask is as it was */
	return (struct hook_end){ .status = number_of(status), .is_too_late = why == 0 };
}

struct hook_end hooks_run(
        struct arena *arena, struct diag *diag, const struct root *root, const struct hook *hook)
{
	struct vigil vigil = { .child = -1 };
	struct hook_end end = { .status = -1 };

	vigil_begin(&vigil);
	const int error = start(root, hook, &vigil);
	if (error == 0)
		end = wait_for(arena, diag, hook, &vigil);
	else
		diag_say(diag, MSG_NIGHT_HOOK_FAILED, PLACE_NONE, hook->program, strerror(error));
	(void)sigprocmask(SIG_SETMASK, &vigil.before, NULL);
	return end;
}
