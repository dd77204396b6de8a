// Somebody else's tools read a commune's public log: the packages by which Go keeps its own checksum database
// (golang.org/x/mod/sumdb/note and tlog) open every checkpoint, read every tile and bundle, and prove that each signed
// tree goes on from the one before. Nothing here comes from our own verifiers.
//
//	go mod init ledgercheck
//	go get golang.org/x/mod
//	go run verify.go public/COMMUNE/nhat-ky/2026 [WITNESS_KEY_LINE...] [FILE.tlog-proof...]
//
// Beside FILE.tlog-proof lies FILE.entry, the bytes of the entry. It stops at the first thing that differs.
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

var dir string

func must(err error, what ...interface{}) {
	if err != nil {
		log.Fatalln(append([]interface{}{"FAILED:", err}, what...)...)
	}
}

type reader struct{}

func (reader) Height() int                                { return 8 }
func (reader) SaveTiles(tiles []tlog.Tile, data [][]byte) {}
func (reader) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var out [][]byte
	for _, t := range tiles {
		p := strings.Replace(t.Path(), "tile/8/", "tile/", 1)
		d, err := os.ReadFile(filepath.Join(dir, p))
		if err != nil && t.W < 256 { // the spec lets a log drop a partial tile once the full one is there
			full := t
			full.W = 256
			p = strings.Replace(full.Path(), "tile/8/", "tile/", 1)
			d, err = os.ReadFile(filepath.Join(dir, p))
			if err == nil {
				d = d[:t.W*32]
			}
		}
		if err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, nil
}

func open(data []byte, vs note.Verifiers) tlog.Tree {
	n, err := note.Open(data, vs)
	must(err, string(data))
	lines := strings.Split(n.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	root, err := base64.StdEncoding.Strict().DecodeString(lines[2])
	must(err)
	if len(lines) != 4 || len(root) != 32 || strconv.FormatInt(size, 10) != lines[1] {
		log.Fatal("FAILED: checkpoint text ", n.Text)
	}
	var t tlog.Tree
	t.N = size
	copy(t.Hash[:], root)
	return t
}

func main() {
	dir = os.Args[1]
	vkey, err := os.ReadFile(filepath.Join(dir, "log.vkey"))
	must(err)
	v, err := note.NewVerifier(strings.TrimSpace(strings.Split(string(vkey), "\n")[0]))
	must(err, "vkey")
	vs := note.VerifierList(v)
	cp, err := os.ReadFile(filepath.Join(dir, "checkpoint"))
	must(err)
	tree := open(cp, vs)
	hr := tlog.TileHashReader(tree, reader{})
	// every entry, from its bundle, is the leaf that the authenticated tiles have
	var n int64
	for b := int64(0); b*256 < tree.N; b++ {
		w := int64(256)
		if tree.N-b*256 < 256 {
			w = tree.N - b*256
		}
		t := tlog.Tile{H: 8, L: 0, N: b, W: int(w)}
		p := strings.Replace(t.Path(), "tile/8/0/", "tile/entries/", 1)
		data, err := os.ReadFile(filepath.Join(dir, p))
		must(err)
		var ix []int64
		var hs []tlog.Hash
		for i := int64(0); i < w; i++ {
			if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
				log.Fatal("FAILED: bundle has too few entries ", p)
			}
			l := int(binary.BigEndian.Uint16(data))
			hs = append(hs, tlog.RecordHash(data[2:2+l]))
			ix = append(ix, tlog.StoredHashIndex(0, b*256+i))
			data = data[2+l:]
			n++
		}
		if len(data) != 0 {
			log.Fatal("FAILED: bundle has a rest ", p)
		}
		got, err := hr.ReadHashes(ix)
		must(err, p)
		for i := range got {
			if got[i] != hs[i] {
				log.Fatal("FAILED: leaf ", b*256+int64(i))
			}
		}
	}
	fmt.Println("entries", n)
	// each checkpoint ever signed is a prefix of today's tree; each is readable from tiles of its own size
	hist, err := os.ReadFile(filepath.Join(dir, "checkpoints.txt"))
	must(err)
	var prev tlog.Tree
	count := 0
	var cur []byte
	emit := func(c []byte) {
		if len(c) == 0 {
			return
		}
		t := open(c, vs)
		if t.N < prev.N {
			log.Fatal("FAILED: history shrinks")
		}
		if prev.N > 0 && prev.N < t.N {
			pr, err := tlog.ProveTree(t.N, prev.N, tlog.TileHashReader(t, reader{}))
			must(err, "prove tree", t.N)
			must(tlog.CheckTree(pr, t.N, t.Hash, prev.N, prev.Hash), "check tree", t.N)
		}
		rh, err := tlog.TreeHash(t.N, hr)
		must(err)
		if rh != t.Hash {
			log.Fatal("FAILED: root at ", t.N)
		}
		i := (t.N * 7919) % t.N
		rp, err := tlog.ProveRecord(t.N, i, tlog.TileHashReader(t, reader{}))
		must(err)
		lh, err := hr.ReadHashes([]int64{tlog.StoredHashIndex(0, i)})
		must(err)
		must(tlog.CheckRecord(rp, t.N, t.Hash, i, lh[0]), "record")
		prev = t
		count++
	}
	for _, l := range bytes.SplitAfter(hist, []byte("\n")) {
		if bytes.Equal(l, []byte("\n")) && bytes.Contains(cur, []byte("\n\n")) { // the empty line between two notes
			emit(cur)
			cur = nil
			continue
		}
		cur = append(cur, l...)
	}
	emit(cur)
	fmt.Println("checkpoints", count, "newest", prev.N, "served", tree.N)
	// witnesses' cosignatures: c2sp.org/tlog-cosignature, by the specification
	for _, line := range os.Args[2:] {
		if strings.HasSuffix(line, ".tlog-proof") {
			proof(line, vs)
			continue
		}
		cosigned(cp, line)
	}
}

