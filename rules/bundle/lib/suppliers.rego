# METADATA
# title: Rows of the supplier list
# description: What the figures of the list share. Only rows in use count.
package lib.suppliers

# active are the places of the rows in use.
active contains i if {
	some i, row in input.suppliers
	row.active
}

# spend is what was bought from each row, in CNY. Here and below stand comprehensions, not rules of
# one key each, for OPA holds each key of such a rule against all the others; and sums match with =,
# not ==, for then OPA keeps an index. A list of five thousand rows is a matter of half a second.
spend := {i: amount |
	some i in active
	row := input.suppliers[i]
	amount := row.annual_spend * input.context.fx[row.currency]
}

# group names the group of a row: its own when it says none.
group(row) := row.group_id if {
	row.group_id
} else := row.registry_id if {
	row.registry_id
} else := row.supplier_name

group_of := {i: group(input.suppliers[i]) | some i in active}

country_of := {i: country |
	some i in active
	country := input.suppliers[i].country
}

# group_spend is the spend of each group of suppliers.
group_spend := {name: sum(amounts) |
	some name in groups
	amounts := [spend[i] | group_of[i] = name]
}

groups := {name | some name in group_of}

# foreign_spend is the spend in each country other than China. Hong Kong, Macao and Taiwan have
# codes of their own and count by themselves.
foreign_spend := {iso: sum(amounts) |
	some iso in countries
	iso != "CN"
	amounts := [spend[i] | country_of[i] = iso]
}

countries := {iso | some iso in country_of}
