package files

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
)

// Disk is a shelf in a folder: DIR/tenant/two digits/digest-attempt, and DIR/tmp for what is being written. Nobody but
// the station's own user can look in.
type Disk struct {
	root   *os.Root
	create func(name string) (sink, error)
}

// sink is a file that is being written.
type sink interface {
	io.WriteCloser
	Sync() error
}

// OpenDisk opens a folder as a shelf, and makes it where it is missing. Close it.
func OpenDisk(dir string) (*Disk, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("folder for files: %w", err)
	}
	info, err := os.Stat(dir)
	if err != nil {
		return nil, fmt.Errorf("folder for files: %w", err)
	}
	if info.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("folder for files: others can look into %s: chmod 700 it", dir)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("folder for files: %w", err)
	}
	if err := root.MkdirAll("tmp", 0o700); err != nil {
		_ = root.Close()
		return nil, fmt.Errorf("folder for files: %w", err)
	}
	d := &Disk{root: root}
	d.create = func(name string) (sink, error) { return root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600) }
	return d, nil
}

// Close gives the folder back.
func (d *Disk) Close() error { return d.root.Close() }

// Put writes beside, makes sure that the disk has it, gives it its name, and makes sure that the disk has that too.
func (d *Disk) Put(ctx context.Context, name string, _ int64, write func(io.Writer) error) (int64, error) {
	if _, ok := parseKey(name); !ok {
		return 0, fmt.Errorf("files: %q is no name of an object", name)
	}
	beside := half + strings.ToLower(rand.Text())
	size, err := d.write(ctx, beside, write)
	if err == nil {
		err = d.rename(beside, name)
	}
	if err != nil {
		_ = d.root.Remove(beside)
		return 0, fmt.Errorf("write an object: %w", err)
	}
	return size, nil
}

func (d *Disk) write(ctx context.Context, name string, write func(io.Writer) error) (int64, error) {
	f, err := d.create(name)
	if err != nil {
		return 0, err
	}
	c := &counted{ctx: ctx, to: f}
	err = write(c)
	if err == nil {
		err = f.Sync()
	}
	return c.n, errors.Join(err, f.Close())
}

// counted counts, and stops when nobody waits any more.
type counted struct {
	ctx context.Context
	to  io.Writer
	n   int64
}

func (c *counted) Write(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := c.to.Write(p)
	c.n += int64(n)
	return n, err
}

// rename may meet somebody who is just removing the folder because it was empty. A folder that goes between two looks of
// MkdirAll makes it say either that there is none or that there is one.
func (d *Disk) rename(from, name string) (err error) {
	dir := path.Dir(name)
	for range 100 {
		if err = d.root.MkdirAll(dir, 0o700); err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrExist) {
			return err
		}
		if err = d.root.Rename(from, name); !errors.Is(err, fs.ErrNotExist) {
			break
		}
	}
	if err != nil {
		return err
	}
	return d.sync(dir, path.Dir(dir), ".")
}

// sync makes what was named or removed in folders outlive a crash. A folder that is gone needs none.
func (d *Disk) sync(dirs ...string) error {
	for _, dir := range dirs {
		f, err := d.root.Open(dir)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		if err := errors.Join(f.Sync(), f.Close()); err != nil {
			return err
		}
	}
	return nil
}

// Get opens an object.
func (d *Disk) Get(_ context.Context, name string) (io.ReadCloser, error) {
	if _, ok := parseKey(name); !ok {
		return nil, ErrNoObject
	}
	f, err := d.root.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %s", ErrNoObject, name)
	}
	if err != nil {
		return nil, fmt.Errorf("open an object: %w", err)
	}
	return f, nil
}

// Remove takes objects and half-written things away, and folders that are empty then.
func (d *Disk) Remove(ctx context.Context, names ...string) error {
	dirs := map[string]bool{}
	for _, name := range names {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := d.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("remove an object: %w", err)
		}
		dirs[path.Dir(name)] = true
	}
	for dir := range dirs {
		if err := d.sync(dir); err != nil {
			return fmt.Errorf("remove an object: %w", err)
		}
		if dir+"/" != half {
			_ = d.root.Remove(dir) // fails where something is in it, as it should
			_ = d.root.Remove(path.Dir(dir))
		}
	}
	return nil
}

// List reads the folders in the order of their names.
func (d *Disk) List(ctx context.Context, after string, most int) ([]Object, error) {
	w := diskWalk{d: d, ctx: ctx, after: after, most: most}
	if err := w.folder("."); err != nil && !errors.Is(err, fs.SkipAll) {
		return nil, fmt.Errorf("list objects: %w", err)
	}
	return w.found, nil
}

type diskWalk struct {
	d     *Disk
	ctx   context.Context
	after string
	most  int
	found []Object
}

func (w *diskWalk) folder(dir string) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	entries, err := fs.ReadDir(w.d.root.FS(), dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // somebody removes at the same time
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		if e.IsDir() {
			if name+"/\xFF" > w.after {
				if err := w.folder(name); err != nil {
					return err
				}
			}
			continue
		}
		if name <= w.after {
			continue
		}
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		w.found = append(w.found, Object{Name: name, Size: info.Size(), At: info.ModTime()})
		if len(w.found) == w.most {
			return fs.SkipAll
		}
	}
	return nil
}
