# METADATA
# title: Lines of transfer pricing documents
# description: The thresholds of each country under the names of the answers they are compared with.
package lib.tp_lines

import data.lib.figures
import data.risk.tax.figures as limit

of["AE"] := {"rev": figures.on(limit.tp_ae_revenue), "group_rev_eur_m": figures.on(limit.tp_ae_group)}
of["DE"] := {"rp_goods": figures.on(limit.tp_de_goods), "rp_other": figures.on(limit.tp_de_other)}
of["GB"] := {"group_rev_eur_m": figures.on(limit.tp_gb_group)}

of["HK"] := {
	"rev": figures.on(limit.tp_hk_revenue),
	"assets": figures.on(limit.tp_hk_assets),
	"staff": figures.on(limit.tp_hk_staff),
	"rp_goods": figures.on(limit.tp_hk_goods),
	"rp_other": figures.on(limit.tp_hk_other),
}

of["HU"] := {"rp_goods": figures.on(limit.tp_hu_deal), "rp_other": figures.on(limit.tp_hu_deal)}

of["ID"] := {
	"rev": figures.on(limit.tp_id_revenue),
	"rp_goods": figures.on(limit.tp_id_goods),
	"rp_other": figures.on(limit.tp_id_other),
}

of["KH"] := {"rp_total": 0}
of["MX"] := {"rev": figures.on(limit.tp_mx_revenue), "rp_total": 0}
of["MY"] := {"rev": figures.on(limit.tp_my_revenue), "rp_total": figures.on(limit.tp_my_total)}
of["PL"] := {"rp_goods": figures.on(limit.tp_pl_goods), "rp_other": figures.on(limit.tp_pl_other)}
of["SA"] := {"rp_total": figures.on(limit.tp_sa_total)}

of["SG"] := {
	"rev": figures.on(limit.tp_sg_revenue),
	"rp_goods": figures.on(limit.tp_sg_goods),
	"rp_other": figures.on(limit.tp_sg_other),
}

of["TH"] := {"rev": figures.on(limit.tp_th_revenue)}
of["US"] := {"rp_total": 0}
of["VN"] := {"rev": figures.on(limit.tp_vn_revenue), "rp_total": figures.on(limit.tp_vn_total)}

# reached are the lines at which documents are due already; the others must be passed.
reached := {
	"AE": {"rev", "group_rev_eur_m"},
	"GB": {"group_rev_eur_m"},
	"MY": {"rp_total"},
	"TH": {"rev"},
	"VN": {"rev", "rp_total"},
}

# crossed tells whether an amount is over a country's line.
crossed(country, name, amount) if amount > of[country][name]

crossed(country, name, amount) if {
	amount == of[country][name]
	name in reached[country]
}
