package main

import (
	"context"
	"runtime/debug"
	"strings"

	"github.com/zhuqi-yunzhan/station/migrations"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/seal"
	"github.com/zhuqi-yunzhan/station/web"
)

// about tells the portal what this program is made of.
type about struct {
	db    *pg.DB
	suite seal.Suite
}

// About reads the build and asks the database for its version.
func (a about) About(ctx context.Context) (web.About, error) {
	out := built()
	out.Suite, out.Migration = a.suite.String(), migrations.Newest()
	var err error
	out.Database, err = a.db.ServerVersion(ctx)
	return out, err
}

// built is what the build left in the program.
func built() web.About {
	out := web.About{Version: "(unknown)"}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return out
	}
	out.Version, out.Go = info.Main.Version, strings.TrimPrefix(info.GoVersion, "go")
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			out.Commit = s.Value
		case "vcs.modified":
			out.Changed = s.Value == "true"
		}
	}
	for _, d := range info.Deps {
		used := d
		if d.Replace != nil {
			used = d.Replace
		}
		out.Libraries = append(out.Libraries, web.Library{Path: d.Path, Version: used.Version})
	}
	return out
}
