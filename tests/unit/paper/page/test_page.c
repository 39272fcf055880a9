/* The dump of the display list: one line an operation, everything in it that matters. */
#include "kit/kit.h"
#include "kit/tree.h"

#include <criterion/criterion.h>

Test(page, every_kind_of_operation_has_its_line)
{
	static const struct placed_glyph glyphs[] = {
		{ .codepoint = 0x4E00, .advance = 15750 },
		{ .codepoint = 0x20164, .x = 15790, .advance = 15750 },
		{ .codepoint = 7, .x = 31580 },
	};
	static const struct path_step steps[] = {
		{ .verb = PATH_MOVE, .x = { 1 }, .y = { 2 } },
		{ .verb = PATH_LINE, .x = { 3 }, .y = { -4 } },
		{ .verb = PATH_CURVE, .x = { 5, 7, 9 }, .y = { 6, 8, 10 } },
		{ .verb = PATH_CLOSE },
	};
	const struct op ops[] = {
		{ .kind = OP_GLYPHS,
		        .color = { .red = 0xd7, .green = 0, .blue = 0x0f },
		        .run = { .x = 79370,
		                .y = 120000,
		                .size = 15750,
		                .face = 2,
		                .turn = 1,
		                .embolden = 20,
		                .glyphs = glyphs,
		                .count = 3 } },
		{ .kind = OP_GLYPHS, .run = { .size = 15750 } },
		{ .kind = OP_BOX, .box = { .x = 1, .y = 2, .width = 3, .height = 4 } },
		{ .kind = OP_PATH, .path = { .steps = steps, .count = 4 } },
		{ .kind = OP_PATH,
		        .path = { .steps = steps, .count = 1, .stroke = true, .line_width = 500 } },
		{ .kind = OP_LINK,
		        .link = { .box = { .width = 10, .height = 20 }, .target = "#任务1" } },
		{ .kind = OP_PICTURE,
		        .picture = { .box = { .y = 7, .width = 10, .height = 20 },
		                .alt = "柱形图",
		                .count = 2 } },
	};
	const struct page page = { .number = 3,
		.width = 595276,
		.height = 841890,
		.blank = true,
		.ops = ops,
		.op_count = 7 };
	const struct anchor anchor = { .name = "task-1", .page = 3, .y = 5 };
	const struct bookmark bookmark = { .title = "任务1", .level = 2, .page = 3, .y = 5 };
	struct text out;

	text_init(&out);
	const struct page_sink sink = page_dump_sink(&out);
	cr_expect(sink.page(sink.context, &page));
	cr_expect(sink.finish(sink.context, &anchor, 1, &bookmark, 1));
	cr_expect_str_eq(out.bytes,
	        "page 3 width=595276 height=841890 blank\n"
	        "glyphs 3 x=79370 y=120000 width=31580 size=15750 face=2 turn=1 embolden=20 "
	        "color=#d7000f “一𠅤\\u{7}”\n"
	        "glyphs 3 x=0 y=0 width=0 size=15750 face=0 turn=0 “”\n"
	        "box 3 x=1 y=2 width=3 height=4\n"
	        "path 3 M1,2 L3,-4 C5,6 7,8 9,10 Z\n"
	        "path 3 stroke=500 M1,2\n"
	        "link 3 x=0 y=0 width=10 height=20 target=#任务1\n"
	        "picture 3 x=0 y=7 width=10 height=20 ops=2 “柱形图”\n"
	        "anchor 3 y=5 #task-1\n"
	        "bookmark 3 y=5 level=2 “任务1”\n");
	text_release(&out);
}
