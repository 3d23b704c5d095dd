package rules

import (
	"errors"
	"fmt"

	"github.com/zhuqi-yunzhan/station"
)

// Unfit is something that is wrong with a bundle: for a page in words of the catalogues, for the
// terminal in English. File is empty where it concerns none, Say where only a compiler's or a
// decoder's own words are known.
type Unfit struct {
	File string
	Say  station.Text
	said error
}

// NewUnfit says what is wrong with a file: by a key of the catalogues, where the values are {a},
// {b}, {c} and {d}, and in English by a format of fmt.Errorf.
func NewUnfit(file, key, format string, values ...any) *Unfit {
	args := map[string]any{}
	for i, v := range values {
		var inner *Unfit
		switch err, isError := v.(error); {
		case isError && errors.As(err, &inner) && inner.Say.Key != "":
			args[string(rune('a'+i))] = inner.Say
		default:
			args[string(rune('a'+i))] = fmt.Sprint(v)
		}
	}
	return &Unfit{File: file, Say: station.Text{Key: key, Args: args}, said: fmt.Errorf(format, values...)}
}

// Error is the fault in English, with its file before it.
func (u *Unfit) Error() string {
	if u.File == "" {
		return u.said.Error()
	}
	return u.File + ": " + u.said.Error()
}

// Unwrap gives the fault without its file.
func (u *Unfit) Unwrap() error { return u.said }

func unfit(key, format string, values ...any) error { return NewUnfit("", key, format, values...) }

// inFile names the file of a fault, or of each of those that were joined.
func inFile(file string, err error) error {
	return each(err, func(err error) error {
		if u, ok := err.(*Unfit); ok && u.File == "" {
			return &Unfit{File: file, Say: u.Say, said: u.said}
		} else if ok {
			return u
		}
		return &Unfit{File: file, said: err}
	})
}

// each does something with an error, or with each of those that were joined.
func each(err error, do func(error) error) error {
	if err == nil {
		return nil
	}
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return do(err)
	}
	var out []error
	for _, one := range joined.Unwrap() {
		out = append(out, each(one, do))
	}
	return errors.Join(out...)
}

// dataOf is the file of an area's questions and figures.
func dataOf(area station.Area) string { return "risk/" + string(area) + "/data.yaml" }
