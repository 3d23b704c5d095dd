package rules

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"gopkg.in/yaml.v3"
)

// source is a bundle as read from its folder, before it is understood.
type source struct {
	modules  map[string]*ast.Module // by file name, tests left out
	tests    map[string]*ast.Module
	data     map[string]any
	revision string
	texts    Files  // of the modules, tests among them
	digest   string // sha256 over rules, data and revision, whether they come from a folder or an archive
}

// Files are the files of a bundle by name, such as risk/tax/local_file.rego.
type Files map[string][]byte

// FilesOf reads a bundle's folder into memory.
func FilesOf(folder fs.FS) (Files, error) {
	files := Files{}
	err := fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files[name], err = fs.ReadFile(folder, name)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read bundle: %w", err)
	}
	return files, nil
}

// readSource understands the files of a stock OPA bundle: .manifest, *.rego, data.yaml and data.json.
func readSource(files Files) (*source, error) {
	s := &source{modules: map[string]*ast.Module{}, tests: map[string]*ast.Module{}, data: map[string]any{}, texts: Files{}}
	var faults []error
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := s.take(name, files[name]); err != nil {
			faults = append(faults, inFile(name, err))
		}
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	return s, s.seal()
}

// seal computes the digest. Files of data count by what they say, as an archive merges them.
func (s *source) seal() error {
	sum := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(s.modules)) {
		fmt.Fprintf(sum, "%s\x00%d\x00%s", name, len(s.texts[name]), s.texts[name])
	}
	data, err := json.Marshal(s.data)
	if err != nil {
		return fmt.Errorf("bundle data: %w", err)
	}
	fmt.Fprintf(sum, "data\x00%d\x00%s%s", len(data), data, s.revision)
	s.digest = hex.EncodeToString(sum.Sum(nil))
	return nil
}

func (s *source) take(name string, text []byte) error {
	switch base := path.Base(name); {
	case strings.HasSuffix(base, ".rego"):
		module, err := ast.ParseModuleWithOpts(name, string(text), ast.ParserOptions{
			ProcessAnnotation: true, RegoVersion: ast.RegoV1, Capabilities: capabilities(),
		})
		if err != nil {
			return err
		}
		s.texts[name] = text
		if strings.HasSuffix(base, "_test.rego") {
			s.tests[name] = module
			return nil
		}
		s.modules[name] = module
	case base == "data.yaml" || base == "data.json":
		value, err := decodeData(text)
		if err != nil {
			return err
		}
		return s.graft(path.Dir(name), value)
	case base == ".manifest":
		var manifest struct {
			Revision string `json:"revision"`
		}
		if err := json.Unmarshal(text, &manifest); err != nil {
			return err
		}
		s.revision = manifest.Revision
	default:
		return errors.New("a bundle holds .manifest, .rego, data.yaml and data.json only")
	}
	return nil
}

// graft puts the object of a data file at its folder, as OPA does.
func (s *source) graft(dir string, value any) error {
	object, ok := value.(map[string]any)
	if !ok {
		return errors.New("a data file holds an object")
	}
	at := s.data
	if dir != "." {
		for _, step := range strings.Split(dir, "/") {
			next, ok := at[step].(map[string]any)
			if !ok {
				next = map[string]any{}
				at[step] = next
			}
			at = next
		}
	}
	for key, v := range object {
		if _, taken := at[key]; taken {
			return fmt.Errorf("%s is defined twice", key)
		}
		at[key] = v
	}
	return nil
}

// decodeData reads YAML or JSON without letting YAML guess: numbers stay exact decimals,
// dates stay text.
func decodeData(text []byte) (any, error) {
	var node yaml.Node
	if err := yaml.Unmarshal(text, &node); err != nil {
		return nil, err
	}
	if len(node.Content) == 0 {
		return map[string]any{}, nil
	}
	return plainValue(node.Content[0])
}

func plainValue(n *yaml.Node) (any, error) {
	switch n.Kind {
	case yaml.MappingNode:
		out := make(map[string]any, len(n.Content)/2)
		for i := 0; i+1 < len(n.Content); i += 2 {
			key := n.Content[i].Value
			if _, twice := out[key]; twice {
				return nil, fmt.Errorf("line %d: %s stands twice", n.Content[i].Line, key)
			}
			v, err := plainValue(n.Content[i+1])
			if err != nil {
				return nil, err
			}
			out[key] = v
		}
		return out, nil
	case yaml.SequenceNode:
		out := make([]any, 0, len(n.Content))
		for _, item := range n.Content {
			v, err := plainValue(item)
			if err != nil {
				return nil, err
			}
			out = append(out, v)
		}
		return out, nil
	case yaml.ScalarNode:
		return plainScalar(n)
	}
	return nil, fmt.Errorf("line %d: aliases and anchors are not used here", n.Line)
}

func plainScalar(n *yaml.Node) (any, error) {
	switch n.Tag {
	case "!!null":
		return nil, nil
	case "!!bool":
		var b bool
		err := n.Decode(&b)
		return b, err
	case "!!int", "!!float":
		if !json.Valid([]byte(n.Value)) {
			return nil, fmt.Errorf("line %d: %q is not a plain decimal number", n.Line, n.Value)
		}
		return json.Number(n.Value), nil
	}
	return n.Value, nil
}

// Parsed gives the modules of a bundle, tests among them, and its data, for whoever works on rules.
func (f Files) Parsed() (map[string]*ast.Module, map[string]any, error) {
	src, err := readSource(f)
	if err != nil {
		return nil, nil, err
	}
	all := maps.Clone(src.modules)
	maps.Copy(all, src.tests)
	return all, src.data, nil
}
