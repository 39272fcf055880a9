/*
 * What the commands that only answer share: reading a month without saying again what its night
 * has said, and finding what an argument means, or what was meant.
 */
#ifndef APP_ANSWERING_H
#define APP_ANSWERING_H

#include "app/run.h"
#include "base/text.h"
#include "press/month/moment.h"
#include "press/template/template.h"

/*
 * month_read, told of with -v only; false: what kept the month from being read is said. The caller
 * frees the facts.
 */
bool answering_month(struct run *run, struct period period, struct month *out);
/* month_read_figures, likewise; there is nothing to free. */
bool answering_figures(struct run *run, struct period period, struct month *out);
/* month_with_ledger, likewise. */
void answering_with_ledger(
        struct run *run, const struct month *month, const struct ledger *ledger, struct month *out);
/* moment_read, likewise; released by the caller. */
bool answering_moment(struct run *run, const char *words, struct moment *out);
/*
 * The ledger of the year up to its newest month, issued months from their archives; told likewise.
 * `year` 0: that of the newest month there is. NULL: said.
 */
const struct ledger *answering_year(struct run *run, int year);
/* Those of the templates that the catalogue uses. */
struct template_names answering_templates(
        struct run *run, const struct catalogue *catalogue, const struct template_names *templates);
/* NULL: said, with the nearest id. */
const struct indicator *answering_indicator(
        struct run *run, const struct catalogue *catalogue, const char *id);
/* To stdout; the text is released. */
void answering_print(struct text *out);

#endif
