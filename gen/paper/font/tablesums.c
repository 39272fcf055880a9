#include "paper/font/tablesums.h"

#include "base/common.h"

#include <string.h>

#define TAG_BYTES         4
#define FACE_HEAD         12 /* sfntVersion, numTables, three search helps */
#define TABLE_RECORD      16 /* tag, checksum, offset, length */
#define COLLECTION_FIRST  12 /* offset of the first face's offset */
#define ADJUSTMENT_OFFSET 8  /* of head.checkSumAdjustment, which counts as 0 */
#define ADJUSTMENT_END    12

static bool read_number(
        const struct tablesums_file *file, size_t offset, size_t size, uint32_t *out)
{
	if (offset > file->length || size > file->length - offset)
		return false;
	*out = 0;
	for (size_t i = 0; i < size; i++)
		*out = *out << 8 | file->bytes[offset + i];
	return true;
}

static bool is_collection(const struct tablesums_file *file)
{
	return file->length >= TAG_BYTES && memcmp(file->bytes, "ttcf", TAG_BYTES) == 0;
}

/* Where the directory of a face begins. */
static bool find_directory(const struct tablesums_file *file, unsigned index, size_t *out)
{
	uint32_t offset;

	*out = 0;
	if (!is_collection(file))
		return index == 0;
	if (!read_number(file, COLLECTION_FIRST + (size_t)index * 4, 4, &offset))
		return false;
	*out = offset;
	return true;
}

static uint32_t read_word(const uint8_t *bytes)
{
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8
	        | bytes[3];
}

/* Big-endian words added up; the last is filled with zeros. */
static uint32_t sum(const uint8_t *bytes, size_t length)
{
	uint32_t total = 0;
	size_t i = 0;

	for (; i + 4 <= length; i += 4)
		total += read_word(bytes + i);
	uint8_t last[4] = { 0 };
	memcpy(last, bytes + i, length - i);
	return total + read_word(last);
}

static bool is_drawn_from(const uint8_t *tag)
{
	static const char *const tags[] = { "CFF ", "GDEF", "GPOS", "GSUB", "cmap", "glyf", "head",
		"hhea", "hmtx", "kern", "loca", "maxp" };

	for (size_t i = 0; i < COUNT_OF(tags); i++)
		if (memcmp(tags[i], tag, TAG_BYTES) == 0)
			return true;
	return false;
}

static enum tablesums_verdict check_table(const struct tablesums_file *file, size_t record)
{
	uint32_t stated, offset, length;

	if (!read_number(file, record + 4, 4, &stated) || !read_number(file, record + 8, 4, &offset)
	        || !read_number(file, record + 12, 4, &length) || offset > file->length
	        || length > file->length - offset)
		return TABLESUMS_OUTSIDE;
	const uint8_t *tag = file->bytes + record, *table = file->bytes + offset;
	if (!is_drawn_from(tag) || length > file->most)
		return TABLESUMS_RIGHT;
	uint32_t total = sum(table, length);
	const bool head = memcmp(tag, "head", TAG_BYTES) == 0;
	/* Collections are put together of fonts whose adjustment is set: ukai.ttc's do not match.
	 */
	if (head && is_collection(file))
		return TABLESUMS_RIGHT;
	if (head && length >= ADJUSTMENT_END)
		total -= read_word(table + ADJUSTMENT_OFFSET);
	return total == stated ? TABLESUMS_RIGHT : TABLESUMS_WRONG;
}

enum tablesums_verdict tablesums_check(
        const struct tablesums_file *file, unsigned index, char table[TABLESUMS_TAG_BYTES])
{
	size_t directory;
	uint32_t count;

	table[0] = '\0';
	if (!find_directory(file, index, &directory)
	        || !read_number(file, directory + TAG_BYTES, 2, &count))
		return TABLESUMS_OUTSIDE;
	enum tablesums_verdict worst = TABLESUMS_RIGHT;
	for (size_t i = 0; i < count; i++) {
		const size_t record = directory + FACE_HEAD + i * TABLE_RECORD;
		const enum tablesums_verdict verdict = check_table(file, record);
		if (verdict <= worst)
			continue;
		worst = verdict;
		memcpy(table,
		        record + TAG_BYTES <= file->length ? (const char *)file->bytes + record
		                                           : "    ",
		        TAG_BYTES);
		table[TAG_BYTES] = '\0';
	}
	return worst;
}
