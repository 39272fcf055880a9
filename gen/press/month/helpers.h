/*
 * Documents of an edition made by several processes: the same bytes, the same messages in the same
 * order as by one. A helper that dies costs the document it was at, by name.
 */
#ifndef PRESS_MONTH_HELPERS_H
#define PRESS_MONTH_HELPERS_H

#include "base/crew.h"
#include "press/month/rendering.h"

/* As many as run->jobs allows and pays; NULL: this process does it alone. */
struct crew *helpers_hire(struct rendering *rendering, struct crew_work *work);
/*
 * Ends the errand with what a helper made of it; errands are asked for in order. False: none has
 * made it, or not well, and it is to be made here.
 */
bool helpers_perform(struct rendering *rendering, struct crew *crew, size_t number);

#endif
