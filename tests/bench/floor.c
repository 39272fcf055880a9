/*
 * The floor: what a bulletin costs when its layout is given. A bare program that shares no code
 * with gen/: it reads the glyph runs written by runs.c, has HarfBuzz cut the same faces to the same
 * glyphs, writes the same runs page by page, deflates at the same level and saves through libharu.
 *
 * usage: floor RUNS OUT.pdf [RUNS OUT.pdf …]
 *
 * Lines of RUNS: "face INDEX PATH", then "page WIDTH HEIGHT" and, of each page, "run FACE SIZE TURN
 * X Y COUNT" followed by COUNT times "GLYPH CHARACTER X" (X along the run, from its origin).
 * Lengths are thousandths of a point from the page's top left. The input is trusted.
 */
#include <fcntl.h>
#include <hb-ot.h>
#include <hb-subset.h>
#include <hpdf.h>
#include <libdeflate.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#define FACES_MAX     32
#define PATH_BYTES    512
#define DEFLATE_LEVEL 4 /* as gen/paper/pdf/stream.c */
#define NAME_BYTES    128
#define BLOCK         100

struct face {
	hb_face_t *face;
	hb_font_t *font;
	unsigned glyph_count, em;
	uint32_t *characters; /* by glyph, 0 unused */
	uint16_t *codes;      /* by glyph */
	hb_blob_t *file, *cff;
	char name[NAME_BYTES];
};

struct bytes {
	char *start;
	size_t length, room;
};

struct floor {
	struct face faces[FACES_MAX];
	size_t face_count;
	HPDF_Doc document;
	HPDF_Dict fonts;
	struct libdeflate_compressor *compressor;
};

static void die(const char *what)
{
	fprintf(stderr, "floor: %s\n", what);
	exit(1);
}

static void *zeroed(size_t count, size_t size)
{
	void *memory = calloc(count, size);

	if (!memory)
		die("out of memory");
	return memory;
}

static void reserve(struct bytes *bytes, size_t more)
{
	if (bytes->length + more <= bytes->room)
		return;
	bytes->room = 2 * (bytes->length + more);
	bytes->start = realloc(bytes->start, bytes->room);
	if (!bytes->start)
		die("out of memory");
}

#define ADD_MAX 256
#define add(bytes, ...) \
	(reserve((bytes), ADD_MAX), \
	        (bytes)->length += \
	        (size_t)snprintf((bytes)->start + (bytes)->length, ADD_MAX, __VA_ARGS__))

static void add_hex(struct bytes *bytes, unsigned code)
{
	static const char digits[] = "0123456789ABCDEF";

	reserve(bytes, 4);
	for (int shift = 12; shift >= 0; shift -= 4)
		bytes->start[bytes->length++] = digits[code >> shift & 15];
}

static const char *map_file(const char *path, size_t *length)
{
	struct stat status;
	const int file = open(path, O_RDONLY | O_CLOEXEC);

	if (file < 0 || fstat(file, &status) != 0 || status.st_size == 0)
		die(path);
	*length = (size_t)status.st_size;
	const char *bytes = mmap(NULL, *length, PROT_READ, MAP_PRIVATE, file, 0);
	if (bytes == MAP_FAILED)
		die(path);
	return bytes;
}

static long number(const char **text)
{
	char *end;
	const long value = strtol(*text, &end, 10);

	*text = end;
	return value;
}

static void open_face(struct floor *floor, const char *line)
{
	struct face *face = &floor->faces[floor->face_count++];
	const unsigned index = (unsigned)number(&line);
	char path[PATH_BYTES] = "";

	memcpy(path, line + 1, strcspn(line + 1, "\n"));
	size_t length;
	const char *bytes = map_file(path, &length);
	hb_blob_t *blob =
	        hb_blob_create(bytes, (unsigned)length, HB_MEMORY_MODE_READONLY, NULL, NULL);
	face->face = hb_face_create(blob, index);
	hb_blob_destroy(blob);
	face->font = hb_font_create(face->face);
	face->em = hb_face_get_upem(face->face);
	face->glyph_count = hb_face_get_glyph_count(face->face);
	face->characters = zeroed(face->glyph_count, sizeof *face->characters);
	face->codes = zeroed(face->glyph_count, sizeof *face->codes);
}

