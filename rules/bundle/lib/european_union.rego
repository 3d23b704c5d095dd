# METADATA
# title: The European Union
# description: Its members, from the reference data. What binds the Union binds those too that the tax table does not list.
package lib.european_union

members contains iso if some iso in data.countries.EU.supply.members

member if input.presence.country in members
