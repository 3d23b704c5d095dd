package desk

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/zhuqi-yunzhan/station/rules"
)

// Finished loads a bundle without the rules that are not finished yet, so that one of them does not
// keep an author from looking at the others. It names the files that were left out. What is wrong
// elsewhere is a fault as ever.
func Finished(files rules.Files) (*rules.Engine, []string, error) {
	kept := maps.Clone(files)
	var out []string
	for {
		e, err := rules.LoadFiles(kept)
		if err == nil || (len(out) > 0 && onlyMissed(err)) {
			return e, out, nil
		}
		var unfinished []string
		for _, f := range loadFaults(err) {
			if file, _, _ := strings.Cut(f.File, ":"); isRule(file) && kept[file] != nil && !slices.Contains(unfinished, file) {
				unfinished = append(unfinished, file)
			}
		}
		if len(unfinished) == 0 {
			if len(out) > 0 {
				err = fmt.Errorf("finish or remove %s first: %w", strings.Join(out, ", "), err)
			}
			return nil, nil, err
		}
		for _, file := range unfinished {
			delete(kept, file)
			delete(kept, strings.TrimSuffix(file, ".rego")+"_test.rego")
		}
		out = append(out, unfinished...)
	}
}

// onlyMissed tells whether nothing is wrong but what misses the rules that were left out: questions
// that they would have read, sheets and rules that name them.
func onlyMissed(err error) bool {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return !slices.ContainsFunc(joined.Unwrap(), func(each error) bool { return !onlyMissed(each) })
	}
	return errors.Is(err, rules.ErrUnread) || errors.Is(err, rules.ErrNoRule)
}
