package notices

import "github.com/jackc/pgx/v5"

// Tx and args keep the driver's name to the files that hold SQL.
type (
	// Tx is an open transaction of the one door to the database.
	Tx   = pgx.Tx
	args = pgx.StrictNamedArgs
)

// The channels and the states of a delivery, as migrations/0011_notices.sql explains them.
const (
	channelMail = "mail"
	channelSMS  = "sms"
	channelHook = "hook"

	held      = "held"
	pending   = "pending"
	sending   = "sending"
	handing   = "handing"
	sent      = "sent"
	failed    = "failed"
	doubt     = "doubt"
	read      = "read"
	muted     = "muted"
	withdrawn = "withdrawn"
	folded    = "folded"
)
