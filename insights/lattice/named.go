package lattice

import "fmt"

// Names of the lattices that come with the product.
const (
	Standard = "standard"
	Small    = "small"
)

// SmallBelow is the number of registered companies below which a station starts with the small list.
const SmallBelow = 1500

// Default is the standard lattice of this version of the product with the rules of its catalogue.
func Default() (*Lattice, error) { return Named(Standard) }

// Named is a lattice of the product by its name.
func Named(name string) (*Lattice, error) {
	switch name {
	case Standard:
		return Load(source, nil)
	case Small:
		return Load(small, nil)
	}
	return nil, fmt.Errorf("lattice: there is none of the name %q; choose %s or %s", name, Standard, Small)
}

// ForCompanies names the list that a station without a release starts with, by how many companies
// are registered: what everybody may know, never what was counted. A station that has a release stays
// with that one's lattice, whatever becomes of the number.
func ForCompanies(registered int) string {
	if registered < SmallBelow {
		return Small
	}
	return Standard
}

// ByVersion is the lattice of the product that a release names; districts are those of the station
// at that day, nil where it had the file's own. False where this program has no such lattice.
func ByVersion(version string, districts []Word) (*Lattice, bool) {
	for _, name := range []string{Standard, Small} {
		l, err := Named(name)
		if err != nil {
			continue
		}
		if l.version == version {
			return l, true
		}
		if districts == nil {
			continue
		}
		if own, err := l.WithDistricts(districts); err == nil && own.version == version {
			return own, true
		}
	}
	return nil, false
}
