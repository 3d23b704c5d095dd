package reviews

import "strings"

// namesPerson tells whether the common name of a certificate's subject holds a person's name, whatever the spaces and the size of letters.
func namesPerson(subject, name string) bool {
	plain := func(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), "")) }
	if name = plain(name); name == "" {
		return false
	}
	for _, part := range strings.FieldsFunc(strings.ReplaceAll(subject, `\,`, "、"), func(r rune) bool { return r == ',' || r == '+' }) {
		if value, is := strings.CutPrefix(strings.TrimSpace(part), "CN="); is && strings.Contains(plain(value), name) {
			return true
		}
	}
	return false
}
