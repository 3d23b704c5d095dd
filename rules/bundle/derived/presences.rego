# METADATA
# title: Figures of each presence abroad
# description: Amounts are in the local currency of the presence.
package derived.presences

# METADATA
# title: 当地关联交易额合计
# custom: {en: Related-party dealings there together, unit: local currency, per: presence, cells: {presence: [rp_goods, rp_other]}}
rp_total[i] := row.rp_goods + row.rp_other if some i, row in input.presences
