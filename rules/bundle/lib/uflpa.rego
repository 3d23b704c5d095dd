# METADATA
# title: Goods under the Uyghur Forced Labor Prevention Act
# description: Priority sectors by the first digits of the HS code, a mapping of ours. A service has no code.
package lib.uflpa

import data.lib.figures
import data.risk.supply.figures as limit

suspect if input.supplier.region == "CN-XJ"
suspect if begins(figures.on(limit.uflpa_priority))

# partly: only a part of what stands under the code belongs to a priority sector.
partly if begins(figures.on(limit.uflpa_priority_part))

begins(prefixes) if {
	input.supplier.goods_hs != null
	some prefix in prefixes
	startswith(input.supplier.goods_hs, prefix)
}
