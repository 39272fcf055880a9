/*
 * The words of a package: metadata.xml, whose elements bear the names of DA/T 46-2009
 * (文书类电子文件元数据方案) and, for the official paper, of GB/T 33480-2016
 * (党政机关电子公文元数据规范), and what the reader is told.
 */
#include "paper/ofd/ofd_xml.h"
#include "press/archive/handover.h"

#include <string.h>

static void add(struct text *out, const char *name, const char *words)
{
	if (!words[0])
		return;
	text_printf(out, "    <%s>", name);
	ofd_xml_words(out, words);
	text_printf(out, "</%s>\n", name);
}

static void add_number(struct text *out, const char *name, size_t number)
{
	text_printf(out, "    <%s>%zu</%s>\n", name, number, name);
}

static const char *format_of(const char *file)
{
	static const struct {
		const char *suffix, *format;
	} formats[] = {
		{ ".pdf", "PDF/A-1（GB/T 23286.1）" },
		{ ".ofd", "OFD（GB/T 33190）" },
		{ ".csv", "CSV（RFC 4180）" },
		{ ".json", "JSON（RFC 8259）" },
		{ ".xlsx", "XLSX（ISO/IEC 29500）" },
		{ ".xml", "XML" },
		{ ".txt", "TXT（UTF-8）" },
		{ ".otf", "OpenType" },
		{ ".png", "PNG" },
		{ NULL, NULL },
	};

	for (size_t i = 0; formats[i].suffix; i++)
		if (text_ends_with(file, formats[i].suffix))
			return formats[i].format;
	return "其他";
}

static size_t pages_of(const struct manifest *manifest, const char *file)
{
	if (!text_starts_with(file, ARCHIVE_DOCUMENTS "/"))
		return 0;
	for (size_t i = 0; i < manifest->output_count; i++)
		if (text_equal(manifest->outputs[i].file, file + strlen(ARCHIVE_DOCUMENTS "/")))
			return manifest->outputs[i].pages;
	return 0;
}

static void add_file(
        const struct handover *package, const struct handover_file *file, struct text *out)
{
	const size_t pages = pages_of(package->manifest, file->name);
	char hex[DIGEST_HEX];

	digest_hex(&file->digest, hex);
	text_add(out, "   <文件>\n");
	add(out, "计算机文件名", file->name);
	add(out, "格式信息", format_of(file->name));
	add_number(out, "计算机文件大小", file->length);
	if (pages > 0)
		add_number(out, "页数", pages);
	add(out, "SHA-256", hex);
	text_add(out, "   </文件>\n");
}

static size_t all_pages(const struct manifest *manifest)
{
	size_t pages = 0;

	for (size_t i = 0; i < manifest->output_count; i++)
		if (text_ends_with(manifest->outputs[i].file, ".pdf"))
			pages += manifest->outputs[i].pages;
	return pages;
}

/* 2020年市十件民生实事5月督查通报 */
static const char *title_of(const struct handover *package)
{
	return arena_printf(package->arena, "%s%d月%s", package->catalogue->subject,
	        package->manifest->period.month, package->catalogue->series);
}

static void add_content(const struct handover *package, struct text *out)
{
	const struct catalogue *catalogue = package->catalogue;
	const struct manifest *manifest = package->manifest;
	struct arena *arena = package->arena;

	text_add(out, "  <来源>\n");
	add(out, "立档单位名称", catalogue->issuer);
	text_add(out, "  </来源>\n  <内容描述>\n");
	add(out, "题名", title_of(package));
	add(out, "责任者", catalogue->issuer);
	add(out, "文件编号",
	        arena_printf(arena, "%d年第%d期", manifest->period.year, manifest->number));
	add(out, "日期", date_format(arena, manifest->date));
	add(out, "文种", catalogue->series);
	add(out, "主送", catalogue->recipients);
	add(out, "抄送", catalogue->copies);
	add_number(out, "修订次数", (size_t)manifest->revision - 1);
	add(out, "修订原因", manifest->reason);
	text_add(out, "  </内容描述>\n  <形式特征>\n");
	add(out, "文件组合类型", "组合文件");
	add_number(out, "件数", manifest->output_count);
	add_number(out, "页数", all_pages(manifest));
	add(out, "语种", "汉语");
	add(out, "稿本", "定稿");
	text_add(out, "  </形式特征>\n");
}

static void add_official(const struct handover *package, struct text *out)
{
	const struct catalogue *catalogue = package->catalogue;
	const struct manifest *manifest = package->manifest;

	text_add(out, "  <公文元数据 标准=\"GB/T 33480-2016\">\n");
	add(out, "标题", title_of(package));
	add(out, "发文机关", catalogue->issuer);
	add(out, "成文日期", date_format(package->arena, manifest->date));
	add(out, "主送机关", catalogue->recipients);
	add(out, "抄送机关", catalogue->copies);
	text_add(out, "  </公文元数据>\n");
}

void handover_metadata(const struct handover *package, struct text *out)
{
	const struct manifest *manifest = package->manifest;

	text_add(out,
	        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	        "<电子文件元数据 标准=\"DA/T 46-2009\">\n  <聚合层次>件</聚合层次>\n");
	add_content(package, out);
	text_add(out, "  <电子属性>\n");
	for (size_t i = 0; i < package->count; i++)
		add_file(package, &package->files[i], out);
	add(out, "文档创建程序", manifest->tool);
	for (size_t i = 0; i < manifest->library_count; i++)
		add(out, "程序库", manifest->libraries[i]);
	text_add(out, "  </电子属性>\n");
	add_official(package, out);
	text_add(out, "</电子文件元数据>\n");
}

static void add_fonts(
        const struct handover *package, bool are_there, const char *head, struct text *out)
{
	bool is_headed = false;

	for (size_t i = 0; i < package->font_count; i++) {
		const struct handover_font *font = &package->fonts[i];
		if ((font->file[0] != '\0') != are_there)
			continue;
		if (!is_headed)
			text_add(out, head);
		is_headed = true;
		if (are_there)
			text_printf(
			        out, "  %s：%s，许可：%s\n", font->name, font->file, font->licence);
		else
			text_printf(out, "  %s：%s\n", font->name, font->reason);
	}
}

void handover_readme(const struct handover *package, struct text *out)
{
	const struct manifest *manifest = package->manifest;

	text_printf(out, "%s\n%s %d年第%d期，%s印发，第%d次归档\n\n", title_of(package),
	        package->catalogue->issuer, manifest->period.year, manifest->number,
	        date_format(package->arena, manifest->date), manifest->revision);
	text_add(out,
	        "documents/      印发的文件（PDF/A、OFD）和随文数据（CSV、XLSX、JSON）\n"
	        "input/          生成文件所依据的目标、报送材料、核实记录和办公室用语\n"
	        "templates/      版式模板和样式\n"
	        "fonts/          文件所用字体，只含印出的字\n"
	        "manifest.json   归档清单：程序、程序库、字体、文件及其 SHA-256、存疑与例外\n"
	        "metadata.xml    元数据（DA/T 46-2009、GB/T 33480-2016）\n"
	        "SHA256SUMS      全部文件的 SHA-256；核对：sha256sum -c SHA256SUMS\n");
	if (package->with_sm3)
		text_add(out,
		        "SM3SUMS         全部文件的 SM3（GB/T 32905）；核对：cksum -c SM3SUMS\n");
	text_add(out, "\n整包核对：minsheng verify 本文件夹或压缩文件\n");
	add_fonts(package, true, "\n所含字体：\n", out);
	add_fonts(package, false, "\n未收入的字体及原因（重新生成文件时须另行取得）：\n", out);
}
