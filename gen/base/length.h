/* Lengths on paper: whole thousandths of a point (1 pt = 1/72 inch), y downward from the top. */
#ifndef BASE_LENGTH_H
#define BASE_LENGTH_H

#include <stdint.h>

/* thousandths of a point; +-2,147 m of paper */
typedef int32_t mpt;

#define MPT_PER_POINT 1000
/* 1 mm = 72/25.4 pt = 2834.6457 mpt; rounded to the nearest. `micrometres` keeps it integer. */
#define MPT_FROM_UM(micrometres) ((mpt)(((int64_t)(micrometres)*360000 + 63500) / 127000))

#endif
