// A verifier that shares nothing with ours: Go's own sumdb/note and sumdb/tlog against the public formats.
// Built and run by test_another_language.py where Go is installed.
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

var place string
var fetched int

func read(path string) []byte {
	fetched++
	if strings.HasPrefix(place, "http") {
		resp, err := http.Get(place + "/" + path)
		if err != nil {
			panic(err)
		}
		defer resp.Body.Close()
		data, err := io.ReadAll(resp.Body)
		if err != nil || resp.StatusCode != 200 {
			panic(fmt.Sprint(path, " ", resp.Status, err))
		}
		want := "application/octet-stream"
		if !strings.HasPrefix(path, "tile/") {
			want = "text/plain; charset=utf-8"
		}
		if resp.Header.Get("Content-Type") != want || resp.Header.Get("Access-Control-Allow-Origin") != "*" {
			panic(fmt.Sprint(path, resp.Header))
		}
		cc := resp.Header.Get("Cache-Control")
		if strings.HasPrefix(path, "tile/") != strings.Contains(cc, "immutable") {
			panic(path + " " + cc)
		}
		return data
	}
	data, err := os.ReadFile(filepath.Join(place, path))
	if err != nil {
		panic(err)
	}
	return data
}

// C2SP paths have no height element: tile/<L>/<N>; sumdb's are tile/<H>/<L>/<N>.
func c2sp(t tlog.Tile) string { return "tile/" + strings.TrimPrefix(t.Path(), "tile/8/") }

type reader struct{}

func (reader) Height() int { return 8 }
func (reader) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var out [][]byte
	for _, t := range tiles {
		out = append(out, read(c2sp(t)))
	}
	return out, nil
}
func (reader) SaveTiles([]tlog.Tile, [][]byte) {}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func parse(text string) (string, int64, tlog.Hash) {
	lines := strings.Split(text, "\n")
	n, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	raw, err := base64.StdEncoding.DecodeString(lines[2])
	must(err)
	var h tlog.Hash
	copy(h[:], raw)
	return lines[0], n, h
}

func main() {
	place = strings.TrimRight(os.Args[1], "/")
	vkey := strings.Split(strings.TrimSpace(string(read("log.vkey"))), "\n")[0]
	verifier, err := note.NewVerifier(vkey)
	must(err)
	list := note.VerifierList(verifier)
	opened, err := note.Open(read("checkpoint"), list)
	must(err)
	origin, size, root := parse(opened.Text)
	if origin != verifier.Name() {
		panic("origin " + origin)
	}
	tree := tlog.Tree{N: size, Hash: root}
	hashes := tlog.TileHashReader(tree, reader{})
	// every entry of every bundle, its hash against level 0, by authenticated tile reads
	var indexes []int64
	var leaves []tlog.Hash
	for first := int64(0); first < size; first += 256 {
		t := tlog.Tile{H: 8, L: -1, N: first / 256, W: 256}
		if size-first < 256 {
			t.W = int(size - first)
		}
		data := read("tile/entries/" + strings.TrimPrefix(t.Path(), "tile/8/data/"))
		for len(data) > 0 {
			n := int(binary.BigEndian.Uint16(data))
			leaves = append(leaves, tlog.RecordHash(data[2:2+n]))
			indexes = append(indexes, tlog.StoredHashIndex(0, int64(len(leaves)-1)))
			data = data[2+n:]
		}
	}
	if int64(len(leaves)) != size {
		panic(fmt.Sprint("entries ", len(leaves)))
	}
	got, err := hashes.ReadHashes(indexes)
	must(err)
	for i := range got {
		if got[i] != leaves[i] {
			panic(fmt.Sprint("leaf ", i))
		}
	}
	step := size/50 + 1
	proofs := 0
	for i := int64(0); i < size; i += step {
		p, err := tlog.ProveRecord(size, i, hashes)
		must(err)
		must(tlog.CheckRecord(p, size, root, i, leaves[i]))
		proofs++
	}
	history := bytes.Split(read("checkpoints.txt"), []byte("\n\n"))
	old, kept := int64(0), 0
	for i := 0; i+1 < len(history); i += 2 {
		signature := append([]byte{}, history[i+1]...)
		if !bytes.HasSuffix(signature, []byte("\n")) {
			signature = append(signature, '\n')
		}
		n, err := note.Open(append(append(append([]byte{}, history[i]...), "\n\n"...), signature...), list)
		must(err)
		_, was, h := parse(n.Text)
		if was < old {
			panic("history goes back")
		}
		old = was
		if was > 0 {
			p, err := tlog.ProveTree(size, was, hashes)
			must(err)
			must(tlog.CheckTree(p, size, root, was, h))
		}
		kept++
	}
	if h := sha256.Sum256(nil); size == 0 && tlog.Hash(h) != root {
		panic("empty")
	}
	fmt.Printf("OK %s: %d entries, %d inclusion proofs, %d checkpoints consistent, %d files read\n", origin, size, proofs, kept, fetched)
}
