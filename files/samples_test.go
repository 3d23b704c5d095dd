package files

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"strings"
	"testing"
)

// canary stands for what nobody must find again: a place, a name.
const canary = "zhaotianyi-30.1234N"

// picture is a picture of noise, so that it does not shrink; no two seeds look alike.
func picture(side int, seed uint64) image.Image {
	random := rand.New(rand.NewPCG(seed, 1))
	m := image.NewRGBA(image.Rect(0, 0, side, side*3/4))
	for i := range m.Pix {
		m.Pix[i] = byte(random.Uint32())
	}
	for i := 3; i < len(m.Pix); i += 4 {
		m.Pix[i] = 0xFF
	}
	m.Set(0, 0, color.White)
	return m
}

func aPNG(t testing.TB, side int, seed uint64) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, picture(side, seed)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func aJPEG(t testing.TB, side int, seed uint64) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, picture(side, seed), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// pngPart makes one part of a PNG.
func pngPart(kind string, data []byte) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	out = append(append(out, kind...), data...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

// taggedPNG is a picture full of what should not stay: texts, EXIF, XMP, a date, a second picture behind its end.
func taggedPNG(t testing.TB, plain []byte) []byte {
	t.Helper()
	const head = 8 + 25 // magic and IHDR
	out := bytes.Clone(plain[:head])
	out = append(out, pngPart("tEXt", []byte("Author\x00"+canary))...)
	out = append(out, pngPart("eXIf", exifWith(6))...)
	out = append(out, pngPart("iTXt", []byte("XML:com.adobe.xmp\x00\x00\x00\x00\x00"+canary))...)
	out = append(out, pngPart("tIME", []byte{7, 234, 11, 26, 1, 1, 1})...)
	out = append(out, pngPart("prVt", []byte(canary))...)
	out = append(out, plain[head:]...)
	return append(out, "PK\x03\x04"+canary...)
}

// exifWith is EXIF with a GPS position and the side that is up.
func exifWith(side byte) []byte {
	tiff := []byte("II\x2A\x00\x08\x00\x00\x00\x02\x00")
	tiff = append(tiff, 0x12, 0x01, 3, 0, 1, 0, 0, 0, side, 0, 0, 0)
	tiff = append(tiff, 0x25, 0x88, 4, 0, 1, 0, 0, 0, 40, 0, 0, 0)
	return append(tiff, canary...)
}

func jpegPart(marker byte, data string) []byte {
	return append(binary.BigEndian.AppendUint16([]byte{0xFF, marker}, uint16(len(data)+2)), data...)
}

// taggedJPEG is the same for a photograph; what follows its end is what telephones put there.
func taggedJPEG(plain []byte, side byte) []byte {
	out := bytes.Clone(plain[:2])
	out = append(out, jpegPart(jpegAPP0, "JFIF\x00\x01\x02\x00\x00\x48\x00\x48\x01\x01"+canary)...)
	out = append(out, jpegPart(jpegAPP1, exifStart+string(exifWith(side)))...)
	out = append(out, jpegPart(jpegAPP1, "http://ns.adobe.com/xap/1.0/\x00"+canary)...)
	out = append(out, jpegPart(jpegAPP2, "ICC_PROFILE\x00\x01\x01profile")...)
	out = append(out, jpegPart(jpegAPP2, "MPF\x00"+canary)...)
	out = append(out, jpegPart(0xED, "Photoshop 3.0\x00"+canary)...)
	out = append(out, jpegPart(0xFE, canary)...)
	out = append(out, plain[2:]...)
	return append(out, "ftypmp42"+canary...)
}

var (
	// pictures of one point, as two encoders write them
	webpLossy    = decoded("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA")
	webpLossless = decoded("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")
)

func decoded(text string) []byte {
	b, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		panic(err)
	}
	return b
}

func webpPart(kind, data string) []byte {
	out := append(binary.LittleEndian.AppendUint32([]byte(kind), uint32(len(data))), data...)
	if len(data)%2 == 1 {
		out = append(out, 0)
	}
	return out
}

// aWebP joins chunks.
func aWebP(parts ...[]byte) []byte {
	body := append([]byte("WEBP"), bytes.Join(parts, nil)...)
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

func taggedWebP(plain []byte) []byte {
	return append(aWebP(webpPart("VP8X", "\x0C\x00\x00\x00\x00\x00\x00\x00\x00\x00"), plain[12:], webpPart("EXIF", string(exifWith(3))), webpPart("XMP ", canary), webpPart("abcd", canary)), canary...)
}

func aPDF(text string) []byte {
	return []byte("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n" + text + "\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n")
}

// entry is one file of an archive.
type entry struct{ name, text string }

const contentTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`

func aBook(more ...entry) []entry {
	return append([]entry{{"[Content_Types].xml", contentTypes}, {"xl/workbook.xml", "<workbook/>"}, {"xl/worksheets/sheet1.xml", strings.Repeat("<row/>", 200)}}, more...)
}

func aDocument(more ...entry) []entry {
	return append([]entry{{"[Content_Types].xml", contentTypes}, {"word/document.xml", "<w:document/>"}}, more...)
}

func zipped(t testing.TB, entries []entry, change ...func(*zip.FileHeader)) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate}
		for _, c := range change {
			c(h)
		}
		w, err := z.CreateHeader(h)
		if err == nil {
			_, err = w.Write([]byte(e.text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// letter is a PDF that is like no other.
func letter(n int) []byte { return aPDF(fmt.Sprintf("letter %d %s", n, strings.Repeat("x", n%977))) }
