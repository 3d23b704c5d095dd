package files

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/jpeg"
	"image/png"
	"testing"

	"github.com/zhuqi-yunzhan/station"
)

func samePicture(a, b image.Image) bool {
	if a.Bounds() != b.Bounds() {
		return false
	}
	for y := range a.Bounds().Dy() {
		for x := range a.Bounds().Dx() {
			if a.At(x, y) != b.At(x, y) {
				return false
			}
		}
	}
	return true
}

func TestAPictureKeepsItsPointsAndForgetsItsMaker(t *testing.T) {
	plain := aPNG(t, 40, 3)
	out := bytes.Join(must[pieces](t)(cleanPNG(taggedPNG(t, plain))), nil)
	if !bytes.Equal(out, plain) || bytes.Contains(out, []byte(canary)) {
		t.Errorf("PNG: %d bytes became %d", len(plain), len(out))
	}
	if !samePicture(must[image.Image](t)(png.Decode(bytes.NewReader(out))), picture(40, 3)) {
		t.Error("PNG: another picture")
	}
	photo := aJPEG(t, 40, 3)
	for side := byte(1); side <= 8; side++ {
		out := bytes.Join(must[pieces](t)(cleanJPEG(taggedJPEG(photo, side))), nil)
		if bytes.Contains(out, []byte(canary)) || bytes.Contains(out, []byte("ns.adobe.com")) || !bytes.Contains(out, []byte("ICC_PROFILE")) {
			t.Errorf("JPEG: %q", out[:200])
		}
		if !samePicture(must[image.Image](t)(jpeg.Decode(bytes.NewReader(out))), must[image.Image](t)(jpeg.Decode(bytes.NewReader(photo)))) {
			t.Error("JPEG: another picture")
		}
		i := bytes.Index(out, []byte(exifStart))
		if kept := 0; side > 1 {
			if i >= 0 {
				kept = orientation(out[i+len(exifStart):])
			}
			if kept != int(side) {
				t.Errorf("JPEG: side %d up became %d", side, kept)
			}
		} else if i >= 0 {
			t.Error("JPEG: EXIF is kept where nothing is turned")
		}
		if again := bytes.Join(must[pieces](t)(cleanJPEG(out)), nil); !bytes.Equal(again, out) {
			t.Error("JPEG: what is clean is changed")
		}
	}
	for name, plain := range map[string][]byte{"lossy": webpLossy, "lossless": webpLossless} {
		out := bytes.Join(must[pieces](t)(cleanWebP(taggedWebP(plain))), nil)
		want := aWebP(webpPart("VP8X", "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"), plain[12:])
		if !bytes.Equal(out, want) {
			t.Errorf("WebP, %s: %q", name, out)
		}
		if same := bytes.Join(must[pieces](t)(cleanWebP(plain)), nil); !bytes.Equal(same, plain) {
			t.Errorf("WebP, %s: a plain one is changed to %q", name, same)
		}
	}
}

// TestAProgressivePhotographIsKept has several scans, with what belongs between them and a note that does not.
func TestAProgressivePhotographIsKept(t *testing.T) {
	scan := func(data string) []byte { return append(jpegPart(jpegSOS, "\x01\x01\x00\x00\x3F\x00"), data...) }
	frame := jpegPart(jpegSOF2, "\x08\x00\x10\x00\x10\x01\x01\x11\x00")
	parts := [][]byte{{0xFF, jpegSOI}, frame, jpegPart(jpegDHT, "table"), scan("ab\xFF\x00c\xFF\xD0d"), jpegPart(jpegDHT, "another"), scan("e\xFF\xFF\xD1"), {0xFF, jpegEOI}}
	want := bytes.Join(parts, nil)
	noted := bytes.Join([][]byte{parts[0], parts[1], parts[2], parts[3], jpegPart(0xE5, canary), {0xFF}, parts[4], parts[5], parts[6], []byte(canary)}, nil)
	if out := bytes.Join(must[pieces](t)(cleanJPEG(noted)), nil); !bytes.Equal(out, want) {
		t.Errorf("%q\n%q", out, want)
	}
}

