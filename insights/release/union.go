package release

import "context"

func (b *builder) union(ctx context.Context) error { return nil }
