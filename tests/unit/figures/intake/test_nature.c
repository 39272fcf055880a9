#include "figures/intake/nature.h"

#include "base/common.h"
#include "kit/kit.h"

#include <criterion/criterion.h>
#include <string.h>

#define BYTES(text) (text), sizeof(text) - 1

/* A record of a zip file up to its entry's name. */
#define ENTRY(name) \
	"PK\x03\x04" \
	"0123456789012345678901" name

Test(nature, bytes_tell_what_a_file_is)
{
	static const struct {
		const char *bytes;
		size_t length;
		enum nature nature;
		const char *format;
	} rows[] = {
		{ BYTES("{}"), NATURE_REPORT, "" },
		{ BYTES(" \r\n\t{\"unit\":1"), NATURE_REPORT, "" },
		{ BYTES("\xEF\xBB\xBF\n{"), NATURE_REPORT, "" },
		{ BYTES("\xFF\xFE{\0}\0"), NATURE_REPORT, "" },
		{ BYTES("\xFE\xFF\0 \0{\0}"), NATURE_REPORT, "" },
		{ BYTES("{\"\xCA\xD0\": 1}"), NATURE_REPORT, "" },
		{ BYTES("{\"\xFF\xFF\xFF"), NATURE_REPORT, "" }, /* with bad bytes in it */
		{ BYTES("[]"), NATURE_TEXT, "" },
		{ BYTES("\xCA\xD0\xC3\xF1\xD5\xFE\xBE\xD6"), NATURE_TEXT, "" },
		{ BYTES(""), NATURE_EMPTY, "" },
		{ BYTES(" \r\n"), NATURE_EMPTY, "" },
		{ BYTES("\xEF\xBB\xBF"), NATURE_EMPTY, "" },
		{ BYTES("\0"), NATURE_NULS, "" },
		{ BYTES("\0\0\0\0"), NATURE_NULS, "" },
		{ BYTES(ENTRY("\x0F\0\0\0xl/workbook.xml")), NATURE_WORKBOOK, "" },
		{ BYTES(ENTRY("\x11\0\0\0word/document.xml")), NATURE_DOCUMENT, "" },
		{ BYTES(ENTRY("\x06\0\0\0a.json")), NATURE_PACKED, "ZIP" },
		{ BYTES(ENTRY("\xFF\xFF\0\0xl/")), NATURE_WORKBOOK,
		        "" }, /* a lie about its length */
		{ BYTES("PK\x03\x04"), NATURE_PACKED, "ZIP" },
		{ BYTES("PK\x03"), NATURE_UNKNOWN, "" },
		{ BYTES("PK\x05\x06\0\0"), NATURE_PACKED, "ZIP" },
		{ BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0"), NATURE_OLD_OFFICE, "" },
		{ BYTES("%PDF-1.7"), NATURE_SCAN, "PDF" },
		{ BYTES("\xFF\xD8\xFF\xE0"), NATURE_SCAN, "JPEG" },
		{ BYTES("\x89PNG\r\n"), NATURE_SCAN, "PNG" },
		{ BYTES("Rar!\x1A\x07"), NATURE_PACKED, "RAR" },
		{ BYTES("7z\xBC\xAF\x27\x1C"), NATURE_PACKED, "7z" },
		{ BYTES("{\\rtf1"), NATURE_FORMAT, "RTF" },
		{ BYTES("\n<!DOCTYPE html>"), NATURE_FORMAT, "HTML" },
		{ BYTES("<?xml version='1.0'?><a/>"), NATURE_FORMAT, "XML" },
		{ BYTES("<?xml?><W xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>"),
		        NATURE_WORKBOOK, "" },
		{ BYTES("\x01\x00\xFF\xFF\x03"), NATURE_UNKNOWN, "" },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const struct nature_found found = nature_of(rows[i].bytes, rows[i].length);
		cr_expect_eq(found.nature, rows[i].nature, "%zu: %d", i, (int)found.nature);
		cr_expect_str_eq(found.format, rows[i].format, "%zu", i);
	}
}

/* Whatever it is, there is something to say of it; of a report nothing. */
Test(nature, each_is_said_once)
{
	for (int nature = NATURE_REPORT; nature <= NATURE_UNKNOWN; nature++) {
		const struct nature_found found = { (enum nature)nature, "ZIP" };
		struct diag *diag = kit_diag();
		nature_say(diag, place_file("a"), &found);
		cr_expect_eq(diag_count(diag), nature == NATURE_REPORT ? 0 : 1, "%d", nature);
		diag_free(diag);
	}
}

Test(nature, text_that_may_be_a_broken_report_is_left_to_its_reader)
{
	const struct nature_found text = { NATURE_TEXT, "" }, sheet = { NATURE_WORKBOOK, "" };

	cr_expect(nature_is_foreign(&text, "本月无"));
	cr_expect_not(nature_is_foreign(&text, "[]"));
	cr_expect_not(nature_is_foreign(&text, "\"unit\": 1"));
	cr_expect(nature_is_foreign(&sheet, ""));
}
