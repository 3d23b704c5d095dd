// Command storybook writes every page, filled with invented data, as static HTML with its assets:
// go run ./web/storybook -out DIR, then node web/browser/storybook.mjs DIR.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"sort"

	"github.com/zhuqi-yunzhan/station/web"
	"github.com/zhuqi-yunzhan/station/web/assets"
	"github.com/zhuqi-yunzhan/station/web/help"
	"github.com/zhuqi-yunzhan/station/web/storybook/stories"
)

func main() {
	out := flag.String("out", "storybook", "where to write")
	flag.Parse()
	if err := write(*out); err != nil {
		log.Fatal(err)
	}
}

// looks are the ways in which each page is written; the names are the folders.
var looks = []struct {
	name string
	set  func(c *web.Chrome)
}{
	{"light", func(c *web.Chrome) { c.Theme = "light" }},
	{"dark", func(c *web.Chrome) { c.Theme = "dark" }},
	{"large", func(c *web.Chrome) { c.Theme, c.Large = "light", true }},
}

func write(out string) error {
	if !assets.Built() {
		return fmt.Errorf("run npm run build first: there is no style sheet yet")
	}
	words, err := web.LoadWords()
	if err != nil {
		return err
	}
	views, err := web.NewViews(words)
	if err != nil {
		return err
	}
	if err := writeAssets(filepath.Join(out, "assets")); err != nil {
		return err
	}
	for _, lang := range web.Languages() {
		for _, look := range looks {
			for _, story := range stories.All() {
				telling := stories.NewTelling(words, lang)
				look.set(&telling.Chrome)
				if err := writePage(views, filepath.Join(out, lang, look.name), story, telling); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func writePage(views *web.Views, dir string, story stories.Story, telling stories.Telling) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	file, err := os.Create(filepath.Join(dir, story.Name+".html"))
	if err != nil {
		return err
	}
	defer file.Close()
	return views.Render(file, story.Page, story.Make(telling))
}

func writeAssets(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	names := assets.Names()
	sort.Strings(names)
	for _, name := range names {
		body, _, _, ok := assets.Lookup(assets.Prefix+name, "")
		if !ok {
			return fmt.Errorf("asset %s is missing", name)
		}
		if err := os.WriteFile(filepath.Join(dir, name), body, 0o644); err != nil {
			return err
		}
	}
	for _, below := range help.Pictures() {
		body, ok := help.Picture(below)
		if !ok {
			return fmt.Errorf("picture %s is missing", below)
		}
		file := filepath.Join(dir, filepath.FromSlash(below))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, body, 0o644); err != nil {
			return err
		}
	}
	return nil
}
