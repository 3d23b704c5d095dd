package web

import (
	"errors"
	"reflect"
	"strings"

	"github.com/go-playground/validator/v10"

	"github.com/zhuqi-yunzhan/station"
)

// fieldName reads the input's name off a form struct's field.
func fieldName(f reflect.StructField) string { return f.Tag.Get("name") }

// complain turns what validator found into complaints, one an input: <prefix><input>.
func complain(form *Form, err error, prefix string) {
	var found validator.ValidationErrors
	if !errors.As(err, &found) {
		return
	}
	said := map[string]bool{}
	for _, e := range found {
		name, _, _ := strings.Cut(e.Field(), "[")
		if !said[name] {
			said[name] = true
			form.Complain(name, station.Say(prefix+name))
		}
	}
}
