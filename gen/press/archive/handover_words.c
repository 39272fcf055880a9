/*
 * The words of a package: metadata.xml, and what the reader is told.
 *
 * An element of 文件实体, 机构人员实体 and 业务实体 bears name and number (M1 to M88) of DA/T
 * 46-2009 (文书类电子文件元数据方案); what stands in which, and the two entities about the paper,
 * follow its table of elements and the schema of DA/T 48-2009 (基于XML的电子文件封装规范). An
 * element of 公文 bears the name of GB/T 33480-2016 (党政机关电子公文元数据规范), clause 4. What
 * neither has stands in 扩展. Not written is what is given by an archive, not by an office's
 * program: 电子文件号, 全宗号, 保管期限, 密级; and 公文标识 and 发文字号, which no bulletin of a
 * series has. input/schema/metadata.rng is the grammar.
 */
#include "base/common.h"
#include "paper/ofd/ofd_xml.h"
#include "press/archive/handover.h"

#include <string.h>

#define RECORDS "DA/T 46-2009"

/* What is written, and in how many elements it stands. */
struct metadata {
	struct text *out;
	int depth;
};

/* An element that others stand in; the attribute is 编号 or 标准. */
static void begin(struct metadata *to, const char *name, const char *attribute, const char *value)
{
	text_printf(to->out, "%*s<%s", 2 * to->depth++, "", name);
	if (attribute[0])
		text_printf(to->out, " %s=\"%s\"", attribute, value);
	text_add(to->out, ">\n");
}

static void end(struct metadata *to, const char *name)
{
	text_printf(to->out, "%*s</%s>\n", 2 * --to->depth, "", name);
}

/* One that holds words; without a number ("") it is not of DA/T 46, without words it is left out.
 */
static void add(struct metadata *to, const char *name, const char *number, const char *words)
{
	if (!words[0])
		return;
	text_printf(to->out, "%*s<%s", 2 * to->depth, "", name);
	if (number[0])
		text_printf(to->out, " 编号=\"%s\"", number);
	text_add(to->out, ">");
	ofd_xml_words(to->out, words);
	text_printf(to->out, "</%s>\n", name);
}

static void add_count(struct metadata *to, const char *name, const char *number, size_t count)
{
	text_printf(to->out, "%*s<%s 编号=\"%s\">%zu</%s>\n", 2 * to->depth, "", name, number,
	        count, name);
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
	};

	for (size_t i = 0; i < COUNT_OF(formats); i++)
		if (text_ends_with(file, formats[i].suffix))
			return formats[i].format;
	return "其他";
}

/* 督查通报 is a 通报; "" where the series is called none of the kinds of official papers
 * (党政机关公文处理工作条例, 2012, article 8). */
static const char *kind_of(const char *series)
{
	static const char *const kinds[] = { "决议", "决定", "命令", "公报", "公告", "通告", "意见",
		"通知", "通报", "报告", "请示", "批复", "议案", "函", "纪要" };

	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		if (text_ends_with(series, kinds[i]))
			return kinds[i];
	return "";
}

static bool is_document(const char *file)
{
	return text_starts_with(file, ARCHIVE_DOCUMENTS "/");
}

