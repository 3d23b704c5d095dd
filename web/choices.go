package web

import "github.com/zhuqi-yunzhan/station"

// Options words a list of values whose texts are <prefix><value>; <prefix><value>_note is added where it exists.
func (w *Words) Options(lang, prefix string, values ...string) []Option {
	options := make([]Option, len(values))
	for i, value := range values {
		options[i] = Option{Value: value, Label: w.T(lang, station.Text{Key: prefix + value})}
		if note := prefix + value + "_note"; w.Has(lang, note) {
			options[i].Note = w.T(lang, station.Text{Key: note})
		}
	}
	return options
}

// Industries are the sections A to T of GB/T 4754.
func (w *Words) Industries(lang string) []Option {
	var sections []string
	for c := 'A'; c <= 'T'; c++ {
		sections = append(sections, string(c))
	}
	return w.Options(lang, "industry.", sections...)
}

// CompanySizes are the statistical size classes, as the key company_size has them.
func (w *Words) CompanySizes(lang string) []Option {
	return w.Options(lang, "size.", "micro", "small", "medium", "large")
}

// YesNo are the answers to a yes-or-no question; 不适用 only where the question allows it.
func (w *Words) YesNo(lang string, allowNA bool) []Option {
	options := w.Options(lang, "answer.", "yes", "no", "dont_know")
	options[0].Value, options[1].Value = "true", "false"
	options[2].Soft = true
	if allowNA {
		options = append(options, w.Options(lang, "answer.", "na")...)
		options[3].Soft = true
	}
	return options
}

// Outs are the ways out of a question that is not a choice: 不清楚 always, 没有 and 不适用 where allowed.
func (w *Words) Outs(lang string, none, na bool) []Option {
	values := []string{"dont_know"}
	if none {
		values = append(values, "none")
	}
	if na {
		values = append(values, "na")
	}
	options := w.Options(lang, "answer.", values...)
	for i := range options {
		options[i].Soft = true
	}
	return options
}

// SignupSteps is the stepper of a registration, standing at step now (from 0).
func (w *Words) SignupSteps(lang string, now int) []Step {
	return w.steps(lang, now, "signup.step_", "company", "notice", "check")
}

// ImportSteps is the stepper of an import, standing at step now (from 0).
func (w *Words) ImportSteps(lang string, now int) []Step {
	return w.steps(lang, now, "upload.step_", "file", "columns", "preview")
}

func (w *Words) steps(lang string, now int, prefix string, names ...string) []Step {
	steps := make([]Step, len(names))
	for i, option := range w.Options(lang, prefix, names...) {
		steps[i] = Step{Label: option.Label}
		switch {
		case i < now:
			steps[i].State = "done"
		case i == now:
			steps[i].State = "now"
		}
	}
	return steps
}