static const char *collect_run(struct floor *floor, const char *text)
{
	struct face *face = &floor->faces[number(&text)];
	long count = 0;

	for (int i = 0; i < 5; i++)
		count = number(&text);
	for (; count > 0; count--) {
		const long glyph = number(&text);
		face->characters[glyph] = (uint32_t)number(&text);
		number(&text);
	}
	return text;
}

/* First reading: the faces, and which glyphs each one draws. */
static void collect(struct floor *floor, const char *text)
{
	while (*text) {
		if (strncmp(text, "face ", 5) == 0)
			open_face(floor, text + 5);
		else if (strncmp(text, "run ", 4) == 0)
			text = collect_run(floor, text + 4);
		text += strcspn(text, "\n") + 1;
	}
}

/* ---- CFF: the CIDs of a CID-keyed subset (Technical Note 5176), which are its codes */

static unsigned big_endian(const uint8_t *bytes, unsigned size)
{
	unsigned value = 0;

	for (unsigned i = 0; i < size; i++)
		value = value << 8 | bytes[i];
	return value;
}

/* Behind an INDEX; *first is its first object. */
static const uint8_t *skip_index(const uint8_t *index, const uint8_t **first)
{
	const size_t count = big_endian(index, 2), size = index[2];

	*first = index + 2;
	if (count == 0)
		return index + 2;
	const uint8_t *data = index + 2 + (count + 1) * size;
	*first = data + big_endian(index + 3, (unsigned)size);
	return data + big_endian(index + 3 + count * size, (unsigned)size);
}

/* Offset of the charset, 0 when the face is not CID-keyed. ROS comes first in such a Top DICT. */
static unsigned charset_offset(const uint8_t *cff)
{
	const uint8_t *top, *names;
	const uint8_t *end = skip_index(skip_index(cff + cff[2], &names), &top);
	bool keyed = false;
	unsigned operand = 0;

	while (top < end) {
		const unsigned byte = *top++;
		if (byte == 12)
			keyed = keyed || *top++ == 30;
		else if (byte == 15)
			return keyed ? operand : 0;
		else if (byte == 28 || byte == 29) {
			operand = big_endian(top, byte == 28 ? 2 : 4);
			top += byte == 28 ? 2 : 4;
		} else if (byte == 30) {
			while ((*top++ & 15) != 15)
				;
		} else if (byte >= 251) {
			top++; /* negative: no offset */
		} else if (byte >= 247) {
			operand = (byte - 247) * 256 + big_endian(top++, 1) + 108;
		} else if (byte >= 32) {
			operand = byte - 139;
		}
	}
	return 0;
}

static uint16_t *read_cids(const uint8_t *cff, unsigned count)
{
	const unsigned offset = charset_offset(cff);

	if (offset == 0)
		return NULL;
	uint16_t *cids = zeroed(count, sizeof *cids);
	const unsigned format = cff[offset];
	const uint8_t *at = cff + offset + 1;
	for (unsigned glyph = 1; glyph < count;) {
		const unsigned first = big_endian(at, 2), left = big_endian(at + 2, format);
		at += 2 + format;
		for (unsigned i = 0; i <= left && glyph < count; i++)
			cids[glyph++] = (uint16_t)(first + i);
	}
	return cids;
}

/* ---- cutting */

/* Whether its characters name all glyphs of the face: cutting by character costs half as much. */
static bool all_nominal(const struct face *face)
{
	for (unsigned glyph = 0; glyph < face->glyph_count; glyph++) {
		hb_codepoint_t nominal;
		if (face->characters[glyph]
		        && !(hb_font_get_nominal_glyph(
		                     face->font, face->characters[glyph], &nominal)
		                && nominal == glyph))
			return false;
	}
	return true;
}

static hb_subset_input_t *subset_input(const struct face *face)
{
	static const char dropped[][5] = { "GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx",
		"name", "OS/2", "cmap", "DSIG" };
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	hb_set_t *tables = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);

	for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
		hb_set_add(tables, hb_tag_from_string(dropped[i], -1));
	hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
	const bool by_character = all_nominal(face);
	for (unsigned glyph = 0; glyph < face->glyph_count; glyph++)
		if (face->characters[glyph] && by_character)
			hb_set_add(hb_subset_input_unicode_set(input), face->characters[glyph]);
		else if (face->characters[glyph])
			hb_set_add(hb_subset_input_glyph_set(input), glyph);
	return input;
}

