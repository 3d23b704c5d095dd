package web

import (
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/gofiber/fiber/v2"
)

// errPanicked is the fault of a request whose handler panicked.
var errPanicked = errors.New("web: a handler panicked")

// steady makes of a panic a fault of the one request: what somebody sends must not end the server for all. What was panicked with may hold
// anything, so that only the program's own errors are logged by their words.
func (p *Portal) steady(c *fiber.Ctx) (err error) {
	defer func() {
		bad := recover()
		if bad == nil {
			return
		}
		said := fmt.Sprintf("%T", bad)
		if own, ok := bad.(runtime.Error); ok {
			said = own.Error()
		}
		p.log.Error("a handler panicked", "route", c.Route().Path, "panic", said, "stack", string(debug.Stack()))
		err = errPanicked
	}()
	return c.Next()
}
