#include "press/state/lock.h"

#include "base/common.h"
#include "base/date.h"
#include "base/file.h"
#include "base/owner.h"
#include "base/text.h"
#include "diag/foreign.h"
#include "press/state/folders.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <time.h>
#include <unistd.h>

#define LOCK_FILE      OUTPUT_FOLDER "/.lock"
#define LOCK_MODE      0600
#define OTHERS         0077
#define TRIES_A_SECOND 10
#define NANOSECONDS    1000000000L
#define TENTH          (NANOSECONDS / 10)
enum attempt { ATTEMPT_TAKEN, ATTEMPT_HELD, ATTEMPT_FAILED };

/* The words of a line, each NUL-terminated; "?" for what is not told. */
struct holder {
	char bytes[LOCK_LINE_BYTES];
	const char *host, *pid, *command, *since;
};

static void pause_for(long nanoseconds)
{
	const struct timespec pause = { .tv_nsec = nanoseconds };

	nanosleep(&pause, NULL);
}

/* The line that stands in the file now; "" when there is none. 0, or why it cannot be read. */
static int read_line(const struct root *root, char *line)
{
	const int file =
	        openat(root->folder, LOCK_FILE, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	ssize_t length = -1;

	line[0] = '\0';
	if (file < 0)
		return errno;
	length = read(file, line, LOCK_LINE_BYTES - 1);
	const int error = length < 0 ? errno : 0;
	line[length < 0 ? 0 : length] = '\0';
	close(file);
	return error;
}

static const char *next_word(char **at)
{
	char *word = *at;
	char *end = word + strcspn(word, " \n");

	if (end == word)
		return "?";
	*at = *end ? end + 1 : end;
	*end = '\0';
	return word;
}

static void split(struct holder *holder)
{
	char *at = holder->bytes;

	holder->host = next_word(&at);
	holder->pid = next_word(&at);
	holder->command = next_word(&at);
	holder->since = next_word(&at);
}

static enum attempt say_failure(struct diag *diag, const struct root *root, int error)
{
	const bool has_none = error == ENOLCK || error == EOPNOTSUPP || error == ENOSYS;

	foreign_say(diag, root, LOCK_FILE, has_none ? MSG_NO_LOCKS : MSG_OUTPUT_UNWRITABLE, error);
	return ATTEMPT_FAILED;
}

/* Ours, the superuser's, or his whose folder it is: a shared folder may give all to one user. */
static bool is_trusted(const struct root *root, const struct stat *file)
{
	struct stat folder;

	return file->st_uid == geteuid() || file->st_uid == 0
	        || (fstatat(root->folder, OUTPUT_FOLDER, &folder, 0) == 0
	                && folder.st_uid == file->st_uid);
}

static bool open_lock(struct lock *lock, struct diag *diag)
{
	const struct root *root = lock->root;
	struct stat status;
	int error;

	if (file_make_folders(root, OUTPUT_FOLDER, &error) != FILE_OK) {
		foreign_say(diag, root, OUTPUT_FOLDER, MSG_OUTPUT_UNWRITABLE, error);
		return false;
	}
	lock->file = openat(root->folder, LOCK_FILE,
	        O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, LOCK_MODE);
	if (lock->file < 0 || fstat(lock->file, &status) != 0)
		return say_failure(diag, root, errno) == ATTEMPT_TAKEN;
	if (!S_ISREG(status.st_mode) || !is_trusted(root, &status)) {
		diag_say_plain(diag, MSG_LOCK_FOREIGN, place_file(LOCK_FILE));
		return false;
	}
	/* Left by a version that let others open it; where modes mean nothing, no harm is done. */
	if ((status.st_mode & OTHERS) != 0)
		(void)fchmod(lock->file, LOCK_MODE);
	return true;
}

/* File systems that other hosts may write to, or whose locks need not be the kernel's. */
static bool is_shared(const struct lock *lock)
{
	static const unsigned long kinds[] = {
		0x6969,     /* NFS */
		0x517B,     /* SMB */
		0xFE534D42, /* SMB 2 */
		0xFF534D42, /* CIFS */
		0x00C36400, /* Ceph */
		0x65735546, /* FUSE */
		0x01021997, /* 9P */
		0x5346414F, /* AFS */
		0x0BD00BD0, /* Lustre */
		0x01161970, /* GFS2 */
		0x7461636F, /* OCFS2 */
	};
	struct statfs status;

	/* What cannot be told may be shared: a moment more is all that it costs. */
	if (fstatfs(lock->file, &status) != 0)
		return true;
	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		if (((unsigned long)status.f_type & 0xFFFFFFFFUL) == kinds[i])
			return true;
	return false;
}

/* Does the name still lead to the file that is locked? *error: errno where that cannot be told,
 * else 0. */
static bool is_named(const struct lock *lock, int *error)
{
	struct stat held, named;

	*error = 0;
	if (fstat(lock->file, &held) == 0
	        && fstatat(lock->root->folder, LOCK_FILE, &named, AT_SYMLINK_NOFOLLOW) == 0)
		return held.st_ino == named.st_ino && held.st_dev == named.st_dev;
	*error = errno == ENOENT ? 0 : errno;
	return false;
}

/* Somebody whose lock did not reach this host is at work. *error as above. */
static bool is_held_elsewhere(const struct lock *lock, int *error)
{
	struct holder holder = { .bytes = "" };
	struct owner owner;

	*error = read_line(lock->root, holder.bytes);
	if (*error == ENOENT) /* removed meanwhile: whoever makes it anew holds another */
		*error = 0;
	if (*error != 0 || !holder.bytes[0])
		return *error != 0;
	split(&holder);
	owner.pid = strtol(holder.pid, NULL, 10);
	(void)snprintf(owner.host, sizeof owner.host, "%s", holder.host);
	return owner.pid > 0 && !owner_is_stale(&owner, lock->root, LOCK_FILE);
}

static void write_line(struct lock *lock, const char *command)
{
	const struct owner self = owner_self();
	struct arena *arena = arena_new();

	(void)snprintf(lock->line, sizeof lock->line, "%s %ld %s %s\n", self.host, self.pid,
	        command, date_now(arena));
	arena_free(arena);
	const size_t length = strlen(lock->line);
	if (ftruncate(lock->file, 0) != 0
	        || pwrite(lock->file, lock->line, length, 0) != (ssize_t)length)
		lock->line[0] = '\0';
}

/* Whoever wrote last, while two did not see each other, has it. *error as above. */
static bool has_won(const struct lock *lock, int *error)
{
	char line[LOCK_LINE_BYTES];

	pause_for(2 * TENTH);
	*error = read_line(lock->root, line);
	if (*error == ENOENT)
		*error = 0;
	return *error == 0 && text_equal(line, lock->line);
}

static enum attempt try_to_take(struct lock *lock, struct diag *diag, const char *command)
{
	if (!open_lock(lock, diag))
		return ATTEMPT_FAILED;
	if (flock(lock->file, LOCK_EX | LOCK_NB) != 0)
		return errno == EWOULDBLOCK || errno == EINTR
		        ? ATTEMPT_HELD
		        : say_failure(diag, lock->root, errno);
	const bool shared = is_shared(lock);
	int error = 0;
	if (shared ? is_held_elsewhere(lock, &error) : !is_named(lock, &error))
		return error ? say_failure(diag, lock->root, error) : ATTEMPT_HELD;
	write_line(lock, command);
	if (!shared || !lock->line[0] || has_won(lock, &error))
		return ATTEMPT_TAKEN;
	return error ? say_failure(diag, lock->root, error) : ATTEMPT_HELD;
}

static void say_holder(struct diag *diag, enum message message, const struct root *root)
{
	struct holder holder = { .bytes = "" };

	(void)read_line(root, holder.bytes);
	split(&holder);
	diag_say(diag, message, place_file(LOCK_FILE), holder.command, holder.host, holder.pid,
	        holder.since);
}

static void let_go(struct lock *lock)
{
	if (lock->file >= 0)
		close(lock->file);
	lock->file = -1;
	lock->line[0] = '\0';
}

bool lock_take(struct lock *lock, struct diag *diag, const struct root *root, const char *command,
        int seconds)
{
	*lock = (struct lock){ .file = -1, .root = root };
	for (long tries = 0;; tries++) {
		const enum attempt outcome = try_to_take(lock, diag, command);
		if (outcome == ATTEMPT_TAKEN)
			return true;
		let_go(lock);
		if (outcome == ATTEMPT_FAILED)
			return false;
		if (tries >= (long)seconds * TRIES_A_SECOND)
			break;
		if (tries == 0 && diag_is_watched(diag))
			say_holder(diag, MSG_LOCK_WAITING, root);
		pause_for(TENTH);
	}
	say_holder(diag, MSG_LOCKED, root);
	return false;
}

bool lock_holds(const struct lock *lock, struct diag *diag)
{
	char line[LOCK_LINE_BYTES];

	int error;

	if (!lock->line[0] && (is_shared(lock) || is_named(lock, &error)))
		return true;
	error = read_line(lock->root, line);
	if (error != 0 && error != ENOENT) {
		diag_say(diag, MSG_WRITE_FAILED, place_file(LOCK_FILE), strerror(error));
		return false;
	}
	if (error == 0 && lock->line[0] && text_equal(line, lock->line))
		return true;
	say_holder(diag, MSG_LOCK_LOST, lock->root);
	return false;
}

void lock_release(struct lock *lock)
{
	char line[LOCK_LINE_BYTES];

	/* What another wrote there stays. */
	if (lock->file >= 0 && lock->line[0] && read_line(lock->root, line) == 0
	        && text_equal(line, lock->line))
		(void)!ftruncate(lock->file, 0);
	let_go(lock);
}
