package advisor

import "time"

// Limits bound a call to the model. Zero fields take the defaults.
type Limits struct {
	Connect    time.Duration // dial, and TLS once more
	Header     time.Duration // request sent → first byte of the response
	First      time.Duration // request begun → first word
	Idle       time.Duration // between two lines
	Total      time.Duration // all tries together
	Line       int           // bytes of one line
	Body       int           // bytes of one response
	Tokens     int           // of one answer
	Retries    int           // tries after the first; -1 = none
	Pause      time.Duration // longest pause before the first retry; doubles
	RetryAfter time.Duration // longest Retry-After that is waited for
	Failures   int           // in a row, until the endpoint is left alone
	Rest       time.Duration // for how long
	AtOnce     int           // calls at the same time
}

func (l Limits) withDefaults() Limits {
	for field, value := range map[*time.Duration]time.Duration{
		&l.Connect: 5 * time.Second, &l.Header: 30 * time.Second, &l.First: 45 * time.Second, &l.Idle: 20 * time.Second, &l.Total: 2 * time.Minute,
		&l.Pause: 500 * time.Millisecond, &l.RetryAfter: 10 * time.Second, &l.Rest: 30 * time.Second,
	} {
		if *field <= 0 {
			*field = value
		}
	}
	for field, value := range map[*int]int{&l.Line: 1 << 20, &l.Body: 4 << 20, &l.Tokens: 900, &l.Failures: 5, &l.AtOnce: 8} {
		if *field <= 0 {
			*field = value
		}
	}
	switch {
	case l.Retries == 0:
		l.Retries = 2
	case l.Retries < 0:
		l.Retries = 0
	}
	l.Failures = min(l.Failures, 5)
	return l
}
