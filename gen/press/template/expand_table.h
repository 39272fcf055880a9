/* Tables. */
#ifndef PRESS_TEMPLATE_EXPAND_TABLE_H
#define PRESS_TEMPLATE_EXPAND_TABLE_H

#include "press/template/expansion.h"

expansion_step expand_table, expand_columns, expand_column, expand_head, expand_body, expand_row,
        expand_cell;

#endif
