# METADATA
# title: Figures of critical parts
# description: A part is known by the first four digits of its HS code. A service, whose code is none, belongs to no part.
package derived.supplier_parts

import data.lib.suppliers

# METADATA
# title: 清单里有关键料
# custom: {en: The list holds a critical part, where: active, monotone: true, cells: {supplier: [active, critical]}}
critical_part := count(critical) > 0

# METADATA
# title: 有关键料只从一个境外国家来
# custom: {en: A critical part comes from one foreign country only, where: [active, critical], cells: {supplier: [active, critical, country, goods_hs]}}
one_country_part := count(one_country_parts) > 0

# METADATA
# title: 只从一个境外国家来的关键料（HS 前四位和国家）
# custom: {en: Critical parts from one foreign country only (HS-4 and country), where: [active, critical], cells: {supplier: [active, critical, country, goods_hs]}}
one_country_parts := sort([concat(" ", [part, country]) |
	some part, countries in origins
	count(countries) == 1
	some country in countries
	country != "CN"
])

critical := {i |
	some i in suppliers.active
	input.suppliers[i].critical
}

part_of := {i: substring(code, 0, 4) |
	some i in critical
	code := input.suppliers[i].goods_hs
	code != null
}

parts := {part | some part in part_of}

origins := {part: countries |
	some part in parts
	countries := {suppliers.country_of[i] | part_of[i] = part}
}
