/*
 * A library put before libc by LD_PRELOAD: it counts the calls by which a program changes files
 * below one folder, and makes the N-th of them fatal. Syncing is counted but not done, for no test
 * here pulls the plug, and disks are slow.
 *
 *   CRASH_ROOT   the folder; calls on other files are neither counted nor hurt
 *   CRASH_CALLS  names parted by blanks, such as "write fsync"; unset: all
 *   CRASH_AT     N, from 1 on; unset: never
 *   CRASH_HOW    kill (before the call), tear (a write half done, or after the call), stop (SIGSTOP
 *                before the call), or the errno that the call fails with, as a number
 *   CRASH_LACKS  what the file system cannot do, parted by blanks: exchange (two names), link,
 * local (it is one that hosts share) CRASH_LOG    a file that gets the name of each call counted, a
 * line each
 *
 * The program under test is not recompiled for it, so that what is killed is what is shipped.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/magic.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

enum deed { DEED_CALL, DEED_FAIL, DEED_TEAR };

static long counted;

static const char *setting(const char *name)
{
	const char *value = getenv(name);

	return value ? value : "";
}

/* The word itself, not a part of another. */
static bool has_word(const char *words, const char *word)
{
	size_t length = strlen(word);

	for (const char *at = words; (at = strstr(at, word)); at += length)
		if ((at == words || at[-1] == ' ') && (at[length] == '\0' || at[length] == ' '))
			return true;
	return false;
}

static bool is_wanted(const char *call)
{
	const char *words = setting("CRASH_CALLS");

	return words[0] == '\0' || has_word(words, call);
}

/* A file system that cannot do it says so before anything is counted. */
static bool lacks(const char *deed, int error)
{
	if (!has_word(setting("CRASH_LACKS"), deed))
		return false;
	errno = error;
	return true;
}

static bool is_below(const char *path)
{
	const char *root = setting("CRASH_ROOT");
	size_t length = strlen(root);

	return length > 0 && strncmp(path, root, length) == 0
	        && (path[length] == '/' || path[length] == '\0');
}

static bool is_descriptor_below(int descriptor)
{
	char name[64], path[PATH_MAX];

	snprintf(name, sizeof name, "/proc/self/fd/%d", descriptor);
	ssize_t length = readlink(name, path, sizeof path - 1);
	if (length < 0)
		return false;
	path[length] = '\0';
	return is_below(path);
}

/* Of a path as it was given, which may not be there yet. */
static bool is_path_below(int folder, const char *path)
{
	if (path[0] == '/')
		return is_below(path);
	if (folder != AT_FDCWD)
		return is_descriptor_below(folder);
	char here[PATH_MAX];
	return getcwd(here, sizeof here) && is_below(here);
}

