/*
 * The order of for-each: <sort> keys, the first ruling. Texts compare by code point, which knows no
 * locale; numbers as exact decimals, and what is no number comes last in either order. Nodes that
 * are equal in all keys keep the order of the document.
 */
#include "press/template/expand_sort.h"

#include "base/decimal_parse.h"

#include <stdlib.h>
#include <string.h>

struct sort_key {
	const char *text;
	bool is_number;
	struct decimal number;
};

struct order {
	bool descending;
	bool numeric;
};

struct entry {
	xmlNodePtr node;
	size_t index;
	const struct sort_key *keys;
	const struct order *orders;
	size_t key_count;
};

static int compare_key(const struct sort_key *a, const struct sort_key *b, struct order order)
{
	int result = 0;

	if (!order.numeric)
		result = strcmp(a->text, b->text);
	else if (a->is_number && b->is_number)
		result = decimal_compare(a->number, b->number);
	else if (a->is_number != b->is_number)
		return a->is_number ? -1 : 1;
	return order.descending ? -result : result;
}

static int compare_entries(const void *left, const void *right)
{
	const struct entry *a = left;
	const struct entry *b = right;

	for (size_t i = 0; i < a->key_count; i++) {
		const int order = compare_key(&a->keys[i], &b->keys[i], a->orders[i]);
		if (order != 0)
			return order;
	}
	return a->index < b->index ? -1 : a->index > b->index;
}

static size_t count_sorts(const struct instruction *sorts)
{
	size_t count = 0;

	for (; sorts && sorts->element == ELEMENT_SORT; sorts = sorts->next)
		count++;
	return count;
}

static const struct order *read_orders(
        struct expansion *expansion, const struct instruction *sorts, size_t count)
{
	struct order *orders = arena_alloc_array(expansion->arena, count, sizeof *orders);

	for (size_t i = 0; i < count; i++, sorts = sorts->next) {
		orders[i] = (struct order){
			.descending = expansion_number(expansion, sorts, ATTRIBUTE_ORDER, 0) == 1,
			.numeric = expansion_number(expansion, sorts, ATTRIBUTE_DATA_TYPE, 0) == 1,
		};
	}
	return orders;
}

static struct sort_key read_key(
        struct expansion *expansion, const struct instruction *sort, struct order order)
{
	const struct expression *select = program_given(sort, ATTRIBUTE_SELECT)->expression;
	struct sort_key key = { .text = "" };
	struct found found;

	if (!expansion_words(expansion, select, &found))
		return key;
	key.text = arena_strdup(expansion->arena, found.text);
	if (order.numeric) {
		const enum decimal_parsed parsed = decimal_parse(key.text, &key.number);
		key.is_number = parsed == DECIMAL_OK || parsed == DECIMAL_NORMALISED;
	}
	return key;
}

void expansion_sort(struct expansion *expansion, const struct instruction *sorts, xmlNodeSet *set,
        const struct node_entry *entry)
{
	const size_t count = (size_t)set->nodeNr;
	const size_t key_count = count_sorts(sorts);
	const struct order *orders = read_orders(expansion, sorts, key_count);
	struct entry *entries = arena_alloc_array(expansion->arena, count, sizeof *entries);

	for (size_t i = 0; i < count; i++) {
		struct sort_key *keys =
		        arena_alloc_array(expansion->arena, key_count, sizeof *keys);
		const struct instruction *sort = sorts;
		const struct focus focus = {
			.node = set->nodeTab[i], .position = (int)i + 1, .size = (int)count
		};
		xpath_set_focus(expansion->xpath, focus);
		if (entry)
			entry->enter(entry->data, set->nodeTab[i]);
		for (size_t k = 0; k < key_count; k++, sort = sort->next)
			keys[k] = read_key(expansion, sort, orders[k]);
		entries[i] = (struct entry){ set->nodeTab[i], i, keys, orders, key_count };
	}
	qsort(entries, count, sizeof *entries, compare_entries);
	for (size_t i = 0; i < count; i++)
		set->nodeTab[i] = entries[i].node;
}
