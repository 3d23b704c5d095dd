package rules

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"sort"
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
	digest   string // sha256 over names and contents of all but the tests
}

// readSource reads a stock OPA bundle folder: .manifest, *.rego, data.yaml and data.json.
func readSource(files fs.FS) (*source, error) {
	s := &source{modules: map[string]*ast.Module{}, tests: map[string]*ast.Module{}, data: map[string]any{}}
	var names []string
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read bundle: %w", err)
	}
	sort.Strings(names)
	sum := sha256.New()
	var faults []error
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("read bundle: %w", err)
		}
		if !strings.HasSuffix(name, "_test.rego") {
			fmt.Fprintf(sum, "%s\x00%d\x00", name, len(text))
			sum.Write(text)
		}
		if err := s.take(name, text); err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", name, err))
		}
	}
	s.digest = hex.EncodeToString(sum.Sum(nil))
	return s, errors.Join(faults...)
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
