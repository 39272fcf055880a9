#include "press/telling/hooks.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define CANNOT_RUN  127
#define SIGNAL_BASE 128

/* The child: its errno goes up the pipe when it cannot become the program. */
static void become(const char *program, const char *argument, int report)
{
	char *const arguments[] = { (char *)(size_t)program, (char *)(size_t)argument, NULL };
	int null = open("/dev/null", O_RDONLY);

	if (null >= 0 && dup2(null, STDIN_FILENO) >= 0)
		execv(program, arguments);
	int error = errno;
	ssize_t written = write(report, &error, sizeof error);
	_exit(written > 0 ? CANNOT_RUN : CANNOT_RUN - 1);
}

static pid_t start(const char *program, const char *argument, int *error)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) != 0) {
		*error = errno;
		return -1;
	}
	pid_t child = fork();
	if (child == 0)
		become(program, argument, ends[1]);
	*error = child < 0 ? errno : 0;
	close(ends[1]);
	/* Nothing comes when it became the program: the pipe is closed on exec. */
	while (child > 0 && read(ends[0], error, sizeof *error) < 0 && errno == EINTR)
		;
	close(ends[0]);
	return child;
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

int hooks_run(struct arena *arena, struct diag *diag, const char *program, const char *argument)
{
	int error = 0, status = 0;
	pid_t child = start(program, argument, &error);

	if (child > 0) {
		while (waitpid(child, &status, 0) < 0 && errno == EINTR)
			;
		if (error == 0)
			return judge(arena, diag, program, status);
	}
	diag_say(diag, MSG_NIGHT_HOOK_FAILED, PLACE_NONE, program, strerror(error));
	return -1;
}
