package help

import (
	"bytes"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"go.yaml.in/yaml/v3"

	"github.com/zhuqi-yunzhan/station"
)

// Chapter is one chapter in one language.
type Chapter struct {
	Name        string // of the file, and in the address
	Title, Lead string
	Roles       []station.Role // whose work it is about; none = everybody's
	HTML        template.HTML
	Headings    []Heading
	Pictures    []string // names in order
	Links       []string // every address that the text leads to
	order       int
	pages       map[string]string
	sections    []section
}

// Heading is a heading of a chapter. Level is 2 or 3.
type Heading struct {
	ID, Text string
	Level    int
}

// URL is the address of a chapter; empty for the zero chapter.
func (c Chapter) URL() string {
	if c.Name == "" {
		return ""
	}
	return Root + "/" + c.Name
}

// Tops are the headings of the upper level: the tasks of the chapter.
func (c Chapter) Tops() []Heading {
	var out []Heading
	for _, h := range c.Headings {
		if h.Level == 2 {
			out = append(out, h)
		}
	}
	return out
}

func (c Chapter) has(id string) bool {
	return slices.ContainsFunc(c.Headings, func(h Heading) bool { return h.ID == id })
}

// front is what stands between the two lines of --- at the head of a chapter.
type front struct {
	Title, Lead string
	Order       int
	Roles       []station.Role
	Pages       map[string]string // route → heading; empty = the chapter as a whole
}

// read makes a chapter of a file.
func read(lang, name string, body []byte, words Words) (Chapter, error) {
	head, rest, ok := bytes.Cut(bytes.TrimPrefix(body, []byte("---\n")), []byte("\n---\n"))
	if !ok || !bytes.HasPrefix(body, []byte("---\n")) {
		return Chapter{}, fmt.Errorf("no front matter between two lines of ---")
	}
	var f front
	dec := yaml.NewDecoder(bytes.NewReader(head))
	dec.KnownFields(true)
	if err := dec.Decode(&f); err != nil {
		return Chapter{}, fmt.Errorf("front matter: %w", err)
	}
	if f.Title == "" || f.Lead == "" || lang == Chinese && f.Order == 0 {
		return Chapter{}, fmt.Errorf("front matter: title and lead, and in Chinese an order, are needed")
	}
	for _, role := range f.Roles {
		if !slices.Contains(station.Roles(), role) {
			return Chapter{}, fmt.Errorf("front matter: there is no role %q", role)
		}
	}
	chapter := Chapter{Name: name, Title: f.Title, Lead: f.Lead, Roles: f.Roles, order: f.Order, pages: f.Pages}
	s := &setting{lang: lang, words: words, chapter: &chapter, source: rest}
	tree := markdown(s).Parser().Parse(text.NewReader(rest))
	if err := s.look(tree); err != nil {
		return Chapter{}, err
	}
	var out bytes.Buffer
	if err := markdown(s).Renderer().Render(&out, rest, tree); err != nil {
		return Chapter{}, err
	}
	chapter.HTML = template.HTML(out.String())
	return chapter, nil
}

// setting is what is known while one chapter is read.
type setting struct {
	lang    string
	words   Words
	chapter *Chapter
	source  []byte
	missing []string // keys of words that no catalogue knows
}

// look walks a chapter: it notes headings, links, pictures and texts, and refuses what a chapter may not hold.
func (s *setting) look(tree ast.Node) error {
	if len(s.missing) > 0 {
		return fmt.Errorf("no catalogue knows the words %s", strings.Join(s.missing, ", "))
	}
	s.chapter.sections = []section{{text: s.chapter.Lead}}
	err := ast.Walk(tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		return ast.WalkContinue, s.note(n)
	})
	return err
}

func (s *setting) note(n ast.Node) error {
	switch n := n.(type) {
	case *ast.Heading:
		return s.heading(n)
	case *ast.Link:
		n.Destination = []byte(address(string(n.Destination)))
		s.chapter.Links = append(s.chapter.Links, string(n.Destination))
		if d := string(n.Destination); !strings.HasPrefix(d, "/") && !strings.HasPrefix(d, "#") {
			return fmt.Errorf("the link %s leads out of the portal", d)
		}
	case *ast.Image:
		s.chapter.Pictures = append(s.chapter.Pictures, string(n.Destination))
		if s.plain(n) == "" || !pictureName.Match(n.Destination) {
			return fmt.Errorf("the picture %s needs a text in its place and a name such as people-invite", n.Destination)
		}
	case *ast.Emphasis:
		return fmt.Errorf("%q is emphasised: what a button says is written {{word \"its.key\"}}", s.plain(n))
	case *ast.RawHTML, *ast.HTMLBlock, *ast.AutoLink:
		return fmt.Errorf("HTML and bare addresses are not for chapters")
	case *ast.Paragraph, *ast.TextBlock, *ast.FencedCodeBlock, *ast.CodeBlock:
		s.say(s.plain(n))
	}
	return nil
}

func (s *setting) heading(n *ast.Heading) error {
	id, _ := n.AttributeString("id")
	raw, _ := id.([]byte)
	h := Heading{ID: string(raw), Text: s.plain(n), Level: n.Level}
	switch {
	case n.Level != 2 && n.Level != 3:
		return fmt.Errorf("the heading %q is of level %d, not 2 or 3", h.Text, h.Level)
	case !headingID.MatchString(h.ID), h.ID == "main", strings.HasPrefix(h.ID, "guide-"):
		return fmt.Errorf("the heading %q needs an id of its own such as {#invite}", h.Text)
	case s.chapter.has(h.ID):
		return fmt.Errorf("the heading #%s stands there twice", h.ID)
	case len(n.Attributes()) != 1:
		return fmt.Errorf("the heading #%s may have an id and nothing else", h.ID)
	}
	s.chapter.Headings = append(s.chapter.Headings, h)
	s.chapter.sections = append(s.chapter.sections, section{head: h})
	return nil
}

// say adds a text to the section that it stands in, for the search.
func (s *setting) say(said string) {
	last := &s.chapter.sections[len(s.chapter.sections)-1]
	if said != "" {
		last.text = strings.TrimSpace(last.text + " " + said)
	}
}

// address completes what a chapter writes: sign-in#forgot means a chapter of the guide.
func address(written string) string {
	if written == "" || strings.ContainsAny(written[:1], "/#") || strings.Contains(written, ":") {
		return written
	}
	return Root + "/" + written
}