func cosigned(cp []byte, vkey string) {
	f := strings.SplitN(vkey, "+", 3)
	key, err := base64.StdEncoding.DecodeString(f[2])
	must(err)
	if key[0] != 4 {
		log.Fatal("FAILED: not a cosigner's key")
	}
	h := sha256.Sum256(append([]byte(f[0]+"\n"), key...))
	if fmt.Sprintf("%08x", binary.BigEndian.Uint32(h[:])) != f[1] {
		log.Fatal("FAILED: key id")
	}
	i := bytes.LastIndex(cp, []byte("\n\n"))
	text, sigs := cp[:i+1], string(cp[i+2:])
	for _, l := range strings.Split(sigs, "\n") {
		w := strings.Split(l, " ")
		if len(w) != 3 || w[1] != f[0] {
			continue
		}
		s, err := base64.StdEncoding.DecodeString(w[2])
		must(err)
		if len(s) != 4+8+64 || !bytes.Equal(s[:4], h[:4]) {
			continue
		}
		ts := binary.BigEndian.Uint64(s[4:12])
		msg := append([]byte(fmt.Sprintf("cosignature/v1\ntime %d\n", ts)), text...)
		if !ed25519.Verify(key[1:], msg, s[12:]) {
			log.Fatal("FAILED: cosignature")
		}
		fmt.Println("cosigned by", f[0], "at", ts)
		return
	}
	log.Fatal("FAILED: no cosignature by ", f[0])
}

func proof(path string, vs note.Verifiers) {
	data, err := os.ReadFile(path)
	must(err)
	entry, err := os.ReadFile(strings.TrimSuffix(path, ".tlog-proof") + ".entry")
	must(err)
	head, rest, _ := strings.Cut(string(data), "\n\n")
	lines := strings.Split(head, "\n")
	if lines[0] != "c2sp.org/tlog-proof@v1" || !strings.HasPrefix(lines[1], "index ") {
		log.Fatal("FAILED: proof head")
	}
	i, err := strconv.ParseInt(lines[1][6:], 10, 64)
	must(err)
	var rp tlog.RecordProof
	for _, l := range lines[2:] {
		b, err := base64.StdEncoding.Strict().DecodeString(l)
		must(err)
		var h tlog.Hash
		copy(h[:], b)
		rp = append(rp, h)
	}
	t := open([]byte(rest), vs)
	must(tlog.CheckRecord(rp, t.N, t.Hash, i, tlog.RecordHash(entry)), "tlog-proof")
	fmt.Println("proof of entry", i, "in", t.N)
}
