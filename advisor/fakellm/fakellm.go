// Package fakellm is an OpenAI-compatible endpoint for tests and demos: it streams chat
// completions as real ones do, and breaks as real ones do.
package fakellm

import (
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"
)

// Message is one message of a request.
type Message struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

// Request is what was asked.
type Request struct {
	Model       string    `json:"model"`
	Messages    []Message `json:"messages"`
	Stream      bool      `json:"stream"`
	Temperature *float64  `json:"temperature"`
	MaxTokens   int       `json:"max_tokens"`
}

// User is the text of the last message of the user.
func (r Request) User() string {
	for _, m := range slices.Backward(r.Messages) {
		if m.Role == "user" {
			return m.Content
		}
	}
	return ""
}

// Step answers one request.
type Step func(w *Wire, r Request)

// Server is a running endpoint.
type Server struct {
	listener net.Listener
	server   *http.Server
	quit     chan struct{}
	served   chan struct{}

	once   sync.Once
	mu     sync.Mutex
	steps  []Step
	bodies []string
}

// Start listens on a free port of this machine. Each request takes the next step; the last one
// answers all that follow.
func Start(steps ...Step) (*Server, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &Server{listener: listener, quit: make(chan struct{}), served: make(chan struct{}), steps: steps}
	s.server = &http.Server{Handler: http.HandlerFunc(s.handle), ReadHeaderTimeout: 5 * time.Second}
	go func() {
		defer close(s.served)
		if err := s.server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			panic(err)
		}
	}()
	return s, nil
}

// URL is the base URL, with /v1.
func (s *Server) URL() string { return "http://" + s.listener.Addr().String() + "/v1" }

// Then replaces the steps to come.
func (s *Server) Then(steps ...Step) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.steps = steps
}

// Bodies lists the bodies of all requests so far.
func (s *Server) Bodies() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.bodies)
}

// Close ends all connections, also those that hang, and waits.
func (s *Server) Close() {
	s.once.Do(func() { close(s.quit) })
	_ = s.server.Close()
	<-s.served
}

func (s *Server) handle(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(io.LimitReader(r.Body, 8<<20))
	var request Request
	if err != nil || json.Unmarshal(body, &request) != nil {
		http.Error(w, `{"error":{"message":"We could not parse the JSON body of your request.","type":"invalid_request_error"}}`, http.StatusBadRequest)
		return
	}
	if r.Method != http.MethodPost || r.URL.Path != "/v1/chat/completions" {
		http.Error(w, `{"error":{"message":"Invalid URL","type":"invalid_request_error"}}`, http.StatusNotFound)
		return
	}
	s.mu.Lock()
	s.bodies = append(s.bodies, string(body))
	var step Step
	if len(s.steps) > 0 {
		step = s.steps[0]
	}
	if len(s.steps) > 1 {
		s.steps = s.steps[1:]
	}
	s.mu.Unlock()
	if step == nil {
		step = Status(http.StatusServiceUnavailable)
	}
	step(&Wire{w: w, r: r, quit: s.quit, model: request.Model}, request)
}
