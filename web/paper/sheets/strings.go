package sheets

import (
	"strings"
	"unicode/utf8"
)

// readString reads free text as it stands and codes by their form.
func (c *Column) readString(cell Cell) understood {
	if cell.Kind() == Number && len(strings.TrimLeft(strings.Trim(tidyNumber(cell.Raw), "-"), "0.")) > 15 {
		return fault("import.cell.precision")
	}
	text := strings.Join(strings.Fields(cell.Text()), " ")
	u := c.readForm(text)
	if s, ok := u.value.(string); ok && c.MaxLength > 0 && utf8.RuneCountInString(s) > c.MaxLength {
		return fault("import.cell.long")
	}
	return u
}

func (c *Column) readForm(text string) understood {
	switch c.Form {
	case "country":
		if code, ok := Country(text); ok {
			return is(code)
		}
		return fault("import.cell.country")
	case "currency":
		if code, ok := Currency(text); ok {
			return is(code)
		}
		return fault("import.cell.currency")
	case "region":
		return is(province(text))
	case "registry":
		return is(registryNumber(text))
	case "hs":
		return readHS(text)
	case "masked":
		return readMasked(text)
	case "reference":
		if text = plain(text); c.pattern != nil && !c.pattern.MatchString(text) {
			return fault("import.cell.reference")
		}
	}
	return is(text)
}

// registryNumber writes a credit code as the law does, in capitals without spaces; other numbers stay as they are.
func registryNumber(text string) string {
	tight := strings.ToUpper(strings.NewReplacer(" ", "", "-", "").Replace(plain(text)))
	if len(tight) == 18 {
		return tight
	}
	return plain(text)
}

// readHS wants 6 to 10 digits of chapters 01 to 97. A spreadsheet that took the code for a number has eaten a
// leading zero; an odd count of digits shows it, and it is put back and said.
func readHS(text string) understood {
	s := strings.NewReplacer(".", "", " ", "", "-", "").Replace(plain(text))
	restored := false
	if isDigits(s) && (len(s) == 5 || len(s) == 7 || len(s) == 9) {
		s, restored = "0"+s, true
	}
	if !isDigits(s) || len(s) < 6 || len(s) > 10 || s[:2] == "00" || s[:2] > "97" {
		return fault("import.cell.hs")
	}
	if restored {
		return remark(is(s), "import.column.hs_zero")
	}
	return is(s)
}

// readMasked keeps the first character of a name and hides the rest, unless the list already did.
func readMasked(text string) understood {
	text = strings.ReplaceAll(text, "＊", "*")
	if strings.Contains(text, "*") {
		return is(text)
	}
	first, _ := utf8.DecodeRuneInString(text)
	return remark(is(string(first)+"*"), "import.column.masked")
}
