#include "figures/intake/litter.h"

#include "base/common.h"

#include <criterion/criterion.h>

Test(litter, what_programs_leave_is_nobodys_and_what_people_make_is_not)
{
	static const struct {
		const char *name;
		bool is_litter;
	} rows[] = {
		{ "~$市民政局.docx", true },
		{ "Thumbs.db", true },
		{ "THUMBS.DB", true },
		{ "desktop.ini", true },
		{ ".DS_Store", true },
		{ "._市民政局.json", true },
		{ ".~lock.市民政局.ods#", true },
		{ "市民政局.tmp", true },
		{ "~WRL0003.TMP", true },
		{ "__MACOSX", true },
		{ "$RECYCLE.BIN", true },
		{ ".Trash-1000", true },
		{ "@eaDir", true },
		{ "市民政局.json~", true },
		{ "市民政局.json.swp", true },
		{ ".nfs0000000001", true },
		{ ".fuse_hidden0001", true },
		{ ".sync.ffs_db", true },
		{ "#市民政局.json#", true },
		{ "市民政局.json", false },
		{ "市民政局.xlsx", false },
		{ "说明.txt", false },
		{ "tmp", false },
		{ ".tmp", true },
		{ "#", false },
		{ "#1市民政局.json", false },
		{ "$市民政局.json", false },
		{ "市民政局.json.bak", false },
		{ "新建 文本文档.txt", false },
		{ "desktop.ini.json", false },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++)
		cr_expect_eq(litter_is_name(rows[i].name), rows[i].is_litter, "%s", rows[i].name);
	cr_expect(litter_is_path("__MACOSX/a.json"));
	cr_expect(litter_is_path("民政/Thumbs.db"));
	cr_expect_not(litter_is_path("民政/a.json"));
}

Test(litter, a_desktop_leaves_fewer_names_than_people_and_editors_do)
{
	static const struct {
		const char *name;
		bool is_desktop;
	} rows[] = {
		{ "Thumbs.db", true },
		{ "ehthumbs.db", true },
		{ "THUMBS.DB", true },
		{ "desktop.ini", true },
		{ "Desktop.ini", true },
		{ ".DS_Store", true },
		{ ".directory", true },
		{ "._市民政局.json", true },
		{ ".hidden", false },
		{ "~$市民政局.docx", false },
		{ "市民政局.json~", false },
		{ "市民政局.tmp", false },
		{ "Thumbs.db.json", false },
		{ "市民政局.json", false },
		{ "", false },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		cr_expect_eq(
		        litter_is_desktop(rows[i].name), rows[i].is_desktop, "%s", rows[i].name);
		cr_expect(!rows[i].is_desktop || litter_is_name(rows[i].name), "%s: nobody's",
		        rows[i].name);
	}
}
