package files

import (
	"bytes"
	"encoding/binary"
)

// webpWalk is a way through the chunks of a picture.
type webpWalk struct {
	out    pieces
	canvas [2]int // as the picture announces it, where it does
	drawn  [2]int // as it is
}

// cleanWebP keeps the chunks that show a still picture. What follows its end is cut off.
func cleanWebP(b []byte) (pieces, error) {
	if len(b) < 12 {
		return nil, invalid("files.broken")
	}
	whole := uint64(binary.LittleEndian.Uint32(b[4:])) + 8
	if whole > uint64(len(b)) || whole < 12 {
		return nil, invalid("files.broken")
	}
	w := webpWalk{out: pieces{nil}}
	for b = b[12:whole]; len(b) > 0; {
		if len(b) < 8 {
			return nil, invalid("files.broken")
		}
		size := uint64(binary.LittleEndian.Uint32(b[4:]))
		padded := size + size%2
		if padded > uint64(len(b)-8) {
			return nil, invalid("files.broken")
		}
		if err := w.chunk(string(b[:4]), b[8:8+size], b[:8+padded]); err != nil {
			return nil, err
		}
		b = b[8+padded:]
	}
	if w.drawn == [2]int{} {
		return nil, invalid("files.broken")
	}
	head := append([]byte("RIFF"), 0, 0, 0, 0)
	binary.LittleEndian.PutUint32(head[4:], uint32(w.out.size()+4))
	w.out[0] = append(head, "WEBP"...)
	return w.out, nil
}

// chunk decides about one chunk; all has its name and length as well.
func (w *webpWalk) chunk(kind string, data, all []byte) error {
	first, announced := len(w.out) == 1, w.canvas != [2]int{}
	switch kind {
	case "VP8X":
		if !first || len(data) < 10 {
			return invalid("files.broken")
		}
		const animated, exif, xmp = 0x02, 0x08, 0x04
		if data[0]&animated != 0 {
			return invalid("files.animated")
		}
		w.canvas = [2]int{1 + u24(data[4:]), 1 + u24(data[7:])}
		all = bytes.Clone(all)
		all[8] &^= exif | xmp
	case "VP8 ", "VP8L":
		if w.drawn != [2]int{} || first == announced {
			return invalid("files.broken")
		}
		if w.drawn = webpFrame(kind, data); announced && w.drawn != w.canvas {
			return invalid("files.broken")
		}
		if err := checkPixels(w.drawn[0], w.drawn[1]); err != nil {
			return err
		}
	case "ALPH", "ICCP":
		if !announced {
			return invalid("files.broken")
		}
	case "ANIM", "ANMF":
		return invalid("files.animated")
	default:
		return nil // EXIF, XMP and what nobody knows
	}
	w.out = append(w.out, all)
	return nil
}

// webpFrame reads width and height off the picture's own first bytes; nothing where it has none.
func webpFrame(kind string, data []byte) (size [2]int) {
	switch {
	case kind == "VP8 " && len(data) >= 10 && data[0]&1 == 0 && string(data[3:6]) == "\x9D\x01\x2A":
		return [2]int{int(binary.LittleEndian.Uint16(data[6:]) & 0x3FFF), int(binary.LittleEndian.Uint16(data[8:]) & 0x3FFF)}
	case kind == "VP8L" && len(data) >= 5 && data[0] == 0x2F:
		bits := binary.LittleEndian.Uint32(data[1:])
		return [2]int{1 + int(bits&0x3FFF), 1 + int(bits>>14&0x3FFF)}
	}
	return size
}

func u24(b []byte) int { return int(b[0]) | int(b[1])<<8 | int(b[2])<<16 }
