package pg

import (
	"context"
	"errors"
	"io"
	"net"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/zhuqi-yunzhan/station"
)

// Busy is the sentence for a visitor whom the database could not serve in time.
const Busy = "fault.busy"

func busy(err error) error {
	return &station.Fault{Kind: station.Unavailable, Say: station.Say(Busy), Err: err}
}

// asFault turns what time heals into a fault that says "try again": a lock or a statement that
// took too long, a serialisation failure, a server that is full, restarting or out of reach, a
// time that ran out. All else passes.
func asFault(ctx context.Context, err error) error {
	if _, already := station.AsFault(err); already || errors.Is(ctx.Err(), context.Canceled) {
		return err
	}
	var unreachable *pgconn.ConnectError
	if ctx.Err() != nil || errors.As(err, &unreachable) || lost(err) {
		return busy(err)
	}
	var refused *pgconn.PgError
	if errors.As(err, &refused) && passing(refused.Code) {
		return busy(err)
	}
	return err
}

// lost tells that the connection broke under a statement.
func lost(err error) bool {
	var network net.Error
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed) || errors.As(err, &network)
}

// passing tells the conditions that end by themselves.
func passing(code string) bool {
	switch code {
	case "40001", "40P01", // serialisation failure, deadlock
		"55P03", "57014", // lock not available, statement timeout
		"57P01", "57P02", "57P03": // shutting down, crashed, starting
		return true
	}
	return len(code) == 5 && code[:2] == "53" // out of connections, memory, disk
}

// Violates tells whether err is the breach of the named constraint or unique index.
func Violates(err error, constraint string) bool {
	var refused *pgconn.PgError
	return errors.As(err, &refused) && len(refused.Code) == 5 && refused.Code[:2] == "23" && refused.ConstraintName == constraint
}
