#include "paper/ofd/ofd_xml.h"

#include <string.h>

/* 25.4 mm are 72 pt: 1 mpt is 25400 / 72000 = 127 / 360 thousandths of a millimetre. */
int64_t ofd_xml_micron(mpt length)
{
	const int64_t twice = (int64_t)length * 127 * 2;

	return (twice + (twice < 0 ? -360 : 360)) / 720;
}

void ofd_xml_number(struct text *out, int64_t micron)
{
	char digits[32];
	char *at = digits + sizeof digits;
	uint64_t rest = micron < 0 ? (uint64_t)-micron : (uint64_t)micron;
	bool shown = false; /* something stands behind the point */

	for (int i = 0; i < 3; i++, rest /= 10) {
		shown = shown || rest % 10 > 0;
		if (shown)
			*--at = (char)('0' + rest % 10);
	}
	if (shown)
		*--at = '.';
	do
		*--at = (char)('0' + rest % 10);
	while ((rest /= 10) > 0);
	if (micron < 0)
		*--at = '-';
	text_add_bytes(out, at, (size_t)(digits + sizeof digits - at));
}

void ofd_xml_next(struct text *out, int64_t micron)
{
	text_add_char(out, ' ');
	ofd_xml_number(out, micron);
}

void ofd_xml_box(struct text *out, int64_t x, int64_t y, int64_t width, int64_t height)
{
	ofd_xml_number(out, x);
	ofd_xml_next(out, y);
	ofd_xml_next(out, width > 0 ? width : 1);
	ofd_xml_next(out, height > 0 ? height : 1);
}

void ofd_xml_rectangle(struct text *out, int64_t width, int64_t height)
{
	text_add(out, "<ofd:AbbreviatedData>M 0 0 L");
	ofd_xml_next(out, width);
	text_add(out, " 0 L");
	ofd_xml_next(out, width);
	ofd_xml_next(out, height);
	text_add(out, " L 0");
	ofd_xml_next(out, height);
	text_add(out, " C</ofd:AbbreviatedData>");
}

void ofd_xml_words(struct text *out, const char *words)
{
	static const struct {
		char byte;
		const char *entity;
	} entities[] = { { '&', "&amp;" }, { '<', "&lt;" }, { '>', "&gt;" }, { '"', "&quot;" } };

	while (*words) {
		const size_t plain = strcspn(words, "&<>\"");
		text_add_bytes(out, words, plain);
		words += plain;
		for (size_t i = 0; *words && i < sizeof entities / sizeof *entities; i++)
			if (*words == entities[i].byte) {
				text_add(out, entities[i].entity);
				words++;
				break;
			}
	}
}

void ofd_xml_color(struct text *out, const char *name, struct color color)
{
	text_printf(out, "<ofd:%s Value=\"%u %u %u\"/>", name, color.red, color.green, color.blue);
}
