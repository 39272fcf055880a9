#include "press/telling/hooks.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define SIGNAL_BASE 128

/* Starts below the root, so that a relative path of the program's is one below it. */
static int plan(posix_spawn_file_actions_t *actions, const struct root *root)
{
	const int error =
	        posix_spawn_file_actions_addopen(actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);

	if (error != 0 || root->folder < 0)
		return error;
	return posix_spawn_file_actions_addfchdir_np(actions, root->folder);
}

/* 0, or why it could not be started. */
static int start(const struct root *root, const char *program, const char *argument, pid_t *child)
{
	char *const arguments[] = { (char *)(size_t)program, (char *)(size_t)argument, NULL };
	posix_spawn_file_actions_t actions;
	int error = posix_spawn_file_actions_init(&actions);

	if (error != 0)
		return error;
	error = plan(&actions, root);
	if (error == 0)
		error = posix_spawn(child, program, &actions, NULL, arguments, environ);
	posix_spawn_file_actions_destroy(&actions);
	return error;
}

static int judge(struct arena *arena, struct diag *diag, const char *program, int status)
{
	const bool exited = WIFEXITED(status);
	const int number = exited ? WEXITSTATUS(status) : WTERMSIG(status);

	if (exited && number == 0)
		return 0;
	diag_say(diag, MSG_NIGHT_HOOK_STATUS, PLACE_NONE, program,
	        arena_printf(arena, exited ? "status %d" : "signal %d", number),
	        arena_printf(arena, exited ? "退出状态 %d" : "信号 %d", number));
	return exited ? number : SIGNAL_BASE + number;
}

int hooks_run(struct arena *arena, struct diag *diag, const struct root *root, const char *program,
        const char *argument)
{
	pid_t child = -1;
	int status = 0;
	const int error = start(root, program, argument, &child);

	if (error != 0) {
		diag_say(diag, MSG_NIGHT_HOOK_FAILED, PLACE_NONE, program, strerror(error));
		return -1;
	}
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return judge(arena, diag, program, status);
}
