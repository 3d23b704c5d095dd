# METADATA
# title: Transfer pricing documents by country
# description: For each country, when a local entity must keep documents. Amounts are in local currency.
package lib.tp_documents

import data.lib.figures
import data.lib.tp_hong_kong
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

needed["HK"] if {
	tp_hong_kong.large
	input.presence.rp_goods > figures.on(limit.tp_hk_goods)
}

needed["HK"] if {
	tp_hong_kong.large
	input.presence.rp_other > figures.on(limit.tp_hk_other)
}

needed["HU"] if {
	input.presence.sme_group == false
	input.presence.rp_goods > figures.on(limit.tp_hu_deal)
}

needed["HU"] if {
	input.presence.sme_group == false
	input.presence.rp_other > figures.on(limit.tp_hu_deal)
}

needed["ID"] if input.presence.rev > figures.on(limit.tp_id_revenue)
needed["ID"] if input.presence.rp_goods > figures.on(limit.tp_id_goods)
needed["ID"] if input.presence.rp_other > figures.on(limit.tp_id_other)
needed["ID"] if input.presence.rp_lower_tax
needed["KH"] if dealings

needed["MX"] if {
	input.presence.rev > figures.on(limit.tp_mx_revenue)
	dealings
}

needed["MY"] if {
	input.presence.rev > figures.on(limit.tp_my_revenue)
	input.derived.rp_total >= figures.on(limit.tp_my_total)
}

needed["PL"] if input.presence.rp_goods > figures.on(limit.tp_pl_goods)
needed["PL"] if input.presence.rp_other > figures.on(limit.tp_pl_other)
needed["SA"] if input.derived.rp_total > figures.on(limit.tp_sa_total)

needed["SG"] if {
	input.presence.rev > figures.on(limit.tp_sg_revenue)
	input.presence.rp_goods > figures.on(limit.tp_sg_goods)
}

needed["SG"] if {
	input.presence.rev > figures.on(limit.tp_sg_revenue)
	input.presence.rp_other > figures.on(limit.tp_sg_other)
}

needed["TH"] if input.presence.rev >= figures.on(limit.tp_th_revenue)
needed["US"] if dealings
needed["VN"] if input.presence.rev >= figures.on(limit.tp_vn_revenue)
needed["VN"] if input.derived.rp_total >= figures.on(limit.tp_vn_total)
