/* Faults of a text that is no XML: which one is told, and where it is to be mended. */
#include "paper/markup/xml_fault.h"

#include "base/common.h"
#include "kit/kit.h"

#include <criterion/criterion.h>
#include <string.h>

#define SOUND MESSAGE_COUNT

Test(xml_fault, the_first_fault_is_told_where_it_is_to_be_mended)
{
	static const struct {
		const char *text;
		enum message message; /* SOUND: none */
		unsigned line, column;
	} rows[] = {
		{ "<r/>", SOUND, 0, 0 },
		{ "\xEF\xBB\xBF<?xml version='1.0'?>\n<r a = 'b'\tc='d'\r\n>t</r >\n", SOUND, 0,
		        0 },
		{ "<r><![CDATA[<a & b>]]><!-- c --></r>", SOUND, 0, 0 },
		{ "<r>&lt;&gt;&amp;&quot;&apos;&#9;&#10;&#13;&#32;&#x4E2D;&#x10FFFF;</r>", SOUND, 0,
		        0 },
		{ "<x:r xmlns:x='urn:x' x:a='1' xml:lang='zh'/>", SOUND, 0, 0 },
		{ "<r Z9='1' a.b-c='2' _d='3'/>", SOUND, 0, 0 },
		/* What is no XML at all. */
		{ "", MSG_XML_EMPTY, 1, 1 },
		{ " \n", MSG_XML_EMPTY, 1, 1 },
		{ "通报", MSG_XML_NONE, 1, 1 },
		{ "\n\x01<r/>", MSG_XML_NONE, 2, 1 },
		/* References. */
		{ "<r>a & b</r>", MSG_XML_AMPERSAND, 1, 6 },
		{ "<r>&nbsp;</r>", MSG_XML_ENTITY, 1, 4 },
		{ "<r>&nbsp</r>", MSG_XML_AMPERSAND, 1, 4 },
		{ "<r>&#65</r>", MSG_XML_AMPERSAND, 1, 4 },
		{ "<r>&#8;</r>", MSG_XML_CHARACTER, 1, 4 },
		{ "<r>&#x1F;</r>", MSG_XML_CHARACTER, 1, 4 },
		{ "<r>&#xD800;</r>", MSG_XML_CHARACTER, 1, 4 },
		{ "<r>&#xFFFE;</r>", MSG_XML_CHARACTER, 1, 4 },
		{ "<r>&#65535;</r>", MSG_XML_CHARACTER, 1, 4 },
		{ "<r>&#x110000;</r>", MSG_XML_CHARACTER, 1, 4 },
		{ "<r a='&no;'/>", MSG_XML_ENTITY, 1, 7 },
		/* Characters that XML does not know. */
		{ "<r>\x0B</r>", MSG_XML_CHARACTER, 1, 4 },
		{ "<r a='\x01'/>", MSG_XML_CHARACTER, 1, 7 },
		{ "<r>\uFFFE</r>", MSG_XML_CHARACTER, 1, 4 },
		{ "<r>\uFFFF</r>", MSG_XML_CHARACTER, 1, 4 },
		/* Attributes. */
		{ "<r a/>", MSG_XML_EQUALS, 1, 4 },
		{ "<r a=1/>", MSG_XML_QUOTES, 1, 6 },
		{ "<r a='1' b='2' a='3'/>", MSG_XML_TWICE, 1, 16 },
		{ "<r aa='1' a='2'/>", SOUND, 0, 0 },
		{ "<r b=' a=' a='2'/>", SOUND, 0, 0 },
		{ "<r a='1'b='2'/>", MSG_XML_BLANK, 1, 9 },
		{ "<r a='1' x:b='2'/>", MSG_XML_PREFIX, 1, 10 },
		{ "<x:r/>", MSG_XML_PREFIX, 1, 1 },
		{ "<r a＝'1'/>", MSG_XML_EQUALS, 1, 4 },
		{ "<r a=“1”/>", MSG_XML_QUOTES, 1, 6 },
		{ "<r　a='1'/>", MSG_XML_WIDE, 1, 3 },
		{ "<r ?/>", MSG_XML_TAG, 1, 4 },
		{ "<r \x01/>", MSG_XML_TAG, 1, 4 },
		{ "<r\n", MSG_XML_TAG_OPEN, 1, 1 },
		{ "<r <a/>", MSG_XML_TAG_OPEN, 1, 1 },
		{ "<r a='1", MSG_XML_QUOTE_OPEN, 1, 6 },
		/* Elements. */
		{ "<r>a < b</r>", MSG_XML_LESS, 1, 6 },
		{ "<r><＝></r>", MSG_XML_WIDE, 1, 5 },
		{ "<r/><s/>", MSG_XML_BEHIND, 1, 5 },
		{ "<r/>end", MSG_XML_BEHIND, 1, 5 },
		{ "<r/></r>", MSG_XML_BEHIND, 1, 5 },
		{ "<r><a></r>", MSG_XML_UNCLOSED, 1, 4 },
		{ "<r>\n<para>\n</pera></r>", MSG_XML_END_TAG, 3, 1 },
		{ "<r></s>", MSG_XML_END_TAG, 1, 4 },
		{ "<r></r＞", MSG_XML_WIDE, 1, 7 },
		{ "<r></r", MSG_XML_TAG, 1, 7 },
		{ "<r><a/>", MSG_XML_CUT_OFF, 1, 1 },
		{ "<r><a>", MSG_XML_CUT_OFF, 1, 4 },
		/* Comments and what else begins with a mark. */
		{ "<r><!-- a -- b --></r>", MSG_XML_COMMENT, 1, 11 },
		{ "<r><!-- a</r>", MSG_XML_COMMENT_OPEN, 1, 4 },
		{ "<r><![CDATA[a</r>", MSG_XML_COMMENT_OPEN, 1, 4 },
		{ "<r><?a</r>", MSG_XML_COMMENT_OPEN, 1, 4 },
		{ "\n<?xml version='1.0'?><r/>", MSG_XML_BEFORE, 1, 1 },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		const char *text = rows[i].text;
		cr_expect_eq(xml_fault_say(diag, "t.xml", text, strlen(text)),
		        rows[i].message != SOUND, "“%s”: %s", text, kit_records(arena, diag));
		if (diag_count(diag) > 0) {
			const struct record *said = diag_record(diag, 0);
			cr_expect_eq(said->message, rows[i].message, "“%s”: %s", text,
			        kit_records(arena, diag));
			cr_expect_eq(said->place.line, rows[i].line, "“%s”: %s", text,
			        kit_records(arena, diag));
			cr_expect_eq(said->place.column, rows[i].column, "“%s”: %s", text,
			        kit_records(arena, diag));
		}
		cr_expect_leq(diag_count(diag), 1, "“%s”", text);
		diag_free(diag);
		arena_free(arena);
	}
}

