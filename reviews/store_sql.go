package reviews

import "github.com/jackc/pgx/v5"

// Tx and args keep the driver's name to the files that hold SQL.
type (
	// Tx is an open transaction of the one door to the database.
	Tx   = pgx.Tx
	args = pgx.StrictNamedArgs
)
