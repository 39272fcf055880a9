#include "base/pagein.h"

#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define WATCHED_MOST 256

/* Written between signals, read in the handler: a mapping is made known by its length, last. */
struct watched {
	uintptr_t first;
	volatile size_t length; /* 0: this place is free */
	volatile sig_atomic_t missed;
};

static struct watched list[WATCHED_MOST];
static uintptr_t page_size;

static void fill(int number, siginfo_t *info, void *context)
{
	const uintptr_t at = (uintptr_t)info->si_addr;
	struct sigaction plain;

	(void)context;
	for (size_t i = 0; i < WATCHED_MOST; i++) {
		struct watched *one = &list[i];
		if (at < one->first || at - one->first >= one->length)
			continue;
		one->missed = 1;
		void *page = (void *)(at & ~(page_size - 1));
		if (mmap(page, page_size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0)
		        != MAP_FAILED)
			return;
	}
	/* None of ours: the access is tried again, and is the last. */
	memset(&plain, 0, sizeof plain);
	plain.sa_handler = SIG_DFL;
	(void)sigaction(number, &plain, NULL);
}

static bool listen(void)
{
	struct sigaction action;

	if (page_size > 0)
		return true;
	memset(&action, 0, sizeof action);
	action.sa_sigaction = fill;
	action.sa_flags = SA_SIGINFO;
	page_size = (uintptr_t)sysconf(_SC_PAGESIZE);
	return sigaction(SIGBUS, &action, NULL) == 0;
}

bool pagein_watch(const void *bytes, size_t length)
{
	if (!listen())
		return false;
	for (size_t i = 0; i < WATCHED_MOST; i++) {
		if (list[i].length > 0)
			continue;
		list[i].first = (uintptr_t)bytes;
		list[i].missed = 0;
		list[i].length = length;
		return true;
	}
	return false;
}

static struct watched *lookup(const void *bytes)
{
	for (size_t i = 0; i < WATCHED_MOST; i++)
		if (list[i].length > 0 && list[i].first == (uintptr_t)bytes)
			return &list[i];
	return NULL;
}

bool pagein_missed(const void *bytes)
{
	const struct watched *one = lookup(bytes);

	return one && one->missed;
}

void pagein_forget(const void *bytes)
{
	struct watched *one = lookup(bytes);

	if (one)
		one->length = 0;
}
