package calendar

import (
	"embed"
	"io/fs"
)

//go:embed data/*.yaml
var dataFiles embed.FS

// Data is the working days that this binary carries: one file a year, see data/README.md.
func Data() fs.FS {
	s, err := fs.Sub(dataFiles, "data")
	if err != nil { // the folder is embedded above; its absence is a build fault
		panic(err)
	}
	return s
}
