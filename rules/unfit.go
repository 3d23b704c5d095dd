package rules

import (
	"errors"
	"fmt"

	"github.com/zhuqi-yunzhan/station"
)

// Unfit is something that is wrong with a bundle: for a page in words of the catalogues, for the
// terminal in English.
type Unfit struct {
	Say station.Text
	Err error
}

// NewUnfit says what is wrong: by a key of the catalogues, where the values are {a}, {b}, {c} and
// {d}, and in English by a format of fmt.Errorf.
func NewUnfit(key, format string, values ...any) *Unfit {
	args := map[string]any{}
	for i, v := range values {
		var inner *Unfit
		if err, isError := v.(error); isError && errors.As(err, &inner) {
			v = inner.Say
		} else {
			v = fmt.Sprint(v)
		}
		args[string(rune('a'+i))] = v
	}
	return &Unfit{Say: station.Text{Key: key, Args: args}, Err: fmt.Errorf(format, values...)}
}

// Error is the fault in English.
func (u *Unfit) Error() string { return u.Err.Error() }

// Unwrap gives what is behind it.
func (u *Unfit) Unwrap() error { return u.Err }

func unfit(key, format string, values ...any) error { return NewUnfit(key, format, values...) }
