# METADATA
# title: Risk tier of a country
# description: embargoed, high, elevated or normal, as they stand on the day. A house estimate, reviewed quarterly; a country that no list names is normal.
package lib.risk_tiers

import data.lib.figures
import data.risk.supply.figures as limit

of(iso) := tier(iso, figures.on(limit.embargoed), figures.on(limit.high_risk_extra))

tier(iso, embargoed, high_risk_extra) := "embargoed" if {
	iso in embargoed
} else := listed if {
	listed := figures.on(rows_of[iso])
}

else := "high" if {
	iso in high_risk_extra
} else := "normal"

rows_of[row.country] contains row if some row in data.tables.risk_tiers.rows

# worst is the worst tier of several countries.
worst(tiers) := [name | some name in ["embargoed", "high", "elevated", "normal"]; name in tiers][0]
