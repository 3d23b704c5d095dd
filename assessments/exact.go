package assessments

import (
	"bytes"
	"encoding/json"
)

// unmarshalExact reads JSON and keeps numbers as the decimals they were written as.
func unmarshalExact(text []byte, into any) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	return decoder.Decode(into)
}
