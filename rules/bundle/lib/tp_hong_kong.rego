# METADATA
# title: Size of a Hong Kong entity
# description: An entity is large when two of revenue, assets and staff are above their limits.
package lib.tp_hong_kong

import data.lib.figures
import data.risk.tax.figures as limit

large if {
	revenue_is_large
	assets_are_large
}

large if {
	revenue_is_large
	staff_is_large
}

large if {
	assets_are_large
	staff_is_large
}

revenue_is_large if input.presence.rev > figures.on(limit.tp_hk_revenue)

assets_are_large if input.presence.assets > figures.on(limit.tp_hk_assets)

staff_is_large if input.presence.staff > figures.on(limit.tp_hk_staff)