/* Deeper than is remembered, what is open is told of the last that is. */
Test(xml_fault, no_depth_is_too_much)
{
	enum { DEPTH = 300 };
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	char text[DEPTH * 3 + 1] = "";

	for (int i = 0; i < DEPTH; i++)
		memcpy(text + 3 * i, "<a>", 4);
	cr_expect(xml_fault_say(diag, "t.xml", text, strlen(text)));
	cr_expect(kit_has(diag, MSG_XML_CUT_OFF), "%s", kit_records(arena, diag));
	diag_free(diag);
	arena_free(arena);
}

#define SIZED(bytes) (bytes), sizeof(bytes) - 1

/* In which encoding a file is that is not in UTF-8, as far as its bytes or its own word tell. */
Test(xml_fault, an_encoding_that_is_not_ours_is_named)
{
	static const struct {
		const char *bytes;
		size_t length;
		enum message message; /* SOUND: it is UTF-8 */
		unsigned line;
		const char *words;
	} rows[] = {
		{ SIZED("<r>民生</r>"), SOUND, 0, "" },
		{ SIZED("\xFF\xFE<\0r\0"), MSG_XML_ENCODING, 0, "UTF-16" },
		{ SIZED("\xFE\xFF\0<\0r"), MSG_XML_ENCODING, 0, "UTF-16" },
		{ SIZED("\xFF"), MSG_XML_ENCODING, 1, "—" },
		{ SIZED("<r>\n\xC3\xF1\xC9\xFA</r>"), MSG_XML_ENCODING, 2, "GBK" },
		{ SIZED("<r>\x80</r>"), MSG_XML_ENCODING, 1, "—" },
		{ SIZED("<r>\xC3"), MSG_XML_ENCODING, 1, "—" },
		{ SIZED("<r>\xC3 </r>"), MSG_XML_ENCODING, 1, "—" },
		{ SIZED("<?xml version='1.0' encoding='GBK'?><r/>"), SOUND, 0, "" },
		{ SIZED("<?xml version='1.0' encoding='GBK'?><r>民</r>"), MSG_XML_DECLARED, 1,
		        "GBK" },
		{ SIZED("<?xml version='1.0' encoding = \"gb2312\"?><r>民</r>"), MSG_XML_DECLARED,
		        1, "gb2312" },
		{ SIZED("<?xml version='1.0' encoding='UTF-8'?><r>民</r>"), SOUND, 0, "" },
		{ SIZED("<?xml version='1.0'?><r>民</r>"), SOUND, 0, "" },
		{ SIZED("<?xml encoding?><r>民</r>"), SOUND, 0, "" },
		{ SIZED("<?other encoding='GBK'?><r>民</r>"), SOUND, 0, "" },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		cr_expect_eq(xml_fault_is_utf8(diag, "t.xml", rows[i].bytes, rows[i].length),
		        rows[i].message == SOUND, "row %zu: %s", i, kit_records(arena, diag));
		if (rows[i].message != SOUND && diag_count(diag) == 1) {
			const struct record *said = diag_record(diag, 0);
			cr_expect_eq(said->message, rows[i].message, "row %zu", i);
			cr_expect_eq(said->place.line, rows[i].line, "row %zu", i);
			cr_expect(strstr(said->english, rows[i].words), "row %zu: %s", i,
			        said->english);
		}
		diag_free(diag);
		arena_free(arena);
	}
}
