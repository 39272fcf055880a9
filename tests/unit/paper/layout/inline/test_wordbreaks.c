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
		/* A word of two words may part, rather than stand in a line of its own. */
		{ ALIGN_CENTER, 45, "五、促进幼儿学前教育发展", "五、促进|幼儿学前|教育发展|" },
		/* A suffix goes with its word, a conjunction with what follows, a remark is one. */
		{ ALIGN_START, 115, "建档立卡贫困户有序退出率（%）",
		        "建档立卡贫困户有序|退出率（%）|" },
		{ ALIGN_START, 60, "学校食堂监管和教育管理", "学校食堂监管|和教育管理|" },
		{ ALIGN_START, 110, "每千人食品检验量（批次/千人）",
		        "每千人食品检验量|（批次/千人）|" },
		/* One word is not worth a line more. */
		{ ALIGN_START, 50, "建设城乡住房保障水平", "建设城乡住|房保障水平|" },
		/* Nor is it looked at in running text. */
		{ ALIGN_JUSTIFY, 70, "市住房城乡建设局和市教育局", "市住房城乡建设|局和市教育局|" },
		{ ALIGN_START, 65, "试点推行“承诺制”公示", "试点推行|“承诺制”公示|" },
		{ ALIGN_CENTER, 45, "七、落实就业创业帮扶政策", "七、落实|就业创业|帮扶政策|" },
		/* What no dictionary has is taken for one word. */
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
