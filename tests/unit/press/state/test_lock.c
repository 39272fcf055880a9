#include "press/state/lock.h"

#include "base/file.h"
#include "base/owner.h"
#include "kit/kit.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define LOCK_FILE "output/.lock"

/* Each test has a process and so a current directory of its own. */
struct place_of_work {
	struct arena *arena;
	struct diag *diag;
	const char *root;
};

static struct place_of_work enter(void)
{
	struct place_of_work work = { .arena = arena_new(), .diag = kit_diag() };

	work.root = kit_temporary_folder(work.arena);
	cr_assert_eq(chdir(work.root), 0);
	return work;
}

static void leave(struct place_of_work *work)
{
	cr_assert_eq(chdir("/"), 0);
	kit_remove(work->root);
	diag_free(work->diag);
	arena_free(work->arena);
}

static unsigned mode_of(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 ? status.st_mode & 0777u : 0;
}

/* Whoever can open it can hold it: any user of the machine could stop every night. */
Test(lock, no_other_user_can_open_it)
{
	struct place_of_work work = enter();
	struct lock lock;

	cr_assert(lock_take(&lock, work.diag, &root_here, "render", 0));
	cr_expect_eq(mode_of(LOCK_FILE), 0600);
	lock_release(&lock);
	cr_assert_eq(chmod(LOCK_FILE, 0644), 0);
	cr_assert(lock_take(&lock, work.diag, &root_here, "render", 0));
	cr_expect_eq(mode_of(LOCK_FILE), 0600);
	lock_release(&lock);
	cr_expect_str_eq(kit_read(work.arena, LOCK_FILE), "", "nobody holds it");
	leave(&work);
}

Test(lock, one_that_is_no_file_or_another_users_is_told)
{
	struct place_of_work work = enter();
	struct lock lock;

	cr_assert_eq(mkdir("output", 0777), 0);
	cr_assert_eq(mkfifo(LOCK_FILE, 0600), 0);
	cr_expect_not(lock_take(&lock, work.diag, &root_here, "render", 0));
	cr_expect_eq(kit_count(work.diag, MSG_LOCK_FOREIGN), 1);
	cr_expect_eq(diag_exit_status(work.diag), EXIT_CANNOT_CREATE);
	if (geteuid() == 0) {
		cr_assert_eq(unlink(LOCK_FILE), 0);
		kit_write(work.arena, "output", ".lock", "");
		cr_assert_eq(chown(LOCK_FILE, 65534, 65534), 0);
		cr_expect_not(lock_take(&lock, work.diag, &root_here, "render", 0));
		cr_expect_eq(kit_count(work.diag, MSG_LOCK_FOREIGN), 2);
		cr_assert_eq(chown("output", 65534, 65534), 0);
		cr_expect(lock_take(&lock, work.diag, &root_here, "render", 0));
		lock_release(&lock);
	}
	leave(&work);
}

Test(lock, who_holds_it_is_told, .timeout = 20)
{
	struct place_of_work work = enter();
	struct lock lock;
	int ready[2];

	cr_assert_eq(pipe(ready), 0);
	const pid_t child = fork();
	if (child == 0) {
		const bool taken = lock_take(&lock, work.diag, &root_here, "nightly", 0);
		(void)!write(ready[1], taken ? "1" : "0", 1);
		pause();
		_exit(0);
	}
	char taken = '0';
	cr_assert(read(ready[0], &taken, 1) == 1 && taken == '1');
	cr_expect_not(lock_take(&lock, work.diag, &root_here, "render", 0));
	cr_assert_eq(kit_count(work.diag, MSG_LOCKED), 1);
	const char *said = kit_lookup(work.diag, MSG_LOCKED)->english;
	cr_expect(strstr(said,
	                  arena_printf(work.arena, "nightly on %s, process %ld, since 2",
	                          owner_self().host, (long)child)),
	        "%s", said);
	cr_expect_eq(diag_exit_status(work.diag), EXIT_BUSY);
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	cr_expect(lock_take(&lock, work.diag, &root_here, "render", 0), "gone with the process");
	lock_release(&lock);
	leave(&work);
}

Test(lock, one_that_is_removed_or_replaced_while_it_is_held_is_noticed)
{
	static const char *const instead[] = { NULL, "",
		"other-host 7 render 2020-06-08T00:00:00Z\n" };
	struct place_of_work work = enter();

	for (size_t i = 0; i < sizeof instead / sizeof *instead; i++) {
		struct lock lock;
		cr_assert(lock_take(&lock, work.diag, &root_here, "issue", 0));
		cr_expect(lock_holds(&lock, work.diag));
		cr_assert_eq(unlink(LOCK_FILE), 0);
		if (instead[i])
			kit_write(work.arena, "output", ".lock", instead[i]);
		cr_expect_not(lock_holds(&lock, work.diag));
		cr_expect_eq(kit_count(work.diag, MSG_LOCK_LOST), i + 1);
		lock_release(&lock);
		if (instead[i])
			cr_expect_str_eq(kit_read(work.arena, LOCK_FILE), instead[i]);
	}
	cr_expect_eq(diag_exit_status(work.diag), EXIT_BUSY);
	leave(&work);
}
