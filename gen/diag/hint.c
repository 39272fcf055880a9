#include "diag/hint.h"

#include "base/nearest.h"
#include "base/utf8.h"
#include "diag/message.h"

#include <stdbool.h>
#include <string.h>

/* Characters of a list: what stands behind it in the same argument must fit, too. */
#define LIST_MOST (MESSAGE_ARGUMENT_MAX - 50)

/* Characters to the end of the item that begins at `at`; what parts it from the next follows. */
static size_t item_length(const char *at)
{
	size_t length = strcspn(at, ",|");

	while (length > 0 && at[length - 1] == ' ')
		length--;
	return length;
}

static const char *next_item(const char *at)
{
	return at + item_length(at) + strspn(at + item_length(at), " ,|");
}

static size_t count_items(const char *list)
{
	size_t count = 0;

	for (; *list != '\0'; list = next_item(list))
		count++;
	return count;
}

bool hint_lists(struct arena *arena, const char *list, const char *word)
{
	return strstr(arena_printf(arena, ", %s,", list), arena_printf(arena, ", %s,", word));
}

const char *hint_meant(struct arena *arena, const char *word, const char *list)
{
	const size_t count = count_items(list);
	const char **items = arena_alloc_array(arena, count, sizeof *items);

	for (size_t i = 0; i < count; i++) {
		items[i] = arena_strndup(arena, list, item_length(list));
		list = next_item(list);
	}
	return nearest_word(word, items, count);
}

struct hint hint_of(struct arena *arena, const char *meant)
{
	if (!meant)
		return (struct hint){ "", "" };
	return (struct hint){
		.english = arena_printf(arena, " (did you mean %s?)", meant),
		.chinese = arena_printf(arena, "（是否应为 %s？）", meant),
	};
}

struct hint hint_near(struct arena *arena, const char *word, const char *list)
{
	return hint_of(arena, hint_meant(arena, word, list));
}

const char *hint_list(struct arena *arena, const char *list)
{
	const char *end = list;

	if (utf8_count(list) <= LIST_MOST)
		return list;
	while (*next_item(end) != '\0'
	        && utf8_count(arena_strndup(arena, list, (size_t)(next_item(end) - list)))
	                        + item_length(next_item(end))
	                <= LIST_MOST)
		end = next_item(end);
	return arena_printf(arena, "%.*s, … (%zu)", (int)(end - list + (int)item_length(end)), list,
	        count_items(list));
}
