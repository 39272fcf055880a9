#include "press/state/lock.h"

#include "base/file.h"
#include "press/state/folders.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#define LOCK_FILE      OUTPUT_FOLDER "/.lock"
#define TRIES_A_SECOND 10

static bool open_lock(struct lock *lock, struct diag *diag, const struct root *root)
{
	int error;

	if (file_make_folders(root, OUTPUT_FOLDER, &error) != FILE_OK) {
		diag_say(diag, MSG_OUTPUT_UNWRITABLE, place_file(OUTPUT_FOLDER), strerror(error));
		return false;
	}
	lock->file =
	        openat(root->folder, LOCK_FILE, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (lock->file < 0)
		diag_say(diag, MSG_OUTPUT_UNWRITABLE, place_file(LOCK_FILE), strerror(errno));
	return lock->file >= 0;
}

bool lock_take(struct lock *lock, struct diag *diag, const struct root *root, int seconds)
{
	*lock = (struct lock){ .file = -1 };
	if (!open_lock(lock, diag, root))
		return false;
	const struct timespec pause = { .tv_nsec = 1000000000L / TRIES_A_SECOND };
	for (long tries = 0;; tries++) {
		if (flock(lock->file, LOCK_EX | LOCK_NB) == 0)
			return true;
		if (errno != EWOULDBLOCK && errno != EINTR) {
			diag_say(diag, MSG_OUTPUT_UNWRITABLE, place_file(LOCK_FILE),
			        strerror(errno));
			break;
		}
		if (tries >= (long)seconds * TRIES_A_SECOND) {
			diag_say_plain(diag, MSG_LOCKED, place_file(LOCK_FILE));
			break;
		}
		nanosleep(&pause, NULL);
	}
	lock_release(lock);
	return false;
}

void lock_release(struct lock *lock)
{
	if (lock->file >= 0)
		close(lock->file);
	lock->file = -1;
}
