package files

import (
	"bytes"
	"cmp"
	"context"
	"crypto/md5"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// S3Options say where a bucket is and who may use it. All but Prefix, CA, HostStyle and Stall are needed.
type S3Options struct {
	Endpoint  string // https://host[:port]; http only on this machine
	Bucket    string
	Prefix    string // before every name, such as "station/"; where the bucket holds other things too
	Region    string
	AccessKey string
	SecretKey string
	CA        []byte        // PEM of the authority that the endpoint's certificate is of; empty = the system's
	HostStyle bool          // bucket.host instead of host/bucket
	Stall     time.Duration // how long the endpoint may keep still in the middle of something; 0 = 30 seconds
}

// S3 is a shelf in a bucket. It talks to its endpoint and to no other host, and follows no redirect.
type S3 struct {
	core      minio.Core
	transport *http.Transport
	bucket    string
	prefix    string
}

// OpenS3 makes sure that the bucket is there, and that what is removed from it is gone: a bucket that keeps old versions
// is refused.
func OpenS3(ctx context.Context, o S3Options) (*S3, error) {
	endpoint, err := o.endpoint()
	if err != nil {
		return nil, err
	}
	s := &S3{bucket: o.Bucket, prefix: o.Prefix}
	if s.transport, err = o.transport(endpoint); err != nil {
		return nil, err
	}
	style := minio.BucketLookupPath
	if o.HostStyle {
		style = minio.BucketLookupDNS
	}
	client, err := minio.New(endpoint.Host, &minio.Options{Creds: credentials.NewStaticV4(o.AccessKey, o.SecretKey, ""), Secure: endpoint.Scheme == "https",
		Transport: s.transport, Region: o.Region, BucketLookup: style, MaxRetries: 4})
	if err != nil {
		return nil, fmt.Errorf("S3: %w", err)
	}
	s.core = minio.Core{Client: client}
	if err := s.inspect(ctx); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func (s *S3) inspect(ctx context.Context) error {
	there, err := s.core.BucketExists(ctx, s.bucket)
	if err != nil {
		return fmt.Errorf("S3: look for the bucket %s: %w", s.bucket, err)
	}
	if !there {
		return fmt.Errorf("S3: there is no bucket %s; make it, for nobody but this station", s.bucket)
	}
	versions, err := s.core.GetBucketVersioning(ctx, s.bucket)
	if err == nil && versions.Enabled() {
		return fmt.Errorf("S3: the bucket %s keeps old versions, so what is deleted would stay; suspend versioning", s.bucket)
	}
	if code := minio.ToErrorResponse(err).Code; err != nil && !slices.Contains([]string{"NotImplemented", "MethodNotAllowed", "VersioningNotConfigured", "NoSuchBucketVersioning"}, code) {
		return fmt.Errorf("S3: ask whether the bucket %s keeps old versions: %w", s.bucket, err)
	}
	return nil
}

func (o S3Options) endpoint() (*url.URL, error) {
	u, err := url.Parse(o.Endpoint)
	switch {
	case err != nil:
		return nil, errors.New("S3: the endpoint is no URL")
	case u.Host == "" || u.Scheme != "https" && u.Scheme != "http", u.User != nil, strings.Trim(u.Path, "/") != "", u.RawQuery != "":
		return nil, errors.New("S3: the endpoint is https://host or https://host:port, and nothing else")
	case u.Scheme == "http" && !onThisMachine(u.Hostname()):
		return nil, errors.New("S3: the endpoint must be https; http is for this machine only")
	case o.Bucket == "" || o.Region == "" || o.AccessKey == "" || o.SecretKey == "":
		return nil, errors.New("S3: bucket, region, access key and secret key are needed")
	}
	return u, nil
}

func (o S3Options) transport(endpoint *url.URL) (*http.Transport, error) {
	secure := &tls.Config{MinVersion: tls.VersionTLS12}
	if len(o.CA) > 0 {
		secure.RootCAs = x509.NewCertPool()
		if !secure.RootCAs.AppendCertsFromPEM(o.CA) {
			return nil, errors.New("S3: no certificate in the file of the authority")
		}
	}
	hosts := []string{endpoint.Hostname()}
	if o.HostStyle {
		hosts = append(hosts, o.Bucket+"."+endpoint.Hostname())
	}
	stall := o.Stall
	if stall == 0 {
		stall = 30 * time.Second
	}
	return &http.Transport{DialContext: dialOnly(hosts, stall), TLSClientConfig: secure, TLSHandshakeTimeout: 10 * time.Second, ResponseHeaderTimeout: stall,
		MaxIdleConnsPerHost: 8, IdleConnTimeout: stall / 2, DisableCompression: true}, nil
}

// Close ends connections that are idle.
func (s *S3) Close() { s.transport.CloseIdleConnections() }

// Put sends an object whole, in one request, and then asks for it: it must be there, with the size and the checksum that it was
// sent with. Never in parts: those of an upload that was cut off would lie in the bucket unseen.
func (s *S3) Put(ctx context.Context, name string, size int64, write func(io.Writer) error) (int64, error) {
	var sealed bytes.Buffer
	sealed.Grow(int(size + size/1024 + 4096))
	if err := write(&sealed); err != nil {
		return 0, err
	}
	body := sealed.Bytes()
	sent, err := s.send(ctx, s.prefix+name, body)
	if err != nil {
		return 0, fmt.Errorf("S3: put an object: %w", err)
	}
	found, err := s.core.StatObject(ctx, s.bucket, s.prefix+name, minio.StatObjectOptions{})
	if err != nil {
		return 0, fmt.Errorf("S3: look at the object that was put: %w", err)
	}
	if found.Size != int64(len(body)) || found.ETag != sent.ETag {
		return 0, fmt.Errorf("S3: %d bytes were put, and %d bytes are there with another checksum", len(body), found.Size)
	}
	return found.Size, nil
}

// send tries a few times, each time from a reader of its own: minio-go rewinds the one reader it has while the connection
// that failed may still be reading from it. So it is given one that cannot be rewound, which it does not try twice.
func (s *S3) send(ctx context.Context, name string, body []byte) (sent minio.UploadInfo, err error) {
	sum, hash := md5.Sum(body), sha256.Sum256(body) // the first is what S3 compares with
	for wait := firstWait; ; wait *= 2 {
		sent, err = s.core.PutObject(ctx, s.bucket, name, struct{ io.Reader }{bytes.NewReader(body)}, int64(len(body)),
			base64.StdEncoding.EncodeToString(sum[:]), hex.EncodeToString(hash[:]), minio.PutObjectOptions{ContentType: "application/octet-stream"})
		if err == nil || final(err) || wait > lastWait {
			return sent, err
		}
		select {
		case <-ctx.Done():
			return sent, errors.Join(ctx.Err(), err)
		case <-time.After(wait):
		}
	}
}

const (
	firstWait = 100 * time.Millisecond
	lastWait  = 500 * time.Millisecond
)

// final tells an answer that will be the same next time.
func final(err error) bool {
	status := minio.ToErrorResponse(err).StatusCode
	return status >= 400 && status < 500 && status != http.StatusRequestTimeout && status != http.StatusTooManyRequests
}

// Get opens an object, for as long as ctx lives.
func (s *S3) Get(ctx context.Context, name string) (io.ReadCloser, error) {
	body, _, _, err := s.core.GetObject(ctx, s.bucket, s.prefix+name, minio.GetObjectOptions{})
	if minio.ToErrorResponse(err).Code == minio.NoSuchKey {
		return nil, fmt.Errorf("%w: %s", ErrNoObject, name)
	}
	if err != nil {
		return nil, fmt.Errorf("S3: get an object: %w", err)
	}
	return body, nil
}

// Remove takes objects away, many in one request.
func (s *S3) Remove(ctx context.Context, names ...string) error {
	if len(names) == 1 {
		err := s.core.RemoveObject(ctx, s.bucket, s.prefix+names[0], minio.RemoveObjectOptions{})
		if err != nil && minio.ToErrorResponse(err).Code != minio.NoSuchKey {
			return fmt.Errorf("S3: remove an object: %w", err)
		}
		return nil
	}
	all := make(chan minio.ObjectInfo, len(names))
	for _, name := range names {
		all <- minio.ObjectInfo{Key: s.prefix + name}
	}
	close(all)
	var failed error
	for one := range s.core.RemoveObjects(ctx, s.bucket, all, minio.RemoveObjectsOptions{}) {
		if minio.ToErrorResponse(one.Err).Code != minio.NoSuchKey {
			failed = fmt.Errorf("S3: remove objects: %w", one.Err)
		}
	}
	return cmp.Or(failed, ctx.Err())
}

// List asks for a page.
func (s *S3) List(ctx context.Context, after string, most int) ([]Object, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	o := minio.ListObjectsOptions{Prefix: s.prefix, Recursive: true, MaxKeys: most}
	if after != "" {
		o.StartAfter = s.prefix + after
	}
	var found []Object
	for one := range s.core.ListObjectsIter(ctx, s.bucket, o) {
		if one.Err != nil {
			return nil, fmt.Errorf("S3: list objects: %w", one.Err)
		}
		found = append(found, Object{Name: strings.TrimPrefix(one.Key, s.prefix), Size: one.Size, At: one.LastModified})
		if len(found) == most {
			break
		}
	}
	return found, nil
}
