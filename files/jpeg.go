package files

import (
	"bytes"
	"encoding/binary"
)

const (
	jpegSOI, jpegEOI, jpegSOS         = 0xD8, 0xD9, 0xDA
	jpegAPP0, jpegAPP1                = 0xE0, 0xE1
	jpegAPP2, jpegAPP14               = 0xE2, 0xEE
	jpegSOF0, jpegSOF1, jpegSOF2      = 0xC0, 0xC1, 0xC2
	jpegDHT, jpegDQT, jpegDRI         = 0xC4, 0xDB, 0xDD
	maxScans                          = 100 // of a picture that gets sharper as it loads; ten are usual
	exifStart, iccStart, adobe, jfif0 = "Exif\x00\x00", "ICC_PROFILE\x00", "Adobe", "JFIF\x00"
)

// jpegWalk is a way through the segments of a picture.
type jpegWalk struct {
	out    pieces
	side   int // which side is up
	frames int
	scans  int
}

// cleanJPEG keeps the segments that show the picture and, if it says so, which side is up. What follows its end is cut off.
func cleanJPEG(b []byte) (pieces, error) {
	w := jpegWalk{}
	at := 2
	for {
		for len(b)-at >= 2 && b[at] == 0xFF && b[at+1] == 0xFF {
			at++ // fill bytes
		}
		if len(b)-at < 2 || b[at] != 0xFF {
			return nil, invalid("files.broken")
		}
		if b[at+1] == jpegEOI {
			if w.scans == 0 {
				return nil, invalid("files.broken")
			}
			return w.done(b[at : at+2]), nil
		}
		if len(b)-at < 4 {
			return nil, invalid("files.broken")
		}
		end := at + 2 + int(binary.BigEndian.Uint16(b[at+2:]))
		if end < at+4 || end > len(b) {
			return nil, invalid("files.broken")
		}
		if b[at+1] == jpegSOS {
			end = scanEnd(b, end)
		}
		if err := w.segment(b[at+1], b[at:end]); err != nil {
			return nil, err
		}
		at = end
	}
}

// scanEnd finds where the picture's own bytes end: at a marker that is neither a stuffed zero nor a restart.
func scanEnd(b []byte, at int) int {
	for at < len(b) {
		i := bytes.IndexByte(b[at:], 0xFF)
		if i < 0 || at+i+1 >= len(b) {
			return len(b)
		}
		at += i
		if next := b[at+1]; next == 0xFF {
			at++
		} else if next != 0 && (next < 0xD0 || next > 0xD7) {
			return at
		} else {
			at += 2
		}
	}
	return len(b)
}

// segment decides about one segment; all has the marker and the length, data what follows.
func (w *jpegWalk) segment(marker byte, all []byte) error {
	data := all[4:]
	switch marker {
	case jpegSOF0, jpegSOF1, jpegSOF2:
		if w.frames++; w.frames > 1 || w.scans > 0 || len(data) < 6 {
			return invalid("files.broken")
		}
		if err := checkPixels(int(binary.BigEndian.Uint16(data[3:])), int(binary.BigEndian.Uint16(data[1:]))); err != nil {
			return err
		}
	case jpegSOS:
		if w.scans++; w.frames == 0 || w.scans > maxScans {
			return invalid("files.broken")
		}
	case jpegDHT, jpegDQT, jpegDRI:
	case jpegAPP0:
		if begins(data, jfif0) && len(data) >= 14 && len(w.out) == 0 {
			w.out = append(w.out, []byte{0xFF, jpegAPP0, 0, 16}, data[:12], []byte{0, 0}) // without the small copy that it may hold
		}
		return nil
	case jpegAPP1:
		if begins(data, exifStart) && w.side == 0 {
			w.side = orientation(data[len(exifStart):])
		}
		return nil
	case jpegAPP2:
		if !begins(data, iccStart) {
			return nil
		}
	case jpegAPP14:
		if !begins(data, adobe) {
			return nil
		}
	default:
		if marker >= 0xE0 && marker <= 0xEF || marker == 0xFE { // what programs note, and comments
			return nil
		}
		return invalid("files.broken") // a kind of picture that no browser shows, or no picture
	}
	w.out = append(w.out, all)
	return nil
}

func (w *jpegWalk) done(end []byte) pieces {
	out := pieces{{0xFF, jpegSOI}}
	rest := w.out
	if len(rest) >= 3 && len(rest[0]) == 4 && rest[0][1] == jpegAPP0 { // JFIF comes first where there is one
		out, rest = append(out, rest[:3]...), rest[3:]
	}
	if w.side > 1 {
		exif := append([]byte(exifStart), turned(w.side)...)
		out = append(out, []byte{0xFF, jpegAPP1, 0, byte(len(exif) + 2)}, exif)
	}
	return append(append(out, rest...), end)
}
