// What Go's crypto/x509 says of each case: JSON on standard input, a list of {bundle, anchors, host, at}; on standard output
// a list of {words, at}, the words empty where it accepts, `at` the SHA-256 of the certificate that the error carries. Run by
// tests/peers.rs.
package main

import (
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"errors"
	"os"
	"time"
)

type question struct {
	Bundle, Anchors, Host string
	At                    time.Time
}

type answer struct {
	Words string `json:"words"`
	At    string `json:"at"`
}

func certificates(text string) ([]*x509.Certificate, error) {
	var found []*x509.Certificate
	rest := []byte(text)
	for {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			return found, nil
		}
		certificate, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, err
		}
		found = append(found, certificate)
	}
}

func verify(asked question) error {
	chain, err := certificates(asked.Bundle)
	if err != nil {
		return err
	}
	anchors, err := certificates(asked.Anchors)
	if err != nil {
		return err
	}
	options := x509.VerifyOptions{
		DNSName: asked.Host, CurrentTime: asked.At, Roots: x509.NewCertPool(), Intermediates: x509.NewCertPool(),
	}
	for _, anchor := range anchors {
		options.Roots.AddCert(anchor)
	}
	for _, other := range chain[1:] {
		options.Intermediates.AddCert(other)
	}
	_, err = chain[0].Verify(options)
	return err
}

func place(err error) string {
	var (
		invalid  x509.CertificateInvalidError
		host     x509.HostnameError
		unknown  x509.UnknownAuthorityError
		at       *x509.Certificate
	)
	switch {
	case errors.As(err, &invalid):
		at = invalid.Cert
	case errors.As(err, &host):
		at = host.Certificate
	case errors.As(err, &unknown):
		at = unknown.Cert
	}
	if at == nil {
		return ""
	}
	sum := sha256.Sum256(at.Raw)
	return hex.EncodeToString(sum[:])
}

func main() {
	var asked []question
	if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
		panic(err)
	}
	answers := make([]answer, len(asked))
	for number, one := range asked {
		if err := verify(one); err != nil {
			answers[number] = answer{err.Error(), place(err)}
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		panic(err)
	}
}
