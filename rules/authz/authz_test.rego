package station.authz_test

import data.station.authz

test_nobody_may_anything_by_default if not authz.allow
