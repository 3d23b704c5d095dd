package station_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const module = "github.com/zhuqi-yunzhan/station"

// doors says which rooms a room may open. Everybody may open station itself; a room may open its
// own folders. cmd opens everything, and nobody opens cmd.
var doors = map[string][]string{
	"":            {},
	"pg":          {},
	"calendar":    {},
	"rules":       {},
	"migrations":  {"pg"}, // pgtest only, see TestMigrationsOpenNothing
	"seal":        {},
	"files":       {"pg"},
	"notices":     {"pg"},
	"accounts":    {"pg", "seal"},
	"knowledge":   {"accounts", "pg"},
	"assessments": {"accounts", "rules", "pg"},
	"reviews":     {"accounts", "pg"},
	"cases":       {"accounts", "pg"},
	"insights":    {"accounts", "pg"},
	"advisor":     {"accounts", "knowledge", "pg"},
	"web":         {"accounts", "rules", "assessments", "reviews", "cases", "insights", "knowledge", "advisor", "pg", "calendar", "files", "notices"},
}

// doorways says where each outside dependency may be opened: a room, a folder, or one file.
var doorways = map[string][]string{
	"github.com/open-policy-agent/opa":   {"rules/"},
	"github.com/gofiber/fiber":           {"web/"},
	"github.com/valyala/fasthttp":        {"web/"},
	"github.com/sashabaranov/go-openai":  {"advisor/"},
	"github.com/riverqueue/river":        {"pg/"},
	"github.com/jackc/pgx":               {"pg/", "migrations/", "cmd/", "/store"},
	"github.com/xuri/excelize":           {"web/paper/"},
	"github.com/signintech/gopdf":        {"web/paper/"},
	"github.com/go-playground/validator": {"web/"},
	"github.com/emmansun/gmsm":           {"seal/suite_gm.go", "reviews/signature/", "reviews/signed/content.go"},
	"github.com/digitorus":               {"reviews/signature/"},
	"github.com/minio/minio-go":          {"files/s3.go"},
	"github.com/wneessen/go-mail":        {"notices/relay.go"},
	"github.com/go-webauthn/webauthn":    {"accounts/passkey.go"},
	"github.com/trustelem/zxcvbn":        {"accounts/password_new.go"},
	"github.com/piglig/go-qr":            {"web/qr.go"},
	"github.com/yuin/goldmark":           {"web/help/"},
}

type source struct {
	file    string
	imports []string
	tree    *ast.File
	set     *token.FileSet
	lines   int
}

func sources(t *testing.T) []source {
	t.Helper()
	var out []source
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || d.Name() == ".git" || d.Name() == "testdata" || d.Name() == "data") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") {
			return nil
		}
		set := token.NewFileSet()
		tree, err := parser.ParseFile(set, path, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		s := source{file: filepath.ToSlash(path), tree: tree, set: set, lines: strings.Count(string(text), "\n")}
		for _, i := range tree.Imports {
			s.imports = append(s.imports, strings.Trim(i.Path.Value, `"`))
		}
		out = append(out, s)
		return nil
	})
	if err != nil || len(out) == 0 {
		t.Fatal("no sources", err)
	}
	return out
}

func roomOf(path string) string {
	room, _, _ := strings.Cut(path, "/")
	if strings.HasSuffix(room, ".go") {
		return ""
	}
	return room
}

func TestRoomsOpenOnlyTheirDoors(t *testing.T) {
	for _, s := range sources(t) {
		if strings.HasSuffix(s.file, "_test.go") {
			continue
		}
		room := roomOf(s.file)
		if room == "cmd" {
			continue
		}
		allowed, known := doors[room]
		if !known {
			t.Errorf("%s: room %q is not in the house", s.file, room)
			continue
		}
		for _, path := range s.imports {
			inside, ours := strings.CutPrefix(path, module)
			if !ours || inside == "" {
				continue
			}
			other := roomOf(strings.TrimPrefix(inside, "/"))
			if other == room {
				continue
			}
			if other == "cmd" || !contains(allowed, other) {
				t.Errorf("%s opens %s: room %q may open only %v", s.file, path, room, allowed)
			}
		}
	}
}

