# METADATA
# title: Rows of the supplier list
# description: What the figures of the list share. Only rows in use count.
package lib.suppliers

# active are the places of the rows in use.
active contains i if {
	some i, row in input.suppliers
	row.active
}

# spend is what was bought from a row, in CNY.
spend[i] := row.annual_spend * input.context.fx[row.currency] if {
	some i in active
	row := input.suppliers[i]
}

# group names the group of a row: its own when it says none.
group(row) := row.group_id if {
	row.group_id
} else := row.registry_id if {
	row.registry_id
} else := row.supplier_name

rows_of_group[name] contains i if {
	some i in active
	name := group(input.suppliers[i])
}

rows_of_country[iso] contains i if {
	some i in active
	iso := input.suppliers[i].country
}

# group_spend is the spend of each group of suppliers.
group_spend[name] := sum([spend[i] | some i in rows]) if some name, rows in rows_of_group

# foreign_spend is the spend in each country other than China. Hong Kong, Macao and Taiwan have
# codes of their own and count by themselves.
foreign_spend[iso] := sum([spend[i] | some i in rows]) if {
	some iso, rows in rows_of_country
	iso != "CN"
}
