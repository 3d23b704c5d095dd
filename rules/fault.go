package rules

import (
	"errors"
	"fmt"
)

// FileFault is a fault with the file of the bundle that it stands in.
type FileFault struct {
	File string
	Err  error
}

// Error is the fault in a line, with its file before it.
func (f *FileFault) Error() string { return f.File + ": " + f.Err.Error() }

// Unwrap gives what is wrong.
func (f *FileFault) Unwrap() error { return f.Err }

// What is wrong of the rest of a bundle where a rule is left out.
var (
	ErrUnread = unfit("unfit.unread", "no rule reads it")                     // a question
	ErrNoRule = unfit("unfit.no_rule", "no such rule, or it is not finished") // named by a sheet, or by a rule beside it
)

// inFile names the file of every fault of a joined error, so that each can be told by itself.
func inFile(file string, err error) error {
	if err == nil {
		return nil
	}
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return &FileFault{file, err}
	}
	var faults []error
	for _, each := range joined.Unwrap() {
		faults = append(faults, inFile(file, each))
	}
	return errors.Join(faults...)
}

// within puts words before every fault of a joined error.
func within(words string, err error) error {
	if err == nil {
		return nil
	}
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		if inner := (*Unfit)(nil); errors.As(err, &inner) {
			return unfit("unfit.within", "%s: %w", words, err)
		}
		return fmt.Errorf("%s: %w", words, err)
	}
	var faults []error
	for _, each := range joined.Unwrap() {
		faults = append(faults, within(words, each))
	}
	return errors.Join(faults...)
}