func TestEachDependencyHasOneDoorway(t *testing.T) {
	for _, s := range sources(t) {
		for _, path := range s.imports {
			for dependency, places := range doorways {
				if path != dependency && !strings.HasPrefix(path, dependency+"/") {
					continue
				}
				if strings.HasSuffix(s.file, "_test.go") || within(s.file, places) {
					continue
				}
				t.Errorf("%s opens %s, whose doorway is %v", s.file, dependency, places)
			}
		}
	}
}

func within(file string, places []string) bool {
	for _, place := range places {
		if strings.HasPrefix(place, "/") && strings.Contains(file, place) || strings.HasPrefix(file, place) {
			return true
		}
	}
	return false
}

func contains(list []string, s string) bool {
	for _, item := range list {
		if item == s {
			return true
		}
	}
	return false
}

func TestMigrationsOpenNothing(t *testing.T) {
	for _, s := range sources(t) {
		if !strings.HasPrefix(s.file, "migrations/") || strings.HasPrefix(s.file, "migrations/pgtest/") || strings.HasSuffix(s.file, "_test.go") {
			continue
		}
		for _, path := range s.imports {
			if strings.HasPrefix(path, module) {
				t.Errorf("%s opens %s; migrations open nothing of ours", s.file, path)
			}
		}
	}
}

func TestFilesAndFunctionsStaySmall(t *testing.T) {
	for _, s := range sources(t) {
		if s.lines > 350 {
			t.Errorf("%s has %d lines, above 350: a room asking to be split", s.file, s.lines)
		}
		if strings.HasSuffix(s.file, "_test.go") {
			continue
		}
		ast.Inspect(s.tree, func(n ast.Node) bool {
			f, ok := n.(*ast.FuncDecl)
			if !ok {
				return true
			}
			if lines := s.set.Position(f.End()).Line - s.set.Position(f.Pos()).Line + 1; lines > 60 {
				t.Errorf("%s: %s has %d lines, above 60", s.file, f.Name.Name, lines)
			}
			if f.Name.Name == "init" && f.Recv == nil {
				t.Errorf("%s: init() hides work from the reader", s.file)
			}
			return true
		})
	}
}

func TestExportsSayWhatTheyAreFor(t *testing.T) {
	for _, s := range sources(t) {
		if strings.HasSuffix(s.file, "_test.go") || strings.HasPrefix(s.file, "cmd/") {
			continue
		}
		for _, d := range s.tree.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Name.IsExported() && f.Doc == nil && exportedReceiver(f) {
				t.Errorf("%s: %s is exported and says nothing", s.file, f.Name.Name)
			}
		}
	}
}

func exportedReceiver(f *ast.FuncDecl) bool {
	if f.Recv == nil || len(f.Recv.List) == 0 {
		return true
	}
	expr := f.Recv.List[0].Type
	if star, ok := expr.(*ast.StarExpr); ok {
		expr = star.X
	}
	id, ok := expr.(*ast.Ident)
	return ok && id.IsExported()
}

// TestTheClockIsPassedIn finds the calls that would make a rule, a score or a store depend on
// the moment at which it runs.
func TestTheClockIsPassedIn(t *testing.T) {
	timeless := []string{"rules/", "accounts/", "assessments/", "calendar/", "seal/", "files/", "notices/", "insights/", "reviews/", "migrations/migrations.go"}
	for _, s := range sources(t) {
		if strings.HasSuffix(s.file, "_test.go") || !within(s.file, timeless) {
			continue
		}
		ast.Inspect(s.tree, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok && sel.Sel.Name == "Now" {
				if id, ok := sel.X.(*ast.Ident); ok && id.Name == "time" {
					t.Errorf("%s: time.Now; the clock is passed in", s.set.Position(n.Pos()))
				}
			}
			return true
		})
	}
}
