# METADATA
# title: Limits on deducting interest
# description: The countries with a limit by share of EBITDA, and the net interest that it leaves alone, in local currency. Viet Nam and the United States leave none alone.
package lib.interest_caps

import data.lib.figures
import data.risk.tax.figures as limit

countries := {"VN", "MX", "DE", "HU", "PL", "US", "GB"}

floor["DE"] := figures.on(limit.interest_floor_de)
floor["GB"] := figures.on(limit.interest_floor_gb)
floor["HU"] := figures.on(limit.interest_floor_hu)
floor["MX"] := figures.on(limit.interest_floor_mx)
floor["PL"] := figures.on(limit.interest_floor_pl)
floor["US"] := 0
floor["VN"] := 0
