# METADATA
# title: Figures of the staff in each country
# description: Each is left undefined while a count that is missing could change it.
package derived.headcounts

import data.lib.figures
import data.lib.local_quota
import data.risk.employee.figures as limit

# METADATA
# title: 本地员工比例不够的国家
# custom: {en: Countries with too few local staff, enough: true, cells: {company: [headcounts]}}
quota_missed := missed if count(missed) > 0

else := [] if {
	some_counts
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

# METADATA
# title: 劳务人员超过 100 人、没有随行管理人员的国家
# custom: {en: Countries with more than 100 workers and no manager beside them, enough: true, cells: {company: [headcounts], employee: [location_type, post_country]}}
unaccompanied := alone if count(alone) > 0

else := [] if {
	some_counts
	listed_everywhere
	every iso in crowded {
		input.company.headcounts[iso].accompanying > 0
	}
}

alone := [iso | some iso in crowded; input.company.headcounts[iso].accompanying == 0]

some_counts if input.company.headcounts

# crowded: told to have so many workers, or so many of the list stand there.
crowded contains iso if {
	some iso, n in input.company.headcounts
	n.workers > figures.on(limit.workers_per_manager)
}

crowded contains iso if {
	some iso, n in on_list
	not input.company.headcounts[iso].workers
	n > figures.on(limit.workers_per_manager)
}

on_list[iso] := count([1 |
	some row in input.employees
	row.location_type == "abroad"
	row.post_country == iso
]) if {
	some iso in {row.post_country | some row in input.employees}
}

# listed_everywhere: wherever the workers are not told, the list tells them.
listed_everywhere if {
	count(input.company.headcounts) > 0
	every n in input.company.headcounts {
		n.workers >= 0
	}
}

listed_everywhere if {
	every row in input.employees {
		row.location_type
		row.post_country
	}
}

listed_everywhere if count(input.employees) <= figures.on(limit.workers_per_manager)
