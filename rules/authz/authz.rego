# METADATA
# title: Who may do what
# description: >-
#   Default deny. data.yaml grants an action to a role over what stands in a relation to it; no police role reads a company's answers or
#   profiles unless the company grants a report. What is granted may still ask something first: a password of one's own that is not too
#   old, a second factor of the staff, an accepted licence of a company, a fresh proof of who one is.
package station.authz

# decision is one of deny, renew, enrol, verify, prove, allow.
default decision := "deny"

decision := next_step if granted

granted if input.action in data.grants.anybody

granted if {
	input.actor.signed_in
	input.action in data.grants.signed_in
}

granted if {
	input.actor.signed_in
	some relation in input.relations
	input.action in data.grants.roles[input.actor.role][relation]
}

next_step := "renew" if outdated

else := "enrol" if without_second_factor

else := "verify" if unverified

else := "prove" if stale

else := "allow"

# Anybody's actions and those about oneself stay open: otherwise nobody could renew or enrol.
about_others if {
	not input.action in data.grants.anybody
	not input.action in data.grants.signed_in
}

outdated if [input.actor.outdated, about_others] == [true, true]

without_second_factor if {
	input.actor.role in data.staff
	not input.actor.strong
	about_others
}

unverified if {
	input.action in data.verified
	not input.actor.verified
}

stale if {
	input.action in data.fresh
	not input.actor.fresh
}
