package files

import (
	"bytes"
	"encoding/binary"
)

// lookPDF checks that a PDF is one from its first byte to its last. What it does when it is opened is left to the scanner;
// we never open one.
func lookPDF(b []byte) error {
	head, tail := bytes.ToLower(b[:min(len(b), 1024)]), b[max(0, len(b)-1024):]
	switch {
	case !begins(b, "%PDF-1.") && !begins(b, "%PDF-2."), !bytes.Contains(tail, []byte("%%EOF")):
		return invalid("files.broken")
	case bytes.Contains(head, []byte("<html")), bytes.Contains(head, []byte("<script")), endsAsZip(b):
		return invalid("files.disguised")
	}
	return nil
}

// endsAsZip tells whether a program would open these bytes as an archive, from behind.
func endsAsZip(b []byte) bool {
	from := max(0, len(b)-endSize-0xFFFF)
	for tail := b[from:]; ; {
		i := bytes.Index(tail, []byte("PK\x05\x06"))
		if i < 0 || len(tail)-i < endSize {
			return false
		}
		if comment := int(binary.LittleEndian.Uint16(tail[i+20:])); i+endSize+comment == len(tail) {
			return true
		}
		tail = tail[i+4:]
	}
}
