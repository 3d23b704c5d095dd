# METADATA
# title: Important suppliers
# description: Those of a critical part, and those with a large share of purchases.
package lib.important_supplier

import data.lib.amounts
import data.lib.figures
import data.risk.supply.figures as limit

yes if input.supplier.critical
yes if amounts.share_reaches(input.derived.spend_cny, input.derived.purchases, figures.on(limit.large_row_share))
