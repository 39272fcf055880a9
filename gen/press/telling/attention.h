/*
 * Attention: what a person is told of a month, one line a thing.
 *
 * Owns which of all that a month's voice heard is for a person: a refused file is one line, since
 * its faults are in the receipt; doubts and errors as they were found; a unit that owes its report.
 * Says nothing twice. Decides nothing about the month and prints nothing: it speaks into a voice
 * that somebody may hear later.
 */
#ifndef PRESS_TELLING_ATTENTION_H
#define PRESS_TELLING_ATTENTION_H

#include "press/month/inputs.h"
#include "press/month/month.h"
#include "press/state/published.h"

/*
 * Refused files of one month that a person is told of one by one, and doubts of files; of more the
 * number is told: run.json and the receipts have them all. A healthy month has a handful.
 */
#define ATTENTION_MOST 200
/*
 * More errors of one kind in a night have one cause, as have more units that owe their reports: the
 * others are told in one line with a count, and each of them to those who ask for more (-v).
 */
#define ATTENTION_ALIKE 5
/* The same of doubts of one kind, each of which may be another thing. */
#define ATTENTION_DOUBTS_ALIKE 10

/*
 * `heard` is the month's voice and only grows; `taken` of its records have been gone through, never
 * more than it has. Everything is borrowed.
 */
struct attention {
	struct arena *arena;
	struct diag *heard;
	struct diag *told; /* what a person is told */
	size_t taken;
};

/* All there is to tell of a month that was read; `overdue`: its due day has passed. */
void attention_tell(struct attention *attention, const struct month *month, bool overdue);
/* Files that came for a month when it had been issued. */
void attention_tell_registered(
        struct attention *attention, struct period period, const struct input_list *later);
/* Errors that were heard when everything else had been told. */
void attention_tell_failure(struct attention *attention);
/*
 * What does not stand in output/<period>/ as it was published: said by the night that mends it, and
 * kept for no other.
 */
void attention_tell_damages(
        struct diag *diag, struct period period, struct published_damages damages);
/*
 * What lies among the published files and is not ours, what of them could not be removed, and what
 * was put back out of the archive: said by the night that meets it first.
 */
void attention_tell_strangers(struct diag *diag, const struct diag *heard);
/* Says `count` records again, but none that was said: an error of all months alike is said once. */
void attention_repeat(struct diag *to, const struct record *records, size_t count);
/* The same of what another voice heard, from its record number `since` on, 0-based. */
void attention_repeat_heard(struct diag *to, const struct diag *heard, size_t since);
/* What a person is told of a month, into the night's voice. */
void attention_repeat_month(struct diag *to, const struct diag *told);
/* Of how many more than were told, by kind; when all months have been. */
void attention_tell_alike(struct diag *diag);
/* The records of a voice as an array; NULL when there are none. */
const struct record *attention_records(const struct diag *diag);

#endif