static size_t pages_of(const struct manifest *manifest, const char *file)
{
	if (!is_document(file))
		return 0;
	for (size_t i = 0; i < manifest->output_count; i++)
		if (text_equal(manifest->outputs[i].file, file + strlen(ARCHIVE_DOCUMENTS "/")))
			return manifest->outputs[i].pages;
	return 0;
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

static void add_description(const struct handover *package, struct metadata *to)
{
	const struct catalogue *catalogue = package->catalogue;
	const struct manifest *manifest = package->manifest;

	begin(to, "内容描述", "编号", "M21");
	add(to, "题名", "M22", title_of(package));
	add(to, "文件编号", "M31",
	        arena_printf(package->arena, "%s〔%d〕第%d期", catalogue->series,
	                manifest->period.year, manifest->number));
	add(to, "责任者", "M32", catalogue->issuer);
	add(to, "日期", "M33", date_format(package->arena, manifest->date));
	add(to, "文种", "M34", kind_of(catalogue->series));
	add(to, "主送", "M36", catalogue->recipients);
	add(to, "抄送", "M37", catalogue->copies);
	end(to, "内容描述");
	begin(to, "形式特征", "编号", "M40");
	add(to, "文件组合类型", "M41", manifest->output_count > 1 ? "组合文件" : "单件");
	add_count(to, "件数", "M42", manifest->output_count);
	if (all_pages(manifest) > 0)
		add_count(to, "页数", "M43", all_pages(manifest));
	add(to, "语种", "M44", "汉语");
	add(to, "稿本", "M45", "正本");
	end(to, "形式特征");
}

static void add_file(
        const struct handover *package, const struct handover_file *file, struct metadata *to)
{
	begin(to, "电子属性", "编号", "M46");
	add(to, "格式信息", "M47", format_of(file->name));
	add(to, "计算机文件名", "M48", file->name);
	add_count(to, "计算机文件大小", "M49", file->length);
	if (is_document(file->name))
		add(to, "文档创建程序", "M50", package->manifest->tool);
	end(to, "电子属性");
}

static void add_record(const struct handover *package, struct metadata *to)
{
	begin(to, "文件实体", "标准", RECORDS);
	add(to, "聚合层次", "M1", "文件");
	begin(to, "来源", "编号", "M2");
	add(to, "立档单位名称", "M6", package->catalogue->issuer);
	end(to, "来源");
	begin(to, "档号", "编号", "M8");
	add_count(to, "年度", "M11", (size_t)package->manifest->period.year);
	end(to, "档号");
	add_description(package, to);
	for (size_t i = 0; i < package->count; i++)
		add_file(package, &package->files[i], to);
	end(to, "文件实体");
}

/* By whom, and what was done when. */
static void add_deed(const struct handover *package, struct metadata *to)
{
	const struct manifest *manifest = package->manifest;
	const char *reason = manifest->reason;

	begin(to, "机构人员实体", "标准", RECORDS);
	add(to, "机构人员类型", "M76", "单位");
	add(to, "机构人员名称", "M77", package->catalogue->issuer);
	end(to, "机构人员实体");
	begin(to, "业务实体", "标准", RECORDS);
	add(to, "业务状态", "M80", "历史行为");
	add(to, "业务行为", "M81", manifest->revision > 1 ? "修订印发" : "印发");
	add(to, "行为时间", "M82", date_format(package->arena, manifest->date));
	if (manifest->revision > 1)
		add(to, "行为描述", "M84",
		        arena_printf(package->arena, "第%d次修订%s%s", manifest->revision - 1,
		                reason[0] ? "：" : "", reason));
	end(to, "业务实体");
}

static void add_official(const struct handover *package, struct metadata *to)
{
	const struct catalogue *catalogue = package->catalogue;
	const char *date = date_format(package->arena, package->manifest->date);

	begin(to, "公文", "标准", "GB/T 33480-2016");
	add(to, "文种", "", kind_of(catalogue->series));
	add(to, "标题", "", title_of(package));
	add(to, "主送机关", "", catalogue->recipients);
	add(to, "发文机关或签发人署名", "", catalogue->issuer);
	add(to, "成文日期", "", date);
	add(to, "抄送机关", "", catalogue->copies);
	add(to, "印发机关", "", catalogue->issuer);
	add(to, "印发日期", "", date);
	end(to, "公文");
}

/* <程序库 文件="libharfbuzz.so.0.60000.0" SHA-256="…">libharfbuzz0b 6.0.0+dfsg-3</程序库>; of one
 * that came in no package its file's name again. */
static void add_library(const struct manifest_binary *library, struct metadata *to)
{
	char hex[DIGEST_HEX];

	digest_hex(&library->digest, hex);
	text_printf(to->out, "%*s<程序库 文件=\"", 2 * to->depth, "");
	ofd_xml_words(to->out, library->file);
	text_printf(to->out, "\" SHA-256=\"%s\">", hex);
	ofd_xml_words(to->out, *library->package ? library->package : library->file);
	text_add(to->out, *library->version ? " " : "");
	ofd_xml_words(to->out, library->version);
	text_add(to->out, "</程序库>\n");
}

/* What the standards have no element for. */
static void add_more(const struct handover *package, struct metadata *to)
{
	const struct manifest *manifest = package->manifest;
	char hex[DIGEST_HEX];

	begin(to, "扩展", "", "");
	for (size_t i = 0; i < package->count; i++) {
		const struct handover_file *file = &package->files[i];
		const size_t pages = pages_of(manifest, file->name);
		digest_hex(&file->digest, hex);
		text_printf(to->out, "%*s<文件 名称=\"", 2 * to->depth, "");
		ofd_xml_words(to->out, file->name);
		text_printf(to->out, "\" SHA-256=\"%s\"", hex);
		if (pages > 0)
			text_printf(to->out, " 页数=\"%zu\"", pages);
		text_add(to->out, "/>\n");
	}
	for (size_t i = 0; i < manifest->library_count; i++)
		add_library(&manifest->libraries[i], to);
	end(to, "扩展");
}

void handover_metadata(const struct handover *package, struct text *out)
{
	struct metadata metadata = { .out = out };

	text_add(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	begin(&metadata, "元数据", "", "");
	add_record(package, &metadata);
	add_deed(package, &metadata);
	add_official(package, &metadata);
	add_more(package, &metadata);
	end(&metadata, "元数据");
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
	        "metadata.xml    元数据（DA/T 46-2009、GB/T 33480-2016）；电子文件号、全宗号、\n"
	        "                保管期限、密级等由立档单位和档案部门著录\n"
	        "SHA256SUMS      全部文件的 SHA-256；核对：sha256sum -c SHA256SUMS\n");
	if (package->with_sm3)
		text_add(out,
		        "SM3SUMS         全部文件的 SM3（GB/T 32905）；核对：cksum -c SM3SUMS\n");
	text_add(out, "\n整包核对：minsheng verify 本文件夹或压缩文件\n");
	add_fonts(package, true, "\n所含字体：\n", out);
	add_fonts(package, false, "\n未收入的字体及原因（重新生成文件时须另行取得）：\n", out);
}
