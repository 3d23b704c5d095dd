// Package assets holds what the browser loads beside a page: the style sheet, the script and the
// drawings that `npm run build` wrote into dist, each under a name that carries its content's hash.
// Without a build the package still compiles: pages then name files that are not there.
package assets

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"mime"
	"path"
	"strconv"
	"strings"
	"sync"
)

//go:embed all:dist
var dist embed.FS

// Prefix is the path under which the files are served.
const Prefix = "/assets/"

// manifest maps plain names to hashed ones; it is read once, from what is compiled in.
var manifest = sync.OnceValue(func() map[string]string {
	names := map[string]string{}
	if body, err := dist.ReadFile("dist/manifest.json"); err == nil {
		_ = json.Unmarshal(body, &names)
	}
	return names
})

// Built tells whether `npm run build` has been run before compiling.
func Built() bool { return len(manifest()) > 0 }

// URL is the path of a file under its hashed name, safe to cache for ever.
func URL(name string) string {
	if hashed, ok := manifest()[name]; ok {
		return Prefix + hashed
	}
	return Prefix + name
}

// Names lists the hashed names of all files that may be served.
func Names() []string {
	names := make([]string, 0, len(manifest()))
	for _, hashed := range manifest() {
		names = append(names, hashed)
	}
	return names
}

// Lookup finds the file of a request path and the best encoding that the client takes. Only files of
// the manifest are served: neither fonts nor the compressed twins by their own names.
func Lookup(requestPath, acceptEncoding string) (body []byte, contentType, encoding string, ok bool) {
	name, found := strings.CutPrefix(requestPath, Prefix)
	if !found || !served(name) {
		return nil, "", "", false
	}
	contentType = typeOf(name)
	for _, variant := range []struct{ encoding, suffix string }{{"br", ".br"}, {"gzip", ".gz"}} {
		if !accepts(acceptEncoding, variant.encoding) {
			continue
		}
		if packed, err := dist.ReadFile("dist/" + name + variant.suffix); err == nil {
			return packed, contentType, variant.encoding, true
		}
	}
	body, err := dist.ReadFile("dist/" + name)
	return body, contentType, "", err == nil
}

// Font is the TTF of a weight (400 or 700) for the PDF writer.
func Font(weight int) ([]byte, error) {
	file := map[int]string{400: "NotoSansSC_400Regular.ttf", 700: "NotoSansSC_700Bold.ttf"}[weight]
	body, err := fs.ReadFile(dist, path.Join("dist/fonts", file))
	if err != nil || file == "" {
		return nil, fmt.Errorf("assets: no font of weight %d: run npm run build", weight)
	}
	return body, nil
}

func served(name string) bool {
	for _, hashed := range manifest() {
		if hashed == name {
			return true
		}
	}
	return false
}

// typeOf names the few types we serve ourselves, because mime tables differ between machines.
func typeOf(name string) string {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	}
	return mime.TypeByExtension(path.Ext(name))
}

// accepts reads an Accept-Encoding header: named, and not refused with q=0.
func accepts(header, encoding string) bool {
	for _, part := range strings.Split(header, ",") {
		name, params, _ := strings.Cut(part, ";")
		if !strings.EqualFold(strings.TrimSpace(name), encoding) {
			continue
		}
		q, found := strings.CutPrefix(strings.TrimSpace(params), "q=")
		if !found {
			return true
		}
		weight, err := strconv.ParseFloat(strings.TrimSpace(q), 64)
		return err == nil && weight > 0
	}
	return false
}
