/*
 * A library put before libc by LD_PRELOAD: it counts the calls by which a program reads what lies
 * below some folders, and makes the N-th of them fail, or that and all behind it. The same for the
 * program's allocations. kit/crash.c does so to the calls that change files.
 *
 *   FAULT_BELOW  folders parted by colons; calls on other files are neither counted nor hurt
 *   FAULT_CALL   open, read, stat, opendir, readdir, mmap, close, readlink or alloc; unset: all but
 *                alloc
 *   FAULT_AT     N, from 1 on; unset: never
 *   FAULT_LAST   how many calls fail in a row; unset: one; 0: all that follow
 *   FAULT_ERROR  the errno that they fail with, as a number
 *   FAULT_SWAP   a file that is renamed to FAULT_TO before the N-th call, which then does not fail
 *   FAULT_SHARED set: what is asked about is on a file system that hosts share
 *   FAULT_LOG    a file that gets the calls that fail or, with FAULT_AT unset, each that is
 * counted, a line each: its name and its path; of an allocation, a number in the path's place that
 * tells where in the program it was
 *
 * Nothing is synced. What starts the program, its libraries and its locale, is not counted: it is
 * called from within libc, or before main.
 */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/magic.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#define DESCRIPTORS 256
#define FRAMES      12

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);
int __libc_start_main(int (*program)(int, char **, char **), int count, char **words,
        void (*begin)(void), void (*end)(void), void (*end_loader)(void), void *stack);

static struct {
	bool runs; /* main has begun */
	bool allocations;
	const char *below, *call, *swap, *to;
	long at, last;
	int error;
	int log;
} plan = { .log = -1 };
static long counted;
/* Of the files below the folders that are open. */
static char paths[DESCRIPTORS][PATH_MAX];

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static const char *setting(const char *name)
{
	const char *value = getenv(name);

	return value ? value : "";
}

static bool is_below(const char *path)
{
	const char *folder = plan.below;

	while (*folder) {
		const size_t length = strcspn(folder, ":");
		if (strncmp(path, folder, length) == 0
		        && (path[length] == '/' || path[length] == '\0'))
			return true;
		folder += length + (folder[length] == ':');
	}
	return false;
}

/* The path of what is open below the folders, or "". */
static const char *path_of(int descriptor)
{
	return descriptor >= 0 && descriptor < DESCRIPTORS ? paths[descriptor] : "";
}

static const char *path_at(int folder, const char *path, char whole[PATH_MAX])
{
	if (path[0] == '/')
		snprintf(whole, PATH_MAX, "%s", path);
	else if (folder == AT_FDCWD)
		snprintf(whole, PATH_MAX, "%s", path);
	else
		snprintf(whole, PATH_MAX, "%s/%s", path_of(folder), path);
	return whole;
}

static void note(const char *call, const char *path)
{
	char line[PATH_MAX + 64];
	const int length = snprintf(line, sizeof line, "%s %s\n", call, path);

	if (plan.log >= 0)
		(void)syscall(SYS_write, plan.log, line, (size_t)length);
}

/* Whether the call that is counted here is one that fails. */
static bool is_hit(const char *call, const char *path)
{
	counted++;
	if (plan.at == 0)
		note(call, path);
	if (plan.at == 0 || counted < plan.at)
		return false;
	if (plan.swap[0]) {
		if (counted == plan.at)
			(void)syscall(SYS_rename, plan.swap, plan.to);
		return false;
	}
	if (plan.last > 0 && counted >= plan.at + plan.last)
		return false;
	note(call, path);
	errno = plan.error;
	return true;
}

static bool fails(const char *call, const char *path)
{
	if (!plan.runs || plan.allocations || !is_below(path))
		return false;
	return (!plan.call[0] || strcmp(plan.call, call) == 0) && is_hit(call, path);
}

static int (*real_main)(int, char **, char **);

