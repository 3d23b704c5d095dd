// Package help is the user's guide inside the portal: chapters in Markdown, one file a language, rendered
// once at the start. A chapter that is broken stops the start and fails a test, not the visitor.
package help

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/zhuqi-yunzhan/station"
)

//go:embed zh/*.md en/*.md
var texts embed.FS

// The languages of the guide. The Chinese file of a chapter also says for whom it is and what it explains.
const (
	Chinese = "zh"
	English = "en"
)

// Root is the path of the guide's contents.
const Root = "/help"

// Words gives the word of a key in a language, as buttons and fields show it; false = there is none.
type Words func(lang, key string) (string, bool)

// Book is the guide: the same chapters in each language, in the same order.
type Book struct {
	chapters map[string][]Chapter // by language
	explains map[string][]spot    // by route
}

// spot is a place of the guide that explains a page, for some roles or for everybody.
type spot struct {
	roles         []station.Role
	chapter, head string
}

// Load renders the guide that is compiled in. It fails on a chapter that one language lacks, on a
// heading, a word or a place that is not there, and on anything that a chapter may not hold.
func Load(words Words) (*Book, error) { return load(texts, words) }

func load(files fs.FS, words Words) (*Book, error) {
	book := &Book{chapters: map[string][]Chapter{}, explains: map[string][]spot{}}
	for _, lang := range []string{Chinese, English} {
		names, err := fs.Glob(files, lang+"/*.md")
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			body, err := fs.ReadFile(files, name)
			if err != nil {
				return nil, err
			}
			chapter, err := read(lang, strings.TrimSuffix(path.Base(name), ".md"), body, words)
			if err != nil {
				return nil, fmt.Errorf("help: %s: %w", name, err)
			}
			book.chapters[lang] = append(book.chapters[lang], chapter)
		}
	}
	if err := book.pair(); err != nil {
		return nil, fmt.Errorf("help: %w", err)
	}
	return book, nil
}

// pair gives the English chapters what only the Chinese ones say, puts both in order, and holds the
// two against each other.
func (b *Book) pair() error {
	zh, en := b.chapters[Chinese], b.chapters[English]
	if len(zh) == 0 || len(zh) != len(en) {
		return fmt.Errorf("%d chapters in Chinese, %d in English", len(zh), len(en))
	}
	for i := range zh { // both are in the order of their file names
		if zh[i].Name != en[i].Name {
			return fmt.Errorf("%s has no twin in the other language", min(zh[i].Name, en[i].Name))
		}
		if en[i].order != 0 || en[i].Roles != nil || en[i].pages != nil {
			return fmt.Errorf("%s: order, roles and pages stand in the Chinese file only", en[i].Name)
		}
		if !slices.EqualFunc(zh[i].Headings, en[i].Headings, func(a, b Heading) bool { return a.ID == b.ID && a.Level == b.Level }) {
			return fmt.Errorf("%s: the headings differ between the languages", zh[i].Name)
		}
		if !slices.Equal(zh[i].Pictures, en[i].Pictures) {
			return fmt.Errorf("%s: the pictures differ between the languages", zh[i].Name)
		}
		en[i].order, en[i].Roles, en[i].pages = zh[i].order, zh[i].Roles, zh[i].pages
	}
	for _, chapters := range b.chapters {
		slices.SortFunc(chapters, func(x, y Chapter) int { return cmp.Compare(x.order, y.order) })
	}
	return b.place()
}

// place notes which page each chapter explains, and follows the links between chapters.
func (b *Book) place() error {
	for i, chapter := range b.chapters[Chinese] {
		if i > 0 && b.chapters[Chinese][i-1].order == chapter.order {
			return fmt.Errorf("%s: order %d is taken", chapter.Name, chapter.order)
		}
		for page, head := range chapter.pages {
			if head != "" && !chapter.has(head) {
				return fmt.Errorf("%s: %s is explained under #%s, which is not there", chapter.Name, page, head)
			}
			b.explains[page] = append(b.explains[page], spot{chapter.Roles, chapter.Name, head})
		}
	}
	for lang, chapters := range b.chapters {
		for _, chapter := range chapters {
			for _, link := range chapter.Links {
				if err := b.follow(lang, chapter, link); err != nil {
					return fmt.Errorf("%s/%s: %w", lang, chapter.Name, err)
				}
			}
		}
	}
	return nil
}

// follow holds a link inside the guide against what it leads to.
func (b *Book) follow(lang string, from Chapter, link string) error {
	where, head, _ := strings.Cut(link, "#")
	to := from
	if name, inside := strings.CutPrefix(where, Root+"/"); inside {
		found, _, _, ok := b.Find(lang, name)
		if !ok {
			return fmt.Errorf("the link %s leads to no chapter", link)
		}
		to = found
	} else if where != "" {
		return nil // a page of the portal; web's tests hold it against the routes
	}
	if head != "" && !to.has(head) {
		return fmt.Errorf("the link %s leads to no heading", link)
	}
	return nil
}

// Chapters lists a language's chapters in order: those of a role, those for everybody, those of other roles.
func (b *Book) Chapters(lang string, role station.Role) (own, common, others []Chapter) {
	for _, chapter := range b.in(lang) {
		switch {
		case len(chapter.Roles) == 0:
			common = append(common, chapter)
		case slices.Contains(chapter.Roles, role):
			own = append(own, chapter)
		default:
			others = append(others, chapter)
		}
	}
	return own, common, others
}

// Find gives a chapter with its neighbours in order; the zero chapter stands for none.
func (b *Book) Find(lang, name string) (chapter, before, after Chapter, ok bool) {
	all := b.in(lang)
	at := slices.IndexFunc(all, func(c Chapter) bool { return c.Name == name })
	if at < 0 {
		return chapter, before, after, false
	}
	if at > 0 {
		before = all[at-1]
	}
	if at < len(all)-1 {
		after = all[at+1]
	}
	return all[at], before, after, true
}

// For gives the path that explains a page to a role: its chapter and heading. The page is a route such as
// /self-checks/:id; of a command's route, the page that it was given on is meant. Root where nothing explains it.
func (b *Book) For(route string, role station.Role) string {
	for page := route; page != "" && page != "/."; page = parent(page) {
		spots := b.explains[page]
		for _, fits := range []func(spot) bool{
			func(s spot) bool { return slices.Contains(s.roles, role) },
			func(s spot) bool { return len(s.roles) == 0 },
			func(spot) bool { return true },
		} {
			if at := slices.IndexFunc(spots, fits); at >= 0 {
				return spots[at].url()
			}
		}
		if page == "/" {
			break
		}
	}
	return Root
}

// Pages lists the routes that a chapter explains.
func (b *Book) Pages() []string {
	var out []string
	for page := range b.explains {
		out = append(out, page)
	}
	slices.Sort(out)
	return out
}

func (s spot) url() string {
	if s.head == "" {
		return Root + "/" + s.chapter
	}
	return Root + "/" + s.chapter + "#" + s.head
}

// parent is the route above: /people/:person/remove, /people/:person, /people. Above these is nothing.
func parent(route string) string {
	if above := path.Dir(route); above != "/" {
		return above
	}
	return ""
}

func (b *Book) in(lang string) []Chapter {
	if all := b.chapters[lang]; all != nil {
		return all
	}
	return b.chapters[Chinese]
}
