package seal

import (
	"container/list"
	"sync"
	"time"
)

// cache keeps unwrapped data keys, the latest used first. It is asked with the wrapped form, which only who can
// still read that form has: a key whose form was deleted is not found here either.
type cache struct {
	keys int
	idle time.Duration
	now  func() time.Time

	live *live // all that are not overwritten yet, those in use outside of the cache too

	mu    sync.Mutex
	order *list.List
	by    map[cacheKey]*list.Element
}

type cacheKey struct {
	tenant  Tenant
	wrapped string
}

type cached struct {
	key  cacheKey
	m    *material
	used time.Time
}

func newCache(keys int, idle time.Duration, now func() time.Time) *cache {
	return &cache{keys: keys, idle: idle, now: now, live: &live{all: map[*material]struct{}{}}, order: list.New(), by: map[cacheKey]*list.Element{}}
}

func (c *cache) get(tenant Tenant, wrapped []byte) *DataKey {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sweep()
	e, ok := c.by[cacheKey{tenant, string(wrapped)}]
	if !ok {
		return nil
	}
	dk := e.Value.(*cached).m.share()
	if dk == nil { // destroyed by a holder
		c.drop(e)
		return nil
	}
	e.Value.(*cached).used = c.now()
	c.order.MoveToFront(e)
	return dk
}

// put takes a key over, and gives a share of it. Of two that were unwrapped at the same time the first stays.
func (c *cache) put(tenant Tenant, wrapped []byte, m *material) *DataKey {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sweep()
	key := cacheKey{tenant, string(wrapped)}
	if e, ok := c.by[key]; ok {
		if dk := e.Value.(*cached).m.share(); dk != nil {
			m.release()
			return dk
		}
		c.drop(e)
	}
	c.live.add(m)
	dk := m.share()
	c.by[key] = c.order.PushFront(&cached{key, m, c.now()})
	for c.order.Len() > c.keys {
		c.drop(c.order.Back())
	}
	return dk
}

func (c *cache) tidy() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sweep()
}

// sweep drops what nobody asked for in a while; the order is that of use.
func (c *cache) sweep() {
	for e := c.order.Back(); e != nil && c.now().Sub(e.Value.(*cached).used) > c.idle; e = c.order.Back() {
		c.drop(e)
	}
}

// drop gives up the cache's share. Who is using the key goes on; the last one to leave overwrites it.
func (c *cache) drop(e *list.Element) {
	item := c.order.Remove(e).(*cached)
	delete(c.by, item.key)
	item.m.release()
}

// forget destroys the keys of a tenant, in the cache and in use.
func (c *cache) forget(tenant Tenant) {
	c.live.destroy(func(m *material) bool { return m.tenant == tenant })
	c.mu.Lock()
	defer c.mu.Unlock()
	for key, e := range c.by {
		if key.tenant == tenant {
			c.drop(e)
		}
	}
}

func (c *cache) close() {
	c.live.destroy(func(*material) bool { return true })
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, e := range c.by {
		c.drop(e)
	}
}

// live knows the keys in memory. Its lock is taken last and held over nothing else.
type live struct {
	mu  sync.Mutex
	all map[*material]struct{}
}

func (l *live) add(m *material) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all[m] = struct{}{}
	m.live = l
}

func (l *live) remove(m *material) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.all, m)
}

func (l *live) destroy(which func(*material) bool) {
	l.mu.Lock()
	var some []*material
	for m := range l.all {
		if which(m) {
			some = append(some, m)
		}
	}
	l.mu.Unlock()
	for _, m := range some {
		m.destroy()
	}
}
