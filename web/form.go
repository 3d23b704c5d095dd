package web

import (
	"fmt"

	"github.com/zhuqi-yunzhan/station"
)

// Form is what was posted and what is wrong with it: a refused form comes back with both.
type Form struct {
	Values map[string][]string
	Errors []FormError
}

// FormError is one complaint. Name is the input's; an empty name complains about the whole form.
type FormError struct {
	Name string
	Say  station.Text
}

// Anchor is where the summary's link leads, empty for the whole form.
func (e FormError) Anchor() string {
	if e.Name == "" {
		return ""
	}
	return "#" + ID(e.Name)
}

// Value is the first posted value of a name.
func (f Form) Value(name string) string {
	if v := f.Values[name]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// Complain adds a complaint about an input.
func (f *Form) Complain(name string, say station.Text) {
	f.Errors = append(f.Errors, FormError{Name: name, Say: say})
}

// Wrong is the first complaint about a name.
func (f Form) Wrong(name string) (station.Text, bool) {
	for _, e := range f.Errors {
		if e.Name == name {
			return e.Say, true
		}
	}
	return station.Text{}, false
}

// Complains tells whether there is a complaint about a name.
func (f Form) Complains(name string) bool {
	_, is := f.Wrong(name)
	return is
}

// field builds a Field in a template from a form: kind, name, label, then options in pairs.
// The form's complaint about it is said in the template's language.
func (v voice) field(form Form, kind, name, label string, pairs ...any) (Field, error) {
	f := Field{Kind: kind, ID: ID(name), Name: name, Label: label, Value: form.Value(name), Values: form.Values[name]}
	if kind == "password" || kind == "file" {
		f.Value = "" // never sent back
	}
	if wrong, is := form.Wrong(name); is {
		f.Error = v.tx(wrong)
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		if err := f.set(fmt.Sprint(pairs[i]), pairs[i+1]); err != nil {
			return Field{}, fmt.Errorf("field %s: %w", name, err)
		}
	}
	return f, nil
}

func (f *Field) set(option string, value any) error {
	ok := true
	switch option {
	case "options":
		f.Options, ok = value.([]Option)
	case "optional":
		f.Optional, ok = value.(bool)
	case "several":
		f.Several, ok = value.(bool)
	case "max":
		f.MaxLength, ok = value.(int)
	default:
		into := map[string]*string{
			"help": &f.Help, "error": &f.Error, "unit": &f.Unit, "echo": &f.Echo, "autocomplete": &f.Autocomplete,
			"inputmode": &f.InputMode, "accept": &f.Accept, "value": &f.Value, "prefilled": &f.Prefilled, "id": &f.ID,
		}[option]
		if into == nil {
			return fmt.Errorf("no option %q", option)
		}
		*into, ok = value.(string)
	}
	if !ok {
		return fmt.Errorf("option %q cannot be a %T", option, value)
	}
	return nil
}

// withOptions gives a field the choices that the template words itself.
func withOptions(f Field, options ...Option) Field {
	f.Options = options
	return f
}

func newOption(value, label, note string) Option {
	return Option{Value: value, Label: label, Note: note}
}
