/*
 * The month's page: documents, reports, tasks, doubts, and each figure with where it comes from.
 *
 * Owns what stands on it and in which order. Refuses to know files and how it looks: classes are
 * told to templates/desk/page.css.
 */
#ifndef PRESS_DESK_DESK_MONTH_H
#define PRESS_DESK_DESK_MONTH_H

#include "base/text.h"
#include "press/desk/desk_view.h"

/* In the view's arena. */
const char *desk_month_title(const struct desk_view *view);
/* Appended. */
void desk_month_body(const struct desk_view *view, struct text *out);

#endif
