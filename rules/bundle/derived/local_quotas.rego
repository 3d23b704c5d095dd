# METADATA
# title: Local staff in each country
# description: Left undefined while a count that is missing could change it.
package derived.local_quotas

import data.lib.local_quota

# METADATA
# title: 本地员工比例不够的国家
# custom: {en: Countries with too few local staff, enough: true, cells: {company: [headcounts]}}
quota_missed := missed if count(missed) > 0

else := [] if {
	input.company.headcounts
	every iso, n in input.company.headcounts {
		local_quota.settled(iso, n)
	}
}

missed := [iso | some iso, n in input.company.headcounts; local_quota.missed(iso, n)]

# METADATA
# title: 在规定了本地员工比例的国家有人
# custom: {en: Somebody is in a country with a quota of local staff, enough: true, cells: {employee: [location_type, post_country]}}
quota_country if {
	some iso, _ in input.company.headcounts
	iso in local_quota.countries
} else if {
	some row in input.employees
	row.post_country in local_quota.countries
} else := false if {
	every row in input.employees {
		placed(row)
	}
}

placed(row) if row.post_country
placed(row) if row.location_type == "CN"