static void cut(struct face *face)
{
	hb_subset_input_t *input = subset_input(face);
	hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(face->face, input);
	hb_face_t *built = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;

	if (!built)
		die("a face could not be cut");
	face->file = hb_face_reference_blob(built);
	hb_face_t *reread = hb_face_create(face->file, 0);
	face->cff = hb_face_reference_table(reread, HB_TAG('C', 'F', 'F', ' '));
	const unsigned count = hb_face_get_glyph_count(reread);
	uint16_t *cids = hb_blob_get_length(face->cff) > 0
	        ? read_cids((const uint8_t *)hb_blob_get_data(face->cff, NULL), count)
	        : NULL;
	const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);
	for (unsigned glyph = 0; glyph < face->glyph_count; glyph++)
		if (face->characters[glyph]) {
			const unsigned renumbered = hb_map_get(map, glyph);
			face->codes[glyph] = cids ? cids[renumbered] : (uint16_t)renumbered;
		}
	free(cids);
	hb_face_destroy(reread);
	hb_face_destroy(built);
	hb_subset_plan_destroy(plan);
	hb_subset_input_destroy(input);
}

/* ---- objects */

static HPDF_STATUS write_filter(HPDF_Dict dictionary, HPDF_Stream stream)
{
	(void)dictionary;
	return HPDF_Stream_WriteStr(stream, "/Filter /FlateDecode\012");
}

static void fill(struct floor *floor, HPDF_Dict stream, const char *bytes, size_t length)
{
	const size_t bound = libdeflate_zlib_compress_bound(floor->compressor, length);
	char *packed = zeroed(bound, 1);
	const size_t size =
	        libdeflate_zlib_compress(floor->compressor, bytes, length, packed, bound);

	stream->filter = HPDF_STREAM_FILTER_NONE;
	stream->write_fn = write_filter;
	HPDF_Stream_Write(stream->stream, (const HPDF_BYTE *)packed, (HPDF_UINT)size);
	free(packed);
}

static HPDF_Dict new_stream(struct floor *floor, const char *bytes, size_t length)
{
	HPDF_Dict stream = HPDF_DictStream_New(floor->document->mmgr, floor->document->xref);

	fill(floor, stream, bytes, length);
	return stream;
}

static HPDF_Dict new_object(struct floor *floor, const char *type, const char *subtype)
{
	HPDF_Dict object = HPDF_Dict_New(floor->document->mmgr);

	HPDF_Xref_Add(floor->document->xref, object);
	HPDF_Dict_AddName(object, "Type", type);
	if (subtype)
		HPDF_Dict_AddName(object, "Subtype", subtype);
	return object;
}

static int width_of(const struct face *face, unsigned glyph)
{
	const long advance = hb_font_get_glyph_h_advance(face->font, glyph);

	return (int)((advance * 2000 + face->em) / (2L * face->em));
}

static HPDF_Array new_widths(struct floor *floor, const struct face *face)
{
	HPDF_Array widths = HPDF_Array_New(floor->document->mmgr);

	for (unsigned glyph = 0; glyph < face->glyph_count; glyph++) {
		if (!face->characters[glyph] || width_of(face, glyph) == 1000)
			continue;
		HPDF_Array one = HPDF_Array_New(floor->document->mmgr);
		HPDF_Array_AddNumber(widths, face->codes[glyph]);
		HPDF_Array_Add(widths, one);
		HPDF_Array_AddNumber(one, width_of(face, glyph));
	}
	return widths;
}

