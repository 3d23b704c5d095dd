# METADATA
# title: Workers without a manager, by country
# description: Left undefined while a count that is missing could change it.
package derived.unaccompanied

import data.lib.figures
import data.risk.employee.figures as limit

# METADATA
# title: 劳务人员超过 100 人、没有随行管理人员的国家
# custom: {en: Countries with more than 100 workers and no manager beside them, enough: true, cells: {company: [headcounts], employee: [location_type, post_country]}}
unaccompanied := alone if count(alone) > 0

else := [] if {
	input.company.headcounts
	listed_everywhere
	every iso in crowded {
		input.company.headcounts[iso].accompanying > 0
	}
}

alone := [iso | some iso in crowded; input.company.headcounts[iso].accompanying == 0]

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
