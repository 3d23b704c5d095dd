package notices

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/google/uuid"
)

// The places that are sealed: table and column.
const (
	placeContent = "notices.sealed"
	placePrivate = "deliveries.sealed"
	placeWebhook = "webhooks.sealed"
)

// sealJSON seals a value for a place.
func sealJSON(box Box, place string, row [16]byte, value any) ([]byte, error) {
	text, err := json.Marshal(value)
	if err != nil {
		return nil, fmt.Errorf("seal %s: %w", place, err)
	}
	sealed, err := box.Seal(place, uuid.UUID(row).String(), text)
	if err != nil {
		return nil, fmt.Errorf("seal %s: %w", place, err)
	}
	return sealed, nil
}

// openJSON reads what sealJSON made.
func openJSON(box Box, place string, row [16]byte, sealed []byte, into any) error {
	text, err := box.Open(place, uuid.UUID(row).String(), sealed)
	if err == nil {
		err = json.Unmarshal(text, into)
	}
	if err != nil {
		return fmt.Errorf("open %s: %w", place, err)
	}
	return nil
}

// errEmptied says that the words of a message are gone: its time is over.
var errEmptied = errors.New("the words of this message are gone")

// openContent gives the arguments and the link of a message.
func openContent(box Box, kind Kind, id NoticeID, sealed []byte) (content, error) {
	if sealed == nil {
		return content{}, errEmptied
	}
	text, err := box.Open(placeContent, uuid.UUID(id).String(), sealed)
	if err != nil {
		return content{}, fmt.Errorf("open %s: %w", placeContent, err)
	}
	return readContent(kind, text)
}
