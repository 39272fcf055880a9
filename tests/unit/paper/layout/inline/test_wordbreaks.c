/* Words in narrow lines: ICU's dictionary says where they part, wrap.c what it may cost. */
#include "kit/typesetting.h"

#include <criterion/criterion.h>

/* Every break of a narrow cell stands between words where there is room for it. */
Test(wordbreaks, narrow_cells_part_between_words)
{
	static const struct {
		enum align align;
		int measure; /* tenths of an em */
		const char *words, *lines;
	} rows[] = {
		{ ALIGN_CENTER, 55, "三、加大市场食品安全监管力度",
		        "三、加大市场|食品安全|监管力度|" },
		{ ALIGN_CENTER, 50, "三、加大市场食品安全监管力度",
		        "三、加大|市场食品|安全监管|力度|" },
		{ ALIGN_CENTER, 55, "一、提高医疗卫生服务水平", "一、提高|医疗卫生|服务水平|" },
		{ ALIGN_CENTER, 65, "市住房城乡建设局", "市住房城乡|建设局|" },
		{ ALIGN_CENTER, 65, "市人力资源社会保障局", "市人力资源|社会保障局|" },
		{ ALIGN_START, 165, "完成建设和改造冷链系统的疾控机构（家）",
		        "完成建设和改造冷链系统的疾控|机构（家）|" },
		/* One word is not worth a line more. */
		{ ALIGN_START, 50, "建设城乡住房保障水平", "建设城乡住|房保障水平|" },
		/* Nor is it looked at in running text. */
		{ ALIGN_JUSTIFY, 70, "市住房城乡建设局和市教育局", "市住房城乡建设|局和市教育局|" },
		/* What no dictionary has is free. */
		{ ALIGN_START, 40, "的了呢吗吧啊", "的了呢吗|吧啊|" },
	};
	struct text lines;

	text_init(&lines);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct typesetting bench;
		typesetting_init(&bench);
		bench.style.align = rows[i].align;
		const struct lines set =
		        typesetting_set(&bench, rows[i].words, rows[i].measure * EM / 10);
		text_clear(&lines);
		typesetting_lines(&set, &lines);
		cr_expect_str_eq(lines.bytes, rows[i].lines, "%s: %s", rows[i].words, lines.bytes);
		typesetting_release(&bench);
	}
	text_release(&lines);
}

/* Characters beyond the BMP, objects and blanks stand between words without shifting them. */
Test(wordbreaks, whatever_stands_in_the_text)
{
	struct typesetting bench;
	struct text lines;

	typesetting_init(&bench);
	text_init(&lines);
	bench.style.align = ALIGN_START;
	const struct lines set =
	        typesetting_set(&bench, "𠅤𠅤 𠅤甲𠮷住房城乡建设", 6 * EM + EM / 2);
	typesetting_lines(&set, &lines);
	cr_expect_str_eq(lines.bytes, "𠅤𠅤 𠅤甲𠮷|住房城乡建设|");
	text_release(&lines);
	typesetting_release(&bench);
}
