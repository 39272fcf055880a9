#include "press/intray/package.h"

#include "base/text.h"
#include "press/export/unzip.h"

#include <libxml/parser.h>
#include <stdint.h>
#include <string.h>
#include <zip.h>

struct package {
	struct arena *arena;
	struct diag *diag;
	const char *file;
	zip_t *archive;
	xmlDocPtr parts[PACKAGE_ENTRIES]; /* by their number; NULL until they are asked for */
};

/* Compound files: old workbooks, and all that have a password. */
static const unsigned char compound[] = { 0xD0, 0xCF, 0x11, 0xE0 };

static bool refuse(const struct package *package, enum message message, const char *what)
{
	diag_say(package->diag, message, place_file(package->file), what);
	return false;
}

static bool judge_entry(const struct package *package, zip_uint64_t number, size_t *whole)
{
	zip_stat_t stat;

	if (zip_stat_index(package->archive, number, 0, &stat) != 0 || !(stat.valid & ZIP_STAT_NAME)
	        || !(stat.valid & ZIP_STAT_SIZE))
		return refuse(package, MSG_IMPORT_BROKEN, "zip");
	const char *name = diag_clean(package->arena, stat.name);
	if (strstr(stat.name, "vbaProject") || strstr(stat.name, "macrosheets"))
		return refuse(package, MSG_IMPORT_MACROS, name);
	if (strstr(stat.name, "externalLink"))
		return refuse(package, MSG_IMPORT_LINKS, name);
	if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE)
		return refuse(package, MSG_IMPORT_LOCKED, name);
	if (stat.size > PACKAGE_PART || *whole + stat.size > PACKAGE_WHOLE)
		return refuse(package, MSG_IMPORT_TOO_LARGE, name);
	*whole += (size_t)stat.size;
	return true;
}

static bool judge(const struct package *package)
{
	const zip_int64_t count = zip_get_num_entries(package->archive, 0);
	size_t whole = 0;

	if (count > PACKAGE_ENTRIES)
		return refuse(package, MSG_IMPORT_TOO_LARGE, "zip");
	for (zip_int64_t i = 0; i < count; i++)
		if (!judge_entry(package, (zip_uint64_t)i, &whole))
			return false;
	if (zip_name_locate(package->archive, "xl/workbook.xml", 0) < 0)
		return refuse(package, MSG_IMPORT_BROKEN, "xl/workbook.xml");
	return true;
}

struct package *package_open(
        struct arena *arena, struct diag *diag, const char *file, const char *bytes, size_t length)
{
	struct package *package = arena_alloc(arena, sizeof *package);

	*package = (struct package){ .arena = arena, .diag = diag, .file = file };
	if (length >= sizeof compound && memcmp(bytes, compound, sizeof compound) == 0) {
		refuse(package, MSG_IMPORT_LOCKED, "OLE2");
		return NULL;
	}
	package->archive = unzip_open(bytes, length);
	if (!package->archive) {
		refuse(package, MSG_IMPORT_BROKEN, "zip");
		return NULL;
	}
	if (judge(package))
		return package;
	package_close(package);
	return NULL;
}

void package_close(struct package *package)
{
	if (!package)
		return;
	for (size_t i = 0; i < PACKAGE_ENTRIES; i++)
		xmlFreeDoc(package->parts[i]);
	zip_discard(package->archive);
}

/* A byte more than its header claims is read, so that one that lies is seen. */
static bool read_entry(const struct package *package, zip_uint64_t number, struct text *out)
{
	zip_stat_t stat;
	char piece[1 << 14];
	zip_int64_t length = 0;
	zip_file_t *file = zip_fopen_index(package->archive, number, 0);

	if (!file)
		return false;
	(void)zip_stat_index(package->archive, number, 0, &stat);
	while (out->length <= stat.size && (length = zip_fread(file, piece, sizeof piece)) > 0)
		text_add_bytes(out, piece, (size_t)length);
	const bool closed = zip_fclose(file) == 0;
	return closed && length >= 0 && out->length == stat.size;
}

/* No network, no entities, no DTD. */
static xmlDocPtr parse(const struct text *bytes)
{
	xmlDocPtr document = xmlReadMemory(bytes->bytes, (int)bytes->length, NULL, NULL,
	        XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT);

	if (document && (document->intSubset || document->extSubset)) {
		xmlFreeDoc(document);
		return NULL;
	}
	return document;
}

const struct _xmlNode *package_part(struct package *package, const char *name)
{
	const zip_int64_t number = zip_name_locate(package->archive, name, 0);
	struct text bytes;

	if (number < 0)
		return NULL;
	if (!package->parts[number]) {
		text_init(&bytes);
		if (read_entry(package, (zip_uint64_t)number, &bytes))
			package->parts[number] = parse(&bytes);
		text_release(&bytes);
	}
	if (!package->parts[number])
		refuse(package, MSG_IMPORT_BROKEN, diag_clean(package->arena, name));
	return package->parts[number] ? xmlDocGetRootElement(package->parts[number]) : NULL;
}