static int begin(int count, char **words, char **environment)
{
	const char *last = setting("FAULT_LAST");
	const char *log = setting("FAULT_LOG");
	void *frames[FRAMES];

	(void)backtrace(frames, FRAMES); /* loads what it needs now */
	plan.below = setting("FAULT_BELOW");
	plan.call = setting("FAULT_CALL");
	plan.swap = setting("FAULT_SWAP");
	plan.to = setting("FAULT_TO");
	plan.at = strtol(setting("FAULT_AT"), NULL, 10);
	plan.last = last[0] ? strtol(last, NULL, 10) : 1;
	plan.error = (int)strtol(setting("FAULT_ERROR"), NULL, 10);
	plan.allocations = strcmp(plan.call, "alloc") == 0;
	if (log[0])
		plan.log = (int)syscall(
		        SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
	plan.runs = true;
	const int status = real_main(count, words, environment);
	plan.runs = false; /* what counts lines of code writes them now */
	return status;
}

int __libc_start_main(int (*program)(int, char **, char **), int count, char **words,
        void (*start)(void), void (*end)(void), void (*end_loader)(void), void *stack)
{
	real_main = program;
	return REAL(__libc_start_main)(begin, count, words, start, end, end_loader, stack);
}

static int open_any(int folder, const char *path, int flags, mode_t mode)
{
	char whole[PATH_MAX];

	if (fails("open", path_at(folder, path, whole)))
		return -1;
	const int opened = (int)syscall(SYS_openat, folder, path, flags, mode);
	if (opened >= 0 && opened < DESCRIPTORS) {
		const size_t length = strlen(whole);
		if (length > 2 && strcmp(whole + length - 2, "/.") == 0)
			whole[length - 2] = '\0';
		snprintf(paths[opened], PATH_MAX, "%s", is_below(whole) ? whole : "");
	}
	return opened;
}

#define OPEN(name, before, folder, path) \
	int name(before const char *path, int flags, ...) \
	{ \
		va_list rest; \
		va_start(rest, flags); \
		mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0; \
		va_end(rest); \
		return open_any(folder, path, flags, mode); \
	}
#define NOTHING
#define FOLDER int folder,
OPEN(open, NOTHING, AT_FDCWD, path)
OPEN(open64, NOTHING, AT_FDCWD, path)
OPEN(openat, FOLDER, folder, path)
OPEN(openat64, FOLDER, folder, path)

#define FAILING(result, call, failed, name, place, parameters, ...) \
	result name parameters \
	{ \
		char whole[PATH_MAX]; \
		(void)whole; \
		return fails(call, place) ? (failed) : REAL(name)(__VA_ARGS__); \
	}
FAILING(ssize_t, "read", -1, read, path_of(file), (int file, void *bytes, size_t size), file, bytes,
        size)
FAILING(ssize_t, "read", -1, pread, path_of(file), (int file, void *bytes, size_t size, off_t at),
        file, bytes, size, at)
FAILING(ssize_t, "read", -1, pread64, path_of(file), (int file, void *bytes, size_t size, off_t at),
        file, bytes, size, at)
FAILING(int, "stat", -1, fstat, path_of(file), (int file, struct stat *out), file, out)
FAILING(int, "stat", -1, stat, path_at(AT_FDCWD, path, whole), (const char *path, struct stat *out),
        path, out)
FAILING(int, "stat", -1, lstat, path_at(AT_FDCWD, path, whole),
        (const char *path, struct stat *out), path, out)
FAILING(int, "stat", -1, fstatat, path_at(folder, path, whole),
        (int folder, const char *path, struct stat *out, int flags), folder, path, out, flags)
FAILING(int, "stat", -1, statx, path_at(folder, path, whole),
        (int folder, const char *path, int flags, unsigned mask, struct statx *out), folder, path,
        flags, mask, out)
FAILING(int, "stat", -1, faccessat, path_at(folder, path, whole),
        (int folder, const char *path, int mode, int flags), folder, path, mode, flags)
FAILING(int, "stat", -1, access, path_at(AT_FDCWD, path, whole), (const char *path, int mode), path,
        mode)
FAILING(void *, "mmap", MAP_FAILED, mmap, path_of(file),
        (void *start, size_t size, int protection, int flags, int file, off_t at), start, size,
        protection, flags, file, at)
FAILING(ssize_t, "readlink", -1, readlink, path_at(AT_FDCWD, path, whole),
        (const char *path, char *bytes, size_t size), path, bytes, size)
FAILING(ssize_t, "readlink", -1, readlinkat, path_at(folder, path, whole),
        (int folder, const char *path, char *bytes, size_t size), folder, path, bytes, size)
FAILING(char *, "readlink", NULL, realpath, path_at(AT_FDCWD, path, whole),
        (const char *path, char *resolved), path, resolved)
FAILING(DIR *, "opendir", NULL, fdopendir, path_of(file), (int file), file)
FAILING(DIR *, "opendir", NULL, opendir, path_at(AT_FDCWD, path, whole), (const char *path), path)
FAILING(struct dirent *, "readdir", NULL, readdir, path_of(dirfd(stream)), (DIR * stream), stream)
FAILING(struct dirent64 *, "readdir", NULL, readdir64, path_of(dirfd(stream)), (DIR * stream),
        stream)

/* Closed even when closing fails, as the kernel does it. */
int close(int file)
{
	const bool failed = fails("close", path_of(file));

	if (file >= 0 && file < DESCRIPTORS)
		paths[file][0] = '\0';
	const int result = (int)syscall(SYS_close, file);
	if (failed)
		errno = plan.error;
	return failed ? -1 : result;
}

int closedir(DIR *stream)
{
	const int file = dirfd(stream);
	const bool failed = fails("close", path_of(file));

	if (file >= 0 && file < DESCRIPTORS)
		paths[file][0] = '\0';
	const int result = REAL(closedir)(stream);
	if (failed)
		errno = plan.error;
	return failed ? -1 : result;
}

int fsync(int file)
{
	(void)file;
	return 0;
}

/* A number for the callers on the stack: alike for the same place in one run of the program. */
static uint64_t place(void)
{
	void *frames[FRAMES];
	uint64_t number = 14695981039346656037u;

	const int count = backtrace(frames, FRAMES);
	for (int i = 2; i < count; i++)
		number = (number ^ (uintptr_t)frames[i]) * 1099511628211u;
	return number;
}

static bool allocation_fails(void)
{
	static bool inside;
	char where[32] = "";

	if (!plan.runs || !plan.allocations || inside)
		return false;
	inside = true;
	if (plan.log >= 0 && plan.at == 0)
		snprintf(where, sizeof where, "%016llx", (unsigned long long)place());
	const bool hit = is_hit("alloc", where);
	inside = false;
	if (hit)
		errno = ENOMEM;
	return hit;
}

void *malloc(size_t size)
{
	return allocation_fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return allocation_fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
	return size > 0 && allocation_fails() ? NULL : __libc_realloc(old, size);
}

int fstatfs(int descriptor, struct statfs *status)
{
	const int done = REAL(fstatfs)(descriptor, status);

	if (done == 0 && setting("FAULT_SHARED")[0])
		status->f_type = NFS_SUPER_MAGIC;
	return done;
}
