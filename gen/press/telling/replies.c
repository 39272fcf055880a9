#include "press/telling/replies.h"

#include "base/json_out.h"
#include "base/listing.h"
#include "figures/facts/phrase.h"

/* Columns of a terminal that the label of a step takes, the blank behind it included. */
#define LABEL_COLUMNS 7
/* Characters of a digest that tell one file from another at a glance. */
#define DIGEST_SHOWN 12

static void add_label(struct text *out, const char *label)
{
	text_add_char(out, ' ');
	listing_pad(out, label, LABEL_COLUMNS);
}

/* Of what somebody wrote: on one line, without what drives a terminal. */
static const char *one_line(struct arena *arena, const char *words)
{
	return diag_clean(arena, phrase_line(arena, words));
}

static void add_head(struct text *out, const struct account *answer)
{
	static const char *const before[] = {
		[ACCOUNT_INDICATOR] = "",
		[ACCOUNT_UNIT] = "",
		[ACCOUNT_TASK] = "任务",
	};

	text_printf(out, "%s%s %s", before[answer->subject], answer->id, answer->title);
	const char *const parts[] = { answer->unit, answer->value, answer->rate, answer->word };
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (parts[i][0] != '\0')
			text_printf(out, "　%s", parts[i]);
	text_add_char(out, '\n');
}

static void add_step(struct text *out, const struct account_step *step)
{
	add_label(out, step->label);
	text_add(out, step->text);
	if (step->result[0] != '\0')
		text_printf(out, "　→ %s", step->result);
	text_add(out, step->decides ? " ◀\n" : "\n");
}

static void add_remark(struct text *out, struct arena *arena, const char *label, const char *words)
{
	if (words[0] != '\0')
		text_printf(out, "            %s%s\n", label, one_line(arena, words));
}

static void add_source(struct text *out, struct arena *arena, const struct account_source *source)
{
	text_printf(out, "   %s", source->unit->name);
	if (source->value[0] == '\0') {
		text_printf(out, "　%s\n", source->word);
		return;
	}
	text_printf(out, "　%s%s　%s　第%d次，%s报　sha256 %.*s\n", source->value,
	        source->word[0]
	                ? arena_printf(arena, "（%s%d月）", source->word, source->from.month)
	                : "",
	        place_format(arena, source->place), source->revision, source->submitted,
	        DIGEST_SHOWN, source->digest);
	add_remark(out, arena, "此前报：", source->before);
	add_remark(out, arena, "本月所报未采用：", source->rejected);
	add_remark(out, arena, "修订原因：", source->reason);
	add_remark(out, arena, "更正说明：", source->corrects);
	add_remark(out, arena, "核实说明：", source->confirms);
}

static void add_doubt(struct text *out, struct arena *arena, const struct account_doubt *doubt)
{
	/* Mostly the text names the unit itself; one about the targets is of none. */
	const bool names_unit = text_starts_with(doubt->text, doubt->unit);

	text_printf(out, "   %s%s%s%s%s\n", names_unit ? "" : doubt->unit, names_unit ? "" : "：",
	        doubt->text, doubt->answer[0] ? "；已核实：" : "", one_line(arena, doubt->answer));
}

void replies_add_words(struct text *out, const struct account *answer)
{
	add_head(out, answer);
	for (size_t i = 0; i < answer->step_count; i++)
		add_step(out, &answer->steps[i]);
	text_add(out, answer->source_count > 0 ? " 来源\n" : "");
	for (size_t i = 0; i < answer->source_count; i++)
		add_source(out, answer->arena, &answer->sources[i]);
	text_add(out, answer->doubt_count > 0 ? " 存疑\n" : "");
	for (size_t i = 0; i < answer->doubt_count; i++)
		add_doubt(out, answer->arena, &answer->doubts[i]);
}

static void put_place(struct json_out *json, struct place place)
{
	json_out_string(json, "file", place.file);
	json_out_integer(json, "line", place.line);
	json_out_integer(json, "column", place.column);
	json_out_string(json, "pointer", place.pointer);
}

static void put_step(struct json_out *json, const struct account_step *step)
{
	json_out_object(json, NULL, JSON_LINE);
	json_out_string(json, "step", step->name);
	json_out_string(json, "label", step->label);
	json_out_string(json, "text", step->text);
	json_out_string(json, "result", step->result);
	json_out_bool(json, "decides", step->decides);
	json_out_close(json);
}

static void put_source(
        struct json_out *json, struct arena *arena, const struct account_source *source)
{
	json_out_object(json, NULL, JSON_LINE);
	json_out_string(json, "unit", source->unit->name);
	json_out_string(json, "state", source->state);
	json_out_string(json, "value", source->value);
	json_out_string(json, "from", period_format(arena, source->from));
	put_place(json, source->place);
	json_out_string(json, "sha256", source->digest);
	json_out_integer(json, "revision", source->revision);
	json_out_string(json, "submitted", source->submitted);
	json_out_string(json, "reason", source->reason);
	json_out_string(json, "before", source->before);
	json_out_string(json, "rejected", source->rejected);
	json_out_string(json, "corrects", source->corrects);
	json_out_string(json, "confirms", source->confirms);
	json_out_close(json);
}

static void put_doubt(struct json_out *json, const struct account_doubt *doubt)
{
	json_out_object(json, NULL, JSON_LINE);
	json_out_string(json, "unit", doubt->unit);
	json_out_string(json, "text", doubt->text);
	json_out_string(json, "answer", doubt->answer);
	put_place(json, doubt->place);
	json_out_close(json);
}

static void put_head(struct json_out *json, const struct account *answer)
{
	static const char *const subjects[] = {
		[ACCOUNT_INDICATOR] = "indicator",
		[ACCOUNT_UNIT] = "unit",
		[ACCOUNT_TASK] = "task",
	};

	json_out_string(json, "of", subjects[answer->subject]);
	json_out_string(json, "period", period_format(answer->arena, answer->period));
	json_out_string(json, "id", answer->id);
	json_out_string(json, "title", answer->title);
	json_out_string(json, "unit", answer->unit);
	json_out_string(json, "state", answer->state);
	json_out_string(json, "value", answer->value);
	json_out_string(json, "rate", answer->rate);
	json_out_string(json, "pace", answer->pace);
	json_out_string(json, "gap", answer->gap);
	json_out_string(json, "status", answer->status);
	json_out_string(json, "word", answer->word);
	json_out_string(json, "light", answer->light);
}

void replies_add_json(struct text *out, const struct account *answer)
{
	struct json_out json = json_out_begin(out);

	json_out_object(&json, NULL, JSON_LINE);
	put_head(&json, answer);
	json_out_array(&json, "steps", JSON_LINE);
	for (size_t i = 0; i < answer->step_count; i++)
		put_step(&json, &answer->steps[i]);
	json_out_close(&json);
	json_out_array(&json, "sources", JSON_LINE);
	for (size_t i = 0; i < answer->source_count; i++)
		put_source(&json, answer->arena, &answer->sources[i]);
	json_out_close(&json);
	json_out_array(&json, "doubts", JSON_LINE);
	for (size_t i = 0; i < answer->doubt_count; i++)
		put_doubt(&json, &answer->doubts[i]);
	json_out_close(&json);
	json_out_close(&json);
	json_out_end(&json);
}