static void note(const char *call)
{
	const char *log = setting("CRASH_LOG");

	if (!log[0])
		return;
	char line[64];
	int length = snprintf(line, sizeof line, "%s\n", call);
	int file = (int)syscall(
	        SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
	if (file < 0)
		return;
	(void)syscall(SYS_write, file, line, (size_t)length);
	(void)syscall(SYS_close, file);
}

/* Counts one call, and does to it, or to the program, what was ordered. errno is set for a failure.
 */
static enum deed meet(const char *call, bool below)
{
	if (!below || !is_wanted(call))
		return DEED_CALL;
	note(call);
	const char *how = setting("CRASH_HOW");
	if (++counted != strtol(setting("CRASH_AT"), NULL, 10))
		return DEED_CALL;
	if (strcmp(how, "kill") == 0)
		kill(getpid(), SIGKILL);
	if (strcmp(how, "tear") == 0)
		return DEED_TEAR;
	if (strcmp(how, "stop") == 0) {
		kill(getpid(), SIGSTOP);
		return DEED_CALL;
	}
	errno = (int)strtol(how, NULL, 10);
	return DEED_FAIL;
}

/* What a torn call does besides: nothing lives after it. */
static int end(enum deed deed, int result)
{
	if (deed == DEED_TEAR)
		kill(getpid(), SIGKILL);
	return result;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static bool is_writing(int flags)
{
	return (flags & O_ACCMODE) != O_RDONLY || (flags & (O_CREAT | O_TRUNC)) != 0;
}

static mode_t mode_of(int flags, va_list *rest)
{
	return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(*rest, mode_t) : 0;
}

static int open_any(int folder, const char *path, int flags, mode_t mode)
{
	enum deed deed = meet("open", is_writing(flags) && is_path_below(folder, path));

	if (deed == DEED_FAIL)
		return -1;
	return end(deed, (int)syscall(SYS_openat, folder, path, flags, mode));
}

#define OPEN(name, before, folder, path) \
	int name(before const char *path, int flags, ...) \
	{ \
		va_list rest; \
		va_start(rest, flags); \
		mode_t mode = mode_of(flags, &rest); \
		va_end(rest); \
		return open_any(folder, path, flags, mode); \
	}
#define NOTHING
#define FOLDER int folder,
OPEN(open, NOTHING, AT_FDCWD, path)
OPEN(open64, NOTHING, AT_FDCWD, path)
OPEN(openat, FOLDER, folder, path)
OPEN(openat64, FOLDER, folder, path)

ssize_t write(int descriptor, const void *bytes, size_t length)
{
	enum deed deed = meet("write", is_descriptor_below(descriptor));

	if (deed == DEED_FAIL)
		return -1;
	if (deed == DEED_TEAR)
		length /= 2;
	ssize_t done = (ssize_t)syscall(SYS_write, descriptor, bytes, length);
	end(deed, 0);
	return done;
}

int fsync(int descriptor)
{
	enum deed deed = meet("fsync", is_descriptor_below(descriptor));

	return deed == DEED_FAIL ? -1 : end(deed, 0);
}

/*
 * A file is closed even when closing fails, as the kernel does it. Only those written to count: one
 * for reading and writing is a lock.
 */
int close(int descriptor)
{
	int flags = fcntl(descriptor, F_GETFL);
	bool counts =
	        flags >= 0 && (flags & O_ACCMODE) == O_WRONLY && is_descriptor_below(descriptor);
	enum deed deed = meet("close", counts);
	int error = errno;
	int result = (int)syscall(SYS_close, descriptor);

	if (deed == DEED_FAIL) {
		errno = error;
		return -1;
	}
	return end(deed, result);
}

#define SIMPLE(call, name, below, parameters, ...) \
	int name parameters \
	{ \
		enum deed deed = meet(call, below); \
		return deed == DEED_FAIL ? -1 : end(deed, REAL(name)(__VA_ARGS__)); \
	}
SIMPLE("rename", rename, is_path_below(AT_FDCWD, to), (const char *from, const char *to), from, to)
SIMPLE("rename", renameat, is_path_below(to_folder, to),
        (int from_folder, const char *from, int to_folder, const char *to), from_folder, from,
        to_folder, to)

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
	if (flags != 0 && lacks("exchange", EINVAL))
		return -1;
	enum deed deed = meet("renameat2", is_path_below(to_folder, to));
	if (deed == DEED_FAIL)
		return -1;
	return end(deed, REAL(renameat2)(from_folder, from, to_folder, to, flags));
}

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags)
{
	if (lacks("link", EPERM))
		return -1;
	enum deed deed = meet("link", is_path_below(to_folder, to));
	if (deed == DEED_FAIL)
		return -1;
	return end(deed, REAL(linkat)(from_folder, from, to_folder, to, flags));
}

SIMPLE("link", link, is_path_below(AT_FDCWD, to), (const char *from, const char *to), from, to)
SIMPLE("unlink", unlink, is_path_below(AT_FDCWD, path), (const char *path), path)
SIMPLE(flags &AT_REMOVEDIR ? "rmdir" : "unlink", unlinkat, is_path_below(folder, path),
        (int folder, const char *path, int flags), folder, path, flags)
SIMPLE("rmdir", rmdir, is_path_below(AT_FDCWD, path), (const char *path), path)
SIMPLE("mkdir", mkdir, is_path_below(AT_FDCWD, path), (const char *path, mode_t mode), path, mode)
SIMPLE("mkdir", mkdirat, is_path_below(folder, path), (int folder, const char *path, mode_t mode),
        folder, path, mode)
SIMPLE("flock", flock, is_descriptor_below(descriptor), (int descriptor, int operation), descriptor,
        operation)

/* A file system of the network, as far as its type tells. */
int fstatfs(int file, struct statfs *status)
{
	const int result = REAL(fstatfs)(file, status);

	if (result == 0 && has_word(setting("CRASH_LACKS"), "local"))
		status->f_type = NFS_SUPER_MAGIC;
	return result;
}
