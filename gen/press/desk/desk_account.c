#include "press/desk/desk_account.h"

#include "base/common.h"
#include "figures/facts/phrase.h"
#include "press/desk/desk_table.h"

#include <string.h>

/* Characters of a digest that tell one file from another at a glance. */
#define DIGEST_SHOWN 12

const char *desk_light(enum light light)
{
	static const char *const words[] = {
		[LIGHT_NONE] = "",
		[LIGHT_GREEN] = "绿灯",
		[LIGHT_YELLOW] = "黄灯",
		[LIGHT_RED] = "红灯",
	};

	return words[light];
}

static const char *light_words(const char *name)
{
	for (enum light light = LIGHT_NONE; light <= LIGHT_RED; light++)
		if (text_equal(light_name(light), name))
			return desk_light(light);
	return "";
}

static void add_summary(struct html_out *html, const struct account *account, const char *tag)
{
	struct arena *arena = account->arena;
	const char *light = light_words(account->light);

	html_out_open(html, tag, "");
	html_out_element(html, "span", "id", account->id);
	html_out_element(html, "span", "name", account->title);
	html_out_element(html, "b", "value", account->value);
	html_out_element(html, "span", "rate", account->rate);
	html_out_element(html, "span", arena_printf(arena, "word %s", account->light),
	        light[0] ? arena_printf(arena, "%s · %s", account->word, light) : account->word);
	html_out_close(html);
}

static void add_steps(struct html_out *html, const struct account *account)
{
	html_out_open(html, "dl", "steps");
	for (size_t i = 0; i < account->step_count; i++) {
		const struct account_step *step = &account->steps[i];
		html_out_element(html, "dt", "", step->label);
		html_out_open(html, "dd", "");
		html_out_words(html, phrase_line(account->arena, step->text));
		if (step->result[0])
			html_out_element(html, "b", "result",
			        arena_printf(account->arena, " → %s", step->result));
		html_out_close(html);
	}
	html_out_close(html);
}

/* What a person is to know beside the figure: what was said before, and why it changed. */
static void add_remarks(
        struct html_out *html, struct arena *arena, const struct account_source *source)
{
	const struct {
		const char *label, *words;
	} remarks[] = {
		{ "此前报：", source->before },
		{ "本月所报未采用：", source->rejected },
		{ "修订原因：", source->reason },
		{ "更正说明：", source->corrects },
		{ "核实说明：", source->confirms },
	};

	for (size_t i = 0; i < COUNT_OF(remarks); i++)
		if (remarks[i].words[0])
			html_out_element(html, "p", "remark",
			        arena_printf(arena, "%s%s", remarks[i].label,
			                phrase_line(arena, remarks[i].words)));
}

static const char *report_words(struct arena *arena, const struct account_source *source)
{
	return arena_printf(arena, "第%d次，%s报", source->revision, source->submitted);
}

static void add_source(
        struct html_out *html, struct arena *arena, const struct account_source *source)
{
	const bool given = source->value[0] != '\0';

	html_out_open(html, "tr", "");
	html_out_element(html, "th", "", source->unit->name);
	html_out_open(html, "td", "number");
	html_out_words(html, given ? source->value : source->word);
	if (given && source->word[0])
		html_out_words(
		        html, arena_printf(arena, "（%s%d月）", source->word, source->from.month));
	html_out_close(html);
	html_out_open(html, "td", "place");
	if (given) {
		html_out_element(html, "code", "", place_format(arena, source->place));
		html_out_element(html, "p", "remark",
		        arena_printf(arena, "%s　SHA-256 %.*s…", report_words(arena, source),
		                DIGEST_SHOWN, source->digest));
	}
	add_remarks(html, arena, source);
	html_out_close(html);
	html_out_close(html);
}

static void add_sources(struct html_out *html, const struct account *account)
{
	static const struct desk_head heads[] = { { "单位", "" }, { "所报", "number" },
		{ "出处", "" } };

	if (account->source_count == 0)
		return;
	desk_table_begin(html, "sources", heads, COUNT_OF(heads));
	for (size_t i = 0; i < account->source_count; i++)
		add_source(html, account->arena, &account->sources[i]);
	desk_table_end(html);
}

static void add_doubts(struct html_out *html, const struct account *account)
{
	for (size_t i = 0; i < account->doubt_count; i++) {
		const struct account_doubt *doubt = &account->doubts[i];
		html_out_element(html, "p", "doubt",
		        arena_printf(account->arena, "存疑：%s：%s%s%s", doubt->unit, doubt->text,
		                doubt->answer[0] ? "；已核实：" : "",
		                phrase_line(account->arena, doubt->answer)));
	}
}

void desk_account_line(struct html_out *html, const struct account *account)
{
	html_out_open(html, "div", "figure");
	add_summary(html, account, "p");
	html_out_close(html);
}

void desk_account_add(struct html_out *html, const struct account *account)
{
	html_out_open(html, "details", "figure");
	add_summary(html, account, "summary");
	add_steps(html, account);
	add_sources(html, account);
	add_doubts(html, account);
	html_out_close(html);
}
