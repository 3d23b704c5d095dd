# METADATA
# title: Who is away
# description: A person is away who works abroad or is about to leave.
package lib.away

away if input.employee.location_type == "abroad"
away if input.employee.planned_departure
