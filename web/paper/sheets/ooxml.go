package sheets

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

type bookXML struct {
	Properties struct {
		Date1904 string `xml:"date1904,attr"`
	} `xml:"workbookPr"`
	Sheets []struct {
		Name  string `xml:"name,attr"`
		State string `xml:"state,attr"`
		Rel   string `xml:"id,attr"`
	} `xml:"sheets>sheet"`
}

type relsXML struct {
	Rels []struct {
		ID     string `xml:"Id,attr"`
		Type   string `xml:"Type,attr"`
		Target string `xml:"Target,attr"`
	} `xml:"Relationship"`
}

type stylesXML struct {
	Formats []struct {
		ID   int    `xml:"numFmtId,attr"`
		Code string `xml:"formatCode,attr"`
	} `xml:"numFmts>numFmt"`
	Cells []struct {
		Format int `xml:"numFmtId,attr"`
	} `xml:"cellXfs>xf"`
}

// style is what a number format means to a reader.
type style struct {
	form Form
	pad  uint8
}

// book is what all the sheets of a workbook share.
type book struct {
	archive *archive
	shared  []string
	styles  []style
	epoch   Form
}

func openXLSX(data []byte, l Limits) (*Workbook, error) {
	a, err := inspect(data, l)
	if err != nil {
		return nil, err
	}
	if !a.has("xl/workbook.xml") {
		return nil, invalid("import.file.other")
	}
	var x bookXML
	if err := a.decode("xl/workbook.xml", &x); err != nil {
		return nil, broken(err)
	}
	parts, sharedPart, stylePart := a.relations()
	b := &book{archive: a}
	if on := x.Properties.Date1904; on == "1" || strings.EqualFold(on, "true") {
		b.epoch = Epoch04
	}
	if err := b.load(sharedPart, stylePart); err != nil {
		return nil, broken(err)
	}
	w := &Workbook{}
	for _, s := range x.Sheets {
		part := parts[s.Rel]
		if part == "" || !a.has(part) || strings.Contains(partName(part), "chartsheets/") {
			continue
		}
		sheet := &Sheet{Name: s.Name, Hidden: s.State == "hidden" || s.State == "veryHidden"}
		if err := b.read(part, sheet); err != nil {
			return nil, broken(err)
		}
		w.Sheets = append(w.Sheets, sheet)
	}
	if len(w.Sheets) == 0 {
		return nil, invalid("import.file.empty")
	}
	return w, nil
}

func (a *archive) decode(part string, into any) error {
	r, err := a.open(part)
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }()
	return xml.NewDecoder(r).Decode(into)
}

// relations finds the parts of the sheets, the shared texts and the styles.
func (a *archive) relations() (sheets map[string]string, shared, styles string) {
	sheets, shared, styles = map[string]string{}, "xl/sharedStrings.xml", "xl/styles.xml"
	var x relsXML
	if err := a.decode("xl/_rels/workbook.xml.rels", &x); err != nil {
		return sheets, shared, styles
	}
	for _, r := range x.Rels {
		target := "xl/" + r.Target
		if strings.HasPrefix(r.Target, "/") || strings.HasPrefix(r.Target, "xl/") {
			target = r.Target
		}
		switch r.Type[strings.LastIndexByte(r.Type, '/')+1:] {
		case "worksheet":
			sheets[r.ID] = target
		case "sharedStrings":
			shared = target
		case "styles":
			styles = target
		}
	}
	return sheets, shared, styles
}

func (b *book) load(sharedPart, stylePart string) error {
	if b.archive.has(sharedPart) {
		if err := b.loadShared(sharedPart); err != nil {
			return err
		}
	}
	if !b.archive.has(stylePart) {
		return nil
	}
	var x stylesXML
	if err := b.archive.decode(stylePart, &x); err != nil {
		return err
	}
	codes := make(map[int]string, len(x.Formats))
	for _, f := range x.Formats {
		codes[f.ID] = f.Code
	}
	for _, c := range x.Cells {
		b.styles = append(b.styles, styleOf(c.Format, codes[c.Format]))
	}
	return nil
}

// loadShared keeps every distinct text once, cut at the limit, phonetic guides left out.
func (b *book) loadShared(part string) error {
	r, err := b.archive.open(part)
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }()
	d, text := xml.NewDecoder(r), textKeeper{limit: b.archive.limits.CellRunes}
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local == "si" {
				text.reset()
			}
			text.start(t.Name.Local)
		case xml.CharData:
			text.add(t)
		case xml.EndElement:
			text.end(t.Name.Local)
			if t.Name.Local == "si" {
				if len(b.shared) >= b.archive.limits.SharedTexts {
					return invalid("import.file.bomb")
				}
				b.shared = append(b.shared, text.String())
			}
		}
	}
}

// textKeeper gathers the t elements of a rich text.
type textKeeper struct {
	limit    int
	in       bool
	phonetic bool
	b        strings.Builder
}

func (k *textKeeper) reset() { k.b.Reset(); k.in, k.phonetic = false, false }

func (k *textKeeper) start(name string) {
	switch name {
	case "t":
		k.in = true
	case "rPh":
		k.phonetic = true
	}
}

func (k *textKeeper) end(name string) {
	switch name {
	case "t":
		k.in = false
	case "rPh":
		k.phonetic = false
	}
}

// add keeps bytes up to one more rune than the limit can need, so a cut still shows.
func (k *textKeeper) add(data []byte) {
	if room := 4*(k.limit+1) - k.b.Len(); k.in && !k.phonetic && room > 0 {
		k.b.Write(data[:min(len(data), room)])
	}
}

func (k *textKeeper) String() string { return k.b.String() }

// styleOf reads a number format: built-in ids first, then its code.
func styleOf(id int, code string) style {
	switch {
	case code == "" && (id == 9 || id == 10):
		return style{form: Percent}
	case code == "" && (id >= 14 && id <= 17 || id >= 27 && id <= 31 || id == 36 || id >= 50 && id <= 58):
		return style{form: Day}
	case code == "" && (id >= 18 && id <= 22 || id >= 32 && id <= 35 || id >= 45 && id <= 47):
		return style{form: Moment}
	case code == "":
		return style{form: Number}
	}
	return styleOfCode(code)
}

// styleOfCode strips what is only decoration (quoted text, brackets, escapes) and looks at the letters left.
func styleOfCode(code string) style {
	var bare strings.Builder
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case '"':
			if end := strings.IndexByte(code[i+1:], '"'); end >= 0 {
				i += end + 1
			}
		case '[':
			if end := strings.IndexByte(code[i:], ']'); end >= 0 {
				if inner := strings.ToLower(code[i+1 : i+end]); inner == "h" || inner == "hh" {
					bare.WriteByte('h')
				}
				i += end
			}
		case '\\', '_', '*':
			i++
		default:
			bare.WriteByte(code[i])
		}
	}
	s, _, _ := strings.Cut(strings.ToLower(bare.String()), ";")
	day := strings.ContainsAny(s, "yd") || strings.Contains(s, "mmm") || strings.Contains(s, "m") && !strings.ContainsAny(s, "hs0#")
	switch {
	case strings.Contains(s, "general") || s == "" || s == "@":
		return style{form: Number}
	case strings.ContainsAny(s, "hs"):
		return style{form: Moment}
	case day:
		return style{form: Day}
	case strings.Contains(s, "%"):
		return style{form: Percent}
	case len(s) > 1 && len(s) < 32 && strings.Trim(s, "0") == "":
		return style{form: Number, pad: uint8(len(s))}
	}
	return style{form: Number}
}
