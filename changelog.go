package station

import _ "embed"

// Changelog is CHANGELOG.md as this program was built with it: the newest entry first.
//
//go:embed CHANGELOG.md
var Changelog string
