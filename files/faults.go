package files

import "github.com/zhuqi-yunzhan/station"

// invalid is the fault of a file that is not taken; it says what would be.
func invalid(key string, pairs ...any) error {
	return &station.Fault{Kind: station.Invalid, Say: station.Say(key, pairs...)}
}

func notFound(err error) error {
	return &station.Fault{Kind: station.NotFound, Say: station.Say("fault.not_found"), Err: err}
}

// unkept is the fault of a file that could not be kept now.
func unkept(err error) error {
	if _, already := station.AsFault(err); already {
		return err
	}
	return &station.Fault{Kind: station.Unavailable, Say: station.Say("files.unkept"), Err: err}
}

// unreadable is the fault of a file that is kept and cannot be read now.
func unreadable(err error) error {
	if _, already := station.AsFault(err); already {
		return err
	}
	return &station.Fault{Kind: station.Unavailable, Say: station.Say("files.unreadable"), Err: err}
}
