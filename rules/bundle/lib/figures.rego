# METADATA
# title: Dated figures
# description: Figures of law and of the house change on a day; a rule reads the one in force.
package lib.figures

# on gives the value in force on input.as_of. A table without an entry for that day is refused
# before the rule is judged, so that no rule stays silent for want of a figure.
on(table) := value if {
	newest := max({entry.from | some entry in table; entry.from <= input.as_of})
	some entry in table
	entry.from == newest
	value := entry.value
}
