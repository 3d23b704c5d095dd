# The countries of East and South-East Asia; the others stand in tp_documents.rego.
package lib.tp_documents

import data.lib.figures
import data.lib.tp_hong_kong
import data.risk.tax.figures as limit

needed["HK"] if {
	tp_hong_kong.large
	input.presence.rp_goods > figures.on(limit.tp_hk_goods)
}

needed["HK"] if {
	tp_hong_kong.large
	input.presence.rp_other > figures.on(limit.tp_hk_other)
}

needed["ID"] if input.presence.rev > figures.on(limit.tp_id_revenue)
needed["ID"] if input.presence.rp_goods > figures.on(limit.tp_id_goods)
needed["ID"] if input.presence.rp_other > figures.on(limit.tp_id_other)
needed["ID"] if input.presence.rp_lower_tax
needed["KH"] if dealings

needed["MY"] if {
	input.presence.rev > figures.on(limit.tp_my_revenue)
	input.derived.rp_total >= figures.on(limit.tp_my_total)
}

needed["SG"] if {
	input.presence.rev > figures.on(limit.tp_sg_revenue)
	input.presence.rp_goods > figures.on(limit.tp_sg_goods)
}

needed["SG"] if {
	input.presence.rev > figures.on(limit.tp_sg_revenue)
	input.presence.rp_other > figures.on(limit.tp_sg_other)
}

needed["TH"] if input.presence.rev >= figures.on(limit.tp_th_revenue)
needed["VN"] if input.presence.rev >= figures.on(limit.tp_vn_revenue)
needed["VN"] if input.derived.rp_total >= figures.on(limit.tp_vn_total)