static HPDF_Dict new_unicode_map(struct floor *floor, const struct face *face)
{
	struct bytes map = { 0 };
	size_t left = 0, done = 0;

	for (unsigned glyph = 0; glyph < face->glyph_count; glyph++)
		left += face->characters[glyph] != 0;
	add(&map,
	        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
	        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
	        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
	for (unsigned glyph = 0; glyph < face->glyph_count; glyph++) {
		const uint32_t character = face->characters[glyph];
		if (!character)
			continue;
		if (done++ % BLOCK == 0)
			add(&map, "%zu beginbfchar\n", left < BLOCK ? left : BLOCK);
		if (character < 0x10000)
			add(&map, "<%04X> <%04X>\n", face->codes[glyph], character);
		else
			add(&map, "<%04X> <%04X%04X>\n", face->codes[glyph],
			        0xD7C0 + (character >> 10), 0xDC00 + (character & 0x3FF));
		left--;
		if (done % BLOCK == 0 || left == 0)
			add(&map, "endbfchar\n");
	}
	add(&map, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
	HPDF_Dict stream = new_stream(floor, map.start, map.length);
	free(map.start);
	return stream;
}

static HPDF_Dict new_descriptor(struct floor *floor, const struct face *face, bool bare)
{
	unsigned length;
	const char *bytes = hb_blob_get_data(bare ? face->cff : face->file, &length);
	HPDF_Dict descriptor = new_object(floor, "FontDescriptor", NULL);

	HPDF_Dict_AddName(descriptor, "FontName", face->name);
	HPDF_Dict_AddNumber(descriptor, "Flags", 4);
	HPDF_Dict_AddNumber(descriptor, "ItalicAngle", 0);
	HPDF_Dict_AddNumber(descriptor, "Ascent", 880);
	HPDF_Dict_AddNumber(descriptor, "Descent", -120);
	HPDF_Dict_AddNumber(descriptor, "CapHeight", 733);
	HPDF_Dict_AddNumber(descriptor, "StemV", 88);
	HPDF_Array box = HPDF_Array_New(floor->document->mmgr);
	static const int corners[] = { 0, -120, 1000, 880 };
	for (size_t i = 0; i < 4; i++)
		HPDF_Array_AddNumber(box, corners[i]);
	HPDF_Dict_Add(descriptor, "FontBBox", box);
	HPDF_Dict stream = new_stream(floor, bytes, length);
	if (bare)
		HPDF_Dict_AddName(stream, "Subtype", "CIDFontType0C");
	else
		HPDF_Dict_AddNumber(stream, "Length1", (HPDF_INT32)length);
	HPDF_Dict_Add(descriptor, bare ? "FontFile3" : "FontFile2", stream);
	return descriptor;
}

static void add_font(struct floor *floor, size_t index)
{
	struct face *face = &floor->faces[index];
	const bool bare = hb_blob_get_length(face->cff) > 0;
	HPDF_MMgr memory = floor->document->mmgr;

	snprintf(face->name, sizeof face->name, "FLOOR%c+Face%zu", (char)('A' + index % 26), index);
	HPDF_Dict child = new_object(floor, "Font", bare ? "CIDFontType0" : "CIDFontType2");
	HPDF_Dict_AddName(child, "BaseFont", face->name);
	if (!bare)
		HPDF_Dict_AddName(child, "CIDToGIDMap", "Identity");
	HPDF_Dict info = HPDF_Dict_New(memory);
	HPDF_Dict_Add(child, "CIDSystemInfo", info);
	HPDF_Dict_Add(info, "Registry", HPDF_String_New(memory, "Adobe", NULL));
	HPDF_Dict_Add(info, "Ordering", HPDF_String_New(memory, "Identity", NULL));
	HPDF_Dict_AddNumber(info, "Supplement", 0);
	HPDF_Dict_Add(child, "FontDescriptor", new_descriptor(floor, face, bare));
	HPDF_Dict_AddNumber(child, "DW", 1000);
	HPDF_Dict_Add(child, "W", new_widths(floor, face));
	HPDF_Dict font = new_object(floor, "Font", "Type0");
	HPDF_Dict_AddName(font, "BaseFont", face->name);
	HPDF_Dict_AddName(font, "Encoding", "Identity-H");
	HPDF_Array children = HPDF_Array_New(memory);
	HPDF_Dict_Add(font, "DescendantFonts", children);
	HPDF_Array_Add(children, child);
	HPDF_Dict_Add(font, "ToUnicode", new_unicode_map(floor, face));
	char key[16];
	snprintf(key, sizeof key, "F%zu", index);
	HPDF_Dict_Add(floor->fonts, key, font);
}

/* ---- pages */

static const char *const turns[] = { "1 0 0 1", "0 -1 1 0", "-1 0 0 -1", "0 1 -1 0" };

static const char *write_run(struct floor *floor, struct bytes *out, const char *text, long height)
{
	const long index = number(&text), size = number(&text), turn = number(&text);
	const long left = number(&text), top = number(&text), count = number(&text);
	const struct face *face = &floor->faces[index];

	add(out, "BT\n/F%ld %ld.%03ld Tf %s %ld.%03ld %ld.%03ld Tm [<", index, size / 1000,
	        size % 1000, turns[turn], left / 1000, left % 1000, (height - top) / 1000,
	        (height - top) % 1000);
	long reached = 0;
	for (long i = 0; i < count; i++) {
		const unsigned glyph = (unsigned)number(&text);
		number(&text);
		const long wanted = (number(&text) * 1000 + size / 2) / size;
		if (wanted != reached)
			add(out, ">%ld<", reached - wanted);
		add_hex(out, face->codes[glyph]);
		reached = wanted + width_of(face, glyph);
	}
	add(out, ">]TJ\nET\n");
	return text;
}

static const char *write_page(struct floor *floor, const char *text)
{
	const long width = number(&text), height = number(&text);
	struct bytes content = { 0 };
	HPDF_Page page = HPDF_AddPage(floor->document);
	HPDF_Dict resources = HPDF_Page_GetInheritableItem(page, "Resources", HPDF_OCLASS_DICT);

	HPDF_Dict_Add(resources, "Font", floor->fonts);
	HPDF_Page_SetWidth(page, (float)width / 1000);
	HPDF_Page_SetHeight(page, (float)height / 1000);
	text += strcspn(text, "\n") + 1;
	while (strncmp(text, "run ", 4) == 0) {
		text = write_run(floor, &content, text + 4, height);
		text += strcspn(text, "\n") + 1;
	}
	const HPDF_PageAttr attributes = page->attr;
	fill(floor, attributes->contents, content.start ? content.start : "", content.length);
	free(content.start);
	return text;
}

static void save(struct floor *floor, const char *path)
{
	FILE *file = fopen(path, "wb");

	if (!file || HPDF_SaveToStream(floor->document) != HPDF_OK)
		die(path);
	HPDF_ResetStream(floor->document);
	HPDF_Stream stream = floor->document->stream;
	for (HPDF_UINT i = 0; i < HPDF_MemStream_GetBufCount(stream); i++) {
		HPDF_UINT length = 0;
		const HPDF_BYTE *bytes = HPDF_MemStream_GetBufPtr(stream, i, &length);
		fwrite(bytes, 1, length, file);
	}
	if (fclose(file) != 0)
		die(path);
}

static void refuse(HPDF_STATUS error, HPDF_STATUS detail, void *user)
{
	(void)user;
	fprintf(stderr, "floor: libharu 0x%04lX %lu\n", (unsigned long)error,
	        (unsigned long)detail);
	exit(1);
}

static char *read_whole(const char *path)
{
	size_t length;
	const char *mapped = map_file(path, &length);
	char *text = zeroed(length + 2, 1);

	memcpy(text, mapped, length);
	return text;
}

static void draw(const char *runs_path, const char *path, struct libdeflate_compressor *compressor)
{
	struct floor floor = { .compressor = compressor };
	char *runs = read_whole(runs_path);

	collect(&floor, runs);
	floor.document = HPDF_New(refuse, NULL);
	HPDF_SetCompressionMode(floor.document, HPDF_COMP_NONE);
	HPDF_SetPagesConfiguration(floor.document, 64);
	floor.fonts = HPDF_Dict_New(floor.document->mmgr);
	HPDF_Xref_Add(floor.document->xref, floor.fonts);
	for (size_t i = 0; i < floor.face_count; i++) {
		cut(&floor.faces[i]);
		add_font(&floor, i);
	}
	for (const char *text = runs; *text;) {
		if (strncmp(text, "page ", 5) == 0)
			text = write_page(&floor, text + 5);
		else
			text += strcspn(text, "\n") + 1;
	}
	save(&floor, path);
	free(runs);
}

int main(int count, char **values)
{
	if (count < 3 || count % 2 == 0)
		die("usage: floor RUNS OUT.pdf [RUNS OUT.pdf …]");
	struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(DEFLATE_LEVEL);
	for (int i = 1; i + 1 < count; i += 2)
		draw(values[i], values[i + 1], compressor);
	return 0;
}
