package files

import "encoding/binary"

// Pictures are rewritten part by part, without touching what they show: only parts that are needed to show it are kept. So where and
// when a picture was taken, by which telephone, with which small copy inside, is gone, and so is whatever was hidden in it or
// behind it. Of what a camera noted only which side is up stays.

const (
	maxPixels = 100 << 20 // A3 at 600 dpi is 70 million
	maxSide   = 30_000
)

// checkPixels holds a picture to a size that a program can show: a small file may claim a wall.
func checkPixels(width, height int) error {
	if width <= 0 || height <= 0 {
		return invalid("files.broken")
	}
	if width > maxSide || height > maxSide || width*height > maxPixels {
		return invalid("files.pixels", "limit", maxPixels>>20)
	}
	return nil
}

// orientation reads the one thing that is kept of EXIF: 1 to 8, which side is up; 0 when it does not say.
func orientation(tiff []byte) int {
	if len(tiff) < 8 {
		return 0
	}
	var order binary.ByteOrder = binary.LittleEndian
	if string(tiff[:2]) == "MM" {
		order = binary.BigEndian
	} else if string(tiff[:2]) != "II" {
		return 0
	}
	at := uint64(order.Uint32(tiff[4:]))
	if order.Uint16(tiff[2:]) != 42 || at+2 > uint64(len(tiff)) {
		return 0
	}
	count := uint64(order.Uint16(tiff[at:]))
	for i := range count {
		entry := at + 2 + 12*i
		if entry+12 > uint64(len(tiff)) {
			return 0
		}
		const tag, short = 0x0112, 3
		if e := tiff[entry:]; order.Uint16(e) == tag && order.Uint16(e[2:]) == short && order.Uint32(e[4:]) == 1 {
			if side := int(order.Uint16(e[8:])); side >= 1 && side <= 8 {
				return side
			}
			return 0
		}
	}
	return 0
}

// turned is EXIF that says which side is up, and nothing else.
func turned(side int) []byte {
	return append([]byte("MM\x00\x2A\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00"), byte(side), 0, 0, 0, 0, 0, 0)
}
