# METADATA
# title: Conventions of the counterparty's country
# description: A country that the country table does not know leaves them open. Member states of the European Union stand for themselves where the table lists them, else for the Union.
package derived.counterparty

# METADATA
# title: 合同对方所在国是纽约公约缔约方
# custom: {en: The counterparty's country is party to the New York Convention, cells: {company: [counterparty_country]}}
counterparty_nyc := false if {
	known.lists.not_new_york_convention
} else if {
	known.nyc
} else if {
	member
}

# METADATA
# title: 合同对方所在国适用 CISG
# custom: {en: The counterparty's country is party to the sales convention (CISG), cells: {company: [counterparty_country]}}
counterparty_cisg := since <= input.as_of if {
	since
} else := known.cisg if {
	is_boolean(known.cisg)
} else := false if {
	iso == "HK" # the convention does not apply between Hong Kong and the mainland
} else := false if {
	iso in data.countries.EU.supply.not_cisg
} else if {
	member
}

iso := input.company.counterparty_country

known := data.countries[iso].supply

member if iso in data.countries.EU.supply.members

# since is the day from which the convention binds the country, where the table says one.
since := substring(known.cisg, 11, 10) if {
	is_string(known.cisg)
	startswith(known.cisg, "true since ")
}
