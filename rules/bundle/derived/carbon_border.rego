# METADATA
# title: Figures of the carbon border
# description: A yearly weight that is not known counts as one that may be above the line.
package derived.carbon_border

import data.lib.figures
import data.risk.supply.figures as limit

# METADATA
# title: 单个进口商的 CBAM 货物一年超过 50 吨，或者不知道多少
# custom: {en: "CBAM goods of one importer are above 50 tonnes a year, or their weight is not known", monotone: true, cells: {company: [cbam_tonnes_per_importer]}}
cbam_may_count if {
	not input.company.cbam_tonnes_per_importer
} else if {
	input.company.cbam_tonnes_per_importer > figures.on(limit.cbam_tonnes)
} else := false
