package files

import "github.com/jackc/pgx/v5"

// args keeps the driver's name to the files that hold SQL.
type args = pgx.StrictNamedArgs
