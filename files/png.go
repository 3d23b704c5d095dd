package files

import (
	"encoding/binary"
	"hash/crc32"
)

const pngMagic = "\x89PNG\r\n\x1A\n"

// pngParts are what a picture needs to be shown as it was meant. Left out, beside texts and dates: animation, so that
// one picture is one picture.
var pngParts = map[string]bool{"IHDR": true, "PLTE": true, "IDAT": true, "IEND": true, "tRNS": true, "cHRM": true, "gAMA": true, "iCCP": true, "sBIT": true, "sRGB": true,
	"bKGD": true, "hIST": true, "pHYs": true, "cICP": true, "mDCV": true, "cLLI": true}

// cleanPNG keeps the parts that show the picture. What follows its end is cut off.
func cleanPNG(b []byte) (pieces, error) {
	broken := func() (pieces, error) { return nil, invalid("files.broken") }
	if !begins(b, pngMagic) {
		return broken()
	}
	out := pieces{b[:len(pngMagic)]}
	drawn := false
	for at := len(pngMagic); ; {
		if len(b)-at < 12 {
			return broken()
		}
		size := int64(binary.BigEndian.Uint32(b[at:]))
		if size > int64(len(b)-at-12) {
			return broken()
		}
		end := at + 12 + int(size)
		kind, data := string(b[at+4:at+8]), b[at+8:end-4]
		if crc32.ChecksumIEEE(b[at+4:end-4]) != binary.BigEndian.Uint32(b[end-4:]) || (at == len(pngMagic)) != (kind == "IHDR") {
			return broken()
		}
		switch {
		case kind == "IHDR":
			if len(data) != 13 {
				return broken()
			}
			if err := checkPixels(int(binary.BigEndian.Uint32(data)), int(binary.BigEndian.Uint32(data[4:]))); err != nil {
				return nil, err
			}
		case kind == "IDAT":
			drawn = true
		case !pngParts[kind] && kind[0] >= 'A' && kind[0] <= 'Z':
			return broken() // needed to show the picture, and we do not know what it is
		}
		if pngParts[kind] {
			out = append(out, b[at:end])
		}
		if at = end; kind == "IEND" {
			if !drawn {
				return broken()
			}
			return out, nil
		}
	}
}
