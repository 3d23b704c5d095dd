# METADATA
# title: Transfer pricing documents by country
# description: For each country, when a local entity must keep documents. Amounts are in local currency.
package lib.tp_documents

import data.lib.figures
import data.risk.tax.figures as limit

# known are the countries whose test is written down here.
known := {"AE", "DE", "GB", "HK", "HU", "ID", "KH", "MX", "MY", "PL", "SA", "SG", "TH", "US", "VN"}

# dealings: there are related-party dealings at all.
dealings if input.presence.rp_goods > 0
dealings if input.presence.rp_other > 0

needed["AE"] if input.presence.rev >= figures.on(limit.tp_ae_revenue)
needed["AE"] if input.company.group_rev_eur_m >= figures.on(limit.tp_ae_group)
needed["DE"] if input.presence.rp_goods > figures.on(limit.tp_de_goods)
needed["DE"] if input.presence.rp_other > figures.on(limit.tp_de_other)

needed["GB"] if {
	input.company.group_rev_eur_m >= figures.on(limit.tp_gb_group)
	dealings
}

needed["HU"] if {
	input.presence.sme_group == false
	input.presence.rp_goods > figures.on(limit.tp_hu_deal)
}

needed["HU"] if {
	input.presence.sme_group == false
	input.presence.rp_other > figures.on(limit.tp_hu_deal)
}

needed["MX"] if {
	input.presence.rev > figures.on(limit.tp_mx_revenue)
	dealings
}

needed["PL"] if input.presence.rp_goods > figures.on(limit.tp_pl_goods)
needed["PL"] if input.presence.rp_other > figures.on(limit.tp_pl_other)
needed["SA"] if input.derived.rp_total > figures.on(limit.tp_sa_total)
needed["US"] if dealings
