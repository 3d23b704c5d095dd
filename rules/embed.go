package rules

import (
	"embed"
	"io/fs"
)

//go:embed all:bundle
var bundleFiles embed.FS

//go:embed authz
var authzFiles embed.FS

// Bundle is the risk bundle that this binary carries: a stock OPA bundle.
func Bundle() fs.FS { return sub(bundleFiles, "bundle") }

// Authz is the policy bundle of who may do what: separate, so that a rule author cannot change it.
func Authz() fs.FS { return sub(authzFiles, "authz") }

func sub(files embed.FS, dir string) fs.FS {
	s, err := fs.Sub(files, dir)
	if err != nil { // the folder is embedded above; its absence is a build fault
		panic(err)
	}
	return s
}
