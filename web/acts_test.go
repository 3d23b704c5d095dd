package web

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var actForm = regexp.MustCompile(`^[a-z_]+(\.[a-z_]+)+$`)

// tails are the ends of acts whose beginning alone stands in the program.
var tails = map[string][]string{
	"look.":     {"licence", "claim", "report", "case", "trail"},
	"phone.":    {"added", "changed"},
	"company.":  {"accepted", "refused"},
	"expert.":   {"verified", "suspended"},
	"claim.":    {"handed_over", "separated", "refused"},
	"override.": {"to_review", "approved"},
}

// recorder names a function by its package; the two that write into the trail go by any name of their owner.
type recorder struct{ dir, name string }

// source is a function of the program.
type source struct {
	dir string
	*ast.FuncDecl
}

func actSources(t *testing.T, files *token.FileSet) (out []source) {
	t.Helper()
	for _, room := range []string{"accounts", "assessments", "calendar", "cmd/station", "files", "insights", "notices", "reviews", "web"} {
		err := filepath.WalkDir(filepath.Join("..", room), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(files, path, nil, 0)
			if err != nil {
				return err
			}
			for _, d := range file.Decls {
				if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil {
					out = append(out, source{filepath.Dir(path), f})
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// acts finds what the program records: the texts that reach the trail, be it through functions that hand on an argument of theirs.
type acts struct {
	*testing.T
	files *token.FileSet
	known map[recorder]int // which argument is the act
	found map[string]string
}

func (a *acts) recorder(dir, name string) (int, bool) {
	if name == "Record" || name == "RecordFor" {
		return 4, true
	}
	at, ok := a.known[recorder{dir, name}]
	return at, ok
}

// follow looks at the calls of recorders in a function. An argument of its own makes the function one; of a variable, each text that it is given is an act.
func (a *acts) follow(f source) (more bool) {
	ast.Inspect(f.Body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		at, ok := a.recorder(f.dir, called(call))
		if !ok || len(call.Args) <= at {
			return true
		}
		name, ok := call.Args[at].(*ast.Ident)
		if !ok {
			a.take(call.Args[at])
			return true
		}
		if i := parameter(f.FuncDecl, name.Name); i >= 0 {
			if _, had := a.recorder(f.dir, f.Name.Name); !had {
				a.known[recorder{f.dir, f.Name.Name}], more = i, true
			}
			return true
		}
		ast.Inspect(f.Body, func(n ast.Node) bool {
			if set, ok := n.(*ast.AssignStmt); ok && len(set.Lhs) == len(set.Rhs) {
				for i, left := range set.Lhs {
					if v, ok := left.(*ast.Ident); ok && v.Name == name.Name {
						a.take(set.Rhs[i])
					}
				}
			}
			return true
		})
		return true
	})
	return more
}

// take takes the texts of an expression for acts; a beginning has its ends in the table.
func (a *acts) take(e ast.Expr) {
	at := a.files.Position(e.Pos()).String()
	if sum, ok := e.(*ast.BinaryExpr); ok {
		if begin, ok := sum.X.(*ast.BasicLit); ok {
			text, _ := strconv.Unquote(begin.Value)
			if len(tails[text]) == 0 {
				a.Errorf("%s: what may follow %q is not in the table", at, text)
			}
			for _, tail := range tails[text] {
				a.found[text+tail] = at
			}
			return
		}
	}
	ast.Inspect(e, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if text, err := strconv.Unquote(lit.Value); err == nil && actForm.MatchString(text) {
				a.found[text] = at
			}
		}
		return true
	})
}

func called(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

func parameter(f *ast.FuncDecl, name string) int {
	i := 0
	for _, field := range f.Type.Params.List {
		for _, n := range field.Names {
			if n.Name == name {
				return i
			}
			i++
		}
	}
	return -1
}

// TestEveryActInTheTrailIsWorded: an auditor reads words, not keys.
func TestEveryActInTheTrailIsWorded(t *testing.T) {
	a := &acts{T: t, files: token.NewFileSet(), known: map[recorder]int{}, found: map[string]string{}}
	all := actSources(t, a.files)
	for more := true; more; {
		more = false
		for _, f := range all {
			more = a.follow(f) || more
		}
	}
	for _, act := range []string{"account.sign_in", "webhook.off", "holidays.year", "insight.publish", "override.refuse"} { // written, through a function, of another room, of the background work, by a variable
		if a.found[act] == "" {
			t.Errorf("%s is not found in the program", act)
		}
	}
	words := mustWords(t)
	for act, at := range a.found {
		for _, lang := range []string{Chinese, English} {
			if _, ok := words.byLang[lang]["act."+act]; !ok {
				t.Errorf("%s: act.%s is not worded in %s", at, act, lang)
			}
		}
	}
}
