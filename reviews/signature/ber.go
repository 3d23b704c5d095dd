package signature

// Bounds of a signature that is read. The reader behind goes as deep as a document says, and believes its lengths.
const (
	mostCMS  = 1 << 20 // bytes
	mostDeep = 40      // elements inside one another
	mostOpen = 1000    // elements inside one whose length is not told

	mostRSA          = 8192 // bits of a key that comes along
	mostCertificates = 20
)

// measured tells whether a document begins with an element of BER whose parts, and the parts of these, lie within it, none too deep.
func measured(ber []byte) bool {
	if len(ber) > mostCMS {
		return false
	}
	_, ok := element(ber, 0, mostDeep)
	return ok
}

// element follows one element and gives where the next begins.
func element(ber []byte, at, deep int) (next int, ok bool) {
	if deep == 0 || at < 0 || len(ber)-at < 2 || ber[at]&0x1f == 0x1f { // no tag of CMS is written in more than one byte
		return 0, false
	}
	within, size := ber[at]&0x20 != 0, int(ber[at+1])
	at += 2
	if size == 0x80 {
		return untold(ber, at, deep, within)
	}
	if size > 0x80 {
		n := size & 0x7f
		if n > 4 || len(ber)-at < n || ber[at] == 0 || n == 4 && ber[at] > 0x7f {
			return 0, false
		}
		size = 0
		for _, b := range ber[at : at+n] {
			size = size<<8 | int(b)
		}
		at += n
	}
	if size > len(ber)-at {
		return 0, false
	}
	end := at + size
	for within && at < end {
		if at, ok = element(ber[:end], at, deep-1); !ok {
			return 0, false
		}
	}
	return end, true
}

// untold follows an element whose length is not told: it ends with two zeros.
func untold(ber []byte, at, deep int, within bool) (next int, ok bool) {
	if !within {
		return 0, false
	}
	for range mostOpen {
		if at, ok = element(ber, at, deep-1); !ok || len(ber)-at < 2 {
			return 0, false
		}
		if ber[at] == 0 && ber[at+1] == 0 {
			return at + 2, true
		}
	}
	return 0, false
}
