package files

import (
	"errors"
	"slices"
	"strings"
)

// Type is a media type. What a file is, its content says, never its name.
type Type string

// The types that this room can tell and look into.
const (
	PNG  Type = "image/png"
	JPEG Type = "image/jpeg"
	WebP Type = "image/webp"
	PDF  Type = "application/pdf"
	XLSX Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	DOCX Type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	CSV  Type = "text/csv"
)

// kinds has the word for each type, as people say it, and the endings that fit, the usual one first.
var kinds = map[Type]struct {
	word    string
	endings []string
}{
	PNG: {"PNG", []string{".png"}}, JPEG: {"JPG", []string{".jpg", ".jpeg", ".jpe", ".jfif"}}, WebP: {"WebP", []string{".webp"}},
	PDF: {"PDF", []string{".pdf"}}, XLSX: {"XLSX", []string{".xlsx"}}, DOCX: {"DOCX", []string{".docx"}}, CSV: {"CSV", []string{".csv"}},
}

// Purpose says which files are taken for something, and how large they may be. Its name stays in the rows.
type Purpose struct {
	Name     string
	Types    []Type
	MaxBytes int64
}

// Purposes that the station has.
var (
	// Licence is a picture or a scan of a licence.
	Licence = Purpose{Name: "licence", Types: []Type{PNG, JPEG, WebP, PDF}, MaxBytes: 10 << 20}
	// Logo is the mark of a station: a picture, never SVG, which carries script.
	Logo = Purpose{Name: "logo", Types: []Type{PNG, JPEG, WebP}, MaxBytes: 512 << 10}
	// Attachment is what goes with a demand to the service desk.
	Attachment = Purpose{Name: "attachment", Types: []Type{PNG, JPEG, WebP, PDF, XLSX, DOCX, CSV}, MaxBytes: 20 << 20}
	// Note is what goes with a note on a finding under review.
	Note = Purpose{Name: "note", Types: []Type{PDF, PNG, JPEG, DOCX, XLSX}, MaxBytes: 5 << 20}
)

var errPurpose = errors.New("files: a purpose needs a name, types that this room knows, and a limit")

func (p Purpose) check() error {
	if p.Name == "" || len(p.Types) == 0 || p.MaxBytes <= 0 {
		return errPurpose
	}
	for _, t := range p.Types {
		if _, known := kinds[t]; !known {
			return errPurpose
		}
	}
	return nil
}

// words lists the types in a form that reads in any language.
func (p Purpose) words() string {
	var out []string
	for _, t := range p.Types {
		out = append(out, kinds[t].word)
	}
	return strings.Join(out, " / ")
}

func (p Purpose) takes(t Type) bool { return slices.Contains(p.Types, t) }

func (p Purpose) otherType() error { return invalid("files.other_type", "types", p.words()) }

func tooLarge(p Purpose) error {
	if p.MaxBytes < 1<<20 {
		return invalid("files.too_large_kb", "limit", p.MaxBytes>>10)
	}
	return invalid("files.too_large", "limit", p.MaxBytes>>20)
}

// Accept is what the form field of an upload may offer: endings, for the accept attribute.
func (p Purpose) Accept() string {
	var out []string
	for _, t := range p.Types {
		out = append(out, kinds[t].endings...)
	}
	return strings.Join(out, ",")
}
