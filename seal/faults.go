package seal

import (
	"errors"

	"github.com/zhuqi-yunzhan/station"
)

// What can go wrong, to be found with errors.Is. A visitor reads one and the same sentence about
// all that a person cannot mend, so that nothing is learned from the difference; the log reads
// the cause and what to do. None tells anything of a key or of what was sealed.
var (
	// ErrWrongKey: sealed with another data key than the one at hand. Unwrap the one that KeyOf names.
	ErrWrongKey = unreadable("seal: another data key is needed")
	// ErrTampered: not what was sealed, or not in the place where it was sealed. Do not use it; look
	// at the audit trail, and restore the row from a backup.
	ErrTampered = unreadable("seal: changed, cut, or moved since it was sealed")
	// ErrNoMaster: wrapped by a master key that is not at hand. Put it back from its backup.
	ErrNoMaster = unreadable("seal: the master key is not at hand")
	// ErrSpent: the data key has sealed as much as it may. Make a new one; the old one still opens.
	ErrSpent = unreadable("seal: the data key has sealed as much as it may; make a new one for this tenant")
	// ErrDestroyed: the data key was destroyed, and what it sealed with it.
	ErrDestroyed error = &station.Fault{Kind: station.NotFound, Say: station.Say("fault.sealed_destroyed"), Err: errors.New("seal: the data key was destroyed")}
)

// Mistakes of the calling room, not of anybody's data.
var (
	ErrNoPlace  = errors.New("seal: a place needs a kind and a row; make it with At")
	ErrTooLarge = errors.New("seal: too large for a value; seal it as a stream")
)

func unreadable(cause string) error {
	return &station.Fault{Kind: station.Unavailable, Say: station.Say("fault.sealed_unreadable"), Err: errors.New(cause)}
}
