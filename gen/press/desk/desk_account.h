/*
 * An account (figures/answers/account.h) as a line that opens: the figure, and under it the rule,
 * the arithmetic and each report with file, line, pointer and revision.
 */
#ifndef PRESS_DESK_DESK_ACCOUNT_H
#define PRESS_DESK_DESK_ACCOUNT_H

#include "base/html_out.h"
#include "figures/answers/account.h"

void desk_account_add(struct html_out *html, const struct account *account);
/* "绿灯"; "" for none. */
const char *desk_light(enum light light);
/* The figure and how it stands alone, of which there are too many for one page. */
void desk_account_line(struct html_out *html, const struct account *account);

#endif
