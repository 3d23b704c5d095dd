package migrations

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"
)

func someFiles(t *testing.T, pairs ...string) []file {
	t.Helper()
	fsys := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		fsys[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	list, err := load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestFileNamesLeaveNoDoubtAboutTheOrder(t *testing.T) {
	for name, fsys := range map[string]fstest.MapFS{
		"named NNNN":  {"1_roles.sql": {}},
		"same number": {"0001_roles.sql": {}, "0001_other.sql": {}},
	} {
		if _, err := load(fsys); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("want %q, got %v", name, err)
		}
	}
	list := someFiles(t, "0010_c.sql", "", "0002_b.sql", "", "0001_a.sql", "")
	if list[0].name != "0001_a.sql" || list[2].name != "0010_c.sql" || !list[0].first() || list[1].first() {
		t.Errorf("order %v", list)
	}
}

func TestPending(t *testing.T) {
	list := someFiles(t, "0001_a.sql", "a", "0002_b.sql", "b", "0003_c.sql", "c")
	a, b, c := list[0], list[1], list[2]
	cases := []struct {
		name string
		done map[string]string
		todo int
		err  error
		says string
	}{
		{"a new database needs all", nil, 3, nil, ""},
		{"one behind needs one", map[string]string{a.name: a.sha256, b.name: b.sha256}, 1, nil, ""},
		{"one up to date needs none", map[string]string{a.name: a.sha256, b.name: b.sha256, c.name: c.sha256}, 0, nil, ""},
		{"a changed file is refused", map[string]string{a.name: a.sha256, b.name: "other"}, 0, ErrChanged, "0002_b.sql"},
		{"a file slipped in before is refused", map[string]string{a.name: a.sha256, c.name: c.sha256}, 0, ErrChanged, "0002_b.sql comes before 0003_c.sql"},
		{"an unknown one is refused", map[string]string{a.name: a.sha256, "0009_z.sql": "z"}, 0, ErrNewer, "0009_z.sql"},
	}
	for _, c := range cases {
		todo, err := pending(list, c.done)
		if !errors.Is(err, c.err) || len(todo) != c.todo {
			t.Errorf("%s: %d to do, %v", c.name, len(todo), err)
		}
		if err != nil && !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestDigestChangesWithAnyFile(t *testing.T) {
	one, err1 := digest(fstest.MapFS{"0001_a.sql": {Data: []byte("a")}})
	two, err2 := digest(fstest.MapFS{"0001_a.sql": {Data: []byte("b")}})
	mine, err3 := Digest()
	if err := errors.Join(err1, err2, err3); err != nil {
		t.Fatal(err)
	}
	if one == two || one == mine || len(mine) != 64 {
		t.Errorf("%s %s %s", one, two, mine)
	}
}
