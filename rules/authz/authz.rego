package station.authz

default allow := false
