package report

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
)

// about is what a file says of itself.
type about struct {
	lang, title, author, subject, creator string
	made                                  time.Time
	digest                                string
}

var errShape = errors.New("report: the printed file is not of the shape that is expected")

const catalogHead = "  /Type /Catalog\n"

// seal gives a printed file its language, its particulars and an id. gopdf knows neither language
// nor id and writes the particulars where the standard does not want them, so the table of objects
// is written anew. The id is the hash of the content: the same profile is the same file.
func seal(raw []byte, a about) ([]byte, error) {
	from := bytes.LastIndex(raw, []byte("xref\n0 "))
	at := bytes.Index(raw, []byte(catalogHead))
	if from < 0 || at < 0 {
		return nil, errShape
	}
	offsets, err := readOffsets(raw[from:])
	if err != nil {
		return nil, err
	}
	insert := fmt.Sprintf("  /Lang (%s)\n  /ViewerPreferences << /DisplayDocTitle true >>\n", a.lang)
	at += len(catalogHead)
	var out bytes.Buffer
	out.Write(raw[:at])
	out.WriteString(insert)
	out.Write(raw[at:from])
	for i, offset := range offsets {
		if offset >= at {
			offsets[i] += len(insert)
		}
	}
	offsets = append(offsets, out.Len())
	fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n\n", len(offsets), a.info())
	id := sha256.Sum256(out.Bytes())
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, offset := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&out, "trailer\n<<\n/Size %d\n/Root 1 0 R\n/Info %d 0 R\n/ID [<%X><%X>]\n>>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, len(offsets), id[:16], id[:16], start)
	return out.Bytes(), nil
}

// readOffsets reads where the objects begin.
func readOffsets(table []byte) ([]int, error) {
	lines := strings.Split(string(table), "\n")
	if len(lines) < 3 {
		return nil, errShape
	}
	n, err := strconv.Atoi(strings.TrimPrefix(lines[1], "0 "))
	if err != nil || len(lines) < n+2 {
		return nil, errShape
	}
	offsets := make([]int, 0, n)
	for _, line := range lines[3 : n+2] {
		if len(line) < 10 {
			return nil, errShape
		}
		offset, err := strconv.Atoi(line[:10])
		if err != nil {
			return nil, errShape
		}
		offsets = append(offsets, offset)
	}
	return offsets, nil
}

// info is the dictionary of particulars.
func (a about) info() string {
	var out strings.Builder
	out.WriteString("<<\n")
	for _, field := range [][2]string{{"Title", a.title}, {"Author", a.author}, {"Subject", a.subject}, {"Keywords", a.digest}, {"Creator", a.creator}, {"Producer", "gopdf"}} {
		fmt.Fprintf(&out, "/%s <%s>\n", field[0], hexText(field[1]))
	}
	if !a.made.IsZero() {
		day := a.made.UTC().Format("D:20060102150405Z")
		fmt.Fprintf(&out, "/CreationDate (%s)\n/ModDate (%s)\n", day, day)
	}
	out.WriteString(">>")
	return out.String()
}

// hexText is a text string of the PDF standard: UTF-16 with a mark of order.
func hexText(s string) string {
	var out strings.Builder
	out.WriteString("FEFF")
	for _, unit := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&out, "%04X", unit)
	}
	return out.String()
}
