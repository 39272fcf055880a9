#include "press/template/xpath_sign.h"

#include "base/common.h"
#include "base/text.h"

static const struct xpath_sign *find_sign(
        const struct xpath_sign *signs, size_t count, const char *at)
{
	for (size_t i = 0; i < count; i++) {
		if (text_starts_with(at, signs[i].written))
			return &signs[i];
	}
	return NULL;
}

static const struct xpath_sign wide_signs[] = {
	{ "（", "(" },
	{ "）", ")" },
	{ "［", "[" },
	{ "］", "]" },
	{ "【", "[" },
	{ "】", "]" },
	{ "＝", "=" },
	{ "＞", ">" },
	{ "＜", "<" },
	{ "≥", ">=" },
	{ "≤", "<=" },
	{ "≠", "!=" },
	{ "＠", "@" },
	{ "，", "," },
	{ "、", "," },
	{ "＇", "'" },
	{ "＂", "\"" },
	{ "“", "'" },
	{ "”", "'" },
	{ "‘", "'" },
	{ "’", "'" },
	{ "／", "/" },
	{ "＋", "+" },
	{ "－", "-" },
	{ "＊", "*" },
	{ "｜", "|" },
	{ "＄", "$" },
	{ "￥", "$" },
	{ "：", ":" },
	{ "\u3000", "U+0020" },
	{ "｛", "{" },
	{ "｝", "}" },
	{ "×", "*" },
	{ "÷", "div" },
};

const char *xpath_sign_wide(const char *at)
{
	const struct xpath_sign *sign = find_sign(wide_signs, COUNT_OF(wide_signs), at);
	const unsigned char *bytes = (const unsigned char *)at;

	if (sign)
		return sign->meant;
	/* U+FF10 to U+FF19: full-width digits. */
	return bytes[0] == 0xEF && bytes[1] == 0xBC && bytes[2] >= 0x90 && bytes[2] <= 0x99 ? "0-9"
	                                                                                    : NULL;
}

const struct xpath_sign *xpath_sign_foreign(const char *at)
{
	static const struct xpath_sign foreign[] = { { "==", "=" }, { "&&", "and" }, { "||", "or" },
		{ "<>", "!=" }, { "!", "not(…)" }, { "\\", "/" } };

	return find_sign(foreign, COUNT_OF(foreign), at);
}
