/*
 * Numbers by a picture: format-number (XSLT 1.0, 12.3, with exact decimals), cn-wan. Internal to
 * this room.
 */
#ifndef PRESS_TEMPLATE_XPATH_PICTURE_H
#define PRESS_TEMPLATE_XPATH_PICTURE_H

#include "press/template/xpath_function.h"

/*
 * format-number(n, '#,##0.0;-0.0;0'): 0 a digit that is always there, # one that may be, ","
 * groups, "." the point, "%" a hundred times, all else as it stands. Pictures for what is above,
 * below and exactly nought, as it comes to be printed; half away from zero.
 */
void xpath_format_number(xmlXPathParserContextPtr parser, int argument_count);
/* cn-wan(n, places): 27370 → 2.7万, 9800 → 9800, 120000000 → 1.2亿; no noughts behind the point. */
void xpath_cn_wan(xmlXPathParserContextPtr parser, int argument_count);

#endif
