#include "figures/assess/district.h"

#include "figures/assess/indicator.h"
#include "figures/assess/pace.h"
#include "figures/assess/status.h"
#include "figures/targets/aim.h"

bool district_judge(const struct assessment *month, const struct indicator *indicator,
        const struct unit_result *standing, struct district_standing *out)
{
	const struct ledger *ledger = month->ledger;

	if (!aim_is_measured(indicator) || kind_counts_units(indicator->kind)
	        || !indicator_of_district(indicator, standing->unit, &out->own))
		return false;
	out->result = (struct indicator_result){
		.indicator = &out->own,
		.figure = standing->figure,
	};
	pace_measure(&ledger->catalogue->rules, month->period, &out->result);
	status_judge(ledger, month->period, &out->result);
	return true;
}
