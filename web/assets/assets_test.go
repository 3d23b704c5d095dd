package assets_test

import (
	"strings"
	"testing"

	"github.com/zhuqi-yunzhan/station/web/assets"
)

func TestLookupChoosesTheEncodingTheClientTakes(t *testing.T) {
	if !assets.Built() {
		t.Fatal("the assets are not built: run `make test`, or `npm ci && npm run build`")
	}
	css := assets.URL("app.css")
	for _, c := range []struct{ accept, want string }{
		{"gzip, deflate, br", "br"}, {"gzip", "gzip"}, {"", ""}, {"br;q=0, gzip;q=0.5", "gzip"}, {"identity", ""}, {"br;q=x", ""},
	} {
		body, kind, encoding, ok := assets.Lookup(css, c.accept)
		if !ok || encoding != c.want || len(body) == 0 || !strings.HasPrefix(kind, "text/css") {
			t.Errorf("Accept-Encoding %q: got %q, %s, ok=%v", c.accept, encoding, kind, ok)
		}
	}
	for _, name := range assets.Names() {
		if _, kind, _, ok := assets.Lookup(assets.Prefix+name, ""); !ok || kind == "" {
			t.Errorf("%s is in the manifest and not served", name)
		}
	}
}

func TestLookupServesNothingButTheManifest(t *testing.T) {
	for _, path := range []string{"/assets/manifest.json", "/assets/.keep", "/assets/fonts/NotoSansSC_400Regular.ttf", "/assets/../assets.go", assets.URL("app.css") + ".br", "/elsewhere", "/assets/"} {
		if _, _, _, ok := assets.Lookup(path, "br"); ok {
			t.Errorf("%s must not be served", path)
		}
	}
}

func TestURLOfAnUnknownNameIsThatName(t *testing.T) {
	if got := assets.URL("nothing.js"); got != "/assets/nothing.js" {
		t.Errorf("got %s", got)
	}
}

func TestFontsAreThereForThePaper(t *testing.T) {
	if !assets.Built() {
		t.Fatal("the assets are not built: run `make test`, or `npm ci && npm run build`")
	}
	for _, weight := range []int{400, 700} {
		if font, err := assets.Font(weight); err != nil || len(font) < 1<<20 {
			t.Errorf("weight %d: %d bytes, %v", weight, len(font), err)
		}
	}
	if _, err := assets.Font(100); err == nil {
		t.Error("weight 100 is not ours")
	}
}
