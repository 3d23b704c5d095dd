package help

import (
	"crypto/sha256"
	"embed"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"
)

//go:embed all:pictures
var shots embed.FS

// Served is the folder of the pictures below the assets.
const Served = "help/"

// density is how many pixels of a picture are one of the page: pictures stay sharp on fine screens.
const density = 1.5

// Shot is a picture of the portal, as the browser tests took it. Width and height are of the page, not of the file.
type Shot struct {
	URL           string
	Width, Height int
	body          []byte
}

// pictures are all that are compiled in, by language and name, each under an address that carries its digest.
var pictures = sync.OnceValue(func() map[string]Shot {
	out := map[string]Shot{}
	names, _ := fs.Glob(shots, "pictures/*/*.webp") // the pattern is well-formed
	for _, name := range names {
		body, err := shots.ReadFile(name)
		if err != nil {
			continue
		}
		wide, high, err := webpSize(body)
		if err != nil {
			continue // a test tells of it
		}
		sum := sha256.Sum256(body)
		key := strings.TrimSuffix(strings.TrimPrefix(name, "pictures/"), ".webp")
		out[key] = Shot{URL: "/assets/" + Served + key + "-" + hex.EncodeToString(sum[:5]) + ".webp", Width: int(float64(wide)/density + .5), Height: int(float64(high)/density + .5), body: body}
	}
	return out
})

// byURL finds a picture by the path that it is served under.
var byURL = sync.OnceValue(func() map[string][]byte {
	out := map[string][]byte{}
	for _, shot := range pictures() {
		out[strings.TrimPrefix(shot.URL, "/assets/")] = shot.body
	}
	return out
})

// Picture gives the file of a path below the assets, a WebP; false = there is none.
func Picture(below string) ([]byte, bool) {
	body, ok := byURL()[below]
	return body, ok
}

// Pictures lists what is compiled in: language/name, and the path below the assets.
func Pictures() map[string]string {
	out := map[string]string{}
	for key, shot := range pictures() {
		out[key] = path.Clean(strings.TrimPrefix(shot.URL, "/assets/"))
	}
	return out
}

// webpSize reads how many pixels a WebP has, from its head (RFC 9649).
func webpSize(body []byte) (wide, high int, err error) {
	if len(body) < 30 || string(body[:4]) != "RIFF" || string(body[8:12]) != "WEBP" {
		return 0, 0, fmt.Errorf("no WebP")
	}
	switch string(body[12:16]) {
	case "VP8 ":
		return int(binary.LittleEndian.Uint16(body[26:]) & 0x3fff), int(binary.LittleEndian.Uint16(body[28:]) & 0x3fff), nil
	case "VP8L":
		bits := binary.LittleEndian.Uint32(body[21:])
		return int(bits&0x3fff) + 1, int(bits>>14&0x3fff) + 1, nil
	case "VP8X":
		return int(body[24]) | int(body[25])<<8 | int(body[26])<<16 + 1, int(body[27]) | int(body[28])<<8 | int(body[29])<<16 + 1, nil
	}
	return 0, 0, fmt.Errorf("no WebP that is known")
}
