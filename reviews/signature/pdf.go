package signature

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// ErrPDF says that a document is no PDF that can be read here.
var ErrPDF = errors.New("signature: this PDF cannot be read")

// Attachment is a file inside a PDF.
type Attachment struct {
	Name string // of plain ASCII, without brackets
	Type string // its media type
	Data []byte
}

var (
	startXref  = regexp.MustCompile(`startxref\s+(\d+)\s+%%EOF\s*$`)
	rootOf     = regexp.MustCompile(`/Root\s+(\d+)\s+(\d+)\s+R`)
	sizeOf     = regexp.MustCompile(`/Size\s+(\d+)`)
	infoOf     = regexp.MustCompile(`/Info\s+\d+\s+\d+\s+R`)
	plainNames = regexp.MustCompile(`^[A-Za-z0-9._-]{1,80}$`)
)

// Attach puts a file into a PDF by an incremental update (ISO 32000-1, 7.5.6): what was there stays byte by byte. The PDF has a
// cross-reference table of the classic kind, as those that are written here.
func Attach(pdf []byte, file Attachment) ([]byte, error) {
	if !plainNames.MatchString(file.Name) || strings.ContainsAny(file.Type, " ()<>[]{}%#") {
		return nil, fmt.Errorf("signature: %q is no name for an attachment", file.Name)
	}
	m := startXref.FindSubmatch(pdf)
	if m == nil {
		return nil, fmt.Errorf("%w: it has no end", ErrPDF)
	}
	at, _ := strconv.Atoi(string(m[1])) // digits
	if at >= len(pdf) || !bytes.HasPrefix(pdf[at:], []byte("xref")) {
		return nil, fmt.Errorf("%w: it has no table of the classic kind", ErrPDF)
	}
	trailer := pdf[at:]
	root, size := rootOf.FindSubmatch(trailer), sizeOf.FindSubmatch(trailer)
	if root == nil || size == nil {
		return nil, fmt.Errorf("%w: its trailer names no catalog", ErrPDF)
	}
	catalog, err := dictionary(pdf, string(root[1]), string(root[2]))
	if err != nil {
		return nil, err
	}
	next, _ := strconv.Atoi(string(size[1]))
	number, _ := strconv.Atoi(string(root[1]))
	var out bytes.Buffer
	out.Write(pdf)
	if pdf[len(pdf)-1] != '\n' {
		out.WriteByte('\n')
	}
	offsets := map[int]int{}
	object := func(id int, body string) {
		offsets[id] = out.Len()
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", id, body)
	}
	object(next, fmt.Sprintf("<< /Type /EmbeddedFile /Subtype /%s /Length %d /Params << /Size %d >> >>\nstream\n%s\nendstream", strings.ReplaceAll(file.Type, "/", "#2F"), len(file.Data), len(file.Data), file.Data))
	object(next+1, fmt.Sprintf("<< /Type /Filespec /F (%s) /UF (%s) /AFRelationship /Data /EF << /F %d 0 R /UF %d 0 R >> >>", file.Name, file.Name, next, next))
	object(next+2, fmt.Sprintf("<< /EmbeddedFiles << /Names [(%s) %d 0 R] >> >>", file.Name, next+1))
	object(next+3, fmt.Sprintf("[%d 0 R]", next+1))
	object(number, fmt.Sprintf("%s /Names %d 0 R /AF %d 0 R >>", strings.TrimRight(strings.TrimSuffix(strings.TrimSpace(catalog), ">>"), " \n\r"), next+2, next+3))
	table := out.Len()
	fmt.Fprintf(&out, "xref\n%d 1\n%010d 00000 n\r\n%d 4\n", number, offsets[number], next)
	for id := next; id < next+4; id++ {
		fmt.Fprintf(&out, "%010d 00000 n\r\n", offsets[id])
	}
	fmt.Fprintf(&out, "trailer\n<< /Size %d /Root %d 0 R %s /Prev %d >>\nstartxref\n%d\n%%%%EOF\n", next+4, number, infoOf.Find(trailer), at, table)
	return out.Bytes(), nil
}

// dictionary finds the last form of an object that is a dictionary of plain content.
func dictionary(pdf []byte, number, generation string) (string, error) {
	head := regexp.MustCompile(`(?:^|[\r\n])` + number + `\s+` + generation + `\s+obj\s*`)
	all := head.FindAllIndex(pdf, -1)
	if len(all) == 0 {
		return "", fmt.Errorf("%w: object %s is missing", ErrPDF, number)
	}
	body := pdf[all[len(all)-1][1]:]
	end := bytes.Index(body, []byte("endobj"))
	if end < 0 || !bytes.HasPrefix(body, []byte("<<")) {
		return "", fmt.Errorf("%w: object %s is no dictionary", ErrPDF, number)
	}
	return string(body[:end]), nil
}

// Attached takes the file of a name out of a PDF that Attach made, the last one. ok is false when there is none.
func Attached(pdf []byte, name string) (data []byte, ok bool) {
	spec := bytes.LastIndex(pdf, []byte("/Type /Filespec /F ("+name+")"))
	if spec < 0 {
		return nil, false
	}
	m := regexp.MustCompile(`/EF << /F (\d+) 0 R`).FindSubmatch(pdf[spec:min(len(pdf), spec+400)])
	if m == nil {
		return nil, false
	}
	head := regexp.MustCompile(`(?:^|[\r\n])` + string(m[1]) + ` 0 obj\n<< /Type /EmbeddedFile [^\n]*/Length (\d+) [^\n]*>>\nstream\n`)
	found := head.FindSubmatchIndex(pdf[:spec])
	if found == nil {
		return nil, false
	}
	n, err := strconv.Atoi(string(pdf[found[2]:found[3]]))
	if err != nil || n < 0 || found[1]+n > spec {
		return nil, false
	}
	return pdf[found[1] : found[1]+n], true
}
