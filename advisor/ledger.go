package advisor

import "sync"

// Ledger counts the tokens of tenants. Take reserves before a call and is false when the day's
// budget does not suffice; Give hands back what was not used, a negative number what was used more.
type Ledger interface {
	Take(tenant, day string, tokens int) bool
	Give(tenant, day string, tokens int)
}

// memory is a Ledger of one node. It forgets when the node stops; the day before is dropped.
type memory struct {
	limit int
	mu    sync.Mutex
	day   string
	used  map[string]int
}

// NewLedger makes a Ledger in memory with so many tokens per tenant and day.
func NewLedger(limit int) Ledger { return &memory{limit: limit, used: map[string]int{}} }

func (m *memory) Take(tenant, day string, tokens int) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if day != m.day {
		m.day, m.used = day, map[string]int{}
	}
	if m.used[tenant]+tokens > m.limit {
		return false
	}
	m.used[tenant] += tokens
	return true
}

func (m *memory) Give(tenant, day string, tokens int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if day == m.day {
		m.used[tenant] = max(0, m.used[tenant]-tokens)
	}
}
