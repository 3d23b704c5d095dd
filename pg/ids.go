package pg

import (
	"fmt"
	"reflect"

	"github.com/jackc/pgx/v5/pgtype"
)

// registerIDs lets every named type over [16]byte, such as station.CompanyID, be written to and
// read from a uuid column as it is. pgx itself knows the unnamed [16]byte only.
func registerIDs(m *pgtype.Map) {
	m.TryWrapEncodePlanFuncs = append([]pgtype.TryWrapEncodePlanFunc{wrapIDEncode}, m.TryWrapEncodePlanFuncs...)
	m.TryWrapScanPlanFuncs = append([]pgtype.TryWrapScanPlanFunc{wrapIDScan}, m.TryWrapScanPlanFuncs...)
}

var plainID = reflect.TypeFor[[16]byte]()

func isNamedID(t reflect.Type) bool {
	return t != plainID && t.Kind() == reflect.Array && t.Len() == 16 && t.Elem().Kind() == reflect.Uint8
}

func wrapIDEncode(value any) (pgtype.WrappedEncodePlanNextSetter, any, bool) {
	v := reflect.ValueOf(value)
	if !v.IsValid() || !isNamedID(v.Type()) {
		return nil, nil, false
	}
	return &encodeID{}, v.Convert(plainID).Interface(), true
}

type encodeID struct{ next pgtype.EncodePlan }

// SetNext takes the plan for the plain array.
func (p *encodeID) SetNext(next pgtype.EncodePlan) { p.next = next }

// Encode hands the plain array on.
func (p *encodeID) Encode(value any, buf []byte) ([]byte, error) {
	return p.next.Encode(reflect.ValueOf(value).Convert(plainID).Interface(), buf)
}

func wrapIDScan(target any) (pgtype.WrappedScanPlanNextSetter, any, bool) {
	v := reflect.ValueOf(target)
	if v.Kind() != reflect.Pointer || !isNamedID(v.Type().Elem()) {
		return nil, nil, false
	}
	return &scanID{}, new([16]byte), true
}

type scanID struct{ next pgtype.ScanPlan }

// SetNext takes the plan for the plain array.
func (p *scanID) SetNext(next pgtype.ScanPlan) { p.next = next }

// Scan reads the plain array into the named one.
func (p *scanID) Scan(src []byte, target any) error {
	var id [16]byte
	if src == nil {
		return fmt.Errorf("cannot scan NULL into %T", target)
	}
	if err := p.next.Scan(src, &id); err != nil {
		return err
	}
	to := reflect.ValueOf(target).Elem()
	to.Set(reflect.ValueOf(id).Convert(to.Type()))
	return nil
}
