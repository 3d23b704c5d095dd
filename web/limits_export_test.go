package web

// SetExportLimit changes how many lines of a trail a file holds.
func (p *Portal) SetExportLimit(n int) { p.exportLimit = n }
