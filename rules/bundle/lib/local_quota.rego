# METADATA
# title: Quotas of local staff
# description: What share of the staff a country wants to be local. Counts are whole; nothing is divided.
package lib.local_quota

kept("TH", n) if n.local >= 4 * n.foreign
kept("MX", n) if 10 * (n.foreign - n.foreign_management) <= n.local + n.foreign
kept("KH", n) if 10 * n.foreign <= n.local
kept("BR", n) if 3 * n.local >= 2 * (n.local + n.foreign)
kept("EG", n) if 10 * n.foreign <= n.local + n.foreign
kept("ID", n) if n.companions >= n.foreign

kept("LA", n) if {
	20 * n.foreign_manual <= 3 * n.local
	4 * n.foreign_mental <= n.local
}

kept("KZ", n) if {
	share_kept(n.by_category.cat1_2, 7)
	share_kept(n.by_category.cat3_4, 9)
	2 * n.by_category.ict.foreign <= n.by_category.ict.local
}

missed("TH", n) if n.local < 4 * n.foreign
missed("MX", n) if 10 * (n.foreign - n.foreign_management) > n.local + n.foreign
missed("KH", n) if 10 * n.foreign > n.local
missed("BR", n) if 3 * n.local < 2 * (n.local + n.foreign)
missed("EG", n) if 10 * n.foreign > n.local + n.foreign
missed("ID", n) if n.companions < n.foreign
missed("LA", n) if 20 * n.foreign_manual > 3 * n.local
missed("LA", n) if 4 * n.foreign_mental > n.local
missed("KZ", n) if share_missed(n.by_category.cat1_2, 7)
missed("KZ", n) if share_missed(n.by_category.cat3_4, 9)
missed("KZ", n) if 2 * n.by_category.ict.foreign > n.by_category.ict.local

# Nobody foreign, whatever else is not told.
kept(iso, n) if {
	iso in with_formula
	n.foreign == 0
}

share_kept(n, tenths) if 10 * n.local >= tenths * (n.local + n.foreign)

share_missed(n, tenths) if 10 * n.local < tenths * (n.local + n.foreign)

# apart: the Emirates count skilled posts and citizens in them, which nobody is asked for; of the bands of
# Saudi Arabia no table is kept.
apart := {"AE", "SA"}

countries := apart | with_formula

with_formula := {"TH", "MX", "KH", "LA", "KZ", "BR", "EG", "ID"}

# settled: certainly kept, or a country without a quota.
settled(iso, n) if kept(iso, n)

settled(iso, _) if {
	not iso in apart
	not iso in with_formula
}