func TestBrokenAndHugePicturesAreRefused(t *testing.T) {
	plain, photo := aPNG(t, 20, 4), aJPEG(t, 20, 4)
	bigPNG := func(w, h uint32) []byte {
		head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)
		return bytes.Join([][]byte{plain[:8], pngPart("IHDR", append(head, 8, 2, 0, 0, 0)), plain[33:]}, nil)
	}
	bigJPEG := bytes.Clone(photo)
	at := bytes.Index(bigJPEG, []byte{0xFF, jpegSOF0}) + 5
	copy(bigJPEG[at:], "\xFF\xFF\xFF\xFF")
	scans := func(n int) []byte {
		out := append([]byte{0xFF, jpegSOI}, jpegPart(jpegSOF2, "\x08\x00\x10\x00\x10\x01\x01\x11\x00")...)
		for range n {
			out = append(out, jpegPart(jpegSOS, "\x01\x01\x00\x00\x3F\x00")...)
		}
		return append(out, 0xFF, jpegEOI)
	}
	wall := "\x00\x00\x00\x00\xFF\x7F\x00\xFF\x7F\x00"
	for name, c := range map[string]struct {
		body []byte
		key  string
		name string
	}{
		"a wall of a PNG":                   {bigPNG(20_000, 20_000), "files.pixels", "a.png"},
		"a PNG as long as a street":         {bigPNG(1, 40_000), "files.pixels", "a.png"},
		"a PNG of sizes that overflow":      {bigPNG(0xFFFFFFFF, 0xFFFFFFFF), "files.pixels", "a.png"},
		"a PNG of nothing":                  {bigPNG(0, 5), "files.broken", "a.png"},
		"a PNG cut off":                     {plain[:len(plain)-4], "files.broken", "a.png"},
		"a PNG with a wrong checksum":       {append(bytes.Clone(plain[:60]), append([]byte{plain[60] ^ 1}, plain[61:]...)...), "files.broken", "a.png"},
		"a PNG that nobody can show":        {bytes.Join([][]byte{plain[:33], pngPart("ABCD", nil), plain[33:]}, nil), "files.broken", "a.png"},
		"a PNG without a picture":           {bytes.Join([][]byte{plain[:33], pngPart("IEND", nil)}, nil), "files.broken", "a.png"},
		"a wall of a JPEG":                  {bigJPEG, "files.pixels", "a.jpg"},
		"a JPEG cut off":                    {photo[:len(photo)-2], "files.broken", "a.jpg"},
		"a JPEG cut off in its head":        {photo[:30], "files.broken", "a.jpg"},
		"a JPEG without a picture":          {[]byte{0xFF, jpegSOI, 0xFF, jpegEOI}, "files.broken", "a.jpg"},
		"a JPEG of a kind nobody shows":     {bytes.Replace(photo, []byte{0xFF, jpegSOF0}, []byte{0xFF, 0xC3}, 1), "files.broken", "a.jpg"},
		"a JPEG that never gets sharp":      {scans(maxScans + 1), "files.broken", "a.jpg"},
		"a WebP that moves":                 {aWebP(webpPart("VP8X", "\x02\x00\x00\x00\x00\x00\x00\x00\x00\x00"), webpPart("ANIM", "000000")), "files.animated", "a.webp"},
		"a wall of a WebP":                  {aWebP(webpPart("VP8X", wall)), "files.broken", "a.webp"},
		"a WebP that says another size":     {aWebP(webpPart("VP8X", wall), webpLossy[12:]), "files.broken", "a.webp"},
		"a WebP cut off":                    {webpLossy[:len(webpLossy)-1], "files.broken", "a.webp"},
		"a WebP without a picture":          {aWebP(), "files.broken", "a.webp"},
		"a WebP with two pictures":          {aWebP(webpLossy[12:], webpLossy[12:]), "files.broken", "a.webp"},
		"a lossless WebP of 268 Mpixels":    {aWebP(webpPart("VP8L", "\x2F\xFF\xFF\xFF\x0F")), "files.pixels", "a.webp"},
		"a lossy WebP of 268 Mpixels":       {aWebP(webpPart("VP8 ", "\x30\x01\x00\x9D\x01\x2A\xFF\x3F\xFF\x3F")), "files.pixels", "a.webp"},
		"a lossy WebP that is no key frame": {aWebP(webpPart("VP8 ", "\x31\x01\x00\x9D\x01\x2A\x01\x00\x01\x00")), "files.broken", "a.webp"},
	} {
		_, err := look(c.body, Licence, c.name)
		t.Run(name, func(t *testing.T) { refused(t, err, c.key, station.Invalid) })
	}
	if out, err := cleanJPEG(scans(maxScans)); err != nil || len(out) == 0 {
		t.Error(err)
	}
}

func TestWhatIsNoEXIFTurnsNothing(t *testing.T) {
	good := exifWith(6)
	for name, tiff := range map[string][]byte{"nothing": nil, "cut off": good[:15], "no order": append([]byte("XX"), good[2:]...), "another number": append([]byte("II\x2B"), good[3:]...),
		"far away": append([]byte("II\x2A\x00\xFF\xFF\xFF\xFF"), good[8:]...), "ninth side": exifWith(9), "no entries": []byte("II\x2A\x00\x08\x00\x00\x00\x00\x00")} {
		if got := orientation(tiff); got != 0 {
			t.Errorf("%s: %d", name, got)
		}
	}
	for side := 1; side <= 8; side++ {
		if got := orientation(turned(side)); got != side {
			t.Errorf("%d became %d", side, got)
		}
	}
}
