package help

import (
	"fmt"
	"html"
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

var (
	headingID   = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)
	pictureName = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)
	wordMark    = regexp.MustCompile(`^\{\{word "([a-z_]+\.[\w.]+)"\}\}`)
	holders     = regexp.MustCompile(`\{\w+\}`)
)

// markdown is CommonMark without raw HTML, with ids on headings, words of the catalogues and pictures with their size.
func markdown(s *setting) goldmark.Markdown {
	return goldmark.New(
		goldmark.WithParserOptions(parser.WithAttribute(), parser.WithInlineParsers(util.Prioritized(wordParser{s}, 50))),
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(drawer{s}, 50))),
	)
}

// word is what a button or a field says, taken from the catalogues.
type word struct {
	ast.BaseInline
	said string
}

var wordKind = ast.NewNodeKind("Word")

// Kind names the node.
func (w *word) Kind() ast.NodeKind { return wordKind }

// Dump shows the node to somebody who looks for a fault.
func (w *word) Dump(source []byte, level int) { ast.DumpHelper(w, source, level, nil, nil) }

// wordParser reads {{word "people.invite"}}.
type wordParser struct{ s *setting }

// Trigger is what begins a word.
func (wordParser) Trigger() []byte { return []byte{'{'} }

// Parse takes the word's key and puts the word of this language in its place; what is filled in at run time shows as dots.
func (p wordParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	m := wordMark.FindSubmatch(line)
	if m == nil {
		return nil
	}
	block.Advance(len(m[0]))
	said, ok := p.s.words(p.s.lang, string(m[1]))
	if !ok {
		p.s.missing = append(p.s.missing, string(m[1]))
	}
	return &word{said: strings.TrimSpace(holders.ReplaceAllString(said, "…"))}
}

// drawer renders what a chapter has beyond CommonMark.
type drawer struct{ s *setting }

// RegisterFuncs names what it renders.
func (d drawer) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(wordKind, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			_, _ = fmt.Fprintf(w, `<b class="ui">%s</b>`, html.EscapeString(n.(*word).said))
		}
		return ast.WalkSkipChildren, nil
	})
	r.Register(ast.KindImage, d.picture)
}

// picture draws a picture with its size, so that nothing jumps when it comes; while a new one has not been
// taken yet, its text stands alone.
func (d drawer) picture(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkSkipChildren, nil
	}
	image := n.(*ast.Image)
	instead := html.EscapeString(d.s.plain(n))
	shot, ok := pictures()[d.s.lang+"/"+string(image.Destination)]
	if !ok {
		_, _ = fmt.Fprintf(w, `<span class="shot shot--none">%s</span>`, instead)
		return ast.WalkSkipChildren, nil
	}
	_, _ = fmt.Fprintf(w, `<span class="shot"><img src="%s" alt="%s" width="%d" height="%d" loading="lazy" decoding="async"></span>`,
		shot.URL, instead, shot.Width, shot.Height)
	return ast.WalkSkipChildren, nil
}

// plain is the text of a node without its marks.
func (s *setting) plain(n ast.Node) string {
	var out strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			out.Write(n.Segment.Value(s.source))
			if n.SoftLineBreak() || n.HardLineBreak() {
				out.WriteByte(' ')
			}
		case *word:
			out.WriteString(n.said)
		case *ast.FencedCodeBlock, *ast.CodeBlock:
			for i := range n.Lines().Len() {
				line := n.Lines().At(i)
				out.Write(line.Value(s.source))
			}
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimSpace(out.String())
}
