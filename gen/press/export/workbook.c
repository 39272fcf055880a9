#include "press/export/workbook.h"

#include "base/crew.h"
#include "diag/message.h"
#include "press/export/entry_book.h"
#include "press/export/workbook_proof.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define PIECE_BYTES ((size_t)64 * 1024)

/* In front of what the helper hands back. */
enum { REPLY_BYTES = '+', REPLY_REASON = '-' };

/* The library names files; this one lies in memory. */
static bool read_all(int file, struct text *out)
{
	char piece[PIECE_BYTES];
	ssize_t length;

	while ((length = read(file, piece, sizeof piece)) != 0) {
		if (length < 0 && errno != EINTR)
			return false;
		text_add_bytes(out, piece, length > 0 ? (size_t)length : 0);
	}
	return true;
}

/* Appends the mark of a reply and what it is of. */
static void make(const struct xlsx_order *order, struct text *reply)
{
	struct arena *arena = arena_new();
	const int file = memfd_create("workbook", MFD_CLOEXEC);
	const char *wrong = file < 0 ? strerror(errno)
	                             : (order->entry ? entry_book_save : xlsx_save)(
	                                     order, arena_printf(arena, "/proc/self/fd/%d", file));

	text_add_char(reply, REPLY_BYTES);
	if (!wrong && !read_all(file, reply))
		wrong = strerror(errno);
	if (wrong) {
		text_clear(reply);
		text_add_char(reply, REPLY_REASON);
		text_add(reply, wrong);
	}
	if (file >= 0)
		close(file);
	arena_free(arena);
}

/* In a helper: what the library prints of its troubles by itself is heard by nobody. */
static void perform(void *context, size_t task, struct text *reply)
{
	(void)task;
	diag_silence();
	make(context, reply);
}

/* NULL, or why there is no reply. */
static const char *ask_helper(
        struct arena *arena, const struct xlsx_order *order, struct text *reply)
{
	struct xlsx_order own = *order;
	const struct crew_work work = { .perform = perform, .context = &own, .tasks = 1 };
	struct crew *crew = crew_new(&work, 1);
	int status = 0;
	const enum crew_result result = crew ? crew_take(crew, 0, reply, &status) : CREW_GONE;

	crew_free(crew);
	if (result == CREW_DONE)
		return NULL;
	if (result == CREW_GONE)
		return strerror(EAGAIN);
	return WIFSIGNALED(status) ? arena_printf(arena, "signal %d", WTERMSIG(status))
	                           : arena_printf(arena, "status %d", WEXITSTATUS(status));
}

/* NULL, or what is wrong with it. */
static const char *judge(
        struct arena *arena, const struct xlsx_order *order, const struct text *reply)
{
	struct text bytes;

	if (reply->bytes[0] != REPLY_BYTES)
		return arena_strdup(arena, reply->bytes + 1);
	text_init(&bytes);
	text_add_bytes(&bytes, reply->bytes + 1, reply->length - 1);
	const char *torn = workbook_proof(arena, order, &bytes);
	text_release(&bytes);
	return torn ? arena_printf(arena, "%s is not whole", torn) : NULL;
}

bool workbook_write(
        struct diag *diag, const char *file, const struct xlsx_order *order, struct text *out)
{
	struct arena *arena = arena_new();
	struct text reply;

	text_init(&reply);
	const char *wrong = ask_helper(arena, order, &reply);
	if (!wrong)
		wrong = judge(arena, order, &reply);
	if (wrong)
		diag_say(diag, MSG_WORKBOOK_FAILED, place_file(file), wrong);
	else
		text_add_bytes(out, reply.bytes + 1, reply.length - 1);
	text_release(&reply);
	arena_free(arena);
	return !wrong;
}
